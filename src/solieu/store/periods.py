"""Of which periods there are figures: what a map or a ranking can be drawn of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from solieu.model import Period
from solieu.store.facts import kinds_of_series

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from solieu.model import Measure

__all__ = ["PresentPeriod", "present_periods"]

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
    marks = ", ".join("?" * len(indicator_ids))
    ((shift, kept, kind),) = kinds_of_series(measure, None)
    # Of each place and period first: an index has all of it in this order.
    parts = " UNION ALL ".join(
        f"SELECT period_start, period_end, place_key, count(*) AS figures FROM {table} "
        f"WHERE indicator_id IN ({marks}) AND place_key IS NOT NULL AND (series >> ?) & ? = ? AND period_start IS NOT NULL AND {counts} "
        "GROUP BY indicator_id, place_key, series, period_start, period_end"
        for table, counts in (("observations", "id NOT IN (SELECT id FROM reviewed)"), ("reviewed", "verdict <> 'reject'"))
    )
    rows = connection.execute(
        "SELECT period_start, period_end, length(place_key) AS digits, count(DISTINCT place_key), sum(figures) "
        f"FROM ({parts}) WHERE place_key NOT GLOB '*[^0-9]*' AND length(place_key) IN (2, 3, 5) "
        "GROUP BY 1, 2, 3 ORDER BY 2 DESC, 1 DESC, 3",
        (*indicator_ids, shift, kept, kind) * 2,
    )
    return [
        PresentPeriod(
            period=Period(date.fromisoformat(start), date.fromisoformat(end)), level=_LEVELS[digits], places=places, figures=figures
        )
        for start, end, digits, places, figures in rows
    ]
