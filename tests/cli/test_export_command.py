"""``solieu export``."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from pyarrow import parquet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Solieu = Callable[..., Any]

SECOND = "UBND thị xã Đông Triều, tỉnh Quảng Ninh: Thu ngân sách năm 2022 đạt 900 tỷ đồng.\n"


@pytest.fixture
def store(solieu: Solieu, report: Path, tmp_path: Path) -> Path:
    second = tmp_path / "đông-triều.txt"
    second.write_text(SECOND, encoding="utf-8")
    path = tmp_path / "solieu.db"
    assert solieu("add", path, report, second).code == 0
    return path


def test_the_name_tells_the_format(solieu: Solieu, store: Path, tmp_path: Path) -> None:
    ran = solieu("export", store, "-o", tmp_path / "a.xlsx")
    assert (ran.code, ran.out, ran.err) == (0, "", f"solieu: 4 figures → {tmp_path / 'a.xlsx'}\n")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["Ngân sách", "Số liệu", "Nguồn", "Cách lập"]
    assert solieu("export", store, "-o", tmp_path / "a.parquet", "-q").err == ""
    assert parquet.read_table(tmp_path / "a.parquet").num_rows == 4
    for name in ("sdmx", "b.datapackage.zip", "a.jsonl", "a.csv"):
        assert solieu("export", store, "-o", tmp_path / name).code == 0
    assert {path.name for path in (tmp_path / "sdmx").iterdir()} == {"figures.csv", "structure.json"}
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")


def test_the_format_may_be_said(solieu: Solieu, store: Path, tmp_path: Path) -> None:
    assert solieu("export", store, "-o", tmp_path / "a.txt", "--format", "csv").code == 0
    assert (tmp_path / "a.txt").read_bytes().startswith(b"\xef\xbb\xbfid,")
    ran = solieu("export", store, "-o", tmp_path / "a.xls")
    assert ran.code == 2
    assert ran.err.endswith("tells no format: add --format xlsx, csv, parquet, sdmx, datapackage, jsonl.\n")
    assert not (tmp_path / "a.xls").exists()


def test_a_query_filters(solieu: Solieu, store: Path) -> None:
    asked = solieu("export", store, "--format", "jsonl", "--query", 'place="thị xã Đông Triều" thu ngân sách')
    (told,) = (json.loads(line) for line in asked.out.splitlines())
    assert (told["value"], told["place"], told["chosen"]) == (900000000000, "thị xã Đông Triều, Quảng Ninh", True)
    for query, count in (("report=1", 3), ("period=2022-01/2022-09", 3), ("measure=attainment", 1), ("đông triều", 1)):
        rows = list(csv.DictReader(io.StringIO(solieu("export", store, "-f", "csv", "--query", query).out)))
        assert len(rows) == count, query


@pytest.mark.parametrize("query", ["period=soon", "colour=red", "place=Atlantis", "level=7", 'report="'])
def test_a_query_that_is_none(solieu: Solieu, store: Path, tmp_path: Path, query: str) -> None:
    ran = solieu("export", store, "-o", tmp_path / "a.csv", "--query", query)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "sdmx", "a.datapackage.zip"])
def test_nothing_is_written_of_nothing(solieu: Solieu, store: Path, tmp_path: Path, name: str) -> None:
    ran = solieu("export", store, "-o", tmp_path / name, "--query", "zzz")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"solieu: There are no figures to write for zzz in {store}; nothing was written.\n"
    assert not (tmp_path / name).exists()


def test_nothing_to_print(solieu: Solieu, store: Path) -> None:
    ran = solieu("export", store, "--format", "csv", "--query", "zzz")
    assert (ran.code, ran.out) == (1, "")


def test_current_values_or_all(solieu: Solieu, store: Path, tmp_path: Path) -> None:
    later = tmp_path / "sau.txt"
    later.write_text(f"Ngày 15/3/2023, {SECOND.replace('900', '910')}", encoding="utf-8")
    assert solieu("add", store, later).code == 0
    values = [
        [json.loads(line)["value"] for line in solieu("export", store, "-f", "jsonl", "--query", "place=205", *all_).out.splitlines()]
        for all_ in ((), ("--all-sources",))
    ]  # fmt: skip
    assert values == [[910000000000], [910000000000, 900000000000]]


def test_rejected_figures_go_out_only_when_asked_for(solieu: Solieu, store: Path) -> None:
    assert solieu("decide", store, "4", "--reject", "--why", "sai").code == 0
    assert len(solieu("export", store, "-f", "jsonl", "--all-sources").out.splitlines()) == 3
    asked = solieu("export", store, "-f", "jsonl", "--all-sources", "--query", "verdict=reject")
    (told,) = (json.loads(line) for line in asked.out.splitlines())
    assert (told["id"], told["verdict"], told["chosen"]) == (4, "reject", False)


def test_figures_of_one_report_with_all_sources(solieu: Solieu, store: Path) -> None:
    asked = solieu("export", store, "-f", "jsonl", "--all-sources", "--query", "report=2")
    assert [json.loads(line)["report_id"] for line in asked.out.splitlines()] == [2]


def test_what_a_format_has_no_place_for_is_told(solieu: Solieu, store: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_text("UBND huyện Tiên Yên: Năm 2022 đã lắp 15 cột đèn bằng đá.\n", encoding="utf-8")
    assert solieu("add", store, odd).code == 0
    ran = solieu("export", store, "-o", tmp_path / "sdmx")
    assert ran.code == 0
    assert "note: 1 figure left out, whose indicator, place or period has no code; csv and xlsx have them." in ran.err
    ran = solieu("export", store, "-o", tmp_path / "none.sdmx.zip", "--query", "report=3")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "lack an indicator, place or period that has a code; nothing was written" in ran.err


def test_the_store_is_not_overwritten(solieu: Solieu, store: Path) -> None:
    before = store.read_bytes()
    ran = solieu("export", store, "-o", store, "--format", "csv")
    assert ran.code == 2
    assert ran.err == f"solieu: Cannot write {store}: it is the store itself; choose another name.\n"
    assert store.read_bytes() == before


def test_places_that_cannot_be_written(solieu: Solieu, store: Path, tmp_path: Path) -> None:
    for output in (tmp_path / "none" / "a.csv", tmp_path / "none" / "sdmx"):
        ran = solieu("export", store, "-o", output)
        assert ran.code == 2
        assert f"Cannot write {output}: the folder {output.parent} does not exist; make it first." in ran.err
    ran = solieu("export", store, "-o", tmp_path, "--format", "sdmx")
    assert ran.code == 2
    assert "it holds other things" in ran.err
    assert "name a file" in solieu("export", store, "-o", tmp_path, "--format", "csv").err


def test_where_to_write_must_be_said(solieu: Solieu, store: Path) -> None:
    ran = solieu("export", store)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("solieu: Say where to write, such as -o figures.xlsx")


def test_a_file_that_is_no_store(solieu: Solieu, report: Path, tmp_path: Path) -> None:
    ran = solieu("export", report, "-o", tmp_path / "a.csv")
    assert (ran.code, ran.err) == (1, f"solieu: {report} is no store of solieu: name another file.\n")


def test_a_terminal_shows_no_workbook(solieu: Solieu, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = solieu("export", store, "--format", "xlsx")
    assert ran.code == 2
    assert "A terminal cannot show xlsx: name a file, such as -o figures.xlsx." in ran.err


def test_a_workbook_in_english(solieu: Solieu, store: Path, tmp_path: Path) -> None:
    assert solieu("export", store, "-o", tmp_path / "a.xlsx", "--lang", "en").code == 0
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == [
        "Budget",
        "All figures",
        "Sources",
        "How it was made",
    ]


def test_a_library_that_is_not_installed(
    solieu: Solieu, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    ran = solieu("export", store, "-o", tmp_path / "a.xlsx")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "solieu: Writing Excel workbooks needs XlsxWriter: pip install 'solieu[export]'.\n"
    assert not (tmp_path / "a.xlsx").exists()
