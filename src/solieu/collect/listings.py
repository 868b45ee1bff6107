"""Listing pages of portals: which links lead to articles and which to the next page, found by pattern."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from solieu.collect.addresses import is_within, site_of
from solieu.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from solieu.collect.links import PageLink

__all__ = ["Layout", "Listed", "layouts", "listed"]

_NUMBER = re.compile(r"\d+")


class Layout(NamedTuple):
    """A form that the addresses of articles have."""

    name: str
    about: str
    articles: re.Pattern[str]


class Listed(NamedTuple):
    """What a page of a list leads to."""

    articles: tuple[PageLink, ...]
    next: str | None
    """The address of its next page."""
    layout: str | None
    """By which the articles were told; ``None`` where the user's own expression did."""


class _Data(NamedTuple):
    layouts: Mapping[str, Layout]
    paging: re.Pattern[str]
    next_words: frozenset[str]


@cache
def _data() -> _Data:
    data = tomllib.loads(files("solieu.collect").joinpath("layouts.toml").read_text("utf-8"))
    made = [Layout(one["name"], one["about"], re.compile(one["articles"], re.IGNORECASE)) for one in data["layout"]]
    return _Data(
        {one.name: one for one in made},
        re.compile("|".join(data["paging"]), re.IGNORECASE),
        frozenset(data["next_words"]),
    )


def layouts() -> Mapping[str, Layout]:
    """The layouts by name."""
    return _data().layouts


def listed(
    links: Sequence[PageLink],
    url: str,
    *,
    number: int = 1,
    layout: str | None = None,
    articles: str | None = None,
    following: str | None = None,
    skip: str | None = None,
    sites: Sequence[str] = (),
) -> Listed:
    """What the ``links`` of the list's page ``number`` at ``url`` lead to, on its own site and on ``sites``.

    ``articles``, ``following`` and ``skip`` are a user's expressions for addresses; they go before what the layouts know.
    """
    left_out = re.compile(skip) if skip else None
    own = {site_of(url), *(one.lower().removeprefix("www.") for one in sites)}
    inside = [
        one for one in links if is_within(site_of(one.address), own) and not (left_out and left_out.search(one.address))
    ]
    further = _next(inside, url, number, following)
    candidates = {
        one.address: one
        for one in reversed(inside)
        if one.address not in (url, further) and not _data().paging.search(_tail(one.address))
    }
    candidates = dict(reversed(candidates.items()))
    if articles is not None:
        wanted = re.compile(articles)
        return Listed(_titled(inside, [one for one in candidates if wanted.search(one)]), further, None)
    known = layouts()
    chosen = [known[layout]] if layout is not None else list(known.values())
    found = [(one, [address for address in candidates if one.articles.search(_tail(address))]) for one in chosen]
    best, addresses = max(found, key=lambda pair: len(pair[1]))
    return Listed(_titled(inside, addresses), further, best.name if addresses else None)


def _titled(links: Sequence[PageLink], addresses: Sequence[str]) -> tuple[PageLink, ...]:
    """Each address once, with the longest words of its links: a picture and "Xem tiếp" lead there, too."""
    wanted = set(addresses)
    best: dict[str, PageLink] = {}
    for one in links:
        if one.address in wanted and len(one.words) > len(best[one.address].words if one.address in best else ""):
            best[one.address] = one
    by_address = {one.address: one for one in links if one.address in wanted} | best
    return tuple(by_address[address] for address in addresses)


def _tail(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _next(links: Sequence[PageLink], url: str, number: int, following: str | None) -> str | None:
    others = [one for one in links if one.address != url]
    if following is not None:
        wanted = re.compile(following)
        others = [one for one in others if wanted.search(one.address)]
        numbered = [one for one in others if number + 1 in map(int, _NUMBER.findall(_short(one.address)))]
        return next((one.address for one in numbered or others), None)
    if (told := next((one.address for one in others if "next" in one.rel), None)) is not None:
        return told
    pages = [one for one in others if _data().paging.search(_tail(one.address))]
    counted = next((one.address for one in pages if one.words == str(number + 1)), None)
    if counted is not None:
        return counted
    return next((one.address for one in pages if fold(one.words).strip() in _data().next_words), None)


def _short(address: str) -> str:
    """Without numbers that are longer than any list."""
    return re.sub(r"\d{7,}", "", _tail(address))
