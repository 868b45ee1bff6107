"""Figures made for tests, as a store would give them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from solieu.export.content import Content, Selected
from solieu.model import Observation, Period
from solieu.store import StoredFigure

if TYPE_CHECKING:
    from collections.abc import Iterable


def figure(identifier: int = 1, value: str = "526800000000", **told: Any) -> StoredFigure:
    """A result of 526,8 tỷ đồng, or what ``told`` says instead."""
    known: dict[str, Any] = {
        "start": 0, "end": 12, "quote": "526,8 tỷ đồng", "sentence": (0, 60), "number": Decimal("526.8"),
        "unit_text": "tỷ đồng", "value": Decimal(value), "unit": "VND", "measure": "level", "indicator": "Thu ngân sách",
        "indicator_id": "budget_revenue", "place": "huyện Tiên Yên, Quảng Ninh", "place_code": "199",
        "period": Period.parse("2022"), "confidence": 0.9,
    } | told  # fmt: skip
    return StoredFigure(
        id=identifier, report_id=1, report="a.txt", title=None, issued="2022-10-28", sentence="Thu ngân sách đạt 526,8 tỷ đồng.",
        verdict=None, observation=Observation(**known),
    )  # fmt: skip


def content(figures: Iterable[StoredFigure], **how: Any) -> Content:
    """Figures that are the only ones of their facts."""
    selected = (Selected(one, True, False, "only") for one in figures)
    return Content(figures=selected, report=lambda _: None, findings=lambda: (), **how)
