"""Bytes to text, in the encodings that Vietnamese offices have used.

Newlines are kept as they are, so an offset into the text counts the code points of the file.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from html import unescape

from solieu.errors import NotText, UnknownEncoding
from solieu.read.legacy import LegacyEncoding, repair
from solieu.read.signatures import binary_format

__all__ = ["Decoded", "decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_MOST_CONTROLS = 0.02
"""Of a text; VPS writes some capitals as control codes."""
_LETTERS_PER_DAMAGE = 4
"""Whole multi-byte letters for each damaged one, above which bytes are still UTF-8: a file cut within a letter is."""
_VIETNAMESE = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
    "\u00a0–—‘’“”„…•«»°²³½±×§©®₫€·"
)
_MOSTLY = 0.95
_ENTITY = re.compile(r"&(?:#\d{3}|[A-Za-z]{2,6});")
_WESTERN = frozenset({"cp1252", "latin_1", "iso8859_15", "mac_roman"})
# "Thu ngÃ¢n sÃ¡ch", "tá»· Ä‘á»“ng": UTF-8 that a program took for windows-1252 and wrote as UTF-8 again.
_DOUBLY_ENCODED = re.compile("Ã[\u00a0-¿]|á[º»][\u0080-¿‚-™Œ-ž]|Ä[\u0091‘]|Æ[°¡]")
_DOUBLY_ENCODED_AT_LEAST = 5


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that explained its bytes, and what a reader should know about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data`` without its byte order mark.

    ``declared`` is an encoding that the bytes' sender named; it is believed only where the bytes are not UTF-8.

    Raises:
        NotText: if the bytes are of a binary format.
        UnknownEncoding: if no encoding of Vietnamese explains them.
    """
    if found := binary_format(data):
        raise NotText(f"This is {found}, which solieu does not read yet: save it as text or as a web page.")
    decoded = _marked(data) or _wide(data)
    if decoded is None:
        if _is_binary(data):
            raise NotText("These bytes are not text: give a text file or a web page.")
        decoded = _narrow(data, declared)
    else:
        decoded = _of_old_fonts(decoded)
    if _looks_doubly_encoded(decoded.text):
        doubt = "The text seems to have been decoded wrongly before it was saved: its Vietnamese letters are garbled."
        return Decoded(decoded.text, decoded.encoding, (*decoded.warnings, doubt))
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            decoded = _repaired(data[len(mark) :], encoding)
            if "\0" in decoded.text:
                raise NotText("These bytes begin like text but are not: give a text file or a web page.")
            return decoded
    return None


def _repaired(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, (_damage(text.count("\ufffd")),))


def _damage(letters: int) -> str:
    return f"The file is damaged: {letters} unreadable place{'s' * (letters > 1)} in it became \ufffd."


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: Latin letters, blanks and digits have one zero byte each, always on the same side."""
    sample = data[:_SAMPLE]
    if 0 not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    pairs = max(1, len(sample) // 2)
    for high, low, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if high > 0.3 * pairs and low < 0.5 * high:
            decoded = _repaired(data, encoding)
            return decoded if "\0" not in decoded.text else None
    return None


def _is_binary(data: bytes) -> bool:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return 0 in data or controls > _MOST_CONTROLS * len(data)


def _narrow(data: bytes, declared: str | None) -> Decoded:
    try:
        return _of_old_fonts(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        as_unicode = _declared(data, declared) or _damaged_utf8(data)
        return _of_old_fonts(as_unicode) if as_unicode else _of_bytes(data)


def _of_bytes(data: bytes) -> Decoded:
    return _legacy(data) or _windows_1258(data) or _western(data)


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    try:
        encoding = codecs.lookup(declared or "").name
        # A codec such as "hex" is no encoding of text, and a page that names "utf-8" was just found not to be.
        if encoding == "utf-8" or not encoding.startswith(("cp", "iso8859", "utf-16", "koi8", "mac")):
            return None
        return Decoded(unicodedata.normalize("NFC", data.decode(encoding)), encoding)
    except (LookupError, UnicodeError):
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    if whole < _LETTERS_PER_DAMAGE * damaged:
        return None
    return Decoded(text, "utf-8", (_damage(damaged),))


def _repair(text: str) -> tuple[str, frozenset[LegacyEncoding]]:
    """:func:`repair`, also where a page writes the code points of old fonts as "&copy;" or "&#169;"."""
    spelled = _ENTITY.sub(_sign_of_entity, text) if _ENTITY.search(text) else text
    repaired, found = repair(spelled)
    return (repaired, found) if found else (text, found)


def _sign_of_entity(found: re.Match[str]) -> str:
    sign = unescape(found[0])
    return sign if "\u00a0" < sign <= "\u00ff" else found[0]


def _legacy(data: bytes) -> Decoded | None:
    """Bytes that make more sense, as a whole or line by line, in windows-1258 or an encoding of old fonts."""
    text, found = _repair(data.decode("latin-1"))
    if not found:
        return None
    encoding = "+".join(sorted(encoding.value.lower() for encoding in found))
    if found == {LegacyEncoding.WINDOWS_1258}:
        return Decoded(text, "cp1258")
    return Decoded(text, encoding, (_assumed(found),))


def _of_old_fonts(decoded: Decoded) -> Decoded:
    """A text that was made Unicode as if it were in a western encoding, but was in one of old fonts."""
    text, found = _repair(decoded.text)
    return Decoded(text, decoded.encoding, (*decoded.warnings, _assumed(found))) if found else decoded


def _assumed(found: frozenset[LegacyEncoding]) -> str:
    names = " and ".join(sorted(encoding.value for encoding in found))
    return f"The text was in {names} and was made Unicode; check a few words."


def _windows_1258(data: bytes) -> Decoded | None:
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    strange = {sign: text.count(sign) for sign in set(text) if not sign.isascii()}
    known = sum(times for sign, times in strange.items() if sign in _VIETNAMESE)
    return Decoded(text, "cp1258") if known >= _MOSTLY * sum(strange.values()) else None


def _western(data: bytes) -> Decoded:
    """French or English with a few accents; whatever else is guessed from bytes is wrong more often than right."""
    from charset_normalizer import from_bytes  # takes as long to load as all of the grammar, and few reports need it

    match = from_bytes(data[:_SAMPLE], cp_isolation=list(_WESTERN)).best()
    if match is not None and match.encoding in _WESTERN and match.coherence > 0:
        try:
            return Decoded(data.decode(match.encoding), match.encoding)
        except UnicodeDecodeError:
            pass
    raise UnknownEncoding("The encoding of this text cannot be told: save it as UTF-8 and try again.")


def _looks_doubly_encoded(text: str) -> bool:
    found = _DOUBLY_ENCODED.findall(text, 0, _SAMPLE)
    return len(found) >= _DOUBLY_ENCODED_AT_LEAST
