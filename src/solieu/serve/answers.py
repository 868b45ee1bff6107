"""What views give: data with the template that shows it, files, and ways to other pages."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import msgspec

from solieu.export.harmless import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Answer", "Download", "Redirect", "Sheet", "written"]

_IN_MEMORY = 1024 * 1024


class Sheet(msgspec.Struct, frozen=True):
    """A table for a spreadsheet: the heads of its columns and its rows, which may come one by one."""

    columns: Sequence[str]
    rows: Iterable[Sequence[object]]
    name: str = "solieu"
    """Of the file, without its ending."""


class Answer(msgspec.Struct, frozen=True):
    """What a view found."""

    template: str
    shown: Mapping[str, Any] = {}
    """Names for the template."""
    data: Any = None
    """What programs get as JSON; ``shown`` where it is left out."""
    sheet: Sheet | None = None
    status: int = 200
    is_told: bool = False
    """Whether scripts get the data in place of the page."""
    cookies: Mapping[str, str | None] = {}
    """To keep with the reader for a year; ``None`` takes one back."""


class Download(msgspec.Struct, frozen=True):
    """A file that the view made itself."""

    content: bytes | BinaryIO
    media_type: str
    name: str = ""
    """Under which it is saved; empty for what is shown in the page, such as a picture."""


class Redirect(msgspec.Struct, frozen=True):
    """Another page, after something was done."""

    to: str
    """An address of this server: ``/report/5``."""
    cookies: Mapping[str, str | None] = {}
    data: Any = None
    """What a script gets in place of the page."""


def written(sheet: Sheet) -> BinaryIO:
    """The sheet as CSV that Excel opens as UTF-8, in a file that is in memory while it is small.

    Text that a spreadsheet could take for a formula begins with an apostrophe.
    """
    file = cast("BinaryIO", SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 (whoever sends it closes it)
    stream = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(stream)
    writer.writerow(sheet.columns)
    for row in sheet.rows:
        writer.writerow([_cell(value) for value in row])
    stream.flush()
    stream.detach()
    file.seek(0)
    return file


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if isinstance(value, (int, float)) else cell(str(value))
