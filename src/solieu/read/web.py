"""A web page to the text of its article, with what the page says of itself."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from solieu.errors import EmptyReport, MissingExtra
from solieu.read.content import Content, Writer
from solieu.read.furniture import names_no_article, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

    from solieu.read.metadata import Metadata

__all__ = ["declared_encoding", "looks_like_html", "read_page"]

_BEGINS_AS_HTML = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html|head|body|meta|title|article|div|table|p)(?=[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING_TAG = re.compile(r"</(?:html|head|body|div|p|table|td|tr|li|h[1-6]|article|section)\s*>", re.IGNORECASE)
_CLOSING_TAGS_AT_LEAST = 3
_FAR_ENOUGH = 65_536
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_LARGEST_PAGE = 4 * 1024 * 1024
_MOST_ELEMENTS = 60_000
# A parser compares the attributes of a tag with each other; nothing that is read here stands in a longer tag.
_LONG_TAG = re.compile(r"(<[a-z][a-z0-9]{0,30})(?=[\s/])[^<>]{2000,}", re.IGNORECASE)
_WHOLE_PAGE = "No article could be told apart on the page: its whole text was read, with its menus."


def looks_like_html(text: str) -> bool:
    """Whether ``text`` is the source of a web page, judged by its beginning.

    >>> looks_like_html("<!DOCTYPE html><title>Tin</title>"), looks_like_html("Thu ngân sách < 5 tỷ đồng")
    (True, False)
    """
    beginning = text.lstrip()[:_FAR_ENOUGH]
    if _BEGINS_AS_HTML.match(beginning):
        return True
    return len(_CLOSING_TAG.findall(beginning)) >= _CLOSING_TAGS_AT_LEAST


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page names in its head, or ``None``."""
    head = data[:8192]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    return found[1].decode("ascii") if found else None


def read_page(source: str) -> Content:
    """The article in the HTML ``source``: menus, counters and lists of other articles left out where they are known.

    Raises:
        EmptyReport: if the page has no text.
        MissingExtra: if the libraries that read HTML are not installed.
    """
    try:
        from lxml import html

        from solieu.read import layout, metadata
    except ImportError:
        raise _missing() from None
    if len(source) > _LARGEST_PAGE:
        return _flat(source)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(_LONG_TAG.sub(r"\1", source).encode("utf-8", "replace"), parser=parser)
    except (ValueError, AssertionError, html.etree.LxmlError):
        return _flat(source)
    about = metadata.read_metadata(tree, names_no_article)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return replace(_flat(source), title=about.title, url=about.url, issued=about.issued)
    layout.drop_unseen(tree)
    content = _article(tree, _mark(source), about)
    return replace(content, title=about.title, url=about.url, issued=about.issued)


def _flat(source: str) -> Content:
    from solieu.read import layout

    text = layout.flatten(source)
    return Content(tidy(_require(text)) or text, warnings=(_WHOLE_PAGE,))


def _require(text: str) -> str:
    if not text.strip():
        raise EmptyReport("This web page holds no text.")
    return text


def _missing() -> MissingExtra:
    return MissingExtra("Reading web pages needs two more libraries: pip install 'solieu[html]'.")


def _mark(source: str) -> str:
    """A word that no page can hold on purpose."""
    return "bang" + sha256(source.encode("utf-8", "replace")).hexdigest()[:16]


def _article(tree: _Element, mark: str, about: Metadata) -> Content:
    from solieu.read import grids, layout

    whole = _require(layout.render(tree))
    layout.unfold_layout_tables(tree)
    layout.drop_link_lists(tree)
    tables = grids.take_out(tree, mark)
    layout.mark_repeats(tree, f"{mark}d")
    few = all(number < _MOST_ELEMENTS for number, _ in enumerate(tree.iter()))
    text = _cleaned(_main_content(tree), mark, about) if few else ""
    warnings = () if text else (_WHOLE_PAGE,)
    text = text or _cleaned(layout.render(tree), mark, about) or whole
    writer = Writer()
    if about.headline and about.headline not in text:
        writer.line(about.headline)
    told = tables.write(text, writer)
    content = writer.content(warnings=(*warnings, *told))
    return replace(content, text=content.text.rstrip("\n"))


def _cleaned(text: str, mark: str, about: Metadata) -> str:
    # Most pages repeat nothing, and a pattern of the page's own mark is made for each page.
    unmarked = re.sub(rf" ?{mark}d\d+", "", text) if mark in text else text
    return tidy(unmarked, about.headline)


def _main_content(tree: _Element) -> str:
    extract = _trafilatura()
    try:
        found: str | None = extract(tree, favor_recall=True, include_tables=True, include_comments=False)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, AssertionError, RecursionError):
        # The page's markup is anybody's, and the library has been seen to trip over it.
        return ""
    return found or ""


@cache
def _trafilatura() -> Any:
    try:
        import trafilatura
    except ImportError:
        raise _missing() from None
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    return trafilatura.extract
