"""The text of a report in pieces: lines, tables with their cells, and in each the figures where they stand.

The static page and the desk draw the same pieces; ``wide`` turns an offset into that of another counting.
"""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from solieu.model import Report, Table

__all__ = ["Segments", "blocks", "spans"]

Segments: TypeAlias = list[Any]
"""Text, and figures within it: ``["đạt ", [0, "57,7%"], " dự toán"]``, where 0 is the index of the observation."""
Span: TypeAlias = tuple[int, int, int]
"""Start and end of a figure in the text, and its index."""

_DEEPEST = 8
_LINE = re.compile("[^\n\r\f\v\x85\u2028\u2029]+")


def _as_it_is(offset: int) -> int:
    return offset


def blocks(report: Report, wide: Callable[[int], int] = _as_it_is) -> Iterator[list[Any]]:
    """The lines of the text that are not empty: kind (``h``, ``r`` for a row of bars, ``p``), offset, segments.

    A table whose cells are known is one block: ``t``, offset, rows of cells; see :func:`_table`.
    """
    headings = {block.start for block in report.blocks if block.kind == "heading"}
    figures = spans(report)
    following = 0
    open_spans: list[Span] = []
    tables = iter(report.tables)
    table = next(tables, None)
    for line in _LINE.finditer(report.text):
        start, end = line.span()
        while table is not None and table.end <= start:
            table = next(tables, None)
        if table is not None and table.start == start:
            yield ["t", wide(start), list(_table(table, report.text, figures, wide))]
        if not line[0].strip() or (table is not None and table.start <= start < table.end):
            continue
        first_letter = start + len(line[0]) - len(line[0].lstrip())
        while following < len(figures) and figures[following][0] < end:
            open_spans.append(figures[following])
            following += 1
        open_spans = [span for span in open_spans if span[1] > start]
        kind = "h" if first_letter in headings else "r" if report.text[first_letter] == "|" else "p"
        within = [(max(a, start), min(b, end), index) for a, b, index in open_spans]
        yield [kind, wide(start), _segments(report.text, start, end, within)]


def _table(table: Table, text: str, figures: list[Span], wide: Callable[[int], int]) -> Iterator[list[Any]]:
    """The rows of a table, each a list of cells: how many rows and columns it covers, offset, segments."""
    at = 0
    for _, row in groupby(table.cells, key=lambda cell: cell.row):
        cells: list[Any] = []
        for cell in row:
            while at < len(figures) and figures[at][0] < cell.start:
                at += 1
            clipped = []
            for start, end, index in islice(figures, at, None):
                if start >= cell.end:
                    break
                clipped.append((start, min(end, cell.end), index))
            cells.append([cell.rows, cell.columns, wide(cell.start), _segments(text, cell.start, cell.end, clipped)])
        yield cells


def spans(report: Report) -> list[Span]:
    """Where figures stand, an outer one before those within it."""
    length = len(report.text)
    found = [(o.start, o.end, index) for index, o in enumerate(report.observations) if 0 <= o.start < o.end <= length]
    return sorted(found, key=lambda span: (span[0], -span[1], span[2]))


def _segments(text: str, start: int, end: int, within: list[Span]) -> Segments:
    """``text[start:end]`` with its figures, nested; where two cross, the later is marked as far as the earlier goes."""
    root: Segments = []
    opened: list[tuple[int, Segments]] = [(end, root)]
    at = start

    def write(upto: int) -> None:
        nonlocal at
        if upto > at:
            opened[-1][1].append(text[at:upto])
            at = upto

    for first, last, index in within:
        while opened[-1][0] <= first and len(opened) > 1:
            write(opened[-1][0])
            opened.pop()
        if len(opened) > _DEEPEST:
            continue
        write(first)
        figure: Segments = [index]
        opened[-1][1].append(figure)
        opened.append((min(last, opened[-1][0]), figure))
    while opened:
        write(opened[-1][0])
        opened.pop()
    return root
