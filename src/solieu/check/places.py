"""Places against the place that they lie in: "toàn tỉnh có 3.500 ca … TP. Buôn Ma Thuột (1.300 ca), huyện Buôn Đôn (450 ca) …"."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Final

from solieu.check.findings import milder, of_equation
from solieu.check.parts import sum_of
from solieu.knowledge.entries import indicators

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.check.figures import Figure, Figures
    from solieu.model import Finding

__all__ = ["places_within_a_place"]

_FEWEST: Final = 2


def places_within_a_place(figures: Figures) -> Iterator[Finding]:
    """Several places of one sentence that together have more than the report's place has."""
    whole_place = figures.report.place
    if whole_place is None:
        return
    for sentence in figures.several:
        for parts in _places(sentence, whole_place):
            totals = [
                figure
                for figure in figures.amounts_of(parts[0].told.indicator_id)
                if figure.told.place == whole_place and _is_whole_of(figure, parts[0])
            ]
            if totals and all(_exceeds(parts, total) for total in totals):
                largest = max(totals, key=lambda total: total.told.value)
                equation = sum_of(largest, parts, complete=False)
                more = {
                    "parts": " + ".join(part.quote for part in parts),
                    "part": parts[0].told.quote,
                    "whole": largest.quote,
                }
                yield of_equation(
                    equation, milder(equation.fault() or "note", "suspicious"), figures.report.sha256, more
                )


def _exceeds(parts: Sequence[Figure], total: Figure) -> bool:
    return reduce(add, (part.meant.possible for part in parts)).low > total.meant.possible.high


def _places(sentence: Sequence[Figure], whole: str) -> Iterator[list[Figure]]:
    """Figures of one sentence that tell one thing of several places."""
    groups: dict[object, list[Figure]] = {}
    for figure in sentence:
        told = figure.told
        if told.place not in (whole, None) and figure.is_amount and told.of is None and _adds_up(figure):
            groups.setdefault((told.indicator_id, told.unit, told.period, told.status), []).append(figure)
    for group in groups.values():
        if len(group) >= _FEWEST and len({figure.told.place for figure in group}) == len(group):
            yield group


def _adds_up(figure: Figure) -> bool:
    known = indicators().get(figure.told.indicator_id or "")
    return known is not None and known.additive == "yes" and not figure.is_per_unit


def _is_whole_of(figure: Figure, part: Figure) -> bool:
    one, other = figure.told, part.told
    same = (one.indicator_id, one.unit, one.period, one.status) == (
        other.indicator_id,
        other.unit,
        other.period,
        other.status,
    )
    return same and figure.is_amount and one.of is None and not figure.is_per_unit
