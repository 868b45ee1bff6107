"""Figures that a report tells twice: a headline's "tăng 0,13%" is of the month in which the text lets the prices rise so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.model import Observation, Period

__all__ = ["with_times_told"]

_DISTINCT_DIGITS: Final = 3
"""From so many digits on, the same number of the same thing is the same figure anywhere in a text."""


def with_times_told(observations: Sequence[Observation], title_end: int) -> tuple[Observation, ...]:
    """The observations, in which those without a time of their own have that which the text tells of the same figure.

    Those before ``title_end``, in code points of the text as given, are its headline and its first lines, which tell
    briefly what follows; elsewhere only a number of some digits is told twice. The first that has a time decides, for its
    whole sentence.
    """
    told: dict[tuple[object, ...], list[Observation]] = {}
    for seen in observations:
        if not _has_no_time(seen):
            told.setdefault(_figure(seen), []).append(seen)
    if not told:
        return tuple(observations)
    times: dict[tuple[int, int], Period | None] = {}
    for seen in observations:
        others = told.get(_figure(seen), ()) if _has_no_time(seen) else ()
        if others and (seen.start < title_end or _is_distinct(seen)):
            same = next((other for other in others if _is_of_same_thing(seen, other)), None)
            if same is not None:
                times.setdefault(seen.sentence, same.period)
    return tuple(
        msgspec.structs.replace(seen, period=times[seen.sentence], period_from="report")
        if seen.sentence in times and _has_no_time(seen)
        else seen
        for seen in observations
    )


def _has_no_time(seen: Observation) -> bool:
    return seen.period_from in (None, "report")


def _is_distinct(seen: Observation) -> bool:
    return len(seen.number.as_tuple().digits) >= _DISTINCT_DIGITS


def _figure(seen: Observation) -> tuple[object, ...]:
    return seen.value, seen.value_max, seen.unit, seen.measure, seen.status == "target"


def _is_of_same_thing(one: Observation, other: Observation) -> bool:
    if one.place is not None and other.place is not None and one.place != other.place:
        return False
    if one.indicator_id is not None or other.indicator_id is not None:
        return one.indicator_id == other.indicator_id
    return (one.indicator or "").lower() == (other.indicator or "").lower()
