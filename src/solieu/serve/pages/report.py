"""A report with its figures marked, and beside it the figure that is looked at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from solieu.serve.answers import Answer, Redirect, Sheet
from solieu.serve.cases import alarms, case_of, entry_of, figure_of, shown_case
from solieu.serve.faults import NotFound
from solieu.serve.routes import View
from solieu.serve.sheets import FIGURE_COLUMNS, figure_row, plain_case, plain_figure
from solieu.serve.texts import drawn_pages, drawn_text, has_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.serve.asked import Asked
    from solieu.store import StoredFigure, StoredReport

__all__ = ["ROUTES"]

_SURE = 0.8
"""From which confidence on a figure is not marked as doubtful."""


def report(asked: Asked) -> Answer:
    """The report with this number: its text or its pages, its figures, its findings, who and what it names."""
    number = asked.required("number")
    about = _about(asked, number)
    figures = asked.store.report_figures(number)
    sheet = Sheet(FIGURE_COLUMNS, (figure_row(one) for one in figures), f"report-{number}")
    if asked.form == "csv":
        return Answer("report.html", sheet=sheet)
    findings = asked.store.findings(report=number)
    if asked.form == "json":
        whole = asked.store.report(number)
        return Answer("report.html", data={
            "report": about, "text": "" if whole is None else whole.text, "figures": [plain_figure(one) for one in figures],
            "findings": findings, "provenance": asked.store.watching.whence(number),
        })  # fmt: skip
    return Answer("report.html", _shown(asked, about, figures, findings))


def _about(asked: Asked, number: int) -> StoredReport:
    about = asked.store.about(number)
    if about is None:
        raise NotFound("no_such_report", number=number)
    return about


def _shown(
    asked: Asked, about: StoredReport, figures: Sequence[StoredFigure], findings: Sequence[Any]
) -> dict[str, Any]:
    whole = asked.store.report(about.id)
    if whole is None:
        raise NotFound("no_such_report", number=about.id)
    on_pages = asked.one_of("as", "text", "pages") == "pages" and has_pages(whole)
    alarmed = alarms(findings)
    places = {one.id: at for at, one in enumerate(figures)}
    chosen = asked.number("figure")
    at = None if chosen is None else places.get(chosen)
    shown: dict[str, Any] = {
        "about": about, "report": whole, "figures": figures, "findings": findings, "alarmed": alarmed,
        "doubtful": {one.id for one in figures if one.verdict is None and is_doubtful(one)},
        "on_pages": on_pages, "has_pages": has_pages(whole),
        "content": drawn_pages(whole, figures) if on_pages else drawn_text(whole, figures),
        "counts": Counter(one.verdict or "none" for one in figures), "at": at, "case": None,
        "done": entry_of(asked.store, about.id).done, "whence": asked.store.watching.whence(about.id), "undecided": next((one.id for one in figures if one.verdict is None), None),
    }  # fmt: skip
    if at is not None:
        case = case_of(asked.store, figures[at], findings)
        shown |= shown_case(asked, case) | {"before": _near(figures, at - 1), "after": _near(figures, at + 1)}
    return shown


def is_doubtful(figure: StoredFigure) -> bool:
    """Whether the program is not sure of it."""
    return figure.observation.confidence < _SURE


def _near(figures: Sequence[StoredFigure], at: int) -> int:
    return figures[at % len(figures)].id


def figure(asked: Asked) -> Answer | Redirect:
    """The permanent address of a figure: its report at its words, or all that is known of it."""
    number = asked.required("number")
    found = figure_of(asked.store, number)
    if asked.form == "html":
        return Redirect(f"/report/{found.report_id}?figure={number}#figure-{number}")
    return Answer("report.html", data=plain_case(asked, case_of(asked.store, found)))


def card(asked: Asked) -> Answer:
    """What stands beside the text for one figure, for scripts that show it in place."""
    number = asked.required("number")
    found = figure_of(asked.store, number)
    figures = asked.store.report_figures(found.report_id)
    at = next(index for index, one in enumerate(figures) if one.id == number)
    case = case_of(asked.store, found)
    near = {
        "before": _near(figures, at - 1),
        "after": _near(figures, at + 1),
        "at": at,
        "figures": figures,
        "queue": False,
    }
    return Answer("card.html", shown_case(asked, case) | near)


ROUTES = (
    View("/report/{number}", report, tab="inbox"),
    View("/figure/{number}", figure, forms=("html", "json")),
    View("/figure/{number}/card", card, forms=("html",)),
)
