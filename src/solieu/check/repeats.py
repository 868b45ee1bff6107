"""One figure told more than once: "hơn 63 ngàn thẻ" in the title, "63.948 thẻ" in the text; a month within its year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.check.chains import is_plan_or_mean
from solieu.check.findings import finding, ground, range_of, remedy
from solieu.check.intervals import INFINITY, Interval
from solieu.check.slips import may_be_slip
from solieu.check.times import time
from solieu.knowledge.checks import check_words
from solieu.knowledge.entries import indicators
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.check.figures import Figure, Figures
    from solieu.model import Finding, Period, Severity

__all__ = ["months_within_years", "stated_twice"]

_WORD: Final = regex(r"[^\W\d_]+")
_REACH: Final = 80
_LONG: Final = 3
_SHORT: Final = 2
_A_MONTH: Final = 45
_HALF: Final = 0.5
_MOST: Final = 0.7
_LEAST_WORDS: Final = 2
_NEVER_ONE: Final = ("rank", "difference")
_MOST_OF_ONE_NAME: Final = 12


def stated_twice(figures: Figures) -> Iterator[Finding]:
    """The same words, place, period, measure and status with values that cannot be one."""
    for group in _alike(figures):
        for at, other in enumerate(group[1:], 1):
            one = group[0]
            agrees = any(_agree(other, third) for third in group[:at] + group[at + 1 :])
            if not agrees and other.told.sentence != one.told.sentence:
                severity = _how_sure(one, other, figures)
                if severity:
                    yield _finding(one, other, severity, figures)


def _agree(one: Figure, other: Figure) -> bool:
    """ "hơn 800 triệu đồng" leaves room for 800 tỷ đồng, but nobody would say so: hedged figures are taken by their word."""
    if one.meant.hedged or other.meant.hedged:
        return one.meant.printed.meets(other.meant.printed)
    return one.meant.possible.meets(other.meant.possible)


def _alike(figures: Figures) -> Iterator[list[Figure]]:
    """Figures that seem to be one. The title's are of the report's period, whatever that of the sentences is."""
    for group in _of_one_name(figures):
        title = [figure for figure in group[:1] if figures.is_in_headline(figure)]
        text = group[len(title) :]
        if title and not any(_agree(title[0], one) for one in text) and _is_told_in_text(title[0], figures):
            title = []
        for period in dict.fromkeys(figure.told.period for figure in title + text):
            same = [figure for figure in text if figure.told.period == period]
            told_once = [*(one for one in title if _overlap(one.told.period, period)), *same]
            if 1 < len(told_once) <= _MOST_OF_ONE_NAME and len({one.told.sentence for one in told_once}) == len(
                told_once
            ):
                yield told_once


def _is_told_in_text(title: Figure, figures: Figures) -> bool:
    """Whether the text says the same, compared with what the headline leaves out: "tăng 0,13% *so với tháng trước*"."""
    return any(_said(one) == _said(title) and not figures.is_in_headline(one) for one in figures.every)


def _said(figure: Figure) -> tuple[object, ...]:
    told = figure.told
    return told.indicator_id, told.place, figure.measure, figure.unit, told.value


def _of_one_name(figures: Figures) -> list[list[Figure]]:
    """The figures of one name, place, measure and unit, in the order of the first of each: names are compared last."""
    alike: dict[object, list[Figure]] = {}
    for figure in figures.every:
        told = figure.told
        if figure.unit is None or figure.measure in _NEVER_ONE or told.cell is not None or told.of is not None:
            continue
        if told.indicator:
            is_goal = told.status == "target"
            key = told.indicator_id, told.place, told.place_code, figure.measure, is_goal, figure.unit, told.basis
            alike.setdefault(key, []).append(figure)
    found: list[list[Figure]] = []
    for group in alike.values():
        if len(group) > 1:
            named: dict[frozenset[str], list[Figure]] = {}
            for figure in group:
                named.setdefault(figure.words, []).append(figure)
            found += [same for words, same in named.items() if len(same) > 1 and len(words) >= _LEAST_WORDS]
    found.sort(key=lambda same: (same[0].start, same[0].end))
    return found


def _overlap(one: Period | None, other: Period | None) -> bool:
    """Whether two times may be one: "tháng 6" in the title, the months to June in the text."""
    if one is None or other is None:
        return True
    return (one.contains(other) or other.contains(one)) and abs((one.end - other.end).days) <= _A_MONTH


def _how_sure(one: Figure, other: Figure, figures: Figures) -> Severity | None:
    """Short names stand for many things ("người chết" of a year and of a crash), so that two values prove nothing.

    A slip that makes them one does, and the same words around them; and the text is to tell what its title does.
    """
    if may_be_slip(one, other, _LONG):
        exact = one.told.bound == other.told.bound == "exact" and one.told.status == other.told.status
        return "contradiction" if exact and _shared_around(one, other, figures) >= _HALF else "suspicious"
    least = _HALF if figures.is_in_headline(one) else _MOST if may_be_slip(one, other, _SHORT) else None
    return "suspicious" if least is not None and _shared_around(one, other, figures) >= least else None


def _shared_around(one: Figure, other: Figure, figures: Figures) -> float:
    """The share of the words around the shorter of two sentences that stand around the other too."""
    first, second = (_around(figure, figures) for figure in (one, other))
    return len(first & second) / max(min(len(first), len(second)), 1)


def _around(figure: Figure, figures: Figures) -> frozenset[str]:
    start, end = (figures.text.offset(at) for at in figure.told.sentence)
    lower = figures.text.lower
    return frozenset(_WORD.findall(lower[max(start, figure.start - _REACH) : min(end, figure.end + _REACH)]))


def _finding(one: Figure, other: Figure, severity: Severity, figures: Figures) -> Finding:
    told = one.told
    return finding(
        "repeated",
        severity,
        [ground(one), ground(other)],
        {
            "indicator": told.indicator or "",
            "place": told.place or "–",
            "period": time(told.period) if told.period else "–",
            "first": one.quote,
            "second": other.quote,
        },
        key=figures.report.sha256,
        expected=one.told.quote,
        found=other.told.quote,
        remedies=[
            (
                f"chỉ một trong hai số {one.told.quote} và {other.told.quote} đúng",
                f"only one of “{one.told.quote}” and “{other.told.quote}” can be right",
            )
        ],
    )


def months_within_years(figures: Figures) -> Iterator[Finding]:
    """What was counted in a month is no more than in the months to it: "trong tháng 60 sổ, lũy kế 306 sổ"."""
    for group in _over_time(figures):
        for part in group:
            for whole in group:
                if _lies_within(part, whole) and part.meant.possible.low > whole.meant.possible.high:
                    yield _longer_is_less(part, whole, figures)


def _over_time(figures: Figures) -> Iterator[Sequence[Figure]]:
    """The amounts of one sentence that one name is given for, over several times."""
    for sentence in figures.several:
        results = [figure for figure in sentence if figure.is_amount and _is_whole_result(figure)]
        if len({figure.told.period for figure in results}) < 2:
            continue
        groups: dict[object, list[Figure]] = {}
        for figure in results:
            if figure.words and not is_plan_or_mean(figure, figures) and _adds_up_over_time(figure, figures):
                groups.setdefault((figure.words, figure.told.place, figure.unit), []).append(figure)
        for group in groups.values():
            if 1 < len(group) <= _MOST_OF_ONE_NAME:
                yield group


def _is_whole_result(figure: Figure) -> bool:
    return not figure.is_per_unit and figure.told.of is None and figure.told.status != "target"


def _adds_up_over_time(figure: Figure, figures: Figures) -> bool:
    """Whether it is counted over a time: the catalogue says so, or "lũy kế" does."""
    known = indicators().get(figure.told.indicator_id or "")
    if known is not None:
        return known.nature == "flow"
    start, end = (figures.text.offset(at) for at in figure.told.sentence)
    return any(word in figures.text.lower[start:end] for word in check_words().to_date)


def _lies_within(part: Figure, whole: Figure) -> bool:
    one, other = part.told.period, whole.told.period
    return one is not None and other is not None and one != other and other.contains(one)


def _longer_is_less(part: Figure, whole: Figure, figures: Figures) -> Finding:
    short, long = part.told.period, whole.told.period
    assert short is not None
    assert long is not None
    return finding(
        "within-period",
        "contradiction" if part.told.bound == whole.told.bound == "exact" else "suspicious",
        [ground(part), ground(whole)],
        {
            "part": part.quote,
            "whole": whole.quote,
            "short": time(short),
            "long": time(long),
        },
        key=figures.report.sha256,
        expected=range_of(Interval(part.meant.printed.low, INFINITY), whole)[0],
        found=whole.told.quote,
        remedies=[
            remedy(whole, Interval(part.meant.printed.low, INFINITY)),
            remedy(part, Interval(-INFINITY, whole.meant.printed.high)),
        ],
    )
