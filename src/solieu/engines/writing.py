"""What came of a part, as files: reports by year and province, what could not be read, what was skipped."""

from __future__ import annotations

import shutil
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa
from pyarrow import parquet

from solieu.arrow.schemas import ERRORS, SKIPPED, WITHIN_FILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = ["DATASETS", "NOT_KNOWN", "Written", "folder_of", "write_part"]

_FEW = 20
DATASETS = ("reports", "errors", "skipped")
NOT_KNOWN = "__HIVE_DEFAULT_PARTITION__"
"""In place of a year or a province that is not known: readers of such folders take it for a missing value."""


class Written(msgspec.Struct, frozen=True, array_like=True):
    """A file, by its name within the output, and its size by which a later run knows that it is whole."""

    name: str
    size: int


def folder_of(year: int | None, province: str | None) -> str:
    """Where the reports of a year and a province are.

    >>> folder_of(2022, "quang-ninh"), folder_of(None, None)[:14]
    ('year=2022/province=quang-ninh', 'year=__HIVE_DE')
    """
    return f"year={NOT_KNOWN if year is None else year}/province={province or NOT_KNOWN}"


def write_part(
    output: Path,
    part: str,
    work: Path,
    extracted: Sequence[pa.RecordBatch],
    skipped: Sequence[pa.RecordBatch],
    form: str,
) -> tuple[Written, ...]:
    """Write the files of ``part`` into ``output``: each appears whole, under a name that another run would give it, too."""
    staged = work / f"{part}.files"
    shutil.rmtree(staged, ignore_errors=True)
    suffix, write = _FORMS[form]
    written = []
    for folder, table in _tables(extracted, skipped):
        name = f"{folder}/part-{part}{suffix}"
        target = staged / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write(table, target)
        written.append(Written(name, target.stat().st_size))
    for one in written:
        final = output / one.name
        final.parent.mkdir(parents=True, exist_ok=True)
        (staged / one.name).replace(final)
    shutil.rmtree(staged, ignore_errors=True)
    return tuple(written)


def _tables(extracted: Sequence[pa.RecordBatch], skipped: Sequence[pa.RecordBatch]) -> Iterator[tuple[str, pa.Table]]:
    if extracted:
        table = pa.Table.from_batches(extracted).combine_chunks()
        errors = table.column("error").to_pylist()
        read = [row for row, error in enumerate(errors) if error is None]
        keys = list(zip(table.column("year").to_pylist(), table.column("province").to_pylist(), strict=True))
        folders = {row: folder_of(*keys[row]) for row in read}
        for folder, rows in groupby(sorted(read, key=lambda row: (folders[row], row)), folders.__getitem__):
            yield f"reports/{folder}", table.select(WITHIN_FILES.names).take(list(rows))
        if len(read) < len(errors):
            failed = [row for row, error in enumerate(errors) if error is not None]
            yield "errors", table.select(ERRORS.names).take(failed)
    if skipped:
        yield "skipped", pa.Table.from_batches(skipped, schema=SKIPPED)


def _write_parquet(table: pa.Table, path: Path) -> None:
    # With eighty nested columns, what a file says of itself is longer than a few reports: it says no more than it must.
    parquet.write_table(
        table,
        path,
        compression="zstd",
        write_statistics=False,
        store_schema=False,
        use_dictionary=table.num_rows > _FEW,
    )


def _write_json_lines(table: pa.Table, path: Path) -> None:
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        for row in table.to_pylist():
            file.write(encoder.encode(row) + b"\n")


_FORMS: dict[str, tuple[str, Callable[[Any, Path], None]]] = {
    "parquet": (".parquet", _write_parquet),
    "jsonl": (".jsonl", _write_json_lines),
}
