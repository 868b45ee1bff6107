from __future__ import annotations

import csv
import io
import json
import sys
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from solieu.cli import batch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Solieu = Callable[..., Any]

CONTRACT = {
    *("report", "sha256", "title", "issued", "place", "place_code", "period"),
    *("observations", "references", "officials", "directives", "findings", "warnings"),
}

RECIPE = """Bánh bông lan cho 4 người ăn

Đánh tan 5 quả trứng với 150 gam đường trong 10 phút cho bông, rồi trộn nhẹ tay với 120 gam bột mì đã rây.
Thêm 50 ml sữa tươi và 40 ml dầu ăn, khuấy cho mịn; đổ vào khuôn đã lót giấy và gõ nhẹ cho vỡ hết bọt khí.
Nướng 35 phút ở nhiệt độ vừa, chờ bánh nguội rồi cắt thành 8 miếng; để tủ lạnh thì ăn được trong 3 ngày.
"""


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_pipe_gets_one_json_object_for_each_report(solieu: Solieu, report: Path) -> None:
    ran = solieu("extract", report)
    (found,) = lines(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert set(found) >= CONTRACT
    assert "text" not in found
    assert found["report"] == str(report)
    assert [(o["quote"], o["measure"], o["value"]) for o in found["observations"]] == [
        ("1.584 tỷ đồng", "level", 1584000000000),
        ("57,7%", "attainment", 57.7),
        ("3,2%", "change", -3.2),
    ]


def test_reports_in_a_folder_are_called_by_the_path_given(
    solieu: Solieu, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    ran = solieu("extract", "báo cáo")
    assert [found["report"] for found in lines(ran.out)] == [f"báo cáo/{name}.txt" for name in "abcd"]


def test_what_cannot_be_read_is_told_and_kept_and_the_others_are_done(solieu: Solieu, folder: Path) -> None:
    ran = solieu("extract", folder)
    first, binary, empty, last = lines(ran.out)
    assert ran.code == 1
    assert len(first["observations"]) == len(last["observations"]) == 3
    for found, word in ((binary, "not text"), (empty, "no text")):
        assert set(found) >= CONTRACT
        assert found["observations"] == []
        assert len(found["sha256"]) == 64
        assert word in found["warnings"][0]
    assert ran.err == f"solieu: {binary['warnings'][0]}\nsolieu: {empty['warnings'][0]}\n"
    assert f"{folder.as_posix()}/b.txt: " in ran.err


def test_a_missing_file_does_not_stop_the_others(solieu: Solieu, report: Path) -> None:
    ran = solieu("extract", "không-có.txt", report)
    assert ran.code == 1
    assert ran.err == "solieu: Cannot read không-có.txt: there is no such file or folder.\n"
    assert [len(found["observations"]) for found in lines(ran.out)] == [0, 3]


def test_standard_input(solieu: Solieu, report: Path) -> None:
    ran = solieu("extract", "-", given=report.read_bytes())
    assert ran.code == 0
    assert [(found["report"], len(found["observations"])) for found in lines(ran.out)] == [("standard input", 3)]


def test_another_encoding_is_read(solieu: Solieu, report: Path, tmp_path: Path) -> None:
    (tmp_path / "utf16.txt").write_text(report.read_text(encoding="utf-8"), encoding="utf-16")
    (found,) = lines(solieu("extract", tmp_path / "utf16.txt").out)
    assert found["observations"][0]["quote"] == "1.584 tỷ đồng"


def test_bytes_of_no_encoding_at_all(solieu: Solieu, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFE, 0xFF]) * 50)
    ran = solieu("extract", tmp_path / "x.txt")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(f"solieu: {tmp_path.as_posix()}/x.txt: ")


def test_a_report_above_the_limit(solieu: Solieu, report: Path) -> None:
    ran = solieu("extract", report, "--limit", "0.0001")
    assert ran.code == 1
    assert f"{report.as_posix()} is larger than the limit" in ran.err


@pytest.mark.parametrize(
    "text",
    [pytest.param("a" * 5_000_000, id="letters"), pytest.param("Thu 5 tỷ đồng, tăng 3%; " * 15_000, id="figures")],
)
def test_one_long_line_is_done_in_bounded_time(solieu: Solieu, tmp_path: Path, text: str) -> None:
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    began = time.perf_counter()
    ran = solieu("extract", tmp_path / "long.txt")
    assert ran.code == 0
    assert len(lines(ran.out)) == 1
    assert time.perf_counter() - began < 60


def test_a_fault_of_solieu_in_one_report_is_one_sentence(
    solieu: Solieu, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> object:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(batch, "understand", stumble)
    ran = solieu("extract", report)
    assert ran.code == 1
    assert "solieu failed here (ZeroDivisionError in test_extract_command.py, line" in ran.err
    assert "Traceback" not in ran.err
    assert len(lines(ran.out)) == 1


def test_warnings_are_notes_and_no_failure(solieu: Solieu, tmp_path: Path) -> None:
    (tmp_path / "bánh.txt").write_text(RECIPE * 3, encoding="utf-8")
    ran = solieu("extract", tmp_path / "bánh.txt")
    (found,) = lines(ran.out)
    assert ran.code == 0
    assert ran.err == f"solieu: note: {found['report']}: {found['warnings'][0]}\n"


def test_quiet_says_nothing_but_errors(solieu: Solieu, tmp_path: Path) -> None:
    (tmp_path / "bánh.txt").write_text(RECIPE * 3, encoding="utf-8")
    (tmp_path / "rỗng.txt").write_text("")
    (tmp_path / "ảnh.gif").write_bytes(b"\xff\xd8")
    ran = solieu("extract", tmp_path, "--quiet", "-o", tmp_path / "out.csv")
    assert ran.code == 1
    assert ran.err == f"solieu: {tmp_path.as_posix()}/rỗng.txt: There is no text in this report.\n"


def test_csv_in_a_pipe(solieu: Solieu, report: Path) -> None:
    ran = solieu("extract", report, "--format", "csv")
    table = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["quote"], Decimal(row["number"]), row["unit"]) for row in table] == [
        ("1.584 tỷ đồng", Decimal(1584), "VND"),
        ("57,7%", Decimal("57.7"), "percent"),
        ("3,2%", Decimal("-3.2"), "percent"),
    ]


def test_a_csv_file_is_one_that_excel_reads(solieu: Solieu, report: Path, tmp_path: Path) -> None:
    ran = solieu("extract", report, "-o", tmp_path / "figures.csv")
    data = (tmp_path / "figures.csv").read_bytes()
    assert (ran.code, ran.out) == (0, "")
    assert data.startswith(b"\xef\xbb\xbfreport,")
    assert data.count(b"\r\n") == 4
    assert ran.err.startswith("solieu: 1 report · 3 figures (")
    assert ran.err.endswith(f"→ {tmp_path}/figures.csv\n")


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("a.jsonl", b'{"report":'), ("a.html", b"<!doctype html>"), ("a.txt", "UBND huyện".encode())],
)
def test_the_ending_of_the_output_tells_the_format(
    solieu: Solieu, report: Path, tmp_path: Path, name: str, beginning: bytes
) -> None:
    assert solieu("extract", report, "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().lower().startswith(beginning.lower())


def test_all_reports_are_on_one_page(solieu: Solieu, folder: Path) -> None:
    ran = solieu("extract", folder, "--format", "html")
    assert ran.code == 1
    assert ran.out.count("<html") == 1
    assert all(f"{folder.as_posix()}/{name}.txt" in ran.out for name in "abcd")


def test_a_page_for_a_terminal_is_written_to_a_file(
    solieu: Solieu, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = solieu("extract", report, "--format", "html")
    assert ran.out == ""
    assert "→ solieu.html" in ran.err
    assert (tmp_path / "solieu.html").stat().st_size > 1000


def test_the_table(solieu: Solieu, report: Path) -> None:
    ran = solieu("extract", report, "--format", "table")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    for words in (
        "UBND huyện Tiên Yên họp phiên thường kỳ tháng 9 năm 2022\n",
        "huyện Tiên Yên, Quảng Ninh · ",
        "1.584 tỷ đồng",
        "attainment of",
        "−3,2%",
        "budget_revenue",
        "→ Phòng Tài chính - Kế hoạch (due 2022-10-15): ",
        "1 report · 3 figures (",
    ):
        assert words in ran.out


def test_a_table_lists_what_could_not_be_read(solieu: Solieu, folder: Path) -> None:
    ran = solieu("extract", folder, "--format", "table")
    assert ran.code == 1
    assert "There is no text in this report." in ran.out
    assert "2 could not be read" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing argument 'PATH...'"),
        (["{report}", "--format", "xls"], "'xls' is not one of"),
        (["{report}", "--form", "csv"], "No such option"),
        (["{report}", "--limit", "0"], "--limit"),
        (["{report}", "--limit", "viel"], "--limit"),
        (["{report}", "-o", "out.xlsx"], "names no format"),
        (["{report}", "-o", "nowhere/out.csv"], "the folder nowhere does not exist"),
        (["{report}", "-o", "{folder}", "--format", "csv"], "it is a folder"),
        (["{report}", "-o", "{report}"], "it is one of the files to read"),
    ],
)
def test_wrong_use_is_one_sentence(solieu: Solieu, report: Path, arguments: list[str], told: str) -> None:
    before = report.read_bytes()
    ran = solieu("extract", *(argument.format(report=report, folder=report.parent) for argument in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith("solieu: ")
    assert told in ran.err
    assert report.read_bytes() == before
