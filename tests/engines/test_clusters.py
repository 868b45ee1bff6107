"""Ray and Spark, as clusters of this machine alone, against the processes of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from crawls import DEADLY, files, json_lines, reports, rows, run
from pyarrow import parquet
from varied import documents

from solieu.arrow import OUTPUT, extract_batch, may_state_figures
from solieu.engines.tasks import Settings

COUNT = 2_000
PROGRAM = Path(__file__).with_name("on_cluster.py")
ENGINES = [
    pytest.param("ray", marks=pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed")),
    pytest.param(
        "spark",
        marks=[
            pytest.mark.skipif(find_spec("pyspark") is None, reason="Spark is not installed"),
            pytest.mark.skipif(
                shutil.which("java") is None, reason="Spark needs Java, which scripts/system.sh installs"
            ),
        ],
    ),
]


def sorted_lines(output: Path) -> list[str]:
    return sorted(map(repr, (*rows(output), *rows(output, "errors"), *rows(output, "skipped"))))


def few() -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([*documents(30, length=150, foreign=0.3), {"name": "rỗng", "text": ""}])


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_cluster_makes_the_same(tmp_path: Path, engine: str) -> None:
    crawl, deadly = tmp_path / "crawl.jsonl", tmp_path / "deadly.jsonl"
    crawl.write_bytes(json_lines(documents(COUNT, length=60, foreign=0.6, pages=0.01)))
    fatal = reports(8)
    fatal[5]["text"] += DEADLY
    deadly.write_bytes(json_lines(fatal))
    batch = few()
    with pa.OSFile(str(tmp_path / "few.arrow"), "wb") as file, pa.ipc.new_file(file, batch.schema) as writer:
        writer.write_batch(batch)
    parquet.write_table(pa.Table.from_batches([batch]), tmp_path / "pages.parquet")

    # Clusters live in a program of their own, as they do for users: they leave threads, sockets and warnings behind.
    paths = os.pathsep.join(map(str, (PROGRAM.parent, PROGRAM.parents[2] / "benchmarks")))
    done = subprocess.run(
        [sys.executable, str(PROGRAM), engine, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]

    local = tmp_path / "local"
    assert run(crawl, to=local, engine="local", settings=Settings()).documents == COUNT
    assert sorted_lines(tmp_path / "out") == sorted_lines(local)
    assert files(tmp_path / "out") == files(local)

    assert [row["report"] for row in rows(tmp_path / "out-deadly", "errors")] == [f"{deadly}/bc-0005"]
    assert len(rows(tmp_path / "out-deadly")) == 7

    expected = extract_batch(batch.filter(may_state_figures(batch)))
    with pa.OSFile(str(tmp_path / "found.arrow")) as file:
        found = pa.ipc.open_file(file).read_all().cast(OUTPUT)
    assert sorted(map(repr, found.to_pylist())) == sorted(map(repr, expected.to_pylist()))
    documented = ds.dataset(tmp_path / "documented", schema=OUTPUT).to_table()
    assert sorted(map(repr, documented.to_pylist())) == sorted(map(repr, expected.to_pylist()))
