"""Roads on which things happen: "trên tuyến Quốc lộ 5 xảy ra 47 vụ tai nạn giao thông"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.knowledge.phrases import spans_of
from solieu.patterns import regex
from solieu.spans import PlaceMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.text import Text

__all__ = ["find_roads"]

_BEFORE_ROAD: Final = ("trên ", "dọc ")
_ROAD: Final = regex(
    rf"(?:{'|'.join(_BEFORE_ROAD)})(?:các )?(?:tuyến )?(?:đường )?"
    r"(?:(?P<road>(?:quốc lộ|tỉnh lộ|đường tỉnh|cao tốc|ql|đt)\.? ?\d{1,3}[a-z]?)|(?:quốc lộ|tỉnh lộ|đường|cao tốc) này)(?!\w)"
)


def find_roads(text: Text) -> Iterator[PlaceMention]:
    """The numbered roads that something happens on, with the words "trên tuyến"; "tuyến đường này" is the last one again."""
    last = ""
    for at, _ in spans_of(_BEFORE_ROAD, text.lower):
        found = _ROAD.match(text.lower, at)
        if found is None:
            continue
        last = text.surface[slice(*found.span("road"))] if found["road"] else last
        if last:
            yield PlaceMention(found.start(), found.end(), last, None, "road")
