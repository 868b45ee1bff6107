"""The data of the desk, against the gazetteer and by its own sense."""

from __future__ import annotations

from datetime import date

from solieu.knowledge.desk import desk_words
from solieu.knowledge.gazetteer import gazetteer


def test_districts_that_went_on_under_another_code_are_those_of_the_gazetteer() -> None:
    last = {place.code: place.valid_to for place, _ in gazetteer().succession(2)}
    became = {place.code: heirs for place, heirs in gazetteer().succession(2)}
    within: dict[str, set[str]] = {}
    came_from: dict[str, set[str]] = {}
    for commune, heirs in gazetteer().succession(3):
        above = commune.parents[0] if commune.parents else ""
        if commune.valid_to is not None and commune.valid_to == last.get(above):
            within.setdefault(above, set()).update(heirs)
            for heir in heirs:
                came_from.setdefault(heir, set()).add(above)
    found = {
        code: heirs[0]
        for code, heirs in became.items()
        if len(heirs) == 1 and len(heirs[0]) == 5
        and within.get(code, {heirs[0]}) == {heirs[0]} and came_from.get(heirs[0], {code}) == {code}
    }  # fmt: skip
    assert desk_words().same_unit == found
    assert {last[code] for code in found} == {date(2025, 6, 30)}


def test_a_contradiction_weighs_more_than_what_is_missing() -> None:
    doubt = desk_words().doubt
    assert (
        doubt.contradiction
        > doubt.suspicious
        >= doubt.disputed
        > doubt.no_place
        >= doubt.no_period
        > doubt.no_indicator
        > 0
    )
    assert all(factor >= 1 for factor in desk_words().weight)
