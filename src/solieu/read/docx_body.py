"""Paragraphs and tables of Word as lines and grids, in the order of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from solieu.read.docx_styles import moved_in
from solieu.read.docx_tables import read_table
from solieu.read.docx_text import Note, Paragraph, Seen, read_paragraph
from solieu.read.docx_xml import W, child, contents, number, value
from solieu.read.grid import MOST_ROWS_OF_A_LAYOUT, TABLE_WITHIN, CellText, Grid, only_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element

    from solieu.read.docx_numbering import Numbering
    from solieu.read.docx_styles import Styles

__all__ = ["Body", "Item", "Line", "Notes"]

_TABLE, _PARAGRAPH = W + "tbl", W + "p"
_DEEPEST = 16
_ROWS, _CELLS = frozenset({W + "tr"}), frozenset({W + "tc"})


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
        elif paragraph.style and self._styles.name(paragraph.style).startswith("toc "):
            words = ""  # the headings themselves follow
        else:
            label = self._label(paragraph, bool(words.strip()))
            words = f"{label} {words.lstrip()}" if label and words.strip() else words
        return paragraph if words == paragraph.words else replace(paragraph, words=words)

    def _label(self, paragraph: Paragraph, has_words: bool) -> str:
        own, style = child(paragraph.properties, "numPr"), paragraph.style
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
            self.seen.too_deep |= bool(paragraph.boxes or paragraph.notes)
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
            for row in contents(table, _ROWS):
                for cell in contents(row, _CELLS):
                    yield from self.items((cell,), depth + 1)
            return
        notes: list[Note] = []
        grid = read_table(table, lambda cell: self._cell(cell, depth, notes), self._cells_left)
        self._cells_left -= len(grid.cells)
        self.complete = self.complete and grid.complete
        yield grid
        yield from self._hanging_on(Paragraph("", notes=tuple(notes)), depth)

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
                    indent = self._indent(paragraph)
                lines.append(paragraph.words.rstrip() if not lines else paragraph.words.strip())
                bold.append(paragraph.bold)
            notes += paragraph.notes
            for box in paragraph.boxes:
                if depth < _DEEPEST:
                    lines.append(self._cell(box, depth + 1, notes).words)
                else:
                    self.seen.too_deep = True
        return CellText("\n".join(lines), indent, bool(bold) and all(bold))

    def _inner_table(self, table: _Element, depth: int, notes: list[Note]) -> Iterator[str]:
        """The words of a table within a cell, each row a line."""
        if depth > _DEEPEST:
            yield " ".join("".join(paragraph.itertext(W + "t")) for paragraph in table.iter(_PARAGRAPH))
            return
        for row in contents(table, _ROWS):
            words = (self._cell(cell, depth, notes).words for cell in contents(row, _CELLS))
            yield " ".join(filter(None, words))

    def _indent(self, paragraph: Paragraph) -> int:
        own = child(paragraph.properties, "ind")
        return self._styles.indent(paragraph.style) if own is None else moved_in(own)


def _only_places(table: _Element) -> bool:
    rows = [list(contents(row, _CELLS)) for row in contents(table, _ROWS)]
    if len(rows) > MOST_ROWS_OF_A_LAYOUT and any(len(row) > 1 for row in rows):
        return False
    return only_places([[_paragraphs(cell) for cell in row] for row in rows])


def _paragraphs(cell: _Element) -> list[str]:
    """The words of each paragraph in a cell; a table in it counts as prose does."""
    words: list[str] = []
    for block in contents(cell):
        words += ["".join(block.itertext(W + "t"))] if block.tag == _PARAGRAPH else [TABLE_WITHIN] * 2
    return words
