"""Ray and Spark, as clusters of this machine alone, against the processes of this machine."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from crawls import DEADLY, deadly, files, here, json_lines, reports, rows, run
from varied import documents

from solieu.arrow import OUTPUT, extract_batch, may_state_figures
from solieu.engines.job import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import ray
    from pyspark.sql import SparkSession

COUNT = 2_000
JAVA = shutil.which("java") is not None
pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("clusters"),
    # Both warn of their own use of pandas, multiprocessing and sockets that they leave to their processes.
    pytest.mark.filterwarnings("ignore::FutureWarning:pyspark"),
    pytest.mark.filterwarnings("ignore::FutureWarning:ray"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
needs_java = pytest.mark.skipif(not JAVA, reason="Spark needs Java, which scripts/system.sh installs")


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crawl") / "crawl.jsonl"
    path.write_bytes(json_lines(documents(COUNT, length=120, pages=0.02)))
    return path


@pytest.fixture(scope="module")
def local(crawl: Path) -> Path:
    """What the processes of this machine make of the crawl."""
    output = crawl.parent / "local"
    assert run(crawl, to=output, engine="local", settings=Settings()).documents == COUNT
    return output


@pytest.fixture(scope="module")
def one_ray() -> Iterator[ray]:
    ray = pytest.importorskip("ray")
    from solieu.engines.ray import _cluster

    with _cluster(2):
        yield ray


@pytest.fixture(scope="module")
def one_spark() -> Iterator[SparkSession]:
    pytest.importorskip("pyspark")
    from solieu.engines.spark import session

    made = session(2)
    yield made
    made.stop()


def sorted_lines(output: Path) -> list[str]:
    return sorted(map(repr, (*rows(output), *rows(output, "errors"), *rows(output, "skipped"))))


def test_ray_makes_the_same(crawl: Path, local: Path, one_ray: ray) -> None:
    output = crawl.parent / "ray"
    assert run(crawl, to=output, engine="ray", settings=Settings()).documents == COUNT
    assert sorted_lines(output) == sorted_lines(local)
    assert files(output) == files(local)


@needs_java
def test_spark_makes_the_same(crawl: Path, local: Path, one_spark: SparkSession) -> None:
    output = crawl.parent / "spark"
    assert run(crawl, to=output, engine="spark", settings=Settings()).documents == COUNT
    assert sorted_lines(output) == sorted_lines(local)
    assert files(output) == files(local)


def few() -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([*documents(40, length=200, foreign=0.3), {"name": "leer", "text": ""}])


def expected() -> list[dict[str, object]]:
    batch = few()
    return extract_batch(batch.filter(may_state_figures(batch))).to_pylist()


def test_a_dataset_of_ray(one_ray: ray) -> None:
    from solieu.engines.ray import extract

    found = extract(one_ray.data.from_arrow(pa.Table.from_batches([few()])))
    tables = list(found.iter_batches(batch_size=None, batch_format="pyarrow"))
    assert sorted(pa.concat_tables(tables).to_pylist(), key=repr) == sorted(expected(), key=repr)


@needs_java
def test_a_data_frame_of_spark(one_spark: SparkSession) -> None:
    from solieu.engines.spark import extract

    table = extract(one_spark.createDataFrame(pa.Table.from_batches([few()]))).toArrow().cast(OUTPUT)
    assert sorted(table.to_pylist(), key=repr) == sorted(expected(), key=repr)


@pytest.mark.parametrize("engine", ["ray", pytest.param("spark", marks=needs_java)])
def test_documents_at_which_processes_die(tmp_path: Path, engine: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(f"one_{engine}")
    records = reports(8)
    records[5]["text"] += DEADLY
    crawl = tmp_path / "crawl.jsonl"
    crawl.write_bytes(json_lines(records))
    summary = run(crawl, to=tmp_path / "out", engine=engine, do=deadly)
    assert (summary.reports, summary.failed, summary.problems) == (7, 1, [])
    assert [row["report"] for row in rows(tmp_path / "out", "errors")] == [f"{crawl}/bc-0005"]
    run(crawl, to=tmp_path / "clean", engine=here)
    assert len(rows(tmp_path / "clean")) == 8
