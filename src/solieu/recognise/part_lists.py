"""Bare numbers that have the unit of a figure before them.

A list of parts: "58 trường (mầm non 21, tiểu học 19, THCS 18)", "1.874 người, gồm quản lý 138, giáo viên 1.736";
by how many a count moved: "17 người chết (giảm 1)".
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from solieu.patterns import regex
from solieu.recognise.numbers import read_digits
from solieu.recognise.units import match_unit

if TYPE_CHECKING:
    from solieu.recognise.units import PrintedUnit

__all__ = ["unit_of_move", "unit_of_parts"]

_LONGEST: Final = 240
# A name may have a comma: "kiến nghị, phản ánh 1.115".
_PART: Final = r"[^\W\d_][^\d;:()\n]{0,48} (\d+(?:[.,]\d+)*)"
_PARTS: Final = regex(rf" ?{_PART}(?:(?:, ?|; ?| và ){_PART})+(?= ?[),.;\n]|$)")
_NUMBER: Final = regex(r"(?<=\s)\d+(?:[.,]\d+)*(?= ?[),;.\n]| và |$)")
_WHOLE: Final = regex(r"(?<![\w.,/-])(\d+(?:[.,]\d+)*) [^\d();:.\n]{1,64}$")
_LEAST_PART: Final = Decimal("0.1")
_PARTED: Final = ("count", "area", "mass", "money")
_MOVES: Final = regex(r"(?:tăng|giảm|\+|-) ?")
_MOVING: Final = ("count", "area", "mass")
_LONGEST_MOVE: Final = 8
_OPENERS: Final = ("(", "gồm ", "gồm: ", "trong đó ")


def unit_of_parts(lower: str, start: int, *, exactly: bool = False) -> PrintedUnit | None:
    """The unit of the counted whole if the number at ``start`` is one of a list of bare parts of it, which it exceeds.

    A list has two parts or more, each a name and a number, and stands in a bracket or behind "gồm" right after the whole.
    ``exactly`` asks that they make up the whole, where a number may be part of a name ("thôn 3", "Nhật Bản 812").
    """
    for opener in _OPENERS:
        at = lower.rfind(opener, max(start - _LONGEST, 0), start)
        if at >= 0:
            parts = _PARTS.match(lower, at + len(opener), start + _LONGEST)
            if parts and parts.start() <= start < parts.end() and (opener != "(" or lower.startswith(")", parts.end())):
                return _unit_of_whole(lower, at, parts[0], exactly=exactly)
    return None


def unit_of_move(lower: str, start: int, end: int) -> PrintedUnit | None:
    """The unit of the figure before the bracket in which the number between two offsets tells by how many it moved.

    "24 vụ (giảm **3**), 17 người chết (**-1**)".
    """
    opening = lower.rfind("(", max(start - _LONGEST_MOVE, 0), start)
    if opening < 0 or not lower.startswith(")", end) or _MOVES.fullmatch(lower, opening + 1, start) is None:
        return None
    before = lower[max(opening - _LONGEST, 0) : opening].rstrip()
    moved = _WHOLE.search(before, max(len(before) - 80, 0))
    unit = match_unit(lower, max(opening - _LONGEST, 0) + moved.end(1)) if moved else None
    return unit if unit is not None and unit.unit is not None and unit.dimension in _MOVING else None


def _unit_of_whole(lower: str, opening: int, parts: str, *, exactly: bool) -> PrintedUnit | None:
    before = lower[max(opening - _LONGEST, 0) : opening].rstrip(" ,")
    whole = _WHOLE.search(before, max(len(before) - 80, 0))
    if whole is None:
        return None
    unit = match_unit(lower, max(opening - _LONGEST, 0) + whole.end(1))
    total = read_digits(whole[1])
    if unit is None or unit.unit is None or unit.dimension not in _PARTED or total is None:
        return None
    added = sum((read_digits(number) or Decimal(0) for number in _NUMBER.findall(parts)), Decimal(0))
    # "500 ha (vụ 1, vụ 2)" names the harvests; what is counted may have small parts
    least = 0 if unit.dimension == "count" else total * _LEAST_PART
    return unit if added == total or (least <= added < total and not exactly) else None
