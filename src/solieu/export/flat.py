"""Figures of a store as rows of plain values: what CSV, Parquet and data packages have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.export.tabular import OF_OBSERVATION, of_observation

if TYPE_CHECKING:
    from solieu.export.content import Selected
    from solieu.export.tabular import Value

__all__ = ["COLUMNS", "row_of"]

_OF_FIGURE = ("id", "chosen", "disputed", "rule", "verdict", "report_id", "report", "title", "issued")
COLUMNS = (*_OF_FIGURE, *OF_OBSERVATION)
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
    }
