"""Sitemaps and indexes of sitemaps."""

from __future__ import annotations

import io
from datetime import date
from typing import NamedTuple

from lxml import etree

from solieu.collect.addresses import absolute
from solieu.collect.feeds import Entry
from solieu.collect.packed import unpacked
from solieu.collect.troubles import CannotFetch

__all__ = ["Sitemap", "sitemap_of"]

_MOST = 50_000
_GZIP = b"\x1f\x8b"


class Sitemap(NamedTuple):
    """What a sitemap names."""

    entries: tuple[Entry, ...]
    further: tuple[Entry, ...]
    """Sitemaps that it is an index of."""


def sitemap_of(body: bytes, url: str, limit: int) -> Sitemap:
    """What the sitemap ``body`` that was fetched from ``url`` names; packed with GZIP, it is unpacked to ``limit`` bytes at most.

    Raises:
        CannotFetch: if it is no sitemap.
    """
    if body.startswith(_GZIP):
        body = unpacked(body, limit)
    entries, further = list[Entry](), list[Entry]()
    try:
        # Entities are not resolved and nothing is loaded: it is a stranger's file.
        walk = etree.iterparse(
            io.BytesIO(body), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            recover=True, remove_comments=True,
        )  # fmt: skip
        is_any = False
        for _, element in walk:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            is_any = is_any or name in ("urlset", "sitemapindex", "url", "sitemap")
            if name in ("url", "sitemap"):
                entry = _entry(element, url)
                if entry is not None:
                    (entries if name == "url" else further).append(entry)
                element.clear()
            if len(entries) + len(further) >= _MOST:
                break
    except etree.XMLSyntaxError:
        raise CannotFetch("no_sitemap") from None
    if not is_any:
        raise CannotFetch("no_sitemap")
    return Sitemap(tuple(entries), tuple(further))


def _entry(element: etree._Element, url: str) -> Entry | None:
    told = {etree.QName(one).localname: (one.text or "").strip() for one in element if isinstance(one.tag, str)}
    address = absolute(url, told["loc"]) if told.get("loc") else None
    return None if address is None else Entry(address, None, _day(told.get("lastmod", "")))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
