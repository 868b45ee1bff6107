"""A table as a grid: every row and column has a cell at every place, a merged one at all the places that it covers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from solieu.text import Text, prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.model import Cell, Table

__all__ = ["Grid", "GridCell"]

_WIDEST, _LONGEST = 512, 200_000


@dataclass(frozen=True)
class GridCell:
    """A cell with its words."""

    cell: Cell
    given: str
    """Its words as the report's text has them."""

    @cached_property
    def text(self) -> Text:
        """The views of its words."""
        return prepare(self.given)

    @property
    def lower(self) -> str:
        """Its words in lower case, each written one way."""
        return self.text.lower

    @property
    def surface(self) -> str:
        """Its words as a reader sees them."""
        return self.text.surface


@dataclass(frozen=True)
class Grid:
    """The cells of a table by row and column."""

    rows: Sequence[Sequence[GridCell | None]]

    @classmethod
    def of(cls, table: Table, text: str) -> Grid:
        """The grid of ``table`` in the report's ``text``; what reaches beyond 512 columns is cut off."""
        height = min(max((cell.row + cell.rows for cell in table.cells), default=0), _LONGEST)
        width = min(max((cell.column + cell.columns for cell in table.cells), default=0), _WIDEST)
        rows: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
        for cell in table.cells:
            placed = GridCell(cell, text[cell.start : cell.end])
            for row in rows[cell.row : cell.row + cell.rows]:
                for column in range(cell.column, min(cell.column + cell.columns, width)):
                    row[column] = placed
        return cls(rows)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0

    def column(self, column: int, first: int = 0) -> list[GridCell | None]:
        """The cells of a column from the row ``first`` on."""
        return [row[column] for row in self.rows[first:]]

    def own(self, row: int, column: int) -> GridCell | None:
        """The cell that begins at this place, ``None`` where there is none or only a merged one reaches."""
        placed = self.rows[row][column]
        return placed if placed is not None and (placed.cell.row, placed.cell.column) == (row, column) else None
