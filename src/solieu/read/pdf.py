"""A PDF to text, with its tables and the place of every word; pages that are scans are recognised.

PDFium finds the letters (about twenty times faster than a reader written in Python); what they mean on the page is told
here, page by page, so that a long document takes no more memory than its text.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from solieu.errors import MissingExtra, ReadError
from solieu.read.content import Content, Writer
from solieu.read.pdf_blocks import Composer, lay_out
from solieu.read.pdf_furniture import without_furniture
from solieu.read.pdf_guard import guard
from solieu.read.pdf_words import read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.read.limits import Limits
    from solieu.read.printed import Sheet

__all__ = ["read"]

_LOCK = Lock()
"""PDFium is not made for several threads."""
_MOST_WORK = 40_000_000
"""Letters and drawn objects of one document that are looked at; two thousand full pages have a quarter of them."""
_DPI = 300
_POINTS = 72
_MOST_PIXELS = 40_000_000
_MOST_PAGES_NAMED = 12


@dataclass(slots=True)
class _Notes:
    """What is to be told of the pages, by their numbers."""

    damaged: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    layered: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    not_recognised: list[int] = field(default_factory=list)
    too_many: list[int] = field(default_factory=list)
    confidences: list[float] = field(default_factory=list)
    why_not: str = ""
    pages: int = 0
    read: int = 0


def read(data: bytes, limits: Limits) -> Content:
    """The text of a PDF with its tables and pages.

    Raises:
        TooLarge: if it unpacks to more than ``limits`` allow.
        MissingExtra: if all its pages are scans and what recognises them is not installed.
        ReadError: if it is damaged, needs a password or has no pages.
    """
    guard(data, limits)
    notes = _Notes()
    writer = Writer()
    composer = Composer(writer)
    with _LOCK:
        document = _open(data)
        try:
            notes.pages = len(document)
            if notes.pages < 1:
                raise ReadError("This PDF has no pages: ask for another copy.")
            for layout in without_furniture(lay_out(sheet) for sheet in _sheets(document, limits, notes)):
                composer.add(layout)
        finally:
            document.close()
    composer.end()
    content = writer.content(warnings=tuple(_warnings(notes, limits)))
    if not content.text.strip():
        _explain_emptiness(notes)
    return content


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise ReadError("This PDF is locked with a password: save it without one and give that.") from None
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            raise ReadError("This PDF is encrypted in a way that cannot be read: save it without encryption.") from None
        raise ReadError(
            "This PDF is damaged or not complete: ask for another copy, or print it to a new PDF."
        ) from None


def _sheets(document: pypdfium2.PdfDocument, limits: Limits, notes: _Notes) -> Iterator[Sheet]:
    work = 0
    for index in range(min(notes.pages, limits.pages)):
        if work > _MOST_WORK:
            return
        notes.read = index + 1
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            notes.damaged.append(index + 1)
            continue
        try:
            sheet = read_sheet(page.raw, index + 1)
            work += sheet.work
            if sheet.cut:
                notes.cut.append(sheet.number)
            if sheet.recognised:
                notes.layered.append(sheet.number)
            yield _recognised(page, sheet, limits, notes) if sheet.scanned else sheet
        finally:
            page.close()


def _recognised(page: pypdfium2.PdfPage, sheet: Sheet, limits: Limits, notes: _Notes) -> Sheet:
    """The page with the text that its picture shows, or without it where that cannot be had."""
    try:
        from solieu.read import ocr
    except ImportError as error:
        return _unread(sheet, notes, f"install what reads them (pip install 'solieu[ocr]' for {error.name})")
    if ocr.missing():
        return _unread(sheet, notes, ocr.INSTALL)
    if len(notes.recognised) >= limits.scans:
        notes.too_many.append(sheet.number)
        return sheet
    try:
        found = ocr.recognise(_picture(page, sheet), sheet.width, sheet.height)
    except (ReadError, pypdfium2.PdfiumError):
        return _unread(sheet, notes, "give a clearer scan of them")
    notes.recognised.append(sheet.number)
    notes.confidences += found.confidences
    return replace(sheet, words=found.words, rules=(), turns=0)


def _unread(sheet: Sheet, notes: _Notes, what_to_do: str) -> Sheet:
    notes.not_recognised.append(sheet.number)
    notes.why_not = what_to_do
    return sheet


def _picture(page: pypdfium2.PdfPage, sheet: Sheet) -> Any:
    scale = _DPI / _POINTS
    pixels = sheet.width * sheet.height * scale * scale
    if pixels > _MOST_PIXELS:
        scale *= (_MOST_PIXELS / pixels) ** 0.5
    return page.render(scale=scale, grayscale=True).to_pil()


def _explain_emptiness(notes: _Notes) -> None:
    if notes.not_recognised:
        raise MissingExtra(f"The pages of this PDF are scans, and their text cannot be read: {notes.why_not}.")
    if len(notes.damaged) == notes.read:
        raise ReadError("The pages of this PDF are damaged: ask for another copy, or print it to a new PDF.")


def _warnings(notes: _Notes, limits: Limits) -> Iterator[str]:
    if notes.read < notes.pages:
        yield f"Only the first {notes.read} of {notes.pages} pages were read: split the file, or raise the limit."
    if notes.damaged:
        yield f"{_pages(notes.damaged, 'is', 'are')} damaged and left out."
    if notes.cut:
        yield f"{_pages(notes.cut, 'holds', 'hold')} more letters or drawings than a page can: what is beyond was left out."
    if notes.layered:
        yield f"The text of {_pages(notes.layered, '', '', 'p')} was recognised by the scanner: compare its figures with the page."
    if notes.recognised:
        from solieu.read import ocr

        yield ocr.was_scanned(_pages(notes.recognised, "was", "were"), notes.confidences)
    if notes.not_recognised:
        yield f"{_pages(notes.not_recognised, 'is a scan', 'are scans')} and not recognised: {notes.why_not}."
    if notes.too_many:
        yield (
            f"{_pages(notes.too_many, 'is a scan', 'are scans')} beyond the limit of {limits.scans} and not recognised: "
            "split the file, or raise the limit."
        )


def _pages(numbers: Sequence[int], one: str, several: str, first: str = "P") -> str:
    """ "Page 3 is", "Pages 2, 5-7 are"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = [f"{run[0]}" if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    shown = ", ".join(named[:_MOST_PAGES_NAMED]) + (" …" if len(named) > _MOST_PAGES_NAMED else "")
    return f"{first}age{'s' * (len(numbers) > 1)} {shown} {one if len(numbers) == 1 else several}".rstrip()
