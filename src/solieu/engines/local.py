"""Parts on the processors of this machine: a process for each worker, a new one for each that dies."""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from solieu.engines import Failed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

    from solieu.engines import Told, Work

__all__ = ["cluster", "run"]

_MOST_DEATHS = 200
"""At one part. Each leads to a document that is gone around."""
_MOST_DEATHS_AT_BIRTH = 5
"""Of processes that could not even begin with it."""
_LOOK_EVERY = 1.0


_ORIGIN = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
"""Each worker is a copy of one process that has read what all of them need; copies of this program, which has threads, may hang."""


@contextmanager
def cluster(workers: int) -> Iterator[None]:
    """Has the process begin of which workers are copies, while this one looks at what there is to do."""
    if _ORIGIN.get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        _ORIGIN.set_forkserver_preload(["__main__", "solieu.engines.ready"])
        ensure_running()
    yield


def run(tasks: Iterable[bytes], work: Work, workers: int, told: Told, *, patience: float) -> Iterator[bytes | Failed]:
    """What ``work`` makes of each task, as it comes; no more tasks are asked for than there are workers.

    A worker that dies, or says nothing for ``patience`` seconds, is replaced, and its task is done again.
    """
    queue = iter(tasks)
    pool: list[_Worker] = []
    try:
        for task in islice(queue, workers):
            pool.append(_Worker(work))
            pool[-1].give(task)
        while any(worker.task is not None for worker in pool):
            for worker in _heard(pool):
                if (done := worker.listen(told)) is not None:
                    yield done
                    worker.give(next(queue, None))
            for worker in pool:
                if worker.task is not None and worker.silent_for() > patience:
                    worker.kill()
    finally:
        for worker in pool:
            worker.close()


def _heard(pool: list[_Worker]) -> list[_Worker]:
    by_connection = {worker.connection: worker for worker in pool if worker.task is not None}
    ready: list[Any] = wait(list(by_connection), _LOOK_EVERY)
    return [by_connection[connection] for connection in ready]


class _Worker:
    """A process, the task that it has, and what it says."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.task: bytes | None = None
        self._deaths = 0
        self._begin()

    def _begin(self) -> None:
        self.connection, theirs = _ORIGIN.Pipe()
        self._process: Any = _ORIGIN.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self._work), name="solieu worker"
        )
        self._process.start()
        theirs.close()
        self._heard = time.monotonic()
        self._is_ready = False

    def give(self, task: bytes | None) -> None:
        """Have it do ``task``, or nothing more."""
        self.task, self._deaths = task, 0
        self._send()

    def _send(self) -> None:
        self._heard = time.monotonic()
        if self.task is not None:
            with suppress(OSError):  # it is dead already: the next look finds that out
                self.connection.send(self.task)

    def listen(self, told: Told) -> bytes | Failed | None:
        """What came of its task, ``None`` while it is not done."""
        try:
            kind, value = self.connection.recv()
        except (EOFError, OSError):
            return self._died()
        self._heard = time.monotonic()
        if kind == "began":
            self._is_ready = True
            return None
        if kind == "progress":
            told(*value)
            return None
        return value  # type: ignore[no-any-return]

    def _died(self) -> Failed | None:
        task = self.task
        assert task is not None
        self.close()
        self._deaths += 1
        most = _MOST_DEATHS if self._is_ready else _MOST_DEATHS_AT_BIRTH
        deaths = self._deaths
        self._begin()
        if deaths < most:
            self._send()
            return None
        return Failed(task, f"the process that did it died {deaths} times")

    def silent_for(self) -> float:
        """Seconds since it said anything; until it is ready, it may be as silent as it needs to be."""
        return time.monotonic() - self._heard if self._is_ready else 0.0

    def kill(self) -> None:
        """Stop it at once; :meth:`listen` then finds it dead."""
        self._process.kill()

    def close(self) -> None:
        """Stop it for good."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def _serve(connection: Connection, work: Work) -> None:
    _end_with(os.getppid())
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        while True:
            task = connection.recv()
            connection.send(("began", None))
            done = work(task, lambda *progress: connection.send(("progress", progress)))
            connection.send(("done", done))


def _end_with(parent: int) -> None:
    """Let no worker go on writing when the program that it works for was killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
