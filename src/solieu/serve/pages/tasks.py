"""Tasks that reports give, with their days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from solieu.serve.answers import Answer, Sheet
from solieu.serve.routes import View
from solieu.serve.shown import everything

if TYPE_CHECKING:
    from solieu.serve.asked import Asked
    from solieu.store import Task

__all__ = ["ROUTES"]

_ON_A_PAGE = 50
_MOST_IN_A_SHEET = 100_000
_COLUMNS = ("due", "overdue", "to", "text", "place", "place_code", "issued", "report_id", "report", "title")


def tasks(asked: Asked) -> Answer:
    """Tasks of a place and between two days; overdue as seen on ``on``, by default today."""
    on = asked.day("on") or date.today()
    page = max(asked.number("page", 1) or 1, 1)
    most = _MOST_IN_A_SHEET if asked.form == "csv" else _ON_A_PAGE
    found = asked.store.tasks(
        place=asked.text("place"), related=True, due_from=asked.day("due_from"), due_until=asked.day("due_until"),
        limit=most + 1, offset=(page - 1) * _ON_A_PAGE,
    )  # fmt: skip
    has_more, found = len(found) > most, found[:most]
    sheet = Sheet(_COLUMNS, (_row(one, on) for one in found), "tasks")
    told = [
        {**{name: getattr(one, name) for name in one.__struct_fields__}, "overdue": _is_overdue(one, on)}
        for one in found
    ]
    data = {"on": on, "tasks": told, "next": asked.here("json", page=page + 1) if has_more else None}
    shown = {"tasks": found, "on": on, "page": page, "has_more": has_more}
    return Answer("tasks.html", shown, data=data, sheet=sheet)


def _is_overdue(one: Task, on: date) -> bool:
    return one.directive.due is not None and one.directive.due < on


def _row(one: Task, on: date) -> tuple[object, ...]:
    told = one.directive
    return (
        told.due, _is_overdue(one, on), "; ".join(told.to), told.text, one.place, one.place_code, one.issued, one.report_id,
        one.report, one.title,
    )  # fmt: skip


ROUTES = (View("/tasks", tasks, tab="tasks", rests_on=everything),)
