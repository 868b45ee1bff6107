import codecs
import contextlib
import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.errors import NotText, ReadError, UnknownEncoding
from solieu.read.plain import decode

SENTENCE = "Thu ngân sách huyện đạt 42,6 tỷ đồng, bằng 92,6% dự toán; số hộ nghèo giảm 486 hộ.\r\n"
SYLLABLES = [
    "huyện",
    "Đắk",
    "đạt",
    "tỷ",
    "đồng",
    "nghèo",
    "giảm",
    "vượt",
    "thủy",
    "hộ",
    "xã",
    "ưu",
    "ở",
    "ẵm",
    "42,6%",
    "ha",
]
vietnamese = st.lists(st.sampled_from(SYLLABLES), min_size=4, max_size=40).map(" ".join)
any_text = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff"), min_size=1)


def as_windows_1258(text: str) -> bytes:
    """``text`` as windows-1258 writes it: a letter with its hat, then the mark of its tone."""
    pieces = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            pieces.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            hatted = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark != tone))
            pieces.append((hatted + tone).encode("cp1258"))
    return b"".join(pieces)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SENTENCE.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "utf-16-be"),
        (SENTENCE.encode("utf-16-le"), "utf-16-le"),
        (SENTENCE.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"), "utf-32-le"),
        (as_windows_1258(SENTENCE), "cp1258"),
    ],
)
def test_encodings_of_vietnamese_offices(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.warnings) == (SENTENCE, encoding, ())


def test_newlines_and_decomposed_letters_stay_as_they_are() -> None:
    text = unicodedata.normalize("NFD", "Tổng thu\r\n\r\tđạt\x0b5 tỷ\r")
    assert decode(text.encode()).text == text


@pytest.mark.parametrize("cut", [1, 2])
def test_a_file_cut_within_a_letter_is_read_with_a_warning(cut: int) -> None:
    decoded = decode(
        "Báo cáo của xã: sản lượng lúa đạt 5.120 tấn, tỷ lệ hộ nghèo ở mức thấ".encode() + "ỷ".encode()[:cut]
    )
    assert decoded.text.endswith("thấ\ufffd")
    assert decoded.encoding == "utf-8"
    assert "damaged" in decoded.warnings[0]


def test_a_utf16_file_cut_within_a_letter_is_read_with_a_warning() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le")[:-1])
    assert decoded.text.startswith("Thu ngân sách")
    assert decoded.warnings


def test_a_replacement_character_of_the_file_itself_is_no_damage() -> None:
    assert decode("đạt 5 tỷ \ufffd đồng".encode()).warnings == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF document"),
        (b"PK\x03\x04....word/document.xml", "Word document"),
        (b"PK\x03\x04....xl/workbook.xml", "Excel workbook"),
        (b"PK\x03\x04....", "ZIP archive"),
        (b"\x1f\x8b\x08\x00", "GZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file"),
        (b"{\\rtf1\\ansi", "RTF document"),
    ],
)
def test_a_binary_format_is_named(data: bytes, words: str) -> None:
    with pytest.raises(NotText, match=f"{words}.*does not read yet"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 1000,
        random.Random(7).randbytes(5000),
        b"abc\x00def" * 20,
        b"\x01\x02\x03abc" * 50,
        codecs.BOM_UTF16_LE + b"\x00\x00" * 50,
    ],
)
def test_bytes_that_are_not_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)


def test_old_vietnamese_fonts_are_guessed_with_a_warning() -> None:
    tcvn3 = b"T\xe6ng thu ng\xa9n s\xb8ch \xae\xb9t 5 tr\xd6u \xae\xe5ng, b\xbbng n\xa8m tr\xad\xedc. " * 5
    decoded = decode(tcvn3)
    assert decoded.text.startswith("Tổng thu ngân sách đạt 5 trệu đồng, bằng năm trước. ")
    assert decoded.warnings == ("The text was in TCVN3 and was made Unicode; check a few words.",)


def test_bytes_that_no_encoding_of_vietnamese_explains_are_turned_down() -> None:
    with pytest.raises(UnknownEncoding, match="UTF-8"):
        decode("Русский отчёт района за год, утверждённый советом".encode("koi8-r"))


def test_a_declared_encoding_explains_what_is_not_utf8() -> None:
    assert decode("Русский отчёт района".encode("cp1251"), "windows-1251").text == "Русский отчёт района"


@pytest.mark.parametrize("declared", ["hex", "rot13", "no-such-code", "utf-8", "idna", "", "a" * 500])
def test_a_declared_encoding_that_is_none_is_passed_over(declared: str) -> None:
    assert decode(as_windows_1258(SENTENCE), declared).text == SENTENCE


def test_text_garbled_before_it_was_saved_is_told() -> None:
    garbled = (SENTENCE * 2).encode().decode("cp1252", "replace")
    assert "garbled" in decode(garbled.encode()).warnings[0]


@pytest.mark.parametrize("unit", ["Thu ngân sách đạt 42,6 tỷ đồng, ".encode(), as_windows_1258("số hộ nghèo giảm ")])
def test_twenty_megabytes_in_one_line_are_quick(unit: bytes) -> None:
    data = unit * (20 * 1024 * 1024 // len(unit))
    begun = time.monotonic()
    decoded = decode(data)
    assert time.monotonic() - begun < 15
    assert len(decoded.text) > 10_000_000


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_read_error(data: bytes) -> None:
    with contextlib.suppress(ReadError):
        assert isinstance(decode(data).text, str)


@given(any_text)
def test_utf8_comes_back(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"{\\rtf", b"GIF8", b"PAR1", b"PK", b"7z", b"Rar", b"II*", b"MM")) and b"%PDF-" not in data:
        assert decode(data).text == text


@given(any_text, st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_marked_utf16_comes_back(text: str, encoding: str) -> None:
    assert decode(("\ufeff" + text).encode(encoding)).text == text


@given(vietnamese, st.sampled_from(["utf-16-le", "utf-16-be"]), st.sampled_from(["NFC", "NFD"]))
def test_unmarked_utf16_of_vietnamese_comes_back(text: str, encoding: str, form: str) -> None:
    written = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert decode(written.encode(encoding)).text == written


@given(vietnamese)
def test_windows_1258_comes_back_composed(text: str) -> None:
    assert decode(as_windows_1258(text)).text == unicodedata.normalize("NFC", text)
