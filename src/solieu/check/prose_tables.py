"""Prose against table: "Thu nội địa đạt 98,5 tỷ đồng" over a table whose cell says 89,5."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from solieu.check.cells import meant
from solieu.check.findings import finding, ground, printed, range_of
from solieu.check.located import phrase, position

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from solieu.check.cells import TableView
    from solieu.check.figures import Figure, Figures
    from solieu.model import Finding, Severity

__all__ = ["prose_against_tables"]

_FEWEST_WORDS = 2


def prose_against_tables(figures: Figures, tables: Sequence[TableView]) -> Iterator[Finding]:
    """Figures of the prose that no cell bears out which states the same."""
    told: dict[Hashable, list[Figure]] = defaultdict(list)
    for sentence in figures.in_prose:
        for figure in sentence:
            if _is_known(figure):
                told[_key(figure)].append(figure)
    kinds = {_kind(stated[0]) for stated in told.values()}
    cells: dict[Hashable, list[tuple[TableView, Figure]]] = defaultdict(list)
    for view in tables:
        for figure in view.at.values():
            if _kind(figure) in kinds and _key(figure) in told:
                cells[_key(figure)].append((view, figure))
    for key, found in cells.items():
        yield from _unlike(told[key], found, figures.report.sha256)


def _is_known(figure: Figure) -> bool:
    """Whether enough is known of a figure to find it again."""
    one = figure.told
    where = one.place_code or one.place
    known = where is not None and one.period is not None and one.unit is not None and one.of is None
    return known and len(figure.words) >= _FEWEST_WORDS


def _kind(figure: Figure) -> Hashable:
    """Where, when and how it is measured."""
    one = figure.told
    return one.place_code or one.place, one.period, one.measure, one.basis_kind, one.unit, one.status


def _key(figure: Figure) -> Hashable:
    """What makes two figures the same: where, when, how, and the words that name it."""
    return _kind(figure), figure.words


def _unlike(stated: Sequence[Figure], cells: Sequence[tuple[TableView, Figure]], report: str) -> Iterator[Finding]:
    """Figures of the prose that agree with no cell, unless another of the prose does, so that words mean more than one thing."""
    agreeing = [any(_agree(one, cell) for _, cell in cells) for one in stated]
    if any(agreeing):
        return
    view, cell = cells[0]
    alone = len(stated) == 1 and len({one.told.value for _, one in cells}) == 1
    for one in stated:
        yield _finding(view, one, cell, _severity(one, cell, alone=alone), report)


def _agree(one: Figure, other: Figure) -> bool:
    return one.meant.possible.meets(meant(other).possible)


def _severity(one: Figure, cell: Figure, *, alone: bool) -> Severity:
    """Only what is exact in both and told once by each contradicts."""
    exact = one.told.bound == cell.told.bound == "exact" and one.told.status == "actual"
    same = one.told.indicator_id is not None and one.told.indicator_id == cell.told.indicator_id
    return "contradiction" if alone and exact and same and one.told.measure == "level" else "suspicious"


def _finding(view: TableView, one: Figure, cell: Figure, severity: Severity, report: str) -> Finding:
    row, column = position(cell)
    where = phrase("in_table", row=view.row_name(row), column=view.column_name(column))
    told = printed(cell)
    vi, en = (told, told) if isinstance(told, str) else told
    needed = range_of(meant(cell).printed, one), range_of(one.meant.printed, cell)
    remedy = [phrase("prose_remedy", figure=one.told.quote, range=side) for side in needed[0]]
    own = {"figure": cell.told.quote, "row": view.row_name(row), "column": view.column_name(column)}
    cells = [phrase("remedy", **own, range=side) for side in needed[1]]
    return finding(
        "prose-table",
        severity,
        [ground(one), ground(cell)],
        {
            "indicator": (one.told.indicator or "").strip(),
            "prose": printed(one),
            "cell": (f"{vi} ({where[0]})", f"{en} ({where[1]})"),
        },
        key="\x1f".join((report, view.row_name(row), view.column_name(column))),
        expected=needed[0][0],
        found=one.told.quote,
        remedies=[(remedy[0][0], remedy[1][1]), (cells[0][0], cells[1][1])],
    )
