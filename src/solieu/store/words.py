"""Words as they are looked for: without case, diacritics and the stroke of đ, and where they stand in a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from solieu.text import fold

__all__ = ["Sought", "folded", "parsed", "spans_of"]

_PART = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_MOST_PARTS = 32
_MOST_YEARS = 20


class _Folds(dict[int, str]):
    """What each code point becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        made = self[code] = fold(chr(code))
        return made


_FOLDS = _Folds()


def folded(text: str) -> str:
    """``text`` as it is indexed.

    >>> folded("Thu ngân sách thị xã Đông Triều")
    'thu ngan sach thi xa dong trieu'
    """
    return text.translate(_FOLDS)


class Sought(NamedTuple):
    """What is looked for: each part is words that follow each other, the last of which may be cut short."""

    parts: tuple[tuple[tuple[str, ...], bool], ...]

    @property
    def match(self) -> str:
        """The same for FTS5, in which nothing of what the user wrote has a meaning of its own."""
        return " ".join(f'"{" ".join(words)}"{" *" if cut else ""}' for words, cut in self.parts)

    def match_in(self, years: tuple[int, int] | None = None) -> str:
        """The same in the indicator or place of a figure, of a period that begins within these years."""
        words = f"{{indicator place}} : ({self.match})"
        if years is None or years[1] - years[0] >= _MOST_YEARS:
            return words
        return f"{words} AND year : ({' OR '.join(str(year) for year in range(years[0], years[1] + 1))})"

    def is_in(self, *texts: str) -> bool:
        """Whether each part stands in one of the folded ``texts``."""
        spaced = [f" {' '.join(_WORD.findall(text))} " for text in texts]
        sought = [f" {' '.join(words)}{'' if cut else ' '}" for words, cut in self.parts]
        return all(any(one in text for text in spaced) for one in sought)


def parsed(words: str) -> Sought:
    """What ``words`` look for: every word, each phrase in quotation marks, and what begins so where a ``*`` ends it.

    >>> parsed('"thu ngân sách" Đông Tri* AND (57,7%').match
    '"thu ngan sach" "dong" "tri" * "and" "57 7"'
    """
    found: list[tuple[tuple[str, ...], bool]] = []
    for part in _PART.finditer(words.replace("“", '"').replace("”", '"')):
        phrase, star, word = part.groups()
        tokens = tuple(_WORD.findall(folded(phrase if word is None else word)))
        if tokens:
            found.append((tokens, bool(star) or (word or "").endswith("*")))
    return Sought(tuple(dict.fromkeys(found))[:_MOST_PARTS])


def spans_of(query: Sought, text: str) -> list[tuple[int, int, int]]:
    """Where the parts of ``query`` stand in ``text``, in order: start, end, and which part."""
    view, starts = _aligned(text)
    words = [(word[0], *word.span()) for word in _WORD.finditer(view)]
    firsts: dict[str, list[int]] = {}
    for index, (parts, cut) in enumerate(query.parts):
        firsts.setdefault(parts[0] if len(parts) > 1 or not cut else "", []).append(index)
    found = []
    for at, (word, start, _) in enumerate(words):
        for index in (*firsts.get(word, ()), *firsts.get("", ())):
            parts, cut = query.parts[index]
            here = words[at : at + len(parts)]
            if len(here) == len(parts) and _fits([one[0] for one in here], parts, cut=cut):
                end = here[-1][2]
                found.append((starts[start], starts[end], index) if starts else (start, end, index))
    return found


def _fits(words: list[str], parts: tuple[str, ...], *, cut: bool) -> bool:
    if words[:-1] != list(parts[:-1]):
        return False
    return words[-1].startswith(parts[-1]) if cut else words[-1] == parts[-1]


def _aligned(text: str) -> tuple[str, list[int] | None]:
    """``text`` folded, and where in it each code point of that and the end stand; ``None`` where offsets are equal."""
    if all(map(_is_one, set(text))):
        return folded(text), None
    pieces = [_FOLDS[ord(char)] for char in text]
    return "".join(pieces), [*(at for at, piece in enumerate(pieces) for _ in piece), len(text)]


def _is_one(char: str) -> bool:
    return len(_FOLDS[ord(char)]) == 1
