"""Figures as they count, found by what, where and when they are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from solieu.errors import UsageError
from solieu.knowledge.lookup import history, indicators
from solieu.knowledge.lookup import places as places_called
from solieu.model import Observation  # noqa: TC001 (msgspec reads it)
from solieu.store.facts import place_key
from solieu.store.indexing import figure_text
from solieu.store.rows import OBSERVATION_COLUMNS, observation_in, period_between
from solieu.store.words import parsed
from solieu.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from sqlite3 import Connection, Row

    from solieu.model import Period
    from solieu.store.query import Query
    from solieu.store.words import Sought

__all__ = [
    "PROVENANCE",
    "Among",
    "StoredFigure",
    "Traits",
    "Wanted",
    "are_many",
    "codes_within",
    "figures",
    "figures_by_number",
    "figures_of_report",
    "halves",
    "indicator_ids",
    "listed_among",
    "place_codes",
    "traits",
    "wanted",
]

MOST_BY_WORDS = 5_000
"""Of the figures with the words that are looked for so many, the last added, are put in order where nothing else is asked for."""
MOST_LISTED = 30_000
"""So many with the words are listed; where more have them, some are soon met on the way through what else is asked for."""
FEW = 5_000
"""So many figures are fetched and put in order; more are read along an index that has the order."""
_SHOWN = ", ".join(("id", "report_id", "verdict", "decision_id", *OBSERVATION_COLUMNS))
_LONGEST_SENTENCE = 2_000
_NOT_REJECTED = "verdict <> 'reject'"
_LENGTHS = {1: 2, 2: 3, 3: 5}
"""Of the codes of provinces, districts and communes."""


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
    decision: int | None = None
    """The number of the decision."""
    near_duplicate_of: int | None = None
    """The number of an earlier report with nearly the same words as its own."""
    source: str | None = None
    """The address from which its report came."""
    fetched: str | None = None
    """When it was received from there; ``None`` where it was added by hand."""
    sha256: str | None = None
    """Of the bytes of its report."""
    gone: str | None = None
    """Since when its address no longer has it."""
    superseded_by: int | None = None
    """The number of the report that its address shows in its stead."""


PROVENANCE = ("source", "fetched", "sha256", "gone", "superseded_by")
"""The fields of a figure that tell where its report came from, when, as which bytes, and whether it is there still."""


class Wanted(NamedTuple):
    """Which figures: those that are all of this."""

    indicator_ids: Sequence[str] | None = None
    place_codes: Sequence[str] | None = None
    level: int | None = None
    period: Period | None = None
    """Theirs lies within it."""
    measure: str | None = None
    status: str | None = None
    verdict: str | None = None
    """``none`` for figures on which nobody decided."""
    report_id: int | None = None
    words: Sought | None = None
    """In the indicator, its identifier or the place."""
    rejected: bool = False
    """Whether rejected ones count, too."""


class Traits(NamedTuple):
    """By what a figure is told from others."""

    indicator_id: str | None
    place_code: str | None
    period: Period | None
    measure: str
    status: str


_TRAITS = "indicator_id, place_code, period_start, period_end, measure, status"


def wanted(query: Query, *, rejected: bool = False) -> Wanted:
    """What is asked for in words, in terms of the catalogue and the units; see :class:`solieu.store.query.Query`.

    Raises:
        UsageError: if there is no such indicator, place or period, or the words hold no word.
    """
    ids = None
    if query.indicator is not None and not (ids := indicator_ids(query.indicator)):
        raise UsageError(
            f"There is no indicator {query.indicator}: solieu indicators finds names; words finds printed words."
        )
    words = None if query.words is None else parsed(query.words)
    if words is not None and not words.parts:
        raise UsageError(f"{query.words!r} holds no word to look for.")
    return Wanted(
        ids, _codes(query), query.level, query.within_period(), query.measure, query.status, query.verdict, query.report,
        words, rejected,
    )  # fmt: skip


def _codes(query: Query) -> Sequence[str] | None:
    codes = None if query.place is None else place_codes(query.place, related=query.related)
    if query.within is None:
        return codes
    inside = codes_within(place_codes(query.within))
    return inside if codes is None else [code for code in codes if code in set(inside)]


def figures(
    connection: Connection, asked: Wanted, *, limit: int = 50, offset: int = 0, after: int | None = None
) -> list[StoredFigure]:
    """The figures that are ``asked`` for, those of the latest period first, then the last added; of the next page those
    ``after`` the figure with this number, which is found at once however deep it lies.
    """
    chosen = listed_among(connection, asked)
    if after is None:
        return _select(connection, asked, chosen, limit, offset)
    row = connection.execute("SELECT period_start FROM effective WHERE id = ?", (after,)).fetchone()
    if row is None:
        raise UsageError(f"There is no figure {after} in this store, so no page begins after it.")
    undated = _After("period_start IS NULL", ())
    if row["period_start"] is None:
        return _select(connection, asked, chosen, limit, offset, _After("period_start IS NULL AND id < ?", (after,)))
    dated = _After("(period_start, id) < (?, ?)", (row["period_start"], after))
    found = _select(connection, asked, chosen, limit, offset, dated)
    return found if len(found) == limit else found + _select(connection, asked, chosen, limit - len(found), 0, undated)


class _After(NamedTuple):
    """Where a page begins."""

    condition: str
    values: tuple[str | int, ...]


_FROM_THE_FIRST = _After("1", ())


def listed_among(connection: Connection, asked: Wanted, *, last: bool = False) -> Among | None:
    """Among which figures those with the words are; ``None`` where no words are asked for.

    ``last`` takes only the last added of those with words that very many have, unless a place or an indicator is asked for.
    """
    if asked.words is None:
        return None
    numbers = _last_with(connection, asked.words.match_in(_years_of(asked.period)))
    is_led = asked.indicator_ids is not None or asked.place_codes is not None or asked.report_id is not None
    if len(numbers) < MOST_BY_WORDS or asked == Wanted(words=asked.words) or (last and not is_led):
        return _among(numbers)
    return _among_all_with(connection, asked)


def are_many(connection: Connection, asked: Wanted, chosen: Among | None) -> bool:
    """Whether so many figures are ``asked`` for that the first of them are soon met along an index that has their order."""
    if chosen is not None and chosen.value is not None:
        return False
    told = asked._replace(words=None)
    if told._replace(rejected=False, verdict=None) == Wanted():
        return True
    if told.indicator_ids is not None and told.place_codes is not None and _tallied(connection, told) <= FEW:
        return False
    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE {where} LIMIT 1 OFFSET {FEW}", values).fetchone()
        for table, where, values in halves(told)
    )


def _tallied(connection: Connection, asked: Wanted) -> int:
    """How many figures there are at most of these indicators and places: counted before, not now."""
    keys = {key for code in asked.place_codes or () for key in (code, place_key(code, None))}
    (count,) = connection.execute(
        "SELECT coalesce(sum(figures), 0) FROM tallies WHERE indicator_id IN (SELECT value FROM json_each(?)) "
        "AND place_key IN (SELECT value FROM json_each(?))",
        (msgspec.json.encode(asked.indicator_ids).decode(), msgspec.json.encode(list(keys)).decode()),
    ).fetchone()
    return int(count)


def _years_of(period: Period | None) -> tuple[int, int] | None:
    """The first and the last year in which a period that lies within ``period`` can begin."""
    return None if period is None else (period.start.year, period.end.year)


def _among_all_with(connection: Connection, asked: Wanted) -> Among:
    """Those with words that many have: listed, or where very many have them and so are soon met, looked at one by one."""
    assert asked.words is not None
    match = asked.words.match_in(_years_of(asked.period))
    very_many = connection.execute(
        f"SELECT rowid FROM figure_words WHERE figure_words MATCH ? LIMIT 1 OFFSET {MOST_LISTED}", (match,)
    ).fetchone()
    if very_many is None:
        return Among("id IN (SELECT rowid FROM figure_words WHERE figure_words MATCH ?)", match)
    words = asked.words

    def says(*told: str | None) -> bool:
        return words.is_in(*figure_text(*told))

    connection.create_function("says", 3, lru_cache(8192)(says), deterministic=True)
    return Among("says(indicator, indicator_id, place)", None)


class Among(NamedTuple):
    """A condition on figures, with its value: their numbers, or none where each has to be looked at."""

    condition: str
    value: str | None


def _among(numbers: Sequence[int]) -> Among:
    """Those with these numbers."""
    return Among("id IN (SELECT value FROM json_each(?))", msgspec.json.encode(numbers).decode())


def _last_with(connection: Connection, match: str) -> list[int]:
    """The numbers of the figures with the words, the last added first."""
    rows = connection.execute(
        "SELECT rowid FROM figure_words WHERE figure_words MATCH ? ORDER BY rowid DESC LIMIT ?", (match, MOST_BY_WORDS)
    )
    return [number for (number,) in rows]


def _select(
    connection: Connection, asked: Wanted, chosen: Among | None, limit: int, offset: int, after: _After = _FROM_THE_FIRST
) -> list[StoredFigure]:  # fmt: skip
    """Their numbers in order first, so that only the rows of the page are read whole."""
    return list(figures_by_number(connection, _numbers(connection, asked, chosen, limit, offset, after), rejected=True))


def _numbers(
    connection: Connection, asked: Wanted, chosen: Among | None, limit: int, offset: int, after: _After = _FROM_THE_FIRST
) -> list[int]:  # fmt: skip
    is_led = asked.indicator_ids is not None or asked.place_codes is not None
    along = not is_led and are_many(connection, asked, chosen)
    # The sign keeps SQLite from walking through all periods to find a few figures.
    order = "period_start DESC, id DESC" if along or is_led else "+period_start DESC, id DESC"
    parts, bound = [], list[Any]()
    for table, where, values in halves(asked, chosen):
        by = f"INDEXED BY {table}_by_period " if along else ""
        parts.append(
            f"SELECT * FROM (SELECT id, period_start FROM {table} {by}WHERE {where} AND {after.condition} "
            f"ORDER BY {order} LIMIT ?)"
        )
        bound += [*values, *after.values, limit + offset]
    query = f"{' UNION ALL '.join(parts)} ORDER BY period_start DESC, id DESC LIMIT ? OFFSET ?"
    return [row["id"] for row in connection.execute(query, (*bound, limit, offset))]


def traits(connection: Connection, asked: Wanted, *, limit: int) -> list[Traits]:
    """What tells the first figures that are ``asked`` for from each other: their texts are not read for it."""
    numbers = _numbers(connection, asked, listed_among(connection, asked), limit, 0)
    listed = msgspec.json.encode(numbers).decode()
    rows = connection.execute(
        f"SELECT {_TRAITS} FROM observations WHERE id IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT id FROM reviewed) "
        f"UNION ALL SELECT {_TRAITS} FROM reviewed WHERE id IN (SELECT value FROM json_each(?))",
        (listed, listed),
    )
    return [
        Traits(indicator, place, None if start is None else period_between(start, end), measure, status)
        for indicator, place, start, end, measure, status in rows
    ]


def _with_reports(connection: Connection, rows: Sequence[Row]) -> list[StoredFigure]:
    """The figures in these rows of :data:`_SHOWN`, in their order. Each report is looked up once: its text is long."""
    known: dict[int, Row] = {}
    for row in rows:
        number = row[1]
        if number not in known:
            known[number] = connection.execute(
                "SELECT r.name, r.title, r.issued, r.near_duplicate_of, r.url, r.fetched, r.sha256, r.gone, r.superseded_by, t.text FROM reports AS r "
                "JOIN texts AS t ON t.report_id = r.id WHERE r.id = ?",
                (number,),
            ).fetchone()
    return [_figure_of(row, known[row[1]]) for row in rows]


def halves(asked: Wanted, chosen: Among | None = None) -> Iterator[tuple[str, str, list[Any]]]:
    """The tables in which figures as they count stand, undecided and decided, each with a condition and its values."""
    where, values = _conditions(asked)
    if chosen is not None:
        where.append(chosen.condition)
        values += [] if chosen.value is None else [chosen.value]
    if asked.verdict in (None, "none"):
        yield "observations", " AND ".join([*where, "id NOT IN (SELECT id FROM reviewed)"]), values
    if asked.verdict != "none":
        decided = where if asked.rejected or asked.verdict == "reject" else [*where, _NOT_REJECTED]
        only = [] if asked.verdict is None else ["verdict = ?"]
        told = [] if asked.verdict is None else [asked.verdict]
        yield "reviewed", " AND ".join(["1", *decided, *only]), [*values, *told]


def _conditions(asked: Wanted) -> tuple[list[str], list[Any]]:
    """What must hold of a figure, words and verdict aside, with the values."""
    where, values = list[str](), list[Any]()
    for column, chosen in (("indicator_id", asked.indicator_ids), ("place_code", asked.place_codes)):
        if chosen is not None:
            where.append(f"{column} = ?" if len(chosen) == 1 else f"{column} IN ({', '.join('?' * len(chosen))})")
            values += chosen
    for column, one in (("measure", asked.measure), ("status", asked.status), ("report_id", asked.report_id)):
        if one is not None:
            where.append(f"{column} = ?")
            values.append(one)
    if asked.level is not None:
        where.append("length(place_code) = ?")
        values.append(_LENGTHS[asked.level])
    if asked.period is not None:
        first, last = asked.period.start.isoformat(), asked.period.end.isoformat()
        where += ["period_start BETWEEN ? AND ?", "period_end <= ?"]
        values += [first, last, last]
    return where, values


def _figure_of(row: Row, report: Row) -> StoredFigure:
    number, report_id, verdict, decision, *values = row
    name, title, issued, near_duplicate_of, source, fetched, sha256, gone, superseded_by, text = report
    told = observation_in(values)
    start, end = told.sentence
    return StoredFigure(
        id=number, report_id=report_id, report=name, title=title, issued=issued,
        sentence=text[start : min(end, start + _LONGEST_SENTENCE)], verdict=verdict, observation=told, decision=decision,
        near_duplicate_of=near_duplicate_of, source=source, fetched=fetched, sha256=sha256, gone=gone,
        superseded_by=superseded_by,
    )  # fmt: skip


def figures_by_number(
    connection: Connection, numbers: Sequence[int], *, rejected: bool = False
) -> Iterator[StoredFigure]:
    """The figures with these numbers, in their order."""
    listed = msgspec.json.encode(numbers).decode()
    rows = connection.execute(
        f"SELECT {_SHOWN.replace('verdict, decision_id', 'NULL, NULL')} FROM observations "
        "WHERE id IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT id FROM reviewed) "
        f"UNION ALL SELECT {_SHOWN} FROM reviewed "
        f"WHERE id IN (SELECT value FROM json_each(?)){'' if rejected else ' AND ' + _NOT_REJECTED}",
        (listed, listed),
    ).fetchall()
    of = {one.id: one for one in _with_reports(connection, rows)}
    return (of[number] for number in numbers if number in of)


def figures_of_report(connection: Connection, report_id: int) -> list[StoredFigure]:
    """All figures of a report as they count, in the order of its text."""
    rows = connection.execute(
        f"SELECT {_SHOWN} FROM effective WHERE report_id = ? ORDER BY start_offset, end_offset, position IS NULL, position",
        (report_id,),
    ).fetchall()
    return _with_reports(connection, rows)


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


def codes_within(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes of all units that ever lay in one of these.

    >>> "205" in codes_within(["22"]), "22" in codes_within(["22"])
    (True, False)
    """
    from solieu.knowledge.gazetteer import gazetteer

    above = frozenset(codes)
    every = (place for level in (2, 3) for place, _ in gazetteer().succession(level))
    return tuple(dict.fromkeys(place.code for place in every if not above.isdisjoint(place.parents)))
