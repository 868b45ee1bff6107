"""The numbers of a text, and why those that are no figures are none, as well as can be told."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from solieu.explain.explanation import Explanation
from solieu.interpret.passed_over import PassedOver
from solieu.knowledge.cue_words import CUES
from solieu.recognise.relevance import is_local_government
from solieu.spans import Mention, Sentence

if TYPE_CHECKING:
    from solieu.interpret.observations import Figure
    from solieu.stages import Stages

__all__ = ["Number", "explain_number", "marked", "numbers"]

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_LOOK_BACK = 40
_CLOCK_BEFORE = re.compile(r"\d:$")
_CLOCK_BEHIND = re.compile(r":\d")
_CLOSE = re.compile(r"[\s.:-]*$")
_NEXT_WORDS = re.compile(r"(?: [^\W\d_]+){1,4}")
_LIST_MARK = re.compile(r"[.)/]")
_LONG_NUMBER = 9
_REASONS = {
    "counter": "a counter of the page: visits, clocks and the like",
    "attribute": "an attribute: it tells of what kind something is, or the base of a rate, and is no amount of its own",
    "norm": "a norm, price, dosage or penalty: it says what shall be, not what was",
    "scope": "the scope of a phrase: how many places it covers",
}


class Number(NamedTuple):
    """A number in the text, with offsets into its views, and what was made of it."""

    start: int
    end: int
    mention: Mention | None = None
    figure: Figure | None = None


def numbers(stages: Stages) -> list[Number]:
    """Every number of the text: figures, other quantities, and whatever else has digits."""
    relevant = is_local_government(stages.text)
    figures = {figure.mention.start: figure for figure in stages.figures} if relevant else {}
    found = [Number(m.start, m.end, m, figures.get(m.start)) for m in stages.mentions]
    spans = sorted([(m.start, m.end) for m in stages.mentions] + [(t.start, t.end) for t in stages.times])
    starts = [start for start, _ in spans]
    for digits in _DIGITS.finditer(stages.text.lower):
        index = bisect_right(starts, digits.start()) - 1
        if index < 0 or spans[index][1] <= digits.start():
            found.append(Number(*digits.span()))
    found += [Number(time.start, time.end) for time in stages.times]
    return sorted(found)


def explain_number(stages: Stages, number: Number) -> Explanation:
    """Why ``number`` is no figure."""
    sentence = _sentence_of(stages, number)
    start, _ = stages.text.span(number.start, number.end)
    return Explanation(
        stages.source.name, start, marked(stages, sentence, number.start, number.end), _reason(stages, sentence, number)
    )


def marked(stages: Stages, sentence: Sentence, start: int, end: int) -> str:
    """The sentence on one line, with ``start`` to ``end`` between « and »."""
    surface = stages.text.surface
    parts = (surface[sentence.start : start], "«", surface[start:end], "»", surface[end : sentence.end])
    return " ".join("".join(parts).split())


def _sentence_of(stages: Stages, number: Number) -> Sentence:
    starts = [sentence.start for sentence in stages.sentences]
    index = max(bisect_right(starts, number.start) - 1, 0)
    sentence = stages.sentences[index]
    inside = sentence.start <= number.start and number.end <= sentence.end
    return sentence if inside else Sentence(number.start, number.end, sentence.block)


def _reason(stages: Stages, sentence: Sentence, number: Number) -> str:
    if number.mention is not None:
        return _reason_of_mention(stages, sentence, number.mention)
    surface, lower = stages.text.surface, stages.text.lower
    for time in stages.times:
        if time.start <= number.start < time.end:
            return f"a time: “{surface[time.start : time.end]}”"
    given, _ = stages.text.span(number.start, number.end)
    for reference in stages.references:
        if reference.start <= given < reference.end:
            return f"the number of a document: “{reference.quote}”"
    block = stages.blocks[sentence.block]
    if number.start <= block.start + 1 and _LIST_MARK.match(lower, number.end):
        return "the number of an item in a list or of a heading"
    around = (lower[number.start - 1 : number.start], lower[number.end : number.end + 1])
    if any(char.isalpha() or (char and char in "-/_") for char in around) or _is_clock(lower, number):
        return f"a part of a code, a name or a clock: “{_token(surface, number)}”"
    if counted := _visits_behind(lower, number):
        return f"a counter of the page: “{counted}” stands behind it"
    return _reason_before(lower, sentence, number) or (
        "no unit that solieu knows stands behind it, and no colon, “là”, “đạt” or “còn” before it"
    )


def _visits_behind(lower: str, number: Number) -> str:
    """The words of a page's counter right behind the number, or none."""
    behind = _NEXT_WORDS.match(lower, number.end)
    words = behind[0].split() if behind else []
    return " ".join(words[: CUES.page_counters.length_at(words, 0)]) if words else ""


def _is_clock(lower: str, number: Number) -> bool:
    """ "08:52", which is two numbers."""
    return bool(_CLOCK_BEFORE.search(lower[max(0, number.start - 2) : number.start])) or bool(
        _CLOCK_BEHIND.match(lower, number.end)
    )


def _reason_before(lower: str, sentence: Sentence, number: Number) -> str | None:
    """What the words right before the number make of it, or its own length."""
    digits = lower[number.start : number.end]
    if digits.isdigit() and len(digits) >= _LONG_NUMBER:
        return "a telephone or other long number"
    before = lower[max(sentence.start, number.start - _LOOK_BACK) : number.start]
    words = _WORD.findall(before) if _CLOSE.search(before) else []
    for phrases, reason in (
        (CUES.always_numbered, "a number that belongs to a name"),
        (CUES.numbered, "a number that belongs to a name"),
        (CUES.page_counters, "a counter of the page"),
    ):
        length = phrases.length_before(words, len(words)) if words else 0
        if length:
            return f"{reason}: “{' '.join(words[-length:])}” stands before it"
    return None


def _token(surface: str, number: Number) -> str:
    start, end = number.start, number.end
    while start and not surface[start - 1].isspace() and number.start - start < _LOOK_BACK:
        start -= 1
    while end < len(surface) and not surface[end].isspace() and end - number.end < _LOOK_BACK:
        end += 1
    return surface[start:end]


def _reason_of_mention(stages: Stages, sentence: Sentence, mention: Mention) -> str:
    if not is_local_government(stages.text):
        return "the text has no words of local government, so no figures are taken from it"
    reason = PassedOver(stages.text, stages.blocks).reason(sentence, mention)
    if reason is not None:
        return _REASONS.get(reason, reason)
    return "a number without a unit, and no words name what it counts"
