"""One source in one run: what it leads to is noted, then asked for, then read; each step is kept before the next begins."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from solieu.clock import now
from solieu.collect.addresses import host_of, is_within, site_of
from solieu.collect.discover import discoveries, sites_of
from solieu.collect.local import files_of
from solieu.collect.reading import Body, Task
from solieu.collect.same import say_the_same
from solieu.collect.troubles import CannotFetch
from solieu.model import Report
from solieu.store import RunCounts
from solieu.store.watched import DueRule, Link
from solieu.store.watching import Read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from solieu.collect.archive import Archive
    from solieu.collect.fetch import Fetched, Fetcher
    from solieu.collect.keeper import Keeper
    from solieu.collect.local import LocalFile
    from solieu.collect.readers import Readers
    from solieu.collect.robots import Robots
    from solieu.collect.sources import Source
    from solieu.store.watched import Waiting, WatchedPage
    from solieu.store.watching import Took

    Tell: TypeAlias = Callable[["Told"], None]

__all__ = ["Following", "Surroundings", "Told"]

T = TypeVar("T")

_AT_ONCE = 256
_OF_THE_HOST = frozenset({"host_silent", "asked_to_wait", "robots_unreachable"})
"""Troubles that say nothing of an address: the rest of the source waits for the next run."""
_MOST_TROUBLES = 50


class Told(NamedTuple):
    """Something worth knowing: of a source, or of an address of it."""

    source: str
    word: str
    """See ``words.toml``; ``asked`` and ``ends`` have no sentence of their own."""
    values: dict[str, Any]
    address: str | None = None
    report: int | None = None
    is_trouble: bool = False
    counts: RunCounts | None = None


class Surroundings(NamedTuple):
    """What all sources of a run share."""

    keeper: Keeper
    readers: Readers
    fetcher: Fetcher
    robots: Robots
    archive: Archive
    tell: Tell
    root: Path
    """From which folders are seen."""
    catalogue: Path | None
    extractor: str


class Following:
    """The run of one source."""

    def __init__(self, source: Source, around: Surroundings) -> None:
        self._source = source
        self._around = around
        self._keeper = around.keeper
        self._counts = RunCounts()
        self._number = 0
        self._since = ""
        self._is_later = False
        """Whether what is found now was published since the last run."""
        self._reading: set[asyncio.Task[None]] = set()
        self._closed: set[str] = set()
        """Hosts that are asked for nothing more in this run."""

    async def go(self) -> RunCounts:
        """Ask for what is new, and say how it went."""
        source, counts = self._source, self._counts
        self._number = await self._keeper(lambda kept: kept.follow(source.name, source.kind, source.address))
        run = await self._keeper(lambda kept: kept.begin_run(self._number))
        self._since = now()
        self._tell("begins")
        try:
            await self._read_what_waits()
            await (self._local() if source.is_local else self._web())
        finally:
            await self._drain()
        await self._keeper(lambda kept: kept.end_run(run, counts))
        self._tell("ends", counts=counts)
        return counts

    async def _web(self) -> None:
        try:
            await self._discover()
        except CannotFetch as trouble:
            self._note(trouble, self._source.address)
            if trouble.word in _OF_THE_HOST:
                self._closed.add(host_of(self._source.address))
        await self._ask_for_all()

    async def _discover(self) -> None:
        source, number = self._source, self._number
        is_resuming = await self._keeper(lambda kept: kept.is_walking(number))
        self._is_later = await self._keeper(lambda kept: kept.has_walked(number)) and not is_resuming
        mark = (None, None) if is_resuming else await self._keeper(lambda kept: kept.list_mark(number))
        await self._keeper(lambda kept: kept.begin_walk(number))
        first = True

        async def ask(address: str) -> Fetched:
            nonlocal first
            etag, modified = mark if first else (None, None)
            first = False
            return await self._fetch(address, etag, modified, any_type=True)

        etag, modified = mark
        async for found in discoveries(source, ask):
            if found.is_unchanged:
                break
            etag, modified = found.etag, found.modified
            links = [
                Link(one.address, one.title, None if one.day is None else one.day.isoformat()) for one in found.entries
            ]
            new = await self._keeper(lambda kept, links=links: kept.add_links(number, links))  # type: ignore[misc]
            if source.kind == "listing" and not new and not is_resuming:
                break
        await self._keeper(lambda kept: kept.end_walk(number, etag, modified))

    async def _ask_for_all(self) -> None:
        room = self._source.most
        while room > 0:
            pages = await self._due(min(room, _AT_ONCE))
            if pages:
                room -= len(pages)
                await self._ask_for(pages)
            elif self._reading:
                # What is being read may lead to attachments.
                await self._drain()
            else:
                return
        await self._drain()
        self._counts.waiting += await self._left()

    async def _due(self, limit: int) -> list[WatchedPage]:
        asked = partial(self._by_rule, limit=limit)
        return await self._keeper(lambda kept: asked(kept.due))

    async def _left(self) -> int:
        return await self._keeper(lambda kept: self._by_rule(kept.count_due))

    def _by_rule(self, ask: Callable[..., T], **more: int) -> T:
        rule = DueRule(self._source.recheck_hours, self._source.recheck_days)
        return ask(self._number, rule, missing=self._source.missing, since=self._since, **more)

    async def _ask_for(self, pages: Sequence[WatchedPage]) -> None:
        """One after the other, or over as many connections as the source may have."""
        ahead = iter(pages)

        async def through() -> None:
            for page in ahead:
                await self._page(page)

        await asyncio.gather(*(through() for _ in range(self._source.connections)))

    async def _page(self, page: WatchedPage) -> None:
        host = host_of(page.address)
        if host in self._closed:
            await self._postpone(page)
            return
        has_any = page.sha256 is not None
        try:
            got = await self._fetch(page.address, page.etag if has_any else None, page.modified if has_any else None)
            if not has_any and got.is_missing:
                raise CannotFetch("not_found", status=got.status)
        except CannotFetch as trouble:
            if trouble.word in _OF_THE_HOST:
                if host not in self._closed:
                    self._note(trouble, page.address)
                self._closed.add(host)
                await self._postpone(page)
            else:
                await self._failed(page, trouble)
            return
        finally:
            self._tell("asked", address=page.address)
        if got.is_unchanged:
            self._counts.unchanged += 1
            await self._keeper(lambda kept: kept.keep(page.id))
        elif got.is_missing or _leads_home(page.address, got.url):
            await self._missing(page)
        else:
            await self._received(page.id, got)

    async def _postpone(self, page: WatchedPage) -> None:
        self._counts.waiting += 1
        await self._keeper(lambda kept: kept.postpone(page.id))

    async def _failed(self, page: WatchedPage, trouble: CannotFetch) -> None:
        self._note(trouble, page.address)
        await self._keeper(lambda kept: kept.fail(page.id, trouble.trouble, refused=trouble.refused))
        if trouble.word == "not_found":
            await self._keeper(lambda kept: kept.miss(page.id, most=self._source.missing))

    async def _missing(self, page: WatchedPage) -> None:
        is_gone = await self._keeper(lambda kept: kept.miss(page.id, most=self._source.missing))
        if is_gone:
            self._counts.gone += 1
        if page.state != "gone":
            self._tell("gone" if is_gone else "missing", address=page.address)

    async def _received(self, page: int, got: Fetched) -> None:
        digest = await asyncio.to_thread(self._around.archive.put, got.body)
        version = await self._keeper(
            lambda kept: kept.receive(
                page,
                sha256=digest,
                size=len(got.body),
                url=got.url,
                media_type=got.media_type,
                etag=got.etag,
                modified=got.modified,
            )
        )
        if version is None:
            self._counts.unchanged += 1
        else:
            self._begin_reading(version)

    async def _fetch(
        self, address: str, etag: str | None = None, modified: str | None = None, *, any_type: bool = False
    ) -> Fetched:
        async def allowed(url: str) -> bool:
            if url != address and not is_within(site_of(url), (*sites_of(self._source), site_of(address))):
                raise CannotFetch("redirect_elsewhere", refused=True, target=url[:200])
            return await self._around.robots.allows(url, self._source, self._counts)

        return await self._around.fetcher.get(
            address, self._source, self._counts, etag=etag, modified=modified, allowed=allowed, any_type=any_type
        )

    async def _local(self) -> None:
        source, number = self._source, self._number
        try:
            files = await asyncio.to_thread(lambda: list(files_of(source, self._around.root)))
        except (CannotFetch, OSError) as error:
            trouble = error if isinstance(error, CannotFetch) else CannotFetch("no_folder", reason=str(error))
            self._note(trouble, source.address)
            return
        known = {one.address: one for one in await self._keeper(lambda kept: kept.files(number))}
        for file in files[: source.most]:
            page = known.pop(file.address, None)
            if page is not None and page.modified == file.mark and page.sha256 is not None and not page.missing:
                self._counts.unchanged += 1
            else:
                await self._file(file)
                self._tell("asked", address=file.address)
        for file in files[source.most :]:
            known.pop(file.address, None)
        self._counts.waiting = max(0, len(files) - source.most)
        if source.kind == "folder":
            for page in known.values():
                await self._missing(page)

    async def _file(self, file: LocalFile) -> None:
        number = self._number
        await self._keeper(lambda kept: kept.add_links(number, [Link(file.address)]))
        page = await self._keeper(lambda kept: kept.page(file.address))
        if page is None or page.source_id != number:
            return
        try:
            if file.size > self._source.bytes:
                raise CannotFetch("too_large", refused=True, megabytes=f"{self._source.size:g}")
            body = await asyncio.to_thread(file.path.read_bytes)
        except (CannotFetch, OSError) as error:
            trouble = error if isinstance(error, CannotFetch) else CannotFetch("no_file", reason=str(error.strerror))
            await self._failed(page, trouble)
            return
        digest = await asyncio.to_thread(self._around.archive.put, body)
        version = await self._keeper(
            lambda kept: kept.receive(page.id, sha256=digest, size=len(body), url=file.address, modified=file.mark)
        )
        if version is not None:
            self._begin_reading(version)

    async def _read_what_waits(self) -> None:
        """What a run before this one received and was stopped before it read it."""
        for version in await self._keeper(lambda kept: kept.waiting(limit=1_000_000)):
            if version.source_id == self._number:
                self._begin_reading(version)
        await self._drain()

    def _begin_reading(self, version: Waiting) -> None:
        task = asyncio.ensure_future(self._read(version))
        self._reading.add(task)
        task.add_done_callback(self._reading.discard)

    async def _drain(self) -> None:
        while self._reading:
            await asyncio.gather(*self._reading)

    async def _read(self, version: Waiting) -> None:
        is_web = not self._source.is_local
        task = Task(
            self._around.archive.folder, version.sha256, version.address, version.url if is_web else None, version.media_type,
            version.title, self._day_of(version), self._source.bytes, tuple(self._source.attachments), self._around.catalogue,
        )  # fmt: skip
        try:
            body = await self._around.readers.read(task)
        except CannotFetch as trouble:
            failed = Report(name=version.address, sha256=version.sha256, warnings=(str(trouble),))
            body = Body((Read("", failed, str(trouble)),))
        links = [one for one in body.attachments if is_within(site_of(one.address), sites_of(self._source))]
        if links:
            found = [Link(one.address, one.words or None, version.day, version.page_id) for one in links]
            await self._keeper(lambda kept: kept.add_links(self._number, found))
        took = await self._keeper(
            lambda kept: kept.take(version, body.reads, extractor=self._around.extractor, is_same=say_the_same)
        )
        if took.is_same and not await self._keeper(lambda kept: kept.is_kept(version.sha256)):
            await asyncio.to_thread(self._around.archive.drop, version.sha256)
        self._count(version, took)

    def _day_of(self, version: Waiting) -> date | None:
        """The day that counts where the report itself tells none: as the list tells, else that on which it was first seen there."""
        if version.day is not None:
            return date.fromisoformat(version.day)
        return date.fromisoformat(version.fetched[:10]) if self._is_later else None

    def _count(self, version: Waiting, took: Took) -> None:
        for error in took.errors:
            self._counts.failed += 1
            self._tell(
                "unreadable",
                {"reason": error.removeprefix(f"{version.address}: ")},
                address=version.address,
                is_trouble=True,
            )
        if took.is_same:
            self._counts.unchanged += 1
            return
        good = [one for one in took.added if one.outcome != "failed"]
        for one in good:
            is_new = took.is_first and one.outcome == "added"
            word = "added" if is_new else "changed"
            if not took.is_first:
                self._counts.changed += 1
            elif is_new:
                self._counts.added += 1
            else:
                self._counts.unchanged += 1
                continue
            self._tell(word, address=version.address, report=one.id)

    def _note(self, trouble: CannotFetch, address: str) -> None:
        self._counts.failed += 1
        self._tell(trouble.word, trouble.values, address=address, is_trouble=True)

    def _tell(
        self, word: str, values: dict[str, Any] | None = None, *, address: str | None = None, report: int | None = None,
        is_trouble: bool = False, counts: RunCounts | None = None,
    ) -> None:  # fmt: skip
        if is_trouble and len(self._counts.troubles) < _MOST_TROUBLES:
            self._counts.troubles.append((word, {**(values or {}), "address": address}))
        self._around.tell(Told(self._source.name, word, values or {}, address, report, is_trouble, counts))


def _leads_home(asked: str, got: str) -> bool:
    """Whether a page led to the front page of its site, as some sites do in place of saying that it is gone."""
    return urlsplit(got).path in ("", "/") and not urlsplit(got).query and urlsplit(asked).path not in ("", "/")
