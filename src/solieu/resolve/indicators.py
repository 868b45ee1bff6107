"""Printed words → an entry of the catalogue of indicators.

A name is found in a phrase where all its words stand there in order and close together, fillers apart: "tỷ lệ hồ sơ *được*
giải quyết trực tuyến" is "tỷ lệ hồ sơ giải quyết trực tuyến". The unit must fit, the heaviest name wins, and a phrase
that says much else beside a light name is not named by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from solieu.knowledge.catalogue import Catalogue, Name, catalogue
from solieu.model import Measure, Mention, Sentence

__all__ = ["Quantity", "identify"]

_FREE: frozenset[Measure] = frozenset({"attainment", "change", "index", "share", "rank"})
_DERIVED: frozenset[Measure] = frozenset({"attainment", "change", "index", "difference"})
_FITTING = {
    "money": frozenset({"money"}),
    "percent": frozenset({"percent"}),
    "count": frozenset({"count", "quantity"}),
    "area": frozenset({"area", "quantity"}),
    "mass": frozenset({"mass", "quantity"}),
    "length": frozenset({"length", "quantity"}),
    "score": frozenset({"score"}),
    "multiplier": frozenset({"count", "quantity", "money"}),
}
_ANY_COUNT = frozenset({"count", "score", "quantity"})
_OTHER = frozenset({"quantity"})
# A rate that changes is a difference; only these of the percentages are growth or indices themselves.
_CHANGING_RATES = frozenset({"grdp_growth", "gross_output_growth", "iip", "cpi", "population_growth_rate"})

_OUT_OF_ORDER = 0.75
_PER_GAP = 0.1
_WIDEST_GAP = 3
_SURE_WEIGHT = 8.5
_SURE_COVERAGE = 0.45


class _Found(NamedTuple):
    name: Name
    score: float
    coverage: float
    """How much of what the phrase says the name explains, from 0 to 1."""


class Quantity(NamedTuple):
    """What is known of a figure beside its words."""

    dimension: str | None
    measure: Measure
    unit: str | None = None
    unit_text: str = ""
    context: str = ""
    """The lower-case words around: the paragraph so far, the heading, the title."""


def identify(
    phrases: Iterable[str],
    dimension: str | None,
    measure: Measure,
    *,
    unit: str | None = None,
    unit_text: str = "",
    context: str = "",
) -> str | None:
    """The identifier of the heaviest name in the first of ``phrases`` that has a fitting one, or ``None``.

    ``phrases`` are lower-case words, nearest first; ``dimension`` and ``unit`` are those of the figure and ``unit_text`` is
    printed with it; ``context`` are the lower-case words around.

    >>> identify(["tỷ lệ hồ sơ được giải quyết trực tuyến"], "percent", "level")
    'online_procedures_rate'
    >>> identify(["diện tích ngô"], "area", "level"), identify(["sản lượng ngô"], "mass", "level")
    ('planted_area', 'crop_output')
    """
    quantity = Quantity(dimension, measure, unit, unit_text, context)
    return next((found.name.id for phrase in phrases if (found := _best(phrase, quantity)) is not None), None)


def _best(phrase: str, quantity: Quantity) -> _Found | None:
    for found in _candidates(phrase):
        sure = found.coverage >= _SURE_COVERAGE or found.score >= _SURE_WEIGHT
        if sure and _fits(found.name, quantity):
            return found
    return None


@lru_cache(maxsize=4096)
def _candidates(phrase: str) -> tuple[_Found, ...]:
    """Every name found in ``phrase``, the heaviest first."""
    known = catalogue()
    words = known.words(phrase)
    found = list(_names_in(words, known))
    general = known.with_kinds(words)
    if general != words:
        found += _names_in(general, known)
    return tuple(sorted(found, key=lambda f: -f.score))


def _names_in(words: tuple[str, ...], known: Catalogue) -> Iterable[_Found]:
    present = set(words)
    total = sum(map(known.weight, present)) or 1.0
    for word in present:
        for name in known.names.get(word, ()):
            if name.needed <= present:
                closeness = _closeness(name.words, words)
                if closeness:
                    own = sum(map(known.weight, name.needed))
                    yield _Found(name, name.weight * closeness, own / total)


def _closeness(name: Sequence[str], words: tuple[str, ...]) -> float:
    """1 where ``name`` stands in ``words`` as it is, less with words between or in another order, 0 if too far apart."""
    if len(name) == 1:
        return 1.0
    best = 0.0
    start = -1
    for _ in range(words.count(name[0])):
        start = words.index(name[0], start + 1)
        at = start
        for word in name[1:]:
            try:
                at = words.index(word, at + 1)
            except ValueError:
                at = -1
                break
        gap = at - start + 1 - len(name)
        if at >= 0 and gap <= _WIDEST_GAP:
            best = max(best, 1 - _PER_GAP * gap)
    if best:
        return best
    places = [words.index(word) for word in name]
    gap = max(places) - min(places) + 1 - len(set(name))
    return _OUT_OF_ORDER - _PER_GAP * gap if 0 <= gap <= _WIDEST_GAP else 0.0


def _fits(name: Name, quantity: Quantity) -> bool:
    if name.contexts and not any(words in quantity.context for words in name.contexts):
        return False
    measure, dimension = quantity.measure, quantity.dimension
    if measure == "change" and name.dimension == "percent":
        return name.id in _CHANGING_RATES
    if measure in _FREE:
        return True
    if dimension in ("percent", "percentage_point"):
        return name.dimension == "percent" or name.rate
    if dimension is None:
        return name.dimension in _ANY_COUNT
    if dimension.endswith("_rate"):
        return _fits_rate(name, quantity)
    if name.dimension not in _FITTING.get(dimension, _OTHER):
        return False
    return dimension != "count" or not name.units or quantity.unit is None or quantity.unit in name.units


def _fits_rate(name: Name, quantity: Quantity) -> bool:
    base = (quantity.dimension or "").removesuffix("_rate")
    if name.dimension == "yield":
        return base == "mass" and "/ha" in quantity.unit_text
    if name.dimension not in _FITTING.get(base, _OTHER):
        return False
    if base == "count":
        return quantity.unit is None or quantity.unit in name.units
    return any(denominator in quantity.unit_text for denominator in name.units) if name.units else True
