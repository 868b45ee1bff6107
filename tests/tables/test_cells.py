from decimal import Decimal

import pytest

from solieu.model import Cell
from solieu.tables.cells import read_number
from solieu.tables.comparisons import Compared, compared
from solieu.tables.grid import GridCell


def cell(words: str) -> GridCell:
    return GridCell(Cell(0, 0, 0, len(words)), words)


@pytest.mark.parametrize(
    ("words", "number", "percent"),
    [
        ("20.984", "20984", False),
        ("526,8", "526.8", False),
        ("57,7%", "57.7", True),
        ("- 3,2", "-3.2", False),
        ("−3,2", "-3.2", False),
        ("(12,5)", "-12.5", False),
        ("1 234 567", "1234567", False),
        (" 5 ", "5", False),
        ("15 xã", "15", False),
        ("1.584 tỷ đồng", "1584", False),
    ],
)
def test_a_number(words: str, number: str, percent: bool) -> None:
    read = read_number(cell(words))
    assert read is not None
    assert (read.number, read.percent) == (Decimal(number), percent)


def test_a_part_of_a_whole() -> None:
    read = read_number(cell("26/42"))
    assert read is not None
    assert (read.number, read.of) == (26, 42)


def test_a_cell_that_prints_its_unit() -> None:
    read = read_number(cell("1.584 tỷ đồng"))
    assert read is not None
    assert (read.unit, read.factor) == ("VND", Decimal(10**9))


@pytest.mark.parametrize(
    "words", ["", "-", "x", "…", "Thu nội địa", "(5", "5 xã, 3 phường", "15/9/2022", "1.2.3", "x" * 100]
)
def test_no_number(words: str) -> None:
    assert read_number(cell(words)) is None


PLAN, RESULT, ESTIMATE, LAST_YEAR, TOLD = range(5)


@pytest.mark.parametrize(
    ("values", "fit"),
    [
        (("913", "526.8", "930", "700", "57.7"), Compared(RESULT, PLAN, "index")),
        (("913", "526.8", "930", "700", "101.9"), Compared(ESTIMATE, PLAN, "index")),
        (("913", "526.8", "930", "700", "12"), None),
    ],
)
def test_arithmetic_tells_what_a_plan_is_compared_with(values: tuple[str, ...], fit: Compared | None) -> None:
    row = {at: Decimal(value) for at, value in enumerate(values)}
    assert compared(TOLD, [RESULT, ESTIMATE], [PLAN], [row]) == fit


@pytest.mark.parametrize(("told", "way"), [("75.3", "index"), ("-24.7", "change"), ("-173.2", "difference")])
def test_arithmetic_tells_an_index_from_a_change(told: str, way: str) -> None:
    row = {RESULT: Decimal("526.8"), LAST_YEAR: Decimal(700), TOLD: Decimal(told)}
    assert compared(TOLD, [RESULT], [LAST_YEAR], [row]) == Compared(RESULT, LAST_YEAR, way)


def test_one_row_that_fits_by_chance_is_not_enough() -> None:
    rows = [{PLAN: Decimal(100), RESULT: Decimal(50), TOLD: Decimal(value)} for value in (50, 7, 8, 9)]
    assert compared(TOLD, [RESULT], [PLAN], rows) is None
