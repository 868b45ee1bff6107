"""Where to look first: how doubtful each figure is, times how much hangs on it.

Both are kept beside the figure, so that the first of two million is found at once; they are worked out anew when a figure, the
findings that rest on it, or the figures that it competes with change.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from solieu.knowledge.desk import desk_words
from solieu.store.choosing import any_differ
from solieu.store.rows import OBSERVATION_COLUMNS, observation_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection, Row

    from solieu.model import Severity

__all__ = [
    "FactKey",
    "attention_of",
    "keys_of",
    "keys_of_report",
    "mark_disputed",
    "mark_every_disputed",
    "reasons_of",
    "reassess",
]

T = TypeVar("T")
_AT_ONCE = 500
_PROVINCE, _DISTRICT = 2, 3
"""Lengths of codes."""
_COLUMNS = "indicator_id, place_key, series, period_start, period_end"
_TO_COMPARE = ", ".join(("id", "report_id", "disputed", *OBSERVATION_COLUMNS))
_SAME = " AND ".join(f"{name} IS ?" for name in _COLUMNS.split(", "))
_WORST = (
    "(SELECT min(CASE f.severity WHEN 'contradiction' THEN 0 WHEN 'suspicious' THEN 1 ELSE 2 END) FROM grounds AS g "
    "JOIN findings AS f ON f.id = g.finding_id WHERE g.figure_id = observations.id "
    "AND f.finding NOT IN (SELECT finding FROM dismissed))"
)
REASSESSED = (
    "UPDATE observations SET attention = "
    f"attention_of(confidence, indicator_id, place_code, period_start, unit, value_real, disputed, {_WORST})"
)


class FactKey(NamedTuple):
    """What the index has of a fact."""

    indicator_id: str | None
    place_key: str | None
    series: int
    period_start: str | None
    period_end: str | None

    @property
    def is_told(self) -> bool:
        """Whether other figures can be of the same fact; see :attr:`solieu.store.facts.Fact.is_told`."""
        return self.series != 0 and self.place_key is not None and self.period_start is not None


def attention_of(
    confidence: float, indicator_id: str | None, place_code: str | None, period_start: str | None, unit: str | None,
    value: float, disputed: int, worst: int | None,
) -> float:  # fmt: skip
    """The doubt, up to 1, times the weight; see ``desk.toml``. ``worst`` is 0 for a contradiction, 1 for what is suspicious.

    >>> attention_of(1.0, "budget_revenue", "22", "2022-01-01", "VND", 2e13, 0, None)
    0.0
    >>> round(attention_of(0.9, "budget_revenue", "22", "2022-01-01", "VND", 2e13, 0, 0), 2)
    2.7
    """
    told = desk_words().doubt
    doubt = 1 - confidence + (told.contradiction, told.suspicious, 0.0)[2 if worst is None else worst]
    doubt += told.disputed * bool(disputed)
    doubt += told.no_indicator * (indicator_id is None) + told.no_place * (place_code is None)
    doubt += told.no_period * (period_start is None)
    return round(min(doubt, 1.0) * _weight(indicator_id, place_code, unit, value), 6)


def _weight(indicator_id: str | None, place_code: str | None, unit: str | None, value: float) -> float:
    told = desk_words().weight
    weight = 1.0 if indicator_id is None else told.catalogued
    level = len(place_code or "")
    weight *= told.province if level == _PROVINCE else told.district if level == _DISTRICT else 1.0
    if unit == "VND":
        weight *= told.large_money if abs(value) >= told.large_money_from else told.money
    return weight


def reasons_of(
    *, confidence: float, indicator_id: str | None, place_code: str | None, period: object, disputed: bool, worst: Severity | None
) -> tuple[str, ...]:  # fmt: skip
    """What makes a figure doubtful, by the names of ``desk.toml``, the heaviest first; ``confidence`` where that alone is low."""
    told = desk_words().doubt
    doubts = {
        "contradiction": told.contradiction * (worst == "contradiction"), "suspicious": told.suspicious * (worst == "suspicious"),
        "disputed": told.disputed * disputed, "no_place": told.no_place * (place_code is None),
        "no_period": told.no_period * (period is None), "no_indicator": told.no_indicator * (indicator_id is None),
        "confidence": 1 - confidence,
    }  # fmt: skip
    return tuple(name for name, doubt in sorted(doubts.items(), key=lambda one: -one[1]) if doubt >= _TOLD)


_TOLD = 0.05
"""A smaller doubt is no reason."""


def reassess(connection: Connection, figures: Iterable[int]) -> None:
    """Work out the attention of these figures anew."""
    for some in _in_parts(figures):
        connection.execute(
            f"{REASSESSED} WHERE id IN (SELECT value FROM json_each(?))", (msgspec.json.encode(some).decode(),)
        )


# Of both tables: through the view that joins them SQLite would look at every figure.
_KEYS = (
    f"SELECT {_COLUMNS} FROM observations WHERE id IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT id FROM reviewed) "
    f"UNION ALL SELECT {_COLUMNS} FROM reviewed WHERE id IN (SELECT value FROM json_each(?))"
)


def keys_of(connection: Connection, figures: Iterable[int]) -> set[FactKey]:
    """The facts that these figures tell as they count."""
    found: set[FactKey] = set()
    for some in _in_parts(figures):
        found.update(FactKey(*row) for row in connection.execute(_KEYS, (msgspec.json.encode(some).decode(),) * 2))
    return {key for key in found if key.is_told}


def keys_of_report(connection: Connection, report_id: int) -> set[FactKey]:
    """The facts that the figures of a report tell as they count."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM effective WHERE report_id = ?", (report_id,))
    return {key for key in (FactKey(*row) for row in rows) if key.is_told}


def mark_every_disputed(connection: Connection) -> None:
    """Note of all figures which say otherwise than others; few facts are told in two ways, and SQL finds those."""
    connection.execute(
        f"CREATE TEMP TABLE told_variously AS SELECT {_COLUMNS} FROM effective "
        "WHERE series <> 0 AND place_key IS NOT NULL AND period_start IS NOT NULL AND verdict IS NOT 'reject' "
        f"GROUP BY {_COLUMNS} HAVING count(DISTINCT value || ' ' || bound || ' ' || coalesce(out_of, '')) > 1"
    )
    rows = connection.execute(f"SELECT {_COLUMNS} FROM told_variously ORDER BY rowid")
    while some := rows.fetchmany(_AT_ONCE):
        mark_disputed(connection, (FactKey(*row) for row in some), all_stand=True)
    rows.close()
    connection.execute("DROP TABLE told_variously")


def rows_of_fact(connection: Connection, key: FactKey, columns: str) -> list[Row]:
    """The figures of a fact as they count, the undecided ones first."""
    return connection.execute(
        f"SELECT {columns} FROM observations INDEXED BY observations_in_order WHERE {_SAME} "
        "AND id NOT IN (SELECT id FROM reviewed) "
        f"UNION ALL SELECT {columns.replace('disputed', 'NULL')} FROM reviewed INDEXED BY reviewed_in_order WHERE {_SAME} "
        "AND verdict <> 'reject'",
        (*key, *key),
    ).fetchall()


def mark_disputed(connection: Connection, keys: Iterable[FactKey], *, all_stand: bool = False) -> set[int]:
    """Note which figures of these facts say otherwise than others; the numbers of those for which that is new.

    Undecided figures of reports that their own address has replaced say nothing any more; with ``all_stand`` there are none.
    """
    changed: set[int] = set()
    for key in keys:
        rows = rows_of_fact(connection, key, _TO_COMPARE)
        replaced = frozenset[int]() if all_stand or len(rows) < 2 else _replaced(connection, rows)
        standing = [row for row in rows if row["disputed"] is None or row["report_id"] not in replaced]
        told = {(row["value"], row["bound"], row["out_of"]) for row in standing}
        disputed = len(told) > 1 and any_differ(map(observation_of, standing))
        said = {row["id"] for row in standing} if disputed else set()
        new = [
            (int(row["id"] in said), row["id"]) for row in rows if row["disputed"] not in (None, int(row["id"] in said))
        ]
        connection.executemany("UPDATE observations SET disputed = ? WHERE id = ?", new)
        changed.update(number for _, number in new)
    return changed


def _replaced(connection: Connection, rows: Iterable[Row]) -> frozenset[int]:
    """Of the reports of these figures those that their own address has replaced."""
    numbers = msgspec.json.encode(sorted({row["report_id"] for row in rows})).decode()
    found = connection.execute(
        "SELECT id FROM reports WHERE superseded_by IS NOT NULL AND id IN (SELECT value FROM json_each(?))", (numbers,)
    )
    return frozenset(number for (number,) in found)


def _in_parts(every: Iterable[T]) -> Iterator[list[T]]:
    ahead = iter(every)
    while some := list(islice(ahead, _AT_ONCE)):
        yield some
