"""The rules of the checks and the words they look for, as ``checks.toml`` has them."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from solieu.knowledge.loader import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solieu.model import Severity

__all__ = ["AcrossWords", "CheckWords", "Rule", "across_words", "check_words", "rules"]

Language = Literal["vi", "en"]


class CheckWords(NamedTuple):
    """The lists; the comments in the file say what each is for."""

    nearly: tuple[str, ...]
    exhaustive: tuple[str, ...]
    within: tuple[str, ...]
    complements: tuple[tuple[str, str], ...]
    remainder: tuple[str, ...]
    plans: tuple[str, ...]
    earlier: tuple[str, ...]
    structures: tuple[str, ...]
    fillers: frozenset[str]
    disjoint_units: frozenset[str]


class AcrossWords(NamedTuple):
    """The words and limits of the checks across reports; the comments in the file say what each is for."""

    same_time_last_year: tuple[str, ...]
    last_year: tuple[str, ...]
    last_month: tuple[str, ...]
    last_quarter: tuple[str, ...]
    untold: tuple[str, ...]
    adjusted: tuple[str, ...]
    part_of_year: tuple[str, ...]
    several_years: tuple[str, ...]
    plan_fillers: tuple[str, ...]
    confidence: float
    jump_values: int
    jump_times: int
    jump_count: int
    sentences: Mapping[str, tuple[str, str]]
    """Parts of sentences by name, in Vietnamese and English."""


class Rule(NamedTuple):
    """What must hold, and what is said where it does not."""

    id: str
    severity: Severity
    """At most; what rests on a guess or a hedge is less."""
    formula: str
    title: str
    title_en: str
    message: str
    message_en: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(read_text("checks.toml"))


@cache
def rules() -> dict[str, Rule]:
    """The rules by identifier, in the order of the file."""
    return {name: Rule(name, **fields) for name, fields in _data()["rules"].items()}


@cache
def check_words() -> CheckWords:
    """The words, in the one way of writing of :attr:`solieu.text.Text.lower`."""
    words: dict[str, Any] = {name: tuple(entries) for name, entries in _data()["words"].items()}
    pairs = tuple((one, other) for one, other in words["complements"])
    sets = {name: frozenset(words[name]) for name in ("fillers", "disjoint_units")}
    return CheckWords(**(words | sets | {"complements": pairs}))


@cache
def across_words() -> AcrossWords:
    """The words and limits of the checks across reports."""
    given: dict[str, Any] = _data()["across"]
    settings: dict[str, Any] = {
        name: tuple(entry) if isinstance(entry, list) else entry for name, entry in given.items()
    }
    sentences = {name: tuple(pair) for name, pair in given["sentences"].items()}
    return AcrossWords(**(settings | {"sentences": sentences}))
