import datetime
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from make_workbooks import ANNEX_TEXT, GRID, annex, part, repacked, saved, styled_blanks, workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font

from solieu.errors import ReadError, TooLarge
from solieu.read import Content, Limits, read
from solieu.read.xlsx import read as read_xlsx

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def content(data: bytes, **limits: int) -> Content:
    return read_xlsx(data, Limits(**limits))


def words(found: Content) -> list[list[str]]:
    """The words of each table's cells."""
    return [[found.text[cell.start : cell.end] for cell in table.cells] for table in found.tables]


@pytest.mark.parametrize("grid", [False, True])
def test_an_annex_has_its_titles_as_lines_and_its_grid_as_a_table(grid: bool) -> None:
    found = content(annex(grid=grid))
    assert found.text == ANNEX_TEXT
    (table,) = found.tables
    assert (table.sheet, found.warnings) == ("Biểu 02", ())
    cells = {found.text[cell.start : cell.end]: cell for cell in table.cells}
    assert [(cells[head].rows, cells[head].columns) for head in ("TT", "Năm 2022", "Tỷ lệ (%)")] == [
        (2, 1),
        (1, 2),
        (2, 1),
    ]
    assert (cells["20.984"].row, cells["20.984"].column, cells["20.984"].number) == (2, 3, Decimal("20984.25"))
    assert (cells["57,7%"].number, cells["57,7%"].percent) == (Decimal("0.577"), True)
    assert (cells["-"].number, cells["-"].percent) == (Decimal(0), False)
    assert cells["(150)"].number == Decimal(-150)
    assert (cells["Thu nội địa"].bold, cells["Thu nội địa"].indent) == (True, 0)
    assert (cells["Thu từ đất"].bold, cells["Thu từ đất"].indent) == (False, 2)
    assert cells["I"].number is None


def test_a_workbook_is_told_by_its_bytes_and_read_as_a_report() -> None:
    report = read(annex(), name="bieu-02.dat")
    assert report.text == ANNEX_TEXT
    assert len(report.tables) == 1


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("0.57699999999999996", "0.577"),
        ("20984", "20984"),
        ("1.1000000000000001", "1.1"),
        ("1E-3", "0.001"),
        ("-0", "0"),
        ("123456789012345678", "123456789012345680"),
    ],
)
def test_a_number_is_the_shortest_that_means_what_is_stored(stored: str, number: str) -> None:
    data = workbook(("Sheet1", [["Chỉ tiêu", "Năm 2022"], ["Thu ngân sách", 777]]))
    sheet = part(data, SHEET).replace(b"<v>777</v>", f"<v>{stored}</v>".encode())
    (table,) = content(repacked(data, {SHEET: sheet})).tables
    assert str(table.cells[-1].number) == str(Decimal(number))


def test_days_are_words_and_no_figures() -> None:
    def change(book: Any) -> None:
        book.active["B3"].number_format = "d/m/yyyy"
        book.active["B4"].number_format = "mm-dd-yy"

    rows = [["Nội dung", "Ngày"], *(["Khởi công", datetime.date(2022, 9, 30)] for _ in range(3))]
    found = content(workbook(("Tiến độ", rows), change=change))
    assert words(found)[0][3::2] == ["2022-09-30", "30/9/2022", "30/09/2022"]
    assert {cell.number for cell in found.tables[0].cells} == {None}


def test_hidden_rows_columns_and_sheets_are_read_and_told() -> None:
    def change(book: Any) -> None:
        first, second = book.worksheets
        first.row_dimensions[3].hidden = True
        first.column_dimensions["C"].hidden = True
        second.sheet_state = "veryHidden"

    rows = [["Xã", "Số hộ", "Hộ nghèo"], ["Tân An", 812, 12], ["Tân Lập", 640, 9], ["Tân Phú", 577, 4]]
    found = content(workbook(("Theo xã", rows), ("Gốc", rows), change=change))
    assert found.text.count("| Tân Lập | 640 | 9 |") == 2
    assert [table.hidden_rows for table in found.tables] == [(2,), ()]
    assert found.warnings == (
        "Hidden sheets were read like the others: Gốc.",
        "Hidden rows and columns were read like the others: Theo xã (row 3, column C).",
    )


def test_indentation_tells_levels() -> None:
    def change(book: Any) -> None:
        for row, indent in enumerate((0, 1, 2, 1), start=2):
            book.active[f"A{row}"].alignment = Alignment(indent=indent)

    rows = [["Chỉ tiêu", "Hộ"], ["Tổng số", 90], ["Nông thôn", 60], ["Miền núi", 20], ["Thành thị", 30]]
    (table,) = content(workbook(("Hộ", rows), change=change)).tables
    assert [cell.indent for cell in table.cells if cell.column == 0] == [0, 0, 1, 2, 1]


TWO_TABLES = [
    ["1. Thu ngân sách"],
    ["Chỉ tiêu", "Dự toán", "Thực hiện"],
    ["Thu nội địa", 36368, 20984],
    [],
    ["2. Lao động"],
    ["Xã", "Số lao động"],
    ["Tân An", 512],
]


@pytest.mark.parametrize("grid", [False, True])
def test_two_tables_on_one_sheet_are_two(grid: bool) -> None:
    def change(book: Any) -> None:
        for area in ("A2:C3", "A6:B7") if grid else ():
            for row in book.active[area]:
                for cell in row:
                    cell.border = GRID

    found = content(workbook(("Biểu", TWO_TABLES), change=change))
    assert found.text == (
        "Biểu\n1. Thu ngân sách\n| Chỉ tiêu | Dự toán | Thực hiện |\n| Thu nội địa | 36368 | 20984 |\n"
        "2. Lao động\n| Xã | Số lao động |\n| Tân An | 512 |\n"
    )
    assert [len(table.cells) for table in found.tables] == [6, 4]


def test_tables_beside_each_other_are_two() -> None:
    rows = [["Xã", "Số hộ", None, "Phường", "Số hộ"], ["Tân An", 512, None, "Hà Huy Tập", 733]]
    assert words(content(workbook(("Biểu", rows)))) == [
        ["Xã", "Số hộ", "Tân An", "512"],
        ["Phường", "Số hộ", "Hà Huy Tập", "733"],
    ]


def test_an_empty_row_within_a_table_does_not_end_it() -> None:
    rows = [["TT", "Xã", "Số hộ"], [1, "Tân An", 512], [], [2, "Tân Lập", 640]]
    (table,) = content(workbook(("Biểu", rows))).tables
    assert [cell.row for cell in table.cells] == [0, 0, 0, 1, 1, 1, 3, 3, 3]


SIGNED = [
    ["UBND TỈNH BẮC SƠN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["SỞ TÀI CHÍNH", None, None, "Độc lập - Tự do - Hạnh phúc"],
    ["TÌNH HÌNH GIẢI NGÂN VỐN ĐẦU TƯ CÔNG"],
    ["TT", "Đơn vị", "Kế hoạch", "Giải ngân"],
    [1, "Huyện A", 150, 75],
    ["II", "CẤP XÃ"],
    [2, "Xã B", 50, 41],
    ["Ghi chú: số liệu đến ngày 30/9/2022."],
    ["Nơi nhận: như trên", None, None, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"],
]


@pytest.mark.parametrize("grid", [False, True])
def test_a_letterhead_notes_and_signatures_are_lines(grid: bool) -> None:
    def change(book: Any) -> None:
        for row in book.active["A4:D7"] if grid else ():
            for cell in row:
                cell.border = GRID

    found = content(workbook(("Vốn", SIGNED), change=change))
    assert found.text == (
        "Vốn\nUBND TỈNH BẮC SƠN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ TÀI CHÍNH\nĐộc lập - Tự do - Hạnh phúc\n"
        "TÌNH HÌNH GIẢI NGÂN VỐN ĐẦU TƯ CÔNG\n"
        "| TT | Đơn vị | Kế hoạch | Giải ngân |\n| 1 | Huyện A | 150 | 75 |\n| II | CẤP XÃ | | |\n| 2 | Xã B | 50 | 41 |\n"
        "Ghi chú: số liệu đến ngày 30/9/2022.\nNơi nhận: như trên\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n"
    )


def test_formulas_give_their_saved_results_and_those_without_are_told() -> None:
    data = workbook(("Tổng", [["Xã", "Số hộ"], ["Tân An", 512], ["Tổng số", "=SUM(B2:B2)"], ["Khác", "=B9"]]))
    sheet = part(data, SHEET).replace(b"<f>SUM(B2:B2)</f><v></v>", b"<f>SUM(B2:B2)</f><v>512</v>")
    found = content(repacked(data, {SHEET: sheet}))
    assert "| Tổng số | 512 |\n| Khác | |" in found.text
    assert [warning for warning in found.warnings if warning.startswith("1 formulas have no saved result")]


def test_errors_are_empty_and_told() -> None:
    found = content(workbook(("Biểu", [["Xã", "Tỷ lệ"], ["Tân An", "#REF!"], ["Tân Lập", "#DIV/0!"], ["Tân Phú", 5]])))
    assert "| Tân An | |\n| Tân Lập | |\n| Tân Phú | 5 |" in found.text
    assert found.warnings == ("2 cells hold an error such as #REF! and were left empty.",)


def test_a_cell_merged_over_rows_hides_what_lies_under_it() -> None:
    def change(book: Any) -> None:
        book.active.merge_cells("A2:A4")

    rows = [["Huyện", "Xã", "Số hộ"], ["Đông Sơn", "Tân An", 512], [None, "Tân Lập", 640], [None, "Tân Phú", 733]]
    data = workbook(("Biểu", rows), change=change)
    under = part(data, SHEET).replace(b'<c r="B3"', b'<c r="A3" t="inlineStr"><is><t>X</t></is></c><c r="B3"', 1)
    (table,) = content(repacked(data, {SHEET: under})).tables
    found = content(repacked(data, {SHEET: under}))
    assert found.text.endswith("| Đông Sơn | Tân An | 512 |\n| | Tân Lập | 640 |\n| | Tân Phú | 733 |\n")
    assert [(cell.row, cell.rows) for cell in table.cells if cell.rows > 1] == [(1, 3)]


def test_words_in_old_fonts_become_unicode() -> None:
    def change(book: Any) -> None:
        sheet = book.active
        for row in sheet["A1:B2"]:
            for cell in row:
                cell.font = Font(name=".VnTime")
        sheet["A3"] = CellRichText("Ước đạt ", TextBlock(InlineFont(rFont=".VnTime"), "tû ®ång"))

    rows = [["ChØ tiªu", "§¬n vÞ"], ["Thu ng©n s¸ch", "tû ®ång"], [None, 5]]
    found = content(workbook(("Biểu", rows), change=change))
    assert words(found) == [["Chỉ tiêu", "Đơn vị", "Thu ngân sách", "tỷ đồng", "Ước đạt tỷ đồng", "5"]]


def with_strings(strings: str, sheet: str) -> bytes:
    """A workbook whose cells refer to a list of texts, as Excel writes it."""
    data = workbook(("Biểu", [["Xã"]]))
    rels = part(data, "xl/_rels/workbook.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Target="sharedStrings.xml" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
    )
    parts = {"xl/sharedStrings.xml": strings.encode(), SHEET: sheet.encode(), "xl/_rels/workbook.xml.rels": rels}
    return repacked(data, parts)


def test_texts_that_cells_share_are_read_with_their_runs() -> None:
    strings = (
        f"<sst xmlns='{SPACE}'><si><t>Xã</t></si><si><r><t xml:space='preserve'>Tân </t></r>"
        "<r><rPr><b/></rPr><t>An_x000D_</t></r><rPh><t>ignored</t></rPh></si></sst>"
    )
    sheet = (
        f'<x:worksheet xmlns:x="{SPACE}"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c><x:v>1</x:v></x:c>'
        '</x:row><x:row><x:c t="s"><x:v>1</x:v></x:c><x:c/><x:c t="b"><x:v>1</x:v></x:c><x:c t="s"><x:v>99</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    assert content(with_strings(strings, sheet)).text == "Biểu\n| Xã | 1 | |\n| Tân An | | TRUE |\n"


def test_macros_are_not_run_and_told() -> None:
    found = content(repacked(annex(), {"xl/vbaProject.bin": b"\0" * 100}))
    assert found.warnings == ("The workbook holds macros; they were not run.",)


def test_names_that_lead_out_of_the_package_lead_nowhere() -> None:
    data = repacked(annex(), {"../../etc/passwd.xml": b"<a/>"})
    assert content(data).text == ANNEX_TEXT
    rels = part(data, "xl/_rels/workbook.xml.rels").replace(b"worksheets/sheet1.xml", b"../../../../etc/passwd")
    with pytest.raises(ReadError, match="damaged"):
        content(repacked(data, {"xl/_rels/workbook.xml.rels": rels}))


def test_links_to_other_files_are_not_followed() -> None:
    rels = part(annex(), "xl/_rels/workbook.xml.rels").replace(
        b"<Relationship ", b'<Relationship TargetMode="External" '
    )
    assert content(repacked(annex(), {"xl/_rels/workbook.xml.rels": rels})).text == ""


def test_what_stands_beyond_the_limit_is_left_out_and_told() -> None:
    rows = [["Xã", "Số hộ"], *([f"Xã số {row}", row] for row in range(100))]
    found = content(workbook(("Biểu", rows), ("Sau", rows)), cells=60)
    assert sum(len(table.cells) for table in found.tables) == 60
    assert found.warnings == (
        "The workbook holds more than 60 cells or too much text: what stands beyond was left out.",
    )


def test_one_long_text_in_many_cells_is_bounded() -> None:
    strings = f'<sst xmlns="{SPACE}"><si><t>{"dài " * 5000}</t></si></sst>'
    cells = '<c t="s"><v>0</v></c>' * 400
    sheet = f'<worksheet xmlns="{SPACE}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    found = content(with_strings(strings, sheet), unpacked=16 * 1024 * 1024)
    assert len(found.text) < 3 * 1024 * 1024
    assert "too much text" in found.warnings[0]


def test_cells_far_apart_are_lines() -> None:
    def change(book: Any) -> None:
        for step in range(300):
            book.active.cell(step + 1, step * 50 + 1, f"hộ {step}")

    found = content(workbook(("Biểu", []), change=change))
    assert found.tables == ()
    assert found.text.count("\n") == 301


_MEASURE = """
import json, resource, sys, time
from pathlib import Path
from solieu.read import Limits
from solieu.read.xlsx import read

def peak():
    try:  # a process that begins as a copy of a large one inherits what getrusage tells
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1000 if sys.platform == "darwin" else 1)

data = Path(sys.argv[1]).read_bytes()
began = time.process_time()
text = read(data, Limits()).text
print(json.dumps({"text": text, "seconds": time.process_time() - began, "kilobytes": peak()}))
"""


def test_ten_million_styled_blank_cells_cost_little(tmp_path: Path) -> None:
    file = tmp_path / "blank.xlsx"
    file.write_bytes(repacked(annex(), {SHEET: styled_blanks(rows=100_000, columns=100)}))
    command = [sys.executable, "-c", _MEASURE, str(file)]
    measured = json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout)
    assert measured["text"] == "Biểu 02\nTổng số hộ: 57 hộ\n57,7\n"
    # Measured: 6 seconds, 72 megabytes.
    assert measured["seconds"] < 60
    assert measured["kilobytes"] < 200_000


def damaged_parts() -> list[tuple[str, bytes]]:
    return [
        (SHEET, b"<worksheet><sheetData><row r='1'>"),
        (SHEET, b""),
        (SHEET, b"<worksheet><sheetData><row r='1'><c r='ZZZZ1'><v>1</v></c></row></sheetData></worksheet>"),
        (SHEET, b"<worksheet><sheetData><row r='9999999'><c r='A9999999'><v>1</v></c></row></sheetData></worksheet>"),
        ("xl/workbook.xml", b"not XML"),
        ("xl/styles.xml", b"<styleSheet><cellXfs>"),
    ]


@pytest.mark.parametrize(("name", "damage"), damaged_parts())
def test_damaged_parts_are_one_sentence(name: str, damage: bytes) -> None:
    with pytest.raises(ReadError, match=r"^The XML in this workbook is damaged: .*\.$"):
        content(repacked(annex(), {name: damage}))


STRANGE = b"""<worksheet><cols><col hidden="1" min="x" max="99999999"/></cols><sheetData>
<row r="1"><c r="A1" s="99" t="n"><v>1e999</v></c><c r="B1" t="s"><v>-1</v></c><c r="C1"><v>NaN</v></c>
<c r="D1" t="?"><v>5</v></c><c r="E1" t="d"><v>2022-09-30T00:00:00</v></c><c r="F1"><v>abc</v></c></row></sheetData>
<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:A1"/><mergeCell ref=":"/></mergeCells></worksheet>"""


def test_strange_values_do_no_harm() -> None:
    found = content(repacked(annex(), {SHEET: STRANGE.replace(b'<mergeCell ref="A1:XFD1048576"/>', b"")}))
    assert found.text == "Biểu 02\n5 30/09/2022\n"
    assert found.warnings == ("Hidden rows and columns were read like the others: Biểu 02 (columns A, C, D, E, F).",)
    assert "5" not in content(repacked(annex(), {SHEET: STRANGE})).text


def test_bombs_are_refused() -> None:
    blank = repacked(annex(), {SHEET: (b" " * (1 << 20) for _ in range(40))})
    with pytest.raises(TooLarge, match="zip bomb"):
        content(blank)
    with pytest.raises(TooLarge, match="more than 1 MiB"):
        content(blank, unpacked=1024 * 1024)


def test_declared_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(ReadError, match="entities"):
        content(repacked(annex(), {SHEET: bomb}))


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_off_is_one_sentence(kept: float) -> None:
    data = annex()
    with pytest.raises(ReadError, match=r"damaged or cut off.*\.$"):
        content(data[: int(len(data) * kept)])


def test_a_binary_workbook_says_what_to_do() -> None:
    data = annex()
    rels = part(data, "_rels/.rels").replace(b"xl/workbook.xml", b"xl/workbook.bin")
    with pytest.raises(ReadError, match=r"XLSB.*save it as XLSX"):
        content(repacked(data, {"_rels/.rels": rels, "xl/workbook.bin": b"\0"}))


def test_a_workbook_under_a_password_says_what_to_do() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09\x00" + bytes(16) + bytes(4)
    directory = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + (34).to_bytes(2, "little") + bytes(62)
    with pytest.raises(ReadError, match=r"password"):
        read(ole.ljust(512, b"\0") + directory.ljust(512, b"\0"))


def test_an_empty_workbook_is_an_empty_report() -> None:
    with pytest.raises(ReadError, match="no text"):
        read(saved(openpyxl.Workbook()))
