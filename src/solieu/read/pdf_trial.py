"""Opens every page of the PDF on standard input, within a limit of time and memory; run in a process of its own."""

from __future__ import annotations

import sys

import pypdfium2.raw as pdfium

__all__ = ["main"]

_BASE = 2 * 1024 * 1024 * 1024


def main() -> None:
    """Ends with 0 when all pages could be opened, or turned out to be damaged, in time."""
    pages, unpacked, seconds = (int(argument) for argument in sys.argv[1:4])
    _limit(unpacked, seconds)
    data = sys.stdin.buffer.read()
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        for index in range(min(pages, pdfium.FPDF_GetPageCount(document))):
            if page := pdfium.FPDF_LoadPage(document, index):
                if text_page := pdfium.FPDFText_LoadPage(page):
                    pdfium.FPDFText_ClosePage(text_page)
                pdfium.FPDF_ClosePage(page)


def _limit(unpacked: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:
        # Windows knows no such limits; there the caller's own limit of time holds.
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_BASE + 2 * unpacked,) * 2)


if __name__ == "__main__":
    main()
