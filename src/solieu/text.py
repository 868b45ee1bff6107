"""The ground of every stage: one text as given, and two views of it that have one offset.

``surface`` is the text as a reader sees it: letters and their tone marks composed, invisible characters gone, every
run of spaces one plain space, every line end one kind, full-width digits ASCII. ``lower`` has the same length and
writes each word one way: lower case, "tỷ" for "tỉ", "hòa" for "hoà", one kind of hyphen, quotation mark and bracket. Stages look
for words in ``lower``, for capitals in ``surface``, and :meth:`Text.span` leads from an offset in either back to the
text as given.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from operator import add
from typing import TYPE_CHECKING, Final, final

from solieu.patterns import regex
from solieu.scan import Wanted, capitals, digits, plain_lower
from solieu.wrapping import unwrapped

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["GROUP", "Text", "fold", "lower_of", "prepare"]

# Runs of blanks, marks, invisible characters, and line ends. It begins with one class, to which the search skips; the
# single blank, which is none of these, is turned away next.
_UNCOMPOSED: Final = regex(
    "[ \u00a0\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff\r\x85\u2028\u2029]"
    "(?:(?<=[ \u00a0])[ \u00a0]+|(?<![ \u00a0])(?:"
    "(?<=[\u0300-\u036f])[\u0300-\u036f]*|(?<=[\u00ad\u200b-\u200f\u2060\ufeff])[\u00ad\u200b-\u200f\u2060\ufeff]*"
    "|(?<=\r)\n?|(?<=[\x85\u2028\u2029])))"
)
_SQUEEZED_BLANKS: Final = (" \u00a0", "\u00a0 ", "\u00a0\u00a0")
_MARKS: Final = regex("[\u0300-\u036f]")
_SPACE: Final = {" ": " ", "\u00a0": " ", **dict.fromkeys("\r\x85\u2028\u2029", "\n")}
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_LINE_ENDS: Final = "\r\x85\u2028\u2029"
_UNPLAIN: Final = regex("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\uff01-\uff5e]")
_PLAIN: Final = {
    **dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
}
# "2\u00a0186 triệu đồng": a no-break or thin space groups digits; :attr:`Text.lower` keeps it as GROUP.
GROUP: Final = "\u00a0"
_GROUPED: Final = regex(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)", re.ASCII)
_VARIANTS: Final = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u00b4\u0060", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    "[": "(",
    "]": ")",
}
# "hoà" is "hòa", "thuỷ" is "thủy", but "hoàn" keeps its mark and so does "quý". These patterns begin with one letter
# each, to which the search skips; what may not stand before it is looked at last.
_TONE_ON_SECOND: Final = (regex(r"o([àáảãạèéẻẽẹ])(?![^\W\d_])"), regex(r"u([ỳýỷỹỵ])(?![^\W\d_])(?<!qu.)"))
_SHIFTED: Final = {
    **{old: "òóỏõọ"[i] + "a" for i, old in enumerate("àáảãạ")},
    **{old: "òóỏõọ"[i] + "e" for i, old in enumerate("èéẻẽẹ")},
    **{old: "ùúủũụ"[i] + "y" for i, old in enumerate("ỳýỷỹỵ")},
}
# "Qúy I" is a common slip of the keyboard for "Quý I".
_MISPLACED: Final = ("qúy", "quý")
_TI: Final = regex(r"tỉ\b(?<!\wtỉ)")


class _Shifts:
    """How far offsets are moved: by the last of the shifts whose mark stands at or before them."""

    __slots__ = ("_moved", "marks", "shifts")

    def __init__(self) -> None:
        self.marks, self.shifts = array("q"), array("q")
        self._moved = array("q")

    def add(self, mark: int, shift: int) -> None:
        """Marks may not fall; of two at one offset the later counts."""
        self.marks.append(mark)
        self.shifts.append(shift)

    def at(self, offset: int) -> int:
        index = bisect_right(self.marks, offset) - 1
        return self.shifts[index] if index >= 0 else 0

    def before(self, moved: int) -> int:
        """The last offset that is moved to ``moved`` or less."""
        if len(self._moved) != len(self.marks):
            self._moved = array("q", map(add, self.marks, self.shifts))
        following = bisect_right(self._moved, moved)
        offset: int = moved - self.shifts[following - 1] if following else moved
        return min(offset, self.marks[following] - 1) if following < len(self.marks) else offset


@final
class Text:
    """A text as given and its two views; see the module."""

    __slots__ = (
        "_capitals",
        "_digits",
        "_looked_for",
        "_starts_of_words",
        "ends",
        "given",
        "lower",
        "starts",
        "surface",
    )

    def __init__(
        self, given: str, surface: str, lower: str, starts: _Shifts | None = None, ends: _Shifts | None = None
    ) -> None:
        self.given = given
        self.surface = surface
        self.lower = lower
        self.starts = starts
        """How far from its place in ``given`` each code point of ``surface`` begins; ``None`` where offsets are equal."""
        self.ends = ends
        self._digits: tuple[list[int], list[int]] | None = None
        self._starts_of_words: dict[str, list[int]] | None = None
        self._looked_for = 0
        """How many words those are the starts of: rules that read another text meanwhile may have asked for more."""
        self._capitals: list[tuple[int, int]] | None = None

    def capitals(self) -> list[tuple[int, int]]:
        """Where each run of words that begin with a capital letter begins and ends: names, and what opens a sentence."""
        if self._capitals is None:
            self._capitals = capitals(self.surface)
        return self._capitals

    def starts_of_digits(self) -> list[int]:
        """Where each run of digits begins."""
        return self.digits()[0]

    def digits(self) -> tuple[list[int], list[int]]:
        """Where each run of digits begins, and where it ends."""
        if self._digits is None:
            self._digits = digits(self.lower)
        return self._digits

    def starts_of(self, words: Collection[str]) -> list[int]:
        """Where each of ``words``, letters without a mark among them, begins in ``lower``, in order.

        The text is taken apart once for the words of all rules that have asked for theirs since the process began.
        """
        if id(words) not in _ASKED and not _KNOWN.issuperset(words):
            _ASKED[id(words)] = words
            _KNOWN.update(words)
            _WANTED.update(words)
        if self._starts_of_words is None or self._looked_for < len(_KNOWN):
            self._looked_for = len(_KNOWN)
            self._starts_of_words = _WANTED.starts_in(self.lower)
        known = self._starts_of_words
        found: list[int] = []
        if len(known) < len(words):
            for word, starts in known.items():
                if word in words:
                    found += starts
        else:
            for word in words:
                found += known.get(word, ())
        found.sort()
        return found

    @property
    def is_as_given(self) -> bool:
        """Whether offsets are those of the text as given."""
        return self.starts is None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in ``given`` of ``surface[start:end]``, which must not be empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return start + self.starts.at(start), end + self.ends.at(end)

    def offset(self, given: int) -> int:
        """The offset in ``surface`` of the code point that begins at or last before the offset ``given``."""
        if self.starts is None:
            return given
        return max(min(self.starts.before(given), len(self.surface) - 1), 0)


_WANTED: Final = Wanted()
_KNOWN: Final[set[str]] = set()
"""The words that rules have asked for, which are those wanted."""
_ASKED: Final[dict[int, Collection[str]]] = {}
"""The sets of words that they have asked for, by identity: most are constants."""


def prepare(given: str, *, lines: bool = False) -> Text:
    """The views of ``given``, whichever Unicode form it has.

    ``lines`` says that ``given`` has lines, which may have been broken to fit a width: the views join them.

    >>> prepare("Thuỷ sản: 1,2 tỉ").lower
    'thủy sản: 1,2 tỷ'
    >>> text = prepare("bă\u0300ng 57,7%")
    >>> text.surface, text.span(5, 10)
    ('bằng 57,7%', (6, 11))
    """
    joined = unwrapped(given) if lines else given
    plain = plain_lower(joined)
    if plain is not None:
        return Text(given, joined, plain.replace(*_MISPLACED))
    surface, starts, ends = (joined, None, None) if _is_composed(joined) else _compose(joined)
    if not _UNPLAIN.search(surface):
        return Text(given, surface, _one_way(surface), starts, ends)
    spaced = surface.translate(_PLAIN)
    lower = _one_way(spaced)
    return Text(given, spaced, _with_groups(lower, surface), starts, ends)


def _is_composed(given: str) -> bool:
    """Whether ``given`` is its own surface but for wide characters and blanks that are not plain."""
    if "  " in given or any(char in given for char in _LINE_ENDS):
        return False
    if given.isascii():
        return True
    if "\u00a0" in given and any(char in given for char in _SQUEEZED_BLANKS):
        return False
    return unicodedata.is_normalized("NFC", given) and not any(char in given for char in _INVISIBLE)


def _with_groups(lower: str, surface: str) -> str:
    pieces: list[str] = []
    done = 0
    for grouped in _GROUPED.finditer(surface):
        start, end = grouped.span()
        pieces += [lower[done:start], lower[start:end].replace(" ", GROUP)]
        done = end
    return "".join([*pieces, lower[done:]])


def _compose(given: str) -> tuple[str, _Shifts, _Shifts]:
    pieces: list[str] = []
    starts, ends = _Shifts(), _Shifts()
    done = at = 0
    for found in _UNCOMPOSED.finditer(given):
        start, end = found.span()
        marked = start > done and _MARKS.match(found[0]) is not None
        composed = unicodedata.normalize("NFC", given[start - 1 : end]) if marked else _SPACE.get(found[0][0], "")
        kept = start - marked
        pieces += [given[done:kept], composed]
        at += kept - done
        for _ in composed:  # each stands for the whole of what it was made from
            starts.add(at, kept - at)
            at += 1
            ends.add(at, end - at)
        starts.add(at, end - at)
        ends.add(at if composed else at + 1, end - at)
        done = end
    pieces.append(given[done:])
    return "".join(pieces), starts, ends


def _lowered(surface: str) -> str:
    lower = surface.lower()
    if len(lower) == len(surface):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in surface)


def _one_way(surface: str) -> str:
    lower = _lowered(surface)
    for variant, plain in _VARIANTS.items():
        lower = lower.replace(variant, plain)
    for on_second in _TONE_ON_SECOND:
        lower = on_second.sub(lambda found: _SHIFTED[found[1]], lower)
    return _TI.sub("tỷ", lower).replace(*_MISPLACED)


# Letters that are composed, and single blanks: a name like this is its own surface.
_PLAIN_NAME: Final = regex("[A-Za-z\u00c0-\u024f\u1e00-\u1ef9]+(?: [A-Za-z\u00c0-\u024f\u1e00-\u1ef9]+)*")
_WRITTEN_OTHERWISE: Final = regex("o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]|tỉ|qúy")


def lower_of(name: str) -> str:
    """``prepare(name).lower``, in a fraction of its time where ``name`` is nothing but letters and single blanks.

    >>> lower_of("Thuỷ Nguyên"), lower_of("Hà Nội")
    ('thủy nguyên', 'hà nội')
    """
    plain = plain_lower(name)
    if plain is not None:
        return plain.replace(*_MISPLACED)
    if not _PLAIN_NAME.fullmatch(name):
        return prepare(name).lower
    lower = _lowered(name)
    return _one_way(name) if _WRITTEN_OTHERWISE.search(lower) else lower


def fold(word: str) -> str:
    """``word`` without case, diacritics and the stroke of đ, for loose comparison.

    >>> fold("Đắk R’Lấp")
    'dak r’lap'
    """
    return _MARKS.sub("", unicodedata.normalize("NFD", word.lower())).replace("đ", "d")
