"""Roads on which things happen: "trên tuyến Quốc lộ 5 xảy ra 47 vụ tai nạn giao thông"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solieu.model import PlaceMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.text import Text

__all__ = ["find_roads"]

_ROAD = re.compile(
    r"(?:trên|dọc) (?:các )?(?:tuyến )?(?:đường )?"
    r"(?:(?P<road>(?:quốc lộ|tỉnh lộ|đường tỉnh|cao tốc|ql|đt)\.? ?\d{1,3}[a-z]?)|(?:quốc lộ|tỉnh lộ|đường|cao tốc) này)(?!\w)"
)


def find_roads(text: Text) -> Iterator[PlaceMention]:
    """The numbered roads that something happens on, with the words "trên tuyến"; "tuyến đường này" is the last one again."""
    last = ""
    for found in _ROAD.finditer(text.lower):
        last = text.surface[slice(*found.span("road"))] if found["road"] else last
        if last:
            yield PlaceMention(found.start(), found.end(), last, None, "road")
