"""The sheet with a row for each figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from solieu.export.labels import labels
from solieu.export.period_names import period_name
from solieu.export.scales import measured_in, printed_scale, scaled_down, unit_label
from solieu.export.words import words
from solieu.export.workbook_cells import MOST_ROWS, Cells
from solieu.knowledge.entries import indicators
from solieu.knowledge.names import theme_names, theme_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.export.content import Selected
    from solieu.export.labels import Language
    from solieu.model import Observation
    from solieu.store import StoredFigure

__all__ = ["FigureSheets", "page_of", "said_elsewhere", "shown_value"]

_COLUMNS = {
    "id": 7, "theme": 16, "indicator": 36, "unit": 14, "place": 26, "period": 18, "measure": 14, "status": 12,
    "value": 16, "value_max": 12, "scale": 16, "base_unit": 12, "bound": 10, "basis": 18, "quote": 20, "sentence": 60,
    "report": 30, "title": 30, "issued": 12, "page": 7, "cell": 24, "chosen": 9, "rule": 20, "disputed": 10, "rivals": 40,
    "verdict": 12, "confidence": 9, "indicator_printed": 28, "indicator_id": 20, "place_code": 10, "period_start": 12,
    "period_end": 12, "report_id": 9,
}  # fmt: skip
"""The columns with their widths."""
_MOST_RIVALS = 5
_ONE = Decimal(1)


class FigureSheets:
    """Rows of figures, on as many sheets as Excel's limit asks for."""

    def __init__(self, workbook: Any, cells: Cells, language: Language) -> None:
        self._workbook, self._cells, self._language = workbook, cells, language
        self._words = words(language)
        self._sheet: Any = None
        self._row = 0
        self._sheets = 0

    def add(self, one: Selected) -> None:
        """Write the next row."""
        if self._sheet is None or self._row == MOST_ROWS:
            self.finish()
            self._begin()
        self._write(one)
        self._row += 1

    def finish(self) -> None:
        """Give the rows that were written their filter."""
        if self._sheet is not None:
            self._sheet.autofilter(0, 0, self._row - 1, len(_COLUMNS) - 1)

    def _begin(self) -> None:
        self._sheets += 1
        name = self._words["sheets"]["all"]
        self._sheet = self._workbook.add_worksheet(name if self._sheets == 1 else f"{name} ({self._sheets})")
        for column, (head, width) in enumerate(_COLUMNS.items()):
            self._sheet.set_column(column, column, width)
            self._cells.head(self._sheet, 0, column, self._words["heads"][head])
        self._sheet.freeze_panes(1, 3)
        self._row = 1

    def _write(self, one: Selected) -> None:
        figure, cells, sheet, row = one.figure, self._cells, self._sheet, self._row
        told = figure.observation
        number, top, scale, unit = shown_value(told, self._language)
        texts = self._texts(one) | {"unit": unit}
        look = cells.look(estimate=told.status == "estimate", disputed=one.disputed)
        for column, name in enumerate(_COLUMNS):
            match name:
                case "id":
                    cells.whole(sheet, row, column, figure.id)
                case "report_id":
                    cells.whole(sheet, row, column, figure.report_id)
                case "page":
                    cells.whole(sheet, row, column, page_of(told))
                case "value":
                    cells.number(sheet, row, column, number, **look)
                case "value_max":
                    if top is not None:
                        cells.number(sheet, row, column, top, **look)
                case "scale":
                    cells.number(sheet, row, column, scale)
                case "confidence":
                    cells.share(sheet, row, column, told.confidence)
                case "issued":
                    cells.day(sheet, row, column, None if figure.issued is None else date.fromisoformat(figure.issued))
                case "period_start":
                    cells.day(sheet, row, column, told.period.start if told.period else None)
                case "period_end":
                    cells.day(sheet, row, column, told.period.end if told.period else None)
                case _:
                    cells.text(sheet, row, column, texts[name])

    def _texts(self, one: Selected) -> dict[str, str | None]:
        figure, language = one.figure, self._language
        told = figure.observation
        known, own = labels()[language], self._words
        entry = indicators().get(told.indicator_id or "")
        theme = theme_names()[theme_of(told.indicator_id)] if told.indicator_id else None
        yes, no = own["notes"]["yes"], own["notes"]["no"]
        label = None if entry is None else entry.label_vi if language == "vi" else entry.label_en
        return {
            "theme": None if theme is None else theme.vi if language == "vi" else theme.en,
            "indicator": label or told.indicator_id or told.indicator,
            "place": told.place,
            "period": None if told.period is None else period_name(told.period, language),
            "measure": known[f"measure_{told.measure}"],
            "status": known[f"status_{told.status}"],
            "base_unit": told.unit,
            "bound": known[f"bound_{told.bound}"],
            "basis": told.basis or (known[f"basis_{told.basis_kind}"] if told.basis_kind else None),
            "quote": told.quote,
            "sentence": figure.sentence,
            "report": figure.report,
            "title": figure.title,
            "cell": " / ".join(told.cell.heads) if told.cell else None,
            "chosen": yes if one.chosen else no,
            "rule": own["rules"].get(one.rule, one.rule),
            "disputed": yes if one.disputed else no,
            "rivals": "; ".join(said_elsewhere(one.rivals, language)),
            "verdict": own["verdicts"].get(figure.verdict or ""),
            "indicator_printed": told.indicator,
            "indicator_id": told.indicator_id,
            "place_code": told.place_code,
        }


def shown_value(
    told: Observation, language: Language, scale: Decimal | None = None
) -> tuple[Decimal, Decimal | None, Decimal, str]:
    """A figure in the unit that it is printed in, or that of ``scale``: number, upper end, scale, and the unit's name."""
    chosen = scale or printed_scale(told) or _ONE
    top = None if told.value_max is None else scaled_down(told.value_max, chosen)
    return scaled_down(told.value, chosen), top, chosen, unit_label(measured_in(told), chosen, language)


def said_elsewhere(rivals: Sequence[StoredFigure], language: Language) -> list[str]:
    """What other sources say: their words, the report and its day."""
    own = words(language)["notes"]
    said = [f"{_words_of(one, own)} ({_source(one, own)})" for one in rivals[:_MOST_RIVALS]]
    more = len(rivals) - len(said)
    sheet = words(language)["sheets"]["all"]
    return [*said, own["and_more"].format(count=more, sheet=sheet)] if more > 0 else said


def _words_of(figure: StoredFigure, own: dict[str, str]) -> str:
    told = figure.observation
    against = own["against"].format(basis=told.basis) if told.basis else ""
    return " ".join(f"{told.quote} {against}".split())


def _source(figure: StoredFigure, own: dict[str, str]) -> str:
    page = page_of(figure.observation)
    parts = (figure.report, _day(figure.issued), None if page is None else own["page"].format(page=page))
    return ", ".join(filter(None, parts))


def _day(issued: str | None) -> str | None:
    return None if issued is None else "/".join(reversed(issued.split("-")))


def page_of(told: Observation) -> int | None:
    """The page on which a figure is printed, in prose or in a table."""
    return told.page if told.page is not None or told.cell is None else told.cell.page
