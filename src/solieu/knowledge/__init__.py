"""Reference data and the one place that loads it. No rules live here."""

from solieu.knowledge.loader import Cues, cues

__all__ = ["Cues", "cues"]
