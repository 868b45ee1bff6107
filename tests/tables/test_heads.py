import pytest

from solieu.tables.heads import read_head, unit_of
from solieu.tables.words import written_out


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("th 9t/2022", "thực hiện 9 tháng năm 2022"),
        ("uth 2022", "ước thực hiện năm 2022"),
        ("so với ck (%)", "so với cùng kỳ (%)"),
        ("2022/2021 (%)", "năm 2022 / năm 2021 (%)"),
        ("tháng 9/2022", "tháng 9/2022"),
        ("t9/2022", "tháng 9/2022"),
        ("2.022", "2.022"),
        ("kế hoạch năm 2022", "kế hoạch năm 2022"),
    ],
)
def test_short_forms_are_written_out(printed: str, words: str) -> None:
    assert written_out(printed) == words


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("kế hoạch 2022", "target"),
        ("dự toán huyện giao", "target"),
        ("thực hiện 9 tháng", "actual"),
        ("cùng kỳ năm 2021", "actual"),
        ("ước cả năm", "estimate"),
        ("diện tích (ha)", None),
        ("2021", None),
    ],
)
def test_what_kind_of_amounts_a_column_holds(head: str, status: str | None) -> None:
    read = read_head(head)
    assert (read.status, read.comparison) == (status, None)


@pytest.mark.parametrize(
    ("head", "comparison", "change"),
    [
        ("so với kh (%)", "plan", False),
        ("% kế hoạch", "plan", False),
        ("th/kh (%)", "plan", False),
        ("đạt % so với dự toán", "plan", False),
        ("tỷ lệ đạt (%)", "plan", False),
        ("so với cùng kỳ (%)", "period", False),
        ("so sánh (%) cùng kỳ", "period", False),
        ("2022/2021 (%)", "period", False),
        ("tăng, giảm so với cùng kỳ (%)", "period", True),
        ("cơ cấu (%)", "share", False),
        ("xếp hạng", "rank", False),
    ],
)
def test_what_a_column_compares(head: str, comparison: str, change: bool) -> None:
    read = read_head(head)
    assert (read.comparison, read.change) == (comparison, change)


@pytest.mark.parametrize(
    ("head", "kind", "year", "month"),
    [
        ("thực hiện năm 2021 9 tháng", "months", 2021, 9),
        ("thực hiện năm 2021 cả năm", "year", 2021, None),
        ("ước thực hiện tháng 9/2022", "month", 2022, 9),
        ("kế hoạch 2022", "year", 2022, None),
    ],
)
def test_the_time_of_a_head(head: str, kind: str, year: int, month: int | None) -> None:
    time = read_head(head).time
    assert time is not None
    assert (time.kind, time.year, time.month) == (kind, year, month)


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("diện tích (ha)", "diện tích"),
        ("năng suất (tạ/ha) năm 2021", "năng suất"),
        ("tỷ lệ hộ nghèo (%)", "tỷ lệ hộ nghèo"),
        ("chỉ tiêu", ""),
        ("thực hiện 9 tháng", ""),
        ("so với kh (%)", ""),
    ],
)
def test_what_is_left_names_what_is_measured(head: str, rest: str) -> None:
    assert read_head(head).rest == rest


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("diện tích (ha)", "ha"),
        ("giá trị, tỷ đồng", "tỷ đồng"),
        ("thu (đvt: triệu đồng)", "triệu đồng"),
        ("năm (2022)", None),
    ],
)
def test_the_unit_in_a_head(words: str, unit: str | None) -> None:
    found = unit_of(words)
    assert (found.text if found else None) == unit
