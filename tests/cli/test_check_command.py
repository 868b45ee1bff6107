from __future__ import annotations

import json
import multiprocessing
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from solieu.cli.dismissals import Dismissal, append, in_force, read_dismissals
from solieu.export import validation
from solieu.model import encode
from solieu.pipeline import extract

if TYPE_CHECKING:
    from collections.abc import Callable

    Solieu = Callable[..., Any]

WRONG = "UBND huyện Văn Quan, tỉnh Lạng Sơn, ngày 27/10/2023\n\nTrồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha.\n"
RIGHT = "UBND huyện Văn Quan, tỉnh Lạng Sơn, ngày 27/10/2023\n\nTrồng rừng đạt 120,5 ha, bằng 80,3% kế hoạch 150 ha.\n"
SEPTEMBER = (
    "UBND huyện Tiên Yên, tỉnh Quảng Ninh, ngày 02/10/2023\nThu ngân sách 9 tháng đầu năm 2023 đạt 526,8 tỷ đồng.\n"
)
OCTOBER = (
    "UBND huyện Tiên Yên, tỉnh Quảng Ninh, ngày 02/11/2023\nThu ngân sách 10 tháng đầu năm 2023 đạt 500,8 tỷ đồng.\n"
)
MOMENT = "1700000000"
SCHEMA = json.loads(Path(validation.__file__).with_name("validation_report.schema.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report that contradicts itself, one that does not, and two that contradict each other."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, text in {"wrong": WRONG, "right": RIGHT, "thang-9": SEPTEMBER, "thang-10": OCTOBER}.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def the_id(solieu: Solieu, *paths: str) -> str:
    (found,) = lines(solieu("check", *paths, "-q").out)
    return str(found["id"])


def test_a_contradiction_is_told_with_its_place_its_figures_and_what_would_settle_it(solieu: Solieu) -> None:
    ran = solieu("check", "wrong.txt")
    (found,) = lines(ran.out)
    assert ran.code == 1
    assert ran.err == "solieu: 1 contradiction · 0 suspicious · 0 notes · 0 dismissed · 1 report\n"
    assert (found["check"], found["severity"], found["report"]) == ("attainment", "contradiction", "wrong.txt")
    assert (found["found"], found["dismissed"]) == ("85%", None)
    assert found["message"] == "120,5 ha so với kế hoạch 150 ha là 80,3%, nhưng báo cáo ghi 85%."
    assert found["expected"] == "80,0–80,6%"
    assert found["message_en"].endswith(", but the report says 85%.")
    assert len(found["remedies"]) == len(found["remedies_en"]) == 3
    assert [(g["quote"], g["line"]) for g in found["grounds"]] == [("120,5 ha", 3), ("85%", 3), ("150 ha", 3)]
    assert all(WRONG[ground["start"] : ground["end"]] == ground["quote"] for ground in found["grounds"])
    assert found["passages"] == ["Trồng rừng đạt 120,5 ha, bằng 85% kế hoạch 150 ha."]


def test_figures_that_can_all_be_true_raise_nothing(solieu: Solieu) -> None:
    ran = solieu("check", "right.txt", "thang-9.txt")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "solieu: 0 contradictions · 0 suspicious · 0 notes · 0 dismissed · 2 reports\n"
    assert solieu("check", "right.txt", "-q") == (0, "", "")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("✗ MÂU THUẪN", "wrong.txt, dòng 3", "nhưng báo cáo ghi 85%", "Để các số khớp nhau", "1 mâu thuẫn")),
        ("en", ("✗ CONTRADICTION", "wrong.txt, line 3", "report says 85%", "would have to be", "1 report")),
    ],
)
def test_a_block_for_people_in_their_language(solieu: Solieu, language: str, words: tuple[str, ...]) -> None:
    ran = solieu("check", "wrong.txt", "--format", "table", "--language", language)
    printed = " ".join(ran.out.split())
    assert [word for word in words if word not in printed] == []
    assert "đạt «120,5 ha», bằng «85%» kế hoạch «150 ha»." in ran.out
    assert re.search(r"\b[0-9a-f]{16}\b", ran.out)
    assert (ran.code, ran.err) == (1, "")


@pytest.mark.parametrize(
    ("locale", "word"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "mâu thuẫn"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "vi_VN"}, "contradiction"),
        ({}, "note"),
    ],
)
def test_the_locale_tells_the_language(
    solieu: Solieu, monkeypatch: pytest.MonkeyPatch, locale: dict[str, str], word: str
) -> None:
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert word in solieu("check", "wrong.txt").err


def test_what_extract_printed_does_as_well_whatever_it_is_called(solieu: Solieu) -> None:
    printed = solieu("extract", "wrong.txt", "right.txt", "thang-9.txt", "thang-10.txt", "-q").out
    Path("kept").write_text(printed, encoding="utf-8")
    direct = lines(solieu("check", "wrong.txt", "right.txt", "thang-9.txt", "thang-10.txt").out)
    kept = lines(solieu("check", "kept").out)
    assert [found["id"] for found in kept] == [found["id"] for found in direct]
    assert lines(solieu("check", "-", given=printed.encode()).out) == kept
    assert kept[0]["passages"] == ["120,5 ha … 85% … 150 ha"]
    assert {ground["line"] for found in kept for ground in found["grounds"]} == {None}
    table = solieu("check", "kept", "--format", "table").out
    assert f"wrong.txt, character {WRONG.index('120,5 ha')}" in table


def test_reports_with_tasks_are_known_as_extracted_ones(solieu: Solieu, report: Path) -> None:
    printed = solieu("extract", report, "-q").out
    assert '"text":' in printed
    ran = solieu("check", "-", given=printed.encode())
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith("1 report\n")


def test_a_line_that_is_no_report_is_left_out(solieu: Solieu) -> None:
    Path("kept.jsonl").write_text('{"mèo": 1\n' + solieu("extract", "right.txt", "-q").out, encoding="utf-8")
    ran = solieu("check", "kept.jsonl")
    assert ran.code == 1
    assert "kept.jsonl, line 1: no report as solieu extract prints it; the line is left out." in ran.err


def test_reports_are_checked_against_each_other(solieu: Solieu) -> None:
    ran = solieu("check", ".")
    within, across = lines(ran.out)
    assert ran.code == 1
    assert (within["report"], across["report"]) == ("wrong.txt", None)
    assert across["check"] == "year-to-date"
    assert [(g["report"], g["quote"], g["line"]) for g in across["grounds"]] == [
        ("thang-10.txt", "500,8 tỷ đồng", 2),
        ("thang-9.txt", "526,8 tỷ đồng", 2),
    ]
    table = solieu("check", "thang-9.txt", "thang-10.txt", "--format", "table").out
    assert "thang-10.txt, line 2  500,8 tỷ đồng" in table


def test_derived_figures_are_marked_as_such(solieu: Solieu) -> None:
    (plan,) = lines(solieu("check", "right.txt", "--derived").out)
    assert (plan["derived"], plan["report"], plan["unit_text"]) == ("plan", "right.txt", "ha")
    assert 149 < plan["low"] < 150 < plan["high"] < 151
    table = solieu("check", "right.txt", "--derived", "--format", "table").out
    assert "≈ Derived  120,5 ha ÷ 80,3%: the plan is " in table
    assert "1 derived figure" in table


def test_only_what_is_bad_enough_is_printed(solieu: Solieu, monkeypatch: pytest.MonkeyPatch) -> None:
    found = extract(WRONG, name="wrong.txt")
    (finding,) = found.findings
    milder = [msgspec.structs.replace(finding, severity=severity, id=severity) for severity in ("suspicious", "note")]
    report = msgspec.structs.replace(found, findings=(finding, *milder))
    Path("kept.jsonl").write_bytes(encode(report))
    for severity, expected in {"note": 3, "suspicious": 2, "contradiction": 1}.items():
        ran = solieu("check", "kept.jsonl", "--severity", severity)
        assert len(lines(ran.out)) == expected
        assert ran.err == "solieu: 1 contradiction · 1 suspicious · 1 note · 0 dismissed · 1 report\n"
    only = msgspec.structs.replace(found, findings=tuple(milder))
    Path("kept.jsonl").write_bytes(encode(only))
    assert solieu("check", "kept.jsonl").code == 0


def test_what_cannot_be_read_is_told_and_the_others_are_done(solieu: Solieu) -> None:
    Path("empty.txt").write_bytes(b"")
    ran = solieu("check", "empty.txt", "right.txt")
    assert ran.code == 1
    assert "empty.txt" in ran.err
    assert ran.err.endswith("2 reports · 1 could not be read\n")


def test_words_of_a_stranger_command_no_terminal(solieu: Solieu) -> None:
    hostile = WRONG.replace("Trồng rừng", "Trồng \x1b[31mrừng\u202e")
    Path("a\x1b[2Jb.txt").write_text(hostile, encoding="utf-8")
    ran = solieu("check", "a\x1b[2Jb.txt", "--format", "table")
    assert ran.code == 1
    assert re.search("[\x1b\u202e]", ran.out + ran.err) is None


def test_a_validation_report_is_what_its_schema_says(solieu: Solieu) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    schema = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    ran = solieu("check", ".", "--format", "report", "--language", "en", "--by", "Phòng Thống kê")
    results = json.loads(ran.out)
    schema.validate(results)
    within, across = results
    assert within["event"] == {
        "time": "2023-11-14T22:13:20Z",
        "actor": within["event"]["actor"],
        "agent": "Phòng Thống kê",
        "trigger": "solieu check",
    }
    assert within["rule"]["expression"] == "attainment: attainment ≈ 100 × value ÷ plan"
    assert (within["rule"]["severity"], within["rule"]["status"], within["value"]) == ("error", "open", "0")
    (target,) = within["data"]["target"]
    at = WRONG.index("85%")
    assert target == [f"wrong.txt#char={at},{at + 3}", "", "huyện Văn Quan, Lạng Sơn", "afforestation_area attainment"]
    assert [key[1] for key in across["data"]["source"]] == ["2023-01/2023-10", "2023-01/2023-09"]
    assert json.loads(solieu("check", "right.txt", "--format", "report").out) == []
    assert solieu("check", ".", "--format", "report", "--language", "en", "--by", "Phòng Thống kê").out == ran.out


def test_a_dismissed_finding_in_a_validation_report_is_put_down_with_the_reason(solieu: Solieu) -> None:
    solieu("check", "wrong.txt", "--dismiss", the_id(solieu, "wrong.txt"), "--why", "Số đúng", "--by", "Lan")
    ran = solieu("check", "wrong.txt", "--format", "report", "--show-dismissed")
    (result,) = json.loads(ran.out)
    Draft202012Validator(SCHEMA).validate([result])
    assert ran.code == 0
    assert (result["rule"]["severity"], result["rule"]["change"]) == ("information", "down")
    assert result["rule"]["explanation"] == "by Lan, 2023-11-14T22:13:20Z: Số đúng"


@pytest.mark.parametrize(("change", "value"), [("severity", "fatal"), ("change", "sideways"), ("status", "")])
def test_the_schema_turns_down_what_is_wrong(solieu: Solieu, change: str, value: str) -> None:
    (result,) = json.loads(solieu("check", "wrong.txt", "--format", "report").out)
    result["rule"][change] = value
    assert not Draft202012Validator(SCHEMA).is_valid([result])


def test_a_dismissed_finding_is_neither_printed_nor_counted_until_it_is_taken_back(solieu: Solieu) -> None:
    (found,) = lines(solieu("check", "wrong.txt").out)
    name, message = found["id"], found["message"]
    ran = solieu("check", "wrong.txt", "--dismiss", name, "--why", "Kế hoạch đã điều chỉnh", "--by", "Lan")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith(f"solieu: {name} is dismissed in solieu-dismissed.jsonl: 120,5 ha")
    (kept,) = lines(Path("solieu-dismissed.jsonl").read_text("utf-8"))
    assert kept == {
        "id": name,
        "dismissed": True,
        "when": "2023-11-14T22:13:20Z",
        "by": "Lan",
        "why": "Kế hoạch đã điều chỉnh",
        "check": "attainment",
        "message": message,
    }
    ran = solieu("check", "wrong.txt")
    assert (ran.code, ran.out) == (0, "")
    assert "0 contradictions · 0 suspicious · 0 notes · 1 dismissed" in ran.err
    (shown,) = lines(solieu("check", "wrong.txt", "--show-dismissed").out)
    assert shown["dismissed"] == {"by": "Lan", "when": "2023-11-14T22:13:20Z", "why": "Kế hoạch đã điều chỉnh"}
    table = solieu("check", "wrong.txt", "--show-dismissed", "--format", "table", "--language", "vi").out
    assert "Đã bỏ qua bởi Lan, 2023-11-14T22:13:20Z: Kế hoạch đã điều chỉnh" in table
    assert solieu("check", "--undismiss", name, "-q") == (0, "", "")
    assert solieu("check", "wrong.txt").code == 1
    assert [line["dismissed"] for line in lines(Path("solieu-dismissed.jsonl").read_text("utf-8"))] == [True, False]


def test_a_finding_across_reports_can_be_dismissed(solieu: Solieu) -> None:
    name = the_id(solieu, "thang-9.txt", "thang-10.txt")
    assert solieu("check", "thang-9.txt", "thang-10.txt", "--dismiss", name, "--why", "Đã rà soát").code == 0
    assert solieu("check", "thang-10.txt", "thang-9.txt").code == 0


def test_another_file_of_dismissals(solieu: Solieu) -> None:
    name = the_id(solieu, "wrong.txt")
    solieu("check", "wrong.txt", "--dismiss", name, "--why", "x", "--dismissed", "ours.jsonl")
    assert solieu("check", "wrong.txt", "--dismissed", "ours.jsonl").code == 0
    ran = solieu("check", "wrong.txt", "--dismissed", "out.jsonl")
    assert ran.code == 1
    assert "note: out.jsonl does not exist yet: nothing is dismissed.\n" in ran.err
    assert solieu("check", "wrong.txt").code == 1


@pytest.mark.parametrize("paths", [(".",), ("wrong.txt", "solieu-dismissed.jsonl")])
def test_what_was_dismissed_among_the_reports_is_no_report(solieu: Solieu, paths: tuple[str, ...]) -> None:
    solieu("check", "wrong.txt", "--dismiss", the_id(solieu, "wrong.txt"), "--why", "Số đúng")
    Path("thang-10.txt").unlink()
    ran = solieu("check", *paths)
    assert (ran.code, ran.out) == (0, "")
    told = ran.err.splitlines()
    assert told[0] == "solieu: note: solieu-dismissed.jsonl was passed over: it holds what was dismissed."
    assert "could not be read" not in told[-1]


def test_broken_lines_are_told_kept_and_passed_over(solieu: Solieu) -> None:
    name = the_id(solieu, "wrong.txt")
    file = Path("solieu-dismissed.jsonl")
    file.write_bytes(b'\xef\xbb\xbf{"id": 5}\n\nrubbish \xff')
    assert solieu("check", "wrong.txt", "--dismiss", name, "--why", "x", "-q").code == 0
    ran = solieu("check", "wrong.txt")
    assert ran.code == 0
    assert [line.partition(": no dismissal")[0] for line in ran.err.splitlines()[:2]] == [
        "solieu: note: solieu-dismissed.jsonl, line 1",
        "solieu: note: solieu-dismissed.jsonl, line 3",
    ]
    assert file.read_bytes().startswith(b'\xef\xbb\xbf{"id": 5}\n\nrubbish \xff\n{"id":"' + name.encode())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("wrong.txt", "--dismiss", "0123456789abcdef", "--why", "x"), "There is no finding 0123456789abcdef in what"),
        (("wrong.txt", "--dismiss", "0123456789abcdef"), '--dismiss needs --why "…"'),
        (("wrong.txt", "--dismiss", "a", "--undismiss", "b", "--why", "x"), "cannot go together"),
        (("wrong.txt", "--why", "x"), "add --dismiss ID"),
        (("--undismiss", "0123456789abcdef"), "0123456789abcdef is not dismissed in solieu-dismissed.jsonl."),
        ((), "There is nothing to check: name a file or a folder"),
        (("wrong.txt", "--derived", "--format", "report"), "A validation report has no derived figures"),
        (("wrong.txt", "--format", "csv"), "Invalid value for '--format'"),
        (("wrong.txt", "--dismissed", "."), "Cannot read .: is a directory."),
    ],
)
def test_wrong_use_is_one_sentence(solieu: Solieu, arguments: tuple[str, ...], message: str) -> None:
    ran = solieu("check", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert not Path("solieu-dismissed.jsonl").exists()


def test_a_moment_that_is_none(solieu: Solieu, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    ran = solieu("check", "wrong.txt", "--format", "report")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == ("solieu: SOURCE_DATE_EPOCH is 'yesterday': it must be a whole number of seconds since 1970.\n")


def _append_many(file: Path, who: str) -> None:
    for number in range(200):
        append(file, [Dismissal(id=f"{who}{number}", dismissed=True, when="2023-11-14T22:13:20Z", why="đúng " * 50)])


def test_two_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "shared.jsonl"
    writers = [multiprocessing.get_context("spawn").Process(target=_append_many, args=(file, who)) for who in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    told: list[str] = []
    decisions = read_dismissals(file, told.append)
    assert told == []
    assert sorted(one.id for one in decisions) == sorted(f"{who}{number}" for who in "ab" for number in range(200))


def test_the_last_decision_counts() -> None:
    def decided(name: str, *, dismissed: bool) -> Dismissal:
        return Dismissal(id=name, dismissed=dismissed, when="")

    past = [decided("a", dismissed=True), decided("b", dismissed=True), decided("a", dismissed=False)]
    assert list(in_force(past)) == ["b"]
    assert list(in_force([*past, decided("a", dismissed=True)])) == ["a", "b"]


def test_extract_tells_how_many_findings_there_are_and_how_to_see_them(solieu: Solieu) -> None:
    ran = solieu("extract", "wrong.txt", "right.txt", "--format", "table")
    assert ran.out.endswith("Figures that cannot all be true: 1 contradiction; see solieu check wrong.txt right.txt\n")
    assert "cannot all be true" not in solieu("extract", "right.txt", "--format", "table").out
    assert "cannot all be true" not in solieu("extract", "wrong.txt", "--format", "csv").out
    name = the_id(solieu, "wrong.txt")
    solieu("check", "wrong.txt", "--dismiss", name, "--why", "Số đúng", "--by", "Lan", "--dismissed", "ours.jsonl")
    table = solieu("extract", "wrong.txt", "--format", "table", "--dismissed", "ours.jsonl").out
    assert "contradiction" not in table
    assert '"dismissed":{}' in solieu("extract", "wrong.txt", "--format", "html").out
    shared = {"dismissed": True, "by": "Lan", "when": "2023-11-14T22:13:20Z", "why": "Số đúng"}
    page = solieu("extract", "wrong.txt", "--format", "html", "--dismissed", "ours.jsonl").out
    assert f'"dismissed":{json.dumps({name: shared}, ensure_ascii=False, separators=(",", ":"))}' in page
    assert '"dismissed":{}' in solieu("extract", "right.txt", "--format", "html", "--dismissed", "ours.jsonl").out
    printed = solieu("extract", "wrong.txt", "--dismissed", "ours.jsonl").out
    assert lines(printed)[0]["findings"][0]["id"] == name
    assert os.listdir().count("solieu-dismissed.jsonl") == 0  # noqa: PTH208
