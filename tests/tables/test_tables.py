"""Whole tables as offices lay them out; every figure is invented."""

import io
from decimal import Decimal

import msgspec
import openpyxl
import pytest
from written import written

from solieu.explain import explain_report
from solieu.model import Observation, Page, Report
from solieu.pipeline import understand
from solieu.read import read

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

TWO_LEVELS = (
    HEAD
    + """Phụ lục 1: TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU
| STT | Chỉ tiêu | Đơn vị tính | Thực hiện năm 2021 | > | Năm 2022 | > | > | So sánh (%) | > |
| ^ | ^ | ^ | 9 tháng | Cả năm | Kế hoạch | TH 9 tháng | Ước TH cả năm | TH 9T/KH năm | 9T 2022/9T 2021 |
| 1 | Giá trị sản xuất công nghiệp | Tỷ đồng | 1.200 | 1.650 | 1.800 | 1.350 | 1.820 | 75,0 | 112,5 |
| 2 | Tổng mức bán lẻ hàng hóa | Tỷ đồng | 800 | 1.100 | 1.200 | 912 | 1.210 | 76,0 | 114,0 |
| 3 | Số hộ nghèo | Hộ | 350 | 340 | 300 | 310 | 295 | - | 88,6 |
"""
)
INDENTED = (
    HEAD
    + """Biểu số 03: Tổng hợp chi ngân sách 9 tháng năm 2022
Đơn vị tính: Triệu đồng
| Nội dung | Dự toán | Thực hiện | Tỷ lệ (%) |
| Tổng chi ngân sách | 500.000 | 350.000 | 70,0 |
|   Chi đầu tư phát triển | 200.000 | 120.000 | 60,0 |
|   Chi thường xuyên | 300.000 | 230.000 | 76,7 |
|     Trong đó: Chi giáo dục | 150.000 | 118.500 | 79,0 |
"""
)
UNITS_IN_LABELS = (
    HEAD
    + """Kết quả sản xuất nông nghiệp vụ Mùa năm 2022
| Chỉ tiêu | Năm 2021 | Năm 2022 | Tăng, giảm (%) |
| 1. Cây lúa | | | |
| - Diện tích (ha) | 1.200 | 1.180 | -1,7 |
| - Năng suất (tạ/ha) | 48,5 | 50,1 | 3,3 |
| - Sản lượng (tấn) | 5.820 | 5.912 | 1,6 |
| 2. Cây ngô | | | |
| - Diện tích (ha) | 300 | 310 | 3,3 |
"""
)
PLACES_ABOVE = (
    HEAD
    + """Số hộ nghèo theo xã năm 2021
| Chỉ tiêu | Xã Đông Ngũ | Xã Hải Lạng | Xã Điền Xá |
| Số hộ nghèo (hộ) | 45 | 30 | 62 |
| Tỷ lệ hộ nghèo (%) | 3,2 | 2,5 | 6,1 |
"""
)
RANKS = (
    HEAD
    + """Xếp hạng chỉ số cải cách hành chính năm 2021
| TT | Đơn vị | Điểm | Xếp hạng |
| 1 | Xã Đông Ngũ | 88,5 | 1 |
| 2 | Xã Hải Lạng | 86,2 | 2 |
| 3 | Xã Điền Xá | 81,0 | 3 |
"""
)
CHANGES = (
    HEAD
    + """Tình hình tai nạn giao thông 9 tháng năm 2022
| Tiêu chí | 9T/2021 | 9T/2022 | Tăng/giảm | % |
| Số vụ tai nạn giao thông (vụ) | 20 | 15 | -5 | -25,0 |
| Số người chết (người) | 8 | 6 | -2 | -25,0 |
| Số người bị thương (người) | 12 | 9 | -3 | -25,0 |
"""
)
MONTHS = (
    HEAD
    + """Số ca mắc sốt xuất huyết năm 2022
| Xã | Tháng 7 | Tháng 8 | Tháng 9 | Cộng |
| Đông Ngũ | 5 | 7 | 3 | 15 |
| Hải Lạng | 2 | 4 | 1 | 7 |
| Tổng cộng | 7 | 11 | 4 | 22 |
"""
)
YEARS_ABOVE = (
    HEAD
    + """| Chỉ tiêu | ĐVT | 2019 | 2020 | 2021 |
| Dân số trung bình | Người | 50.830 | 51.200 | 51.900 |
| Thu nhập bình quân đầu người | Triệu đồng | 45,2 | 48,1 | 52,3 |
| Tỷ lệ che phủ rừng | % | 63,1 | 63,5 | 64,0 |
"""
)
TWO_PLANS = (
    HEAD
    + """Kết quả thu ngân sách 9 tháng năm 2022 (ĐVT: triệu đồng)
| Nội dung | Dự toán tỉnh giao | Dự toán huyện giao | Thực hiện 9 tháng | % so với DT tỉnh | % so với DT huyện | So cùng kỳ (%) |
| Tổng thu NSNN trên địa bàn | 100.000 | 110.000 | 82.500 | 82,5 | 75,0 | 108,2 |
| 1. Thu nội địa | 90.000 | 98.000 | 73.500 | 81,7 | 75,0 | 104,0 |
| - Thu tiền sử dụng đất | 30.000 | 35.000 | 21.000 | 70,0 | 60,0 | 95,1 |
| 2. Thu thuế xuất nhập khẩu | 10.000 | 12.000 | 9.000 | 90,0 | 75,0 | 150,3 |
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


def told(report: str) -> list[tuple[str | None, str, str, str, str | None]]:
    return [(o.indicator_id, o.measure, o.status, str(o.period), o.unit) for o in seen(report)]


def test_a_head_of_two_levels_gives_each_column_its_time() -> None:
    gross = "gross_output_industry"
    assert told(TWO_LEVELS)[:7] == [
        (gross, "level", "actual", "2021-01/2021-09", "VND"),
        (gross, "level", "actual", "2021", "VND"),
        (gross, "level", "target", "2022", "VND"),
        (gross, "level", "actual", "2022-01/2022-09", "VND"),
        (gross, "level", "estimate", "2022", "VND"),
        (gross, "attainment", "actual", "2022-01/2022-09", "percent"),
        (gross, "index", "actual", "2022-01/2022-09", "percent"),
    ]


def test_a_bare_rate_beside_plan_and_result_is_the_part_attained() -> None:
    o = one(INDENTED, "60,0")
    assert (o.indicator, o.measure, o.unit, o.basis_kind) == ("Chi đầu tư phát triển", "attainment", "percent", "plan")


def test_rows_moved_in_are_parts() -> None:
    ground = one(INDENTED, "118.500").cell
    assert ground is not None
    assert ground.heads[:-1] == ("Tổng chi ngân sách", "Chi thường xuyên", "Chi giáo dục")


def test_units_behind_labels_and_the_crop_above_them() -> None:
    assert [(o.indicator_id, o.unit_text) for o in seen(UNITS_IN_LABELS) if o.measure == "level"][::2] == [
        ("planted_area", "ha"),
        ("crop_yield", "tạ/ha"),
        ("crop_output", "tấn"),
        ("planted_area", "ha"),
    ]
    assert one(UNITS_IN_LABELS, "-1,7").measure == "change"


def test_columns_that_are_places() -> None:
    places = [(o.place, o.indicator_id) for o in seen(PLACES_ABOVE)]
    assert places[:3] == [(f"xã {name}", "poor_households") for name in ("Đông Ngũ", "Hải Lạng", "Điền Xá")]


def test_ranks_and_points() -> None:
    assert told(RANKS)[:2] == [
        ("par_index", "level", "actual", "2021", "point"),
        ("par_index", "rank", "actual", "2021", None),
    ]


def test_absolute_and_relative_changes() -> None:
    assert [(o.measure, o.unit, o.value) for o in seen(CHANGES)[:4]] == [
        ("level", "incident", 20),
        ("level", "incident", 15),
        ("difference", "incident", -5),
        ("change", "percent", -25),
    ]
    assert {str(o.period) for o in seen(CHANGES)} == {"2021-01/2021-09", "2022-01/2022-09"}


def test_columns_that_are_months_and_their_sum() -> None:
    assert [(o.place, str(o.period), o.unit) for o in seen(MONTHS)[:4]] == [
        *(("xã Đông Ngũ", f"2022-0{month}", "case") for month in (7, 8, 9)),
        ("xã Đông Ngũ", "2022", "case"),
    ]
    assert seen(MONTHS)[-1].place == "huyện Tiên Yên, Quảng Ninh"


def test_columns_that_are_years() -> None:
    assert [(o.indicator_id, str(o.period)) for o in seen(YEARS_ABOVE)][:4] == [
        ("population", "2019"),
        ("population", "2020"),
        ("population", "2021"),
        ("income_per_capita", "2019"),
    ]


def test_two_plans_are_told_apart_by_their_words() -> None:
    attained = [(o.quote, o.basis) for o in seen(TWO_PLANS) if o.measure == "attainment"][:2]
    assert attained == [("82,5", "DT tỉnh"), ("75,0", "DT huyện")]
    assert all(o.unit == "VND" for o in seen(TWO_PLANS) if o.measure == "level")


def test_a_cell_is_explained_by_its_heads() -> None:
    explanation = explain_report(written(SOCIO_ECONOMIC), "57,7")
    assert explanation.measure is not None
    assert explanation.measure.because == "the heads “Kinh tế › Tổng thu ngân sách nhà nước › So với KH (%)”"
    assert explanation.subject is not None
    assert explanation.subject.because == "row 4, column 7 of table 1"
    assert "«57,7»" in explanation.sentence


PERSONS = (
    HEAD
    + """Danh sách hộ nghèo được hỗ trợ nhà ở năm 2022
| STT | Họ và tên | Năm sinh | Số điện thoại | Địa chỉ | Số tiền (triệu đồng) |
| 1 | Nguyễn Văn An | 1965 | 0912345678 | Thôn 1 | 50 |
| 2 | Trần Thị Bình | 1972 | 0987654321 | Thôn 2 | 30 |
"""
)
CODES = (
    HEAD
    + """Dự toán chi ngân sách năm 2022 (ĐVT: nghìn đồng)
| Chương | Loại | Khoản | Nội dung | Mã số | Thời gian thực hiện | Dự toán |
| 805 | 070 | 072 | Chi thường xuyên | 01 | 2021-2022 | 125.000 |
| 805 | 340 | 341 | Chi đầu tư | 02 | 2022-2023 | 35.000 |
"""
)
PAPERS = (
    HEAD
    + """Hiện trạng nhà văn hóa
| STT | Tên thôn | Năm xây dựng | Sức chứa (người) |
| 1 | Thôn 1 | 2015 | 80 |
| 2 | Thôn 2 | 2018 | 100 |

Danh sách trích ngang
| TT | Họ tên | Ngày sinh | Số CCCD | Tờ bản đồ số |
| 1 | Nguyễn Văn An | 01/02/1965 | 022065001234 | 12 |
| 2 | Trần Thị Bình | 15/3/1972 | 022072001235 | 14 |
"""
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (PERSONS, [("50", "Số tiền Nguyễn Văn An"), ("30", "Số tiền Trần Thị Bình")]),
        (CODES, [("125.000", "Chi thường xuyên"), ("35.000", "Chi đầu tư")]),
        (PAPERS, [("80", "Sức chứa Thôn 1"), ("100", "Sức chứa Thôn 2")]),
    ],
)
def test_codes_and_years_of_birth_are_no_figures_and_name_none(text: str, read: list[tuple[str, str]]) -> None:
    assert [(seen.quote, seen.indicator) for seen in understand(written(text)).observations] == read


SHEETS = {"Đông Ngũ": "Thu ngân sách xã Đông Ngũ", "Tờ 2": "Thu ngân sách xã Hải Lạng", "Điền Xá": "Thu ngân sách"}


def test_a_sheet_of_a_workbook_is_of_the_commune_that_its_title_or_its_name_tells() -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, title in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in (
            ["UBND huyện Tiên Yên"], [f"{title} 9 tháng năm 2022 (ĐVT: triệu đồng)"],
            ["TT", "Nội dung", "Dự toán", "Thực hiện năm 2022"], [1, "Thu thuế", 500, 450], [2, "Thu phí", 100, 95],
        ):  # fmt: skip
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    seen = [seen for seen in understand(read(file.getvalue())).observations if seen.cell and seen.status == "actual"]
    places = [one.place.partition(",")[0] for one in seen if one.place]
    assert places == ["xã Đông Ngũ", "xã Đông Ngũ", "xã Hải Lạng", "xã Hải Lạng", "xã Điền Xá", "xã Điền Xá"]
    assert {str(one.period) for one in seen} == {"2022-01/2022-09"}


UNITS_BESIDE = (
    HEAD
    + """Chỉ tiêu năm 2022
| Chỉ tiêu | Đơn vị | 2021 | 2022 |
| Tổng lượt khách | 1000 lượt | 120 | 150 |
| Sản lượng thủy sản | 1.000 tấn | 5,5 | 6 |
| Điện thương phẩm | Tr.kwh | 45 | 50 |
| Hệ số sử dụng | lần/vụ | 1,5 | 1,6 |
"""
)


def test_a_column_of_units_that_are_not_all_known_names_no_row_and_no_other_unit_stands_for_them() -> None:
    read = [
        (seen.indicator, seen.unit_text, seen.unit, seen.value)
        for seen in understand(written(UNITS_BESIDE)).observations
        if str(seen.period) == "2021"
    ]
    assert (read[0][0], *read[0][2:]) == ("Tổng lượt khách", "visit", 120_000)
    assert read[1][2:] == ("kg", 5_500_000)
    assert read[2][:3] == ("Điện thương phẩm", "Tr.kwh", None)
    assert read[3][0] == "Hệ số sử dụng"


PLANS_BY_MONTH = (
    HEAD
    + """Kế hoạch giải ngân năm 2023 (triệu đồng)
| Dự án | Tháng 1 | Quý I |
| Đường A | 500 | 1.500 |
| Trường B | 400 | 1.200 |

Lịch trực
| Thứ 2 | Thứ 3 |
| 3 | 4 |
| 10 | 11 |
"""
)


def test_months_are_those_of_the_year_of_the_title_and_its_plans_are_goals_and_calendars_are_no_figures() -> None:
    read = [(str(seen.period), seen.status) for seen in understand(written(PLANS_BY_MONTH)).observations]
    assert read == [("2023-01", "target"), ("2023-Q1", "target")] * 2


def test_a_row_is_on_the_page_on_which_it_is_printed_and_not_on_that_where_its_table_begins() -> None:
    report = written(PLANS_BY_MONTH)
    second = report.text.index("| Trường B")
    pages = (Page(1, 0, second), Page(2, second, len(report.text)))
    read = understand(msgspec.structs.replace(report, pages=pages)).observations
    assert [(seen.page, seen.cell.page if seen.cell else None) for seen in read] == [(1, 1)] * 2 + [(2, 2)] * 2


@pytest.mark.parametrize(("area", "people"), [("45.5", 7245), ("45,5", "7.245")])
def test_one_comma_groups_where_the_table_has_stops_before_decimals(area: str, people: float | str) -> None:
    table = f"Dân số năm 2021\n| Xã | Dân số (người) | Diện tích (ha) |\n| Đông Ngũ | 7,245 | {area} |\n| Hải Lạng | 6,120 | {area} |\n"
    read = understand(written(HEAD + table)).observations
    assert read[0].value == Decimal(people)


def test_numbering_steps_down_and_up_again() -> None:
    report = HEAD + (
        "Kết quả năm 2021\n| TT | Chỉ tiêu | Thực hiện |\n| 1 | Thu ngân sách (tỷ đồng) | 50 |\n"
        "| 1.1 | Thu nội địa (tỷ đồng) | 40 |\n| 1.2 | Thu khác (tỷ đồng) | 10 |\n| 2 | Số hộ nghèo (hộ) | 12 |\n"
    )
    ground = one(report, "12").cell
    assert ground is not None
    assert ground.heads == ("Số hộ nghèo (hộ)", "Thực hiện")


def test_years_in_cells_are_not_the_report_s_time() -> None:
    report = understand(
        written(
            "UBND huyện Tiên Yên\n\nDanh mục trường học\n| TT | Tên trường | Năm xây dựng | Số học sinh |\n"
            "| 1 | Tiểu học Đông Ngũ | 2015 | 320 |\n| 2 | Tiểu học Hải Lạng | 2018 | 280 |\n\nKỳ báo cáo: năm 2022.\n"
        )
    )
    assert str(report.period) == "2022"


def test_long_tables_repeat_a_unit_and_nest_without_end() -> None:
    rows = "".join(
        f"| {'  ' * min(at, 400)}Xã số {at} có hộ nghèo | {'hộ' if at == 0 else chr(34)} | {at + 5} |\n"
        for at in range(3_000)
    )
    report = understand(written(HEAD + "Số hộ nghèo năm 2021\n| Nội dung | ĐVT | Số lượng |\n" + rows))
    assert len(report.observations) == 3_000
    assert {o.unit for o in report.observations} == {"household"}
    assert max(len(o.cell.heads) for o in report.observations if o.cell) <= 14


def test_many_tables_take_time_in_step_with_the_text() -> None:
    table = "| Năm | Số hộ nghèo (hộ) |\n| 2019 | 1.200 |\n| 2020 | 980 |\n\nThu ngân sách đạt 5 tỷ đồng.\n\n"
    report = understand(written(HEAD + table * 400))
    assert sum(o.cell is not None for o in report.observations) == 800
    assert sum(o.cell is None for o in report.observations) == 400
