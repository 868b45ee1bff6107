"""The text of a report as its page draws it: lines and tables, each a row of pieces with the figure that stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from solieu.export.segments import Segments, blocks, spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.model import Report
    from solieu.store import StoredFigure

__all__ = ["Cell", "Line", "PageWord", "Piece", "Sheet", "Table", "drawn_pages", "drawn_text", "has_pages"]


class Piece(NamedTuple):
    """A stretch of text and the figure that it is of; ``None`` where it is of none."""

    text: str
    figure: int | None
    """The index among the report's figures."""
    is_first: bool = False
    """Whether it is the first piece of its figure: the place that links lead to."""


class Line(NamedTuple):
    """A line of the text."""

    kind: str
    """``h`` for a heading, ``p`` for others."""
    pieces: list[Piece]


class Cell(NamedTuple):
    """A cell of a table, and how many rows and columns it covers."""

    rows: int
    columns: int
    pieces: list[Piece]


class Table(NamedTuple):
    """A table of the text."""

    rows: list[list[Cell]]
    kind: str = "t"


class PageWord(NamedTuple):
    """A word at its place on a page, in thousandths of its width."""

    text: str
    left: int
    top: float
    width: int
    height: float
    figure: int | None


class Sheet(NamedTuple):
    """A page as it was printed."""

    number: int
    height: float
    words: list[PageWord]


def drawn_text(report: Report, figures: Sequence[StoredFigure]) -> list[Line | Table]:
    """The lines and tables of ``report`` with its ``figures``, be they as read, as decided or rejected."""
    shown = msgspec.structs.replace(report, observations=tuple(one.observation for one in figures))
    met: set[int] = set()
    drawn: list[Line | Table] = []
    barred: list[Segments] = []
    for kind, _, content in blocks(shown):
        if kind == "r":
            barred.append(content)
            continue
        drawn += _between_bars(barred, met)
        barred = []
        if kind == "t":
            rows = [[Cell(high, wide, _pieces(cell, met)) for high, wide, _, cell in row] for row in content]
            drawn.append(Table(rows))
        else:
            drawn.append(Line(kind, _pieces(content, met)))
    return [*drawn, *_between_bars(barred, met)]


def _pieces(segments: Segments, met: set[int], figure: int | None = None) -> list[Piece]:
    """The segments side by side: a piece within two figures is of the inner one."""
    found: list[Piece] = []
    for one in segments:
        if isinstance(one, str):
            is_first = figure is not None and figure not in met
            if is_first and figure is not None:
                met.add(figure)
            found.append(Piece(one, figure, is_first))
        elif isinstance(one, list):
            found += _pieces(one[1:], met, one[0])
    return found


def _between_bars(rows: Sequence[Segments], met: set[int]) -> Iterator[Line | Table]:
    """Lines such as "| Khoản thu | Dự toán |" as a table; bars around one cell are only a page's layout."""
    cells = [_split(_pieces(row, met)) for row in rows]
    if max((sum(map(_says, row)) for row in cells), default=0) > 1:
        yield Table([[Cell(1, 1, cell) for cell in row] for row in cells])
        return
    for row in cells:
        yield from (Line("p", cell) for cell in row if _says(cell))


def _split(pieces: Sequence[Piece]) -> list[list[Piece]]:
    cells: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.figure is not None:
            cells[-1].append(piece)
            continue
        first, *others = piece.text.split("|")
        cells[-1].append(Piece(first, None))
        cells += [[Piece(other, None)] for other in others]
    outer = [cell for at, cell in enumerate(cells) if _says(cell) or 0 < at < len(cells) - 1]
    return outer or cells


def _says(cell: Sequence[Piece]) -> bool:
    return any(piece.text.strip() for piece in cell)


def has_pages(report: Report) -> bool:
    """Whether the words of the report have places on printed pages."""
    return any(page.words for page in report.pages)


def drawn_pages(report: Report, figures: Sequence[StoredFigure]) -> list[Sheet]:
    """The pages of ``report`` with each word at its place."""
    shown = msgspec.structs.replace(report, observations=tuple(one.observation for one in figures))
    starts = spans(shown)
    sheets = []
    for page in report.pages:
        shape = page.height / page.width if page.width else 1.414
        words = []
        at = 0
        for word in sorted(page.words, key=lambda one: one.start):
            while at < len(starts) and starts[at][1] <= word.start:
                at += 1
            figure = starts[at][2] if at < len(starts) and starts[at][0] <= word.start else None
            left, right = round(1000 * word.left), round(1000 * word.right)
            top, bottom = 1000 * word.top * shape, 1000 * word.bottom * shape
            words.append(
                PageWord(
                    report.text[word.start : word.end],
                    left,
                    round(top, 1),
                    max(right - left, 1),
                    round(max(bottom - top, 1), 1),
                    figure,
                )
            )
        if words:
            sheets.append(Sheet(page.number, round(1000 * shape, 1), words))
    return sheets
