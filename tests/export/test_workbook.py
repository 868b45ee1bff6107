from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from made import content as made_content
from made import figure
from openpyxl.utils.escape import unescape

from solieu.export import workbook_cells, workbook_figures, workbook_themes
from solieu.export.words import words
from solieu.export.workbook import write_workbook
from solieu.knowledge.names import unit_name, unit_scales
from solieu.model import Period
from solieu.store import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.workbook import Workbook

    from solieu.export.content import Content
    from solieu.store import Store


def written(content: Content) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data(content)))


def data(content: Content) -> bytes:
    stream = io.BytesIO()
    write_workbook(content, stream)
    return stream.getvalue()


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *below = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in below]


def laid_out(sheet: Any) -> dict[tuple[str, str, str, str], Any]:
    """The figures of a theme's sheet by indicator, place, period and kind."""
    periods, kinds = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=4))
    for at, period in enumerate(periods):
        periods[at] = period or (periods[at - 1] if at > 3 else None)
    return {
        (row[0].value, row[2].value, periods[cell.column - 1], kinds[cell.column - 1]): cell
        for row in sheet.iter_rows(min_row=5)
        for cell in row[3:-1]
        if cell.value is not None
    }


def decimal(value: object) -> Decimal:
    return Decimal(str(value))


def test_rows_times_their_scale_are_what_the_store_has(content: Callable[..., Content], store: Store) -> None:
    shown = rows(written(content())["Số liệu"])
    assert len(shown) == len(list(store.each_choice()))
    for row in shown:
        known = store.figure(row["Số"])
        assert known is not None
        told = known.observation
        assert decimal(row["Giá trị"]) * decimal(row["Hệ số"]) == told.value
        if told.value_max is not None:
            assert decimal(row["Đến"]) * decimal(row["Hệ số"]) == told.value_max
        assert (row["Nguyên văn"], row["Câu"]) == (told.quote, known.sentence)


def test_every_laid_out_figure_times_its_unit_is_one_of_the_store(
    content: Callable[..., Content], store: Store
) -> None:
    factors = {
        name.vi: factor
        for unit in ("VND", "ha", "kg", "percent", "incident")
        for factor in unit_scales(unit)
        if (name := unit_name(unit, factor))
    }
    known = {one.observation.value for one in store.each_figure(Query())}
    book, seen = written(content()), 0
    for sheet in book.worksheets[: -len(words("vi")["sheets"])]:
        percentages = {cell.column for cell in sheet[4] if "%" in str(cell.value)}
        for row in sheet.iter_rows(min_row=5):
            factor = factors[str(row[1].value).partition("/")[0]]
            for cell in row[3:-1]:
                if cell.value is not None:
                    seen += 1
                    assert decimal(cell.value) * (1 if cell.column in percentages else factor) in known
    assert seen >= 24


def test_plan_result_and_percentages_stand_beneath_their_period(content: Callable[..., Content]) -> None:
    found = laid_out(written(content())["Ngân sách"])
    tien_yen = ("Tổng thu ngân sách nhà nước trên địa bàn", "huyện Tiên Yên, Quảng Ninh", "9 tháng 2022")
    assert [(key[3], cell.value) for key, cell in found.items() if key[:3] == tien_yen] == [
        ("Thực hiện", 1600),
        ("% so kế hoạch", 57.7),
        ("Tăng, giảm so cùng kỳ (%)", -3.2),
    ]
    van_quan = [(key[2:], cell.value) for key, cell in found.items() if key[1] == "huyện Văn Quan, Lạng Sơn"]
    assert van_quan == [
        (("9 tháng 2023", "Thực hiện"), 526.8),
        (("9 tháng 2023", "% so kế hoạch"), 57.7),
        (("Năm 2023", "Kế hoạch"), 913),
    ]


def test_a_result_stands_before_its_estimate_which_the_comment_tells(content: Callable[..., Content]) -> None:
    found = laid_out(written(content("status=estimate"))["Ngân sách"])
    (estimate,) = (cell for key, cell in found.items() if key[3] == "Thực hiện")
    assert (estimate.value, estimate.font.i, estimate.number_format) == (1584.25, True, '"> "#,##0.00')
    result = next(cell for cell in laid_out(written(content())["Ngân sách"]).values() if cell.value == 1600)
    assert not result.font.i
    assert "1.584,25 tỷ đồng (tiên-yên.txt, 28/09/2022)" in result.comment.text


def test_disputed_figures_are_marked_and_say_what_others_say(content: Callable[..., Content]) -> None:
    book = written(content())
    result = next(cell for cell in laid_out(book["Ngân sách"]).values() if cell.value == 1600)
    assert result.fill.fgColor.rgb == "FFFFF2B3"
    assert result.comment.text.startswith("Nguồn khác ghi:\n1.590 tỷ đồng (tuần.txt, 20/10/2022)\n")
    (row,) = (row for row in rows(book["Số liệu"]) if row["Nguyên văn"] == "1.600 tỷ đồng")
    assert (row["Nguồn không thống nhất"], row["Vì sao được chọn"]) == ("có", "văn bản mới hơn")
    assert row["Nguồn khác ghi"] == "1.590 tỷ đồng (tuần.txt, 20/10/2022)"


def test_ranges_and_corrections_are_told_in_comments(content: Callable[..., Content]) -> None:
    book = written(content())
    found = laid_out(book["Kinh tế tổng hợp"]) | laid_out(book["Xã hội và giảm nghèo"])
    told = {cell.value: cell.comment.text for cell in found.values() if cell.comment}
    assert told == {55: "Khoảng 55 - 57", 2.3: "Người xem lại đã sửa."}


def test_what_printed_words_tell_apart_stands_in_rows_of_its_own(content: Callable[..., Content]) -> None:
    found = laid_out(written(content('indicator=planted_area place="huyện Văn Quan"'))["Nông nghiệp và thủy sản"])
    results = {key[0].partition(": ")[2]: cell.value for key, cell in found.items() if key[3] == "Thực hiện"}
    assert results == {"Diện tích gieo trồng lúa": 3050, "Diện tích gieo trồng ngô": 1230}


def test_units_are_those_that_reports_print(content: Callable[..., Content]) -> None:
    book = written(content())
    units = {(row[0].value, row[1].value) for sheet in book.worksheets for row in sheet.iter_rows(min_row=5, max_col=2)}
    assert {
        ("Tổng thu ngân sách nhà nước trên địa bàn", "tỷ đồng"),
        ("Thu nhập bình quân đầu người", "triệu đồng/người/năm"),
        ("Năng suất cây trồng: năng suất lúa", "tạ/ha"),
    } <= units


def test_each_row_has_its_sentences(content: Callable[..., Content]) -> None:
    sheet = written(content('place="thị xã Đông Triều"'))["Ngân sách"]
    (row,) = sheet.iter_rows(min_row=5, values_only=True)
    assert row[-1].startswith("[12, 13] «+84 Tổng thu ngân sách năm 2022 đạt 900,123 tỷ đồng, tăng 5,2%.» - =cmd|")


def test_panes_are_frozen_and_rows_can_be_filtered(content: Callable[..., Content]) -> None:
    book = written(content())
    assert (book["Ngân sách"].freeze_panes, book["Ngân sách"].auto_filter.ref) == ("D5", "A4:C7")
    assert book["Số liệu"].freeze_panes == "D2"
    assert book["Số liệu"].auto_filter.ref.startswith("A1:AG")


def test_hostile_words_stay_words(content: Callable[..., Content]) -> None:
    made = data(content(all_sources=True))
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)
        assert b"<f>" not in sheets
        assert b"<hyperlink" not in sheets
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    hostile = [cell for cell in cells if re.match("[=+@]", str(cell.value))]
    assert {str(cell.value)[:5] for cell in hostile} >= {"=cmd|", "+84 T", "=HYPE"}
    assert all(cell.quotePrefix for cell in hostile)


def test_characters_that_a_workbook_cannot_hold_are_left_out() -> None:
    odd = figure(indicator="Thu\x00 ngân\x1b sách\x85", place="_x0041_ &<>")
    (row,) = rows(written(made_content([odd]))["Số liệu"])
    assert (row["Chỉ tiêu như văn bản ghi"], unescape(row["Địa phương"])) == ("Thu ngân sách", "_x0041_ &<>")


@pytest.mark.parametrize(
    ("value", "shown", "number_format"),
    [
        ("526800000000", 526.8, "#,##0.0"),
        ("123456789012345", 123456.789012345, "#,##0.000000000"),
        ("1234567890123456789", "1234567890.123456789", "General"),
        ("-3200000000", -3.2, "#,##0.0"),
        ("0", 0, "#,##0"),
        ("8410000000", 8.41, "#,##0.00"),
        ("9950000000", 9.95, "#,##0.00"),
    ],
)
def test_a_number_is_exact_or_text(value: str, shown: object, number_format: str) -> None:
    number = Decimal(value).scaleb(-9)
    sheet = written(made_content([figure(value=value, number=number)]))["Số liệu"]
    (row,) = rows(sheet)
    scale = decimal(row["Hệ số"])
    assert decimal(row["Giá trị"]) * scale == Decimal(value)
    if value != "0":
        assert (row["Giá trị"], sheet["I2"].number_format) == (shown, number_format)


def test_a_scale_that_a_correction_broke_is_not_used() -> None:
    (row,) = rows(written(made_content([figure(value="527123")]))["Số liệu"])
    assert (row["Giá trị"], row["Hệ số"], row["Đơn vị tính"]) == (527123, 1, "đồng")


def test_days_are_days_and_those_before_the_calendar_are_text() -> None:
    old = figure(period=Period.parse("1858-09-01"))
    (row,) = rows(written(made_content([old]))["Số liệu"])
    assert (row["Từ ngày"], row["Ngày ban hành"]) == ("01/09/1858", datetime(2022, 10, 28))


def test_how_it_was_made(content: Callable[..., Content]) -> None:
    told = {row[0]: row[1] for row in written(content("place=199"))["Cách lập"].iter_rows(values_only=True)}
    assert told["Chọn số liệu"] == "place=199"
    assert told["Văn bản mới nhất"] == "28/10/2022"
    assert (told["Số văn bản"], told["Trong đó các nguồn không thống nhất"]) == (3, 2)


def test_the_reports_are_listed(content: Callable[..., Content], store: Store) -> None:
    listed = rows(written(content())["Nguồn"])
    assert [(row["Số văn bản"], row["SHA-256"]) for row in listed] == [
        (number, about.sha256) for number in store.numbers() if (about := store.about(number))
    ]
    assert sum(row["Số liệu trong tệp này"] for row in listed) == len(list(store.each_choice()))


def test_all_sources(content: Callable[..., Content], store: Store) -> None:
    shown = rows(written(content(all_sources=True))["Số liệu"])
    assert {row["Số"] for row in shown} == {one.id for one in store.each_figure()}
    assert [row["Số"] for row in shown if row["Được chọn"] == "không"] == [17, 20]


def test_heads_in_english(content: Callable[..., Content]) -> None:
    book = written(content(language="en"))
    assert book.sheetnames[-3:] == ["All figures", "Sources", "How it was made"]
    found = laid_out(book["Budget"])
    assert ("State budget revenue in the area", "huyện Tiên Yên, Quảng Ninh", "9 months of 2022", "Result") in found
    assert book["Budget"]["B5"].value == "billion VND"


def test_how_far_it_has_come_can_be_shown(content: Callable[..., Content]) -> None:
    seen: list[int] = []

    def watched(every: Any, count: int) -> Any:
        seen.append(count)
        return every

    count = write_workbook(replace(content(), watched=watched), io.BytesIO()).figures
    assert seen == [count, count]


def test_the_same_figures_make_the_same_file(content: Callable[..., Content]) -> None:
    assert data(content()) == data(content())


def test_indicators_of_an_own_catalogue_have_a_sheet_of_their_own() -> None:
    own = {"indicator_id": "solar_capacity", "indicator": "công suất điện mặt trời", "unit": "MW", "unit_text": "MW"}
    told = figure(2, "120", number=Decimal(120), **own)
    book = written(made_content([figure(1), told]))
    assert book.sheetnames[:2] == ["Ngân sách", "Chỉ tiêu riêng"]
    (((label, place, *_), cell),) = laid_out(book["Chỉ tiêu riêng"]).items()
    assert (label, place, cell.value) == (
        "solar_capacity: công suất điện mặt trời", "huyện Tiên Yên, Quảng Ninh", 120,
    )  # fmt: skip
    assert [row["Lĩnh vực"] for row in rows(book["Số liệu"])] == ["Ngân sách", "Chỉ tiêu riêng"]
    assert written(made_content([told], language="en")).sheetnames[0] == "Own indicators"


def test_more_rows_than_a_sheet_holds_go_on_on_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_figures, "MOST_ROWS", 3)
    monkeypatch.setattr(workbook_themes, "MOST_ROWS", 6)
    places = ("199", "184", "205", "206", "193")
    book = written(made_content([figure(at, place_code=code, place=f"huyện {code}") for at, code in enumerate(places)]))
    names = ["Ngân sách", "Ngân sách (2)", "Ngân sách (3)", "Số liệu", "Số liệu (2)", "Số liệu (3)"]
    assert book.sheetnames[:6] == names
    assert [row["Số"] for name in names[3:] for row in rows(book[name])] == [0, 1, 2, 3, 4]
    assert [book[name].max_row for name in names[:3]] == [6, 6, 5]
    assert workbook_cells.MOST_ROWS == 1_048_576


def test_periods_beyond_what_can_be_looked_at_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_themes, "MOST_PERIODS", 2)
    figures = [figure(year, period=Period.year(year)) for year in range(2015, 2023)]
    book = written(made_content(figures))
    assert len(laid_out(book["Ngân sách"])) == 2
    assert book["Ngân sách"]["A2"].value.startswith("Bảng này có 2 thời kỳ có nhiều số liệu nhất; 6 số liệu của 6")
    assert len(rows(book["Số liệu"])) == 8


def test_comments_are_not_more_than_excel_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_themes, "MOST_COMMENTS", 1)
    figures = [
        figure(code, place_code=str(code), place=f"huyện {code}", value_max=Decimal(10**12)) for code in (184, 199, 205)
    ]
    book = written(made_content(figures))
    assert [bool(cell.comment) for cell in laid_out(book["Ngân sách"]).values()].count(True) == 1
    told = {row[0]: row[1] for row in book["Cách lập"].iter_rows(values_only=True)}
    assert told["Ô có nguồn không thống nhất nhưng không có ghi chú"] == 2
