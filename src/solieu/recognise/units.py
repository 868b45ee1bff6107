"""The unit printed behind a number: "tỷ đồng", "triệu đồng/người/năm", "nghìn lượt khách", "%/năm"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from solieu.knowledge import cues, units
from solieu.knowledge.phrases import one_of

__all__ = ["PrintedUnit", "match_unit"]

_MULTIPLIERS = {
    "chục": Decimal(10), "trăm": Decimal(100), "nghìn": Decimal(10**3), "ngàn": Decimal(10**3), "vạn": Decimal(10**4),
    "triệu": Decimal(10**6), "tr": Decimal(10**6), "tỷ": Decimal(10**9),
}  # fmt: skip
_WORD = re.compile(r"[ ]{0,2}(%o?|‰|\$|[^\W\d_](?:[\w²³'+]|-(?=[^\W\d_])|\.(?=(?:km|h)(?!\w))){0,24}[%$]?)\.?(?!\w)")
# "/người/năm", "/ ha", "/10.000 hộ", "một kg", "/ngày đêm"; "/9 xã" is another figure.
_PER = re.compile(
    r"(?: ?/ ?(?:(?:1|100|1\.000|10\.000|100\.000|một|vạn) ?)?(?:ngày đêm|lao động|năm học|doanh nghiệp|lượt khách|hợp tác xã|hộ dân|nhân khẩu|[^\W\d_][^\W\d_]{0,9}[23²³]?)"
    r"|(?: một| mỗi)(?= (?:kg|ha|người|hộ|khẩu|năm|tháng|sào|tấn|m2|con|xã|ngày)\b) [^\W\d_]+\d?)"
)
_SQUARE = str.maketrans("²³", "23")


class PrintedUnit(NamedTuple):
    """A unit as printed; ``end`` is the offset behind it."""

    end: int
    unit: str | None
    dimension: str | None
    factor: Decimal


def match_unit(lower: str, at: int) -> PrintedUnit | None:
    """The longest unit that begins at ``lower[at:]``, or ``None``.

    A noun that the catalogue does not have still counts things ("15 gánh"): its unit and dimension are ``None`` and
    ``"count"``, and it is one word long.

    >>> unit = match_unit("526,8 tỷ đồng, bằng", 5)
    >>> unit.unit, str(unit.factor), unit.end
    ('VND', '1000000000', 13)
    >>> match_unit("3 - 5,5 triệu đồng/người/tháng.", 7).dimension
    'money_rate'
    """
    factor = Decimal(1)
    end = at
    word = _WORD.match(lower, at)
    while word and word[1] in _MULTIPLIERS and not _is_unit_alone(lower, word):
        factor *= _MULTIPLIERS[word[1]]
        end = word.end() if lower[word.end() - 1] == "." and word[1] == "tr" else word.end(1)
        word = _WORD.match(lower, end)
    known = _longest_known(lower, word) if word else None
    if known is not None:
        return _with_rate(lower, known._replace(factor=known.factor * factor))
    if end > at:
        scaled = PrintedUnit(end, None, "multiplier", factor)
        rated = _with_rate(lower, scaled)
        # "25 triệu/người/năm": a scale by itself, per head, is money.
        return rated._replace(unit="VND", dimension="money_rate") if rated.end > end else rated
    if word and word[1] not in cues().no_unit and word.start(1) > at and word[1].isalpha() and len(word[1]) > 1:
        return _with_rate(lower, PrintedUnit(word.end(1), None, "count", factor))
    return None


def _is_unit_alone(lower: str, word: re.Match[str]) -> bool:
    return word[1] == "tr" and lower[word.end(1) : word.end(1) + 2] not in (".đ", ". ", ".u", " đ", " u")


def _longest_known(lower: str, first: re.Match[str]) -> PrintedUnit | None:
    known = _known_units().match(lower, first.start(1))
    if known is None:
        return None
    unit = units()[known[0].translate(_SQUARE)]
    return PrintedUnit(known.end(), unit.unit, unit.dimension, unit.factor)


@cache
def _known_units() -> re.Pattern[str]:
    """Matches the longest unit of the catalogue at a position; "m²" is "m2"."""
    return re.compile(one_of(units()).replace("2", "[2²]").replace("3", "[3³]") + r"(?!\w)")


def _with_rate(lower: str, unit: PrintedUnit) -> PrintedUnit:
    end = unit.end
    while found := _PER.match(lower, end):
        end = found.end()
    if end == unit.end:
        return unit
    dimension = unit.dimension if unit.dimension == "percent" else f"{unit.dimension}_rate"
    return unit._replace(end=end, dimension=dimension)
