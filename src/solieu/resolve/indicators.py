"""Printed words → an entry of the catalogue of indicators."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from solieu.knowledge import indicators
from solieu.model import Measure

__all__ = ["identify"]


class _Entry(NamedTuple):
    id: str
    dimension: str


_LONGEST_ALIAS = 14
# A percentage may be of anything, and a change says nothing of the unit behind it.
_FREE = frozenset({"attainment", "change", "index", "share", "rank"})
_FITTING = {
    "money": frozenset({"money"}),
    "percent": frozenset({"percent"}),
    "count": frozenset({"count", "quantity"}),
    "area": frozenset({"area", "quantity"}),
    "mass": frozenset({"mass", "quantity"}),
    "yield": frozenset({"yield"}),
}


@cache
def _aliases() -> dict[str, tuple[_Entry, ...]]:
    found: dict[str, list[_Entry]] = {}
    for indicator in indicators().values():
        for alias in indicator.aliases:
            found.setdefault(alias.replace(" - ", " ").replace(",", ""), []).append(_Entry(indicator.id, indicator.dimension))
    return {alias: tuple(entries) for alias, entries in found.items()}


def identify(phrases: Iterable[str], dimension: str | None, measure: Measure) -> str | None:
    """The identifier of the longest alias in the first of ``phrases`` that has a fitting one, or ``None``.

    ``phrases`` are lower-case words, nearest first; ``dimension`` is that of the figure's unit.
    """
    for phrase in phrases:
        found = _longest(phrase, dimension, measure)
        if found is not None:
            return found
    return None


def _longest(phrase: str, dimension: str | None, measure: Measure) -> str | None:
    words = phrase.replace(" - ", " ").replace(",", "").split()
    catalogue = _aliases()
    for length in range(min(_LONGEST_ALIAS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            for entry in catalogue.get(" ".join(words[start : start + length]), ()):
                if _fits(entry.dimension, dimension, measure):
                    return entry.id
    return None


def _fits(wanted: str, dimension: str | None, measure: Measure) -> bool:
    if measure in _FREE:
        return True
    if measure == "difference" and dimension in ("percent", "percentage_point"):
        return wanted == "percent"
    if dimension is None:
        return wanted in ("count", "score", "quantity")
    base = dimension.removesuffix("_rate")
    if dimension == "mass_rate":
        return wanted in ("yield", "mass", "quantity")
    return wanted in _FITTING.get(base, frozenset({"quantity"}))
