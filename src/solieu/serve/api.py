"""The API: the same data as the pages, as JSON, under ``/api/v1``; each operation is declared once, for its route and its documentation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from solieu.serve import shapes
from solieu.serve.cases import case_of, entry_of, figure_of
from solieu.serve.deciding import decide_on
from solieu.serve.faults import NameNeeded, WrongInput
from solieu.serve.operations import Operation, Parameter
from solieu.serve.reader import name_of
from solieu.serve.sheets import plain_case, plain_figure
from solieu.store import InboxEntry, PresentIndicator, PresentPlace, Query, SourceSeen, StoredFinding

if TYPE_CHECKING:
    from solieu.model import Severity
    from solieu.serve.asked import Asked
    from solieu.store import Choice

__all__ = ["OPERATIONS"]

_T = TypeVar("_T")
_FEW, _MANY = 50, 500


_TEXT, _NUMBER = {"type": "string"}, {"type": "integer", "minimum": 0}
_ID = Parameter("number", "Its number.", {"type": "integer", "minimum": 1}, is_part=True)
_LIMIT = Parameter(
    "limit",
    f"How many at most; {_FEW} unless told, {_MANY} at most.",
    {"type": "integer", "minimum": 1, "maximum": _MANY},
)
_AFTER = Parameter(
    "after", "The number of the last item of the page before; the field next has the whole address.", _NUMBER
)
_SKIP = Parameter("offset", "How many to pass over; the field next has the whole address.", _NUMBER)
_YES = {"type": "string", "enum": ["yes", "no"]}
_QUERY = (
    Parameter("words", "In the indicator, its identifier or the place; diacritics do not matter.", _TEXT),
    Parameter("indicator", "An entry of the catalogue, by its id or a name.", _TEXT),
    Parameter("place", "A unit, by its name or code.", _TEXT),
    Parameter("related", "With what went into that unit or took its stead.", _YES),
    Parameter("within", "A unit in which the place lies.", _TEXT),
    Parameter("level", "1 for provinces, 2 for districts, 3 for communes.", {"type": "integer", "minimum": 1, "maximum": 3}),
    Parameter("period", "Theirs lies within it: 2022, 2022-Q4, 2022-01/2022-09.", _TEXT),
    Parameter("measure", "What is told: an amount, a degree of attainment …", {"type": "string", "enum": ["level", "attainment", "change", "index", "difference", "share", "rank"]}),
    Parameter("status", "Result, estimate or target.", {"type": "string", "enum": ["actual", "estimate", "target"]}),
    Parameter("verdict", "What was decided.", {"type": "string", "enum": ["accept", "correct", "reject", "none"]}),
    Parameter("report", "Of the report with this number.", _NUMBER),
)  # fmt: skip


def _limit(asked: Asked) -> int:
    limit = asked.number("limit", _FEW) or 0
    if not 1 <= limit <= _MANY:
        raise WrongInput("not_within", field="limit", low=1, high=_MANY)
    return limit


def _page(asked: Asked, items: list[Any], limit: int, **following: Any) -> dict[str, Any]:
    """The first ``limit`` of ``items``, of which one more is there if there is another page."""
    has_more = len(items) > limit
    return {"items": items[:limit], "next": asked.here(**following) if has_more else None}


def figures(asked: Asked) -> dict[str, Any]:
    """Those of the latest period first."""
    limit = _limit(asked)
    found = asked.store.figures(query=Query.of(asked.query), limit=limit + 1, after=asked.number("after"))
    last = found[limit - 1].id if len(found) > limit else None
    return _page(asked, [plain_figure(one) for one in found], limit, after=last)


def figure(asked: Asked) -> dict[str, Any]:
    """All that is known of one."""
    whole = plain_case(asked, case_of(asked.store, figure_of(asked.store, asked.required("number"))))
    told = {
        name: whole.pop(name) for name in ("as_read", "decisions", "findings", "counts", "rule", "disputed", "rivals")
    }
    return {"figure": whole, **told}


def choices(asked: Asked) -> dict[str, Any]:
    """Those that count, in the order of their series."""
    limit, skip = _limit(asked), asked.number("offset", 0) or 0
    found = asked.store.choices(Query.of(asked.query), limit=limit + 1, offset=skip)
    return _page(asked, [_choice(one) for one in found], limit, offset=skip + limit)


def _choice(one: Choice) -> dict[str, Any]:
    return {
        "figure": plain_figure(one.figure), "rule": one.rule, "disputed": one.disputed,
        "rivals": [plain_figure(other) for other in one.rivals], "copies": [plain_figure(other) for other in one.copies],
    }  # fmt: skip


def reports(asked: Asked) -> dict[str, Any]:
    """The last added first."""
    limit = _limit(asked)
    words, place, state = asked.text("words"), asked.text("place"), asked.one_of("state", "new", "done")
    if words is None and place is None:
        found = asked.store.inbox(state=state, limit=limit + 1, before=asked.number("after"))  # type: ignore[arg-type]
        return _page(asked, list(found), limit, after=found[limit - 1].id if len(found) > limit else None)
    skip = asked.number("offset", 0) or 0
    listed = asked.store.reports(words=words, place=place, related=True, limit=limit + 1, offset=skip)
    entries = [entry_of(asked.store, one.id) for one in listed]
    shown = [one for one in entries[:limit] if state is None or one.done == (state == "done")]
    return {"items": shown, "next": asked.here(offset=skip + limit) if len(listed) > limit else None}


def report(asked: Asked) -> dict[str, Any]:
    """One, with its text and figures."""
    number = asked.required("number")
    entry = entry_of(asked.store, number)
    whole = asked.store.report(number)
    return {
        "report": entry, "text": "" if whole is None else whole.text,
        "figures": [plain_figure(one) for one in asked.store.report_figures(number)],
        "findings": asked.store.findings(report=number), "provenance": asked.store.watching.whence(number),
    }  # fmt: skip


def sources(asked: Asked) -> Any:
    """Those that are followed."""
    return asked.store.watching.sources()


def indicators(asked: Asked) -> Any:
    """Those of which there are figures."""
    return asked.store.present_indicators(place=asked.text("place"))


def places(asked: Asked) -> Any:
    """Those of which there are figures."""
    level = asked.one_of("level", "1", "2", "3")
    return asked.store.present_places(indicator=asked.text("indicator"), level=None if level is None else int(level))


def findings(asked: Asked) -> dict[str, Any]:
    """The worst first."""
    limit, skip = _limit(asked), asked.number("offset", 0) or 0
    severity: Severity | None = asked.one_of("severity", "contradiction", "suspicious", "note")  # type: ignore[assignment]
    across, dismissed = asked.one_of("across", "yes", "no"), asked.one_of("dismissed", "yes", "no")
    found = asked.store.findings(
        severity=severity, rule=asked.text("rule"), report=asked.number("report"), place=asked.text("place"),
        across=None if across is None else across == "yes", dismissed=None if dismissed is None else dismissed == "yes",
        limit=limit + 1, offset=skip,
    )  # fmt: skip
    return _page(asked, list(found), limit, offset=skip + limit)


def tasks(asked: Asked) -> dict[str, Any]:
    """Those that are due first, or that were due last."""
    limit, skip, on = _limit(asked), asked.number("offset", 0) or 0, asked.day("on") or date.today()
    found = asked.store.tasks(
        place=asked.text("place"), related=True, due_from=asked.day("due_from"), due_until=asked.day("due_until"),
        limit=limit + 1, offset=skip,
    )  # fmt: skip
    seen = [{"task": one, "overdue": one.directive.due is not None and one.directive.due < on} for one in found]
    return _page(asked, seen, limit, offset=skip + limit)


def _received(asked: Asked, kind: type[_T]) -> _T:
    """What was sent.

    Raises:
        WrongInput: if it is no such thing.
    """
    try:
        return msgspec.json.decode(asked.body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise WrongInput("broken_json", reason=str(error)) from None


def _name(asked: Asked, given: str) -> str:
    name = name_of(given) or asked.who
    if not name:
        raise NameNeeded
    return name


def decide(asked: Asked) -> dict[str, Any]:
    """Decide on a figure."""
    number = asked.required("number")
    figure_of(asked.store, number)
    told = _received(asked, shapes.Judgement)
    if told.kind == "reject" and not told.why.strip():
        raise WrongInput("why_needed")
    done = decide_on(asked, number, told.kind, told.changes, told.why.strip(), _name(asked, told.by), told.seen)
    return {"decision": done["decision"], "figure": plain_figure(figure_of(asked.store, number))}


def dismiss(asked: Asked) -> dict[str, Any]:
    """Decide on a finding."""
    told = _received(asked, shapes.Dismissal)
    if told.dismissed and not told.why.strip():
        raise WrongInput("why_needed")
    asked.store.dismiss(
        asked.parts["finding"], dismissed=told.dismissed, why=told.why.strip(), by=_name(asked, told.by)
    )
    return {"dismissed": told.dismissed, "by": _name(asked, told.by), "why": told.why}


def finish(asked: Asked) -> dict[str, Any]:
    """Say that a report was looked through."""
    number = asked.required("number")
    told = _received(asked, shapes.Finished)
    if entry_of(asked.store, number).done != told.done:
        asked.store.finish(number, done=told.done, by=_name(asked, told.by))
    return {"done": told.done, "by": _name(asked, told.by)}


_PLACE = Parameter("place", "A unit, by its name or code.", _TEXT)
_REPORTS = (
    Parameter("words", "In title or text.", _TEXT),
    _PLACE,
    Parameter("state", "Looked through or not.", {"type": "string", "enum": ["new", "done"]}),
)
_FINDINGS = (
    Parameter("severity", "How bad.", {"type": "string", "enum": ["contradiction", "suspicious", "note"]}), Parameter("rule", "A rule of the checks.", _TEXT),
    Parameter("report", "Of the report with this number.", _NUMBER), _PLACE, Parameter("across", "Resting on several reports.", _YES),
    Parameter("dismissed", "Dismissed by a person.", _YES),
)  # fmt: skip
_DAY = {"type": "string", "format": "date"}
_TASKS = (_PLACE, Parameter("due_from", "Due on this day or later.", _DAY), Parameter("due_until", "Due on this day or earlier.", _DAY),
          Parameter("on", "Overdue as seen on this day; today unless told.", _DAY))  # fmt: skip
_FINDING = Parameter("finding", "Its identifier.", _TEXT, is_part=True)

OPERATIONS: tuple[Operation, ...] = (
    Operation("/api/v1/figures", figures, "Figures as they count, the latest period first", shapes.Page[shapes.Figure], (*_QUERY, _LIMIT, _AFTER)),
    Operation("/api/v1/figures/{number}", figure, "A figure, how it was read, what was decided, its rivals", shapes.FigureWhole, (_ID,)),
    Operation("/api/v1/figures/{number}/decisions", decide, "Accept, correct, reject a figure, or withdraw that", shapes.Decided, (_ID,), shapes.Judgement),
    Operation("/api/v1/choices", choices, "Of each fact the figure that counts, with its rivals", shapes.Page[shapes.Chosen], (*_QUERY, _LIMIT, _SKIP)),
    Operation("/api/v1/reports", reports, "Reports, the last added first", shapes.Page[InboxEntry], (*_REPORTS, _LIMIT, _AFTER, _SKIP)),
    Operation("/api/v1/reports/{number}", report, "A report with its text and figures", shapes.ReportWhole, (_ID,)),
    Operation("/api/v1/reports/{number}/finish", finish, "Say that a report was looked through", shapes.Finished, (_ID,), shapes.Finished),
    Operation("/api/v1/indicators", indicators, "Indicators of which there are figures", list[PresentIndicator], (_PLACE,)),
    Operation("/api/v1/places", places, "Places of which there are figures", list[PresentPlace], (_QUERY[1], _QUERY[5])),
    Operation("/api/v1/findings", findings, "Figures that cannot all be true, the worst first", shapes.Page[StoredFinding], (*_FINDINGS, _LIMIT, _SKIP)),
    Operation("/api/v1/findings/{finding}/decisions", dismiss, "Dismiss a finding, or take that back", shapes.Dismissal, (_FINDING,), shapes.Dismissal),
    Operation("/api/v1/sources", sources, "Sources that are followed, and how each fared", list[SourceSeen]),
    Operation("/api/v1/tasks", tasks, "Tasks that reports give", shapes.Page[shapes.TaskSeen], (*_TASKS, _LIMIT, _SKIP)),
)  # fmt: skip
