"""Figures outside what they can be: shares above 100 %, falls of more than all, ranges that end below their beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.check.findings import finding, ground
from solieu.check.intervals import HUNDRED
from solieu.check.wording import amount
from solieu.knowledge.checks import Magnitude, magnitudes, place_kinds
from solieu.knowledge.entries import indicators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.figures import Figure, Figures
    from solieu.check.findings import Slot
    from solieu.model import Finding

__all__ = ["impossible_magnitudes", "outside_their_range"]

_SHARE: Slot = ("tỷ trọng", "a share")
_RATE: Slot = ("tỷ lệ", "a rate")
_FALL: Slot = ("mức giảm", "a fall")
_AT_MOST: Slot = ("nhiều nhất là 100%", "100% is the most")
_RANGE: Slot = ("khoảng giá trị", "a range")
_BACKWARDS: Slot = ("số sau nhỏ hơn số trước", "its end is below its beginning")


def outside_their_range(figures: Figures) -> Iterator[Finding]:
    """Percentages that no share, rate or fall can reach, and ranges printed backwards."""
    for figure in figures.every:
        told = figure.told
        percent = told.unit == "percent"
        if percent and told.measure == "share" and figure.meant.possible.low > HUNDRED:
            yield _finding(figure, _SHARE, _AT_MOST, figures)
        elif percent and told.measure == "change" and figure.meant.possible.high < -HUNDRED:
            yield _finding(figure, _FALL, _AT_MOST, figures)
        elif percent and told.measure == "level" and figure.meant.possible.low > HUNDRED and _is_part_rate(figure):
            yield _finding(figure, _RATE, _AT_MOST, figures, sure=False)
        elif told.value_max is not None and abs(told.value_max) < abs(told.value):
            yield _finding(figure, _RANGE, _BACKWARDS, figures)


def _is_part_rate(figure: Figure) -> bool:
    """Whether the catalogue knows the rate as one of a part in its whole, and not as a growth or an index."""
    known = indicators().get(figure.told.indicator_id or "")
    return (
        known is not None
        and (known.nature, known.unit) == ("ratio", "percent")
        and known.id.endswith(("_rate", "_coverage"))
    )


def _finding(figure: Figure, what: Slot, limit: Slot, figures: Figures, *, sure: bool = True) -> Finding:
    slots = {"percent": figure.told.quote, "what": what, "limit": limit}
    severity = "contradiction" if sure else "suspicious"
    return finding("range", severity, [ground(figure)], slots, key=figures.report.sha256, found=figure.told.quote)


def impossible_magnitudes(figures: Figures) -> Iterator[Finding]:
    """Figures beyond what a place of its kind can have: twenty million people in a district."""
    for figure in figures.every:
        told = figure.told
        if told.indicator_id is None or told.measure != "level" or told.place is None or told.of is not None:
            continue
        limit = magnitudes().get((told.indicator_id, _kind_of(told.place)))
        if limit is not None and told.unit == limit.unit and not limit.least <= told.value <= limit.most:
            yield _beyond(figure, limit, figures)


def _kind_of(place: str) -> str:
    """The kind of unit that a label names: "xã Đăk Wer", "thành phố Bắc Kạn, Bắc Kạn" (a district), "thành phố Hà Nội"."""
    lower = place.lower()
    for kind, words in place_kinds().items():
        if lower.startswith(words):
            return "province" if kind == "city" and "," not in place else "district" if kind == "city" else kind
    return ""


def _beyond(figure: Figure, limit: Magnitude, figures: Figures) -> Finding:
    edge = limit.most if figure.told.value > limit.most else limit.least
    told = figure.told
    shown = [
        amount(edge / figure.factor, told.unit_text, 0 if edge >= figure.factor else 3, language)
        for language in ("vi", "en")
    ]
    slots: dict[str, Slot] = {
        "value": told.quote,
        "indicator": told.indicator or "",
        "unit_of_place": (limit.kind_vi, limit.kind_en),
        "limit": (shown[0], shown[1]),
    }
    return finding(
        "magnitude",
        "suspicious",
        [ground(figure)],
        slots,
        key=figures.report.sha256,
        expected=shown[0],
        found=told.quote,
    )
