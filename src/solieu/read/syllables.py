"""Whether a word is built as Vietnamese syllables are; see ``syllables.toml``."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["is_syllable"]

_LONGEST = 7
"""Letters of "nghiêng"."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOP_TONES = "\u0301\u0323"
_VOWELS = "aăâeêioôơuưy"


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Whether ``word``, in any case, could be a Vietnamese syllable; no list of words is asked.

    >>> [is_syllable(word) for word in ("nghèo", "NGHÈO", "Đắk", "thủy", "thuỷ", "ng©n", "tôt", "déjà", "Windows")]
    [True, True, True, True, True, False, False, False, False]
    """
    if not 0 < len(word) <= _LONGEST:
        return False
    plain, tones = _without_tone(word.lower())
    if len(tones) > 1:
        return False
    stopped = _toneless().get(plain)
    return stopped is not None and (not stopped or (tones != "" and tones in _STOP_TONES))


def _without_tone(word: str) -> tuple[str, str]:
    """The word with its vowels bare, and the tones that they had."""
    if word.isascii():
        return word, ""
    plain, tones = _letters()
    return word.translate(plain), "".join([tones[letter] for letter in word if letter in tones])


@cache
def _letters() -> tuple[dict[int, str], dict[str, str]]:
    """Of each vowel that is one letter with its tone: the vowel, the tone."""
    toned = {unicodedata.normalize("NFC", vowel + tone): (vowel, tone) for vowel in _VOWELS for tone in _TONES}
    return {ord(letter): vowel for letter, (vowel, _) in toned.items()}, {
        letter: tone for letter, (_, tone) in toned.items()
    }


@cache
def _toneless() -> dict[str, bool]:
    """Each syllable without its tone, and whether it needs one of the two tones that go with a stop."""
    parts = tomllib.loads(files("solieu.read").joinpath("syllables.toml").read_text("utf-8"))
    rimes: list[str] = parts["rimes"]
    bright = [rime for rime in rimes if rime[0] in "eêiy"]
    dark = [rime for rime in rimes if rime[0] not in "eêiy"]
    written = [
        *((onset, rimes) for onset in parts["onsets"]),
        *((onset, dark) for onset in parts["back"]),
        ("g", [rime for rime in bright if rime[0] == "i"]),
        *((onset, bright) for onset in parts["front"]),
        *((onset, [rime for rime in rimes if rime[0] not in "uư"]) for onset in parts["rounded"]),
    ]
    stops = tuple(parts["stops"])
    return {onset + rime: rime.endswith(stops) for onset, several in written for rime in several}
