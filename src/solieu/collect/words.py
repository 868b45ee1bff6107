"""What the log and the pages say of collecting, in both languages, from ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

__all__ = ["Language", "sentence", "words"]

Language = Literal["vi", "en"]


@cache
def words() -> dict[str, dict[str, str]]:
    """The sentences by their words, each in both languages."""
    found: dict[str, dict[str, str]] = tomllib.loads(files("solieu.collect").joinpath("words.toml").read_text("utf-8"))[
        "say"
    ]
    return found


def sentence(language: Language, word: str, values: dict[str, Any] | None = None) -> str:
    """The sentence called ``word`` with ``values`` in it; a word that this version does not know stands for itself.

    >>> sentence("vi", "not_found", {"status": 404})
    'trang không còn (404)'
    """
    known = words().get(word)
    return word if known is None else known[language].format(**(values or {}))
