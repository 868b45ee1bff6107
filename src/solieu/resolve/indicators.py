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


class _Catalogue(NamedTuple):
    entries: dict[tuple[str, ...], tuple[_Entry, ...]]
    """By the words of an alias."""
    lengths: dict[str, tuple[int, ...]]
    """How many words the aliases have that begin with a word, the longest first."""


@cache
def _catalogue() -> _Catalogue:
    found: dict[tuple[str, ...], list[_Entry]] = {}
    for indicator in indicators().values():
        for alias in indicator.aliases:
            found.setdefault(_words(alias), []).append(_Entry(indicator.id, indicator.dimension))
    lengths: dict[str, set[int]] = {}
    for words in found:
        lengths.setdefault(words[0], set()).add(len(words))
    return _Catalogue(
        {words: tuple(entries) for words, entries in found.items()},
        {word: tuple(sorted(counts, reverse=True)) for word, counts in lengths.items()},
    )


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.replace(" - ", " ").replace(",", "").split())


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
    words = _words(phrase)
    entries, lengths = _catalogue()
    best, best_length = None, 0
    for start, word in enumerate(words):
        for length in lengths.get(word, ()):
            if length <= best_length:
                break
            if start + length > len(words):
                continue
            for entry in entries.get(words[start : start + length], ()):
                if _fits(entry.dimension, dimension, measure):
                    best, best_length = entry.id, length
                    break
    return best


def _fits(wanted: str, dimension: str | None, measure: Measure) -> bool:
    if measure in _FREE:
        return True
    if measure == "difference" and dimension in ("percent", "percentage_point"):
        return wanted == "percent"
    if dimension is None:
        return wanted in ("count", "score", "quantity")
    if dimension == "multiplier":
        return wanted in ("count", "quantity", "money")
    base = dimension.removesuffix("_rate")
    if dimension == "mass_rate":
        return wanted in ("yield", "mass", "quantity")
    return wanted in _FITTING.get(base, frozenset({"quantity"}))
