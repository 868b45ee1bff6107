"""Reads the package's data files, each once and only when it is needed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Cues", "cues"]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words of ``cues.toml``."""

    abbreviations: frozenset[str]


@cache
def cues() -> Cues:
    """The cue words, in the one way of writing of :attr:`solieu.text.Text.lower`."""
    data = tomllib.loads(files("solieu.knowledge").joinpath("cues.toml").read_text(encoding="utf-8"))
    return Cues(**{name: frozenset(words) for name, words in data.items()})
