"""The letters of Vietnamese and of its Latin neighbours, for use in patterns."""

__all__ = ["LOWER", "NAME", "UPPER"]

_LETTERS = [chr(code) for code in (*range(0x41, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA))]

UPPER = "".join(filter(str.isupper, _LETTERS))
LOWER = "".join(filter(str.islower, _LETTERS))
"""These two stand inside ``[…]``."""

NAME = rf"[{UPPER}][^\W\d_]*(?:[ '’-][{UPPER}][^\W\d_]*){{0,4}}"
"""A name of up to five words that all begin with a capital: "Bình Minh", "Ea H'Leo"."""
