"""Several things that are named together and told of with as many figures.

"**giá trị sản xuất** nông nghiệp, **công nghiệp** và dịch vụ lần lượt đạt 120, **340** và 500 tỷ đồng", "nông nghiệp -
**công nghiệp** - dịch vụ tương ứng là 24,1% - **39,4%** - 36,5%": the first figure is of the first thing, and so on.
"""

from __future__ import annotations

import re  # noqa: TC003 - mypyc looks at the types of arguments
from typing import TYPE_CHECKING, Final

from solieu.interpret.words import Line, Phrase, Span, Words, head_length
from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from solieu.interpret.respective import Told

__all__ = ["told_together"]

_IN_TURN: Final = ("lần lượt", "tương ứng", "theo thứ tự")
_DASH: Final = regex(r"\s+[-–]\s*|\s*[-–]\s+")
_COMMA: Final = regex(r"\s*(?:,\s*(?:và )?|;\s*|(?<!\w)và(?!\w)\s*)")
# What stands between the last name and the first figure: "tương ứng là:", ") lần lượt đạt".
_TELLS: Final = regex(
    r"[\s):]*(?:(?<!\w)(?:là|đạt|chiếm|có|tương ứng|lần lượt|theo thứ tự|ước|ước đạt|tỷ lệ|tăng|giảm|bằng|khoảng|trên|gần"
    r"|hơn|với|được|còn|ở mức|đều)(?!\w)[\s:]*)*$"
)
_NEXT: Final = regex(r"\s*(?:,|;|-|–|và|, và)\s*(?:(?:khoảng|gần|hơn|trên|tăng|giảm) )*")
_DASHES: Final = frozenset("-–")
_LONGEST: Final = 200
_MOST_WORDS: Final = 10
_FEWEST_WITHOUT_CUE: Final = 3


def told_together(
    line: Line, told: Sequence[Told], breaks_in: Callable[[int, int], Sequence[Span]]
) -> dict[int, tuple[Phrase, Phrase]]:
    """Which of several things each figure is of, with the words that name them all, by the figure's place in ``told``.

    ``breaks_in`` gives the times and places between two offsets: "dân số *xã A và xã B* lần lượt là …" is of places.
    """
    found: dict[int, tuple[Phrase, Phrase]] = {}
    things: list[Phrase] = []
    together: Phrase | None = None
    first = 0
    while first < len(told):
        subject, last = told[first].subject, _run_end(line.lower, told, first)
        if subject is None or last - first == 1:
            first = last
            continue
        goes_on = told[first].carried and subject.is_same(together)
        if not goes_on or len(things) != last - first or not _is_in_turn(line.lower, told, first):
            dashed = _is_dashed(line.lower, told, first)
            spans = _names(line.lower, subject, told[first].mention.start, last - first, dashed=dashed)
            apart = bool(spans) and not told[first].carried and not breaks_in(spans[0][0], spans[-1][1])
            things, together = (_with_head(line, subject, spans) if apart else []), subject
        found.update({first + at: (thing, subject) for at, thing in enumerate(things)})
        first = last
    return found


def _run_end(lower: str, told: Sequence[Told], first: int) -> int:
    """Where the figures end that go on with the one at ``first`` and say as much: "24,1%, *39,4% và 36,5%*"."""
    begun = told[first]
    last = first + 1
    while last < len(told) and begun.subject is not None:
        figure = told[last]
        alike = figure.mention.unit == begun.mention.unit and figure.reading.measure == begun.reading.measure
        if not (figure.carried and alike and begun.subject.is_same(figure.subject)):
            break
        if _NEXT.fullmatch(lower, told[last - 1].mention.end, figure.mention.start) is None:
            break
        last += 1
    return last


def _is_in_turn(lower: str, told: Sequence[Told], first: int) -> bool:
    """ "lúa, ngô lần lượt đạt 12.000 tấn và 3.400 tấn, *tăng lần lượt* 2% và 3%"."""
    between = lower[told[first - 1].mention.end : told[first].mention.start]
    return any(cue in between for cue in _IN_TURN)


def _is_dashed(lower: str, told: Sequence[Told], first: int) -> bool:
    return lower[told[first].mention.end : told[first + 1].mention.start].strip() in _DASHES


def _names(lower: str, subject: Phrase, end: int, count: int, *, dashed: bool) -> list[Span]:
    """Where the things are named, from where ``subject`` begins up to the figure at ``end``, if they are ``count``."""
    start = subject.start
    if subject.verb is not None or not start < end <= start + _LONGEST:
        return []
    tells = _TELLS.search(lower, start, end)
    named_to: int = tells.start() if tells is not None else end
    in_turn = any(lower.find(cue, named_to, end) >= 0 for cue in _IN_TURN)
    opened = max(lower.rfind("(", start, named_to), lower.rfind(":", start, named_to))
    if opened < 0 and named_to > subject.end:
        return []
    if dashed and (in_turn or count >= _FEWEST_WITHOUT_CUE):
        spans = _split(lower, opened + 1 or start, named_to, _DASH)
        if len(spans) == count:
            return spans
    spans = _split(lower, opened + 1 or start, named_to, _COMMA) if in_turn else []
    return spans if len(spans) == count else []


def _split(lower: str, start: int, end: int, marks: re.Pattern[str]) -> list[Span]:
    """The stretches between ``marks``; none if one of them is no name."""
    spans: list[Span] = []
    at = start
    for left, right in [*[mark.span() for mark in marks.finditer(lower, start, end)], (end, end)]:
        name = lower[at:left]
        begin, finish = at + len(name) - len(name.lstrip()), at + len(name.rstrip())
        if begin >= finish or not lower[begin].isalpha() or lower.count(" ", begin, finish) >= _MOST_WORDS:
            return []
        spans.append((begin, finish))
        at = right
    return spans


def _with_head(line: Line, subject: Phrase, spans: list[Span]) -> list[Phrase]:
    """The names, each governed by the words before the first that belong to all: "*giá trị sản xuất* nông nghiệp, …"."""
    first, second = line.words(*spans[0]), line.words(*spans[1])
    if spans[0][0] != subject.start or not first or not second:
        return [Phrase(start, end) for start, end in spans]
    begins = _own_part(first, second)
    if begins == first.first:
        return [Phrase(start, end, headed=subject.headed) for start, end in spans]
    head = (first.starts[first.first], first.ends[begins - 1])
    named = [Phrase(start, end, headed=subject.headed, verb=head) for start, end in spans[1:]]
    return [Phrase(*spans[0], headed=subject.headed), *named]


def _own_part(first: Words, second: Words) -> int:
    """The word with which the first name begins to be the first thing's alone: "tỷ lệ *hộ nghèo* và hộ cận nghèo"."""
    named = first.first + head_length(first, first.first)
    if head_length(second, second.first):
        known = CUES.indicator_heads
        heads = (at for at in range(named, first.last) if known.length_at(first.words, at, first.last))
        return next(heads, first.first)  # "*thu ngân sách* và chi ngân sách" have no word in common
    branch = Words(first.words, first.starts, first.ends, named, first.last).position(CUES.branches)
    return first.last - max(min(first.last - named, len(second)), 1) if branch is None else branch
