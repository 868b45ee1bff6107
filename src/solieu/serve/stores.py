"""A store for each worker thread, and the threads that ask them."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["Stores"]

_T = TypeVar("_T")
_PATIENCE = 10.0


class Stores:
    """At most ``most`` threads, each with its own connection to the store at ``path``, opened when it is first needed.

    SQLite lets a connection be used only in the thread that opened it; many threads may read at once.
    """

    def __init__(self, path: Path, most: int = 4) -> None:
        self.path = path
        self._most = most
        self._mine = threading.local()
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="solieu-store")

    @property
    def store(self) -> Store:
        """The store of the thread that asks.

        Raises:
            StoreError: if it cannot be opened.
        """
        store: Store | None = getattr(self._mine, "store", None)
        if store is None:
            store = self._mine.store = Store.open(self.path)
        return store

    async def run(self, work: Callable[[], _T]) -> _T:
        """The result of ``work``, which may use :attr:`store`, without keeping others from being served."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def close(self) -> None:
        """Close each thread's store in its own thread, and end the threads."""
        together = threading.Barrier(self._most)
        ends = [self._threads.submit(self._close_mine, together) for _ in range(self._most)]
        for end in ends:
            end.result()
        self._threads.shutdown()

    def _close_mine(self, together: threading.Barrier) -> None:
        store: Store | None = getattr(self._mine, "store", None)
        if store is not None:
            store.close()
            self._mine.store = None
        # Every thread has to close its own: none takes a second turn before all had theirs.
        together.wait(_PATIENCE)
