"""The inbox: reports as they came in, what there is to do about each, and a place to put new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.serve.answers import Answer, Redirect, Sheet
from solieu.serve.cases import entry_of
from solieu.serve.pages.decide import by_whom, kept_name
from solieu.serve.routes import Action, View
from solieu.serve.ways import inner

if TYPE_CHECKING:
    from solieu.serve.asked import Asked
    from solieu.store import InboxEntry
    from solieu.store.desk import State

__all__ = ["ROUTES"]

_ON_A_PAGE = 40
_COLUMNS = ("id", "title", "place", "place_code", "period", "issued", "added", "figures", "doubtful", "decided", "findings",
            "contradictions", "near_duplicate_of", "done", "done_by", "error", "name", "url")  # fmt: skip


def inbox(asked: Asked) -> Answer:
    """The last reports that came, those first; of one state, with some words, of a place, unreadable, near duplicates."""
    found, following = _found(asked)
    rows = (tuple(getattr(one, name) for name in _COLUMNS) for one in found)
    shown = {"reports": found, "next": following, "state": asked.query.get("state", "new")}
    data = {"reports": found, "next": following and asked.here("json", **_next(asked, following))}
    return Answer("inbox.html", shown, data=data, sheet=Sheet(_COLUMNS, rows, "inbox"))


def _found(asked: Asked) -> tuple[list[InboxEntry], int | None]:
    """The reports of this page, and where the next one begins: a report's number, or a count where something is looked for."""
    state = asked.one_of("state", "new", "done", "all") or "new"
    only = asked.one_of("only", "failed", "duplicates")
    words, place = asked.text("words"), asked.text("place")
    if words is None and place is None and only is None:
        wanted: State | None = None if state == "all" else "done" if state == "done" else "new"
        found = asked.store.inbox(state=wanted, limit=_ON_A_PAGE + 1, before=asked.number("before"))
        return found[:_ON_A_PAGE], found[_ON_A_PAGE - 1].id if len(found) > _ON_A_PAGE else None
    skip = asked.number("skip", 0) or 0
    reports = asked.store.reports(
        words=words, place=place, related=True, failed=only == "failed" or None, duplicates=only == "duplicates" or None,
        limit=_ON_A_PAGE + 1, offset=skip,
    )  # fmt: skip
    entries = [entry_of(asked.store, one.id) for one in reports[:_ON_A_PAGE]]
    kept = [one for one in entries if state == "all" or one.done == (state == "done")]
    return kept, skip + _ON_A_PAGE if len(reports) > _ON_A_PAGE else None


def _next(asked: Asked, following: int) -> dict[str, int]:
    is_looked_for = any(asked.query.get(name) for name in ("words", "place", "only"))
    return {"skip" if is_looked_for else "before": following}


def finish(asked: Asked) -> Redirect:
    """Say that a person has looked through a report, or take that back."""
    number = asked.required("number")
    done = asked.fields.get("kind") != "open"
    name = by_whom(asked)
    if entry_of(asked.store, number).done != done:
        asked.store.finish(number, done=done, by=name)
    data = {"report": number, "done": done, "told": asked.say("told_done" if done else "told_reopened")}
    return Redirect(inner(asked.fields.get("to", "") or "/inbox"), cookies=kept_name(asked, name), data=data)


ROUTES = (View("/inbox", inbox, tab="inbox"), Action("/report/{number}/finish", finish))
