"""What many reports say, kept small: one packed record for each figure, gathered by what, where and in which unit it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from solieu.check.areas import area_since
from solieu.check.figures import Figure
from solieu.check.linked import content_words, figures_of, linked
from solieu.knowledge.checks import across_words
from solieu.model import BasisKind, Bound, Measure, Observation, Period, Status, encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from solieu.model import Report

__all__ = ["Entry", "Key", "Ledger", "Origin"]


class Key(NamedTuple):
    """What figures of one series share."""

    indicator_id: str
    words: str
    """The content words of the printed indicator."""
    place_code: str
    since: str
    """Since when the place has its area: it keeps its code when it takes others in."""
    unit: str
    measure: str
    """With the words of the basis, where there is one."""


class Origin(NamedTuple):
    """The report of a figure."""

    sha256: str
    name: str


@dataclass(frozen=True, eq=False)
class Entry:
    """A figure of some report, with the comparisons made of it there."""

    origin: Origin
    figure: Figure
    comparisons: tuple[Figure, ...]

    @property
    def told(self) -> Observation:
        """The observation, as far as it was kept: neither its sentence nor its cell."""
        return self.figure.told

    @property
    def period(self) -> Period:
        """Its period; the ledger keeps no figure without one."""
        assert self.told.period is not None
        return self.told.period

    @property
    def order(self) -> tuple[str, int]:
        """The same whatever the order of the reports."""
        return self.origin.sha256, self.figure.index

    @property
    def is_certain(self) -> bool:
        """Whether it is printed without a hedge as a result, and its time is not only that of the whole report."""
        told = self.told
        return (
            told.bound == "exact"
            and told.status == "actual"
            and told.period_from != "report"
            and told.confidence >= across_words().confidence
        )


class _Packed(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What is kept of a figure. Decimals and periods as text: shorter, and exact."""

    report: int
    index: int
    start: int
    end: int
    quote: str
    number: str
    value: str
    value_max: str | None
    unit_text: str | None
    unit: str | None
    measure: Measure
    status: Status
    bound: Bound
    basis: str | None
    basis_kind: BasisKind | None
    indicator: str | None
    indicator_id: str | None
    place: str | None
    place_code: str | None
    period: str | None
    of_report: bool
    confidence: float
    comparisons: tuple[_Packed, ...] = ()


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Packed)


class Ledger:
    """The figures of many reports by :class:`Key`. A report that is given twice counts once."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._origins: list[Origin] = []
        self._series: dict[Key, list[bytes]] = {}
        known: dict[str, int] = {}
        for report in reports:
            sha256 = report.sha256 or hashlib.sha256(encode(report)).hexdigest()
            if sha256 in known:
                self._rename(known[sha256], report.name)
                continue
            known[sha256] = len(self._origins)
            self._origins.append(Origin(sha256, report.name))
            self._keep(report)

    def series(self) -> Iterator[tuple[Key, list[Entry]]]:
        """Each series with its figures, in an order that the order of the reports does not change."""
        for key in sorted(self._series):
            yield key, self.entries(key)

    def every_key(self) -> Iterable[Key]:
        """What is known."""
        return sorted(self._series)

    def entries(self, key: Key) -> list[Entry]:
        """The figures of one series without those of reports that give one figure differently: its words say too little."""
        found = sorted((self._entry(packed) for packed in self._series.get(key, ())), key=lambda one: one.order)
        return _unambiguous(found)

    def _rename(self, at: int, name: str) -> None:
        known = self._origins[at]
        self._origins[at] = Origin(known.sha256, min(known.name, name))

    def _keep(self, report: Report) -> None:
        figures = figures_of(report, hedged=False)
        comparisons = linked(figures)
        number = len(self._origins) - 1
        for figure in figures:
            key = _key(figure.told)
            if key is not None:
                packed = _packed(number, figure, comparisons.get(figure.index, ()))
                self._series.setdefault(key, []).append(_ENCODER.encode(packed))

    def _entry(self, data: bytes) -> Entry:
        packed = _DECODER.decode(data)
        return Entry(self._origins[packed.report], _figure(packed), tuple(map(_figure, packed.comparisons)))


def _key(told: Observation) -> Key | None:
    words = content_words(told.indicator)
    if told.period is None or told.place_code is None or not words or told.unit is None or told.measure == "rank":
        return None
    measure = told.measure if told.basis is None else f"{told.measure} {' '.join(content_words(told.basis))}"
    since = area_since(told.place_code, told.period.end).isoformat()
    return Key(told.indicator_id or "", " ".join(words), told.place_code, since, told.unit, measure)


def _packed(report: int, figure: Figure, comparisons: Sequence[Figure]) -> _Packed:
    told = figure.told
    return _Packed(
        report, figure.index, told.start, told.end, told.quote, str(told.number), str(told.value),
        None if told.value_max is None else str(told.value_max), told.unit_text, told.unit, told.measure, told.status,
        told.bound, told.basis, told.basis_kind, told.indicator, told.indicator_id, told.place, told.place_code,
        None if told.period is None else str(told.period), told.period_from == "report", told.confidence,
        tuple(_packed(report, one, ()) for one in comparisons),
    )  # fmt: skip


def _figure(packed: _Packed) -> Figure:
    told = Observation(
        start=packed.start, end=packed.end, quote=packed.quote, sentence=(packed.start, packed.end),
        number=Decimal(packed.number), value=Decimal(packed.value),
        value_max=None if packed.value_max is None else Decimal(packed.value_max),
        unit_text=packed.unit_text, unit=packed.unit, measure=packed.measure, status=packed.status, bound=packed.bound,
        basis=packed.basis, basis_kind=packed.basis_kind, indicator=packed.indicator, indicator_id=packed.indicator_id,
        place=packed.place, place_code=packed.place_code,
        period=None if packed.period is None else Period.parse(packed.period),
        period_from="report" if packed.of_report else None, confidence=packed.confidence,
    )  # fmt: skip
    return Figure(packed.index, told, told.start, told.end, "")


def _unambiguous(entries: Sequence[Entry]) -> list[Entry]:
    groups: dict[tuple[str, Period, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.origin.sha256, entry.period, entry.told.status), []).append(entry)
    agreed = {key for key, group in groups.items() if _agree(group)}
    return [entry for entry in entries if (entry.origin.sha256, entry.period, entry.told.status) in agreed]


def _agree(group: Sequence[Entry]) -> bool:
    meant = [entry.figure.meant.possible for entry in group]
    return max(one.low for one in meant) <= min(one.high for one in meant)
