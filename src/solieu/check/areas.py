"""Since when a place has had the area that it has: figures of before and after cannot be compared."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache

from solieu.knowledge.gazetteer import gazetteer
from solieu.scan import once

__all__ = ["area_since"]

_ONE_DAY = timedelta(1)
_LEVELS = (1, 2, 3)


@lru_cache(maxsize=65536)
def area_since(code: str, day: date) -> date:
    """The day since when the unit with this code, as it is on ``day``, has taken in no other and given nothing away.

    >>> area_since("19", date(2024, 12, 31)) < area_since("19", date(2025, 12, 31)) == date(2025, 7, 1)
    True
    >>> area_since("205", date(2024, 12, 31)) == area_since("205", date(2016, 12, 31))  # thị xã, then thành phố
    True
    """
    changes = _changes().get(code, ())
    at = bisect_right(changes, day)
    return changes[at - 1] if at else date.min


@once
def _changes() -> dict[str, tuple[date, ...]]:
    """By code, the days on which its unit began, or took in another or a part of one, or gave a part away."""
    every = [line for level in _LEVELS for line in gazetteer().succession(level)]
    renamed = {
        (place.code, place.valid_to + _ONE_DAY) for place, heirs in every if place.valid_to and heirs == (place.code,)
    }
    found: dict[str, set[date]] = {}
    for place, heirs in every:
        if place.valid_from is not None and (place.code, place.valid_from) not in renamed:
            found.setdefault(place.code, set()).add(place.valid_from)
        if place.valid_to is not None and heirs != (place.code,):
            for heir in heirs:
                found.setdefault(heir, set()).add(place.valid_to + _ONE_DAY)
    return {code: tuple(sorted(days)) for code, days in found.items()}
