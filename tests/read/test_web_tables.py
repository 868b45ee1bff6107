"""Tables of figures on a web page: their grid, their places in the text, and what is no table of figures."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solieu.model import Table
from solieu.read.content import Content
from solieu.read.web import read_page

LEAD = "Sáu tháng đầu năm, thu ngân sách của huyện đạt 42,6 tỷ đồng, bằng 52,6% dự toán tỉnh giao."
NEXT = "Toàn huyện gieo trồng 598 ha cây lương thực, trong đó lúa 512 ha, ngô 86 ha."
REST = "Ủy ban nhân dân huyện yêu cầu các xã, thị trấn tiếp tục đôn đốc thu các khoản còn nợ đọng."


PARTS = [
    *("<tr>", "</tr>", "<td>", "<td>", "</td>", "<th>", "<thead>", "<tbody>", "<tfoot>", "</tbody>", "<caption>"),
    *("<td colspan=3>", "<td rowspan=2>", "<td colspan=0 rowspan=0>", "<table>", "</table>", "<form>", "<div>", "<b>"),
    *("Thu", "5,2%", " ", "&nbsp;", "|", "<p>Chi", "<br>", "<a href=1>Tin</a>", "<tr><td>Lúa</td><td>512</td></tr>"),
]


def page(table: str, before: str = f"<p>{LEAD}</p>", behind: str = f"<p>{REST}</p>") -> Content:
    return read_page(f"<!DOCTYPE html><html><body><div>{before}{table}{behind}</div></body></html>")


def grid(content: Content, table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rows, c.columns, content.text[c.start : c.end]) for c in table.cells]


def lines(content: Content) -> list[str]:
    (table,) = content.tables
    return content.text[table.start : table.end].split("\n")


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        pytest.param(
            table("<th>Khoản thu</th><th>Thực hiện</th>", "<td>Lệ phí trước bạ</td><td>26,9</td>"),
            ["| Khoản thu | Thực hiện |", "| Lệ phí trước bạ | 26,9 |"],
            id="plain",
        ),
        pytest.param(
            table("<td>Xã</td><td>Lúa<br>(ha)</td>", "<td><p>Đắk Ru</p></td><td><p>1.204</p><p>ha</p></td>"),
            ["| Xã | Lúa (ha) |", "| Đắk Ru | 1.204 ha |"],
            id="blocks in cells",
        ),
        pytest.param(
            table(
                "<td>TT</td><td>Xã</td><td>Số hộ</td>", "<td>1</td><td></td><td>35</td>", "<td>2</td><td>Nhân Cơ</td>"
            ),
            ["| TT | Xã | Số hộ |", "| 1 | | 35 |", "| 2 | Nhân Cơ | |"],
            id="empty and missing cells",
        ),
        pytest.param(
            "<table><tfoot><tr><td>Cộng</td><td>9</td></tr></tfoot><tbody><tr><td>Đắk Ru</td><td>9</td></tr></tbody>"
            "<thead><tr><th>Xã</th><th>Số vụ</th></tr></thead></table>",
            ["| Xã | Số vụ |", "| Đắk Ru | 9 |", "| Cộng | 9 |"],
            id="head, body and foot in any order",
        ),
        pytest.param(
            table("<td>Diện tích (km<sup>2</sup>)</td><td>635</td>", "<td>A | B</td><td>7&nbsp;%</td>"),
            ["| Diện tích (km2) | 635 |", "| A B | 7 % |"],
            id="raised letters, bars, no-break spaces",
        ),
        pytest.param(
            "<table><tr><td>Xã<td>Số hộ<tr><td>Nhân Cơ<td>35</table>",
            ["| Xã | Số hộ |", "| Nhân Cơ | 35 |"],
            id="without closing tags",
        ),
    ],
)
def test_a_table_is_written_row_by_row_where_it_stood(markup: str, written: list[str]) -> None:
    content = page(markup)
    assert lines(content) == written
    assert content.text == "\n".join([LEAD, *written, REST])


@pytest.mark.parametrize(
    ("markup", "cells"),
    [
        pytest.param(
            table("<th colspan=2>Năm 2023</th>", "<td>Kế hoạch</td><td>Thực hiện</td>", "<td>50</td><td>54,6</td>"),
            [
                (0, 0, 1, 2, "Năm 2023"),
                (1, 0, 1, 1, "Kế hoạch"),
                (1, 1, 1, 1, "Thực hiện"),
                (2, 0, 1, 1, "50"),
                (2, 1, 1, 1, "54,6"),
            ],
            id="colspan",
        ),
        pytest.param(
            table("<td rowspan=2>Trồng trọt</td><td>Lúa</td><td>512</td>", "<td>Ngô</td><td>86</td>"),
            [
                (0, 0, 2, 1, "Trồng trọt"),
                (0, 1, 1, 1, "Lúa"),
                (0, 2, 1, 1, "512"),
                (1, 1, 1, 1, "Ngô"),
                (1, 2, 1, 1, "86"),
            ],
            id="rowspan",
        ),
        pytest.param(
            table("<td rowspan=0>Trồng trọt</td><td>Lúa</td>", "<td>Ngô</td>", "<td>Cà phê</td><td>7</td>"),
            [
                (0, 0, 3, 1, "Trồng trọt"),
                (0, 1, 1, 1, "Lúa"),
                (1, 1, 1, 1, "Ngô"),
                (2, 1, 1, 1, "Cà phê"),
                (2, 2, 1, 1, "7"),
            ],
            id="a rowspan to the end",
        ),
        pytest.param(
            table(
                "<td colspan=100000 rowspan=99999>Biểu 1</td>", "<td>Xã</td><td>Hộ</td>", "<td>Đắk Ru</td><td>5</td>"
            ),
            [(0, 0, 3, 1, "Biểu 1"), (1, 1, 1, 1, "Xã"), (1, 2, 1, 1, "Hộ"), (2, 1, 1, 1, "Đắk Ru"), (2, 2, 1, 1, "5")],
            id="spans beyond the table",
        ),
        pytest.param(
            table("<td colspan=x>Xã</td><td rowspan='-3'>Hộ</td>", "<td colspan=''>Đắk Ru</td><td>5</td>"),
            [(0, 0, 1, 1, "Xã"), (0, 1, 1, 1, "Hộ"), (1, 0, 1, 1, "Đắk Ru"), (1, 1, 1, 1, "5")],
            id="spans that are no numbers",
        ),
    ],
)
def test_what_a_merged_cell_covers(markup: str, cells: list[tuple[int, int, int, int, str]]) -> None:
    content = page(markup)
    assert grid(content, content.tables[0]) == cells


def test_a_cell_says_whether_it_is_bold_and_how_far_moved_in() -> None:
    markup = table(
        "<th>Chỉ tiêu</th><td><p><b>Tổng thu</b></p></td>",
        "<td>&nbsp;&nbsp;&nbsp;&nbsp;Thu nội địa</td><td><b>5</b> tỷ</td>",
    )
    cells = page(markup).tables[0].cells
    assert [(cell.bold, cell.indent) for cell in cells] == [(True, 0), (True, 0), (False, 2), (False, 0)]


def test_a_caption_and_words_outside_the_cells_stand_before_the_table() -> None:
    markup = "<table><caption>Biểu 2. Thu ngân sách</caption>Đơn vị: tỷ đồng<tr><td>Thu</td><td>5</td></tr>"
    content = page(markup + "<tr><td>Chi</td><td>4</td></tr></table>")
    before = content.text[: content.tables[0].start].split("\n")
    assert before == [LEAD, "Biểu 2. Thu ngân sách", "Đơn vị: tỷ đồng", ""]


def test_a_table_within_a_table_that_only_places_things_is_a_table() -> None:
    inner = table("<td>Thu</td><td>5</td>", "<td>Chi</td><td>4</td>")
    content = read_page(
        f"<html><body><table><tr><td>Danh mục</td><td><p>{LEAD}</p>{inner}<p>{REST}</p></td></tr></table></body></html>"
    )
    assert lines(content) == ["| Thu | 5 |", "| Chi | 4 |"]


def test_a_plan_with_a_long_note_is_a_table_and_the_page_around_an_article_is_none() -> None:
    tasks = [f"<td>{n}</td><td>{LEAD * 4}</td><td>Phòng Tài chính</td>" for n in range(4)]
    plan = table("<th>TT</th><th>Nhiệm vụ</th><th>Chủ trì</th>", f"<td>5</td><td>{NEXT * 9}</td><td>Xã</td>", *tasks)
    assert lines(page(plan))[1] == f"| 5 | {NEXT * 9} | Xã |"
    placed = table("<td>A</td><td>B</td><td>C</td>", f"<td>Lịch</td><td>{LEAD * 9}</td><td>Ảnh</td>", "<td>1</td>" * 3)
    assert not page(placed).tables


def test_a_table_of_figures_within_another_is_the_table() -> None:
    inner = table("<td>Lúa</td><td>512</td>", "<td>Ngô</td><td>86</td>")
    content = page(table("<td>Xã</td><td>Cây trồng (ha)</td>", f"<td>Nhân Cơ</td><td>{inner}</td>"))
    assert lines(content) == ["| Lúa | 512 |", "| Ngô | 86 |"]
    assert "Nhân Cơ" in content.text


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_any_markup_of_tables_gives_cells_that_stand_in_the_text(parts: list[str]) -> None:
    content = page(f"<table>{''.join(parts)}</table>")
    for found in content.tables:
        assert 0 <= found.start < found.end <= len(content.text)
        assert content.text[found.start] == content.text[found.end - 1] == "|"
        for cell in found.cells:
            assert found.start <= cell.start <= cell.end <= found.end
            words = content.text[cell.start : cell.end]
            assert words == words.strip()
            assert not set(words) & {"|", "\n"}
            assert cell.rows >= 1
            assert cell.columns >= 1


def test_two_tables_keep_their_order_and_the_text_between_them() -> None:
    first = table("<td>Thu</td><td>5</td>", "<td>Chi</td><td>4</td>")
    second = table("<td>Lúa</td><td>512</td>", "<td>Ngô</td><td>86</td>")
    content = page(f"{first}<p>{NEXT}</p>{second}")
    assert content.text.split("\n") == [LEAD, "| Thu | 5 |", "| Chi | 4 |", NEXT, "| Lúa | 512 |", "| Ngô | 86 |", REST]
    assert [content.text[t.start : t.end][:7] for t in content.tables] == ["| Thu |", "| Lúa |"]


def test_an_article_that_is_hardly_more_than_its_table() -> None:
    rows = [f"<td>{n}</td><td>Xã Nhân Cơ {n}</td><td>{n},5</td>" for n in range(40)]
    menu = "<ul>" + "".join(f"<li><a href={n}>Chuyên mục {n}</a></li>" for n in range(9)) + "</ul>"
    content = page(table("<th>TT</th><th>Xã</th><th>Tỷ lệ</th>", *rows), f"{menu}<h1>Tỷ lệ hộ nghèo</h1>", "")
    assert lines(content)[-1] == "| 39 | Xã Nhân Cơ 39 | 39,5 |"
    assert "Chuyên mục" not in content.text


@pytest.mark.parametrize(
    "markup",
    [
        table("<td>1</td><td><a href=1>Báo cáo số 90/BC-UBND</a></td>", "<td>2</td><td><a href=2>Tờ trình</a></td>"),
        table("<td></td><td> </td>", "<td>&nbsp;</td><td></td>"),
        table(),
    ],
)
def test_lists_of_links_and_empty_tables_are_left_out(markup: str) -> None:
    content = page(markup)
    assert content.text == f"{LEAD}\n{REST}"
    assert not content.tables


def test_names_that_lead_elsewhere_do_not_make_a_table_of_figures_a_list_of_links() -> None:
    rows = [f"<td>{n}</td><td><a href={n}>Xã Quảng Tín {n}</a></td><td>9{n},5%</td>" for n in range(3)]
    assert lines(page(table(*rows)))[1] == "| 1 | Xã Quảng Tín 1 | 91,5% |"


def test_a_table_outside_the_article_is_told_of() -> None:
    rates = table("<td>USD</td><td>23.450</td>", "<td>EUR</td><td>25.120</td>")
    article = "".join(f"<p>{n}. {words}</p>" for n in range(9) for words in (LEAD, NEXT, REST))
    content = read_page(
        f"<html><body><article>{article}</article><footer><div class=footer>{rates}</div></footer></body></html>"
    )
    assert not content.tables
    assert content.warnings == ("Tables outside the article were left out: 1.",)


CELLS = "<td>1</td>"


@pytest.mark.parametrize(
    ("markup", "tables"),
    [
        pytest.param(f"<table>{f'<tr>{CELLS * 50}</tr>' * 1000}</table>", 1, id="50,000 cells"),
        pytest.param(f"<table>{f'<tr><td colspan=100000>a</td>{CELLS}</tr>' * 9000}</table>", 1, id="colspans"),
        pytest.param(f"<table>{f'<tr><td rowspan=65534>a</td>{CELLS}</tr>' * 9000}</table>", 0, id="rowspans"),
        pytest.param(f"<table><tr>{CELLS * 9000}</tr>{f'<tr>{CELLS * 2}</tr>' * 9000}</table>", 0, id="wide and tall"),
        pytest.param("<table><tr><td>1</td><td>" * 5000, 0, id="tables in tables"),
    ],
)
def test_a_hostile_table_is_read_in_bounded_time_and_size(markup: str, tables: int) -> None:
    begun = time.process_time()
    content = page(markup)
    assert time.process_time() - begun < 30
    assert LEAD in content.text
    assert len(content.tables) == tables
    assert len(content.text) < 2 * len(markup)
    assert bool(content.warnings) is (tables == 0)
