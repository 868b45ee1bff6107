"""The sentences of the store in the reader's language: the store speaks English, as the command line does."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solieu.serve.words import Language

__all__ = ["sentence_in"]

_BRACES = re.compile(r"\\\{(\w+)\\\}")


def sentence_in(language: Language, sentence: str) -> str:
    """``sentence`` in the language, or as it is where nothing says how.

    >>> sentence_in("vi", "'?!' holds no word to look for.")
    "'?!' không có từ nào để tìm."
    """
    if language == "en":
        return sentence
    for pattern, told in _known():
        if found := pattern.fullmatch(sentence):
            return told.format(**found.groupdict())
    return sentence


@cache
def _known() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = tomllib.loads(files("solieu.serve").joinpath("words", "sentences.toml").read_text("utf-8"))
    return tuple(
        (re.compile(_BRACES.sub(r"(?P<\1>.+?)", re.escape(one["en"])), re.DOTALL), one["vi"])
        for one in data["sentences"]
    )
