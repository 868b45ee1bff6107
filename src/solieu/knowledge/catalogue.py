"""The names of the indicators, taken apart into words that can be found in other words' company and order.

A name of ``indicators.csv`` is a run of words; ``{crop}`` in it stands for any product of that kind in ``products.csv``,
and "fdi/đầu tư nước ngoài > vốn đầu tư" is a name that holds only where one of the words before ">" stands near by.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from typing import NamedTuple

from solieu.knowledge.loader import read_rows, read_text
from solieu.text import prepare

__all__ = ["Catalogue", "Name", "catalogue"]

_WORD = re.compile(r"\{[a-z]+\}|[^\W_]+")
_RATE = re.compile(r"(?<!\w)(?:tỷ lệ|tỷ suất|tỷ trọng|mức độ|độ)(?!\w)")
_UNSEEN = 3.0
_CONTEXT_WEIGHT = 2.0


class Name(NamedTuple):
    """One name of an indicator."""

    id: str
    words: tuple[str, ...]
    """The words that matter, in order."""
    needed: frozenset[str]
    weight: float
    """The more, the rarer its words are among the names."""
    dimension: str
    units: frozenset[str]
    """The units its counts may have, or the denominators ("/người") its rates may have; empty where any will do."""
    rate: bool
    """Whether the name itself says that it is a rate: "tỷ lệ …"."""
    contexts: tuple[str, ...]
    """Words of which one must stand near by; empty where the name stands for itself."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All names, by the rarest of their words."""

    names: Mapping[str, tuple[Name, ...]]
    weights: Mapping[str, float]
    fillers: frozenset[str]
    spellings: Mapping[str, tuple[str, ...]]
    products: Mapping[str, tuple[_Product, ...]]

    def words(self, phrase: str) -> tuple[str, ...]:
        """The words of ``phrase`` (lower case) that matter: short forms written out, fillers and numbers left out."""
        return _words(phrase, self.fillers, self.spellings)

    def weight(self, word: str) -> float:
        """How much ``word`` tells."""
        return self.weights.get(word, _UNSEEN)

    def with_kinds(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """``words`` with the kind in place of each product: "diện tích ngô" → "diện tích {crop}"."""
        kept: list[str] = []
        at = 0
        while at < len(words):
            product = next((p for p in self.products.get(words[at], ()) if p.stands_at(words, at)), None)
            if product is None:
                kept.append(words[at])
                at += 1
                continue
            if not kept or kept[-1] != product.kind:
                kept.append(product.kind)
            at += len(product.words)
        return tuple(kept)


class _Product(NamedTuple):
    kind: str
    words: tuple[str, ...]
    unless_before: frozenset[str]

    def stands_at(self, words: tuple[str, ...], at: int) -> bool:
        end = at + len(self.words)
        return words[at:end] == self.words and (end == len(words) or words[end] not in self.unless_before)


def _words(phrase: str, fillers: frozenset[str], spellings: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    kept: list[str] = []
    for word in _WORD.findall(phrase):
        written = spellings.get(word)
        if written is not None:
            kept.extend(part for part in written if part not in fillers)
        elif word not in fillers and not word.isdecimal():
            kept.append(word)
    return tuple(kept)


@cache
def catalogue() -> Catalogue:
    """The catalogue, made ready at the first call."""
    data = tomllib.loads(prepare(read_text("indicator_words.toml")).lower)
    fillers = frozenset(data["fillers"].split())
    written = {**data["abbreviations"], **data["spellings"]}
    spellings = {short: tuple(words.split()) for short, words in written.items() if short != words}
    rows = read_rows("indicators.csv")
    aliases = prepare("\n".join(row["aliases"] for row in rows)).lower.split("\n")
    raw = [
        _Raw(row["id"], row["dimension"], frozenset(row["units"].split()), *_taken_apart(alias, fillers, spellings))
        for row, joined in zip(rows, aliases, strict=True)
        for alias in joined.split("|")
    ]
    weights = _weights(raw)
    return Catalogue(_by_rarest(raw, weights), weights, fillers, spellings, _products(fillers, spellings))


class _Raw(NamedTuple):
    id: str
    dimension: str
    units: frozenset[str]
    words: tuple[str, ...]
    rate: bool
    contexts: tuple[str, ...]


def _taken_apart(
    alias: str, fillers: frozenset[str], spellings: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
    contexts, _, name = alias.rpartition(" > ")
    return (
        _words(name, fillers, spellings),
        _RATE.search(name) is not None,
        tuple(contexts.split("/")) if contexts else (),
    )


def _weights(names: Iterable[_Raw]) -> dict[str, float]:
    """By word, the rarer the heavier: how few indicators have it in a name."""
    users: dict[str, set[str]] = {}
    every = set()
    for name in names:
        every.add(name.id)
        for word in name.words:
            users.setdefault(word, set()).add(name.id)
    return {word: log(len(every) / len(ids)) + 0.5 for word, ids in users.items()}


def _by_rarest(names: Iterable[_Raw], weights: Mapping[str, float]) -> dict[str, tuple[Name, ...]]:
    found: dict[str, dict[tuple[object, ...], Name]] = {}
    for raw in names:
        if not raw.words:
            continue
        weight = sum(map(weights.__getitem__, raw.words)) + (_CONTEXT_WEIGHT if raw.contexts else 0)
        name = Name(
            raw.id, raw.words, frozenset(raw.words), weight, raw.dimension, raw.units, raw.rate, raw.contexts
        )
        rarest = max(raw.words, key=weights.__getitem__)
        found.setdefault(rarest, {}).setdefault((raw.id, raw.words, raw.rate, raw.contexts), name)
    return {word: tuple(group.values()) for word, group in found.items()}


def _products(fillers: frozenset[str], spellings: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[_Product, ...]]:
    found: dict[str, list[_Product]] = {}
    for row in read_rows("products.csv"):
        unless = frozenset(row["unless_before"].split())
        for printed in prepare(row["names"]).lower.split("|"):
            words = _words(printed, fillers, spellings)
            if words:
                found.setdefault(words[0], []).append(_Product(f"{{{row['kind']}}}", words, unless))
    return {first: tuple(sorted(group, key=lambda p: -len(p.words))) for first, group in found.items()}
