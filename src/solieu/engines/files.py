"""A file of the datasets, written from tables and from what stands in an older file: the same rows give the same bytes."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, islice
from typing import TYPE_CHECKING, BinaryIO, Protocol

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from solieu.engines.tasks import Form

__all__ = ["FORMS", "File"]

_FEW = 20
_LINES_OF_GROUP = 4_096
"""Reports and figures in one group of rows, and by it in memory for one file: some megabytes."""


class File(Protocol):
    """A file that is being written."""

    def add(self, table: pa.Table) -> None:
        """Write the rows of ``table`` next."""

    def copy(self, older: Path, first: int, count: int) -> None:
        """Write ``count`` rows of another such file next."""

    def close(self) -> None:
        """Write the rest."""


class _ParquetFile:
    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path, self._schema = path, schema
        self._tables: list[pa.Table] = []
        self._lines = 0
        self._writer: parquet.ParquetWriter | None = None
        self._older: dict[Path, _Groups] = {}

    def add(self, table: pa.Table) -> None:
        start = 0
        for row, lines in enumerate(_lines(table), 1):
            self._lines += lines
            if self._lines >= _LINES_OF_GROUP:
                self._tables.append(table.slice(start, row - start))
                self._write_group()
                start = row
        if start < table.num_rows:
            self._tables.append(table.slice(start))

    def copy(self, older: Path, first: int, count: int) -> None:
        if older not in self._older:
            self._older[older] = _Groups(older)
        for table in self._older[older].rows(first, count):
            self.add(table.cast(self._schema))

    def _write_group(self) -> None:
        table = pa.concat_tables(self._tables).combine_chunks()
        if self._writer is None:
            # With eighty nested columns, what a file says of itself is longer than a few reports: it says no more than it must.
            self._writer = parquet.ParquetWriter(
                self._path,
                self._schema,
                compression="zstd",
                write_statistics=False,
                store_schema=False,
                use_dictionary=table.num_rows > _FEW,
            )
        self._writer.write_table(table, row_group_size=table.num_rows)
        self._tables, self._lines = [], 0

    def close(self) -> None:
        if self._tables:
            self._write_group()
        if self._writer is not None:
            self._writer.close()
        for groups in self._older.values():
            groups.close()


def _lines(table: pa.Table) -> list[int]:
    """For each row one, and one for each of its figures."""
    if "observations" not in table.column_names:
        return [1] * table.num_rows
    figures = pc.fill_null(pc.list_value_length(table.column("observations")), 0)
    return pc.add(figures, 1).to_pylist()  # type: ignore[no-any-return]


class _Groups:
    """The rows of a Parquet file, of which one group is held at a time."""

    def __init__(self, path: Path) -> None:
        self._file = parquet.ParquetFile(path, pre_buffer=False)
        about = self._file.metadata
        self._starts = list(
            accumulate((about.row_group(one).num_rows for one in range(about.num_row_groups)), initial=0)
        )
        self._held: tuple[int, pa.Table] | None = None

    def rows(self, first: int, count: int) -> Iterator[pa.Table]:
        end = first + count
        while first < end:
            number = bisect_right(self._starts, first) - 1
            if self._held is None or self._held[0] != number:
                self._held = number, self._file.read_row_group(number, use_threads=False)
            start = self._starts[number]
            table = self._held[1].slice(first - start, end - first)
            yield table
            first += table.num_rows

    def close(self) -> None:
        self._held = None
        self._file.close()


class _LinesFile:
    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._file: BinaryIO = path.open("wb")
        self._encoder = msgspec.json.Encoder()
        self._older: dict[Path, _LinesRead] = {}

    def add(self, table: pa.Table) -> None:
        for row in table.to_pylist():
            self._file.write(self._encoder.encode(row) + b"\n")

    def copy(self, older: Path, first: int, count: int) -> None:
        if older not in self._older:
            self._older[older] = _LinesRead(older)
        self._file.writelines(self._older[older].rows(first, count))

    def close(self) -> None:
        self._file.close()
        for lines in self._older.values():
            lines.close()


class _LinesRead:
    """The lines of a file, one after the other."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._at = 0

    def rows(self, first: int, count: int) -> Iterator[bytes]:
        if first < self._at:
            self._file.seek(0)
            self._at = 0
        for _ in islice(self._file, first - self._at):
            pass
        self._at = first + count
        return islice(self._file, count)

    def close(self) -> None:
        self._file.close()


FORMS: dict[Form, tuple[str, Callable[[Path, pa.Schema], File]]] = {
    "parquet": (".parquet", _ParquetFile),
    "jsonl": (".jsonl", _LinesFile),
}
