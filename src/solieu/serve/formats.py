"""Numbers, periods and days as people write them in each language; the exact value is never rounded."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from solieu.knowledge.loader import read_rows
from solieu.model import Period
from solieu.serve.words import has, say

if TYPE_CHECKING:
    from solieu.model import Observation
    from solieu.serve.words import Language

__all__ = ["amount", "day", "moment", "number", "period", "unit_word", "value_of"]

_MONEY = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_MOST_DECIMALS = 3
_QUARTERS = ("I", "II", "III", "IV")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: Decimal | int, language: Language) -> str:
    """The exact number with its digits in groups.

    >>> number(Decimal("20984.5"), "vi"), number(Decimal("20984.5"), "en"), number(1200, "vi"), number(Decimal("-3.2"), "vi")
    ('20.984,5', '20,984.5', '1.200', '−3,2')
    """
    text = f"{value:,}" if isinstance(value, int) else f"{Decimal(value):,f}"
    if language == "vi":
        text = text.translate({ord(","): ".", ord("."): ","})
    return text.replace("-", "−")


def amount(value: Decimal, unit: str | None, language: Language, *, signed: bool = False) -> str:
    """A value with its unit, in the largest multiple that writes it with three decimals or fewer.

    >>> amount(Decimal(526800000000), "VND", "vi"), amount(Decimal(526800000000), "VND", "en")
    ('526,8 tỷ đồng', '526.8 billion dong')
    >>> amount(Decimal("57.7"), "percent", "vi"), amount(Decimal(1208), "person", "en"), amount(Decimal(90000), "VND", "vi")
    ('57,7%', '1,208 people', '90.000 đồng')
    """
    plus = "+" if signed and value > 0 else ""
    if unit == "percent":
        return f"{plus}{number(value, language)}%"
    if unit == "VND":
        for factor, word in _MONEY:
            scaled = value / factor
            if abs(scaled) >= 1 and _decimals(scaled) <= _MOST_DECIMALS:
                return f"{plus}{number(_plain(scaled), language)} {say(language, word)} {say(language, 'unit_VND')}"
        return f"{plus}{number(_plain(value), language)} {say(language, 'unit_VND')}"
    if unit is None:
        return f"{plus}{number(value, language)}"
    return f"{plus}{number(value, language)} {unit_word(unit, language)}"


def value_of(observation: Observation, language: Language) -> str:
    """What an observation says: its value or range, with what it is out of.

    >>> from solieu import extract
    >>> [value_of(one, "vi") for one in extract("Hoàn thành 26/42 chỉ tiêu, thu 526,8 tỷ đồng, tăng 5-7%.").observations]
    ['26/42 chỉ tiêu', '526,8 tỷ đồng', '+5–7%']
    """
    signed = observation.measure in ("change", "difference")
    if observation.value_max is not None:
        low = number(observation.value, language)
        high = amount(observation.value_max, observation.unit, language)
        if observation.unit == "VND":
            low = amount(observation.value, observation.unit, language)
        return f"{'+' if signed and observation.value > 0 else ''}{low}–{high}"
    if observation.of is not None:
        of = amount(observation.of, observation.unit, language)
        return f"{number(observation.value, language)}/{of}"
    return amount(observation.value, observation.unit, language, signed=signed)


def _decimals(value: Decimal) -> int:
    exponent = _plain(value).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(value: Decimal) -> Decimal:
    """Without zeros at the end and without an exponent."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


@cache
def _units() -> dict[str, str]:
    """By base unit, the shortest word by which it is printed."""
    found: dict[str, str] = {}
    for row in read_rows("units.csv"):
        word = row["surface"]
        if row["factor"] == "1" and (row["unit"] not in found or len(word) < len(found[row["unit"]])):
            found[row["unit"]] = word
    return found


def unit_word(unit: str, language: Language) -> str:
    """What a base unit is called: ``người`` and ``people`` for ``person``.

    >>> unit_word("household", "vi"), unit_word("VND/person/year", "en"), unit_word("ha", "en")
    ('hộ', 'dong/person/year', 'ha')
    """
    if has(f"unit_{unit}"):
        return say(language, f"unit_{unit}")
    if "/" in unit:
        return "/".join(unit_word(part, language) if at == 0 or language == "vi" else part.replace("_", " ")
                        for at, part in enumerate(unit.split("/")))  # fmt: skip
    return _units().get(unit, unit.replace("_", " ")) if language == "vi" else unit.replace("_", " ")


def period(value: Period | str | None, language: Language) -> str:
    """A period as people call it.

    >>> [period(one, "vi") for one in ("2022", "2022-Q4", "2022-09", "2022-01/2022-09", "2022-05-24", "2021/2025")]
    ['năm 2022', 'quý IV/2022', 'tháng 9/2022', '9 tháng 2022', '24/5/2022', '2021–2025']
    >>> [period(one, "en") for one in ("2022", "2022-Q4", "2022-09", "2022-01/2022-09", "2022-03/2022-05")]
    ['2022', 'Q4 2022', 'Sep 2022', 'Jan–Sep 2022', 'Mar–May 2022']
    """
    if value is None:
        return say(language, "unknown")
    try:
        one = Period.parse(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    start, end = one.start, one.end
    written = str(one)
    by_days = 4
    if start == end:
        return day(start, language)
    if written.count("-") == by_days:
        return f"{day(start, language)} – {day(end, language)}"
    if written.isdecimal():
        return f"năm {written}" if language == "vi" else written
    if "Q" in written:
        quarter = int(written[-1])
        return f"quý {_QUARTERS[quarter - 1]}/{start.year}" if language == "vi" else f"Q{quarter} {start.year}"
    if "-" not in written:
        return written.replace("/", "–")
    if "/" not in written:
        return f"tháng {start.month}/{start.year}" if language == "vi" else f"{_MONTHS[start.month - 1]} {start.year}"
    return _months(start, end, language)


def _months(start: date, end: date, language: Language) -> str:
    if start.year == end.year:
        if language == "en":
            return f"{_MONTHS[start.month - 1]}–{_MONTHS[end.month - 1]} {end.year}"
        return f"{end.month} tháng {end.year}" if start.month == 1 else f"tháng {start.month}–{end.month}/{end.year}"
    if language == "en":
        return f"{_MONTHS[start.month - 1]} {start.year} – {_MONTHS[end.month - 1]} {end.year}"
    return f"tháng {start.month}/{start.year} – {end.month}/{end.year}"


def day(value: date | str | None, language: Language) -> str:
    """A day.

    >>> day(date(2022, 5, 24), "vi"), day("2022-05-24", "en"), day(None, "vi")
    ('24/5/2022', '24 May 2022', '')
    """
    if value is None:
        return ""
    one = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{one.day}/{one.month}/{one.year}" if language == "vi" else f"{one.day} {_MONTHS[one.month - 1]} {one.year}"


def moment(value: str, language: Language) -> str:
    """A moment as the store writes it, in the time of this computer.

    >>> len(moment("2026-01-31T07:05:00Z", "vi")) > 10
    True
    """
    if not value:
        return ""
    here = datetime.fromisoformat(value).astimezone()
    return f"{here:%H:%M} {day(here.date(), language)}"
