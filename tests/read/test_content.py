from decimal import Decimal

import pytest

from solieu.errors import MissingExtra
from solieu.read import formats
from solieu.read.content import GivenCell, Writer


def test_each_row_is_a_line_and_each_cell_has_its_words() -> None:
    writer = Writer()
    writer.line("Biểu 1")
    writer.table(
        [GivenCell(0, 0, "Chỉ  tiêu\n(ha)"), GivenCell(0, 1, "a|b"), GivenCell(1, 1, "5,2", number=Decimal("5.2"))]
    )
    content = writer.content(title="Biểu")
    assert content.text == "Biểu 1\n| Chỉ tiêu (ha) | a b |\n| | 5,2 |\n"
    (table,) = content.tables
    assert content.text[table.start : table.end] == "| Chỉ tiêu (ha) | a b |\n| | 5,2 |"
    assert [content.text[cell.start : cell.end] for cell in table.cells] == ["Chỉ tiêu (ha)", "a b", "5,2"]
    assert (table.cells[2].row, table.cells[2].column, table.cells[2].number) == (1, 1, Decimal("5.2"))
    assert content.title == "Biểu"


def test_a_merged_cell_stands_once_and_an_empty_one_has_no_words() -> None:
    writer = Writer()
    writer.table([GivenCell(0, 0, "Đầu", columns=3), GivenCell(1, 0, "x"), GivenCell(1, 1, ""), GivenCell(1, 2, "7")])
    (table,) = writer.content().tables
    assert writer.content().text == "| Đầu | | |\n| x | | 7 |\n"
    assert [cell.end - cell.start for cell in table.cells] == [3, 1, 0, 1]
    assert table.cells[0].columns == 3


def test_a_table_without_words_is_left_out() -> None:
    writer = Writer()
    writer.table([GivenCell(0, 0, " "), GivenCell(1, 0, "")])
    assert writer.content().tables == ()


def test_pages_hold_their_stretch_of_the_text() -> None:
    writer = Writer()
    writer.page(1, 595, 842)
    writer.line("Trang một")
    writer.word(0, 5, (0.1, 0.1, 0.2, 0.12))
    writer.page(2)
    writer.table([GivenCell(0, 0, "Trang hai")])
    content = writer.content()
    assert [content.text[page.start : page.end] for page in content.pages] == ["Trang một\n", "| Trang hai |\n"]
    assert [len(page.words) for page in content.pages] == [1, 0]
    assert content.tables[0].page == 2


def test_a_blank_line_stands_once() -> None:
    writer = Writer()
    for _ in range(2):
        writer.blank()
        writer.line("a")
        writer.blank()
        writer.blank()
    assert writer.content().text == "a\n\na\n\n"


def test_a_blank_line_parts_what_follows_from_a_table() -> None:
    writer = Writer()
    writer.table([GivenCell(0, 0, "Xã"), GivenCell(0, 1, "Số hộ")])
    writer.blank()
    writer.line("Ghi chú")
    assert writer.content().text == "| Xã | Số hộ |\n\nGhi chú\n"


def test_a_format_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(formats._READERS, "a strange file", ("solieu.read.no_such_reader", "strange"))
    with pytest.raises(MissingExtra, match=r"pip install 'solieu\[strange\]'"):
        formats.reader_of("a strange file")
    assert formats.reader_of("another file") is None
