"""What is said once of all that a list counts: "19 ha lúa, 3 ha ngô *bị ngập*", "xã A 12 hộ, xã B 20 hộ *được hỗ trợ*"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, final

from solieu.interpret.chain import Chosen, noun_start
from solieu.interpret.words import Line, Phrase
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from solieu.interpret.readings import Reading
    from solieu.spans import Mention
    from solieu.text import Text

__all__ = ["Listed", "named_in_list", "runs", "said_of_all", "said_of_like"]

_SAID_OF_ALL: Final = regex(
    r"[\s….,]*(?P<words>(?:phải|bị|được|chưa được|không được|đã được|sẽ được)(?!\w)[^,;:.()\d]{4,80})"
)
_SAID_OF_LIKE: Final = regex(
    r"(?: [^\d,;:.()]{2,50}?)? (?P<words>bị(?!\w)[^,;:.()\d]{3,60}?)(?=\s*(?:[,;:.()\d]|$| (?:và|do|vì|tại|ở|trên|với)(?!\w)))"
)
_AND_ANOTHER: Final = regex(r"(?: [^\d;:.()]{2,60}?)?(?:,| và) (?:(?:và|gần|hơn|khoảng|trên) )*")
_SHORTEST_LIST: Final = 3


@final
class Listed:
    """A list of figures of which something is said once, behind the last."""

    __slots__ = ("first", "last", "said")

    def __init__(self, first: int, last: int, said: Phrase) -> None:
        self.first = first
        """Where its first figure begins."""
        self.last = last
        """Where its last figure begins."""
        self.said = said


def runs(text: Text, mentions: Sequence[Mention]) -> dict[int, int]:
    """Where the figures between semicolons begin and end: "169,9 ha lúa, 301,1 ha rau màu bị ngập*;* 114 gia súc …"."""
    lower = text.lower
    pairs = enumerate(pairwise(mentions), 1)
    parted = [at for at, (one, other) in pairs if lower.find(";", one.end, other.start) >= 0]
    return dict(pairwise([0, *parted, len(mentions)]))


def said_of_all(
    text: Text, line: Line, mentions: Sequence[Mention], only_places: Callable[[Line, int, int], bool]
) -> Listed | None:
    """ "huyện A 4.325 hộ, huyện B 4.264 hộ, huyện C 2.606 hộ *bị thiệt hại*": said once, of all that is listed.

    Returns:
        Where the list begins and ends, and what is said.
    """
    last = mentions[-1]
    said = _SAID_OF_ALL.match(text.lower, last.end, line.end) if len(mentions) >= _SHORTEST_LIST else None
    if said is None:
        return None
    first = len(mentions) - 1
    while (
        first
        and mentions[first].dimension == mentions[first - 1].dimension == "count"
        and text.lower.find(")", mentions[first - 1].end, mentions[first].start) < 0
        and only_places(line, mentions[first - 1].end, mentions[first].start)
    ):
        first -= 1
    if len(mentions) - first < _SHORTEST_LIST:
        return None
    return Listed(mentions[first].start, last.start, Phrase(said.start("words"), said.end("words")))


def said_of_like(text: Text, line: Line, mentions: Sequence[Mention]) -> Listed | None:
    """ "14.360 ha lúa, 6.744 ha ngô và hoa màu, 2.943 ha ao hồ *bị ngập*", "120 con lợn, 300 con gà *bị chết*".

    Returns:
        Where the list begins and ends, and what is said of each thing of its own.
    """
    for at in range(len(mentions) - 1, 0, -1):
        last = mentions[at]
        alike = last.unit == mentions[at - 1].unit and (last.dimension == "area" or last.unit == "animal")
        said = _SAID_OF_LIKE.match(text.lower, last.end, line.end) if alike else None
        if said is None:
            continue
        first = at
        while (
            first
            and mentions[first - 1].unit == last.unit
            and _AND_ANOTHER.fullmatch(text.lower, mentions[first - 1].end, mentions[first].start)
        ):
            first -= 1
        if first < at:
            return Listed(mentions[first].start, last.start, Phrase(said.start("words"), said.end("words")))
    return None


def named_in_list(
    text: Text, listed: Listed, mention: Mention, reading: Reading, after: Phrase | None, following: Mention | None
) -> Chosen | None:
    """ "674 ha **ngô và hoa màu**, … **bị ngập**": the thing, up to the comma before the next figure, with its predicate."""
    said = listed.said
    counted = mention.dimension == "count" and reading.measure == "level"
    if not counted and after is None:
        return None
    start = noun_start(text, mention) if counted else after.start if after else mention.end
    if after is not None and (following is None or following.start > said.start):
        return Chosen(Phrase(start, max(after.end, said.end)))
    comma = text.lower.rfind(",", start, following.start) if following is not None else -1
    end = after.end if after is not None else mention.end
    return Chosen(Phrase(start, comma if comma > mention.end else end, verb=said.span))
