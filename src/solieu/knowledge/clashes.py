"""Names of the catalogue of indicators that cannot be told apart, or that say nothing."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.knowledge.catalogue import Catalogue, Name

__all__ = ["Clash", "clashes", "empty_names"]

_ANY_DIMENSION = "quantity"


class Clash(NamedTuple):
    """Two names of different indicators with the same words, which one figure could have both.

    The dimensions overlap, and so do the units of counts and the contexts.
    """

    one: Name
    other: Name

    @property
    def close(self) -> bool:
        """Whether the two differ in their fillers at least: "tổng vốn đầu tư", "vốn đầu tư trên địa bàn"."""
        return self.one.fillers != self.other.fillers

    def __str__(self) -> str:
        contexts = " / ".join(sorted({*self.one.contexts, *self.other.contexts}))
        near = f" (near: {contexts})" if contexts else ""
        return f"“{' '.join(self.one.words)}”{near} names both {self.one.id} and {self.other.id}"


def clashes(known: Catalogue) -> Iterator[Clash]:
    """Pairs of names of different indicators that a figure could have both."""
    by_words: dict[tuple[str, ...], list[Name]] = {}
    for group in known.names.values():
        for name in group:
            by_words.setdefault(name.words, []).append(name)
    for names in by_words.values():
        for one, other in combinations(names, 2):
            if one.id != other.id and _overlap(one, other):
                yield Clash(one, other)


def _overlap(one: Name, other: Name) -> bool:
    if bool(one.contexts) != bool(other.contexts) or (one.contexts and not set(one.contexts) & set(other.contexts)):
        return False
    if one.dimension != other.dimension and _ANY_DIMENSION not in (one.dimension, other.dimension):
        return False
    return not one.units or not other.units or bool(one.units & other.units)


def empty_names(known: Catalogue) -> Iterator[tuple[str, str]]:
    """Names that consist of fillers alone, each after the identifier of its indicator."""
    for entry in known.entries.values():
        for alias in entry.aliases:
            if not known.words(alias.rpartition(" > ")[2]):
                yield entry.id, alias
