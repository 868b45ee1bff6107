"""Figures in few bytes: what many of them share, such as words, places and periods, is kept once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from solieu.check.figures import Figure
from solieu.model import Observation

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

__all__ = ["Packer"]

_SHARED = (
    "unit_text", "unit", "measure", "status", "bound", "basis", "basis_kind", "indicator", "indicator_id", "place",
    "place_code", "place_from", "period", "period_from", "confidence",
)  # fmt: skip
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder()


class Packer:
    """Packs figures and unpacks them, without their sentences and cells."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._shared: list[Any] = []

    def pack(self, report: int, figure: Figure, comparisons: Sequence[Figure]) -> bytes:
        """A figure of the report with this number, and the comparisons made of it."""
        return _ENCODER.encode((report, self._row(figure), *map(self._row, comparisons)))

    def unpack(self, data: bytes) -> tuple[int, Figure, tuple[Figure, ...]]:
        """What was packed."""
        report, row, *comparisons = _DECODER.decode(data)
        return report, self._figure(row), tuple(map(self._figure, comparisons))

    def shared(self, value: Hashable) -> int:
        """The number under which ``value`` is kept."""
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self._shared)
            self._shared.append(value)
        return number

    def _row(self, figure: Figure) -> tuple[object, ...]:
        told, shared = figure.told, self.shared
        value = None if told.value == told.number else str(told.value)
        most = None if told.value_max is None else str(told.value_max)
        return (
            figure.index, told.start, told.end, told.quote, str(told.number), value, most,
            *[shared(getattr(told, name)) for name in _SHARED],
        )  # fmt: skip

    def _figure(self, row: Sequence[Any]) -> Figure:
        index, start, end, quote, number, value, most, *numbers = row
        known = {name: self._shared[at] for name, at in zip(_SHARED, numbers, strict=True)}
        told = Observation(
            start=start, end=end, quote=quote, sentence=(start, end), number=Decimal(number),
            value=Decimal(number if value is None else value), value_max=None if most is None else Decimal(most), **known,
        )  # fmt: skip
        return Figure(index, told, start, end, "")
