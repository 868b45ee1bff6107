"""The words right before a number, and what those among them that hedge it say: "ước đạt gần", "không quá"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from solieu.knowledge import Phrases
from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

if TYPE_CHECKING:
    from solieu.model import Bound

__all__ = ["last_words", "read_hedge"]


def last_words(before: str, most: int = 3) -> list[str]:
    """The words right before, as far as nothing but blanks and hyphens parts them."""
    tokens = before.rsplit(maxsplit=most)[-most:]
    if "".join(tokens).isalpha():
        return tokens
    words: list[str] = []
    for token in reversed(tokens):
        if not token.isalpha():
            tail = token.rsplit("-", 1)[-1].lstrip("(\"'[")
            if tail.isalpha():
                words.append(tail)
            break
        words.append(token)
    return words[::-1]


def last_word(before: str) -> str:
    """The last of :func:`last_words`, or letters and signs that are no word."""
    if before.endswith(" "):
        plain = before[before.rfind(" ", 0, -1) + 1 : -1]
        if plain.isalpha():
            return plain
    last = before.rsplit(maxsplit=1)[-1:]
    return last[0].rpartition("-")[2].lstrip("(\"'[") if last else ""


_KINDS: Final = {
    "filler": CUES.hedge_fillers, "estimate": CUES.hedges_estimate, "about": CUES.hedges_about,
    "above": CUES.hedges_above, "below": CUES.hedges_below,
}  # fmt: skip
# The hedges and the words that may stand among them, with what each says.
_SAID: Final = {phrase: kind for kind, phrases in _KINDS.items() for phrase in phrases}
_HEDGES: Final = Phrases(_SAID)
# The last words of the hedges: a quick look that spares most figures the slow one.
_ENDS_OF_HEDGES: Final = frozenset(
    phrase.rpartition(" ")[2] for phrases in (_HEDGES, CUES.comparatives) for phrase in phrases
)
_COMPARED_WITH: Final = regex(r" ?(?:so (?:với|cùng)|cùng kỳ|năm (?:trước|ngoái))(?!\w)")
# "95% trở lên", "95% kế hoạch trở lên", not "62 người trình độ đại học trở lên"
_OF_PLAN: Final = r"(?: (?:kế hoạch|dự toán|chỉ tiêu|nghị quyết)(?: [^\W\d_]+){0,2}(?: \([^\W\d_]{1,6}\))?)?"
_UPWARD: Final = regex(rf"{_OF_PLAN}\s*trở lên(?!\w)")
# How the next pattern begins: one look spares most figures.
_MAY_LIMIT: Final = (" tr", "tr", " k", " d", " c", " n", "\n", " \n", "\t", " \t")
_LIMITED: Final = regex(rf"{_OF_PLAN}\s*trở (?:lên|xuống)(?!\w)")


def read_hedge(before: str, lower: str, end: int) -> tuple[Bound, str | None, bool]:
    """The bound that the words before the number set ("gần trên 20.984": the nearest decides), and whether estimated."""
    bound: Bound = "exact"
    estimated = False
    hedge = None
    if last_word(before) in _ENDS_OF_HEDGES:
        words = last_words(before, 7)
        left = len(words)
        if CUES.comparatives.length_before(words, left) and ("so với " in before or _COMPARED_WITH.match(lower, end)):
            return bound, None, estimated  # "thấp hơn 5% so với cùng kỳ" is 5% exactly
        while left and (length := _HEDGES.length_before(words, left)):
            kind = _SAID[" ".join(words[left - length : left])]
            if kind in ("about", "above", "below") and bound == "exact":
                bound = cast("Bound", kind)
            estimated = estimated or kind == "estimate"
            left -= length
        hedge = " ".join(words[left:]) or None
    if bound == "exact" and lower.startswith(_MAY_LIMIT, end) and _LIMITED.match(lower, end):
        bound = "above" if _UPWARD.match(lower, end) else "below"
    return bound, hedge, estimated
