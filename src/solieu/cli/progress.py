"""How far a long run has come, on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.progress import Task

    from solieu.cli.batch import Outcome

__all__ = ["Counting", "counted_off", "with_progress"]

T = TypeVar("T")


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", "dim")


def with_progress(results: Iterable[Outcome], total: int | None, *, screen_shared: bool) -> Iterator[Outcome]:
    """``results`` with a bar that steps aside whenever something else is to be printed on the same screen.

    Where the ``total`` is not known, it counts up.
    """
    with _bar() as bar:
        task = bar.add_task("", total=total)
        for outcome in results:
            steps_aside = screen_shared or bool(outcome.report.warnings)
            if steps_aside:
                bar.stop()
            yield outcome
            bar.advance(task)
            if steps_aside:
                bar.start()


def counted_off(every: Iterable[T], total: int | None, what: str = "Reading") -> Iterator[T]:
    """``every`` with a bar that shows how many of them came; where the ``total`` is not known, it counts up."""
    with _bar(what) as bar:
        yield from bar.track(every, total=total)


class Counting:
    """A bar that counts up, whose lines are printed above it; a context manager."""

    def __init__(self, what: str) -> None:
        self._bar = _bar(what)
        self._task = self._bar.add_task("", total=None)

    def advance(self) -> None:
        """One more."""
        self._bar.advance(self._task)

    def print(self, line: str) -> None:
        """A line above the bar."""
        self._bar.console.print(Text(line))

    def __enter__(self) -> Counting:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


def _bar(what: str = "Reading") -> Progress:
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    console = Console(file=sys.stderr)
    return Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
