"""Verbs around a figure: whether words act, who acts, and what a verb before the figure governs behind it."""

from __future__ import annotations

from typing import Final

from solieu.interpret.words import Line, Phrase, Words, first_head, first_verb, last_verb, strip_start
from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

__all__ = ["governed", "is_action", "is_agent", "is_sum"]

_BEFELL: Final = regex(r"(?<!\w)(?:bị (?!can|cáo|hại|đơn)|chết|tử vong|mất tích|thương vong|hư hỏng|thiệt hại)")
_LONGEST_GOVERNING: Final = 16
_IN_ORDER_TO: Final = "để"
_LONGEST_TOPIC: Final = 4


def is_agent(line: Line, phrase: Phrase) -> bool:
    """Whether the words name who acts and nothing that is done: "Ngành y tế" in "Ngành y tế ghi nhận 64 ca"."""
    words = line.words(phrase.start, phrase.end)
    acts = CUES.agents.length_at(words.words, words.first, words.last) if words else 0
    if not acts or CUES.compounds.length_at(words.words, words.first, words.last) > acts:
        return False  # "*BHXH tự nguyện* 42.310 người" is no office
    return first_verb(line, words) is None


def is_action(line: Line, start: int, end: int) -> bool:
    """Whether a verb is among the words."""
    return last_verb(line, line.words(start, end)) is not None


def is_sum(line: Line, before: Phrase, after: Phrase) -> bool:
    """Whether a verb stands before a sum of money and what the money is behind: "*thu hút* 842 triệu USD *vốn FDI*"."""
    words = line.words(after.start, after.end)
    named = first_head(words) == words.first or words.words[words.first] in CUES.sources_of_money.all
    return named and is_action(line, before.start, before.end)


def _is_topic(words: Words, verb: int) -> bool:
    """Whether the words before the verb are a short noun that does not act."""
    if not words.first < verb <= words.first + _LONGEST_TOPIC:
        return False
    if CUES.agents.length_at(words.words, words.first, words.last):
        return False
    topic = words.words[words.first : verb]
    others = (CUES.predicates, CUES.openers, CUES.joins, CUES.verbs, CUES.vague)
    return not any(word in phrases.all for word in topic for phrases in others)


def _begin_at_purpose(words: Words) -> bool:
    """ "nhận ủy thác của ngân hàng để cho 4.000 *lượt hội viên vay vốn*": only what stands behind "để" governs.

    Returns:
        Whether any word stands there.
    """
    for at in range(words.last - 1, words.first - 1, -1):
        if words.words[at] == _IN_ORDER_TO:
            words.first = at + 1
            strip_start(words)
            break
    return any(word not in CUES.joins for word in words.words[words.first : words.last])


def governed(line: Line, before: Phrase, after: Phrase, figure_start: int) -> Phrase:
    """``after`` with the verb that stands before the figure, as far as it is one phrase with it."""
    words = line.words(before.start, before.end)
    if not words or any(mark in line.lower[before.end : figure_start] for mark in ",:;"):
        return after
    if CUES.causes.length_before(words.words, words.last, words.first) and _BEFELL.search(line.lower, *after.span):
        return after  # "mưa lũ làm 124 *nhà bị đổ*", "làm 19 *người chết*"
    if not _begin_at_purpose(words):
        return after
    verb = last_verb(line, words)
    near = verb is not None and words.last - verb <= _LONGEST_GOVERNING
    if near and verb is not None and _is_topic(words, verb):
        verb = words.first  # "*án hình sự* thụ lý 156 vụ"
    words.first = verb if near and verb is not None else max(words.first, words.last - _LONGEST_GOVERNING)
    return after.governed_by((words.start, words.end))
