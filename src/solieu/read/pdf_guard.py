"""PDFs made to exhaust the machine, turned down before PDFium, which cannot be interrupted, opens them.

A look at the bytes finds streams that unpack to too much. What it cannot judge (encrypted files, forms that draw forms that
draw forms …) a process of its own tries first, with a limit of time and memory.
"""

from __future__ import annotations

import base64
import math
import re
import subprocess
import sys
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solieu.errors import ReadError, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from solieu.read.limits import Limits

__all__ = ["TRIAL_SECONDS", "guard"]

TRIAL_SECONDS = 60
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_UNJUDGED = re.compile(
    rb"/Encrypt\b|/LZW|/ASCIIHexDecode|/AHx|/RunLength|/(?:Filter|Type|Subtype|XObject)?#[0-9a-fA-F]{2}"
)
_MIB = 1024 * 1024
_HEAD = 2048
_CHUNK = 65_536
_DEEPEST = 4
_KEPT = 256 * 1024
_MOST_NESTED = 10_000
_MOST_DRAWN = 10**10
_PICTURES = 20
"""How many times more pictures may unpack to than all else: they are unpacked one at a time, and only for recognition."""


def guard(data: bytes, limits: Limits) -> None:
    """Does nothing for a PDF that can be read in bounded time and memory.

    Raises:
        TooLarge: if it unpacks to more than ``limits`` allow.
        ReadError: if its pages are made such that they cannot be read to their end.
    """
    sum_of = _Sum()
    for found in _STREAM.finditer(data):
        _weigh(data, found.start(), found.end(), limits, sum_of)
    if sum_of.suspicious or _UNJUDGED.search(data):
        _try(data, limits)


@dataclass(slots=True)
class _Sum:
    """What the streams looked at so far come to."""

    unpacked: int = 0
    pictures: int = 0
    largest: int = 0
    draws: int = 0
    nested: float = 0.0
    """The logarithm of how often forms within forms may be drawn."""

    @property
    def suspicious(self) -> bool:
        return self.nested > math.log(_MOST_NESTED) or self.draws * self.largest > _MOST_DRAWN


def _weigh(data: bytes, start: int, begin: int, limits: Limits, sum_of: _Sum) -> None:
    head = data[max(0, start - _HEAD) : start]
    head = head[head.rfind(b"obj") + 1 :]
    picture, form = b"/Image" in head, b"/Form" in head
    end = data.find(b"endstream", begin)
    packed = (end if end >= 0 else len(data)) - begin
    size, kept = 0, bytearray()
    for chunk in _unpacked(data, begin, begin + packed, head):
        size += len(chunk)
        if len(kept) < _KEPT:
            kept += chunk[:_KEPT]
        if size > limits.unpacked:
            raise _too_large(limits)
        if not picture and size > _MIB and size > limits.ratio * packed:
            raise TooLarge(
                f"This PDF holds a part that unpacks to more than {limits.ratio} times its size, as no document does: "
                "ask for another copy, or raise the limit if you trust the file."
            )
    if picture:
        sum_of.pictures += size
    else:
        sum_of.unpacked += size
        sum_of.largest = max(sum_of.largest, size)
        draws = kept.count(b"Do")
        sum_of.draws += draws
        if form and draws > 1:
            sum_of.nested += math.log(draws)
    if sum_of.unpacked > limits.unpacked or sum_of.pictures > _PICTURES * limits.unpacked:
        raise _too_large(limits)


def _too_large(limits: Limits) -> TooLarge:
    return TooLarge(
        f"This PDF unpacks to more than the limit of {limits.unpacked // _MIB} MiB: raise the limit or split the file."
    )


def _unpacked(data: bytes, begin: int, end: int, head: bytes) -> Iterator[bytes]:
    """The contents of a stream piece by piece, without the packing that can be told by its bytes."""
    chunks: Iterable[bytes] = (data[at : min(at + _CHUNK, end)] for at in range(begin, end, _CHUNK))
    if b"/ASCII85Decode" in head or b"/A85" in head:
        chunks = [_plain(data[begin:end])]
    return _inflated(iter(chunks), 0)


def _plain(encoded: bytes) -> bytes:
    try:
        return base64.a85decode(encoded.strip().removeprefix(b"<~").partition(b"~>")[0])
    except ValueError:
        return encoded


def _inflated(chunks: Iterator[bytes], depth: int) -> Iterator[bytes]:
    first = next(chunks, b"")
    if depth > _DEEPEST or not _is_zlib(first):
        yield first
        yield from chunks
        return
    yield from _inflated(_inflate(first, chunks), depth + 1)


def _is_zlib(first: bytes) -> bool:
    return len(first) > 2 and first[0] & 0x0F == 8 and (first[0] * 256 + first[1]) % 31 == 0


def _inflate(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    waiting: bytes | None = first
    while waiting:
        try:
            piece = inflater.decompress(waiting, _MIB)
        except zlib.error:
            return
        if piece:
            yield piece
        if inflater.eof:
            return
        waiting = inflater.unconsumed_tail or next(chunks, None)


def _try(data: bytes, limits: Limits) -> None:
    command = [sys.executable, "-I", "-m", "solieu.read.pdf_trial"]
    command += [str(limits.pages), str(limits.unpacked), str(TRIAL_SECONDS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=4 * TRIAL_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        done = None
    if done is None or done.returncode:
        raise ReadError(
            "This PDF is built in such a way that its pages cannot be read in a minute: print it to a new PDF and give that."
        )
