from itertools import pairwise

import pytest

from solieu.recognise.times import find_times
from solieu.spans import TimeMention
from solieu.text import prepare


def only(text: str) -> TimeMention:
    found = find_times(prepare(text))
    assert len(found) == 1, found
    return found[0]


def parts(text: str) -> tuple[str, int | None, int | None, int | None, int | None]:
    time = only(text)
    return time.kind, time.year, time.month, time.day, time.quarter


@pytest.mark.parametrize(
    ("text", "kind", "year", "month", "day", "quarter"),
    [
        ("Huyện họp ngày 30/9/2022.", "day", 2022, 9, 30, None),
        ("Huyện họp ngày 30-9-2022.", "day", 2022, 9, 30, None),
        ("Huyện họp ngày 30.9.2022.", "day", 2022, 9, 30, None),
        ("Huyện họp ngày 05 tháng 9 năm 2022.", "day", 2022, 9, 5, None),
        ("Huyện họp ngày 30 tháng 9.", "day", None, 9, 30, None),
        ("Sáng 10-7, huyện họp.", "day", None, 7, 10, None),
        ("Thu trong tháng 9 giảm.", "month", None, 9, None, None),
        ("Thu tháng 9/2022 giảm.", "month", 2022, 9, None, None),
        ("Thu tháng 06 năm 2022 giảm.", "month", 2022, 6, None, None),
        ("BÁO CÁO QUẬN 5 THÁNG 5 NĂM 2014", "month", 2014, 5, None, None),
        ("Thu quý I tăng.", "quarter", None, None, None, 1),
        ("Thu quý IV/2022 tăng.", "quarter", 2022, None, None, 4),
        ("Thu quý 3 năm 2022 tăng.", "quarter", 2022, None, None, 3),
        ("Thu 9 tháng đầu năm 2022 tăng.", "months", 2022, 9, None, None),
        ("Thu 6 tháng đầu năm tăng.", "months", None, 6, None, None),
        ("Thu sáu tháng đầu năm tăng.", "months", None, 6, None, None),
        ("Thu quí I năm 2022 tăng.", "quarter", 2022, None, None, 1),
        ("Thu quý 2 năm nay tăng.", "quarter", None, None, None, 2),
        ("Thu tháng 3 năm nay tăng.", "month", None, 3, None, None),
        ("Thu 9 tháng năm nay tăng.", "months", None, 9, None, None),
        ("Thu 10 tháng năm 2023 tăng.", "months", 2023, 10, None, None),
        ("Giải pháp 3 tháng cuối năm.", "last_months", None, 3, None, None),
        ("Thu năm 2022 tăng.", "year", 2022, None, None, None),
        ("Thu đến nay tăng.", "now", None, None, None, None),
        ("Hiện nay, số thu tăng.", "now", None, None, None, None),
        ("Thu cả năm tăng.", "this_year", None, None, None, None),
        ("Thu năm nay tăng.", "present_year", None, None, None, None),
        ("Số thu lũy kế tăng.", "to_date", None, None, None, None),
        ("Số thu trong tháng tăng.", "this_month", None, None, None, None),
    ],
)
def test_an_expression_of_time(
    text: str, kind: str, year: int | None, month: int | None, day: int | None, quarter: int | None
) -> None:
    assert parts(text) == (kind, year, month, day, quarter)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Kế hoạch giai đoạn 2021-2025.", 2021, 2025),
        ("Nhiệm kỳ 2020 - 2025 thành công.", 2020, 2025),
        ("Từ năm 2016 đến năm 2020, huyện đổi thay.", 2016, 2020),
        ("Vụ đông xuân 2023-2024 được mùa.", 2023, 2024),
    ],
)
def test_a_span_of_years(text: str, first: int, last: int) -> None:
    time = only(text)
    assert (time.kind, time.first, time.year) == ("years", (first, None, None), last)


def test_a_span_of_days() -> None:
    time = only("Tiêm chủng từ ngày 17/7 đến ngày 2/8/2023.")
    assert time.kind == "days"
    assert time.first is not None
    assert (time.first[1:], (time.year, time.month, time.day)) == ((7, 17), (2023, 8, 2))


@pytest.mark.parametrize(
    "text",
    [
        "Tính đến ngày 30/10/2023, thu tăng.",
        "Đến hết tháng 10, thu tăng.",
        "Hết tháng 5, thu tăng.",
        "Đến nay thu tăng.",
    ],
)
def test_a_time_may_be_an_end(text: str) -> None:
    assert only(text).until


@pytest.mark.parametrize(
    "text",
    [
        "Thu tăng so với cùng kỳ năm 2021.",
        "Thu tăng so với năm 2021.",
        "Thu tăng so với tháng 8.",
        "Giá trị theo giá so sánh năm 2010.",
        "Thu bằng cùng kỳ năm 2021.",
        "Thu tăng so với năm trước.",
    ],
)
def test_a_time_may_be_what_a_figure_is_compared_with(text: str) -> None:
    assert only(text).compared


@pytest.mark.parametrize("text", ["Thu năm 2022 tăng.", "Trong tháng 9, thu tăng.", "Đến hết tháng 10, thu tăng."])
def test_a_time_of_its_own_is_not_compared(text: str) -> None:
    assert not only(text).compared


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Có 2022,5 ha.",
        "Đạt 9/12 chỉ tiêu.",
        "Đạt 57,7% kế hoạch.",
        "Công văn 2023/UBND.",
        "Trẻ 9 tháng tuổi.",
        "Kết quả 3 tháng vận hành chính quyền địa phương 2 cấp.",
        "Giáo viên đạt chuẩn theo Luật Giáo dục 2019.",
        "Bón phân sau 3 tháng.",
        "Tổng 12.2022 đồng.",
        "Máy chủ 10.10.2022.1.",
        "Có 5 năm kinh nghiệm.",
        "Mỗi xã đạt thêm từ 2-3 tiêu chí.",
        "Năng suất từ 9-11 tấn/ha.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert find_times(prepare(text)) == ()


@pytest.mark.parametrize("blanks", [" ", "  ", "   "])
def test_up_to_three_blanks_part_the_words_of_a_time(blanks: str) -> None:
    assert parts(blanks.join(["Thu", "9", "tháng", "đầu", "năm", "2022", "tăng."]))[:3] == ("months", 2022, 9)


def test_times_come_in_order_and_do_not_overlap() -> None:
    text = "Ngày 30/9/2022, 9 tháng đầu năm, đến nay, quý IV, tháng 12/2022, giai đoạn 2021-2025."
    times = find_times(prepare(text))
    assert len(times) == 6
    assert all(a.end <= b.start for a, b in pairwise(times))


def test_the_founding_is_of_the_year_that_the_text_says() -> None:
    text = "Huyện được thành lập ngày 27/6/2005. Ngày đầu mới thành lập, huyện có 6 xã."
    assert [(t.kind, t.year) for t in find_times(prepare(text))] == [("day", 2005), ("founding", 2005)]


@pytest.mark.parametrize(
    "text", ["Ngày đầu mới thành lập, huyện có 6 xã.", "Năm 2005, huyện nghèo. Khi thành lập, có 6 xã."]
)
def test_a_founding_that_no_year_is_told_of_is_no_time(text: str) -> None:
    assert "founding" not in [t.kind for t in find_times(prepare(text))]


@pytest.mark.parametrize(
    "text",
    ["Bệnh xuất hiện tại 6 xã.", "Công an phát hiện tại nhà.", "Thực hiện nay mai.", "Lễ hội vào ngày 15/8 âm lịch."],
)
def test_part_of_a_word_is_no_time(text: str) -> None:
    assert find_times(prepare(text)) == ()


@pytest.mark.parametrize("text", ["Nghỉ lễ 30/4 và 1/5/2024", "Dịp lễ 30/4 và 1/5 có mưa"])
def test_two_days_are_one_time(text: str) -> None:
    time = only(text)
    assert (time.kind, time.first, time.day, time.month) == ("days", (time.year, 4, 30), 1, 5)


def test_two_fractions_are_no_days() -> None:
    assert find_times(prepare("Có 3/4 và 5/6 thôn đạt chuẩn")) == ()


def test_as_many_as_is_no_day() -> None:
    assert find_times(prepare("Có đến 5/9 huyện đạt chuẩn, có tới 7/8 xã có chợ.")) == ()
    assert only("Đến 30/6 huyện trồng được 5 ha.").kind == "day"


@pytest.mark.parametrize("text", ["ngày 1 và 2/8", "ngày 2 - 6/12", "ngày 1, 2/8", "tháng 9,", "tháng 9 của năm 2022"])
def test_what_follows_a_day_or_a_month_hides_it_not(text: str) -> None:
    assert only(f"Trong {text} có mưa").month in (8, 9, 12)


def test_a_number_of_thousands_is_no_day() -> None:
    assert find_times(prepare("Sáng 12.345 hộ, chiều 5.678 hộ có điện.")) == ()


def test_a_time_of_day_hides_not_that_something_runs_up_to_it() -> None:
    assert only("Đến tối ngày 28-10-2020 có mưa").until


def test_the_scale_of_a_map_is_no_month() -> None:
    assert find_times(prepare("Quy hoạch phân khu tỷ lệ 1/2000.")) == ()
    assert only("Theo quy hoạch từ tháng 1/2000.").year == 2000


@pytest.mark.parametrize("text", ["tháng10 năm 2022", "tháng10/2022", "tháng10 năm2022", "tháng 10 năm2022"])
def test_a_blank_forgotten_before_a_time_hides_it_not(text: str) -> None:
    time = only(f"Trong {text} có mưa")
    assert (time.year, time.month) == (2022, 10)


@pytest.mark.parametrize("counted", ["Đến nay 12/12 xã đạt chuẩn.", "Đến nay, 8/12 thôn có nhà văn hóa."])
def test_a_fraction_behind_until_now_is_no_day(counted: str) -> None:
    assert [time.kind for time in find_times(prepare(counted))] == ["now"]


@pytest.mark.parametrize("words", ["tăng 12% so với dịp lễ năm 2022", "cao gấp đôi năm 2022", "gấp 3,4 lần năm 2021"])
def test_what_is_compared_with_tells_no_time_of_its_own(words: str) -> None:
    (time,) = find_times(prepare(words))
    assert time.compared
