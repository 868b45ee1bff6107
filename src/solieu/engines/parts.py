"""A crawl cut into parts: stretches of its files that are read, written and, after a crash, done again by themselves."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import msgspec

from solieu.errors import ReadError, UsageError
from solieu.read import Source, locate, unfold
from solieu.read.unfold import holds_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from solieu.read import Limits

    Note = Callable[[str], None]

__all__ = ["Cuts", "FileState", "Part", "Plan", "Slice", "part_size_for", "state_of"]

_MIB = 1024 * 1024
_HEAD = 65_536
_PARTS_WANTED = 64
_SMALLEST, _LARGEST = _MIB // 8, 8 * _MIB
_PARQUET = "a Parquet file"
_UNPACKS_TO = {"a GZIP archive": 4, "a Zstandard archive": 5, _PARQUET: 3, "a ZIP archive": 3}
"""How many times larger the documents are than the file, roughly."""
_MOST_FILES = 2_000
"""Small files in one part."""


class FileState(msgspec.Struct, frozen=True, array_like=True):
    """By which it is told whether a file changed."""

    size: int
    modified: int
    """Nanoseconds."""


class Slice(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of the documents in one file."""

    name: str
    path: str
    state: FileState
    first: int = 0
    count: int | None = None
    """``None`` for all that follow."""


class Part(msgspec.Struct, frozen=True):
    """What one worker does at a time."""

    id: str
    """The same for the same stretches of files of the same names, on any machine."""
    slices: tuple[Slice, ...]
    weight: int
    """Bytes of the files, roughly: by them the time left is told."""


class Cuts(msgspec.Struct, frozen=True):
    """After how many documents a large file was cut: counting them takes as long as unpacking it."""

    name: str
    state: FileState
    counts: tuple[int, ...]


def part_size_for(total: int) -> int:
    """Bytes of documents in one part: a power of two, for about 64 parts, and from 128 KiB to 8 MiB.

    Many parts share out the work evenly among many workers; few of them have less to be kept of each.

    >>> part_size_for(100_000_000) // 1024, part_size_for(5_000) // 1024, part_size_for(10**12) // 1024
    (2048, 128, 8192)
    """
    wanted = total // _PARTS_WANTED
    size = _SMALLEST
    while size < min(wanted, _LARGEST):
        size *= 2
    return size


def state_of(path: Path) -> FileState:
    """The present state of a file; one that is gone has no size."""
    try:
        found = path.stat()
    except OSError:
        return FileState(-1, 0)
    return FileState(found.st_size, found.st_mtime_ns)


class _File(NamedTuple):
    source: Source
    path: Path
    state: FileState
    form: str | None
    """What it is, if it may hold many documents."""

    @property
    def unpacks_to(self) -> int:
        return _UNPACKS_TO.get(self.form or "", 1)


class Plan:
    """The files of a crawl and the parts that they make."""

    def __init__(self, inputs: Iterable[str], output: Path, limits: Limits, note: Note) -> None:
        """Finds the files; what lies in ``output`` is none of them.

        Raises:
            UsageError: if standard input is asked for.
        """
        self._limits = limits
        self.problems: list[str] = []
        """One sentence for each path that cannot be read."""
        self._files: list[_File] = []
        own = output.resolve()
        for source in locate(inputs, note):
            if source.path is None:
                raise UsageError(
                    "Standard input cannot be read again after a crash: give files or folders to solieu bulk."
                )
            if source.path.resolve().is_relative_to(own):
                continue
            if source.problem is not None:
                self.problems.append(str(source.problem))
            else:
                self._files.append(_File(source, source.path, state_of(source.path), _form(source)))
        self.weight = sum(max(file.state.size, 1) for file in self._files)
        """Bytes of all files."""

    @property
    def size(self) -> int:
        """Bytes of all documents, roughly."""
        return sum(file.state.size * file.unpacks_to for file in self._files)

    def parts(
        self, size: int, known: Mapping[str, Cuts], keep: Callable[[Cuts], None] = lambda _: None
    ) -> Iterator[Part]:
        """The parts, in the order of the files, each with about ``size`` bytes of documents.

        ``known`` tells by name how files were cut before, which holds while they are unchanged; ``keep`` is told of new cuts.
        """
        group: list[Slice] = []
        held = 0
        for file in self._files:
            documents = file.state.size * file.unpacks_to
            if file.form is not None and documents > size:
                yield from _closed(group)
                group, held = [], 0
                yield from self._of_large(file, size, known.get(file.source.name), keep)
                continue
            elsewhere = group and Path(group[-1].path).parent != file.path.parent
            if elsewhere or (group and held + documents > size) or len(group) >= _MOST_FILES:
                yield from _closed(group)
                group, held = [], 0
            group.append(Slice(file.source.name, str(file.path), file.state))
            held += documents
        yield from _closed(group)

    def _of_large(self, file: _File, size: int, known: Cuts | None, keep: Callable[[Cuts], None]) -> Iterator[Part]:
        if known is not None and known.state == file.state:
            whole = sum(known.counts)
            counted: Iterable[tuple[int, int]] = ((one, file.state.size * one // whole) for one in known.counts)
        else:
            counted = self._counted(file, max(1, size // file.unpacks_to))
        counts: list[int] = []
        for count, weight in counted:
            yield _part((Slice(file.source.name, str(file.path), file.state, sum(counts), count),), weight)
            counts.append(count)
        if known is None or known.state != file.state:
            keep(Cuts(file.source.name, file.state, tuple(counts)))

    def _counted(self, file: _File, size: int) -> Iterator[tuple[int, int]]:
        """How many documents follow each other in about ``size`` bytes of the file, and in how many, until its end."""
        rows = _rows(file.path) if file.form == _PARQUET else None
        if rows:
            each = max(1, rows * size // max(1, file.state.size))
            for first in range(0, rows, each):
                count = min(each, rows - first)
                yield count, file.state.size * count // rows
            return
        handles: list[BinaryIO] = []

        def opened() -> BinaryIO:
            handles.append(file.path.open("rb"))
            return handles[-1]

        count = mark = 0
        for _ in unfold(replace(file.source, stream=opened), limits=self._limits, passed=lambda: True):
            count += 1
            at = mark if handles[-1].closed else handles[-1].tell()
            if at - mark >= size:
                yield count, at - mark
                count, mark = 0, at
        if count:
            yield count, max(1, file.state.size - mark)


def _closed(group: Sequence[Slice]) -> Iterator[Part]:
    if group:
        yield _part(tuple(group), sum(max(one.state.size, 1) for one in group))


def _part(slices: tuple[Slice, ...], weight: int) -> Part:
    told = msgspec.json.encode([(one.name, one.first, one.count) for one in slices])
    return Part(sha256(told).hexdigest()[:12], slices, weight)


def _form(source: Source) -> str | None:
    try:
        with source.opened() as file:
            return holds_many(file.read(_HEAD))
    except (ReadError, OSError):
        return None


def _rows(path: Path) -> int | None:
    from pyarrow import ArrowException, parquet

    try:
        return int(parquet.read_metadata(path).num_rows)
    except (ArrowException, OSError, ValueError):
        return None
