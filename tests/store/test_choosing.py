"""Which figures are rivals, which of them counts, and why."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stored_figures import figure

from solieu.document import CellGround
from solieu.model import Period
from solieu.store.choosing import Choice, choices, differ
from solieu.store.facts import fact_of, place_key, series_number, subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.model import Report
    from solieu.store import Store

CELL = CellGround(0, 1, 1, ("Thu ngân sách",), None, None)


def only_choice(*figures: Any) -> Choice:
    (found,) = choices(figures)
    return found


@pytest.mark.parametrize(
    ("counts", "other", "rule"),
    [
        # What a person decided, whatever else there is.
        ({"verdict": "accept", "decision": 3}, {"issued": "2023-01-01", "number": "1600", "cell": CELL}, "decision"),
        ({"verdict": "correct", "decision": 3, "number": "1590"}, {"issued": "2023-01-01", "number": "1600"}, "decision"),
        # Of two decisions the last one.
        ({"verdict": "accept", "decision": 9}, {"verdict": "accept", "decision": 3, "number": "1600", "issued": "2023-01-01"}, "decision"),
        # The later report, by its day, then by when it came.
        ({"issued": "2022-12-31"}, {"issued": "2022-10-01", "number": "1600", "cell": CELL}, "later"),
        ({"issued": "2022-12-31"}, {"issued": None, "number": "1600"}, "later"),
        ({"report_id": 20}, {"report_id": 10, "number": "1600"}, "later"),
        # In one report: the table, then the nearer period, then the nearer place, then the first.
        ({"cell": CELL}, {"number": "1600", "period_from": "clause"}, "table"),
        ({"period_from": "clause"}, {"number": "1600"}, "nearer"),
        ({"place_from": "sentence"}, {"number": "1600", "place_from": "section"}, "nearer"),
        ({"start": 10}, {"number": "1600", "start": 90}, "first"),
    ],
)  # fmt: skip
def test_which_counts(counts: dict[str, Any], other: dict[str, Any], rule: str) -> None:
    same = {"start": 7, "report_id": 5} if rule in ("table", "nearer", "first") else {"start": 7}
    best, rival = figure(1, **(same | counts)), figure(2, **(same | other))
    found = only_choice(rival, best)
    assert (found.figure, found.rivals, found.rule, found.disputed) == (best, (rival,), rule, True)


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        ({"number": "20984"}, {"number": "20984", "bound": "above"}, False),
        ({"number": "21500"}, {"number": "20984", "bound": "above"}, False),
        ({"number": "20900"}, {"number": "20984", "bound": "above"}, True),
        ({"number": "20900"}, {"number": "20984", "bound": "below"}, False),
        ({"number": "20950"}, {"number": "21000", "bound": "about"}, False),
        ({"number": "57.7", "unit": "percent", "unit_text": "%"}, {"number": "57.65", "unit": "percent", "unit_text": "%"}, False),
        ({"number": "57.7", "unit": "percent", "unit_text": "%"}, {"number": "57.8", "unit": "percent", "unit_text": "%"}, True),
        ({"number": "512", "unit": "ha", "unit_text": "ha"}, {"number": "512.4", "unit": "ha", "unit_text": "ha"}, False),
        ({"number": "20", "unit": "incident", "unit_text": "vụ"}, {"number": "20", "unit": "incident", "unit_text": "vụ", "of": Decimal(42)}, False),
        ({"number": "20", "unit": "incident", "unit_text": "vụ", "of": Decimal(41)}, {"number": "20", "unit": "incident", "unit_text": "vụ", "of": Decimal(42)}, True),
        ({"number": "21", "unit": "incident", "unit_text": "vụ"}, {"number": "20", "unit": "incident", "unit_text": "vụ"}, True),
        ({"number": "0", "value": "5"}, {"number": "0", "value": "6"}, True),
        ({"number": "1584", "value": "1.6e12", "verdict": "correct"}, {"number": "1600"}, False),
    ],
)  # fmt: skip
def test_what_agrees_as_it_is_printed(one: dict[str, Any], other: dict[str, Any], disputed: bool) -> None:
    first, second = figure(1, **one), figure(2, **other)
    assert differ(first.observation, second.observation) is disputed
    found = only_choice(first, second)
    assert found.disputed is disputed
    if not disputed and first.verdict is None:
        assert found.rule == "agreed"


def test_a_hedged_value_that_fits_two_others_does_not_make_them_agree() -> None:
    hedged = figure(1, number="20000", bound="above", issued="2023-01-01")
    found = only_choice(hedged, figure(2, number="20984"), figure(3, number="21500"))
    assert (found.figure, found.rule, found.disputed) == (hedged, "later", True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same thing in other words, under the name of the entry or shorter.
        ({"indicator": "Tổng thu NSNN trên địa bàn"}, {"indicator": "thu ngân sách"}),
        ({"indicator": "Thu ngân sách huyện Tiên Yên"}, {"indicator": "thu ngân sách"}),
        ({"indicator_id": None, "indicator": "Số mô hình điểm"}, {"indicator_id": None, "indicator": "mô hình điểm"}),
        # A unit that became another kind of unit.
        ({"place_code": "203", "place": "huyện Vân Đồn"}, {"place_code": "06994", "place": "đặc khu Vân Đồn"}),
        # The same comparison in other words.
        ({"measure": "change", "basis_kind": "period", "basis": "cùng kỳ"}, {"measure": "change", "basis_kind": "period", "basis": "cùng kỳ năm 2021"}),
        ({"measure": "attainment", "basis_kind": "plan", "basis": "dự toán tỉnh"}, {"measure": "attainment", "basis_kind": "plan", "basis": "dự toán tỉnh giao"}),
        # However the unit is printed.
        ({"unit_text": "tỷ đồng"}, {"unit_text": "triệu đồng"}),
    ],
)  # fmt: skip
def test_what_is_one_fact(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = fact_of(figure(1, **one).observation), fact_of(figure(2, **other).observation)
    assert first == second
    assert series_number(first) == series_number(second)


CROP = {"indicator_id": "crop_output", "unit": "kg", "unit_text": "tấn"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # What is narrower never takes the place of the whole.
        ({**CROP, "indicator": "sản lượng lúa vụ xuân"}, {**CROP, "indicator": "sản lượng lúa cả năm"}),
        ({**CROP, "indicator": "sản lượng lúa"}, {**CROP, "indicator": "sản lượng"}),
        ({"indicator_id": "budget_revenue_tax", "indicator": "thuế thu nhập cá nhân"}, {"indicator_id": "budget_revenue_tax", "indicator": "lệ phí trước bạ"}),
        ({"indicator_id": "administrative_procedures", "indicator": "tiếp nhận hồ sơ"}, {"indicator_id": "administrative_procedures", "indicator": "giải quyết hồ sơ"}),
        ({"indicator": "thu ngân sách"}, {"indicator": "thu ngân sách phường"}),
        # Other places, times, ways of telling it.
        ({}, {"place_code": "200"}), ({}, {"period": "2022-01/2022-09"}), ({}, {"status": "estimate"}), ({}, {"measure": "share"}),
        # Plans of different givers, comparisons with different times.
        ({"measure": "attainment", "basis_kind": "plan", "basis": "dự toán tỉnh giao"}, {"measure": "attainment", "basis_kind": "plan", "basis": "dự toán huyện giao"}),
        ({"measure": "attainment", "basis_kind": "plan", "basis": "dự toán tỉnh giao"}, {"measure": "attainment"}),
        ({"measure": "change", "basis_kind": "period", "basis": "cùng kỳ"}, {"measure": "change", "basis_kind": "period", "basis": "tháng trước"}),
        # Money of two countries, people and households.
        ({}, {"unit": "USD", "unit_text": "USD"}), ({"unit": "person", "unit_text": "người"}, {"unit": "household", "unit_text": "hộ"}),
        # Two places without a code.
        ({"place_code": None, "place": "khu vực Tây Nguyên"}, {"place_code": None, "place": "khu vực Tây Bắc"}),
    ],
)  # fmt: skip
def test_what_are_two_facts(one: dict[str, Any], other: dict[str, Any]) -> None:
    found = list(choices([figure(1, **one), figure(2, **other)]))
    assert [choice.rule for choice in found] == ["only", "only"]


@pytest.mark.parametrize("missing", ["place", "period", "subject"])
def test_of_what_is_not_known_nobody_says_that_it_is_the_same(missing: str) -> None:
    given_: dict[str, Any] = {
        "place": {"place": None, "place_code": None}, "period": {"period": None},
        "subject": {"indicator": None, "indicator_id": None},
    }[missing]  # fmt: skip
    found = list(choices([figure(1, **given_), figure(2, **given_, number="7")]))
    assert [choice.rule for choice in found] == ["only", "only"]


def test_a_near_duplicate_confirms_nothing() -> None:
    first, again = figure(1, report_id=10), figure(2, report_id=11, near_duplicate_of=10, issued="2023-05-01")
    found = only_choice(first, again)
    assert (found.figure, found.rivals, found.copies, found.rule) == (again, (), (first,), "only")


def test_a_near_duplicate_that_was_changed_is_a_rival() -> None:
    first, again = figure(1, report_id=10), figure(2, report_id=11, near_duplicate_of=10, number="1585")
    found = only_choice(first, again)
    assert (found.figure, found.rivals, found.rule, found.disputed) == (again, (first,), "later", True)


def test_a_figure_that_a_report_repeats_is_no_rival_of_itself() -> None:
    found = only_choice(figure(1, report_id=10), figure(2, report_id=10, start=500, period_from="clause"))
    assert (found.figure.id, [one.id for one in found.copies], found.rule) == (2, [1], "only")


def test_what_is_rejected_counts_nowhere() -> None:
    found = only_choice(figure(1, verdict="reject", decision=1), figure(2, number="3"))
    assert (found.figure.id, found.every) == (2, (found.figure,))


@pytest.mark.parametrize(
    ("periods", "bases"),
    [
        (("2021", "2022"), ("cùng kỳ", "cùng kỳ năm 2021")),
        (("2022-08", "2022-09"), ("tháng trước", "so với tháng trước")),
    ],
)
def test_the_same_comparison_year_after_year_is_one_series(periods: tuple[str, str], bases: tuple[str, str]) -> None:
    numbers = {
        series_number(fact_of(figure(1, measure="change", basis_kind="period", basis=basis, period=period).observation))
        for period, basis in zip(periods, bases, strict=True)
    }
    assert len(numbers) == 1


def test_series_are_in_the_order_of_measures_and_statuses() -> None:
    kinds = [
        ("level", "actual"),
        ("level", "estimate"),
        ("level", "target"),
        ("attainment", "actual"),
        ("rank", "actual"),
    ]
    numbers = [
        series_number(fact_of(figure(1, measure=measure, status=status).observation)) for measure, status in kinds
    ]
    assert numbers == sorted(numbers)
    assert all(0 < number < 2**63 for number in numbers)


def test_subjects_and_places() -> None:
    assert subject(None, "Số hộ THOÁT nghèo", None) == "hộ nghèo thoát"
    assert place_key("199", "huyện Tiên Yên") == "199"
    assert place_key(None, "  Vùng  Đông Bắc ") == "vùng đông bắc"
    assert place_key(None, None) is None


FIGURES = st.lists(
    st.builds(
        lambda **given_: given_, number=st.sampled_from(["1584", "1585", "1600", "0"]), issued=st.sampled_from([None, "2022-10-01", "2023-01-15"]),
        report_id=st.integers(1, 4), near_duplicate_of=st.sampled_from([None, 1]), bound=st.sampled_from(["exact", "above", "about"]),
        period_from=st.sampled_from(["clause", "report", None]), cell=st.sampled_from([None, CELL]), verdict=st.sampled_from([None, None, "accept", "reject"]),
        place_code=st.sampled_from(["199", "200", None]), status=st.sampled_from(["actual", "estimate"]), start=st.integers(0, 3),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(FIGURES, st.randoms())
def test_the_order_does_not_matter_and_nothing_is_lost(rows: list[dict[str, Any]], chance: Any) -> None:
    figures = [figure(at, **row, decision=at if row["verdict"] else None) for at, row in enumerate(rows, 1)]
    found = {choice.figure.id: choice for choice in choices(figures)}
    chance.shuffle(figures)
    assert {choice.figure.id: choice for choice in choices(figures)} == found
    told = sorted(one.id for choice in found.values() for one in choice.every)
    assert told == sorted(one.id for one in figures if one.verdict != "reject")


@settings(max_examples=200, deadline=None)
@given(FIGURES)
def test_a_decision_always_wins(rows: list[dict[str, Any]]) -> None:
    figures = [figure(at, **row, decision=at if row["verdict"] else None) for at, row in enumerate(rows, 1)]
    for choice in choices(figures):
        decided = [one.decision for one in choice.every if one.decision is not None]
        assert choice.figure.decision == max(decided, default=None)


def test_the_view_for_sqlite_chooses_alike(store: Store, add: Callable[..., Report]) -> None:
    head = "UBND huyện Tiên Yên họp phiên tháng 12 năm 2022\n\n"
    add(
        f"{head}Thu ngân sách năm 2022 đạt 1.584 tỷ đồng. Tỷ lệ hộ nghèo còn 2,1%. Thu ngân sách đạt 1.600 tỷ đồng.",
        name="a.txt",
    )
    add(f"{head}Ngày 15/01/2023. Thu ngân sách năm 2022 đạt 1.590 tỷ đồng. Trồng 20 ha rừng.", name="b.txt")
    store.decide(next(one.id for one in store.figures(words="ho ngheo")), "accept")
    found = list(store.each_choice())
    rows = store._connection.execute("SELECT id, others FROM choices ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == sorted((one.figure.id, len(one.every) - 1) for one in found)
    assert max(len(one.every) for one in found) > 1


def test_the_period_of_a_choice_is_that_of_its_fact() -> None:
    assert only_choice(figure(1)).fact.period == Period.year(2022)
