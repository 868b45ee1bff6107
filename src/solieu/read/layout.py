"""What a page's markup means: tables that only place things on the page, lists of links, and text in its blocks."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = [
    "TABLE_PARTS",
    "drop_link_lists",
    "drop_unseen",
    "flatten",
    "pieces",
    "remove",
    "render",
    "unfold_layout_tables",
]

TABLE_PARTS = frozenset({"tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"})
_CELLS = frozenset({"td", "th"})
_PARAGRAPHS = frozenset({"p", "li", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _PARAGRAPHS | {
    *(
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "figcaption",
        "footer",
    ),
    *(
        "form",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
        "title",
        "address",
        "caption",
    ),
}
_PARTED = "\0"  # no page has it: a parser refuses it
_SAID_IN = _PARAGRAPHS - {"br"} | {"blockquote", "dd", "dt"}
_UNSEEN = frozenset(
    {
        *("script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "canvas", "audio"),
        *("video", "select", "option", "datalist", "input", "button", "textarea", "marquee", "math", "head"),
    }
)
_RAW = frozenset({"script", "style", "template", "noscript", "textarea", "title"})
_LONGEST_CELL = 600
_MOST_PARAGRAPHS_IN_A_CELL = 4
_COLUMNS_OF_A_GRID = 3
_ROWS_OF_A_GRID = 3
_SHARE_OF_THE_ARTICLE = 0.4
_LISTS = frozenset({"ul", "ol", "div", "section", "aside", "nav", "td", "dl"})
_MOSTLY_LINKS = 0.6
_FEWEST_LINKS = 2
_LONGEST_PLAIN_WORDS = 120
# "Trao 50 suất quà (24/10/2023)": the day beside a link says nothing of its own.
_NO_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(slots=True)
class _Table:
    element: _Element
    parts: list[_Element] = field(default_factory=list)
    rows_of_cells: int = 0
    rows_of_many_cells: int = 0
    letters: int = 0
    cells_in_row: int = 0
    longest_cell: int = 0
    most_paragraphs: int = 0
    open_cells: list[tuple[int, int]] = field(default_factory=list)
    holds_a_table: bool = False

    @property
    def only_places(self) -> bool:
        """Whether the table is there for the page's looks: it holds tables or prose, or has no second column."""
        return self.holds_a_table or self.rows_of_cells < 2 or (self._holds_prose and not self._is_wide_grid)

    @property
    def _holds_prose(self) -> bool:
        return self.longest_cell > _LONGEST_CELL or self.most_paragraphs > _MOST_PARAGRAPHS_IN_A_CELL

    @property
    def _is_wide_grid(self) -> bool:
        """A plan may have a cell with a long note; of what is placed on a page the article is the larger part."""
        return self.rows_of_many_cells >= _ROWS_OF_A_GRID and self.longest_cell < _SHARE_OF_THE_ARTICLE * self.letters


def unfold_layout_tables(tree: _Element) -> None:
    """Turns the tables of ``tree`` that only place things on the page into plain divisions."""
    opened: list[_Table] = []
    letters = paragraphs = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            paragraphs += tag in _PARAGRAPHS
            if tag == "table":
                opened.append(_Table(element, [element]))
            elif opened and tag in TABLE_PARTS:
                opened[-1].parts.append(element)
                if tag in _CELLS:
                    opened[-1].open_cells.append((letters, paragraphs))
            letters += len((element.text or "").strip())
            continue
        if opened:
            _leave(opened, element, letters, paragraphs)
        letters += len((element.tail or "").strip())


def _leave(opened: list[_Table], element: _Element, letters: int, paragraphs: int) -> None:
    table = opened[-1]
    if element.tag in _CELLS and table.open_cells:
        letters_before, paragraphs_before = table.open_cells.pop()
        table.longest_cell = max(table.longest_cell, letters - letters_before)
        table.letters += letters - letters_before
        table.most_paragraphs = max(table.most_paragraphs, paragraphs - paragraphs_before)
        table.cells_in_row += 1
    elif element.tag == "tr":
        table.rows_of_cells += table.cells_in_row > 1
        table.rows_of_many_cells += table.cells_in_row >= _COLUMNS_OF_A_GRID
        table.cells_in_row = 0
    elif element is table.element:
        opened.pop()
        if opened:
            opened[-1].holds_a_table = True
        if table.only_places:
            for part in table.parts:
                part.tag = "div"


def drop_unseen(tree: _Element) -> None:
    """Takes out of ``tree`` what no reader sees: scripts, styles, forms, hidden parts."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN or _is_hidden(element):
            remove(element)


def _is_hidden(element: _Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and "display:none" in style.replace(" ", "").lower())


def remove(element: _Element) -> None:
    """Takes ``element`` out of its tree, and leaves the text behind it there."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


@dataclass(slots=True)
class _Share:
    letters: int = 0
    linked: int = 0
    links: int = 0


def drop_link_lists(tree: _Element) -> None:
    """Takes out of ``tree`` its menus and lists of other articles: two links or more, and hardly anything else."""
    shares = [_Share()]
    menus: list[_Element] = []
    in_link = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            shares.append(_Share())
            in_link += element.tag == "a"
            _count(shares[-1], element.text, in_link)
            continue
        share = shares.pop()
        if element.tag == "a":
            in_link -= 1
            share.links += 1
        if element.tag in _LISTS and _is_menu(share):
            menus.append(element)
        outer = shares[-1]
        outer.letters += share.letters
        outer.linked += share.linked
        outer.links += share.links
        _count(outer, element.tail, in_link)
    for element in menus:
        remove(element)


def _count(share: _Share, words: str | None, in_link: int) -> None:
    length = len(_NO_LETTERS.sub("", words)) if words else 0
    share.letters += length
    share.linked += length if in_link else 0


def _is_menu(share: _Share) -> bool:
    plain = share.letters - share.linked
    return (
        share.links >= _FEWEST_LINKS and share.linked >= _MOSTLY_LINKS * share.letters and plain <= _LONGEST_PLAIN_WORDS
    )


def mark_repeats(tree: _Element, mark: str) -> None:
    """Adds the word ``mark``, with a number, to each paragraph of ``tree`` that says the same as one before it.

    "Đơn vị: tỷ đồng" may stand above every table; what looks for the article takes the second for an accident.
    """
    said: set[str] = set()
    numbers = count(1)
    opened: list[list[str]] = [[]]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            if element.tag in _BLOCKS and element.tag != "br":
                opened[-1].append(_PARTED)
            if element.tag in _SAID_IN:
                opened.append([])
            opened[-1].append(element.text or "")
            continue
        if element.tag in _SAID_IN:
            words = " ".join("".join(opened.pop()).split())
            if words in said:
                _append(element, f" {mark}{next(numbers)}")
            elif words and _PARTED not in words:
                said.add(words)
        opened[-1].append(element.tail or "")


def _append(element: _Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0]+")


def render(tree: _Element) -> str:
    """The text of ``tree``, one block a line, the cells of a table row between bars."""
    lines: list[str] = []
    line: list[str] = []
    for piece in pieces(tree):
        if piece == "\n":
            lines.append(_BLANKS.sub(" ", "".join(line)).strip())
            line.clear()
        else:
            line.append(piece)
    lines.append(_BLANKS.sub(" ", "".join(line)).strip())
    return "\n".join(filter(None, lines))


def pieces(tree: _Element) -> Iterator[str]:
    """The words of ``tree``, with a line end where a block begins or ends and a bar where a cell begins."""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _BLOCKS:
            yield "\n"
        elif element.tag in _CELLS:
            yield " | " if event == "start" else " "
        words = element.text if event == "start" else element.tail
        if words and (event == "start" or element is not tree):
            yield _BLANKS.sub(" ", words)


_TAG = re.compile(r"<(?:!--|(/?)([a-z][a-z0-9]*)(?=[\s/>])[^<>]*>|[!?][^<>]*>)", re.IGNORECASE)


def flatten(source: str) -> str:
    """The text in the HTML ``source``, one block a line, read from left to right without a tree.

    It serves where a tree would not: pages of many megabytes, or nested deeper than a parser goes.
    """
    pieces: list[str] = []
    position = 0
    endless: set[str] = set()
    while found := _TAG.search(source, position):
        pieces.append(html.unescape(_BLANKS.sub(" ", source[position : found.start()])))
        position = found.end()
        tag = (found[2] or "").lower()
        closing = "-->" if found[0] == "<!--" else f"</{tag}" if tag in _RAW and not found[1] else ""
        if closing and closing not in endless:
            end = source.find(closing, position)
            if end < 0:
                endless.add(closing)
            position = end + len(closing) * (closing == "-->") if end >= 0 else position
        elif tag in _BLOCKS:
            pieces.append("\n")
        elif tag in _CELLS and not found[1]:
            pieces.append(" | ")
    pieces.append(html.unescape(_BLANKS.sub(" ", source[position:])))
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))
