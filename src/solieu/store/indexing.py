"""The index of words. It keeps no text, so what is taken out must be told exactly as it was put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.store.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from solieu.model import Observation

__all__ = ["drop_figure", "drop_figures", "drop_text", "figure_text", "index_figures", "index_text"]

_FIGURE = "INSERT INTO figure_words (rowid, indicator, place, year) VALUES (?, ?, ?, ?)"
_NO_FIGURE = "INSERT INTO figure_words (figure_words, rowid, indicator, place, year) VALUES ('delete', ?, ?, ?, ?)"
_EFFECTIVE = "SELECT id, indicator, indicator_id, place, substr(period_start, 1, 4) FROM effective WHERE"


def index_text(connection: Connection, report_id: int, title: str, words: str) -> None:
    """Index a report; ``words`` is its text folded."""
    connection.execute(
        "INSERT INTO report_words (rowid, title, text) VALUES (?, ?, ?)", (report_id, folded(title), words)
    )


def drop_text(connection: Connection, report_id: int) -> None:
    """Take a report out, before its row changes."""
    row = connection.execute(
        "SELECT r.title, t.text FROM texts AS t JOIN reports AS r ON r.id = t.report_id WHERE t.report_id = ?",
        (report_id,),
    ).fetchone()
    if row is not None:
        connection.execute(
            "INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            (report_id, folded(row[0] or ""), folded(row[1])),
        )


def index_figures(connection: Connection, figures: Iterable[tuple[int, Observation]]) -> None:
    """Index figures under their numbers."""
    rows = [
        (number, *figure_text(one.indicator, one.indicator_id, one.place), f"{one.period.start:%Y}" if one.period else "")
        for number, one in figures
    ]  # fmt: skip
    connection.executemany(_FIGURE, rows)


def drop_figures(connection: Connection, report_id: int) -> None:
    """Take the figures of a report out, before their rows change."""
    _drop(connection, f"{_EFFECTIVE} report_id = ?", report_id)


def drop_figure(connection: Connection, figure_id: int) -> None:
    """Take one figure out, before its row changes."""
    _drop(connection, f"{_EFFECTIVE} id = ?", figure_id)


def _drop(connection: Connection, query: str, number: int) -> None:
    rows = connection.execute(query, (number,)).fetchall()
    connection.executemany(_NO_FIGURE, [(row[0], *figure_text(row[1], row[2], row[3]), row[4] or "") for row in rows])


def figure_text(indicator: str | None, indicator_id: str | None, place: str | None) -> tuple[str, str]:
    """What of a figure is indexed, folded."""
    return folded(f"{indicator or ''} {(indicator_id or '').replace('_', ' ')}"), folded(place or "")
