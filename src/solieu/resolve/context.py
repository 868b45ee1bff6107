"""What the whole report is about: its date and the period that it reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from solieu.model import Block, Period, TimeMention
from solieu.resolve.periods import Anchor, resolve_time
from solieu.text import Text

__all__ = ["document_date", "document_period"]

_DATE_LINE_REST = 60
_HEAD_LINES = 40
# "Quảng Ninh, ngày 30 tháng 9 năm 2022"
_DATELINE = re.compile(r"^[^\d]{2,30}, ngày$")
_SESSION = re.compile(r"(?<!\w)(?:họp|hội nghị|phiên|kỳ họp|buổi|tổ chức|diễn ra|khai mạc|làm việc|cho biết|theo|chủ trì|dự|công bố|trình)(?!\w)")
_CLOCK = re.compile(r"\d{1,2}\s?[:h]\s?\d{2}")
_CLOSED_YEAR = re.compile(r"(?<!\w)(?:hết|tổng kết|kết quả|cả) (?:công tác |hoạt động )?năm (?P<year>20\d\d)(?!\d)")
_EARLY_MONTHS = 3
_SENTENCES_OF_A_SESSION = 2500


def document_date(text: Text, blocks: Sequence[Block], times: Sequence[TimeMention]) -> date | None:
    """The date that the page prints for the document; without one, the day of the session that it reports.

    A page may print two: the day it was written and, in its banner, the day it was fetched. The earlier one is the
    document's. Dates of cited documents and deadlines inside sentences are neither.
    """
    printed = _printed_dates(text, blocks, times)
    if printed:
        return min(printed)
    return _session_day(text, blocks, times)


def _printed_dates(text: Text, blocks: Sequence[Block], times: Sequence[TimeMention]) -> list[date]:
    found = []
    days = [time for time in times if time.kind == "day" and time.year]
    for block in blocks[:_HEAD_LINES]:
        for time in days:
            if not block.start <= time.start < block.end:
                continue
            rest = block.end - block.start - (time.end - time.start)
            before = text.lower[block.start : time.start].strip()
            line_of_its_own = rest <= _DATE_LINE_REST and (
                _CLOCK.search(text.lower, block.start, block.end) is not None or rest < 24 or block.kind == "row"
            )
            if line_of_its_own or (_DATELINE.match(before + " ngày") and len(before) < 30):
                day = _day(time)
                if day:
                    found.append(day)
    return found


def _day(time: TimeMention, year: int | None = None) -> date | None:
    try:
        return date(time.year or year or 0, time.month or 0, time.day or 0)
    except ValueError:
        return None


def _session_day(text: Text, blocks: Sequence[Block], times: Sequence[TimeMention]) -> date | None:
    start = blocks[0].start if blocks else 0
    early = [t for t in times if t.kind == "day" and t.start < start + _SENTENCES_OF_A_SESSION and not t.compared]
    for time in early:
        around = text.lower[max(0, time.start - 120) : time.end + 200]
        if _SESSION.search(around):
            return _day(time, time.year or _inferred_year(text, times, time.month or 0))
    return None


def _inferred_year(text: Text, times: Sequence[TimeMention], month: int) -> int | None:
    years = [t.year for t in times if t.year and not t.compared and t.kind != "years" and not (t.until and t.kind == "year")]
    if not years:
        return None
    latest = max(Counter(years), key=lambda year: (Counter(years)[year] > 1 or len(years) < 4, year))
    closed = {int(found["year"]) for found in _CLOSED_YEAR.finditer(text.lower)}
    return latest + 1 if latest in closed and month <= _EARLY_MONTHS else latest


def document_period(
    text: Text, blocks: Sequence[Block], times: Sequence[TimeMention], issued: date | None
) -> Period | None:
    """The period that the report as a whole is about: of its title, else the one it names most.

    A session of a month that tells the year so far ("9 tháng đầu năm") reports the year to date.
    """
    year = issued.year if issued else _inferred_year(text, times, 12)
    anchor = Anchor(issued, None, year)
    own = [time for time in times if not time.compared and time.kind not in ("day", "days", "now", "last_year")]
    to_date = [time for time in own if time.kind == "months"]
    if to_date:
        counts = Counter(time.month for time in to_date)
        chosen = max(to_date, key=lambda time: (counts[time.month], time.year is not None, -time.start))
        return resolve_time(chosen, anchor)
    head_end = blocks[min(len(blocks), 8) - 1].end if blocks else 0
    for kind in ("last_months", "quarter", "month", "year"):
        heads = [t for t in own if t.kind == kind and t.start < min(head_end, 900) and not (kind == "year" and t.until)]
        heads = [t for t in heads if not (issued and t.year and t.year > issued.year)]
        if heads:
            return resolve_time(heads[0], anchor)
    years = [t.year for t in own if t.kind == "year" and t.year and not (issued and t.year > issued.year)]
    if years:
        return Period.year(Counter(years).most_common(1)[0][0])
    return Period(date(issued.year, 1, 1), issued) if issued else None
