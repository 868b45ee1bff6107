"""A run: every source is asked what is new, and what came is read and kept."""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from solieu.collect.archive import Archive
from solieu.collect.fetch import Fetcher
from solieu.collect.following import Following, Surroundings
from solieu.collect.keeper import Keeper
from solieu.collect.readers import Readers
from solieu.collect.robots import Robots
from solieu.collect.warc import Warc
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.collect.following import Tell
    from solieu.collect.sources import Source, Sources
    from solieu.store import RunCounts

__all__ = ["SourceResult", "Summary", "archive_of", "collect"]

_SOURCES_AT_ONCE = 8
_MOST_WORKERS = 4


class SourceResult(NamedTuple):
    """How a source fared."""

    name: str
    counts: RunCounts


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """How a run went."""

    results: tuple[SourceResult, ...]
    findings: int
    """Across reports, that were made anew."""

    @property
    def failed(self) -> int:
        """Addresses and lists that could not be had or read."""
        return sum(one.counts.failed for one in self.results)


def archive_of(sources: Sources | None, store: Path) -> Path:
    """The folder of the bodies: the one that the file names, or one beside the store."""
    if sources is not None and sources.archive is not None:
        return sources.path.parent / Path(sources.archive).expanduser()
    return store.with_name(f"{store.name}.d")


def collect(
    sources: Sources,
    store: Path,
    tell: Tell,
    *,
    only: Sequence[Source] | None = None,
    warc: Path | None = None,
    catalogue: Path | None = None,
    extractor: str = __version__,
) -> Summary:
    """Ask each source (or ``only`` some) what is new, and keep it in ``store``, which is made if it is not there.

    ``tell`` hears of everything worth knowing, in the order in which it happens. Whatever is told as kept is on the disk, and a
    run that is killed loses nothing: the next one goes on where it was.

    Raises:
        StoreError: if the store or the archive cannot be written, or another run is at work.
    """
    archive = Archive(archive_of(sources, store))
    with archive.alone():
        work = _run(sources, only or sources.sources, store, archive, tell, warc, catalogue, extractor)
        return asyncio.run(work)


async def _run(
    sources: Sources, chosen: Sequence[Source], store: Path, archive: Archive, tell: Tell, warc: Path | None,
    catalogue: Path | None, extractor: str,
) -> Summary:  # fmt: skip
    workers = min(_MOST_WORKERS, os.cpu_count() or 1) if sources.workers is None else sources.workers
    async with AsyncExitStack() as stack:
        keeper = await stack.enter_async_context(Keeper(store))
        readers = stack.enter_context(Readers(workers))
        records = stack.enter_context(nullcontext() if warc is None else Warc(warc))
        fetcher = Fetcher(contact=sources.contact, warc=records)
        stack.push_async_callback(fetcher.close)
        beside = Path(os.path.relpath(archive.folder.absolute(), store.absolute().parent))
        await keeper(lambda kept: kept.keep_archive(beside))
        around = Surroundings(
            keeper, readers, fetcher, Robots(fetcher), archive, tell, sources.path.parent, catalogue, extractor
        )
        places = asyncio.Semaphore(_SOURCES_AT_ONCE)

        async def one(source: Source) -> SourceResult:
            async with places:
                return SourceResult(source.name, await Following(source, around).go())

        tasks = [asyncio.ensure_future(one(source)) for source in chosen]
        try:
            results = await asyncio.gather(*tasks)
        except BaseException:
            # The first error is told; what the others have begun is picked up by the next run.
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            raise
        findings = await keeper.refresh_findings()
    return Summary(results=tuple(results), findings=findings)
