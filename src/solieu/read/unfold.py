"""Every report in the files that are given: archives, mails and corpora are read like folders.

Nothing is written to disk, names within a file are only labels, and no more than one report is held at a time.
"""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Protocol

from solieu.errors import ReadError
from solieu.read import archives, corpora, mail
from solieu.read.budget import Budget, BudgetSpentError
from solieu.read.corpora import never
from solieu.read.limits import Limits
from solieu.read.signatures import binary_format
from solieu.read.sources import locate
from solieu.read.text_forms import begins_as_json_lines, begins_as_mail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from solieu.read.sources import Source

    Note = Callable[[str], None]

    class Unpack(Protocol):
        """Opens what a packed file unpacks to."""

        def __call__(self, file: BinaryIO, name: str, budget: Budget, *, counted: bool) -> BinaryIO: ...


__all__ = ["expand", "holds_many", "unfold"]

_HEAD = 65_536
_ZIP, _GZIP, _ZSTD, _PARQUET, _WARC, _LINES, _MAIL = (
    "a ZIP archive",
    "a GZIP archive",
    "a Zstandard archive",
    "a Parquet file",
    "a WARC file",
    "a JSON Lines file",
    "a mail",
)
_PACKED = frozenset({_ZIP, _GZIP, _ZSTD, _PARQUET})


def _silent(_: str) -> None:
    return None


def expand(paths: Iterable[str | Path], note: Note = _silent, limits: Limits | None = None) -> Iterator[Source]:
    """A source for each report in the files, folders and archives that ``paths`` name; ``-`` is standard input.

    Load each before you ask for the next one: what lies within a file is open no longer. ``note`` is told what was passed
    over; what cannot be read comes as a source with a problem, so that the others go on.
    """
    for given in locate(paths, note):
        yield from unfold(given, note, limits)


def unfold(
    given: Source, note: Note = _silent, limits: Limits | None = None, passed: Callable[[], bool] = never
) -> Iterator[Source]:
    """A source for each report in ``given``, which is the only one if it holds just itself; see :func:`expand`.

    While ``passed`` says so, the sources are passed over by the caller: of a record of a corpus no more is then looked at
    than that it is there.
    """
    bounds = limits or Limits()
    try:
        yield from _unfold(given, Budget(bounds), note, 0, passed)
    except BudgetSpentError as spent:
        yield replace(given, problem=ReadError(f"{given.name}: {spent}"))


def holds_many(data: bytes) -> str | None:
    """The name of the format, with its article, if ``data`` begins like one that holds other documents, or ``None``."""
    form = binary_format(data)
    if form is not None:
        return form if form in _PACKED else None
    if data.startswith(b"WARC/"):
        return _WARC
    if begins_as_json_lines(data[:_HEAD]):
        return _LINES
    return _MAIL if begins_as_mail(data[:_HEAD]) else None


def _unfold(source: Source, budget: Budget, note: Note, depth: int, passed: Callable[[], bool]) -> Iterator[Source]:
    if source.problem is not None:
        yield source
        return
    try:
        with source.opened() as given:
            head, file = _peeked(given)
            if file is not given:
                source = replace(source, stream=partial(_as_it_is, file))
            form = holds_many(head)
            if form is None:
                yield source
            else:
                yield from _within(source, form, file, budget, note, depth, passed)
    except BudgetSpentError:
        raise
    except (ReadError, OSError) as error:
        sentence = str(error) if isinstance(error, ReadError) else f"Cannot read {source.name} to its end."
        yield replace(source, problem=type(error)(sentence) if isinstance(error, ReadError) else ReadError(sentence))


def _within(
    source: Source,
    form: str,
    file: BinaryIO,
    budget: Budget,
    note: Note,
    depth: int,
    passed: Callable[[], bool],
) -> Iterator[Source]:
    limits = budget.limits
    if form == _LINES:
        yield from corpora.json_lines(file, source.name, limits, passed)
    elif form == _WARC:
        yield from corpora.warc_records(file, source.name, limits, note)
    elif form == _PARQUET:
        yield from corpora.parquet_rows(_seekable(file, source, limits), source.name, limits, passed)
    elif depth >= limits.depth:
        raise ReadError(
            f"{source.name} lies in archives within archives, more than {limits.depth} deep: unpack the outer ones."
        )
    else:
        for member in _members(source, form, file, budget, note, depth):
            yield from _unfold(member, budget, note, depth + 1, passed)


def _members(source: Source, form: str, file: BinaryIO, budget: Budget, note: Note, depth: int) -> Iterator[Source]:
    if form == _GZIP:
        yield replace(source, path=None, stream=partial(_unpacked, archives.gunzipped, source, budget, depth))
    elif form == _ZSTD:
        yield replace(source, path=None, stream=partial(_unpacked, archives.unpacked_zstd, source, budget, depth))
    elif form == _ZIP:
        yield from archives.zip_members(_seekable(file, source, budget.limits), source.name, budget, note)
    else:
        yield from mail.reports(source.load(budget.limits.size), source.name, budget, note)


def _unpacked(unpack: Unpack, source: Source, budget: Budget, depth: int) -> BinaryIO:
    # The bytes of a packed corpus are not counted: it is read one record after the other, however long it is.
    return unpack(source.open(), source.name, budget, counted=depth > 0)


def _peeked(file: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes, of a ZIP archive also the last ones, which name what it holds; and the file, at its beginning."""
    head = _beginning(file)
    if not file.seekable():
        return head, io.BufferedReader(archives.Joined(head, file))
    if head.startswith(b"PK"):
        size = file.seek(0, io.SEEK_END)
        file.seek(max(len(head), size - _HEAD))
        head += file.read()
    file.seek(0)
    return head, file


def _beginning(file: BinaryIO) -> bytes:
    head = b""
    try:
        while len(head) < _HEAD and (piece := file.read1(_HEAD - len(head))):  # type: ignore[attr-defined]
            head += piece
    except ReadError:
        # What comes before the damage is read; whoever goes on from there meets it again.
        if not head:
            raise
    return head


def _seekable(file: BinaryIO, source: Source, limits: Limits) -> BinaryIO:
    return file if file.seekable() else io.BytesIO(source.load(limits.size))


def _as_it_is(file: BinaryIO) -> BinaryIO:
    return file
