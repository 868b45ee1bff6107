"""The words of a sentence, and the small steps that every rule about them takes."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.cue_words import CUES
from solieu.scan import stand_among, words_between, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.knowledge import Phrases
    from solieu.text import Text

__all__ = [
    "Line",
    "Phrase",
    "Span",
    "Words",
    "first_head",
    "first_verb",
    "head_length",
    "last_verb",
    "strip_end",
    "strip_start",
]

Span = tuple[int, int]
# What is said of a thing stands behind its name ("lúa *bị ngập*"); a quality stands before it ("*diện tích* vùng trồng hồi").
_SAID: Final = ("bị ", "phải ", "được ", "đã ", "chưa ", "không ", "sẽ ")
_CLOSING_QUOTES: Final = {'"': '"', "”": "“", "»": "«"}


@final
class Phrase:
    """A run of words; ``headed`` says that it opens like the name of an indicator ("tỷ lệ …", "tổng …").

    ``verb`` are the words that govern it from before the figure, or that are said of it further on: "**trồng** được 2.961 ha
    **rừng các loại**", "120 **con lợn**, 300 con gà **bị chết**".
    """

    __slots__ = ("end", "headed", "start", "verb")

    def __init__(self, start: int, end: int, headed: bool = False, verb: Span | None = None) -> None:
        self.start = start
        self.end = end
        self.headed = headed
        self.verb = verb

    def is_same(self, other: Phrase | None) -> bool:
        """Whether ``other`` has the same words, headed and governed in the same way."""
        if other is None or self.start != other.start or self.end != other.end:
            return False
        return self.headed == other.headed and self.verb == other.verb

    def governed_by(self, verb: Span | None) -> Phrase:
        """The phrase with other words that govern it."""
        return Phrase(self.start, self.end, self.headed, verb)

    def of(self, words: str) -> str:
        """The phrase in ``words``, which is one of the views of the text."""
        own = words[self.start : self.end]
        if self.verb is None:
            return own
        verb = words[self.verb[0] : self.verb[1]]
        said = self.verb[0] > self.start and verb.lower().startswith(_SAID)
        return f"{own} {verb}" if said else f"{verb} {own}"

    def closed(self, surface: str) -> Phrase:
        """The phrase with the mark that closes what it quotes: 'quỹ "Vì người nghèo*"*'."""
        if surface[self.end : self.end + 1] not in _CLOSING_QUOTES or self.end >= len(surface):
            return self
        opening = _CLOSING_QUOTES[surface[self.end]]
        if surface.count(opening, self.start, self.end) % 2 == 0:
            return self
        return Phrase(self.start, self.end + 1, self.headed, self.verb)

    @property
    def span(self) -> Span:
        """The first and the last offset of its words."""
        return (min(self.start, self.verb[0]), max(self.end, self.verb[1])) if self.verb else (self.start, self.end)


@final
class Line:
    """A stretch of text whose words are found once, for all the rules that look at parts of it."""

    __slots__ = ("_compounds", "_different", "_ends", "_starts", "_surface", "_words", "end", "lower", "start")

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.lower, self._surface = text.lower, text.surface
        self.start, self.end = start, end
        self._words, self._starts, self._ends, self._compounds = words_in(text.lower, start, end)
        self._different = set(self._words)

    def has(self, phrases: Phrases) -> bool:
        """Whether one of ``phrases`` stands in the line. Most lines have no word that opens one, which is soon seen."""
        if not self._compounds:
            if not phrases.firsts.isdisjoint(self._different) and stand_among(
                phrases.by_first, self._words, self._starts, self._ends
            ):
                return True
            lower, start, end = self.lower, self.start, self.end
            if not any(lower.find(phrase, start, end) >= 0 for phrase in phrases.marked):
                return False
        return phrases.search(self.lower, self.start, self.end) is not None

    def may_have(self, phrases: Phrases, left: int, right: int) -> bool:
        """Whether a word that opens one of ``phrases`` may stand between two offsets of the text."""
        if self._compounds:
            return True
        first = bisect_left(self._starts, left)
        last = bisect_left(self._starts, right, first)
        return not phrases.openings.isdisjoint(self._words[first:last])

    def goes_on_a_name(self, at: int) -> bool:
        """Whether the word at the offset ``at`` is part of the name that the word before it begins: "Quỹ *Hỗ* trợ nông dân"."""
        surface = self._surface
        if at < 2 or surface[at - 1] != " " or not surface[at - 2].isalpha() or not surface[at : at + 2].istitle():
            return False
        return surface[max(surface.rfind(" ", self.start, at - 1) + 1, self.start)].isupper()

    def words(self, left: int, right: int) -> Words:
        """The words that lie wholly between two offsets of the text."""
        first, last = words_between(self._starts, self._ends, left, right)
        return Words(self._words, self._starts, self._ends, first, last)


@final
class Words:
    """A window on the words of a line, from ``first`` up to ``last``; narrowing it copies nothing."""

    __slots__ = ("ends", "first", "last", "starts", "words")

    def __init__(self, words: list[str], starts: list[int], ends: list[int], first: int, last: int) -> None:
        self.words = words
        self.starts = starts
        self.ends = ends
        self.first = first
        self.last = last

    def __bool__(self) -> bool:
        return self.first < self.last

    def __len__(self) -> int:
        return self.last - self.first

    def __iter__(self) -> Iterator[str]:
        return iter(self.words[self.first : self.last])

    def position(self, wanted: Phrases, outside: Phrases | None = None) -> int | None:
        """The index of the first word at which one of ``wanted`` begins, but not inside one of ``outside``: "việc *làm*"."""
        words, openings = self.words, wanted.by_first
        for at in range(self.first, self.last):
            if words[at] in openings and wanted.length_at(words, at, self.last):
                if outside is not None and at > self.first and outside.length_before(words, at + 1, self.first) > 1:
                    continue
                return at
        return None

    @property
    def start(self) -> int:
        """The offset of the first word."""
        return self.starts[self.first]

    @property
    def end(self) -> int:
        """The offset behind the last word."""
        return self.ends[self.last - 1]


def strip_end(words: Words, cue_words: Phrases) -> None:
    """Takes cue words and bare numbers off the end, but no part of a compound ("nông thôn *mới*") or name ("mũi 1")."""
    listed, first, ends = words.words, words.first, cue_words.by_last
    while words.last > first:
        length = cue_words.length_before(listed, words.last, first) if listed[words.last - 1] in ends else 0
        if not length:
            if not listed[words.last - 1].isdigit():
                return
            if words.last - 1 > first and CUES.numbered.length_before(listed, words.last - 1, first):
                return
            words.last -= 1
            continue
        compound = CUES.compounds.length_before(listed, words.last, first)
        if compound > length:
            return
        if length > 1 and CUES.compounds.length_before(listed, words.last - length + 1, first) > 1:
            length -= 1  # "*xuất hiện* tại": the cue "hiện tại" would cut a word in two
        words.last -= length


def strip_start(words: Words) -> None:
    """Takes the words off the beginning that open a clause and name nothing."""
    listed, last, openings = words.words, words.last, CUES.openers.by_first
    while words.first < last and listed[words.first].isdigit():
        words.first += 1  # the number of a list: "2. Bão số 3 làm 1.268 nhà bị ngập"
    while words.first < last and listed[words.first] in openings:
        length = CUES.openers.length_at(listed, words.first, last)
        if not length or head_length(words, words.first) >= length:
            return
        if CUES.compounds.length_at(listed, words.first, last) > length:
            return
        words.first += length


def head_length(words: Words, at: int) -> int:
    """How many words of an indicator's head begin at the word ``at``."""
    length = CUES.indicator_heads.length_at(words.words, at, words.last)
    if not length or at == words.first:
        return length
    before = words.words[at - 1]
    if before in CUES.complements.all and at - words.first > 1:
        return 0  # "tỷ lệ biết chữ *của dân số*"
    head = " ".join(words.words[at : at + length])
    if head == "số" and at + 1 < words.last and any(map(str.isdigit, words.words[at + 1])):
        return 0  # "Nghị quyết số 12"
    return 0 if f"{before} {head}" in CUES.not_heads.all else length


def first_head(words: Words) -> int | None:
    """Where the first head of an indicator stands, or ``None``."""
    openings = CUES.indicator_heads.by_first
    for at in range(words.first, words.last):
        if words.words[at] in openings and head_length(words, at):
            return at
    return None


def first_verb(line: Line, words: Words) -> int | None:
    """Where the first verb stands that is no part of a noun ("công nghiệp - *xây dựng*") or a name."""
    at = words.first
    verbs, compounds = CUES.verbs.by_first, CUES.compounds.by_first
    while at < words.last:
        word = words.words[at]
        if word not in verbs and word not in compounds:
            at += 1
            continue
        length = CUES.verbs.length_at(words.words, at, words.last)
        compound = CUES.compounds.length_at(words.words, at, words.last)
        if compound > length:
            at += compound
            continue
        if length:
            joined = at > words.first and line.lower[words.ends[at - 1] : words.starts[at]].strip() != ""
            if not joined and not line.goes_on_a_name(words.starts[at]):
                return at
        at += 1
    return None


def last_verb(line: Line, words: Words) -> int | None:
    """Where the last run of verbs begins; those in names ("Quỹ *Hỗ trợ* nông dân") are none."""
    found, after, at = None, -1, words.first
    verbs, compounds = CUES.verbs.by_first, CUES.compounds.by_first
    while at < words.last:
        word = words.words[at]
        if word not in verbs and word not in compounds:
            at += 1
            continue
        length = CUES.verbs.length_at(words.words, at, words.last)
        compound = CUES.compounds.length_at(words.words, at, words.last)
        if compound > length:
            at += compound
            continue
        if length and line.goes_on_a_name(words.starts[at]):
            length = 0
        if length and (found is None or at != after):
            found = at
        at += length or 1
        after = at if length else -1
    return found
