"""Figures of tables as observations, each grounded in its cell."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from solieu.model import CellGround, Observation
from solieu.resolve.confidence import confidence, evidence
from solieu.spans import scaled
from solieu.tables.figures import Surroundings, TableFigure, read_table, title_cells
from solieu.tables.titles import CITES
from solieu.tables.words import table_words
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from solieu.knowledge.catalogue import Catalogue
    from solieu.model import Report, Scope, Table
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
    places_between: Callable[[int, int], Sequence[ResolvedPlace]],
) -> Iterator[Observation]:
    """The observations of all tables of ``report``, in offsets of its text, in the order of their cells.

    Args:
        report: the report as read.
        anchor: what relative times are counted from.
        known: the catalogue of indicators.
        place: the unit that the report is about.
        place_of: the unit that a head or a label names, if it names one and nothing else.
        places_between: the units that are named between two offsets, other than the report's own and those above it.
    """
    for index, table in enumerate(report.tables):
        lines = _above(report.text, table)
        above = "\n".join(report.text[start:end] for start, end in lines)
        around = Surroundings(prepare(above).lower, anchor, known, place_of)
        own = _place_of_table(report, table, lines, place_of, places_between) or place
        for figure in read_table(table, report.text, around):
            yield _observation(report, index, table, figure, own, "report" if own is place else "section")


def _above(text: str, table: Table) -> list[tuple[int, int]]:
    """Where the last lines before ``table`` stand that are no rows of another."""
    end = table.start
    kept: list[tuple[int, int]] = []
    for line in reversed(text[max(0, table.start - _FARTHEST_ABOVE) : table.start].split("\n")):
        if line.startswith("|"):
            break
        if line.strip():
            start = end - len(line.lstrip())
            kept.append((start, start + len(line.strip())))
        if len(kept) == _LINES_ABOVE:
            break
        end -= len(line) + 1
    return kept[::-1]


def _place_of_table(
    report: Report,
    table: Table,
    lines: Sequence[tuple[int, int]],
    place_of: Callable[[str], ResolvedPlace | None],
    places_between: Callable[[int, int], Sequence[ResolvedPlace]],
) -> ResolvedPlace | None:
    """The one unit that the table's title or its sheet names, not what prose above it speaks of."""
    known = table_words()
    named: dict[str, ResolvedPlace] = {}
    for start, end in (*lines, *title_cells(table, report.text)):
        lower = prepare(report.text[start:end]).lower
        if (table.sheet is None and not known.annexes.match(lower)) or CITES.search(lower):
            continue
        named.update((place.label, place) for place in places_between(start, end))
    if len(named) == 1:
        return next(iter(named.values()))
    return place_of(table.sheet) if table.sheet and not named else None


def _observation(
    report: Report, index: int, table: Table, figure: TableFigure, around: ResolvedPlace | None, scope: Scope
) -> Observation:
    start, end = figure.cell.cell.start, figure.cell.cell.end
    number, meaning, unit = figure.number.number, figure.meaning, figure.unit
    place = figure.place or around
    page = _page(report, start, table)
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
        place_from=None if place is None else "clause" if figure.place else scope,
        period=figure.period,
        period_from=figure.period_from if figure.period else None,
        confidence=confidence(traits),
        page=page,
        cell=CellGround(index, figure.row, figure.column, figure.heads, page, table.sheet),
    )


def _page(report: Report, start: int, table: Table) -> int | None:
    """The page that the cell itself is printed on: a table may go on over many."""
    at = bisect_right(report.pages, start, key=lambda page: page.start) - 1
    return report.pages[at].number if at >= 0 else table.page


def _row(text: str, start: int, end: int) -> tuple[int, int]:
    """The line of the text on which the row stands."""
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop
