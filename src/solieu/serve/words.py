"""What the pages say, in the reader's language, from the files in ``words/``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from solieu.export.labels import labels

__all__ = ["LANGUAGES", "Language", "say", "tabs"]

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def _messages() -> dict[str, dict[str, str]]:
    """By key and language; the words that the static page uses for figures are known, too."""
    known: dict[str, dict[str, str]] = {
        key: {language: labels()[language][key] for language in LANGUAGES} for key in labels()["vi"]
    }
    folder = files("solieu.serve").joinpath("words")
    for file in sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name):
        known |= tomllib.loads(file.read_text("utf-8")).get("say", {})
    return known


@cache
def tabs() -> tuple[str, ...]:
    """The names of the tabs of the navigation, in their order."""
    data = tomllib.loads(files("solieu.serve").joinpath("words", "tabs.toml").read_text("utf-8"))
    return tuple(data["tabs"])


def say(language: Language, key: str, **values: object) -> str:
    """The message called ``key``, with ``values`` in it; one that counts may have a form for one ("…_one").

    Raises:
        KeyError: if there is no such message.

    >>> say("vi", "page_of", page=2), say("en", "page_of", page=2)
    ('Trang 2', 'Page 2')
    """
    known = _messages()
    if values.get("count") == 1 and f"{key}_one" in known:
        key = f"{key}_one"
    text = known[key][language]
    return text.format(**values) if values else text


def has(key: str) -> bool:
    """Whether there is a message called ``key``."""
    return key in _messages()
