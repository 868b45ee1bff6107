"""Marks by which what is told of a place or an indicator is known to be as it was, whatever changed elsewhere.

Triggers count each change of a figure, of its report and of a report of the place: the counts only ever grow, so their sum
is the same for as long as none of them changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from solieu.store.facts import place_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

__all__ = ["changes_of_indicators", "changes_of_places", "figures_of_places", "indicators_told"]


def changes_of_places(connection: Connection, codes: Iterable[str]) -> int:
    """How often anything changed that is told of these places, through all their kinds."""
    return _total(
        connection, "place_tallies", "place_key", {key for code in codes for key in (code, place_key(code, None))}
    )


def changes_of_indicators(connection: Connection, identifiers: Iterable[str]) -> int:
    """How often anything changed that is told of these indicators."""
    return _total(connection, "indicator_tallies", "indicator_id", identifiers)


def figures_of_places(connection: Connection, codes: Iterable[str]) -> dict[str, int]:
    """How many figures there are of each of these places; those of which there are none are left out."""
    rows = connection.execute(
        "SELECT place_key, figures FROM place_tallies WHERE place_key IN (SELECT value FROM json_each(?)) AND figures > 0",
        (msgspec.json.encode(list(codes)).decode(),),
    )
    return {row["place_key"]: row["figures"] for row in rows}


def indicators_told(connection: Connection) -> list[str]:
    """The indicators of which there are figures, those with the most first."""
    rows = connection.execute(
        "SELECT indicator_id FROM indicator_tallies WHERE figures > 0 AND indicator_id <> '' ORDER BY figures DESC, indicator_id"
    )
    return [identifier for (identifier,) in rows]


def _total(connection: Connection, table: str, column: str, keys: Iterable[str | None]) -> int:
    listed = msgspec.json.encode(list(keys)).decode()
    (changes,) = connection.execute(
        f"SELECT coalesce(sum(changed), 0) FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))", (listed,)
    ).fetchone()
    return int(changes)
