"""Of which periods there are figures: what a map or a ranking can be drawn of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from solieu.model import Period  # noqa: TC001 (msgspec reads it)
from solieu.store.rows import period_between

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from solieu.model import Measure

__all__ = ["PresentPeriod", "places_told_of", "present_periods"]

_LEVELS = {2: 1, 3: 2, 5: 3}


class PresentPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """A period of which there are figures of one indicator."""

    period: Period
    level: int
    """1 for provinces, 2 for districts, 3 for communes."""
    places: int
    figures: int


def present_periods(connection: Connection, *, indicator_ids: Sequence[str], measure: Measure) -> list[PresentPeriod]:
    """The periods of the figures with this ``measure`` of some indicators, by level, the latest first."""
    several = len(indicator_ids) > 1
    marks = ", ".join("?" * len(indicator_ids))
    rows = connection.execute(
        f"SELECT period_start, period_end, digits, count({'DISTINCT place_key' if several else '*'}), sum(figures) "
        f"FROM period_tallies WHERE indicator_id IN ({marks}) AND measure = ? AND figures > 0 "
        "GROUP BY period_start, period_end, digits ORDER BY period_end DESC, period_start DESC, digits",
        (*indicator_ids, measure),
    )
    return [
        PresentPeriod(period=period_between(start, end), level=_LEVELS[digits], places=places, figures=figures)
        for start, end, digits, places, figures in rows
        if digits in _LEVELS
    ]


def places_told_of(
    connection: Connection, *, indicator_ids: Sequence[str], measure: str, period: Period
) -> list[tuple[str, str]]:
    """The indicators and places of which there are figures with this ``measure`` of this very ``period``."""
    marks = ", ".join("?" * len(indicator_ids))
    rows = connection.execute(
        f"SELECT indicator_id, place_key FROM period_tallies WHERE indicator_id IN ({marks}) AND measure = ? "
        "AND period_start = ? AND period_end = ? AND figures > 0",
        (*indicator_ids, measure, period.start.isoformat(), period.end.isoformat()),
    )
    return [(indicator, place) for indicator, place in rows]
