"""Corrupted reports are wrong at one figure, harmless edits are not; made from a sample that everyone has."""

import doctest
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import corruptions
import pytest
from corruptions import CLEARLY, Places, Printed, corrupted, harmless
from relations import Relation, holds, relations

import solieu
from solieu.model import Finding
from solieu.samples import sample_paths

SAMPLE = "yen-khanh-9-thang-2022"
RELATIONS = (
    ("parts", "total=[3.460 tấn]", "part=[3.105 tấn]", "part=[355 tấn]", "yes"),
    ("shares", "percent=[68,5%]", "percent=[21,3%]", "percent=[10,2%]", "yes"),
    ("attainment", "value=[36.200]", "plan=[38.000 con]", "percent=[95,3%]", "yes"),
    ("parts", "total=[45 chỉ tiêu]", "part=[18 chỉ tiêu]", "part=[12 chỉ tiêu]", "no"),
)


@pytest.fixture(scope="module")
def text() -> str:
    return next(path for path in sample_paths() if path.stem == SAMPLE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, text: str) -> Path:
    """The sample as a report, and the relations in it."""
    made = tmp_path_factory.mktemp("reports")
    (made / f"{SAMPLE}.txt").write_bytes(text.encode())
    lines = ["# of a sample", "report\tkind\toperands\tholds\tnote"]
    for kind, *operands, verdict in RELATIONS:
        placed = []
        for operand in operands:
            role, _, quote = operand.partition("=")
            placed.append(f"{role}={text.index(quote[1:-1])}:{quote[1:-1]}")
        lines.append("\t".join([SAMPLE, kind, " | ".join(placed), verdict, ""]))
    (made / "relations.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def labels(folder: Path) -> list[Relation]:
    return relations(folder / "relations.tsv")


@pytest.fixture(scope="module")
def printed(folder: Path) -> Printed:
    return Printed(folder, [SAMPLE])


def finder(finds: Callable[[str], bool], severity: str = "contradiction") -> Callable[..., solieu.Report]:
    """An extraction whose reports have a finding of their first figure where ``finds`` says so of the text."""

    def extract(given: str, name: str) -> solieu.Report:
        figure = solieu.Observation(start=0, end=1, quote="1", sentence=(0, 1), number=1, value=1, measure="level")
        found = Finding("sum", severity, "", (0,))  # type: ignore[arg-type]
        return solieu.Report(name=name, observations=(figure,), findings=(found,) if finds(given) else (), text=given)

    return extract


def test_a_corruption_breaks_its_relation_clearly(labels: list[Relation], text: str) -> None:
    made = corrupted(labels)
    assert {edit.kind for edit in made} == {"parts", "shares", "attainment"}
    assert {edit.how for edit in made} >= {
        "a digit",
        "digits changed over",
        "a comma",
        "the unit",
        "an amount",
        "a percentage",
    }
    for edit in made:
        (changed,) = edit.replacements
        broken = [
            one._replace(operands=tuple(
                operand._replace(quote=changed.words) if operand.start == changed.start else operand for operand in one.operands
            ))
            for one in labels
            if one.kind == edit.kind and one.holds == "yes" and changed.start in {operand.start for operand in one.operands}
        ]  # fmt: skip
        assert broken
        assert not any(holds(one, CLEARLY) for one in broken)
        assert edit.text(text) != text


def test_the_same_edits_are_made_each_time(labels: list[Relation], printed: Printed) -> None:
    assert corrupted(labels) == corrupted(labels)
    assert harmless(labels, printed) == harmless(labels, printed)


def test_a_harmless_edit_leaves_relations_as_they_were(labels: list[Relation], printed: Printed, text: str) -> None:
    made = harmless(labels, printed)
    assert {edit.kind for edit in made} >= {
        "NFD",
        "blanks",
        "spelling",
        "no-break blank",
        "line ends",
        "a sentence more",
    }
    for edit in made:
        assert edit.replacements
        assert edit.text(text) != text
    (decomposed,) = (edit for edit in made if edit.kind == "NFD")
    assert decomposed.text(text) == unicodedata.normalize("NFD", text)
    figures = {operand.start: operand for one in labels for operand in one.operands}
    free = [edit.replacements[0].start for edit in made if edit.kind == "another last digit of a free figure"]
    assert not any(figure.start <= at < figure.end for at in free for figure in figures.values())
    rounded = {edit.replacements[0] for edit in made if edit.kind == "a figure rounded"}
    assert {(figures[one.start].quote, one.words) for one in rounded} == {
        ("68,5%", "69%"),
        ("21,3%", "21%"),
        ("10,2%", "10%"),
        ("95,3%", "95%"),
    }


def test_places_lead_back_to_the_report_as_printed(labels: list[Relation], printed: Printed, text: str) -> None:
    for edit in harmless(labels, printed):
        edited, places = edit.text(text), Places(edit.replacements)
        starts = {changed.start for changed in edit.replacements}
        moved = [places.printed(at) for at in range(len(edited))]
        assert moved == sorted(moved)
        assert all(text[at] == letter for at, letter in zip(moved, edited, strict=True) if at not in starts)


def test_what_is_found_and_what_is_promised(
    folder: Path, labels: list[Relation], text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [str(folder), "--relations", str(folder / "relations.tsv")]
    wrong = {edit.text(text) for edit in corrupted(labels)}

    monkeypatch.setattr(solieu, "extract", finder(wrong.__contains__))
    assert corruptions.main([*given, "--json"]) == 0
    numbers = json.loads(capsys.readouterr().out)
    assert numbers["corruptions"] == {
        "made": len(wrong),
        "found": len(wrong),
        "contradictions": len(wrong),
        "share": 1.0,
    }
    assert numbers["harmless"]["new_findings"] == 0
    assert numbers["as_printed"] == {"wrong": 1, "found": 0, "other_findings": 0}

    monkeypatch.setattr(solieu, "extract", finder(wrong.__contains__, "suspicious"))
    assert corruptions.main([*given, "--json", "--limit", "3"]) == 0
    assert json.loads(capsys.readouterr().out)["corruptions"] == {
        "made": 3,
        "found": 3,
        "contradictions": 0,
        "share": 1.0,
    }

    monkeypatch.setattr(solieu, "extract", finder(wrong.__contains__, "note"))
    assert corruptions.main([*given, "--misses"]) == 1
    assert f"missed {SAMPLE} parts" in capsys.readouterr().out

    monkeypatch.setattr(solieu, "extract", finder(lambda given: given != text))
    assert corruptions.main([*given, "--misses"]) == 1
    assert f"1 new {SAMPLE}, NFD" in capsys.readouterr().out

    monkeypatch.setattr(solieu, "extract", finder(lambda given: True))
    assert corruptions.main([*given, "--json"]) == 1, "a finding that the report as printed has is no new one"
    assert json.loads(capsys.readouterr().out)["harmless"]["new_findings"] == 0


def test_a_finding_of_two_of_its_figures_tells_of_a_relation(
    labels: list[Relation], text: str, printed: Printed
) -> None:
    wrong = next(one for one in labels if one.holds == "no")
    report = printed.report(SAMPLE)
    met = [i for i, one in enumerate(report.observations) if one.start in {operand.start for operand in wrong.operands}]
    other = next(i for i, one in enumerate(report.observations) if i not in met)
    assert len(met) >= 2
    assert corruptions._tells(Finding("sum", "contradiction", "", tuple(met)), report, wrong)
    assert not corruptions._tells(Finding("sum", "contradiction", "", (met[0], other)), report, wrong)


def test_it_runs_with_solieu_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corruptions.main([str(folder), "--relations", str(folder / "relations.tsv"), "--limit", "3"]) in (0, 1)
    assert "relation broken" in capsys.readouterr().out


def test_where_there_are_no_reports_nothing_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corruptions.main([str(tmp_path)]) == 0
    assert "no marked reports" in capsys.readouterr().out


def test_examples_in_the_module() -> None:
    assert doctest.testmod(corruptions).failed == 0
