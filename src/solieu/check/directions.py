"""Risings and fallings that go the other way: "giảm từ 5,2% xuống còn 6,1%"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from solieu.check.chains import moved_from, moves_on, moves_to
from solieu.check.findings import finding, ground, remedy
from solieu.check.intervals import INFINITY, Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.figures import Figure, Figures
    from solieu.model import Finding

__all__ = ["wrong_directions"]


def wrong_directions(figures: Figures) -> Iterator[Finding]:
    """A figure that rises "lên" to less or falls "xuống" to more."""
    for sentence in figures.several:
        for one, other in itertools.pairwise(sentence):
            rises = _direction(one, other, figures)
            if rises is not None and _goes_the_other_way(one, other, rises=rises):
                yield _finding(one, other, figures, rises=rises)


def _direction(one: Figure, other: Figure, figures: Figures) -> bool | None:
    """Whether the words take the first figure up to the second; ``None`` where they do not join them."""
    if one.unit != other.unit or "difference" in (one.measure, other.measure):
        return None
    if moved_from(one, figures):
        return moves_to(one, other, figures)
    rises = moves_on(other, figures)
    if rises is None or one.told.place != other.told.place or ";" in figures.between(one, other):
        return None
    return rises if one.measures_what(other) else None


def _goes_the_other_way(one: Figure, other: Figure, *, rises: bool) -> bool:
    first, second = one.meant.possible, other.meant.possible
    return first.low > second.high if rises else first.high < second.low


def _finding(one: Figure, other: Figure, figures: Figures, *, rises: bool) -> Finding:
    first, second = one.told.value, other.told.value
    least, most = (first, second) if rises else (second, first)
    needed = Interval(least, INFINITY), Interval(-INFINITY, most)
    later, earlier = needed if rises else reversed(needed)
    way = ("tăng", "a rise") if rises else ("giảm", "a fall")
    return finding(
        "direction",
        "contradiction",
        [ground(one), ground(other)],
        {"earlier": one.quote, "value": other.quote, "way": way},
        key=figures.report.sha256,
        found=other.told.quote,
        remedies=[remedy(other, later), remedy(one, earlier)],
    )
