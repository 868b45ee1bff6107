"""The links of a web page. Nothing in the page is executed."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from solieu.collect.addresses import absolute
from solieu.errors import ReadError
from solieu.read.plain import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    except ReadError:
        # Links are plain in any encoding.
        text = body
    return list(islice(_links(text, url), _MOST))


def _links(body: bytes, url: str, leads: re.Pattern[str] | None = None) -> Iterator[PageLink]:
    """Links, only those that ``leads`` finds if it is given."""
    try:
        tree = document_fromstring(body, parser=HTMLParser(encoding="utf-8", no_network=True, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    base = next((absolute(url, one) for one in tree.xpath("//base/@href")), None) or url
    for element in tree.iter("a", "link", "area", "iframe", "embed"):
        link = element.get("href") or (element.get("src") if element.tag in ("iframe", "embed") else None)
        rel = frozenset((element.get("rel") or "").lower().split())
        if not link or (element.tag == "link" and "next" not in rel) or (leads and not leads.search(link)):
            continue
        address = absolute(base, link)
        if address is not None:
            words = _SPACE.sub(" ", element.text_content() or element.get("title") or "").strip()
            yield PageLink(address, words[:_LONGEST_TITLE], rel)


@cache
def _ending_in(endings: tuple[str, ...]) -> tuple[re.Pattern[bytes], re.Pattern[str]]:
    either = "|".join(map(re.escape, endings))
    return re.compile(rf"\.(?:{either})\b".encode(), re.IGNORECASE), re.compile(
        rf"\.(?:{either})(?:$|[?&#])", re.IGNORECASE
    )


def attachment_links(body: bytes, url: str, endings: tuple[str, ...]) -> list[PageLink]:
    """The links of a page to files with these endings, each once."""
    if not endings or b"<" not in body[:2000]:
        return []
    anywhere, at_the_end = _ending_in(endings)
    # Most pages have none: they need not be taken apart once more.
    if anywhere.search(body) is None:
        return []
    found: dict[str, PageLink] = {}
    for link in islice(_links(body, url, at_the_end), _MOST):
        found.setdefault(link.address, link)
    return list(found.values())
