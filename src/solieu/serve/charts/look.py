"""How a chart looks: for which language, ground and width."""

from __future__ import annotations

import msgspec

from solieu.serve.words import Language  # noqa: TC001 (msgspec reads it)

__all__ = ["DARK", "LIGHT", "Colours", "Look"]


class Colours(msgspec.Struct, frozen=True, kw_only=True):
    """The colours of a ground. Series differ in lightness as well as hue, so that they are told apart without red or green."""

    ground: str
    ink: str
    soft: str
    line: str
    result: str
    estimate: str
    to_date: str
    plan: str
    below: str
    """Of what falls or stays under its plan."""
    on_result: str
    """Of words upon a bar."""
    series: tuple[str, ...]
    classes: tuple[str, ...]
    """Of a map, from the least to the most."""
    falls: tuple[str, ...]
    """Of a map of changes: the falls, from the greatest."""


LIGHT = Colours(
    ground="#ffffff", ink="#1d2226", soft="#5a6168", line="#e4e1d8", result="#1f69a8", estimate="#7fb0d8", to_date="#4f93c7",
    plan="#5a6168", below="#c1571a", on_result="#ffffff",
    series=("#1f69a8", "#c1571a", "#00735a", "#8e4585", "#8a6d00", "#4d5a70", "#a3231f", "#2a8fa8"),
    classes=("#dceaf5", "#aacde6", "#6ea9d2", "#2f78b5", "#0d4a82"), falls=("#a8480d", "#e08b4f", "#f6cfae"),
)  # fmt: skip
DARK = Colours(
    ground="#23282d", ink="#e7e4dc", soft="#a9afb4", line="#3a4147", result="#7cc1f2", estimate="#42708f", to_date="#5a9cc9",
    plan="#a9afb4", below="#ffa06b", on_result="#10202c",
    series=("#7cc1f2", "#ffa06b", "#4ed0a6", "#f29bcb", "#e3cd52", "#b5c1d3", "#ff9d94", "#6fd6ea"),
    classes=("#1d3f5c", "#2a628d", "#3d8abf", "#78b8e2", "#cfe8fa"), falls=("#ffb98c", "#c9722f", "#6e3c17"),
)  # fmt: skip


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """For whom a chart is drawn."""

    language: Language = "vi"
    dark: bool = False
    narrow: bool = False
    """For a screen of a phone's width."""
    ground: bool = False
    """Whether it has a ground of its own, as a file that is sent on; else that of the page shines through."""

    @property
    def colours(self) -> Colours:
        """The colours of the ground."""
        return DARK if self.dark else LIGHT

    @property
    def width(self) -> int:
        """Of the whole chart, in pixels, about."""
        return 340 if self.narrow else 600
