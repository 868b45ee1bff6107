"""What a pattern asks of a text, step by step: programs for ``native/program.c``, which runs them as ``re`` would.

A program is a graph of steps. Each looks at the text where it stands, and goes on to the next; where there is a choice,
the ways are tried in order. It differs from that of ``re`` in that a step knows what letters may follow: a way that no
other can stand in for needs no return.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from solieu.openings import parse_tree

try:
    from re import _constants as kinds  # type: ignore[attr-defined]
except ImportError:  # another Python than those known, in which nothing is parsed
    kinds = None

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Program", "TakenApart", "program_of"]

(
    _ACCEPT,
    _ACCEPT_PART,
    _LETTERS,
    _ONE_OF,
    _WAYS,
    _MARK,
    _MOST,
    _FEWEST,
    _ALL,
    _LOOP,
    _AGAIN_MOST,
    _AGAIN_FEWEST,
    _LOOK,
    _LOOK_AT_LETTER,
    _AT_START,
    _AT_END,
    _AT_LINE_START,
    _AT_LINE_END,
    _AT_VERY_END,
    _AT_WORD_EDGE,
    _ONCE_FOR_ALL,
    _SAME_AGAIN,
) = range(22)
"""As native/program.c numbers them."""

_ENDLESS: Final = 2**31 - 1
_MANY: Final = 64
"""A class of more letters than this is not spelt out."""

_Step = tuple[int, int, int, int, int, int]
"""What it does, the next one, and up to four numbers that it takes."""
_Class = tuple[bool, tuple[tuple[int, int], ...], tuple[int, ...]]
"""Whether it is all but these, stretches of letters, and kinds of letters: 0 a digit, 1 none, 2 a blank, 3 none, 4 of a
word, 5 none."""
_Firsts = frozenset[int] | None
"""All letters that a match may begin with; ``None`` where they are too many, or there need be none."""


class Program(NamedTuple):
    """Steps, of which ``start`` is the first, and what their numbers stand for.

    A way is the letter that it begins with or -1, the class of such letters or -1, its first step, and whether no later
    way may do where it may.
    """

    start: int
    steps: list[_Step]
    letters: str
    classes: list[_Class]
    ways: list[tuple[int, int, int, bool]]
    names: tuple[str | None, ...]
    """Those of the groups, the first being the whole match."""


TakenApart = tuple[tuple[bool, frozenset[str]] | None, Program | None]
"""What matches of a pattern begin with, as :func:`solieu.openings.openings` tells, and its program."""


class _NoStepError(Exception):
    """A pattern asks for what no step does."""


def program_of(pattern: re.Pattern[str]) -> Program | None:
    """The program of ``pattern``; ``None`` where it asks for what is left to ``re``.

    >>> program = program_of(re.compile("tăng|giảm"))
    >>> program.letters, [way[0] for way in program.ways] == [ord("t"), ord("g")]
    ('tănggiảm', True)
    >>> program_of(re.compile("(?i)tăng"))
    """
    told = parse_tree(pattern)
    if told is None or pattern.flags & (re.IGNORECASE | re.LOCALE):
        return None
    try:
        return _Maker(pattern).made(told)
    except (_NoStepError, RecursionError):
        return None


class _Maker:
    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.flags = pattern.flags
        self.steps: list[_Step] = []
        self.letters = ""
        self.classes: dict[_Class, int] = {}
        self.ways: list[tuple[int, int, int, bool]] = []
        self.firsts: list[_Firsts] = []
        names: list[str | None] = [None] * (pattern.groups + 1)
        for name, index in pattern.groupindex.items():
            names[index] = name
        self.names = tuple(names)

    def made(self, parsed: Any) -> Program:
        start = self.sequence(parsed, self.step(_ACCEPT, None))
        return Program(start, self.steps, self.letters, [*self.classes], self.ways, self.names)

    def step(self, kind: int, firsts: _Firsts, then: int = 0, *numbers: int) -> int:
        one, two, three, four = (*numbers, 0, 0, 0, 0)[:4]
        self.steps.append((kind, then, one, two, three, four))
        self.firsts.append(firsts)
        return len(self.steps) - 1

    def class_of(self, given: _Class) -> int:
        return self.classes.setdefault(given, len(self.classes))

    def class_of_letters(self, letters: frozenset[int]) -> int:
        return self.class_of((False, tuple((letter, letter) for letter in sorted(letters)), ()))

    def sequence(self, parsed: Any, then: int) -> int:
        """The step that begins ``parsed``, behind which it goes on with ``then``."""
        items = [*parsed]
        while items:
            kind, told = items.pop()
            if kind is kinds.LITERAL:
                run = [told]
                while items and items[-1][0] is kinds.LITERAL:
                    run.append(items.pop()[1])
                text = "".join(map(chr, reversed(run)))
                place = self.letters.find(text)
                if place < 0:
                    place = len(self.letters)
                    self.letters += text
                then = self.step(_LETTERS, frozenset({run[-1]}), then, place, len(text))
            else:
                then = self.item(kind, told, then)
        return then

    def item(self, kind: Any, told: Any, then: int) -> int:
        one = self.one_letter(kind, told)
        if one is not None:
            return self.step(_ONE_OF, _spelt_out(one), then, self.class_of(one))
        if kind is kinds.BRANCH:
            return self.choice([self.sequence(way, then) for way in told[1]])
        if kind is kinds.SUBPATTERN:
            number, added, removed, inner = told
            return self.group(number, added, removed, inner, then)
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            least, most, inner = told
            return self.repeated(kind, least, most, inner, then)
        if kind is kinds.ATOMIC_GROUP:
            return self.step(_ONCE_FOR_ALL, None, then, self.part(told))
        if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            direction, inner = told
            return self.look(kind is kinds.ASSERT_NOT, direction, inner, then)
        if kind is kinds.AT:
            return self.at(told, then)
        if kind is kinds.GROUPREF:
            return self.step(_SAME_AGAIN, None, then, told)
        raise _NoStepError

    def one_letter(self, kind: Any, told: Any) -> _Class | None:
        if kind is kinds.LITERAL or kind is kinds.NOT_LITERAL:
            return kind is kinds.NOT_LITERAL, ((told, told),), ()
        if kind is kinds.ANY:
            return True, () if self.flags & re.DOTALL else ((10, 10),), ()
        if kind is not kinds.IN:
            return None
        is_negated = False
        stretches: list[tuple[int, int]] = []
        letter_kinds: list[int] = []
        for member, value in told:
            if member is kinds.NEGATE:
                is_negated = True
            elif member is kinds.LITERAL:
                stretches.append((value, value))
            elif member is kinds.RANGE:
                stretches.append(value)
            elif member is kinds.CATEGORY and self.flags & re.ASCII:
                stretches.extend(_letters_of_ascii(value))
            elif member is kinds.CATEGORY:
                letter_kinds.append(_letter_kind(value))
            else:
                raise _NoStepError
        return is_negated, tuple(sorted(stretches)), tuple(sorted(letter_kinds))

    def choice(self, ways: list[int]) -> int:
        """Ways in the order in which they are tried."""
        place = len(self.ways)
        all_firsts = [self.firsts[way] for way in ways]
        for index, (way, firsts) in enumerate(zip(ways, all_firsts, strict=True)):
            later = all_firsts[index + 1 :]
            is_only = firsts is not None and all(others is not None and firsts.isdisjoint(others) for others in later)
            letter = next(iter(firsts)) if firsts is not None and len(firsts) == 1 else -1
            letters = -1 if firsts is None or letter >= 0 else self.class_of_letters(firsts)
            self.ways.append((letter, letters, way, is_only))
        return self.step(_WAYS, _united(all_firsts), 0, place, len(ways))

    def group(self, number: int | None, added: int, removed: int, inner: Any, then: int) -> int:
        if added & ~re.DOTALL or removed:
            raise _NoStepError
        flags = self.flags
        self.flags |= added
        first = self.within(number, inner, then)
        self.flags = flags
        return first

    def within(self, number: int | None, inner: Any, then: int) -> int:
        if number is None:
            return self.sequence(inner, then)
        end = self.step(_MARK, self.firsts[then], then, 2 * number + 1)
        first = self.sequence(inner, end)
        return self.step(_MARK, self.firsts[first], first, 2 * number)

    def repeated(self, kind: Any, least: int, most: int, inner: Any, then: int) -> int:
        most = min(most, _ENDLESS)
        one = self.one_letter_of(inner)
        if one is not None:
            return self.letters_of(kind, one, least, most, then)
        if kind is kinds.POSSESSIVE_REPEAT:
            if least:
                raise _NoStepError
            again = self.loop(_AGAIN_MOST, least, most, inner, self.step(_ACCEPT_PART, None))
            _without_groups(inner)
            return self.step(_ONCE_FOR_ALL, None, then, again)
        if (least, most) == (0, 1):
            taken = self.sequence(inner, then)
            return self.choice([taken, then] if kind is kinds.MAX_REPEAT else [then, taken])
        return self.loop(_AGAIN_MOST if kind is kinds.MAX_REPEAT else _AGAIN_FEWEST, least, most, inner, then)

    def one_letter_of(self, inner: Any) -> _Class | None:
        if len(inner) != 1:
            return None
        kind, told = inner[0]
        if kind is kinds.SUBPATTERN and told[0] is None and not told[1] and not told[2]:
            return self.one_letter_of(told[3])
        return self.one_letter(kind, told)

    def letters_of(self, kind: Any, one: _Class, least: int, most: int, then: int) -> int:
        firsts = _spelt_out(one)
        behind = self.firsts[then]
        is_only = self.steps[then][0] in (_ACCEPT, _ACCEPT_PART) or (
            behind is not None and not any(_is_in(one, letter) for letter in behind)
        )
        step = _FEWEST
        if kind is kinds.POSSESSIVE_REPEAT or (kind is kinds.MAX_REPEAT and is_only):
            step = _ALL
        elif kind is kinds.MAX_REPEAT:
            step = _MOST
        wanted = -1 if behind is None else self.class_of_letters(behind)
        return self.step(
            step, firsts if least else _united([firsts, behind]), then, self.class_of(one), least, most, wanted
        )

    def loop(self, kind: int, least: int, most: int, inner: Any, then: int) -> int:
        again = self.step(kind, None, then)
        body = self.sequence(inner, again)
        self.steps[again] = (kind, then, least, most, body, 0)
        firsts = self.firsts[body]
        if not least:
            firsts = _united([firsts, self.firsts[then]])
        return self.step(_LOOP, firsts, again)

    def look(self, is_negated: bool, direction: int, inner: Any, then: int) -> int:
        firsts = self.firsts[then]
        one = self.one_letter_of(inner)
        if one is not None:
            return self.step(_LOOK_AT_LETTER, firsts, then, self.class_of(one), direction, is_negated)
        width = 0
        if direction < 0:
            width, widest = inner.getwidth()
            if width != widest:
                raise _NoStepError
        return self.step(_LOOK, firsts, then, self.part(inner), width, is_negated)

    def part(self, inner: Any) -> int:
        _without_groups(inner)
        return self.sequence(inner, self.step(_ACCEPT_PART, None))

    def at(self, told: Any, then: int) -> int:
        is_lined = self.flags & re.MULTILINE
        step = {
            kinds.AT_BEGINNING: _AT_LINE_START if is_lined else _AT_START,
            kinds.AT_BEGINNING_STRING: _AT_START,
            kinds.AT_END: _AT_LINE_END if is_lined else _AT_END,
            kinds.AT_END_STRING: _AT_VERY_END,
            kinds.AT_BOUNDARY: _AT_WORD_EDGE,
        }.get(told)
        if step is None or (step == _AT_WORD_EDGE and self.flags & re.ASCII):
            raise _NoStepError
        return self.step(step, self.firsts[then], then)


def _without_groups(parsed: Any) -> None:
    """Raises _NoStepError where a part that is matched once for all has a group: to forget that again takes a step more."""
    for kind, told in parsed:
        if kind is kinds.SUBPATTERN:
            if told[0] is not None:
                raise _NoStepError
            _without_groups(told[3])
        elif kind is kinds.BRANCH:
            for way in told[1]:
                _without_groups(way)
        elif kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            _without_groups(told[2])
        elif kind is kinds.ATOMIC_GROUP:
            _without_groups(told)
        elif kind in (kinds.ASSERT, kinds.ASSERT_NOT):
            _without_groups(told[1])


def _letters_of_ascii(category: Any) -> tuple[tuple[int, int], ...]:
    known = {
        kinds.CATEGORY_DIGIT: "09",
        kinds.CATEGORY_SPACE: "\t\r  ",
        kinds.CATEGORY_WORD: "09AZ__az",
    }
    if category not in known:
        raise _NoStepError
    ends = [*map(ord, known[category])]
    return tuple(zip(ends[::2], ends[1::2], strict=True))


def _letter_kind(category: Any) -> int:
    known = (
        kinds.CATEGORY_DIGIT,
        kinds.CATEGORY_NOT_DIGIT,
        kinds.CATEGORY_SPACE,
        kinds.CATEGORY_NOT_SPACE,
        kinds.CATEGORY_WORD,
        kinds.CATEGORY_NOT_WORD,
    )
    if category not in known:
        raise _NoStepError
    return known.index(category)


def _spelt_out(one: _Class) -> _Firsts:
    is_negated, stretches, letter_kinds = one
    if is_negated or letter_kinds or sum(last - first + 1 for first, last in stretches) > _MANY:
        return None
    return frozenset(code for first, last in stretches for code in range(first, last + 1))


def _is_in(one: _Class, code: int) -> bool:
    is_negated, stretches, letter_kinds = one
    letter = chr(code)
    is_kind = (letter.isdecimal(), letter.isspace(), letter.isalnum() or letter == "_")
    found = any(first <= code <= last for first, last in stretches) or any(
        is_kind[kind // 2] != bool(kind % 2) for kind in letter_kinds
    )
    return found != is_negated


def _united(firsts: Sequence[_Firsts]) -> _Firsts:
    united: set[int] = set()
    for letters in firsts:
        if letters is None:
            return None
        united |= letters
    return frozenset(united) if len(united) <= _MANY else None
