import contextlib
import io
import time
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_docx import NAMESPACES, RELATIONS, document, field, levels, li, notes, numbering, p, r, tbl, tc, zipped

import solieu
from solieu.errors import ReadError, TooLarge
from solieu.read import read
from solieu.read.content import Content
from solieu.read.docx import read as read_docx
from solieu.read.limits import Limits

BOX = f"<w:txbxContent>{p('Ảnh: Thu hoạch lúa ở xã Tân Lập')}</w:txbxContent>"
DRAWN_TWICE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
    f"{BOX}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox>"
    "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
ONLY_OLD = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wpg'><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:shape>"
    f"<v:textbox>{BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
NUMBERS = numbering(
    {
        0: levels(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7")),
        1: levels(("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3.")),
        2: levels(("decimal", "Điều %1."), ("lowerLetter", "%2)")),
        3: levels(("bullet", "+")),
        4: levels(("upperRoman", "Phần %1:"), ("decimal", "%1.%2"), more="<w:isLgl/>"),
    },
    {
        1: (0, ""),
        2: (1, ""),
        3: (2, ""),
        4: (2, ""),
        5: (2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        6: (3, ""),
        7: (4, ""),
        8: (1, '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimalZero"/>'
               '<w:lvlText w:val="%1/"/></w:lvl></w:lvlOverride>'),
    },
)  # fmt: skip


def lines(data: bytes) -> list[str]:
    return read_docx(data, Limits()).text.splitlines()


def cells(content: Content, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.rows, cell.columns, content.text[cell.start : cell.end])
        for cell in content.tables[table].cells
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            p("Thu ngân sách ", r("đạt 42,6 tỷ đồng", "<w:b/>"), ", bằng 92,6% dự toán."),
            ["Thu ngân sách đạt 42,6 tỷ đồng, bằng 92,6% dự toán."],
            id="runs",
        ),
        pytest.param(
            p("Số hộ nghèo còn ", f"<w:ins>{r('312')}</w:ins><w:del><w:r><w:delText>415</w:delText></w:r></w:del>", " hộ")
            + p(f"<w:moveFrom>{r('Trồng 5 ha rừng.')}</w:moveFrom>", f"<w:moveTo>{r('Trồng 7 ha rừng.')}</w:moveTo>"),
            ["Số hộ nghèo còn 312 hộ", "Trồng 7 ha rừng."],
            id="changes are accepted",
        ),
        pytest.param(
            p("Thu nhập đạt", props="<w:rPr><w:del/></w:rPr>") + p(" 52 triệu đồng/người."),
            ["Thu nhập đạt 52 triệu đồng/người."],
            id="the end of a paragraph taken away",
        ),
        pytest.param(
            p("Diện tích 512 ha", r(" (số cũ 489 ha)", "<w:vanish/>"), r(".", '<w:vanish w:val="0"/>')),
            ["Diện tích 512 ha."],
            id="hidden text",
        ),
        pytest.param(
            p("Giảm ", "<w:r><w:noBreakHyphen/><w:t>5%</w:t><w:br/><w:t>so với</w:t><w:tab/><w:t>2021</w:t></w:r>"),
            ["Giảm -5%", "so với\t2021"],
            id="breaks, tabs, hyphens",
        ),
        pytest.param(
            p("Tỷ lệ ", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', " 95%",
              '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'),
            ["Tỷ lệ ≥ 95%"],
            id="symbols",
        ),
        pytest.param(
            p("Tổng thu: ", field("=SUM(ABOVE)", "1.584"), " tỷ đồng; ",
              f'<w:fldSimple w:instr=" REF x ">{r("tăng 5%")}</w:fldSimple>', field("PAGE", "7"),
              f'<w:fldSimple w:instr="NUMPAGES">{r("12")}</w:fldSimple>'),
            ["Tổng thu: 1.584 tỷ đồng; tăng 5%"],
            id="results of fields, no numbers of pages",
        ),
        pytest.param(
            "<w:sdt><w:sdtPr/><w:sdtContent>" + p("Toàn huyện có ", f"<w:sdt><w:sdtContent>{r('19')}</w:sdtContent></w:sdt>",
              f"<w:hyperlink>{r(' xã')}</w:hyperlink>", f"<w:smartTag>{r(', thị trấn')}</w:smartTag>") + "</w:sdtContent></w:sdt>",
            ["Toàn huyện có 19 xã, thị trấn"],
            id="content controls and links",
        ),
        pytest.param(
            p("Cuối năm", DRAWN_TWICE) + p("Sau ảnh"),
            ["Cuối năm", "Ảnh: Thu hoạch lúa ở xã Tân Lập", "Sau ảnh"],
            id="a text box drawn in two ways stands once",
        ),
        pytest.param(p("Đầu", ONLY_OLD), ["Đầu", "Ảnh: Thu hoạch lúa ở xã Tân Lập"], id="a text box drawn the old way"),
        pytest.param(
            p(r("Báo cáo tháng 9", "<w:caps/>")) + p("<m:oMath><m:r><m:t>a=5%</m:t></m:r></m:oMath>"),
            ["BÁO CÁO THÁNG 9", "a=5%"],
            id="capitals and formulas",
        ),
        pytest.param(
            p("MỤC LỤC") + p(field("TOC \\o", "I. KINH TẾ 3")) + p("I. KINH TẾ"), ["MỤC LỤC", "I. KINH TẾ"], id="contents"
        ),
    ],
)  # fmt: skip
def test_what_the_printed_page_says(body: str, expected: list[str]) -> None:
    assert [line.strip() for line in lines(document(body))] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            li("KINH TẾ", 1) + li("Nông nghiệp", 1, 1) + li("Trồng trọt", 1, 2) + li("lúa 512 ha", 1, 3) + p("xen giữa")
            + li("Chăn nuôi", 1, 2) + li("Công nghiệp", 1, 1) + li("Xây dựng", 1, 2) + li("XÃ HỘI", 1) + li("Y tế", 1, 1),
            ["I. KINH TẾ", "1. Nông nghiệp", "a) Trồng trọt", "- lúa 512 ha", "xen giữa", "b) Chăn nuôi",
             "2. Công nghiệp", "a) Xây dựng", "II. XÃ HỘI", "1. Y tế"],
            id="heads of a report",
        ),
        pytest.param(
            li("Thu", 2) + li("Nội địa", 2, 1) + li("Thuế", 2, 2) + li("Phí", 2, 2) + li("Đất", 2, 1) + li("Chi", 2)
            + li("Đầu tư", 2, 1),
            ["1. Thu", "1.1. Nội địa", "1.1.1. Thuế", "1.1.2. Phí", "1.2. Đất", "2. Chi", "2.1. Đầu tư"],
            id="several levels",
        ),
        pytest.param(
            li("Giao", 3) + li("Sở", 3, 1) + li("Nhận", 4) + li("Kiểm tra", 5) + li("Thi hành", 5) + li("Lưu", 3),
            ["Điều 1. Giao", "a) Sở", "Điều 2. Nhận", "Điều 1. Kiểm tra", "Điều 2. Thi hành", "Điều 3. Lưu"],
            id="lists that go on, and one that begins again",
        ),
        pytest.param(li("Tăng 5%", 6) + li("Giảm", 6), ["+ Tăng 5%", "+ Giảm"], id="a plus sign"),
        pytest.param(li("Chung", 7) + li("Riêng", 7, 1), ["Phần 1: Chung", "1.1 Riêng"], id="decimal whatever its kind"),
        pytest.param(li("Năm", 8) + li("Sáu", 8), ["04/ Năm", "05/ Sáu"], id="a level of the list's own"),
        pytest.param(li("Không", 0) + li("Mất", 99), ["Không", "Mất"], id="no list"),
        pytest.param(
            p("Theo kiểu", props='<w:pStyle w:val="ListNumber"/>') + p("hai", props='<w:pStyle w:val="ListNumber"/>'),
            ["I. Theo kiểu", "II. hai"],
            id="numbered by style",
        ),
    ],
)  # fmt: skip
def test_lists_are_numbered_as_word_numbers_them(body: str, expected: list[str]) -> None:
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="ListNumber"><w:name w:val="List Number"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    assert lines(document(body, numbering=NUMBERS, styles=styles)) == expected


def test_a_table_with_merged_heads_keeps_its_grid() -> None:
    span, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = p("Biểu 1. Chỉ tiêu chủ yếu") + tbl(
        (tc("TT", props=down), tc("Chỉ tiêu", props=down), tc("Năm 2022", props=span)),
        (tc("", props=on), tc("", props=on), "Kế hoạch", "Thực hiện"),
        (tc(p(r("I", "<w:b/>"))), tc(p(r("Thu ngân sách", "<w:b/>"))), "1.500", "1.584"),
        ("1", tc(p("Nội địa", props='<w:ind w:left="360"/>')), "900", "957,5"),
        ("2", "    Xuất khẩu", "600", tc("626,5", "(ước)")),
    )
    content = read_docx(document(body), Limits())
    assert content.text.splitlines() == [
        "Biểu 1. Chỉ tiêu chủ yếu",
        "| TT | Chỉ tiêu | Năm 2022 | |",
        "| | | Kế hoạch | Thực hiện |",
        "| I | Thu ngân sách | 1.500 | 1.584 |",
        "| 1 | Nội địa | 900 | 957,5 |",
        "| 2 | Xuất khẩu | 600 | 626,5 (ước) |",
    ]
    assert cells(content)[:5] == [
        (0, 0, 2, 1, "TT"),
        (0, 1, 2, 1, "Chỉ tiêu"),
        (0, 2, 1, 2, "Năm 2022"),
        (1, 2, 1, 1, "Kế hoạch"),
        (1, 3, 1, 1, "Thực hiện"),
    ]
    looks = {content.text[cell.start : cell.end]: (cell.indent, cell.bold) for cell in content.tables[0].cells}
    assert looks["Thu ngân sách"] == (0, True)
    assert looks["Nội địa"] == (3, False)
    assert looks["Xuất khẩu"] == (2, False)


def test_a_table_made_by_python_docx_with_merged_cells() -> None:
    made = docx.Document()
    table = made.add_table(3, 3)
    for at, words in enumerate(("Xã", "Lúa (ha)", "", "", "Xuân", "Mùa", "Tân Lập", "120,5", "98")):
        table.cell(at // 3, at % 3).text = words
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    file = io.BytesIO()
    made.save(file)
    content = read_docx(file.getvalue(), Limits())
    assert cells(content)[:4] == [
        (0, 0, 2, 1, "Xã"),
        (0, 1, 1, 2, "Lúa (ha)"),
        (1, 1, 1, 1, "Xuân"),
        (1, 2, 1, 1, "Mùa"),
    ]
    assert cells(content)[-1] == (2, 2, 1, 1, "98")


def test_rows_that_were_deleted_are_gone_and_a_table_within_a_cell_keeps_its_words() -> None:
    inner = tbl(("xuân", "120"), ("mùa", "98"))
    body = tbl(("Cây", "Diện tích"), ("Lúa", tc("Cả năm:", inner, "")), ("Ngô", "40 ha")).replace(
        "<w:tr><w:tc><w:tcPr></w:tcPr><w:p><w:r><w:t xml:space=\"preserve\">Ngô", "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>Ngô"
    )  # fmt: skip
    content = read_docx(document(body), Limits())
    assert content.text.splitlines() == ["| Cây | Diện tích |", "| Lúa | Cả năm: xuân 120 mùa 98 |"]
    assert len(content.tables) == 1


def test_tables_that_only_place_things_become_lines() -> None:
    letterhead = tbl(
        (tc("UBND HUYỆN TIÊN YÊN", "Số: 123/BC-UBND"), tc("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")),
        ("", "Tiên Yên, ngày 05 tháng 10 năm 2022"),
    )  # fmt: skip
    frame = tbl((tc("Kết quả như sau:", tbl(("Xã", "Hộ nghèo"), ("Đông Hải", "12"))),))
    signatures = tbl((tc("Nơi nhận:", "- Như trên;", "- Lưu: VT."), tc("KT. CHỦ TỊCH", "Nguyễn Văn An")))
    content = read_docx(document(letterhead + frame + signatures), Limits())
    assert content.text.splitlines() == [
        "UBND HUYỆN TIÊN YÊN",
        "Số: 123/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tiên Yên, ngày 05 tháng 10 năm 2022",
        "Kết quả như sau:",
        "| Xã | Hộ nghèo |",
        "| Đông Hải | 12 |",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "KT. CHỦ TỊCH",
        "Nguyễn Văn An",
    ]
    assert len(content.tables) == 1


def test_letterhead_and_notes_have_their_place_and_page_numbers_none() -> None:
    reference = '<w:{0}Reference w:type="default" r:id="{0}1"/>'
    mark = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    content = read_docx(
        document(
            p("Thu đạt 57,7%", mark.format("footnote", 2), " dự toán.")
            + tbl(("Xã", "Hộ"), (tc(p("Tân An", mark.format("footnote", 3))), "15"))
            + p("Chi 1.200 tỷ đồng.", mark.format("endnote", 1))
            + p("Hết."),
            section=reference.format("header") + reference.format("footer"),
            header1=p("UBND HUYỆN BÌNH LIÊU") + p("Trang ", field("PAGE", "2"), " / ", field("NUMPAGES", "9")),
            footer1=p("Trang 3") + p("- ", field("PAGE", "1"), " -") + p("Điện thoại: 0203.3878.123"),
            footnotes=notes("footnote", n2="Chưa kể thu viện trợ.", n3="Mới lập lại năm 2020."),
            endnotes=notes("endnote", n1="Số liệu đến 30/9."),
        ),
        Limits(),
    )
    assert content.text.splitlines() == [
        "UBND HUYỆN BÌNH LIÊU",
        "Thu đạt 57,7% dự toán.",
        "Chưa kể thu viện trợ.",
        "| Xã | Hộ |",
        "| Tân An | 15 |",
        "Mới lập lại năm 2020.",
        "Chi 1.200 tỷ đồng.",
        "Hết.",
        "Số liệu đến 30/9.",
        "Điện thoại: 0203.3878.123",
    ]


def test_the_head_of_the_first_section_counts() -> None:
    first = '<w:headerReference w:type="default" r:id="header1"/>'
    body = p("Mở đầu", props=f"<w:sectPr>{first}</w:sectPr>") + p("Phần sau")
    assert lines(document(body, header1=p("ĐẢNG BỘ TỈNH"))) == ["ĐẢNG BỘ TỈNH", "Mở đầu", "Phần sau"]


@pytest.mark.parametrize(
    ("fonts", "words", "expected"),
    [
        (
            '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>',
            "Thu ng©n s¸ch ®¹t 5 tû ®ång",
            "Thu ngân sách đạt 5 tỷ đồng",
        ),
        ('<w:rFonts w:ascii=".VnTimeH"/>', "b¸o c¸o", "BÁO CÁO"),
        ('<w:rFonts w:ascii="VNI-Times"/>', "Thu ngaân saùch", "Thu ngân sách"),
        ('<w:rFonts w:asciiTheme="minorHAnsi"/>', "tû lÖ hé nghÌo", "tỷ lệ hộ nghèo"),
        ('<w:rStyle w:val="Cu"/>', "tû lÖ hé nghÌo", "tỷ lệ hộ nghèo"),
        ('<w:rFonts w:ascii="Times New Roman"/>', "© 2022, 5 µm", "© 2022, 5 µm"),
        ("", "tû lÖ", "tû lÖ"),
    ],
)
def test_old_fonts_are_known_by_name(fonts: str, words: str, expected: str) -> None:
    styles = (
        f'<w:styles {NAMESPACES}><w:style w:type="character" w:styleId="Nen"><w:rPr><w:rFonts w:ascii=".VnArial"/></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="Cu"><w:basedOn w:val="Nen"/></w:style></w:styles>'
    )
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:minorFont><a:latin typeface=".VnTime"/>'
        "</a:minorFont></a:theme>"
    )
    data = with_part(document(p(r(words, fonts)), styles=styles), "word/theme/theme1.xml", theme)
    assert lines(data) == [expected]


def test_a_letter_of_an_old_font_may_be_cut_between_two_runs() -> None:
    old = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    assert lines(document(p(r("Thu nga", old), r("ân saùch", f"{old}<w:b/>")))) == ["Thu ngân sách"]


def with_part(data: bytes, name: str, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    return zipped(members | {name: part.encode()})


REPORT = (
    "UBND HUYỆN TIÊN YÊN",
    "BÁO CÁO",
    "Tình hình kinh tế - xã hội 9 tháng đầu năm 2022",
    "Thu ngân sách 9 tháng đầu năm 2022 đạt gần 1.584 tỷ đồng, bằng 57,7% dự toán, tăng 5,2% so với cùng kỳ.",
    "Toàn huyện trồng mới 512 ha rừng; tỷ lệ hộ nghèo còn 2,1%.",
    "UBND huyện yêu cầu các xã hoàn thành trước ngày 30/11/2022.",
)


def test_a_report_says_the_same_as_its_plain_text() -> None:
    made = docx.Document()
    for line in REPORT:
        paragraph = made.add_paragraph()
        for word in line.split(" "):
            paragraph.add_run(word if word == line.split(" ")[0] else f" {word}").bold = word.isupper()
    made.core_properties.title = REPORT[2]
    file = io.BytesIO()
    made.save(file)
    from_word, from_text = solieu.extract(file.getvalue()), solieu.extract("\n".join(REPORT) + "\n")
    assert from_word.text == from_text.text
    assert from_word.observations == from_text.observations
    assert len(from_word.observations) == 5
    assert from_word.place == from_text.place == "huyện Tiên Yên, Quảng Ninh"
    assert from_word.directives == from_text.directives
    assert from_word.title == REPORT[2]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Tình hình kinh tế - xã hội 9 tháng đầu năm 2022", "Tình hình kinh tế - xã hội 9 tháng đầu năm 2022"),
        ("Báo cáo kinh tế - xã hội năm 2015", None),
        ("UBND HUYỆN TIÊN YÊN", None),
        ("BÁO CÁO", None),
        ("", None),
    ],
)
def test_a_title_counts_if_the_document_says_it_too(title: str, expected: str | None) -> None:
    assert read_docx(document("".join(map(p, REPORT)), title=title), Limits()).title == expected


def test_what_is_left_out_is_told() -> None:
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    body = p("Thu 5 tỷ", picture, "<w:r><w:object/></w:r>", f"<w:ins>{r(' đồng')}</w:ins>", r("ẩn", "<w:vanish/>"))
    data = with_part(document(body, comments=f"<w:comments {NAMESPACES}/>"), "word/vbaProject.bin", "\xd0\xcf")
    content = read_docx(data, Limits())
    assert content.text == "Thu 5 tỷ đồng\n"
    assert content.warnings == (
        "The macros in this document were not run.",
        "The document has tracked changes: they were read as accepted.",
        "Hidden text in the document was left out.",
        "1 picture in the document was not read.",
        "1 embedded object in the document was not read.",
        "Comments in the margin of the document were left out.",
    )


def test_a_damaged_part_beside_the_text_does_not_stop_the_reading() -> None:
    content = read_docx(document(p("Thu 5 tỷ đồng"), footnotes=f"<w:footnotes {NAMESPACES}>"), Limits())
    assert content.text == "Thu 5 tỷ đồng\n"
    assert content.warnings == ("A damaged part of the document was left out: word/footnotes.xml.",)


def test_the_strict_form_of_the_format() -> None:
    data = document(p("Thu đạt 57,7% dự toán."))
    with_strict = with_part(
        data,
        "word/document.xml",
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>Đạt 57,7%</w:t></w:r>'
        "</w:p></w:body></w:document>",
    )
    assert lines(with_strict) == ["Đạt 57,7%"]


def nested(inside: str, outside: str, depth: int) -> str:
    return inside * depth + p("Sâu 5 tỷ đồng") + outside * depth


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (document(nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 10_000)), ReadError, "nested too deeply"),
        (document(nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 10_000)), ReadError, "nested too deeply"),
        (document(p("a"))[:-100], ReadError, "damaged or cut off"),
        (with_part(document(""), "word/document.xml", "<w:document>"), ReadError, "damaged"),
        (with_part(document(""), "word/document.xml", f"<!DOCTYPE x><w:document {NAMESPACES}/>"), ReadError, "entities"),
        (zipped({"word/x.xml": b"<a/>"}), ReadError, "no Word document"),
        (document(p("a" * 3_000_000)), TooLarge, "zip bomb"),
        (b"PK\x03\x04 word/document.xml", ReadError, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage\0".encode("utf-16-le"), ReadError, "password"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_sentence(data: bytes, kind: type[ReadError], words: str) -> None:
    began = time.monotonic()
    with pytest.raises(kind, match=words) as caught:
        read(data, name="báo cáo.docx")
    assert str(caught.value).startswith("báo cáo.docx: ")
    assert str(caught.value).count("\n") == 0
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "body",
    [
        nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80),
        nested("<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>", "</w:tc></w:tr><w:tr><w:tc/></w:tr></w:tbl>", 80),
        nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 100),
        nested("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>", 12),
    ],
)
def test_deep_nesting_keeps_its_words(body: str) -> None:
    assert "Sâu 5 tỷ đồng" in read_docx(document(body), Limits()).text


def test_text_boxes_nested_beyond_reason_are_told() -> None:
    body = p("Mở đầu") + nested("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>", 50)
    content = read_docx(document(body), Limits())
    assert content.text == "Mở đầu\n"
    assert content.warnings == ("Text boxes nested too deeply in the document were left out.",)


@pytest.mark.parametrize(
    "body",
    [
        tbl((tc("a", props='<w:gridSpan w:val="999999999"/>'), "b")) * 3,
        tbl(tuple("5" * 400), *[("1",)] * 3_000),
        "<w:tbl>" + "<w:tr/>" * 30_000 + "</w:tbl>",
        p(*["<w:r><w:fldChar w:fldCharType='begin'/></w:r>"] * 3_000, "5 tỷ đồng"),
        p("x", props='<w:pStyle w:val="a"/>' * 500) * 100,
        li("x", 1) * 5_000,
    ],
)
def test_hostile_tables_and_fields_take_bounded_time_and_text(body: str) -> None:
    began = time.monotonic()
    content = read_docx(document(body, numbering=NUMBERS), Limits(ratio=100_000, cells=100_000))
    assert len(content.text) < 1_000_000
    assert time.monotonic() - began < 10


def test_cells_beyond_the_limit_are_told() -> None:
    content = read_docx(document(tbl(*[("Xã", "5")] * 50)), Limits(cells=20))
    assert content.warnings == ("Cells of the document's tables were left out: there are more than the limit allows.",)
    assert content.text.count("\n") == 10


@given(
    st.integers(0, 5_000),
    st.sampled_from([b"", b"<w:p>", b"</w:tc>", b"<w:tbl>", b'"', b"-99999999999", b"\xff", b"&#0;"]),
)
@settings(max_examples=150, deadline=None)
def test_damage_within_the_text_is_a_sentence_or_a_text(at: int, piece: bytes) -> None:
    body = p("Thu 57,7%", DRAWN_TWICE) + li("KINH TẾ", 1) + tbl((tc("Xã", props="<w:vMerge/>"), "Hộ"), ("Tân An", "15"))
    whole = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
    damaged = whole[: at % len(whole)] + piece + whole[at % len(whole) + 1 :]
    members = {"word/document.xml": damaged, "word/numbering.xml": NUMBERS.encode()}
    members["word/_rels/document.xml.rels"] = (
        f'<R><R Id="a" Type="{RELATIONS}/numbering" Target="numbering.xml"/></R>'.encode()
    )
    with contextlib.suppress(ReadError):
        assert read_docx(zipped(members), Limits()).text is not None
