"""Figures of tables as observations, each grounded in its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.model import CellGround, Observation, scaled
from solieu.resolve.confidence import confidence, evidence
from solieu.tables.figures import Surroundings, TableFigure, read_table
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from solieu.knowledge.catalogue import Catalogue
    from solieu.model import Report, Table
    from solieu.resolve.periods import Anchor
    from solieu.resolve.places import ResolvedPlace

__all__ = ["table_observations"]

_LINES_ABOVE = 4
_FARTHEST_ABOVE = 1200


def table_observations(
    report: Report,
    anchor: Anchor,
    known: Catalogue,
    place: ResolvedPlace | None,
    place_of: Callable[[str], ResolvedPlace | None],
) -> Iterator[Observation]:
    """The observations of all tables of ``report``, in offsets of its text, in the order of their cells.

    Args:
        report: the report as read.
        anchor: what relative times are counted from.
        known: the catalogue of indicators.
        place: the unit that the report is about.
        place_of: the unit that a head or a label names, if it names one and nothing else.
    """
    for index, table in enumerate(report.tables):
        around = Surroundings(prepare(_above(report.text, table)).lower, anchor, known, place_of)
        for figure in read_table(table, report.text, around):
            yield _observation(report, index, table, figure, place)


def _above(text: str, table: Table) -> str:
    """The last lines before ``table`` that are no rows of another."""
    lines = text[max(0, table.start - _FARTHEST_ABOVE) : table.start].split("\n")
    kept: list[str] = []
    for line in reversed(lines):
        if line.startswith("|"):
            break
        if line.strip():
            kept.append(line.strip())
        if len(kept) == _LINES_ABOVE:
            break
    return "\n".join(reversed(kept))


def _observation(
    report: Report, index: int, table: Table, figure: TableFigure, report_place: ResolvedPlace | None
) -> Observation:
    start, end = figure.cell.cell.start, figure.cell.cell.end
    number, meaning, unit = figure.number.number, figure.meaning, figure.unit
    place = figure.place or report_place
    named_by = figure.indicator_cell.cell if figure.indicator_cell else None
    traits = evidence("headed", figure.indicator_id, meaning.measure, meaning.status, figure.period_from)
    return Observation(
        start=start,
        end=end,
        quote=report.text[start:end],
        sentence=_row(report.text, start, end),
        number=number,
        unit_text=unit.text,
        value=scaled(number, unit.factor),
        unit=unit.unit,
        of=figure.number.of,
        measure=meaning.measure,
        status=meaning.status,
        bound=figure.number.bound,
        basis=meaning.basis,
        basis_kind=meaning.basis_kind,
        indicator=figure.indicator,
        indicator_span=(named_by.start, named_by.end) if named_by else None,
        indicator_id=figure.indicator_id,
        place=place.label if place else None,
        place_code=place.code if place else None,
        place_from=None if place is None else "clause" if figure.place else "report",
        period=figure.period,
        period_from=figure.period_from if figure.period else None,
        confidence=confidence(traits),
        page=table.page,
        cell=CellGround(index, figure.row, figure.column, figure.heads, table.page, table.sheet),
    )


def _row(text: str, start: int, end: int) -> tuple[int, int]:
    """The line of the text on which the row stands."""
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop
