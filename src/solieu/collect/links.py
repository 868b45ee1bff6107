"""The links of a web page. Nothing in the page is executed."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from solieu.collect.addresses import absolute
from solieu.read.plain import decode

__all__ = ["PageLink", "attachment_links", "links_of"]

_MOST = 20_000
_LONGEST_TITLE = 300
_SPACE = re.compile(r"\s+")


class PageLink(NamedTuple):
    """A link as a reader sees it."""

    address: str
    words: str
    rel: frozenset[str] = frozenset()


def links_of(body: bytes, url: str, charset: str | None = None) -> list[PageLink]:
    """The links into the web of the page ``body`` that was fetched from ``url``, in its order, each address as often as it comes."""
    try:
        text = decode(body, charset).text.encode()
    except Exception:
        text = body
    try:
        tree = document_fromstring(text, parser=HTMLParser(encoding="utf-8", no_network=True, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    base = next((absolute(url, one) for one in tree.xpath("//base/@href")), None) or url
    found: list[PageLink] = []
    for element in tree.iter("a", "link", "area", "iframe", "embed"):
        link = element.get("href") or (element.get("src") if element.tag in ("iframe", "embed") else None)
        rel = frozenset((element.get("rel") or "").lower().split())
        if not link or (element.tag == "link" and "next" not in rel):
            continue
        address = absolute(base, link)
        if address is None:
            continue
        words = _SPACE.sub(" ", element.text_content() or element.get("title") or "").strip()
        found.append(PageLink(address, words[:_LONGEST_TITLE], rel))
        if len(found) >= _MOST:
            break
    return found


def attachment_links(body: bytes, url: str, endings: tuple[str, ...]) -> list[PageLink]:
    """The links of a page to files with these endings, each once."""
    if not endings or b"<" not in body[:2000]:
        return []
    ends = re.compile(rf"\.(?:{'|'.join(map(re.escape, endings))})(?:$|[?&#])", re.IGNORECASE)
    found: dict[str, PageLink] = {}
    for link in links_of(body, url):
        if ends.search(link.address):
            found.setdefault(link.address, link)
    return list(found.values())
