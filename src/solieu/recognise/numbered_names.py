"""Numbers that count nothing, since they are part of something else: "mũi 3", "COVID-19", "1. Kinh tế", telephone numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex
from solieu.recognise.hedges import last_words
from solieu.recognise.units import match_unit

if TYPE_CHECKING:
    from solieu.recognise.numbers import Token
    from solieu.text import Text

__all__ = ["is_name_part"]

_PHONE: Final = regex(r"0\d{8,10}(?!\d)|0\d{1,4}\)?[ .]\d{3}")
_LONGEST_NUMBER: Final = 4
_AFTER_LIST_NUMBER: Final = (".", ")", "/")
_LIST_NUMBER: Final = regex(r"[.)]\s|\)\s?|/\s")
_OVER: Final = regex(r" ?/ ?\d{1,3}(?:\.?\d{3})*(?![\d/,.])")
# The last words of the phrases that number what follows: a quick look that spares most figures the slow one.
_NUMBERING_WORDS: Final = frozenset(
    phrase.rpartition(" ")[2]
    for phrases in (CUES.totals, CUES.page_counters, CUES.always_numbered, CUES.numbered)
    for phrase in phrases
)


def is_name_part(text: Text, token: Token, before: str) -> bool:
    """Whether the number ``token``, which stands behind ``before``, is part of a name, a list number or a telephone number."""
    lower, printed, start, end = text.lower, token.printed, token.start, token.end
    if printed[0] == "0" and (len(printed) > 6 or _PHONE.match(lower, start)):
        return True
    if (
        len(printed) <= 2
        and lower.startswith(_AFTER_LIST_NUMBER, end)
        and _LIST_NUMBER.match(lower, end)
        and not before.rpartition("\n")[2].strip(" -+*•(")
    ):
        return True
    last = before[-1:]
    if last in ("-", "/", ":") and _is_joined(lower, before, end):
        return True
    if lower.startswith(("%", " %"), end):
        return False  # "trẻ 5 tuổi *100%*"
    return not last.isalpha() and _is_numbered(text, printed, before, end)


def _is_joined(lower: str, before: str, end: int) -> bool:
    """ "COVID-19", "NQ/2022", "08:52", "04/02" are names, clocks and days; in "36 hộ/9 xã" a second count stands behind the slash."""
    joint, left = before[-1], before[-2:-1]
    if joint == ":":
        return left.isdigit()
    of_day = left.isdigit() and lower.startswith("0", end - 2) and lower.startswith("/", end - 3)
    if joint == "/" and (left.isalpha() or of_day):
        unit = match_unit(lower, end)
        return unit is None or unit.unit is None
    return joint == "-" and (left.isalnum() or left == "'")


def _is_numbered(text: Text, printed: str, before: str, end: int) -> bool:
    named = before.rstrip(" .:")
    if named.rpartition(" ")[2].lstrip("(\"'[").rpartition("-")[2] not in _NUMBERING_WORDS:
        return False
    words = last_words(named)
    count = len(words)
    if not count:
        return False
    if CUES.totals.length_before(words, count):
        return False
    if CUES.not_heads.length_before(words, count) and match_unit(text.lower, end):
        return False  # "học sinh dân tộc thiểu số 9.865 em"
    if before.rstrip().endswith(":"):
        return CUES.page_counters.length_before(words, count) > 0
    if CUES.always_numbered.length_before(words, count):
        # "Cam Lộ *3.400 nhà*": no road has thousands, nor are they houses
        unit = match_unit(text.lower, end) if len(printed) > _LONGEST_NUMBER else None
        return unit is None or unit.unit is None
    if CUES.page_counters.length_before(words, count):
        return match_unit(text.lower, end) is None
    if CUES.numbered.length_before(words, count):
        over = _OVER.match(text.lower, end)
        # "cấp 412/430 giấy phép" counts them.
        unit = match_unit(text.lower, over.end() if over else end)
        if over:
            return unit is None or unit.unit is None
        # "tổ 3 người" counts, "thôn 6 xã Đăk Wer" names.
        return unit is None or unit.unit is None or text.surface[unit.end + 1 : unit.end + 2].isupper()
    return False
