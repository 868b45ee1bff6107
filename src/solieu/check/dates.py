"""Times that cannot be: "giai đoạn 2018 - 2010", "từ 16/12/2019 đến 16/2/2019", "31/4/2023", results of months to come."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from solieu.check.findings import finding, ground
from solieu.check.times import time
from solieu.knowledge.checks import check_words
from solieu.model import Ground
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from solieu.check.figures import Figure, Figures
    from solieu.check.findings import Slot
    from solieu.model import Finding, Severity
    from solieu.text import Text

__all__ = ["months_to_come", "times_out_of_order"]

_Y, _D, _M = r"(?:19|20)\d\d", r"\d{1,2}", r"\d{1,2}"
# Where times may be: the patterns below are tried only there.
_LONGEST_YEAR: Final = 5
_MOST_DIGITS: Final = 2
_SHORTEST_JOIN: Final = 3
_SIGNS: Final = frozenset(before + sign + after for sign in "-/." for before in ("", " ") for after in ("", " "))
_MONTH: Final = " tháng "
_TO: Final = (" đến ", " tới ")
_JOIN: Final = regex(r" (?:đến|tới) (?:năm |hết |ngày )*")
_WITHIN_NUMBERS: Final = "/.,-"
_FRAME: Final = regex(
    r"(?<!\w)(?:giai đoạn|nhiệm kỳ|thời kỳ|từ năm|niên khóa|năm học|(?P<count>\d{1,2}) năm)[ (]*(?:giai đoạn |từ năm |năm )?$"
)
_LONGEST_FRAME: Final = 32
_YEARS: Final = regex(rf"(?P<first>{_Y})(?: ?- ?| đến (?:năm )?| tới (?:năm )?)(?P<last>{_Y})(?![\d/%]|[.,]\d)")
_DAYS: Final = regex(
    rf"(?P<d1>{_D})[/.-](?P<m1>{_M})[/.-](?P<y1>{_Y})(?: ?- ?| đến | tới )(?:hết )?(?:ngày )?"
    rf"(?P<d2>{_D})[/.-](?P<m2>{_M})[/.-](?P<y2>{_Y})(?![\d/])"
)
_DAY: Final = regex(
    rf"(?<=ngày )(?P<d>{_D})(?:[/.-](?P<m>{_M})(?:[/.-](?P<y>{_Y}))?| tháng (?P<m2>{_M})(?: năm (?P<y2>{_Y}))?)(?![\d/%]|[.,]\d)"
)
_FULL_DAY: Final = regex(rf"{_D}[/.-]{_M}[/.-](?P<y>20\d\d)(?![\d/]|[.,-]\d)")
_NUMBERED: Final = regex(
    rf"\d{{1,5}}/(?P<year>(?:19|20)\d\d)/[^\W\d_-]+(?:-[^\W\d_]+)*,? ngày {_D}[/.-]{_M}[/.-](?P<y>{_Y})(?![\d/])"
)
_DAYS_OF_MONTH: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BACKWARDS: Final[Slot] = ("thời gian kết thúc ở trước thời gian bắt đầu", "it ends before it begins")
_NO_DAY: Final[Slot] = ("lịch không có ngày này", "the calendar has no such day")
_FAR_AHEAD: Final[Slot] = ("ngày này còn rất xa so với ngày của báo cáo", "this day is many years after the report")
_FARTHEST_YEARS: Final = 6
_LEAD: Final = 40


def times_out_of_order(figures: Figures) -> Iterator[Finding]:
    """Stretches that end before they begin, days that no calendar has, days far ahead, dates that numbers do not bear out."""
    lower = figures.text.lower
    for at, end in _joined(figures.text):
        for pattern, check in _CHECKS_OF_YEARS if end - at > _MOST_DIGITS else _CHECKS_OF_DAYS:
            found = pattern.match(lower, at)
            if found:
                yield from check(found, figures)


def _joined(text: Text) -> Iterator[tuple[int, int]]:
    """Where runs of digits begin and end that are joined with the next as those of times are: there the patterns are tried."""
    lower = text.lower
    starts, ends = text.digits()
    taken = -1
    for start, end, following in zip(starts, ends, starts[1:], strict=False):
        gap = following - end
        if start == taken or end - start > _LONGEST_YEAR or (gap > _SHORTEST_JOIN and lower[end] != " "):
            continue
        if gap <= _SHORTEST_JOIN:
            joins = lower[end:following] in _SIGNS
        elif gap == len(_MONTH):
            joins = lower.startswith(_MONTH, end)
        else:
            joins = lower.startswith(_TO, end) and _JOIN.fullmatch(lower, end, following) is not None
        if joins and (start == 0 or lower[start - 1] not in _WITHIN_NUMBERS):
            taken = following
            yield start, end


def _years(found: re.Match[str], figures: Figures) -> Iterator[Finding]:
    frame = _FRAME.search(figures.text.lower, max(found.start() - _LONGEST_FRAME, 0), found.start())
    if not frame:
        return
    first, last = int(found["first"]), int(found["last"])
    span = frame.start(), found.end()
    if last < first:
        yield _finding(span, _BACKWARDS, "contradiction", figures)
    elif frame["count"] and int(frame["count"]) not in (last - first, last - first + 1):
        years = last - first + 1
        yield _finding(span, (f"đó là {years} năm", f"that is {years} years"), "suspicious", figures)


def _days(found: re.Match[str], figures: Figures) -> Iterator[Finding]:
    ends = [_day(*(int(found[part + at]) for part in "dmy")) for at in "12"]
    if ends[0] and ends[1] and ends[1] < ends[0]:
        yield _finding(found.span(), _BACKWARDS, "contradiction", figures)


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _no_day(found: re.Match[str], figures: Figures) -> Iterator[Finding]:
    day, month = int(found["d"]), int(found["m"] or found["m2"])
    year = found["y"] or found["y2"]
    if month > 12 or day > 31 or not day or not month:  # "ngày 15.30": an hour, a number
        return
    if day > _DAYS_OF_MONTH[month - 1] or (year and _day(day, month, int(year)) is None):
        yield _finding(found.span(), _NO_DAY, "contradiction", figures)


def _far_ahead(found: re.Match[str], figures: Figures) -> Iterator[Finding]:
    period = figures.report.period
    issued = figures.report.issued or (period.end if period else None)
    if issued is None or int(found["y"]) - issued.year <= _FARTHEST_YEARS:
        return
    lead = figures.text.lower[max(found.start() - _LEAD, 0) : found.start()]
    if not any(word in lead for word in check_words().far_ahead):
        yield _finding(found.span(), _FAR_AHEAD, "suspicious", figures)


def _numbered(found: re.Match[str], figures: Figures) -> Iterator[Finding]:
    if found["year"] != found["y"]:
        why = (
            f"văn bản số năm {found['year']} không thể ban hành năm {found['y']}",
            f"a document of {found['year']} is not of {found['y']}",
        )
        yield _finding(found.span(), why, "suspicious", figures)


_Check = tuple[re.Pattern[str], "Callable[[re.Match[str], Figures], Iterator[Finding]]"]
_CHECKS_OF_YEARS: Final[tuple[_Check, ...]] = ((_YEARS, _years), (_NUMBERED, _numbered))
_CHECKS_OF_DAYS: Final[tuple[_Check, ...]] = (
    (_DAYS, _days),
    (_DAY, _no_day),
    (_FULL_DAY, _far_ahead),
    (_NUMBERED, _numbered),
)


def months_to_come(figures: Figures) -> Iterator[Finding]:
    """Results of months after the day of the report: a report of September that tells what October brought."""
    issued = figures.report.issued
    if issued is None:
        return
    for figure in figures.every:
        if _is_to_come(figure, issued) and not _is_supposed(figure, figures):
            assert figure.told.period is not None
            vi, en = time(figure.told.period)
            why = (
                f"kết quả của {vi}, trong khi báo cáo ngày {issued:%d/%m/%Y}",
                f"a result of {en} in a report of {issued.day} {issued:%B %Y}",
            )
            yield finding(
                "dates",
                "suspicious",
                [ground(figure)],
                {"time": figure.told.quote, "why": why},
                key=figures.report.sha256,
            )


def _is_to_come(figure: Figure, issued: date) -> bool:
    told = figure.told
    period = told.period
    if period is None or period.end <= issued or period.end.year != issued.year:
        return False
    if told.status == "estimate" or told.period_from not in ("clause", "sentence"):
        return False
    whole_year = period.start.month == 1 and period.end.month == 12
    later = (period.end.year, period.end.month) > (issued.year, issued.month)
    return later and not whole_year and period.days <= 366


def _is_supposed(figure: Figure, figures: Figures) -> bool:
    """Whether the sentence only supposes: "nếu nắng nóng kéo dài đến tháng 5, diện tích hạn có thể lên tới 6.500 ha"."""
    start, end = (figures.text.offset(at) for at in figure.told.sentence)
    words = f" {figures.text.lower[start:end]} "
    if any(f" {word} " in words for word in check_words().supposed):
        return True
    # What is told of a time to come counts as a goal, unless the sentence says that it has come about.
    return figure.told.status == "target" and not any(f" {word} " in words for word in check_words().come_about)


def _finding(span: tuple[int, int], why: Slot, severity: Severity, figures: Figures) -> Finding:
    start, end = figures.text.span(*span)
    quote = figures.text.given[start:end]
    return finding(
        "dates", severity, [Ground(start, end, quote)], {"time": quote, "why": why}, key=figures.report.sha256
    )
