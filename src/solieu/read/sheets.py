"""What the readers of spreadsheets share: cells as a sheet shows them, how many are read, and what is told of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from solieu.read.content import Writer
from solieu.read.legacy import decode_font_run
from solieu.read.number_formats import GENERAL, show
from solieu.read.sheet_blocks import write_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solieu.read.content import Content
    from solieu.read.limits import Limits

__all__ = [
    "PLAIN",
    "Enough",
    "Sheet",
    "SheetCell",
    "Style",
    "Tally",
    "column_name",
    "joined_runs",
    "number_of",
    "write_sheets",
]

_LETTERS_PER_BYTE = 8
_PASSED_PER_CELL = 20
_LONGEST_NAME = 60
_MOST_NAMED = 8
_FARTHEST = 1e300


class Style(NamedTuple):
    """How a cell looks, as far as that says what it means."""

    code: str = GENERAL
    bold: bool = False
    indent: int = 0
    font: str = ""
    ruled: bool = False
    """Whether a line is drawn at its left or right, as in the grid of a table."""


PLAIN = Style()


class SheetCell(NamedTuple):
    """A cell that holds something; rows and columns are counted from 0."""

    row: int
    column: int
    words: str
    number: Decimal | None = None
    percent: bool = False
    style: Style = PLAIN


@dataclass(slots=True)
class Sheet:
    """One sheet of a workbook as read."""

    name: str
    hidden: bool = False
    cells: list[SheetCell] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


class Enough(Exception):  # noqa: N818
    """As much was read of the workbook as the limits allow."""


@dataclass(slots=True)
class Tally:
    """What is counted over all sheets of a workbook."""

    cells_left: int
    letters_left: int
    most_cells: int
    passed: int = 0
    errors: int = 0
    without_result: int = 0
    cut: bool = False

    @classmethod
    def within(cls, limits: Limits) -> Tally:
        """A tally that ends at the limits. One long text may stand in a million cells, so letters are counted, too."""
        return cls(limits.cells, limits.unpacked // _LETTERS_PER_BYTE, limits.cells)

    def take(self, words: str) -> None:
        """Counts one cell more.

        Raises:
            Enough: if the limit is reached.
        """
        self.cells_left -= 1
        self.letters_left -= len(words)
        if self.cells_left < 0 or self.letters_left < 0:
            self.stop()

    def pass_by(self, count: int = 1) -> None:
        """Counts what is looked at although it may hold nothing.

        Raises:
            Enough: if it has become many times more than the cells that may be read.
        """
        self.passed += count
        if self.passed > self.most_cells * _PASSED_PER_CELL:
            self.stop()

    def stop(self) -> None:
        """Ends the reading.

        Raises:
            Enough: always.
        """
        self.cut = True
        raise Enough


def number_of(row: int, column: int, value: float, style: Style, *, since_1904: bool) -> SheetCell:
    """The cell that holds a number, shown by its format; an empty one where it is no finite number."""
    if not -_FARTHEST < value < _FARTHEST:
        return SheetCell(row, column, "", style=style)
    if style.code == GENERAL and value.is_integer():
        whole = int(value)
        return SheetCell(row, column, str(whole), Decimal(whole), style=style)
    number = Decimal(int(value)) if value.is_integer() else Decimal(repr(value))
    shown = show(number, style.code, since_1904=since_1904)
    return SheetCell(row, column, shown.words, None if shown.moment else number, shown.percent, style)


def joined_runs(runs: Sequence[tuple[str, str]], style: Style) -> str:
    """The words of a cell from its runs, each with its font or "" for the cell's, in Unicode whatever the fonts."""
    if len(runs) == 1:
        words, font = runs[0]
        return decode_font_run(words, font or style.font)
    joined = groupby(((words, font or style.font) for words, font in runs), key=itemgetter(1))
    return "".join(decode_font_run("".join(words for words, _ in several), font) for font, several in joined)


def write_sheets(sheets: Sequence[Sheet], tally: Tally, warnings: Iterable[str] = ()) -> Content:
    """The text of a workbook: each sheet's name, then its lines and tables."""
    writer = Writer()
    filled = [sheet for sheet in sheets if sheet.cells]
    for sheet in filled:
        writer.blank()
        writer.line(" ".join(sheet.name.split()))
        write_blocks(writer, sheet)
    return writer.content(warnings=(*warnings, *_warnings(filled, tally)))


def _warnings(sheets: Sequence[Sheet], tally: Tally) -> Iterable[str]:
    if hidden := [_short(sheet.name) for sheet in sheets if sheet.hidden]:
        yield f"Hidden sheets were read like the others: {_listed(hidden)}."
    if rows := [f"{_short(sheet.name)} ({_count(sheet)})" for sheet in sheets if _count(sheet)]:
        yield f"Hidden rows and columns were read like the others: {_listed(rows)}."
    if tally.errors:
        yield f"{tally.errors} cells hold an error such as #REF! and were left empty."
    if tally.without_result:
        yield (
            f"{tally.without_result} formulas have no saved result and were left empty: "
            "open the workbook in a spreadsheet program and save it anew."
        )
    if tally.cut:
        yield f"The workbook holds more than {tally.most_cells} cells or too much text: what stands beyond was left out."


def _count(sheet: Sheet) -> str:
    rows = sorted({cell.row for cell in sheet.cells} & sheet.hidden_rows) if sheet.hidden_rows else []
    columns = sorted({cell.column for cell in sheet.cells} & sheet.hidden_columns) if sheet.hidden_columns else []
    parts = []
    if rows:
        parts.append(f"row{'s' * (len(rows) > 1)} {_listed([str(row + 1) for row in rows])}")
    if columns:
        parts.append(f"column{'s' * (len(columns) > 1)} {_listed([column_name(column) for column in columns])}")
    return ", ".join(parts)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _short(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME] + "…"


def column_name(column: int) -> str:
    """The letters of a column counted from 0.

    >>> column_name(0), column_name(25), column_name(26), column_name(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(65 + letter) + name
    return name
