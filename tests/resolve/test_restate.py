from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from solieu.knowledge.gazetteer import gazetteer
from solieu.model import Observation, Period, Report
from solieu.resolve.restate import restate
from solieu.resolve.restated import Restatement

OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)
YEAR_2024 = Period.year(2024)
BAC_KAN, THAI_NGUYEN = "06", "19"
WARDS_OF_DONG_TRIEU = ("07069", "07081", "07090", "07093", "07114")


@dataclass
class Known:
    """What a figure is, beside its place and value."""

    indicator: str | None = "Số vụ tai nạn giao thông"
    indicator_id: str | None = "traffic_accidents"
    unit: str | None = "incident"
    period: Period | None = YEAR_2024


ACCIDENTS = Known()


def report(
    *figures: tuple[str | None, int], kind: Known = ACCIDENTS, issued: date | None = date(2025, 1, 20), **more: Any
) -> Report:
    observations = (
        Observation(
            **{
                "start": 0, "end": 1, "quote": str(value), "sentence": (0, 1), "number": Decimal(value),
                "value": Decimal(value), "measure": "level", "unit": kind.unit, "indicator": kind.indicator,
                "indicator_id": kind.indicator_id, "place": "…", "place_code": code, "period": kind.period,
                "confidence": 0.9, **more,
            }
        )
        for code, value in figures
    )  # fmt: skip
    return Report(name="báo cáo", issued=issued, observations=tuple(observations))


def told(found: Restatement) -> list[tuple[str, str, Decimal]]:
    return [(one.rule, one.place_code, one.value) for one in found.figures]


def reasons(found: Restatement) -> list[str]:
    return [one.why for one in found.left]


def test_a_figure_stands_where_the_area_is_the_same() -> None:
    found = restate([report(("205", 7), issued=date(2022, 10, 5))], date(2025, 1, 1))
    (one,) = found.figures
    assert (one.rule, one.place) == ("same_area", "thành phố Đông Triều, Quảng Ninh")
    assert (one.sources[0].place, one.sources[0].report, one.sources[0].observation) == (
        "thị xã Đông Triều",
        "báo cáo",
        0,
    )


def test_a_rate_stands_where_the_area_is_the_same() -> None:
    rates = report(("205", 2), kind=Known("Tỷ lệ hộ nghèo", "poverty_rate", "percent"), issued=date(2022, 10, 5))
    assert told(restate([rates], date(2025, 1, 1))) == [("same_area", "205", Decimal(2))]


def test_amounts_are_summed_where_all_parts_are_known() -> None:
    found = restate([report((BAC_KAN, 20)), report((THAI_NGUYEN, 100))], NEW)
    (one,) = found.figures
    assert (one.rule, one.place, one.value, one.period) == ("sum", "tỉnh Thái Nguyên", 120, YEAR_2024)
    assert {source.place for source in one.sources} == {"tỉnh Bắc Kạn", "tỉnh Thái Nguyên"}
    assert one.confidence == pytest.approx(0.81)
    assert found.left == ()


def test_new_communes_make_up_an_old_town() -> None:
    people = Known("Dân số", "population", "person", Period.month(2025, 8))
    wards = report(*((code, 10) for code in WARDS_OF_DONG_TRIEU), kind=people, issued=date(2025, 9, 1))
    assert ("sum", "205", Decimal(50)) in told(restate([wards], OLD))


def test_a_missing_part_is_named() -> None:
    found = restate([report((BAC_KAN, 20))], NEW)
    assert told(found) == []
    assert reasons(found) == ["parts_missing"]
    assert "tỉnh Thái Nguyên" in found.left[0].message


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (Known("Tỷ lệ hộ nghèo", "poverty_rate", "percent"), "rate"),
        (Known("Số chỉ tiêu đạt", "plan_targets_met", "target"), "not_additive"),
        (Known("Số con mèo", None, "animal"), "not_in_catalogue"),
    ],
)
def test_what_does_not_add_up_is_not_summed(kind: Known, why: str) -> None:
    found = restate([report((BAC_KAN, 20), (THAI_NGUYEN, 100), kind=kind)], NEW)
    assert told(found) == []
    assert reasons(found) == [why, why]


@pytest.mark.parametrize("measure", ["attainment", "change", "index", "difference", "share", "rank"])
def test_comparisons_are_not_summed(measure: str) -> None:
    assert reasons(restate([report((BAC_KAN, 2), (THAI_NGUYEN, 3), measure=measure)], NEW)) == ["rate", "rate"]


def test_an_amount_per_head_is_not_summed() -> None:
    found = restate([report((BAC_KAN, 2), (THAI_NGUYEN, 3), unit_text="vụ/năm")], NEW)
    assert reasons(found) == ["rate", "rate"]


def test_a_divided_unit_is_left() -> None:
    budget = Known("Thu ngân sách", "budget_revenue", "VND")
    found = restate([report(("205", 500), kind=budget)], NEW)
    assert reasons(found) == ["divided"]
    assert "phường Mạo Khê" in found.left[0].message


def test_budgets_are_summed_within_one_level_only() -> None:
    budget = Known("Thu ngân sách", "budget_revenue", "VND", Period.month(2025, 8))
    wards = report(*((code, 10) for code in WARDS_OF_DONG_TRIEU), kind=budget, issued=date(2025, 9, 1))
    assert all(one.rule == "same_area" for one in restate([wards], OLD).figures)


@pytest.mark.parametrize(
    "other",
    [
        Known(period=Period.year(2023)),
        Known(unit="person"),
        Known(indicator="Số vụ tai nạn đường sắt"),
        Known(indicator_id="traffic_deaths"),
    ],
)
def test_only_like_is_summed_with_like(other: Known) -> None:
    found = restate([report((BAC_KAN, 20)), report((THAI_NGUYEN, 100), kind=other)], NEW)
    assert told(found) == []
    assert reasons(found) == ["parts_missing", "parts_missing"]


def test_an_estimate_is_not_summed_with_a_result() -> None:
    found = restate([report((BAC_KAN, 20)), report((THAI_NGUYEN, 100), status="estimate")], NEW)
    assert reasons(found) == ["parts_missing", "parts_missing"]


def test_of_a_stock_only_the_last_day_counts() -> None:
    people = ("Dân số", "population", "person")
    found = restate(
        [report((BAC_KAN, 20), kind=Known(*people, YEAR_2024)), report((THAI_NGUYEN, 100), kind=Known(*people, Period.day(date(2024, 12, 31))))],
        NEW,
    )  # fmt: skip
    assert [(one.value, one.period) for one in found.figures] == [(120, Period.day(date(2024, 12, 31)))]


def test_two_values_for_one_part_make_no_sum() -> None:
    found = restate([report((BAC_KAN, 20), (BAC_KAN, 21), (THAI_NGUYEN, 100))], NEW)
    assert told(found) == []
    assert set(reasons(found)) == {"two_values"}


def test_one_value_told_twice_is_counted_once() -> None:
    found = restate([report((BAC_KAN, 20), (BAC_KAN, 20), (THAI_NGUYEN, 100))], NEW)
    assert told(found) == [("sum", THAI_NGUYEN, Decimal(120))]
    assert found.left == ()


def test_what_is_stated_of_the_whole_is_not_summed_anew() -> None:
    later = report((THAI_NGUYEN, 119), issued=date(2026, 1, 20))
    found = restate([report((BAC_KAN, 20), (THAI_NGUYEN, 100)), later], NEW)
    assert told(found) == [("same_area", THAI_NGUYEN, Decimal(119))]


@pytest.mark.parametrize(
    ("bounds", "bound"), [(("exact", "above"), "above"), (("above", "below"), "about"), (("exact", "exact"), "exact")]
)
def test_the_bound_of_a_sum(bounds: tuple[str, str], bound: str) -> None:
    parts = [report((BAC_KAN, 20), bound=bounds[0]), report((THAI_NGUYEN, 100), bound=bounds[1])]
    assert [one.bound for one in restate(parts, NEW).figures] == [bound]


def test_a_range_makes_the_sum_a_range() -> None:
    found = restate([report((BAC_KAN, 20), value_max=Decimal(25)), report((THAI_NGUYEN, 100))], NEW)
    assert [(one.value, one.value_max) for one in found.figures] == [(120, 125)]


def test_a_late_report_may_speak_of_a_unit_that_is_gone() -> None:
    found = restate([report((BAC_KAN, 20), issued=date(2025, 8, 1))], OLD)
    assert told(found) == [("same_area", BAC_KAN, Decimal(20))]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (report((None, 5)), "no_place"),
        (report(("99", 5)), "unknown_unit"),
        (report((BAC_KAN, 5), issued=date(2015, 1, 1)), "before_oldest_map"),
        (report((BAC_KAN, 5), issued=None, kind=Known(period=None)), "no_day"),
    ],
)
def test_what_cannot_be_placed_is_left(given: Report, why: str) -> None:
    assert reasons(restate([given], NEW)) == [why]


def test_a_day_of_no_map_is_refused() -> None:
    with pytest.raises(ValueError, match="the oldest map is of 2019-07-01"):
        restate([], date(2019, 6, 30))


def test_every_figure_is_told_or_left() -> None:
    reports = [report((BAC_KAN, 20), ("205", 1), (None, 3), ("164", 9)), report((THAI_NGUYEN, 100), ("205", 1))]
    for day in (OLD, NEW, date(2020, 1, 1)):
        found = restate(reports, day)
        sources = {(source.place_code, source.value) for one in found.figures for source in one.sources}
        rest = {(one.place_code, Decimal(one.quote)) for one in found.left}
        stated = {(seen.place_code, seen.value) for one in reports for seen in one.observations}
        assert sources | rest == stated


def test_the_sum_over_all_communes_is_the_whole_province() -> None:
    within = [place.code for place in gazetteer().units(3, OLD) if {BAC_KAN, THAI_NGUYEN} & set(place.parents)]
    found = restate([report(*((code, 1) for code in within), issued=OLD)], NEW)
    (province,) = (one for one in found.figures if one.place_code == THAI_NGUYEN)
    assert (province.value, len(province.sources)) == (len(within), len(within))


def test_what_leaves_its_crop_open_is_not_summed() -> None:
    bare, rice = Known("Diện tích", "planted_area", "ha"), Known("Diện tích lúa", "planted_area", "ha")
    assert reasons(restate([report((BAC_KAN, 1), (THAI_NGUYEN, 2), kind=bare)], NEW)) == ["kind_open", "kind_open"]
    assert [one.value for one in restate([report((BAC_KAN, 1), (THAI_NGUYEN, 2), kind=rice)], NEW).figures] == [3]


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (Known("Số bác sĩ trên vạn dân", "hospital_beds", "doctor"), "rate"),
        (Known("Số vụ bình quân mỗi tháng"), "rate"),
        (Known("Mật độ dân số", "population", "person"), "rate"),
        (Known("cùng kỳ"), "no_day"),
        (Known(period=None), "no_day"),
    ],
)
def test_what_its_words_forbid_is_not_summed(kind: Known, why: str) -> None:
    found = restate([report((BAC_KAN, 20), (THAI_NGUYEN, 100), kind=kind)], NEW)
    assert not found.figures
    assert reasons(found) == [why, why]


def test_the_mean_population_is_summed() -> None:
    kind = Known("Dân số trung bình", "population", "person")
    assert [one.value for one in restate([report((BAC_KAN, 1), (THAI_NGUYEN, 2), kind=kind)], NEW).figures] == [3]


def test_a_mean_is_known_by_the_words_before_it() -> None:
    text = "Bình quân mỗi tháng xảy ra 2 vụ; cả năm xảy ra 24 vụ."
    ends = [text.index(quote) for quote in ("2 vụ", "24 vụ")]
    observations = tuple(
        msgspec.structs.replace(one, start=start, end=start + 4, sentence=(0, len(text)))
        for one, start in zip(report((BAC_KAN, 2), (BAC_KAN, 24)).observations, ends, strict=True)
    )
    given = msgspec.structs.replace(report(), text=text, observations=observations)
    assert reasons(restate([given], NEW)) == ["rate", "parts_missing"]


def test_what_happened_over_a_time_has_the_same_time() -> None:
    quarter = Known("thành lập mới hợp tác xã", "cooperatives", "cooperative", Period.quarter(2024, 4))
    year = Known("thành lập mới hợp tác xã", "cooperatives", "cooperative", YEAR_2024)
    found = restate([report((BAC_KAN, 5), kind=quarter), report((THAI_NGUYEN, 12), kind=year)], NEW)
    assert reasons(found) == ["parts_missing", "parts_missing"]


def test_a_code_used_again_means_the_unit_that_is_named() -> None:
    issued = date(2025, 8, 10)
    named = report(("24", 20), issued=issued, place="tỉnh Bắc Giang")
    assert reasons(restate([named], NEW)) == ["parts_missing"]
    assert told(restate([named], OLD)) == [("same_area", "24", Decimal(20))]
    assert told(restate([report(("24", 20), issued=issued, place="tỉnh Bắc Ninh")], NEW)) == [
        ("same_area", "24", Decimal(20))
    ]


def test_a_province_with_a_district_that_cannot_be_compared_is_still_summed() -> None:
    found = restate([report(("30", 20), ("31", 100), issued=date(2024, 6, 1))], NEW)
    assert told(found) == [("sum", "31", Decimal(120))]
