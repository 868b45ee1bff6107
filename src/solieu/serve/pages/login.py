"""The token, given once in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.serve.answers import Answer, Redirect
from solieu.serve.faults import NotLoggedIn
from solieu.serve.reader import SESSION
from solieu.serve.routes import Action, View
from solieu.serve.security import same
from solieu.serve.ways import inner

if TYPE_CHECKING:
    from solieu.serve.asked import Asked

__all__ = ["ROUTES"]


def login(asked: Asked) -> Answer | Redirect:
    """The form that asks for it."""
    to = inner(asked.query.get("to", "/"))
    return Redirect(to) if asked.desk.token is None else Answer("login.html", {"to": to, "is_wrong": False})


def log_in(asked: Asked) -> Answer | Redirect:
    """Let the browser keep that it was given."""
    to = inner(asked.fields.get("to", "/"))
    if asked.desk.token is None:
        return Redirect(to)
    if not same(asked.fields.get("token", "").strip(), asked.desk.token):
        if asked.is_script:
            raise NotLoggedIn("wrong_token")
        return Answer("login.html", {"to": to, "is_wrong": True}, status=401)
    return Redirect(to, cookies={SESSION: asked.desk.session})


def log_out(_: Asked) -> Redirect:
    """Let the browser forget it."""
    return Redirect("/login", cookies={SESSION: None})


ROUTES = (View("/login", login, forms=("html",)), Action("/login", log_in), Action("/logout", log_out))
