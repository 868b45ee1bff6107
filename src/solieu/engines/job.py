"""What every engine runs: one part, from its files to its files."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from solieu.arrow import SKIPPED, extract_batch, may_state_figures
from solieu.arrow.columns import batch_of
from solieu.engines.deaths import Deaths
from solieu.engines.parts import FileState, Part  # noqa: TC001 (msgspec reads them)
from solieu.engines.reading import Cursor, batches, sources_of, windows
from solieu.engines.writing import Written, write_part
from solieu.errors import kind_and_line
from solieu.knowledge.catalogue import read_catalogue
from solieu.model import Report
from solieu.read import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.knowledge.catalogue import Catalogue

__all__ = ["WORK", "Done", "Form", "Settings", "Task", "do", "work"]

Form = Literal["parquet", "jsonl"]
WORK = "work"
_TOLD_ERRORS = 5
_CURSOR = Cursor()


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the results depend on, beside the documents."""

    everything: bool = False
    """Whether documents are read that the filter would skip."""
    text: bool = False
    """Whether texts are kept."""
    form: Form = "parquet"
    catalogue: str | None = None
    """The path of a user's catalogue, "#", and what tells its bytes from others."""
    limits: Limits = Limits()


class Task(msgspec.Struct, frozen=True):
    """A part to be done and where to."""

    part: Part
    output: str
    settings: Settings


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a part."""

    part: str
    states: tuple[tuple[str, FileState], ...] = ()
    """Its files by their names, as they were."""
    files: tuple[Written, ...] = ()
    documents: int = 0
    reports: int = 0
    figures: int = 0
    findings: int = 0
    skipped: int = 0
    failed: int = 0
    size: int = 0
    """Bytes of the documents."""
    seconds: float = 0.0
    errors: tuple[str, ...] = ()
    """The first of what kept documents from being read."""
    problem: str | None = None
    """Why nothing came of it at all."""


def work(task: bytes, told: Callable[[int, int], None] = lambda documents, size: None) -> bytes:
    """:func:`do` for engines that hand on bytes: a :class:`Task` in JSON, and a :class:`Done`. It raises nothing."""
    given = msgspec.json.decode(task, type=Task)
    try:
        done = do(given, told)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        done = Done(part=given.part.id, problem=f"cannot write{where}: {(error.strerror or str(error)).lower()}")
    except Exception as fault:
        done = Done(part=given.part.id, problem=f"solieu failed here ({kind_and_line(fault)}): please report it")
    return msgspec.json.encode(done)


def do(task: Task, told: Callable[[int, int], None] = lambda documents, size: None) -> Done:
    """Read the part, extract its documents, write its files. Done again, it writes the same.

    ``told`` is called after each batch with the documents in it and their bytes. Where processes died at a document, it is
    left out as one that could not be read.
    """
    began = time.monotonic()
    output = Path(task.output)
    result = _Result()
    with Deaths(output / WORK, task.part.id) as deaths:
        _read(task, deaths, result, told)
        files = write_part(output, task.part.id, output / WORK, result.extracted, result.skipped, task.settings.form)
    extracted, skipped = result.extracted, result.skipped
    errors = [sentence for batch in extracted for sentence in batch.column("error").to_pylist() if sentence]
    return Done(
        part=task.part.id,
        states=tuple((one.name, one.state) for one in task.part.slices),
        files=files,
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


def _read(task: Task, deaths: Deaths, result: _Result, told: Callable[[int, int], None]) -> None:
    settings = task.settings
    limits, catalogue = settings.limits, _catalogue(settings.catalogue)
    entered = 0
    for window in windows(sources_of(task.part, limits, _CURSOR), limits):
        result.documents += window.num_rows
        result.size += _size(window)
        kept = window if settings.everything else _relevant(window, result.skipped)
        told(window.num_rows - kept.num_rows, _size(window) - _size(kept))
        for number, batch in batches(kept, entered, deaths.suspects):
            if number in deaths.fatal:
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


def _relevant(batch: pa.RecordBatch, skipped: list[pa.RecordBatch]) -> pa.RecordBatch:
    """The documents that may state figures; the others are added to ``skipped``."""
    kept = may_state_figures(batch)
    if kept.false_count:
        left = batch.filter(pc.invert(kept))
        sizes = pc.binary_length(left.column("content")).cast(pa.int64())
        skipped.append(pa.RecordBatch.from_arrays([left.column("name"), left.column("url"), sizes], schema=SKIPPED))
    return batch.filter(kept)


def _left_out(batch: pa.RecordBatch) -> pa.RecordBatch:
    names = batch.column("name").to_pylist()
    reports = [Report(name=name, url=url) for name, url in zip(names, batch.column("url").to_pylist(), strict=True)]
    return batch_of(
        reports, [f"{name}: the process that read it died or was stopped, again and again." for name in names]
    )
