"""What a reader makes of a document's bytes: its text, with the tables and pages in it.

Every reader writes with a :class:`Writer`, so that all formats give the same kind of text: a paragraph is a line, a
table is a line for each row ("| TT | Chỉ tiêu |"), and offsets come out right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solieu.model import Cell, Page, PlacedWord, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

__all__ = ["Content", "GivenCell", "Writer"]

_BLANKS = re.compile(r"[\s|]+")


@dataclass(frozen=True, slots=True)
class Content:
    """A document read: its text and what stands where in it."""

    text: str
    tables: tuple[Table, ...] = ()
    pages: tuple[Page, ...] = ()
    title: str | None = None
    url: str | None = None
    issued: date | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenCell:
    """A cell as a reader finds it, at its place in the grid without merging; what a merged cell covers is not given."""

    row: int
    column: int
    words: str
    rows: int = 1
    columns: int = 1
    number: Decimal | None = None
    percent: bool = False
    indent: int = 0
    bold: bool = False
    places: tuple[tuple[int, int, tuple[float, float, float, float]], ...] = ()
    """Where parts of ``words`` are printed, as :meth:`Writer.word` takes it, with offsets into ``words``; its blanks must
    be single ones and it must hold no bar."""


@dataclass(slots=True)
class Writer:
    """Writes the text of a document and notes where its tables and pages are.

    >>> writer = Writer()
    >>> writer.line("Biểu 1. Thu ngân sách")
    >>> writer.table([GivenCell(0, 0, "Chỉ tiêu"), GivenCell(0, 1, "2022"), GivenCell(1, 0, "Thu"), GivenCell(1, 1, "5")])
    >>> content = writer.content()
    >>> print(content.text.rstrip())
    Biểu 1. Thu ngân sách
    | Chỉ tiêu | 2022 |
    | Thu | 5 |
    >>> cell = content.tables[0].cells[3]
    >>> content.text[cell.start : cell.end]
    '5'
    """

    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _tables: list[Table] = field(default_factory=list)
    _pages: list[Page] = field(default_factory=list)
    _page: tuple[int, int, float, float] | None = None
    _words: list[PlacedWord] = field(default_factory=list)

    @property
    def length(self) -> int:
        """How many code points have been written: the offset of what comes next."""
        return self._length

    def line(self, words: str, end: str = "\n") -> None:
        """A paragraph, heading or list item, on a line of its own; line ends within ``words`` stay.

        With a blank as ``end`` it is the part of a paragraph that stands on this page, and the next line goes on with it.
        """
        if words.strip():
            self._write(words.strip("\n") + end)

    def blank(self) -> None:
        """An empty line, between parts that do not go on from each other."""
        end = "".join(self._pieces[-2:])[-2:]
        if end not in ("", "\n", "\n\n"):
            self._write("\n")

    def page(self, number: int, width: float = 0.0, height: float = 0.0) -> None:
        """A page begins here; what was the page before has ended."""
        self._end_page()
        self._page = (number, self._length, width, height)

    def word(self, start: int, end: int, box: tuple[float, float, float, float]) -> None:
        """Where the words written at these offsets are printed on the page, from 0 to 1 of its width and height."""
        self._words.append(PlacedWord(start, end, *box))

    def table(
        self,
        cells: Iterable[GivenCell],
        *,
        sheet: str | None = None,
        hidden_rows: Sequence[int] = (),
        pages: Sequence[tuple[int, int, float, float]] = (),
    ) -> None:
        """A table, each row on a line. Blanks and bars within a cell become one blank.

        ``pages`` are those that begin within the table: the row with which each begins, then what :meth:`page` takes.
        """
        ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
        if not any(cell.words.strip() for cell in ordered):
            return
        start, written = self._length, []
        columns = max(cell.column + cell.columns for cell in ordered)
        by_row: dict[int, list[GivenCell]] = {}
        for cell in ordered:
            by_row.setdefault(cell.row, []).append(cell)
        page = self._page[0] if self._page else None
        waiting = list(pages)
        for number, row in by_row.items():
            while waiting and waiting[0][0] <= number:
                _, begun, width, height = waiting.pop(0)
                self.page(begun, width, height)
            written += self._row(row, columns)
        for _, begun, width, height in waiting:
            self.page(begun, width, height)
        self._tables.append(Table(start, self._length - 1, tuple(written), page, sheet, tuple(hidden_rows)))

    def content(self, **about: object) -> Content:
        """All that was written; ``about`` are further fields of :class:`Content`."""
        self._end_page()
        text = "".join(self._pieces)
        return Content(text, tuple(self._tables), tuple(self._pages), **about)  # type: ignore[arg-type]

    def _write(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)

    def _row(self, row: Sequence[GivenCell], columns: int) -> list[Cell]:
        written, at = [], 0
        self._write("|")
        for given in row:
            self._write(" |" * (given.column - at))
            words = _BLANKS.sub(" ", given.words).strip()
            start = self._length + 1
            self._write(f" {words} |" if words else " |")
            end = start + len(words)
            self._words += [PlacedWord(start + first, start + last, *box) for first, last, box in given.places]
            written.append(
                Cell(
                    given.row,
                    given.column,
                    start if words else end,
                    end,
                    given.rows,
                    given.columns,
                    given.number,
                    given.percent,
                    given.indent,
                    given.bold,
                )
            )
            at = given.column + 1
        self._write(" |" * (columns - at) + "\n")
        return written

    def _end_page(self) -> None:
        if self._page is not None:
            number, start, width, height = self._page
            self._pages.append(Page(number, start, self._length, width, height, tuple(self._words)))
            self._page, self._words = None, []
