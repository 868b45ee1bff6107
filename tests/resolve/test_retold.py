import pytest

import solieu

HEADLINE = """Thị xã Tân Lập: giá tiêu dùng tăng 0,13%

Trong tháng 4/2018, giá tiêu dùng tăng 0,13% so với tháng trước; bình quân 4 tháng đầu năm 2018 tăng 4,66%.
"""


def periods(text: str) -> list[tuple[str, str]]:
    return [(one.quote, str(one.period)) for one in solieu.extract(text).observations]


def test_a_headline_is_of_the_time_that_the_text_tells_of_its_figure() -> None:
    assert periods(HEADLINE) == [("0,13%", "2018-04"), ("0,13%", "2018-04"), ("4,66%", "2018-01/2018-04")]


def test_a_headline_that_the_text_tells_again_contradicts_nothing() -> None:
    assert not solieu.extract(HEADLINE).findings


def test_a_time_from_elsewhere_in_the_text_is_told_as_the_report_s() -> None:
    first = solieu.extract("Giá tiêu dùng tăng 0,13%\n\nGiá tiêu dùng tháng 4/2018 tăng 0,13%.\n").observations[0]

    assert (str(first.period), first.period_from) == ("2018-04", "report")


def test_the_other_figures_of_a_headline_are_of_the_same_time() -> None:
    text = HEADLINE.replace("0,13%\n", "0,13%, thu ngân sách 45 tỷ đồng\n", 1)

    assert periods(text)[:2] == [("0,13%", "2018-04"), ("45 tỷ đồng", "2018-04")]


@pytest.mark.parametrize(
    ("again", "period"),
    [
        ("Như vậy, thu ngân sách đạt 412,6 tỷ đồng.", "2022"),
        ("Như vậy, thu ngân sách đạt 412,7 tỷ đồng.", "2023-01/2023-06"),  # another number
        ("Như vậy, chi ngân sách đạt 412,6 tỷ đồng.", "2023-01/2023-06"),  # of another thing
        ("Phấn đấu thu ngân sách đạt 412,6 tỷ đồng.", "2023-01/2023-06"),  # a goal
    ],
)
def test_a_figure_of_some_digits_is_the_same_anywhere_in_a_text(again: str, period: str) -> None:
    text = f"""Huyện Tân Lập sơ kết 6 tháng đầu năm 2023

6 tháng đầu năm 2023, kinh tế huyện ổn định, các ngành, các cấp đã triển khai đồng bộ nhiều giải pháp để hoàn thành các
nhiệm vụ được giao.

Năm 2022, thu ngân sách đạt 412,6 tỷ đồng.

II. ĐÁNH GIÁ CHUNG
{again}
"""

    assert periods(text)[-1] == ("412,7 tỷ đồng" if "412,7" in again else "412,6 tỷ đồng", period)


@pytest.mark.parametrize(
    ("told", "period"),
    [
        ("Tỷ lệ hộ nghèo còn 2,1%.", "2020"),
        ("Độ che phủ rừng đạt 58%.", "2020"),
        ("Toàn huyện có 412 doanh nghiệp đang hoạt động.", "2020"),
        ("Huy động nguồn lực xây dựng nông thôn mới 620 tỷ đồng.", "2010/2020"),  # what happened in those years
        ("Tỷ lệ hộ nghèo bình quân mỗi năm còn 2,1%.", "2010/2020"),
    ],
)
def test_of_years_it_is_told_how_things_stand_at_their_end(told: str, period: str) -> None:
    text = f"Huyện Tân Lập tổng kết 10 năm xây dựng nông thôn mới giai đoạn 2010-2020\n\n{told}\n"

    assert periods(text)[-1][1] == period
