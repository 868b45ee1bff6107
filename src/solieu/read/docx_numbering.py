"""The numbers that Word prints before the paragraphs of its lists: "I.", "1.1.", "a)", "-"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solieu.read.docx_xml import W, child, number, on, value
from solieu.read.legacy import decode_font_run

if TYPE_CHECKING:
    from lxml.etree import _Element

    from solieu.read.docx_styles import Styles

__all__ = ["Numbering"]

_DEPTH = 9
_LONGEST_LABEL = 100
_PLACE = re.compile(r"%([1-9])")
_BULLETS = frozenset("-+*•·▪►–—")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    """The kind of number: ``decimal``, ``lowerLetter``, ``bullet`` …"""
    text: str = ""
    """What is printed; "%2" stands for the number of the second level."""
    start: int = 1
    restart: int | None = None
    """The level, from 1, whose paragraphs begin this one anew; 0 for none, ``None`` for every level above."""
    all_decimal: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    pattern: str
    """What counts together: several lists may go on from each other."""
    levels: dict[int, _Level]
    restarts: dict[int, int]
    """By level, the number with which the list begins again."""
    levels_of_styles: dict[str, int]


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of a document's lists in the order in which they are asked for."""

    _lists: dict[str, _List] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, part: _Element | None, styles: Styles) -> Numbering:
        """The lists that the part ``numbering.xml`` defines."""
        return cls() if part is None else cls(_lists(part, styles))

    def level_of_style(self, name: str, style: str | None) -> int:
        """The level of the list that is tied to a paragraph's style, else the outermost."""
        found = self._lists.get(name)
        return found.levels_of_styles.get(style or "", 0) if found else 0

    def label(self, name: str, level: int) -> str:
        """What Word prints before the next paragraph of the list ``name``; "" where there is no such list."""
        found = self._lists.get(name)
        if found is None or not 0 <= level < _DEPTH:
            return ""
        counts = self._counts.setdefault(found.pattern, {})
        definition = found.levels.get(level, _Level())
        self._count(found, name, level, counts)
        if definition.form == "bullet":
            mark = definition.text.strip()[:1]
            return mark if mark in _BULLETS else "-"
        if definition.form == "none" and not definition.text:
            return ""

        def printed(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            shown = found.levels.get(at, _Level())
            return _shown(counts.get(at, shown.start), "decimal" if definition.all_decimal else shown.form)

        return _PLACE.sub(printed, definition.text)[:_LONGEST_LABEL].strip()

    def _count(self, found: _List, name: str, level: int, counts: dict[int, int]) -> None:
        begins = found.restarts.get(level)
        if begins is not None and (name, level) not in self._begun:
            counts[level] = begins
        else:
            start = found.levels.get(level, _Level()).start
            counts[level] = counts[level] + 1 if level in counts else start
        self._begun.add((name, level))
        for deeper in [deeper for deeper in counts if deeper > level]:
            restart = found.levels.get(deeper, _Level()).restart
            if restart is None or level < restart:
                del counts[deeper]


def _shown(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and count > 0:
        roman = ""
        for worth, letters in _ROMAN:
            times, count = divmod(count, worth)
            roman += letters * times
        return roman if form == "upperRoman" else roman.lower()
    if form in ("none", "bullet"):
        return ""
    return f"{count:02}" if form == "decimalZero" else str(count)


def _lists(root: _Element, styles: Styles) -> dict[str, _List]:
    patterns = {pattern.get(W + "abstractNumId"): pattern for pattern in root.iter(W + "abstractNum")}
    given = {item.get(W + "numId"): item for item in root.iter(W + "num")}
    read: dict[str, tuple[dict[int, _Level], dict[str, int]]] = {}
    found = {}
    for name, item in given.items():
        pattern = value(item, "abstractNumId") or ""
        linked = value(patterns.get(pattern), "numStyleLink")
        if linked:
            # The pattern says only the style; the style names the list whose pattern holds the levels.
            pattern = value(given.get(styles.listed(linked).list), "abstractNumId") or pattern
        if pattern in patterns and name:
            if pattern not in read:
                read[pattern] = _levels(patterns[pattern]), _styles_of(patterns[pattern])
            levels, levels_of_styles = read[pattern]
            found[name] = _with_changes(_List(pattern, levels, {}, levels_of_styles), item)
    return found


def _levels(container: _Element) -> dict[int, _Level]:
    places = ((number(level, key="ilvl") or 0, level) for level in container.iter(W + "lvl"))
    return {at: _level(level) for at, level in places if 0 <= at < _DEPTH}


def _styles_of(container: _Element) -> dict[str, int]:
    tied = {value(level, "pStyle"): number(level, key="ilvl") or 0 for level in container.iter(W + "lvl")}
    return {style: level for style, level in tied.items() if style}


def _level(level: _Element) -> _Level:
    font = value(level, "rPr", "rFonts", key="ascii")
    start = number(level, "start")
    return _Level(
        form=value(level, "numFmt") or "decimal",
        text=decode_font_run((value(level, "lvlText") or "")[:_LONGEST_LABEL], font or ""),
        start=1 if start is None else start,
        restart=number(level, "lvlRestart"),
        all_decimal=on(level, "isLgl"),
    )


def _with_changes(found: _List, item: _Element) -> _List:
    levels, restarts = dict(found.levels), {}
    for change in item.findall(W + "lvlOverride"):
        at = number(change, key="ilvl") or 0
        begins = number(change, "startOverride")
        if begins is not None:
            restarts[at] = begins
        own = child(change, "lvl")
        if own is not None:
            levels[at] = _level(own)
    return _List(found.pattern, levels, restarts, found.levels_of_styles)
