"""Files that people put into the inbox: read in a process of their own, so that nobody who reads pages waits for it."""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import traceback
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from solieu.errors import ReadError, SolieuError
from solieu.export.harmless import one_line
from solieu.model import Report
from solieu.pipeline import understand
from solieu.read import Limits, Source, read_loaded, unfold
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MOST_BYTES", "Intake", "Taken", "take_in"]

MOST_BYTES = Limits().size
"""Of a file as received."""
_LONGEST_NAME = 200


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a report in a file."""

    name: str
    outcome: str
    """``added``, ``known``, ``again`` or ``failed``."""
    id: int | None = None
    title: str | None = None
    error: str | None = None


class Intake:
    """One process that reads files and writes them to the store, one after the other; started when it is first needed."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._process: ProcessPoolExecutor | None = None

    async def take(self, name: str, content: bytes) -> list[Taken]:
        """What became of each report in a file; a file that brings the process down is told of and stops no other."""
        with tempfile.TemporaryDirectory(prefix="solieu-") as folder:
            path = Path(folder, "received")
            path.write_bytes(content)
            if self._process is None:
                # A fresh process: a copy of this one would hold its threads' locks and its connections.
                self._process = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
            work = asyncio.get_running_loop().run_in_executor(
                self._process, take_in, str(self._store), str(path), plain_name(name)
            )
            try:
                return await work
            except BrokenProcessPool:
                self._process = None
                return [
                    Taken(
                        name=plain_name(name),
                        outcome="failed",
                        error="The program that read it was ended, perhaps for want of memory.",
                    )
                ]

    def close(self) -> None:
        """End the process when what it does is done."""
        if self._process is not None:
            self._process.shutdown()
            self._process = None


def plain_name(name: str) -> str:
    r"""The last part of a file's name as a browser gives it, on one line.

    >>> plain_name("C:\\bao cao\\thang 9.docx"), plain_name("../../etc/passwd"), plain_name("")
    ('thang 9.docx', 'passwd', 'upload')
    """
    return one_line(PurePosixPath(name.replace("\\", "/")).name)[-_LONGEST_NAME:] or "upload"


def take_in(store: str, path: str, name: str) -> list[Taken]:
    """Read the file at ``path``, write each report in it to ``store`` whole or not at all, and say what became of each."""
    limits = Limits()
    with Store.open(store) as opened:
        taken = [_put(opened, source, limits) for source in _sources(Path(path), name, limits)]
        opened.refresh_findings()
    return taken


def _sources(path: Path, name: str, limits: Limits) -> Iterator[Source]:
    return unfold(Source(name, path), lambda _: None, limits)


def _put(store: Store, source: Source, limits: Limits) -> Taken:
    data: bytes | None = None
    try:
        data = source.load(limits.size)
        digest = sha256(data).hexdigest()
        if store.has(digest):
            known = store.saw(digest, source.name, source.about.url)
            return _told(store, source.name, known.outcome, known.id)
        report = understand(read_loaded(source, data, limits=limits), None, source.about.day)
    except ReadError as error:
        sentence = str(error)
    except SolieuError:
        raise
    except Exception as fault:
        # One report that solieu itself fails on must not cost the others of the archive.
        frame = traceback.extract_tb(fault.__traceback__)[-1]
        sentence = f"solieu failed here ({type(fault).__name__} in {PurePosixPath(frame.filename).name}, line {frame.lineno}): please report it with this file."
    else:
        added = store.add(report)
        return _told(store, source.name, added.outcome, added.id)
    failed = Report(name=source.name, sha256="" if data is None else sha256(data).hexdigest(), warnings=(sentence,))
    kept = store.add(failed, error=sentence)
    return Taken(name=source.name, outcome="failed", id=kept.id, error=sentence)


def _told(store: Store, name: str, outcome: str, number: int) -> Taken:
    about = store.about(number)
    return Taken(name=name, outcome=outcome, id=number, title=None if about is None else about.title)
