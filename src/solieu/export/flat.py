"""Figures of a store as rows of plain values: what CSV, Parquet and data packages have in common."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from solieu.export.tabular import OF_OBSERVATION, of_observation, written
from solieu.store import PROVENANCE

if TYPE_CHECKING:
    from solieu.export.content import Selected
    from solieu.export.tabular import Value

__all__ = ["COLUMNS", "cells_of", "row_of"]

_OF_FIGURE = ("id", "chosen", "disputed", "rule", "verdict", "report_id", "report", "title", "issued")
_WORDS = ("quote", "sentence")
_NAMES = (
    "report",
    "title",
    "indicator",
    "indicator_id",
    "place",
    "place_code",
    "unit_text",
    "unit",
    "basis",
    "sheet",
    "heads",
    "source",
)
"""The columns in which words of strangers may stand; names come again and again."""
_NUMBERS = ("number", "value", "value_max", "of")
COLUMNS = (*_OF_FIGURE, *OF_OBSERVATION, *PROVENANCE)
"""The names of the columns, in their order."""


def row_of(one: Selected) -> dict[str, Value | bool]:
    """A figure by the names of :data:`COLUMNS`; what is not known is ``None``."""
    figure = one.figure
    return {
        "id": figure.id,
        "chosen": one.chosen,
        "disputed": one.disputed,
        "rule": one.rule,
        "verdict": figure.verdict,
        "report_id": figure.report_id,
        "report": figure.report,
        "title": figure.title,
        "issued": figure.issued,
        **of_observation(figure.observation, figure.sentence),
        **{name: getattr(figure, name) for name in PROVENANCE},
    }


_written_name = lru_cache(1 << 14)(written)


def cells_of(one: Selected) -> list[object]:
    """A figure as CSV has it: see :func:`solieu.export.tabular.written`. Columns of solieu's own words are not looked at."""
    row = row_of(one)
    for name in _NAMES:
        if (words := row[name]) is not None:
            row[name] = _written_name(words)
    for name in _WORDS:
        if (words := row[name]) is not None:
            row[name] = written(words)
    for name in _NUMBERS:
        if (number := row[name]) is not None:
            row[name] = written(number)
    row["chosen"], row["disputed"] = written(one.chosen), written(one.disputed)
    return list(row.values())
