"""What the whole report is about: its date and the period that it reports."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from solieu.knowledge.phrases import Phrases
from solieu.model import Block, Period
from solieu.patterns import regex
from solieu.resolve.periods import Anchor, resolve_time
from solieu.resolve.time_frames import is_of_beginning

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from solieu.spans import TimeMention
    from solieu.text import Text

__all__ = ["counted_day", "document_date", "document_period", "session_day", "title_end"]

_DATE_LINE_REST: Final = 60
_HEAD_LINES: Final = 40
_DATES_OF_A_LINE: Final = 4
# "Quảng Ninh, ngày 30 tháng 9 năm 2022"
_DATELINE: Final = regex(r"(?:^|\s{2,}|\d\S*\s+)[^\d,]{2,30},\s*$")
_SESSION: Final = Phrases((
    "họp", "hội nghị", "phiên", "kỳ họp", "buổi", "tổ chức", "diễn ra", "khai mạc", "làm việc", "cho biết", "theo",
    "chủ trì", "dự", "công bố", "trình", "báo cáo", "ghi nhận",
))  # fmt: skip
# "Nghị định số 82/NĐ-CP ngày 27/6/2005", "trước ngày 30/1/2019"
_OF_SOMETHING_ELSE: Final = regex(
    r"(?:/[^\W\d_][\w-]*|(?<!\w)(?:nghị định|quyết định|nghị quyết|thông tư|luật|chỉ thị|trước|chậm nhất|hạn|sau|từ|đến)(?: [^\W\d_]+){0,4}(?: số)?(?: \d[\w/-]*,?(?: ngày)?)?) ?$"
)
_CLOCK: Final = regex(r"\d{1,2}\s?[:h]\s?\d{2}")
_CLOCKED: Final = regex(r"\d ?(?:giờ|h)(?: ?\d{2})?,?(?: ngày)? ?$")
_YEAR: Final = regex(r"năm (20\d\d)(?!\d)")
# "tổng kết năm 2021", "tổng kết phong trào thi đua năm 2021"
_CLOSED: Final = regex(r"(?<!\w)(?:(?:hết|kết quả|cả) (?:công tác |hoạt động )?|tổng kết(?: [^\W\d_]+){0,7} )\Z")
_LOOK_BACK: Final = 60
_SHORTEST_SPAN: Final = 4
# "Từ ngày 26 đến 28/6/2017, HĐND huyện tổ chức kỳ họp"
_MEETING: Final = regex(r"[^.;\n]{0,80}?(?<!\w)(?:họp|hội nghị|phiên|kỳ họp|đại hội|tổ chức)(?!\w)")
_EARLY_MONTHS: Final = 3
_LATE_MONTH: Final = 10
_CONGRESS, _TERM = "đại hội", "nhiệm kỳ"
_REST_OF_YEAR: Final = "tháng cuối năm"
_SENTENCES_OF_A_SESSION: Final = 2500
_NEAR_COUNTED: Final = 24


def document_date(text: Text, blocks: Sequence[Block], times: Sequence[TimeMention]) -> date | None:
    """The date that the page prints for the document; without one, the day of the session that it reports.

    A page may print two: the day it was written and, in its banner, the day it was fetched. The earlier one is the
    document's. Dates of cited documents and deadlines inside sentences are neither.
    """
    printed = _printed_dates(text, blocks, times)
    if printed:
        return min(printed)
    return session_day(text, blocks, times)


def _printed_dates(text: Text, blocks: Sequence[Block], times: Sequence[TimeMention]) -> list[date]:
    found = []
    days = [time for time in times if time.kind == "day" and time.year]
    starts = [time.start for time in days]
    for block in blocks[:_HEAD_LINES]:
        low, high = bisect_left(starts, block.start), bisect_left(starts, block.end)
        if high - low > _DATES_OF_A_LINE:
            continue
        for time in days[low:high]:
            rest = block.end - block.start - (time.end - time.start)
            before = text.lower[max(block.start, time.start - _DATE_LINE_REST) : time.start]
            line_of_its_own = rest <= _DATE_LINE_REST and (
                _CLOCK.search(text.lower, block.start, block.end) is not None or rest < 24 or block.kind == "row"
            )
            day = _day(time) if line_of_its_own or _DATELINE.search(before) else None
            if day is not None:
                found.append(day)
    return found


def _day(time: TimeMention, year: int | None = None) -> date | None:
    try:
        return date(time.year or year or 0, time.month or 0, time.day or 0)
    except ValueError:
        return None


def session_day(
    text: Text, blocks: Sequence[Block], times: Sequence[TimeMention], issued: date | None = None
) -> date | None:
    """The day of the session that the report is of, where its first lines tell: "Sáng ngày 2/7, … tổ chức Hội nghị"."""
    start = blocks[0].start if blocks else 0
    early = [t for t in times if t.kind == "day" and t.start < start + _SENTENCES_OF_A_SESSION and not t.compared]
    for time in early:
        before = text.lower[max(0, time.start - 40) : time.start]
        told = time.until and _CLOCKED.search(before) is not None  # "tính đến 17h ngày 14/9/2024"
        if told or (not time.until and _is_of_session(text, time) and not _OF_SOMETHING_ELSE.search(before)):
            known = time.year or (issued.year if issued else _year_of_congress(text, times, time))
            year = known or _inferred_year(text, times, time.month or 0)
            day = _day(time, year)
            if day is not None and day != issued and not _is_past(text, day, times):
                return day
    return None


def _year_of_congress(text: Text, times: Sequence[TimeMention], day: TimeMention) -> int | None:
    """ "*Ngày 25-5*, Đảng bộ xã tổ chức Đại hội lần thứ XI, nhiệm kỳ 2020-2025": a term begins with its congress."""
    if text.lower.find(_CONGRESS, max(0, day.start - 120), day.end + 200) < 0:
        return None
    terms = (time for time in times if time.kind == "years" and text.lower.startswith(_TERM, time.start))
    return max((time.first[0] for time in terms if time.first and time.first[0]), default=None)


def counted_day(text: Text, times: Sequence[TimeMention]) -> date | None:
    """The day up to which the text says that it counts, for one without a day of its own: "tính đến ngày 23/11/2011"."""
    for time in times:
        if time.kind == "day" and time.until and time.year and not time.compared:
            before = text.lower[max(0, time.start - _NEAR_COUNTED) : time.start]
            if "tính đến" in before and (day := _day(time)) is not None:
                return day
    return None


def _is_of_session(text: Text, time: TimeMention) -> bool:
    """Whether the words around ``time`` tell of a session."""
    return _SESSION.search(text.lower, max(0, time.start - 120), time.end + 200) is not None


def _has_begun(last: date, issued: date | None) -> bool:
    """Whether the month of ``last`` has: a session of 28 September tells of the "9 tháng đầu năm"."""
    return issued is None or (last.year, last.month) <= (issued.year, issued.month)


def _is_past(text: Text, day: date, times: Sequence[TimeMention]) -> bool:
    """Whether the text tells of years well after ``day``: "huyện được thành lập ngày 27/6/2005 … năm 2015 đạt 23 triệu"."""
    return any(
        t.year and t.year > day.year + 1 and not _is_aimed_at(t.start, text.lower)
        for t in times
        if t.kind in ("year", "month", "quarter") and not t.until
    )


def _inferred_year(text: Text, times: Sequence[TimeMention], month: int) -> int | None:
    told = [
        t
        for t in times
        if t.year and not t.compared and t.kind not in ("years", "founding") and not (t.until and t.kind == "year")
    ]
    years = [t.year for t in told if t.year and (_is_rest_of_year(t, text.lower) or not _is_of_goals(t, text.lower))]
    years = years or [t.year for t in told if t.year]
    if not years:
        # "so với cùng kỳ năm 2018" is written in 2019.
        compared = [t.year for t in times if t.year and t.compared and t.kind == "year"]
        return max(compared) + 1 if compared else None
    counts = Counter(years)
    latest = max(counts, key=lambda year: (counts[year] > 1 or len(years) < 4, year))
    # "*Sáng 14/01*, huyện giao chỉ tiêu kế hoạch *năm 2019*. Năm 2018, kinh tế …": at its beginning a year is planned for
    # and "*ngày 2-1*, … tính đến 26-12-2013" looks back on a whole year
    is_over = _is_closed(text, latest) or any(
        t.year == latest + 1 or (t.kind == "day" and t.year == latest and (t.month or 0) > _LATE_MONTH) for t in told
    )
    return latest + 1 if month <= _EARLY_MONTHS and is_over else latest


def _is_rest_of_year(time: TimeMention, lower: str) -> bool:
    """ "báo cáo 6 tháng đầu năm, phương hướng *6 tháng cuối năm 2010*": whoever plans for that writes in the same year."""
    return lower.find(_REST_OF_YEAR, time.start, time.end) >= 0


def _is_closed(text: Text, year: int) -> bool:
    """Whether the text looks back on ``year`` as a whole."""
    lower = text.lower
    return any(
        int(named[1]) == year and _CLOSED.search(lower, max(0, named.start() - _LOOK_BACK), named.start())
        for named in _YEAR.finditer(lower)
    )


_TITLE_LINES: Final = 14
_TITLE_LENGTH: Final = 200
_NOT_OF_RESULTS: Final = frozenset(
    {
        "day",
        "days",
        "now",
        "to_date",
        "last_year",
        "last_years",
        "this_period",
        "present_year",
        "this_year",
        "this_month",
        "this_quarter",
        "founding",
    }
)
# "chỉ tiêu của năm 2022", "triển khai nhiệm vụ quý IV": what is planned for a time is not what is reported of it.
_WORDS_OF_PLANS: Final = (
    "chỉ tiêu", "nhiệm vụ", "mục tiêu", "kế hoạch", "chương trình", "chủ đề", "nghị quyết", "dự toán", "phương hướng",
    "giải pháp", "phấn đấu", "đề án", "triển khai", "phát động", "sang",
)  # fmt: skip
_WORDS_OF_REPORTS: Final = ("tổng kết", "sơ kết", "kết quả", "đánh giá", "nhìn lại", "báo cáo")
# "nhiệm vụ phát triển kinh tế - xã hội năm 2024", "… kt-xh, qp-an năm 2024"
_NEXT_WORD: Final = r"(?: [^\W\d_]+(?:-[^\W\d_]+)?(?: -(?= )|,(?= q))?)"
_PLANNED: Final = regex(rf"(?<!\w)(?:{'|'.join(_WORDS_OF_PLANS)}){_NEXT_WORD}{{0,12}} ?$")
_REPORTED: Final = regex(rf"(?<!\w)(?:{'|'.join(_WORDS_OF_REPORTS)}){_NEXT_WORD}{{0,12}} ?$")
# "*đánh giá tình hình thực hiện nhiệm vụ* 6 tháng đầu năm": what was planned is reported; "đánh giá …, triển khai thực
# hiện nhiệm vụ 6 tháng cuối năm" is yet to be done.
_REPORTED_PLANS: Final = regex(
    rf"(?<!\w)(?:{'|'.join(_WORDS_OF_REPORTS)})(?: (?!và |triển khai )[^\W\d_]+){{0,4}} thực hiện"
    rf" (?:{'|'.join(_WORDS_OF_PLANS)}){_NEXT_WORD}{{0,12}} ?$"
)
_WEIGHT: Final = {"tet": 3.0, "months": 3.0, "last_months": 1.0, "years": 0.5}
_TET: Final = regex(r"(?<!\w)tết[^,.;:\d]*$")
_AIMS: Final = regex(
    r"(?:,| )[^.;:\n\d]{0,60}?(?<!\w)(?:đặt (?:ra )?(?:mục tiêu|chỉ tiêu)|đề ra (?:mục tiêu|chỉ tiêu)|phấn đấu)(?!\w)"
)
_FAR_BEFORE: Final = 80
_WORDS_OF_AIMS: Final = ("phấn đấu", "nhiệm vụ trọng tâm")
_FAR_FROM_AIM: Final = 200
_SENTENCE_ENDS: Final = regex(r"[.;!?]\s|\n")
_PLANNED_WEIGHT: Final = 0.3
_REPORTED_WEIGHT: Final = 2.0
_TITLE_WEIGHT: Final = 3.0
_ASIDE_WEIGHT: Final = 0.2


def _is_of_goals(time: TimeMention, lower: str) -> bool:
    """Whether goals are told of the time: "nhiệm vụ *năm 2024*", "*Năm 2024*, huyện đặt mục tiêu …"."""
    if _is_planned(time.start, lower):
        return True
    return time.kind == "year" and _AIMS.match(lower, time.end) is not None


def _is_aimed_at(at: int, lower: str) -> bool:
    """ "*phấn đấu* hoàn thành 4 tiêu chí còn lại (thu nhập, y tế …) trong quý IV/2024".

    "đề ra 4 *nhiệm vụ trọng tâm*: xây dựng xã đạt chuẩn vào năm 2025"
    """
    start = max(0, at - _FAR_FROM_AIM)
    aim = max(lower.rfind(word, start, at) for word in _WORDS_OF_AIMS)
    return aim >= 0 and _SENTENCE_ENDS.search(lower, aim, at) is None


def _is_planned(at: int, lower: str) -> bool:
    """Whether the words before a time plan for it, and do not report how it was planned for."""
    return _says_before(at, _PLANNED, lower) and not _says_before(at, _REPORTED_PLANS, lower)


def _says_before(at: int, pattern: re.Pattern[str], lower: str) -> bool:
    """Whether ``pattern`` ends right before ``at``."""
    return pattern.search(lower, max(0, at - _FAR_BEFORE), at) is not None


def title_end(blocks: Sequence[Block]) -> int:
    """The end of the short lines before the first paragraph."""
    end = 0
    for block in blocks[:_TITLE_LINES]:
        if block.end - block.start > _TITLE_LENGTH:
            break
        end = block.end
    return end


def document_period(
    text: Text, blocks: Sequence[Block], times: Sequence[TimeMention], issued: date | None
) -> Period | None:
    """The period that the report as a whole is about: the one that its title and its text name most.

    A session of a month that tells the year so far ("9 tháng đầu năm") reports the year to date; months yet to come, the
    times of plans and those that figures are compared with count little or not at all.
    """
    year = issued.year if issued else _inferred_year(text, times, 12)
    anchor = Anchor(issued, None, year)
    titled = title_end(blocks)
    of_tet = any(time.kind == "tet" for time in times)
    votes: dict[Period, float] = {}
    closed: Period | None = None
    for time in times:
        if is_of_beginning(text.lower, time.start):
            continue
        if time.compared or time.kind in _NOT_OF_RESULTS or (time.kind == "year" and time.until):
            continue
        period = resolve_time(time, anchor)
        if period is None or (issued and (period.end.year > issued.year or period.start > issued)):
            continue
        if issued and period.end.year < issued.year - 1 and time.kind == "year" and time.start >= blocks[0].end:
            continue  # "thấp hơn đỉnh lũ lịch sử năm 2020"
        weight = _WEIGHT.get(time.kind, 1.0)
        if time.kind == "year" and text.lower.endswith(("giữa ", "giữa năm "), 0, time.start):
            continue  # "kỳ họp thường lệ giữa năm 2024"
        if text.lower.endswith("riêng ", 0, time.start):
            if time.kind != "year":
                continue  # "hơn 3.500 ca, trong đó riêng tháng 6 là 3.200 ca"
            weight *= _ASIDE_WEIGHT
        if text.lower.endswith("(", 0, time.start) and not text.lower.startswith(")", time.end):
            weight *= _ASIDE_WEIGHT  # "tăng 131 đơn (6 tháng đầu năm 2019 tiếp nhận 1.405 đơn)"
        if of_tet and time.kind == "year" and _TET.search(text.lower, max(0, time.start - 40), time.start):
            weight *= _PLANNED_WEIGHT  # "Tết Nguyên đán Kỷ Hợi 2019", of which the text tells the days
        if _is_planned(time.start, text.lower) or _is_aimed_at(time.start, text.lower):
            weight *= _PLANNED_WEIGHT
        elif _says_before(time.start, _REPORTED, text.lower):
            weight *= _REPORTED_WEIGHT
        if time.start < titled:
            weight *= _TITLE_WEIGHT
            if time.kind == "month":
                closed = period
        if time.kind == "month" and time.until and not _has_begun(period.end, issued):
            continue  # "nếu nắng nóng kéo dài đến tháng 5"
        if time.kind != "months" or (_has_begun(period.end, issued) and (not closed or period.end <= closed.end)):
            votes[period] = votes.get(period, 0.0) + weight
    if votes:
        return max(votes, key=lambda period: (votes[period], period.end, -period.days))
    return _longest_span(text, times, anchor) or (Period(date(issued.year, 1, 1), issued) if issued else None)


def _longest_span(text: Text, times: Sequence[TimeMention], anchor: Anchor) -> Period | None:
    """The longest span of days that a report without any other time tells of: "Tính từ ngày 17.7 đến ngày 2.8"."""
    days = (time for time in times if time.kind == "days" and not time.compared)
    resolved = (resolve_time(time, anchor) for time in days if not _MEETING.match(text.lower, time.end))
    spans = [period for period in resolved if period and (anchor.day is None or period.end <= anchor.day)]
    longest = max(spans, key=lambda period: period.days, default=None)
    return longest if longest and longest.days >= _SHORTEST_SPAN else None
