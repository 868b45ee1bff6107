"""The inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.serve.answers import Answer, Sheet
from solieu.serve.routes import View

if TYPE_CHECKING:
    from solieu.serve.asked import Asked

__all__ = ["ROUTES"]


def inbox(asked: Asked) -> Answer:
    """Reports, the last added first."""
    found = asked.store.reports(limit=50)
    columns = ("id", "name", "title")
    rows = ((one.id, one.name, one.title) for one in found)
    return Answer("inbox.html", {"reports": found}, data=found, sheet=Sheet(columns, rows, "inbox"))


ROUTES = (View("/inbox", inbox, tab="inbox"),)
