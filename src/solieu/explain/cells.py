"""Why a cell of a table was understood so: which heads it rests on, and which words over the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.explain.explanation import Explanation, Fact
from solieu.resolve.confidence import evidence, weighed

if TYPE_CHECKING:
    from solieu.model import CellGround, Observation
    from solieu.stages import Stages

__all__ = ["cell_at", "explain_cell"]

_SCOPES = {"clause": "its own head", "section": "the table's title or its other columns", "report": "the report"}


def cell_at(stages: Stages, start: int, end: int) -> Observation | None:
    """The first figure of a table whose cell stands between the offsets, in code points of the text as given."""
    return next((seen for seen in stages.table_observations if seen.start < end and start < seen.end), None)


def explain_cell(stages: Stages, seen: Observation) -> Explanation:
    """Why ``seen``, a figure of a table, was understood so."""
    ground = seen.cell
    row = stages.source.text[slice(*seen.sentence)]
    at = seen.start - seen.sentence[0]
    marked = f"{row[:at]}«{seen.quote}»{row[at + len(seen.quote) :]}"
    heads = " › ".join(ground.heads) if ground else ""
    return Explanation(
        stages.source.name,
        seen.start,
        " ".join(marked.split()),
        observation=seen,
        quantity=Fact(f"{seen.number:f} {seen.unit_text or ''} ({seen.unit or 'no known unit'})", "its cell, its heads, or the words above the table"),
        measure=Fact(seen.measure, f"the heads “{heads}”"),
        basis=Fact(seen.basis, f"{seen.basis_kind or 'nothing'}") if seen.basis else None,
        subject=Fact(seen.indicator or "–", _where(ground)),
        status=Fact(seen.status, "the head of its column"),
        place=Fact(seen.place or "–", "a label or a head that names a unit" if seen.place_from == "clause" else "the report"),
        period=Fact(str(seen.period or "–"), _SCOPES.get(seen.period_from or "", "nothing tells it")),
        indicator=Fact(seen.indicator_id or "–", "a name in its row, its column or the title" if seen.indicator_id else "no name in the catalogue fits"),
        confidence=Fact(f"{seen.confidence:.2f}", _weights(seen)),
    )  # fmt: skip


def _where(ground: CellGround | None) -> str:
    if ground is None:
        return ""
    sheet = f" of the sheet {ground.sheet}" if ground.sheet else f" on page {ground.page}" if ground.page else ""
    return f"row {ground.row + 1}, column {ground.column + 1} of table {ground.table + 1}{sheet}"


def _weights(seen: Observation) -> str:
    traits = weighed(evidence("headed", seen.indicator_id, seen.measure, seen.status, seen.period_from))
    return ", ".join(f"{trait} {value} {weight:+.2f}" for trait, value, weight in traits)
