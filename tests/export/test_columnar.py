from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pyarrow as pa
from made import content as made_content
from made import figure
from pyarrow import parquet

from solieu.export import columnar
from solieu.export.columnar import write_parquet
from solieu.export.flat import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from solieu.export.content import Content
    from solieu.store import Store


def read(content: Content) -> pa.Table:
    stream = io.BytesIO()
    write_parquet(content, stream)
    return parquet.read_table(io.BytesIO(stream.getvalue()))


def test_the_figures_of_the_store_are_read_back(content: Callable[..., Content], store: Store) -> None:
    shown = read(content()).to_pylist()
    known = [one.figure for one in store.each_choice()]
    assert [row["id"] for row in shown] == [one.id for one in known]
    for row, one in zip(shown, known, strict=True):
        told = one.observation
        assert Decimal(row["value"]) == told.value
        assert row["value_real"] == float(told.value)
        assert row["period_start"] == (told.period and told.period.start)
        assert (row["sentence"], row["quote"]) == (one.sentence, told.quote)


def test_columns_are_typed(content: Callable[..., Content]) -> None:
    schema = read(content("place=199")).schema
    assert tuple(schema.names) == (*COLUMNS, "value_real", "value_max_real")
    types = {name: schema.field(name).type for name in ("id", "chosen", "issued", "value", "value_real", "page")}
    assert types == {
        "id": pa.int64(), "chosen": pa.bool_(), "issued": pa.date32(), "value": pa.string(), "value_real": pa.float64(),
        "page": pa.int64(),
    }  # fmt: skip
    assert schema.metadata[b"query"] == b"place=199"


def test_numbers_of_any_length_are_exact() -> None:
    value = "123456789012345678901234567890123456789012345.678"
    (row,) = read(made_content([figure(value=value)])).to_pylist()
    assert (row["value"], row["value_real"], row["issued"]) == (value, float(value), date(2022, 10, 28))


def test_hostile_words_are_as_they_are(content: Callable[..., Content]) -> None:
    assert set(read(content("place=205")).column("report").to_pylist()) == {"=cmd|' /C calc'!A0.txt"}


def test_groups_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar, "_ROWS", 2)
    monkeypatch.setattr(columnar, "_BATCHES", 2)
    table = read(made_content([figure(at) for at in range(5)]))
    assert table.column("id").to_pylist() == [0, 1, 2, 3, 4]
