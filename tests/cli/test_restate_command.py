from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Solieu = Callable[..., Any]

BAC_KAN = (
    "UBND tỉnh Bắc Kạn, ngày 20/01/2025\nSố vụ tai nạn giao thông năm 2024 là 20 vụ. Tỷ lệ hộ nghèo năm 2024 là 20%.\n"
)
THAI_NGUYEN = "UBND tỉnh Thái Nguyên, ngày 20/01/2025\nSố vụ tai nạn giao thông năm 2024 là 100 vụ.\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "báo cáo"
    folder.mkdir()
    (folder / "a.txt").write_text(BAC_KAN, encoding="utf-8")
    (folder / "b.txt").write_text(THAI_NGUYEN, encoding="utf-8")
    return folder


def test_figures_of_several_reports_are_summed(solieu: Solieu, reports: Path) -> None:
    ran = solieu("restate", reports, "--on", "2025-07-01")
    total, rate = map(json.loads, ran.out.splitlines())
    assert ran.code == 0
    assert (total["rule"], total["place"], total["value"], total["on"]) == (
        "sum",
        "tỉnh Thái Nguyên",
        120,
        "2025-07-01",
    )
    assert [source["quote"] for source in total["sources"]] == ["100 vụ", "20 vụ"]
    assert (rate["why"], rate["quote"]) == ("rate", "20%")
    assert ran.err == "solieu: 1 figures for the units of 2025-07-01; 1 cannot be told for one.\n"


def test_what_extract_printed_does_as_well(solieu: Solieu, reports: Path, tmp_path: Path) -> None:
    direct = solieu("restate", reports, "--on", "01/07/2025", "-q")
    printed = solieu("extract", reports, "-q").out
    kept = tmp_path / "figures.jsonl"
    kept.write_text(printed, encoding="utf-8")
    assert solieu("restate", kept, "--on", "2025-07-01", "-q") == direct
    assert solieu("restate", "-", "--on", "2025-07-01", "-q", given=printed.encode()) == direct
    assert direct.err == ""


def test_a_table(solieu: Solieu, reports: Path) -> None:
    ran = solieu("restate", reports, "--on", "2025-07-01", "--format", "table")
    assert "100 vụ" in ran.out
    assert "Not told for a unit of that day" in ran.out


def test_a_table_of_what_a_stranger_wrote(solieu: Solieu, reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "figures.jsonl"
    strange = solieu("extract", reports).out.replace('"value":20', '"value":2E+99999999')
    path.write_text(strange.replace('"unit":"incident"', '"unit":"\\u001b[31mincident"'), encoding="utf-8")
    ran = solieu("restate", path, "--on", "2025-07-01", "--format", "table")
    assert ran.code == 0
    assert len(ran.out) < 10_000
    assert "\x1b[31m" not in ran.out


def test_a_line_that_is_no_report_is_left_out(solieu: Solieu, reports: Path, tmp_path: Path) -> None:
    kept = tmp_path / "figures.jsonl"
    kept.write_text('{"mèo": 1\n' + solieu("extract", reports, "-q").out, encoding="utf-8")
    ran = solieu("restate", kept, "--on", "2025-07-01")
    assert ran.code == 1
    assert "figures.jsonl, line 1: no report as solieu extract prints it" in ran.err
    assert json.loads(ran.out.splitlines()[0])["value"] == 120


def test_a_file_that_is_not_there(solieu: Solieu, tmp_path: Path) -> None:
    for name in ("none.txt", "none.jsonl"):
        ran = solieu("restate", tmp_path / name, "--on", "2025-07-01", "-q")
        assert (ran.code, ran.out) == (1, "")
        assert "there is no such file" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--on", "2015-01-01"), "The units of 2015-01-01 are not known: choose a day from 2019-07-01 on."),
        ((), "Missing option '--on'"),
    ],
)
def test_wrong_use(solieu: Solieu, reports: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = solieu("restate", reports, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
