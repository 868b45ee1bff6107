"""What the program says beside its results: one sentence a line, on standard error."""

from __future__ import annotations

import sys
from contextlib import suppress

from solieu.export.harmless import one_line

__all__ = ["note", "say"]


def say(sentence: str) -> None:
    """Tell the user that something is wrong, or where the results are."""
    with suppress(OSError, ValueError):
        print(f"solieu: {one_line(sentence)}", file=sys.stderr, flush=True)


def note(sentence: str) -> None:
    """Tell the user something worth knowing that is not an error."""
    say(f"note: {sentence}")
