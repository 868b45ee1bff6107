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
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a GZIP archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
)
_ANY_OF_THEM = tuple(first for first, _ in _FIRST_BYTES)
_ZIP_MEMBERS = (
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"ppt/", "a PowerPoint presentation (PPTX)"),
)
_OPEN_DOCUMENT = b"opendocument"
_END_OF_DIRECTORY, _DIRECTORY_ENTRY = b"PK\x05\x06", b"PK\x01\x02"
_MOST_NAMES = 2_000
_FAR_ENOUGH = 65_536
_NEAR = 256
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_STREAMS = (
    ("EncryptedPackage", "an Office file under a password"),
    ("WordDocument", "an old Word document (DOC)"),
    ("Workbook", "an old Excel workbook (XLS)"),
    ("Book", "an old Excel workbook (XLS)"),
    ("PowerPoint Document", "an old PowerPoint presentation (PPT)"),
)


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
        return _package(data)
    if data.startswith(_OLD_OFFICE):
        return _old_office(data)
    if not data.startswith(_ANY_OF_THEM):
        return None
    return next(name for first, name in _FIRST_BYTES if data.startswith(first))


def _package(data: bytes) -> str:
    """By its own members: a Word document within an archive does not make it one."""
    if _OPEN_DOCUMENT in data[:_NEAR]:
        return "an OpenDocument file"
    names = _members(data)
    if names is None:
        around = data[:_FAR_ENOUGH] + data[-_FAR_ENOUGH:]
        return next((name for member, name in _ZIP_MEMBERS if member in around), "a ZIP archive")
    return next(
        (name for member, name in _ZIP_MEMBERS if any(one.startswith(member) for one in names)), "a ZIP archive"
    )


def _members(data: bytes) -> list[bytes] | None:
    """The names in the archive's directory, which stands right before its end; ``None`` where it has none, as when cut off."""
    end = data.rfind(_END_OF_DIRECTORY)
    at = end - int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else -1
    if at < 0 or (at < end and not data.startswith(_DIRECTORY_ENTRY, at)):
        return None
    names: list[bytes] = []
    while data.startswith(_DIRECTORY_ENTRY, at) and len(names) < _MOST_NAMES:
        name, extra, comment = (
            int.from_bytes(data[at + offset : at + offset + 2], "little") for offset in (28, 30, 32)
        )
        names.append(data[at + 46 : at + 46 + name])
        at += 46 + name + extra + comment
    return names


def _old_office(data: bytes) -> str:
    """By the first stream that its directory names: those of embedded documents come later."""
    size = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    directory = (int.from_bytes(data[48:52], "little") + 1) * size
    found = []
    for stream, name in _OLD_STREAMS:
        entry = stream.encode("utf-16-le") + b"\0\0"
        at = data.find(entry, directory if directory < len(data) else 0)
        if at >= 0:
            found.append((at, name))
    return min(found)[1] if found else "an old Office file (DOC, XLS or PPT)"
