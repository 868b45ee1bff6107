"""Rows of tables: plan, result and the part of it that was attained, two years and the change between them, parts and shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.check.cells import meant
from solieu.check.findings import milder
from solieu.check.formulas import declared_readings
from solieu.check.located import of_row
from solieu.check.readings import equation, established, fits, trio_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.cells import TableView
    from solieu.check.figures import Figure
    from solieu.check.readings import Established, Way
    from solieu.model import Finding

__all__ = ["row_findings", "row_relations"]

_POINT_WAYS: tuple[Way, ...] = ("difference", "index", "change")


def row_findings(view: TableView, report: str) -> Iterator[Finding]:
    """What cannot all be true within a row."""
    for known, trio in row_relations(view):
        if fits(*trio, known.reading.way) or _holds_otherwise(view, known, trio[2]):
            continue
        relation = equation(known.rule, known.reading.way, *trio, meant)
        fault = relation.fault()
        if fault is not None and fault != "note":
            yield of_row(view, relation, milder(fault, known.severity), report)


def row_relations(view: TableView) -> Iterator[tuple[Established, tuple[Figure, Figure, Figure]]]:
    """What heads and most rows bear out: a figure, what it is compared with, and the comparison."""
    declared = declared_readings(view)
    for column in view.columns:
        known = established(view, column.index, declared.get(column.index))
        if known is None:
            continue
        for told in view.down[column.index]:
            trio = trio_of(view, told, known.reading)
            if trio is not None and told.told.measure == view.measures[column.index]:
                yield known, trio


def _holds_otherwise(view: TableView, known: Established, told: Figure) -> bool:
    """Whether another reading of the heads makes the figures of the row right."""
    for reading in known.others:
        trio = trio_of(view, told, reading)
        if trio is not None and fits(*trio, reading.way):
            return True
    own = trio_of(view, told, known.reading)
    if own is not None and own[0].told.unit == "percent":
        # A rise "of 0,5 %" from 92,6 % is of points, whatever its head says.
        return any(fits(*own, way) for way in _POINT_WAYS if way != known.reading.way)
    return False
