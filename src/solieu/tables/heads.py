"""What a head says of the figures below or beside it: a plan, a result or a comparison, of when, in which unit, of what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from solieu.patterns import regex
from solieu.recognise.times import find_times
from solieu.recognise.units import match_unit
from solieu.tables.words import table_words, written_out
from solieu.text import prepare

if TYPE_CHECKING:
    from solieu.knowledge import Phrases
    from solieu.model import Status
    from solieu.recognise.units import PrintedUnit
    from solieu.spans import TimeMention

__all__ = ["Comparison", "Head", "HeadUnit", "read_head", "unit_counted", "unit_of", "without_brackets"]

Comparison = Literal["plan", "period", "share", "rank"]

_BRACKETED = regex(r"[(\[]([^()\[\]]{1,40})[)\]]")
_AFTER_COMMA = regex(r",\s*([^,()]{1,25})$")
_WHOLE_YEAR = regex(r"(?<!\w)(?:cả|trong|tổng) năm(?!\w)")
# "Tỷ lệ tăng dân số tự nhiên" is a rate and compares nothing.
_RATE_OF_INCREASE = regex(r"(?<!\w)(?:tỷ lệ|tỷ suất) (?:tăng|giảm) [^\W\d_]")
# "Tỷ lệ đạt (%)", but not "trường đạt chuẩn (%)"
_BARE_ATTAINMENT = regex(r"(?:^|so sánh[^\w]*)(?:tỷ lệ |mức |% ?)*(?:đạt|hoàn thành|thực hiện)(?:\W+(?:tỷ lệ)?\W*)?$")
_COUNTED = regex(r"(?:tổng số|tổng|số)(?: lượng)? ")
_SAME_TIME = regex(r"(?<!\w)cùng kỳ(?!\w)")
_SINCE = regex(r"(?<!\w)từ(?: ngày)? $")
_DIVIDED = regex(r"\w \s?/ ?\w|\w/\w")
_NOT_LETTERS = regex(r"[\W\d_]+")
_SPECIFIC = ("day", "days", "month", "months", "last_months", "quarter", "past_months", "this_month", "this_quarter")


class HeadUnit(NamedTuple):
    """A unit as a head prints it."""

    text: str
    unit: PrintedUnit


class Head(NamedTuple):
    """A head, read."""

    words: str
    """In lower case, short forms written out."""
    status: Status | None = None
    """Of amounts: a goal, a result, an estimate; ``None`` where it says nothing of that."""
    comparison: Comparison | None = None
    change: bool = False
    """Whether a comparison gives the difference to 100 % ("tăng, giảm so với cùng kỳ") and not the whole ("so với")."""
    percent: bool = False
    time: TimeMention | None = None
    same_time: bool = False
    """Whether it is the same stretch of the year before ("cùng kỳ năm 2021")."""
    unit: HeadUnit | None = None
    rest: str = ""
    """What is left of its words: the name of what is measured, if any."""
    of_goal: bool = False
    """Whether what is compared is a goal: "KH 2026/ƯTH 2025 (%)"."""


def read_head(lower: str) -> Head:
    """What the words of a head say.

    >>> head = read_head("so với kh 2022 (%)")
    >>> head.comparison, head.percent, read_head("thực hiện 9 tháng").status, read_head("sản lượng (tấn)").rest
    ('plan', True, 'actual', 'sản lượng')
    """
    words = written_out(lower)
    known = table_words()
    unit = unit_of(words)
    percent = "%" in words
    times = [time for time in find_times(prepare(words)) if time.kind != "this_period" and not _begins(time, words)]
    change = any(word in words for word in known.changes) and _RATE_OF_INCREASE.search(words) is None
    forward = _compares_a_goal(words)
    comparison: Comparison | None = "period" if forward else _comparison(words, change=change, times=len(times))
    same_time = comparison is None and _SAME_TIME.search(words) is not None
    status = None if comparison else _status(words, same_time=same_time)
    rest = _rest(words, times, keep_roles=comparison is None and status is None)
    if unit is None and rest and not percent and status is None and comparison is None:
        unit, rest = _as_unit(rest)
    return Head(
        words,
        status,
        comparison,
        change and comparison is not None,
        percent,
        _one_time(times, words),
        same_time,
        None if unit is not None and unit.unit.dimension == "percent" else unit,
        rest,
        forward,
    )


def _begins(time: TimeMention, words: str) -> bool:
    """Whether a day only begins a stretch of time: "lũy kế từ 01/01/2022"."""
    return time.kind == "day" and not time.until and _SINCE.search(words, 0, time.start) is not None


def _compares_a_goal(words: str) -> bool:
    """Whether a goal is compared with a result: "KH 2026/ƯTH 2025 (%)"."""
    of, divided, to = words.partition("/")
    known = table_words()
    return (
        bool(divided)
        and "%" in words
        and _has(known.targets, of)
        and not _has(known.targets, to)
        and any(map(str.isalpha, to))
    )


def _as_unit(rest: str) -> tuple[HeadUnit | None, str]:
    """A head that is a unit and nothing else: "Điểm"; then it names nothing."""
    unit = match_unit(rest, 0)
    if unit is not None and unit.end == len(rest) and unit.unit is not None:
        return HeadUnit(rest, unit), ""
    return None, rest


def unit_of(words: str) -> HeadUnit | None:
    """The unit in brackets or behind the last comma: "diện tích (ha)", "giá trị, tỷ đồng"."""
    for found in (*_BRACKETED.finditer(words), *_AFTER_COMMA.finditer(words)):
        printed = found[1].strip()
        in_brackets = not found[0].startswith(",")
        for opener in ("đvt:", "đơn vị:", "đơn vị tính:", "tính bằng", "đvt"):
            printed = printed.removeprefix(opener).strip()
        unit = match_unit(printed, 0)
        known = unit is not None and unit.end == len(printed) and (unit.unit is not None or unit.factor > 1)
        # "các sở, ban, ngành" has no unit.
        if unit is not None and known and (in_brackets or unit.dimension != "count"):
            return HeadUnit(printed, unit)
    return None


def unit_counted(words: str) -> HeadUnit | None:
    """What words that begin with "số" count: "số hộ nghèo" counts households, "điểm thẩm định" points."""
    found = _COUNTED.match(words)
    start = found.end() if found else 0
    unit = match_unit(words, start)
    # "HTX" alone counts, too.
    counts = found is not None or (unit is not None and unit.end == len(words))
    if unit is None or unit.unit is None or unit.dimension not in (("count", "score") if counts else ("score",)):
        return None
    return HeadUnit(words[start : unit.end].strip(), unit)


def without_brackets(words: str) -> str:
    """``words`` without what stands in brackets: "Diện tích (ha)" is "Diện tích"."""
    return " ".join(_BRACKETED.sub(" ", words).split()).strip(" ,;:") or words.strip()


def _has(phrases: Phrases, words: str) -> bool:
    return phrases.search(words, 0, len(words)) is not None


def _comparison(words: str, *, change: bool, times: int) -> Comparison | None:
    known = table_words()
    if _has(known.ranks, words):
        return "rank"
    percent = "%" in words
    compares = _has(known.compares, words) or change or (percent and _DIVIDED.search(words) is not None)
    plan, same = _has(known.targets, words), _has(known.same_period, words)
    if plan and (compares or percent) and not (same and not percent):
        return "plan"
    if (same and (compares or percent)) or (compares and times > 0 and (percent or change or "so " in words)):
        return "period"
    if _has(known.shares, words):
        return "share"
    if percent and _BARE_ATTAINMENT.search(words):
        return "plan"
    return "period" if change else None


def _status(words: str, *, same_time: bool) -> Status | None:
    known = table_words()
    if _has(known.estimates, words):
        return "estimate"
    if same_time or _has(known.results, words):
        return "actual"
    return "target" if _has(known.targets, words) else None


def _one_time(times: list[TimeMention], words: str) -> TimeMention | None:
    """The time of a head; a year in its upper line completes the months of the lower one."""
    if not times:
        return None
    chosen = next((time for time in times if time.kind in _SPECIFIC), times[0])
    year = next((time.year for time in times if time.year is not None), None)
    if _WHOLE_YEAR.search(words) and year is not None:
        return replace(chosen, kind="year", year=year, month=None, until=False)
    if chosen.year is None and year is not None:
        return replace(chosen, year=year)
    return chosen


def _rest(words: str, times: list[TimeMention], *, keep_roles: bool) -> str:
    """The words that name what is measured: without units, times, and words that say what kind of column it is."""
    pieces, done = [], 0
    for time in times:
        pieces.append(words[done : time.start])
        done = max(done, time.end)
    left = _BRACKETED.sub(" ", " ".join([*pieces, words[done:]]))
    known = table_words()
    if not keep_roles:
        for phrases in (known.compares, known.same_period, known.targets, known.results, known.estimates):
            left = _without(phrases, left)
    letters = " ".join(_NOT_LETTERS.sub(" ", left).split())
    for opener in ("năm", "trong", "của", "tỷ lệ", "với"):
        letters = letters.removeprefix(opener + " ") if not keep_roles else letters
    bare = (
        letters in known.labels
        or letters in known.totals
        or letters in known.ordinal
        or letters in known.unit
        or len(letters) < 2
    )
    return "" if bare or (not keep_roles and letters in ("năm", "tỷ lệ", "với", "số")) else letters


def _without(phrases: Phrases, words: str) -> str:
    while found := phrases.search(words, 0, len(words)):
        words = f"{words[: found.start()]} {words[found.end() :]}"
    return words
