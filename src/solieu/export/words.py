"""The words in the heads and notes of workbooks, in either language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solieu.export.labels import Language

__all__ = ["words"]


@cache
def words(language: Language) -> dict[str, dict[str, str]]:
    """The tables of ``workbook_words.toml`` in one language, each by the names of its entries."""
    data = tomllib.loads(files("solieu.export").joinpath("workbook_words.toml").read_text("utf-8"))
    found: dict[str, dict[str, str]] = data[language]
    return found
