"""The figures of a table: each cell with what its row, its column and the words above the table say of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from solieu.knowledge.gazetteer import has_type_word
from solieu.patterns import regex
from solieu.recognise.times import find_times
from solieu.recognise.units import match_unit
from solieu.resolve.indicators import Quantity, find
from solieu.resolve.periods import resolve_time
from solieu.tables.cells import CellNumber, read_number
from solieu.tables.grid import Grid, GridCell
from solieu.tables.heads import HeadUnit, read_head, unit_counted, unit_of, without_brackets
from solieu.tables.hierarchy import Row, rows_of
from solieu.tables.layout import Column, Layout, lay_out
from solieu.tables.meanings import Meaning, Meanings
from solieu.tables.titles import Title
from solieu.tables.words import table_words, written_out
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from solieu.knowledge.catalogue import Catalogue
    from solieu.model import Period, Scope, Table
    from solieu.resolve.periods import Anchor
    from solieu.resolve.places import ResolvedPlace

__all__ = ["CellUnit", "Surroundings", "TableFigure", "read_table", "title_cells"]

_ENOUGH = 0.6
"""The part of a table's rows that must name places, or times, for it to be one of places or times."""
_ONE = Decimal(1)
_AS_ABOVE = frozenset({'"', "nt", "-nt-", "-", "''"})
_INDEX_ROW_FROM = 3
_TITLE_ROWS = 4
_ONE_COMMA = regex(r"[-+]?[1-9]\d{0,2},\d{3}")
_WESTERN = regex(r"[-+(]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d{1,3}\.(?:\d\d?|\d{4,}))\)? ?%?")
_VIETNAMESE = regex(r"[-+(]?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,(?:\d\d?|\d{4,}))\)? ?%?")
_FEW_WORDS = 2


class CellUnit(NamedTuple):
    """The unit of a figure."""

    text: str | None = None
    """As printed, in its cell, its column's or its row's head, or above the table."""
    unit: str | None = None
    dimension: str | None = None
    factor: Decimal = _ONE


class TableFigure(NamedTuple):
    """A figure in a cell, understood."""

    cell: GridCell
    row: int
    column: int
    number: CellNumber
    unit: CellUnit
    meaning: Meaning
    indicator: str | None
    indicator_cell: GridCell | None
    """The cell whose words name it."""
    indicator_id: str | None
    place: ResolvedPlace | None
    """``None`` where the table does not say where."""
    period: Period | None
    period_from: Scope | None
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Surroundings:
    """What a table's cells rely on beside the table."""

    above: str
    """The lines right above the table, lower case."""
    anchor: Anchor
    known: Catalogue
    place_of: Callable[[str], ResolvedPlace | None]
    """The unit that a head or a label names, if it names one and nothing else."""


def title_cells(table: Table, text: str) -> tuple[tuple[int, int], ...]:
    """Where the first cells of ``table`` stand that reach over several columns alone on their row, as titles do."""
    first = [cell for cell in table.cells if cell.row < _TITLE_ROWS and text[cell.start : cell.end].strip()]
    alone = Counter(cell.row for cell in first)
    return tuple((cell.start, cell.end) for cell in first if alone[cell.row] == 1)


def read_table(table: Table, text: str, around: Surroundings) -> tuple[TableFigure, ...]:
    """The figures of ``table``, row by row; none where it only places words on the page."""
    grid = Grid.of(table, text)
    layout = lay_out(grid)
    return tuple(_Reading(grid, layout, around).figures()) if layout is not None else ()


@dataclass(frozen=True)
class _Reading:
    """The reading of one table."""

    grid: Grid
    layout: Layout
    around: Surroundings

    def figures(self) -> Iterator[TableFigure]:
        """The figures in the order of their cells."""
        for row in self.rows:
            numbers = self.numbers.get(row.index, {})
            if _numbers_the_columns(numbers):
                continue
            for column in self.layout.columns:
                cell = self.grid.own(row.index, column.index)
                if cell is not None and column.index in numbers:
                    yield self._figure(row, column, cell, numbers[column.index])

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows below the heads."""
        return tuple(rows_of(self.grid, self.layout))

    @cached_property
    def numbers(self) -> Mapping[int, dict[int, CellNumber]]:
        """By row and column, the numbers in the columns of figures."""
        found: dict[int, dict[int, CellNumber]] = defaultdict(dict)
        for row in range(self.layout.first, len(self.grid.rows)):
            for column in self.layout.columns:
                cell = self.grid.own(row, column.index)
                number = read_number(cell) if cell else None
                if number is not None and cell is not None:
                    if self._groups_by_commas and _ONE_COMMA.fullmatch(cell.lower.strip()):
                        number = number._replace(number=number.number.scaleb(3))
                    found[row][column.index] = number
        return found

    @cached_property
    def _groups_by_commas(self) -> bool:
        """Whether "7,245" is more than seven thousand, as in tables that print "45.5" or "1,234,567" and never "45,5"."""
        rows = range(self.layout.first, len(self.grid.rows))
        cells = (self.grid.own(row, column.index) for row in rows for column in self.layout.columns)
        words = [cell.lower.strip() for cell in cells if cell is not None]
        return any(map(_WESTERN.fullmatch, words)) and not any(map(_VIETNAMESE.fullmatch, words))

    @cached_property
    def title(self) -> Title:
        """The words over the heads and above the table."""
        return Title("\n".join([self.around.above, *(cell.lower for cell in self.layout.titles)]), self.around.anchor)

    @cached_property
    def meanings(self) -> Mapping[int, Meaning]:
        """By column, what its figures are."""
        rows = [{at: number.number for at, number in row.items()} for row in self.numbers.values()]
        return Meanings(self.layout.columns, rows, self.title).of

    @cached_property
    def places(self) -> Mapping[int, ResolvedPlace]:
        """By row, the units that the labels name, in a table whose rows are places."""
        named = [row for row in self._named_rows if row.lower not in table_words().totals]
        found = {row.index: place for row in named if (place := self.around.place_of(row.name)) is not None}
        if named and len(found) >= _ENOUGH * len(named):
            return found
        typed = {row.index for row in named if has_type_word(row.name)}
        return {index: place for index, place in found.items() if index in typed}

    @cached_property
    def periods(self) -> Mapping[int, Period]:
        """By row, the periods that the labels name, in a table whose rows are times."""
        named = self._named_rows
        found = {row.index: period for row in named if (period := self._whole_period(row.lower)) is not None}
        return found if named and len(found) >= _ENOUGH * len(named) else {}

    @cached_property
    def _named_rows(self) -> list[Row]:
        return [row for row in self.rows if row.name and row.index in self.numbers]

    def _whole_period(self, lower: str) -> Period | None:
        """The period of a label that names nothing else."""
        words = written_out(lower)
        times = find_times(prepare(words))
        if len(times) != 1:
            return None
        rest = (words[: times[0].start] + words[times[0].end :]).replace("năm", "")
        return None if any(map(str.isalpha, rest)) else resolve_time(times[0], self.around.anchor)

    def _figure(self, row: Row, column: Column, cell: GridCell, number: CellNumber) -> TableFigure:
        meaning = self.meanings[column.index]
        unit = self._unit(row, column, number, meaning)
        if meaning.measure == "level" and meaning.percent and number.number < 0:
            meaning = meaning._replace(measure="change")
        if meaning.measure == "share" and self._is_rate(row, column):
            meaning = meaning._replace(measure="level", basis_kind=None)
        quantity = self._quantity(row, unit, meaning)
        words, named_by, identifier = self._indicator(row, column, quantity)
        head = column.heads[-1].surface if column.heads else ""
        period = self.periods.get(row.index)
        if meaning.measure == "level" and unit.dimension == "percent":
            meaning, number = self._as_movement(row, identifier, meaning, number)
        return TableFigure(
            cell, row.index, column.index, number, unit, meaning, words, named_by, identifier,
            place=self.places.get(row.index) or self.around.place_of(head),
            period=period or meaning.period,
            period_from="clause" if period else meaning.period_from,
            heads=self._heads(row, column),
        )  # fmt: skip

    def _as_movement(
        self, row: Row, identifier: str | None, meaning: Meaning, number: CellNumber
    ) -> tuple[Meaning, CellNumber]:
        """A printed growth rate is a change, a fall of a rate a negative difference ("Mức giảm tỷ lệ hộ nghèo: 0,8%")."""
        if identifier in self.around.known.levels:
            return meaning._replace(measure="difference"), number._replace(number=-abs(number.number))
        if table_words().growth.match(row.lower):
            return meaning._replace(measure="change"), number
        return meaning, number

    def _quantity(self, row: Row, unit: CellUnit, meaning: Meaning) -> Quantity:
        """What the catalogue is asked for: of a comparison the amount that is compared, so that a row has one name."""
        context = "\n".join([*(parent.lower for parent in row.parents), row.lower, self.title.words])
        compared = next((one for one in self.layout.columns if one.index == meaning.of), None)
        number = self.numbers[row.index].get(compared.index) if compared else None
        if compared is None or number is None:
            return Quantity(unit.dimension, meaning.measure, unit.unit, (unit.text or "").lower(), context)
        of = self._unit(row, compared, number, self.meanings[compared.index])
        return Quantity(of.dimension, "level", of.unit, (of.text or "").lower(), context)

    def _is_rate(self, row: Row, column: Column) -> bool:
        """Whether a share is a rate that the catalogue knows: "Hộ nghèo" over "Tỷ lệ (%)" is the poverty rate."""
        named = without_brackets(column.heads[0].lower) if len(column.heads) > 1 else row.lower
        found = find(f"tỷ lệ {named}", Quantity("percent", "level", "percent", "%"), self.around.known)
        return found is not None and found.name.dimension == "percent"

    def _unit(self, row: Row, column: Column, number: CellNumber, meaning: Meaning) -> CellUnit:
        """That of the cell, the column, the row or the table, in this order."""
        if number.unit_text and not number.percent:
            return CellUnit(number.unit_text, number.unit, number.dimension, number.factor)
        if meaning.measure == "rank":
            return CellUnit(dimension="rank")
        head = column.head.unit
        compares = meaning.percent and meaning.measure != "level"
        if head is not None and not compares:
            return _cell_unit(head)
        told = self._row_unit(row)
        unknown = self._unknown_unit(row) if told is None and not number.percent and not compares else None
        if unknown is not None:
            return CellUnit(unknown)
        if number.percent or compares or (meaning.percent and told is None):
            return CellUnit("%", "percent", "percent")
        told = told or self.title.unit or self._counted_unit(row, column)
        if told is None:
            compared = next((one for one in self.layout.columns if one.index == meaning.of), None)
            return self._unit(row, compared, number, self.meanings[compared.index]) if compared else CellUnit()
        if told.unit.dimension == "percent" and meaning.measure == "difference":
            return CellUnit(told.text, "percent", "percentage_point")
        return _cell_unit(told)

    def _counted_unit(self, row: Row, column: Column) -> HeadUnit | None:
        """What the words count that name the figure, where no unit is printed: "Số hộ nghèo"."""
        heads = [without_brackets(cell.lower) for cell in reversed(column.heads)]
        if heads and heads[0].startswith("số lượng"):
            # "Học sinh dân tộc" over "Số lượng"
            heads[0] = f"số {read_head(column.heads[0].lower).rest.removeprefix('trong đó ')}"
        own = next((unit for unit in map(unit_counted, heads) if unit is not None), None)
        if own is None and heads and table_words().parts.match(heads[-1]):
            # "Tổng số sản phẩm | Chia theo hạng: 3 sao, 4 sao": parts count what their whole counts.
            left = [
                one
                for one in self.layout.columns
                if one.index < column.index and not (one.heads and table_words().parts.match(one.heads[0].lower))
            ]
            own = self._counted_unit(row, left[-1]) if left else None
        named = map(unit_counted, (row.lower, self.title.subject))
        return own or next((unit for unit in named if unit is not None), None)

    def _unknown_unit(self, row: Row) -> str | None:
        """What stands in the row's cell for the unit where it is none that is known: then it has no other."""
        cell = self.grid.rows[row.index][self.layout.unit] if self.layout.unit is not None else None
        printed = cell.surface.strip() if cell else ""
        return printed if any(map(str.isalpha, printed)) and printed.lower() not in _AS_ABOVE else None

    def _row_unit(self, row: Row) -> HeadUnit | None:
        """The unit in the row's own cell, else in brackets behind its name or that of the row it is a part of."""
        if self.layout.unit is not None:
            cell = self.grid.rows[row.index][self.layout.unit]
            printed = written_out(cell.lower.strip(" .")) if cell else ""
            if printed in _AS_ABOVE:
                above = self._row_with_unit_above.get(row.index)
                return self._row_unit(above) if above else None
            if cell is not None and printed:
                unit = match_unit(printed, 0)
                return HeadUnit(cell.surface.strip(), unit) if unit and unit.end == len(printed) else None
        named = (unit_of(written_out(one.lower)) for one in (row, *reversed(row.parents)))
        return next((unit for unit in named if unit is not None), None)

    @cached_property
    def _row_with_unit_above(self) -> Mapping[int, Row]:
        """By row whose unit is that above ("nt"), the nearest row before it that prints one."""
        found: dict[int, Row] = {}
        nearest: Row | None = None
        for row in self.rows:
            cell = self.grid.rows[row.index][self.layout.unit] if self.layout.unit is not None else None
            printed = written_out(cell.lower.strip(" .")) if cell else ""
            if printed not in _AS_ABOVE:
                nearest = row
            elif nearest is not None:
                found[row.index] = nearest
        return found

    def _indicator(
        self, row: Row, column: Column, quantity: Quantity
    ) -> tuple[str | None, GridCell | None, str | None]:
        """The words that name the figure, their cell, and the catalogue's identifier; of a comparison, of what is compared."""
        meaning = self.meanings[column.index]
        if meaning.basis_kind in ("plan", "period"):
            column = next((one for one in self.layout.columns if one.index == meaning.of), column)
        rest = column.head.rest if column.head.comparison is None else ""
        named = column.head.status is None or self._find((rest,), quantity) is not None
        if rest and (
            not named
            or self.meanings[column.index].basis_kind in ("plan", "period")
            or self.around.place_of(rest) is not None
        ):
            rest = ""
        nameless = row.index in self.places or row.index in self.periods or row.lower in table_words().totals
        head = column.heads[0] if rest and column.heads else None
        printed = without_brackets(head.surface) if head else ""
        last = read_head(column.heads[-1].lower).rest if rest and len(column.heads) > 1 else ""
        last = "" if last.startswith(table_words().of_anything) else last
        if nameless or not row.name:
            subject = self.title.subject
            words = printed or subject or None
            return words, head, self._find((last, rest, f"{rest} {subject}") if rest else (subject,), quantity)
        words = f"{printed} {row.name}" if printed else without_brackets(row.name)
        return words, row.label, self._find(self._phrases(row, rest), quantity)

    def _phrases(self, row: Row, rest: str) -> tuple[str, ...]:
        """What may name a row's figures, the likeliest first: with its column, alone, with the rows it is a part of."""
        above = [parent.lower for parent in reversed(row.parents)]
        own: tuple[str, ...] = (f"{rest} {row.lower}", rest) if rest else ()
        subject = self.title.subject
        # "Khai thác" under the title "Sản lượng thủy sản"
        titled = (f"{subject} {row.lower}",) if subject and len(row.lower.split()) <= _FEW_WORDS else ()
        last = () if self._rows_are_named else (subject,)
        return (*own, row.lower, *(f"{parent} {row.lower}" for parent in above[:2]), *above[:1], *titled, *last)

    @cached_property
    def _rows_are_named(self) -> bool:
        """Whether the catalogue knows half of the labels, so that the title does not stand for those it does not know."""
        anything = Quantity("money", "attainment", None, "")
        named = [find(row.lower, anything, self.around.known) is not None for row in self._named_rows]
        return sum(named) * 2 >= len(named)

    def _find(self, phrases: Sequence[str], quantity: Quantity) -> str | None:
        for phrase in phrases:
            found = find(" ".join(phrase.split()), quantity, self.around.known) if phrase.strip() else None
            if found is not None:
                return found.name.id
        return None

    def _heads(self, row: Row, column: Column) -> tuple[str, ...]:
        names = chain((parent.name for parent in row.parents), [row.name])
        return tuple(filter(None, chain(names, (cell.surface.strip() for cell in column.heads))))


def _cell_unit(head: HeadUnit) -> CellUnit:
    return CellUnit(head.text, head.unit.unit, head.unit.dimension, head.unit.factor)


def _numbers_the_columns(numbers: Mapping[int, CellNumber]) -> bool:
    """Whether a row only numbers the columns: "1 | 2 | 3"."""
    values = [number.number for number in numbers.values()]
    if len(values) < _INDEX_ROW_FROM or values[0] > _INDEX_ROW_FROM or values[0] != int(values[0]):
        return False
    return values == [values[0] + at for at in range(len(values))]
