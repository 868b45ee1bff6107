"""The pages of a document one after the other, written as one text: what goes on over a page break is put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING

from solieu.read.content import GivenCell
from solieu.read.pdf_aligned import aligned_grids
from solieu.read.pdf_furniture import Layout
from solieu.read.pdf_lines import Region, regions
from solieu.read.pdf_paragraphs import Paragraph, goes_on, paragraphs
from solieu.read.pdf_tables import Grid, ruled_grids
from solieu.read.printed import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from solieu.read.content import Writer
    from solieu.read.printed import Sheet

__all__ = ["Composer", "lay_out"]

_SAME_EDGE = 4.0
_MOST_HEAD_ROWS = 4
_SMALLER = 0.92

Block = Paragraph | Grid


def lay_out(sheet: Sheet) -> Layout:
    """The page with its ruled tables."""
    grids = ruled_grids(sheet.rules, sheet.words)
    return Layout(sheet, _outside(sheet.words, grids), tuple(grids))


def _outside(words: Iterable[Word], grids: Iterable[Grid]) -> tuple[Word, ...]:
    held = {word for grid in grids for cell in grid.cells for word in cell.words}
    return tuple(word for word in words if word not in held)


def _blocks(layout: Layout) -> list[Block]:
    """The paragraphs and tables of a page in the order in which people read them."""
    aligned = aligned_grids(layout.words)
    grids = (*layout.grids, *aligned)
    prose = [word for word in _outside(layout.words, aligned) if not word.sideways]
    holders = [Word("", *grid.box, table=number) for number, grid in enumerate(grids)]
    found = [block for region in regions([*prose, *holders]) for block in _of_region(region, grids)]
    return _joined_columns(found)


def _of_region(region: Region, grids: Sequence[Grid]) -> Iterator[Block]:
    lines = []
    for line in region.lines:
        tables = [word for word in line.words if word.table >= 0]
        if not tables:
            lines.append(line)
            continue
        words = tuple(word for word in line.words if word.table < 0)
        if words:
            lines.append(replace(line, words=words))
        if lines:
            yield from paragraphs(Region(tuple(lines)))
            lines = []
        yield from (grids[word.table] for word in tables)
    if lines:
        yield from paragraphs(Region(tuple(lines)))


def _joined_columns(blocks: Sequence[Block]) -> list[Block]:
    """A paragraph that goes on at the top of the next column is one."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if isinstance(block, Paragraph) and isinstance(before, Paragraph) and _next_column(before, block):
            joined[-1] = Paragraph((*before.lines, *block.lines), block.left, block.right)
        else:
            joined.append(block)
    return joined


def _next_column(first: Paragraph, second: Paragraph) -> bool:
    above = second.lines[0].bottom < first.lines[-1].top
    # A block of a letterhead is as narrow as its words, so that each of its lines looks full.
    of_prose = len(first.lines) > 1 and len(second.lines) > 1
    return above and of_prose and second.left > first.right and goes_on(first, second)


@dataclass(slots=True)
class _Table:
    """A table that may go on on the next page."""

    columns: tuple[float, ...]
    cells: list[GivenCell]
    rows: int
    head: list[tuple[str, ...]]
    pages: list[tuple[int, int, float, float]] = field(default_factory=list)


class Composer:
    """Writes page after page; the last block of a page waits for the next, since it may go on there."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._held: Paragraph | _Table | None = None
        self._sheet: Sheet | None = None
        self._notes: list[Paragraph] = []

    def add(self, layout: Layout) -> None:
        """The next page."""
        blocks, notes = _without_notes(_blocks(layout))
        sheet = layout.sheet
        page = (sheet.number, sheet.width, sheet.height)
        first = blocks[0] if blocks else None
        if isinstance(self._held, _Table) and isinstance(first, Grid) and _continues(self._held, first):
            self._held.pages.append((self._held.rows, *page))
            _append(self._held, first, sheet)
            if len(blocks) > 1 or notes:
                self._flush()
            blocks = blocks[1:]
        else:
            goes = isinstance(self._held, Paragraph) and isinstance(first, Paragraph) and goes_on(self._held, first)
            self._flush(" " if goes else "\n")
            self._writer.page(*page)
        self._sheet, self._notes = sheet, notes
        for block in blocks:
            self._flush_block()
            self._held = block if isinstance(block, Paragraph) else _table(block, sheet)

    def end(self) -> None:
        """No page follows."""
        self._flush()

    def _flush(self, end: str = "\n") -> None:
        if end != "\n":
            # The notes at the foot of the page come before a paragraph that goes on behind them.
            self._write_notes()
        self._flush_block(end)
        self._write_notes()

    def _write_notes(self) -> None:
        for note in self._notes:
            self._paragraph(note, "\n")
        self._notes = []

    def _flush_block(self, end: str = "\n") -> None:
        held, self._held = self._held, None
        if isinstance(held, Paragraph):
            self._paragraph(held, end)
        elif held is not None:
            self._writer.table(held.cells, pages=held.pages)

    def _paragraph(self, paragraph: Paragraph, end: str) -> None:
        words = paragraph.words
        text, places = _printed(words)
        start = self._writer.length
        self._writer.line(text, end)
        if self._sheet is not None:
            for (first, last), word in zip(places, words, strict=True):
                self._writer.word(start + first, start + last, self._sheet.shown(word))


def _printed(words: Sequence[Word]) -> tuple[str, list[tuple[int, int]]]:
    """The words with a blank between them, and where each stands."""
    places, at = [], 0
    for word in words:
        places.append((at, at + len(word.text)))
        at += len(word.text) + 1
    return " ".join(word.text for word in words), places


def _without_notes(blocks: list[Block]) -> tuple[list[Block], list[Paragraph]]:
    """The blocks of a page, and apart from them the footnotes at its end, which are printed smaller."""
    sizes = [line.height for block in blocks if isinstance(block, Paragraph) for line in block.lines]
    if not sizes:
        return blocks, []
    usual, end = median(sizes), len(blocks)
    while end > 1:
        block = blocks[end - 1]
        if not isinstance(block, Paragraph) or block.lines[0].height > _SMALLER * usual:
            break
        end -= 1
    notes = [block for block in blocks[end:] if isinstance(block, Paragraph)]
    if not notes or not notes[0].lines[0].text[:1].isdigit():
        return blocks, []
    return blocks[:end], notes


def _table(grid: Grid, sheet: Sheet) -> _Table:
    table = _Table(grid.columns, [], 0, _first_rows(grid))
    _append(table, grid, sheet)
    return table


def _first_rows(grid: Grid) -> list[tuple[str, ...]]:
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.row < _MOST_HEAD_ROWS:
            rows.setdefault(cell.row, []).append(cell.text)
    return [tuple(words) for _, words in sorted(rows.items())]


def _continues(table: _Table, grid: Grid) -> bool:
    """Whether the grid at the top of a page is more of the table at the end of the page before."""
    if len(table.columns) != len(grid.columns):
        return False
    shift = grid.columns[0] - table.columns[0]
    same = all(abs(b - a - shift) <= _SAME_EDGE for a, b in zip(table.columns, grid.columns, strict=True))
    return same or _repeated(table.head, grid) > 0


def _repeated(head: Sequence[tuple[str, ...]], grid: Grid) -> int:
    """How many rows at the top say the same as those of the table's beginning."""
    count = 0
    for mine, other in zip(head, _first_rows(grid), strict=False):
        if mine != other or not any(mine):
            break
        count += 1
    return count


def _append(table: _Table, grid: Grid, sheet: Sheet) -> None:
    skipped = _repeated(table.head, grid) if table.rows else 0
    offset = table.rows - skipped
    for cell in grid.cells:
        if cell.row < skipped:
            continue
        words = [word._replace(text=word.text.replace("|", "")) for word in cell.words]
        words = [word for word in words if word.text]
        text, places = _printed(words)
        placed = tuple((*place, sheet.shown(word)) for place, word in zip(places, words, strict=True))
        table.cells.append(GivenCell(cell.row + offset, cell.column, text, cell.rows, cell.columns, places=placed))
        table.rows = max(table.rows, cell.row + offset + cell.rows)
