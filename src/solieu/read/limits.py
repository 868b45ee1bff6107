"""How much of a document is read at most, so that no file, however made, takes all time or memory."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one run; a user may set each."""

    size: int = 64 * _MIB
    """Bytes of a report as received: of a file, of a file within an archive, of a record of a corpus."""
    unpacked: int = 512 * _MIB
    """Bytes that a compressed file (DOCX, XLSX, ZIP, GZIP) may unpack to, all its parts together. A corpus
    (JSON Lines, WARC) that is packed with GZIP is not bounded so: it is read one record after the other."""
    ratio: int = 200
    """How many times larger a part of more than a megabyte may be unpacked than packed: more is a zip bomb."""
    members: int = 20_000
    """Files in one archive or parts of one mail, those of archives within counted."""
    depth: int = 4
    """Archives within archives."""
    pages: int = 2_000
    """Pages of a PDF; what stands beyond is left out and a warning says so."""
    cells: int = 1_000_000
    """Cells of a workbook that hold anything; what stands beyond is left out and a warning says so."""
    scans: int = 200
    """Pages that are pictures and take seconds each to recognise; further ones are left out and a warning says so."""
