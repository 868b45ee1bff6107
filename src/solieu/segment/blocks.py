"""Lines of a report as headings, paragraphs, list items and table rows."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from solieu.model import Block
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.text import Text

__all__ = ["blocks"]

_LINE: Final = regex(r"[^\n\r\f\v\x85\u2028\u2029]+")
_RARE_ENDS: Final = "\r\f\v\x85\u2028\u2029"
# "I. ", "II/ ", "1. ", "1- ", "2.1. ", "a) ", "(1) ", "- ", "+ ", "* ", "• "
_MARKER: Final = regex(
    r"(?P<roman>[IVX]{1,5})[./)]\s+|(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?:[./)]\s*|-\s+|\s+(?=[A-ZĐ]))(?=\D)"
    r"|(?P<letter>\(?[a-zđ])\)\s*|(?P<bracket>\(\d{1,2}\))\s*|(?P<bullet>[-+*•·▪►–—])\s*(?=[^\s\d]|\d)",
)
_LEVEL: Final = {"roman": 1, "number": 2, "letter": 3, "bracket": 3, "bullet": 4}
_LONGEST_HEADING: Final = 160
_ENDS_SENTENCE: Final = regex(r"[.;,!?…]\s*[\"”’)]*\s*$")
# "2. Đánh giá kết quả *9 tháng đầu năm 2023*": the time that a heading tells is no figure
_TIME: Final = regex(
    r"\d{1,2}(?= tháng(?!\w))|(?:(?<=tháng )\d{1,2}|(?<=quý )[1-4])(?![\d.,])"
    r"|(?:(?<=năm )|(?<=học )|(?<=đoạn )|(?<=kỳ )|(?<=[/-])|(?<=[-–] ))(?:19|20)\d\d(?![\d.,]\d)",
    re.IGNORECASE,
)
_CELL_EDGE: Final = regex(r"\|")


def blocks(text: Text) -> tuple[Block, ...]:
    """The blocks of ``text`` in order. Blank lines belong to none."""
    found = []
    for line_start, line_end in _lines(text.surface):
        start, end = _trimmed(text.surface, line_start, line_end)
        if start >= end:
            continue
        if text.surface[start] == "|":
            found += _cells(text.surface, start, end)
        else:
            found.append(_block(text.surface, start, end))
    return tuple(found)


def _lines(surface: str) -> Iterator[tuple[int, int]]:
    """Where each line that is not empty begins and ends."""
    if any(end in surface for end in _RARE_ENDS):
        yield from (line.span() for line in _LINE.finditer(surface))
        return
    start = 0
    for line in surface.split("\n"):
        end = start + len(line)
        if line:
            yield start, end
        start = end + 1


def _trimmed(surface: str, start: int, end: int) -> tuple[int, int]:
    if not (surface[start].isspace() or surface[end - 1].isspace()):
        return start, end
    piece = surface[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _cells(surface: str, start: int, end: int) -> list[Block]:
    edges = [edge.start() for edge in _CELL_EDGE.finditer(surface, start, end)] + [end]
    found = []
    for left, right in itertools.pairwise(edges):
        if surface[left + 1 : right].strip(" |\t"):
            inner = _trimmed(surface, left + 1, right)
            found.append(Block(*inner, "row"))
    return found


def _block(surface: str, start: int, end: int) -> Block:
    marker = _MARKER.match(surface, start, end)
    level = _LEVEL[marker.lastgroup or "bullet"] if marker else 0
    if end - start <= _LONGEST_HEADING and not _ENDS_SENTENCE.search(surface, start, end):
        words = surface[marker.end() if marker else start : end]
        ends_with_colon = words.endswith(":")
        if level in (1, 2, 3) and ":" not in words[:-1] and not any(map(str.isdigit, _TIME.sub("", words))):
            return Block(start, end, "heading", level)
        if (words.isupper() and len(words) > 3) or (level == 4 and surface[start] == "*" and not ends_with_colon):
            return Block(start, end, "heading", level)
    return Block(start, end, "item" if level else "paragraph", level)
