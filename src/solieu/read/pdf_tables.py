"""Tables with ruled lines: which lines make a grid, which cells are merged, which words stand in which cell."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from solieu.read.pdf_lines import lines_of
from solieu.read.printed import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from solieu.read.printed import Box, Word

__all__ = ["Grid", "PrintedCell", "fill", "ruled_grids"]

_NEAR = 3.0
"""Points by which lines miss each other that people see as meeting."""
_SHORTEST = 4.0
_MOST_EDGES = 400
_MOST_CELLS = 20_000


class PrintedCell(NamedTuple):
    """A cell with its words, which stand in it line by line."""

    row: int
    column: int
    rows: int
    columns: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words with a blank between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the edges of its columns, its place on the page and its cells."""

    columns: tuple[float, ...]
    box: Box
    cells: tuple[PrintedCell, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A grid of lines without words."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: frozenset[tuple[int, int]]
    """(row, edge): the edge of a column is drawn beside this row."""
    level: frozenset[tuple[int, int]]
    """(edge, column): the edge of a row is drawn over this column."""

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def ruled_grids(rules: Sequence[Rule], words: Sequence[Word]) -> list[Grid]:
    """The tables that lines are drawn around, from the top, with the words in them."""
    grids = []
    for group in _connected(_merged(rules)):
        frame = _frame(group)
        if frame is None:
            continue
        grid = fill(frame.xs, frame.ys, _spans(frame), words)
        if len({cell.column for cell in grid.cells}) > 1 and sum(1 for cell in grid.cells if cell.words) > 1:
            grids.append(grid)
    return sorted(_outermost(grids), key=lambda grid: grid.box[1])


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Lines that go on from each other made one: a dotted line is many short ones."""
    merged: list[Rule] = []
    for upright in (True, False):
        rows: list[list[Rule]] = []
        for rule in sorted((r for r in rules if r.upright is upright), key=lambda r: r.at):
            if rows and rule.at - rows[-1][0].at <= _NEAR:
                rows[-1].append(rule)
            else:
                rows.append([rule])
        for row in rows:
            at = sum(rule.at for rule in row) / len(row)
            start = end = None
            for rule in sorted(row, key=lambda r: r.start):
                if start is not None and end is not None and rule.start <= end + _NEAR:
                    end = max(end, rule.end)
                    continue
                if start is not None and end is not None:
                    merged.append(Rule(upright, at, start, end))
                start, end = rule.start, rule.end
            if start is not None and end is not None:
                merged.append(Rule(upright, at, start, end))
    return [rule for rule in merged if rule.end - rule.start >= _SHORTEST]


def _connected(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Groups of lines that meet."""
    level = sorted((rule for rule in rules if not rule.upright), key=lambda rule: rule.at)
    heights = [rule.at for rule in level]
    parent = list(range(len(rules)))
    number = {id(rule): index for index, rule in enumerate(rules)}

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for rule in rules:
        if rule.upright:
            first = bisect_right(heights, rule.start - _NEAR)
            for other in level[first : bisect_right(heights, rule.end + _NEAR)]:
                if other.start - _NEAR <= rule.at <= other.end + _NEAR:
                    parent[root(number[id(rule)])] = root(number[id(other)])
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    yield from groups.values()


def _edges(places: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return tuple(edges)


def _frame(rules: Sequence[Rule]) -> _Frame | None:
    upright = [rule for rule in rules if rule.upright]
    level = [rule for rule in rules if not rule.upright]
    if not upright or len(level) < 2:
        return None
    xs = _edges([*(rule.at for rule in upright), min(r.start for r in level), max(r.end for r in level)])
    ys = _edges([*(rule.at for rule in level), min(r.start for r in upright), max(r.end for r in upright)])
    if len(xs) < 3 or len(ys) < 2 or max(len(xs), len(ys)) > _MOST_EDGES or len(xs) * len(ys) > _MOST_CELLS:
        return None
    return _Frame(
        xs,
        ys,
        frozenset((row, _index(xs, rule.at)) for rule in upright for row in _covered(ys, rule)),
        frozenset((_index(ys, rule.at), column) for rule in level for column in _covered(xs, rule)),
    )


def _index(edges: Sequence[float], at: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - at))


def _covered(edges: Sequence[float], rule: Rule) -> Iterator[int]:
    for index, (start, end) in enumerate(itertools.pairwise(edges)):
        if rule.start <= (start + end) / 2 <= rule.end:
            yield index


def _spans(frame: _Frame) -> list[tuple[int, int, int, int]]:
    """Row, column and size of each cell; a cell reaches on where no line is drawn."""
    rows, columns = len(frame.ys) - 1, len(frame.xs) - 1
    taken: set[tuple[int, int]] = set()
    spans = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = 1
            while (
                column + wide < columns
                and (row, column + wide) not in frame.upright
                and (row, column + wide) not in taken
            ):
                wide += 1
            tall = 1
            while row + tall < rows and _goes_down(frame, row + tall, column, wide):
                tall += 1
            taken |= {(r, c) for r in range(row, row + tall) for c in range(column, column + wide)}
            spans.append((row, column, tall, wide))
    return spans


def _goes_down(frame: _Frame, row: int, column: int, wide: int) -> bool:
    reach = range(column, column + wide)
    if any((row, c) in frame.level for c in reach):
        return False
    return not any((row, c) in frame.upright for c in reach[1:])


def fill(
    xs: Sequence[float], ys: Sequence[float], spans: Iterable[tuple[int, int, int, int]], words: Iterable[Word]
) -> Grid:
    """The grid with these edges and cells, each word in the cell where its middle is."""
    owner = {(r, c): span for span in spans for r in range(span[0], span[0] + span[2]) for c in range(span[1], span[1] + span[3])}  # fmt: skip
    held: dict[tuple[int, int, int, int], list[Word]] = {span: [] for span in owner.values()}
    for word in words:
        row = bisect_right(ys, word.middle) - 1
        column = bisect_right(xs, (word.left + word.right) / 2) - 1
        span = owner.get((row, column))
        if span is not None:
            held[span].append(word)
    cells = tuple(PrintedCell(*span, _in_order(held[span])) for span in sorted(held))
    return Grid(tuple(xs), (xs[0], ys[0], xs[-1], ys[-1]), cells)


def _in_order(words: Sequence[Word]) -> tuple[Word, ...]:
    if sum(word.sideways for word in words) * 2 > len(words):
        # A head that is written upwards: its lines stand beside each other and begin below.
        return tuple(
            sorted(words, key=lambda word: (round(word.left / max(1.0, word.right - word.left)), -word.bottom))
        )
    return tuple(word for line in lines_of(words) for word in line.words)


def _outermost(grids: Sequence[Grid]) -> list[Grid]:
    """Without the grids that stand within others, whose words those have already."""
    return [grid for grid in grids if not any(_within(grid.box, other.box) for other in grids if other is not grid)]


def _within(box: Box, other: Box) -> bool:
    inside = other[0] - _NEAR <= box[0] and other[1] - _NEAR <= box[1] and box[2] <= other[2] + _NEAR and box[3] <= other[3] + _NEAR  # fmt: skip
    return inside and box != other
