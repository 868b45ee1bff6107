"""Reports as marked ones: the same figures, in words and by offsets."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import pytest

import solieu
from solieu.score import line_of, marked_report, read_gold, score, write_gold
from solieu.score.marking import name_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "UBND huyện Tiên Yên họp phiên thường kỳ tháng 9 năm 2022\n\nThu ngân sách 9 tháng đầu năm 2022 ước đạt 1.584 tỷ đồng, "
    "bằng 57,7% dự toán tỉnh giao, giảm 3,2% so với cùng kỳ. Năm 2021 trồng 20 ha rừng, năm 2022 trồng 20 ha rừng.\n"
    "Chủ tịch UBND huyện yêu cầu Phòng Tài chính - Kế hoạch rà soát các nguồn thu, báo cáo trước ngày 15/10/2022.\n"
)


def read(text: str = TEXT, name: str = "tháng 9/Báo cáo số 5.txt") -> solieu.Report:
    return msgspec.structs.replace(solieu.extract(text, name=name), sha256=hashlib.sha256(text.encode()).hexdigest())


def test_what_is_marked_is_found_again(tmp_path: Path) -> None:
    report = read()
    write_gold(report, tmp_path)
    (gold,) = read_gold(tmp_path)
    found = score([gold], [msgspec.structs.replace(line_of(report), report=gold.name)])
    assert (found.detection.f1, found.fact.f1, found.coded.f1) == (1, 1, 1)
    assert found.document == {"issued": 1.0, "place": 1.0, "period": 1.0} or all(found.document.values())
    assert found.differences == ()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_offsets_are_those_of_the_text_that_is_written(form: str) -> None:
    report = read(unicodedata.normalize(form, TEXT))  # type: ignore[arg-type]
    text, whole, by_words = marked_report(report)
    assert text == TEXT
    assert whole["observations"]
    for one, words in zip(whole["observations"], by_words["observations"], strict=True):
        assert text[one["start"] : one["end"]] == one["quote"] == words["q"]
        at = -1
        for _ in range(words.get("n", 1)):
            at = text.index(words["q"], at + 1)
        assert at == one["start"]


def test_only_what_is_not_as_usual_is_written_by_words() -> None:
    _, whole, by_words = marked_report(read())
    revenue = by_words["observations"][0]
    assert revenue == {
        "q": "1.584 tỷ đồng", "v": Decimal(1584), "u": "tỷ đồng", "m": "level", "ind": "Thu ngân sách", "code": "budget_revenue",
        "st": "estimate", **({"per": "2022-01/2022-09"} if whole["period"] != "2022-01/2022-09" else {}),
    }  # fmt: skip
    twice = [one for one in by_words["observations"] if one["q"] == "20 ha"]
    assert [one["n"] for one in twice] == [1, 2]
    assert by_words["directives"][0]["due"] == "2022-10-15"
    assert by_words["directives"][0]["q"] in TEXT


def test_a_misprint_that_a_person_set_right_is_marked_as_it_is_printed() -> None:
    report = read()
    first = report.observations[0]
    right = msgspec.structs.replace(first, number=Decimal(1585), value=Decimal("1585e9"))
    misread = msgspec.structs.replace(first, number=Decimal("1.584"), value=Decimal("1.584e9"))
    set_right = msgspec.structs.replace(report, observations=(right, *report.observations[1:]))
    assert marked_report(set_right, as_read=report.observations)[1]["observations"][0]["value"] == 1584
    read_wrongly = (misread, *report.observations[1:])
    assert marked_report(report, as_read=read_wrongly)[1]["observations"][0]["value"] == 1584


def test_words_that_do_not_stand_in_the_text_are_not_asked_for() -> None:
    report = read()
    first = msgspec.structs.replace(report.observations[0], indicator="thu nội địa")
    changed = msgspec.structs.replace(report, observations=(first, *report.observations[1:]))
    (told, *_) = marked_report(changed, as_read=report.observations)[1]["observations"]
    assert (told["indicator"], told["minor"]) == ("Thu ngân sách", False)
    unplaced = msgspec.structs.replace(first, indicator_span=None)
    (alone, *_) = marked_report(msgspec.structs.replace(changed, observations=(unplaced,)))[1]["observations"]
    assert (alone["indicator"], alone["minor"]) == ("1.584 tỷ đồng", True)


def test_figures_of_a_grid_that_the_text_has_lost_are_not_asked_for() -> None:
    page = (
        "<html><body><h1>UBND huyện Tiên Yên báo cáo năm 2022</h1><table><tr><th>Chỉ tiêu</th><th>Đơn vị</th><th>Năm 2022</th></tr>"
        "<tr><td>Thu ngân sách</td><td>tỷ đồng</td><td>1.584</td></tr></table><p>Trồng 20 ha rừng năm 2022.</p></body></html>"
    )
    report = solieu.extract(page.encode(), name="a.html")
    told = {one["quote"]: one["minor"] for one in marked_report(report)[1]["observations"]}
    assert told == {"1.584": True, "20 ha": False}


def test_names_of_files_are_plain(tmp_path: Path) -> None:
    report = read()
    assert name_of(report) == f"bao-cao-so-5-{report.sha256[:8]}"
    assert write_gold(report, tmp_path) == name_of(report)
    written = sorted(path.name.removeprefix(name_of(report)) for path in tmp_path.iterdir())
    assert written == [".ann.json", ".json", ".txt"]
    whole = json.loads((tmp_path / f"{name_of(report)}.json").read_text(encoding="utf-8"))
    assert list(whole) == [
        "url",
        "kind",
        "issued",
        "place",
        "period",
        "references",
        "officials",
        "directives",
        "observations",
    ]
    assert whole["kind"] == "report"
