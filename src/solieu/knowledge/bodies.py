"""Where the name of a public body ends: "UBND huyện Tiên Yên | ban hành", "Sở Nông nghiệp và PTNT | cho biết"."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from solieu.knowledge.legal import bodies
from solieu.patterns import regex

if TYPE_CHECKING:
    from solieu.text import Text

__all__ = ["body_end", "name_tail_end"]

_WORD: Final = regex(r"[^\W_]+(?:['’.][^\W_]+)*")
_LONGEST: Final = 160
_LONGEST_WORD: Final = 24
_TIES: Final = ("-", "&")
_OPENS: Final = " ("
_OF_A_REGION: Final = "khu vực "
_INNER_GAPS: Final = frozenset([" - ", "-", "- ", " -", ", ", ",", " & ", "&"])


def body_end(text: Text, at: int, stop: int | None = None) -> int:
    """The end of the name of a public body that starts at ``at``, or ``at`` where none does. Offsets of ``text.lower``.

    >>> from solieu.text import prepare
    >>> text = prepare("của UBND thị xã Đông Triều về việc")
    >>> text.surface[4 : body_end(text, 4)]
    'UBND thị xã Đông Triều'
    """
    limit = min(len(text.lower), at + _LONGEST) if stop is None else stop
    start = bodies().start.match(text.lower, at, limit)
    if not start:
        return at
    end = name_tail_end(text, start.end(), limit)
    return at if end == start.end() and start[0] in bodies().heads else end


def name_tail_end(text: Text, at: int, limit: int) -> int:
    """Where the words after ``at`` stop belonging to the name that ends there: its field, its level, its place."""
    pairs, openers = bodies().pairs, bodies().openers
    end = at
    before = _word_before(text.lower, at)
    last = end
    words = _WORD.finditer(text.lower, at, min(limit, at + _LONGEST))
    for index, (word, following) in enumerate(pairwise(chain(words, [None]))):
        assert word is not None
        gap = text.lower[last : word.start()]
        if (
            gap == _OPENS
            and text.surface[word.start() : word.end()].isupper()
            and text.lower.startswith(")", word.end())
        ):
            last = word.end() + 1  # "Ủy ban nhân dân (UBND) tỉnh Lạng Sơn"
            continue
        joined = (before, word[0]) in pairs
        capital = text.surface[word.start()].isupper()
        # "HĐND&UBND", "Chi cục Thuế khu vực Bình Lục - Thanh Liêm"
        tied = (gap in _TIES or (gap == " - " and _OF_A_REGION in text.lower[at:last])) and capital and last > at
        if not (gap == " " or (gap in _INNER_GAPS and joined) or (gap == "" and index == 0) or tied):
            break
        if capital or joined or word[0] in bodies().levels:
            end = word.end()
        elif not (before in openers and following and (word[0], following[0]) in pairs):
            break
        before, last = word[0], word.end()
    return end


def _word_before(lower: str, at: int) -> str:
    words = lower[max(0, at - _LONGEST_WORD) : at].split()
    return words[-1] if words else ""
