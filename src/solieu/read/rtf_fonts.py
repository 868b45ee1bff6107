"""The fonts of an RTF document: they tell in which encoding its bytes are."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from striprtf.striprtf import charset_map

from solieu.read.legacy import decode_font_run, encoding_of_font
from solieu.read.symbols import with_symbols

__all__ = ["Fonts", "code_page"]

_INNER_GROUP = re.compile(r"\{\\\*[^{}]{0,1000}\}")
_CONTROL = re.compile(r"\\[a-z]+(?:-?\d+)? ?|\\'[0-9a-f]{2}|[{}\r\n]")
_NUMBER = re.compile(r"\\f(\d{1,6})(?!\d)")
_CHARSET = re.compile(r"\\fcharset(\d{1,6})")
_WESTERN = "cp1252"
# Bytes that windows-1252 leaves undefined stay as they are: old Vietnamese fonts have letters there.
_AS_WESTERN = {code: bytes([code]).decode(_WESTERN, "ignore") or chr(code) for code in range(0x80, 0xA0)}
_SYMBOL_CHARSET = 2
_TO_PRIVATE = {code: 0xF000 + code for code in (*range(0x21, 0x7F), *range(0xA0, 0x100))}
_UNSAID = (None, 0, 1)
"""Character sets that leave it to the document: none, that of the ANSI code page, the default."""


class _Font(NamedTuple):
    name: str
    charset: int | None


@dataclass(slots=True)
class Fonts:
    """The font table, and what the document says for where it is silent."""

    encoding: str = _WESTERN
    default: int = 0
    _fonts: dict[int, _Font] = field(default_factory=dict)

    def load(self, table: str) -> None:
        """Takes in the fonts of a font table."""
        for entry in _INNER_GROUP.sub("", table).split(";"):
            number, charset = _NUMBER.search(entry), _CHARSET.search(entry)
            if number:
                name = _CONTROL.sub("", entry[number.start() :]).strip()
                self._fonts[int(number[1])] = _Font(name, int(charset[1]) if charset else None)

    def decoded(self, words: str, font: int | None) -> str:
        """The text of bytes, given as the code points of their numbers, in a font."""
        known = self._fonts.get(self.default if font is None else font)
        if known and known.charset == _SYMBOL_CHARSET:
            return words.translate(_TO_PRIVATE)
        if known and encoding_of_font(known.name):
            return words.translate(_AS_WESTERN)
        encoding = self.encoding if known is None or known.charset in _UNSAID else charset_map.get(known.charset or 0)
        try:
            text = words.encode("latin-1").decode(encoding or self.encoding)
        except (UnicodeError, LookupError):
            return words.translate(_AS_WESTERN)
        return unicodedata.normalize("NFC", text)

    def shown(self, text: str, font: int | None) -> str:
        """The text as the font shows it: in a font of TCVN3 or VNI other letters than those of Unicode."""
        known = self._fonts.get(self.default if font is None else font)
        return with_symbols(decode_font_run(text, known.name), known.name) if known else text


def code_page(number: int) -> str:
    """Python's name of a code page of Windows; that of western Europe for one that it does not know."""
    try:
        return codecs.lookup("utf-8" if number == 65001 else f"cp{number}").name
    except LookupError:
        return _WESTERN
