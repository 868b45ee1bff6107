"""How much more Vietnamese a run of text looks when it is decoded from a legacy encoding."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from solieu.read.legacy_codes import LegacyEncoding, as_bytes, is_whole, letters_of, of_bytes
from solieu.read.syllables import is_syllable

__all__ = ["GUESSED", "Weight", "is_suspect", "is_unicode", "may_be_clear", "raised", "weigh"]

GUESSED = (
    LegacyEncoding.TCVN3,
    LegacyEncoding.VNI,
    LegacyEncoding.WINDOWS_1258,
    LegacyEncoding.VPS,
    LegacyEncoding.VISCII,
    LegacyEncoding.TCVN1,
)
"""The encodings of eight bits that a run without a font may be in; of two that fit alike the first is taken."""

# Letters and marks that no view of single bytes shows: "ạ", "đ", "ư" of Vietnamese, "ğ", "я" of others.
_UNICODE = re.compile(
    "[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u017f-\u0191\u0193-\u02c5\u02e0-\u03bb\u03bd-\u1fff]"
)
# What Unicode Vietnamese lacks: letters of other languages, signs right behind a letter ("ng©n") or before one ("®¹t").
# No text of more than a few words in an encoding of old fonts does without them.
_FOREIGN = "¡¢£¤¥¦¨ª¬\u00ad¯´µ¶¸¹º¼½¾¿ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïðñöøûüþÿ" + "".join(map(chr, range(0x80, 0xA0)))
_USUAL_ALONE = "©«®·±§×÷»"
_UNSUSPECT = bytes(code for code in range(256) if chr(code) not in _FOREIGN + _USUAL_ALONE)
_USUAL_BYTES = _USUAL_ALONE.encode("latin-1")
_TAGS = re.compile(r"<[^<>]{1,500}>|&#?\w{1,10};")
_SAMPLE = 20_000
"""Code points of a run that are looked at; the others are taken to be in the same encoding."""
_CLEAR = 2
"""Words that must gain: one may be by chance."""
_MARKED_WELL = 0.75
_WELL = 0.6
_PERFECT = 6
_LEAST_SHOUTED = 4
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Weight:
    """What decoding a run does to its words, each counted once."""

    gains: int
    """Words that are Vietnamese syllables only when decoded."""
    losses: int
    """Words that are only when not."""
    fitting: int
    """Words with letters beyond ASCII that are syllables when decoded."""
    marked: int
    """Words with letters beyond ASCII."""
    plain: int
    """Words in ASCII, without abbreviations."""
    plain_fitting: int

    @property
    def is_clear(self) -> bool:
        """Whether nothing else explains the run."""
        well = self.fitting >= _MARKED_WELL * self.marked
        everywhere = self.fitting + self.plain_fitting >= _WELL * (self.marked + self.plain)
        return self.gains - self.losses >= _CLEAR and well and everywhere

    @property
    def is_possible(self) -> bool:
        """Whether the run may be in the encoding if its neighbours are."""
        return self.marked > 0 and self.gains >= self.losses and self.fitting >= _MARKED_WELL * self.marked

    @property
    def is_better(self) -> bool:
        """Whether the run makes more sense so than as it is."""
        return self.is_possible and self.gains > self.losses

    @property
    def is_perfect(self) -> bool:
        """Whether no other encoding needs to be tried."""
        return self.gains >= _PERFECT and self.losses == 0 and self.fitting == self.marked

    @property
    def score(self) -> int:
        """To compare encodings of one run."""
        return self.fitting - 2 * (self.marked - self.fitting)


def is_suspect(text: str) -> bool:
    """Whether any of ``text`` may be in a legacy encoding of eight bits: a quick look."""
    if text.isascii():
        return False
    # Ten times as quick as a pattern, since no code point is looked at from Python.
    signs = text.encode("latin-1", "ignore").translate(None, _UNSUSPECT)
    if not signs:
        return False
    return bool(signs.translate(None, _USUAL_BYTES)) or any(_within_word(text, sign) for sign in _USUAL_ALONE)


def _within_word(text: str, sign: str) -> bool:
    at = text.find(sign)
    while at >= 0:
        for beside in (text[at - 1 : at], text[at + 1 : at + 2]):
            if beside.isascii() and beside.isalpha():
                return True
        at = text.find(sign, at + 1)
    return False


def may_be_clear(run: str) -> bool:
    """Whether ``run`` has signs enough to tell an encoding, and none that no encoding of bytes has: a quick look."""
    if run.isascii() or _UNICODE.search(run):
        return False
    return len(run.encode("ascii", "ignore")) <= len(run) - _CLEAR


def is_unicode(text: str) -> bool:
    """Whether ``text`` has letters that only Unicode has, so that its code points are no bytes."""
    return not text.isascii() and _UNICODE.search(text) is not None


def weigh(run: str, encoding: LegacyEncoding) -> Weight:
    """What decoding ``run`` from ``encoding`` would do."""
    words = set(_words_of(encoding).findall(as_bytes(_TAGS.sub(" ", run[:_SAMPLE]))))
    gains = losses = fitting = marked = plain = plain_fitting = 0
    for word in words:
        if len(word) < 2:
            continue
        if word.isascii():
            if not word.isupper():
                plain += 1
                plain_fitting += is_syllable(word)
            continue
        fits, fitted, abbreviated = _tried(word, encoding)
        if abbreviated:
            continue
        marked += 1
        fitting += fits
        losses += fitted and not fits
        gains += fits and not fitted
    return Weight(gains, losses, fitting, marked, plain, plain_fitting)


@lru_cache(maxsize=65_536)
def _tried(word: str, encoding: LegacyEncoding) -> tuple[bool, bool, bool]:
    """Whether a word is a syllable when decoded, whether as it is, and whether an abbreviation when decoded."""
    whole = is_whole(word, encoding)
    decoded = of_bytes(word, encoding) if whole else word
    if whole and encoding is LegacyEncoding.TCVN3:
        decoded = raised(word, decoded)
    fits = whole and is_syllable(decoded) and (decoded[1:].islower() or decoded.isupper())
    fitted = is_syllable(unicodedata.normalize("NFC", word))
    abbreviated = whole and not fits and decoded.isupper() and not fitted
    return fits, fitted, abbreviated


@cache
def _words_of(encoding: LegacyEncoding) -> re.Pattern[str]:
    letters = {*letters_of(encoding), *(chr(code) for code in range(0xC0, 0x100) if chr(code).isalpha())}
    return re.compile(f"[A-Za-z{re.escape(''.join(sorted(letters)))}]+")


def raised(given: str, decoded: str) -> str:
    """``decoded`` with capitals where ``given``, in TCVN3, has ASCII capitals alone: "CéNG HOµ" is "CỘNG HOÀ".

    TCVN3 has no capitals with tones; typists switched to a font that shows small letters as capitals, which is lost in
    plain text.
    """
    if _is_shouted(given, _LEAST_SHOUTED):
        return decoded.upper()
    return _WORDS.sub(lambda word: word[0].upper() if _is_shouted(word[0], 2) else word[0], decoded)


def _is_shouted(text: str, least: int) -> bool:
    letters = [letter for letter in text if letter.isascii() and letter.isalpha()]
    return len(letters) >= least and all(map(str.isupper, letters))
