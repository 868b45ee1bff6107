"""Figures as a store would hand them out, made by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from solieu.model import Observation, Period
from solieu.store import StoredFigure

DEFAULTS: dict[str, Any] = {
    "number": "1584", "unit": "VND", "unit_text": "tỷ đồng", "measure": "level", "indicator": "Thu ngân sách",
    "indicator_id": "budget_revenue", "place": "huyện Tiên Yên", "place_code": "199", "period": "2022", "period_from": "report",
    "place_from": "report",
}  # fmt: skip
OF_STORE = ("report_id", "issued", "verdict", "decision", "near_duplicate_of", "report", "title", "sentence")


def figure(identifier: int, /, **given: Any) -> StoredFigure:
    """One figure; what is not given is budget revenue of one district in one year."""
    told = DEFAULTS | given
    of_store = {name: told.pop(name) for name in OF_STORE if name in told}
    printed = Decimal(told.pop("number"))
    factor = Decimal(10**9) if told["unit_text"] == "tỷ đồng" else Decimal(1)
    period = told.pop("period")
    value = told.pop("value", None)
    observation = Observation(
        start=told.pop("start", identifier), end=told.pop("end", identifier + 4), quote=told.pop("quote", f"{printed} {told['unit_text']}"),
        sentence=(0, 100), number=printed, value=Decimal(value) if value is not None else printed * factor,
        period=None if period is None else Period.parse(period), **told,
    )  # fmt: skip
    plain: dict[str, Any] = {
        "report_id": identifier, "report": f"{identifier}.txt", "title": None, "issued": None, "sentence": "", "verdict": None,
    }  # fmt: skip
    return StoredFigure(id=identifier, observation=observation, **(plain | of_store))
