"""robots.txt: asked for once a run of each host, and followed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from solieu.collect.addresses import host_of
from solieu.collect.troubles import CannotFetch

if TYPE_CHECKING:
    from solieu.collect.fetch import Fetcher
    from solieu.collect.sources import Source
    from solieu.store import RunCounts

__all__ = ["Robots"]

_LIMIT = 512 * 1024
_LONGEST_PAUSE = 300.0
_NAME = "solieu"


class _Rules(NamedTuple):
    rules: Protego
    sitemaps: tuple[str, ...]


class Robots:
    """The rules of all hosts of a run."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: dict[str, asyncio.Task[_Rules]] = {}

    async def allows(self, url: str, source: Source, counts: RunCounts) -> bool:
        """Whether the host lets ``url`` be fetched.

        Raises:
            CannotFetch: if its rules cannot be had, which forbids everything for now.
        """
        if not source.robots:
            return True
        host = host_of(url)
        if host not in self._known:
            self._known[host] = asyncio.ensure_future(self._rules(url, source, counts))
        try:
            found = await asyncio.shield(self._known[host])
        except CannotFetch as trouble:
            if trouble.may_pass:
                raise CannotFetch("robots_unreachable") from None
            raise
        return bool(found.rules.can_fetch(url, _NAME))

    async def _rules(self, url: str, source: Source, counts: RunCounts) -> _Rules:
        parts = urlsplit(url)
        where = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        try:
            got = await self._fetcher.get(where, source, counts, limit=_LIMIT, cut=True, any_type=True)
        except CannotFetch as trouble:
            # What a server refuses to show does not forbid anything, says the standard; a server that fails forbids all.
            refused = trouble.word == "status" and not trouble.may_pass
            if refused or trouble.word in ("forbidden", "redirect_loop", "bad_encoding"):
                return _none()
            raise
        if got.is_missing:
            return _none()
        rules = Protego.parse(got.body.decode("utf-8", "replace"))
        pause = rules.crawl_delay(_NAME)
        rate = rules.request_rate(_NAME)
        asked = max(float(pause or 0), rate.seconds / rate.requests if rate else 0.0)
        self._fetcher.pause(url, source, min(asked, _LONGEST_PAUSE))
        return _Rules(rules, tuple(rules.sitemaps))


def _none() -> _Rules:
    return _Rules(Protego.parse(""), ())
