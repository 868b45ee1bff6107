"""Points: kinds of periods, what is joined, in which unit they are told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from solieu.model import Period
from solieu.serve.charts.described import alternative, summary
from solieu.serve.charts.frame import spread
from solieu.serve.charts.points import Point, kind_of, main_unit, of_kind, of_one_period
from solieu.serve.charts.scales import scale_for

BILLION = 10**9


def point(period: str, value: float = 1, place: str = "thị xã Đông Triều", **told: object) -> Point:
    days = Period.parse(period)
    return Point(figure=1, place=place, start=days.start, end=days.end, value=Decimal(str(value)), **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "kind"),
    [
        ("2022", "year"), ("2022-01/2022-09", "to_date"), ("2022-01-01/2022-10-14", "to_date"), ("2022-Q1", "quarter"),
        ("2022-Q3", "quarter"), ("2022-02", "month"), ("2022-09-30", "day"), ("2016/2020", "years"),
        ("2022-03/2022-06", "other"), ("2022-10/2023-03", "other"),
    ],
)  # fmt: skip
def test_kinds_of_periods(period: str, kind: str) -> None:
    assert kind_of(Period.parse(period)) == kind


def test_nine_months_are_no_year() -> None:
    found = of_kind([point("2021"), point("2022-01/2022-09"), point("2022")])

    assert {kind: len(some) for kind, some in found.items()} == {"year": 2, "to_date": 1}


def test_a_first_quarter_begins_the_sum_of_its_year() -> None:
    found = of_kind([point("2022-Q1"), point("2022-01/2022-06")])

    assert [str(one.period) for one in found["to_date"]] == ["2022-Q1", "2022-01/2022-06"]


def test_a_first_quarter_among_quarters_is_one() -> None:
    found = of_kind([point("2022-Q1"), point("2022-Q2"), point("2022-01/2022-06")])

    assert len(found["quarter"]) == 2


def test_places_are_compared_in_the_period_that_most_have() -> None:
    some = [point("2021", place="A"), point("2021", place="B"), point("2022", place="A")]

    assert {str(one.period) for one in of_one_period(some)} == {"2021"}


@pytest.mark.parametrize(
    ("unit", "largest", "language", "name", "written"),
    [
        ("VND", 1584 * BILLION, "vi", "tỷ đồng", "1.584"), ("VND", 45_500_000, "vi", "triệu đồng", "45,5"),
        ("VND", 230_700 * BILLION, "vi", "nghìn tỷ đồng", "230,7"), ("VND", 1584 * BILLION, "en", "billion dong", "1,584"),
        ("kg", 12_500_000, "vi", "tấn", "12.500"), ("ha", 10250, "vi", "ha", "10.250"), ("percent", "57.7", "vi", "%", "57,7"),
        ("person", 1_250_000, "vi", "nghìn người", "1.250"), (None, "7.25", "vi", "", "7,25"), ("percent", "-3.2", "vi", "%", "–3,2"),
    ],
)  # fmt: skip
def test_scales(unit: str | None, largest: object, language: str, name: str, written: str) -> None:
    value = Decimal(str(largest))
    scale = scale_for(unit, [value], language)  # type: ignore[arg-type]

    assert (scale.name, scale.written(value)) == (name, written)


def test_a_value_beyond_all_measure_is_told() -> None:
    huge = Decimal(10) ** 60

    assert scale_for("VND", [huge], "vi").written(huge).startswith("1.000")


def test_the_unit_of_most_points_is_the_axis() -> None:
    assert main_unit([point("2021", unit="ha"), point("2022", unit="ha"), point("2023", unit="kg")]) == "ha"


def test_labels_are_moved_apart_and_stay_within() -> None:
    found = spread([9.9, 10.0, 9.8], 1.0, 0.0, 10.0)

    assert sorted(found) == pytest.approx([8.0, 9.0, 10.0])
    assert found.index(max(found)) == 1


def test_words_for_a_chart() -> None:
    some = [point("2021", 1400 * BILLION, unit="VND"), point("2022", 1640 * BILLION, unit="VND", status="target"),
            point("2022-01/2022-09", 1140 * BILLION, unit="VND")]  # fmt: skip

    assert alternative("history", some, "Thu ngân sách", "vi") == (
        "Biểu đồ Thu ngân sách theo thời gian: thị xã Đông Triều; 3 số liệu, 2021 đến 2022."
    )
    assert summary("history", some, "vi") == (
        "Mới nhất: thị xã Đông Triều, 9 tháng 2022: 1.140 tỷ đồng. Kế hoạch 2022: 1.640 tỷ đồng."
    )
    assert summary("history", some, "en").startswith("Latest: thị xã Đông Triều, Jan–Sep 2022: 1,140 billion dong.")


def test_a_summary_of_attainments_counts_places_of_one_period() -> None:
    some = [point("2021", 101, place="A"), point("2021", 99, place="B"), point("2020", 120, place="A")]

    assert summary("attainment", some, "vi") == "1 trên 2 đạt kế hoạch."


def test_a_period_has_a_middle() -> None:
    assert point("2022").middle == date(2022, 7, 2)
