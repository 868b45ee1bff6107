"""Printed words → an entry of the catalogue of indicators.

A name is found in a phrase where all its words stand there close together, fillers apart: "tỷ lệ hồ sơ *được* giải
quyết trực tuyến" is "tỷ lệ hồ sơ giải quyết trực tuyến". The unit must fit, the heaviest name wins, and a phrase that
says much else beside a light name is not named by it.
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.catalogue import PER_FILLER, Catalogue, Name, catalogue

if TYPE_CHECKING:
    from solieu.model import Measure

__all__ = ["NOT_AMOUNTS", "Found", "Quantity", "find"]

NOT_AMOUNTS: Final[frozenset[Measure]] = frozenset({"attainment", "change", "index", "share", "rank"})
"""Measures whose unit says nothing of the indicator's: a percentage may be of anything."""

_FITTING: Final = {
    "money": frozenset({"money", "quantity"}),
    "percent": frozenset({"percent"}),
    "percentage_point": frozenset({"percent"}),
    "count": frozenset({"count", "goods", "quantity"}),
    "area": frozenset({"area", "goods", "quantity"}),
    "mass": frozenset({"mass", "goods", "quantity"}),
    "length": frozenset({"length", "goods", "quantity"}),
    "score": frozenset({"score"}),
    "multiplier": frozenset({"count", "goods", "quantity", "money"}),
}
_WITHOUT_UNIT: Final = frozenset({"count", "score", "goods", "quantity"})
_OTHERWISE: Final = frozenset({"goods", "quantity"})
# A rate that changes is a difference; of the percentages only these are growth or indices themselves.
_CHANGING_RATES: Final = frozenset({"grdp_growth", "gross_output_growth", "iip", "cpi", "population_growth_rate"})

_LONGEST_PHRASE: Final = 400
_OUT_OF_ORDER: Final = 0.75
_PER_GAP: Final = 0.1
_WIDEST_GAP: Final = 3
_SURE_WEIGHT: Final = 8.5
_SURE_COVERAGE: Final = 0.45
_COVERAGE_WITH_UNIT: Final = 0.2
_COVERAGE_WITHOUT_UNIT: Final = 0.8
_COVERAGE_OF_UNIT: Final = 0.5
_COVERAGE_OF_RATE: Final = 0.75


@final
class Quantity:
    """What is known of a figure beside its words."""

    __slots__ = ("context", "dimension", "measure", "unit", "unit_text")

    def __init__(
        self, dimension: str | None, measure: Measure, unit: str | None = None, unit_text: str = "", context: str = ""
    ) -> None:
        self.dimension = dimension
        self.measure = measure
        self.unit = unit
        self.unit_text = unit_text
        """The unit as printed, in lower case."""
        self.context = context
        """The lower-case words around: what stands before, the heading, the title."""


@final
class Found:
    """A name found in a phrase."""

    __slots__ = ("name", "score")

    def __init__(self, name: Name, score: float) -> None:
        self.name = name
        self.score = score
        """The name's weight, less what stands between its words."""


@final
class _Phrase:
    """A phrase taken apart. It is weighed and its names are scored when first asked for, as most never are."""

    __slots__ = ("general", "known", "known_general_weight", "known_weight", "names", "printed", "scores", "words")

    def __init__(
        self, known: Catalogue, printed: str, words: tuple[str, ...], general: tuple[str, ...], names: list[Name]
    ) -> None:
        self.known = known
        self.printed = printed
        self.words = words
        self.general = general
        """:attr:`words` with the kinds of the products in their place."""
        self.names = names
        """The names whose words all stand in it, the heaviest first."""
        self.scores: list[float | None] = [None] * len(names)
        """Those of :attr:`names`, as far as they are known."""
        self.known_weight: float | None = None
        self.known_general_weight: float | None = None

    def score(self, at: int) -> float:
        """The score of ``names[at]``: its weight as it stands here, 0 where its words are too far apart."""
        score = self.scores[at]
        if score is None:
            name = self.names[at]
            words = self.general if name.general else self.words
            score = self.scores[at] = _score(name, words, self.printed, self.known.opposites)
        return score

    def weight(self) -> float:
        """How much :attr:`words` tell together."""
        if self.known_weight is None:
            self.known_weight = self.known.weight(*self.words)
        return self.known_weight

    def general_weight(self) -> float:
        """How much :attr:`general` tell together."""
        if self.known_general_weight is None:
            self.known_general_weight = self.known.weight(*self.general)
        return self.known_general_weight


def find(phrase: str, quantity: Quantity, known: Catalogue | None = None, *, over: float = 0.0) -> Found | None:
    """The heaviest fitting name in ``phrase`` (lower case), or ``None`` where none fits or none says enough of it.

    It is a name of ``known``, or of the catalogue that comes with solieu. Names that cannot score more than ``over``
    are not looked at.

    >>> find("tỷ lệ hồ sơ được giải quyết trực tuyến", Quantity("percent", "level")).name.id
    'online_procedures_rate'
    >>> find("diện tích ngô", Quantity("area", "level")).name.id, find("sản lượng ngô", Quantity("mass", "level")).name.id
    ('planted_area', 'crop_output')
    """
    read = _read(phrase[:_LONGEST_PHRASE], known or catalogue())
    if quantity.measure == "share":
        # "công nghiệp - xây dựng chiếm 30%" is of the structure of the economy before it is of the industry's output
        return _heaviest(read, quantity, "percent") or _heaviest(read, quantity)
    if quantity.dimension == "percent" and quantity.measure == "level" and phrase.startswith("tỷ lệ "):
        return _rate_of_count(read, _heaviest(read, quantity))
    return _heaviest(read, quantity, over=over)


def _heaviest(read: _Phrase, quantity: Quantity, dimension: str | None = None, *, over: float = 0.0) -> Found | None:
    """The heaviest fitting name of ``read``, of those of one dimension where it is given."""
    best: Name | None = None
    best_score = over
    any_fits = quantity.measure in NOT_AMOUNTS and quantity.measure != "change"
    for at, name in enumerate(read.names):
        if name.most <= best_score or (dimension is not None and name.dimension != dimension):
            continue
        if not (any_fits or _fits(name, quantity)):
            continue
        if not name.contexts or any(word in quantity.context for word in name.contexts):
            score = read.score(at)
            if score > best_score and _is_sure(name, score, read, quantity):
                best, best_score = name, score
    return None if best is None else Found(best, best_score)


def _rate_of_count(read: _Phrase, found: Found | None) -> Found | None:
    """``found``, or a count that says more: "tỷ lệ *xã có trạm y tế đạt chuẩn*" is a rate of what is counted."""
    if found is not None and found.name.dimension == "percent":
        return found
    for name in read.names:
        says_more = found is None or name.needed > found.name.needed
        if name.dimension == "count" and not name.contexts and says_more and _coverage(name, read) >= _COVERAGE_OF_RATE:
            return Found(name, name.weight)
    return found


_weight_of: Final = attrgetter("weight")


@lru_cache(maxsize=4096)
def _read(phrase: str, known: Catalogue) -> _Phrase:
    words = known.words(phrase)
    general = known.with_kinds(words)
    names = _names_in(words, general, known)
    names.sort(key=_weight_of, reverse=True)
    return _Phrase(known, phrase, words, general, names)


def _names_in(words: tuple[str, ...], general: tuple[str, ...], known: Catalogue) -> list[Name]:
    names = known.names
    present = frozenset(words)
    found = [name for word in present if word in names for name in names[word] if name.needed <= present]
    if general is not words:
        with_kinds = frozenset(general)
        kinds = with_kinds - present
        found += [name for kind in kinds if kind in names for name in names[kind] if name.needed <= with_kinds]
    return found


def _score(name: Name, words: tuple[str, ...], printed: str, opposites: frozenset[str]) -> float:
    closeness = 1.0 if len(name.words) == 1 else _closeness(name.words, words, opposites)
    fillers = name.fillers
    if not closeness or not fillers:
        return name.weight * closeness
    return name.weight * closeness + PER_FILLER * (2 * len(fillers.intersection(printed.split())) - len(fillers))


def _closeness(name: tuple[str, ...], words: tuple[str, ...], opposites: frozenset[str]) -> float:
    """1 where ``name`` stands in ``words`` as it is, less with others between or out of order, 0 if too far apart."""
    opposed = not opposites.isdisjoint(words)
    first, least, at = name[0], _WIDEST_GAP + 1, -1
    for _ in range(words.count(first)):
        at = words.index(first, at + 1)
        if not opposed and words[at : at + len(name)] == name:
            return 1.0
        gap = _gap(name, words, at, opposites if opposed else None)
        if gap is not None and gap < least:
            least = gap
    if least <= _WIDEST_GAP:
        return 1 - _PER_GAP * least
    if opposed or len(set(name)) < len(name):
        return 0.0  # one "phí" is not "phí, lệ phí"
    places = [words.index(word) for word in name]
    gap = max(places) - min(places) + 1 - len(set(name))
    return _OUT_OF_ORDER - _PER_GAP * gap if gap <= _WIDEST_GAP else 0.0


def _gap(name: tuple[str, ...], words: tuple[str, ...], start: int, opposites: frozenset[str] | None) -> int | None:
    """How many other words stand between those of ``name``, which begins at ``start``.

    ``None`` if one is missing, or if one of ``opposites`` between or right before turns the name into its opposite.
    """
    at = start
    for word in name[1:]:
        try:
            at = words.index(word, at + 1)
        except ValueError:
            return None
    gap = at - start + 1 - len(name)
    if opposites and not opposites.isdisjoint(set(words[max(0, start - 1) : at]).difference(name)):
        return None
    return gap


def _coverage(name: Name, read: _Phrase) -> float:
    """How much of what the phrase says ``name`` explains."""
    if not name.general:
        return name.own_weight / read.weight()
    return name.own_weight / read.general_weight()


def _is_sure(name: Name, score: float, read: _Phrase, quantity: Quantity) -> bool:
    if quantity.dimension is None and quantity.measure == "level":
        return score >= _SURE_WEIGHT or _coverage(name, read) >= _COVERAGE_WITHOUT_UNIT
    if quantity.unit_text and _words_of_unit(quantity.unit_text, read.known) >= name.needed:
        # "17 doanh nghiệp vi phạm": the name says no more than the unit
        return _coverage(name, read) >= _COVERAGE_OF_UNIT
    if score >= _SURE_WEIGHT:
        return True
    coverage = _coverage(name, read)
    if coverage >= _SURE_COVERAGE:
        return True
    telling = quantity.unit in name.units and quantity.unit not in read.known.common_units
    return telling and coverage >= _COVERAGE_WITH_UNIT


@lru_cache(maxsize=1024)
def _words_of_unit(unit_text: str, known: Catalogue) -> frozenset[str]:
    return frozenset(known.words(unit_text))


def _fits(name: Name, quantity: Quantity) -> bool:
    """Whether a figure like ``quantity`` may be one of ``name``, whatever stands around it."""
    measure, dimension = quantity.measure, quantity.dimension
    if measure == "change" and name.dimension == "percent":
        return name.id in _CHANGING_RATES
    if measure in NOT_AMOUNTS or (quantity.unit is not None and quantity.unit in name.units):
        return True
    if dimension is None:
        return name.dimension in _WITHOUT_UNIT
    if dimension.endswith("_rate"):
        return _fits_rate(name, dimension.removesuffix("_rate"), quantity)
    if name.dimension not in _FITTING.get(dimension, _OTHERWISE):
        return name.rate and dimension.startswith("percent")
    if dimension != "count" or not name.units:
        return True
    # A noun that is no known unit ("hội trường") is not named by one of its syllables.
    return quantity.unit is None and len(name.words) > 1


def _fits_rate(name: Name, base: str, quantity: Quantity) -> bool:
    printed = quantity.unit_text.replace(" ", "")
    if name.dimension == "yield" or (base == "mass" and "/ha" in printed):
        return name.dimension == "yield" and base == "mass" and "/ha" in printed
    if name.dimension not in _FITTING.get(base, _OTHERWISE):
        return False
    if base == "count":
        return quantity.unit is None
    return not name.units or any(denominator in printed for denominator in name.units)
