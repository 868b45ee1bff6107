"""True figures of months, years, places and parts, printed in a report each, of observations or of sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafts import REVENUE, TIEN_YEN, Draft
from world import BILLION, CASES, HUNDRED, MILLION, TONNES, amount, percent, shown

from solieu.knowledge.gazetteer import gazetteer
from solieu.model import Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from world import Shown, Unit

    from solieu.model import Report

_YEARS = (2021, 2022, 2023)
_SERIES: Sequence[tuple[tuple[str, str], tuple[Unit, ...], int, int]] = (
    (REVENUE, (BILLION, MILLION), 10**9, 10**12),
    (("Số vụ tai nạn giao thông", "traffic_accidents"), (CASES,), 3, 90),
    (("Sản lượng thủy sản", "aquatic_output"), (TONNES,), 10**5, 10**8),
)
_SAME_TIME = "cùng kỳ năm trước"


def months(rng: Random) -> list[Report]:
    """The reports of a district over some months of three years: totals, attainments, growth; plans of each year."""
    what, units, low, high = rng.choice(_SERIES)
    monthly = {year: [_whole(units, amount(rng, low, high)) for _ in range(12)] for year in _YEARS}
    plans = {year: sum(monthly[year]) * Decimal(rng.randint(60, 150)) / HUNDRED for year in _YEARS}
    found = []
    for year in _YEARS:
        for month in rng.sample(range(1, 13), rng.randint(1, 6)):
            draft = Draft(f"báo cáo {month}/{year}")
            total = sum(monthly[year][:month], Decimal(0))
            status = rng.choice(("actual", "actual", "estimate"))
            _tell(draft, str(Period.month(year, 1, month)), shown(rng, total, *units), what, status)
            _attained(rng, draft, total, plans[year])
            if year > _YEARS[0]:
                _compared(rng, draft, total, sum(monthly[year - 1][:month], Decimal(0)), units, _SAME_TIME)
            alone = monthly[year][month - 1]
            if month > 1:
                _tell(draft, str(Period.month(year, month)), shown(rng, alone, *units), what, status)
                _compared(rng, draft, alone, monthly[year][month - 2], units, "tháng trước")
            found.append(draft.report())
    rng.shuffle(found)
    return found


def districts(rng: Random) -> list[Report]:
    """The reports of all communes of a district and its own."""
    what, units, low, high = rng.choice(_SERIES[1:])
    codes = [place.code for place in gazetteer().units(3, Period.year(2022).end) if place.parents[:1] == (TIEN_YEN,)]
    values = {code: _whole(units, amount(rng, low, high)) for code in codes}
    values[TIEN_YEN] = sum(values.values(), Decimal(0))
    drafts = [(Draft(f"báo cáo {code}", code), value) for code, value in values.items()]
    return [_tell(draft, "2022", shown(rng, value, *units), what, "actual").report() for draft, value in drafts]


def trade(rng: Random) -> list[Report]:
    """Exports, imports and the turnover that both make up."""
    exports, imports = amount(rng, 10**9, 10**13), amount(rng, 10**9, 10**13)
    told = (("Kim ngạch xuất khẩu", "exports", exports), ("Kim ngạch nhập khẩu", "imports", imports),
            ("Kim ngạch xuất nhập khẩu", "trade_turnover", exports + imports))  # fmt: skip
    return [
        _tell(Draft(known), "2022", shown(rng, value, BILLION, MILLION), (name, known), "actual").report()
        for name, known, value in told
    ]


def sentences(rng: Random) -> dict[str, str]:
    """Reports of one district in words, by name."""
    monthly = {year: [amount(rng, 10**10, 5 * 10**10) for _ in range(12)] for year in _YEARS}
    plans = {year: sum(monthly[year], Decimal(0)) * Decimal(rng.randint(60, 150)) / HUNDRED for year in _YEARS}
    return {
        f"{month}-{year}": _in_words(rng, monthly, plans[year], year, month)
        for year in _YEARS[1:]
        for month in rng.sample(range(2, 12), 3)
    }  # fmt: skip


def _in_words(rng: Random, monthly: dict[int, list[Decimal]], plan: Decimal, year: int, month: int) -> str:
    time = f"{month} tháng đầu năm {year}"
    total, before = (sum(monthly[one][:month], Decimal(0)) for one in (year, year - 1))
    rate = percent(rng, HUNDRED * abs(total - before) / before)
    change = f", {'tăng' if total >= before else 'giảm'} {rate.text} so với cùng kỳ năm trước" if rate.number else ""
    value, of = shown(rng, total, BILLION, MILLION), percent(rng, HUNDRED * total / plan)
    line = f"Thu ngân sách nhà nước {time} đạt {value.text}, bằng {of.text} dự toán tỉnh giao{change}."
    return f"UBND HUYỆN TIÊN YÊN\nBÁO CÁO\nTình hình kinh tế - xã hội {time}\n{line}\n"


def _whole(units: Sequence[Unit], value: Decimal) -> Decimal:
    return value.to_integral_value() if units == (CASES,) else value


def _tell(draft: Draft, period: str, said: Shown, what: tuple[str, str], status: str) -> Draft:
    unit = said.unit
    return draft.amount(
        period, said.number, unit.text, unit.id, unit.factor, what=what, status=status, bound=said.bound
    )  # fmt: skip


def _attained(rng: Random, draft: Draft, value: Decimal, plan: Decimal) -> None:
    of = percent(rng, HUNDRED * value / plan)
    if of.number:
        draft.compared("attainment", of.number, rng.choice(("dự toán tỉnh giao", "kế hoạch năm")), bound=of.bound)


def _compared(
    rng: Random, draft: Draft, value: Decimal, before: Decimal, units: Sequence[Unit], basis: str
) -> None:  # fmt: skip
    way = rng.choice(("change", "index", "difference"))
    if way == "difference":
        gap = shown(rng, abs(value - before), *units)
        draft.differs(gap.number if value >= before else -gap.number, basis, gap.bound, gap.unit)
    elif way == "index":
        of = percent(rng, HUNDRED * value / before)
        draft.compared("index", of.number, basis, bound=of.bound)
    else:
        of = percent(rng, HUNDRED * abs(value - before) / before)
        draft.compared("change", of.number if value >= before else -of.number, basis, bound=of.bound)
