"""Which reader reads which format. A reader is imported when the first document of its format comes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from solieu.errors import MissingExtra

if TYPE_CHECKING:
    from solieu.read.content import Content
    from solieu.read.limits import Limits

__all__ = ["Reader", "reader_of"]

_READERS: dict[str, tuple[str, str]] = {
    "a Word document (DOCX)": ("solieu.read.docx", "docx"),
    "an old Word document (DOC)": ("solieu.read.doc", "docx"),
    "an RTF document": ("solieu.read.rtf", "rtf"),
    "an Office file under a password": ("solieu.read.protected", ""),
    "an Excel workbook (XLSX)": ("solieu.read.xlsx", "xlsx"),
    "an old Excel workbook (XLS)": ("solieu.read.xls", "xlsx"),
    "a PDF document": ("solieu.read.pdf", "pdf"),
    "a PNG picture": ("solieu.read.ocr", "ocr"),
    "a JPEG picture": ("solieu.read.ocr", "ocr"),
    "a TIFF picture": ("solieu.read.ocr", "ocr"),
}
"""By format as :func:`solieu.read.signatures.binary_format` names it: the module with its ``read``, and the extra."""


class Reader(Protocol):
    """Reads the documents of one format."""

    def __call__(self, data: bytes, limits: Limits) -> Content:
        """The text of ``data`` with its tables and pages.

        Raises:
            solieu.errors.ReadError: if it cannot be read; the message is one sentence that says why and what to do.
        """


def reader_of(form: str) -> Reader | None:
    """The reader of a format, ``None`` where there is none.

    Raises:
        MissingExtra: if the libraries that it needs are not installed.
    """
    if form not in _READERS:
        return None
    module, extra = _READERS[form]
    try:
        read: Reader = import_module(module).read
    except ImportError as error:
        raise MissingExtra(
            f"Reading {form} needs a library that is not installed ({error.name}): pip install 'solieu[{extra}]'."
        ) from error
    return read
