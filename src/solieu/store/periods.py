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
    # Of each place, series and period first: an index has all of it in this order.
    of_all = " UNION ALL ".join(
        f"SELECT period_start, period_end, place_key, count(*) FROM {table} "
        f"WHERE indicator_id IN ({marks}) AND place_key IS NOT NULL AND (series >> ?) & ? = ? AND period_start IS NOT NULL AND {counts} "
        "GROUP BY indicator_id, place_key, series, period_start, period_end"
        for table, counts in (
            ("observations", "id NOT IN (SELECT id FROM reviewed)"),
            ("reviewed", "verdict <> 'reject'"),
        )
    )
    places: dict[tuple[str, str, int], dict[str, int]] = {}
    for start, end, place, figures in connection.execute(of_all, (*indicator_ids, shift, kept, kind) * 2):
        if place.isdecimal() and len(place) in _LEVELS:
            found = places.setdefault((end, start, -_LEVELS[len(place)]), {})
            found[place] = found.get(place, 0) + figures
    return [
        PresentPeriod(
            period=Period(date.fromisoformat(start), date.fromisoformat(end)),
            level=-level,
            places=len(found),
            figures=sum(found.values()),
        )
        for (end, start, level), found in sorted(places.items(), key=lambda one: one[0], reverse=True)
    ]
