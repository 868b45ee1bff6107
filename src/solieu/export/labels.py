"""The words that the page and the terminal show around findings, in the reader's language, and what the rules are called."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Literal

from solieu.knowledge.checks import rules

__all__ = ["Language", "counted_in", "labels", "titles_of"]

Language = Literal["vi", "en"]


@cache
def labels() -> dict[str, dict[str, str]]:
    """The words by language, as ``static/labels.json`` has them."""
    words: dict[str, dict[str, str]] = json.loads(
        files("solieu.export").joinpath("static", "labels.json").read_text("utf-8")
    )
    return words


def counted_in(number: int, what: str, language: Language) -> str:
    """A number with its noun.

    >>> counted_in(1, "contradiction", "en"), counted_in(2, "contradiction", "en"), counted_in(1200, "note", "vi")
    ('1 contradiction', '2 contradictions', '1.200 ghi chú')
    """
    written = f"{number:,}" if language == "en" else f"{number:,}".replace(",", ".")
    return f"{written} {labels()[language][what + ('_one' if number == 1 else '_many')]}"


def titles_of(check: str) -> dict[str, str]:
    """What a rule is called in both languages; its identifier where a newer version of solieu found something."""
    rule = rules().get(check)
    return {"title": rule.title if rule else check, "title_en": rule.title_en if rule else check}
