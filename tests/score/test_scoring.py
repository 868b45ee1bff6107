"""Precision and recall of whole reports; the same numbers as the scorer beside the marked reports."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

import solieu
from solieu.errors import ReadError
from solieu.score import Rate, line_of, read_gold, read_lines, score

SHARED = Path(__file__).parents[3] / "shared" / "gold"
TEXT = "UBND huyện Tiên Yên: Năm 2022 thu ngân sách đạt 1.584 tỷ đồng, trồng 512 ha rừng.\n"


def figure(quote: str, **told: Any) -> dict[str, Any]:
    at = TEXT.index(quote)
    usual = {
        "measure": "level",
        "indicator": "thu ngân sách",
        "place": "huyện Tiên Yên",
        "period": "2022",
        "status": "actual",
        "bound": "exact",
    }
    return {"start": at, "end": at + len(quote), "quote": quote, "unit_text": quote.partition(" ")[2], **usual, **told}


def folder_with(folder: Path, **marked: Any) -> Path:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.json").write_text(json.dumps({"kind": "report", **marked}), encoding="utf-8")
    return folder


def line(*figures: dict[str, Any], **told: Any) -> bytes:
    return json.dumps({"report": "elsewhere/a.html", "observations": figures, **told}).encode()


def test_what_is_found_missed_and_too_much(tmp_path: Path) -> None:
    gold = read_gold(
        folder_with(tmp_path, observations=[figure("1.584 tỷ đồng", value=1584), figure("512 ha", value=512)])
    )
    said = read_lines([line(figure("1.584 tỷ đồng", number=1584, value=1584e9), figure("2022", number=2022))], "-")
    found = score(gold, said)
    assert (found.gold, found.system, found.detection) == (2, 2, Rate(0.5, 0.5, 0.5))
    assert found.fact == Rate(0.5, 0.5, 0.5)
    assert (found.place, found.period) == (Rate(1.0, 0.5, 2 / 3), Rate(1.0, 0.5, 2 / 3))
    assert [(one.kind, one.quote) for one in found.differences] == [("extra", "2022"), ("missed", "512 ha")]


def test_what_may_be_taken_for_a_fact_or_not_is_not_counted(tmp_path: Path) -> None:
    gold = read_gold(folder_with(tmp_path, observations=[figure("512 ha", value=512, minor=True)]))
    for said in ([line()], [line(figure("512 ha", number=1))]):
        assert score(gold, read_lines(said, "-")).detection == Rate(0.0, 0.0, 0.0)
        assert score(gold, read_lines(said, "-")).system == 0


def test_each_figure_is_paired_once_with_the_one_that_it_overlaps_most(tmp_path: Path) -> None:
    gold = read_gold(folder_with(tmp_path, observations=[figure("1.584 tỷ đồng", value=1584)]))
    said = read_lines([line(figure("1.584", number=1), figure("1.584 tỷ đồng", number=1584, value=1584e9))], "-")
    found = score(gold, said)
    assert (found.system, found.detection.p, found.core.r) == (2, 0.5, 1.0)


def test_documents_people_and_tasks(tmp_path: Path) -> None:
    marked = {
        "references": [{"q": "Nghị quyết số 08-NQ/TU", "number": "08-NQ/TU"}], "officials": [{"name": "Nguyễn Văn An", "roles": ["Chủ tịch UBND"]}],
        "directives": [{"q": "trồng 512 ha rừng", "to": ["Phòng Nông nghiệp"]}], "observations": [],
    }  # fmt: skip
    gold = read_gold(folder_with(tmp_path, **marked))
    at = TEXT.index("trồng")
    told = {
        "references": [{"quote": "số 08-NQ/TU", "number": "08-nq/tu"}, {"quote": "Công văn"}],
        "officials": [{"name": "Nguyễn Văn An", "roles": ["Phó Chủ tịch"]}], "directives": [{"start": at, "end": at + 9, "to": []}],
    }  # fmt: skip
    found = score(gold, read_lines([line(**told)], "-"))
    assert (found.lists["references"], found.lists["officials"]) == (Rate(0.5, 1.0, 2 / 3), Rate(1.0, 1.0, 1.0))
    assert found.lists["directives"].f1 == 1
    assert found.fields == {"official_roles": 1.0, "directive_to": 0.0}


def test_a_report_of_which_nothing_is_said(tmp_path: Path) -> None:
    gold = read_gold(folder_with(tmp_path, issued="2022-12-31", observations=[figure("512 ha", value=512)]))
    found = score(gold, [])
    assert (found.missing_docs, found.gold, found.document) == (1, 1, {"issued": 0.0})


def test_a_line_that_is_none_is_told_with_its_number() -> None:
    with pytest.raises(ReadError, match=r"a\.jsonl, line 2: .*; write it with solieu extract --format jsonl"):
        read_lines([line(), b"{}"], "a.jsonl")


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="there are no marked reports here")
def test_the_numbers_are_those_of_the_scorer_beside_the_marked_reports() -> None:
    spec = importlib.util.spec_from_file_location("scorer", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    paths = sorted((SHARED / "dev").glob("*.txt"))[::3]
    reports = [solieu.extract(path.read_bytes().decode(), name=path.name) for path in paths]
    theirs, _ = scorer.score(SHARED / "dev", [json.loads(solieu.encode(report)) for report in reports])
    ours = msgspec.to_builtins(score(read_gold(SHARED / "dev"), map(line_of, reports)))
    same = ("docs", "missing_docs", "gold", "system", "detection", "fields", "document", "lists", "by_kind")
    assert {name: ours[name] for name in same} == {name: theirs[name] for name in same}
    for name in ("core", "fact", "coded"):
        theirs_f1 = theirs["coded_fact_f1" if name == "coded" else f"{name}_f1"]
        assert ours[name]["f1"] == pytest.approx(theirs_f1, rel=1e-12)
