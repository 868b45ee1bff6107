"""PDFs that are damaged, locked, or made to exhaust whoever opens them."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from make_pdf import LEFT, font_file, line, pdf, prose
from pdf_bytes import CATALOG, HELVETICA, ONE_PAGE, bomb, document, forms_within_forms, one_page, page, said, stream
from reportlab.lib.pdfencrypt import StandardEncryption

from solieu.errors import EmptyReport, ReadError, TooLarge
from solieu.read import Limits, read

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = b"Thu ngan sach dat 5 ty dong"
MIB = 1024 * 1024


def a_report() -> bytes:
    return pdf(lambda canvas: prose(canvas, "Thu ngân sách đạt 1.584 tỷ đồng, bằng 57,7% dự toán."))


def picture(width: int, height: int) -> bytes:
    about = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode"
    )
    drawn = b"600 0 0 800 0 0 cm /F Do"
    data = stream(zlib.compress(bytes(width * height // 8), 1), about % (width, height))
    return one_page(drawn, data, resources=b"/XObject<</F 5 0 R>>")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.4", "damaged or not complete"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 100, "damaged or not complete"),
        (document(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"), "damaged or not complete|no pages"),
        (document(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 5>>"), "damaged"),
        (document(CATALOG, ONE_PAGE, b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"), "damaged"),
        (document(CATALOG), "damaged or not complete"),
    ],
)
def test_what_is_no_whole_pdf_is_turned_down_with_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read(data)
    assert str(caught.value).count(". ") == 0


@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.8, 0.95, 0.999])
def test_a_pdf_that_was_cut_off_gives_its_text_or_a_sentence(part: float) -> None:
    whole = a_report()
    try:
        said = read(whole[: int(part * len(whole))]).text
    except ReadError as error:
        said = str(error)
    assert re.search("1.584 tỷ đồng|damaged|no text", said)


def test_a_password_is_asked_for_with_a_sentence() -> None:
    locked = pdf(
        lambda canvas: line(canvas, "Mật", LEFT, 700), encrypt=StandardEncryption("user", "owner", strength=128)
    )
    with pytest.raises(ReadError, match="locked with a password"):
        read(locked, name="mat.pdf")


@pytest.mark.parametrize(
    "data",
    [
        one_page(said(SENTENCE), box=b"-1e9 -1e9 1e9 1e9"),
        one_page(said(SENTENCE), box=b"0 0 0 0"),
        document(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", page(b"/Font<</F 5 0 R>>"), stream(said(SENTENCE)), HELVETICA),
        document(CATALOG, ONE_PAGE, page(b"/Font<</F 5 0 R>>"), stream(said(SENTENCE)), HELVETICA, *[b"<<>>"] * 100_000),
        one_page(b"0 0 m 5 5 l S\n" * 100_000 + said(SENTENCE)),
        forms_within_forms(2, 10)[:-6] + b"\n%%EOF",
    ],
    ids=["huge page", "no page", "count", "objects", "strokes", "forms"],
)  # fmt: skip
def test_odd_documents_are_read_in_bounded_time(data: bytes) -> None:
    began = time.process_time()
    try:
        assert "dat 5 ty dong" in read(data).text
    except EmptyReport:
        assert b"/Form" in data
    assert time.process_time() - began < 20


def test_a_page_with_too_many_letters_is_cut_and_says_so() -> None:
    report = read(one_page(b"BT /F 1 Tf 100 700 Td " + b"(Thu ngan sach) Tj 0 -1 Td " * 20_000 + b"ET"))
    assert len(report.text) <= 210_000
    assert report.warnings == ("Page 1 holds more letters or drawings than a page can: what is beyond was left out.",)


@pytest.mark.parametrize(("megabytes", "times"), [(600, 1), (300, 1), (600, 2)])
def test_a_stream_that_unpacks_to_too_much_is_not_opened(megabytes: int, times: int) -> None:
    data, began = bomb(megabytes, times), time.process_time()
    with pytest.raises(TooLarge, match="unpacks to more than"):
        read(data)
    assert time.process_time() - began < 20


def test_many_streams_count_together() -> None:
    body = zlib.compress(bytes(range(256)) * 200)
    data = one_page(b"", *[stream(body, b"/Filter/FlateDecode")] * 50)
    with pytest.raises(TooLarge, match="limit of 2 MiB"):
        read(data, limits=Limits(unpacked=2 * MIB))


def test_forms_that_draw_forms_without_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solieu.read.pdf_guard.TRIAL_SECONDS", 3)
    with pytest.raises(ReadError, match="cannot be read in a minute"):
        read(forms_within_forms(12, 10))


@pytest.mark.slow
def test_two_thousand_pages_in_bounded_time_and_memory(tmp_path: Path) -> None:
    words = "Thu ngân sách nhà nước trên địa bàn xã năm 2022 đạt 1.584 triệu đồng, bằng 57,7% dự"

    def full(canvas: object) -> None:
        for step in range(12):
            line(canvas, words, LEFT, 780 - 22 * step, 10)  # type: ignore[arg-type]

    font_file()
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf(*[full] * 2_000))
    program = (
        # VmHWM is of this process alone; ru_maxrss begins with the memory of the one that started it.
        "import re, sys, time; from pathlib import Path; from solieu.read import read;"
        "began = time.process_time(); report = read(Path(sys.argv[1]).read_bytes());"
        "print(len(report.pages), time.process_time() - began,"
        " re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    pages, seconds, kilobytes = done.stdout.split()
    assert pages == "2000"
    assert float(seconds) < 60
    assert int(kilobytes) < 700_000
