import datetime
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
import xlwt
from make_workbooks import ANNEX_TEXT, annex, old_annex, old_saved

from solieu.errors import ReadError
from solieu.read import Content, Limits, read
from solieu.read.xls import read as read_xls
from solieu.read.xlsx import read as read_xlsx


def book(rows: list[list[Any]], name: str = "Biểu") -> tuple[xlwt.Workbook, Any]:
    made = xlwt.Workbook(encoding="utf-8")
    sheet = made.add_sheet(name)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value is not None:
                sheet.write(row, column, value)
    return made, sheet


def content(made: xlwt.Workbook, **limits: int) -> Content:
    return read_xls(old_saved(made), Limits(**limits))


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    old, new = read_xls(old_annex(), Limits()), read_xlsx(annex(), Limits())
    assert old.text == new.text == ANNEX_TEXT
    assert old.tables == new.tables


def test_it_is_told_from_other_old_files_by_its_bytes() -> None:
    assert read(old_annex(), name="bieu.doc").text == ANNEX_TEXT


def test_days_are_words() -> None:
    made, sheet = book([["Nội dung", "Ngày"], ["Khởi công"], ["Hoàn thành"]])
    sheet.write(1, 1, datetime.date(2022, 9, 30), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    sheet.write(2, 1, datetime.date(2023, 12, 1), xlwt.easyxf(num_format_str="M/D/YY"))
    assert content(made).text == "Biểu\n| Nội dung | Ngày |\n| Khởi công | 30/09/2022 |\n| Hoàn thành | 01/12/2023 |\n"


def test_hidden_rows_columns_and_sheets_are_read_and_told() -> None:
    made, sheet = book([["Xã", "Số hộ"], ["Tân An", 812], ["Tân Lập", 640]])
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    other = made.add_sheet("Gốc")
    other.write(0, 0, "Bản nháp")
    other.visibility = 1
    found = content(made)
    assert found.text == "Biểu\n| Xã | Số hộ |\n| Tân An | 812 |\n| Tân Lập | 640 |\n\nGốc\nBản nháp\n"
    assert found.tables[0].hidden_rows == (1,)
    assert found.warnings == (
        "Hidden sheets were read like the others: Gốc.",
        "Hidden rows and columns were read like the others: Biểu (row 2, column B).",
    )


def test_a_cell_merged_over_rows() -> None:
    made, sheet = book([["Huyện", "Xã", "Số hộ"], [None, "Tân An", 512], [None, "Tân Lập", 640]])
    sheet.write_merge(1, 2, 0, 0, "Đông Sơn")
    (table,) = content(made).tables
    assert [(cell.row, cell.column, cell.rows) for cell in table.cells if cell.rows > 1] == [(1, 0, 2)]


def test_words_in_old_fonts_become_unicode() -> None:
    made, sheet = book([["Chỉ tiêu", "ĐVT"]])
    old = xlwt.easyxf("font: name .VnTime")
    sheet.write(1, 0, "Thu ng©n s¸ch", old)
    sheet.write_rich_text(1, 1, [("tỷ ", xlwt.easyfont("name Arial")), ("®ång", xlwt.easyfont("name .VnTime"))])
    assert content(made).text == "Biểu\n| Chỉ tiêu | ĐVT |\n| Thu ngân sách | tỷ đồng |\n"


def test_numbers_errors_and_truth() -> None:
    made, sheet = book([["Xã", "Tỷ lệ"], ["Tân An", 0.577], ["Tân Lập", True]])
    sheet.row(3).set_cell_text(0, "Tân Phú")
    sheet.row(3).set_cell_error(1, "#REF!")
    found = content(made)
    assert found.text == "Biểu\n| Xã | Tỷ lệ |\n| Tân An | 0,577 |\n| Tân Lập | TRUE |\n| Tân Phú | |\n"
    assert found.tables[0].cells[3].number == Decimal("0.577")
    assert found.warnings == ("1 cells hold an error such as #REF! and were left empty.",)


def test_what_stands_beyond_the_limit_is_left_out_and_told() -> None:
    made, _ = book([["Xã", "Số hộ"], *([f"Xã số {row}", row] for row in range(100))])
    found = content(made, cells=60)
    assert sum(len(table.cells) for table in found.tables) == 60
    assert "more than 60 cells" in found.warnings[0]


def test_blank_cells_with_a_look_are_passed_over_within_limits() -> None:
    made, sheet = book([["Tổng số hộ: 57 hộ"]])
    look = xlwt.easyxf("borders: left thin")
    for row in range(1, 2000):
        sheet.row(row).set_cell_blank(200, look)
    assert content(made).text == "Biểu\nTổng số hộ: 57 hộ\n"
    assert "left out" in content(made, cells=1000).warnings[0]


@pytest.mark.parametrize("kept", [0.1, 0.3, 0.6, 0.9])
def test_a_file_cut_off_is_one_sentence(kept: float) -> None:
    data = old_annex()
    with pytest.raises(ReadError, match=r"^This old Excel workbook is damaged or cut off: .*\.$"):
        read_xls(data[: int(len(data) * kept)], Limits())


def test_damage_anywhere_is_a_read_error_or_a_text() -> None:
    data = old_annex()
    for at in range(0, len(data), 97):
        damaged = data[:at] + b"\xff\x00\x7f" + data[at + 3 :]
        with suppress(ReadError):
            assert isinstance(read_xls(damaged, Limits()).text, str)


def test_a_password_is_told() -> None:
    # FILEPASS (0x2F) right behind the beginning of the workbook's stream, as Excel writes it.
    data = bytearray(old_annex())
    start = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    size = 4 + data[start + 2]
    data[start + size : start + size + 4] = b"\x2f\x00" + data[start + size + 2 : start + size + 4]
    with pytest.raises(ReadError, match="password"):
        read_xls(bytes(data), Limits())
