"""What the triggers keep of how many figures there are, against what is counted anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

_FIGURES = "FROM effective WHERE verdict IS NOT 'reject'"
_COUNTED = {
    "tallies": f"SELECT coalesce(indicator_id, ''), coalesce(place_key, ''), count(*) {_FIGURES} GROUP BY 1, 2",
    "place_tallies": f"SELECT coalesce(place_key, ''), count(*) {_FIGURES} GROUP BY 1",
    "indicator_tallies": f"SELECT coalesce(indicator_id, ''), count(*) {_FIGURES} GROUP BY 1",
    "period_tallies": "SELECT indicator_id, measure, period_start, period_end, length(place_key), place_key, count(*) "
    f"{_FIGURES} AND indicator_id IS NOT NULL AND place_code IS NOT NULL AND period_start IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6",
}
_KEPT = {
    "tallies": "indicator_id, place_key",
    "place_tallies": "place_key",
    "indicator_tallies": "indicator_id",
    "period_tallies": "indicator_id, measure, period_start, period_end, digits, place_key",
}


def differences(connection: Connection) -> list[tuple[str, tuple[object, ...]]]:
    """The rows of the tallies that are not as they were if they were counted now, and those that are missing."""
    found = []
    for table, counted in _COUNTED.items():
        kept = {
            tuple(row) for row in connection.execute(f"SELECT {_KEPT[table]}, figures FROM {table} WHERE figures <> 0")
        }
        now = {tuple(row) for row in connection.execute(counted)}
        found += [(table, row) for row in sorted(kept ^ now, key=repr)]
    return found
