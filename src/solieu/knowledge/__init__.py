"""Reference data and the one place that loads it. No rules live here."""

from solieu.knowledge.entries import Indicator, indicators
from solieu.knowledge.loader import Cues, Tet, Unit, cues, tet, units
from solieu.knowledge.phrases import Phrases

__all__ = ["Cues", "Indicator", "Phrases", "Tet", "Unit", "cues", "indicators", "tet", "units"]
