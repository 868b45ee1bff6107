"""Tables without lines: rows whose numbers stand under each other.

What looks like a table and is none, such as columns of prose or the two halves of a letterhead, costs more than a table
read as lines. So a table needs three rows and three columns, and numbers in two of them.
"""

from __future__ import annotations

import itertools
import re
from statistics import median
from typing import TYPE_CHECKING

from solieu.read.pdf_lines import lines_of
from solieu.read.pdf_tables import Grid, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.read.pdf_lines import Line
    from solieu.read.printed import Word

__all__ = ["aligned_grids"]

_FEWEST = 3
_FEWEST_OF_NUMBERS = 2
_GAP = 0.9
_BETWEEN_COLUMNS = 0.5
_FARTHEST_ROWS = 2.6
_MOST_HEAD_LINES = 4
_MOSTLY = 0.6
_NUMBER = re.compile(r"[-–+(]?\d[\d.,/]*\)?%?|[-–x…]|\.{2,}")

Span = tuple[float, float]


def aligned_grids(words: Sequence[Word]) -> list[Grid]:
    """The tables that only the alignment of their numbers shows, from the top."""
    lines = lines_of(word for word in words if not word.sideways)
    rows = [_segments(line) for line in lines]
    grids: list[Grid] = []
    at = 0
    while at < len(lines):
        end = _run(lines, rows, at)
        grid = _grid(lines, rows, at, end) if end else None
        if grid is None:
            at += 1
        else:
            grids.append(grid)
            at = end
    return grids


def _segments(line: Line) -> list[tuple[Word, ...]]:
    """The words of a line, cut where they stand apart."""
    found: list[list[Word]] = []
    for word in line.words:
        if found and word.left - found[-1][-1].right < _GAP * word.height:
            found[-1].append(word)
        else:
            found.append([word])
    return [tuple(segment) for segment in found]


def _is_number(segment: Sequence[Word]) -> bool:
    return len(segment) <= 2 and all(_NUMBER.fullmatch(word.text) for word in segment)


def _has_numbers(row: Sequence[Sequence[Word]]) -> bool:
    return len(row) >= _FEWEST and sum(_is_number(segment) for segment in row) >= _FEWEST_OF_NUMBERS


def _run(lines: Sequence[Line], rows: Sequence[Sequence[Sequence[Word]]], at: int) -> int:
    """Where the rows end that begin with one of numbers, 0 where none begins."""
    if not _has_numbers(rows[at]):
        return 0
    last, full = at, 1
    for index in range(at + 1, len(lines)):
        step = lines[index].middle - lines[index - 1].middle
        if step > _FARTHEST_ROWS * lines[index].height or index - last > 2:
            break
        if _has_numbers(rows[index]):
            last, full = index, full + 1
    return last + 1 if full >= _FEWEST else 0


def _span(segment: Sequence[Word]) -> Span:
    return segment[0].left, segment[-1].right


def _columns(rows: Sequence[Sequence[Sequence[Word]]]) -> list[Span]:
    columns: list[Span] = []
    for left, right in sorted(_span(segment) for row in rows for segment in row):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _column(columns: Sequence[Span], segment: Sequence[Word]) -> int:
    """The column that a segment stands in, -1 where it reaches over several."""
    left, right = _span(segment)
    touched = [index for index, (start, end) in enumerate(columns) if left < end and right > start]
    return touched[0] if len(touched) == 1 else -1


def _grid(lines: Sequence[Line], rows: Sequence[Sequence[Sequence[Word]]], at: int, end: int) -> Grid | None:
    body = rows[at:end]
    full = [row for row in body if _has_numbers(row)]
    columns = _columns(full)
    size = median(line.height for line in lines[at:end])
    if len(columns) < _FEWEST or any(
        second[0] - first[1] < _BETWEEN_COLUMNS * size for first, second in itertools.pairwise(columns)
    ):
        return None
    if sum(_holds_numbers(columns, column, full) for column in range(len(columns))) < _FEWEST_OF_NUMBERS:
        return None
    # Each row has about the same columns; words that only happen to stand apart do not.
    if sum(len(row) >= len(columns) - 1 for row in full) < _MOSTLY * len(full):
        return None
    first = _head(lines, rows, at, columns)
    table = lines[first:end]
    ys = [table[0].top - 1, *((a.middle + b.middle) / 2 for a, b in itertools.pairwise(table))]
    ys.append(table[-1].bottom + 1)
    words = [word for line in table for word in line.words]
    edges = _edges(columns, words)
    spans = [(row, column, 1, 1) for row in range(len(table)) for column in range(len(columns))]
    return fill(edges, ys, spans, words)


def _holds_numbers(columns: Sequence[Span], column: int, rows: Sequence[Sequence[Sequence[Word]]]) -> bool:
    cells = [segment for row in rows for segment in row if _column(columns, segment) == column]
    return len(cells) >= _FEWEST and sum(map(_is_number, cells)) >= _MOSTLY * len(cells)


def _head(lines: Sequence[Line], rows: Sequence[Sequence[Sequence[Word]]], at: int, columns: Sequence[Span]) -> int:
    """Where the head of a table begins: lines right above it whose words stand over single columns."""
    first = at
    while first > 0 and at - first < _MOST_HEAD_LINES:
        above = first - 1
        step = lines[first].middle - lines[above].middle
        placed = {_column(columns, segment) for segment in rows[above]}
        if step > _FARTHEST_ROWS * lines[first].height or -1 in placed or len(placed) < 2:
            break
        first = above
    return first


def _edges(columns: Sequence[Span], words: Sequence[Word]) -> list[float]:
    left = min(columns[0][0], *(word.left for word in words)) - 1
    right = max(columns[-1][1], *(word.right for word in words)) + 1
    between = ((first[1] + second[0]) / 2 for first, second in itertools.pairwise(columns))
    return [left, *between, right]
