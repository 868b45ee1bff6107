"""Printed lines to paragraphs: which line goes on with the one before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solieu.read.pdf_lines import Line, Region
    from solieu.read.printed import Word

__all__ = ["Paragraph", "goes_on", "paragraphs"]

_MARKER = re.compile(
    r"(?:[-–—+•●○▪■➢✓❖*]|\(?\d{1,2}(?:\.\d{1,2}){0,4}[.)]?|[IVXLC]{1,6}[.)/]?|[a-zđA-ZĐ][.)]|\*+)$"
    r"|(?i:điều|chương|mục|bảng|biểu|phụ lục|phần)$"
)
_NUMBERED = re.compile(r"(?i:điều|chương|mục|bảng|biểu|phần)$")
_ENDS = (".", ";", ":", "!", "?", "…", ".”", '."', ";”")
_ON_BEHALF = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.")
_WIDE_TITLE = 0.6
_SAME_SIZE = 0.15
_INDENT = 0.8
_FARTHEST_LINE = 1.45
_ROOM = 0.35


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, with the margins that they stand between."""

    lines: tuple[Line, ...]
    left: float
    right: float

    @property
    def words(self) -> list[Word]:
        """Its words in order."""
        return [word for line in self.lines for word in line.words]


def paragraphs(region: Region) -> list[Paragraph]:
    """The paragraphs of a region, from the top."""
    left, right, pitch = region.left, region.right, _pitch(region)
    found: list[list[Line]] = []
    for line in region.lines:
        if found and _near(found[-1][-1], line, pitch) and _joins(found[-1], line, left, right):
            found[-1].append(line)
        else:
            found.append([line])
    return [Paragraph(tuple(lines), left, right) for lines in found]


def goes_on(first: Paragraph, second: Paragraph) -> bool:
    """Whether a paragraph at the end of a page or column goes on in the one at the beginning of the next."""
    line, after = first.lines[-1], second.lines[0]
    if _says_end(line) or not _same_size(line, after) or _is_title(line):
        return False
    if _starts_small(after):
        return True
    indented = after.left - second.left > _INDENT * after.height
    return not indented and not _is_marked(after) and _is_full(line, after, first.right)


def _pitch(region: Region) -> float:
    """The usual distance from line to line."""
    steps = [
        (second.middle - first.middle) / max(first.height, second.height)
        for first, second in zip(region.lines, region.lines[1:], strict=False)
    ]
    near = [step for step in steps if 0.5 < step < 3]
    return median(near) if near else 1.2


def _near(first: Line, second: Line, pitch: float) -> bool:
    step = (second.middle - first.middle) / max(first.height, second.height)
    return step <= max(_FARTHEST_LINE, 1.15 * min(pitch, 2.2)) and _same_size(first, second)


def _same_size(first: Line, second: Line) -> bool:
    return abs(first.height - second.height) <= _SAME_SIZE * max(first.height, second.height)


def _joins(lines: list[Line], line: Line, left: float, right: float) -> bool:
    before = lines[-1]
    if _is_title(before) != _is_title(line):
        return False
    if _is_title(line):
        return _goes_on_title(before, line, left, right)
    ended = _says_end(before)
    if not ended and _starts_small(line):
        return True
    full = _is_full(before, line, right)
    indented = line.left - left > _INDENT * line.height
    if _is_marked(line) and (ended or not full or indented):
        return False
    # "- Thu ngân sách …" with its further lines moved in: the dash stands out, the lines go on.
    hangs = len(lines) == 1 and _is_marked(before) and line.left > before.left
    if indented and not hangs and line.left - before.left > -_INDENT * line.height and not _hangs_on(lines, line):
        return False
    return full


def _goes_on_title(before: Line, line: Line, left: float, right: float) -> bool:
    """Whether a title has a second line; "BÁO CÁO" stands alone, and so does "TM. ỦY BAN NHÂN DÂN" over a post."""
    if _ON_BEHALF.match(before.text) or _is_marked(line):
        return False
    wide = before.right - before.left >= _WIDE_TITLE * (right - left)
    return wide and _is_centred(before, left, right) and _is_centred(line, left, right)


def _hangs_on(lines: list[Line], line: Line) -> bool:
    return len(lines) > 1 and _is_marked(lines[0]) and abs(line.left - lines[-1].left) < 0.3 * line.height


def _is_full(line: Line, after: Line, right: float) -> bool:
    """Whether the first word of the line after would not have found room in this one."""
    return right - line.right < after.words[0].right - after.words[0].left + _ROOM * line.height


def _says_end(line: Line) -> bool:
    return line.text.endswith(_ENDS)


def _is_marked(line: Line) -> bool:
    first = line.words[0].text
    if _NUMBERED.match(first):
        return len(line.words) > 1 and line.words[1].text[:1].isalnum() and _has_number(line.words[1].text)
    return len(line.words) > 1 and bool(_MARKER.match(first))


def _has_number(text: str) -> bool:
    return text[:1].isdigit() or bool(re.match(r"[IVXLC]+\b", text))


def _starts_small(line: Line) -> bool:
    """ "xã hội …", and "- xã hội …", which goes on with "kinh tế"."""
    first = line.words[0].text.lstrip("“\"'(")
    return first[:1].islower() and not _MARKER.match(line.words[0].text)


def _is_title(line: Line) -> bool:
    letters = [letter for letter in line.text if letter.isalpha()]
    return len(letters) > 3 and all(letter.isupper() for letter in letters)


def _is_centred(line: Line, left: float, right: float) -> bool:
    return abs((line.left - left) - (right - line.right)) < 2 * line.height
