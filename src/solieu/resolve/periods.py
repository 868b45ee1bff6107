"""Expressions of time → closed intervals of days, anchored on the document's date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from solieu.knowledge import tet
from solieu.model import Period
from solieu.patterns import regex

if TYPE_CHECKING:
    from solieu.spans import TimeMention

__all__ = ["Anchor", "end_of_years", "in_year", "resolve_time", "same_time_before"]

_MONTH_NEARLY_OVER: Final = 25
_YEARS: Final = 2
_TERM: Final = 5
_SOON: Final = timedelta(days=45)


_SAME_TIME: Final = ("cùng kỳ", "(ck ")
_SAME_TIME_BEFORE: Final = regex(
    r"(?<!so với )(?<!so )(?<!bằng )(?<!như )(?<!với )(?<!hơn )(?:cùng kỳ|(?<=\()ck)(?: (?:năm )?(?P<year>(?:19|20)\d\d)| năm (?:trước|ngoái))?"
    r"(?: (?:là|đạt|có|được|chỉ có|chỉ đạt))?(?: (?:gần|hơn|trên|khoảng|ước))?[ :]*$"
)


# "tăng 8,8% so với cùng kỳ năm trước (*cùng kỳ năm 2021 tăng* 7,6%)"
_SAME_TIME_MOVED: Final = regex(
    r"(?:\((?:cùng kỳ|ck)(?: (?:năm )?(?P<year>(?:19|20)\d\d)| năm (?:trước|ngoái))|so (?:với )?cùng kỳ \((?:cùng kỳ|ck)) (?:tăng|giảm) $"
)


class Anchor:
    """What relative times are counted from: the document's date, the day of its session, the period it reports."""

    __slots__ = ("day", "now", "period", "year")

    def __init__(
        self, day: date | None, period: Period | None, year: int | None = None, session: date | None = None
    ) -> None:
        self.day = day
        self.now = session or day
        self.period = period
        self.year = year or (period.end.year if period else day.year if day else None)


def resolve_time(time: TimeMention, anchor: Anchor) -> Period | None:
    """The period that ``time`` means, or ``None`` where its year or its day cannot be told.

    >>> from solieu.spans import TimeMention
    >>> nine_months = TimeMention(0, 0, "months", month=9)
    >>> str(resolve_time(nine_months, Anchor(date(2022, 9, 30), None)))
    '2022-01/2022-09'
    >>> until = TimeMention(0, 0, "day", year=2023, month=10, day=30, until=True)
    >>> str(resolve_time(until, Anchor(None, None)))
    '2023-01-01/2023-10-30'
    """
    try:
        return _resolve(time, anchor)
    except ValueError:  # "ngày 31/2": printed, and no day
        return None


# "giảm 18 vụ so với cùng kỳ năm 2021 (*96 vụ*)"
_COMPARED_WITH: Final = regex(r"so (?:với )?cùng kỳ(?: năm (?:(?P<year>(?:19|20)\d\d)|trước|ngoái))? ?\( ?$")


def same_time_before(lead: str, period: Period, *, level: bool = True) -> Period | None:
    """The time of a figure of which ``lead`` says that it is that of the year before; ``None`` where it does not.

    Of a figure that is no ``level``, brackets behind what it is compared with say nothing: "so với cùng kỳ (*tăng 8%*)".

    >>> str(same_time_before("xảy ra 12 vụ (cùng kỳ ", Period.parse("2023-01/2023-06")))
    '2022-01/2022-06'
    >>> str(same_time_before("tỷ lệ tốt nghiệp 99,1% (CK ".lower(), Period.parse("2023")))
    '2022'
    >>> str(same_time_before("cùng kỳ năm 2019 là ", Period.parse("2023")))
    '2019'
    >>> str(same_time_before("giảm 18 vụ so với cùng kỳ (", Period.parse("2023-01/2023-06")))
    '2022-01/2022-06'
    >>> same_time_before("tăng so với cùng kỳ ", Period.parse("2023")) is None
    True
    """
    if not any(words in lead for words in _SAME_TIME) or period.start.year != period.end.year:
        return None
    found = (
        _SAME_TIME_BEFORE.search(lead)
        or _SAME_TIME_MOVED.search(lead)
        or (_COMPARED_WITH.search(lead) if level else None)
    )
    if found is None:
        return None
    year = int(found["year"]) if found["year"] else period.start.year - 1
    return Period(in_year(period.start, year), in_year(period.end, year))


def in_year(day: date, year: int) -> date:
    """The same day of another year; the last of February stays that."""
    ends_february = (day.month, (day + timedelta(1)).month) == (2, 3)
    return date(year, 3, 1) - timedelta(1) if ends_february else day.replace(year=year)


def end_of_years(period: Period, issued: date | None) -> Period | None:
    """The last year of ``period``, up to the day of issue if that is in it; ``None`` unless it is longer than a crop's or a school's year.

    >>> str(end_of_years(Period.year(2010, 2020), date(2020, 7, 24)))
    '2020-01-01/2020-07-24'
    >>> str(end_of_years(Period.year(2005, 2015), None))
    '2015'
    """
    if period.end.year - period.start.year < _YEARS:
        return None
    last = issued if issued is not None and issued.year == period.end.year and issued < period.end else period.end
    return Period(date(last.year, 1, 1), last)


def _resolve(time: TimeMention, anchor: Anchor) -> Period | None:
    if time.kind == "now":
        return Period(date(anchor.now.year, 1, 1), anchor.now) if anchor.now else None
    if time.kind == "years" and time.first and time.first[0] and (time.year or anchor.year):
        return Period.year(time.first[0], time.year or anchor.year)
    if time.kind == "last_years" and time.month and anchor.year:
        return Period.year(anchor.year - time.month + 1, anchor.year)
    if time.kind == "last_term" and anchor.year:
        return Period.year(anchor.year - _TERM, anchor.year)
    if time.kind == "this_period":
        return anchor.period
    if time.kind == "to_date":
        until = anchor.period.end if anchor.period else anchor.now
        return Period(date(until.year, 1, 1), until) if until else None
    if time.kind == "this_month":
        last = anchor.period.end if anchor.period else anchor.day
        return Period.month(last.year, last.month) if last else None
    if time.kind == "past_months" and anchor.now and time.month:
        return _past_months(anchor.now, time.month)
    if time.kind == "days" and time.first and not time.month:
        return _since(time.first, anchor.now)
    year = _year(time, anchor)
    if year is None:
        return None
    if time.kind == "tet":
        return _tet_days(year, time)
    month = time.month or 0
    if time.kind == "present_year":
        # In January, a report on the year before tells of the goals of "năm nay".
        return Period.year(anchor.day.year if anchor.day else year)
    if time.kind in ("year", "this_year", "founding"):
        return Period.year(year)
    if time.kind == "last_year":
        return Period.year(year - 1)
    if time.kind == "quarter" and time.quarter:
        return Period.quarter(year, time.quarter)
    if time.kind == "this_quarter":
        last = anchor.period.end if anchor.period else anchor.day
        return Period.quarter(last.year, (last.month + 2) // 3) if last else None
    if time.kind in ("months", "past_months"):
        return Period.month(year, 1, month)
    if time.kind == "last_months":
        return Period.month(year, 13 - month, 12)
    if time.kind == "month":
        return Period.month(year, 1, month) if time.until else Period.month(year, month)
    day = date(year, month, time.day or 1)
    if time.kind == "days" and time.first:
        first_year, first_month, first_day = time.first
        first = date(first_year or year, first_month or month, first_day or 1)
        return Period(first, day) if first <= day else None
    return Period(date(year, 1, 1), day) if time.until else Period.day(day)


def _since(first: tuple[int | None, int | None, int | None], now: date | None) -> Period | None:
    """ "từ ngày 27/4 đến nay": a day that would lie ahead is last year's."""
    if now is None:
        return None
    year, month, day = first
    begun = date(year or now.year, month or 0, day or 0)
    if year is None and begun > now:
        begun = in_year(begun, now.year - 1)
    return Period(begun, now) if begun <= now else None


def _past_months(now: date, count: int) -> Period:
    """ "3 tháng qua" on 5 October: July to September; from the 25th on, the month counts.

    "6 tháng qua" in July are those of the year, on any day.
    """
    if count == now.month - 1:
        return Period.month(now.year, 1, count)
    last = now.year * 12 + now.month - (1 if now.day >= _MONTH_NEARLY_OVER else 2)
    first = last - count + 1
    return Period(Period.month(first // 12, first % 12 + 1).start, Period.month(last // 12, last % 12 + 1).end)


def _tet_days(year: int, time: TimeMention) -> Period | None:
    """ "từ 28 tháng Chạp đến mùng 6 Tết" of 2019: 2 to 10 February."""
    known = tet().get(year)
    if known is None or time.first is None or not time.day:
        return None
    before = known.days_of_last_month - (time.first[2] or 0) + 1
    return Period(known.first_day - timedelta(days=max(before, 1)), known.first_day + timedelta(days=time.day - 1))


def _year(time: TimeMention, anchor: Anchor) -> int | None:
    if time.year is not None or anchor.year is None:
        return time.year
    if anchor.day and time.month and time.kind in ("month", "day", "days", "months"):
        # "tháng 12" in a report of January is last year's.
        first = date(anchor.day.year, time.month, 1)
        return anchor.day.year if first <= anchor.day + _SOON else anchor.day.year - 1
    return anchor.year
