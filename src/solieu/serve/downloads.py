"""Figures of a view as CSV and as a workbook, written by the exports, so that they are the same everywhere."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from solieu.export.content import content_of
from solieu.export.delimited import write_csv
from solieu.export.workbook import write_workbook
from solieu.serve.answers import Download
from solieu.serve.pictures import file_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.export.content import Content
    from solieu.serve.asked import Asked
    from solieu.store.query import Query

__all__ = ["FILES", "figures_file"]

FILES = ("csv", "xlsx")
_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_IN_MEMORY = 4 * 1024 * 1024


def figures_file(asked: Asked, queries: Sequence[Query], name: str) -> Download:
    """What counts of all that the queries ask for, as ``solieu export`` writes it."""
    parts = [content_of(asked.store, query, language=asked.language) for query in queries]
    content = _joined(parts)
    file = cast("BinaryIO", SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115 (whoever sends it closes it)
    (write_csv if asked.form == "csv" else write_workbook)(content, file)
    file.seek(0)
    return Download(file, _TYPES[asked.form], f"{file_name(name)}.{asked.form}")


def _joined(parts: Sequence[Content]) -> Content:
    figures = chain.from_iterable(part.figures for part in parts)
    return replace(parts[0], figures=figures, query=" | ".join(part.query for part in parts))
