"""Slips of the pen: one digit wrong, two digits in each other's place, a comma moved, the wrong multiplier.

Where it is not sure that figures belong together, their disagreement proves nothing. But where one slip in one of them
makes everything agree to the last digit, a slip is the likely reason.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.equations import Equation
    from solieu.check.figures import Figure
    from solieu.check.intervals import Interval

__all__ = ["is_slip", "one_slip_settles", "slips"]

_POWERS = (-6, -3, -2, -1, 1, 2, 3, 6)
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


def is_slip(one: Decimal, other: Decimal, least_digits: int = 3) -> bool:
    """Whether the one number may be the other with a slip. Numbers of few digits tell nothing.

    >>> is_slip(Decimal("526.8"), Decimal("562.8")), is_slip(Decimal("63948"), Decimal("63048"))
    (True, True)
    >>> is_slip(Decimal(70), Decimal(35)), is_slip(Decimal("1.2"), Decimal(1200))
    (False, False)
    """
    if min(len(number.normalize().as_tuple().digits) for number in (one, other)) < least_digits:
        return False
    return any(abs(other) == slip for slip in slips(abs(one)))


def one_slip_settles(equation: Equation) -> bool:
    """Whether a slip in one of the figures would make ``equation`` hold, too closely for chance."""
    return any(_settles(figure, equation.needed(name)) for name, figure in equation.figures.items())


def _settles(figure: Figure, needed: Interval) -> bool:
    printed = abs(figure.told.number)
    if not needed.is_bounded or not printed or needed.low.is_signed() != figure.told.number.is_signed():
        return False
    low, high = sorted(abs(end / figure.factor) for end in (needed.low, needed.high))
    unit = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    # How many of all numbers as long as this one would agree.
    chance = 10 * len(str(printed)) * (high - low + unit) / max(high, unit)
    return chance <= _MOST_CHANCE and any(low - unit / 2 <= slip <= high + unit / 2 for slip in slips(printed))
