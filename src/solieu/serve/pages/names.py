"""The name that decisions bear, asked once and kept by the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.serve.answers import Answer, Redirect
from solieu.serve.faults import NameNeeded
from solieu.serve.reader import NAME, name_of
from solieu.serve.routes import Action, View
from solieu.serve.ways import inner

if TYPE_CHECKING:
    from solieu.serve.asked import Asked

__all__ = ["ROUTES"]


def name(asked: Asked) -> Answer:
    """The form that asks for it."""
    return Answer("name.html", {"to": inner(asked.query.get("to", "/"))}, data={"name": asked.who})


def keep_name(asked: Asked) -> Redirect:
    """Keep it for a year."""
    told = name_of(asked.fields.get("name", ""))
    if not told:
        raise NameNeeded
    return Redirect(inner(asked.fields.get("to", "/")), cookies={NAME: told}, data={"name": told})


ROUTES = (View("/name", name, forms=("html",)), Action("/name", keep_name))
