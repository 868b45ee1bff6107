"""Sets of phrases that are looked up word by word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, final

from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Phrases", "first_words", "one_of", "spans_of"]


def one_of(words: Iterable[str]) -> str:
    """A pattern of any of ``words``, the longest that fits first, branching letter by letter to make misses cheap.

    >>> one_of(["sở", "sông", "sôn"])
    's(?:ở|ôn(?:g)?)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    ends = "" in tree
    rests = [re.escape(char) + _branches(below) for char, below in tree.items() if char]
    if not rests:
        return ""
    if len(rests) == 1 and not ends:
        return rests[0]
    return f"(?:{'|'.join(rests)})" + ("?" if ends else "")


_AFTER_OPENING: Final = regex(r"[\W_].*")


def first_words(phrases: Iterable[str]) -> frozenset[str]:
    """The letters and digits that the phrases begin with, as :meth:`solieu.text.Text.starts_of` asks for them.

    >>> sorted(first_words(["quy chuẩn", "quy định", "hđnd-ubnd"]))
    ['hđnd', 'quy']
    """
    return frozenset(_AFTER_OPENING.sub("", phrase) for phrase in phrases)


def spans_of(words: Iterable[str], lower: str) -> list[tuple[int, int]]:
    """Where each of ``words`` stands in ``lower``, in order, none overlapping the one before.

    For a dozen words it takes half the time of a pattern. None of them may begin another.

    >>> spans_of(["sông", "ông"], "ông sông")
    [(0, 3), (4, 8)]
    """
    found = []
    for word in words:
        at = lower.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = lower.find(word, at + 1)
    found.sort()
    kept = []
    done = 0
    for start, end in found:
        if start >= done:
            kept.append((start, end))
            done = end
    return kept


_ByWord = dict[str, tuple[tuple[str, ...], ...]]


@final
class Phrases:
    """A set of phrases that finds its members at a place in a sequence of words, the longest first.

    >>> cues = Phrases(["ước", "ước đạt"])
    >>> cues.length_at(["doanh", "thu", "ước", "đạt", "gần"], 2), cues.length_before(["ước", "đạt"], 2), "ước" in cues
    (2, 2, True)

    ``all`` are the phrases, ``openings`` the letters and digits that they begin with; ``by_first`` has those that begin
    with a word, ``by_last`` those that end with it, for a look that costs no call, ``firsts`` all words that begin one; ``marked`` are those with marks in them.
    """

    __slots__ = ("_pattern", "all", "by_first", "by_last", "firsts", "marked", "openings")

    def __init__(self, phrases: Iterable[str]) -> None:
        self.all = frozenset(phrases)
        self.openings = first_words(self.all)
        self.marked = tuple(sorted(phrase for phrase in self.all if not phrase.replace(" ", "").isalnum()))
        split = sorted((tuple(phrase.split()) for phrase in self.all), key=len, reverse=True)
        self.by_first = self._index(split, 0)
        self.by_last = self._index(split, -1)
        self.firsts = frozenset(self.by_first)
        # Without a look-behind in front, the search skips to the letters that a phrase begins with.
        self._pattern = regex(rf"{one_of(' '.join(phrase) for phrase in split)}(?!\w)")

    @staticmethod
    def _index(phrases: list[tuple[str, ...]], key: int) -> _ByWord:
        found: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            found.setdefault(phrase[key], []).append(phrase)
        return {word: tuple(members) for word, members in found.items()}

    def length_at(self, words: Sequence[str], at: int, end: int | None = None) -> int:
        """How many words the longest phrase has that begins at ``words[at]`` and ends before ``end``; 0 for none."""
        phrases = self.by_first.get(words[at])
        if phrases is None:
            return 0
        last = len(words) if end is None else end
        for phrase in phrases:
            length = len(phrase)
            if at + length <= last or length == 1:
                for index in range(1, length):
                    if words[at + index] != phrase[index]:
                        break
                else:
                    return length
        return 0

    def length_before(self, words: Sequence[str], end: int, start: int = 0) -> int:
        """How many words the longest phrase has that ends right before ``words[end]``; 0 for none."""
        phrases = self.by_last.get(words[end - 1])
        if phrases is None:
            return 0
        for phrase in phrases:
            length = len(phrase)
            first = end - length
            if first >= start or length == 1:
                for index in range(length - 1):
                    if words[first + index] != phrase[index]:
                        break
                else:
                    return length
        return 0

    def search(self, lower: str, start: int, end: int) -> re.Match[str] | None:
        """The first phrase in ``lower[start:end]`` that stands there as whole words, or ``None``."""
        for found in self._pattern.finditer(lower, start, end):
            at = found.start()
            if at == start or not (lower[at - 1].isalnum() or lower[at - 1] == "_"):
                return found
        return None

    def __contains__(self, phrase: object) -> bool:
        return phrase in self.all

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.all))

    def __len__(self) -> int:
        return len(self.all)
