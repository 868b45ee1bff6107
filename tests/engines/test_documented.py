"""What docs/bulk.md shows of reading the dataset, run as it stands there."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from crawls import json_lines, reports, run

DOCUMENT = Path(__file__).parents[2] / "docs" / "bulk.md"


def test_the_query_in_duckdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip(
        "duckdb", reason="DuckDB is not installed, the query in docs/bulk.md is not run: pip install duckdb"
    )
    (query,) = re.findall(r"^```sql\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    crawl = tmp_path / "crawl.jsonl"
    crawl.write_bytes(
        json_lines([*reports(24), {"name": "không rõ", "text": "UBND xã họp. Thu ngân sách đạt 5 tỷ đồng."}])
    )
    run(crawl, to=tmp_path / "out")
    monkeypatch.chdir(tmp_path)
    found = duckdb.sql(query).fetchall()
    assert len(found) == 25
    by_year = {(row[0], row[1]): row for row in found}
    year, province, place, _, value, unit, sentence = by_year[2015, "quang-ninh"]
    assert (year, province, unit) == (2015, "quang-ninh", "VND")
    assert "Tiên Yên" in place
    assert Decimal(str(value)) / 10**9 in {Decimal(f"{900 + number}.{number % 10}") for number in range(0, 12, 3)}
    assert "Thu ngân sách" in sentence
    assert (None, None) in by_year
