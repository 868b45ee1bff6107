"""Whether a text may be about a local government at all: a price list or a tale of burglars holds figures, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.knowledge.cue_words import CUES

if TYPE_CHECKING:
    from solieu.text import Text

__all__ = ["is_local_government"]

_SHORT: Final = 800


def is_local_government(text: Text) -> bool:
    """Whether ``text`` has a word of local government, or is too short to tell (under 800 characters)."""
    return len(text.lower) < _SHORT or CUES.local_government.search(text.lower, 0, len(text.lower)) is not None
