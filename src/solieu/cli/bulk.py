"""``solieu bulk``: whole crawls into datasets."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from solieu.cli.catalogues import chosen_catalogue
from solieu.cli.messages import note, say
from solieu.engines.bulk import bulk
from solieu.engines.tasks import Form, Settings
from solieu.errors import MissingExtra, UsageError
from solieu.export.terminal import counted

if find_spec("pyarrow") is None:
    raise MissingExtra("solieu bulk needs a library that is not installed (pyarrow): pip install 'solieu[bulk]'.")

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.progress import Progress, TaskID

    from solieu.engines.bulk import EngineName, Summary
    from solieu.engines.tasks import Done
    from solieu.read import Limits

__all__ = ["Wanted", "run"]

_MOST_TOLD = 10
_MINUTE = 60.0
_MEGABYTE = 1_000_000


class Wanted(NamedTuple):
    """The options."""

    engine: EngineName
    workers: int | None
    everything: bool
    text: bool
    form: Form
    again: bool
    patience: float
    quiet: bool


def run(inputs: Sequence[str], output: Path, wanted: Wanted, *, catalogue: Path | None, limits: Limits) -> int:
    """Extract ``inputs`` into ``output``, and return the exit code.

    Raises:
        UsageError: if the output cannot be used or the catalogue cannot be read.
        MissingExtra: if the library of the engine is not installed.
    """
    known = None
    if catalogue is not None:
        chosen_catalogue(catalogue)
        known = f"{catalogue.resolve()}#{sha256(catalogue.read_bytes()).hexdigest()[:16]}"
    settings = Settings(
        everything=wanted.everything, text=wanted.text, form=wanted.form, catalogue=known, limits=limits
    )
    began = time.monotonic()
    with _watcher(quiet=wanted.quiet) as watcher:
        try:
            summary = bulk(
                inputs,
                output,
                settings,
                engine=wanted.engine,
                workers=wanted.workers or os.cpu_count() or 1,
                watcher=watcher,
                again=wanted.again,
                patience=wanted.patience,
            )
        except KeyboardInterrupt:
            watcher.stop()
            note(f"what is done stays in {output}; the same command goes on from there.")
            raise
    watcher.tell_the_rest(summary, output)
    if not summary.parts and not summary.problems:
        raise UsageError("There is nothing to read: give files or folders that hold documents.")
    if not wanted.quiet:
        say(f"{_told(summary, time.monotonic() - began)} → {output}")
    return 1 if summary.failed or summary.problems else 0


def _told(summary: Summary, seconds: float) -> str:
    """One line: "2,000 documents: 1,650 reports with 31,000 figures, 340 skipped, 10 could not be read (1:02 min)"."""
    figures = counted(summary.figures, "figure", "figures")
    parts = [f"{counted(summary.reports, 'report', 'reports')} with {figures}"]
    if summary.findings:
        parts.append(counted(summary.findings, "finding", "findings"))
    if summary.skipped:
        parts.append(f"{summary.skipped:,} skipped")
    if summary.failed:
        parts.append(f"{summary.failed:,} could not be read")
    earlier = f", {summary.earlier:,} of {summary.parts:,} parts by earlier runs" if summary.earlier else ""
    return f"{counted(summary.documents, 'document', 'documents')}: {', '.join(parts)} ({_time(seconds)}{earlier})"


def _time(seconds: float) -> str:
    """A stretch of time as people say it: "45 s", "2 min 10 s", "3 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


@contextmanager
def _watcher(*, quiet: bool) -> Iterator[_Watcher]:
    watcher = _Bar() if sys.stderr.isatty() and not quiet else _Lines() if not quiet else _Watcher(quiet=True)
    try:
        yield watcher
    finally:
        watcher.stop()


class _Watcher:
    """Counts, and says what goes wrong."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._problems = 0
        self.weight = 1
        self.earlier = 0
        """Bytes of files that earlier runs read."""
        self.read = 0
        """Bytes of files that this run read."""
        self.count = 0
        self.size = 0
        self._counted_in_parts = 0
        self.began = time.monotonic()

    def note(self, sentence: str) -> None:
        """As :class:`solieu.engines.bulk.Watcher`, and so are the following."""
        if not self._quiet:
            note(sentence)

    def begins(self, weight: int) -> None:
        self.weight, self.began = max(1, weight), time.monotonic()

    def documents(self, count: int, size: int) -> None:
        self.count += count
        self.size += size
        self._counted_in_parts += count
        self.shown()

    def part(self, done: Done, weight: int, *, earlier: bool = False) -> None:
        if earlier:
            self.earlier += weight
        else:
            self.read += weight
            if not self._counted_in_parts:
                self.count += done.documents
                self.size += done.size
        self.shown()

    def gathered(self, count: int, of: int) -> None:
        """Nothing is said of what takes a moment."""

    def problem(self, sentence: str) -> None:
        self._problems += 1
        if self._problems <= _MOST_TOLD:
            say(sentence)

    def tell_the_rest(self, summary: Summary, output: Path) -> None:
        """Where the problems are that were not told."""
        every = summary.failed + len(summary.problems)
        told = min(self._problems, _MOST_TOLD)
        if every > told and not self._quiet:
            say(f"{every - told:,} more documents could not be read: {output / 'errors'} says why.")

    def shown(self) -> None:
        """Show how far it is."""

    def stop(self) -> None:
        """Show nothing more."""

    @property
    def left(self) -> float | None:
        """Seconds that it will take, as far as can be told."""
        seconds = time.monotonic() - self.began
        if not self.read:
            return None
        return seconds * max(0, self.weight - self.earlier - self.read) / self.read

    @property
    def rate(self) -> str:
        """Documents and bytes a second."""
        seconds = max(0.001, time.monotonic() - self.began)
        return f"{self.count / seconds:,.1f} documents/s, {self.size / seconds / _MEGABYTE:.1f} MB/s"

    @property
    def share(self) -> float:
        """How much of the files is done."""
        return min(1.0, (self.earlier + self.read) / self.weight)


class _Lines(_Watcher):
    """A line a minute."""

    def __init__(self) -> None:
        super().__init__()
        self._told = self.began

    def shown(self) -> None:
        now = time.monotonic()
        if now - self._told < _MINUTE:
            return
        self._told = now
        left = f", about {_time(self.left)} left" if self.left is not None else ""
        say(f"{self.count:,} documents, {self.rate}, {self.share:.0%} done{left}")


class _Bar(_Watcher):
    """A bar on a terminal."""

    def __init__(self) -> None:
        super().__init__()
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:.0f} %  {task.fields[told]}"),
        )
        self._bar: Progress = Progress(*columns, console=Console(file=sys.stderr), transient=True)
        self._task: TaskID = self._bar.add_task("Reading", total=1.0, told="")
        self._bar.start()

    def shown(self) -> None:
        left = f" · {_time(self.left)} left" if self.left is not None else ""
        self._bar.update(self._task, completed=self.share, told=f"{self.count:,} documents · {self.rate}{left}")

    def gathered(self, count: int, of: int) -> None:
        self._bar.update(self._task, description="Writing", completed=count / of, told=f"{count:,} of {of:,}")

    def note(self, sentence: str) -> None:
        self._bar.stop()
        super().note(sentence)
        self._bar.start()

    def problem(self, sentence: str) -> None:
        self._bar.stop()
        super().problem(sentence)
        self._bar.start()

    def stop(self) -> None:
        self._bar.stop()
