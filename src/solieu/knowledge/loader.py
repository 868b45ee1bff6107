"""Reads the package's data files, each once and only when it is needed."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import NamedTuple

from solieu.knowledge.phrases import Phrases
from solieu.scan import once

__all__ = ["Cues", "Tet", "Unit", "cues", "read_rows", "read_text", "tet", "units"]


def read_text(name: str) -> str:
    """The data file ``name`` of this package."""
    return files("solieu.knowledge").joinpath(name).read_text(encoding="utf-8")


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of the CSV file ``name`` of this package, by the names of its head."""
    return list(csv.DictReader(read_text(name).splitlines()))


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words of ``cues.toml``; its comments say what each list is for."""

    abbreviations: Phrases
    hedges_about: Phrases
    hedges_above: Phrases
    hedges_below: Phrases
    surpassed: Phrases
    hedges_estimate: Phrases
    hedge_fillers: Phrases
    comparatives: Phrases
    money: Phrases
    numbered: Phrases
    always_numbered: Phrases
    totals: Phrases
    page_counters: Phrases
    no_unit: Phrases
    indicator_heads: Phrases
    predicates: Phrases
    openers: Phrases
    closers: Phrases
    compounds: Phrases
    comma_compounds: Phrases
    verbs: Phrases
    not_heads: Phrases
    complements: Phrases
    of_place: Phrases
    roles: Phrases
    auxiliaries: Phrases
    finite: Phrases
    joins: Phrases
    governing: Phrases
    splitters: Phrases
    attained: Phrases
    within_predicates: Phrases
    vague: Phrases
    worths: Phrases
    requests: Phrases
    amounts: Phrases
    subordinating: Phrases
    sources_of_money: Phrases
    sectors: Phrases
    growths: Phrases
    generic_units: Phrases
    bare_qualities: Phrases
    agents: Phrases
    plans: Phrases
    crops: Phrases
    within_nouns: Phrases
    targets: Phrases
    results: Phrases
    norms: Phrases
    local_government: Phrases


@once
def cues() -> Cues:
    """The cue words, in the one way of writing of :attr:`solieu.text.Text.lower`."""
    data = tomllib.loads(read_text("cues.toml"))
    return Cues(**{name: Phrases(words) for name, words in data.items()})


class Unit(NamedTuple):
    """What a printed unit means: ``factor`` times the number is the value in ``unit``."""

    unit: str
    dimension: str
    factor: Decimal


@once
def units() -> dict[str, Unit]:
    """Every printed unit without multiplier ("đồng", not "tỷ đồng"), lower case, with its meaning."""
    return {
        row["surface"]: Unit(row["unit"], row["dimension"], Decimal(row["factor"])) for row in read_rows("units.csv")
    }


class Tet(NamedTuple):
    """The lunar new year of one year."""

    first_day: date
    days_of_last_month: int
    """Days of the lunar month before it (tháng Chạp): 29 or 30."""


@once
def tet() -> dict[int, Tet]:
    """Tết by year, 1990 to 2050."""
    return {
        int(row["year"]): Tet(date.fromisoformat(row["first_day"]), int(row["days_of_last_month"]))
        for row in read_rows("tet.csv")
    }
