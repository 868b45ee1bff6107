"""Near duplicates: reports with other bytes and nearly the same words, such as a page with another count of visitors.

Of the runs of four words of a text those with the smallest digests stand for it (MinHash over 32 classes of digests).
Texts of which four neighbouring ones are the same are compared whole: the share of their runs that both have
(Jaccard's index) decides.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from zlib import crc32

__all__ = ["SIMILAR", "bands", "shingles", "similarity"]

SIMILAR = 0.8
"""From this share of common runs on, two reports are near duplicates."""

_WORD = re.compile(r"[^\W_]+")
_CLASSES, _ROWS = 32, 4
_FEWEST = 12
"""Texts with fewer runs say too little to be compared."""
_MOST_WORDS = 20_000
_MIXED = 0x9E3779B1


def shingles(folded: str) -> frozenset[int]:
    """Digests of the runs of words of a folded text; of a very long one, of its beginning."""
    one = [crc32(word.encode()) for word in _WORD.findall(folded)[:_MOST_WORDS]]
    runs = zip(one, one[1:], one[2:], one[3:], strict=False)
    return frozenset([(a + 31 * b + 961 * c + 29791 * d) & 0xFFFFFFFF for a, b, c, d in runs])


def bands(runs: frozenset[int]) -> tuple[int, ...]:
    """Numbers of which near duplicates are all but sure to share one; none for a very short text."""
    if len(runs) < _FEWEST:
        return ()
    least: dict[int, int] = {}
    for run in runs:
        mixed = run * _MIXED & 0xFFFFFFFF
        which = mixed & (_CLASSES - 1)
        if mixed < least.get(which, 1 << 32):
            least[which] = mixed
    # A class that no digest fell into borrows from the next: two texts that differ little borrow alike.
    filled = [next(least[n] for at in range(_CLASSES) if (n := (which + at) % _CLASSES) in least)
              for which in range(_CLASSES)]  # fmt: skip
    return tuple(_digest(at, filled[at : at + _ROWS]) for at in range(0, _CLASSES, _ROWS))


def _digest(at: int, rows: list[int]) -> int:
    """A number of 63 bits, which SQLite keeps as it is."""
    data = b"".join(row.to_bytes(4, "big") for row in (at, *rows))
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1


def similarity(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the runs of both that each of them has."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0
