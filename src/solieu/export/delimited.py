"""Figures of a store as CSV and as JSON Lines."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from solieu.export.content import Written
from solieu.export.flat import COLUMNS, cells_of
from solieu.model import encode
from solieu.store import PROVENANCE

if TYPE_CHECKING:
    from typing import BinaryIO

    from solieu.export.content import Content, Selected

__all__ = ["fields_of", "write_csv", "write_json_lines"]


def write_csv(content: Content, stream: BinaryIO, *, mark: bool = True) -> Written:
    """Write a heading line and a row for each figure; with ``mark``, begin with that by which Excel knows UTF-8.

    Text that a spreadsheet could take for a formula begins with an apostrophe; numbers are written in full, with a point.
    """
    count = 0
    text = io.TextIOWrapper(stream, "utf-8-sig" if mark else "utf-8", newline="", write_through=False)
    try:
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for count, one in enumerate(content.figures, 1):  # noqa: B007 (it is how many there were)
            writer.writerow(cells_of(one))
    finally:
        text.detach()
    return Written(count)


def write_json_lines(content: Content, stream: BinaryIO) -> Written:
    """Write each figure as one line of JSON, with exact numbers."""
    count = 0
    for count, one in enumerate(content.figures, 1):  # noqa: B007 (it is how many there were)
        stream.write(encode(fields_of(one)) + b"\n")
    return Written(count)


def fields_of(one: Selected) -> dict[str, Any]:
    """The fields of a figure as ``solieu figures`` prints them, with why it was chosen."""
    figure = one.figure
    told = figure.observation
    return {
        "id": figure.id,
        "chosen": one.chosen,
        "disputed": one.disputed,
        "rule": one.rule,
        "rivals": [rival.id for rival in one.rivals],
        "verdict": figure.verdict,
        "report_id": figure.report_id,
        "report": figure.report,
        "title": figure.title,
        "issued": figure.issued,
        **{name: getattr(told, name) for name in told.__struct_fields__},
        "sentence": figure.sentence,
        **{name: getattr(figure, name) for name in PROVENANCE},
    }
