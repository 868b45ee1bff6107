import random
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_legacy import LETTERS, from_unicode, runs_of_tcvn3
from old_report import TEXT

from solieu.read import read
from solieu.read.legacy import LegacyEncoding, decode_font_run, detect, encoding_of_font, repair, to_unicode
from solieu.read.plain import decode

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold" / "dev"
TCVN3, VNI, VPS, VISCII = LegacyEncoding.TCVN3, LegacyEncoding.VNI, LegacyEncoding.VPS, LegacyEncoding.VISCII
COMPLETE = [encoding for encoding in LegacyEncoding if not encoding.name.startswith("TCVN3")]
vietnamese = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "abcdeghiklmnopqrstuvxy 0123456789,;:\n"), max_size=80)


def as_windows(data: bytes) -> str:
    """Bytes as a program takes them for windows-1252; those that it lacks stay as they are."""
    return "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in data)


@pytest.mark.parametrize(
    ("written", "encoding", "text"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", TCVN3, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", TCVN3, "Độc lập - Tự do - Hạnh phúc"),
        ("quyÕt ®Þnh cña Bé tr\u00adëng Bé Tµi chÝnh", TCVN3, "quyết định của Bộ trưởng Bộ Tài chính"),
        ("“Nhµ n\u00adíc” – 25°C, 5 m²…", TCVN3, "“Nhà nước” – 25°C, 5 m²…"),
        ("\x93Nhµ n\u00adíc\x94 \x96 5%\x85", TCVN3, "“Nhà nước” – 5%…"),
        ("thñy \u03bc", TCVN3, "thủy à"),
        ("nhµ m¸y", LegacyEncoding.TCVN3_CAPITALS, "NHÀ MÁY"),
        ("Ngh\xcb \x96 \x99", LegacyEncoding.TCVN1, "Nghậ Ọ Ở"),
        ("– ™", LegacyEncoding.TCVN1, "Ọ Ở"),
        ("A\xb0 e\xb3 25", LegacyEncoding.TCVN1, "À é 25"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC", VNI, "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
        ("Ñöôøng Aâu Cô, quaän Goø Vaáp; kyõ sö, tyû leä", VNI, "Đường Âu Cơ, quận Gò Vấp; kỹ sư, tỷ lệ"),
        ("C¶ng hòa xã h¶i chû nghïa ViŒt Nam", VPS, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Cµng hòa xã hµi chü nghîa Vi®t Nam", VISCII, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("nghiÌn tyÒ ðôÌng", LegacyEncoding.WINDOWS_1258, "nghìn tỷ đồng"),
        ("DDo^.c la^.p, Tu+. do. Co' khoe? kho^ng?", LegacyEncoding.VIQR, "Độc lập, Tự do. Có khoẻ không?"),
        ("nu*o*'c DDa(\\'k La(\\'k\\. Ha` No^.i\\.", LegacyEncoding.VIQR, "nước Đă'k Lă'k. Hà Nội."),
    ],
)
def test_a_text_in_each_encoding(written: str, encoding: LegacyEncoding, text: str) -> None:
    assert to_unicode(written, encoding) == text


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", TCVN3),
        (".VnArial Narrow", TCVN3),
        (".VnTime,Bold", TCVN3),
        ("ABCDEF+.VnTime-BoldItalic", TCVN3),
        (".VnTimeH", LegacyEncoding.TCVN3_CAPITALS),
        (".VnArial NarrowH", LegacyEncoding.TCVN3_CAPITALS),
        ("ABCDEF+.VnTimeH,Bold", LegacyEncoding.TCVN3_CAPITALS),
        ("VNI-Times", VNI),
        ("vni-helve-condense", VNI),
        ("VPS Times", VPS),
        ("Times New Roman", None),
        ("VnTimes", None),
        ("Helvetica", None),
        ("", None),
    ],
)
def test_a_font_tells_its_encoding(font: str, encoding: LegacyEncoding | None) -> None:
    assert encoding_of_font(font) is encoding


def test_the_report_has_every_letter() -> None:
    assert set(LETTERS + LETTERS.upper()) <= set(TEXT)
    assert len(set(LETTERS + LETTERS.upper())) == 134


@pytest.mark.parametrize("encoding", COMPLETE)
def test_three_pages_come_back(encoding: LegacyEncoding) -> None:
    data = from_unicode(TEXT, encoding)
    assert to_unicode(data.decode("latin-1"), encoding) == TEXT
    assert to_unicode(as_windows(data), encoding) == TEXT


def test_three_pages_in_fonts_of_tcvn3_come_back() -> None:
    assert "".join(decode_font_run(run, font) for run, font in runs_of_tcvn3(TEXT)) == TEXT


@pytest.mark.parametrize("encoding", COMPLETE)
def test_a_file_is_read_with_the_encoding_that_makes_sense(encoding: LegacyEncoding) -> None:
    text = TEXT.replace("\n", "\r\n")
    decoded = decode(from_unicode(text, encoding))
    assert decoded.text == text
    if encoding is LegacyEncoding.WINDOWS_1258:
        assert (decoded.encoding, decoded.warnings) == ("cp1258", ())
    else:
        assert encoding.value in decoded.warnings[0]


def test_a_file_in_tcvn3_is_read() -> None:
    small = "".join(letter if letter.isascii() or letter in "ĂÂÊÔƠƯĐ" else letter.lower() for letter in TEXT)
    decoded = decode("".join(run for run, _ in runs_of_tcvn3(small)).encode("latin-1"))
    assert decoded.text.lower() == TEXT.lower()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in decoded.text
    assert decoded.warnings == ("The text was in TCVN3 and was made Unicode; check a few words.",)
    assert decoded.encoding == "tcvn3"


@pytest.mark.parametrize("encoding", [e for e in COMPLETE if e not in (LegacyEncoding.VIQR,)])
@pytest.mark.parametrize("view", [lambda data: data.decode("latin-1"), as_windows])
def test_a_text_that_was_saved_as_if_it_were_western_is_repaired(encoding: LegacyEncoding, view: object) -> None:
    garbled = view(from_unicode(TEXT, encoding))  # type: ignore[operator]
    decoded = decode(garbled.encode())
    assert (decoded.text, decoded.encoding) == (TEXT, "utf-8")
    assert encoding.value in decoded.warnings[0]


def test_each_line_of_a_mixed_text_is_read_for_itself() -> None:
    text = (
        "Báo cáo của huyện năm 2003 được gửi kèm; nhiệt độ 25°C, diện tích 5 m², © UBND\n"
        "Thu ng©n s¸ch n¨m 2003 ®¹t 5,2 tû ®ång, b»ng 97% dù to¸n.\n"
        "Sè hé: 12\n"
        "Thu ngaân saùch naêm 2003 ñaït 5,2 tyû ñoàng, baèng 97% döï toaùn.\n"
        "Soá hoä: 12\n"
        "Số hộ nghèo giảm còn 486 hộ.\n"
        "Hà Nam, xã Yên\n"
        "English: the café’s menu, 5 µm\n"
    )
    repaired, found = repair(text)
    assert found == {TCVN3, VNI}
    assert repaired.splitlines() == [
        *text.splitlines()[:1],
        "Thu ngân sách năm 2003 đạt 5,2 tỷ đồng, bằng 97% dự toán.",
        "Số hộ: 12",
        "Thu ngân sách năm 2003 đạt 5,2 tỷ đồng, bằng 97% dự toán.",
        "Số hộ: 12",
        *text.splitlines()[5:],
    ]


def test_bytes_of_several_encodings_in_one_file() -> None:
    sentence = "Thu ngân sách huyện năm nay đạt 5,2 tỷ đồng, bằng 97% dự toán tỉnh giao.\r\n"
    encodings = [LegacyEncoding.TCVN1, VNI, LegacyEncoding.WINDOWS_1258, VISCII]
    decoded = decode(b"".join(from_unicode(sentence, encoding) for encoding in encodings))
    assert decoded.text == sentence * 4
    assert "TCVN3 and VISCII and VNI and windows-1258" in decoded.warnings[0]


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "utf-8", "x-user-defined"])
@pytest.mark.parametrize("spelled", [False, True])
def test_a_page_in_tcvn3_whatever_it_declares(charset: str, spelled: bool) -> None:
    page = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>B¸o c¸o</title></head>'
        '<body><p><font face=".VnTime">Thu ng©n s¸ch n¨m 2002 ®¹t 1.584 tû ®ång, b»ng 57,7% dù to¸n.</font></p></body></html>'
    )
    if spelled:
        page = page.replace("©", "&copy;").replace("¸", "&#184;").replace("®", "&reg;")
    for data in (page.encode(), page.encode("latin-1")):
        report = read(data)
        assert report.title == "Báo cáo"
        assert report.text.strip() == "Thu ngân sách năm 2002 đạt 1.584 tỷ đồng, bằng 57,7% dự toán."
        assert "TCVN3" in report.warnings[0]


def test_cells_too_short_to_tell_are_told_together() -> None:
    assert repair("ChØ tiªu\n2003\nSè hé\n12\nTû lÖ\n5%\n")[0] == "Chỉ tiêu\n2003\nSố hộ\n12\nTỷ lệ\n5%\n"
    assert repair("B\u00b8o\nc\u00b8o\nn¨m\n")[0] == "Báo\ncáo\nnăm\n"


def test_what_windows_in_vietnamese_made_of_tcvn3() -> None:
    written = "Héi ®ång nh©n d©n huyÖn ®· häp, quyÕt ®Þnh thu ng©n s¸ch, ®óng tr×nh tù, cã hiÖu lùc"
    seen = unicodedata.normalize("NFC", written).encode("latin-1").decode("cp1258")
    text = "Hội đồng nhân dân huyện đã họp, quyết định thu ngân sách, đúng trình tự, có hiệu lực"
    assert seen != written
    assert decode_font_run(seen, ".VnTime") == text
    assert repair(seen) == (text, {TCVN3})


@pytest.mark.parametrize(
    "text",
    [
        "Thu ngân sách xã đạt 5 m², 25°C, ½ diện tích; © 2022 UBND – “đạt”…",
        "Hà Nam, xã Tân Hòa, sáu hộ có ba ao cá",
        "© 2022 Microsoft® Windows™ · 5 µm ± 2 µm · 3×4 ÷ 2 · §5 ¶2 «a» ¼ ¾ 10¹ N·m kW·h",
        "Où est-il, où va-t-il ? Déjà vu à la carte ; « où », l'été, les élèves naïfs, Noël, maïs, août, goût, çà et là",
        "Les communes ont été créées à Malmö, à Zürich, à São Paulo; señor, mañana, día, año, corazón, más",
        "The café’s naïve résumé – “smörgåsbord” … to¹ the² so³ do¹",
        "Über die Straße für Mädchen; größer, schön, Öl, Äpfel",
        "Tỷ lệ a^2 + b^2 = c^2; e^x; hello? yes. so. o^ a( u+ c++ you? me? la. to? do.",
        unicodedata.normalize("NFD", "Thu ngân sách huyện đạt 5 tỷ đồng"),
        "",
        "\n\r\n",
    ],
)
def test_what_is_unicode_stays(text: str) -> None:
    assert repair(text) == (text, frozenset())
    assert detect(text) is None
    assert decode(text.encode()).text == text
    if text.strip():
        assert all(decode_font_run(line, "Times New Roman") == line for line in text.splitlines())


@pytest.mark.parametrize("text", ["Thu ngân sách huyện", "sách", "đạt 5 m²", "Báo cáo"])
def test_a_run_of_unicode_in_an_old_font_stays(text: str) -> None:
    assert decode_font_run(text, ".VnTime") == text


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.txt")) or [None])
def test_marked_reports_stay_as_they_are(path: Path | None) -> None:
    if path is None:
        pytest.skip("there are no marked reports here")
    data = path.read_bytes()
    assert decode(data).text == data.decode("utf-8-sig")
    assert decode(data).warnings == ()


@pytest.mark.parametrize("path", sorted((ROOT / "src/solieu/samples").glob("*.*")))
def test_samples_and_documents_stay_as_they_are(path: Path) -> None:
    for file in (path, *ROOT.glob("docs/*.md")):
        text = file.read_text("utf-8")
        assert repair(text) == (text, frozenset())


@given(vietnamese, st.sampled_from(COMPLETE))
def test_any_vietnamese_comes_back(text: str, encoding: LegacyEncoding) -> None:
    data = from_unicode(text, encoding)
    if encoding is LegacyEncoding.VIQR:
        data = b"\\" + b" " + data  # one escape tells that the others were made, too
        text = " " + text
    assert to_unicode(data.decode("latin-1"), encoding) == text
    assert to_unicode(as_windows(data), encoding) == text


@given(vietnamese)
def test_any_vietnamese_in_fonts_of_tcvn3_comes_back(text: str) -> None:
    written = runs_of_tcvn3(text)
    upper = LegacyEncoding.TCVN3_CAPITALS
    assert "".join(to_unicode(run, TCVN3 if font == ".VnTime" else upper) for run, font in written) == text


@given(st.text(max_size=300), st.sampled_from([".VnTime", ".VnTimeH", "VNI-Times", "VPS Times", "Arial"]))
def test_any_text_is_taken(text: str, font: str) -> None:
    repaired, found = repair(text)
    assert found or repaired == text
    assert isinstance(decode_font_run(text, font), str)


def test_hostile_texts_take_linear_time() -> None:
    chance = random.Random(7)
    noise = "".join(chance.choices([chr(code) for code in range(0x20, 0x100)] + ["\n"] * 8, k=400_000))
    hostile = [
        noise,
        "a^" * 300_000,
        "©a" * 300_000,
        "oâ" * 300_000,
        "<" * 400_000,
        "a^.\n" * 200_000,
        "µm\n" * 200_000,
    ]
    begun = time.monotonic()
    for text in hostile:
        assert isinstance(repair(text)[0], str)
    assert time.monotonic() - begun < 40


def test_a_clean_text_costs_next_to_nothing() -> None:
    text = TEXT * 200
    begun = time.process_time()
    assert repair(text)[0] is text
    assert time.process_time() - begun < 0.02 * len(text) / 400_000
