"""What the scan for places needs to know, in the shape that it asks for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from solieu.knowledge.gazetteer import gazetteer
from solieu.scan import once

__all__ = ["PlaceCues", "PlaceNames", "is_known_loosely", "place_cues", "place_names"]


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """The words of ``places_cues.toml``, whose comments say what each list is for."""

    not_after: frozenset[str]
    after: frozenset[str]
    plural: tuple[str, ...]
    openers: frozenset[str]
    family_names: frozenset[str]


@once
def place_cues() -> PlaceCues:
    """The words around place names, in the one way of writing of :attr:`solieu.text.Text.lower`."""
    data = tomllib.loads(files("solieu.knowledge").joinpath("places_cues.toml").read_text(encoding="utf-8"))
    return PlaceCues(
        frozenset(data["not_after"]),
        frozenset(data["after"]),
        tuple(edge + word + " " for word in data["plural"] for edge in (" ", "\n", "(")),
        frozenset(data["openers"]),
        frozenset(data["family_names"]),
    )


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What the gazetteer knows, in the shape that the scan asks for."""

    upper: dict[str, tuple[str, ...]]
    communes: dict[str, tuple[str, ...]]
    provinces: frozenset[str]
    province_words: frozenset[str]
    """The first words of the provinces' names."""
    aliases: frozenset[str]
    every: frozenset[str]
    joined: dict[str, tuple[str, ...]]
    """The first part of each name with a hyphen, with the ways to write the rest: "bà rịa", (" - vũng tàu", …)."""


@once
def place_names() -> PlaceNames:
    """The names of all units of all times, in the one way of writing of :attr:`solieu.text.Text.lower`."""
    known = gazetteer()
    upper, communes = known.names(), known.names(communes=True)
    aliases = known.aliases()
    joined: dict[str, tuple[str, ...]] = {}
    for name in (*upper, *aliases):
        first, hyphen, rest = name.partition("-")
        if hyphen:
            rests = tuple(gap + rest.strip() for gap in (" - ", "-", "- ", " -"))
            joined[first.strip()] = joined.get(first.strip(), ()) + rests
    provinces = frozenset(name for name, types in upper.items() if known.is_province(name))
    every = frozenset((*upper, *communes, *aliases, *joined))
    words = frozenset(name.split(" ")[0] for name in provinces)
    return PlaceNames(upper, communes, provinces, words, aliases, every, joined)


@lru_cache(maxsize=1 << 14)
def is_known_loosely(name: str, kind: str) -> bool:
    """Whether a unit of this kind has the name but for diacritics and blanks: "Đăk wer" for Đắk Wer."""
    return len(name) > 3 and bool(gazetteer().find(name, type=kind))
