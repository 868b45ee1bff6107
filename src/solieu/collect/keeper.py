"""The store in a thread of its own: one writes, and what waits meanwhile is written together."""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from solieu.errors import StoreBusy
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from solieu.store.watching import Watching

__all__ = ["Keeper"]

T = TypeVar("T")

_MOST_TOGETHER = 32
"""Others who write to the store wait for no longer than so many steps take."""


class _Step(NamedTuple):
    do: Callable[[Watching], Any]
    outcome: Future[Any]


class Keeper:
    """Does one thing after the other with the store at ``path``, which is made if it is not there.

    A step is on the disk when its caller hears of it. Putting it there takes longer than most steps do, so all that came
    while the thread was busy share one transaction: the busier, the more.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1)
        self._steps: deque[_Step] = deque()
        self._store: Store | None = None

    async def __aenter__(self) -> Keeper:
        self._store = await asyncio.wrap_future(self._thread.submit(Store.open, self._path, create=True))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._store is not None:
            await asyncio.shield(asyncio.wrap_future(self._thread.submit(self._store.close)))
        self._thread.shutdown()

    async def __call__(self, do: Callable[[Watching], T]) -> T:
        """What ``do`` gives; it may be done a second time where what shared its transaction fails.

        Raises:
            StoreError: if the store cannot be written.
        """
        step = _Step(do, Future())
        self._steps.append(step)
        self._thread.submit(self._keep_what_waits)
        outcome: T = await asyncio.wrap_future(step.outcome)
        return outcome

    async def refresh_findings(self) -> int:
        """Make the findings across reports anew; how many were made."""
        assert self._store is not None
        return await asyncio.wrap_future(self._thread.submit(self._store.refresh_findings))

    def _keep_what_waits(self) -> None:
        steps = [self._steps.popleft() for _ in range(min(len(self._steps), _MOST_TOGETHER))]
        # A step whose caller was stopped is not begun.
        steps = [step for step in steps if step.outcome.set_running_or_notify_cancel()]
        if len(steps) > 1 and self._keep_together(steps):
            return
        for step in steps:
            self._keep_alone(step)

    def _keep_together(self, steps: Sequence[_Step]) -> bool:
        """Whether nothing failed, or nothing can be written now; otherwise nothing was kept and each is to be done alone."""
        assert self._store is not None
        watching = self._store.watching
        try:
            with watching.together():
                given = [step.do(watching) for step in steps]
        except StoreBusy as error:  # each would wait as long again
            for step in steps:
                step.outcome.set_exception(error)
        except BaseException:  # the step that fails is found when each is done alone
            return False
        else:
            for step, one in zip(steps, given, strict=True):
                step.outcome.set_result(one)
        return True

    def _keep_alone(self, step: _Step) -> None:
        assert self._store is not None
        try:
            given = step.do(self._store.watching)
        except BaseException as error:
            step.outcome.set_exception(error)
        else:
            step.outcome.set_result(given)
