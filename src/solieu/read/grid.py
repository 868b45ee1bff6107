"""Tables of Word and RTF on their way to the text: cells with their words, merging and looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from solieu.read.content import GivenCell

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "MOST_COLUMNS",
    "MOST_ROWS_OF_A_LAYOUT",
    "TABLE_WITHIN",
    "CellText",
    "Grid",
    "GridCell",
    "only_places",
]

MOST_COLUMNS = 256
"""Word itself allows 63."""
_STEP = 120
"""Twentieths of a point to a step of indentation: two blanks at the usual size of letters."""
_BLANK = 60
MOST_ROWS_OF_A_LAYOUT = 3
TABLE_WITHIN = "|"
"""What stands for a table within a cell where the words of its paragraphs are told."""
_LONGEST_CELL = 600
_MOTTOS = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐỘC LẬP - TỰ DO", "ĐẢNG CỘNG SẢN VIỆT NAM")


class CellText(NamedTuple):
    """The words of a cell and how they stand in it."""

    words: str
    indent: int = 0
    """In twentieths of a point."""
    bold: bool = False


class Grid(NamedTuple):
    """The cells of a table; ``complete`` is false where some were left out because there were too many."""

    cells: tuple[GivenCell, ...]
    complete: bool = True


@dataclass(slots=True)
class GridCell:
    """A cell that may still grow while the rows below it are read."""

    row: int
    column: int
    text: CellText
    rows: int = 1
    columns: int = 1

    def given(self) -> GivenCell:
        """The cell as it came out."""
        words = self.text.words.lstrip("\n")
        blanks = len(words) - len(words.lstrip(" \u00a0"))
        steps = max(0, self.text.indent + blanks * _BLANK) // _STEP
        return GivenCell(
            self.row,
            self.column,
            words,
            self.rows,
            self.columns,
            indent=steps if words.strip() else 0,
            bold=self.text.bold,
        )


def only_places(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether a table is there for the page's looks: the letterhead, the signatures, a frame around prose.

    ``rows`` are cells, each with the words of its paragraphs.

    >>> only_places([[["UBND HUYỆN TIÊN YÊN"], ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]], [["Số: 5/BC"], [""]]])
    True
    >>> only_places([[["Nơi nhận:", "- Như trên;"], ["CHỦ TỊCH"]]]), only_places([[["Xã"], ["Hộ"]], [["Tân An"], ["5"]]])
    (True, False)
    """
    if all(len(row) <= 1 for row in rows):
        return True
    if len(rows) <= MOST_ROWS_OF_A_LAYOUT and all(len(row) <= 2 for row in rows):
        words = "\n".join(words for row in rows for cell in row for words in cell).upper()
        if any(motto in words for motto in _MOTTOS):
            return True
    return len(rows) == 1 and any(_is_prose(cell) for cell in rows[0])


def _is_prose(paragraphs: Sequence[str]) -> bool:
    return sum(bool(words.strip()) for words in paragraphs) > 1 or max(map(len, paragraphs), default=0) > _LONGEST_CELL
