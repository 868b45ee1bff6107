"""Brackets that break a figure down by places: "597 nhà bị hư hỏng (Hà Giang: 130 nhà; Lai Châu: 259 nhà)"."""

from __future__ import annotations

from typing import Final

from solieu.patterns import regex

__all__ = ["CLOSES", "breakdown_around"]

CLOSES: Final = regex(r"(?:[^()]|\(\d{1,2}\))*\)")
"""Matches, behind what stands in a bracket, up to where that closes; a number in brackets of its own is a footnote."""
_LONGEST: Final = 500
# Figures that marks part, with nothing in brackets of its own.
_PARTED_FIGURES: Final = regex(r"\([^()\d]*\d[^();,]*(?:,\d[^();,]*)*(?:[;,]|(?<!\w)và (?=[^();,]*\d))[^()]*\)")


def breakdown_around(lower: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the bracket around ``start``-``end`` opens and closes, if it breaks a figure down; else ``None``."""
    opened = lower.rfind("(", max(0, start - _LONGEST), start)
    if opened < 0 or lower.find(")", opened, start) >= 0:
        return None
    found = _PARTED_FIGURES.match(lower, opened, min(len(lower), opened + 2 * _LONGEST))
    return found.span() if found is not None and found.end() > end else None
