"""Figures of a store as an Excel workbook, laid out as offices do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from solieu.errors import ExportError
from solieu.export.content import Written
from solieu.export.spool import Spool
from solieu.export.workbook_cells import Cells
from solieu.export.workbook_figures import FigureSheets
from solieu.export.workbook_notes import Account, about_sheet, sources_sheet
from solieu.export.workbook_themes import Tally, ThemeSheets
from solieu.version import __version__

if TYPE_CHECKING:
    from typing import BinaryIO

    from solieu.export.content import Content

__all__ = ["write_workbook"]

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(content: Content, stream: BinaryIO) -> Written:
    """Write a sheet for each theme, one with all rows, one with the reports and one on how it was made.

    The figures are kept on the disk meanwhile, since the heads of the first sheets tell what is in the last figure.

    Raises:
        ExportError: if XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise ExportError("Writing Excel workbooks needs XlsxWriter: pip install 'solieu[export]'.") from None
    tally, account = Tally(), Account()
    with Spool() as figures:
        for one in content.figures:
            tally.add(one)
            account.add(one)
            figures.add(one)
        workbook = xlsxwriter.Workbook(stream, _OPTIONS)
        workbook.use_zip64()
        # The same figures make the same file.
        workbook.set_properties({"created": datetime(2000, 1, 1), "comments": f"solieu {__version__}"})
        cells = Cells(workbook)
        themes = ThemeSheets(workbook, cells, tally, content.language)
        themes.add_all(figures)
        themes.finish()
        rows = FigureSheets(workbook, cells, content.language)
        for one in figures:
            rows.add(one)
        rows.finish()
    sources_sheet(workbook, cells, account, content.report, content.language)
    about_sheet(workbook, cells, account, content, apart=tally.apart, without_comment=themes.without_comment)
    workbook.close()
    return Written(account.figures)
