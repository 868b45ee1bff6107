"""Columns of shares: "Cơ cấu (%)" of each row in the total above or below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from solieu.check.cells import meant
from solieu.check.families import row_families
from solieu.check.findings import milder
from solieu.check.located import at, of_cells, position
from solieu.check.readings import equation, fits, is_telling, sureness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.cells import TableView
    from solieu.check.equations import Equation
    from solieu.check.figures import Figure
    from solieu.model import Finding, Severity

__all__ = ["share_findings", "share_relations"]

_SAMPLE = 48
_MOST_WHOLES = 4


class Shares(NamedTuple):
    """What the shares of a column are of."""

    amounts: int
    """The column of the parts."""
    whole: int
    """The row of the whole."""


def share_findings(view: TableView, report: str) -> Iterator[Finding]:
    """Shares that differ from part and whole."""
    for severity, trio in share_relations(view):
        if fits(*trio, "index"):
            continue
        relation = equation("share", "index", *trio, meant)
        fault = relation.fault()
        if fault is not None and fault != "note":
            yield _finding(view, relation, milder(fault, severity), report)


def share_relations(view: TableView) -> Iterator[tuple[Severity, tuple[Figure, Figure, Figure]]]:
    """Part, whole and share, where most rows bear out what the shares are of."""
    columns = [column for column, measure in view.measures.items() if measure == "share"]
    for column in columns:
        readings = [Shares(amounts, whole) for amounts in _amounts(view, column) for whole in _wholes(view)]
        counts = {reading: _count(view, column, reading) for reading in readings}
        best = max(readings, key=lambda reading: counts[reading][0], default=None)
        severity = sureness(*counts[best], compares=True) if best is not None else None
        if best is not None and severity is not None:
            for told in view.down[column]:
                trio = _trio(view, told, best)
                if trio is not None:
                    yield severity, trio


def _amounts(view: TableView, column: int) -> list[int]:
    """The columns whose figures may be the parts, the nearest first."""
    found = [one for one, measure in view.measures.items() if measure == "level" and one not in view.rates]
    return sorted(found, key=lambda one: abs(one - column))[:_MOST_WHOLES]


def _wholes(view: TableView) -> list[int]:
    """The rows of totals that are no part of another total."""
    families = [family for ways in row_families(view) for family in ways if family.kind != "among"]
    parts = {part for family in families for part in family.parts}
    return list(dict.fromkeys(family.total for family in families if family.total not in parts))[:_MOST_WHOLES]


def _count(view: TableView, column: int, reading: Shares) -> tuple[int, int]:
    """In how many rows of a sample a reading holds, and how many of them tell."""
    figures = view.down[column]
    sample = figures[:: max(len(figures) // _SAMPLE, 1)]
    trios = [trio for told in sample if (trio := _trio(view, told, reading)) is not None]
    telling = [trio for trio in trios if is_telling(*trio, "index")]
    return sum(fits(*trio, "index") for trio in telling), len(telling)


def _trio(view: TableView, told: Figure, reading: Shares) -> tuple[Figure, Figure, Figure] | None:
    part = view.at.get((position(told)[0], reading.amounts))
    whole = view.at.get((reading.whole, reading.amounts))
    if part is None or whole is None or part.told.unit != whole.told.unit or told.told.measure != "share":
        return None
    return part, whole, told


def _finding(view: TableView, relation: Equation, severity: Severity, report: str) -> Finding:
    part, whole, told = (relation.figures[name] for name in ("part", "whole", "percent"))
    row, column = position(told)
    slots = {
        "part": at(view, part, ("column", position(part)[1])),
        "whole": at(view, whole, ("row", position(whole)[0])),
        "percent": at(view, told, ("column", column)),
    }
    remedies = [(figure, relation.needed(name)) for name, figure in relation.figures.items() if figure is not whole]
    figures = tuple(dict.fromkeys((part, whole, told)))
    return of_cells(
        view, "share", severity, ("row", row), slots, told, relation.needed("percent"), figures, remedies, report
    )
