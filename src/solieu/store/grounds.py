"""The ground of a figure: its words and those around them, by which it is found again when offsets have moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection, Row

    from solieu.model import Report

__all__ = ["Stand", "Words", "best", "ground_of_figure", "matched_ids", "occurrences", "stands_of"]

_WORDS = 6
_WINDOW = 160


class Words(NamedTuple):
    """What was printed, and six words on each side, in one way of writing."""

    quote: str
    before: str
    after: str


class Stand(NamedTuple):
    """A place where a decision may stand."""

    start: int
    end: int
    number: int | None
    """Of the figure read there; ``None`` where none is read."""
    words: Words
    measure: str | None = None


def ground_of_figure(text: str, start: int, end: int, quote: str) -> Words:
    """The ``quote`` at an offset of a text with the words around it; without the text it stands alone.

    >>> ground_of_figure("Thu ngân sách 9 tháng đạt 526,8 tỷ đồng, bằng 57,7% dự toán.", 26, 39, "526,8 tỷ đồng")
    Words(quote='526,8 tỷ đồng', before='thu ngân sách 9 tháng đạt', after=', bằng 57,7% dự toán.')
    """
    before = prepare(text[max(start - _WINDOW, 0) : start]).lower.split()
    after = prepare(text[end : end + _WINDOW]).lower.split()
    return Words(quote, " ".join(before[-_WORDS:]), " ".join(after[:_WORDS]))


def best(wanted: Words, hint: int, stands: Iterable[Stand], measure: str | None = None) -> Stand | None:
    """Of the places with the same words the one that has the most of the words around them, the nearest to ``hint``.

    ``None`` where the words on neither side are the same.
    """
    ranked = [
        (agreed, one.measure == measure, -abs(one.start - hint), one)
        for one in stands
        if one.words.quote == wanted.quote and (agreed := _agreement(wanted, one.words))
    ]
    return max(ranked, key=lambda rank: rank[:3])[3] if ranked else None


def _agreement(wanted: Words, found: Words) -> int:
    """On how many sides the words are the same; a side without words says nothing unless both are so."""
    if (wanted.before, wanted.after) == (found.before, found.after):
        return 2
    return (wanted.before == found.before != "") + (wanted.after == found.after != "")


def occurrences(text: str, quote: str) -> list[Stand]:
    """Everywhere that ``quote`` stands in ``text``."""
    found = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        end = at + len(quote)
        found.append(Stand(at, end, None, ground_of_figure(text, at, end, quote)))
        at = text.find(quote, at + 1)
    return found


def matched_ids(connection: Connection, report_id: int, report: Report) -> dict[int, int]:
    """For each figure of ``report``, by its position, the number of the stored one that stands on the same words."""
    old = connection.execute(
        "SELECT o.id, o.start_offset, o.end_offset, o.quote, o.measure, t.text FROM observations AS o "
        "JOIN texts AS t ON t.report_id = o.report_id WHERE o.report_id = ? ORDER BY o.position IS NULL, o.position",
        (report_id,),
    ).fetchall()
    known: dict[object, list[int]] = {}
    for number, start, end, quote, measure, text in old:
        known.setdefault((ground_of_figure(text, start, end, quote), measure), []).append(number)
    found = {}
    for at, one in enumerate(report.observations):
        numbers = known.get((ground_of_figure(report.text, one.start, one.end, one.quote), one.measure))
        if numbers:
            found[at] = numbers.pop(0)
    return found


def stands_of(rows: Iterable[Row], text: str) -> list[Stand]:
    """The figures of a report as places where a decision may stand."""
    found = []
    for row in rows:
        start, end = row["start_offset"], row["end_offset"]
        found.append(Stand(start, end, row["id"], ground_of_figure(text, start, end, row["quote"]), row["measure"]))
    return found
