"""Findings of tables: their sentences say in which row and column a clerk finds each cell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from solieu.check.findings import finding, ground, printed, range_of
from solieu.check.slips import misprints
from solieu.knowledge.checks import cell_phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from solieu.check.cells import TableView
    from solieu.check.equations import Equation
    from solieu.check.figures import Figure
    from solieu.check.findings import Slot
    from solieu.check.intervals import Interval
    from solieu.model import Finding, Severity

__all__ = ["Line", "a_slip_makes", "names_of", "of_cells", "of_row", "position"]

_MOST_NAMES = 4
_MOST_REMEDIES = 6
_MOST_GROUNDS = 60
_POWERS = (-3, -1, 1, 3)

Line = tuple[str, int]
"""``("row", 3)`` or ``("column", 2)``."""


def position(figure: Figure) -> tuple[int, int]:
    """The row and the column of a figure of a table."""
    cell = figure.told.cell
    assert cell is not None
    return cell.row, cell.column


def named(view: TableView, line: Line) -> str:
    """How people call a row or a column."""
    return view.row_name(line[1]) if line[0] == "row" else view.column_name(line[1])


def phrase(name: str, /, **slots: str) -> tuple[str, str]:
    """A phrase of ``checks.toml`` in both languages."""
    vi, en = cell_phrases()[name]
    return vi.format_map(slots), en.format_map(slots)


def names_of(view: TableView, lines: Sequence[Line]) -> tuple[str, str]:
    """Rows or columns by their names, the first and the last of many."""
    kind = f"{lines[0][0]}s"
    if len(lines) <= _MOST_NAMES:
        return phrase(kind, names=", ".join(f"“{named(view, line)}”" for line in lines))
    return phrase(f"many_{kind}", count=str(len(lines)), first=named(view, lines[0]), last=named(view, lines[-1]))


def at(view: TableView, figure: Figure, line: Line) -> tuple[str, str]:
    """A figure as printed with the row or column that it stands in."""
    shown = printed(figure)
    vi, en = (shown, shown) if isinstance(shown, str) else shown
    place = phrase(f"in_{line[0]}", name=named(view, line))
    return f"{vi} ({place[0]})", f"{en} ({place[1]})"


def of_row(view: TableView, relation: Equation, severity: Severity, report: str) -> Finding:
    """The finding that an equation within one row cannot hold."""
    main = relation.figures[relation.main]
    row = position(main)[0]
    slots: dict[str, Slot] = {
        name: at(view, figure, ("column", position(figure)[1])) for name, figure in relation.figures.items()
    }
    remedies = [(figure, relation.needed(name)) for name, figure in relation.figures.items()]
    return of_cells(
        view,
        relation.rule,
        severity,
        ("row", row),
        slots,
        main,
        relation.needed(relation.main),
        tuple(dict.fromkeys(relation.figures.values())),
        remedies,
        report,
    )


def of_cells(
    view: TableView,
    rule: str,
    severity: Severity,
    line: Line,
    slots: Mapping[str, Slot],
    main: Figure,
    needed: Interval,
    figures: Sequence[Figure],
    remedies: Sequence[tuple[Figure, Interval]],
    report: str,
) -> Finding:
    """A finding within one row or column: ``main`` would have to be ``needed``. Of many figures the likeliest to be wrong are kept."""
    computed = range_of(needed, main)
    if computed[0] in (main.told.quote.strip(), printed(main)):
        computed = range_of(needed, main, 2)
    likely = [one for one in remedies if one[0] is main or a_slip_makes(*one)]
    kept = remedies if len(remedies) <= _MOST_REMEDIES else likely[:_MOST_REMEDIES]
    grounded = figures if len(figures) <= _MOST_GROUNDS else _some(figures, [main, *(one for one, _ in likely)])
    row, column = position(main)
    found = finding(
        rule,
        severity,
        [ground(figure) for figure in grounded],
        {**slots, "computed": computed},
        key="\x1f".join((report, view.row_name(row), view.column_name(column), line[0])),
        expected=computed[0],
        found=main.told.quote,
        remedies=[_remedy(view, figure, interval) for figure, interval in kept],
    )
    where = phrase(line[0], name=named(view, line))
    message_en = found.message_en
    for slot in slots.values():
        if not isinstance(slot, str):  # Quotation marks around a figure with its place would hold those of the place.
            message_en = message_en.replace(f"“{slot[1]}”", slot[1])
    return msgspec.structs.replace(
        found, message=f"{where[0]}: {found.message}", message_en=f"{where[1]}: {message_en}"
    )


def a_slip_makes(figure: Figure, needed: Interval) -> bool:
    """Whether one slip makes ``figure`` of what is ``needed``, in base units: a digit, two swapped, a moved comma."""
    printed, unit = figure.told.number, Decimal(1).scaleb(-figure.places)
    sign = -1 if printed < 0 else 1
    misprinted = (slip * unit * sign for slip in misprints(str(int(abs(printed) / unit))))
    moved = (printed.scaleb(power) for power in _POWERS)
    return any(needed.holds(slip * figure.factor) for slip in (*moved, *misprinted))


def _some(figures: Sequence[Figure], first: Sequence[Figure]) -> list[Figure]:
    """As many figures as a reader can look through, ``first`` and then those that stand first."""
    return list(dict.fromkeys([*first[:_MOST_GROUNDS], *figures]))[:_MOST_GROUNDS]


def _remedy(view: TableView, figure: Figure, needed: Interval) -> tuple[str, str]:
    row, column = position(figure)
    ranges = range_of(needed, figure)
    slots = {"figure": figure.told.quote, "row": view.row_name(row), "column": view.column_name(column)}
    return phrase("remedy", **slots, range=ranges[0])[0], phrase("remedy", **slots, range=ranges[1])[1]
