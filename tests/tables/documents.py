"""The layouts as the documents that offices send: workbooks, Word documents, web pages, printed pages."""

import html
import io
import re
from decimal import Decimal
from typing import Any

from written import parts

from solieu.read.content import GivenCell

_NUMBER = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(%?)")


def xlsx(text: str) -> bytes:
    """A workbook with numbers as numbers: "1.250,5" is 1250.5 shown as #,##0.0, "57,7%" is 0.577 shown as 0.0%."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Side

    book = openpyxl.Workbook()
    sheet: Any = book.active
    line = Side(style="thin")
    at = 1
    for part in parts(text):
        if isinstance(part, str):
            sheet.cell(at, 1, part.strip() or None)
            at += 1
            continue
        for cell in part:
            value, form = _number(cell.words)
            placed = sheet.cell(at + cell.row, 1 + cell.column, value)
            placed.number_format = form
            placed.alignment = Alignment(indent=cell.indent)
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_cells(
                    start_row=at + cell.row, start_column=1 + cell.column,
                    end_row=at + cell.row + cell.rows - 1, end_column=cell.column + cell.columns,
                )  # fmt: skip
        height, width = _size(part)
        for row in sheet.iter_rows(min_row=at, max_row=at + height - 1, max_col=width):
            for placed in row:
                placed.border = Border(left=line, right=line, top=line, bottom=line)
        at += height
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def docx(text: str) -> bytes:
    """A Word document, what is moved in with an indent."""
    import docx as library
    from docx.shared import Cm

    made = library.Document()
    for part in parts(text):
        if isinstance(part, str):
            made.add_paragraph(part.strip())
            continue
        height, width = _size(part)
        table = made.add_table(height, width)
        for cell in part:
            first = table.cell(cell.row, cell.column)
            last = table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            merged = first.merge(last) if (cell.rows, cell.columns) != (1, 1) else first
            merged.text = cell.words
            if cell.indent:
                merged.paragraphs[0].paragraph_format.left_indent = Cm(0.63 * cell.indent)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def page(text: str) -> bytes:
    """A web page, what is moved in by no-break spaces."""
    body = []
    for part in parts(text):
        if isinstance(part, str):
            body.append(f"<p>{html.escape(part.strip())}</p>" if part.strip() else "")
            continue
        rows: dict[int, list[GivenCell]] = {}
        for cell in part:
            rows.setdefault(cell.row, []).append(cell)
        lines = ("".join(_html(cell) for cell in rows.get(at, [])) for at in range(_size(part)[0]))
        body.append("<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>")
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><article>{''.join(body)}</article></body></html>".encode()


def pdf(text: str) -> bytes:
    """A printed page with ruled tables."""
    from make_pdf import font_file
    from reportlab.lib.pagesizes import A3, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    pdfmetrics.registerFont(TTFont("Layout", font_file()))
    style = ParagraphStyle("plain", fontName="Layout", fontSize=10, leading=14)
    story: list[Any] = []
    for part in parts(text):
        if isinstance(part, str):
            story.append(Paragraph(html.escape(part.strip()), style) if part.strip() else Spacer(1, 8))
            continue
        height, width = _size(part)
        grid = [[""] * width for _ in range(height)]
        commands: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "Layout", 8)]
        for cell in part:
            grid[cell.row][cell.column] = "\u00a0" * 4 * cell.indent + cell.words
            end = (cell.column + cell.columns - 1, cell.row + cell.rows - 1)
            commands.append(("SPAN", (cell.column, cell.row), end))
        story.append(Table(grid, style=commands, repeatRows=0))
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=landscape(A3), leftMargin=30, rightMargin=30).build(story)
    return file.getvalue()


def _number(words: str) -> tuple[object, str]:
    found = _NUMBER.fullmatch(words)
    if found is None or re.fullmatch(r"(?:19|20)\d\d", words):
        return words or None, "General"
    sign, whole, rest, percent = found.groups()
    value = Decimal(f"{sign}{whole.replace('.', '')}.{rest or 0}")
    places = "." + "0" * len(rest) if rest else ""
    if percent:
        return float(value / 100), f"0{places}%"
    return float(value) if rest else int(value), ("#,##0" if "." in whole else "0") + places


def _size(cells: list[GivenCell]) -> tuple[int, int]:
    return max(cell.row + cell.rows for cell in cells), max(cell.column + cell.columns for cell in cells)


def _html(cell: GivenCell) -> str:
    return (
        f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{"&nbsp;" * 2 * cell.indent}{html.escape(cell.words)}</td>'
    )
