"""A body as received becomes reports: in a process of its own, which a hostile file may bring down without harm."""

from __future__ import annotations

import io
import os
import threading
from functools import cache, partial
from hashlib import sha256
from multiprocessing import connection, parent_process
from pathlib import Path  # noqa: TC003 (processes send it)
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from solieu.collect.archive import Archive
from solieu.collect.links import PageLink, attachment_links
from solieu.errors import ReadError, SolieuError, kind_and_line
from solieu.knowledge.catalogue import Catalogue, read_catalogue
from solieu.model import Report
from solieu.pipeline import understand
from solieu.read import About, Limits, Source, read_loaded, unfold
from solieu.store.watching import Read

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Body", "Task", "end_with_parent", "read_body"]

_UNPACKED_TIMES = 8


class Task(NamedTuple):
    """A body that is to be read."""

    archive: Path
    digest: str
    name: str
    url: str | None
    """``None`` for files of this computer."""
    media_type: str | None
    title: str | None
    day: date | None
    limit: int
    endings: tuple[str, ...]
    catalogue: Path | None


class Body(NamedTuple):
    """What is in it."""

    reads: tuple[Read, ...]
    attachments: tuple[PageLink, ...] = ()


def end_with_parent() -> None:
    """Let this process end when the program that started it does, however that ends."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@cache
def _catalogue(path: Path | None) -> Catalogue | None:
    return None if path is None else read_catalogue(path)


def read_body(task: Task) -> Body:
    """The reports in a body and the attachments that it leads to; what cannot be read is told and kept."""
    data = Archive(task.archive).get(task.digest, task.limit)
    limits = Limits(size=task.limit, unpacked=_UNPACKED_TIMES * task.limit)
    about = About(title=task.title, url=task.url, day=task.day, kind=task.media_type)
    whole = Source(task.name, stream=partial(io.BytesIO, data), about=about)
    reads = tuple(_read(source, task, limits) for source in unfold(whole, lambda _: None, limits))
    links = () if task.url is None else tuple(attachment_links(data, task.url, task.endings))
    return Body(reads, links)


def _read(source: Source, task: Task, limits: Limits) -> Read:
    part = source.name.removeprefix(task.name).lstrip("/")
    data: bytes | None = None
    try:
        data = source.load(limits.size)
        report = read_loaded(source, data, limits=limits)
        understood = understand(report, _catalogue(task.catalogue), source.about.day)
        # Where it came from is known; what the page says of its own address may be anything.
        return Read(part, msgspec.structs.replace(understood, url=task.url or understood.url))
    except ReadError as error:
        sentence = str(error)
    except SolieuError:
        raise
    except Exception as fault:
        sentence = f"{source.name}: solieu failed here ({kind_and_line(fault)}): please report it with this file."
    digest = "" if data is None else sha256(data).hexdigest()
    return Read(part, Report(name=source.name, sha256=digest, url=task.url, warnings=(sentence,)), sentence)
