from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import msgspec
import pytest
from drafts import ACCIDENTS, REVENUE, Draft
from hypothesis import given, settings
from hypothesis import strategies as st

from solieu import Finding, check_across, decode_report, derive, encode, extract
from solieu.knowledge.gazetteer import gazetteer
from solieu.model import Period, Report

NINE, SIX = "2022-01/2022-09", "2022-01/2022-06"


def found(*drafts: Draft) -> list[tuple[str, str]]:
    return [(one.check, one.severity) for one in check_across(draft.report() for draft in drafts)]


def only(*drafts: Draft) -> Finding:
    (one,) = check_across(draft.report() for draft in drafts)
    return one


def month(number: int, year: int = 2022) -> str:
    return str(Period.month(year, number))


def accidents(draft: Draft, period: str, count: int, **more: object) -> Draft:
    return draft.amount(period, str(count), "vụ", "incident", 1, what=ACCIDENTS, **more)


@pytest.mark.parametrize("what", ["526,8 tỷ đồng", "526,8 tỷ đồng, tăng 80% so với cùng kỳ"])
def test_an_identity_does_not_hang_on_what_files_are_called(what: str) -> None:
    texts = (
        f"UBND huyện Tiên Yên: Thu ngân sách 9 tháng đầu năm 2023 đạt {what}.",
        "UBND huyện Tiên Yên: Thu ngân sách 9 tháng đầu năm 2022 đạt 498,2 tỷ đồng, 10 tháng đầu năm 2023 đạt 500 tỷ đồng.",
    )
    first, second = (
        sorted(
            one.id for one in check_across(extract(text, name=name) for text, name in zip(texts, names, strict=True))
        )
        for names in (("a.txt", "b.txt"), ("b.txt", "a.txt"))
    )
    assert first == second != []


# Totals since 1 January


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (("526.8", {}), ("498.2", {}), [("year-to-date", "contradiction")]),
        (("526.8", {}), ("526.8", {}), []),
        (("526.8", {}), ("526.75", {}), []),
        (("526.8", {}), ("527", {}), []),
        (("526.8", {"status": "estimate"}), ("498.2", {}), [("year-to-date", "suspicious")]),
        (("526.8", {"bound": "about"}), ("498.2", {}), [("year-to-date", "suspicious")]),
        (("526.8", {}), ("498.2", {"period_from": "report"}), [("year-to-date", "suspicious")]),
        (("526.8", {}), ("498.2", {"confidence": 0.4}), [("year-to-date", "suspicious")]),
        (("526.8", {"bound": "about"}), ("522", {}), []),
        (("526.8", {"status": "target"}), ("498.2", {}), []),
    ],
)
def test_totals_since_january_never_fall(
    earlier: tuple[str, dict[str, object]], later: tuple[str, dict[str, object]], expected: list[tuple[str, str]]
) -> None:
    first = Draft("6 tháng").amount(SIX, earlier[0], **earlier[1])
    assert found(first, Draft("9 tháng").amount(NINE, later[0], **later[1])) == expected


def test_what_is_no_total_since_january_may_fall() -> None:
    assert found(Draft("a").amount("2022-06", "526.8"), Draft("b").amount("2022-09", "498.2")) == []
    stock = ("Dân số", "population")
    people = [Draft(str(end)).amount(f"2022-01/2022-0{end}", str(9000 - end), "người", "person", 1, what=stock) for end in (6, 9)]  # fmt: skip
    assert found(*people) == []


def test_another_word_is_another_thing() -> None:
    land = ("Thu ngân sách từ tiền sử dụng đất", "budget_revenue")
    assert found(Draft("a").amount(SIX, "526.8"), Draft("b").amount(NINE, "98.2", what=land)) == []


def test_what_is_too_high_once_is_told_once() -> None:
    ends = [(3, 20), (5, 400), (6, 41), (8, 52), (9, 60)]
    assert found(*(accidents(Draft(str(end)), f"2022-01/2022-0{end}", count) for end, count in ends)) == [
        ("year-to-date", "contradiction")
    ]


def test_a_fall_is_told_with_its_reports_and_what_would_settle_it() -> None:
    one = only(Draft("6 tháng").amount(SIX, "526.8"), Draft("9 tháng").amount(NINE, "498.2"))
    assert "6 tháng đầu năm 2022 đã là 526.8 tỷ đồng" in one.message
    assert "the first 9 months of 2022" in one.message_en
    assert one.observations == ()
    assert [(ground.report, ground.observation) for ground in one.grounds] == [("6 tháng", 0), ("9 tháng", 0)]
    assert one.remedies[0] == "498.2 tỷ đồng phải là 526,8 tỷ đồng trở lên"


# Growth


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        (lambda draft: draft.compared("change", "25", "cùng kỳ năm trước"), []),
        (lambda draft: draft.compared("change", "25.4", "cùng kỳ năm trước"), [("growth", "suspicious")]),
        (lambda draft: draft.compared("change", "25.2", "cùng kỳ năm trước", bound="about"), []),
        (lambda draft: draft.compared("change", "45", "cùng kỳ năm 2021"), [("growth", "suspicious")]),
        (lambda draft: draft.compared("change", "45", "cùng kỳ năm 2020"), []),
        (lambda draft: draft.compared("change", "45", "đầu năm"), []),
        (lambda draft: draft.compared("change", "45", None), []),
        (lambda draft: draft.compared("index", "125", "cùng kỳ"), []),
        (lambda draft: draft.compared("index", "135", "cùng kỳ"), [("growth", "suspicious")]),
        (lambda draft: draft.differs("100", "cùng kỳ năm trước"), []),
        (lambda draft: draft.differs("-100", "cùng kỳ năm trước"), [("growth", "suspicious")]),
    ],
)
def test_growth_against_the_report_of_the_year_before(say, expected: list[tuple[str, str]]) -> None:  # type: ignore[no-untyped-def]
    before = Draft("2021").amount("2021-01/2021-09", "400.0")
    assert found(before, say(Draft("2022").amount(NINE, "500.0"))) == expected


def test_growth_is_told_with_what_the_two_reports_give() -> None:
    later = Draft("2022").amount(NINE, "500.0").compared("change", "45", "cùng kỳ năm trước")
    one = only(Draft("2021").amount("2021-01/2021-09", "400.0"), later)
    assert (one.expected, one.found) == ("tăng 25%", "45%")
    assert {ground.report for ground in one.grounds} == {"2021", "2022"}


def test_growth_against_the_month_before() -> None:
    later = accidents(Draft("9"), month(9), 20).differs("-4", "tháng trước")
    assert found(accidents(Draft("8"), month(8), 24), later) == []
    assert found(accidents(Draft("8"), month(8), 30), later) == [("growth", "suspicious")]


def test_a_revised_value_of_the_year_before_may_be_the_one_compared_with() -> None:
    later = Draft("2022").amount(NINE, "500.0").compared("change", "25", "cùng kỳ năm trước")
    first, second = (Draft(name).amount("2021-01/2021-09", value) for name, value in (("a", "380"), ("b", "400.0")))
    assert found(first, second, later) == [("revised", "suspicious")]


# Plans


def attained(name: str, end: int, value: str, percent: str, basis: str = "dự toán tỉnh giao") -> Draft:
    return Draft(name).amount(str(Period.month(2022, 1, end)), value).compared("attainment", percent, basis)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (("700.0", "76.7", "dự toán tỉnh giao"), []),
        (("700.0", "70.0", "dự toán tỉnh giao"), [("implied-plan", "suspicious")]),
        (("700.0", "70.0", "dự toán tỉnh giao năm 2022"), [("implied-plan", "suspicious")]),
        (("700.0", "70.0", "dự toán huyện giao"), []),
        (("700.0", "70.0", "dự toán tỉnh giao sau điều chỉnh"), []),
        (("700.0", "70.0", "dự toán quý III"), []),
    ],
)
def test_plans_of_one_year_are_one(later: tuple[str, str, str], expected: list[tuple[str, str]]) -> None:
    assert found(attained("6 tháng", 6, "526.8", "57.7"), attained("9 tháng", 9, *later)) == expected


def test_two_plans_are_told_with_their_ranges() -> None:
    one = only(attained("6 tháng", 6, "526.8", "57.7"), attained("9 tháng", 9, "700.0", "70.0"))
    assert "cho ra 911,2–914,8 tỷ đồng" in one.message
    assert len(one.grounds) == 4
    assert one.remedies[-1] == "kế hoạch đã được điều chỉnh giữa hai báo cáo"


# Figures given differently


@pytest.mark.parametrize(
    ("first", "second", "status", "expected"),
    [
        ("526.8", "527", "actual", []),
        ("526.8", "531.2", "actual", [("revised", "suspicious")]),
        ("526.8", "531.2", "estimate", [("revised", "note")]),
        ("526.8", "531.2", "target", [("revised", "note")]),
    ],
)
def test_one_figure_in_two_reports(first: str, second: str, status: str, expected: list[tuple[str, str]]) -> None:
    drafts = [Draft(name).amount("2022", value, status=status) for name, value in (("a", first), ("b", second))]
    assert found(*drafts) == expected


def test_words_that_one_report_uses_for_two_things_say_too_little() -> None:
    vague = Draft("a").amount("2022", "526.8").amount("2022", "31.2")
    assert found(vague, Draft("b").amount("2022", "700.5")) == []


# Jumps


def series(last: str, *, count: int = 6) -> list[Draft]:
    values = ["50", "62", "55", "71", "48", "66"][:count]
    return [Draft(str(at)).amount(month(at), value) for at, value in enumerate([*values, last], 1)]


@pytest.mark.parametrize(
    ("last", "count", "expected"),
    [("300", 6, []), ("696", 6, ["jump"]), ("9", 6, ["jump"]), ("12", 6, []), ("69600", 3, []), ("62000", 6, ["jump"])],
)
def test_jumps(last: str, count: int, expected: list[str]) -> None:
    assert [check for check, _ in found(*series(last, count=count))] == expected


def test_a_jump_is_told_in_words_of_everyday() -> None:
    one = only(*series("62000"))
    assert (
        "62000 tỷ đồng gấp 873,2 lần mức cao nhất của 6 kỳ trước (71 tỷ đồng); chia cho 1.000 thì phù hợp"
        in one.message
    )
    assert "1,000" in one.message_en
    assert "chia" not in only(*series("696")).message


def test_small_counts_jump_as_they_like() -> None:
    assert found(*(accidents(Draft(str(at)), month(at), count) for at, count in enumerate([1, 2, 1, 2, 20], 1))) == []
    assert found(*(accidents(Draft(str(at)), month(at), count) for at, count in enumerate([1, 2, 1, 2, 90], 1))) == [
        ("jump", "suspicious")
    ]


def test_what_varies_much_may_jump_far() -> None:
    wild = [Draft(str(at)).amount(month(at), value) for at, value in enumerate(["2", "90", "8", "400", "1", "2500"], 1)]
    assert found(*wild) == []


# Parts


def communes_and_district(total: int, day: str = "2022") -> list[Draft]:
    units = [place for place in gazetteer().units(3, Period.parse(day).end) if place.parents[:1] == ("199",)]
    parts = [accidents(Draft(place.code, place.code), day, at) for at, place in enumerate(units, 1)]
    return [*parts, accidents(Draft("huyện", "199"), day, total)]


def test_the_communes_of_a_district_add_up() -> None:
    count = len(communes_and_district(0)) - 1
    total = count * (count + 1) // 2
    assert found(*communes_and_district(total)) == []
    assert found(*communes_and_district(total + 7)) == [("parts-of-place", "suspicious")]
    assert found(*communes_and_district(total + 7)[1:]) == []


def test_provinces_consist_of_communes_since_july_2025() -> None:
    day = "2025-Q4"
    units = [place for place in gazetteer().units(3, Period.parse(day).end) if place.parents[:1] == ("01",)]
    parts = [accidents(Draft(place.code, place.code), day, 2) for place in units]
    assert len(units) > 100
    assert found(*parts, accidents(Draft("tỉnh", "01"), day, 2 * len(units))) == []
    one = only(*parts, accidents(Draft("tỉnh", "01"), day, 2 * len(units) + 30))
    assert (one.check, one.expected) == ("parts-of-place", f"{2 * len(units)} vụ")


def test_budgets_are_of_one_level_and_do_not_add_up() -> None:
    day = "2022"
    units = [place for place in gazetteer().units(3, Period.parse(day).end) if place.parents[:1] == ("199",)]
    parts = [Draft(place.code, place.code).amount(day, "5") for place in units]
    assert found(*parts, Draft("huyện", "199").amount(day, "900")) == []


@pytest.mark.parametrize(("total", "expected"), [("30.5", []), ("41", [("parts-of-indicator", "suspicious")])])
def test_exports_and_imports_make_up_trade(total: str, expected: list[tuple[str, str]]) -> None:
    names = {
        "Kim ngạch xuất nhập khẩu": "trade_turnover",
        "Kim ngạch xuất khẩu": "exports",
        "Kim ngạch nhập khẩu": "imports",
    }
    values = [total, "20.1", "10.4"]
    drafts = [
        Draft(name).amount("2022", value, "triệu USD", "USD", 10**6, what=(name, known))
        for (name, known), value in zip(names.items(), values, strict=True)
    ]
    assert found(*drafts) == expected


# The whole


def test_order_and_repetition_change_nothing() -> None:
    drafts = [
        Draft("a").amount(SIX, "526.8"), Draft("b").amount(NINE, "498.2"), Draft("c").amount("2022", "700"),
        Draft("d").amount("2022", "710"),
    ]  # fmt: skip
    reports = [draft.report() for draft in drafts]
    expected = check_across(reports)
    assert {one.check for one in expected} == {"year-to-date", "revised"}
    for order in permutations(reports):
        assert check_across([*order, order[0]]) == expected


def test_a_report_under_two_names_counts_once() -> None:
    one = Draft("b").amount("2022", "700").report()
    other = Draft("c").amount("2022", "720").report()
    copy = msgspec.structs.replace(one, name="a")
    (finding,) = check_across([one, other, copy])
    assert {ground.report for ground in finding.grounds} == {"a", "c"}
    assert check_across([copy, one, other]) == (finding,)


def test_reports_without_text_give_the_same() -> None:
    texts = {
        "6": "UBND huyện Tiên Yên: Thu ngân sách nhà nước 6 tháng đầu năm 2022 đạt 526,8 tỷ đồng, bằng 57,7% dự toán tỉnh giao.",
        "9": "UBND huyện Tiên Yên: Thu ngân sách nhà nước 9 tháng đầu năm 2022 đạt 498,2 tỷ đồng, bằng 83,1% dự toán tỉnh giao.",
    }
    reports = [extract(text, name=name) for name, text in texts.items()]
    back = [decode_report(encode(report)) for report in reports]
    assert [one.check for one in check_across(reports)] == ["implied-plan", "year-to-date"]
    assert check_across(back) == check_across(reports)


def test_places_that_became_other_places_are_not_compared() -> None:
    first = Draft("2024", "19").amount("2024", "900.0")
    second = Draft("2025", "19").amount("2025", "1900.0").compared("change", "3", "năm 2024")
    assert found(first, second) == []


def test_many_reports_are_gone_through_once_and_not_kept() -> None:
    kept: list[int] = []

    def reports():  # type: ignore[no-untyped-def]
        for number in range(300):
            yield (
                Draft(str(number))
                .amount(str(Period.month(2000 + number // 12, number % 12 + 1)), str(50 + number % 7))
                .report()
            )
            kept.append(number)

    assert check_across(reports()) == ()
    assert len(kept) == 300


def test_values_stay_exact() -> None:
    first = Draft("a").amount("2022", Decimal("0.1"), what=REVENUE)
    second = Draft("b").amount("2022", Decimal("0.10"), what=REVENUE)
    assert found(first, second) == []


def test_nothing_of_nothing() -> None:
    assert check_across([]) == ()
    assert check_across([Report(name="a"), Report(name="b")]) == ()


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2021", "2022", SIX, NINE, "2022-09", "2022-08", "2022-05-24"]),
            st.decimals(-1000, 1000, places=1),
            st.sampled_from(["change", "index", "attainment", "difference"]),
            st.decimals(-300, 300, places=1),
            st.sampled_from(["cùng kỳ năm trước", "năm 2021", "dự toán", "tháng trước", None]),
        ),
        max_size=20,
    )
)
def test_any_figures_can_be_checked_in_any_order(told: list[tuple[str, Decimal, str, Decimal, str | None]]) -> None:
    drafts = [Draft(str(at)).amount(period, value).compared(*said) for at, (period, value, *said) in enumerate(told)]
    reports = [draft.report() for draft in drafts]
    found = check_across(reports)
    assert check_across(reversed(reports)) == found
    assert len({one.id for one in found}) == len(found)
    for report in reports:
        derive(report)
