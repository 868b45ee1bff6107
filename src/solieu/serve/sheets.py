"""Figures for programs and spreadsheets: flat, with the fields of the output of ``solieu figures``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from solieu.store import PROVENANCE

if TYPE_CHECKING:
    from solieu.serve.asked import Asked
    from solieu.serve.cases import Case
    from solieu.store import StoredFigure

__all__ = ["FIGURE_COLUMNS", "figure_row", "plain_case", "plain_figure"]

_OBSERVED = ("indicator", "indicator_id", "quote", "value", "value_max", "unit", "of", "measure", "status", "bound", "basis",
             "basis_kind", "place", "place_code", "place_from", "period", "period_from", "confidence", "page")  # fmt: skip
FIGURE_COLUMNS = ("id", *_OBSERVED, "verdict", "sentence", "report_id", "report", "title", "issued", *PROVENANCE)  # fmt: skip


def figure_row(figure: StoredFigure) -> tuple[object, ...]:
    """The cells of a figure under :data:`FIGURE_COLUMNS`."""
    one = figure.observation
    return (
        figure.id, *(getattr(one, name) for name in _OBSERVED), figure.verdict, figure.sentence, figure.report_id,
        figure.report, figure.title, figure.issued, *(getattr(figure, name) for name in PROVENANCE),
    )  # fmt: skip


def plain_figure(figure: StoredFigure) -> dict[str, Any]:
    """All fields of a figure side by side, with the address at which it stands."""
    told: dict[str, Any] = {name: getattr(figure, name) for name in figure.__struct_fields__ if name != "observation"}
    fields = {name: getattr(figure.observation, name) for name in figure.observation.__struct_fields__}
    span = fields.pop("sentence")
    return {**told, **fields, "sentence_span": span, "url": f"/figure/{figure.id}"}


def plain_case(asked: Asked, case: Case) -> dict[str, Any]:
    """A figure with how it was read, what was decided, what speaks against it and which others say the same."""
    return {
        **plain_figure(case.figure),
        "as_read": case.read,
        "decisions": [msgspec.structs.asdict(one) for one in case.decisions],
        "findings": case.findings,
        "rule": case.choice and case.choice.rule,
        "counts": case.choice is None or case.choice.figure.id == case.figure.id,
        "disputed": case.choice is not None and case.choice.disputed,
        "rivals": [plain_figure(one) for one in case.rivals],
    }
