"""Times of figures that are compared: what "cùng kỳ năm trước" means for nine months, and how people write a period."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from solieu.knowledge.checks import across_words
from solieu.model import Period
from solieu.patterns import regex
from solieu.text import prepare

if TYPE_CHECKING:
    from solieu.knowledge.checks import Language

__all__ = [
    "compared_period",
    "is_adjusted",
    "is_year_to_date",
    "kind_of_period",
    "plan_named",
    "planned_period",
    "time",
    "written",
]

_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_ROMAN = ("", "I", "II", "III", "IV")
_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def compared_period(period: Period | None, basis: str | None) -> Period | None:
    """The period with which a figure of ``period`` is compared by the words ``basis``; ``None`` where it cannot be told.

    >>> str(compared_period(Period.parse("2022-01/2022-09"), "cùng kỳ năm trước"))
    '2021-01/2021-09'
    >>> str(compared_period(Period.parse("2022-09"), "tháng trước"))
    '2022-08'
    >>> str(compared_period(Period.parse("2022"), "năm 2019"))
    '2019'
    >>> compared_period(Period.parse("2022-01/2022-09"), "đầu năm") is None
    True
    """
    if period is None or basis is None or period.start.year != period.end.year:
        return None
    words, lower = across_words(), prepare(basis).lower
    if _any(words.untold).search(lower):
        return None
    if _any(words.last_month).search(lower):
        return _just_before(period) if kind_of_period(period) == "month" else None
    if _any(words.last_quarter).search(lower):
        return _just_before(period) if kind_of_period(period) == "quarter" else None
    named = _YEAR.findall(lower)
    year = int(named[0]) if len(named) == 1 else period.start.year - 1
    if year >= period.start.year or len(named) > 1:
        return None
    if _any(words.same_time_last_year).search(lower):
        return _in_year(period, year)
    if kind_of_period(period) == "year" and (named or _any(words.last_year).search(lower)):
        return _in_year(period, year)
    return None


def planned_period(period: Period | None, basis: str | None) -> Period | None:
    """The period of a plan that a figure of ``period`` is measured against; ``None`` where it cannot be told.

    >>> str(planned_period(Period.parse("2022-01/2022-09"), "dự toán tỉnh giao"))
    '2022'
    >>> planned_period(Period.parse("2022-01/2022-09"), "kế hoạch 9 tháng") is None
    True
    """
    if period is None or period.start.year != period.end.year:
        return None
    words, lower = across_words(), prepare(basis or "").lower
    named = _YEAR.findall(lower)
    if _any(words.part_of_year + words.several_years).search(lower):
        return None
    if named and named != [str(period.start.year)]:
        return None
    return Period.year(period.start.year)


def plan_named(basis: str | None) -> tuple[str, ...]:
    """What tells one plan of a year from another, in the words by which a figure is measured against it.

    >>> plan_named("dự toán tỉnh giao đầu năm 2022"), plan_named("kế hoạch năm")
    (('dự', 'giao', 'toán', 'tỉnh'), ())
    """
    lower = _any(across_words().plan_fillers).sub(" ", prepare(basis or "").lower)
    return tuple(sorted({word for word in lower.split() if not word.isdigit()}))


def is_adjusted(basis: str | None) -> bool:
    """Whether the words say that the plan was changed: "dự toán điều chỉnh"."""
    return _any(across_words().adjusted).search(prepare(basis or "").lower) is not None


def is_year_to_date(period: Period) -> bool:
    """Whether it runs from 1 January to some day of the same year."""
    return (period.start.month, period.start.day) == (1, 1) and period.end.year == period.start.year


def kind_of_period(period: Period) -> str:
    """The same for periods whose figures can be compared: months, quarters, years, the same nine months of any year.

    >>> [kind_of_period(Period.parse(text)) for text in ("2022-09", "2022-Q1", "2022", "2022-01/2022-09", "2022-05-24")]
    ['month', 'quarter', 'year', '9 months', 'day']
    """
    start, end = period.start, period.end
    if start == end:
        return "day"
    if start.day != 1 or (end + timedelta(1)).day != 1:
        return f"{start:%m-%d}/{end:%m-%d}/{end.year - start.year}"
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 1:
        return "month"
    if months == 3 and start.month % 3 == 1:
        return "quarter"
    if months == 12 and start.month == 1:
        return "year"
    return f"{months} months" if start.month == 1 else f"{months} months from {start.month}"


def written(period: Period, language: Language) -> str:
    """A period as people write it.

    >>> [written(Period.parse(text), "vi") for text in ("2022-09", "2022-Q4", "2022", "2022-01/2022-09", "2022-05-24")]
    ['tháng 9/2022', 'quý IV/2022', 'năm 2022', '9 tháng đầu năm 2022', 'ngày 24/5/2022']
    >>> [written(Period.parse(text), "en") for text in ("2022-09", "2022-01/2022-09", "2022-01-01/2022-10-15")]
    ['September 2022', 'the first 9 months of 2022', '1 January 2022 to 15 October 2022']
    """
    start, end = period.start, period.end
    kind, vi = kind_of_period(period), language == "vi"
    if kind == "day":
        return f"ngày {_day(start, language)}" if vi else _day(start, language)
    if kind == "month":
        return f"tháng {start.month}/{start.year}" if vi else f"{_MONTHS[start.month]} {start.year}"
    if kind == "quarter":
        quarter = end.month // 3
        return f"quý {_ROMAN[quarter]}/{start.year}" if vi else f"quarter {quarter} of {start.year}"
    if kind == "year":
        return f"năm {start.year}" if vi else f"{start.year}"
    if is_year_to_date(period) and kind.endswith(" months"):
        return f"{end.month} tháng đầu năm {end.year}" if vi else f"the first {end.month} months of {end.year}"
    first, last = _day(start, language), _day(end, language)
    return f"từ {first} đến {last}" if vi else f"{first} to {last}"


def time(period: Period) -> tuple[str, str]:
    """A period in Vietnamese and in English."""
    return written(period, "vi"), written(period, "en")


def _day(day: date, language: Language) -> str:
    return f"{day.day}/{day.month}/{day.year}" if language == "vi" else f"{day.day} {_MONTHS[day.month]} {day.year}"


def _in_year(period: Period, year: int) -> Period:
    """The same days of another year; the last day of a month stays the last."""
    start, end = period.start, period.end
    return Period(_moved(start, year), _moved(end, year))


def _moved(day: date, year: int) -> date:
    if (day + timedelta(1)).month != day.month:
        return (date(year, 12, 31)) if day.month == 12 else date(year, day.month + 1, 1) - timedelta(1)
    return day.replace(year=year) if (day.month, day.day) != (2, 29) else date(year, 2, 28)


def _just_before(period: Period) -> Period | None:
    """The month before a month, the quarter before a quarter."""
    last = period.start - timedelta(1)
    months = period.end.month - period.start.month + 1
    return Period.month(last.year, last.month - months + 1, last.month)


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
