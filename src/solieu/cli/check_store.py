"""``solieu check STORE``: the findings in a store, and the decisions on them there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from solieu.cli.batch import Tally
from solieu.cli.check import Run, form_of, language_of
from solieu.cli.check_outputs import WRITERS
from solieu.cli.dismissals import Dismissal
from solieu.cli.messages import note, say
from solieu.cli.stores import opened, who
from solieu.errors import StoreError, UsageError
from solieu.export.placed import Register

if TYPE_CHECKING:
    from pathlib import Path

    from solieu.cli.check import Decision, Wanted
    from solieu.model import Report
    from solieu.store import Decision as StoredDecision
    from solieu.store import Store

__all__ = ["run"]


def run(path: Path, wanted: Wanted, decision: Decision) -> int:
    """Print the findings in the store at ``path``, or dismiss some of them there, and return the exit code.

    Raises:
        StoreError: if the store cannot be opened.
        UsageError: if there is no such finding.
    """
    if decision.given is not None:
        raise UsageError("A store keeps its own dismissals: leave out --dismissed.")
    with opened(path) as store:
        if decision.dismiss or decision.undismiss:
            return _decide(store, decision, quiet=wanted.quiet)
        _refresh(store)
        language, form = language_of(wanted), form_of(wanted)
        writer = WRITERS[form](language, who(decision.by))
        dismissed = {name: _dismissal(one) for name, one in store.dismissed().items()}
        run_ = Run(wanted, writer, dismissed, Counter())
        tally = Tally()
        _through(store, run_, tally)
        summary = run_.summary(tally, language)
        writer.end(summary)
        if form != "table" and not wanted.quiet:
            say(summary)
        return 1 if run_.counts["contradiction"] else tally.exit_code


def _refresh(store: Store) -> None:
    if store.findings_are_current():
        return
    try:
        store.refresh_findings()
    except StoreError as error:
        note(f"The findings across reports are those of before: {error}")


def _through(store: Store, run_: Run, tally: Tally) -> None:
    """The findings of each report in the order in which the reports came, then those across them."""
    counts = store.counts()
    tally.reports = counts["reports"]
    tally.failed = tally.reports - len(store.numbers())
    with_findings = {one.report_id for one in store.findings(across=False)}
    for number in store.numbers():
        if run_.wanted.derived or number in with_findings:
            report = _named(store, number)
            for placed in Register().within(report):
                run_.finding(placed)
            run_.derived(report)
    for one in store.findings(across=True):
        register = Register()
        for number in sorted({number for number in one.reports if number is not None}):
            register.add(_named(store, number))
        run_.finding(register.across(one.finding))


def _named(store: Store, number: int) -> Report:
    """The report under the name by which findings call it."""
    report = store.report(number)
    assert report is not None
    return msgspec.structs.replace(report, name=store.label(number))


def _dismissal(one: StoredDecision) -> Dismissal:
    return Dismissal(
        id=one.finding or "", dismissed=True, when=one.made_at, by=one.made_by, why=one.why, check=one.rule or "",
        message=one.message or "",
    )  # fmt: skip


def _decide(store: Store, decision: Decision, *, quiet: bool) -> int:
    dismissed = bool(decision.dismiss)
    told = "is dismissed in" if dismissed else "is no longer dismissed in"
    for name in dict.fromkeys(decision.dismiss or decision.undismiss):
        store.dismiss(name, dismissed=dismissed, why=decision.why, by=who(decision.by))
        if not quiet:
            say(f"{name} {told} {store.path}: {_message(store.decisions())}")
    return 0


def _message(decisions: list[StoredDecision]) -> str:
    return decisions[-1].message or ""
