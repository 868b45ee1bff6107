"""The names of the indicators, taken apart into words that can be found in other words' company and order.

A name of ``indicators.csv`` is a run of words. ``{crop}`` in it is any product of that kind in ``products.csv``;
"fdi/đầu tư nước ngoài > vốn đầu tư" is a name that holds only where one of the phrases before ">" stands near by.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from math import log
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from solieu.knowledge.entries import Indicator, indicators, merged, read_indicators
from solieu.knowledge.loader import read_rows, read_text
from solieu.patterns import regex
from solieu.text import lower_of, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["PER_FILLER", "Catalogue", "Name", "catalogue", "read_catalogue"]

_WORD: Final = regex(r"\{[a-z]+\}|[^\W_]+")
_RATE: Final = regex(r"(?<!\w)(?:tỷ lệ|tỷ suất|tỷ trọng|mức độ|độ)(?!\w)")
_UNSEEN: Final = 3.0
_CONTEXT_WEIGHT: Final = 4.5
_SPECIFIC_TO: Final = 4
PER_FILLER: Final = 0.3
"""How much likelier each filler of a name makes it where it stands in a phrase."""


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """One name of an indicator."""

    id: str
    words: tuple[str, ...]
    """The words that matter, in order."""
    needed: frozenset[str]
    fillers: frozenset[str]
    """Words of the name that may be missing; where they stand it is the likelier."""
    weight: float
    """The more, the rarer its words are among the names; more again for a name that needs a context."""
    most: float
    """The weight with that of all its fillers: no phrase lets it score higher."""
    own_weight: float
    """That of its words alone."""
    dimension: str
    units: frozenset[str]
    """The units its counts may have, or the denominators ("/người") of its rates; empty where any will do."""
    rate: bool
    """Whether the name itself says that it is a rate: "tỷ lệ …"."""
    general: bool
    """Whether a kind of products is among its words."""
    contexts: tuple[str, ...]
    """Phrases of which one must stand near by; empty where the name stands for itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """The entries, and all their names by the rarest of their words."""

    entries: dict[str, Indicator]
    names: dict[str, tuple[Name, ...]]
    weights: dict[str, float]
    common_units: frozenset[str]
    """Units that count so many different things that they tell little: "người", "trường hợp"."""
    differences: dict[str, str]
    """By indicator, the one that its rise or fall is filed under: the poverty rate's, the reduction of poverty."""
    levels: dict[str, str]
    """The other way round: the poverty rate for the reduction of poverty."""
    capitals: dict[str, tuple[str, ...]]
    """By what is counted, the capital that it is told with, and those that it is none of: FDI capital for FDI projects."""
    indices: frozenset[str]
    """Indicators that are indices of many things: the index of industrial production."""
    opposites: frozenset[str]
    """Words that turn a name into its opposite: "chưa"."""
    events: frozenset[str]
    """Words by which a figure of a stock counts what happened over a time: "kết nạp", "thành lập mới"."""
    standing: frozenset[str]
    """Indicators that tell how things stand at a moment: stocks, and the rates of them."""
    language: _Language
    products: dict[str, _ByLength]
    """By first word."""

    def words(self, phrase: str) -> tuple[str, ...]:
        """The words of ``phrase`` (lower case) that matter: short forms written out, fillers and numbers left out."""
        return self.language.words(phrase)

    def weight(self, *words: str) -> float:
        """How much ``words`` tell together, each counted once."""
        known = self.weights
        return sum([known.get(word, _UNSEEN) for word in dict.fromkeys(words)])

    def with_kinds(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """``words`` with the kind in place of each product: "diện tích ngô" → "diện tích {crop}"."""
        products = self.products
        if products.keys().isdisjoint(words):
            return words
        kept: list[str] = []
        done = 0
        for at, word in enumerate(words):
            if at >= done and word in products and (product := _product_at(products[word], words, at)):
                kept += words[done:at]
                if not kept or kept[-1] != product.kind:
                    kept.append(product.kind)
                done = at + len(product.words)
        return (*kept, *words[done:]) if done else words


@dataclass(frozen=True, slots=True, eq=False)
class _Product:
    kind: str
    words: tuple[str, ...]
    unless_before: frozenset[str]


_ByLength = tuple[tuple[int, dict[tuple[str, ...], tuple[_Product, ...]]], ...]
"""Products by the number of their words, the most first, and by their words: "cây" alone begins 167 of them."""


def _product_at(products: _ByLength, words: tuple[str, ...], at: int) -> _Product | None:
    """The longest of ``products`` that stands in ``words`` at ``at``."""
    for length, named in products:
        end = at + length
        for product in named.get(words[at:end], ()):
            if end >= len(words) or words[end] not in product.unless_before:
                return product
    return None


class _Language(NamedTuple):
    """How a phrase is taken apart."""

    written: dict[str, tuple[str, ...]]
    """By word, what is written for it: its full form, or nothing for a filler."""
    bound: dict[str, frozenset[str]]
    """By filler, the words that it belongs to where it follows them: "dân *số*"."""
    not_plain: frozenset[str]
    """The words that are neither left out wherever they stand nor kept as they are."""
    joined: tuple[tuple[str, str], ...]
    """Words in two, each with what is written for it: "khu vực" has no "khu" in it."""

    def words(self, phrase: str) -> tuple[str, ...]:
        for apart, one in self.joined:
            phrase = phrase.replace(apart, one)
        # Most phrases are words and blanks: those take no pattern.
        listed = phrase.split() if phrase.replace(" ", "").isalnum() else _WORD.findall(phrase)
        written, bound = self.written, self.bound
        if self.not_plain.isdisjoint(listed):
            return tuple([word for word in listed if word not in written and not word.isdecimal()])
        kept: list[str] = []
        before = ""
        for word in listed:
            full = written.get(word)
            if full is None:
                if not word.isdecimal():
                    kept.append(word)
            elif full:
                kept += full
            elif word in bound and before in bound[word]:
                kept.append(word)
            before = word
        return tuple(kept)

    def fillers(self, phrase: str, words: tuple[str, ...]) -> frozenset[str]:
        """The fillers of ``phrase``, of which ``words`` are the words that matter."""
        return frozenset(word for word in phrase.split() if self.written.get(word) == () and word not in words)


class _Row(NamedTuple):
    """A name before the weights of its words are known."""

    id: str
    dimension: str
    units: frozenset[str]
    words: tuple[str, ...]
    fillers: frozenset[str]
    rate: bool
    contexts: tuple[str, ...]


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue with the entries of a user's CSV file added: see :func:`solieu.knowledge.entries.read_indicators`.

    Raises:
        UsageError: if the file cannot be read or a line is wrong.
    """
    return catalogue(read_indicators(path))


@cache
def catalogue(extra: tuple[Indicator, ...] = ()) -> Catalogue:
    """The catalogue with further entries, made ready at the first call."""
    data = _in_one_way(tomllib.loads(read_text("indicator_words.toml")))
    language = _language(data)
    entries = merged(extra)
    names = [_taken_apart(entry, alias, language) for entry in entries.values() for alias in entry.aliases]
    weights = _weights(names, frozenset(indicators()))
    uses = Counter(unit for entry in entries.values() for unit in entry.units)
    return Catalogue(
        entries=entries,
        names=_by_rarest_word(names, weights),
        weights=weights,
        common_units=frozenset(unit for unit, count in uses.items() if count > _SPECIFIC_TO),
        differences=data["differences"],
        levels={fall: level for level, fall in data["differences"].items()},
        capitals={counted: tuple(capitals.split()) for counted, capitals in data["capitals"].items()},
        indices=frozenset(data["indices"].split()),
        opposites=frozenset(data["opposites"].split()),
        events=frozenset(data["events"].split()),
        standing=frozenset(data["standing_rates"].split())
        | {one.id for one in entries.values() if one.nature == "stock"},
        language=language,
        products=_products(language),
    )


def _in_one_way(data: Mapping[str, Any]) -> dict[str, Any]:
    """The table with its words written as :attr:`solieu.text.Text.lower` writes them."""
    return {
        lower_of(key): _in_one_way(value) if isinstance(value, dict) else lower_of(value) for key, value in data.items()
    }


def _language(data: Mapping[str, Any]) -> _Language:
    fillers: dict[str, tuple[str, ...]] = dict.fromkeys(data["fillers"].split(), ())
    bound = {filler: frozenset(words.split()) for filler, words in data["bound"].items()}
    joined = tuple((apart, apart.replace(" ", "")) for apart in data["joined"].split("|"))
    plain = _Language(fillers, bound, frozenset(bound), joined)
    spellings = {short: plain.words(full) for short, full in data["spellings"].items()}
    return _Language({**fillers, **spellings}, bound, frozenset([*bound, *spellings]), joined)


def _taken_apart(entry: Indicator, alias: str, language: _Language) -> _Row:
    contexts, _, name = alias.rpartition(" > ")
    words = language.words(name)
    return _Row(
        id=entry.id,
        dimension=entry.dimension,
        units=frozenset(entry.units),
        words=words,
        fillers=language.fillers(name, words),
        rate=_RATE.search(name) is not None,
        contexts=tuple(contexts.split("/")) if contexts else (),
    )


def _weights(names: Iterable[_Row], own: frozenset[str]) -> dict[str, float]:
    """By word, the more, the fewer indicators have it in a name.

    A word of the ``own`` indicators weighs what it weighs without a user's: they are found as ever.
    """
    users: dict[str, set[str]] = {}
    for name in names:
        for word in name.words:
            users.setdefault(word, set()).add(name.id)
    counts = {word: len(ids & own) or len(ids) for word, ids in users.items()}
    return {word: log(max(1, len(own) / count)) + 0.5 for word, count in counts.items()}


def _by_rarest_word(names: Iterable[_Row], weights: Mapping[str, float]) -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = {}
    for row in dict.fromkeys(names):
        if not row.words:
            continue
        kind = next((word for word in row.words if word[0] == "{"), None)
        own_weight = sum(map(weights.__getitem__, row.words))
        weight = own_weight + (_CONTEXT_WEIGHT if row.contexts else 0)
        name = Name(
            id=row.id,
            words=row.words,
            needed=frozenset(row.words),
            fillers=row.fillers,
            weight=weight,
            most=weight + PER_FILLER * len(row.fillers),
            own_weight=own_weight,
            dimension=row.dimension,
            units=row.units,
            rate=row.rate,
            general=kind is not None,
            contexts=row.contexts,
        )
        found.setdefault(kind or max(row.words, key=weights.__getitem__), []).append(name)
    return {word: tuple(group) for word, group in found.items()}


def _products(language: _Language) -> dict[str, _ByLength]:
    found: dict[str, dict[int, dict[tuple[str, ...], tuple[_Product, ...]]]] = {}
    for row in read_rows("products.csv"):
        unless = frozenset(row["unless_before"].split())
        classifiers = ((), (row["classifier"],)) if row["classifier"] else ((),)
        for printed in prepare(row["names"]).lower.split("|"):
            for classifier in classifiers:
                words = (*classifier, *language.words(printed))
                named = found.setdefault(words[0], {}).setdefault(len(words), {})
                named[words] = (*named.get(words, ()), _Product(f"{{{row['kind']}}}", words, unless))
    return {first: tuple(sorted(group.items(), reverse=True)) for first, group in found.items()}
