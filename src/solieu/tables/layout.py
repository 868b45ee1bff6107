"""Which part each row and column of a table plays: titles, heads, numbering, labels, units, figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from solieu.patterns import regex
from solieu.recognise.units import match_unit
from solieu.tables.cells import is_year, read_number
from solieu.tables.heads import Head, read_head
from solieu.tables.words import table_words, written_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solieu.tables.grid import Grid, GridCell

__all__ = ["Column", "Layout", "lay_out"]

_INDEX = regex(r"\(?(?:[a-zđ]|\d{1,2})\)?(?: ?[=:] ?[\d\s()/*x+%.,=-]*)?")
_MARKER = regex(r"\(?(?:[ivx]{1,5}|[a-zđ]|\d{1,3}|\d{1,2}(?:\.\d{1,2}){1,4})[.)]?|[-+*•]+")
_LETTER = regex(r"[^\W\d_]")
_MOST_HEAD_ROWS = 8
_FEW = 3


@dataclass(frozen=True)
class Column:
    """A column that holds figures."""

    index: int
    head: Head
    heads: tuple[GridCell, ...]
    """The cells over it, the uppermost first."""


@dataclass(frozen=True)
class Layout:
    """The parts of a table."""

    titles: tuple[GridCell, ...]
    """Cells over the heads that name the whole table."""
    first: int
    """The first row below the heads."""
    ordinal: int | None
    label: int | None
    outer: tuple[int, ...]
    """Columns of words left of the label: what its rows are grouped by."""
    unit: int | None
    columns: tuple[Column, ...]
    label_head: str = ""
    """What stands over the labels."""


def lay_out(grid: Grid) -> Layout | None:
    """The parts of the table, ``None`` where it holds no figures under or beside words."""
    first_number = _first_row_with_figures(grid)
    if first_number is None:
        return None
    top = _first_head_row(grid, first_number)
    first = _first_body_row(grid, top, first_number)
    heads = [_heads_over(grid, column, top, first) for column in range(grid.width)]
    return _parts(grid, _distinct(cell for row in grid.rows[:top] for cell in row), heads, first)


def _parts(
    grid: Grid, titles: tuple[GridCell, ...], heads: Sequence[tuple[GridCell, ...]], first: int
) -> Layout | None:
    words = [" ".join(cell.lower for cell in over) for over in heads]
    known = table_words()
    body = [
        [cell for cell in grid.column(column, first) if cell and cell.lower.strip()] for column in range(grid.width)
    ]
    ordinal = _ordinal(words, body)
    figures = [
        column
        for column in range(grid.width)
        if column != ordinal
        and words[column].strip(" .") not in known.notes
        and not _is_code(heads[column], body[column])
        # "1000 lượt"
        and not (words[column].strip(" .") in known.unit and _is_unit(words[column], body[column], beside=column > 0))
        and _is_numeric(body[column])
    ]
    if not figures:
        return None
    left = [column for column in range(figures[0]) if column != ordinal and body[column]]
    unit = next(
        (
            column
            for column in (*left, *_others(grid, figures, ordinal))
            if _is_unit(words[column], body[column], beside=any(one < column for one in left))
        ),
        None,
    )
    texts = _naming([column for column in left if column != unit], heads, body)
    if not texts:
        # "Xếp hạng | Đơn vị | Điểm": the labels stand behind the first figures
        texts = [
            column
            for column in _others(grid, figures, ordinal)
            if column != unit and _are_words(words[column], body[column])
        ][:1]
    label = texts[-1] if texts else None
    if label is None and ordinal is not None and not _is_numbering(body[ordinal]):
        label, ordinal = ordinal, None
    if label is None and is_years(body[figures[0]]) and len(figures) > 1:
        label, figures = figures[0], figures[1:]
    columns = tuple(Column(column, read_head(words[column].strip()), heads[column]) for column in figures)
    if label is None and not any(column.head.rest for column in columns):
        return None
    return Layout(
        titles,
        first,
        ordinal,
        label,
        tuple(texts[:-1]),
        unit,
        columns,
        words[label].strip() if label is not None else "",
    )


def _naming(
    columns: Sequence[int], heads: Sequence[tuple[GridCell, ...]], body: Sequence[Sequence[GridCell]]
) -> list[int]:
    """Those of the columns of words that name the rows, not "Địa chỉ", "Mã số" or dates, where any does."""
    known = table_words()

    def is_aside(column: int) -> bool:
        head = heads[column][-1].lower.strip() if heads[column] else ""
        aside = known.asides.search(head, 0, len(head))
        told = [cell.lower for cell in body[column]]
        return (
            _is_code(heads[column], body[column])
            or head.strip(" .") in known.notes
            or (aside is not None and aside.start() == 0)
            or sum(_LETTER.search(words) is None for words in told) * 2 > len(told)
        )

    naming = [column for column in columns if not is_aside(column)]
    return naming or list(columns)


def _is_code(heads: Sequence[GridCell], cells: Sequence[GridCell]) -> bool:
    """Whether a column holds years, telephones and other numbers that count and measure nothing: "Năm sinh", "Số CCCD"."""
    known = table_words()
    last = heads[-1].lower.strip(" .") if heads else ""
    # "Năm" over "2021" and "2022" as heads of their own columns stands over figures, "Năm xây dựng" over years.
    told = [cell for cell in cells if cell.lower.strip() not in known.blanks]
    return (
        last in known.codes
        or any(known.code_words.search(head.lower, 0, len(head.lower)) is not None for head in heads[-1:])
        or (last.startswith("năm ") and bool(told) and all(map(is_year, told)))
    )


def _are_words(head: str, cells: Sequence[GridCell]) -> bool:
    return (
        head.strip(" .") not in table_words().notes
        and sum(len(cell.lower.strip()) > 1 for cell in cells) * 2 > len(cells) > 0
    )


def _others(grid: Grid, figures: Sequence[int], ordinal: int | None) -> list[int]:
    return [column for column in range(figures[0], grid.width) if column not in figures and column != ordinal]


def is_years(cells: Sequence[GridCell]) -> bool:
    """Whether each of ``cells`` holds nothing but a year."""
    return len(cells) > 1 and all(map(is_year, cells))


def _first_row_with_figures(grid: Grid) -> int | None:
    for at, row in enumerate(grid.rows):
        own = [cell for cell in _distinct(row) if cell.lower.strip()]
        if _is_index_row(own) or _is_under_heads(row, at):
            continue
        numbers = [cell for cell in own if cell.cell.column > 0 and read_number(cell) is not None]
        if any(not is_year(cell) for cell in numbers):
            return at
        if numbers and at > 0 and (own[0].cell.row, own[0].cell.column) == (at, 0) and _heads_end(grid, at):
            return at
    return None


def _is_under_heads(row: Sequence[GridCell | None], at: int) -> bool:
    """Whether a head reaches down into the first column of the row, so that the row holds heads, too: "3 sao"."""
    first = row[0]
    return first is not None and first.cell.row < at and bool(first.lower.strip())


def _heads_end(grid: Grid, at: int) -> bool:
    """Whether the row above holds heads already, so that a year below is a figure ("Năm hoàn thành: 2022")."""
    return sum(bool(cell and _LETTER.search(cell.lower)) for cell in grid.rows[at - 1]) > 1


def _is_index_row(cells: Sequence[GridCell]) -> bool:
    """A row that numbers the columns: "A | B | 1 | 2 | 3=2/1"."""
    words = [cell.lower.strip() for cell in cells]
    if len(words) < _FEW or not all(map(_INDEX.fullmatch, words)):
        return False
    numbers = [
        int(found[0])
        for word in words
        if (found := re.match(r"\(?(\d{1,2})", word)) and (found := re.search(r"\d+", word))
    ]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _first_head_row(grid: Grid, first_number: int) -> int:
    """The first row with heads of several columns; what stands above it are titles."""
    for at, row in enumerate(grid.rows[:first_number]):
        if sum(bool(cell.lower.strip()) for cell in _distinct(row)) > 1 and not _is_spread_title(row):
            return max(at, first_number - _MOST_HEAD_ROWS)
    return first_number


def _is_spread_title(row: Sequence[GridCell | None]) -> bool:
    """Whether a wide cell and a note such as "ĐVT: ha" fill the row."""
    own = [cell for cell in _distinct(row) if cell.lower.strip()]
    return len(own) <= 2 and len(row) > _FEW and any(table_words().units_above.search(cell.lower) for cell in own)


def _first_body_row(grid: Grid, top: int, first_number: int) -> int:
    """The first row below the heads: of rows without figures, those that fill one or two cells are headings of the body."""
    first = first_number
    while first > top + 1:
        row = [cell for cell in _distinct(grid.rows[first - 1]) if cell.lower.strip()]
        own = [cell for cell in row if cell.cell.row == first - 1]
        if (
            _is_index_row(row)
            or len(own) > 2
            or any(cell.cell.column > 1 for cell in own)
            or any(map(is_year, own[1:]))
        ):
            break
        first -= 1
    return first


def _heads_over(grid: Grid, column: int, top: int, first: int) -> tuple[GridCell, ...]:
    cells = [row[column] for row in grid.rows[top:first]]
    rows = [_is_index_row([cell for cell in _distinct(row) if cell.lower.strip()]) for row in grid.rows[top:first]]
    return _distinct(cell for cell, index in zip(cells, rows, strict=True) if cell and cell.lower.strip() and not index)


def _distinct(cells: Iterable[GridCell | None]) -> tuple[GridCell, ...]:
    """Each cell once, as a merged one stands at several places."""
    found: dict[int, GridCell] = {id(cell): cell for cell in cells if cell is not None}
    return tuple(found.values())


def _ordinal(words: Sequence[str], body: Sequence[Sequence[GridCell]]) -> int | None:
    for column in range(min(2, len(words))):
        if words[column].strip(" .") in table_words().ordinal:
            return column
    return 0 if body and body[0] and not words[0].strip() and _is_numbering(body[0]) else None


def _is_numbering(cells: Sequence[GridCell]) -> bool:
    """Whether the cells hold list markers that go on: "I", "1", "2", "-", "II"."""
    words = [cell.lower.strip() for cell in cells]
    if not all(map(_MARKER.fullmatch, words)):
        return False
    numbers = [int(word.strip("().")) for word in words if word.strip("().").isdecimal()]
    restarts = [later == earlier + 1 or later == 1 for earlier, later in pairwise(numbers)]
    return (not numbers or (numbers[0] <= 2 and all(restarts))) and len(words) > 1


def _is_numeric(cells: Sequence[GridCell]) -> bool:
    """Whether a column holds figures, apart from blanks and notes."""
    told = [cell for cell in cells if cell.lower.strip() not in table_words().blanks]
    numbers = sum(read_number(cell) is not None for cell in told)
    return numbers > 0 and numbers * 2 >= len(told)


def _is_unit(words: str, cells: Sequence[GridCell], *, beside: bool) -> bool:
    """Whether a column holds units; ``beside`` says that other words stand left of it, which may name the rows."""
    if words.strip(" .") in table_words().unit and words.strip(" .") != "đơn vị":
        return True
    told = [cell.lower.strip() for cell in cells]
    units = sum(word in ("%", "-", '"', "nt") or _is_whole_unit(word) for word in told)
    known = beside and words.strip(" .") == "đơn vị"
    return bool(told) and units * 3 >= len(told) * (1 if known else 2)


def _is_whole_unit(printed: str) -> bool:
    word = written_out(printed)
    unit = match_unit(word, 0)
    return unit is not None and unit.end == len(word) and (unit.unit is not None or unit.factor > 1)
