from datetime import date

import pytest

from solieu.model import Period
from solieu.recognise.times import find_times
from solieu.resolve.periods import Anchor, resolve_time
from solieu.text import prepare

SEPTEMBER = Anchor(date(2022, 9, 28), Period.month(2022, 1, 9))


def resolved(words: str, anchor: Anchor = SEPTEMBER) -> str | None:
    (time,) = find_times(prepare(words))
    period = resolve_time(time, anchor)
    return str(period) if period else None


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("năm 2022", "2022"),
        ("tháng 9", "2022-09"),
        ("tháng 9/2021", "2021-09"),
        ("quý I", "2022-Q1"),
        ("quý IV năm 2021", "2021-Q4"),
        ("9 tháng đầu năm", "2022-01/2022-09"),
        ("6 tháng đầu năm 2021", "2021-01/2021-06"),
        ("3 tháng cuối năm", "2022-Q4"),
        ("cả năm", "2022"),
        ("ước cả năm 812,5 ha", "2022"),
        ("năm trước", "2021"),
        ("đến nay", "2022-01-01/2022-09-28"),
        ("từ đầu năm đến nay", "2022-01-01/2022-09-28"),
        ("giai đoạn 2021-2025", "2021/2025"),
        ("nhiệm kỳ 2020-2025", "2020/2025"),
        ("vụ đông xuân 2021-2022", "2021/2022"),
        ("ngày 24/5/2022", "2022-05-24"),
        ("tính đến ngày 30/8/2022", "2022-01-01/2022-08-30"),
        ("đến hết tháng 8", "2022-01/2022-08"),
        ("trong tháng", "2022-09"),
        ("số lũy kế", "2022-01/2022-09"),
        ("trong kỳ", "2022-01/2022-09"),
        ("3 tháng qua", "2022-Q3"),
        ("9 tháng qua", "2022-01/2022-09"),
        ("đến cuối năm", "2022"),
        ("đến hết năm", "2022"),
        ("sau 10 năm thực hiện", "2012/2022"),
        ("qua 5 năm triển khai", "2017/2022"),
        ("sau hơn 3 năm thực hiện", "2019/2022"),
        ("hiện toàn huyện", "2022-01-01/2022-09-28"),
        ("đến 16 giờ ngày 14/9/2022", "2022-01-01/2022-09-14"),
        ("từ ngày 27/4 đến nay", "2022-04-27/2022-09-28"),
        ("từ 2014 đến nay", "2014/2022"),
        ("từ 15/12/2021 đến nay", "2021-12-15/2022-09-28"),
        ("từ ngày 20/12 đến nay", "2021-12-20/2022-09-28"),
        ("nhiệm kỳ qua", "2017/2022"),
        ("trong nhiệm kỳ vừa qua", "2017/2022"),
    ],
)
def test_a_time_and_the_date_of_the_report_make_a_period(words: str, period: str) -> None:
    assert resolved(words) == period


@pytest.mark.parametrize(
    "words",
    [
        "tháng 9",
        "quý I",
        "9 tháng đầu năm",
        "đến nay",
        "cả năm",
        "năm trước",
        "trong tháng",
        "từ ngày 27/4 đến nay",
        "nhiệm kỳ qua",
    ],
)
def test_a_time_that_leans_on_a_date_is_none_without_one(words: str) -> None:
    assert resolved(words, Anchor(None, None)) is None


@pytest.mark.parametrize(
    ("words", "year", "period"),
    [
        ("từ 28 tháng Chạp đến mùng 6 Tết", 2019, "2019-02-02/2019-02-10"),
        ("từ 29 Tết đến mồng 4 Tết", 2022, "2022-01-31/2022-02-04"),
        ("28 tháng Chạp đến hết mùng 5 tháng Giêng", 2025, "2025-01-27/2025-02-02"),
    ],
)
def test_the_days_of_tet_are_looked_up(words: str, year: int, period: str) -> None:
    assert resolved(words, Anchor(date(year, 2, 20), None)) == period


def test_tet_of_a_year_without_a_table_is_none() -> None:
    assert resolved("từ 28 tháng Chạp đến mùng 6 Tết", Anchor(date(1975, 2, 20), None)) is None


@pytest.mark.parametrize(
    ("day", "period"), [(5, "2022-Q3"), (24, "2022-Q3"), (25, "2022-08/2022-10"), (31, "2022-08/2022-10")]
)
def test_past_months_end_with_the_last_that_is_over(day: int, period: str) -> None:
    assert resolved("3 tháng qua", Anchor(date(2022, 10, day), None)) == period


def test_the_past_months_of_a_year_are_those_that_are_over() -> None:
    assert resolved("6 tháng qua", Anchor(date(2016, 7, 28), None)) == "2016-01/2016-06"


@pytest.mark.parametrize("words", ["ngày 31/2/2022", "ngày 31/4/2022", "ngày 30/02/2023"])
def test_a_day_that_is_no_day_is_none(words: str) -> None:
    assert resolved(words) is None


def test_december_in_a_report_of_january_is_last_years() -> None:
    assert resolved("tháng 12", Anchor(date(2023, 1, 10), None)) == "2022-12"


def test_what_runs_to_now_ends_on_the_day_of_the_session() -> None:
    anchor = Anchor(date(2022, 10, 3), None, session=date(2022, 9, 28))
    assert resolved("đến nay", anchor) == "2022-01-01/2022-09-28"


def test_the_year_of_the_report_is_that_of_its_period() -> None:
    assert resolved("quý IV", Anchor(date(2023, 1, 5), Period.year(2022))) == "2022-Q4"


def test_the_present_year_is_that_of_the_day_of_the_report() -> None:
    assert resolved("năm nay", Anchor(date(2023, 1, 5), Period.year(2022))) == "2023"
    assert resolved("năm nay", Anchor(None, Period.year(2022))) == "2022"


@pytest.mark.parametrize("words", ["từ ngày 31/2 đến nay", "từ ngày 1/10/2022 đến nay"])
def test_no_interval_ends_before_it_begins(words: str) -> None:
    assert resolved(words) is None
