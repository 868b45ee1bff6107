"""The thread that keeps: what waits shares a transaction, is on the disk when its caller hears of it, and fails alone."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from solieu.collect.keeper import Keeper
from solieu.errors import StoreBusy, StoreError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from solieu.store.watching import Watching


class Steps:
    """Steps that note what others see of the store while each is done."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen: list[int] = []

    def sources_on_the_disk(self) -> int:
        reader = sqlite3.connect(self.path)
        try:
            (count,) = reader.execute("SELECT count(*) FROM followed").fetchone()
        finally:
            reader.close()
        return int(count)

    def follow(self, name: str) -> Callable[[Watching], int]:
        def do(kept: Watching) -> int:
            number = kept.follow(name, "listing", f"https://{name}.example/")
            self.seen.append(self.sources_on_the_disk())
            return number

        return do


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    return Steps(tmp_path / "solieu.db")


@asynccontextmanager
async def busy(keeper: Keeper) -> AsyncIterator[None]:
    """The thread does something else until this ends."""
    begun, free = threading.Event(), threading.Event()

    def wait(_: Watching) -> None:
        begun.set()
        free.wait(10)

    waiting = asyncio.ensure_future(keeper(wait))
    await asyncio.to_thread(begun.wait, 10)
    try:
        yield
        await asyncio.sleep(0)
    finally:
        free.set()
        await waiting


async def kept_while_busy(keeper: Keeper, *steps: Callable[[Watching], int]) -> list[int | BaseException]:
    """What becomes of ``steps`` that all came before the thread was free."""
    async with busy(keeper):
        waiting = [asyncio.ensure_future(keeper(step)) for step in steps]
    return await asyncio.gather(*waiting, return_exceptions=True)


def test_one_step_is_on_the_disk_when_its_caller_hears_of_it(steps: Steps) -> None:
    async def run() -> tuple[int, int]:
        async with Keeper(steps.path) as keeper:
            return await keeper(steps.follow("tien-yen")), steps.sources_on_the_disk()

    assert asyncio.run(run()) == (1, 1)
    assert steps.seen == [1]


def test_steps_that_wait_are_kept_together(steps: Steps) -> None:
    async def run() -> tuple[list[int | BaseException], int]:
        async with Keeper(steps.path) as keeper:
            given = await kept_while_busy(keeper, *(steps.follow(f"xa-{at}") for at in range(5)))
            return given, steps.sources_on_the_disk()

    assert asyncio.run(run()) == ([1, 2, 3, 4, 5], 5)
    # Nobody saw any of them before all were there.
    assert steps.seen == [0, 0, 0, 0, 0]


def test_a_step_that_fails_takes_no_other_along(steps: Steps) -> None:
    def fail(kept: Watching) -> int:
        kept.follow("half", "listing", "https://half.example/")
        raise ZeroDivisionError

    async def run() -> tuple[list[int | BaseException], int]:
        async with Keeper(steps.path) as keeper:
            given = await kept_while_busy(keeper, steps.follow("before"), fail, steps.follow("after"))
            return given, steps.sources_on_the_disk()

    given, count = asyncio.run(run())
    assert isinstance(given[1], ZeroDivisionError)
    # What a step did before it failed was in transactions of its own.
    assert count == 3
    assert steps.seen[-2:] == [1, 3]


def test_a_step_that_the_store_refuses_takes_no_other_along(steps: Steps) -> None:
    def refused(_: Watching) -> int:
        raise StoreError("There is no such address.")

    async def run() -> tuple[list[int | BaseException], int]:
        async with Keeper(steps.path) as keeper:
            given = await kept_while_busy(keeper, steps.follow("before"), refused, steps.follow("after"))
            return given, steps.sources_on_the_disk()

    given, count = asyncio.run(run())
    assert isinstance(given[1], StoreError)
    assert count == 2


def test_a_store_that_is_busy_fails_all_that_share_the_transaction(steps: Steps) -> None:
    asked: list[None] = []

    def busy_store(_: Watching) -> int:
        asked.append(None)
        raise StoreBusy("Another program writes to it.")

    async def run() -> tuple[list[int | BaseException], int]:
        async with Keeper(steps.path) as keeper:
            given = await kept_while_busy(keeper, steps.follow("before"), busy_store)
            return given, steps.sources_on_the_disk()

    given, count = asyncio.run(run())
    assert [type(one) for one in given] == [StoreBusy, StoreBusy]
    assert (count, len(asked)) == (0, 1)


def test_a_step_whose_caller_was_stopped_is_not_begun(steps: Steps) -> None:
    async def run() -> int:
        async with Keeper(steps.path) as keeper:
            async with busy(keeper):
                stopped = asyncio.ensure_future(keeper(steps.follow("stopped")))
                await asyncio.sleep(0)
                stopped.cancel()
            return await keeper(steps.follow("next"))

    assert asyncio.run(run()) == 1
    assert steps.seen == [1]
