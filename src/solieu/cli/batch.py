"""Many reports, one after the other: what cannot be read is told and kept, and the others go on."""

from __future__ import annotations

import sys
import traceback
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from solieu.cli.messages import note, say
from solieu.errors import ReadError
from solieu.model import Report
from solieu.pipeline import understand
from solieu.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.progress import Progress, ProgressColumn

    from solieu.read import Source

__all__ = ["Tally", "announced", "outcomes", "with_progress"]


@dataclass(frozen=True)
class Outcome:
    """A report, and what kept it from being read if anything did; such a report has the sentence among its warnings."""

    report: Report
    error: str | None = None


@dataclass
class Tally:
    """What a batch came to."""

    reports: int = 0
    failed: int = 0
    figures: int = 0
    identified: int = 0
    references: int = 0
    officials: int = 0
    directives: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        report = outcome.report
        self.reports += 1
        self.failed += outcome.error is not None
        self.figures += len(report.observations)
        self.identified += sum(observation.indicator_id is not None for observation in report.observations)
        self.references += len(report.references)
        self.officials += len(report.officials)
        self.directives += len(report.directives)

    @property
    def exit_code(self) -> int:
        """0 if every report was read, 1 if not."""
        return 1 if self.failed else 0


def outcomes(sources: Iterable[Source], limit: int) -> Iterator[Outcome]:
    """What comes of each source, in order; no source stops the next."""
    return (_outcome(source, limit) for source in sources)


def _outcome(source: Source, limit: int) -> Outcome:
    data: bytes | None = None
    try:
        data = source.load(limit)
        return Outcome(understand(read(data, name=source.name, limit=limit)))
    except ReadError as error:
        sentence = str(error)
    except Exception as fault:
        # One report that solieu itself fails on must not cost the user the other thousand.
        sentence = _fault(fault)
    sentence = sentence if source.name in sentence else f"{source.name}: {sentence}"
    digest = "" if data is None else sha256(data).hexdigest()
    return Outcome(Report(name=source.name, sha256=digest, warnings=(sentence,)), sentence)


def _fault(error: Exception) -> str:
    where = traceback.extract_tb(error.__traceback__)[-1]
    kind = type(error).__name__
    return f"solieu failed here ({kind} in {where.name}, line {where.lineno}): please report it with this file."


def announced(results: Iterable[Outcome], tally: Tally) -> Iterator[Report]:
    """The reports, after their errors and warnings went to standard error and into ``tally``."""
    for outcome in results:
        tally.add(outcome)
        if outcome.error is not None:
            say(outcome.error)
        else:
            for warning in outcome.report.warnings:
                name = outcome.report.name
                note(warning if name in warning else f"{name}: {warning}")
        yield outcome.report


def with_progress(results: Iterable[Outcome], total: int, *, screen_shared: bool) -> Iterator[Outcome]:
    """``results`` with a bar on standard error that steps aside whenever something else is to be printed there."""
    with _bar() as bar:
        task = bar.add_task("Reading", total=total)
        for outcome in results:
            steps_aside = screen_shared or bool(outcome.report.warnings)
            if steps_aside:
                bar.stop()
            yield outcome
            bar.advance(task)
            if steps_aside:
                bar.start()


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: Sequence[str | ProgressColumn] = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    console = Console(file=sys.stderr)
    return Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
