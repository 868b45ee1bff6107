"""A sheet's cells as lines and tables: titles above, notes and signatures below, and each grid a table of its own.

Where the sheet draws lines around cells, they show what the tables are. Where it draws none, it is told by how many
cells stand in each row: a title, a unit ("ĐVT: triệu đồng") or a note has one, a letterhead or signatures have two.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from solieu.read.content import GivenCell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from solieu.read.content import Writer
    from solieu.read.sheets import Sheet, SheetCell

__all__ = ["write_blocks"]

_MOST_MERGED = 100_000
_MOST_ROWS_OF_MERGED = 1_000_000
_ROOMS_PER_CELL = 64
_ROOMS_AT_LEAST = 10_000
_LONGEST_ORDINAL = 4
_STANDS_OVER_A_TABLE = ("đvt", "đơn vị", "biểu", "phụ lục", "(", "bảng", "mẫu")

Spans = dict[tuple[int, int], tuple[int, int]]


@dataclass(slots=True)
class _Row:
    """The cells of one row from left to right, and the last row that one of them reaches."""

    number: int
    cells: list[SheetCell]
    reach: int

    @property
    def numeric(self) -> bool:
        """Whether it holds a number, or an error where one should stand."""
        return any(cell.number is not None or not cell.words for cell in self.cells)

    @property
    def ruled(self) -> bool:
        return any(cell.style.ruled for cell in self.cells)


@dataclass(slots=True)
class _Block:
    """Rows that follow each other: a table, or lines of text."""

    rows: list[_Row]
    is_table: bool


def write_blocks(writer: Writer, sheet: Sheet) -> None:
    """Writes all that stands on the sheet, from top to bottom."""
    by_row = {row: list(cells) for row, cells in groupby(sorted(sheet.cells), key=attrgetter("row"))}
    spans = _spans(sheet, by_row)
    _drop_covered(by_row, spans)
    rows = [
        _Row(number, cells, max(number + spans.get((number, cell.column), (1, 1))[0] - 1 for cell in cells))
        for number, cells in by_row.items()
        if cells
    ]
    by_lines = _draws_lines(rows)
    blocks = [block for band in _bands(rows) for block in _blocks(band, spans, by_lines=by_lines)]
    for block in _joined(blocks):
        for part in _side_by_side(block, spans) if block.is_table else (block,):
            _write(writer, part, spans, sheet)


def _spans(sheet: Sheet, by_row: Mapping[int, Sequence[SheetCell]]) -> Spans:
    """How many rows and columns each merged cell covers, clipped to where anything stands."""
    if not by_row:
        return {}
    last_row = max(by_row)
    last_column = max(cells[-1].column for cells in by_row.values())
    return {
        (row, column): (min(to_row, last_row) - row + 1, min(to_column, last_column) - column + 1)
        for row, column, to_row, to_column in sheet.merged[:_MOST_MERGED]
        if row <= last_row and column <= last_column
    }


def _drop_covered(by_row: dict[int, list[SheetCell]], spans: Spans) -> None:
    """Takes out what lies under a merged cell: the sheet does not show it."""
    covered: dict[int, list[tuple[int, int]]] = {}
    room = _MOST_ROWS_OF_MERGED
    for (row, column), (rows, columns) in spans.items():
        room -= rows
        if room < 0:
            break
        for below in range(row, row + rows):
            if below in by_row:
                first = column + 1 if below == row else column
                covered.setdefault(below, []).append((first, column + columns - 1))
    for row, stretches in covered.items():
        stretches.sort()
        starts = [first for first, _ in stretches]
        by_row[row] = [cell for cell in by_row[row] if not _within(cell.column, stretches, starts)]


def _within(column: int, stretches: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, column) - 1
    return at >= 0 and column <= stretches[at][1]


def _draws_lines(rows: Sequence[_Row]) -> bool:
    """Whether the sheet's tables are drawn with lines: half of its numbers stand between some, or much of its text."""
    numbers = [cell for row in rows for cell in row.cells if cell.number is not None]
    asked = numbers or [cell for row in rows for cell in row.cells]
    return sum(cell.style.ruled for cell in asked) * (2 if numbers else 4) >= len(asked)


def _bands(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Rows without an empty row between them."""
    band: list[_Row] = []
    reach = -1
    for row in rows:
        if band and row.number > reach + 1:
            yield band
            band = []
        band.append(row)
        reach = max(reach, row.reach)
    if band:
        yield band


def _blocks(band: list[_Row], spans: Spans, *, by_lines: bool) -> Iterator[_Block]:
    if by_lines:
        yield from _by_lines(band)
        return
    first, last = _first_of_table(band, spans), _last_of_table(band)
    if first:
        yield _Block(band[:first], is_table=False)
    if first < last:
        yield _Block(band[first:last], is_table=True)
    if last < len(band):
        yield _Block(band[max(first, last) :], is_table=False)


def _by_lines(band: Sequence[_Row]) -> Iterator[_Block]:
    ruled = [index for index, row in enumerate(band) if row.ruled]
    inside = set(ruled)
    for before, after in pairwise(ruled):
        between = band[before + 1 : after]
        if any(len(row.cells) > 1 or row.numeric for row in between):
            inside.update(range(before + 1, after))
    reach = -1
    for index, row in enumerate(band):
        if index in inside:
            reach = max(reach, row.reach)
        elif row.number <= reach:
            inside.add(index)
    for is_table, run in groupby(range(len(band)), key=inside.__contains__):
        yield _Block([band[index] for index in run], is_table=is_table)


def _first_of_table(band: Sequence[_Row], spans: Spans) -> int:
    """The row with which the table begins: titles and a letterhead stand above it."""
    most = max(len(row.cells) for row in band)
    index = 0
    while index < len(band) and not band[index].numeric:
        row = band[index]
        if len(row.cells) == 1:
            if index + 1 < len(band) and _heads_columns(row.cells[0], band[index + 1], spans):
                break
        elif not (len(row.cells) == 2 < most and _title_follows(band[index + 1 :])):
            break
        index += 1
    return index


def _heads_columns(cell: SheetCell, below: _Row, spans: Spans) -> bool:
    """Whether the only cell of a row is a head over several columns, as "Năm 2022" over "Kế hoạch" and "Thực hiện"."""
    columns = spans.get((cell.row, cell.column), (1, 1))[1]
    if columns == 1 or cell.words.strip().lower().startswith(_STANDS_OVER_A_TABLE):
        return False
    under = sum(cell.column <= other.column < cell.column + columns for other in below.cells)
    return under > 1 and below.cells[0].column < cell.column


def _title_follows(rows: Iterable[_Row]) -> bool:
    """Whether a row of one cell comes before any row that can only be a table's."""
    for row in rows:
        if len(row.cells) == 1:
            return not row.numeric
        if len(row.cells) > 2 or row.numeric:
            return False
    return False


def _last_of_table(band: Sequence[_Row]) -> int:
    """The row before which the table ends: notes and signatures stand below it."""
    most = max(len(row.cells) for row in band)
    end = len(band)
    while end and _is_below(band[end - 1], most):
        end -= 1
    return end


def _is_below(row: _Row, most: int) -> bool:
    if row.numeric or len(row.cells[0].words.strip()) <= _LONGEST_ORDINAL:
        return False
    return len(row.cells) == 1 or len(row.cells) == 2 < most


def _joined(blocks: Iterable[_Block]) -> list[_Block]:
    """Tables that an empty row only interrupts become one: what follows has numbers in the same columns at once."""
    joined: list[_Block] = []
    for block in blocks:
        if joined and joined[-1].is_table and block.is_table and _goes_on(joined[-1], block):
            joined[-1].rows += block.rows
        else:
            joined.append(block)
    return joined


def _goes_on(above: _Block, below: _Block) -> bool:
    before = {cell.column for row in above.rows[-1:] for cell in row.cells if cell.number is not None}
    after = {cell.column for cell in below.rows[0].cells if cell.number is not None}
    return bool(before) and before == after and above.rows[-1].cells[0].column == below.rows[0].cells[0].column


def _side_by_side(block: _Block, spans: Spans) -> Iterator[_Block]:
    """Tables beside each other, which empty columns part."""
    stretches = sorted({(c.column, c.column + _columns(c, spans) - 1) for row in block.rows for c in row.cells})
    edges = [stretches[0][0]]
    reach = stretches[0][1]
    for first, last in stretches:
        if first > reach + 1:
            edges.append(first)
        reach = max(reach, last)
    parts = [_between(block, *ends) for ends in pairwise([*edges, reach + 1])]
    yield from parts if all(_is_grid(part) for part in parts) else (block,)


def _columns(cell: SheetCell, spans: Spans) -> int:
    return spans.get((cell.row, cell.column), (1, 1))[1]


def _between(block: _Block, first: int, end: int) -> _Block:
    kept = [_Row(row.number, [c for c in row.cells if first <= c.column < end], row.reach) for row in block.rows]
    return _Block([row for row in kept if row.cells], is_table=True)


def _is_grid(block: _Block) -> bool:
    return len(block.rows) > 1 and len({cell.column for row in block.rows for cell in row.cells}) > 1


def _write(writer: Writer, block: _Block, spans: Spans, sheet: Sheet) -> None:
    if not block.is_table or not _is_grid(block) or _is_scattered(block):
        for row in block.rows:
            _write_lines(writer, row)
        return
    top = block.rows[0].number
    bottom = block.rows[-1].number
    left = min(row.cells[0].column for row in block.rows)
    right = max(row.cells[-1].column for row in block.rows)
    cells = []
    for row in block.rows:
        for cell in row.cells:
            rows, columns = spans.get((cell.row, cell.column), (1, 1))
            cells.append(
                GivenCell(
                    cell.row - top,
                    cell.column - left,
                    cell.words,
                    min(rows, bottom - cell.row + 1),
                    min(columns, right - cell.column + 1),
                    cell.number,
                    cell.percent,
                    cell.style.indent,
                    cell.style.bold,
                )
            )
    hidden = [row.number - top for row in block.rows if row.number in sheet.hidden_rows]
    writer.table(cells, sheet=sheet.name, hidden_rows=hidden)


def _is_scattered(block: _Block) -> bool:
    """Whether the cells lie so far apart that a table of them would be nothing but empty room."""
    left = min(row.cells[0].column for row in block.rows)
    right = max(row.cells[-1].column for row in block.rows)
    rooms = len(block.rows) * (right - left + 1)
    return rooms > _ROOMS_AT_LEAST + _ROOMS_PER_CELL * sum(len(row.cells) for row in block.rows)


def _write_lines(writer: Writer, row: _Row) -> None:
    """A row that is no table's: "Tổng số | 5 | hộ" goes on one line, a letterhead's two sides on two."""
    words = [cell.words for cell in row.cells if cell.words.strip()]
    if row.numeric:
        writer.line(" ".join(words))
        return
    for line in words:
        writer.line(line)
