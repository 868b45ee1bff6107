"""What the matches of a pattern begin with, so that a search need not look at every letter."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

try:
    from re import _constants as kinds  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # another Python than those known: patterns search as they do everywhere
    kinds = parser = None

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["openings", "parse_tree"]

DEPTH: Final = 4
"""As many letters of an opening are told as native/pattern.c looks at."""
_MOST: Final = 400
"""More openings than this are hardly worth looking for."""
_MOST_LETTERS: Final = 32
"""What follows one of more letters than this is left open."""

_Opening = tuple[str, bool]
"""The first letters of a match, and whether what follows them is left open."""
_ANYTHING: Final[frozenset[_Opening]] = frozenset({("", True)})
_NOTHING: Final[frozenset[_Opening]] = frozenset({("", False)})


@lru_cache(maxsize=1)
def parse_tree(pattern: re.Pattern[str]) -> Any | None:
    """What ``re`` made of ``pattern`` before it compiled it; ``None`` where this Python tells otherwise than is known."""
    return parser and parser.parse(pattern.pattern, pattern.flags)


def openings(pattern: re.Pattern[str]) -> tuple[bool, frozenset[str]] | None:
    r"""Whether all matches of ``pattern`` begin a word, and strings of one of which each match begins.

    All digits are written "0" and all blanks but the line end " ". ``None`` where a match may be empty or begin with
    too many things.

    >>> begins_word, found = openings(re.compile(r"(?<!\w)(?:tăng|so với|\d+ ?%)"))
    >>> begins_word, sorted(found)
    (True, ['0 %', '0%', '00', 'so v', 'tăng'])
    >>> openings(re.compile(r"\w+"))
    """
    told = parse_tree(pattern)
    if told is None or pattern.flags & re.IGNORECASE:
        return None
    found = frozenset(letters for letters, _ in _of_sequence(told))
    if "" in found or len(found) > _MOST:
        return None
    # With re.ASCII a letter such as "ă" is none of a word.
    return _begins_word(told) and not pattern.flags & re.ASCII, found


def _begins_word(parsed: Iterable[tuple[Any, Any]]) -> bool:
    r"""Whether a pattern opens with ``(?<!\w)``, alone or among other looks around."""
    for kind, told in parsed:
        if kind not in (kinds.ASSERT, kinds.ASSERT_NOT):
            return False
        if kind is kinds.ASSERT_NOT and told[0] < 0 and _is_word_letter(told[1]):
            return True
    return False


def _is_word_letter(parsed: Iterable[tuple[Any, Any]]) -> bool:
    return [*parsed] == [(kinds.IN, [(kinds.CATEGORY, kinds.CATEGORY_WORD)])]


def _of_sequence(parsed: Iterable[tuple[Any, Any]]) -> frozenset[_Opening]:
    found = _NOTHING
    for kind, told in parsed:
        if all(_is_whole(opening) for opening in found):
            break
        if kind not in (kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT):  # which take no letter
            found = _joined(found, _of(kind, told))
    return found


def _is_whole(opening: _Opening) -> bool:
    letters, is_open = opening
    return is_open or len(letters) >= DEPTH


def _joined(first: frozenset[_Opening], then: frozenset[_Opening]) -> frozenset[_Opening]:
    found: set[_Opening] = set()
    for opening in first:
        if _is_whole(opening):
            found.add(opening)
        else:
            found.update(((opening[0] + letters)[:DEPTH], is_open) for letters, is_open in then)
    return frozenset(found) if len(found) <= _MOST else _ANYTHING


def _of(kind: Any, told: Any) -> frozenset[_Opening]:
    if kind is kinds.LITERAL:
        return frozenset({(_plain(chr(told)), False)})
    if kind is kinds.IN:
        return _of_class(told)
    if kind is kinds.BRANCH:
        return frozenset[_Opening]().union(*map(_of_sequence, told[1]))
    if kind is kinds.SUBPATTERN:
        _, added, removed, inner = told
        return _ANYTHING if (added | removed) & re.IGNORECASE else _of_sequence(inner)
    if kind is kinds.ATOMIC_GROUP:
        return _of_sequence(told)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return _of_repeat(*told)
    return _ANYTHING


def _of_repeat(least: int, most: int, repeated: Any) -> frozenset[_Opening]:
    once = _of_sequence(repeated)
    found = once
    if most > 1:
        again = frozenset((letters, True) for letters, _ in _joined(once, once))
        found = again if least > 1 else once | again
    return found | _NOTHING if least == 0 else found


def _of_class(members: Iterable[tuple[Any, Any]]) -> frozenset[_Opening]:
    letters: set[str] = set()
    for kind, told in members:
        if kind is kinds.LITERAL:
            letters.add(_plain(chr(told)))
        elif kind is kinds.RANGE and told[1] - told[0] < _MOST:
            letters.update(_plain(chr(code)) for code in range(told[0], told[1] + 1))
        elif kind is kinds.CATEGORY and told is kinds.CATEGORY_DIGIT:
            letters.add("0")
        elif kind is kinds.CATEGORY and told is kinds.CATEGORY_SPACE:
            letters.update(" \n")
        else:
            return _ANYTHING
    if len(letters) > _MOST:
        return _ANYTHING
    return frozenset((letter, len(letters) > _MOST_LETTERS) for letter in letters)


def _plain(letter: str) -> str:
    if letter == "\n":
        return letter
    return "0" if letter.isdecimal() else " " if letter.isspace() else letter
