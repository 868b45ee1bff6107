"""All figures in the order of their series, and of each fact the one that counts: streamed, however many there are.

First the numbers of the figures are put in order, along an index that has the order where they are many. Then they are fetched
in batches that grow, so that the first page comes as soon as the last one of an export.
"""

from __future__ import annotations

from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from solieu.store.attention import FactKey, keys_of, rows_of_fact
from solieu.store.choosing import choices as chosen_of
from solieu.store.facts import kinds_of_series
from solieu.store.figures import Among, Wanted, are_many, figures_by_number, halves, listed_among
from solieu.store.periods import places_told_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from solieu.store.choosing import Choice
    from solieu.store.figures import StoredFigure

__all__ = ["choice_of", "each_choice", "each_figure"]

T = TypeVar("T")

_KEY = FactKey._fields
_COLUMNS = ", ".join(_KEY)
_FIRST_BATCH, _LARGEST_BATCH = 64, 1024


def each_figure(connection: Connection, asked: Wanted) -> Iterator[StoredFigure]:
    """The figures ``asked`` for in the order of their series; those without an entry of the catalogue come last."""
    numbers = (number for number, _ in _in_order(connection, asked))
    for batch in _batches(numbers):
        yield from figures_by_number(connection, batch, rejected=asked.rejected or asked.verdict == "reject")


def each_choice(
    connection: Connection, asked: Wanted, most: int | None = None, *, exact: bool = False, skip: int = 0
) -> Iterator[Choice]:
    """What counts of each fact of which some figure is ``asked`` for, in the order of the series: ``most`` of them after the
    first ``skip``, of which no figure is read.

    ``exact``: those of the very period that is asked for, and not those within it.
    """
    stop = None if most is None else skip + most
    for facts in _batches(islice(_numbers_of_facts(connection, asked, exact=exact), skip, stop)):
        numbers = list(chain.from_iterable(facts))
        found = {one.id: one for one in figures_by_number(connection, numbers)}
        for fact in facts:
            yield from chosen_of(found[number] for number in fact if number in found)


def choice_of(connection: Connection, number: int) -> Choice | None:
    """What counts of the fact that the figure with this number tells; ``None`` where its place, period or subject is not known."""
    for key in keys_of(connection, [number]):
        return next(chosen_of(figures_by_number(connection, _all_of(connection, key))), None)
    return None


def _numbers_of_facts(connection: Connection, asked: Wanted, *, exact: bool = False) -> Iterator[list[int]]:
    """The numbers of all figures of each fact that is asked for."""
    picks_among_rivals = asked.words is not None or asked.verdict is not None or asked.report_id is not None
    days = None
    if exact and asked.period is not None:
        days = asked.period.start.isoformat(), asked.period.end.isoformat()
    told = _of_very_period(connection, asked) if days is not None else None
    for key, group in groupby(_in_order(connection, asked) if told is None else told, key=lambda one: one[1]):
        if days is not None and (key.period_start, key.period_end) != days:
            continue
        if not key.is_told:
            yield from ([number] for number, _ in group)
        elif picks_among_rivals:
            yield _all_of(connection, key)
        else:
            yield [number for number, _ in group]


def _of_very_period(connection: Connection, asked: Wanted) -> Iterator[tuple[int, FactKey]] | None:
    """As :func:`_in_order`, led by the places of which there are figures of the very period; ``None`` where nothing says which."""
    if (
        asked.period is None
        or asked.indicator_ids is None
        or asked.measure is None
        or asked.level is None
        or asked.words
    ):
        return None
    told = places_told_of(connection, indicator_ids=asked.indicator_ids, measure=asked.measure, period=asked.period)
    listed = msgspec.json.encode(told).decode()
    ((shift, _, kind),) = kinds_of_series(asked.measure, None)
    statements, bound = [], list[Any]()
    for table, where, values in halves(asked):
        statements.append(
            f"SELECT id, {_COLUMNS} FROM ({_TOLD}) CROSS JOIN {table} INDEXED BY {table}_in_order "
            "WHERE indicator_id = told_indicator AND place_key = told_place AND series BETWEEN ? AND ? "
            f"AND {where}"
        )
        bound += [listed, kind << shift, ((kind + 1) << shift) - 1, *values]
    order = f"+{_COLUMNS.replace(', ', ', +')}"
    rows = connection.execute(f"SELECT * FROM ({' UNION ALL '.join(statements)}) ORDER BY {order}, id", bound)
    return ((row[0], FactKey(*row[1:])) for row in rows)


_TOLD = (
    "SELECT json_extract(value, '$[0]') AS told_indicator, json_extract(value, '$[1]') AS told_place FROM json_each(?)"
)


def _all_of(connection: Connection, key: FactKey) -> list[int]:
    return [row["id"] for row in rows_of_fact(connection, key, "id")]


def _in_order(connection: Connection, asked: Wanted) -> Iterator[tuple[int, FactKey]]:
    chosen = listed_among(connection, asked)
    along = are_many(connection, asked, chosen)
    for coded in (None,) if asked.indicator_ids is not None else (True, False):
        for row in _part(connection, asked, chosen, coded=coded, along=along):
            yield row[0], FactKey(*row[1:])


def _part(
    connection: Connection, asked: Wanted, chosen: Among | None, *, coded: bool | None, along: bool
) -> Iterable[tuple[Any, ...]]:
    """Those that (do not) have an entry of the catalogue."""
    statements, bound = [], list[Any]()
    for table, where, values in halves(asked, chosen):
        only = "" if coded is None else f" AND indicator_id IS {'NOT ' if coded else ''}NULL"
        by = ""
        if along:
            # The index alone tells measure and status, so that other figures need not be looked at.
            by = f"INDEXED BY {table}_in_order "
            only += "".join(
                f" AND (series = 0 OR (series >> {shift}) & {kept} = {value})"
                for shift, kept, value in kinds_of_series(asked.measure, asked.status)
            )
        statements.append(f"SELECT id, {_COLUMNS} FROM {table} {by}WHERE {where}{only}")
        bound += values
    # The sign keeps SQLite from walking through everything in order to find a few figures.
    order = _COLUMNS if along else f"+{_COLUMNS.replace(', ', ', +')}"
    return connection.execute(f"SELECT * FROM ({' UNION ALL '.join(statements)}) ORDER BY {order}, id", bound)


def _batches(every: Iterable[T]) -> Iterator[list[T]]:
    ahead, size = iter(every), _FIRST_BATCH
    while some := list(islice(ahead, size)):
        yield some
        size = min(size * 2, _LARGEST_BATCH)
