"""Whether a text may be about a local government at all: a price list or a tale of burglars holds figures, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.knowledge.cue_words import CUES

if TYPE_CHECKING:
    from solieu.text import Text

__all__ = ["is_local_government"]

_SHORT: Final = 800
_COMMONEST: Final = ("ubnd ", "hđnd ", "trên địa bàn ")
"""Such of the words as most reports have: each is soon found, or soon known not to be there."""


def is_local_government(text: Text) -> bool:
    """Whether ``text`` has a word of local government, or is too short to tell (under 800 characters)."""
    lower = text.lower
    if len(lower) < _SHORT or any(lower.find(" " + phrase) >= 0 for phrase in _COMMONEST):
        return True
    return CUES.local_government.search(lower, 0, len(lower)) is not None
