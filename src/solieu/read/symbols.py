"""Characters of the fonts Symbol and Wingdings, which Word and RTF keep by their place in the font."""

from __future__ import annotations

import re

__all__ = ["symbol", "with_symbols"]

_IN_TEXT = re.compile("[\uf000-\uf0ff]")
_PRIVATE = 0xF000
_SYMBOL = {
    0x2D: "−",
    0x44: "Δ",
    0x53: "Σ",
    0x57: "Ω",
    0x61: "α",
    0x62: "β",
    0x64: "δ",
    0x6C: "λ",
    0x6D: "µ",
    0x70: "π",
    0xA3: "≤",
    0xA5: "∞",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB5: "∝",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xC6: "∅",
    0xD7: "⋅",
    0xDE: "⇒",
    0xE5: "Σ",
}
_WINGDINGS = {
    0xE0: "→",
    0xE8: "→",
    0xF0: "⇒",
    0xFC: "✓",
    0xFE: "☑",
    0xFB: "✗",
    0xA8: "☐",
    0x6F: "☐",
    0xFD: "☒",
    0xD8: "▪",
    0xA7: "▪",
    0x76: "▪",
    0x6C: "•",
    0x9F: "•",
    0x6E: "▪",
    0x77: "▪",
    0xB2: "▪",
}


def symbol(code: str | None, font: str | None) -> str:
    """The character at a place, in hexadecimal digits, of a font; a blank where it is an ornament that says nothing.

    >>> symbol("F0B3", "Symbol"), symbol("F0FC", "Wingdings"), symbol("2265", "Times New Roman"), symbol("F021", "Webdings")
    ('≥', '✓', '≥', ' ')
    """
    try:
        place = int(code or "", 16)
    except ValueError:
        return ""
    name = (font or "").lower()
    low = place - _PRIVATE if _PRIVATE <= place < _PRIVATE + 256 else place
    if name.startswith("symbol"):
        return _SYMBOL.get(low) or (chr(low) if 0x20 <= low < 0x7F and not chr(low).isalpha() else " ")
    if name.startswith(("wingdings", "webdings")):
        return _WINGDINGS.get(low, " ") if name == "wingdings" else " "
    if low != place:
        return chr(low) if 0x20 <= low < 0x7F else " "
    return chr(place) if place < 0x110000 and not 0xD800 <= place < 0xE000 and place >= 0x20 else ""


def with_symbols(text: str, font: str | None) -> str:
    r"""``text`` with the characters that it keeps by their place in ``font``.

    >>> with_symbols("\uf0b3 95%", "Symbol")
    '≥ 95%'
    """
    return _IN_TEXT.sub(lambda found: symbol(f"{ord(found[0]):x}", font), text)
