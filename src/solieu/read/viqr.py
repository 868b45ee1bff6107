"""Lines in VIQR, Vietnamese in plain ASCII ("Vie^.t Nam"), made Unicode where a text has many."""

from __future__ import annotations

import re

from solieu.read.legacy_codes import LegacyEncoding, to_unicode
from solieu.read.syllables import is_syllable

__all__ = ["repair_viqr"]

_PARTS = re.compile(r"[^\s/\-,;:!\"\[\]<>=]+")
_HATTED = re.compile(r"[AEOaeo]\^|[Aa]\(|[OUou][+*]|^[Dd][Dd]")
_MARKS = re.compile(r"[AEOaeo]\^|[Aa]\(|[OUou][+*]|\b[Dd][Dd]|[AEIOUYaeiouy]['`?~.]")
_AT_LEAST = 6
"""Different words with a hat or a bar that a text in VIQR has."""
_MARKED_WELL = 0.8
_WELL = 0.6
_LONGEST = 14
"""ASCII signs of a syllable: "nghie^~ng" and a bit more."""


def repair_viqr(text: str) -> str | None:
    """``text`` with its lines in VIQR decoded, ``None`` where it does not clearly have any."""
    if "^" not in text:
        return None
    lines = text.splitlines(keepends=True)
    plain = [line for line in lines if line.isascii()]
    marked = {word for line in plain if "^" in line for word in _PARTS.findall(line) if _HATTED.search(word)}
    fitting = sum(map(_fits, marked))
    if fitting < _AT_LEAST or fitting < _MARKED_WELL * len(marked):
        return None
    careful = "\\" in text
    return "".join(_decoded(line, careful) if line.isascii() and _is_viqr(line) else line for line in lines)


def _is_viqr(line: str) -> bool:
    if not _MARKS.search(line):
        return False
    words = [word for word in _PARTS.findall(line) if word[0].isalpha() and not (word.isupper() and word.isalpha())]
    return bool(words) and sum(map(_fits, words)) >= _WELL * len(words)


def _fits(word: str) -> bool:
    """Whether a word is a Vietnamese syllable, be its last mark a tone or the end of the sentence."""
    if len(word) > _LONGEST:
        return False
    tones = to_unicode(word.rstrip("\\") + "\\\\", LegacyEncoding.VIQR)[:-1]
    return is_syllable(tones.rstrip(".?'()")) or is_syllable(to_unicode(word.rstrip(".?'()\\"), LegacyEncoding.VIQR))


def _decoded(line: str, careful: bool) -> str:
    """The line; a text that escapes punctuation anywhere is taken by the letter of the standard."""
    if not careful or "\\" in line:
        return to_unicode(line, LegacyEncoding.VIQR)
    body = line.rstrip("\r\n")
    return to_unicode(body + "\\\\", LegacyEncoding.VIQR)[:-1] + line[len(body) :]
