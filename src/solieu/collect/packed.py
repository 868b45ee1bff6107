"""What came packed, unpacked piece by piece and never to more than was allowed."""

from __future__ import annotations

import zlib

from solieu.collect.troubles import CannotFetch

__all__ = ["Unpacker", "unpacked"]

_MIB = 1024 * 1024
_AUTOMATIC, _BARE = 47, -15
"""GZIP or zlib, as its first bytes tell; deflate without either's head, as some servers send it."""


class Unpacker:
    """Takes pieces of a body and keeps what they unpack to.

    >>> import gzip
    >>> unpacker = Unpacker("gzip", 100)
    >>> unpacker.take(gzip.compress(b"a" * 50))
    >>> len(unpacker.whole())
    50
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._encoding = encoding.strip().lower()
        if self._encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise CannotFetch("bad_encoding", refused=True, encoding=encoding[:40])
        self._plain = self._encoding in ("", "identity")
        self._zlib = zlib.decompressobj(_AUTOMATIC)
        self._is_begun = False

    def take(self, piece: bytes) -> None:
        """One more piece.

        Raises:
            CannotFetch: if there is more than the limit, or it is not packed as was told.
        """
        if self._plain:
            self._keep(piece)
            return
        while piece:
            room = self._limit - self._size + 1
            try:
                out = self._zlib.decompress(piece, room)
            except zlib.error:
                if self._is_begun or self._encoding != "deflate":
                    raise CannotFetch("bad_encoding", refused=True, encoding=self._encoding) from None
                self._zlib, self._is_begun = zlib.decompressobj(_BARE), True
                continue
            self._is_begun = True
            self._keep(out)
            piece = self._zlib.unconsumed_tail
            if self._zlib.eof and (rest := self._zlib.unused_data):
                # Another member of a GZIP file; what is none is furniture behind it.
                if not rest.startswith(b"\x1f\x8b"):
                    return
                self._zlib, piece = zlib.decompressobj(_AUTOMATIC), rest

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._limit:
            raise CannotFetch("too_large", refused=True, megabytes=f"{self._limit / _MIB:g}")
        self._parts.append(piece)

    def whole(self) -> bytes:
        """All that came.

        Raises:
            CannotFetch: if its end is missing.
        """
        if not self._plain and self._is_begun and not self._zlib.eof:
            raise CannotFetch("dropped", may_pass=True)
        return b"".join(self._parts)

    def so_far(self) -> bytes:
        """What came until now."""
        return b"".join(self._parts)


def unpacked(body: bytes, limit: int) -> bytes:
    """What a body packed with GZIP unpacks to.

    Raises:
        CannotFetch: if that is more than ``limit`` bytes, or it is damaged.
    """
    unpacker = Unpacker("gzip", limit)
    unpacker.take(body)
    return unpacker.whole()
