"""The processes that read: a file that brings one down is found out and told of, and stops no other."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from solieu.collect.reading import Body, Task, end_with_parent, read_body
from solieu.collect.troubles import CannotFetch

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

__all__ = ["Readers"]


class Readers:
    """So many processes; with 0 the program reads itself, in a thread."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._one_alone = asyncio.Lock()
        self._places = asyncio.Semaphore(max(2 * workers, 1))

    async def read(self, task: Task) -> Body:
        """The reports in a body.

        Raises:
            CannotFetch: if it brings down the process that reads it.
            StoreError: if the body is not in the archive.
        """
        async with self._places:
            if not self._workers:
                return await asyncio.to_thread(read_body, task)
            pool = self._pool = self._pool or _pool(self._workers)
            try:
                return await asyncio.wrap_future(pool.submit(read_body, task))
            except BrokenProcessPool:
                if self._pool is pool:
                    self._pool = None
            async with self._one_alone:
                return await _alone(task)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=error is None, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Fresh processes: a copy of this one would hold its threads' locks and its connections.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=end_with_parent)


async def _alone(task: Task) -> Body:
    """In a process of its own, so that what was read beside a file that brings one down is not taken for it."""
    pool = _pool(1)
    try:
        return await asyncio.wrap_future(pool.submit(read_body, task))
    except BrokenProcessPool:
        raise CannotFetch("crashed", refused=True) from None
    finally:
        pool.shutdown(wait=False)
