"""Workbooks as offices send them, with invented figures, made for the tests of their readers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import xlwt
from openpyxl.styles import Alignment, Border, Font, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

THIN = Side(style="thin")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
ACCOUNTING = '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'

ANNEX: tuple[tuple[Any, ...], ...] = (
    ("Biểu số 02",),
    ("TÌNH HÌNH THỰC HIỆN DỰ TOÁN THU NGÂN SÁCH 9 THÁNG ĐẦU NĂM 2022",),
    ("(Kèm theo Báo cáo số 15/BC-UBND ngày 30/9/2022)",),
    (None, None, None, None, "ĐVT: Triệu đồng"),
    ("TT", "Chỉ tiêu", "Năm 2022", None, "Tỷ lệ (%)"),
    (None, None, "Dự toán", "Thực hiện"),
    ("I", "Thu nội địa", 36368, 20984.25, 0.577),
    (1, "Thu từ đất", 12000, 0, 0),
    ("II", "Thu khác", -150, None, None),
)
ANNEX_TEXT = """\
Biểu 02
Biểu số 02
TÌNH HÌNH THỰC HIỆN DỰ TOÁN THU NGÂN SÁCH 9 THÁNG ĐẦU NĂM 2022
(Kèm theo Báo cáo số 15/BC-UBND ngày 30/9/2022)
ĐVT: Triệu đồng
| TT | Chỉ tiêu | Năm 2022 | | Tỷ lệ (%) |
| | | Dự toán | Thực hiện | |
| I | Thu nội địa | 36.368 | 20.984 | 57,7% |
| 1 | Thu từ đất | 12.000 | - | 0,0% |
| II | Thu khác | (150) | | |
"""
ANNEX_MERGED = ("A1:E1", "A2:E2", "A3:E3", "A5:A6", "B5:B6", "C5:D5", "E5:E6")


def saved(book: openpyxl.Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(
    *sheets: tuple[str, Sequence[Sequence[Any]]], grid: bool = False, change: Callable[[Any], None] | None = None
) -> bytes:
    """An XLSX workbook of these sheets; ``change`` is given the openpyxl workbook before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if grid:
            for cells in sheet.iter_rows():
                for cell in cells:
                    cell.border = GRID
    if change:
        change(book)
    return saved(book)


def annex(*, grid: bool = False) -> bytes:
    """A budget annex: titles, a unit, a head of two levels, accounting formats, a percentage kept as a fraction."""

    def change(book: Any) -> None:
        sheet = book.active
        for area in ANNEX_MERGED:
            sheet.merge_cells(area)
        for row in range(7, 10):
            for column in "CD":
                sheet[f"{column}{row}"].number_format = ACCOUNTING
            sheet[f"E{row}"].number_format = "0.0%"
        sheet["B7"].font = Font(bold=True)
        sheet["B8"].alignment = Alignment(indent=2)
        for row in sheet["A5:E9"] if grid else ():
            for cell in row:
                cell.border = GRID

    return workbook(("Biểu 02", ANNEX), change=change)


def old_annex() -> bytes:
    """The same annex as an old workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Biểu 02")
    lined = "borders: left thin, right thin; "
    styles = {
        (7, 2): xlwt.easyxf(lined + "font: bold on"),
        (8, 2): xlwt.easyxf(lined + "align: indent 2"),
    }
    merged = {"A1": (0, 0, 0, 4), "A2": (1, 1, 0, 4), "A3": (2, 2, 0, 4)}
    merged |= {"A5": (4, 5, 0, 0), "B5": (4, 5, 1, 1), "C5": (4, 4, 2, 3), "E5": (4, 5, 4, 4)}
    for row, values in enumerate(ANNEX, start=1):
        for column, value in enumerate(values, start=1):
            if value is None:
                continue
            look = styles.get((row, column)) or xlwt.easyxf(lined if row > 4 else "")
            if row > 6 and column > 2:
                look = xlwt.easyxf(lined, num_format_str="0.0%" if column == 5 else ACCOUNTING)
            name = f"{'ABCDE'[column - 1]}{row}"
            if name in merged:
                sheet.write_merge(*merged[name], value, look)
            else:
                sheet.write(row - 1, column - 1, value, look)
    return old_saved(book)


def old_saved(book: xlwt.Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(data: bytes, parts: Mapping[str, bytes | Iterable[bytes]]) -> bytes:
    """The package with some of its parts replaced or added."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            with new.open(name, "w", force_zip64=True) as part:
                for piece in (content,) if isinstance(content, bytes) else content:
                    part.write(piece)
    return file.getvalue()


def part(data: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        return package.read(name)


def styled_blanks(rows: int, columns: int) -> Iterable[bytes]:
    """A sheet's XML with a title, blank cells that only have a style, and a figure in the last row."""
    letters = [openpyxl.utils.get_column_letter(column + 1) for column in range(columns)]
    yield b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    yield '<row r="1"><c r="A1" t="inlineStr"><is><t>Tổng số hộ: 57 hộ</t></is></c></row>'.encode()
    row = b'<row r="#">' + b"".join(f'<c r="{letter}#" s="1"/>'.encode() for letter in letters) + b"</row>"
    for number in range(2, rows + 2):
        yield row.replace(b"#", b"%d" % number)
    yield f'<row r="{rows + 2}"><c r="A{rows + 2}"><v>57.7</v></c></row></sheetData></worksheet>'.encode()
