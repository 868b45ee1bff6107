"""The documents of a part as record batches, read one after the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from solieu.arrow import INPUT
from solieu.engines.parts import state_of
from solieu.errors import ReadError
from solieu.read import Source, unfold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from solieu.engines.parts import Part, Slice
    from solieu.read import Limits

__all__ = ["Cursor", "batches", "sources_of", "windows"]

_WINDOW_DOCUMENTS, _WINDOW_BYTES = 8192, 8 * 1024 * 1024
_BATCH_DOCUMENTS, _BATCH_BYTES = 64, 1024 * 1024


class Cursor:
    """Goes forward in a file from slice to slice, so that what is packed is unpacked once and not for every slice again."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._next = self._first = 0
        self._sources: Iterator[Source] = iter(())

    def sources(self, wanted: Slice, limits: Limits) -> Iterator[Source]:
        """The documents of one slice; load each before the next one is asked for."""
        if self._of != (wanted.path, wanted.state, limits) or self._next > wanted.first:
            self._of, self._next = (wanted.path, wanted.state, limits), 0
            self._sources = unfold(Source(wanted.name, Path(wanted.path)), limits=limits, passed=self._is_before)
        self._first = wanted.first
        while self._next < wanted.first and next(self._sources, None) is not None:
            self._next += 1
        end = None if wanted.count is None else wanted.first + wanted.count
        while end is None or self._next < end:
            source = next(self._sources, None)
            if source is None:
                return
            self._next += 1
            yield source

    def _is_before(self) -> bool:
        return self._next < self._first


def sources_of(part: Part, limits: Limits, cursor: Cursor) -> Iterator[Source]:
    """The documents of ``part`` in their order; a file that is not what it was when the part was made has a problem."""
    for wanted in part.slices:
        if state_of(Path(wanted.path)) != wanted.state:
            changed = ReadError(f"{wanted.name} was changed or removed while it was being read: run the command again.")
            yield Source(wanted.name, problem=changed)
        else:
            yield from cursor.sources(wanted, limits)


def windows(sources: Iterable[Source], limits: Limits) -> Iterator[pa.RecordBatch]:
    """The documents in batches of some megabytes, or of one document that is larger: so many are looked through at once."""
    rows: list[dict[str, Any]] = []
    held = 0
    for source in sources:
        row = _row(source, limits)
        size = len(row["content"] or b"")
        if rows and (held + size > _WINDOW_BYTES or len(rows) >= _WINDOW_DOCUMENTS):
            yield _batch(rows)
            rows, held = [], 0
        rows.append(row)
        held += size
    if rows:
        yield _batch(rows)


def batches(window: pa.RecordBatch, first: int, alone: frozenset[int]) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The documents of ``window``, which are counted from ``first``, in smaller batches: each with the number of its first one.

    Those whose numbers are in ``alone`` come by themselves.
    """
    start = held = 0
    for row, size in enumerate(pc.binary_length(window.column("content")).to_pylist()):
        size = size or 0
        count = row - start
        full = held + size > _BATCH_BYTES or count >= _BATCH_DOCUMENTS
        if count and (full or first + row in alone or first + start in alone):
            yield first + start, window.slice(start, count)
            start, held = row, 0
        held += size
    if start < window.num_rows:
        yield first + start, window.slice(start)


def _row(source: Source, limits: Limits) -> dict[str, Any]:
    about = source.about
    row: dict[str, Any] = {
        "name": source.name.encode("utf-8", "replace").decode(),
        "url": about.url,
        "title": about.title,
        "date": about.day,
        "kind": about.kind,
        "warnings": about.warnings,
        "content": None,
        "problem": None,
    }
    try:
        row["content"] = source.load(limits.size)
    except ReadError as error:
        row["problem"] = str(error)
    return row


def _batch(rows: list[dict[str, Any]]) -> pa.RecordBatch:
    arrays = [pa.array([row.get(field.name) for row in rows], field.type) for field in INPUT]
    return pa.RecordBatch.from_arrays(arrays, schema=INPUT)
