"""The tables of figures on a page: taken out of its tree, with what a merged cell covers, and marked where they stood.

What tells an article from its surroundings knows paragraphs, and loses a table's grid. So a paragraph with the table's words
stands in for each table, between marks that no page can hold by chance, and the table is written in its place afterwards.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from solieu.read import layout
from solieu.read.content import GivenCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from solieu.read.content import Writer

__all__ = ["Grids", "take_out"]

_CELLS = frozenset({"td", "th"})
_ROWS_OF = {"thead": 0, "tfoot": 2}
_STRUCTURE = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_BOLD = frozenset({"b", "strong"})
_SPAN = re.compile(r"\s*(\d{1,9})")
_WIDEST_SPAN = 1_000  # as the HTML standard has it
_PLACES = 1_000_000
"""So many places the grids of a page have at most: spans can ask for far more than there are cells."""
_STANDS_IN = 2_000
_MOSTLY = 0.6
_A_NUMBER = re.compile(r"[-+(]?\d[\d.,]*[%)]?")
_RAGGED = "A table's cells reach too far for a grid: its rows were read as lines."


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table as it will be written: the words before it, then its cells, or lines where there is no grid."""

    before: tuple[str, ...]
    cells: tuple[GivenCell, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grids:
    """The tables that were taken out of a page."""

    mark: str
    tables: tuple[_Grid, ...]

    def write(self, text: str, writer: Writer) -> tuple[str, ...]:
        """Writes ``text``, with each table where its mark stands; what comes back tells what could not be kept."""
        written: set[str] = set()
        for at, piece in enumerate(self._between(text)):
            if at % 2 == 0:
                for line in piece.splitlines():
                    writer.line(line)
            elif piece not in written:
                written.add(piece)
                self._write_table(self.tables[int(piece)], writer)
        return tuple(self._told(len(self.tables) - len(written)))

    def _between(self, text: str) -> list[str]:
        """What stands between the tables, and after each piece but the last the number of the table that follows."""
        if self.mark not in text:
            return [text]
        return re.split(rf"{self.mark}b(\d+)(?!\d)(?:(?!{self.mark}).)*(?:{self.mark}e\1(?!\d))?", text)

    @staticmethod
    def _write_table(table: _Grid, writer: Writer) -> None:
        for line in (*table.before, *table.lines):
            writer.line(line)
        writer.table(table.cells)

    def _told(self, left_out: int) -> Iterator[str]:
        if any(table.lines for table in self.tables):
            yield _RAGGED
        if left_out:
            yield f"Tables outside the article were left out: {left_out}."


def take_out(tree: _Element, mark: str) -> Grids:
    """Takes the tables out of ``tree``, in which those that only place things on the page are none any more.

    ``mark`` is a word that is nowhere on the page.
    """
    tables: list[_Grid] = []
    places = _PLACES
    for element in list(tree.iter("table")):
        grid, used = _read(element, places)
        places -= used
        if (not grid.cells and not grid.lines) or _is_list_of_links(element):
            layout.remove(element)
            continue
        stand_in = tree.makeelement("p")
        words = " ".join(cell.words for cell in grid.cells)[:_STANDS_IN] or " ".join(grid.lines)[:_STANDS_IN]
        stand_in.text = f"{mark}b{len(tables)} {words} {mark}e{len(tables)}"
        stand_in.tail = element.tail
        _parent(element).replace(element, stand_in)
        tables.append(grid)
    return Grids(mark, tuple(tables))


def _read(table: _Element, places: int) -> tuple[_Grid, int]:
    """The table as a grid and how many places that has; without a grid where it has more than ``places``."""
    caption = [_words(element) for element in table.iter("caption")]
    before = tuple(words for words in (*caption, _astray(table)) if words.strip())
    groups = [[_cells_of(row) for row in rows] for rows in _groups(table)]
    cells = _placed(groups, places)
    if cells is None:
        lines = (" | ".join(" ".join(_words(cell).split()) for cell in row) for rows in groups for row in rows)
        return _Grid(before, (), tuple(filter(None, lines))), 0
    if not any(cell.words.strip() for cell in cells):
        return _Grid((), (), before), 0
    return _Grid(before, cells), (cells[-1].row + 1) * max(cell.column + cell.columns for cell in cells)


def _groups(table: _Element) -> list[list[_Element]]:
    """The rows of the head, of each body and of the foot, in the order in which they are shown."""
    rows = [row for row in table.iter("tr") if _parent(row).tag in _STRUCTURE]
    groups = [list(group) for _, group in groupby(rows, key=_parent)]
    return sorted(groups, key=lambda group: _ROWS_OF.get(_parent(group[0]).tag, 1))


def _parent(element: _Element) -> _Element:
    parent = element.getparent()
    return element if parent is None else parent


def _cells_of(row: _Element) -> list[_Element]:
    return [element for element in row if element.tag in _CELLS]


def _astray(table: _Element) -> str:
    """The words in ``table`` that are in no cell; browsers show them before it."""
    words: list[str] = []
    for element in table.iter(*_STRUCTURE):
        words.append(element.text or "")
        for child in element:
            if child.tag not in layout.TABLE_PARTS or (child.tag in _CELLS and element.tag != "tr"):
                words.append(_words(child))
            words.append(child.tail or "")
    return " ".join("".join(words).split())


def _words(element: _Element) -> str:
    if not len(element):
        return element.text or ""
    return "".join(" " if piece in ("\n", " | ") else piece for piece in layout.pieces(element))


def _placed(groups: Sequence[Sequence[Sequence[_Element]]], places: int) -> tuple[GivenCell, ...] | None:
    """The cells at their places; ``None`` where there are too many places between them."""
    found: list[tuple[int, int, int, int, _Element]] = []
    row = work = 0
    for rows in groups:
        last = row + len(rows)
        covered: list[tuple[int, int, int]] = []
        for cells in rows:
            covered = [one for one in covered if one[2] > row]
            work += len(covered) + len(cells)
            if work > places:
                return None
            here = list(_in_row(cells, covered, row, last))
            found += here
            covered = sorted([*covered, *((column, column + wide, row + high) for _, column, high, wide, _ in here)])
            row += 1
    return _close_up(found, places)


def _in_row(
    cells: Sequence[_Element], covered: Sequence[tuple[int, int, int]], row: int, last: int
) -> Iterator[tuple[int, int, int, int, _Element]]:
    """The cells of a row, each in the next column that no cell from above covers."""
    column = at = 0
    for cell in cells:
        while at < len(covered) and covered[at][0] <= column:
            column = max(column, covered[at][1])
            at += 1
        high, wide = _span(cell, "rowspan", last - row), min(_span(cell, "colspan", 1), _WIDEST_SPAN)
        yield row, column, min(high, last - row), wide, cell
        column += wide


def _span(cell: _Element, name: str, of_zero: int) -> int:
    printed = _SPAN.match(cell.get(name) or "1")
    return (int(printed[1]) or of_zero) if printed else 1


def _close_up(found: Sequence[tuple[int, int, int, int, _Element]], places: int) -> tuple[GivenCell, ...] | None:
    """The cells without the rows and columns in which none begins: nobody sees those."""
    rows = sorted({row for row, *_ in found})
    columns = sorted({column for _, column, *_ in found})
    if len(rows) * len(columns) > places:
        return None
    return tuple(
        GivenCell(
            top := bisect_left(rows, row),
            left := bisect_left(columns, column),
            _words(cell),
            bisect_left(rows, row + high) - top,
            bisect_left(columns, column + wide) - left,
            indent=_indent(cell),
            bold=_is_bold(cell),
        )
        for row, column, high, wide, cell in found
    )


def _indent(cell: _Element) -> int:
    words = "".join(cell.itertext()) if len(cell) else cell.text or ""
    return words.count("\u00a0", 0, len(words) - len(words.lstrip())) // 2


def _is_bold(cell: _Element) -> bool:
    element = cell
    while element.tag != "th" and len(element) == 1 and not (element.text or "").strip():
        element = element[0]
        if (element.tail or "").strip():
            return False
        if element.tag in _BOLD:
            return True
    return bool(element.tag == "th")


def _is_list_of_links(table: _Element) -> bool:
    """Whether hardly anything but links stands in ``table``, and no figure beside its list numbers."""
    if table.find(".//a") is None:
        return False
    linked = sum(len("".join(link.itertext())) for link in table.iter("a"))
    if linked < _MOSTLY * sum(len(words.strip()) for words in table.itertext()):
        return False
    cells = (cell for row in table.iter("tr") for cell in _cells_of(row)[1:])
    return not any(_A_NUMBER.fullmatch(_words(cell).strip()) for cell in cells)
