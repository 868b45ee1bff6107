"""Figures as they count, found by what, where and when they are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from solieu.errors import UsageError
from solieu.knowledge.lookup import history, indicators
from solieu.knowledge.lookup import places as places_called
from solieu.model import Observation  # noqa: TC001 (msgspec reads it)
from solieu.store.indexing import figure_text
from solieu.store.rows import OBSERVATION_COLUMNS, observation_of
from solieu.store.words import parsed
from solieu.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from sqlite3 import Connection, Row

    from solieu.model import Period
    from solieu.store.words import Query

__all__ = ["StoredFigure", "Wanted", "figures", "indicator_ids", "place_codes", "wanted"]

MOST_BY_WORDS = 5_000
"""Of the figures with the words that are looked for so many, the last added, are put in order where nothing else is asked for."""
MOST_LISTED = 30_000
_FIELDS = ", ".join(OBSERVATION_COLUMNS)
_LONGEST_SENTENCE = 2_000


class StoredFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as it counts, with where it stands."""

    id: int
    report_id: int
    report: str
    """The name of its report."""
    title: str | None
    issued: str | None
    sentence: str
    """The words of its sentence."""
    verdict: str | None
    """``accept``, ``correct`` or ``reject`` where a person decided."""
    observation: Observation
    """Of which ``sentence`` are the offsets."""


class Wanted(NamedTuple):
    """Which figures: those that are all of this."""

    indicator_ids: Sequence[str] | None = None
    place_codes: Sequence[str] | None = None
    period: Period | None = None
    """Theirs lies within it."""
    measure: str | None = None
    status: str | None = None
    verdict: str | None = None
    """``none`` for figures on which nobody decided."""
    report_id: int | None = None
    words: str | None = None
    """In the indicator, its identifier or the place; see :func:`solieu.store.words.parsed`."""
    rejected: bool = False
    """Whether rejected ones count, too."""


def wanted(
    *,
    indicator: str | None,
    place: str | None,
    related: bool,
    period: Period | None,
    measure: str | None,
    status: str | None,
    verdict: str | None,
    report: int | None,
    words: str | None,
    rejected: bool,
) -> Wanted:
    """What is asked for in words, in terms of the catalogue and the units; see :meth:`solieu.store.Store.figures`.

    Raises:
        UsageError: if there is no such indicator or place.
    """
    ids = None
    if indicator is not None and not (ids := indicator_ids(indicator)):
        raise UsageError(
            f"There is no indicator {indicator}: solieu indicators finds names; --words finds printed words."
        )
    codes = None if place is None else place_codes(place, related=related)
    return Wanted(ids, codes, period, measure, status, verdict, report, words, rejected)


def figures(connection: Connection, asked: Wanted, *, limit: int = 50, offset: int = 0) -> list[StoredFigure]:
    """The figures that are ``asked`` for, those of the latest period first, then the last added."""
    if asked.words is None:
        return _select(connection, asked, None, limit, offset)
    query = parsed(asked.words)
    if not query.parts:
        raise UsageError(f"{asked.words!r} holds no word to look for.")
    numbers = _last_with(connection, query.match)
    if not numbers:
        return []
    if len(numbers) < MOST_BY_WORDS or asked == Wanted(words=asked.words):
        return _select(connection, asked, _among(numbers), limit, offset)
    return _select(connection, asked, _among_all_with(connection, query), limit, offset)


def _among_all_with(connection: Connection, query: Query) -> _Among:
    """Those with words that many have: listed, or where very many have them and so are soon met, looked at one by one."""
    very_many = connection.execute(
        f"SELECT rowid FROM figure_words WHERE figure_words MATCH ? LIMIT 1 OFFSET {MOST_LISTED}", (query.match,)
    ).fetchone()
    if very_many is None:
        return _Among("id IN (SELECT rowid FROM figure_words WHERE figure_words MATCH ?)", query.match)

    def says(*told: str | None) -> bool:
        return query.is_in(*figure_text(*told))

    connection.create_function("says", 3, lru_cache(8192)(says), deterministic=True)
    return _Among("says(indicator, indicator_id, place)", None)


class _Among(NamedTuple):
    """A condition on the numbers of figures, with its value."""

    condition: str
    value: str | None


def _among(numbers: Sequence[int]) -> _Among:
    return _Among("id IN (SELECT value FROM json_each(?))", msgspec.json.encode(numbers).decode())


def _last_with(connection: Connection, query: str) -> list[int]:
    """The numbers of the figures with the words, the last added first."""
    rows = connection.execute(
        "SELECT rowid FROM figure_words WHERE figure_words MATCH ? ORDER BY rowid DESC LIMIT ?", (query, MOST_BY_WORDS)
    )
    return [number for (number,) in rows]


def _select(connection: Connection, asked: Wanted, among: _Among | None, limit: int, offset: int) -> list[StoredFigure]:
    where, values = _conditions(asked)
    if among is not None:
        where.append(among.condition)
        values += [] if among.value is None else [among.value]
    order = "ORDER BY period_start DESC, id DESC LIMIT ?"
    most = limit + offset
    undecided = [*where, "id NOT IN (SELECT id FROM reviewed)"]
    decided = where if asked.rejected or asked.verdict == "reject" else [*where, "verdict <> 'reject'"]
    parts, bound = [], list[Any]()
    if asked.verdict in (None, "none"):
        parts.append(
            f"SELECT * FROM (SELECT id, report_id, NULL AS verdict, {_FIELDS} FROM observations "
            f"WHERE {' AND '.join(undecided)} {order})"
        )
        bound += [*values, most]
    if asked.verdict != "none":
        only = [] if asked.verdict is None else ["verdict = ?"]
        parts.append(
            f"SELECT * FROM (SELECT id, report_id, verdict, {_FIELDS} FROM reviewed "
            f"WHERE {' AND '.join(['1', *decided, *only])} {order})"
        )
        bound += [*values, *([] if asked.verdict is None else [asked.verdict]), most]
    query = (
        "SELECT f.*, r.name AS report, r.title, r.issued, "
        f"substr(t.text, f.sentence_start + 1, min(f.sentence_end - f.sentence_start, {_LONGEST_SENTENCE})) AS sentence "
        f"FROM ({' UNION ALL '.join(parts)} {order} OFFSET ?) AS f "
        "JOIN reports AS r ON r.id = f.report_id JOIN texts AS t ON t.report_id = f.report_id "
        "ORDER BY f.period_start DESC, f.id DESC"
    )
    return [_figure(row) for row in connection.execute(query, (*bound, limit, offset))]


def _conditions(asked: Wanted) -> tuple[list[str], list[Any]]:
    where, values = list[str](), list[Any]()
    for column, chosen in (("indicator_id", asked.indicator_ids), ("place_code", asked.place_codes)):
        if chosen is not None:
            where.append(f"{column} = ?" if len(chosen) == 1 else f"{column} IN ({', '.join('?' * len(chosen))})")
            values += chosen
    for column, one in (("measure", asked.measure), ("status", asked.status), ("report_id", asked.report_id)):
        if one is not None:
            where.append(f"{column} = ?")
            values.append(one)
    if asked.period is not None:
        first, last = asked.period.start.isoformat(), asked.period.end.isoformat()
        where += ["period_start BETWEEN ? AND ?", "period_end <= ?"]
        values += [first, last, last]
    return where, values


def _figure(row: Row) -> StoredFigure:
    return StoredFigure(
        id=row["id"], report_id=row["report_id"], report=row["report"], title=row["title"], issued=row["issued"],
        sentence=row["sentence"], verdict=row["verdict"], observation=observation_of(row),
    )  # fmt: skip


def figures_by_number(
    connection: Connection, numbers: Sequence[int], *, rejected: bool = False
) -> Iterator[StoredFigure]:
    """The figures with these numbers, in their order."""
    found = _select(connection, Wanted(rejected=rejected), _among(numbers), len(numbers), 0) if numbers else []
    of = {one.id: one for one in found}
    return (of[number] for number in numbers if number in of)


def indicator_ids(words: str) -> tuple[str, ...]:
    """The entries of the catalogue that ``words`` name: by identifier, or by a name that says no more than they do.

    >>> indicator_ids("budget_revenue"), indicator_ids("thu ngan sach nha nuoc")[:1]
    (('budget_revenue',), ('budget_revenue',))
    """
    return _names_of_indicators().get(fold(" ".join(words.split())), ())


@lru_cache(maxsize=1)
def _names_of_indicators() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for entry in indicators():
        for name in {entry.id, *map(fold, (entry.label_vi, *entry.aliases))}:
            found.setdefault(name, []).append(entry.id)
    return {name: tuple(ids) for name, ids in found.items()}


def place_codes(name: str, *, related: bool = False) -> tuple[str, ...]:
    """The codes of the units called ``name`` ("thị xã Đông Triều", "Đông Triều, Quảng Ninh") or of this code.

    With ``related`` also those that went into it and that took its stead.

    Raises:
        UsageError: if there is and was no such unit.

    >>> place_codes("TX. Đông Triều"), place_codes("205", related=True)[:1]
    (('205',), ('205',))
    """
    if name.isdecimal():
        codes = [name]
    else:
        first, _, above = name.partition(",")
        parents = {place.code for place in places_called(above.strip())} if above.strip() else set()
        found = [
            place for place in places_called(first.strip()) if not parents or not parents.isdisjoint(place.parents)
        ]
        codes = [place.code for place in found]
    if not codes:
        raise UsageError(f"No unit is or was called {name}: solieu places finds names.")
    return tuple(dict.fromkeys([*codes, *(_related(codes) if related else [])]))


def _related(codes: Sequence[str]) -> Iterator[str]:
    from solieu.knowledge.gazetteer import gazetteer

    for code in codes:
        for form in gazetteer().forms(code):
            past = history(form)
            for other in (*past.took_in, *past.successors):
                if other.level == form.level:
                    yield other.code
