"""The words of a page in reading order: lines, and the regions that they stand in, columns one after the other."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solieu.read.printed import Word

__all__ = ["Line", "Region", "lines_of", "regions", "strips"]

_SAME_LINE = 0.45
_COLUMN_GUTTER = 0.9
_HEAD_GUTTER = 0.5
_BLOCK_GUTTER = 2.5
_FEWEST_LINES_OF_A_COLUMN = 3
_MOST_LINES_OF_A_HEAD = 14
_FEWEST_WORDS_IN_A_LINE = 2.5
_NARROWEST_COLUMN = 0.2
_FARTHEST_LINES = 2.2
_DEEPEST = 3
_USUAL_SIZE = 12.0
# What stands at the right of a letterhead, and at the left and the right of a signature.
_HEAD_CUES = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐẢNG CỘNG SẢN", "ĐỘC LẬP - TỰ DO")
_SIGNATURE_CUES = ("NƠI NHẬN", "NƠI GỬI")


Gap = tuple[float, float]
_left = attrgetter("left")


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand beside each other."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with a blank between them."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.words[-1].right

    @property
    def top(self) -> float:
        """The top of its tallest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The bottom of its lowest word."""
        return max(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        """The usual height of its words, much as their font size."""
        return median(word.height for word in self.words)

    @property
    def middle(self) -> float:
        """The height on the page at which most of its words stand."""
        return median(word.middle for word in self.words)


@dataclass(frozen=True, slots=True)
class Region:
    """Lines under each other, in one column."""

    lines: tuple[Line, ...]

    @property
    def left(self) -> float:
        """Its left margin."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Its right margin."""
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        """Where it begins on the page."""
        return self.lines[0].top


def lines_of(words: Iterable[Word]) -> tuple[Line, ...]:
    """The words as lines, from the top, each from the left."""
    rows: list[list[Word]] = []
    middle = reach = 0.0
    for at, height, word in sorted(((word.top + word.bottom) / 2, word.bottom - word.top, word) for word in words):
        if rows and at - middle <= _SAME_LINE * (reach if reach < height else height):
            rows[-1].append(word)
            middle += (at - middle) / len(rows[-1])
            reach = reach if reach > height else height
        else:
            rows.append([word])
            middle, reach = at, height
    return tuple(Line(tuple(sorted(row, key=_left))) for row in rows)


class _Strip(NamedTuple):
    """Words with nothing above and below them in the whole width of the page."""

    top: float
    bottom: float
    words: tuple[Word, ...]


def strips(words: Iterable[Word]) -> list[_Strip]:
    """The words cut wherever a level line can be drawn between them."""
    found: list[_Strip] = []
    pending: list[Word] = []
    end = top = 0.0
    for upper, lower, word in sorted((*_body(word), word) for word in words):
        if pending and upper > end:
            found.append(_Strip(top, end, tuple(pending)))
            pending = []
        if not pending:
            top, end = upper, lower
        pending.append(word)
        end = max(end, lower)
    if pending:
        found.append(_Strip(top, end, tuple(pending)))
    return found


def _body(word: Word) -> Gap:
    """Where the body of a word begins and ends: lines set tight touch each other with their marks."""
    half = (0.3 if word.table < 0 else 0.5) * word.height
    return word.middle - half, word.middle + half


def regions(words: Sequence[Word], depth: int = 0) -> list[Region]:
    """The regions of a page in the order in which people read them."""
    if not words:
        return []
    if depth >= _DEEPEST:
        return [Region(lines_of(words))]
    pieces = strips(words)
    found: list[Region] = []
    plain: list[Word] = []
    at = 0
    while at < len(pieces):
        band = _band(pieces, at)
        if band is None:
            plain += pieces[at].words
            at += 1
            continue
        if plain:
            found.append(Region(lines_of(plain)))
            plain = []
        for side in (band.left, band.right):
            found += regions(side, depth + 1)
        at = band.end
    if plain:
        found.append(Region(lines_of(plain)))
    return found


class _Band(NamedTuple):
    """Strips that one gutter cuts into two columns."""

    end: int
    left: tuple[Word, ...]
    right: tuple[Word, ...]


def _band(pieces: Sequence[_Strip], at: int) -> _Band | None:
    size = median([word.height for word in pieces[at].words if word.table < 0] or [_USUAL_SIZE])
    gutters = _inner_gaps(pieces[at].words, _HEAD_GUTTER * size)
    if not gutters:
        return None
    end = at + 1
    while end < len(pieces):
        if pieces[end].top - pieces[end - 1].bottom > _FARTHEST_LINES * size:
            break
        narrowed = _shared(gutters, pieces[end].words, _HEAD_GUTTER * size)
        if not narrowed:
            break
        gutters, end = narrowed, end + 1
    bands = (_cut(pieces, at, end, gutter, size) for gutter in sorted(gutters, key=lambda gap: gap[0] - gap[1]))
    return next((band for band in bands if band), None)


def _occupied(words: Iterable[Word]) -> list[Gap]:
    merged: list[Gap] = []
    for word in sorted(words, key=_left):
        if merged and word.left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], word.right))
        else:
            merged.append((word.left, word.right))
    return merged


def _inner_gaps(words: Iterable[Word], least: float) -> list[Gap]:
    taken = _occupied(words)
    pairs = itertools.pairwise(taken)
    return [(first[1], second[0]) for first, second in pairs if second[0] - first[1] >= least]


def _shared(gutters: Iterable[Gap], words: Iterable[Word], least: float) -> list[Gap]:
    """What of the gutters stays free of these words."""
    free = list(gutters)
    for left, right in _occupied(words):
        pieces = []
        for start, end in free:
            if right <= start or left >= end:
                pieces.append((start, end))
            else:
                pieces += [(start, left), (right, end)]
        free = [piece for piece in pieces if piece[1] - piece[0] >= least]
    return free


def _cut(pieces: Sequence[_Strip], at: int, end: int, gutter: Gap, size: float) -> _Band | None:
    """The columns at both sides of a gutter, if they are columns and not a word that stands apart."""
    middle = (gutter[0] + gutter[1]) / 2
    both = [
        index
        for index in range(at, end)
        if any(w.left < middle for w in pieces[index].words) and any(w.left > middle for w in pieces[index].words)
    ]
    if not both or both[0] != at:
        return None
    for last in (end, both[-1] + 1):
        words = [word for piece in pieces[at:last] for word in piece.words]
        left = tuple(word for word in words if word.left < middle)
        right = tuple(word for word in words if word.left > middle)
        wide = gutter[1] - gutter[0]
        if _are_columns(left, right, wide, size) or _says(left, _SIGNATURE_CUES):
            return _Band(last, left, right)
        # What stands alone under a letterhead is the title, which is centred on the page.
        if last == both[-1] + 1 and _are_blocks(left, right, wide, size):
            return _Band(last, left, right)
    return None


def _are_columns(left: Sequence[Word], right: Sequence[Word], gutter: float, size: float) -> bool:
    """Whether two columns of prose stand beside each other."""
    if gutter < _COLUMN_GUTTER * size:
        return False
    whole = _width((*left, *right))
    for side in (left, right):
        lines = lines_of(side)
        if len(lines) < _FEWEST_LINES_OF_A_COLUMN or len(side) / len(lines) < _FEWEST_WORDS_IN_A_LINE:
            return False
        if _width(side) < _NARROWEST_COLUMN * whole or _are_numbers(side):
            return False
    return True


def _are_blocks(left: Sequence[Word], right: Sequence[Word], gutter: float, size: float) -> bool:
    """Whether these are the halves of a letterhead or of a signature."""
    counts = [len(lines_of(side)) for side in (left, right)]
    if max(counts) > _MOST_LINES_OF_A_HEAD or _are_numbers(left) or _are_numbers(right):
        return False
    if _says(left, _HEAD_CUES) or _says(right, _HEAD_CUES):
        return True
    return min(counts) >= 2 and max(counts) >= 3 and gutter >= _BLOCK_GUTTER * size and _alike(left, right)


def _says(words: Sequence[Word], cues: Iterable[str]) -> bool:
    said = " ".join(line.text for line in lines_of(words)[:3]).upper()
    return any(cue in said for cue in cues)


def _alike(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether both halves have a width: the numbers of a list at its left edge have none."""
    return min(_width(left), _width(right)) >= _NARROWEST_COLUMN * _width((*left, *right))


def _width(words: Sequence[Word]) -> float:
    return max(word.right for word in words) - min(word.left for word in words)


def _are_numbers(words: Sequence[Word]) -> bool:
    return 2 * sum(any(letter.isdigit() for letter in word.text) for word in words) > len(words)
