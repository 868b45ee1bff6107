"""What a picture is made of, as it goes to the process that draws."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from solieu.serve.charts.look import Look
from solieu.serve.charts.points import Point  # noqa: TC001 (msgspec reads it)

__all__ = ["CHARTS", "Chart", "Form", "Picture"]

Chart = Literal["history", "ranking", "attainment", "changes"]
CHARTS: tuple[Chart, ...] = ("history", "ranking", "attainment", "changes")
Form = Literal["svg", "png", "png of svg"]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A chart that is to be drawn."""

    chart: Chart = "history"
    points: tuple[Point, ...] = ()
    look: Look = Look()
    alt: str = ""
    """What it shows, in words."""
    svg: str = ""
    """A drawing that is ready, to be turned into a PNG."""

    def key(self, form: Form) -> bytes:
        """The same for the same picture."""
        return hashlib.sha256(form.encode() + msgspec.msgpack.encode(self)).digest()
