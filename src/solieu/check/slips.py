"""Slips of the pen: one digit wrong, two digits in each other's place, a comma moved, the wrong multiplier.

Where it is not sure that figures belong together, their disagreement proves nothing. But where one slip in one of them
makes everything agree to the last digit, a slip is the likely reason.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from solieu.check.stated import half_a_place, stated_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.equations import Equation
    from solieu.check.figures import Figure
    from solieu.check.intervals import Interval

__all__ = ["may_be_slip", "misprints", "one_slip_settles"]

_ZERO: Final = Decimal(0)
_POWERS: Final = (-6, -3, -2, -1, 1, 2, 3, 6)
_WIDEST: Final = 2
"""A figure means at least half and at most one and a half of the number that is printed."""
_THOUSANDS: Final = (3, 6)
_CHANCE: Final = {2: Decimal("0.5"), 3: Decimal("0.2")}
"""The same where the words are one, by the least digits asked for."""
_MOST_CHANCE: Final = Decimal("0.05")
"""How likely it may be that some slip agrees by chance."""


def misprints(digits: str) -> Iterator[int]:
    """Every number that one digit printed wrong, or two in each other's place, make of ``digits``.

    >>> {562, 520} <= set(misprints("526"))
    True
    """
    number = int(digits)
    place = 10 ** (len(digits) - 1)
    for at, digit in enumerate(digits):
        own = int(digit)
        for other in range(at == 0 and len(digits) > 1, 10):
            if other != own:
                yield number + (other - own) * place
        following = int(digits[at + 1]) if at + 1 < len(digits) else own
        if following != own:
            yield number + (following - own) * (place - place // 10)
        place //= 10


def _digits(number: Decimal) -> tuple[str, int]:
    """The digits of a number that is not negative, and the exponent of the last."""
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    return "".join(map(str, digits)) + "0" * max(exponent, 0), min(exponent, 0)


def may_be_slip(one: Figure, other: Figure, digits: int) -> bool:
    """Whether a slip in the one figure makes it what the other says; numbers shorter than ``digits`` tell nothing.

    A wrong multiplier or comma is told of shorter numbers too.
    """
    return any(_slips_to(first, second, digits) for first, second in ((one, other), (other, one)))


def _slips_to(one: Figure, other: Figure, least: int) -> bool:
    printed, room = abs(one.told.number), other.meant.printed
    significant = len(printed.normalize().as_tuple().digits)
    factor = one.factor
    value, most, fewest = printed * factor, room.high * _WIDEST, room.low / _WIDEST
    place, highest, lowest = value.adjusted(), most.adjusted(), fewest.adjusted()
    for power in _POWERS:
        if significant < (1 if abs(power) in _THOUSANDS else least - 1):
            continue
        if value and fewest > 0 and not lowest <= place + power <= highest:
            continue  # what has another number of digits is far away
        near = not value or fewest <= value.scaleb(power) <= most
        if near and _agrees(printed.scaleb(power), one, room):
            return True
    if significant < least:
        return False
    digits, exponent = _digits(printed)
    unit = Decimal(1).scaleb(exponent) * factor
    if 10 * len(digits) * (room.high - room.low + unit) > _CHANCE[least] * abs(room.high):
        return False
    if one.told.bound == "exact":
        most, fewest = room.high + unit, room.low - unit  # nothing else can round to what the other says
    first, last = float(fewest / unit) - 1, float(most / unit) + 1
    return any(first < slip < last and _agrees(Decimal(slip).scaleb(exponent), one, room) for slip in misprints(digits))


def _agrees(number: Decimal, figure: Figure, room: Interval) -> bool:
    """Whether ``figure`` with ``number`` in its place, taken by its word, may be within ``room``."""
    if figure.told.bound != "exact":
        return stated_number(number, figure.told.bound, figure.before).scaled(figure.factor).printed.meets(room)
    # The same, reckoned at once: so many numbers are tried.
    half = half_a_place(number)
    low = number - half if number > half or not number else _ZERO
    return low * figure.factor <= room.high and (number + half) * figure.factor >= room.low


def one_slip_settles(equation: Equation) -> bool:
    """Whether a slip in one of the figures would make ``equation`` hold, too closely for chance."""
    return any(_settles(figure, equation.needed(name)) for name, figure in equation.figures.items())


def _settles(figure: Figure, needed: Interval) -> bool:
    printed = abs(figure.told.number)
    if not needed.is_bounded or not printed or needed.low.is_signed() != figure.told.number.is_signed():
        return False
    low, high = sorted(abs(end / figure.factor) for end in (needed.low, needed.high))
    digits, exponent = _digits(printed)
    for power in _POWERS:
        unit = Decimal(1).scaleb(exponent + power)
        if _is_rare(len(_POWERS), low, high, unit) and low - unit / 2 <= printed.scaleb(power) <= high + unit / 2:
            return True
    unit = Decimal(1).scaleb(exponent)
    if not _is_rare(10 * len(digits), low, high, unit):
        return False
    first, last = float((low / unit) - 1), float((high / unit) + 1)
    return any(
        first < slip < last and 2 * low <= 2 * slip * unit + unit <= 2 * high + 2 * unit for slip in misprints(digits)
    )


def _is_rare(ways: int, low: Decimal, high: Decimal, unit: Decimal) -> bool:
    """Whether few of all numbers as long as the printed one would agree as well as one of so many slips."""
    return ways * (high - low + unit) <= _MOST_CHANCE * max(high, unit)
