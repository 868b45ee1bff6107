"""A figure as it is reviewed: what it says, what speaks against it, what was decided, and what the editor holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from solieu.serve.editing import BASES, BOUNDS, MEASURES, STATUSES, fields_of, units_typed
from solieu.serve.faults import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solieu.serve.asked import Asked
    from solieu.store import Choice, Decision, InboxEntry, Store, StoredFigure, StoredFinding

__all__ = ["Case", "alarms", "case_of", "entry_of", "figure_of", "findings_on", "shown_case"]

_WORST = {"contradiction": 2, "suspicious": 1, "note": 0}


class Case(msgspec.Struct, frozen=True):
    """All that is known of a figure."""

    figure: StoredFigure
    read: Any
    """The observation as the program read it."""
    decisions: Sequence[Decision]
    """The last first."""
    findings: Sequence[StoredFinding]
    choice: Choice | None = None
    """Which of all figures of the same fact counts; ``None`` where place, period or indicator are not known."""

    @property
    def rivals(self) -> tuple[StoredFigure, ...]:
        """The other figures of the same fact, that which counts first."""
        every = () if self.choice is None else self.choice.every
        return tuple(one for one in every if one.id != self.figure.id)

    @property
    def seen(self) -> int:
        """The number of the last decision, 0 where there is none: what a new one is checked against."""
        return self.decisions[0].id if self.decisions else 0


def figure_of(store: Store, number: int) -> StoredFigure:
    """The figure with this number.

    Raises:
        NotFound: if there is none.
    """
    figure = store.figure(number)
    if figure is None:
        raise NotFound("no_such_figure", number=number)
    return figure


def entry_of(store: Store, number: int) -> InboxEntry:
    """The report with this number as the inbox tells of it.

    Raises:
        NotFound: if there is none.
    """
    found = store.inbox(before=number + 1, limit=1)
    if not found or found[0].id != number:
        raise NotFound("no_such_report", number=number)
    return found[0]


def case_of(store: Store, figure: StoredFigure, findings: Iterable[StoredFinding] | None = None) -> Case:
    """What is known of ``figure``; ``findings`` are those of its report, if they are at hand."""
    known = store.findings(report=figure.report_id) if findings is None else findings
    return Case(
        figure=figure, read=store.as_read(figure.id), decisions=tuple(reversed(store.decisions_on(figure.id))),
        findings=findings_on(figure.id, known), choice=store.choice_of(figure.id),
    )  # fmt: skip


def findings_on(number: int, findings: Iterable[StoredFinding]) -> tuple[StoredFinding, ...]:
    """Those that rest on the figure."""
    return tuple(one for one in findings if number in one.figures)


def alarms(findings: Iterable[StoredFinding]) -> dict[int, str]:
    """By the number of a figure, how bad the worst finding on it is that nobody dismissed."""
    worst: dict[int, str] = {}
    for one in findings:
        if one.dismissed is not None:
            continue
        for figure in one.figures:
            if figure is not None and _WORST[one.finding.severity] > _WORST.get(worst.get(figure, ""), -1):
                worst[figure] = one.finding.severity
    return worst


def shown_case(asked: Asked, case: Case) -> dict[str, Any]:
    """Names for the templates that show a case."""
    one = case.figure.observation
    return {
        "case": case, "figure": case.figure, "one": one, "typed": fields_of(one),
        "sentence": _sentence(case.figure),
        "choices": {"measure": MEASURES, "status": STATUSES, "bound": BOUNDS, "basis_kind": BASES},
        "units": units_typed(),
    }  # fmt: skip


def _sentence(figure: StoredFigure) -> tuple[str, str, str]:
    """The sentence before, in and after the figure."""
    one, text = figure.observation, figure.sentence
    start = max(0, min(one.start - one.sentence[0], len(text)))
    end = max(start, min(one.end - one.sentence[0], len(text)))
    return text[:start], text[start:end], text[end:]
