"""The day by which a task is to be done: "trước ngày 15/12/2025", "trong tháng 3/2025"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from solieu.model import Period
from solieu.patterns import regex

if TYPE_CHECKING:
    import re

__all__ = ["due_day"]

_DAY: Final = regex(
    r"(?:trước|chậm nhất|muộn nhất|xong|hạn|hết|đến|hoàn thành|thời gian|trong)\s+"
    r"(?:(?:là|vào|trước|đến|hết)\s+){0,3}(?:\d{1,2}\s?(?:giờ|h)(?:\s?\d{2})?(?:\s+phút)?,?\s+)?(?:ngày\s+)?(?P<day>\d{1,2})"
    r"(?:\s?[/.-]\s?(?P<month>\d{1,2})(?:\s?[/.-]\s?(?P<year>\d{4}))?"
    r"|\s+tháng\s+(?P<named_month>\d{1,2})(?:\s+năm\s+(?P<named_year>\d{4}))?)(?![\d/%.]\d?)"
)
_MONTH: Final = regex(
    r"(?:trong|hết|chậm nhất|xong)\s+(?:trong\s+)?tháng\s+(?P<month>\d{1,2})\s?(?:[/.-]|\s+năm\s+)\s?(?P<year>\d{4})"
)

# "hoàn thành xong trong quý II năm 2023", "xong trong quý 3/2024"
_QUARTER: Final = regex(
    r"(?:trong|hết|chậm nhất|xong)\s+quý\s+(?P<quarter>iv|i{1,3}|[1-4])\s?(?:[/.-]|\s+năm\s+)\s?(?P<year>\d{4})"
)
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def due_day(lower: str, start: int, end: int, issued: date | None, year: int | None = None) -> date | None:
    """The first due day that ``lower[start:end]`` names; a month or a quarter stands for its last day.

    A day without a year is the first such day from ``issued`` on; without ``issued`` it is of ``year``, and passed over
    where that is not known either.
    """
    for found in _DAY.finditer(lower, start, end):
        day, month = int(found["day"]), int(found["month"] or found["named_month"])
        if printed := found["year"] or found["named_year"]:
            due = _date(int(printed), month, day)
        elif issued:
            due = _next(issued, month, day)
        else:
            due = _date(year, month, day) if year else None
        if due:
            return due
    found_month = _MONTH.search(lower, start, end)
    if not found_month:
        quarter = _QUARTER.search(lower, start, end)
        return _end_of_quarter(quarter) if quarter else None
    year_of, month = int(found_month["year"]), int(found_month["month"])
    return Period.month(year_of, month).end if 1 <= month <= 12 and year_of else None


def _end_of_quarter(found: re.Match[str]) -> date | None:
    year = int(found["year"])
    return Period.quarter(year, _QUARTERS[found["quarter"]]).end if year else None


def _next(issued: date, month: int, day: int) -> date | None:
    this_year = _date(issued.year, month, day)
    return this_year if this_year and this_year >= issued else _date(issued.year + 1, month, day) or this_year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
