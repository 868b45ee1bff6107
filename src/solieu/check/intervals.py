"""Intervals of decimals: what a printed figure can mean, and arithmetic on it that never leaves out a possible value.

"57,7%" is any value from 57.65 to 57.75. Ends are rounded outwards, so a result holds every value that the exact one
holds (directed rounding, as in IEEE 1788); an end may be infinite, as of "trên 79%".
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Final, final

__all__ = ["EVERY", "HUNDRED", "INFINITY", "Interval", "exactly"]

INFINITY: Final = Decimal("Infinity")
HUNDRED: Final = Decimal(100)
_DIGITS: Final = 50
_DOWN: Final = Context(prec=_DIGITS, rounding=ROUND_FLOOR, traps=[])
_UP: Final = Context(prec=_DIGITS, rounding=ROUND_CEILING, traps=[])


@final
class Interval:
    """The closed interval from ``low`` to ``high``."""

    __slots__ = ("high", "low")

    def __init__(self, low: Decimal, high: Decimal) -> None:
        self.low: Final = low
        self.high: Final = high

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Interval) and self.low == other.low and self.high == other.high

    def __hash__(self) -> int:
        return hash((self.low, self.high))

    def __repr__(self) -> str:
        return f"Interval({self.low!r}, {self.high!r})"

    def __add__(self, other: Interval) -> Interval:
        return Interval(_DOWN.add(self.low, other.low), _UP.add(self.high, other.high))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(_DOWN.subtract(self.low, other.high), _UP.subtract(self.high, other.low))

    def __mul__(self, other: Interval) -> Interval:
        if self.low >= 0 and other.low >= 0:
            return Interval(_product(_DOWN, self.low, other.low), _product(_UP, self.high, other.high))
        pairs = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_product(_DOWN, a, b) for a, b in pairs), max(_product(_UP, a, b) for a, b in pairs))

    def __truediv__(self, other: Interval) -> Interval:
        """The quotients; every number where ``other`` holds zero."""
        if other.low <= 0 <= other.high:
            return EVERY
        return self * Interval(_DOWN.divide(Decimal(1), other.high), _UP.divide(Decimal(1), other.low))

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, value: Decimal) -> bool:
        """Whether ``value`` lies in it."""
        return self.low <= value <= self.high

    def or_else(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    @property
    def middle(self) -> Decimal:
        """The value halfway between its ends, which must be finite."""
        return (self.low + self.high) / 2

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return self.low.is_finite() and self.high.is_finite()


EVERY: Final = Interval(-INFINITY, INFINITY)


def exactly(value: Decimal | int) -> Interval:
    """The interval of one value."""
    number = Decimal(value)
    return Interval(number, number)


def _product(context: Context, a: Decimal, b: Decimal) -> Decimal:
    # Nothing of something without end is nothing: 0 is an end that is reached, infinity is not.
    return Decimal(0) if a == 0 or b == 0 else context.multiply(a, b)
