"""Slips of the pen: one digit wrong, two digits in each other's place, the wrong multiplier."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["could_be_slip", "is_slip"]

_LEAST_DIGITS = 3


def is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether the one number may be the other with a slip. Numbers of fewer than three digits tell nothing.

    >>> is_slip(Decimal("526.8"), Decimal("562.8")), is_slip(Decimal("63948"), Decimal("63048"))
    (True, True)
    >>> is_slip(Decimal(70), Decimal(35)), is_slip(Decimal("1.2"), Decimal(1200))
    (False, False)
    """
    step = min(int(number.as_tuple().exponent) for number in (one, other))
    first, second = (str(int(abs(number).scaleb(-min(step, 0)))) for number in (one, other))
    if min(len(first.rstrip("0")), len(second.rstrip("0"))) < _LEAST_DIGITS:
        return False
    if first.rstrip("0") == second.rstrip("0"):
        return first != second
    if len(first) != len(second):
        return False
    unlike = [at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    swapped = (
        len(unlike) == 2
        and unlike[1] == unlike[0] + 1
        and first[unlike[0]] == second[unlike[1]]
        and first[unlike[1]] == second[unlike[0]]
    )
    return len(unlike) == 1 or swapped


def could_be_slip(missing: Decimal) -> bool:
    """Whether a difference, in steps of the last digit, may come of one digit or of two swapped ones.

    >>> could_be_slip(Decimal(500)), could_be_slip(Decimal(36)), could_be_slip(Decimal(123))
    (True, True, False)
    """
    if missing != missing.to_integral() or not missing:
        return False
    digits = int(str(abs(int(missing))).rstrip("0"))
    return digits < 10 or (digits % 9 == 0 and digits // 9 < 10)
