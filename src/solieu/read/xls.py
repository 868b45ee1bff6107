"""Old Excel workbooks (XLS), read with xlrd to the same text as XLSX."""

from __future__ import annotations

import contextlib
import re
from io import StringIO
from typing import TYPE_CHECKING, Any, TypeVar

import xlrd

from solieu.errors import ReadError
from solieu.read.number_formats import GENERAL, LOCAL_FORMATS
from solieu.read.sheets import PLAIN, Enough, Sheet, SheetCell, Style, Tally, joined_runs, number_of, write_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from solieu.read.content import Content
    from solieu.read.limits import Limits

__all__ = ["read"]

_Made = TypeVar("_Made")
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)
_BLANKS = (xlrd.XL_CELL_BLANK, xlrd.XL_CELL_EMPTY)
_BOLD = 600
_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_PASSWORD = re.compile("encrypt|password", re.IGNORECASE)


def read(data: bytes, limits: Limits) -> Content:
    """The text of a workbook: the sheets in their order, hidden ones, too. Macros and links are left alone.

    Raises:
        ReadError: if it is damaged or encrypted.
    """
    tally = Tally.within(limits)
    book = _guarded(lambda: _open(data))
    sheets: list[Sheet] = []
    with contextlib.suppress(Enough):
        _guarded(lambda: _read_sheets(book, sheets, tally))
    macros = ("The workbook holds macros; they were not run.",) if _MACROS in data else ()
    return write_sheets(sheets, tally, macros)


def _open(data: bytes) -> Any:
    """The workbook with none of its sheets read yet; what the library has to say is not for the user."""
    return xlrd.open_workbook(
        file_contents=data, logfile=StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
    )


def _guarded(make: Callable[[], _Made]) -> _Made:
    """What ``make`` makes. The file is anybody's, and the library trips over damage with any of Python's errors."""
    try:
        return make()
    except Enough:
        raise
    except Exception as error:
        if _PASSWORD.search(str(error)):
            raise ReadError("This workbook is protected by a password: take the password off and try again.") from error
        raise ReadError(
            "This old Excel workbook is damaged or cut off: get it again from where it came, or save it anew as XLSX."
        ) from error


def _read_sheets(book: Any, sheets: list[Sheet], tally: Tally) -> None:
    styles = _styles(book)
    for index, name in enumerate(book.sheet_names()):
        given = book.sheet_by_index(index)
        sheets.append(
            Sheet(
                name,
                hidden=bool(given.visibility),
                merged=[(top, left, bottom - 1, right - 1) for top, bottom, left, right in given.merged_cells],
                hidden_rows={row for row, about in given.rowinfo_map.items() if about.hidden},
                hidden_columns={column for column, about in given.colinfo_map.items() if about.hidden},
            )
        )
        for cell in _cells(given, book, styles, tally):
            tally.take(cell.words)
            sheets[-1].cells.append(cell)
        book.unload_sheet(index)


def _styles(book: Any) -> list[Style]:
    styles = []
    for look in book.xf_list:
        font = book.font_list[look.font_index] if look.font_index < len(book.font_list) else None
        form = book.format_map.get(look.format_key)
        styles.append(
            Style(
                code=LOCAL_FORMATS.get(look.format_key) or (form.format_str if form else GENERAL),
                bold=font is not None and (bool(font.bold) or font.weight > _BOLD),
                indent=look.alignment.indent_level,
                font=font.name if font is not None else "",
                ruled=bool(look.border.left_line_style or look.border.right_line_style),
            )
        )
    return styles


def _cells(given: Any, book: Any, styles: list[Style], tally: Tally) -> Iterator[SheetCell]:
    for row in range(given.nrows):
        kinds = given.row_types(row)
        tally.pass_by(len(kinds))
        for column, kind in enumerate(kinds):
            if kind in _BLANKS:
                continue
            if kind == xlrd.XL_CELL_ERROR:
                tally.errors += 1
                yield SheetCell(row, column, "")
                continue
            looks = given.cell_xf_index(row, column)
            style = styles[looks] if looks < len(styles) else PLAIN
            cell = _cell(given, book, row, column, kind, style)
            if cell.words.strip() or cell.number is not None:
                yield cell


def _cell(given: Any, book: Any, row: int, column: int, kind: int, style: Style) -> SheetCell:
    value = given.cell_value(row, column)
    if kind in _NUMBERS:
        return number_of(row, column, value, style, since_1904=bool(book.datemode))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return SheetCell(row, column, "TRUE" if value else "FALSE", style=style)
    changes = given.rich_text_runlist_map.get((row, column), ())
    fonts = [(0, style.font), *((start, book.font_list[font].name) for start, font in changes)]
    ends = [*(start for start, _ in fonts[1:]), len(value)]
    runs = [(value[start:end], font) for (start, font), end in zip(fonts, ends, strict=True)]
    return SheetCell(row, column, joined_runs(runs, style), style=style)
