"""What findings say: numbers as each language writes them, ranges, sums."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solieu.check.intervals import Interval
    from solieu.knowledge.checks import Language

__all__ = ["amount", "between", "number"]

_SEPARATORS = {"vi": str.maketrans(",.", ".,"), "en": str.maketrans("", "")}
_LEAST = {"vi": "{} trở lên", "en": "at least {}"}
_MOST = {"vi": "{} trở xuống", "en": "at most {}"}


def number(value: Decimal, places: int, language: Language) -> str:
    """``value`` with ``places`` decimals, grouped.

    >>> number(Decimal("-1234.5"), 1, "vi"), number(Decimal("1234.5"), 0, "en")
    ('-1.234,5', '1,234')
    """
    with localcontext(prec=60):
        rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    return f"{rounded + 0:,}".translate(_SEPARATORS[language])


def amount(value: Decimal, unit: str | None, places: int, language: Language) -> str:
    """A number with its unit as printed."""
    return _with_unit(number(value, places, language), unit)


def between(interval: Interval, unit: str | None, places: int, language: Language) -> str:
    """A range as short as its ends allow, in the printed unit.

    >>> from solieu.check.intervals import Interval
    >>> between(Interval(Decimal("57.62"), Decimal("57.64")), "%", 1, "vi")
    '57,6%'
    >>> between(Interval(Decimal("12.1"), Decimal("12.34")), "tỷ đồng", 1, "vi")
    '12,1–12,3 tỷ đồng'
    >>> between(Interval(Decimal("526.8"), Decimal("Infinity")), "tỷ đồng", 1, "vi")
    '526,8 tỷ đồng trở lên'
    """
    if not interval.high.is_finite() and not interval.low.is_finite():
        return "?"
    if not interval.high.is_finite():
        return _LEAST[language].format(amount(interval.low, unit, places, language))
    if not interval.low.is_finite():
        return _MOST[language].format(amount(interval.high, unit, places, language))
    low, high = number(interval.low, places, language), number(interval.high, places, language)
    if low == high:
        return _with_unit(low, unit)
    return f"{low}–{_with_unit(high, unit)}"


def _with_unit(digits: str, unit: str | None) -> str:
    if not unit:
        return digits
    return f"{digits}{unit}" if unit.startswith("%") else f"{digits} {unit}"
