"""Finds names of the catalogue of indicators that cannot be told apart, or that say nothing.

    python scripts/check_catalogue.py [--close]

Two names clash where they have the same words and could stand for one figure: the dimensions overlap, and so do the
units of counts and the contexts. ``--close`` also lists those that differ in fillers alone ("tổng vốn đầu tư", "vốn đầu
tư trên địa bàn"). Exit status: 0 if no names clash, 1 if some do.
"""

from __future__ import annotations

import sys
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from solieu.knowledge import indicators
from solieu.knowledge.catalogue import Name, catalogue
from solieu.knowledge.loader import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANY_DIMENSION = "quantity"


class Clash(NamedTuple):
    """Two names of different indicators with the same words."""

    one: Name
    other: Name

    @property
    def close(self) -> bool:
        """Whether the two differ in their fillers at least."""
        return self.one.fillers != self.other.fillers

    def __str__(self) -> str:
        contexts = " / ".join(sorted({*self.one.contexts, *self.other.contexts}))
        near = f" (near: {contexts})" if contexts else ""
        return f"{' '.join(self.one.words)!r}{near}: {self.one.id}, {self.other.id}"


def clashes() -> Iterator[Clash]:
    """Pairs of names of different indicators that a figure could have both."""
    by_words: dict[tuple[str, ...], list[Name]] = {}
    for group in catalogue().names.values():
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


def unknown_units() -> Iterator[str]:
    """Units in the column ``units`` that no printed unit has."""
    known = {row["unit"] for row in read_rows("units.csv")}
    for row in read_rows("indicators.csv"):
        for unit in row["units"].split():
            if not unit.startswith("/") and unit not in known:
                yield f"{row['id']}: no printed unit means {unit!r}"


def empty_names() -> Iterator[str]:
    """Names that consist of fillers alone."""
    words = catalogue().words
    for indicator in indicators().values():
        for alias in indicator.aliases:
            if not words(alias.rpartition(" > ")[2]):
                yield f"{indicator.id}: {alias!r} has only fillers"


def main(arguments: list[str]) -> int:
    """Prints what is wrong; the exit status."""
    found = list(clashes())
    wrong = [str(clash) for clash in found if not clash.close]
    wrong += [*unknown_units(), *empty_names()]
    for line in wrong:
        print(line)
    if "--close" in arguments:
        for clash in found:
            if clash.close:
                print(f"close: {clash}")
    print(f"{len(wrong)} wrong, {sum(clash.close for clash in found)} pairs differ in fillers alone", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
