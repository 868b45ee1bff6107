import hashlib
import unicodedata

import pytest

from solieu.errors import EmptyReport, NotText, ReadError, TooLarge
from solieu.read import from_text, read

TEXT = "Xã Hoằng Lưu đạt 19/19 tiêu chí.\r\nThu nhập bình quân 57,2 triệu đồng.\n"
PAGE = f"<html><head><title>Tin</title></head><body><p>{TEXT}</p></body></html>"


def test_a_report_of_plain_text_is_the_text_of_the_file() -> None:
    report = read(TEXT.encode(), name="xa/hoang-luu.txt")
    assert (report.name, report.text, report.warnings) == ("xa/hoang-luu.txt", TEXT, ())
    assert report.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_page_is_read_as_one_whatever_its_name() -> None:
    report = read(PAGE.encode(), name="tin.txt")
    assert "<p>" not in report.text
    assert report.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


def test_a_text_named_like_a_page_is_read_as_text() -> None:
    assert read(TEXT.encode(), name="tin.html").text == TEXT


def test_a_hint_of_plain_text_keeps_the_source_of_a_page() -> None:
    assert read(PAGE.encode(), hint="text/plain; charset=utf-8").text == PAGE


def test_the_character_set_of_a_page_is_taken_from_the_server_before_the_page() -> None:
    source = '<html><meta charset="iso-8859-2"><body><p>Отчёт о бюджете района за год</p></body></html>'
    report = read(source.encode("cp1251", "ignore"), hint='text/html; charset="windows-1251"')
    assert "Отчёт" in report.text


@pytest.mark.parametrize(
    "hint", ["", ";;;", "text/html; charset", "text/html\r\nX: y", "đ" * 50, "text/html; charset=hex"]
)
def test_a_strange_hint_does_no_harm(hint: str) -> None:
    assert "19/19" in read(PAGE.encode(), hint=hint).text


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u200b\u00a0\n".encode(), b"\xff\xfe", b"<html></html>"]
)
def test_blank_reports(data: bytes) -> None:
    with pytest.raises(EmptyReport, match=r"trống\.txt"):
        read(data, name="trống.txt")


def test_a_picture_named_as_text() -> None:
    with pytest.raises(NotText, match=r"báo cáo\.txt: This is a GIF picture"):
        read(b"GIF89a" + bytes(500), name="báo cáo.txt")


def test_the_limit() -> None:
    assert read(b"a" * 100, limit=100).text == "a" * 100
    with pytest.raises(TooLarge, match="100 bytes"):
        read(b"a" * 101, limit=100)


def test_messages_are_one_sentence_on_one_line() -> None:
    for data in (b"", b"\x00" * 9, b"%PDF-1.4"):
        with pytest.raises(ReadError) as caught:
            read(data, name="a.txt")
        assert "\n" not in str(caught.value)
        assert str(caught.value).endswith(".")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_from_python_stays_character_for_character(form: str) -> None:
    text = unicodedata.normalize(form, TEXT)  # type: ignore[arg-type]
    report = from_text(text, "ghi chép")
    assert (report.name, report.text) == ("ghi chép", text)
    assert report.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_half_characters_from_python_keep_their_offsets() -> None:
    report = from_text("5 tỷ \ud800 đồng")
    assert report.text == "5 tỷ \ufffd đồng"
    assert report.warnings


def test_blank_text_from_python() -> None:
    with pytest.raises(EmptyReport):
        from_text(" \n")
