"""The figures of a chart: one point for each, with the kind of its period."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import msgspec

from solieu.model import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solieu.store.figures import StoredFigure

__all__ = [
    "KINDS",
    "Kind",
    "Point",
    "kind_of",
    "latest",
    "main_unit",
    "of_kind",
    "of_one_period",
    "point_of",
    "rise_of",
]

Kind = Literal["year", "to_date", "quarter", "month", "day", "years", "other"]
KINDS: tuple[Kind, ...] = ("year", "to_date", "quarter", "month", "years", "day", "other")
"""In the order in which they are shown: only periods of one kind are joined."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as a chart shows it."""

    figure: int
    """The number of the figure in the store."""
    place: str
    place_code: str | None = None
    start: date
    end: date
    value: Decimal
    value_max: Decimal | None = None
    unit: str | None = None
    unit_text: str | None = None
    """As printed, for units that nothing else names."""
    measure: str = "level"
    status: str = "actual"
    basis: str | None = None
    disputed: bool = False
    indicator_id: str | None = None

    @property
    def period(self) -> Period:
        """The days that the figure is about."""
        return Period(self.start, self.end)

    @property
    def kind(self) -> Kind:
        """What sort of period that is."""
        return kind_of(self.period)

    @property
    def middle(self) -> date:
        """The day in the middle of the period."""
        return self.start + timedelta(days=(self.end - self.start).days // 2)


def kind_of(period: Period) -> Kind:
    """What sort of period it is; a quarter is none from the year's beginning on.

    >>> [kind_of(Period.parse(one)) for one in ("2022", "2022-01/2022-09", "2022-Q1", "2022-09", "2022-09-30", "2016/2020")]
    ['year', 'to_date', 'quarter', 'month', 'day', 'years']
    >>> kind_of(Period.parse("2022-02/2022-05"))
    'other'
    """
    start, end = period.start, period.end
    if start == end:
        return "day"
    ends_month = (end + timedelta(1)).day == 1
    if start.day == 1 and ends_month:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        if start.month == 1 and end.month == 12:
            return "year" if months == 12 else "years"
        if months == 1:
            return "month"
        if months == 3 and start.month % 3 == 1:
            return "quarter"
    return "to_date" if (start.month, start.day) == (1, 1) and start.year == end.year else "other"


def point_of(figure: StoredFigure, *, disputed: bool = False, place: str | None = None) -> Point | None:
    """The point of a figure; ``None`` for one without a period, which no chart can place.

    ``place`` is what the place is called in the chart, if not as the report calls it.
    """
    one = figure.observation
    if one.period is None or not one.value.is_finite():
        return None
    return Point(
        figure=figure.id, place=place or one.place or "", place_code=one.place_code, start=one.period.start,
        end=one.period.end, value=one.value, value_max=one.value_max, unit=one.unit, unit_text=one.unit_text,
        measure=one.measure, status=one.status, basis=one.basis, disputed=disputed, indicator_id=one.indicator_id,
    )  # fmt: skip


def main_unit(points: Iterable[Point]) -> str | None:
    """The unit that most of the points have: a chart has one axis."""
    found = Counter(point.unit for point in points)
    return max(found, key=lambda unit: (found[unit], unit or ""), default=None)


def of_kind(points: Iterable[Point]) -> dict[Kind, list[Point]]:
    """The points by the kind of their period, in the order of :data:`KINDS` and of time."""
    found: dict[Kind, list[Point]] = {kind: [] for kind in KINDS}
    for point in sorted(points, key=_in_time):
        found[point.kind].append(point)
    # The first quarter of a year is its first three months: it begins the sum of the year where no other quarter is told.
    if found["to_date"] and all(point.start.month == 1 for point in found["quarter"]):
        found["to_date"] = sorted(found["to_date"] + found.pop("quarter"), key=_in_time)
    return {kind: some for kind, some in found.items() if some}


def _in_time(point: Point) -> tuple[date, date, str, int]:
    return point.end, point.start, point.place, point.figure


def latest(points: Sequence[Point]) -> Point:
    """The last in time, of several the one that is no plan."""
    return max(points, key=lambda point: (point.end, point.status != "target", point.start, point.figure))


def rise_of(point: Point) -> Decimal:
    """By how many percent it rose, of a change or an index: an index of 108,1 is a rise of 8,1."""
    return point.value - Decimal(100) if point.measure == "index" else point.value


def of_one_period(points: Sequence[Point]) -> list[Point]:
    """The points of the period of which most places are told, the last one of several: places are compared in one period."""
    places: dict[Period, set[str]] = {}
    for point in points:
        places.setdefault(point.period, set()).add(point.place)
    chosen = max(places, key=lambda period: (len(places[period]), period.end, period.days), default=None)
    return [point for point in points if point.period == chosen]
