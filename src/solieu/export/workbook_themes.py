"""The sheets of the themes: places down, periods across, plan, result and percentages beneath each period."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from solieu.export.period_names import period_name
from solieu.export.scales import Measured, measured_in, printed_scale, unit_label
from solieu.export.words import words
from solieu.export.workbook_cells import MOST_ROWS, Cells
from solieu.export.workbook_figures import page_of, said_elsewhere, shown_value
from solieu.knowledge.entries import indicators
from solieu.knowledge.names import theme_names, theme_of
from solieu.store.facts import Fact, fact_of
from solieu.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from solieu.export.content import Selected
    from solieu.export.labels import Language
    from solieu.model import Observation, Period
    from solieu.store import StoredFigure

__all__ = ["MOST_COMMENTS", "Tally", "ThemeSheets"]

MOST_PERIODS = 120
MOST_COMMENTS = 20_000
_MOST_SOURCES = 4
_LONGEST_COMMENT = 2_000
_A3 = 8
_MOST_ON_A_PAGE = 16
_HEAD_ROWS = 4
_FIXED = ("indicator", "unit", "place")
_WIDTHS = (50, 20, 28)
_KINDS = ("plan", "result", "attainment", "index", "change", "index_other", "change_other", "index_times", "difference", "share", "rank")  # fmt: skip
_KEEPS_UNIT = frozenset({"plan", "result", "difference"})
_SAME_PERIOD = ("cung ky", "nam truoc")
_ONE = Decimal(1)


class _Kind(NamedTuple):
    """A column beneath a period."""

    name: str
    target: bool

    @property
    def order(self) -> tuple[int, bool]:
        return _KINDS.index(self.name), self.target


class _Slot(NamedTuple):
    """Where a figure stands: in which row of its indicator and place, and in which column."""

    fact: Fact
    measured: Measured | None
    """``None`` for percentages and ranks, which stand in the row of any unit."""
    period: Period
    kind: _Kind


def _slot(told: Observation) -> _Slot | None:
    """Where a figure stands in the sheet of its theme; ``None`` where it cannot be laid out."""
    if told.period is None or told.place is None or told.indicator_id is None:
        return None
    name = _kind(told)
    if name is None:
        return None
    target = told.status == "target" and name != "plan"
    return _Slot(fact_of(told), measured_in(told) if name in _KEEPS_UNIT else None, told.period, _Kind(name, target))


def _kind(told: Observation) -> str | None:
    match told.measure:
        case "level":
            return "plan" if told.status == "target" else "result"
        case "difference" | "rank":
            return told.measure
        case "index" if told.unit == "times":
            return "index_times"
        case _ if told.unit != "percent":
            return None
        case "index" | "change":
            return told.measure if _is_of_same_period(told) else f"{told.measure}_other"
        case _:
            return told.measure


def _is_of_same_period(told: Observation) -> bool:
    if told.basis is None or told.period is None:
        return False
    basis = _folded(told.basis)
    return any(one in basis for one in _SAME_PERIOD) or basis == f"nam {told.period.start.year - 1}"


@lru_cache(4096)
def _folded(words_: str) -> str:
    return fold(words_)


class Tally:
    """What the figures have in them, found out before they are laid out."""

    def __init__(self) -> None:
        self.periods: dict[str, Counter[Period]] = {}
        self.kinds: dict[str, dict[Period, set[_Kind]]] = {}
        self.scales: dict[tuple[str, Measured], Counter[Decimal]] = {}
        self.apart = 0
        """Figures that no sheet of a theme has a place for."""

    def add(self, one: Selected) -> None:
        """Look at one more figure."""
        if not one.chosen:
            return
        told = one.figure.observation
        slot = _slot(told)
        if slot is None or told.indicator_id is None:
            self.apart += 1
            return
        theme = theme_of(told.indicator_id)
        self.periods.setdefault(theme, Counter())[slot.period] += 1
        self.kinds.setdefault(theme, {}).setdefault(slot.period, set()).add(slot.kind)
        if slot.measured is not None and (scale := printed_scale(told)) is not None:
            self.scales.setdefault((told.indicator_id, slot.measured), Counter())[scale] += 1

    def scale(self, indicator_id: str, measured: Measured) -> Decimal:
        """The scale that most reports print an indicator in, of equals the largest."""
        votes = self.scales.get((indicator_id, measured))
        return max(votes, key=lambda scale: (votes[scale], scale)) if votes else _ONE


class ThemeSheets:
    """Lays the chosen figures out, each on the sheet of its theme."""

    def __init__(self, workbook: Any, cells: Cells, tally: Tally, language: Language) -> None:
        self._cells, self._tally, self._language = cells, tally, language
        self.without_comment = 0
        """Cells that should have a comment, beyond the most that there are."""
        self._comments = 0
        names = theme_names()
        themes = sorted(tally.periods, key=list(names).index)
        self._sheets = {theme: _Sheet(workbook, cells, theme, tally, language) for theme in themes}

    def add_all(self, figures: Iterable[Selected]) -> None:
        """Lay out ``figures``, of which those of one indicator and place follow each other."""
        placed = ((one, slot) for one in figures if one.chosen and (slot := _slot(one.figure.observation)) is not None)
        for (indicator_id, _), together in groupby(placed, key=_row_key):
            sheet = self._sheets[theme_of(indicator_id)]
            for measured, slots in _rows(together):
                self._write(sheet, indicator_id, measured, slots)

    def finish(self) -> None:
        """Give each sheet its filter."""
        for sheet in self._sheets.values():
            sheet.finish()

    def _write(self, sheet: _Sheet, indicator_id: str, measured: Measured | None, slots: _Slots) -> None:
        shown = {slot: found for slot, found in slots.items() if slot in sheet.columns}
        if not shown:
            return
        scale = _ONE if measured is None else self._tally.scale(indicator_id, measured)
        first = next(iter(shown.values()))[0].figure.observation
        unit = "%" if measured is None else unit_label(measured, scale, self._language)
        row = sheet.next_row()
        for column, text in enumerate((_label(indicator_id, first, self._language), unit, first.place)):
            self._cells.text(sheet.sheet, row, column, text)
        for slot, found in shown.items():
            self._figure(sheet.sheet, row, sheet.columns[slot], found, scale if slot[1].name in _KEEPS_UNIT else _ONE)
        sources = [one.figure for found in shown.values() for one in found]
        self._cells.text(sheet.sheet, row, sheet.last_column, _sources(sources, self._language))

    def _figure(self, sheet: Any, row: int, column: int, found: Sequence[Selected], scale: Decimal) -> None:
        best, *others = sorted(found, key=lambda one: one.figure.observation.status == "estimate")
        told = best.figure.observation
        number, top, _, _ = shown_value(told, self._language, scale)
        look = self._cells.look(estimate=told.status == "estimate", disputed=best.disputed)
        too_long = self._cells.number(sheet, row, column, number, bound=told.bound, **look)
        comment = self._comment(best, others, number, top, too_long=too_long)
        if not comment:
            return
        if self._comments == MOST_COMMENTS:
            self.without_comment += 1
            return
        self._comments += 1
        sheet.write_comment(row, column, comment, {"x_scale": 2.5, "y_scale": 1.5})

    def _comment(
        self, best: Selected, others: Sequence[Selected], number: Decimal, top: Decimal | None, *, too_long: bool
    ) -> str:
        notes = words(self._language)["notes"]
        told = best.figure.observation
        lines = []
        if top is not None:
            lines.append(notes["range"].format(low=f"{number:f}", high=f"{top:f}"))
        if told.measure in ("index", "change") and told.basis and not _is_of_same_period(told):
            lines.append(notes["basis"].format(basis=told.basis))
        if best.figure.verdict == "correct":
            lines.append(notes["corrected"])
        if too_long:
            lines.append(notes["too_long"])
        if best.disputed:
            lines += [notes["other_sources"], *said_elsewhere(best.rivals, self._language)]
        if others:
            lines += [notes["also"], *said_elsewhere([one.figure for one in others], self._language)]
        return "\n".join(lines)[:_LONGEST_COMMENT]


_Slots = dict[tuple["Period", _Kind], list["Selected"]]
"""The figures of a row by period and kind."""


def _row_key(pair: tuple[Selected, _Slot]) -> tuple[str, str]:
    fact = pair[1].fact
    return fact.indicator_id or "", fact.place or ""


def _rows(together: Iterable[tuple[Selected, _Slot]]) -> Iterator[tuple[Measured | None, _Slots]]:
    """The rows of one indicator and place: one for each subject and unit, percentages in that which has the most figures."""
    of_subject: dict[str, dict[Measured | None, _Slots]] = {}
    for one, slot in together:
        of_unit = of_subject.setdefault(slot.fact.subject, {})
        of_unit.setdefault(slot.measured, {}).setdefault((slot.period, slot.kind), []).append(one)
    for _, of_unit in sorted(of_subject.items()):
        unitless = of_unit.pop(None, {})
        rows = sorted(of_unit.items(), key=lambda row: -len(row[1]))
        if not rows:
            yield None, unitless
        for number, (measured, slots) in enumerate(rows):
            yield measured, slots | unitless if number == 0 else slots


def _label(indicator_id: str, told: Observation, language: Language) -> str:
    """The name of the indicator, with the printed words where they say more."""
    entry = indicators().get(indicator_id)
    label = indicator_id if entry is None else entry.label_vi if language == "vi" else entry.label_en
    return f"{label}: {told.indicator}" if fact_of(told).subject and told.indicator else label


def _sources(figures: Iterable[StoredFigure], language: Language) -> str:
    """The sentences behind a row, with where they stand."""
    own, sheet = words(language)["notes"], words(language)["sheets"]["all"]
    by_sentence: dict[tuple[int, str], list[StoredFigure]] = {}
    for one in figures:
        by_sentence.setdefault((one.report_id, one.sentence), []).append(one)
    told = [_source(found, own) for found in list(by_sentence.values())[:_MOST_SOURCES]]
    more = len(by_sentence) - len(told)
    return " | ".join([*told, own["and_more"].format(count=more, sheet=sheet)] if more > 0 else told)


def _source(figures: Sequence[StoredFigure], own: dict[str, str]) -> str:
    first = figures[0]
    numbers = ", ".join(str(one.id) for one in figures)
    page = page_of(first.observation)
    day = first.issued and "/".join(reversed(first.issued.split("-")))
    where = ", ".join(filter(None, (first.report, day, None if page is None else own["page"].format(page=page))))
    return f"[{numbers}] «{' '.join(first.sentence.split())}» - {where}"


class _Sheet:
    """The sheet of one theme, or the sheets where one does not hold all rows."""

    def __init__(self, workbook: Any, cells: Cells, theme: str, tally: Tally, language: Language) -> None:
        self._workbook, self._cells, self._language = workbook, cells, language
        name = theme_names()[theme]
        self._name = name.vi if language == "vi" else name.en
        counts = tally.periods[theme]
        chosen = sorted(counts, key=lambda one: (-counts[one], -one.end.toordinal(), one.start))[:MOST_PERIODS]
        self._periods = sorted(chosen, key=lambda one: (one.end, one.start))
        self._left = (counts.total() - sum(counts[one] for one in chosen), len(counts) - len(chosen))
        slots = [
            (period, kind)
            for period in self._periods
            for kind in sorted(tally.kinds[theme][period], key=lambda one: one.order)
        ]
        self.columns = {slot: column for column, slot in enumerate(slots, len(_FIXED))}
        self.last_column = len(_FIXED) + len(slots)
        self._sheets = 0
        self._begin()

    def next_row(self) -> int:
        """The row to write next."""
        self._row += 1
        if self._row == MOST_ROWS:
            self.finish()
            self._begin()
            self._row += 1
        return self._row

    def finish(self) -> None:
        """Give the rows their filter; what is printed is the table without the sentences."""
        self.sheet.print_area(0, 0, max(self._row, _HEAD_ROWS), self.last_column - 1)
        self.sheet.autofilter(_HEAD_ROWS - 1, 0, max(self._row, _HEAD_ROWS), len(_FIXED) - 1)

    def _begin(self) -> None:
        self._sheets += 1
        own = words(self._language)
        # Excel takes no such characters in the name of a sheet, and 31 of the others.
        name = "".join(one for one in self._name if one not in "[]:*?/\\'")[:24]
        self.sheet = self._workbook.add_worksheet(name if self._sheets == 1 else f"{name} ({self._sheets})")
        cells, sheet = self._cells, self.sheet
        continued = f" {own['notes']['continued']}" if self._sheets > 1 else ""
        cells.title(sheet, 0, self._name + continued)
        cells.note(sheet, 1, self._note())
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_column(len(_FIXED), self.last_column - 1, 13)
        sheet.set_column(self.last_column, self.last_column, 80)
        self._heads()
        sheet.freeze_panes(_HEAD_ROWS, len(_FIXED))
        sheet.set_landscape()
        sheet.set_paper(_A3)
        if len(self.columns) <= _MOST_ON_A_PAGE:
            sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROWS - 2, _HEAD_ROWS - 1)
        sheet.repeat_columns(0, len(_FIXED) - 1)
        self._row = _HEAD_ROWS - 1

    def _note(self) -> str:
        own = words(self._language)
        sheet = own["sheets"]["all"]
        note = own["notes"]["legend"].format(sheet=sheet)
        figures, periods = self._left
        if periods:
            more = own["notes"]["more_periods"]
            note = f"{more.format(shown=len(self._periods), figures=figures, periods=periods, sheet=sheet)} {note}"
        return note

    def _heads(self) -> None:
        """Periods over their columns; a row is written before the next begins."""
        own, above, below = words(self._language), _HEAD_ROWS - 2, _HEAD_ROWS - 1
        fixed = [(column, own["heads"][head]) for column, head in enumerate(_FIXED)]
        for column, _ in (*fixed, (self.last_column, "")):
            self._cells.head(self.sheet, above, column, "")
        for period, slots in groupby(self.columns.items(), key=lambda item: item[0][0]):
            columns = [column for _, column in slots]
            self._cells.head(self.sheet, above, columns[0], period_name(period, self._language), last=columns[-1])
        for column, text in (*fixed, (self.last_column, own["heads"]["source"])):
            self._cells.head(self.sheet, below, column, text)
        for (_, kind), column in self.columns.items():
            text = own["kinds"][kind.name]
            shown = own["kinds"]["target"].format(kind=text[:1].lower() + text[1:]) if kind.target else text
            self._cells.head(self.sheet, below, column, shown)
