"""Figures outside what they can be: shares above 100 %, falls of more than all, ranges that end below their beginning."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from solieu.check.findings import finding, ground, remedy
from solieu.check.intervals import HUNDRED, INFINITY, Interval
from solieu.check.linked import content_words
from solieu.check.phrases import phrase
from solieu.check.wording import between
from solieu.knowledge.checks import Magnitude, check_words, magnitudes, place_kinds
from solieu.knowledge.entries import indicators
from solieu.knowledge.loader import units
from solieu.model import Ground
from solieu.patterns import regex
from solieu.recognise.numbers import read_digits
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.figures import Figure, Figures
    from solieu.check.findings import Slot
    from solieu.knowledge.checks import Language
    from solieu.model import Finding, Severity
    from solieu.text import Text

__all__ = ["impossible_magnitudes", "outside_their_range", "reversed_figures", "reversed_ranges"]

_LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
_DASH: Final = regex(" ?(?P<dash>-+) ?")
_LONGEST_DASH: Final = 4
_FIRST: Final = regex(
    r"(?<![\w.,/+-])(?<!ngày )(?<!tháng )(?<!năm )(?<!số )(?<!điều )(?<!thôn )(?P<number>\d+(?:[.,]\d+)*) ?$"
)
_SECOND: Final = regex(r" ?(?P<number>\d+(?:[.,]\d+)*)(?![\d/-])")
_ONE_MORE: Final = regex(r" ?[-–] ?\d")
_ONE_MORE_BEFORE: Final = regex(r"\d ?[-–] ?$")
_LONGEST_NUMBER: Final = 24
_LONGEST_UNIT: Final = 24
_LEAD: Final = 48
_TO: Final = ("đến", "tới", "-")
_SHARE: Final[Slot] = ("tỷ trọng", "a share")
_RATE: Final[Slot] = ("tỷ lệ", "a rate")
_FALL: Final[Slot] = ("mức giảm", "a fall")
_AT_MOST_ALL: Final = Interval(Decimal(0), HUNDRED)
_AT_MOST: Final[Slot] = ("nhiều nhất là 100%", "100% is the most")
_YEAR: Final = regex(r"(?:19|20)\d\d")
_RANGE: Final[Slot] = ("khoảng giá trị", "a range")
_BACKWARDS: Final[Slot] = ("số sau nhỏ hơn số trước", "its end is below its beginning")


def outside_their_range(figures: Figures) -> Iterator[Finding]:
    """Percentages that no share, rate or fall can reach, and ranges printed backwards."""
    for figure in figures.every:
        # What is printed lies within what can be meant.
        if figure.unit != "percent" or -HUNDRED <= figure.told.value <= HUNDRED:
            continue
        measure, possible = figure.measure, figure.meant.possible
        if measure == "share" and possible.low > HUNDRED and _is_called_share(figure, figures):
            yield _finding(figure, _SHARE, _AT_MOST, figures)
        elif measure == "change" and possible.high < -HUNDRED:
            yield _finding(figure, _FALL, _AT_MOST, figures)
        elif measure == "level" and possible.low > HUNDRED and _is_part_rate(figure):
            yield _finding(figure, _RATE, _AT_MOST, figures, sure=False)


def reversed_ranges(figures: Figures) -> Iterator[Finding]:
    """Ranges whose end is below their beginning: "từ 7 - 5,5 triệu đồng"."""
    lower = figures.text.lower
    for end, start in _between_numbers(figures.text):
        dash = _DASH.fullmatch(lower, end, start)
        if not dash:
            continue
        first = _FIRST.search(lower, max(dash.start("dash") - _LONGEST_NUMBER, 0), dash.start("dash"))
        second = _SECOND.match(lower, dash.end("dash")) if first else None
        if not first or not second or _is_one_of_several(lower, first.start(), second.end()):
            continue
        if _falls(first["number"], second["number"]) and _unit_follows(second.end(), lower):
            yield _reversed((first.start(), second.end()), figures)


def _is_one_of_several(lower: str, start: int, end: int) -> bool:
    """Whether a third number stands before or behind: "nông nghiệp - công nghiệp - dịch vụ: 30 - *40 - 30*%"."""
    return (
        _ONE_MORE.match(lower, end) is not None or _ONE_MORE_BEFORE.search(lower, max(start - 4, 0), start) is not None
    )


def _between_numbers(text: Text) -> Iterator[tuple[int, int]]:
    """Where one run of digits ends and the next begins, where a dash stands between."""
    starts, ends = text.digits()
    longest = len(text.lower) if "--" in text.lower else _LONGEST_DASH
    for end, start in zip(ends, starts[1:], strict=False):
        if start - end <= longest and text.lower.find("-", end, start) >= 0:
            yield end, start


def _falls(first: str, second: str) -> bool:
    if _YEAR.fullmatch(first):
        return False  # "2022-01 năm 2021": a month, or the second year of a school year
    one, other = read_digits(first), read_digits(second)
    return one is not None and other is not None and one > other


def _reversed(span: tuple[int, int], figures: Figures) -> Finding:
    start, end = figures.text.span(*span)
    quote = figures.text.given[start:end]
    taken = [ground(figure) for figure in figures.within(*span)]
    slots: dict[str, Slot] = {"percent": quote, "what": _RANGE, "limit": _BACKWARDS}
    grounds = taken or [Ground(start, end, quote)]
    return finding("range", "suspicious", grounds, slots, key=figures.report.sha256, found=quote)


def reversed_figures(figures: Figures) -> Iterator[Finding]:
    """The same where the unit stands behind both: "dao động từ 55.000 đồng đến 50.000 đồng"."""
    for one, other in zip(figures.every, figures.every[1:], strict=False):
        joined = one.unit == other.unit and _begins_a_range(one) and figures.between(one, other).strip() in _TO
        if joined and one.meant.possible.low > other.meant.possible.high:
            quote = figures.report.text[one.told.start : other.told.end]
            slots: dict[str, Slot] = {"percent": quote, "what": _RANGE, "limit": _BACKWARDS}
            grounds = [ground(one), ground(other)]
            yield finding("range", "suspicious", grounds, slots, key=figures.report.sha256, found=other.told.quote)


def _begins_a_range(figure: Figure) -> bool:
    return figure.before.rstrip().endswith("từ") and not figure.before.rstrip().endswith("giảm từ")


def _unit_follows(at: int, lower: str) -> bool:
    """Whether a unit stands behind the second number, of which neither is a year, a page or part of a date."""
    after = lower[at : at + _LONGEST_UNIT]
    if after[:1] == "%":
        return True
    if not after[:1].isspace() and not after[:1].isalpha():
        return False
    return _unit_words().match(after.lstrip()) is not None


@once
def _unit_words() -> re.Pattern[str]:
    names = sorted((*units(), "tỷ", "triệu", "nghìn", "ngàn", "trăm"), key=len, reverse=True)
    return regex(rf"(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _is_called_share(figure: Figure, figures: Figures) -> bool:
    lead = figures.text.lower[max(figure.start - _LEAD, 0) : figure.start]
    return any(word in lead for word in check_words().share_words)


def _is_part_rate(figure: Figure) -> bool:
    """Whether the catalogue knows the rate as one of a part in its whole, and not as a growth or an index."""
    known = indicators().get(figure.told.indicator_id or "")
    return (
        known is not None
        and (known.nature, known.unit) == ("ratio", "percent")
        and known.id.endswith(("_rate", "_coverage"))
    )


def _finding(figure: Figure, what: Slot, limit: Slot, figures: Figures, *, sure: bool = True) -> Finding:
    slots = {"percent": figure.quote, "what": what, "limit": limit}
    severity: Severity = "contradiction" if sure else "suspicious"
    needed = _AT_MOST_ALL if figure.told.number > 0 else -_AT_MOST_ALL
    return finding(
        "range",
        severity,
        [ground(figure)],
        slots,
        key=figures.report.sha256,
        found=figure.told.quote,
        remedies=[remedy(figure, needed)],
    )


def impossible_magnitudes(figures: Figures) -> Iterator[Finding]:
    """Figures beyond what a place of its kind can have: twenty million people in a district."""
    for figure in figures.every:
        told = figure.told
        if (
            told.indicator_id not in _bounded()
            or figure.measure != "level"
            or told.place is None
            or told.of is not None
        ):
            continue
        limit = magnitudes().get((told.indicator_id or "", _kind_of(told.place)))
        if limit is None or told.unit != limit.unit or limit.least <= told.value <= limit.most:
            continue
        if told.value > limit.most or _is_named(figure):
            yield _beyond(figure, limit, figures)


@once
def _bounded() -> frozenset[str | None]:
    """The indicators that have bounds."""
    return frozenset(indicator for indicator, _ in magnitudes())


def _is_named(figure: Figure) -> bool:
    """Whether its own words name the indicator: "đất ở" among the areas of a project is no area of a district."""
    known = indicators().get(figure.told.indicator_id or "")
    words = content_words(figure.told.indicator)
    return known is not None and any(content_words(alias.rpartition(" > ")[2]) == words for alias in known.aliases)


def _kind_of(place: str) -> str:
    """The kind of unit that a label names: "xã Đăk Wer", "thành phố Bắc Kạn, Bắc Kạn" (a district), "thành phố Hà Nội"."""
    lower = place.lower()
    for kind, words in place_kinds().items():
        if lower.startswith(words):
            return "province" if kind == "city" and "," not in place else "district" if kind == "city" else kind
    return ""


def _beyond(figure: Figure, limit: Magnitude, figures: Figures) -> Finding:
    told, factor = figure.told, figure.factor
    too_much = told.value > limit.most
    edge = (limit.most if too_much else limit.least) / factor
    possible = Interval(-INFINITY, edge) if too_much else Interval(edge, INFINITY)
    places = 0 if edge >= 1 else 3
    vi, en = (between(possible, told.unit_text, places, language) for language in _LANGUAGES)
    slots: dict[str, Slot] = {
        "value": told.quote,
        "indicator": told.indicator or "",
        "unit_of_place": (limit.kind_vi, limit.kind_en),
        "limit": (vi, en),
    }
    return finding(
        "magnitude",
        "suspicious",
        [ground(figure)],
        slots,
        key=figures.report.sha256,
        expected=vi,
        found=told.quote,
        remedies=[phrase("remedy", figure=told.quote, range=(vi, en))],
    )
