"""Sums in tables: what one row or column of a family adds up to, and what its others say of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from solieu.check.cells import may_be_added, meant, nature
from solieu.check.intervals import Interval
from solieu.check.stated import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from solieu.check.cells import TableView
    from solieu.check.families import Family
    from solieu.check.figures import Figure

__all__ = ["Sum", "sums_of"]

State = Literal["fits", "small", "trivial", "near", "above", "below", "open"]
"""It adds up; so do small numbers, perhaps by chance; it cannot but add up; it does if rounded otherwise; the parts are too
much, too little; nothing can be said."""

_TELLING = 20
_FEWEST = 2


@dataclass(frozen=True, eq=False)
class Sum:
    """A total and its parts in one row or column."""

    line: int
    """The column of a family of rows, the row of one of columns."""
    total: Figure
    parts: tuple[Figure, ...]
    dashes: int
    """Parts that are printed as "-"."""
    unknown: int
    """Parts that are not printed."""

    @cached_property
    def added(self) -> Stated:
        """What the parts come to."""
        terms = [meant(part) for part in self.parts]
        return Stated(
            _added(term.printed for term in terms),
            _added(term.possible for term in terms),
            any(term.hedged for term in terms),
        )

    @cached_property
    def state(self) -> State:
        """How the parts stand to the total."""
        if self.printed == self.total.told.value:
            return "open" if self.unknown else self._fits
        whole = meant(self.total)
        if self.added.printed.meets(whole.printed):
            return "open" if self.unknown else self._fits
        over = self.added.possible.low > whole.possible.high
        under = self.added.possible.high < whole.possible.low
        if self.unknown:
            return "above" if over and self._grows else "open"
        return "above" if over else "below" if under else "near"

    @property
    def printed(self) -> Decimal:
        """What the printed parts come to, to the last digit."""
        return sum((part.told.value for part in self.parts), Decimal(0))

    @property
    def _fits(self) -> Literal["fits", "small", "trivial"]:
        """How seldom figures would add up so by chance."""
        filled = sum(part.told.value != 0 for part in self.parts)
        if filled < _FEWEST:
            return "trivial"
        return "fits" if abs(self.total.told.number) * 10**self.total.places >= _TELLING else "small"

    @property
    def _grows(self) -> bool:
        """Whether a part that is missing can only add."""
        return all(part.told.value >= 0 for part in self.parts)


def sums_of(view: TableView, family: Family) -> Iterator[Sum]:
    """The sums of a family that can be told, column by column or row by row."""
    lines = (column.index for column in view.columns) if family.along == "row" else (row.index for row in view.rows)
    for line in lines:
        found = _sum(view, family, line)
        if found is not None:
            yield found


def _sum(view: TableView, family: Family, line: int) -> Sum | None:
    def cell(at: int) -> tuple[int, int]:
        return (at, line) if family.along == "row" else (line, at)

    total = view.at.get(cell(family.total))
    if total is None or not may_be_added(total) or (family.in_time and nature(total) != "flow"):
        return None
    parts, dashes, unknown = [], 0, 0
    for at in family.parts:
        part = view.at.get(cell(at))
        if part is None:
            nothing = view.gap(*cell(at)) == "nothing"
            dashes, unknown = dashes + nothing, unknown + (not nothing)
        elif part.told.unit != total.told.unit or part.told.measure != total.told.measure or not may_be_added(part):
            return None
        else:
            parts.append(part)
    return Sum(line, total, tuple(parts), dashes, unknown) if parts else None


def _added(intervals: Iterable[Interval]) -> Interval:
    low = high = Decimal(0)
    for interval in intervals:
        low, high = low + interval.low, high + interval.high
    return Interval(low, high)
