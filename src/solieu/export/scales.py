"""In which unit a figure is shown, exactly: the printed one where it has a name, else the base unit."""

from __future__ import annotations

import re
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from solieu.knowledge.names import unit_name, unit_scales
from solieu.text import lower_of

if TYPE_CHECKING:
    from solieu.export.labels import Language
    from solieu.model import Observation

__all__ = ["MOST_DIGITS", "Measured", "decimals_of", "fits_a_cell", "measured_in", "printed_scale", "scaled_down", "shifted", "unit_label"]

MOST_DIGITS = 15
"""So many digits Excel keeps of a number."""
_ONE = Decimal(1)
_PER = re.compile(r"\s*(?:/|(?<=\s)(?:một|mỗi)\s)\s*")
_EXACT = Context(prec=400)
_LONGEST_UNIT = 40


class Measured(NamedTuple):
    """What a figure is counted in."""

    unit: str
    """The base unit; "" where there is none."""
    per: str
    """What it is told for each of, as printed: ``/người/năm``; "" for none."""


def measured_in(told: Observation) -> Measured:
    """The base unit of a figure and what it is for each of.

    >>> from solieu.pipeline import extract
    >>> (told,) = extract("Thu nhập bình quân đạt 55 triệu đồng/ người/năm.").observations
    >>> measured_in(told)
    Measured(unit='VND', per='/người/năm')
    """
    return _measured(told.unit, told.unit_text)


@lru_cache(4096)
def _measured(unit: str | None, printed: str | None) -> Measured:
    printed = lower_of(" ".join((printed or "").split()))[:_LONGEST_UNIT]
    if unit is None:
        return Measured("", printed)
    _, *per = _PER.split(printed)
    return Measured(unit, "".join(f"/{one}" for one in per if one))


def printed_scale(told: Observation) -> Decimal | None:
    """How many base units the printed unit is, if that has a name; ``None`` where the figure does not tell.

    >>> from solieu.pipeline import extract
    >>> (told,) = extract("Thu ngân sách đạt 526,8 tỷ đồng.").observations
    >>> f"{printed_scale(told):,}"
    '1,000,000,000'
    """
    if told.unit is None or not told.number or not told.value:
        return None
    return next((one for one in unit_scales(told.unit) if one * told.number == told.value), None)


def scaled_down(value: Decimal, scale: Decimal) -> Decimal:
    """The number that times ``scale``, a power of ten, is ``value``: exactly.

    >>> scaled_down(Decimal("526800000000"), Decimal(10**9)), scaled_down(Decimal(7130), Decimal(100))
    (Decimal('526.8'), Decimal('71.3'))
    """
    if scale == _ONE:
        return value
    number = shifted(value, -scale.adjusted())
    whole = number.to_integral_value()
    return whole if whole == number else _EXACT.normalize(number)


def shifted(value: Decimal, power: int) -> Decimal:
    """``value`` times a power of ten, with all its digits."""
    return value.scaleb(power, _EXACT)


def fits_a_cell(number: Decimal) -> bool:
    """Whether Excel holds the number without rounding it.

    >>> fits_a_cell(Decimal("526.8")), fits_a_cell(Decimal("1234567890.1234567"))
    (True, False)
    """
    try:
        digits = _EXACT.normalize(number).as_tuple()
    except InvalidOperation:
        return False
    return len(digits.digits) <= MOST_DIGITS and abs(number.adjusted()) < 300


def decimals_of(number: Decimal) -> int:
    """How many decimals the number has."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def unit_label(measured: Measured, scale: Decimal, language: Language) -> str:
    """What a head says of the unit: ``triệu đồng/người/năm``."""
    if not measured.unit:
        return measured.per
    name = unit_name(measured.unit, scale)
    label = measured.unit if name is None else name.vi if language == "vi" else name.en
    return label + measured.per
