"""Classes of a map: which values share a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

__all__ = ["Class", "Division", "classes"]

Division = Literal["quantile", "equal"]
MOST = 5


class Class(NamedTuple):
    """Values from ``low`` to ``high``, both among those of the map."""

    low: Decimal
    high: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether the value is of this class."""
        return self.low <= value <= self.high


def classes(values: Sequence[Decimal], division: Division = "quantile", most: int = MOST) -> tuple[Class, ...]:
    """Classes with about equally many values, or of equal width; none is empty, and equal values are never parted.

    >>> from decimal import Decimal
    >>> [str(one.high) for one in classes([Decimal(n) for n in (1, 2, 3, 4, 50, 60)], most=3)]
    ['2', '4', '60']
    >>> [str(one.high) for one in classes([Decimal(n) for n in (1, 2, 3, 4, 50, 60)], "equal", most=3)]
    ['4', '60']
    """
    order = sorted(values)
    if not order:
        return ()
    groups: dict[int, list[Decimal]] = {}
    width = (order[-1] - order[0]) / most
    first = {value: at for at, value in reversed(list(enumerate(order)))}
    for value in order:
        if division == "equal":
            at = 0 if not width else min(most - 1, int((value - order[0]) / width))
        else:
            at = first[value] * most // len(order)
        groups.setdefault(at, []).append(value)
    return tuple(Class(some[0], some[-1]) for _, some in sorted(groups.items()))
