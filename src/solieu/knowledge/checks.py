"""The rules of the checks and the words they look for, as ``checks.toml`` has them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from solieu.knowledge.loader import read_rows, read_text
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solieu.model import Severity

__all__ = [
    "AcrossWords",
    "CheckWords",
    "Magnitude",
    "Rule",
    "across_words",
    "cell_phrases",
    "check_words",
    "magnitudes",
    "place_kinds",
    "rules",
]

Language = Literal["vi", "en"]


class CheckWords(NamedTuple):
    """The lists; the comments in the file say what each is for."""

    nearly: tuple[str, ...]
    exhaustive: tuple[str, ...]
    within: tuple[str, ...]
    overlapping: tuple[str, ...]
    complements: tuple[tuple[str, str], ...]
    with_rates: frozenset[str]
    remainder: tuple[str, ...]
    plans: tuple[str, ...]
    totals: tuple[str, ...]
    means: tuple[str, ...]
    fixed_rates: tuple[str, ...]
    all_crops: tuple[str, ...]
    to_date: tuple[str, ...]
    earlier: tuple[str, ...]
    share_words: tuple[str, ...]
    supposed: tuple[str, ...]
    come_about: tuple[str, ...]
    structures: tuple[str, ...]
    fillers: frozenset[str]
    disjoint_units: frozenset[str]
    unit_groups: tuple[frozenset[str], ...]
    named_units: frozenset[str]
    events: frozenset[str]
    counted_units: frozenset[str]
    amounts_to: tuple[str, ...]
    orders: tuple[tuple[str, str], ...]
    left_over: tuple[str, ...]
    members: frozenset[tuple[str, str]]
    far_ahead: tuple[str, ...]
    kinds_of_places: tuple[str, ...]
    not_added: tuple[str, ...]


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


class Magnitude(NamedTuple):
    """How little and how much of something a place of one kind can have."""

    unit: str
    least: Decimal
    most: Decimal
    kind_vi: str
    kind_en: str


@once
def _data() -> dict[str, Any]:
    return tomllib.loads(read_text("checks.toml"))


@once
def rules() -> dict[str, Rule]:
    """The rules by identifier, in the order of the file."""
    return {name: Rule(name, **fields) for name, fields in _data()["rules"].items()}


@once
def magnitudes() -> dict[tuple[str, str], Magnitude]:
    """The bounds of ``magnitudes.csv`` by indicator and kind of place."""
    vi, en = _data()["places_vi"], _data()["places_en"]
    return {
        (row["indicator"], kind): Magnitude(
            row["unit"], Decimal(row["least"]), Decimal(row["most"]), vi[kind], en[kind]
        )
        for row in read_rows("magnitudes.csv")
        for kind in [row["place"]]
    }


@once
def place_kinds() -> dict[str, tuple[str, ...]]:
    """How the labels of each kind of place begin, lower case."""
    return {kind: tuple(words) for kind, words in _data()["places"].items()}


@once
def cell_phrases() -> dict[str, tuple[str, str]]:
    """How cells of tables are pointed at, in Vietnamese and English."""
    return {name: (vi, en) for name, (vi, en) in _data()["cells"].items()}


@once
def check_words() -> CheckWords:
    """The words, in the one way of writing of :attr:`solieu.text.Text.lower`."""
    words: dict[str, Any] = {name: tuple(entries) for name, entries in _data()["words"].items()}
    sets = {
        name: frozenset(words[name])
        for name in ("fillers", "disjoint_units", "named_units", "events", "counted_units", "with_rates")
    }
    pairs = {name: tuple((one, other) for one, other in words[name]) for name in ("complements", "orders", "members")}
    groups = tuple(frozenset(group) for group in words["unit_groups"])
    return CheckWords(**(words | sets | pairs | {"unit_groups": groups, "members": frozenset(pairs["members"])}))


@once
def across_words() -> AcrossWords:
    """The words and limits of the checks across reports."""
    given: dict[str, Any] = _data()["across"]
    settings: dict[str, Any] = {
        name: tuple(entry) if isinstance(entry, list) else entry for name, entry in given.items()
    }
    sentences = {name: tuple(pair) for name, pair in given["sentences"].items()}
    return AcrossWords(**(settings | {"sentences": sentences}))
