"""A table of Word as a grid: cells that reach over several columns and rows are given once, at their first place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.read.docx_xml import W, child, contents, number, on, value
from solieu.read.grid import MOST_COLUMNS, Grid, GridCell

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from solieu.read.grid import CellText

__all__ = ["read_table"]

_ROWS, _CELLS = frozenset({W + "tr"}), frozenset({W + "tc"})


def read_table(table: _Element, text_of: Callable[[_Element], CellText], most_cells: int) -> Grid:
    """The grid of ``table``, of at most ``most_cells`` places; ``text_of`` reads one cell."""
    cells: list[GridCell] = []
    above: dict[int, GridCell] = {}
    complete, width, row = True, 1, 0
    for line in contents(table, _ROWS):
        properties = child(line, "trPr")
        if child(properties, "del") is not None:
            continue
        width = max(width, len(line))
        if (row + 1) * min(width, MOST_COLUMNS) > most_cells:
            return Grid(tuple(cell.given() for cell in cells), complete=False)
        here, fits = _read_row(line, row, _span(number(properties, "gridBefore") or 0), above, text_of)
        complete = complete and fits
        cells += here
        above = {column: cell for column, cell in above.items() if cell.row + cell.rows > row}
        width = max([width, *(cell.column + cell.columns for cell in here)])
        row += 1
    return Grid(tuple(cell.given() for cell in cells), complete)


def _read_row(
    line: _Element, row: int, column: int, above: dict[int, GridCell], text_of: Callable[[_Element], CellText]
) -> tuple[list[GridCell], bool]:
    """The cells that begin in a row, and whether all of it fits; cells that go on from ``above`` reach one row farther."""
    here: list[GridCell] = []
    for cell in contents(line, _CELLS):
        properties = child(cell, "tcPr")
        columns = _span(number(properties, "gridSpan") or 1) or 1
        if column + columns > MOST_COLUMNS:
            return here, False
        if _goes_on(properties, "vMerge") and column in above and above[column].row + above[column].rows == row:
            above[column].rows += 1
        elif _goes_on(properties, "hMerge") and here:
            here[-1].columns += columns
        else:
            here.append(GridCell(row, column, text_of(cell), columns=columns))
            if on(properties, "vMerge"):
                above[column] = here[-1]
        column += columns
    return here, True


def _goes_on(properties: _Element | None, kind: str) -> bool:
    """Whether a cell goes on from the one before: ``<w:vMerge/>`` without "restart" does."""
    return child(properties, kind) is not None and value(properties, kind) != "restart"


def _span(columns: int) -> int:
    return max(0, min(columns, MOST_COLUMNS))
