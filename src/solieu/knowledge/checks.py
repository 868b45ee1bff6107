"""The rules of the checks and the words they look for, as ``checks.toml`` has them."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from solieu.knowledge.loader import read_text

if TYPE_CHECKING:
    from solieu.model import Severity

__all__ = ["CheckWords", "Rule", "check_words", "rules"]

Language = Literal["vi", "en"]


class CheckWords(NamedTuple):
    """The lists; the comments in the file say what each is for."""

    nearly: tuple[str, ...]
    exhaustive: tuple[str, ...]
    within: tuple[str, ...]
    complements: tuple[tuple[str, str], ...]
    remainder: tuple[str, ...]
    plans: tuple[str, ...]
    totals: tuple[str, ...]
    to_date: tuple[str, ...]
    earlier: tuple[str, ...]
    structures: tuple[str, ...]
    fillers: frozenset[str]
    disjoint_units: frozenset[str]
    unit_groups: tuple[frozenset[str], ...]


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
    groups = tuple(frozenset(group) for group in words["unit_groups"])
    return CheckWords(**(words | sets | {"complements": pairs, "unit_groups": groups}))
