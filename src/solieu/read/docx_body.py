"""Paragraphs and tables of Word as lines and grids, in the order of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from solieu.read.docx_styles import moved_in
from solieu.read.docx_tables import CellText, Grid, read_table
from solieu.read.docx_text import Note, Paragraph, Seen, read_paragraph
from solieu.read.docx_xml import W, child, contents, number, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element

    from solieu.read.docx_numbering import Numbering
    from solieu.read.docx_styles import Styles

__all__ = ["Body", "Item", "Line", "Notes"]

_TABLE, _PARAGRAPH = W + "tbl", W + "p"
_DEEPEST = 16
_LONGEST_CELL = 600
_MOST_PARAGRAPHS_IN_A_CELL = 4
_MOTTOS = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐỘC LẬP - TỰ DO", "ĐẢNG CỘNG SẢN VIỆT NAM")


class Line(NamedTuple):
    """A paragraph."""

    words: str


Item = Line | Grid


class Notes:
    """The footnotes and endnotes of a document, each given once."""

    def __init__(self, parts: Mapping[str, _Element | None]) -> None:
        self._notes: dict[Note, _Element] = {}
        for kind, part in parts.items():
            for note in part.iterfind(W + kind) if part is not None else ():
                if note.get(W + "type", "normal") == "normal":
                    self._notes[Note(kind, note.get(W + "id") or "")] = note

    def take(self, note: Note) -> _Element | None:
        """The note, the first time that it is asked for."""
        return self._notes.pop(note, None)


class Body:
    """Reads the blocks of a document one after the other, counting its lists and keeping its notes."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes, most_cells: int) -> None:
        self.seen = Seen()
        self.complete = True
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._cells_left = most_cells
        self._endnotes: list[Note] = []
        self._begun = ""

    def items(self, blocks: Iterable[_Element], depth: int = 0) -> Iterator[Item]:
        """The lines and tables that ``blocks`` hold, each followed by its text boxes and notes."""
        for block in blocks:
            for element in (block,) if block.tag in (_TABLE, _PARAGRAPH) else contents(block):
                if element.tag == _TABLE:
                    yield from self._table(element, depth)
                else:
                    yield from self._paragraph(element, depth)

    def rest(self) -> Iterator[Item]:
        """What was to go on in a paragraph that never came."""
        if self._begun.strip():
            yield Line(self._begun)
        self._begun = ""

    def endnotes(self) -> Iterator[Item]:
        """The notes at the end of the document."""
        waiting, self._endnotes = self._endnotes, []
        for note in waiting:
            yield from self._note(note, 1)

    def _paragraph(self, element: _Element, depth: int) -> Iterator[Item]:
        paragraph = self._read(element)
        if paragraph.words.strip():
            yield Line(paragraph.words.strip())
        yield from self._hanging_on(paragraph, depth)

    def _read(self, element: _Element) -> Paragraph:
        """The paragraph with the number of its list and with what went over to it from the one before."""
        paragraph = read_paragraph(element, self._styles, self.seen)
        words = self._begun + paragraph.words
        self._begun = ""
        if paragraph.goes_on:
            self._begun, words = words, ""
        elif self._styles.name(_style(element)).startswith("toc "):
            words = ""  # the headings themselves follow
        else:
            label = self._label(element, bool(words.strip()))
            words = f"{label} {words.lstrip()}" if label and words.strip() else words
        return Paragraph(words, paragraph.bold, paragraph.boxes, paragraph.notes)

    def _label(self, element: _Element, has_words: bool) -> str:
        own = child(element, "pPr", "numPr")
        style = _style(element)
        of_style = self._styles.listed(style)
        name = (value(own, "numId") if own is not None else None) or of_style.list
        if not name or name == "0" or not (has_words or own is not None):
            return ""
        level = number(own, "ilvl") if own is not None else None
        if level is None:
            level = of_style.level if of_style.level is not None else self._numbering.level_of_style(name, style)
        return self._numbering.label(name, level)

    def _hanging_on(self, paragraph: Paragraph, depth: int) -> Iterator[Item]:
        if depth > _DEEPEST:
            return
        for box in paragraph.boxes:
            yield from self.items((box,), depth + 1)
        for note in paragraph.notes:
            if note.kind == "endnote":
                self._endnotes.append(note)
            else:
                yield from self._note(note, depth + 1)

    def _note(self, note: Note, depth: int) -> Iterator[Item]:
        element = self._notes.take(note)
        if element is not None:
            yield from self.items((element,), depth)

    def _table(self, table: _Element, depth: int) -> Iterator[Item]:
        if _only_places(table) and depth < _DEEPEST:
            for row in contents(table, frozenset({W + "tr"})):
                for cell in contents(row, frozenset({W + "tc"})):
                    yield from self.items((cell,), depth + 1)
            return
        notes: list[Note] = []
        grid = read_table(table, lambda cell: self._cell(cell, depth, notes), self._cells_left)
        self._cells_left -= len(grid.cells)
        self.complete = self.complete and grid.complete
        yield grid
        yield from self._hanging_on(Paragraph("", False, notes=tuple(notes)), depth)

    def _cell(self, cell: _Element, depth: int, notes: list[Note]) -> CellText:
        lines: list[str] = []
        indent, bold = 0, []
        for element in contents(cell):
            if element.tag == _TABLE:
                lines += self._inner_table(element, depth + 1, notes)
                continue
            paragraph = self._read(element)
            if paragraph.words.strip():
                if not lines:
                    indent = self._indent(element)
                lines.append(paragraph.words.rstrip() if not lines else paragraph.words.strip())
                bold.append(paragraph.bold)
            notes += paragraph.notes
            for box in paragraph.boxes if depth < _DEEPEST else ():
                lines.append(self._cell(box, depth + 1, notes).words)
        return CellText("\n".join(lines), indent, bool(bold) and all(bold))

    def _inner_table(self, table: _Element, depth: int, notes: list[Note]) -> Iterator[str]:
        """The words of a table within a cell, each row a line."""
        if depth > _DEEPEST:
            yield " ".join("".join(paragraph.itertext(W + "t")) for paragraph in table.iter(_PARAGRAPH))
            return
        for row in contents(table, frozenset({W + "tr"})):
            words = (self._cell(cell, depth, notes).words for cell in contents(row, frozenset({W + "tc"})))
            yield " ".join(filter(None, words))

    def _indent(self, paragraph: _Element) -> int:
        own = child(paragraph, "pPr", "ind")
        return self._styles.indent(_style(paragraph)) if own is None else moved_in(own)


def _style(paragraph: _Element) -> str | None:
    return value(paragraph, "pPr", "pStyle")


def _only_places(table: _Element) -> bool:
    """Whether a table is there for the page's looks: the letterhead, the signatures, a frame around prose."""
    rows = [list(contents(row, frozenset({W + "tc"}))) for row in contents(table, frozenset({W + "tr"}))]
    if len(rows) <= 3 and all(len(row) <= 2 for row in rows):
        words = "".join(table.itertext(W + "t")).upper()
        if any(motto in words for motto in _MOTTOS):
            return True
    if all(len(row) <= 1 for row in rows):
        return True
    return len(rows) == 1 and any(_holds_prose(cell) for cell in rows[0])


def _holds_prose(cell: _Element) -> bool:
    blocks = list(contents(cell))
    if any(block.tag == _TABLE for block in blocks):
        return True
    texts = ["".join(block.itertext(W + "t")) for block in blocks]
    return len(list(filter(str.strip, texts))) > 1 or max(map(len, texts), default=0) > _LONGEST_CELL
