"""Vietnamese written in legacy encodings, for tests: the other way round from what is tested, from Unicode's own parts."""

import unicodedata

from solieu.read.legacy import LegacyEncoding, to_unicode

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VNI_TONES = dict(zip(_TONES, "øùõûï", strict=True))
_VNI_HATTED = {
    "\u0302": dict(zip(_TONES, "àáãåä", strict=True)) | {"": "â"},
    "\u0306": dict(zip(_TONES, "èéüúë", strict=True)) | {"": "ê"},
}
_VNI_WHOLE = {"ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}
_VIQR_HATS = {"\u0302": "^", "\u0306": "(", "\u031b": "+", "": ""}
_VIQR_TONES = dict(zip(_TONES, "`'~?.", strict=True)) | {"": ""}
LETTERS = "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


def from_unicode(text: str, encoding: LegacyEncoding) -> bytes:
    """The bytes of ``text`` in an encoding that has all its letters."""
    if encoding is LegacyEncoding.VNI:
        return "".join(map(_as_vni, text)).encode("cp1252")
    if encoding is LegacyEncoding.VIQR:
        return "".join(map(_as_viqr, text)).encode("ascii")
    if encoding is LegacyEncoding.WINDOWS_1258:
        return "".join(map(_as_1258, text)).encode("cp1258")
    bytes_of = _bytes_of(encoding)
    return bytes(bytes_of[letter] for letter in text)


def runs_of_tcvn3(text: str) -> list[tuple[str, str]]:
    """``text`` as typists wrote it in TCVN3: runs with their fonts, since capitals with tones are small letters in another font."""
    bytes_of = _bytes_of(LegacyEncoding.TCVN3)
    runs: list[tuple[str, str]] = []
    for letter in text:
        font = ".VnTime" if letter in bytes_of else ".VnTimeH"
        written = chr(bytes_of[letter if letter in bytes_of else letter.lower()])
        if runs and runs[-1][1] == font:
            written = runs.pop()[0] + written
        runs.append((written, font))
    return runs


def _bytes_of(encoding: LegacyEncoding) -> dict[str, int]:
    bytes_of = {to_unicode(chr(code), encoding): code for code in reversed(range(0x80, 0x100))}
    controls = {to_unicode(chr(code), encoding): code for code in range(0x20)}
    return bytes_of | controls | {chr(code): code for code in range(0x20, 0x80)}


def _parts(letter: str) -> tuple[str, str, str]:
    """Base letter, hat or horn, tone."""
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in _TONES)
    return base, "".join(mark for mark in marks if mark not in _TONES), tone


def _as_vni(letter: str) -> str:
    if letter.isascii() or not letter.isalpha():
        return letter
    if letter.isupper():
        return _as_vni(letter.lower()).upper()
    if letter in _VNI_WHOLE:
        return _VNI_WHOLE[letter]
    base, hat, tone = _parts(letter)
    if hat in _VNI_HATTED:
        return base + _VNI_HATTED[hat][tone]
    return ({"o": "ô", "u": "ö"}[base] if hat else base) + (_VNI_TONES[tone] if tone else "")


def _as_viqr(letter: str) -> str:
    if letter in "đĐ":
        return "dd" if letter == "đ" else "DD"
    if letter in ".?'`~^(+*\\":
        return "\\" + letter
    if letter.isascii():
        return letter
    base, hat, tone = _parts(letter)
    return base + _VIQR_HATS[hat] + _VIQR_TONES[tone]


def _as_1258(letter: str) -> str:
    base, hat, tone = _parts(letter)
    return unicodedata.normalize("NFC", base + hat) + tone
