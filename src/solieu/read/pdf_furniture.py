"""Page numbers and running heads and feet, which are no part of what a document says."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from solieu.read.pdf_lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from solieu.read.pdf_lines import Line
    from solieu.read.pdf_tables import Grid
    from solieu.read.printed import Sheet, Word

__all__ = ["Layout", "without_furniture"]

_EDGE = 0.13
"""The part of a page's height, above and below, in which furniture stands."""
_MOST_LINES = 3
_NEIGHBOURS = 2
_SAME_HEIGHT = 4.0
_NUMBER = re.compile(r"(?:[Tt]rang\s*)?[-–—~\s|]*(\d{1,4}|[ivxlc]{1,7})(?:\s*/\s*\d{1,4})?[-–—~\s|.]*")
_FIRST_OF_FOUR_DIGITS = 900
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Layout:
    """A page with what is known of its parts."""

    sheet: Sheet
    words: tuple[Word, ...]
    """Those that stand outside of tables."""
    grids: tuple[Grid, ...] = ()


class _Edge(NamedTuple):
    """A line near the upper or lower edge of a page."""

    said: str
    """Its words without their numbers."""
    numbers: tuple[int, ...]
    page: int
    middle: float
    line: Line
    outermost: bool


def without_furniture(layouts: Iterable[Layout]) -> Iterator[Layout]:
    """The pages without it; only the few pages around each are held at a time."""
    window: deque[tuple[Layout, tuple[_Edge, ...]]] = deque()
    done = 0
    for layout in layouts:
        window.append((layout, _edges(layout)))
        if len(window) > _NEIGHBOURS + done:
            yield _cleaned(window, done)
            done += 1
        if done > _NEIGHBOURS:
            window.popleft()
            done -= 1
    for index in range(done, len(window)):
        yield _cleaned(window, index)


def _edges(layout: Layout) -> tuple[_Edge, ...]:
    _, height = layout.sheet.upright
    depth = _EDGE * height
    lines = lines_of(word for word in layout.words if not depth < word.middle < height - depth)
    upper = [line for line in lines if line.middle <= depth][:_MOST_LINES]
    lower = [line for line in lines if line.middle >= height - depth][-_MOST_LINES:]
    outermost = {*map(id, upper[:1]), *map(id, lower[-1:])}
    return tuple(
        _Edge(
            _DIGITS.sub("#", line.text),
            tuple(int(digits[:9]) for digits in _DIGITS.findall(line.text)),
            layout.sheet.number,
            line.middle,
            line,
            id(line) in outermost,
        )
        for line in (*upper, *lower)
    )


def _cleaned(window: Sequence[tuple[Layout, tuple[_Edge, ...]]], at: int) -> Layout:
    layout, edges = window[at]
    others = [edges for index, (_, edges) in enumerate(window) if index != at and abs(index - at) <= _NEIGHBOURS]
    away: set[Word] = set()
    for edge in edges:
        if _is_page_number(edge, layout.sheet.number) or _comes_again(edge, others):
            away.update(edge.line.words)
    if not away:
        return layout
    return replace(layout, words=tuple(word for word in layout.words if word not in away))


def _is_page_number(edge: _Edge, page: int) -> bool:
    found = _NUMBER.fullmatch(edge.line.text) if edge.outermost else None
    # "2023" alone on a line of a short document is a year.
    return found is not None and (len(found[1]) < 4 or not found[1].isdigit() or page > _FIRST_OF_FOUR_DIGITS)


def _comes_again(edge: _Edge, others: Sequence[tuple[_Edge, ...]]) -> bool:
    """Whether most of the pages around say the same at the same height; heads of even and odd pages may differ."""
    if not any(letter.isalpha() for letter in edge.said) or _is_head_of_table(edge.line):
        return False
    found = sum(any(_same(edge, other) for other in page) for page in others)
    return found >= max(1, len(others) // 2)


def _is_head_of_table(line: Line) -> bool:
    apart = sum(b.left - a.right > 1.5 * b.height for a, b in zip(line.words, line.words[1:], strict=False))
    return apart >= 2


def _same(edge: _Edge, other: _Edge) -> bool:
    """ "Trang 3" and "Trang 4" are one running foot; "Thu 5 tỷ đồng" and "Thu 7 tỷ đồng" are not."""
    if edge.said != other.said or abs(edge.middle - other.middle) > _SAME_HEIGHT:
        return False
    pages = other.page - edge.page
    return all(theirs - mine in (0, pages) for mine, theirs in zip(edge.numbers, other.numbers, strict=True))
