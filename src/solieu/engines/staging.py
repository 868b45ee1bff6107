"""What came of a part, in a file for each dataset, until all parts are done: cheap to write, however many folders it is of."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pyarrow as pa

from solieu.arrow.schemas import ERRORS, OUTPUT, SKIPPED
from solieu.engines.tasks import STAGED, Staged, Written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["NOT_KNOWN", "WITH_PROVINCE", "folder_of", "shelf_of", "stage", "staged_batch"]

NOT_KNOWN = "__HIVE_DEFAULT_PARTITION__"
"""In place of a year or a province that is not known: readers of such folders take it for a missing value."""
WITH_PROVINCE = pa.schema([field for field in OUTPUT if field.name not in ("year", "error")])
_PACKED = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)


def shelf_of(year: int | None) -> str:
    """What of the dataset of reports is written at a time.

    >>> shelf_of(2022), shelf_of(None)[:22]
    ('reports/year=2022', 'reports/year=__HIVE_DE')
    """
    return f"reports/year={NOT_KNOWN if year is None else year}"


def folder_of(shelf: str, province: str | None) -> str:
    """Where the reports of a year and a province are.

    >>> folder_of("reports/year=2022", "quang-ninh")
    'reports/year=2022/province=quang-ninh'
    """
    return f"{shelf}/province={province or NOT_KNOWN}"


def stage(
    output: Path, part: str, work: Path, extracted: Sequence[pa.RecordBatch], skipped: Sequence[pa.RecordBatch]
) -> tuple[Staged, ...]:
    """Write what came of ``part`` into ``output``: each file appears whole."""
    folder = output / STAGED
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for dataset, shelves in _shelves(extracted, skipped):
        if not shelves:
            continue
        name = f"{STAGED}/{part}.{dataset}.arrow"
        beside = work / f"{part}.{dataset}.arrow"
        with pa.OSFile(str(beside), "wb") as file:
            _write(file, [table for _, table in shelves])
        size = beside.stat().st_size
        beside.replace(output / name)
        found.append(Staged(Written(name, size), tuple((shelf, table.num_rows) for shelf, table in shelves)))
    return tuple(found)


def _write(file: pa.NativeFile, tables: Sequence[pa.Table]) -> None:
    with pa.ipc.new_file(file, tables[0].schema, options=_PACKED) as writer:
        for table in tables:
            (batch,) = table.combine_chunks().to_batches()
            writer.write_batch(batch)


def _shelves(
    extracted: Sequence[pa.RecordBatch], skipped: Sequence[pa.RecordBatch]
) -> Iterator[tuple[str, list[tuple[str, pa.Table]]]]:
    if extracted:
        table = pa.Table.from_batches(extracted)
        errors = table.column("error").to_pylist()
        years, provinces = table.column("year").to_pylist(), table.column("province").to_pylist()
        keys = {row: (shelf_of(years[row]), provinces[row] or "", row) for row, error in enumerate(errors) if not error}
        order = sorted(keys, key=keys.__getitem__)
        sorted_table = table.select(WITH_PROVINCE.names).take(pa.array(order, pa.int64()))
        shelves, first = [], 0
        for shelf, rows in groupby(order, lambda row: keys[row][0]):
            count = len(list(rows))
            shelves.append((shelf, sorted_table.slice(first, count)))
            first += count
        yield "reports", shelves
        failed = [row for row, error in enumerate(errors) if error]
        yield "errors", [("errors", table.select(ERRORS.names).take(failed))] if failed else []
    if skipped:
        yield "skipped", [("skipped", pa.Table.from_batches(skipped, schema=SKIPPED))]


def staged_batch(path: Path, number: int) -> pa.RecordBatch:
    """One batch of a staged file."""
    with pa.OSFile(str(path)) as file:
        return pa.ipc.open_file(file).get_batch(number)
