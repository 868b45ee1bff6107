"""The API's document, for programs and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.serve.answers import Answer
from solieu.serve.openapi import openapi
from solieu.serve.routes import View

if TYPE_CHECKING:
    from solieu.serve.asked import Asked

__all__ = ["ROUTES"]


def document(_: Asked) -> Answer:
    """As OpenAPI describes it."""
    return Answer("api.html", data=openapi())


ROUTES = (View("/api/openapi", document, forms=("json",)), View("/api", document, forms=("html",)))
