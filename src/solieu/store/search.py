"""Words looked for in figures and in the texts of reports."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import msgspec

from solieu.errors import UsageError
from solieu.store.figures import StoredFigure, figures_by_number
from solieu.store.words import parsed, spans_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from solieu.store.words import Sought

__all__ = ["Found", "Passage", "reports_with", "search"]

_MOST_RANKED = 5_000
"""Where more figures or reports have the words, they are not ranked."""
_MOST_LISTED = 10_000
_LONGEST = 400
_AROUND = 140
_WINDOW = 1_500
_MOST_SPANS = 500
_ENDS = ".!?…;"


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """The sentence of a report that says most of what was looked for."""

    report_id: int
    report: str
    title: str | None
    issued: str | None
    place: str | None
    start: int
    end: int
    """Of the sentence, in the text of the report."""
    text: str
    marks: tuple[tuple[int, int], ...]
    """Starts and ends of the words within :attr:`text`."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, the best first."""

    figures: tuple[StoredFigure, ...]
    passages: tuple[Passage, ...]


def search(connection: Connection, words: str, *, limit: int = 20, offset: int = 0) -> Found:
    """Figures whose indicator and place have all the ``words``, and passages of reports that have them.

    Raises:
        UsageError: if ``words`` hold no word.
    """
    query = _query(words)
    numbers = _best(connection, "figure_words", query.match_in(), "2.0, 1.0, 0.0", limit, offset)
    reports = _best(connection, "report_words", query.match, "5.0, 1.0", limit, offset)
    found = tuple(figures_by_number(connection, numbers))
    return Found(figures=found, passages=tuple(_passage(connection, number, query) for number in reports))


def reports_with(connection: Connection, words: str, *, most: int = _MOST_LISTED) -> list[int]:
    """The numbers of the reports with all the ``words``, the last added first."""
    rows = connection.execute(
        "SELECT rowid FROM report_words WHERE report_words MATCH ? ORDER BY rowid DESC LIMIT ?",
        (_query(words).match, most),
    )
    return [number for (number,) in rows]


def _query(words: str) -> Sought:
    query = parsed(words)
    if not query.parts:
        raise UsageError(f"{words!r} holds no word to look for.")
    return query


def _best(connection: Connection, table: str, match: str, weights: str, limit: int, offset: int) -> list[int]:
    """The numbers of the best; of words that very many have, the rank says little and the last added are taken."""
    is_common = connection.execute(
        f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT 1 OFFSET {_MOST_RANKED}", (match,)
    ).fetchone()
    order = "rowid DESC" if is_common else f"bm25({table}, {weights}), rowid DESC"
    rows = connection.execute(
        f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY {order} LIMIT ? OFFSET ?",
        (match, limit, offset),
    )
    return [number for (number,) in rows]


def _passage(connection: Connection, number: int, query: Sought) -> Passage:
    row = connection.execute(
        "SELECT r.*, t.text FROM reports AS r JOIN texts AS t ON t.report_id = r.id WHERE r.id = ?", (number,)
    ).fetchone()
    text: str = row["text"]
    start, end, marks = _best_sentence(text, query)
    return Passage(
        report_id=number, report=row["name"], title=row["title"], issued=row["issued"], place=row["place"],
        start=start, end=end, text=text[start:end],
        marks=tuple((one - start, other - start) for one, other in marks if start <= one and other <= end),
    )  # fmt: skip


def _best_sentence(text: str, query: Sought) -> tuple[int, int, list[tuple[int, int]]]:
    """The sentence that has the most different parts of the query, side by side if it can be; the first line where none has."""
    spans = spans_of(query, text)
    found = [(_sentence(text, start), start, end, which) for start, end, which in spans[:_MOST_SPANS]]
    best: tuple[tuple[int, int], tuple[int, int], list[tuple[int, int]]] | None = None
    for sentence, group in groupby(found, key=lambda one: one[0]):
        members = list(group)
        in_order = sum(later[3] - earlier[3] == 1 for earlier, later in pairwise(members) if later[1] - earlier[2] <= 1)
        said = len({which for *_, which in members}), in_order
        if best is None or said > best[0]:
            best = said, sentence, [(start, end) for _, start, end, _ in members]
    if best is None:
        stop = text.find("\n", 1)
        return 0, min(len(text) if stop < 0 else stop, _LONGEST), []
    start, end = best[1]
    if end - start > _LONGEST:
        first = best[2][0][0]
        start, end = max(start, first - _AROUND), min(end, first + _LONGEST - _AROUND)
    return start, end, best[2]


def _sentence(text: str, at: int) -> tuple[int, int]:
    """The stretch around an offset up to the ends of sentences and lines, near enough for reading."""
    first, last = max(at - _WINDOW, 0), at + _WINDOW
    begins = (text.rfind("\n", first, at) + 1, *(_after(text.rfind(f"{end} ", first, at)) for end in _ENDS))
    stops = (text.find("\n", at, last), *(_after(text.find(f"{end} ", at, last), 1) for end in _ENDS))
    return max(first, *begins), min((stop for stop in stops if stop > 0), default=min(last, len(text)))


def _after(at: int, more: int = 2) -> int:
    return at + more if at >= 0 else 0
