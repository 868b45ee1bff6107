"""The letters of Vietnamese and of its Latin neighbours, for use in patterns."""

__all__ = ["LOWER", "NO_LETTER", "UPPER"]

_LETTERS = [chr(code) for code in (*range(0x41, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA))]

UPPER = "".join(filter(str.isupper, _LETTERS))
LOWER = "".join(filter(str.islower, _LETTERS))
"""These two stand inside ``[…]``."""

NO_LETTER = "[^a-z0-9à-öø-ɏḀ-ỹ]"
"""Matches whatever may stand before a word of :attr:`solieu.text.Text.lower`, low lines and letters of foreign scripts.

A search that begins with it skips from word to word, many times faster than one that begins with ``(?<!\\w)``; that is
to be asked thereafter.
"""
