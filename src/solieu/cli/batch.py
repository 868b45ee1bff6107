"""Many reports, one after the other: what cannot be read is told and kept, and the others go on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from solieu.cli.messages import note, say
from solieu.errors import ReadError, kind_and_line
from solieu.model import Report
from solieu.pipeline import understand
from solieu.read import read_loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from solieu.cli.dismissals import Dismissal
    from solieu.knowledge.catalogue import Catalogue
    from solieu.read import Limits, Source

__all__ = ["Outcome", "Tally", "announced", "outcomes"]


@dataclass(frozen=True)
class Outcome:
    """A report, and what kept it from being read if anything did; such a report has the sentence among its warnings."""

    report: Report
    error: str | None = None
    known: bool = False
    """Whether it was not read, since these bytes are known; the report is then nothing but its name and digest."""


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
    findings: Counter[str] = field(default_factory=Counter)
    """By severity, without those that are dismissed."""
    dismissed: Mapping[str, Dismissal] = field(default_factory=dict)
    """By the finding's identifier."""
    given: tuple[str, ...] = ()
    """The paths as the user gave them."""

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.failed += outcome.error is not None
        self.count(outcome.report)

    def count(self, report: Report) -> None:
        """Count one more report, however it was come by."""
        self.reports += 1
        self.figures += len(report.observations)
        self.identified += sum(observation.indicator_id is not None for observation in report.observations)
        self.references += len(report.references)
        self.officials += len(report.officials)
        self.directives += len(report.directives)
        self.findings.update(one.severity for one in report.findings if one.id not in self.dismissed)

    @property
    def exit_code(self) -> int:
        """0 if every report was read, 1 if not."""
        return 1 if self.failed else 0


def outcomes(
    sources: Iterable[Source],
    limits: Limits,
    known: Catalogue | None = None,
    is_known: Callable[[str], bool] = lambda _: False,
) -> Iterator[Outcome]:
    """What comes of each source, in order and before the next is asked for; no source stops the next.

    Bytes of whose digest ``is_known`` says so are not read.
    """
    return (_outcome(source, limits, known, is_known) for source in sources)


def _outcome(source: Source, limits: Limits, known: Catalogue | None, is_known: Callable[[str], bool]) -> Outcome:
    data: bytes | None = None
    try:
        data = source.load(limits.size)
        if is_known(digest := sha256(data).hexdigest()):
            return Outcome(Report(name=source.name, sha256=digest, url=source.about.url), known=True)
        report = read_loaded(source, data, limits=limits)
        return Outcome(understand(report, known, source.about.day))
    except ReadError as error:
        sentence = str(error)
    except Exception as fault:
        # One report that solieu itself fails on must not cost the user the other thousand.
        sentence = f"solieu failed here ({kind_and_line(fault)}): please report it with this file."
    sentence = _named(source.name, sentence)
    digest = "" if data is None else sha256(data).hexdigest()
    return Outcome(Report(name=source.name, sha256=digest, warnings=(sentence,)), sentence)


def announced(results: Iterable[Outcome], tally: Tally, *, errors: bool = True, notes: bool = True) -> Iterator[Report]:
    """The reports, after their errors and warnings went to standard error and their counts into ``tally``."""
    for outcome in results:
        report = outcome.report
        tally.add(outcome)
        if outcome.error is not None:
            if errors:
                say(outcome.error)
        elif notes:
            for warning in report.warnings:
                note(_named(report.name, warning))
        yield report


def _named(name: str, sentence: str) -> str:
    return sentence if name in sentence else f"{name}: {sentence}"
