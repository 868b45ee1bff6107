"""Whole tables as offices lay them out; every figure is invented."""

import pytest
from written import written

from solieu.model import Observation, Report
from solieu.pipeline import understand

HEAD = "ỦY BAN NHÂN DÂN HUYỆN TIÊN YÊN\n\nTiên Yên, ngày 05 tháng 10 năm 2022\n\n"
SOCIO_ECONOMIC = (
    HEAD
    + """Biểu 01: Các chỉ tiêu kinh tế - xã hội 9 tháng năm 2022
| TT | Chỉ tiêu | ĐVT | Kế hoạch 2022 | Thực hiện 9 tháng | Ước cả năm | So với KH (%) | So với cùng kỳ (%) |
| A | B | C | 1 | 2 | 3 | 4=2/1 | 5 |
| I | Kinh tế | | | | | | |
| 1 | Tổng thu ngân sách nhà nước | Tỷ đồng | 913 | 526,8 | 930 | 57,7 | 80,0 |
| - | Trong đó: Thu nội địa | " | 120 | 98,5 | 125 | 82,1 | 105,3 |
| 2 | Diện tích gieo trồng | Ha | 2.450 | 2.310,5 | 2.460 | 94,3 | 101,2 |
| II | Xã hội | | | | | | |
| 1 | Tỷ lệ hộ nghèo | % | 2,5 | 2,1 | 2,0 | - | - |
"""
)
BY_COMMUNE = (
    HEAD
    + """Biểu 2. Kết quả thu ngân sách các xã năm 2022 (ĐVT: triệu đồng)
| STT | Đơn vị | Dự toán | Thực hiện | Đạt (%) |
| | Tổng số | 15.000 | 16.500 | 110,0 |
| 1 | Xã Đông Ngũ | 5.000 | 5.500 | 110,0 |
| 2 | Hải Lạng | 6.000 | 6.300 | 105,0 |
"""
)
CROPS = (
    HEAD
    + """Diện tích, năng suất, sản lượng một số cây trồng vụ mùa
| Cây trồng | Diện tích (ha) | > | Năng suất (tạ/ha) | > | Sản lượng (tấn) | > |
| ^ | 2020 | 2021 | 2020 | 2021 | 2020 | 2021 |
| Lúa | 100 | 110 | 50,2 | 51,0 | 502 | 561 |
| Ngô | 20 | 25 | 40,0 | 42,0 | 80 | 105 |
"""
)
BY_YEAR = (
    HEAD
    + """Một số chỉ tiêu qua các năm
| Năm | Dân số (người) | Số hộ nghèo (hộ) | Tỷ lệ hộ nghèo (%) |
| 2019 | 50.830 | 1.200 | 8,1 |
| 2020 | 51.200 | 980 | 6,5 |
"""
)


def seen(report: str) -> list[Observation]:
    return list(understand(written(report)).observations)


def one(report: str, quote: str, *, indicator: str = "") -> Observation:
    found = [o for o in seen(report) if o.quote == quote and (o.indicator or "").startswith(indicator)]
    assert found, quote
    return found[0]


@pytest.mark.parametrize("report", [SOCIO_ECONOMIC, BY_COMMUNE, CROPS, BY_YEAR])
def test_every_quote_is_its_cell(report: str) -> None:
    read = understand(written(report))
    for o in read.observations:
        assert read.text[o.start : o.end] == o.quote
        assert o.cell is not None
        (cell,) = (c for c in read.tables[o.cell.table].cells if (c.row, c.column) == (o.cell.row, o.cell.column))
        assert (cell.start, cell.end) == (o.start, o.end)
        assert o.indicator_span is None or read.text[slice(*o.indicator_span)].strip()


@pytest.mark.parametrize(
    ("quote", "measure", "status", "period", "value", "unit"),
    [
        ("913", "level", "target", "2022", 913_000_000_000, "VND"),
        ("526,8", "level", "actual", "2022-01/2022-09", 526_800_000_000, "VND"),
        ("930", "level", "estimate", "2022", 930_000_000_000, "VND"),
        ("57,7", "attainment", "actual", "2022-01/2022-09", 57.7, "percent"),
        ("80,0", "index", "actual", "2022-01/2022-09", 80, "percent"),
        ("98,5", "level", "actual", "2022-01/2022-09", 98_500_000_000, "VND"),
        ("2.310,5", "level", "actual", "2022-01/2022-09", 2310.5, "ha"),
        ("2,5", "level", "target", "2022", 2.5, "percent"),
    ],
)
def test_plans_results_estimates_and_comparisons(
    quote: str, measure: str, status: str, period: str, value: float, unit: str
) -> None:
    o = one(SOCIO_ECONOMIC, quote)
    assert (o.measure, o.status, str(o.period), float(o.value), o.unit) == (measure, status, period, value, unit)


def test_rows_are_named_in_the_catalogue() -> None:
    ids = {o.indicator: o.indicator_id for o in seen(SOCIO_ECONOMIC)}
    assert ids == {
        "Tổng thu ngân sách nhà nước": "budget_revenue",
        "Thu nội địa": "budget_revenue_domestic",
        "Diện tích gieo trồng": "planted_area",
        "Tỷ lệ hộ nghèo": "poverty_rate",
    }


def test_a_row_knows_what_it_is_a_part_of() -> None:
    ground = one(SOCIO_ECONOMIC, "98,5").cell
    assert ground is not None
    assert ground.heads == ("Kinh tế", "Tổng thu ngân sách nhà nước", "Thu nội địa", "Thực hiện 9 tháng")


def test_blanks_dashes_and_numbers_of_columns_are_no_figures() -> None:
    assert len(seen(SOCIO_ECONOMIC)) == 5 * 3 + 3


def test_rows_that_are_places() -> None:
    assert [(o.place, o.value) for o in seen(BY_COMMUNE) if o.status == "target"] == [
        ("huyện Tiên Yên, Quảng Ninh", 15_000_000_000),
        ("xã Đông Ngũ", 5_000_000_000),
        ("xã Hải Lạng", 6_000_000_000),
    ]
    assert {(o.indicator_id, str(o.period)) for o in seen(BY_COMMUNE)} == {("budget_revenue", "2022")}


def test_two_levels_of_heads_with_years() -> None:
    o = one(CROPS, "51,0")
    assert (o.indicator, o.indicator_id, str(o.period), o.unit_text) == ("Năng suất Lúa", "crop_yield", "2021", "tạ/ha")
    assert {o.indicator_id for o in seen(CROPS)} == {"planted_area", "crop_yield", "crop_output"}


def test_rows_that_are_years() -> None:
    told = [(o.indicator_id, str(o.period), float(o.value)) for o in seen(BY_YEAR)]
    assert told[:3] == [("population", "2019", 50830), ("poor_households", "2019", 1200), ("poverty_rate", "2019", 8.1)]


def test_prose_around_a_table_is_read_as_ever() -> None:
    report = HEAD + "Thu ngân sách đạt 526,8 tỷ đồng.\n" + BY_YEAR.removeprefix(HEAD)
    assert [(o.quote, o.cell is None) for o in seen(report)][:2] == [("526,8 tỷ đồng", True), ("50.830", False)]


@pytest.mark.parametrize(
    "table",
    [
        "| |\n| |",
        "| Kính gửi | Ban Thường vụ |\n| Nơi nhận | Lưu VT |",
        "| 1 | 2 | 3 |",
        "| a |",
        "| ^ | > |\n| > | ^ |",
    ],
)
def test_tables_without_figures_do_no_harm(table: str) -> None:
    report = understand(written(HEAD + "Thu ngân sách đạt 526,8 tỷ đồng.\n" + table))
    assert [o.quote for o in report.observations] == ["526,8 tỷ đồng"]


def test_a_report_keeps_its_text() -> None:
    report: Report = written(CROPS)
    assert understand(report).text == report.text
