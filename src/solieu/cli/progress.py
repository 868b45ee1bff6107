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

__all__ = ["counted_off", "with_progress"]

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


def counted_off(every: Iterable[T], total: int) -> Iterator[T]:
    """``every`` with a bar that shows how many of them came."""
    with _bar() as bar:
        yield from bar.track(every, total=total)


def _bar() -> Progress:
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    console = Console(file=sys.stderr)
    return Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
