"""The ground of every stage: one text as given, and two views of it that have one offset.

``surface`` is the text as a reader sees it: letters and their tone marks composed, invisible characters gone, every
run of spaces one plain space, every line end one kind, full-width digits ASCII. ``lower`` has the same length and
writes each word one way: lower case, "tỷ" for "tỉ", "hòa" for "hoà", one kind of hyphen and quotation mark. Stages look
for words in ``lower``, for capitals in ``surface``, and :meth:`Text.span` leads from an offset in either back to the
text as given.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

__all__ = ["GROUP", "Text", "fold", "prepare"]

_UNCOMPOSED = re.compile("[\u0300-\u036f]+|[\u00ad\u200b-\u200f\u2060\ufeff]+|[ \u00a0]{2,}|\r\n?|[\x85\u2028\u2029]")
_SQUEEZED = re.compile("[ \u00a0]{2}|[\r\x85\u2028\u2029]")
_MARKS = re.compile("[\u0300-\u036f]")
_SPACE = {" ": " ", "\u00a0": " ", **dict.fromkeys("\r\x85\u2028\u2029", "\n")}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_UNPLAIN = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\uff01-\uff5e]")
_PLAIN = {
    **dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
}
# "2\u00a0186 triệu đồng": a no-break or thin space groups digits; :attr:`Text.lower` keeps it as GROUP.
GROUP = "\u00a0"
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)", re.ASCII)
_VARIANTS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u00b4\u0060", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
}
# "hoà" is "hòa", "thuỷ" is "thủy", but "hoàn" keeps its mark and so does "quý".
_TONE_ON_SECOND = re.compile(r"(?:o([àáảãạèéẻẽẹ])|(?<!q)u([ỳýỷỹỵ]))(?![^\W\d_])")
_SHIFTED = {
    **{old: "òóỏõọ"[i] + "a" for i, old in enumerate("àáảãạ")},
    **{old: "òóỏõọ"[i] + "e" for i, old in enumerate("èéẻẽẹ")},
    **{old: "ùúủũụ"[i] + "y" for i, old in enumerate("ỳýỷỹỵ")},
}
_TI = re.compile(r"\btỉ\b")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as given and its two views; see the module."""

    given: str
    surface: str
    lower: str
    starts: array[int] | None = None
    """Where each code point of ``surface`` begins in ``given``, or ``None`` where the two have equal offsets."""
    ends: array[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in ``given`` of ``surface[start:end]``, which must not be empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def prepare(given: str) -> Text:
    """The views of ``given``, whichever Unicode form it has.

    >>> prepare("Thuỷ sản: 1,2 tỉ").lower
    'thủy sản: 1,2 tỷ'
    >>> text = prepare("bă\u0300ng 57,7%")
    >>> text.surface, text.span(5, 10)
    ('bằng 57,7%', (6, 11))
    """
    composed = given.isascii() or (
        unicodedata.is_normalized("NFC", given) and not any(map(given.__contains__, _INVISIBLE))
    )
    composed = composed and not _SQUEEZED.search(given)
    surface, starts, ends = (given, None, None) if composed else _compose(given)
    if not _UNPLAIN.search(surface):
        return Text(given, surface, _one_way(surface), starts, ends)
    spaced = surface.translate(_PLAIN)
    lower = _one_way(spaced)
    return Text(given, spaced, _with_groups(lower, surface), starts, ends)


def _with_groups(lower: str, surface: str) -> str:
    pieces: list[str] = []
    done = 0
    for grouped in _GROUPED.finditer(surface):
        start, end = grouped.span()
        pieces += [lower[done:start], lower[start:end].replace(" ", GROUP)]
        done = end
    return "".join([*pieces, lower[done:]])


def _compose(given: str) -> tuple[str, array[int], array[int]]:
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    done = 0

    def keep(upto: int) -> None:
        pieces.append(given[done:upto])
        starts.extend(range(done, upto))
        ends.extend(range(done + 1, upto + 1))

    for found in _UNCOMPOSED.finditer(given):
        start, end = found.span()
        marked = start > done and _MARKS.match(found[0]) is not None
        keep(start - marked)
        composed = unicodedata.normalize("NFC", given[start - 1 : end]) if marked else _SPACE.get(found[0][0], "")
        pieces.append(composed)
        starts.extend([start - marked] * len(composed))
        ends.extend([end] * len(composed))
        done = end
    keep(len(given))
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
    lower = _TONE_ON_SECOND.sub(lambda found: _SHIFTED[found[1] or found[2]], lower)
    return _TI.sub("tỷ", lower)


def fold(word: str) -> str:
    """``word`` without case, diacritics and the stroke of đ, for loose comparison.

    >>> fold("Đắk R’Lấp")
    'dak r’lap'
    """
    return _MARKS.sub("", unicodedata.normalize("NFD", word.lower())).replace("đ", "d")
