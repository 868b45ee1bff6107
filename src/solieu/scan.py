"""Single passes over a text that every stage needs: in C where that was compiled, else as :mod:`solieu.scanned` has them.

So is :func:`once`, which keeps what a function without arguments gave first.
"""

from __future__ import annotations

try:
    from solieu._native import (
        Wanted,
        capitals,
        digits,
        once,
        plain_lower,
        skipping,
        stand_among,
        words_between,
        words_in,
    )
except ImportError:  # nothing was compiled
    from functools import cache as once

    from solieu.scanned import (  # type: ignore[assignment]
        Wanted,
        capitals,
        digits,
        plain_lower,
        skipping,
        stand_among,
        words_between,
        words_in,
    )

__all__ = [
    "Wanted",
    "capitals",
    "digits",
    "once",
    "plain_lower",
    "skipping",
    "stand_among",
    "words_between",
    "words_in",
]
