"""What ``native/scan.c`` does, in Python: these functions say what it means, and run where nothing was compiled."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, compress, count
from operator import not_
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from solieu.programs import TakenApart

__all__ = ["Wanted", "capitals", "digits", "plain_lower", "skipping", "stand_among", "words_between", "words_in"]


def plain_lower(given: str) -> str | None:
    """:attr:`solieu.text.Text.lower` of a text that is its own surface, or ``None`` where that takes a closer look.

    Here it always does.
    """
    return None


def skipping(
    compiled: Callable[[], re.Pattern[str]], take_apart: Callable[[], TakenApart], at_once: bool
) -> re.Pattern[str]:
    """A pattern that looks only where a match may begin, and there runs the program: ``take_apart`` tells both.

    It is asked for them at once or, where telling takes as long as they save, when the pattern has been used often.
    ``compiled`` gives the pattern of ``re``, for what no program does.

    Here it looks everywhere, as ``re`` does: the matches are the same.
    """
    return compiled()


# One class to begin with: the search skips to it.
_DIGITS: Final = re.compile(r"[\d]\d*")
_UPPER: Final = "".join(char for char in map(chr, (*range(0x41, 0x5B), *range(0xC0, 0x1EFA))) if char.isupper())
_CAPITALIZED: Final = rf"[{_UPPER}][\w'’‘]*"
_CAPITALS: Final = re.compile(rf"{_CAPITALIZED}(?: {_CAPITALIZED})*")


def digits(lower: str) -> tuple[list[int], list[int]]:
    """Where each run of digits begins, and where it ends.

    >>> digits("5,1 ha, 38 xã")
    ([0, 2, 8], [1, 3, 10])
    """
    starts: list[int] = []
    ends: list[int] = []
    for run in _DIGITS.finditer(lower):
        starts.append(run.start())
        ends.append(run.end())
    return starts, ends


def capitals(surface: str) -> list[tuple[int, int]]:
    """Where each run of words that begin with a capital letter begins and ends.

    >>> capitals("Xã Dương Huy của TP Cẩm Phả")
    [(0, 12), (17, 27)]
    """
    return [run.span() for run in _CAPITALS.finditer(surface)]


_MARKS_BEHIND: Final = ",.;:)%"
_WORD: Final = re.compile(r"[^\W_]+(?:[./'&][^\W_]+|-[^\W_]+)*")


def words_in(lower: str, start: int, end: int) -> tuple[list[str], list[int], list[int], bool]:
    """The words of a stretch of text, where each begins, and where it ends; and whether one is a compound.

    Most stand between two blanks, some before a mark: those take no pattern.

    >>> words_in("thu nông-lâm: 5,2%", 4, 18)
    (['nông-lâm', '5', '2'], [4, 14, 16], [12, 15, 17], True)
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    compounds = False
    at = start
    for token in lower[start:end].split(" "):
        after = at + len(token)
        word = token if token.isalnum() else token.rstrip(_MARKS_BEHIND)
        if word.isalnum():
            words.append(word)
            starts.append(at)
            ends.append(at + len(word))
        elif word:
            compounds = compounds or "_" in word
            for found in _WORD.finditer(lower, at, after):
                compounds = compounds or not (found[0].isalnum() or found[0].upper() == found[0])
                words.append(found[0])
                starts.append(found.start())
                ends.append(found.end())
        at = after + 1
    return words, starts, ends, compounds


def words_between(starts: list[int], ends: list[int], left: int, right: int) -> tuple[int, int]:
    """Of words that begin at ``starts`` and end at ``ends``, which lie between two offsets: the first, and that behind the last.

    >>> words_between([0, 4, 8], [3, 7, 11], 4, 9)
    (1, 2)
    """
    first = bisect_left(starts, left)
    return first, bisect_right(ends, right, first)


def stand_among(
    by_first: dict[str, tuple[tuple[str, ...], ...]], words: list[str], starts: list[int], ends: list[int]
) -> bool:
    """Whether a phrase stands among ``words``, which begin at ``starts`` and end at ``ends``; ``by_first`` has the
    phrases that begin with a word. Between the words of a phrase are single blanks.

    >>> cues = {"ước": (("ước", "đạt"),)}
    >>> stand_among(cues, ["thu", "ước", "đạt"], [0, 4, 8], [3, 7, 11])
    True
    >>> stand_among(cues, ["ước", "đạt"], [0, 5], [3, 8])
    False
    """
    for at, word in enumerate(words):
        for phrase in by_first.get(word, ()):
            last = at + len(phrase) - 1
            if last == at:
                return True
            if last >= len(words) or tuple(words[at : last + 1]) != phrase:
                continue
            if ends[last] - starts[at] == sum(map(len, phrase)) + last - at:
                return True
    return False


_RUN: Final = re.compile(r"[^\W_]+")
_MARKS_OF_TEXTS: Final = '\n,.;:()%"/-'


class Wanted:
    """Words of letters and digits that are looked for in texts.

    >>> wanted = Wanted()
    >>> wanted.update(["xã", "5"])
    >>> wanted.starts_in("các xã: 5 xã")
    {'xã': [4, 10], '5': [8]}
    """

    def __init__(self) -> None:
        self._words: set[str] = set()

    def update(self, words: Iterable[str]) -> None:
        """Adds words."""
        self._words.update(words)

    def starts_in(self, lower: str) -> dict[str, list[int]]:
        """Where each of the words begins in a text; those that it has not are left out.

        Most stand between blanks and the marks of every text: those take no pattern.
        """
        words = lower
        for mark in _MARKS_OF_TEXTS:
            words = words.replace(mark, " ")
        tokens = words.split(" ")
        ends = list(accumulate(map(len, tokens)))  # without the blanks between them
        found: dict[str, list[int]] = {}
        for index in compress(count(), map(self._words.__contains__, tokens)):
            token = tokens[index]
            found.setdefault(token, []).append(ends[index] - len(token) + index)
        for index in compress(count(), map(not_, map(str.isalnum, tokens))):
            token = tokens[index]
            for run in _RUN.finditer(token) if token else ():
                if run[0] in self._words:
                    found.setdefault(run[0], []).append(ends[index] - len(token) + index + run.start())
        return found
