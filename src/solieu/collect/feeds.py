"""RSS and Atom."""

from __future__ import annotations

import calendar
import io
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import feedparser

from solieu.collect.addresses import absolute
from solieu.collect.troubles import CannotFetch

__all__ = ["Entry", "entries_of"]

_MOST = 5_000


class Entry(NamedTuple):
    """What a feed or a sitemap says of an address."""

    address: str
    title: str | None = None
    day: date | None = None


def entries_of(body: bytes, url: str) -> list[Entry]:
    """The entries of the feed ``body`` that was fetched from ``url``.

    Raises:
        CannotFetch: if it is no feed.
    """
    # A stream, so that nothing in it can be taken for an address to open; its words are not shown as markup.
    feed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        raise CannotFetch("no_feed")
    found: dict[str, Entry] = {}
    for one in feed.entries[:_MOST]:
        address = absolute(url, one.get("link") or _identifier(one))
        if address is not None:
            found.setdefault(address, Entry(address, one.get("title") or None, _day(one)))
    return list(found.values())


def _identifier(one: Any) -> str:
    given = one.get("id") or ""
    return given if given.startswith(("http://", "https://")) else "#:"


def _day(one: Any) -> date | None:
    told = one.get("published_parsed") or one.get("updated_parsed")
    if told is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(told), UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
