"""How fast documents are read, beside the format's library alone on the same document.

python benchmarks/readers.py
python benchmarks/readers.py --pages 200 --json
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
import pdfplumber
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console
from rich.table import Table
from striprtf.striprtf import rtf_to_text

from solieu.read import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MEGABYTE = 1_000_000
REPEATS = 3
PARAGRAPHS_ON_A_PAGE = 8
ROWS_ON_A_PAGE = 5
LINES_ON_A_PAGE = 40
SENTENCES = (
    "Thu ngân sách nhà nước 9 tháng đầu năm ước đạt 1.584 tỷ đồng, bằng 57,7% dự toán tỉnh giao, tăng 5,2% so với cùng kỳ; "
    "chi cân đối ngân sách đạt 1.120 tỷ đồng, bằng 61% dự toán.",
    "Toàn huyện gieo trồng 4.512 ha cây lương thực có hạt, năng suất lúa bình quân 52,3 tạ/ha, sản lượng 23.598 tấn, "
    "đạt 101,4% kế hoạch.",
    "Tỷ lệ hộ nghèo theo chuẩn đa chiều còn 2,1%, giảm 0,8 điểm phần trăm; giải quyết việc làm cho 1.250 lao động.",
)
ROW = ("Thu ngân sách trên địa bàn", "Tỷ đồng", "1.500", "1.584", "105,6")


class Format(NamedTuple):
    """A format: how a document of so many pages is made, and what reads it without solieu."""

    name: str
    make: Callable[[int], bytes]
    library: str
    alone: Callable[[bytes], object]


def docx_document(pages: int) -> bytes:
    """Paragraphs of three runs and a table on each page."""
    made = docx.Document()
    for page in range(pages):
        for at in range(PARAGRAPHS_ON_A_PAGE):
            words = SENTENCES[(page + at) % len(SENTENCES)]
            paragraph = made.add_paragraph()
            for piece in (words[:20], words[20:60], words[60:]):
                paragraph.add_run(piece).bold = piece is words[:20]
        table = made.add_table(0, len(ROW))
        for _ in range(ROWS_ON_A_PAGE):
            for cell, words in zip(table.add_row().cells, ROW, strict=True):
                cell.text = words
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def docx_alone(data: bytes) -> str:
    """The text of all paragraphs, those of tables, too, as python-docx gives it."""
    document = docx.Document(BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


def rtf_document(pages: int) -> bytes:
    """The same, with letters beyond ASCII as Word writes them."""
    body = []
    for page in range(pages):
        body += [
            rf"\pard\plain\f0 {_escaped(SENTENCES[(page + at) % len(SENTENCES)])}\par"
            for at in range(PARAGRAPHS_ON_A_PAGE)
        ]
        edges = "".join(rf"\cellx{1800 * (at + 1)}" for at in range(len(ROW)))
        cells = "".join(rf"{_escaped(words)}\cell " for words in ROW)
        body += [rf"\trowd{edges}\pard\intbl {cells}\row"] * ROWS_ON_A_PAGE
    fonts = r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}}"
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + fonts + "\n".join(body) + "}").encode("ascii")


def _escaped(words: str) -> str:
    return "".join(sign if sign.isascii() else rf"\u{ord(sign)}?" for sign in words)


def pdf_document(pages: int) -> bytes:
    """Lines of print on each page, in a font that every PDF program has, so without diacritics."""
    file = BytesIO()
    canvas = Canvas(file, pageCompression=1, invariant=1)
    words = "Thu ngan sach 9 thang dau nam 2022 dat 1.584 ty dong, bang 57,7% du toan, tang 5,2%"
    for _ in range(pages):
        for line in range(LINES_ON_A_PAGE):
            canvas.drawString(70, 780 - 17 * line, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def pdf_alone(data: bytes) -> str:
    """The text of all pages, as pdfplumber gives it."""
    with pdfplumber.open(BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


FORMATS = (
    Format("DOCX", docx_document, "python-docx", docx_alone),
    Format("RTF", rtf_document, "striprtf", lambda data: rtf_to_text(data.decode("ascii"))),
    Format("PDF", pdf_document, "pdfplumber", pdf_alone),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures every format and prints one table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=50, help="how many pages the document of each format has")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of the table")
    options = parser.parse_args(arguments)
    measured = {form.name: measure(form, options.pages) for form in FORMATS}
    if options.json:
        print(json.dumps(measured))
    else:
        Console().print(_table(measured, options.pages))
    return 0


def measure(form: Format, pages: int) -> dict[str, Any]:
    """Rates of one format. The fastest of several runs counts: on a shared machine the others tell how busy it was."""
    data = form.make(pages)
    text = len(read(data).text.encode()) / MEGABYTE
    ours, alone = _best(lambda: read(data)), _best(lambda: form.alone(data))
    return {
        "megabytes_of_file": round(len(data) / MEGABYTE, 3),
        "megabytes_of_text": round(text, 3),
        "text_megabytes_per_second": round(text / ours, 2),
        "pages_per_second": round(pages / ours),
        "library": form.library,
        "library_pages_per_second": round(pages / alone),
        "times_the_library": round(ours / alone, 2),
    }


def _best(work: Callable[[], object]) -> float:
    return min(_seconds(work) for _ in range(REPEATS))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return max(time.process_time() - start, 1e-6)


def _table(measured: dict[str, dict[str, Any]], pages: int) -> Table:
    table = Table(title=f"Reading documents of {pages} pages, Python {sys.version.split()[0]}, one core")
    for name in ("format", "text MB/s", "pages/s", "library alone", "pages/s ", "time of ours"):
        table.add_column(name, justify="right" if name not in ("format", "library alone") else "left", no_wrap=True)
    for name, rates in measured.items():
        table.add_row(
            name,
            f"{rates['text_megabytes_per_second']}",
            f"{rates['pages_per_second']}",
            rates["library"],
            f"{rates['library_pages_per_second']}",
            f"x {rates['times_the_library']}",
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
