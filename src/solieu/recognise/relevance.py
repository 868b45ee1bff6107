"""Whether a text may be about a local government at all: a price list or a tale of burglars holds figures, too."""

from __future__ import annotations

import re

from solieu.knowledge import cues
from solieu.text import Text

__all__ = ["is_local_government"]

_SHORT = 800
_WORDS = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, cues().local_government), key=len, reverse=True))})(?!\w)")


def is_local_government(text: Text) -> bool:
    """Whether ``text`` has a word of local government, or is too short to tell (under 800 characters)."""
    return len(text.lower) < _SHORT or _WORDS.search(text.lower) is not None
