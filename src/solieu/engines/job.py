"""What workers do: a part, from its files to what is staged of it, and the gathering of what was staged."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from solieu.arrow import SKIPPED, extract_batch, may_state_figures
from solieu.arrow.columns import batch_of
from solieu.engines.deaths import Deaths
from solieu.engines.gathering import gather
from solieu.engines.reading import Cursor, batches, sources_of, windows
from solieu.engines.staging import stage
from solieu.engines.tasks import WORK, Done, Gathered, Gathering, Task
from solieu.errors import kind_and_line
from solieu.knowledge.catalogue import read_catalogue
from solieu.model import Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import _Hash as Digest

    from solieu.engines.tasks import Result
    from solieu.knowledge.catalogue import Catalogue

__all__ = ["do", "work"]

_TOLD_ERRORS = 5
_CURSOR = Cursor()


def work(task: bytes, told: Callable[[int, int], None] = lambda documents, size: None) -> bytes:
    """:func:`do` and :func:`gather` for engines that hand on bytes: the task and what came of it, in JSON. It raises nothing."""
    given = msgspec.json.decode(task, type=Task | Gathering)
    try:
        done: Result = do(given, told) if isinstance(given, Task) else gather(given, told)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        done = _nothing(given, f"cannot write{where}: {(error.strerror or str(error)).lower()}")
    except Exception as fault:
        done = _nothing(given, f"solieu failed here ({kind_and_line(fault)}): please report it")
    return msgspec.json.encode(done)


def _nothing(given: Task | Gathering, reason: str) -> Result:
    if isinstance(given, Task):
        return Done(part=given.part.id, problem=reason)
    return Gathered(shelf=given.shelf, problem=reason)


def do(task: Task, told: Callable[[int, int], None] = lambda documents, size: None) -> Done:
    """Read the part, extract its documents, stage what came of them. Done again, it says the same.

    ``told`` is called after each batch with the documents in it and their bytes. Where processes died at a document, it is
    left out as one that could not be read.
    """
    began = time.monotonic()
    output = Path(task.output)
    result = _Result()
    with Deaths(output / WORK, task.part.id) as deaths:
        _read(task, deaths, result, told)
        staged = stage(output, task.part.id, output / WORK, result.extracted, result.skipped)
    extracted, skipped = result.extracted, result.skipped
    errors = [sentence for batch in extracted for sentence in batch.column("error").to_pylist() if sentence]
    return Done(
        part=task.part.id,
        digest=result.digest.hexdigest()[:16],
        states=tuple((one.name, one.state) for one in task.part.slices),
        staged=staged,
        documents=result.documents,
        reports=sum(batch.num_rows for batch in extracted) - len(errors),
        figures=sum(len(batch.column("observations").flatten()) for batch in extracted),
        findings=sum(len(batch.column("findings").flatten()) for batch in extracted),
        skipped=sum(batch.num_rows for batch in skipped),
        failed=len(errors),
        size=result.size,
        seconds=round(time.monotonic() - began, 3),
        errors=tuple(errors[:_TOLD_ERRORS]),
    )


@dataclass
class _Result:
    extracted: list[pa.RecordBatch] = field(default_factory=list)
    skipped: list[pa.RecordBatch] = field(default_factory=list)
    documents: int = 0
    size: int = 0
    digest: Digest = field(default_factory=sha256)

    def mark(self, batch: pa.RecordBatch) -> None:
        """Have the digest tell these documents, too."""
        for column in batch.columns:
            self.digest.update(msgspec.msgpack.encode(column.to_pylist()))


def _read(task: Task, deaths: Deaths, result: _Result, told: Callable[[int, int], None]) -> None:
    settings = task.settings
    limits, catalogue = settings.limits, _catalogue(settings.catalogue)
    entered = 0
    for window in windows(sources_of(task.part, limits, _CURSOR), limits):
        result.documents += window.num_rows
        result.size += _size(window)
        kept = window if settings.everything else _relevant(window, result)
        result.mark(kept)
        told(window.num_rows - kept.num_rows, _size(window) - _size(kept))
        for number, batch in batches(kept, entered, deaths.suspects):
            if number in deaths.fatal:
                result.digest.update(f"without {number} ".encode())
                result.extracted.append(_left_out(batch))
            else:
                deaths.entering(number, batch.num_rows)
                result.extracted.append(extract_batch(batch, catalogue=catalogue, limits=limits, text=settings.text))
            told(batch.num_rows, _size(batch))
        entered += kept.num_rows


def _size(batch: pa.RecordBatch) -> int:
    """Bytes of the documents."""
    return pc.sum(pc.binary_length(batch.column("content"))).as_py() or 0


@cache
def _catalogue(path: str | None) -> Catalogue | None:
    return None if path is None else read_catalogue(Path(path.rpartition("#")[0]))


def _relevant(batch: pa.RecordBatch, result: _Result) -> pa.RecordBatch:
    """The documents that may state figures; the others are added to those skipped."""
    kept = may_state_figures(batch)
    if kept.false_count:
        left = batch.filter(pc.invert(kept))
        sizes = pc.binary_length(left.column("content")).cast(pa.int64())
        skipped = pa.RecordBatch.from_arrays([left.column("name"), left.column("url"), sizes], schema=SKIPPED)
        result.mark(skipped)
        result.skipped.append(skipped)
    return batch.filter(kept)


def _left_out(batch: pa.RecordBatch) -> pa.RecordBatch:
    names = batch.column("name").to_pylist()
    reports = [Report(name=name, url=url) for name, url in zip(names, batch.column("url").to_pylist(), strict=True)]
    return batch_of(
        reports, [f"{name}: the process that read it died or was stopped, again and again." for name in names]
    )
