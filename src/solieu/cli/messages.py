"""What the program says beside its results: one sentence a line, on standard error."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from pathlib import PurePath

from solieu.export.harmless import one_line

__all__ = ["kind_and_line", "note", "say"]


def say(sentence: str) -> None:
    """Tell the user that something is wrong, or where the results are."""
    with suppress(OSError, ValueError):
        print(f"solieu: {one_line(sentence)}", file=sys.stderr, flush=True)


def note(sentence: str) -> None:
    """Tell the user something worth knowing that is not an error."""
    say(f"note: {sentence}")


def kind_and_line(fault: Exception) -> str:
    """What went wrong inside solieu and where, as far as a report of the fault needs: ``KeyError in clauses.py, line 5``."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {PurePath(frame.filename).name}, line {frame.lineno}"
