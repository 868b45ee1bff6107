"""Parts and datasets on Ray."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, cast

import pyarrow as pa

from solieu.arrow import OUTPUT, extract_batch, may_state_figures
from solieu.errors import MissingExtra

try:
    import ray
except ImportError:
    raise MissingExtra("The engine ray needs a library that is not installed: pip install 'solieu[ray]'.") from None

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from solieu.engines import Told, Work

__all__ = ["cluster", "extract", "run"]

_STORE = 128 * 1024 * 1024
"""Bytes that tasks and what comes of them take on their way: documents are read where they are worked on."""


def extract(dataset: ray.data.Dataset, *, everything: bool = False, text: bool = False) -> ray.data.Dataset:
    """What the documents of ``dataset`` say, in the columns of :data:`solieu.arrow.OUTPUT`: see :func:`solieu.arrow.extract_batch`.

    ``everything`` keeps those, too, that can state no figures of a local government.
    """
    return dataset.map_batches(
        partial(_table, everything=everything, text=text), batch_format="pyarrow", batch_size=1024, zero_copy_batch=True
    )


def _table(documents: pa.Table, *, everything: bool, text: bool) -> pa.Table:
    batches = documents.combine_chunks().to_batches()
    kept = batches if everything else [batch.filter(may_state_figures(batch)) for batch in batches]
    return pa.Table.from_batches([extract_batch(batch, text=text) for batch in kept], schema=OUTPUT)


def run(tasks: Iterable[bytes], work: Work, workers: int, told: Told, *, patience: float) -> Iterator[bytes]:
    """As :class:`solieu.engines.Engine`, on :func:`cluster`."""
    blocks = [pa.table({"task": pa.array([task], pa.binary())}) for task in tasks]
    if not blocks:
        return
    with cluster(workers):
        done = ray.data.from_arrow(blocks).map_batches(
            partial(_done, work=work), batch_format="pyarrow", batch_size=1, num_cpus=1, concurrency=workers
        )
        for batch in done.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
            yield from cast("pa.Table", batch).column("done").to_pylist()


def _done(tasks: pa.Table, work: Work) -> pa.Table:
    return pa.table({"done": pa.array([work(task) for task in tasks.column("task").to_pylist()], pa.binary())})


@contextmanager
def cluster(workers: int) -> Iterator[None]:
    """The cluster that is there, or that of ``RAY_ADDRESS``, or one of this machine's processes, until the end."""
    if ray.is_initialized():
        yield
        return
    if os.environ.get("RAY_ADDRESS"):
        ray.init(logging_level=logging.ERROR, log_to_driver=False)
    else:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        ray.init(
            num_cpus=workers,
            include_dashboard=False,
            logging_level=logging.ERROR,
            log_to_driver=False,
            object_store_memory=_STORE,
        )
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1  # a part that fails costs no other one
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield
    finally:
        ray.shutdown()
