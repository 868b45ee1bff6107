"""Names that a field offers while one types: indicators of the catalogue and administrative units."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from solieu.knowledge.entries import Indicator
from solieu.knowledge.entries import indicators as catalogue_entries
from solieu.knowledge.gazetteer import gazetteer, loose
from solieu.knowledge.lookup import indicators, near_names
from solieu.knowledge.lookup import places as places_called
from solieu.serve.answers import Answer
from solieu.serve.drawing import indicator_label
from solieu.serve.faults import NotFound
from solieu.serve.formats import unit_word
from solieu.serve.routes import View
from solieu.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.model import Place
    from solieu.serve.asked import Asked

__all__ = ["ROUTES", "suggested_indicators", "suggested_places"]

_MOST = 12
_FEWEST_LETTERS = 2


def suggest(asked: Asked) -> Answer:
    """Identifiers with their labels, and what tells one from another."""
    words = (asked.text("words") or "")[:100]
    what = asked.text("what")
    if what == "indicators":
        found = list(suggested_indicators(words, asked))
    elif what == "places":
        found = list(suggested_places(words))
    else:
        raise NotFound("no_such_page")
    return Answer("error.html", data=found)


def suggested_indicators(words: str, asked: Asked) -> Iterator[dict[str, str]]:
    """Entries of the catalogue that have all the words in a name, with or without diacritics, the best first."""
    wanted = fold(words).split()
    best = [one.id for one in indicators(words)] if wanted else []
    others = [one for one, names in _names_of_indicators() if wanted and all(word in names for word in wanted)]
    ranked = sorted((one.id for one in others), key=lambda one: len(indicator_label(one, asked.language)))
    known = catalogue_entries()
    for identifier in islice(dict.fromkeys([*best, *ranked]), _MOST):
        unit = known[identifier].unit
        yield {
            "id": identifier, "label": indicator_label(identifier, asked.language),
            "more": unit_word(unit, asked.language) if unit else "",
        }  # fmt: skip


@cache
def _names_of_indicators() -> tuple[tuple[Indicator, str], ...]:
    """Each entry with all its names, without diacritics."""
    return tuple(
        (one, fold(" | ".join((one.id, one.label_vi, one.label_en, *one.aliases))))
        for one in catalogue_entries().values()
    )


def suggested_places(words: str) -> Iterator[dict[str, str]]:
    """Units of this name or whose name begins so, those above first, each once in its last form."""
    if len(words) < _FEWEST_LETTERS:
        return
    first, _, above = words.partition(",")
    found = places_called(first.strip())
    if not found:
        begun = loose(first)
        names = [name for name in gazetteer().names() if loose(name).startswith(begun)]
        names = sorted(names, key=len)[:_MOST] or list(near_names(first))
        found = tuple(place for name in names for place in places_called(name))
    latest = {place.code: place for place in sorted(found, key=lambda one: one.valid_to or date.max)}
    wanted = loose(above.strip())
    ranked = sorted(latest.values(), key=lambda one: (one.level, one.valid_to is not None, one.name))
    described = ((place, _above(place)) for place in ranked)
    fitting = ((place, over) for place, over in described if not wanted or wanted in loose(over))
    for place, over in islice(fitting, _MOST):
        ended = f" (đến {place.valid_to.year})" if place.valid_to else ""
        label = place.full_name if not over else f"{place.full_name}, {over}"
        yield {"id": place.code, "label": label, "more": f"{place.code}{ended}"}


def _above(place: Place) -> str:
    """The province that the place lies in."""
    if not place.parents:
        return ""
    forms = gazetteer().forms(place.parents[-1])
    return forms[-1].name if forms else ""


ROUTES = (View("/suggest/{what}", suggest, forms=("json",)),)
