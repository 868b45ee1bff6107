"""Figures told of several things in turn: "trâu 9.845 con, bò 24.310 con; so với cùng kỳ lần lượt giảm 1,2% và tăng 3,4%"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.interpret.readings import Reading
    from solieu.interpret.words import Phrase
    from solieu.spans import Mention

__all__ = ["Told", "in_turn"]

_IN_TURN: Final = "lần lượt"
_FARTHEST: Final = 40


@final
class Told:
    """A figure of a sentence as it was read on its own; ``carried`` says that its subject is that of one before it."""

    __slots__ = ("carried", "mention", "reading", "subject")

    def __init__(self, mention: Mention, reading: Reading, subject: Phrase | None, carried: bool) -> None:
        self.mention = mention
        self.reading = reading
        self.subject = subject
        self.carried = carried


def in_turn(lower: str, told: Sequence[Told]) -> dict[int, Phrase]:
    """Whose each figure behind "lần lượt" is, by its place in the sentence.

    There must be as many amounts of a kind before the word as figures behind it that have no words of their own: else
    it is not said whose they are.
    """
    for first in range(2, len(told)):
        between = lower[told[first - 1].mention.end : told[first].mention.start]
        if _IN_TURN in between and told[first].carried and told[first].reading.measure != "level":
            last = _last_of_run(lower, told, first)
            things = _things_before(told, first, last - first)
            if things:
                return dict(zip(range(first, last), things, strict=True))
    return {}


def _last_of_run(lower: str, told: Sequence[Told], first: int) -> int:
    """Where the figures end that go on with the one at ``first``."""
    last = first + 1
    while last < len(told) and told[last].carried and told[last].mention.dimension == told[first].mention.dimension:
        between = lower[told[last - 1].mention.end : told[last].mention.start]
        if len(between) > _FARTHEST or ";" in between or told[last].reading.measure == "level":
            break
        last += 1
    return last


def _things_before(told: Sequence[Told], end: int, wanted: int) -> list[Phrase]:
    """What the amounts right before ``end`` are told of, if they are as many as ``wanted`` and each has its own name."""
    things: list[Phrase] = []
    for figure in reversed(told[:end]):
        alike = figure.mention.unit == told[end - 1].mention.unit
        if figure.subject is None or figure.carried or figure.reading.measure != "level" or not alike:
            break
        things.append(figure.subject)
    return things[::-1] if len(things) == wanted > 1 else []
