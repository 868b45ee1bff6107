"""What a run would do: the lists of a source are gone through, and nothing is kept or taken."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from solieu.collect.addresses import is_within, site_of
from solieu.collect.discover import discoveries, sites_of
from solieu.collect.fetch import Fetcher
from solieu.collect.local import files_of
from solieu.collect.robots import Robots
from solieu.collect.troubles import CannotFetch
from solieu.store import RunCounts, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from solieu.collect.feeds import Entry
    from solieu.collect.fetch import Fetched
    from solieu.collect.sources import Source, Sources

__all__ = ["TriedList", "tried"]


class TriedList(NamedTuple):
    """A list as it was looked at."""

    source: str
    address: str
    layout: str | None
    next: str | None
    entries: tuple[tuple[Entry, bool], ...] = ()
    """What it names, and whether that is new."""
    trouble: CannotFetch | None = None
    files: tuple[str, ...] = ()


def tried(sources: Sources, chosen: Sequence[Source], store: Path) -> list[TriedList]:
    """The lists of these sources, politely fetched; of a ``store`` that is there, what it knows."""
    if store.exists():
        with Store.open(store) as opened:
            watching = opened.watching
            return asyncio.run(_tried(sources, chosen, lambda address: watching.page(address) is None))
    return asyncio.run(_tried(sources, chosen, lambda _: True))


async def _tried(sources: Sources, chosen: Sequence[Source], is_new: Callable[[str], bool]) -> list[TriedList]:
    fetcher = Fetcher(contact=sources.contact)
    robots = Robots(fetcher)
    found: list[TriedList] = []
    try:
        for source in chosen:
            if source.is_local:
                found.append(_local(source, sources.path.parent))
            else:
                found += await _web(source, fetcher, robots, is_new)
    finally:
        await fetcher.close()
    return found


def _local(source: Source, root: Path) -> TriedList:
    try:
        files = tuple(one.address for one in files_of(source, root))
    except CannotFetch as trouble:
        return TriedList(source.name, source.address, None, None, trouble=trouble)
    return TriedList(source.name, source.address, None, None, files=files)


async def _web(source: Source, fetcher: Fetcher, robots: Robots, is_new: Callable[[str], bool]) -> list[TriedList]:
    counts = RunCounts()

    async def ask(address: str) -> Fetched:
        async def allowed(url: str) -> bool:
            if not is_within(site_of(url), sites_of(source)):
                raise CannotFetch("redirect_elsewhere", refused=True, target=url[:200])
            return await robots.allows(url, source, counts)

        return await fetcher.get(address, source, counts, allowed=allowed, any_type=True)

    found: list[TriedList] = []
    try:
        async for one in discoveries(source, ask):
            entries = tuple((entry, is_new(entry.address)) for entry in one.entries)
            found.append(TriedList(source.name, one.address, one.layout, one.next, entries))
    except CannotFetch as trouble:
        found.append(TriedList(source.name, source.address, None, None, trouble=trouble))
    return found
