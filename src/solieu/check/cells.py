"""The tables of a report as the checks see them: figures by row and column, and how people call a cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

from solieu.check.stated import Stated, stated_number
from solieu.knowledge.checks import check_words
from solieu.knowledge.entries import indicators
from solieu.knowledge.loader import units
from solieu.scan import once
from solieu.tables.grid import Grid
from solieu.tables.hierarchy import Row, rows_of
from solieu.tables.layout import Layout, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from solieu.check.figures import Figure, Figures
    from solieu.model import Period
    from solieu.tables.grid import GridCell
    from solieu.tables.layout import Column

__all__ = ["TableView", "is_mean", "may_be_added", "meant", "nature", "views"]

_Value = TypeVar("_Value")
_RATES = frozenset({"percent", "percentage_point", "times"})
_ZEROS = frozenset({"-", "--", "–", "—", "0"})
_LONGEST_NAME = 60


@dataclass(frozen=True, eq=False)
class TableView:
    """One table with its figures."""

    grid: Grid
    layout: Layout
    at: Mapping[tuple[int, int], Figure]
    """By row and column."""

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows below the heads."""
        return tuple(rows_of(self.grid, self.layout))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that hold figures."""
        filled = {column for _, column in self.at}
        return tuple(column for column in self.layout.columns if column.index in filled)

    @cached_property
    def down(self) -> Mapping[int, tuple[Figure, ...]]:
        """By column, its figures from top to bottom."""
        found: dict[int, list[Figure]] = defaultdict(list)
        for (_, column), figure in sorted(self.at.items()):
            found[column].append(figure)
        return {column: tuple(figures) for column, figures in found.items()}

    @cached_property
    def measures(self) -> Mapping[int, str]:
        """By column, the measure of most of its figures."""
        return {column: _usual(figure.told.measure for figure in figures) for column, figures in self.down.items()}

    @cached_property
    def targets(self) -> frozenset[int]:
        """The columns whose figures are mostly goals."""
        return frozenset(
            column for column, found in self.down.items() if _usual(one.told.status for one in found) == "target"
        )

    @cached_property
    def rates(self) -> frozenset[int]:
        """The columns whose figures are mostly percentages."""
        return frozenset(
            column for column, found in self.down.items() if _usual(str(one.told.unit) for one in found) in _RATES
        )

    @cached_property
    def periods(self) -> Mapping[int, Period | None]:
        """By column, the period of most of its figures."""
        return {column: _usual(figure.told.period for figure in found) for column, found in self.down.items()}

    def gap(self, row: int, column: int) -> Literal["nothing", "unknown"]:
        """What a cell without a figure says: "-" stands for nothing, a blank or "x" is not known."""
        cell = self.grid.rows[row][column]
        return "nothing" if cell is not None and cell.lower.strip() in _ZEROS else "unknown"

    def row_name(self, row: int) -> str:
        """How people call a row."""
        named = self._by_index.get(row)
        return _short(named.name if named else "") or str(row + 1)

    def column_name(self, column: int) -> str:
        """How people call a column: its heads, the uppermost first."""
        heads = self._heads.get(column, ())
        return " / ".join(filter(None, (_short(cell.surface) for cell in heads))) or str(column + 1)

    @cached_property
    def _by_index(self) -> Mapping[int, Row]:
        return {row.index: row for row in self.rows}

    @cached_property
    def _heads(self) -> Mapping[int, tuple[GridCell, ...]]:
        return {column.index: column.heads for column in self.layout.columns}


def views(figures: Figures) -> tuple[TableView, ...]:
    """The tables of the report whose cells state figures."""
    found: dict[int, dict[tuple[int, int], Figure]] = defaultdict(dict)
    for figure in figures.every:
        cell = figure.told.cell
        if cell is not None:
            found[cell.table][cell.row, cell.column] = figure
    report = figures.report
    laid_out = []
    for index, at in sorted(found.items()):
        grid = Grid.of(report.tables[index], report.text) if index < len(report.tables) else None
        layout = lay_out(grid) if grid is not None else None
        if grid is not None and layout is not None:
            laid_out.append(TableView(grid, layout, at))
    return tuple(laid_out)


def meant(figure: Figure) -> Stated:
    """What a figure of a table can mean: what is no count may have been rounded, whole numbers, too ("85 ha")."""
    told = figure.told
    if (
        told.unit in _counts()
        or told.number != told.number.to_integral()
        or told.measure not in ("level", "difference")
    ):
        return figure.meant
    rounded = stated_number(abs(told.number), told.bound, figure.before).scaled(figure.factor)
    return rounded if told.number >= 0 else Stated(-rounded.printed, -rounded.possible, rounded.hedged)


def may_be_added(figure: Figure) -> bool:
    """Whether figures of its kind add up: amounts and their differences, no rates, means, prices or ranks."""
    told = figure.told
    if told.measure not in ("level", "difference") or told.unit in _RATES or "/" in (told.unit_text or ""):
        return False
    return nature(figure) != "ratio" and told.of is None


def nature(figure: Figure) -> str | None:
    """Whether the catalogue calls it a flow, a stock or a ratio."""
    known = indicators().get(figure.told.indicator_id or "")
    return known.nature if known else None


def is_mean(words: str) -> bool:
    """Whether a head or a label names a mean, a price or something else that does not add up."""
    return any(word in words for word in check_words().not_added)


@once
def _counts() -> frozenset[str]:
    return frozenset(unit.unit for unit in units().values() if unit.dimension == "count" and unit.unit)


def _usual(values: Iterable[_Value]) -> _Value:
    return Counter(values).most_common(1)[0][0]


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _LONGEST_NAME else one_line[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"
