"""Reference data and the one place that loads it. No rules live here."""

from solieu.knowledge.loader import Cues, Indicator, Unit, cues, indicators, units

__all__ = ["Cues", "Indicator", "Unit", "cues", "indicators", "units"]
