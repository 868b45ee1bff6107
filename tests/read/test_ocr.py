from __future__ import annotations

import io
import re
import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from make_pdf import pdf, prose
from pdf_bytes import one_page, stream
from reportlab.lib.utils import ImageReader

from solieu.errors import MissingExtra, ReadError, TooLarge
from solieu.read import Limits, ocr, read

if TYPE_CHECKING:
    from PIL.Image import Image

WORDS = (
    "Thu ngân sách nhà nước trên địa bàn huyện 9 tháng đầu năm 2022 ước đạt 1.584 tỷ đồng, bằng 57,7% dự toán. Toàn huyện "
    "có 42 xã đạt chuẩn nông thôn mới; tỷ lệ hộ nghèo còn 2,1%, giảm 486 hộ so với đầu năm."
)
SAID = "Về nông nghiệp, diện tích gieo cấy lúa vụ Mùa đạt 12.450 ha."
with_tesseract = pytest.mark.skipif(
    ocr.missing() is not None, reason=f"{ocr.missing()} is not installed: scripts/system.sh installs it"
)


@cache
def scan() -> Image:
    printed = pdf(lambda canvas: prose(canvas, WORDS))
    page = pypdfium2.PdfDocument(printed)[0]
    return page.render(scale=200 / 72, grayscale=True).to_pil()


def picture(form: str) -> bytes:
    file = io.BytesIO()
    scan().save(file, form, dpi=(200, 200))
    return file.getvalue()


def scanned_pdf(*further: object) -> bytes:
    return pdf(lambda canvas: canvas.drawImage(ImageReader(scan()), 0, 0, 595, 842), *further)  # type: ignore[arg-type]


@with_tesseract
@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_a_picture_is_recognised_and_says_so(form: str) -> None:
    report = read(picture(form))
    assert report.text == WORDS + "\n"
    (warning,) = report.warnings
    assert re.fullmatch(
        r"This was scanned and the text recognised .* mean confidence of (8|9)\d%: compare .*\.", warning
    )
    (page,) = report.pages
    assert round(page.width) == 595
    assert report.text[page.words[1].start : page.words[1].end] == "ngân"
    assert 0.1 < page.words[1].left < page.words[1].right < 0.4


@with_tesseract
def test_the_scanned_pages_of_a_pdf_are_recognised_and_the_others_read() -> None:
    report = read(scanned_pdf(lambda canvas: prose(canvas, SAID)))
    assert report.text.splitlines() == [WORDS, SAID]
    assert report.warnings[0].startswith("Page 1 was scanned")
    assert len(report.pages[0].words) == len(WORDS.split())


def test_without_tesseract_the_other_pages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", "no-such-tesseract")
    report = read(scanned_pdf(lambda canvas: prose(canvas, SAID)))
    assert report.text == SAID + "\n"
    assert report.warnings == (f"Page 1 is a scan and not recognised: {ocr.INSTALL}.",)
    with pytest.raises(MissingExtra, match="are scans, and their text cannot be read: install Tesseract"):
        read(scanned_pdf())
    with pytest.raises(MissingExtra, match="needs Tesseract: install"):
        read(picture("PNG"))


@with_tesseract
def test_scans_beyond_the_limit_are_left_out() -> None:
    report = read(scanned_pdf(lambda canvas: prose(canvas, SAID)), limits=Limits(scans=0))
    assert report.text == SAID + "\n"
    assert report.warnings[0].startswith("Page 1 is a scan beyond the limit of 0")


@with_tesseract
@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0", b"II*\x00\x08\x00\x00\x00", b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_a_damaged_picture_is_turned_down(data: bytes) -> None:
    with pytest.raises(ReadError, match="damaged or not complete"):
        read(data)


@with_tesseract
def test_a_picture_that_was_cut_off_is_turned_down() -> None:
    data = picture("PNG")
    with pytest.raises(ReadError, match="damaged or not complete"):
        read(data[: len(data) // 2])


@with_tesseract
def test_a_picture_of_too_many_pixels_is_turned_down_before_it_is_unpacked() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )
    with pytest.raises(TooLarge, match="more than 120 million pixels"):
        read(data)


@with_tesseract
def test_an_empty_scan_gives_no_text() -> None:
    about = b"/Type/XObject/Subtype/Image/Width 800/Height 1000/BitsPerComponent 8/ColorSpace/DeviceGray"
    white = stream(b"\xff" * 800_000, about)
    with pytest.raises(ReadError, match="no text"):
        read(one_page(b"600 0 0 800 0 0 cm /F Do", white, resources=b"/XObject<</F 5 0 R>>"))
