"""Parts of sentences from ``checks.toml``, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.knowledge.checks import across_words

if TYPE_CHECKING:
    from solieu.check.findings import Slot

__all__ = ["phrase"]


def phrase(name: str, **slots: Slot) -> tuple[str, str]:
    """The phrase called ``name`` with its slots filled, in Vietnamese and English.

    >>> phrase("plan", range=("từ 1 đến 2 ha", "from 1 to 2 ha"))
    ('kế hoạch là từ 1 đến 2 ha', 'the plan is from 1 to 2 ha')
    """
    vi, en = across_words().sentences[name]
    first, second = (
        {slot: words if isinstance(words, str) else words[at] for slot, words in slots.items()} for at in (0, 1)
    )
    return vi.format_map(first), en.format_map(second)
