"""Where sentences end, in a language whose abbreviations are full of stops."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex
from solieu.spans import Sentence

if TYPE_CHECKING:
    from solieu.model import Block
    from solieu.text import Text

__all__ = ["sentences"]

# A stop ends a sentence before a blank ("… kế hoạch. Thu …"), and also where the blank was forgotten ("… quy định.Về").
_END: Final = regex(r"[.!?…](?:[.!?…]{0,6}[\"')\]]{0,3}/?\.?(?=\s)|(?<=[^\W_][.!?])(?=[^\W\d_])|(?<=\.)/\.)")
_RARE_MARKS: Final = regex("[!?…]")
_BEFORE_WORD: Final = regex(r"(?s:.*)[\s(\[\"'|,;:]")
_OPENS: Final = regex(r"\s*[\"'“‘(\[+*•-]?\s*")
_LIST_NUMBER: Final = regex(r"(?:^|[\s(])(?:\d{1,2}|[IVX]{1,4}|[a-zA-Zđ])$")
_LONGEST_LIST_NUMBER: Final = 4
_LONGEST_WORD: Final = 24
_INITIALS: Final = regex(r"(?:[^\W\d_]\.)*[^\W\d_]$")


def sentences(text: Text, blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """The sentences of each block in order; none crosses a block. A heading opens a section.

    "TP.HCM", "T.Ư", "Tp. Bắc Kạn", "20.984 tỷ", "08-NQ/TU", "1. " end no sentence.
    """
    found: list[Sentence] = []
    section = 0
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            section += 1
        ends = [end for end in _ends(text, block) if end < block.end]
        for start, end in pairwise([block.start, *ends, block.end]):
            while start < end and text.surface[start].isspace():
                start += 1
            if start < end:
                found.append(Sentence(start, end, index, section))
    return tuple(found)


def _ends(text: Text, block: Block) -> list[int]:
    lower, start, end = text.lower, block.start, block.end
    if _RARE_MARKS.search(lower, start, end):
        found = [mark.span() for mark in _END.finditer(lower, start, end)]
        return [done for stop, done in found if _is_end(text, block, stop, done)]
    ends: list[int] = []
    stop = lower.find(".", start, end - 1)
    while stop >= 0:
        # Most stops stand in numbers.
        mark = None if lower[stop + 1].isdigit() else _END.match(lower, stop, end)
        done = mark.end() if mark else stop + 1
        if mark and _is_end(text, block, stop, done):
            ends.append(done)
        stop = lower.find(".", done, end - 1)
    return ends


def _is_end(text: Text, block: Block, stop: int, done: int) -> bool:
    """Whether the marks from ``stop`` to ``done`` end a sentence."""
    surface, lower = text.surface, text.lower
    marks = lower[stop:done]
    if marks == "./.":
        return True
    after = _OPENS.match(surface, done, block.end)
    next_at = after.end() if after else done
    if next_at >= block.end:
        return True
    next_char = surface[next_at]
    if next_char.islower():
        return False
    if not marks.startswith("."):
        return True
    word_at = max(block.start, stop - _LONGEST_WORD)
    before = _BEFORE_WORD.match(lower, word_at, stop)
    if before is not None:
        word_at = before.end()
    word = lower[word_at:stop]
    if not word:
        return True
    if word in CUES.abbreviations.all:
        return False
    if len(marks) > 1 and not marks.startswith(".."):
        return True
    may_be_list_number = len(word) <= _LONGEST_LIST_NUMBER and (word_at == block.start or not word.isdigit())
    if may_be_list_number and _LIST_NUMBER.search(surface[max(block.start, stop - 6) : stop]):
        # "bệnh viện *hạng III.* Nhà văn hóa …", "trong *quý I.* Thu …": what has such a number ends there
        lead = lower[max(block.start, word_at - _LONGEST_WORD) : word_at].split()
        return surface[done].isspace() and bool(lead) and CUES.graded.length_before(lead, len(lead)) > 0
    if not surface[done].isspace():
        # "TT.Yên", "T.Ư", "TP.HCM": a capital before the stop; "quy định.Về", "2021.Đồng": a small letter or a digit.
        return not (next_char.isdigit() or surface[stop - 1].isupper())
    return not (surface[stop - 1].isupper() and _INITIALS.fullmatch(word))
