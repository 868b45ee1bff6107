"""``solieu explain``: why a figure was understood so."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from solieu.cli.catalogues import chosen_catalogue
from solieu.errors import UsageError
from solieu.explain import explain_report
from solieu.export.harmless import one_line
from solieu.read import expand, read_source

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["run"]

_COLUMNS = re.compile("( {2,})")


def run(place: str, quote: str | None, catalogue: Path | None = None) -> int:
    """Print why the figure at ``place`` was understood so, or the first at ``quote`` in it; return the exit code.

    Raises:
        UsageError: if there is no such place, or no file with such words.
        ReadError: if the file cannot be read.
    """
    path, offset = (place, quote) if quote is not None else _parted(place)
    sources = expand([path])
    first = next(sources, None)
    report = read_source(first) if first is not None else None
    if report is None or next(sources, None) is not None:
        raise UsageError(f"{path} is a folder or holds several reports: name a file with one, as in FILE:OFFSET.")
    explanation = explain_report(report, offset, chosen_catalogue(catalogue))
    for line in explanation.lines():
        sys.stdout.write(_harmless(line) + "\n")
    return 0


def _harmless(line: str) -> str:
    """``line`` without characters that command a terminal, its columns as they are."""
    return "".join(part if part.isspace() else one_line(part) for part in _COLUMNS.split(line))


def _parted(place: str) -> tuple[str, int]:
    path, _, offset = place.rpartition(":")
    if not path or not (offset.isascii() and offset.isdigit()):
        raise UsageError(f"{place} names no figure: give FILE:OFFSET, or FILE and words of the text in quotes.")
    return path, int(offset)
