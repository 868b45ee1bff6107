"""Reference data and the one place that loads it. No rules live here."""

from solieu.knowledge.entries import Indicator, indicators
from solieu.knowledge.loader import Tet, Unit, tet, units
from solieu.knowledge.phrases import Phrases

__all__ = ["Indicator", "Phrases", "Tet", "Unit", "indicators", "tet", "units"]
