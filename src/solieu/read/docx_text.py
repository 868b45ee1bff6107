"""A paragraph of Word as the reader of the printed page sees it: changes accepted, hidden text and page numbers away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from solieu.read.docx_xml import W, branch, child, text_boxes, value
from solieu.read.legacy import decode_font_run
from solieu.read.symbols import symbol, with_symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from solieu.read.docx_styles import Looks, Styles

__all__ = ["Note", "Paragraph", "Seen", "read_paragraph"]

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUN, _TEXT, _FIELD = W + "r", W + "t", W + "fldSimple"
_MATHS_TEXT = _MATHS + "t"
_PASSED_OVER = frozenset(
    {W + "del", W + "moveFrom", W + "pPr", W + "sdtPr", W + "rt", W + "fldData", _MATHS + "ctrlPr"}
)
_PLAIN = {
    **dict.fromkeys((W + "tab", W + "ptab"), "\t"),
    **dict.fromkeys((W + "br", W + "cr"), "\n"),
    W + "noBreakHyphen": "-",
}
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_CHANGES = frozenset({W + "ins", W + "del", W + "moveFrom", W + "moveTo"})
_PICTURE = re.compile(r"\}(?:blip|imagedata)$")
# Numbers of pages, and lists of headings with them: they say nothing of what is reported, and the headings follow.
_FIELDS_AWAY = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TOC|FILENAME)\b", re.IGNORECASE)


class Note(NamedTuple):
    """A mark that sends the reader to a note."""

    kind: str
    """``footnote`` or ``endnote``."""
    identifier: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of a paragraph, and what hangs on it."""

    words: str
    bold: bool = False
    """Whether all its words are."""
    style: str | None = None
    properties: _Element | None = None
    boxes: tuple[_Element, ...] = ()
    notes: tuple[Note, ...] = ()
    goes_on: bool = False
    """Whether its end was taken away, so that the next paragraph goes on from it."""


@dataclass(slots=True)
class Seen:
    """What a document holds that its text does not show."""

    pictures: int = 0
    objects: int = 0
    changes: bool = False
    hidden: bool = False
    too_deep: bool = False


@dataclass(slots=True)
class _Reading:
    styles: Styles
    style: str | None
    seen: Seen
    pieces: list[tuple[str | None, str]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    fields: list[list[str | bool]] = field(default_factory=list)
    """Of each field that is open: its instruction, and whether its result has begun."""
    light: bool = False
    """Whether some words are not bold."""

    @property
    def shown(self) -> bool:
        """Whether text that comes now is printed: what fields are told to do is not."""
        return all(begun and not _FIELDS_AWAY.match(str(instruction)) for instruction, begun in self.fields)


def read_paragraph(element: _Element, styles: Styles, seen: Seen) -> Paragraph:
    """The paragraph ``element``; what it holds beside text is added to ``seen``."""
    properties = child(element, "pPr")
    style = value(properties, "pStyle")
    reading = _Reading(styles, style, seen)
    for node in _inline(element, seen):
        if node.tag == _RUN:
            _read_run(node, reading)
        else:
            reading.pieces.append((None, node.text or ""))
    words = _decoded(reading.pieces)
    mark = child(properties, "rPr")
    goes_on = mark is not None and (child(mark, "del") is not None or child(mark, "moveFrom") is not None)
    bold = bool(words.strip()) and not reading.light
    return Paragraph(words, bold, style, properties, tuple(reading.boxes), tuple(reading.notes), goes_on)


def _inline(paragraph: _Element, seen: Seen) -> Iterator[_Element]:
    """The runs and formulas' texts of a paragraph, in order."""
    ways = [iter(paragraph)]
    while ways:
        node = next(ways[-1], None)
        if node is None:
            ways.pop()
            continue
        if node.tag in _CHANGES:
            seen.changes = True
        if node.tag == _RUN or node.tag == _MATHS_TEXT:
            yield node
        elif node.tag == _FIELD and _FIELDS_AWAY.match(value_of_field(node)):
            continue
        elif node.tag not in _PASSED_OVER:
            ways.append(iter(branch(node)))


def value_of_field(node: _Element) -> str:
    """The instruction of a simple field."""
    return node.get(W + "instr") or ""


def _read_run(run: _Element, reading: _Reading) -> None:
    looks = reading.styles.looks(run, reading.style)
    if looks.hidden:
        reading.seen.hidden |= run.find(_TEXT) is not None
        return
    for given in run:
        node = branch(given)
        if node is not given:
            for inner in node:
                _read_part(inner, looks, reading)
        else:
            _read_part(node, looks, reading)


def _read_part(node: _Element, looks: Looks, reading: _Reading) -> None:
    tag = node.tag
    if tag == _TEXT:
        _write(node.text or "", looks, reading)
    elif tag in _PLAIN:
        _write(_PLAIN[tag], looks, reading)
    elif tag == W + "sym":
        _write(symbol(node.get(W + "char"), node.get(W + "font")), looks, reading)
    elif tag == W + "fldChar":
        _turn(node.get(W + "fldCharType"), reading)
    elif tag == W + "instrText" and reading.fields:
        reading.fields[-1][0] = (str(reading.fields[-1][0]) + (node.text or ""))[:200]
    elif tag in _NOTES:
        reading.notes.append(Note(_NOTES[tag], node.get(W + "id") or ""))
    elif tag in _DRAWINGS:
        _look_into(node, reading)
    elif tag == W + "ruby":
        for inner in node.iterfind(f"{W}rubyBase/{_RUN}"):
            _read_run(inner, reading)


def _write(words: str, looks: Looks, reading: _Reading) -> None:
    if not words or not reading.shown:
        return
    if not looks.bold and not words.isspace():
        reading.light = True
    if looks.capitals:
        words = words.upper()
    reading.pieces.append((looks.font, words))


def _turn(kind: str | None, reading: _Reading) -> None:
    """A field begins, goes over to its result, or ends. One left open ends with its paragraph."""
    if kind == "begin":
        reading.fields.append(["", False])
    elif kind == "separate" and reading.fields:
        reading.fields[-1][1] = True
    elif kind == "end" and reading.fields:
        reading.fields.pop()


def _look_into(drawing: _Element, reading: _Reading) -> None:
    boxes = list(text_boxes(drawing))
    reading.boxes += boxes
    if drawing.tag == W + "object":
        reading.seen.objects += 1
    elif not boxes and any(_PICTURE.search(str(node.tag)) for node in drawing.iter()):
        reading.seen.pictures += 1


def _decoded(pieces: list[tuple[str | None, str]]) -> str:
    """The pieces as one text. Neighbours in one font go together: in old fonts a letter may be cut between two runs."""
    words, held, last = [], "", None
    for font, piece in pieces:
        if font != last and held:
            words.append(_whole(held, last))
            held = ""
        held += piece
        last = font
    return "".join((*words, _whole(held, last)))


def _whole(words: str, font: str | None) -> str:
    return with_symbols(decode_font_run(words, font) if font else words, font)
