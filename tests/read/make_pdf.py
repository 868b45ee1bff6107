"""PDFs for the tests, made with reportlab as offices print them: Times-like letters, A4, margins of 2 to 3 cm."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH, HEIGHT = A4
LEFT, RIGHT = 80, 540
FONT = "Letters"
_FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/TTF/DejaVuSerif.ttf",
    "/usr/share/fonts/dejavu-serif-fonts/DejaVuSerif.ttf",
    "/Library/Fonts/Times New Roman.ttf",
    "/System/Library/Fonts/Supplemental/Times New Roman.ttf",
    "C:/Windows/Fonts/times.ttf",
)


@cache
def font_file() -> Path:
    """A font with the letters of Vietnamese, or the test is skipped."""
    found = next((Path(name) for name in _FONTS if Path(name).exists()), None)
    if found is None:
        pytest.skip("no font with Vietnamese letters: scripts/system.sh installs one (fonts-dejavu-core)")
    return found


def use_font() -> None:
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, font_file()))


def pdf(*pages: Callable[[Canvas], None], size: tuple[float, float] = A4, **options: object) -> bytes:
    """A PDF with what each of ``pages`` draws."""
    use_font()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1, **options)
    for page in pages:
        canvas.setFont(FONT, 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def prose(
    canvas: Canvas,
    *paragraphs: str,
    top: float = 770,
    left: float = LEFT,
    right: float = RIGHT,
    indent: float = 28,
    size: float = 12,
    after: float = 6,
    justify: bool = True,
) -> float:
    """Justified paragraphs under each other; the height at which they end."""
    use_font()
    style = ParagraphStyle(
        "p",
        fontName=FONT,
        fontSize=size,
        leading=1.4 * size,
        firstLineIndent=indent,
        alignment=TA_JUSTIFY if justify else 0,
    )
    for words in paragraphs:
        paragraph = Paragraph(words, style)
        _, height = paragraph.wrap(right - left, 2000)
        paragraph.drawOn(canvas, left, top - height)
        top -= height + after
    return top


def line(canvas: Canvas, words: str, x: float, y: float, size: float = 12, *, align: str = "left") -> None:
    canvas.setFont(FONT, size)
    {"left": canvas.drawString, "centre": canvas.drawCentredString, "right": canvas.drawRightString}[align](x, y, words)
    canvas.setFont(FONT, 12)


def table(
    canvas: Canvas,
    rows: Sequence[Sequence[str]],
    *,
    xs: Sequence[float],
    top: float,
    height: float = 22,
    merged: Sequence[tuple[int, int, int, int]] = (),
    size: float = 11,
) -> float:
    """A ruled table; ``merged`` are row, column, rows and columns of merged cells. A line end in a cell is printed."""
    ys = [top]
    for row in rows:
        ys.append(ys[-1] - height * max(1, *(words.count("\n") + 1 for words in row)))
    canvas.setStrokeColor(black)
    canvas.setLineWidth(0.5)
    spans = {(r, c): (h, w) for r, c, h, w in merged}
    hidden = {(r + i, c + j) for r, c, h, w in merged for i in range(h) for j in range(w)} - set(spans)
    canvas.setFont(FONT, size)
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if (r, c) in hidden:
                continue
            tall, wide = spans.get((r, c), (1, 1))
            x, y, right, upper = xs[c], ys[r + tall], xs[c + wide], ys[r]
            canvas.rect(x, y, right - x, upper - y)
            for k, part in enumerate(words.split("\n")):
                canvas.drawCentredString((x + right) / 2, upper - 15 - k * 14, part)
    canvas.setFont(FONT, 12)
    return ys[-1]
