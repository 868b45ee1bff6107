"""The encodings that Vietnamese fonts had before Unicode, and the fonts that tell them; see ``legacy_encodings.toml``.

Their texts come as code points that stand for bytes: "Thu ng©n s¸ch" is how a document in the font .VnTime stores "Thu
ngân sách".
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["LegacyEncoding", "as_bytes", "encoding_of_font", "is_whole", "letters_of", "of_bytes", "to_unicode"]


class LegacyEncoding(Enum):
    """An encoding of Vietnamese that is not Unicode; the value is the name by which people know it."""

    TCVN3 = "TCVN3"
    TCVN3_CAPITALS = "TCVN3 in capitals"
    TCVN1 = "TCVN 5712"
    VNI = "VNI"
    VPS = "VPS"
    VISCII = "VISCII"
    VIQR = "VIQR"
    WINDOWS_1258 = "windows-1258"


_WINDOWS = {bytes([code]).decode("cp1252", "replace"): chr(code) for code in range(0x80, 0xA0)}
_WINDOWS.pop("\ufffd")
_TO_BYTES = str.maketrans(_WINDOWS)
_TO_WINDOWS = str.maketrans({control: sign for sign, control in _WINDOWS.items()})
_OF_SYMBOL_FONTS = str.maketrans({chr(0xF000 + code): chr(code) for code in range(0x20, 0x100)})
_TABLES = {
    LegacyEncoding.TCVN3: "tcvn3",
    LegacyEncoding.TCVN3_CAPITALS: "tcvn3",
    LegacyEncoding.TCVN1: "tcvn1",
    LegacyEncoding.VPS: "vps",
    LegacyEncoding.VISCII: "viscii",
}
# "ABCDEF+.VnTimeH,Bold" as a PDF names it.
_SUBSET = re.compile(r"[A-Z]{6}\+")
_STYLE = re.compile(r"[,-]?(?:bold|italic|oblique|regular|mt|ps)+$", re.IGNORECASE)


def encoding_of_font(name: str) -> LegacyEncoding | None:
    """The encoding whose texts a font of this name shows, ``None`` for a font of Unicode.

    >>> [encoding_of_font(name) for name in (".VnTime", "VNI-Times", "Times New Roman")]
    [<LegacyEncoding.TCVN3: 'TCVN3'>, <LegacyEncoding.VNI: 'VNI'>, None]
    """
    name = _SUBSET.sub("", name.strip())
    lower = name.lower()
    if lower.startswith(".vn"):
        capitals = _STYLE.sub("", name).endswith("H") or lower in (".vntimeh", ".vnarialh")
        return LegacyEncoding.TCVN3_CAPITALS if capitals else LegacyEncoding.TCVN3
    if lower.startswith(("vni-", "vni ")):
        return LegacyEncoding.VNI
    return LegacyEncoding.VPS if lower.startswith(("vps ", "vps-", "vpst", "vpsh")) else None


def as_bytes(text: str) -> str:
    """``text`` with each sign that windows-1252 has, and each of a symbol font, as the code point of its byte."""
    if text.isascii():
        return text
    return text.translate(_OF_SYMBOL_FONTS).translate(_TO_BYTES).replace("\u03bc", "\u00b5")


def to_unicode(text: str, encoding: LegacyEncoding) -> str:
    """``text``, whose code points are bytes in ``encoding`` (as Latin-1 or windows-1252 shows them), composed (NFC).

    >>> to_unicode("Thu ng©n s¸ch", LegacyEncoding.TCVN3), to_unicode("ngaân saùch", LegacyEncoding.VNI)
    ('Thu ngân sách', 'ngân sách')
    >>> to_unicode("Vie^.t Nam", LegacyEncoding.VIQR)
    'Việt Nam'
    """
    if encoding is LegacyEncoding.VIQR:
        return _of_viqr(text)
    return of_bytes(as_bytes(text), encoding).translate(_TO_WINDOWS)


def of_bytes(given: str, encoding: LegacyEncoding) -> str:
    """:func:`to_unicode` of what :func:`as_bytes` gave, in any encoding but VIQR."""
    if encoding is LegacyEncoding.WINDOWS_1258:
        decoded = given.translate(_windows_1258())
    elif encoding is LegacyEncoding.VNI:
        pairs = _pairs()
        decoded = _pair_pattern().sub(lambda found: pairs[found[0]], given)
    else:
        decoded = given.translate(_table(_TABLES[encoding]))
    composed = unicodedata.normalize("NFC", decoded)
    return composed.upper() if encoding is LegacyEncoding.TCVN3_CAPITALS else composed


@cache
def letters_of(encoding: LegacyEncoding) -> frozenset[str]:
    """The code points (as :func:`as_bytes` gives them) that are part of a letter in ``encoding``, but for ASCII letters."""
    if encoding is LegacyEncoding.VNI:
        return frozenset(sign for pair in _pairs() for sign in pair if not sign.isascii())
    if encoding is LegacyEncoding.WINDOWS_1258:
        signs = {chr(code): bytes([code]).decode("cp1258", "replace") for code in range(0x80, 0x100)}
        return frozenset(byte for byte, sign in signs.items() if sign.isalpha() or unicodedata.combining(sign))
    return frozenset(map(chr, _table(_TABLES[encoding])))


def is_whole(word: str, encoding: LegacyEncoding) -> bool:
    """Whether every code point of ``word`` (as :func:`as_bytes` gives it) is part of a letter in ``encoding``."""
    if encoding is LegacyEncoding.VNI:
        return _pair_pattern().sub("", word).isascii()
    return _whole_words_of(encoding).issuperset(word)


@cache
def _whole_words_of(encoding: LegacyEncoding) -> frozenset[str]:
    return letters_of(encoding) | frozenset(map(chr, range(0x80)))


@cache
def _data() -> dict[str, Any]:  # as the file is, whose tables differ in kind
    return tomllib.loads(files("solieu.read").joinpath("legacy_encodings.toml").read_text("utf-8"))


@cache
def _table(name: str) -> dict[int, str]:
    about = _data()[name]
    table = dict(_table(about["base"])) if "base" in about else {}
    for first, row in about["bytes"].items():
        table |= {int(first, 16) + place: letter for place, letter in enumerate(row)}
    return table


@cache
def _windows_1258() -> dict[int, str]:
    signs = {code: bytes([code]).decode("cp1258", "replace") for code in range(0x80, 0x100)}
    return {code: sign for code, sign in signs.items() if sign not in ("\ufffd", chr(code))}


@cache
def _pairs() -> dict[str, str]:
    """What VNI writes for each letter; a capital has its mark as a capital or not."""
    about = _data()["vni"]
    pairs = dict(about["letters"])
    for base, letter in about["bases"].items():
        for mark, marks in about["marks"].items():
            whole = unicodedata.normalize("NFC", letter + marks)
            if len(whole) == 1:
                pairs[base + mark] = whole
    capitals = {pair.upper(): whole.upper() for pair, whole in pairs.items()}
    halves = {pair[0].upper() + pair[1]: whole.upper() for pair, whole in pairs.items() if len(pair) > 1}
    return pairs | halves | capitals


@cache
def _pair_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_pairs(), key=len, reverse=True))))


@cache
def _viqr_pattern() -> re.Pattern[str]:
    about = _data()["viqr"]
    hatted = "|".join(f"[{bases}{bases.upper()}]{re.escape(hat)}" for hat, bases in about["hatted"].items())
    toned = about["toned"] + about["toned"].upper()
    tones = "".join(map(re.escape, about["tones"]))
    return re.compile(rf"\\(.)|\b([dD])[dD]|((?:{hatted})|[{toned}])([{tones}])?")


def _of_viqr(text: str) -> str:
    about = _data()["viqr"]
    hats: dict[str, str] = about["hats"]
    tones: dict[str, str] = about["tones"]
    # RFC 1456 writes "\." for a full stop behind a vowel; people did not, so without any such sign a mark that ends a
    # sentence is punctuation.
    careful = "\\" in text

    def letter(found: re.Match[str]) -> str:
        escaped, bar, vowel, tone = found.groups()
        if escaped is not None:
            return str(escaped)
        if bar is not None:
            return "Đ" if bar == "D" else "đ"
        base = vowel[0] + hats.get(vowel[1:], "")
        if tone is None:
            return base
        ends = not careful and tone in ".?" and _ENDS_SENTENCE.match(text, found.end()) is not None
        return base + (tone if ends else tones[tone])

    return unicodedata.normalize("NFC", _viqr_pattern().sub(letter, text))


_ENDS_SENTENCE = re.compile(r"[\"')\]]*(?:\s*$|[ \t]*[\r\n]|[ \t]+[A-Z\"(])")
