"""What a document is made of: blocks, tables with their cells, printed pages."""

from decimal import Decimal
from typing import Literal

import msgspec

__all__ = ["Block", "BlockKind", "Cell", "CellGround", "Page", "PlacedWord", "Table"]

BlockKind = Literal["heading", "paragraph", "item", "row"]


class Block(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the text that stands on its own on the page: a heading, a paragraph, a list item, a table row."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    """Depth of a heading or of a list item, 0 for the outermost."""


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table, with where its words stand in the text. A merged cell is one cell that reaches farther."""

    row: int
    """From 0, counted in the grid without merging."""
    column: int
    start: int
    end: int
    """Offsets of its words in the text; equal where it is empty."""
    rows: int = 1
    columns: int = 1
    """How many rows and columns it covers."""
    number: Decimal | None = None
    """The exact value that a spreadsheet keeps, where it keeps one: 0.577 for a cell that shows "57,7%"."""
    percent: bool = False
    """Whether the spreadsheet shows :attr:`number` times a hundred, with a percent sign."""
    indent: int = 0
    """How many steps the words are moved in."""
    bold: bool = False


class Table(msgspec.Struct, frozen=True):
    """A table as its source has it. In the text each row is a line: "| TT | Chỉ tiêu | ĐVT |"."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    """By rows, then by columns; what a merged cell covers has no cell of its own."""
    page: int | None = None
    """The page on which it begins, from 1."""
    sheet: str | None = None
    hidden_rows: tuple[int, ...] = ()
    """Rows that the spreadsheet does not show; they are read all the same."""


class PlacedWord(msgspec.Struct, frozen=True):
    """A word of the text and where it is printed on its page: left, top, right, bottom, from 0 to 1 of the page."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


class Page(msgspec.Struct, frozen=True):
    """A page of a document that has pages."""

    number: int
    """From 1."""
    start: int
    end: int
    """The stretch of the text that stands on it."""
    width: float = 0.0
    height: float = 0.0
    """In points; 0 where they are not known."""
    words: tuple[PlacedWord, ...] = ()


class CellGround(msgspec.Struct, frozen=True):
    """The cell that states a figure, and the words that say what it means."""

    table: int
    """Index into :attr:`Report.tables`."""
    row: int
    column: int
    heads: tuple[str, ...] = ()
    """The words of the row's and the column's heads, the outermost first."""
    page: int | None = None
    sheet: str | None = None
