"""A web page to the text of its article, with what the page says of itself."""

from __future__ import annotations

import logging
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from solieu.errors import EmptyReport, MissingExtra

if TYPE_CHECKING:
    from datetime import date

    from lxml.etree import _Element

__all__ = ["Page", "declared_encoding", "looks_like_html", "read_page"]

_BEGINS_AS_HTML = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html|head|body|meta|title|article|div|table|p)(?=[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING_TAG = re.compile(r"</(?:html|head|body|div|p|table|td|tr|li|h[1-6]|article|section)\s*>", re.IGNORECASE)
_CLOSING_TAGS_AT_LEAST = 3
_FAR_ENOUGH = 65_536
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_MARKDOWN_RULE = re.compile(r"^\|(?:-{3,}\|)+$")
_EMPTY_CELLS = re.compile(r"^[|\s]*$")
_LONE_DIGIT = re.compile(r"^\s*\d\s*$")
_DIGITS_OF_A_COUNTER = 3
_NUMBERS = re.compile(r"[\s\d.,:()]+")
_PARTS = re.compile(r"[|»]")
_NAMES_A_DAY = re.compile(r"thứ|chủ nhật|ngày|\d[/-]\d")
_LONGEST_FURNITURE = 120
_LARGEST_PAGE = 4 * 1024 * 1024
_MOST_ELEMENTS = 60_000
# A parser compares the attributes of a tag with each other; nothing that is read here stands in a longer tag.
_LONG_TAG = re.compile(r"(<[a-z][a-z0-9]{0,30})(?=[\s/])[^<>]{2000,}", re.IGNORECASE)
_WHOLE_PAGE = "No article could be told apart on the page: its whole text was read, with its menus."


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a web page."""

    text: str
    title: str | None = None
    url: str | None = None
    issued: date | None = None
    warnings: tuple[str, ...] = ()


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


def read_page(source: str) -> Page:
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
        return Page(_require(layout.flatten(source)), warnings=(_WHOLE_PAGE,))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(_LONG_TAG.sub(r"\1", source).encode("utf-8", "replace"), parser=parser)
    except (ValueError, AssertionError, html.etree.LxmlError):
        return Page(_require(layout.flatten(source)), warnings=(_WHOLE_PAGE,))
    about = metadata.read_metadata(tree, _names_no_article)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return Page(_require(layout.flatten(source)), about.title, about.url, about.issued, (_WHOLE_PAGE,))
    layout.drop_unseen(tree)
    whole = _require(layout.render(tree))
    text, warnings = _article(tree, whole)
    if about.headline and about.headline not in text:
        text = f"{about.headline}\n{text}"
    return Page(text, about.title, about.url, about.issued, warnings)


def _require(text: str) -> str:
    if not text.strip():
        raise EmptyReport("This web page holds no text.")
    return _tidy(text) or text


def _missing() -> MissingExtra:
    return MissingExtra("Reading web pages needs two more libraries: pip install 'solieu[html]'.")


def _article(tree: _Element, whole: str) -> tuple[str, tuple[str, ...]]:
    from solieu.read import layout

    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return whole, (_WHOLE_PAGE,)
    layout.unfold_layout_tables(tree)
    layout.drop_link_lists(tree)
    if text := _tidy(_main_content(tree)):
        return text, ()
    return _tidy(layout.render(tree)) or whole, (_WHOLE_PAGE,)


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


@dataclass(frozen=True, slots=True)
class _Furniture:
    """The words of a page's furniture; see ``furniture.toml``."""

    lines: frozenset[str]
    counters: frozenset[str]
    clocks: tuple[str, ...]
    titles: frozenset[str]
    sites: tuple[str, ...]


@cache
def _furniture() -> _Furniture:
    words = tomllib.loads(files("solieu.read").joinpath("furniture.toml").read_text("utf-8"))
    return _Furniture(
        lines=frozenset(words["lines"]),
        counters=frozenset(words["counters"]),
        clocks=tuple(words["clocks"]),
        titles=frozenset(words["titles"]),
        sites=tuple(words["sites"]),
    )


def _names_no_article(title: str) -> bool:
    lower = title.lower()
    return lower in _furniture().titles or lower.startswith(_furniture().sites)


def _tidy(text: str) -> str:
    """``text`` without the lines that are a page's furniture."""
    lines = [line for line in text.splitlines() if not _is_furniture(line.strip())]
    kept: list[str] = []
    for is_digit, run in groupby(lines, key=lambda line: bool(_LONE_DIGIT.match(line))):
        several = list(run)
        if not is_digit or len(several) < _DIGITS_OF_A_COUNTER:
            kept += several
    return "\n".join(kept)


def _is_furniture(line: str) -> bool:
    if not line or _MARKDOWN_RULE.match(line) or _EMPTY_CELLS.match(line):
        return True
    if len(line) > _LONGEST_FURNITURE:
        return False
    lower = unicodedata.normalize("NFC", line).lower()
    if lower.startswith(_furniture().clocks) and _NAMES_A_DAY.search(lower):
        return True
    return all(_is_furniture_words(part) for part in _PARTS.split(lower) if part)


def _is_furniture_words(part: str) -> bool:
    words = part.strip(" -–:.[]()«»…")
    if words in _furniture().lines:
        return True
    return _NUMBERS.sub(" ", words).strip() in _furniture().counters
