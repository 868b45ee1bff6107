"""Files in ZIP, GZIP and Zstandard archives, one after the other and in memory only."""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
import zipfile
import zlib
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

from solieu.errors import MissingExtra, ReadError
from solieu.read.sources import Source, is_readable, too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from _typeshed import WriteableBuffer

    from solieu.read.budget import Budget

__all__ = ["Joined", "gunzipped", "is_hidden", "label", "unpacked_zstd", "zip_members"]

_MIB = 1024 * 1024
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 100_000
"""Entries of a directory that is taken into memory at all, however many files may be read."""
_LARGEST_DIRECTORY = 64 * _MIB
_LOCKED = 0x1
_NAME_IS_UTF8 = 0x800
_LOCAL_HEADER = 30
_LONGEST_LABEL = 300
# Four packed bytes may stand for 128 KiB: of so few at once no more than 64 MiB come out.
_ZSTD_PIECE = 2048
_UNPACKED_AT_ONCE = 64 * 1024
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class Joined(io.RawIOBase):
    """The bytes read already and the rest of the stream that they came from, which stays open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As :meth:`io.RawIOBase.readinto`."""
        view = memoryview(buffer)
        piece = self._head.read(len(view)) or self._rest.read(len(view))
        view[: len(piece)] = piece
        return len(piece)


class _Unpacking(io.RawIOBase):
    """A stream that is unpacked while it is read; whatever is wrong with it is a :class:`ReadError`."""

    def __init__(self, inner: io.BufferedIOBase, name: str, came_out: Callable[[int], None]) -> None:
        self._inner, self._name, self._came_out = inner, name, came_out

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As :meth:`io.RawIOBase.readinto`, with the errors of the library told in a sentence."""
        view = memoryview(buffer)
        try:
            # What comes before the damage is not lost: read() would give all or nothing.
            piece = self._inner.read1(len(view))
        except _DAMAGE:
            raise ReadError(f"{self._name} is damaged and cannot be unpacked to its end: get it once more.") from None
        self._came_out(len(piece))
        view[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Closes what it unpacks, too."""
        self._inner.close()
        super().close()


class _Counting(io.RawIOBase):
    """A file that counts what was taken from it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.taken = file, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """As :meth:`io.RawIOBase.readinto`."""
        view = memoryview(buffer)
        piece = self._file.read(len(view))
        self.taken += len(piece)
        view[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Closes the file, too."""
        self._file.close()
        super().close()


class _Gunzip(gzip.GzipFile):
    """Closes the file that it unpacks, too."""

    def __init__(self, packed: _Counting) -> None:
        super().__init__(fileobj=packed, mode="rb")
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


class _Unzstd(io.BufferedIOBase):
    """What a file of Zstandard frames unpacks to; an end that is missing is an error, too."""

    def __init__(self, packed: _Counting, name: str) -> None:
        try:
            import zstandard
        except ImportError:
            raise MissingExtra(
                f"Reading {name} needs a library that is not installed: pip install 'solieu[corpora]'."
            ) from None
        self._packed, self._error = packed, zstandard.ZstdError
        self._new = zstandard.ZstdDecompressor().decompressobj
        self._frame = self._new()
        self._rest = b""
        self._within = False

    def read1(self, size: int = -1) -> bytes:
        """Some of the next bytes, empty at the end."""
        while not self._rest:
            piece = self._packed.read(_ZSTD_PIECE)
            if not piece:
                if self._within:
                    raise EOFError
                return b""
            self._rest = self._unpack(piece)
        taken = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(taken) :]
        return taken

    def _unpack(self, piece: bytes) -> bytes:
        out = b""
        try:
            while piece:
                out += self._frame.decompress(piece)
                self._within, piece = not self._frame.eof, self._frame.unused_data
                if self._frame.eof:
                    self._frame = self._new()
        except self._error as error:
            raise ValueError(str(error)) from None
        return out

    def close(self) -> None:
        """Closes the file that it unpacks, too."""
        self._packed.close()
        super().close()


def gunzipped(file: BinaryIO, name: str, budget: Budget, *, counted: bool) -> BinaryIO:
    """What the GZIP archive ``file`` unpacks to; ``counted`` says whether the budget is asked for it.

    Reading it raises :class:`ReadError` if it is damaged or a bomb.
    """
    packed = _Counting(file)
    return _watched(packed, _Gunzip(packed), name, budget, counted=counted)


def unpacked_zstd(file: BinaryIO, name: str, budget: Budget, *, counted: bool) -> BinaryIO:
    """As :func:`gunzipped`, of a Zstandard archive.

    Raises:
        MissingExtra: if its library is not installed.
    """
    packed = _Counting(file)
    return _watched(packed, _Unzstd(packed, name), name, budget, counted=counted)


def _watched(packed: _Counting, inner: io.BufferedIOBase, name: str, budget: Budget, *, counted: bool) -> BinaryIO:
    ratio = budget.limits.ratio
    total = 0

    def came_out(size: int) -> None:
        nonlocal total
        total += size
        if total > _MIB and total > ratio * packed.taken:
            raise _bomb(name, ratio)
        if counted:
            budget.count_bytes(size)

    return io.BufferedReader(_Unpacking(inner, name, came_out), _UNPACKED_AT_ONCE)


def _bomb(name: str, ratio: int) -> ReadError:
    return ReadError(
        f"{name} unpacks to more than {ratio} times its size, as only files made to do harm do: it is left out."
    )


def zip_members(file: BinaryIO, name: str, budget: Budget, note: Callable[[str], None]) -> Iterator[Source]:
    """A source for each file in the ZIP archive that would count in a folder, in the order of their names.

    Raises:
        ReadError: if the archive is damaged.
    """
    archive = _opened(file, name)
    overlapping = _overlapping(archive.infolist())
    labelled = sorted((_label(info), index) for index, info in enumerate(archive.infolist()) if not info.is_dir())
    seen = [(words, index) for words, index in labelled if not is_hidden(words)]
    counting = [(words, index) for words, index in seen if is_readable(words)]
    for words, index in counting:
        budget.count_member()
        info, full_name = archive.infolist()[index], f"{name}/{words}"
        problem = _problem(info, full_name, budget, overlaps=index in overlapping)
        if problem is None:
            budget.count_bytes(info.file_size)
        yield Source(full_name, problem=problem, stream=partial(_member, archive, info, full_name))
    if passed_over := len(seen) - len(counting):
        note(f"{name}: {passed_over} file{'s' * (passed_over > 1)} of other kinds passed over.")
    if not counting:
        raise ReadError(f"{name} holds nothing to read: pack reports into it (.docx, .html, .pdf, .txt …).")


def _opened(file: BinaryIO, name: str) -> zipfile.ZipFile:
    if _entries(file) > _MOST_ENTRIES:
        raise ReadError(f"{name} holds more than {_MOST_ENTRIES:,} files: split it.")
    try:
        return zipfile.ZipFile(file)
    except _DAMAGE:
        raise ReadError(f"{name} is damaged: its list of files cannot be read; get it once more.") from None


def _entries(file: BinaryIO) -> int:
    """How many its directory lists, counted at its end: what an archive itself says of them may be a lie."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _LARGEST_DIRECTORY))
    found, carried = 0, b""
    while piece := file.read(_MIB):
        window = carried + piece
        found += window.count(_ENTRY)
        carried = window[-(len(_ENTRY) - 1) :]
    file.seek(0)
    return found


def _overlapping(entries: Sequence[zipfile.ZipInfo]) -> frozenset[int]:
    """The entries that reach into the next one, so that the same bytes are unpacked again and again."""
    by_offset = sorted(range(len(entries)), key=lambda index: (entries[index].header_offset, index))
    found = set()
    for one, following in pairwise(by_offset):
        entry = entries[one]
        end = entry.header_offset + _LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size
        if end > entries[following].header_offset:
            found.add(one)
    return frozenset(found)


def _problem(info: zipfile.ZipInfo, name: str, budget: Budget, *, overlaps: bool) -> ReadError | None:
    limits = budget.limits
    if overlaps:
        return ReadError(f"{name} shares its bytes with another file of the archive, as only bombs do: it is left out.")
    if info.flag_bits & _LOCKED:
        return ReadError(f"{name} is locked with a password: pack it without one.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return ReadError(f"{name} is packed in a way that solieu does not read: pack it as usual ZIP (deflate).")
    if info.file_size > _MIB and info.file_size > limits.ratio * info.compress_size:
        return _bomb(name, limits.ratio)
    if info.file_size > limits.size:
        return too_large(name, limits.size)
    return None


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> BinaryIO:
    try:
        inner = archive.open(info)
    except _DAMAGE:
        raise ReadError(f"{name} is damaged and cannot be unpacked: get the archive once more.") from None
    return io.BufferedReader(_Unpacking(inner, name, _uncounted))  # type: ignore[arg-type]


def _uncounted(_: int) -> None:
    """A member never gives more than the directory says, which was counted before."""


def _label(info: zipfile.ZipInfo) -> str:
    given = info.orig_filename
    if not info.flag_bits & _NAME_IS_UTF8:
        given = _decoded(given)
    return label(given) or "?"


def _decoded(given: str) -> str:
    """A name whose encoding the archive does not tell: old programs wrote that of the machine."""
    try:
        data = given.encode("cp437")
    except UnicodeEncodeError:
        return given
    for encoding in ("utf-8", "cp1258"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return given


def label(given: str) -> str:
    r"""A stranger's name for a file, made one that leads nowhere and stands on one line.

    >>> label("..\\..//C:/thang 9/./b\x00ao.txt")
    'C:/thang 9/b ao.txt'
    """
    plain = _UNPRINTABLE.sub(" ", unicodedata.normalize("NFC", given)).replace("\\", "/")
    parts = (part.strip() for part in plain.split("/"))
    joined = "/".join(part for part in parts if part not in ("", ".", ".."))
    return joined if len(joined) <= _LONGEST_LABEL else "…" + joined[-_LONGEST_LABEL:]


def is_hidden(words: str) -> bool:
    """Whether a file is one that programs keep for themselves: ``.DS_Store``, ``__MACOSX/._a.txt``."""
    return any(part.startswith(".") or part == "__MACOSX" for part in words.split("/"))
