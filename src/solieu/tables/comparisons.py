"""Which figures of a row a comparison compares, told by arithmetic: "So với KH (%)" is 57,7 where 526,8 is that part of 913.

A head seldom says whether the nine months or the estimate for the year is compared; the numbers do.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Compared", "compared"]

_HUNDRED = Decimal(100)
_ENOUGH = 0.6


class Compared(NamedTuple):
    """What a column of comparisons compares."""

    of: int
    """The column whose figures are compared."""
    to: int
    way: Literal["index", "change", "difference"]


def compared(
    column: int, of: Sequence[int], to: Sequence[int], rows: Sequence[Mapping[int, Decimal]]
) -> Compared | None:
    """The columns of ``of`` and ``to`` whose figures give those of ``column`` in most ``rows``, ``None`` where none do.

    >>> rows = [{0: Decimal(913), 1: Decimal("526.8"), 2: Decimal(900), 3: Decimal("57.7")}]
    >>> compared(3, [1, 2], [0], rows)
    Compared(of=1, to=0, way='index')
    """
    fits: Counter[Compared] = Counter()
    asked = 0
    for row in rows:
        if column not in row:
            continue
        asked += 1
        for one in of:
            for other in to:
                if one != other and one in row and other in row:
                    fits.update(Compared(one, other, way) for way in _ways(row[column], row[one], row[other]))
    if not fits:
        return None
    best, count = max(fits.items(), key=lambda found: (found[1], found[0].way == "index", found[0].of, found[0].to))
    return best if count >= _ENOUGH * asked else None


def _ways(value: Decimal, one: Decimal, other: Decimal) -> list[Literal["index", "change", "difference"]]:
    """The ways in which ``value`` may follow from the two, as exactly as it is printed."""
    margin = _margin(value)
    found: list[Literal["index", "change", "difference"]] = []
    if other:
        part = one / other * _HUNDRED
        if abs(part - value) <= margin:
            found.append("index")
        if abs(part - _HUNDRED - value) <= margin:
            found.append("change")
    if abs(one - other - value) <= margin and value not in (one, Decimal(0)):
        found.append("difference")
    return found


def _margin(value: Decimal) -> Decimal:
    """Half of the last printed place, and as much again for parts that were rounded themselves."""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Decimal(1).scaleb(-places)
