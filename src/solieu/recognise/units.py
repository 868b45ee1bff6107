"""The unit printed behind a number: "tỷ đồng", "triệu đồng/người/năm", "nghìn lượt khách", "%/năm"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, final

from solieu.knowledge import units
from solieu.knowledge.cue_words import CUES
from solieu.knowledge.phrases import one_of
from solieu.patterns import regex

if TYPE_CHECKING:
    import re

__all__ = ["PrintedUnit", "match_unit"]

_MULTIPLIERS: Final = {
    "chục": Decimal(10), "trăm": Decimal(100), "nghìn": Decimal(10**3), "ngàn": Decimal(10**3), "vạn": Decimal(10**4),
    "triệu": Decimal(10**6), "tr": Decimal(10**6), "tỷ": Decimal(10**9),
}  # fmt: skip
# A blank may be forgotten behind a sign: "đạt 46%KH".
_ENDS: Final = r"(?:(?!\w)|(?<=%)(?=[^\W\d_]{2}))"
# Words of nothing but letters come first, as most are.
_WORD: Final = regex(
    r"[ ]{0,2}([^\W\d_]{1,25}(?![\w²³'+.%$-])"
    r"|%o?|‰|\$|[^\W\d_](?:[\w²³'+]|-(?=[^\W\d_])|\.(?=(?:km|h)(?!\w))){0,24}[%$]?)\.?" + _ENDS
)
_BEFORE_RATE: Final = ("/", " /", " một ", " mỗi ")
_PLANS: Final = ("kh ", "kh:", "kế hoạch", "dự toán", "dt ", "chỉ tiêu", "ct ")
_SHORT_MONEY: Final = (".đ", ".usd")  # "1.609,3 Tr*.USD*", "5 tr*.đồng*"
_ONE: Final = Decimal(1)
# "m²" is "m2".
_UNITS: Final = {
    printed: unit
    for written, unit in units().items()
    for printed in (written, written.replace("2", "²").replace("3", "³"))
}
# "*lần lượt* là 5 và 6" is no number of times
_KNOWN: Final = regex(one_of(_UNITS) + _ENDS + r"(?!(?<=lần) lượt)")
_NOUNS: Final = one_of(
    [printed for printed, unit in _UNITS.items() if " " in printed and unit.dimension == "count"]
    + ["ngày đêm", "trẻ em gái", "trẻ gái", "bé gái", "cháu gái", "năm học"]
)
# "/người/năm", "/ ha", "/dự án", "/10.000 hộ", "một kg", "/ngày đêm"; "/9 xã" is another figure.
_PER: Final = regex(
    rf"(?: ?/ ?(?:(?:1|100|1\.000|10\.000|100\.000|một|vạn) ?)?(?:{_NOUNS}(?!\w)|[^\W\d_][^\W\d_]{{0,9}}[23²³]?)"
    r"|(?: một| mỗi)(?= (?:kg|ha|người|hộ|khẩu|năm|tháng|sào|tấn|m2|con|xã|ngày)\b) [^\W\d_]+\d?)"
)


@final
class PrintedUnit:
    """A unit as printed; ``end`` is the offset behind it."""

    __slots__ = ("dimension", "end", "factor", "unit")

    def __init__(self, end: int, unit: str | None, dimension: str | None, factor: Decimal) -> None:
        self.end = end
        self.unit = unit
        self.dimension = dimension
        self.factor = factor


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
    factor = _ONE
    end = at
    word = _WORD.match(lower, at)
    while word and word[1] in _MULTIPLIERS and not _is_unit_alone(lower, word):
        factor *= _MULTIPLIERS[word[1]]
        end = word.end() if word[1] == "tr" and lower[word.end() - 1] == "." else word.end(1)
        if word[1] == "tr" and lower.startswith(_SHORT_MONEY, end):
            end += 1
        word = _WORD.match(lower, end)
    if word:
        start = word.start(1)
        known = _KNOWN.match(lower, start)
        if known is not None:
            unit = _UNITS[known[0]]
            return _with_rate(lower, known.end(), unit.unit, unit.dimension, unit.factor * factor)
        if end == at:
            noun = word[1]
            if start > at and len(noun) > 1 and noun.isalpha() and noun not in CUES.no_unit:
                return _with_rate(lower, word.end(1), None, "count", factor)
            return None
    if end == at:
        return None
    rated = _with_rate(lower, end, None, "multiplier", factor)
    # "25 triệu/người/năm": a scale by itself, per head, is money.
    return PrintedUnit(rated.end, "VND", "money_rate", factor) if rated.end > end else rated


def _is_unit_alone(lower: str, word: re.Match[str]) -> bool:
    return word[1] == "tr" and lower[word.end(1) : word.end(1) + 2] not in (".đ", ". ", ".u", " đ", " u")


def _with_rate(lower: str, end: int, unit: str | None, dimension: str, factor: Decimal) -> PrintedUnit:
    """The unit with what it is counted by: "triệu đồng*/người/năm*"."""
    if not lower.startswith(_BEFORE_RATE, end):
        return PrintedUnit(end, unit, dimension, factor)
    start = end
    while found := _PER.match(lower, end):
        if any(lower.startswith(plan, found.start() + 1) for plan in _PLANS):
            break  # "4.862 tấn/KH 4.950 tấn" is told over its plan
        end = found.end()
    rated = end > start and dimension != "percent"
    return PrintedUnit(end, unit, f"{dimension}_rate" if rated else dimension, factor)
