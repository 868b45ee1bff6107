from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import solieu
from solieu.export.harmless import cell, one_line
from solieu.export.tabular import COLUMNS, rows, write_csv
from solieu.model import Observation, Period, Report

TEXT = "Thu ngân sách huyện giảm 3,2% so với cùng kỳ."


def report(**fields: Any) -> Report:
    observation = Observation(
        **{
            "start": 25,
            "end": 29,
            "quote": "3,2%",
            "sentence": (0, len(TEXT)),
            "number": Decimal("-3.2"),
            "unit_text": "%",
            "value": Decimal("-3.2"),
            "unit": "percent",
            "measure": "change",
            "basis": "cùng kỳ",
            "basis_kind": "period",
            "indicator": "Thu ngân sách huyện",
            "indicator_span": (0, 19),
            "period": Period.month(2022, 1, 9),
            **fields,
        }
    )
    return Report(
        name="a.txt", issued=date(2022, 10, 3), period=Period.year(2022), observations=(observation,), text=TEXT
    )


def written(*reports: Report) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    write_csv(reports, stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def test_a_row_has_every_field_of_its_observation() -> None:
    (row,) = rows(report())
    assert tuple(row) == COLUMNS
    assert set(Observation.__struct_fields__) - {"indicator_span", "cell"} <= set(row)


def test_spans_and_periods_are_taken_apart() -> None:
    (row,) = rows(report())
    assert row["sentence"] == TEXT
    assert (row["sentence_start"], row["sentence_end"]) == (0, len(TEXT))
    assert (row["indicator_start"], row["indicator_end"]) == (0, 19)
    assert (row["period"], row["period_start"], row["period_end"]) == ("2022-01/2022-09", "2022-01-01", "2022-09-30")


def test_what_is_known_of_the_report_is_repeated() -> None:
    (row,) = rows(report())
    assert (row["report"], row["issued"], row["report_period"]) == ("a.txt", "2022-10-03", "2022")


def test_what_is_not_known_is_empty() -> None:
    (row,) = written(report(period=None, indicator=None, indicator_span=None))
    assert [row[name] for name in ("period", "period_start", "indicator", "indicator_end", "place", "url")] == [""] * 6


def test_negative_numbers_stay_numbers_and_quotes_do_not_become_formulas() -> None:
    (row,) = written(report(quote="-3,2%"))
    assert row["number"] == row["value"] == "-3.2"
    assert row["quote"] == "'-3,2%"


def test_large_numbers_are_written_in_full() -> None:
    (row,) = written(report(value=Decimal("1.584E+12")))
    assert row["value"] == "1584000000000"


def test_a_report_without_figures_has_no_row() -> None:
    assert written(Report(name="b.txt"), report()) == written(report())


def test_lines_and_quotes_in_a_text_stay_in_their_cell() -> None:
    (row,) = written(report(indicator='Thu "nội địa",\nphí'))
    assert row["indicator"] == 'Thu "nội địa",\nphí'


def test_a_report_is_written_before_the_next_is_asked_for() -> None:
    stream = io.StringIO()
    seen: list[int] = []

    def slowly() -> Any:
        for _ in range(2):
            yield report()
            seen.append(stream.getvalue().count("a.txt"))

    write_csv(slowly(), stream)
    assert seen == [1, 2]


def test_what_was_extracted_comes_back_exactly() -> None:
    found = solieu.extract("UBND huyện Tiên Yên: Thu ngân sách đạt 526,8 tỷ đồng, bằng 57,7% dự toán tỉnh giao.")
    table = written(found)
    assert [Decimal(row["value"]) for row in table] == [o.value for o in found.observations]
    assert [found.text[int(row["start"]) : int(row["end"])] for row in table] == [row["quote"] for row in table]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_no_text_begins_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "5 tỷ", "Thu = chi", "'tạm'"])
def test_other_text_stays(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Thu\n\tngân  sách ", "Thu ngân sách"),
        ("\x1b]0;tên\x07Thu", "]0;tên Thu"),
        ("Thu\x9b31m", "Thu 31m"),
        ("a\u202egnp.exe", "a gnp.exe"),
        ("Đường Nguyễn Huệ", "Đường Nguyễn Huệ"),
    ],
)
def test_no_text_commands_a_terminal(text: str, shown: str) -> None:
    assert one_line(text) == shown
