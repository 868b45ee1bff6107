"""Figures of a store as Parquet: typed columns that are read without parsing."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from solieu.errors import ExportError
from solieu.export.content import Written
from solieu.export.flat import COLUMNS, row_of
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from typing import BinaryIO

    from solieu.export.content import Content, Selected

__all__ = ["write_parquet"]

_ROWS, _BATCHES = 2_048, 16
"""So many rows are made at once, and so many times as many stand in a group of the file."""
_DAYS = frozenset({"issued", "period_start", "period_end"})
_EXACT = ("number", "value", "value_max", "of")
"""Decimals of any length, which no column of numbers holds: written as text, with a copy to reckon with."""
_REAL = ("value", "value_max")
_WHOLE = frozenset({"start", "end", "sentence_start", "sentence_end", "indicator_start", "indicator_end", "page", "table", "row", "column"})  # fmt: skip


def write_parquet(content: Content, stream: BinaryIO) -> Written:
    """Write the figures in groups of rows, so that any number of them takes little memory.

    Raises:
        ExportError: if PyArrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise ExportError("Writing Parquet needs PyArrow: pip install 'solieu[export]'.") from None
    schema = _schema(pa).with_metadata({"solieu": __version__, "query": content.query})
    count, batches = 0, _batches(pa, schema, iter(content.figures))
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while group := list(islice(batches, _BATCHES)):
            count += sum(batch.num_rows for batch in group)
            writer.write_table(pa.Table.from_batches(group, schema))
    return Written(count)


def _batches(pa: Any, schema: Any, figures: Iterator[Selected]) -> Iterator[Any]:
    while rows := [_typed(one) for one in islice(figures, _ROWS)]:
        columns = zip(*rows, strict=True)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _schema(pa: Any) -> Any:
    types = dict.fromkeys(_WHOLE, pa.int64()) | dict.fromkeys(_DAYS, pa.date32()) | {
        "id": pa.int64(), "report_id": pa.int64(), "superseded_by": pa.int64(), "chosen": pa.bool_(), "disputed": pa.bool_(), "confidence": pa.float64(),
    }  # fmt: skip
    fields = [(name, types.get(name, pa.string())) for name in COLUMNS]
    return pa.schema([*fields, *((f"{name}_real", pa.float64()) for name in _REAL)])


def _typed(one: Selected) -> tuple[Any, ...]:
    row: dict[str, Any] = dict(row_of(one))
    real = [_real(row[name]) for name in _REAL]
    for name in _EXACT:
        if row[name] is not None:
            row[name] = format(row[name], "f")
    for name in _DAYS:
        if row[name] is not None:
            row[name] = date.fromisoformat(row[name])
    return tuple(_text(value) for value in (*row.values(), *real))


def _text(value: Any) -> Any:
    """Without the halves of characters that a faulty source may hold and UTF-8 cannot."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode()
    return value


def _real(value: Decimal | None) -> float | None:
    """A copy to reckon with; a number beyond what it can be is infinite."""
    return None if value is None else float(value)
