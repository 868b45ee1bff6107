"""What bytes are when they are not text, told by their first bytes and never by a file's name."""

from __future__ import annotations

__all__ = ["binary_format"]

_FIRST_BYTES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (DOC, XLS or PPT)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a GZIP archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
)
_ZIP_MEMBERS = (
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"ppt/", "a PowerPoint presentation (PPTX)"),
    (b"opendocument", "an OpenDocument file"),
)
_FAR_ENOUGH = 65_536


def binary_format(data: bytes) -> str | None:
    """The name of the binary format that ``data`` begins like, with its article, or ``None``.

    >>> binary_format(b"%PDF-1.7 ...")
    'a PDF document'
    >>> binary_format("Báo cáo".encode()) is None
    True
    """
    if b"%PDF-" in data[:1024]:
        return "a PDF document"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        members = data[:_FAR_ENOUGH] + data[-_FAR_ENOUGH:]
        return next((name for member, name in _ZIP_MEMBERS if member in members), "a ZIP archive")
    return next((name for first, name in _FIRST_BYTES if data.startswith(first)), None)
