"""What many reports say, kept small: one packed record for each figure, gathered by what, where and in which unit it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from solieu.check.areas import area_since
from solieu.check.linked import content_words, figures_of, linked
from solieu.check.packed import Packer
from solieu.knowledge.checks import across_words
from solieu.model import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from solieu.check.figures import Figure
    from solieu.model import Observation, Period, Report

__all__ = ["Entry", "Key", "Ledger", "Origin"]


class Key(NamedTuple):
    """What figures of one series share."""

    indicator_id: str
    words: str
    """The content words of the printed indicator."""
    place_code: str
    since: date
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


class Ledger:
    """The figures of many reports by :class:`Key`. A report that is given twice counts once."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._origins: list[Origin] = []
        self._packer = Packer()
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
        """Each series of more than one figure, in an order that the order of the reports does not change."""
        for key in self.every_key():
            if len(self._series[key]) > 1:
                yield key, self.entries(key)

    def every_key(self) -> list[Key]:
        """What is known, in order."""
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
                packed = self._packer.pack(number, figure, comparisons.get(figure.index, ()))
                self._series.setdefault(key, []).append(packed)

    def _entry(self, data: bytes) -> Entry:
        report, figure, comparisons = self._packer.unpack(data)
        return Entry(self._origins[report], figure, comparisons)


def _key(told: Observation) -> Key | None:
    words = content_words(told.indicator)
    if told.period is None or told.place_code is None or not words or told.unit is None or told.measure == "rank":
        return None
    since = area_since(told.place_code, told.period.end)
    return Key(told.indicator_id or "", words, told.place_code, since, told.unit, _measure(told.measure, told.basis))


@lru_cache(maxsize=65536)
def _measure(measure: str, basis: str | None) -> str:
    return measure if basis is None else f"{measure} {content_words(basis)}"


def _unambiguous(entries: Sequence[Entry]) -> list[Entry]:
    groups: dict[tuple[str, Period, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.origin.sha256, entry.period, entry.told.status), []).append(entry)
    agreed = {key for key, group in groups.items() if _agree(group)}
    return [entry for entry in entries if (entry.origin.sha256, entry.period, entry.told.status) in agreed]


def _agree(group: Sequence[Entry]) -> bool:
    if len(group) == 1:
        return True
    meant = [entry.figure.meant.possible for entry in group]
    return max(one.low for one in meant) <= min(one.high for one in meant)
