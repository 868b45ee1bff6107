"""What the figures of each column are: amounts of a period, goals, comparisons with a plan or another period."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from solieu.model import Period
from solieu.patterns import regex
from solieu.resolve.periods import resolve_time
from solieu.tables.comparisons import Compared, compared
from solieu.tables.heads import read_head, without_brackets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from solieu.model import BasisKind, Measure, Scope, Status
    from solieu.tables.layout import Column
    from solieu.tables.titles import Title

__all__ = ["Meaning", "Meanings"]

# "*So với* KH (%)", "*Tỷ lệ đạt* kế hoạch"
_BEFORE_BASIS = regex(
    r"^(?:\W*(?:so sánh|so với|so|tỷ lệ|tỉ lệ|đạt|hoàn thành|mức|tăng|giảm|với|TH|thực hiện)(?!\w)|\W+)+", re.IGNORECASE
)
_COMPARES_FIRST = regex(r"so (?!sánh)")
_SAYS_NOTHING = frozenset({"", "tỷ lệ", "tỷ lệ phần trăm", "mức"})
_OF_A_YEAR = ("month", "months", "quarter")
_MOST_INDEX = 40
"""From this median on, unsigned comparisons are per cent of the other figure and not changes."""


class Meaning(NamedTuple):
    """What the figures of a column are."""

    measure: Measure
    status: Status
    period: Period | None
    period_from: Scope | None
    percent: bool
    basis: str | None = None
    basis_kind: BasisKind | None = None
    of: int | None = None
    """The column that is compared."""


@dataclass(frozen=True)
class Meanings:
    """The columns of one table, understood together."""

    columns: Sequence[Column]
    rows: Sequence[Mapping[int, Decimal]]
    """The numbers of each row, by column."""
    title: Title

    @cached_property
    def of(self) -> Mapping[int, Meaning]:
        """By column, what its figures are."""
        amounts = {column.index: self._amount(column) for column in self.columns if not _compares(column)}
        comparing = [column for column in self.columns if _compares(column)]
        fits = {column.index: self._fit(column, amounts, plan=column.head.comparison == "plan") for column in comparing}
        for column in self.columns:
            # "Tỷ lệ (%)" beside a plan and a result may be the part of the plan that was attained.
            if not _compares(column) and column.head.percent:
                fit = self._fit(column, amounts, plan=True)
                if fit is None and _says_nothing(column):
                    fit = self._fit(column, amounts, plan=False)
                if fit is not None:
                    comparing.append(column)
                    fits[column.index] = fit
        usual = next((fit.of for fit in fits.values() if fit is not None), None)
        found = dict(amounts)
        for column in comparing:
            found[column.index] = self._comparison(column, amounts, fits[column.index], usual)
        return found

    @cached_property
    def main_period(self) -> Period | None:
        """That of the first column of results, else of the title, else of the report."""
        for column in self.columns:
            head = column.head
            if head.status in ("actual", "estimate") and head.time and not head.same_time:
                period = resolve_time(head.time, self.title.anchor)
                if period is not None:
                    return period
        return self.title.period or self.title.anchor.period

    def _amount(self, column: Column) -> Meaning:
        head = column.head
        measure: Measure = "rank" if head.comparison == "rank" else "share" if head.comparison == "share" else "level"
        period, scope = self._period(column)
        kind: BasisKind | None = "total" if measure == "share" else None
        return Meaning(measure, head.status or self._usual_status, period, scope, head.percent, None, kind)

    @cached_property
    def _usual_status(self) -> Status:
        """A goal under "Kế hoạch …" or "Dự toán …", where no head tells goals from results."""
        told = any(column.head.status is not None or _compares(column) for column in self.columns)
        return "target" if self.title.is_of_goals and not told else "actual"

    def _period(self, column: Column) -> tuple[Period | None, Scope | None]:
        head, main = column.head, self.main_period
        if head.same_time:
            return _in_year(main, head.time.year if head.time else None), "clause"
        time, whole = head.time, self.title.period
        if (
            time is not None
            and time.year is None
            and time.kind in _OF_A_YEAR
            and whole
            and whole.start.year == whole.end.year
        ):
            # "Tháng 1" under "Kế hoạch năm 2023"
            time = replace(time, year=whole.end.year)
        period = resolve_time(time, self.title.anchor) if time else None
        if period is not None:
            told = self.title.period
            if (
                told is not None
                and head.time is not None
                and head.time.kind == "year"
                and head.status == "actual"
                and _is_first_part(told, period)
            ):
                # "Năm 2022 | Thực hiện" under "9 tháng đầu năm 2022"
                return told, "section"
            return period, "clause"
        if head.status == "target" and main is not None:
            # The plan of a season over two years is the season's.
            return (Period.year(main.end.year) if main.start.year == main.end.year else main), "section"
        if self.title.period is not None:
            return self.title.period, "section"
        return main, "report" if main == self.title.anchor.period else "section"

    def _fit(self, column: Column, amounts: Mapping[int, Meaning], *, plan: bool) -> Compared | None:
        """What the column compares, with a plan or with another period, told by arithmetic."""
        rates = column.head.change and not column.head.percent
        levels = [
            at for at, meaning in amounts.items() if meaning.measure == "level" and (rates or not meaning.percent)
        ]
        results = [at for at in levels if (amounts[at].status == "target") == column.head.of_goal]
        others = [at for at in levels if (amounts[at].status == "target") == plan]
        return compared(column.index, results, others, self.rows)

    def _comparison(
        self, column: Column, amounts: Mapping[int, Meaning], fit: Compared | None, usual: int | None
    ) -> Meaning:
        head = column.head
        at = fit.of if fit else self._nearest(column, amounts) if usual is None else usual
        of = amounts[at] if at is not None else None
        told = self._told_period(column)
        plan = head.comparison == "plan" or (fit is not None and amounts[fit.to].status == "target")
        measure = self._measure(column, fit, plan=plan)
        if (
            fit is not None
            and not plan
            and head.comparison is None
            and amounts[fit.to].period == amounts[fit.of].period
        ):
            return amounts[fit.of]._replace(measure="share", percent=True, basis=None, basis_kind="total")
        basis = _BEFORE_BASIS.sub("", without_brackets(" ".join(cell.surface.strip() for cell in column.heads))).strip()
        return Meaning(
            measure,
            of.status if of else "actual",
            told or (of.period if of else self.main_period),
            "clause" if told else of.period_from if of else "section",
            measure != "difference",
            basis or None,
            "plan" if plan else "period",
            at,
        )

    def _told_period(self, column: Column) -> Period | None:
        """The period of what is compared, where the head says it: "TH 9 tháng/KH năm", not that of "so với năm 2021"."""
        time, words = column.head.time, column.head.words
        if (
            time is None
            or time.compared
            or time.kind in ("year", "present_year", "this_year")
            or _COMPARES_FIRST.match(words)
        ):
            return None
        basis = words.find("so với")
        if 0 <= basis < time.start:
            return None
        return resolve_time(time, self.title.anchor)

    def _nearest(self, column: Column, amounts: Mapping[int, Meaning]) -> int | None:
        """The column of results of the main period, else the nearest to the left."""
        left = [at for at, meaning in amounts.items() if at < column.index and meaning.status != "target"]
        main = [at for at in left if amounts[at].period == self.main_period]
        return (main or left)[-1] if left else None

    def _measure(self, column: Column, fit: Compared | None, *, plan: bool) -> Measure:
        head = column.head
        if fit is not None and fit.way == "difference":
            return "difference"
        if plan:
            return "difference" if head.change and not head.percent and fit is None else "attainment"
        if fit is not None:
            return fit.way
        if head.change:
            return "change" if head.percent else "difference"
        values = [row[column.index] for row in self.rows if column.index in row]
        return "index" if values and min(values) >= 0 and median(values) >= _MOST_INDEX else "change"


def _says_nothing(column: Column) -> bool:
    """Whether the lowest head names nothing: "Tỷ lệ (%)"."""
    last = read_head(column.heads[-1].lower).rest if column.heads else ""
    return last in _SAYS_NOTHING or column.head.rest in _SAYS_NOTHING


def _compares(column: Column) -> bool:
    return column.head.comparison in ("plan", "period")


def _is_first_part(part: Period, year: Period) -> bool:
    """Whether ``part`` is the months with which ``year`` begins, and not all of them."""
    return part.start == year.start and part.end < year.end


def _in_year(period: Period | None, year: int | None) -> Period | None:
    """The same days of another year, by default of the year before."""
    if period is None:
        return Period.year(year) if year else None
    shift = (year or period.end.year - 1) - period.end.year
    return Period(_moved(period.start, shift), _moved(period.end, shift))


def _moved(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 2, 28)
