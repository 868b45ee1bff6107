"""What a printed figure can mean: its rounding, and the words that hedge it.

A figure has two intervals. ``printed`` takes it by its word: rounded to the last printed digit, "gần 84%" below 84 and
near it, "trên 79%" above 79 and near it. ``possible`` is what a lenient reader may grant: digits cut off instead of
rounded, whole thousands that are round, "trên" and "dưới" without an end. What contradicts ``possible`` is a
contradiction, what contradicts ``printed`` alone is worth a look.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, final

from solieu.check.intervals import INFINITY, Interval
from solieu.knowledge.checks import check_words
from solieu.scan import once

if TYPE_CHECKING:
    from solieu.model import Observation

__all__ = ["Stated", "factor_of", "half_a_place", "is_counted", "stated", "stated_number"]

_NEAREST: Final = Decimal("0.01")
_FARTHEST: Final = Decimal("0.1")
"""How far at least and at most, of the figure itself, "gần" and "hơn" may lie from it."""
_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_COUNTED: Final = Decimal(1000)
_HUNDRED: Final = Decimal(100)
_MEASURED: Final = frozenset(
    {"percent", "percentage_point", "times", "VND", "USD", "EUR", "CNY", "ha", "m", "m3", "kg", "kW", "kWh"}
)
"""Units of what can be had in part, so that a whole number of them was rounded: "22 tỷ đồng", "128 ha"."""


@final
class Stated:
    """What a printed figure can mean, in the base unit."""

    __slots__ = ("hedged", "possible", "printed")

    def __init__(self, printed: Interval, possible: Interval, hedged: bool = False) -> None:
        self.printed: Final = printed
        self.possible: Final = possible
        self.hedged: Final = hedged

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stated):
            return False
        return self.printed == other.printed and self.possible == other.possible and self.hedged == other.hedged

    def __hash__(self) -> int:
        return hash((self.printed, self.possible, self.hedged))

    def scaled(self, factor: Decimal) -> Stated:
        """The same for a positive multiple."""
        return Stated(_scaled(self.printed, factor), _scaled(self.possible, factor), self.hedged)


def factor_of(observation: Observation) -> Decimal:
    """The base units in one printed unit: 10⁹ for "tỷ đồng"."""
    return observation.value / observation.number if observation.number else Decimal(1)


def is_counted(observation: Observation) -> bool:
    """Whether its unit is of things that are counted one by one, and printed as it is: "vụ", not "nghìn lượt", not "ha"."""
    unit = observation.unit or ""
    return factor_of(observation) == 1 and unit not in _MEASURED and "/" not in unit


def stated(observation: Observation, before: str) -> Stated:
    """What ``observation`` can mean. ``before`` are the words before it, lower case, which tell "gần" from "khoảng"."""
    factor = factor_of(observation)
    exact = is_counted(observation) and observation.number == observation.number.to_integral()
    meant = stated_number(abs(observation.number), observation.bound, before, counted=exact)
    if observation.value_max is not None and observation.value_max != observation.value:
        meant = _range(meant, stated_number(abs(observation.value_max / factor), observation.bound, before))
    if observation.number < 0:
        meant = Stated(-meant.printed, -meant.possible, meant.hedged)
    return meant if factor == 1 else meant.scaled(factor)


def stated_number(number: Decimal, bound: str, before: str = "", *, counted: bool = False) -> Stated:
    """What a printed number can mean that is not negative. Whole counts (``counted``) below a thousand are exact."""
    unit = _last_printed(number)
    half = _ZERO if counted else unit / 2
    rounded = _around(number, half)
    lenient = _around(number, max(_ZERO if counted else unit, _roundness(number)))
    if bound == "exact":
        return Stated(rounded, lenient)
    near = _nearness(number)
    if bound == "above":
        return Stated(Interval(number, number + 2 * near), Interval(lenient.low, INFINITY), hedged=True)
    if bound == "below":
        return Stated(Interval(number - near, rounded.high), Interval(_ZERO, lenient.high), hedged=True)
    above = _ZERO if _ends_with_nearly(before) else near
    around = Interval(min(number - near, rounded.low), max(number + above, rounded.high))
    return Stated(around, around.or_else(lenient), hedged=True)


def half_a_place(number: Decimal) -> Decimal:
    """How far from ``number`` what was rounded to it may lie: half of its last printed place."""
    return _last_printed(number) / 2


def _last_printed(number: Decimal) -> Decimal:
    return _ONE.scaleb(min(int(number.as_tuple().exponent), 0))


def _around(number: Decimal, room: Decimal) -> Interval:
    """What rounds to ``number``; "tăng 0%" may be a slight fall."""
    return Interval(number - room if number > room or number == 0 else _ZERO, number + room)


def _roundness(number: Decimal) -> Decimal:
    """A twentieth of the place of the last digit that is not 0, of whole thousands: 500 for 140.000."""
    # The remainder of a number with more digits than decimals reckon with cannot be had.
    if number < _COUNTED or _last_place(number) < _HUNDRED:
        return _ZERO
    return _last_place(number) / 20


def _nearness(number: Decimal) -> Decimal:
    return min(max(_last_place(number) / 2, number * _NEAREST), number * _FARTHEST)


def _last_place(number: Decimal) -> Decimal:
    """The place of the last digit that is not 0: 1000 for 9.000, 0.1 for 57,70."""
    exponent = number.normalize().as_tuple().exponent
    return _ONE.scaleb(exponent) if isinstance(exponent, int) else _ONE


def _range(low: Stated, high: Stated) -> Stated:
    return Stated(low.printed.or_else(high.printed), low.possible.or_else(high.possible), hedged=True)


def _scaled(interval: Interval, factor: Decimal) -> Interval:
    return Interval(interval.low * factor, interval.high * factor)


@once
def _nearly() -> tuple[str, ...]:
    return tuple(check_words().nearly)


def _ends_with_nearly(before: str) -> bool:
    return before.rstrip().endswith(_nearly())
