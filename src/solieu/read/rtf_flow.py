"""Text of an RTF document on its way into lines and tables."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from solieu.read.content import Content, Writer
from solieu.read.grid import MOST_COLUMNS, CellText, GridCell, only_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from solieu.read.content import GivenCell
    from solieu.read.rtf_fonts import Fonts

__all__ = ["Flow", "Looks"]

_SAME_EDGE = 40
"""Twentieths of a point within which two edges of cells are one."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What holds for text that is written now."""

    font: int | None = None
    bold: bool = False
    hidden: bool = False
    capitals: bool = False
    in_table: bool = False
    left: int = 0
    first: int = 0


class _Edge(NamedTuple):
    """The right edge of a cell, and whether the cell goes on from the one before or above it."""

    at: int
    from_left: bool
    from_above: bool


class _Row(NamedTuple):
    cells: tuple[CellText, ...]
    edges: tuple[_Edge, ...]


class Flow:
    """A stream of paragraphs and table rows; notes and text boxes of a paragraph come right after it."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._items: list[str | list[_Row]] = []
        self._pieces: list[tuple[int | None, bool, bool, str]] = []
        self._light = False
        self._start: Looks | None = None
        self._cells: list[CellText] = []
        self._lines: list[str] = []
        self._edges: list[_Edge] = []
        self._merging: set[str] = set()
        self._hanging: list[Flow] = []
        self._in_table = False

    def write(self, words: str, looks: Looks, *, unicode: bool) -> None:
        """Words to the paragraph that is open."""
        if not words.isspace():
            self._start = self._start or looks
            self._light |= not looks.bold
        self._pieces.append((looks.font, unicode, looks.capitals, words))

    def hang(self, flow: Flow) -> None:
        """A note or text box, for after the paragraph or table that is open."""
        self._hanging.append(flow)

    def paragraph_ends(self, looks: Looks) -> None:
        """The paragraph becomes a line, or a line of the cell that is open."""
        words = self._taken()
        if looks.in_table:
            self._lines.append(words)
            return
        self._in_table = False
        if words.strip():
            self._items.append(words.strip())
        self._let_down()

    def table_word(self, word: str, amount: int, looks: Looks) -> None:
        """A control word of tables; others do nothing."""
        if word == "cell":
            self._cell_ends(looks)
        elif word == "row":
            if self._cells:
                self._add_row(_Row(tuple(self._cells), tuple(self._edges)))
            self._cells = []
        elif word == "trowd":
            self._edges, self._merging = [], set()
        elif word in ("clmrg", "clvmrg"):
            self._merging.add(word)
        elif word == "cellx":
            self._edges.append(_Edge(amount, "clmrg" in self._merging, "clvmrg" in self._merging))
            self._merging = set()

    def end(self) -> None:
        """What is still open is taken as it is."""
        if self._cells:
            self._cell_ends(Looks())
            self._add_row(_Row(tuple(self._cells), tuple(self._edges)))
            self._cells = []
        self._items += [line for line in self._lines if line.strip()]
        self._lines = []
        self.paragraph_ends(Looks())

    def take(self, flows: Iterable[Flow], wanted: Callable[[str], bool] = lambda _: True) -> None:
        """All of other flows, but no line that is not wanted, and of several flows none twice."""
        told: set[str] = set()
        several = [flow._items for flow in flows]
        for item in (item for items in several for item in items):
            if isinstance(item, str):
                if not wanted(item) or (len(several) > 1 and item in told):
                    continue
                told.add(item)
            self._items.append(item)

    def content(self, most_cells: int, warnings: Sequence[str]) -> Content:
        """The lines and tables, with at most so many cells."""
        writer, complete = Writer(), True
        for item in self._items:
            lines = [item] if isinstance(item, str) else _unfolded(item)
            for line in lines:
                writer.line(line)
            if lines or isinstance(item, str):
                continue
            cells, all_of_it = _grid(item, most_cells)
            writer.table(cells)
            most_cells -= len(cells)
            complete = complete and all_of_it
        left_out = (
            () if complete else ("Cells of the document's tables were left out: there are more than the limit allows.",)
        )
        return writer.content(warnings=(*warnings, *left_out))

    def _add_row(self, row: _Row) -> None:
        table = self._items[-1] if self._items and self._in_table else None
        if isinstance(table, list):
            table.append(row)
        else:
            self._items.append([row])
        self._in_table = True

    def _cell_ends(self, looks: Looks) -> None:
        start, light = self._start or looks, self._light
        lines = [*self._lines, self._taken()]
        words = "\n".join(filter(str.strip, lines))
        self._cells.append(CellText(words, start.left + start.first, bool(words) and not light))
        self._lines, self._start, self._light = [], None, False

    def _taken(self) -> str:
        """The words of the open paragraph; neighbours in one font go together, since letters may be cut between them."""
        done, held, last = [], "", None
        for font, unicode, capitals, words in self._joined():
            text = _whole(words) if unicode else self._fonts.decoded(words, font)
            text = text.upper() if capitals else text
            if font != last and held:
                done.append(self._fonts.shown(held, last))
                held = ""
            held += text
            last = font
        self._pieces = []
        return "".join((*done, self._fonts.shown(held, last)))

    def _joined(self) -> Iterable[tuple[int | None, bool, bool, str]]:
        """The pieces with those of one kind as one: a letter may be of several bytes, or of two halves."""
        held: list[str] = []
        for piece, following in pairwise((*self._pieces, None)):
            assert piece is not None
            held.append(piece[3])
            if following is None or following[:3] != piece[:3]:
                yield (*piece[:3], "".join(held))
                held = []

    def _let_down(self) -> None:
        """What hung on the paragraph follows it."""
        waiting, self._hanging = self._hanging, []
        for flow in waiting:
            self._items += flow._items
        self._light, self._start = False, None


def _whole(words: str) -> str:
    """Halves of characters that belong together as one; others as a sign of damage."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _unfolded(rows: Sequence[_Row]) -> list[str]:
    """The lines of a table that only places things on the page; none where it is a table."""
    lines = [[cell.words.split("\n") for cell in row.cells] for row in rows]
    return [words.strip() for row in lines for cell in row for words in cell] if only_places(lines) else []


def _grid(rows: Sequence[_Row], most_cells: int) -> tuple[list[GivenCell], bool]:
    """The cells at their places: an edge that any row has is one of the table's."""
    columns = _columns(rows)
    cells: list[GridCell] = []
    above: dict[int, GridCell] = {}
    complete, width = True, 1
    for row, (texts, edges) in enumerate(rows):
        if (row + 1) * width > most_cells:
            complete = False
            break
        known = len(edges) >= len(texts)
        column = 0
        for place, text in enumerate(texts):
            end = columns[edges[place].at] if known else column + 1
            reach = max(1, end - column)
            if column + reach > MOST_COLUMNS:
                complete = False
                break
            if known and edges[place].from_above and column in above:
                above[column].rows = row - above[column].row + 1
            elif known and edges[place].from_left and cells and cells[-1].row == row:
                cells[-1].columns += reach
            else:
                above[column] = GridCell(row, column, text, columns=reach)
                cells.append(above[column])
            column += reach
        width = max(width, column)
    return [cell.given() for cell in cells], complete


def _columns(rows: Sequence[_Row]) -> dict[int, int]:
    """For each edge the number of columns to its left; edges that lie close together are one."""
    found: dict[int, int] = {}
    count, last = 0, None
    for at in sorted({edge.at for row in rows for edge in row.edges[: len(row.cells)]}):
        if last is None or at - last > _SAME_EDGE:
            count, last = count + 1, at
        found[at] = count
    return found
