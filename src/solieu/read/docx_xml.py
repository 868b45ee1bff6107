"""The XML of Word: names, values, and the way through what only wraps text."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from solieu.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["NO", "W", "branch", "child", "contents", "number", "on", "parse", "streamed", "text_boxes", "value"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NO = frozenset({"0", "false", "off", "none"})
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATES, _CHOICE, _FALLBACK = (_COMPATIBILITY + name for name in ("AlternateContent", "Choice", "Fallback"))
_TEXT_BOX = W + "txbxContent"
_BLOCKS = frozenset({W + "p", W + "tbl"})
_WRAPPERS = frozenset(
    {*(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")), _ALTERNATES, _CHOICE}
)


def parse(source: bytes) -> _Element:
    """The root of a part.

    Raises:
        ReadError: if the part is no XML.
    """
    with _damage_told():
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(_transitional(source), parser)


def streamed(source: bytes) -> Iterator[_Element]:
    """Each paragraph and table of a document's body in order, then the body with what is not in a paragraph or table.

    What was given is emptied when the next is asked for, so that a long document takes little memory.

    Raises:
        ReadError: if the part is no XML.
    """
    with _damage_told():
        steps = etree.iterparse(
            BytesIO(_transitional(source)),
            tag=[*_BLOCKS, W + "body"],
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in steps:
            if element.tag == W + "body":
                yield element
            elif _stands_in_body(element):
                yield element
                element.clear()
                parent = element.getparent()
                while element.getprevious() is not None:
                    del parent[0]


def _stands_in_body(element: _Element) -> bool:
    parent = element.getparent()
    while parent is not None and parent.tag in _WRAPPERS:
        parent = parent.getparent()
    return parent is not None and parent.tag == W + "body"


def contents(container: _Element, wanted: frozenset[str] = _BLOCKS) -> Iterator[_Element]:
    """The elements of the wanted names in ``container``, also those within content controls and inserted parts."""
    ways = [iter(container)]
    while ways:
        node = next(ways[-1], None)
        if node is None:
            ways.pop()
        elif node.tag in wanted:
            yield node
        elif node.tag == _ALTERNATES:
            ways.append(iter(branch(node)))
        elif node.tag in _WRAPPERS:
            ways.append(iter(node))


def branch(node: _Element) -> _Element:
    """Of content that is given in two ways the one to read; other nodes as they are.

    The older way counts only where the newer has no text box and the older has.
    """
    if node.tag != _ALTERNATES:
        return node
    newer, older = node.find(_CHOICE), node.find(_FALLBACK)
    if newer is None:
        return older if older is not None else node
    if older is not None and newer.find(".//" + _TEXT_BOX) is None and older.find(".//" + _TEXT_BOX) is not None:
        return older
    return newer


def text_boxes(drawing: _Element) -> Iterator[_Element]:
    """The text boxes of a drawing, each once; those within another are left to it."""
    for box in drawing.iter(_TEXT_BOX):
        above = box.getparent()
        while above is not drawing and above.tag not in (_TEXT_BOX, _FALLBACK):
            above = above.getparent()
        if above is drawing:
            yield box


def child(element: _Element | None, *names: str) -> _Element | None:
    """The element below by its name; several names lead further down."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(W + name), None)  # a good deal faster than find
    return element


def value(element: _Element | None, *names: str, key: str = "val") -> str | None:
    """The value of the element that ``names`` lead to."""
    found = child(element, *names)
    return None if found is None else found.get(W + key)


def number(element: _Element | None, *names: str, key: str = "val") -> int | None:
    """The same as a whole number; ``None`` where it is none, and bounded as Word bounds it."""
    found = value(element, *names, key=key)
    try:
        return max(-32_768, min(int(float(found or "")), 32_767))
    except (ValueError, OverflowError):
        return None


def on(element: _Element | None, *names: str) -> bool:
    """Whether the switch that ``names`` lead to is there and not put off."""
    found = child(element, *names)
    return found is not None and found.get(W + "val") not in NO


def _transitional(source: bytes) -> bytes:
    """The strict form of the format differs in the names of its namespaces."""
    if b"http://purl.oclc.org/ooxml/" in source[:8192]:
        for strict, usual in _STRICT.items():
            source = source.replace(strict, usual)
    return source


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise ReadError("The tables or parts of this document are nested too deeply: save its text anew.") from None
        raise ReadError("The XML in this document is damaged: open it in Office and save it anew.") from None
