import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import solieu
from solieu.errors import ReadError
from solieu.read import read
from solieu.read.content import Content
from solieu.read.limits import Limits
from solieu.read.rtf import read as read_rtf

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset163 Times New Roman{\*\falt Times};}"
    r"{\f2\fnil\fcharset0 .VnTime;}{\f3\fnil\fcharset0 VNI-Times;}{\f4\ftech\fcharset2 Symbol;}{\f5\fnil\fcharset0 .VnTimeH;}}"
)


def rtf(body: str, head: str = r"\ansicpg1252") -> bytes:
    return (r"{\rtf1\ansi" + head + r"\deff0" + FONTS + r"{\stylesheet{\s0 Normal;}}" + body + "}").encode("latin-1")


def u(text: str) -> str:
    """Words as Word writes them: each letter beyond ASCII with a question mark for old programs."""
    return "".join(sign if sign.isascii() else rf"\u{ord(sign) - 65536 * (ord(sign) > 32767)}?" for sign in text)


def hexed(data: bytes) -> str:
    return "".join(chr(byte) if byte < 128 else rf"\'{byte:02x}" for byte in data)


def lines(data: bytes) -> list[str]:
    return read_rtf(data, Limits()).text.splitlines()


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        pytest.param(
            r"\pard " + u("Thu ngân sách đạt 42,6 tỷ đồng") + r"\par\pard " + u("Chi đạt 57,7%") + r"\par",
            r"\ansicpg1252",
            ["Thu ngân sách đạt 42,6 tỷ đồng", "Chi đạt 57,7%"],
            id="Unicode",
        ),
        pytest.param(
            r"\uc2 Thu \u7843\'e1?i " + r"{\uc0 \u273\u7891ng}\uc1\u-10179?\u-8704?", r"\ansicpg1252", ["Thu ải đồng😀"], id="skips"
        ),
        pytest.param(r"\f1 " + hexed("đồng bằng".encode("cp1258", "replace")), r"\ansicpg1252", ["đ?ng b?ng"], id="cp1258 lacks"),
        pytest.param(r"\f1 " + hexed("đô\u0300ng bă\u0300ng".encode("cp1258")), "", ["đồng bằng"], id="windows-1258 by font"),
        pytest.param(
            r"\f0 " + hexed("đô\u0300ng bă\u0300ng".encode("cp1258")), r"\ansicpg1258", ["đồng bằng"], id="windows-1258 by document"
        ),
        pytest.param(
            r"{\f2 " + hexed("Thu ng©n s¸ch ®¹t 5 tû ®ång".encode("cp1252")) + "}", r"\ansicpg1252", ["Thu ngân sách đạt 5 tỷ đồng"],
            id="TCVN3",
        ),
        pytest.param(r"{\f5 " + hexed("b¸o c¸o".encode("cp1252")) + "}", "", ["BÁO CÁO"], id="TCVN3 in capitals"),
        pytest.param(
            r"{\f3 Thu nga}{\f3\b " + hexed("ân saùch".encode("cp1252")) + r"}\f0  5%", "", ["Thu ngân sách 5%"], id="VNI cut in two"
        ),
        pytest.param(r"{\f4 \'b3} 95%; {\listtext\f4\'b7\tab}" + u("Lúa"), "", ["≥ 95%; •\tLúa"], id="symbols"),
        pytest.param(r"{\listtext 1.\tab}" + u("Nông nghiệp") + r"\par{\pntext a)\tab}" + u("Lúa"), "", ["1.\tNông nghiệp", "a)\tLúa"],
                     id="lists"),
        pytest.param(r"Thu{\v  (cu)}{\deleted  4} 5\~t\'fd\line sau\tab x\_y\-z", "", ["Thu 5\u00a0tý", "sau\tx-yz"], id="hidden, signs"),
        pytest.param(
            r"{\header Trang {\field{\*\fldinst { PAGE }}{\fldrslt 3}}\par}{\footer UBND xa\par - {\field{\*\fldinst PAGE}{\fldrslt 1}} -\par}"
            r"{\headerf UBND HUYEN\par}Thu 5%{\footnote \chftn Uoc.}, tang.\par {\field{\*\fldinst HYPERLINK x}{\fldrslt Xem}}\par",
            "",
            ["UBND HUYEN", "Thu 5%, tang.", "Uoc.", "Xem", "UBND xa"],
            id="margins, notes, fields",
        ),
        pytest.param(
            r"Truoc{\*\shppict{\pict\pngblip 89504e470d0a}}{\nonshppict{\pict 0102}}{\pict\bin4 }{\\ }{\*\unknown x} sau "
            r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Trong hop\par}}{\shprslt{\dptxbxtext Trong hop\par}}}\par",
            "",
            ["Truoc sau", "Trong hop"],
            id="pictures and boxes",
        ),
        pytest.param(r"{\caps b\'e1o}\line{\info{\title X}{\author Y}}\{5\}", "", ["BÁO", "{5}"], id="capitals, braces"),
    ],
)  # fmt: skip
def test_what_the_printed_page_says(body: str, head: str, expected: list[str]) -> None:
    assert [line.strip() for line in lines(rtf(body, head))] == expected


def row(*cells: str, edges: tuple[str, ...]) -> str:
    return r"\trowd " + "".join(edges) + r"\pard\intbl " + r"\cell ".join(map(u, cells)) + r"\cell\row "


def grid(content: Content, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.rows, cell.columns, content.text[cell.start : cell.end])
        for cell in content.tables[table].cells
    ]


def test_a_table_with_merged_heads() -> None:
    down, on = r"\clvmgf", r"\clvmrg"
    content = read_rtf(
        rtf(
            u("Biểu 1") + r"\par "
            + row("Chỉ tiêu", "Năm 2022", edges=(down + r"\cellx2000", r"\cellx6000"))
            + row("", "Kế hoạch", "Thực hiện", edges=(on + r"\cellx2010", r"\cellx4000", r"\cellx6000"))
            + row("Thu", "1.500", "1.584", edges=(r"\cellx2000", r"\cellx4000", r"\cellx6000"))
            + r"\pard\par "
            + row("Xã", "Hộ", "", edges=(r"\cellx900", r"\clmgf\cellx1800", r"\clmrg\cellx2700"))
            + r"\pard " + u("Hết.") + r"\par"
        ),
        Limits(),
    )  # fmt: skip
    assert content.text.splitlines() == [
        "Biểu 1",
        "| Chỉ tiêu | Năm 2022 | |",
        "| | Kế hoạch | Thực hiện |",
        "| Thu | 1.500 | 1.584 |",
        "| Xã | Hộ | |",
        "Hết.",
    ]
    assert grid(content) == [
        (0, 0, 2, 1, "Chỉ tiêu"),
        (0, 1, 1, 2, "Năm 2022"),
        (1, 1, 1, 1, "Kế hoạch"),
        (1, 2, 1, 1, "Thực hiện"),
        (2, 0, 1, 1, "Thu"),
        (2, 1, 1, 1, "1.500"),
        (2, 2, 1, 1, "1.584"),
    ]
    assert grid(content, 1) == [(0, 0, 1, 1, "Xã"), (0, 1, 1, 2, "Hộ")]


def test_looks_of_cells_and_lines_within_them() -> None:
    body = (
        r"\trowd\cellx900\cellx1800\pard\intbl{\b Thu}\cell 5\par 6\cell\row"
        r"\trowd\cellx900\cellx1800\pard\intbl\li240 Trong\cell {\b 7} x\nestcell 8{\*\nesttableprops\nestrow}\cell\row"
    )
    content = read_rtf(rtf(body), Limits())
    assert content.text.splitlines() == ["| Thu | 5 6 |", "| Trong | 7 x 8 |"]
    assert [(cell.bold, cell.indent) for cell in content.tables[0].cells] == [
        (True, 0),
        (False, 0),
        (False, 2),
        (False, 2),
    ]


def test_a_letterhead_becomes_lines() -> None:
    edges = (r"\cellx4000", r"\cellx9000")
    body = row("UBND HUYỆN TIÊN YÊN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", edges=edges) + row(
        "Số: 12/BC-UBND", "", edges=edges
    )
    content = read_rtf(rtf(body), Limits())
    assert content.text.splitlines() == ["UBND HUYỆN TIÊN YÊN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/BC-UBND"]
    assert content.tables == ()


def test_a_report_says_the_same_as_its_plain_text() -> None:
    text = (
        "UBND HUYỆN TIÊN YÊN\nBÁO CÁO\nTình hình kinh tế - xã hội 9 tháng đầu năm 2022\n"
        "Thu ngân sách 9 tháng đầu năm 2022 đạt gần 1.584 tỷ đồng, bằng 57,7% dự toán, tăng 5,2% so với cùng kỳ.\n"
    )
    from_rtf, from_text = solieu.extract(rtf(u(text).replace("\n", r"\par "))), solieu.extract(text)
    assert from_rtf.text == from_text.text
    assert from_rtf.observations == from_text.observations
    assert len(from_rtf.observations) == 3


def test_a_document_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    content = read_rtf(rtf(r"Thu 5 t\'fd\par{\b Chi 6\par\trowd\cellx9\cellx18\intbl 7\cell 8")[:-1], Limits())
    assert content.text.splitlines() == ["Thu 5 tý", "Chi 6", "| 7 | 8 |"]
    assert content.warnings == ("The document is cut off: its last groups never end.",)


def test_pictures_are_told_of() -> None:
    assert read_rtf(rtf(r"Thu 5{\pict 00}"), Limits()).warnings == ("1 picture in the document was not read.",)


@pytest.mark.parametrize("data", [rtf("{" * 100_000), b"{\\rtf1" + b"{\\b " * 1_000_000])
def test_groups_nested_too_deeply_are_one_sentence(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a\.rtf: The groups of this RTF document are nested too deeply: [^\n]+\.$"):
        read(data, name="a.rtf")


@pytest.mark.parametrize(
    "body",
    [
        r"{\pict " + "0123456789abcdef" * 200_000 + "}",
        r"{\field{\*\fldinst{" * 1_500,
        r"{\*\fldinst " + r"\a " * 100_000 + "}",
        r"\u1?" * 50_000,
        r"\u7891?" "\xe1" * 50_000,
        r"\trowd" + r"\cellx1" * 50_000 + r"\cell" * 50_000 + r"\row",
        r"\trowd\cellx9 x\cell\row" * 5_000,
        "}" * 100_000,
        r"\bin999999999 x",
        r"\u99999999999999 \f99999999 \li-99999999999 5",
        "{\\fonttbl" + r"{\f1\fcharset0 a" * 1_000,
        "{\\fonttbl" + r"{\*" * 1_000,
        r"{\footnote " * 1_000 + "x",
    ],
    ids=lambda body: body[:20],
)
def test_hostile_documents_take_bounded_time(body: str) -> None:
    began = time.monotonic()
    content = read_rtf(rtf("Thu 5%" + body), Limits(cells=100_000))
    assert "Thu 5%" in content.text
    assert len(content.text) < 1_000_000
    assert time.monotonic() - began < 15


def test_every_byte_may_follow_without_a_fault() -> None:
    for byte in range(256):
        read_rtf(rtf("a\\" + chr(byte) + " b\\'" + chr(byte) + " c"), Limits())


@given(
    st.integers(0, 3_000),
    st.sampled_from(["", "{", "}", "\\u-1", "\\cell", "\\row", "\\bin9 ", "\\f9", "\\cellx-9", "\\uc9"]),
)
@settings(max_examples=150, deadline=None)
def test_damage_is_a_sentence_or_a_text(at: int, piece: str) -> None:
    edges = (r"\clvmgf\cellx2000", r"\cellx6000")
    whole = rtf(
        row("Xã", "Hộ", edges=edges) + row("", "15", edges=edges) + r"{\footnote y}\par " + u("Thu 5 tỷ đồng")
    ).decode("latin-1")
    damaged = whole[: at % len(whole)] + piece + whole[at % len(whole) + 1 :]
    with contextlib.suppress(ReadError):
        assert read_rtf(damaged.encode("latin-1"), Limits()).text is not None
