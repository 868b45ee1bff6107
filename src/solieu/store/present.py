"""What there is: indicators, places, and the tasks that reports give."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from solieu.knowledge.entries import indicators
from solieu.knowledge.gazetteer import gazetteer
from solieu.knowledge.names import OWN
from solieu.model import Directive, Period
from solieu.store.rows import directive_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection, Row

__all__ = ["PresentIndicator", "PresentPlace", "Task", "present_indicators", "present_places", "tasks"]

_LEVELS = {2: 1, 3: 2, 5: 3}


class PresentIndicator(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator of which there are figures."""

    id: str
    theme: str
    label_vi: str
    label_en: str
    figures: int
    latest: str | None
    """The period that begins last."""


class PresentPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place of which there are figures."""

    code: str
    name: str
    """With its type word, as it is or was last: ``thị xã Đông Triều``."""
    level: int
    """1 province, 2 district, 3 commune."""
    province: str | None
    """The name of the province in which it lies; ``None`` for a province."""
    figures: int
    latest: str | None


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A task that a report gives to someone."""

    report_id: int
    report: str
    title: str | None
    issued: str | None
    place: str | None
    place_code: str | None
    directive: Directive


def present_indicators(connection: Connection, *, places: Sequence[str] | None) -> list[PresentIndicator]:
    """The indicators of which there are figures, of some ``places`` or all, those with the most figures first."""
    if places is None:
        counted = connection.execute(
            "SELECT indicator_id, figures, NULL FROM indicator_tallies WHERE indicator_id <> '' AND figures > 0"
        )
    else:
        counted = connection.execute(_COUNTED_OF_PLACES, (msgspec.json.encode(places).decode(),))
    decided = _latest_decided(connection)
    found = [
        _indicator(identifier, figures, latest or _latest(connection, "indicator_id", identifier, decided))
        for identifier, figures, latest in counted
    ]
    return sorted(found, key=lambda one: (-one.figures, one.id))


def _indicator(identifier: str, figures: int, latest: str | None) -> PresentIndicator:
    entry = indicators().get(identifier)
    if entry is None:
        return PresentIndicator(
            id=identifier,
            theme=OWN,
            label_vi=identifier,
            label_en=identifier,
            figures=figures,
            latest=_written(latest),
        )
    return PresentIndicator(
        id=identifier, theme=entry.theme, label_vi=entry.label_vi, label_en=entry.label_en, figures=figures,
        latest=_written(latest),
    )  # fmt: skip


def present_places(
    connection: Connection, *, indicator_ids: Sequence[str] | None, level: int | None
) -> list[PresentPlace]:
    """The places of which there are figures, of some indicators or all, provinces first, by name."""
    if indicator_ids is None:
        counted = connection.execute(
            "SELECT place_key, figures, NULL FROM place_tallies WHERE place_key <> '' AND figures > 0"
        )
    else:
        counted = connection.execute(_counted("place_key", "indicator_id", len(indicator_ids)), (*indicator_ids,) * 2)
    decided = _latest_decided(connection)
    found = [
        _place(code, figures, latest or _latest(connection, "place_code", code, decided))
        for code, figures, latest in counted
        if code.isdecimal() and len(code) in _LEVELS and level in (None, _LEVELS[len(code)])
    ]
    return sorted(found, key=lambda one: (one.level, one.name, one.code))


_LAST = "max(period_start || ' ' || period_end)"
_COUNTED_OF_PLACES = (
    "SELECT indicator_id, sum(figures), max(max("
    f"coalesce((SELECT {_LAST} FROM observations AS o INDEXED BY observations_in_order WHERE o.indicator_id = t.indicator_id "
    "AND o.place_key = t.place_key AND o.id NOT IN (SELECT id FROM reviewed)), ''), "
    f"coalesce((SELECT {_LAST} FROM reviewed AS r INDEXED BY reviewed_in_order WHERE r.indicator_id = t.indicator_id "
    "AND r.place_key = t.place_key AND r.verdict <> 'reject'), ''))) "
    "FROM tallies AS t WHERE place_key IN (SELECT value FROM json_each(?)) AND indicator_id <> '' AND figures > 0 "
    "GROUP BY indicator_id"
)


def _counted(of: str, by: str, count: int) -> str:
    """How many figures and the last period for each ``of``, where ``by`` is one of ``count`` values, given twice."""
    marks = ", ".join("?" * count)
    return (
        f"SELECT {of}, sum(figures), max(latest) FROM ("
        f"SELECT {of}, count(*) AS figures, {_LAST} AS latest FROM observations "
        f"WHERE {by} IN ({marks}) AND {of} IS NOT NULL AND id NOT IN (SELECT id FROM reviewed) GROUP BY {of} "
        f"UNION ALL SELECT {of}, count(*), {_LAST} FROM reviewed "
        f"WHERE {by} IN ({marks}) AND {of} IS NOT NULL AND verdict <> 'reject' GROUP BY {of}) GROUP BY {of}"
    )


def _latest_decided(connection: Connection) -> dict[tuple[str, str], str]:
    """The days of the last period of each place and indicator, of the figures on which people decided."""
    return {
        (column, value): days
        for column in ("indicator_id", "place_code")
        for value, days in connection.execute(
            f"SELECT {column}, max(period_start || ' ' || period_end) FROM reviewed WHERE verdict <> 'reject' "
            f"AND {column} IS NOT NULL AND period_start IS NOT NULL GROUP BY {column}"
        )
    }


def _latest(connection: Connection, column: str, value: str, decided: dict[tuple[str, str], str]) -> str | None:
    """The days of the last period; an index has the order of the periods."""
    row = connection.execute(
        f"SELECT period_start || ' ' || period_end FROM observations WHERE {column} = ? "
        "AND id NOT IN (SELECT id FROM reviewed) AND period_start IS NOT NULL ORDER BY period_start DESC LIMIT 1",
        (value,),
    ).fetchone()
    known = [days for days in (decided.get((column, value)), row and row[0]) if days]
    return max(known, default=None)


def _written(days: str | None) -> str | None:
    if days is None:
        return None
    start, end = days.split(" ")
    return str(Period(date.fromisoformat(start), date.fromisoformat(end)))


def _place(code: str, figures: int, latest: str | None) -> PresentPlace:
    name, province = _names(code)
    return PresentPlace(
        code=code, name=name, level=_LEVELS[len(code)], province=province, figures=figures, latest=_written(latest)
    )


@lru_cache(maxsize=1 << 14)
def _names(code: str) -> tuple[str, str | None]:
    """The name of a place as it is or was last, and of its province."""
    known = gazetteer().by_code(code)
    if known is None:
        return code, None
    province = None if known.level == 1 else gazetteer().province_of(known)
    return known.full_name, None if province is None else province.full_name


def tasks(
    connection: Connection, *, places: Sequence[str] | None, due_from: date | None, due_until: date | None, limit: int, offset: int
) -> list[Task]:  # fmt: skip
    """Tasks that reports (of ``places``) give: those due between two days, the first due first; without days, the last due
    first and those without a day at the end.
    """
    where, values = ["1"], list[Any]()
    of = _OF_REPORTS if places is None else _OF_REPORTS_OF_PLACES
    if places is not None:
        where.append(f"r.place_code IN ({', '.join('?' * len(places))})")
        values += places
    for sign, day in ((">=", due_from), ("<=", due_until)):
        if day is not None:
            where.append(f"d.due {sign} ?")
            values.append(day.isoformat())
    if due_from or due_until:
        return _tasks(
            connection, of, [*where, "d.due IS NOT NULL"], values, "d.due, d.report_id, d.position", limit, offset
        )
    dated = [*where, "d.due IS NOT NULL"]
    last_due = "d.due DESC, d.report_id DESC, d.position DESC"
    found = _tasks(connection, of, dated, values, last_due, limit, offset)
    if len(found) == limit:
        return found
    (count,) = connection.execute(f"SELECT count(*) FROM {of} WHERE {' AND '.join(dated)}", values).fetchone()
    undated = [*where, "d.due IS NULL"]
    last_come = "d.report_id DESC, d.position DESC"
    return found + _tasks(connection, of, undated, values, last_come, limit - len(found), max(offset - count, 0))


_OF_REPORTS = "directives AS d CROSS JOIN reports AS r ON r.id = d.report_id"
_OF_REPORTS_OF_PLACES = "reports AS r CROSS JOIN directives AS d ON d.report_id = r.id"
"""A place has few reports: with them first, not every task is looked at."""


def _tasks(
    connection: Connection, of: str, where: Sequence[str], values: Sequence[Any], order: str, limit: int, offset: int
) -> list[Task]:  # fmt: skip
    rows = connection.execute(
        f"SELECT d.*, r.name AS report, r.title, r.issued, r.place, r.place_code FROM {of} "
        f"WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [_task(row) for row in rows]


def _task(row: Row) -> Task:
    return Task(
        report_id=row["report_id"], report=row["report"], title=row["title"], issued=row["issued"], place=row["place"],
        place_code=row["place_code"], directive=directive_of(row),
    )  # fmt: skip
