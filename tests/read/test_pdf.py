from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from make_pdf import FONT, WIDTH, line, pdf, prose, table
from pdf_bytes import in_old_font
from reportlab.lib.pdfencrypt import StandardEncryption

import solieu
from solieu.read.limits import Limits
from solieu.read.pdf import read

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from solieu.model import Table
    from solieu.read.content import Content

BUDGET = (
    "Thu ngân sách nhà nước trên địa bàn tỉnh 9 tháng đầu năm 2022 ước đạt 1.584 tỷ đồng, bằng 57,7% dự toán, tăng 5,2% "
    "so với cùng kỳ năm trước. Tổng sản phẩm trên địa bàn tăng 7,4%, đứng thứ 12 trong 63 tỉnh, thành phố của cả nước."
)
FARMING = (
    "Về nông nghiệp, diện tích gieo cấy lúa vụ Mùa đạt 12.450 ha, năng suất bình quân 56,3 tạ/ha. Toàn tỉnh có 42 xã đạt "
    "chuẩn nông thôn mới; tỷ lệ hộ nghèo còn 2,1%, giảm 486 hộ so với đầu năm, phát triển kinh tế - xã hội được giữ vững."
)
SCHOOLS = (
    "Năm học 2022 - 2023 toàn tỉnh có 312 trường học với 98.540 học sinh, tăng 1.120 học sinh so với năm học trước; 214 "
    "trường đạt chuẩn quốc gia, bằng 68,6% số trường. Công tác y tế dự phòng được chú trọng, không để dịch bệnh xảy ra."
)


def content(*pages: object, **options: object) -> Content:
    return read(pdf(*pages, **options), Limits())  # type: ignore[arg-type]


def lines(given: Content) -> list[str]:
    return given.text.splitlines()


def cells(given: Content, number: int = 0) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in given.tables[number].cells:
        rows.setdefault(cell.row, []).append(given.text[cell.start : cell.end])
    return list(rows.values())


def spans(found: Table) -> set[tuple[int, int, int, int]]:
    return {(cell.row, cell.column, cell.rows, cell.columns) for cell in found.cells if cell.rows * cell.columns > 1}


def test_lines_become_paragraphs() -> None:
    given = content(lambda canvas: prose(canvas, BUDGET, FARMING))
    assert lines(given) == [BUDGET, FARMING]
    assert given.warnings == ()


def test_each_word_has_its_place_on_the_page() -> None:
    given = content(lambda canvas: line(canvas, "Thu ngân sách", 119, 421))
    (page,) = given.pages
    assert (page.number, page.start, page.end, round(page.width), round(page.height)) == (1, 0, 14, 595, 842)
    assert [given.text[word.start : word.end] for word in page.words] == ["Thu", "ngân", "sách"]
    assert page.words[0].left == pytest.approx(0.2, abs=0.002)
    assert page.words[0].top < 0.5 < page.words[0].bottom + 0.001


@pytest.mark.parametrize(
    "items",
    [
        ["- Công nghiệp: chỉ số sản xuất tăng 8,1%.", "- Dịch vụ: doanh thu đạt 1.020 tỷ đồng, tăng 11,3%."],
        ["a) Thu nội địa đạt 1.210 tỷ đồng;", "b) Thu từ xuất nhập khẩu đạt 374 tỷ đồng."],
        ["1. Trồng trọt", "2. Chăn nuôi", "Đàn trâu có 8.420 con."],
    ],
)
def test_items_of_a_list_stay_apart(items: list[str]) -> None:
    assert lines(content(lambda canvas: prose(canvas, BUDGET, *items))) == [BUDGET, *items]


def test_a_dash_at_the_beginning_of_a_line_need_not_begin_an_item() -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, "Toàn tỉnh tập trung thực hiện các mục tiêu, nhiệm vụ phát triển kinh tế", 80, 700)
        line(canvas, "- xã hội, bảo đảm quốc phòng, an ninh.", 80, 683)

    assert len(lines(content(page))) == 1


def test_a_paragraph_goes_on_over_the_page_break_and_footnotes_come_before_it() -> None:
    def first(canvas: Canvas) -> None:
        prose(canvas, BUDGET)
        line(canvas, "Về trồng trọt, diện tích gieo cấy lúa vụ Mùa năm nay của tỉnh đạt 12.450", 108, 110)
        line(canvas, "1 Số liệu của Cục Thống kê tỉnh.", 80, 66, 9)

    def second(canvas: Canvas) -> None:
        line(canvas, "ha, năng suất bình quân đạt 56,3 tạ/ha.", 80, 780)
        prose(canvas, SCHOOLS, top=760)

    given = content(first, second)
    assert lines(given) == [
        BUDGET,
        "1 Số liệu của Cục Thống kê tỉnh.",
        "Về trồng trọt, diện tích gieo cấy lúa vụ Mùa năm nay của tỉnh đạt 12.450 ha, năng suất bình quân đạt 56,3 tạ/ha.",
        SCHOOLS,
    ]
    one, two = given.pages
    assert one.end == two.start
    assert given.text[two.start :].startswith("ha, năng suất")
    assert given.text[two.words[0].start : two.words[0].end] == "ha,"


def test_a_paragraph_that_has_ended_does_not_go_on() -> None:
    given = content(lambda canvas: prose(canvas, BUDGET, top=130), lambda canvas: prose(canvas, FARMING))
    assert lines(given) == [BUDGET, FARMING]


@pytest.mark.parametrize("lower", [0, 6.5])
def test_two_columns_are_read_one_after_the_other(lower: float) -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, "TÌNH HÌNH KINH TẾ - XÃ HỘI QUÝ III NĂM 2022 CỦA TỈNH", WIDTH / 2, 790, 13, align="centre")
        prose(canvas, BUDGET, FARMING, left=60, right=285, top=760)
        prose(canvas, SCHOOLS, left=310, right=535, top=760 - lower)

    assert lines(content(page)) == ["TÌNH HÌNH KINH TẾ - XÃ HỘI QUÝ III NĂM 2022 CỦA TỈNH", BUDGET, FARMING, SCHOOLS]


def test_letterhead_and_signature_are_read_left_then_right() -> None:
    def page(canvas: Canvas) -> None:
        for step, (left, right) in enumerate(
            (
                ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                ("TỈNH YÊN BÁI", "Độc lập - Tự do - Hạnh phúc"),
                ("Số: 125/BC-UBND", "Yên Bái, ngày 30 tháng 9 năm 2022"),
            )
        ):
            line(canvas, left, 150, 790 - 18 * step, 11, align="centre")
            line(canvas, right, 400, 790 - 18 * step, 11, align="centre")
        line(canvas, "BÁO CÁO", WIDTH / 2, 720, 14, align="centre")
        line(canvas, "Tình hình phát triển kinh tế - xã hội 9 tháng đầu năm,", WIDTH / 2, 700, align="centre")
        line(canvas, "nhiệm vụ trọng tâm 3 tháng cuối năm 2022", WIDTH / 2, 684, align="centre")
        end = prose(canvas, BUDGET, top=660)
        line(canvas, "Nơi nhận:", 80, end - 20, 10)
        line(canvas, "- Tỉnh ủy;", 80, end - 34, 10)
        line(canvas, "- Lưu: VT.", 80, end - 48, 10)
        line(canvas, "TM. ỦY BAN NHÂN DÂN", 430, end - 20, 11, align="centre")
        line(canvas, "CHỦ TỊCH", 430, end - 36, 11, align="centre")
        line(canvas, "Trần Văn An", 430, end - 110, 11, align="centre")

    assert lines(content(page)) == [
        "ỦY BAN NHÂN DÂN TỈNH YÊN BÁI",
        "Số: 125/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Yên Bái, ngày 30 tháng 9 năm 2022",
        "BÁO CÁO",
        "Tình hình phát triển kinh tế - xã hội 9 tháng đầu năm, nhiệm vụ trọng tâm 3 tháng cuối năm 2022",
        BUDGET,
        *("Nơi nhận:", "- Tỉnh ủy;", "- Lưu: VT."),
        *("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn An"),
    ]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    def page(number: int, *paragraphs: str) -> object:
        def draw(canvas: Canvas) -> None:
            line(canvas, "Báo cáo kinh tế - xã hội năm 2022", 80, 812, 9)
            line(canvas, f"Trang {number}/3", WIDTH / 2, 30, 10, align="centre")
            prose(canvas, *paragraphs)

        return draw

    assert lines(content(page(1, BUDGET), page(2, FARMING), page(3, SCHOOLS))) == [BUDGET, FARMING, SCHOOLS]


def test_like_sentences_with_other_numbers_are_no_running_heads() -> None:
    def page(name: str, amount: str) -> object:
        return lambda canvas: prose(canvas, f"Xã có {amount} hộ nghèo.", f"Xã {name} đạt 19/19 tiêu chí.", top=810)

    given = lines(content(page("Tân An", "43"), page("Tân Lập", "57"), page("Tân Hòa", "12")))
    assert [words for words in given if "hộ nghèo" in words] == [f"Xã có {n} hộ nghèo." for n in (43, 57, 12)]


TARGETS = [
    ["TT", "Chỉ tiêu", "ĐVT", "Năm 2022", "", ""],
    ["", "", "", "Kế hoạch", "Thực hiện", "So sánh (%)"],
    ["1", "Thu ngân sách\ntrên địa bàn", "Tỷ đồng", "2.745", "1.584", "57,7"],
    ["2", "Diện tích lúa", "Ha", "12.500", "12.450", "99,6"],
]
EDGES = (80, 110, 230, 290, 370, 450, 540)


def test_a_ruled_table_keeps_its_merged_cells() -> None:
    def page(canvas: Canvas) -> None:
        prose(canvas, "Một số chỉ tiêu chủ yếu:", top=790)
        end = table(canvas, TARGETS, xs=EDGES, top=760, merged=[(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 1, 3)])
        prose(canvas, BUDGET, top=end - 20)

    given = content(page)
    assert cells(given) == [
        ["TT", "Chỉ tiêu", "ĐVT", "Năm 2022"],
        ["Kế hoạch", "Thực hiện", "So sánh (%)"],
        ["1", "Thu ngân sách trên địa bàn", "Tỷ đồng", "2.745", "1.584", "57,7"],
        ["2", "Diện tích lúa", "Ha", "12.500", "12.450", "99,6"],
    ]
    assert spans(given.tables[0]) == {(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1), (0, 3, 1, 3)}
    assert (lines(given)[0], lines(given)[-1], len(lines(given))) == ("Một số chỉ tiêu chủ yếu:", BUDGET, 6)
    words = [given.text[word.start : word.end] for word in given.pages[0].words]
    assert words == given.text.replace("|", " ").split()


def test_a_ruled_table_without_merged_cells() -> None:
    rows = [["Xã", "Hộ nghèo"], ["Tân An", "43"], ["Tân Lập", "57"]]
    given = content(lambda canvas: table(canvas, rows, xs=(80, 300, 500), top=700))
    assert (cells(given), spans(given.tables[0]), given.tables[0].page) == (rows, set(), 1)


def test_a_frame_around_prose_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(70, 600, 480, 190)
        prose(canvas, BUDGET)

    given = content(page)
    assert (given.tables, lines(given)) == ((), [BUDGET])


def test_numbers_under_each_other_are_a_table_without_lines() -> None:
    rows = [
        ["Chỉ tiêu", "Năm 2021", "Năm 2022", "Tăng (%)"],
        ["Lúa (ha)", "12.100", "12.450", "2,9"],
        ["Ngô (ha)", "3.020", "3.100", "2,6"],
        ["Chè búp tươi (tấn)", "68.500", "70.120", "2,4"],
    ]

    def page(canvas: Canvas) -> None:
        top = prose(canvas, BUDGET) - 20
        for step, (name, *numbers) in enumerate(rows):
            line(canvas, name, 80, top - 18 * step)
            for column, number in enumerate(numbers):
                line(canvas, number, 340 + 90 * column, top - 18 * step, align="right")
        prose(canvas, FARMING, top=top - 80)

    given = content(page)
    assert cells(given) == rows
    assert (lines(given)[0], lines(given)[-1]) == (BUDGET, FARMING)


def test_a_table_goes_on_over_the_page_break_without_its_head() -> None:
    head = ["TT", "Xã", "Hộ nghèo", "Tỷ lệ (%)"]
    body = [[str(n), f"Xã Tân {n}", str(40 + n), f"{n % 7},5"] for n in range(1, 10)]

    def page(rows: list[list[str]], after: str = "") -> object:
        def draw(canvas: Canvas) -> None:
            table(canvas, rows, xs=(80, 120, 300, 420, 540), top=780)
            line(canvas, "3", WIDTH / 2, 30, 10, align="centre")
            if after:
                prose(canvas, after, top=500)

        return draw

    given = content(page([head, *body[:3]]), page([head, *body[3:6]]), page(body[6:], BUDGET))
    assert len(given.tables) == 1
    assert cells(given) == [head, *body]
    second = given.pages[1]
    assert given.text[second.start :].startswith("| 4 | Xã Tân 4 |")
    assert given.text[second.words[0].start : second.words[0].end] == "4"
    assert lines(given)[-1] == BUDGET


def test_two_tables_stay_two() -> None:
    given = content(
        lambda canvas: table(canvas, [["Xã", "Hộ"], ["Tân An", "43"]], xs=(80, 300, 500), top=700),
        lambda canvas: table(canvas, [["Cây", "Ha", "Tấn"], ["Lúa", "5", "9"]], xs=(80, 200, 300, 400), top=700),
    )
    assert len(given.tables) == 2


@pytest.mark.parametrize(("gap", "mark"), [(0, "1"), (1.5, "2"), (0, "(3)")])
def test_a_raised_mark_of_a_footnote_is_no_digit_of_the_number(gap: float, mark: str) -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, "So với năm 2022", 80, 700)
        end = 80 + canvas.stringWidth("So với năm 2022", FONT, 12)
        line(canvas, mark, end + gap, 705, 7)
        line(canvas, "thu ngân sách tăng 5,2%", end + 14, 700)

    assert content(page).text == "So với năm 2022 thu ngân sách tăng 5,2%\n"


def test_the_raised_digit_of_a_unit_stays() -> None:
    def page(canvas: Canvas) -> None:
        line(canvas, "Diện tích tự nhiên 1.200 km", 80, 700)
        line(canvas, "2", 80 + canvas.stringWidth("Diện tích tự nhiên 1.200 km", FONT, 12), 705, 7)

    assert content(page).text == "Diện tích tự nhiên 1.200 km2\n"


@pytest.mark.parametrize("flagged", [True, False])
def test_pages_that_lie_on_their_side(flagged: bool) -> None:
    def page(canvas: Canvas) -> None:
        if flagged:
            canvas.setPageRotation(90)
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        prose(canvas, BUDGET, top=500)

    given = content(page)
    assert lines(given) == [BUDGET]
    word = given.pages[0].words[0]
    across, down = word.right - word.left, word.bottom - word.top
    assert (across > down) is flagged


def test_slanting_words_are_a_watermark() -> None:
    def page(canvas: Canvas) -> None:
        prose(canvas, BUDGET)
        canvas.translate(200, 300)
        canvas.rotate(45)
        line(canvas, "DỰ THẢO", 0, 0, 60)

    assert lines(content(page)) == [BUDGET]


@pytest.mark.parametrize(
    ("font", "stored", "meant"),
    [
        (".VnTime", "Tû lÖ hé nghÌo cßn 2,1%, sè ng\xadêi ®\xadîc hç trî lµ 1.200", "Tỷ lệ hộ nghèo còn 2,1%, số người được hỗ trợ là 1.200"),
        (".VnTimeH", "céng hßa", "CỘNG HÒA"),
        ("VNI-Times", "Thu ngaân saùch ñaït 5,2 tyû ñoàng", "Thu ngân sách đạt 5,2 tỷ đồng"),
    ],
)  # fmt: skip
def test_texts_in_old_fonts_are_decoded(font: str, stored: str, meant: str) -> None:
    assert read(in_old_font(stored, font), Limits()).text.strip() == meant


def test_letters_in_pieces_are_composed() -> None:
    apart = unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo")
    text = content(lambda canvas: line(canvas, apart, 80, 700)).text
    assert text == "Tỷ lệ hộ nghèo\n"


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    locked = StandardEncryption("", "chủ".encode().hex(), strength=128)
    assert lines(content(lambda canvas: prose(canvas, BUDGET), encrypt=locked)) == [BUDGET]


def test_pages_beyond_the_limit_are_left_out() -> None:
    data = pdf(*[lambda canvas: prose(canvas, BUDGET)] * 3)
    given = read(data, Limits(pages=2))
    assert len(given.pages) == 2
    assert given.warnings == ("Only the first 2 of 3 pages were read: split the file, or raise the limit.",)


def test_figures_of_a_pdf_are_those_of_its_text() -> None:
    words = (f"UBND huyện Tiên Yên: {BUDGET}", FARMING)
    printed = solieu.extract(pdf(lambda canvas: prose(canvas, *words)))
    plain = solieu.extract("\n".join(words) + "\n")
    assert printed.text == plain.text
    assert len(printed.observations) >= 5

    def facts(report: solieu.Report) -> list[tuple[object, ...]]:
        return [(o.quote, o.value, o.measure, o.indicator, o.place_code, o.period) for o in report.observations]

    assert facts(printed) == facts(plain)
    assert all(printed.text[o.start : o.end] == o.quote for o in printed.observations)
