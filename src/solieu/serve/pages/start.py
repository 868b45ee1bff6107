"""The first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.serve.answers import Redirect
from solieu.serve.routes import View

if TYPE_CHECKING:
    from solieu.serve.asked import Asked

__all__ = ["ROUTES"]


def start(_: Asked) -> Redirect:
    """The inbox."""
    return Redirect("/inbox")


ROUTES = (View("/", start, forms=("html",)),)
