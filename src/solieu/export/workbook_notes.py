"""The sheets on where the figures came from and how the workbook was made."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from solieu.export.words import words
from solieu.export.workbook_cells import MOST_ROWS, Cells
from solieu.export.workbook_themes import MOST_COMMENTS
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from solieu.export.content import Content, Selected
    from solieu.export.labels import Language
    from solieu.store import StoredReport

__all__ = ["Account", "about_sheet", "sources_sheet"]

_SOURCES = {"report_id": 10, "title": 50, "issued": 14, "place": 28, "name": 40, "url": 40, "fetched": 20, "gone": 20,
            "figures": 12, "sha256": 66}  # fmt: skip

_COLUMNS = tuple(_SOURCES)
_COUNT, _DAY = _COLUMNS.index("figures"), _COLUMNS.index("issued")


class Account:
    """What there is to tell of the figures that went out."""

    def __init__(self) -> None:
        self.figures = 0
        self.disputed = 0
        self.newest: str | None = None
        self.of_report: Counter[int] = Counter()

    def add(self, one: Selected) -> None:
        """Count one more."""
        self.figures += 1
        self.disputed += one.chosen and one.disputed
        self.of_report[one.figure.report_id] += 1
        issued = one.figure.issued
        if issued is not None and (self.newest is None or issued > self.newest):
            self.newest = issued


def sources_sheet(
    workbook: Any, cells: Cells, account: Account, report: Callable[[int], StoredReport | None], language: Language
) -> None:
    """A row for each report."""
    own = words(language)
    sheet = workbook.add_worksheet(own["sheets"]["sources"])
    for column, (head, width) in enumerate(_SOURCES.items()):
        sheet.set_column(column, column, width)
        cells.head(sheet, 0, column, own["heads"][head])
    sheet.freeze_panes(1, 2)
    row = 0
    for number, count in sorted(account.of_report.items())[: MOST_ROWS - 1]:
        row += 1
        about = report(number)
        cells.whole(sheet, row, 0, number)
        cells.whole(sheet, row, _COUNT, count)
        if about is None:
            continue
        cells.day(sheet, row, _DAY, about.issued)
        texts = {
            "title": about.title, "place": about.place, "name": about.name, "url": about.url, "fetched": about.fetched,
            "gone": about.gone, "sha256": about.sha256,
        }  # fmt: skip
        for head, text in texts.items():
            cells.text(sheet, row, _COLUMNS.index(head), text)
    sheet.autofilter(0, 0, max(row, 1), len(_SOURCES) - 1)


def about_sheet(
    workbook: Any, cells: Cells, account: Account, content: Content, *, apart: int, without_comment: int
) -> None:
    """What was asked for and how many figures came of it, without a clock."""
    own = words(content.language)
    sheet = workbook.add_worksheet(own["sheets"]["about"])
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 110)
    cells.title(sheet, 0, own["about"]["title"])
    for row, (head, value, note) in enumerate(_told(account, content, apart, without_comment), 2):
        cells.head(sheet, row, 0, own["about"][head])
        if isinstance(value, int):
            cells.whole(sheet, row, 1, value)
        else:
            cells.text(sheet, row, 1, value)
        cells.note(sheet, row, note, 2)


def _told(
    account: Account, content: Content, apart: int, without_comment: int
) -> Iterator[tuple[str, str | int | None, str]]:
    own = words(content.language)
    about, sheet = own["about"], own["sheets"]["all"]
    yield "query", content.query or about["everything"], ""
    yield "selection", None, about["all" if content.all_sources else "current"].format(sheet=sheet)
    yield "newest", account.newest and "/".join(reversed(account.newest.split("-"))), ""
    yield "reports", len(account.of_report), ""
    yield "figures", account.figures, ""
    yield "disputed", account.disputed, ""
    yield "apart", apart, about["apart_why"].format(sheet=sheet)
    if without_comment:
        yield "comments", without_comment, about["comments_why"].format(most=MOST_COMMENTS)
    yield "exact", None, about["exact_why"]
    yield "program", f"solieu {__version__}", ""
