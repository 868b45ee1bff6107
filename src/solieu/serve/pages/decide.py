"""Decisions on figures and findings, from forms and from scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from solieu.serve.answers import Redirect
from solieu.serve.cases import figure_of
from solieu.serve.deciding import decide_on
from solieu.serve.editing import changes_in
from solieu.serve.faults import NameNeeded, WrongInput
from solieu.serve.reader import NAME, name_of
from solieu.serve.routes import Action
from solieu.serve.ways import inner

if TYPE_CHECKING:
    from solieu.serve.asked import Asked
    from solieu.store.decisions import Kind

__all__ = ["ROUTES", "by_whom", "kept_name"]

_KINDS = ("accept", "correct", "reject", "withdraw")
_LONGEST_WHY = 2_000


def by_whom(asked: Asked) -> str:
    """The name that the decision bears.

    Raises:
        NameNeeded: if nobody said it.
    """
    name = name_of(asked.fields.get("by", "")) or asked.who
    if not name:
        raise NameNeeded
    return name


def decide(asked: Asked) -> Redirect:
    """Accept, correct, reject or withdraw, as the form says, and go on to where it says."""
    number = asked.required("number")
    kind = asked.fields.get("kind", "")
    if kind not in _KINDS:
        raise WrongInput("not_one_of", field="kind", text=kind[:60], words=", ".join(_KINDS))
    figure = figure_of(asked.store, number)
    changes = changes_in(figure.observation, asked.fields) if kind == "correct" else None
    if kind == "correct" and not changes:
        raise WrongInput("nothing_changed")
    why = asked.fields.get("why", "").strip()[:_LONGEST_WHY]
    if kind == "reject" and not why:
        raise WrongInput("why_needed")
    name = by_whom(asked)
    seen = asked.fields.get("seen", "")
    data = decide_on(asked, number, cast("Kind", kind), changes, why, name, int(seen) if seen.isdecimal() else None)
    return Redirect(inner(asked.fields.get("to", "") or f"/figure/{number}"), cookies=kept_name(asked, name), data=data)


def kept_name(asked: Asked, name: str) -> dict[str, str | None]:
    """The cookie that keeps a name that is new."""
    return {} if name == asked.who else {NAME: name}


def dismiss(asked: Asked) -> Redirect:
    """Say that a finding is no fault, or take that back."""
    finding = asked.text("finding") or ""
    undo = asked.fields.get("kind") == "undismiss"
    why = asked.fields.get("why", "").strip()[:_LONGEST_WHY]
    if not (undo or why):
        raise WrongInput("why_needed")
    name = by_whom(asked)
    asked.store.dismiss(finding, dismissed=not undo, why=why, by=name)
    told = asked.say("told_undismiss" if undo else "told_dismiss")
    to = inner(asked.fields.get("to", "") or "/findings")
    return Redirect(to, cookies=kept_name(asked, name), data={"finding": finding, "dismissed": not undo, "told": told})


ROUTES = (Action("/figure/{number}/decide", decide), Action("/finding/{finding}/dismiss", dismiss))
