"""Vietnamese numbers, in digits and in words.

In Vietnamese the stop groups and the comma divides: ``1.234,5``. Reports also write ``3.5%``, ``40.56ha`` and
``1,234,567``, so the shape of the number and its unit decide; see :func:`read_digits`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.cue_words import CUES
from solieu.knowledge.phrases import one_of
from solieu.patterns import regex
from solieu.text import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.text import Text

__all__ = ["DIGITS", "FIRST_WORDS", "NUMBER_WORDS", "Token", "is_scale_of_map", "read_digits", "read_words", "tokens"]

DIGITS: Final = rf"\d+(?:[.,{GROUP}]\d+)*"
"""A run of digits with stops, commas and grouping spaces inside, as :func:`read_digits` reads it."""

_WITHIN_NUMBERS: Final = frozenset((".", ",", GROUP))
_NOT_BEFORE_NUMBERS: Final = frozenset("_.,")
_GROUP_LENGTH: Final = 3
_GLUED: Final = regex(rf"(?<!\w){one_of(CUES.glued)}$")
_LONGEST_GLUED: Final = 8
_OF_MAP: Final = regex(
    r"(?<!\w)(?:tỷ lệ|(?:quy hoạch|bản đồ)(?: (?!tháng |ngày )[^\W\d_]+){0,4})(?: 1/[\d.]{3,7}(?:,| và))* $"
)


@final
class Token:
    """A number as printed."""

    __slots__ = ("end", "may_go_on", "printed", "start")

    def __init__(self, start: int, end: int, printed: str, may_go_on: bool = False) -> None:
        self.start = start
        self.end = end
        self.printed = printed
        self.may_go_on = may_go_on
        """Whether a blank and three digits follow, which may belong to it: "5 000"."""


def tokens(text: Text) -> Iterator[Token]:
    """The numbers in digits, in order: each a run of :data:`DIGITS` that no letter, stop or comma stands before.

    But for words that often lose the blank before their number: "đạt*100%*", "tăng*5,2%*".
    """
    lower = text.lower
    starts, ends = text.digits()
    last, at = len(starts) - 1, 0
    while at <= last:
        start, end = starts[at], ends[at]
        at += 1
        before = lower[start - 1] if start else " "
        if before.isalnum() and (before.isdigit() or not _is_glued(lower, start)):
            continue
        if before in _NOT_BEFORE_NUMBERS and not _is_listed(lower, start):
            continue
        while at <= last and starts[at] == end + 1 and lower[end] in _WITHIN_NUMBERS:
            end = ends[at]
            at += 1
        near = at <= last and starts[at] == end + 1 and lower[end] == " "
        yield Token(start, end, lower[start:end], near and ends[at] - starts[at] >= _GROUP_LENGTH)


def _is_listed(lower: str, start: int) -> bool:
    """Whether a comma without a blank parts the number from a word: "177 lượt*,194* người"."""
    return start > 1 and lower[start - 1] == "," and lower[start - 2].isalpha()


def _is_glued(lower: str, start: int) -> bool:
    return _GLUED.search(lower, max(0, start - _LONGEST_GLUED), start) is not None


def is_scale_of_map(before: str) -> bool:
    """Whether a fraction behind ``before`` is the scale of a map or plan: "quy hoạch chi tiết tỷ lệ *1/500*".

    "tỷ lệ 1/2.000, *1/5.000*" lists them; "quy hoạch tháng *1/2000*" is a time.
    """
    return _OF_MAP.search(before) is not None


_GROUPED_BY_STOPS: Final = regex(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_GROUPED_BY_COMMAS: Final = regex(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+", re.ASCII)
_LARGEST_GROUPED_RATE: Final = 1000


def read_digits(printed: str, *, rate: bool = False) -> Decimal | None:
    """The value of ``printed``, or ``None`` where it is no number (``1.2.3``, ``192.168.1.1``).

    ``rate`` says that the number is a percentage or a ratio: then "3.125%" is a little over three, not 3,125.

    >>> [str(read_digits(n)) for n in ("20.984", "526,8", "1.234,5", "06", "175,158", "40.56", "1,234,567")]
    ['20984', '526.8', '1234.5', '6', '175.158', '40.56', '1234567']
    >>> str(read_digits("3.125", rate=True)), read_digits("1.2.3")
    ('3.125', None)
    """
    if printed.isdigit():
        return Decimal(printed)
    printed = printed.replace(GROUP, "").replace(" ", "")
    if printed.isdigit():
        return Decimal(printed)
    if "." not in printed and printed.count(",") == 1:
        return Decimal(printed.replace(",", "."))
    if _GROUPED_BY_STOPS.fullmatch(printed) and not printed.startswith("0"):
        grouped = Decimal(printed.replace(".", "").replace(",", "."))
        return grouped if not rate or grouped < _LARGEST_GROUPED_RATE or "," in printed else Decimal(printed)
    if _GROUPED_BY_COMMAS.fullmatch(printed):
        return Decimal(printed.replace(",", ""))
    whole, *rest = re.split(r"[.,]", printed)
    return Decimal(f"{whole}.{rest[0]}") if len(rest) == 1 else None


_UNITS: Final = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TENS: Final = {"mười": 10, "mươi": 10}
_SCALES: Final = {"trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}
_FILLERS: Final = frozenset({"linh", "lẻ"})
_WORD: Final = one_of(sorted([*_UNITS, *_TENS, *_SCALES, *_FILLERS]))
FIRST_WORDS: Final = [*(w for w in _UNITS if w not in ("không", "mốt", "lăm", "nhăm", "tư")), "mười"]
"""The words with which a number may begin."""
_FIRST: Final = one_of(FIRST_WORDS)
NUMBER_WORDS: Final = rf"{_FIRST}(?: {_WORD})*"
"""Words that may spell a number: ``hai mươi ba``, ``mười lăm``, ``một trăm linh năm``."""


def read_words(printed: str) -> Decimal | None:
    """The value of a number in words, lower case, or ``None`` where the words spell none.

    >>> [str(read_words(n)) for n in ("hai mươi ba", "mười lăm", "một trăm linh năm", "ba nghìn hai trăm")]
    ['23', '15', '105', '3200']
    >>> print(read_words("mười mươi"))
    None
    """
    total = part = 0
    digit: int | None = None
    for word in printed.split():
        if word in _UNITS:
            if digit is not None:
                return None
            digit = _UNITS[word]
        elif word == "mười":
            if digit is not None:
                return None
            part += 10
        elif word == "mươi":
            if digit is None:
                return None
            part, digit = part + 10 * digit, None
        elif word == "trăm":
            part, digit = part + 100 * (1 if digit is None else digit), None
        elif word in _SCALES:
            total, part, digit = total + (part + (digit or 0) or 1) * _SCALES[word], 0, None
        elif word not in _FILLERS:
            return None
    return Decimal(total + part + (digit or 0))
