"""Reports made of observations alone, as they come back from a store without their text."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from solieu.model import Observation, Period, Report

if TYPE_CHECKING:
    from world import Unit

    from solieu.model import Bound

TIEN_YEN = "199"
REVENUE = ("Thu ngân sách nhà nước", "budget_revenue")
ACCIDENTS = ("Số vụ tai nạn giao thông", "traffic_accidents")
_GAP = 20


class Draft:
    """A report in the making. Each amount begins a sentence, what is said of it follows."""

    def __init__(self, name: str, place_code: str = TIEN_YEN) -> None:
        self.name = name
        self._place_code = place_code
        self._told: list[Observation] = []
        self._at = 0
        self._sentence = (0, 0)

    def amount(
        self, period: str, number: str | Decimal, unit_text: str = "tỷ đồng", unit: str = "VND",
        factor: int | Decimal = 10**9, *, what: tuple[str, str | None] = REVENUE, **more: Any,
    ) -> Draft:  # fmt: skip
        """An amount of ``what``."""
        self._sentence = (self._at, self._at + 1000)
        value = Decimal(number) * factor if factor != 1 else Decimal(number)
        return self._add(f"{number} {unit_text}", number, value, unit_text, unit, "level", period, what, more)

    def compared(self, measure: str, number: str | Decimal, basis: str | None, **more: Any) -> Draft:
        """A percentage of change, attainment or the like of the amount before."""
        last = self._told[-1]
        kind = "plan" if measure == "attainment" else "period"
        what, period = (last.indicator or "", last.indicator_id), str(last.period)
        more = {"basis": basis, "basis_kind": kind if basis else None, "status": last.status} | more
        return self._add(f"{number}%", number, Decimal(number), "%", "percent", measure, period, what, more)

    def differs(
        self, number: str | Decimal, basis: str | None, bound: Bound = "exact", unit: Unit | None = None
    ) -> Draft:  # fmt: skip
        """A difference, in the unit of the amount before or another that measures the same."""
        last = self._told[-1]
        factor, text = (unit.factor, unit.text) if unit else (last.value / last.number, last.unit_text)
        more = {"basis": basis, "basis_kind": "period" if basis else None, "bound": bound, "status": last.status}
        value = Decimal(number) * factor if factor != 1 else Decimal(number)
        return self._add(
            f"{number} {text}", number, value, text, last.unit, "difference", str(last.period),
            (last.indicator or "", last.indicator_id), more,
        )  # fmt: skip

    def report(self) -> Report:
        """What was drafted."""
        sha256 = hashlib.sha256(self.name.encode()).hexdigest()
        return Report(name=self.name, sha256=sha256, observations=tuple(self._told))

    def _add(
        self, quote: str, number: str | Decimal, value: Decimal, unit_text: str | None, unit: str | None, measure: str,
        period: str, what: tuple[str, str | None], more: dict[str, Any],
    ) -> Draft:  # fmt: skip
        given = {
            "start": self._at, "end": self._at + len(quote), "quote": quote, "sentence": self._sentence,
            "number": Decimal(number), "value": value, "unit_text": unit_text, "unit": unit, "measure": measure,
            "indicator": what[0], "indicator_id": what[1], "indicator_span": self._sentence, "place": "Tiên Yên",
            "place_code": self._place_code, "place_from": "report", "period": Period.parse(period),
            "period_from": "sentence", "confidence": 0.9,
        }  # fmt: skip
        self._told.append(Observation(**(given | more)))
        self._at += len(quote) + _GAP
        return self
