"""Which rows and columns of a table are totals, and which make them up: "Tổng số" over "I" and "II", "Cả năm" behind four quarters."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from solieu.check.cells import is_mean
from solieu.check.formulas import formulas
from solieu.knowledge.checks import check_words
from solieu.tables.heads import without_brackets
from solieu.tables.words import table_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.check.cells import TableView
    from solieu.tables.grid import GridCell
    from solieu.tables.hierarchy import Row
    from solieu.tables.layout import Column

__all__ = ["Family", "column_families", "is_total", "row_families"]

Kind = Literal["declared", "total", "nested", "named", "among"]
"""A formula says so; "Tổng cộng"; list markers; "Tổng sản lượng" before its kinds; "Trong đó", which may leave some out."""


@dataclass(frozen=True)
class Family:
    """A total and what makes it up, all rows or all columns."""

    along: Literal["row", "column"]
    kind: Kind
    total: int
    parts: tuple[int, ...]
    in_time: bool = False
    """Whether the parts are times: what holds of a harvest and of no population."""


def is_total(lower: str) -> bool:
    """Whether words name nothing but a whole: "Tổng cộng", "Cộng toàn huyện", "Tổng (I+II)".

    >>> [is_total(words) for words in ("cộng toàn huyện", "tổng số:", "tổng (i+ii)", "tổng thu ngân sách")]
    [True, True, True, False]
    """
    words = " ".join(without_brackets(lower).strip(" .:*-").split())
    totals = table_words().totals
    if words in totals:
        return True
    first = next((total for total in totals if words.startswith(f"{total} ")), None)
    return first is not None and words[len(first) :].strip() in totals


def row_families(view: TableView) -> tuple[tuple[Family, ...], ...]:
    """The totals among the rows, each with the ways in which it may be made up."""
    filled = {row for row, _ in view.at}
    named = [row for row in view.rows if (row.name or row.index in filled) and not is_mean(row.lower)]
    children: dict[int | None, list[Row]] = defaultdict(list)
    for row in named:
        children[row.parents[-1].index if row.parents else None].append(row)
    found: list[tuple[Family, ...]] = []
    for siblings in children.values():
        since: list[Row] = []
        sums: list[Row] = []
        for at, row in enumerate(siblings):
            if row.index in filled:
                ways = _below(view, row, children.get(row.index, ()), filled)
                if is_total(row.lower):
                    before = since or (sums if len(sums) > 1 else [])
                    ways += _beside(before, siblings[at + 1 :], row, children, filled, lone=not ways)
                elif not ways and row.lower.startswith("tổng"):
                    ways += _after(siblings[at + 1 :], row, filled)
                if ways:
                    found.append(tuple(ways))
            if is_total(row.lower):
                since, sums = [], [*sums, row]
            else:
                since.append(row)
    return tuple(found)


def _below(view: TableView, row: Row, children: Sequence[Row], filled: set[int]) -> list[Family]:
    """The rows that list markers put under it, but for those of "Trong đó", which are a family of their own."""
    among = _among(view, row, children)
    parts = tuple(child.index for child in children if child.index in filled and child.index not in among)
    some = tuple(child.index for child in children if child.index in filled and child.index in among)
    families = [Family("row", "total" if is_total(row.lower) else "nested", row.index, parts)] if parts else []
    return families + ([Family("row", "among", row.index, some)] if some else [])


def _among(view: TableView, row: Row, children: Sequence[Row]) -> set[int]:
    """The rows that "Trong đó" introduces, in their own cell or on a row of its own."""
    some = [child.index for child in children if _begins_with_within(child.label.lower if child.label else "")]
    return {child.index for child in children if some and child.index >= min(some)}


def _begins_with_within(lower: str) -> bool:
    return lower.lstrip(" -+*•").startswith(check_words().within)


def _beside(
    before: Sequence[Row],
    after: Sequence[Row],
    row: Row,
    children: dict[int | None, list[Row]],
    filled: set[int],
    *,
    lone: bool,
) -> list[Family]:
    """The rows of its level before "Cộng", or behind "Tổng số" where none are before it."""
    listed = [part for one in before for part in ([one] if one.index in filled else children.get(one.index, ()))]
    sums = all(is_total(one.lower) for one in before)
    parts = tuple(part.index for part in listed if part.index in filled and (sums or not is_total(part.lower)))
    if not parts and lone:
        stop = next((at for at, one in enumerate(after) if is_total(one.lower)), len(after))
        parts = tuple(one.index for one in after[:stop] if one.index in filled)
    return [Family("row", "total", row.index, parts)] if parts else []


def _after(after: Sequence[Row], row: Row, filled: set[int]) -> list[Family]:
    """The kinds that stand right behind "Tổng sản lượng" without a list marker."""
    parts = []
    for one in after:
        if one.index not in filled or one.lower.startswith("tổng"):
            break
        parts.append(one.index)
    return [Family("row", "named", row.index, tuple(parts))] if len(parts) > 1 else []


def column_families(view: TableView) -> tuple[tuple[Family, ...], ...]:
    """The totals among the columns, each with the ways in which it may be made up."""
    columns = [column for column in view.columns if not _is_rate(view, column)]
    places = {column.index for column in columns}
    ways: dict[int, list[Family]] = defaultdict(list)
    for formula in formulas(view):
        if formula.operator == "+" and {formula.column, *formula.terms} <= places:
            ways[formula.column].append(Family("column", "declared", formula.column, formula.terms))
    for family in (*_under_one_head(columns), *_before_parts(columns), *_times(view, columns)):
        if not any(set(family.parts) == set(known.parts) for known in ways[family.total]):
            ways[family.total].append(family)
    return tuple(tuple(families) for families in ways.values() if families)


def _is_rate(view: TableView, column: Column) -> bool:
    lowest = column.heads[-1].lower if column.heads else ""
    return column.index in view.rates or is_mean(lowest) or view.measures[column.index] != "level"


def _under_one_head(columns: Sequence[Column]) -> Iterator[Family]:
    """ "Tổng số" beside other columns under the same head."""
    for at, column in enumerate(columns):
        if len(column.heads) < 2 or not is_total(column.heads[-1].lower):
            continue
        over = column.heads[-2]
        right = [one for one in columns[at + 1 :] if over in one.heads]
        stop = next((place for place, one in enumerate(right) if _is_total_under(one, over)), len(right))
        side = _without_parts_of_parts(right[:stop] or [one for one in columns[:at] if over in one.heads], over)
        parts = tuple(one.index for one in side)
        if parts:
            among = any(_begins_with_within(cell.lower) for one in side for cell in one.heads[1:])
            yield Family("column", "among" if among else "total", column.index, parts)


def _is_total_under(column: Column, over: GridCell) -> bool:
    return over in column.heads[-2:-1] and is_total(column.heads[-1].lower)


def _without_parts_of_parts(columns: Sequence[Column], over: GridCell) -> list[Column]:
    """The columns under ``over``, of those that stand below a head with a total of its own only that total."""
    groups: dict[int, list[Column]] = defaultdict(list)
    for column in columns:
        below = column.heads[column.heads.index(over) + 1 :]
        groups[id(below[0] if below else column)].append(column)
    kept: list[Column] = []
    for group in groups.values():
        sums = [one for one in group if len(group) > 1 and is_total(one.heads[-1].lower)]
        kept += sums or group
    return kept


def _before_parts(columns: Sequence[Column]) -> Iterator[Family]:
    """A column before others under "Trong đó" or "Chia theo …"."""
    groups: dict[int, list[Column]] = defaultdict(list)
    for column in columns:
        head = next((cell for cell in column.heads if table_words().parts.match(cell.lower)), None)
        if head is not None:
            groups[id(head)].append(column)
    for group in groups.values():
        head = next(cell for cell in group[0].heads if table_words().parts.match(cell.lower))
        left = [one for one in columns if one.index < group[0].index and head not in one.heads]
        if left and not is_total(left[-1].heads[-1].lower if left[-1].heads else ""):
            among = _begins_with_within(head.lower)
            yield Family(
                "column", "among" if among else "total", left[-1].index, tuple(one.index for one in group)
            )  # fmt: skip


def _times(view: TableView, columns: Sequence[Column]) -> Iterator[Family]:
    """A column of a time and those of the months or quarters that make it up."""
    told = {column.index: view.periods[column.index] for column in columns}
    for whole, period in told.items():
        if period is None:
            continue
        lengths: dict[int, list[int]] = defaultdict(list)
        for part, within in told.items():
            same = (part in view.targets) == (whole in view.targets)
            if within is not None and within != period and same and period.contains(within):
                lengths[round(within.days / 30)].append(part)
        for parts in lengths.values():
            ordered = sorted(parts, key=lambda part: told[part].start)  # type: ignore[union-attr]
            days = sum(within.days for part in ordered if (within := told[part]) is not None)
            starts = {within.start for part in ordered if (within := told[part]) is not None}
            if len(parts) > 1 and days == period.days and len(starts) == len(parts):
                yield Family("column", "nested", whole, tuple(ordered), in_time=True)
