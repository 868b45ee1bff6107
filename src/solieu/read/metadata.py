"""What a web page says of itself in its head: title, address, day of publication."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

__all__ = ["Metadata", "read_metadata"]

_PUBLISHED = frozenset(
    {
        *("article:published_time", "og:published_time", "datepublished", "date.issued", "dc.date.issued"),
        *("dcterms.issued", "dcterms.date", "dcterms.created", "dc.date", "dc.date.created", "pubdate", "publishdate"),
        *("publish-date", "publication_date", "article.published", "sailthru.date", "cxenseparse:recs:publishtime"),
    }
)
_ISO_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head of a page says; the headline is the title that stands on the page itself."""

    title: str | None = None
    headline: str | None = None
    url: str | None = None
    issued: date | None = None


def read_metadata(tree: _Element, is_generic: Callable[[str], bool]) -> Metadata:
    """What ``tree`` says of itself, without the titles that ``is_generic`` knows to say nothing of the article.

    Nothing is taken from running text: a banner's clock is not the day of an article.
    """
    named = dict(_named_values(tree))
    headline = _headline(tree, named.get("og:title"), is_generic)
    candidates = (headline, named.get("og:title"), named.get("twitter:title"), _text(tree.find(".//title")))
    title = next((words for words in candidates if words and not is_generic(words)), None)
    return Metadata(title, headline, _address(tree, named), _issued(tree, named))


def _named_values(tree: _Element) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content:
            yield name.strip().lower(), " ".join(content.split())


def _text(element: _Element | None) -> str | None:
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split())[:_LONGEST_TITLE] or None


def _headline(tree: _Element, title_to_share: str | None, is_generic: Callable[[str], bool]) -> str | None:
    headings = [words for element in tree.iter("h1") if (words := _text(element)) and not is_generic(words)]
    if len(set(headings)) == 1:
        return headings[0]
    return title_to_share if title_to_share in headings else None


def _address(tree: _Element, named: dict[str, str]) -> str | None:
    canonical = next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    address = canonical or named.get("og:url") or ""
    return address if re.match(r"https?://[^\s<>\"]{3,2000}$", address) else None


def _issued(tree: _Element, named: dict[str, str]) -> date | None:
    found = {day for name, value in named.items() if name in _PUBLISHED and (day := _day(value))}
    found |= {day for value in _linked_data(tree) if (day := _day(value))}
    if not found:
        times = (element.get("datetime") for element in tree.iter("time") if element.get("itemprop") == "datePublished")
        found = {day for value in times if value and (day := _day(value))}
    return found.pop() if len(found) == 1 else None


def _day(value: str) -> date | None:
    printed = _ISO_DAY.match(value)
    try:
        return date(*map(int, printed.groups())) if printed else None
    except ValueError:
        return None


def _linked_data(tree: _Element) -> Iterator[str]:
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            value = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        yield from _published(value)


def _published(value: Any) -> Iterator[str]:
    """The days of publication in JSON-LD: of the thing itself and of the things in its list or graph."""
    things = value if isinstance(value, list) else [value]
    for thing in things:
        if isinstance(thing, dict):
            things_within = thing.get("@graph")
            within = things_within if isinstance(things_within, list) else []
            for one in (thing, *within):
                day = one.get("datePublished") if isinstance(one, dict) else None
                if isinstance(day, str):
                    yield day
