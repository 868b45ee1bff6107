"""What stands in a cell: a number, a number with its unit, or words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from solieu.patterns import regex
from solieu.recognise.mentions import find_mentions
from solieu.recognise.numbers import DIGITS, read_digits
from solieu.recognise.times import find_times

if TYPE_CHECKING:
    from solieu.model import Bound
    from solieu.tables.grid import GridCell

__all__ = ["CellNumber", "is_year", "read_number"]

_BARE = regex(
    rf"(?P<sign>[-+])? ?(?P<open>\()?(?P<digits>{DIGITS}|\d{{1,3}}(?: \d{{3}})+(?:,\d+)?)(?P<close>\))? ?(?P<percent>%)?"
)
_OVER = regex(rf"(?P<digits>{DIGITS}) ?/ ?(?P<of>{DIGITS})")
# A telephone or the number of a card; "05" is a figure.
_NUMBERED = regex(r"0\d{2,}", re.ASCII)
_YEAR = regex(r"(?:năm )?(?:19[5-9]|20[0-9])\d", re.ASCII)
_LONGEST = 60


class CellNumber(NamedTuple):
    """The figure of a cell."""

    number: Decimal
    percent: bool = False
    """Whether a percent sign stands in the cell."""
    of: Decimal | None = None
    unit_text: str | None = None
    unit: str | None = None
    dimension: str | None = None
    factor: Decimal = Decimal(1)
    bound: Bound = "exact"


def is_year(cell: GridCell) -> bool:
    """Whether nothing but a year stands in the cell: a head, and no figure.

    >>> from solieu.model import Cell
    >>> from solieu.tables.grid import GridCell
    >>> is_year(GridCell(Cell(0, 0, 0, 4), "2022")), is_year(GridCell(Cell(0, 0, 0, 5), "2.022"))
    (True, False)
    """
    return _YEAR.fullmatch(cell.lower.strip()) is not None


def read_number(cell: GridCell) -> CellNumber | None:
    """The figure in ``cell``, ``None`` where there is none or more than one.

    >>> from solieu.model import Cell
    >>> from solieu.tables.grid import GridCell
    >>> [str(read_number(GridCell(Cell(0, 0, 0, 1), words)).number) for words in ("20.984", "(12,5)", "-3,2 %", "5 xã")]
    ['20984', '-12.5', '-3.2', '5']
    >>> read_number(GridCell(Cell(0, 0, 0, 1), "x")) is None
    True
    """
    lower = cell.lower.strip()
    bare = _BARE.fullmatch(lower)
    if bare is not None:
        return _bare(bare)
    over = _OVER.fullmatch(lower)
    if over is not None:
        number, of = read_digits(over["digits"]), read_digits(over["of"])
        return CellNumber(number, of=of) if number is not None and of is not None and number <= of else None
    return _with_unit(cell) if lower and len(lower) <= _LONGEST and any(map(str.isdigit, lower)) else None


def _bare(found: re.Match[str]) -> CellNumber | None:
    if bool(found["open"]) != bool(found["close"]) or _NUMBERED.fullmatch(found["digits"]):
        return None
    number = read_digits(found["digits"], rate=bool(found["percent"]))
    if number is None:
        return None
    negative = found["sign"] == "-" or bool(found["open"])
    return CellNumber(-number if negative else number, percent=bool(found["percent"]))


def _with_unit(cell: GridCell) -> CellNumber | None:
    mentions = find_mentions(cell.text, find_times(cell.text))
    if len(mentions) != 1 or mentions[0].number_max is not None:
        return None
    found = mentions[0]
    around = cell.lower[: found.start].strip(" :+-~<>≈") + cell.lower[found.end :].strip(" .")
    if around and not found.hedge:
        return None
    negative = cell.lower[: found.start].rstrip().endswith("-")
    return CellNumber(
        -found.number if negative else found.number,
        found.unit == "percent", found.of, found.unit_text, found.unit, found.dimension, found.factor, found.bound,
    )  # fmt: skip
