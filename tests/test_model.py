import pickle
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.model import Period, Place, Report, decode_report, encode


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-Q4", date(2022, 10, 1), date(2022, 12, 31)),
        ("2022-01/2022-09", date(2022, 1, 1), date(2022, 9, 30)),
        ("2023-01-01/2023-10-30", date(2023, 1, 1), date(2023, 10, 30)),
        ("2021/2025", date(2021, 1, 1), date(2025, 12, 31)),
        ("2022-05-24", date(2022, 5, 24), date(2022, 5, 24)),
    ],
)
def test_a_period_reads_and_writes_its_shortest_form(written: str, start: date, end: date) -> None:
    period = Period.parse(written)
    assert (period.start, period.end, str(period)) == (start, end, written)


@pytest.mark.parametrize(
    ("longer", "shortest"),
    [
        ("2022-01/2022-12", "2022"),
        ("2022-01-01/2022-01-31", "2022-01"),
        ("2022-04/2022-06", "2022-Q2"),
        ("2022-Q1/2022-Q2", "2022-01/2022-06"),
    ],
)
def test_a_longer_form_is_the_same_period(longer: str, shortest: str) -> None:
    assert Period.parse(longer) == Period.parse(shortest)
    assert str(Period.parse(longer)) == shortest


@pytest.mark.parametrize(
    "written",
    [
        "",
        "22",
        "2022-13",
        "2022-00",
        "2022-Q5",
        "2022-02-30",
        "2023/2022",
        "2022-9",
        "năm 2022",
        "0000",
        "2022/",
        "2022-05-00",
    ],
)
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is Python's where the day is
        Period.parse(written)


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2022, 2, 1), date(2022, 1, 1))


def test_a_period_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Period.year(2022).start = date(2021, 1, 1)


def test_a_year_contains_its_months_and_not_its_neighbours() -> None:
    assert Period.year(2022).contains(Period.quarter(2022, 4))
    assert not Period.year(2022).contains(Period.year(2021, 2022))


def test_a_day_is_one_day_long() -> None:
    assert Period.day(date(2022, 5, 24)).days == 1
    assert Period.year(2024).days == 366


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(days, days)
def test_a_period_survives_its_written_form(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert Period.parse(str(period)) == period


def test_a_place_is_named_with_its_type() -> None:
    assert Place("22", "Đông Triều", "thị xã", 2).full_name == "thị xã Đông Triều"


def test_the_text_stays_out_of_the_printed_report_unless_asked_for() -> None:
    report = Report(name="a.txt", text="Thu 5 ha.")
    assert b"Thu 5 ha" not in encode(report)
    assert decode_report(encode(report, text=True)) == report


def test_a_report_prints_its_name_as_report() -> None:
    assert encode(Report(name="a.txt")).startswith(b'{"report":"a.txt"')


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"{", b'{"observations":[{}]}', b'{"period":"mai"}', b'{"issued":"30/9/2022"}']
)
def test_a_line_that_is_no_report_is_refused(line: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_report(line)


def test_a_report_can_be_sent_to_another_process() -> None:
    report = Report(name="a.txt", text="Thu ngân sách", period=Period.year(2022))
    assert pickle.loads(pickle.dumps(report)) == report
