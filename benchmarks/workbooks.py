"""How fast each reader of documents is beside the library for its format alone.

python benchmarks/workbooks.py
python benchmarks/workbooks.py --rows 50000 --only xlsx
"""

from __future__ import annotations

import argparse
import time
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.table import Table

from solieu.read import Limits
from solieu.read.formats import reader_of
from solieu.read.signatures import binary_format

if TYPE_CHECKING:
    from collections.abc import Callable

MEGABYTE = 1_000_000
REPEATS = 3
HEAD = ("TT", "Chỉ tiêu", "Dự toán", "Thực hiện", "Tỷ lệ", "Ghi chú")


class Entry(NamedTuple):
    """A format, how a document of so many table rows is made, and what its library alone does with one."""

    name: str
    make: Callable[[int], bytes]
    alone: dict[str, Callable[[bytes], object]]


def row_of(number: int) -> tuple[int, str, float, float, float, str]:
    return number, f"Thu ngân sách xã số {number}", 36368.5 + number, 20984.0 + number, 0.577, "theo kế hoạch"


def make_xlsx(rows: int) -> bytes:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Biểu 02")
    sheet.append(HEAD)
    for number in range(rows):
        sheet.append(row_of(number))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def openpyxl_alone(data: bytes, *, read_only: bool) -> object:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), data_only=True, read_only=read_only)
    return sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))


def make_xls(rows: int) -> bytes:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Biểu 02")
    for row, values in enumerate((HEAD, *map(row_of, range(min(rows, 65_000))))):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def xlrd_alone(data: bytes) -> object:
    import xlrd

    return xlrd.open_workbook(file_contents=data, formatting_info=True).sheet_by_index(0).nrows


ENTRIES = (
    Entry(
        "xlsx",
        make_xlsx,
        {
            "openpyxl": lambda data: openpyxl_alone(data, read_only=False),
            "openpyxl, read_only": lambda data: openpyxl_alone(data, read_only=True),
        },
    ),
    Entry("xls", make_xls, {"xlrd": xlrd_alone}),
)


def ours(data: bytes) -> object:
    reader = reader_of(binary_format(data) or "")
    assert reader is not None
    return reader(data, Limits())


def seconds(call: Callable[[bytes], object], data: bytes) -> float:
    """The processor time of the fastest of some calls."""
    best = float("inf")
    for _ in range(REPEATS):
        began = time.process_time()
        call(data)
        best = min(best, time.process_time() - began)
    return best


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=20_000, help="rows of the table in each document")
    arguments.add_argument("--only", choices=[entry.name for entry in ENTRIES], help="one format")
    given = arguments.parse_args()
    table = Table("format", "read by", "seconds", "rows/s", "MB/s as received")
    for entry in ENTRIES:
        if given.only in (None, entry.name):
            data = entry.make(given.rows)
            for name, call in {"solieu": ours, **entry.alone}.items():
                took = seconds(call, data)
                speed = f"{given.rows / took:,.0f}", f"{len(data) / took / MEGABYTE:.2f}"
                table.add_row(entry.name, name, f"{took:.2f}", *speed)
    Console().print(table)


if __name__ == "__main__":
    main()
