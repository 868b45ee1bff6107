"""The forms in which findings are printed, each as it is found."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from solieu import __version__
from solieu.cli.outputs import console_on
from solieu.clock import now
from solieu.export.labels import labels, titles_of
from solieu.export.placed import fields
from solieu.model import encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.cli.dismissals import Dismissal
    from solieu.export.labels import Language
    from solieu.export.placed import PlacedFinding
    from solieu.model import Derived

__all__ = ["WRITERS", "Writer"]


class Writer(Protocol):
    """What every form can do."""

    def finding(self, placed: PlacedFinding, decision: Dismissal | None) -> None:
        """Print one finding, with the decision by which it was dismissed if it was."""

    def derived(self, derived: Derived, report: str) -> None:
        """Print one derived figure."""

    def end(self, summary: str) -> None:
        """Print what comes last."""


class _Blocks:
    """For people: a block for each finding."""

    def __init__(self, language: Language, agent: str) -> None:
        self._language = language
        self._console = console_on(sys.stdout)

    def finding(self, placed: PlacedFinding, decision: Dismissal | None) -> None:
        from solieu.export.findings import FindingView

        dismissed = None if decision is None else _told(decision, self._language)
        self._console.print(FindingView(placed, self._language, dismissed=dismissed))

    def derived(self, derived: Derived, report: str) -> None:
        from solieu.export.findings import DerivedView

        self._console.print(DerivedView(derived, report, self._language))

    def end(self, summary: str) -> None:
        self._console.print(summary, style="bold", soft_wrap=True)


class _Lines:
    """For programs: a JSON object for each finding and derived figure, in both languages."""

    def __init__(self, language: Language, agent: str) -> None:
        self._out = sys.stdout

    def finding(self, placed: PlacedFinding, decision: Dismissal | None) -> None:
        dismissed = None if decision is None else {name: getattr(decision, name) for name in ("by", "when", "why")}
        self._write(fields(placed, titles_of(placed.finding.check)) | {"dismissed": dismissed})

    def derived(self, derived: Derived, report: str) -> None:
        printed = {name: getattr(derived, name) for name in derived.__struct_fields__ if name != "kind"}
        self._write({"derived": derived.kind, "report": report} | printed)

    def end(self, summary: str) -> None:
        self._out.flush()

    def _write(self, record: dict[str, Any]) -> None:
        self._out.write(encode(record).decode() + "\n")
        self._out.flush()


class _Validation:
    """For systems that exchange validation reports: one JSON list of results."""

    def __init__(self, language: Language, agent: str) -> None:
        from solieu.export.validation import Event

        self._language = language
        self._event = Event(now(), f"solieu {__version__}", agent, "solieu check")
        self._opened = False

    def finding(self, placed: PlacedFinding, decision: Dismissal | None) -> None:
        from solieu.export.validation import result

        dismissed = None if decision is None else _told(decision, self._language)
        found = result(placed, self._event, __version__, self._language, dismissed=dismissed)
        sys.stdout.write((",\n" if self._opened else "[\n") + msgspec.json.encode(found).decode())
        self._opened = True

    def derived(self, derived: Derived, report: str) -> None:
        raise AssertionError("a validation report has no derived figures")

    def end(self, summary: str) -> None:
        sys.stdout.write("\n]\n" if self._opened else "[]\n")
        sys.stdout.flush()


def _told(decision: Dismissal, language: Language) -> str:
    """ "by Lan, 2023-10-27T08:00:00Z: the office was asked"."""
    by = f"{labels()[language]['by']} {decision.by}, " if decision.by else ""
    return f"{by}{decision.when}: {decision.why}"


WRITERS: dict[str, Callable[[Language, str], Writer]] = {"table": _Blocks, "jsonl": _Lines, "report": _Validation}
