"""Periods as people write them in either language, and as SDMX writes them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from solieu.export.words import words

if TYPE_CHECKING:
    from datetime import date

    from solieu.export.labels import Language
    from solieu.model import Period

__all__ = ["period_name", "sdmx_period"]

_QUARTERS = ("I", "II", "III", "IV")
_ONE_DAY = timedelta(1)


class _Shape(NamedTuple):
    """Which months a period is made of, if it is made of whole ones."""

    year: int
    first: int
    """The first month."""
    months: int


def _shape(period: Period) -> _Shape | None:
    start, after = period.start, _day_after(period)
    if start.day != 1 or after is None or after.day != 1:
        return None
    return _Shape(start.year, start.month, (after.year - start.year) * 12 + after.month - start.month)


def _day_after(period: Period) -> date | None:
    try:
        return period.end + _ONE_DAY
    except OverflowError:
        return None


def sdmx_period(period: Period) -> str:
    """A standard period of SDMX, or its first day with how long it lasts.

    >>> from solieu.model import Period
    >>> [sdmx_period(Period.parse(text)) for text in ("2022", "2022-Q3", "2022-09", "2022-09-05")]
    ['2022', '2022-Q3', '2022-09', '2022-09-05']
    >>> [sdmx_period(Period.parse(text)) for text in ("2022-01/2022-09", "2021/2025", "2022-01-01/2022-10-14")]
    ['2022-01-01/P9M', '2021-01-01/P5Y', '2022-01-01/P287D']
    """
    if period.start == period.end:
        return period.start.isoformat()
    shape = _shape(period)
    if shape is None:
        return f"{period.start}/P{period.days}D"
    year, first, months = shape
    if months == 1:
        return f"{year:04}-{first:02}"
    if months == 3 and first % 3 == 1:
        return f"{year:04}-Q{first // 3 + 1}"
    if months == 12 and first == 1:
        return f"{year:04}"
    return f"{period.start}/P{months // 12}Y" if months % 12 == 0 else f"{period.start}/P{months}M"


def period_name(period: Period, language: Language) -> str:
    """A period as it heads a column.

    >>> from solieu.model import Period
    >>> [period_name(Period.parse(text), "vi") for text in ("2022", "2022-Q3", "2022-09", "2022-01/2022-06")]
    ['Năm 2022', 'Quý III/2022', 'Tháng 9/2022', '6 tháng 2022']
    >>> [period_name(Period.parse(text), "vi") for text in ("2021/2025", "2022-07/2022-12", "2022-09/2023-05")]
    ['Giai đoạn 2021-2025', 'Tháng 7-12/2022', 'Tháng 9/2022 - 5/2023']
    >>> [period_name(Period.parse(text), "en") for text in ("2022-01/2022-09", "2022-01-01/2022-10-14", "2022-05-24")]
    ['9 months of 2022', '01/01/2022 - 14/10/2022', '24/05/2022']
    """
    if period.start == period.end:
        return _day(period.start)
    shape = _shape(period)
    if shape is None:
        return f"{_day(period.start)} - {_day(period.end)}"
    form, told = _form(shape, period)
    return words(language)["periods"][form].format(**told)


def _form(shape: _Shape, period: Period) -> tuple[str, dict[str, object]]:
    """Which form of words names it, and what stands in it."""
    year, first, months = shape
    last = period.end
    if months == 12 and first == 1:
        return "year", {"year": year}
    if months % 12 == 0 and first == 1:
        return "years", {"year": year, "last_year": last.year}
    if months == 1:
        return "month", {"month": first, "year": year}
    if months == 3 and first % 3 == 1:
        return "quarter", {"quarter": _QUARTERS[first // 3], "year": year}
    if first == 1 and months < 12:
        return "to_date", {"months": months, "year": year}
    if last.year == year:
        return "months", {"month": first, "last": last.month, "year": year}
    return "across", {"month": first, "year": year, "last": last.month, "last_year": last.year}


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"
