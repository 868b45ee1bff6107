"""Slips of the pen: one digit wrong, two digits in each other's place, a comma moved, the wrong multiplier.

Where it is not sure that figures belong together, their disagreement proves nothing. But where one slip in one of them
makes everything agree to the last digit, a slip is the likely reason.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from solieu.check.stated import stated_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.equations import Equation
    from solieu.check.figures import Figure
    from solieu.check.intervals import Interval

__all__ = ["may_be_slip", "one_slip_settles", "slips"]

_POWERS = (-6, -3, -2, -1, 1, 2, 3, 6)
_THOUSANDS = (3, 6)
_CHANCE = {2: Decimal("0.5"), 3: Decimal("0.2")}
"""The same where the words are one, by the least digits asked for."""
_MOST_CHANCE = Decimal("0.05")
"""How likely it may be that some slip agrees by chance."""


def slips(number: Decimal) -> Iterator[Decimal]:
    """Every number that one slip makes of ``number``, which is not negative.

    >>> {Decimal(562), Decimal(526000), Decimal(520)} <= set(slips(Decimal(526)))
    True
    """
    digits, exponent = str(number).replace(".", ""), int(number.as_tuple().exponent)
    if "E" in digits:
        return
    for at, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit and not (at == 0 and other == "0"):
                yield Decimal(digits[:at] + other + digits[at + 1 :]).scaleb(exponent)
        if digits[at : at + 2] not in (digit, digit * 2):
            yield Decimal(digits[:at] + digits[at + 1] + digit + digits[at + 2 :]).scaleb(exponent)
    for power in _POWERS:
        yield number.scaleb(power)


def may_be_slip(one: Figure, other: Figure, digits: int) -> bool:
    """Whether a slip in the one figure makes it what the other says; numbers shorter than ``digits`` tell nothing.

    A wrong multiplier or comma is told of shorter numbers too.
    """
    return any(_slips_to(first, second, digits) for first, second in ((one, other), (other, one)))


def _slips_to(one: Figure, other: Figure, digits: int) -> bool:
    printed = abs(one.told.number)
    significant = len(printed.normalize().as_tuple().digits)
    for slip in slips(printed):
        least = digits
        if _is_multiple(slip, printed):
            least = 1 if abs(slip.adjusted() - printed.adjusted()) in _THOUSANDS else digits - 1
        if significant >= least:
            meant = stated_number(slip, one.told.bound, one.before).scaled(one.factor)
            if meant.printed.meets(other.meant.printed) and _is_no_chance(slip, one, other, digits):
                return True
    return False


def _is_no_chance(slip: Decimal, one: Figure, other: Figure, digits: int) -> bool:
    """Whether few of all numbers as long as this one would agree with the other figure."""
    room = other.meant.printed
    unit = Decimal(1).scaleb(int(slip.as_tuple().exponent)) * one.factor
    printed = abs(one.told.number)
    ways = 10 * len(str(printed))
    return _is_multiple(slip, printed) or ways * (room.high - room.low + unit) <= _CHANCE[digits] * abs(room.high)


def _is_multiple(slip: Decimal, printed: Decimal) -> bool:
    return slip.normalize().as_tuple().digits == printed.normalize().as_tuple().digits


def one_slip_settles(equation: Equation) -> bool:
    """Whether a slip in one of the figures would make ``equation`` hold, too closely for chance."""
    return any(_settles(figure, equation.needed(name)) for name, figure in equation.figures.items())


def _settles(figure: Figure, needed: Interval) -> bool:
    printed = abs(figure.told.number)
    if not needed.is_bounded or not printed or needed.low.is_signed() != figure.told.number.is_signed():
        return False
    low, high = sorted(abs(end / figure.factor) for end in (needed.low, needed.high))
    return any(_agrees(slip, printed, low, high) for slip in slips(printed))


def _agrees(slip: Decimal, printed: Decimal, low: Decimal, high: Decimal) -> bool:
    """Whether ``slip`` lies within ``low`` and ``high``, and few of the other slips could."""
    unit = Decimal(1).scaleb(int(slip.as_tuple().exponent))
    ways = len(_POWERS) if _is_multiple(slip, printed) else 10 * len(str(printed))
    chance = ways * (high - low + unit) / max(high, unit)
    return chance <= _MOST_CHANCE and low - unit / 2 <= slip <= high + unit / 2
