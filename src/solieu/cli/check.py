"""``solieu check``: figures that cannot all be true, within reports and across them."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from solieu.check.across import check_across
from solieu.check.derived import derive
from solieu.cli.batch import Tally
from solieu.cli.catalogues import chosen_catalogue
from solieu.cli.check_outputs import WRITERS
from solieu.cli.dismissals import DEFAULT_FILE, Dismissal, append, dismissal_of, in_force, read_dismissals
from solieu.cli.extracted import all_reports
from solieu.cli.messages import note, say
from solieu.cli.stores import store_among, who
from solieu.clock import now
from solieu.errors import UsageError
from solieu.export.labels import counted_in, labels
from solieu.export.placed import Register
from solieu.read import locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from solieu.cli.check_outputs import Writer
    from solieu.export.labels import Language
    from solieu.export.placed import PlacedFinding
    from solieu.model import Finding, Report, Severity
    from solieu.read import Limits

__all__ = ["Decision", "Run", "Wanted", "form_of", "language_of", "run"]

Form = Literal["table", "jsonl", "report"]
_ORDER: tuple[Severity, ...] = ("note", "suspicious", "contradiction")


@dataclass(frozen=True)
class Wanted:
    """What to print, and how."""

    form: Form | None
    language: Language | None
    severity: Severity
    """The least that is printed."""
    derived: bool
    show_dismissed: bool
    quiet: bool


@dataclass(frozen=True)
class Decision:
    """What to do about findings instead of printing them."""

    given: Path | None = None
    """The file that keeps them, where the user named one."""
    dismiss: tuple[str, ...] = ()
    undismiss: tuple[str, ...] = ()
    why: str = ""
    by: str | None = None

    @property
    def file(self) -> Path:
        """The file that keeps them."""
        return self.given or DEFAULT_FILE


def run(paths: Sequence[str], wanted: Wanted, decision: Decision, *, catalogue: Path | None, limits: Limits) -> int:
    """Print what cannot all be true in the reports at ``paths``, or dismiss some of it, and return the exit code.

    Raises:
        UsageError: if the command asks for what does not exist or cannot be.
    """
    _require_sense(paths, wanted, decision)
    if (store := store_among(paths)) is not None:
        from solieu.cli.check_store import run as run_on_store

        return run_on_store(store, wanted, decision)
    told_of = _ignore if wanted.quiet else note
    past = read_dismissals(decision.file, told_of)
    if decision.undismiss:
        return _undismiss(decision, in_force(past), quiet=wanted.quiet)
    known = chosen_catalogue(catalogue)
    files = list(locate(paths, told_of))
    tally = Tally()
    form = form_of(wanted)
    shared = form == "table" and sys.stdout.isatty() and not decision.dismiss
    reports = all_reports(files, tally, known, limits, quiet=wanted.quiet, screen_shared=shared)
    if decision.dismiss:
        return _dismiss(reports, tally, decision, quiet=wanted.quiet)
    language = language_of(wanted)
    writer = WRITERS[form](language, who(decision.by))
    run_ = Run(wanted, writer, in_force(past), Counter())
    run_.through(reports)
    summary = run_.summary(tally, language)
    writer.end(summary)
    if form != "table" and not wanted.quiet:
        say(summary)
    return 1 if run_.counts["contradiction"] else tally.exit_code


def _require_sense(paths: Sequence[str], wanted: Wanted, decision: Decision) -> None:
    if decision.dismiss and decision.undismiss:
        raise UsageError("--dismiss and --undismiss cannot go together: give one of them.")
    if decision.dismiss and not decision.why.strip():
        raise UsageError('--dismiss needs --why "…": whoever reads the file later wants to know.')
    if decision.why and not (decision.dismiss or decision.undismiss):
        raise UsageError("--why tells why something is dismissed: add --dismiss ID.")
    if not paths and not decision.undismiss:
        raise UsageError("There is nothing to check: name a file or a folder; see solieu check --help.")
    if wanted.form == "report" and wanted.derived:
        raise UsageError("A validation report has no derived figures: leave out --derived or --format report.")
    if decision.given and not decision.dismiss and not decision.given.exists() and not wanted.quiet:
        note(f"{decision.given} does not exist yet: nothing is dismissed.")
    if "-" in paths and sys.stdin.isatty() and not wanted.quiet:
        note("reading standard input; end it with Ctrl-D.")


@dataclass
class Run:
    """One pass over the reports: what is found is written at once, and counted."""

    wanted: Wanted
    writer: Writer
    dismissed: dict[str, Dismissal]
    counts: Counter[str]

    def through(self, reports: Iterable[Report]) -> None:
        """Write the findings of each report as it comes, then those across them."""
        register = Register()
        for finding in check_across(self._passed_on(reports, register)):
            self.finding(register.across(finding))

    def _passed_on(self, reports: Iterable[Report], register: Register) -> Iterator[Report]:
        for report in reports:
            for placed in register.within(report):
                self.finding(placed)
            self.derived(report)
            yield register.add(report)

    def derived(self, report: Report) -> None:
        """Write what the figures of ``report`` imply, if that is wanted."""
        if self.wanted.derived:
            for derived in derive(report):
                self.counts["derived"] += 1
                self.writer.derived(derived, report.name)

    def finding(self, placed: PlacedFinding) -> None:
        """Count and write one finding."""
        severity, decision = placed.finding.severity, self.dismissed.get(placed.finding.id)
        self.counts["dismissed" if decision else severity] += 1
        if _ORDER.index(severity) < _ORDER.index(self.wanted.severity):
            return
        if decision is None or self.wanted.show_dismissed:
            self.writer.finding(placed, decision)

    def summary(self, tally: Tally, language: Language) -> str:
        """One line: "1 contradiction · 0 suspicious · 2 notes · 0 dismissed · 3 reports"."""
        told = ["contradiction", "suspicious", "note", "dismissed", *(["derived"] if self.wanted.derived else [])]
        parts = [counted_in(self.counts[what], what, language) for what in told]
        parts.append(counted_in(tally.reports, "report", language))
        if tally.failed:
            parts.append(f"{tally.failed} {labels()[language]['not_read']}")
        return " · ".join(parts)


def _dismiss(reports: Iterable[Report], tally: Tally, decision: Decision, *, quiet: bool) -> int:
    found: dict[str, Finding] = {}
    wanted = set(decision.dismiss)

    def passed_on() -> Iterator[Report]:
        for report in reports:
            found.update((one.id, one) for one in report.findings if one.id in wanted)
            yield report

    found.update((one.id, one) for one in check_across(passed_on()) if one.id in wanted)
    for name in decision.dismiss:
        if name not in found:
            raise UsageError(f"There is no finding {name} in what was given: solieu check prints the id below each.")
    when, by = now(), who(decision.by)
    append(decision.file, [dismissal_of(one, when=when, by=by, why=decision.why) for one in found.values()])
    _tell(f"dismissed in {decision.file}", found.values(), quiet=quiet)
    return tally.exit_code


def _undismiss(decision: Decision, dismissed: dict[str, Dismissal], *, quiet: bool) -> int:
    for name in decision.undismiss:
        if name not in dismissed:
            raise UsageError(f"{name} is not dismissed in {decision.file}.")
    when, by = now(), who(decision.by)
    back = [dismissed[name] for name in dict.fromkeys(decision.undismiss)]
    again = [
        Dismissal(id=one.id, dismissed=False, when=when, by=by, why=decision.why, check=one.check, message=one.message)
        for one in back
    ]
    append(decision.file, again)
    _tell(f"no longer dismissed in {decision.file}", again, quiet=quiet)
    return 0


def _tell(what: str, ones: Iterable[Finding | Dismissal], *, quiet: bool) -> None:
    if not quiet:
        for one in ones:
            say(f"{one.id} is {what}: {one.message}")


def form_of(wanted: Wanted) -> Form:
    """The form chosen, or that which fits the standard output."""
    return wanted.form or ("table" if sys.stdout.isatty() else "jsonl")


def language_of(wanted: Wanted) -> Language:
    """The language chosen, or that of the messages of other programs: Vietnamese where the locale is, else English."""
    if wanted.language is not None:
        return wanted.language
    chosen = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "vi" if chosen.lower().startswith("vi") else "en"


def _ignore(_: str) -> None:
    return None
