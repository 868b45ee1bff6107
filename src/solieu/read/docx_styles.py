"""What a Word document's styles say of text: its font, bold, hidden, capitals, and the lists that styles number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from solieu.read.docx_xml import NO, W, child, number, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["Listed", "Looks", "Styles", "moved_in"]

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LONGEST_CHAIN = 32
_SWITCHES = {W + "b": "bold", W + "vanish": "hidden", W + "caps": "capitals", W + "smallCaps": "capitals"}
_FONTS = W + "rFonts"
_KEYS = tuple((W + key, W + theme) for key, theme in (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme")))


@dataclass(frozen=True, slots=True)
class Looks:
    """How a stretch of text looks."""

    font: str | None = None
    bold: bool = False
    hidden: bool = False
    capitals: bool = False


class Listed(NamedTuple):
    """The list that a paragraph belongs to and its level there, each ``None`` where it is not said."""

    list: str | None
    level: int | None


class Styles:
    """The styles of one document."""

    def __init__(self, styles: _Element | None, theme: _Element | None = None) -> None:
        self._theme = {} if theme is None else _theme_fonts(theme)
        self._styles: dict[str, _Element] = {}
        self._default: str | None = None
        self._looks: dict[tuple[str | None, str | None], Looks] = {}
        self._listed: dict[str | None, Listed] = {}
        self._ground = Looks()
        if styles is not None:
            self._load(styles)

    def looks(self, run: _Element, paragraph_style: str | None) -> Looks:
        """How the text of ``run`` looks, in a paragraph of the given style."""
        own = run.find(W + "rPr")
        character_style = value(own, "rStyle") if own is not None else None
        key = paragraph_style, character_style
        if key not in self._looks:
            looks = self._ground
            for style in (paragraph_style or self._default, character_style):
                for part in reversed(tuple(self._chain(style))):
                    looks = self._changed(looks, child(part, "rPr"))
            self._looks[key] = looks
        return self._changed(self._looks[key], own)

    def name(self, style: str | None) -> str:
        """The style's name in small letters: ``heading 1``, ``toc 2``."""
        return (value(self._styles.get(style or ""), "name") or "").lower()

    def listed(self, style: str | None) -> Listed:
        """The list that the style itself puts its paragraphs in."""
        if style not in self._listed:
            self._listed[style] = self._list_of(style)
        return self._listed[style]

    def _list_of(self, style: str | None) -> Listed:
        for part in self._chain(style or self._default):
            numbering = child(part, "pPr", "numPr")
            if numbering is not None:
                return Listed(value(numbering, "numId"), number(numbering, "ilvl"))
        return Listed(None, None)

    def indent(self, style: str | None) -> int:
        """How far the style moves its paragraphs in, in twentieths of a point."""
        for part in self._chain(style or self._default):
            moved = child(part, "pPr", "ind")
            if moved is not None:
                return moved_in(moved)
        return 0

    def _load(self, root: _Element) -> None:
        self._ground = self._changed(Looks(), child(root, "docDefaults", "rPrDefault", "rPr"))
        for style in root.iter(W + "style"):
            identifier = style.get(W + "styleId")
            if identifier:
                self._styles[identifier] = style
                if style.get(W + "type") == "paragraph" and style.get(W + "default", "0") not in NO:
                    self._default = identifier

    def _chain(self, style: str | None) -> Iterator[_Element]:
        """The style, what it is based on, and so on; a circle ends."""
        for _ in range(_LONGEST_CHAIN):
            part = self._styles.get(style or "")
            if part is None:
                return
            yield part
            style = value(part, "basedOn")

    def _changed(self, looks: Looks, properties: _Element | None) -> Looks:
        if properties is None:
            return looks
        changes: dict[str, object] = {}
        for node in properties:
            if node.tag == _FONTS:
                font = self._font(node)
                if font:
                    changes["font"] = font
            elif node.tag in _SWITCHES:
                switch = _SWITCHES[node.tag]
                changes[switch] = node.get(W + "val") not in NO or bool(changes.get(switch))
        return replace(looks, **changes) if changes else looks  # type: ignore[arg-type]

    def _font(self, fonts: _Element) -> str | None:
        for direct, theme in _KEYS:
            found = self._theme.get(fonts.get(theme, "")) or fonts.get(direct)
            if found:
                return str(found)
        return None


def moved_in(indent: _Element) -> int:
    """How far the first line stands in, in twentieths of a point."""
    left = number(indent, key="left") or number(indent, key="start") or 0
    return left + (number(indent, key="firstLine") or 0) - (number(indent, key="hanging") or 0)


def _theme_fonts(theme: _Element) -> dict[str, str]:
    fonts = {}
    for kind in ("major", "minor"):
        latin = theme.find(f".//{_DRAWING}{kind}Font/{_DRAWING}latin")
        if latin is not None and latin.get("typeface"):
            fonts[f"{kind}HAnsi"] = fonts[f"{kind}Ascii"] = str(latin.get("typeface"))
    return fonts
