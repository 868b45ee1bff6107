"""What runs the one function of :mod:`solieu.arrow` over whole crawls: processes of this machine, Ray or Spark.

An engine is a function ``run(tasks, work, workers, told, patience=…)`` that gives what ``work`` makes of each task, in any
order. Tasks are bytes and so is what comes of them, so that an engine needs to know nothing of either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Told = Callable[[int, int], None]
    """Is told of documents that are done, and their bytes, as they are: by engines that know."""

__all__ = ["Engine", "Failed", "Work"]


class Failed(NamedTuple):
    """A task of which nothing came."""

    task: bytes
    reason: str


class Work(Protocol):
    """What is done with a task."""

    def __call__(self, task: bytes, told: Told = ..., /) -> bytes:
        """What came of it."""


class Engine(Protocol):
    """What has many tasks done at a time."""

    def __call__(
        self, tasks: Iterable[bytes], work: Work, workers: int, told: Told, *, patience: float
    ) -> Iterator[bytes | Failed]:
        """What ``work`` makes of each task, in any order, by ``workers`` at a time."""
