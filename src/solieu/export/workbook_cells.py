"""The cells of a workbook: text that stays text, numbers that stay exact, and how they look."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from solieu.export.harmless import is_like_a_formula, without_controls
from solieu.export.scales import decimals_of, fits_a_cell

if TYPE_CHECKING:
    from decimal import Decimal

    from solieu.model import Bound

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "Cells"]

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
_LONGEST = 32_000
"""A little less than what Excel takes in a cell."""
_MOST_DECIMALS = 10
_FIRST_DAY = date(1900, 3, 1)
"""Excel's calendar has a day before this one that never was."""
_SIGNS: Final[dict[Bound, str]] = {"exact": "", "about": '"≈ "', "above": '"> "', "below": '"< "'}
_YELLOW = "#FFF2B3"
_HEAD = "#E8EDF3"


class Cells:
    """Writes cells of one workbook. Formats are made when they are first needed."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def text(self, sheet: Any, row: int, column: int, text: str | None, **look: Any) -> None:
        """Text, whatever it looks like: a formula stays one only to the eye, also when the cell is edited."""
        if not text:
            return
        shown = without_controls(text)[:_LONGEST]
        if is_like_a_formula(shown):
            look["quote_prefix"] = True
        sheet.write_string(row, column, shown, self._format(look))

    def number(
        self, sheet: Any, row: int, column: int, number: Decimal, *, bound: Bound = "exact", **look: Any
    ) -> bool:
        """A number with its printed decimals; as text where Excel would round it, which is returned."""
        decimals = decimals_of(number)
        if not fits_a_cell(number):
            self.text(sheet, row, column, format(number, "f"), align="right", **look)
            return True
        places = "." + "0" * min(decimals, _MOST_DECIMALS) if decimals else ""
        shown = self._format({"num_format": f"{_SIGNS[bound]}#,##0{places}", **look})
        sheet.write_number(row, column, float(number), shown)
        return False

    def whole(self, sheet: Any, row: int, column: int, number: int | None) -> None:
        """A count or an ordinal, as it is."""
        if number is not None:
            sheet.write_number(row, column, number)

    def share(self, sheet: Any, row: int, column: int, share: float) -> None:
        """A probability."""
        sheet.write_number(row, column, share, self._format({"num_format": "0.00"}))

    def day(self, sheet: Any, row: int, column: int, day: date | None) -> None:
        """A day as Vietnamese write it; one that Excel's calendar does not have, as text."""
        if day is None:
            return
        if day < _FIRST_DAY:
            self.text(sheet, row, column, f"{day.day:02}/{day.month:02}/{day.year}")
        else:
            when = datetime(day.year, day.month, day.day)
            sheet.write_datetime(row, column, when, self._format({"num_format": "dd/mm/yyyy", "align": "left"}))

    def head(self, sheet: Any, row: int, column: int, text: str, *, last: int | None = None) -> None:
        """A head, over the columns to ``last`` if given."""
        look = self._format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": _HEAD, "border": 1, "border_color": "#C5CDD8"}
        )
        if last is None or last == column:
            sheet.write_string(row, column, without_controls(text), look)
        else:
            sheet.merge_range(row, column, row, last, without_controls(text), look)

    def title(self, sheet: Any, row: int, text: str) -> None:
        """The title of a sheet."""
        sheet.write_string(row, 0, without_controls(text), self._format({"bold": True, "font_size": 14}))

    def note(self, sheet: Any, row: int, text: str, column: int = 0) -> None:
        """A line of small print."""
        sheet.write_string(row, column, without_controls(text), self._format({"font_color": "#5A6472"}))

    @staticmethod
    def look(*, estimate: bool, disputed: bool) -> dict[str, Any]:
        """How a figure looks that is estimated or on which sources differ."""
        look: dict[str, Any] = {"italic": True} if estimate else {}
        return look | {"bg_color": _YELLOW} if disputed else look

    def _format(self, look: dict[str, Any]) -> Any:
        if not look:
            return None
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(look)
        return self._formats[key]
