"""What a source leads to: the addresses that its feed, sitemap or list names, page after page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from solieu.collect.addresses import is_within, normalised, site_of
from solieu.collect.feeds import Entry, entries_of
from solieu.collect.links import links_of
from solieu.collect.listings import listed
from solieu.collect.sitemaps import sitemap_of
from solieu.collect.troubles import CannotFetch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
    from typing import TypeAlias

    from solieu.collect.fetch import Fetched
    from solieu.collect.sources import Source

    Ask: TypeAlias = Callable[[str], Awaitable[Fetched]]

__all__ = ["Discovery", "discoveries", "sites_of"]

_MOST_SITEMAPS = 50
_DEEPEST = 3


class Discovery(NamedTuple):
    """What one list names."""

    address: str
    entries: tuple[Entry, ...]
    next: str | None = None
    layout: str | None = None
    """By which articles were told; ``None`` where that needs none."""
    etag: str | None = None
    modified: str | None = None
    is_unchanged: bool = False
    """The server says that it is as it was: nothing was looked at."""


def sites_of(source: Source) -> tuple[str, ...]:
    """The sites to which the links of a source may lead."""
    given = source.pages if isinstance(source.pages, list) else [source.address]
    return tuple(
        dict.fromkeys([*map(site_of, given), *(one.lower().removeprefix("www.") for one in source.other_sites)])
    )


async def discoveries(source: Source, ask: Ask) -> AsyncIterator[Discovery]:
    """The lists of a source, as ``ask`` fetches them; take no more of them when enough is known.

    Raises:
        CannotFetch: if a list cannot be had or is none.
    """
    walk = {"feed": _feed, "sitemap": _sitemaps, "listing": _listing, "pages": _pages}[source.kind]
    async for found in walk(source, ask):
        yield found


async def _pages(source: Source, _: Ask) -> AsyncIterator[Discovery]:
    given = source.pages if isinstance(source.pages, list) else [source.address]
    yield Discovery(given[0], tuple(Entry(normalised(one)) for one in given))


async def _feed(source: Source, ask: Ask) -> AsyncIterator[Discovery]:
    got = await ask(_start(source))
    if got.is_unchanged:
        yield Discovery(got.url, (), is_unchanged=True)
        return
    _require_there(got)
    entries = entries_of(got.body, got.url)
    yield Discovery(got.url, tuple(_wanted(source, entries)), etag=got.etag, modified=got.modified)


async def _sitemaps(source: Source, ask: Ask) -> AsyncIterator[Discovery]:
    waiting, seen = [(_start(source), 0)], set[str]()
    while waiting and len(seen) < _MOST_SITEMAPS:
        address, deep = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        got = await ask(address)
        if got.is_unchanged:
            yield Discovery(got.url, (), is_unchanged=True)
            continue
        _require_there(got)
        found = sitemap_of(got.body, got.url, source.bytes)
        if deep < _DEEPEST:
            waiting += [
                (one.address, deep + 1) for one in found.further if _may_be_new(source, one) and _is_inside(source, one)
            ]
        # An index changes its own day seldom: only a sitemap that stands alone tells that nothing is new.
        etag, modified = (None, None) if found.further or deep else (got.etag, got.modified)
        yield Discovery(got.url, tuple(_wanted(source, found.entries)), etag=etag, modified=modified)


async def _listing(source: Source, ask: Ask) -> AsyncIterator[Discovery]:
    address: str | None = _start(source)
    seen, known, layout = set[str](), set[str](), source.layout
    etag = modified = None
    for number in range(1, source.depth + 1):
        if address is None or address in seen:
            return
        seen.add(address)
        got = await ask(address)
        if got.is_unchanged:
            yield Discovery(got.url, (), is_unchanged=True)
            return
        _require_there(got)
        if number == 1:
            etag, modified = got.etag, got.modified
        links = links_of(got.body, got.url, _charset(got.media_type))
        found = listed(
            links, normalised(got.url), number=number, layout=layout, articles=source.articles, following=source.next,
            skip=source.skip, sites=sites_of(source),
        )  # fmt: skip
        if number == 1 and not found.articles:
            raise CannotFetch("no_links")
        # All pages of a list are of one layout; a calendar that goes on for ever names nothing that was not seen.
        layout = layout or found.layout
        fresh = [one for one in found.articles if one.address not in known]
        known.update(one.address for one in fresh)
        entries = _wanted(source, (Entry(one.address, one.words or None) for one in fresh))
        yield Discovery(got.url, tuple(entries), found.next, found.layout, etag, modified)
        if not fresh:
            return
        address = found.next


def _start(source: Source) -> str:
    return normalised(source.address)


def _require_there(got: Fetched) -> None:
    if got.is_missing:
        raise CannotFetch("not_found", status=got.status)


def _wanted(source: Source, entries: Iterable[Entry]) -> list[Entry]:
    """Those on the source's own sites that its expressions and its first day leave."""
    articles = re.compile(source.articles) if source.articles else None
    skip = re.compile(source.skip) if source.skip else None
    return [
        one
        for one in entries
        if _is_inside(source, one)
        and _may_be_new(source, one)
        and not (articles and not articles.search(one.address))
        and not (skip and skip.search(one.address))
    ]


def _is_inside(source: Source, entry: Entry) -> bool:
    return is_within(site_of(entry.address), sites_of(source))


def _may_be_new(source: Source, entry: Entry) -> bool:
    return source.since is None or entry.day is None or entry.day >= source.since


def _charset(media_type: str | None) -> str | None:
    found = re.search(r"charset=[\"']?([\w.:-]+)", media_type or "", re.IGNORECASE)
    return found[1] if found else None
