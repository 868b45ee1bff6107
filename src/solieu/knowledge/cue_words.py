"""The cue words of ``cues.toml``, read where this module is first imported."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Final

from solieu.knowledge.loader import read_text
from solieu.knowledge.phrases import Phrases

__all__ = ["CUES", "Cues"]


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
    glued: Phrases
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
    grown: Phrases
    cases: Phrases
    doers: Phrases
    negations: Phrases
    finite: Phrases
    joins: Phrases
    governing: Phrases
    causes: Phrases
    splitters: Phrases
    attained: Phrases
    within_predicates: Phrases
    vague: Phrases
    worths: Phrases
    requests: Phrases
    amounts: Phrases
    graded: Phrases
    purposes: Phrases
    subordinating: Phrases
    sources_of_money: Phrases
    sectors: Phrases
    branches: Phrases
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


def _read() -> Cues:
    data = tomllib.loads(read_text("cues.toml"))
    return Cues(**{name: Phrases(words) for name, words in data.items()})


CUES: Final = _read()
"""The cue words, in the one way of writing of :attr:`solieu.text.Text.lower`."""
