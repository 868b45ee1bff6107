"""Parts and data frames on Spark."""

from __future__ import annotations

import os
import sys
import warnings
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa

from solieu.arrow import OUTPUT, extract_batch, may_state_figures
from solieu.engines import Failed
from solieu.errors import MissingExtra

try:
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema
except ImportError:
    raise MissingExtra("The engine spark needs a library that is not installed: pip install 'solieu[spark]'.") from None

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyspark.sql import DataFrame

    from solieu.engines import Told, Work

__all__ = ["cluster", "extract", "run", "session"]


def extract(frame: DataFrame, *, everything: bool = False, text: bool = False) -> DataFrame:
    """What the documents of ``frame`` say, in the columns of :data:`solieu.arrow.OUTPUT`: see :func:`solieu.arrow.extract_batch`.

    ``everything`` keeps those, too, that can state no figures of a local government.
    """
    return frame.mapInArrow(partial(_batches, everything=everything, text=text), from_arrow_schema(OUTPUT))


def _batches(documents: Iterable[pa.RecordBatch], everything: bool, text: bool) -> Iterator[pa.RecordBatch]:
    for batch in documents:
        yield extract_batch(batch if everything else batch.filter(may_state_figures(batch)), text=text)


def run(tasks: Iterable[bytes], work: Work, workers: int, told: Told, *, patience: float) -> Iterator[bytes | Failed]:
    """As :class:`solieu.engines.Engine`, on :func:`cluster`."""
    queue = iter(tasks)
    with cluster(workers), ThreadPoolExecutor(workers) as pool:
        spark = session(workers)
        running: set[Future[bytes | Failed]] = set()
        while True:
            running |= {pool.submit(_one, spark, task, work) for task in islice(queue, workers - len(running))}
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()


@contextmanager
def cluster(workers: int) -> Iterator[None]:
    """The session that there is, or one until the end."""
    if SparkSession.getActiveSession() is not None:
        yield
        return
    made = session(workers)
    try:
        yield
    finally:
        made.stop()


def _one(spark: SparkSession, task: bytes, work: Work) -> bytes | Failed:
    try:
        frame = spark.createDataFrame([(bytearray(task),)], "task binary")
        (row,) = frame.mapInArrow(partial(_done, work=work), "done binary").collect()
    except PySparkException as error:
        return Failed(task, f"Spark gave it up ({type(error).__name__})")
    return bytes(row.done)


def _done(batches: Iterable[pa.RecordBatch], work: Work) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        done = [work(task) for task in batch.column("task").to_pylist()]
        if done:
            yield pa.RecordBatch.from_pydict({"done": pa.array(done, pa.binary())})


def session(workers: int) -> SparkSession:
    """A session on the cluster that ``PYSPARK_SUBMIT_ARGS`` tells, else on ``workers`` processors of this machine."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    # What it says of pandas concerns nobody here: record batches are all that is handed on.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    builder = SparkSession.builder.appName("solieu").config("spark.ui.showConsoleProgress", "false")
    if "PYSPARK_SUBMIT_ARGS" not in os.environ:
        builder = (
            builder.master(f"local[{workers},{_ATTEMPTS}]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
        )
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    return made


_ATTEMPTS = 100
"""At one part: each that dies leads to a document that is gone around."""
