"""Figures on the disk between two looks at them."""

from __future__ import annotations

from datetime import date
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

import msgspec

from solieu.export.content import Selected
from solieu.model import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Spool"]

_IN_MEMORY = 16 * 1024 * 1024
_LENGTH = 4


class Spool:
    """Figures that were seen once and can be seen again, in their order; they take no memory to speak of."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed by __exit__)
        self._encoder = msgspec.msgpack.Encoder(enc_hook=_packed)
        self._decoder = msgspec.msgpack.Decoder(Selected, dec_hook=_unpacked)

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, one: Selected) -> None:
        """Put one more behind the others."""
        data = self._encoder.encode(one)
        self._file.write(len(data).to_bytes(_LENGTH, "big") + data)

    def __iter__(self) -> Iterator[Selected]:
        self._file.seek(0)
        while head := self._file.read(_LENGTH):
            yield self._decoder.decode(self._file.read(int.from_bytes(head, "big")))


def _packed(value: Any) -> Any:
    if isinstance(value, Period):
        return value.start.toordinal(), value.end.toordinal()
    raise TypeError(type(value).__name__)


def _unpacked(kind: type, value: Any) -> Any:
    if kind is Period:
        first, last = value
        return Period(date.fromordinal(first), date.fromordinal(last))
    raise TypeError(kind.__name__)
