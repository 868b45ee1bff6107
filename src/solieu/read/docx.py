"""Word documents (DOCX): text in the order of the page, lists with their numbers, tables with their merged cells.

Tracked changes are read as accepted, hidden text is left out, macros and links outside are never touched. The head of
the first section's pages comes first, since a letterhead there says whose report it is; notes follow their paragraph.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from solieu.errors import ReadError
from solieu.read.content import Content, Writer
from solieu.read.docx_body import Body, Line, Notes
from solieu.read.docx_numbering import Numbering
from solieu.read.docx_styles import Styles
from solieu.read.docx_xml import W, child, on, parse, streamed
from solieu.read.margins import is_page_number
from solieu.read.packed import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from solieu.read.docx_body import Item
    from solieu.read.limits import Limits

__all__ = ["read"]

_IDENTIFIER = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BODY = W + "body"
_TITLE_STANDS_WITHIN = 3_000
_FEWEST_WORDS_OF_A_TITLE = 4
_LETTERHEAD = re.compile(r"(?:ủy ban|uỷ ban|ubnd|hđnd|hội đồng|cộng h[òo][àa]|tỉnh ủy|huyện ủy|đảng bộ)", re.IGNORECASE)


def read(data: bytes, limits: Limits) -> Content:
    """The text of a Word document with its tables.

    Raises:
        TooLarge: if it would unpack to more than ``limits`` allow.
        ReadError: if it is damaged, protected, nested too deeply, or no Word document.
    """
    package = Package(data, limits)
    name = package.main("word/document.xml")
    source = package.part(name)
    if source is None:
        raise ReadError("There is no Word document in this package: open it in Word and save it anew.")
    try:
        return _Document(package, name, limits).content(source)
    except RecursionError:
        raise ReadError("The tables of this document are nested too deeply: save its text anew.") from None


class _Document:
    """One document while it is read."""

    def __init__(self, package: Package, name: str, limits: Limits) -> None:
        self._package = package
        self._related = package.related(name)
        self._damaged: list[str] = []
        styles = Styles(self._of_kind("styles"), self._of_kind("theme"))
        notes = Notes({kind: self._of_kind(f"{kind}s") for kind in ("footnote", "endnote")})
        self._body = Body(styles, Numbering.of(self._of_kind("numbering"), styles), notes, limits.cells)
        self._section: _Element | None = None

    def content(self, source: bytes) -> Content:
        items = list(self._items(source))
        head = tuple(self._margin("headerReference"))
        foot = tuple(self._margin("footerReference"))
        writer = Writer()
        for item in (*head, *items, *self._body.endnotes(), *foot):
            if isinstance(item, Line):
                writer.line(item.words)
            else:
                writer.table(item.cells)
        content = writer.content()
        title = self._title(content.text)
        return Content(content.text, content.tables, title=title, warnings=tuple(self._warnings()))

    def _items(self, source: bytes) -> Iterator[Item]:
        for element in streamed(source):
            if element.tag == _BODY:
                yield from self._body.rest()
                section = child(element, "sectPr")
            else:
                section = child(element, "pPr", "sectPr")
                yield from self._body.items((element,))
            if self._section is None and section is not None:
                self._section = section if element.tag == _BODY else deepcopy(section)

    def _margin(self, kind: str) -> Iterator[Item]:
        """What stands above or below the text of the first section's pages, without numbers of pages."""
        wanted = ("first", "default") if on(self._section, "titlePg") else ("default",)
        references = (
            {}
            if self._section is None
            else {node.get(W + "type", "default"): node.get(_IDENTIFIER) for node in self._section.iterfind(W + kind)}
        )
        told = set()
        for place in wanted:
            _, name = self._related.get(references.get(place) or "", ("", ""))
            part = self._part(name)
            for item in self._body.items(part) if part is not None else ():
                said = item.words if isinstance(item, Line) else " ".join(cell.words for cell in item.cells)
                if said not in told and not is_page_number(said):
                    told.add(said)
                    yield item

    def _of_kind(self, kind: str) -> _Element | None:
        return self._part(next((name for found, name in self._related.values() if found == kind), ""))

    def _part(self, name: str) -> _Element | None:
        """A part beside the text; a damaged one is left out and told of."""
        source = self._package.part(name) if name else None
        try:
            return parse(source) if source else None
        except ReadError:
            self._damaged.append(name)
            return None

    def _has(self, kind: str) -> bool:
        return any(found == kind for found, _ in self._related.values())

    def _title(self, text: str) -> str | None:
        """The title among the document's properties, if the document says it, too: many are of an older document."""
        name = next((name for kind, name in self._package.related("").values() if kind == "core-properties"), None)
        properties = self._part(name or "")
        title = " ".join(((properties.findtext(_TITLE) if properties is not None else None) or "").split())
        beginning = " ".join(text[:_TITLE_STANDS_WITHIN].split())
        if len(title.split()) < _FEWEST_WORDS_OF_A_TITLE or _LETTERHEAD.match(title):
            return None
        return title if title.casefold() in beginning.casefold() else None

    def _warnings(self) -> Iterator[str]:
        seen = self._body.seen
        if any(name.endswith("vbaproject.bin") for name in self._package.names):
            yield "The macros in this document were not run."
        if seen.changes:
            yield "The document has tracked changes: they were read as accepted."
        if seen.hidden:
            yield "Hidden text in the document was left out."
        if seen.pictures:
            yield f"{_counted(seen.pictures, 'picture')} in the document {_was(seen.pictures)} not read."
        if seen.objects:
            yield f"{_counted(seen.objects, 'embedded object')} in the document {_was(seen.objects)} not read."
        if self._has("comments"):
            yield "Comments in the margin of the document were left out."
        if self._has("aFChunk"):
            yield "Another document embedded in this one was left out: open it in Word and save it anew."
        if seen.too_deep:
            yield "Text boxes nested too deeply in the document were left out."
        for name in self._damaged:
            yield f"A damaged part of the document was left out: {name}."
        if not self._body.complete:
            yield "Cells of the document's tables were left out: there are more than the limit allows."


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' * (count > 1)}"


def _was(count: int) -> str:
    return "were" if count > 1 else "was"
