"""Excel workbooks (XLSX, XLSM): each sheet's name, lines and tables, with the words that its cells show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.errors import ReadError
from solieu.read.packed import Package, damage_told
from solieu.read.sheets import Enough, Sheet, Tally, write_sheets
from solieu.read.xlsx_parts import Book, Text, read_book, read_sheet, read_strings, read_styles

if TYPE_CHECKING:
    from solieu.read.content import Content
    from solieu.read.limits import Limits
    from solieu.read.sheets import Style

__all__ = ["read"]

_USUAL = "xl/workbook.xml"


def read(data: bytes, limits: Limits) -> Content:
    """The text of a workbook: the sheets in their order, hidden ones, too. Macros and links are left alone.

    Raises:
        TooLarge: if it would unpack to more than ``limits`` allow.
        ReadError: if it is damaged, encrypted or declares entities.
    """
    package = Package(data, limits)
    main = package.main(_USUAL)
    if main.endswith(".bin"):
        raise ReadError("This is a binary workbook (XLSB): open it in Excel and save it as XLSX.")
    tally = Tally.within(limits)
    with damage_told():
        with package.open(main) as part:
            book = read_book(part)
        sheets = _read_sheets(package, main, book, tally)
    macros = any(name.endswith("vbaproject.bin") for name in package.names)
    return write_sheets(sheets, tally, ("The workbook holds macros; they were not run.",) if macros else ())


def _read_sheets(package: Package, main: str, book: Book, tally: Tally) -> list[Sheet]:
    related = package.related(main)
    by_kind = dict(related.values())
    strings, styles = _strings(package, by_kind), _styles(package, by_kind)
    sheets: list[Sheet] = []
    seen: set[str] = set()
    for name, relation, hidden in book.sheets:
        kind, target = related.get(relation, ("", ""))
        if kind != "worksheet" or target in seen:
            continue
        seen.add(target)
        sheets.append(Sheet(name, hidden))
        try:
            with package.open(target) as part:
                read_sheet(part, sheets[-1], strings, styles, tally, since_1904=book.since_1904)
        except Enough:
            break
    return sheets


def _strings(package: Package, by_kind: dict[str, str]) -> list[Text]:
    if "sharedStrings" not in by_kind:
        return []
    with package.open(by_kind["sharedStrings"]) as part:
        return read_strings(part)


def _styles(package: Package, by_kind: dict[str, str]) -> list[Style]:
    if "styles" not in by_kind:
        return []
    with package.open(by_kind["styles"]) as part:
        return read_styles(part)
