"""Lines around an article that are not of it."""

import pytest

from solieu.read.furniture import names_no_article, tidy

BODY = "Sáu tháng đầu năm, thu ngân sách của huyện đạt 42,6 tỷ đồng."


@pytest.mark.parametrize(
    "line",
    [
        "Lượt xem: 1.204",
        "Số lượt người xem : Bản in",
        "Hôm nay: 35 Hôm qua: 120 Tháng này: 4.211",
        "Trang chủ | Xem thêm",
        "TIN ĐÃ ĐƯA",
        "Hôm nay, Thứ hai 05/08/2019",
        "Trang chủ » Tin tức » Kinh tế - Xã hội",
        "Trang chủ > Chuyên mục > Cải cách hành chính",
        "| | |",
    ],
)
def test_furniture_is_left_out(line: str) -> None:
    assert tidy(f"{line}\n{BODY}") == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Hôm nay, huyện có 35 ca mắc mới",
        "Tháng này xã trồng 12 ha",
        "Lượt khách: 1.204",
        "1.204",
        "Trang chủ của cổng thông tin mới có 12 chuyên mục.",
        "Điện thoại: 0205.383.012",
        "Giấy phép số 12/GP-UBND được cấp cho 3 mỏ đá.",
    ],
)
def test_words_of_the_article_stay(line: str) -> None:
    assert tidy(f"{BODY}\n{line}\n{BODY}").split("\n")[1] == line


def test_a_digit_on_each_line_is_a_counter() -> None:
    assert tidy(f"{BODY}\n2\n9\n6\n4") == BODY
    assert tidy(f"{BODY}\n2\n9") == f"{BODY}\n2\n9"


HEADLINE = "Thu ngân sách huyện tăng khá"


@pytest.mark.parametrize(
    "moment",
    [
        "05/07/2023",
        "(05.07.2023 16:32)",
        "thứ tư, 05 07 2023 08:52",
        "Thứ tư, ngày 5/7/2023, 8h52",
        "Cập nhật: 05/07/2023 4:30 PM",
        "14:20 | 05-07-2023",
        "Chủ nhật 09/07/2023 - 08:15 GMT+7",
    ],
)
def test_the_section_above_day_and_headline_is_no_part_of_the_article(moment: str) -> None:
    assert tidy(f"Kinh tế - Chính trị\n{moment}\n{HEADLINE}\n{BODY}") == f"{moment}\n{HEADLINE}\n{BODY}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HEADLINE}\n05/07/2023\n{BODY}", id="the headline above the day"),
        pytest.param(f"Thu 42,6 tỷ đồng\n05/07/2023\n{HEADLINE}\n{BODY}", id="a figure"),
        pytest.param(f"Kinh tế\nHuyện Đắk R'lấp\n{HEADLINE}\n{BODY}", id="no day"),
        pytest.param(f"Kinh tế\n05/07/2023 huyện họp\n{HEADLINE}\n{BODY}", id="a day and more"),
        pytest.param(f"Kinh tế:\n05/07/2023\n{HEADLINE}\n{BODY}", id="the opening of a list"),
        pytest.param("Kinh tế\n05/07/2023", id="nothing else"),
    ],
)
def test_what_only_looks_like_a_section_stays(text: str) -> None:
    assert tidy(text) == text


def test_a_known_title_is_no_section() -> None:
    text = f"Vụ mùa\n05/07/2023\n{HEADLINE}\n{BODY}"
    assert tidy(text, "Vụ mùa") == text


FOOTER = (
    "® TRANG THÔNG TIN ĐIỆN TỬ HUYỆN VĂN QUAN",
    "Giấy phép số: 07/GP-TTĐT do Sở Thông tin và Truyền thông cấp ngày 02/3/2021",
    "Chịu trách nhiệm về nội dung: Trưởng Ban Biên tập",
    "Địa chỉ: thị trấn Văn Quan - Điện thoại: 0205.383.012",
    "Email: banbientap@example.vn",
)


def test_who_publishes_the_site_is_left_out_at_the_end() -> None:
    assert tidy("\n".join((BODY, *FOOTER))) == BODY
    assert tidy("\n".join((*FOOTER, BODY))) == "\n".join((*FOOTER, BODY))


def test_an_address_at_the_end_may_be_of_the_article() -> None:
    text = f"{BODY}\n{FOOTER[3]}"
    assert tidy(text) == text


@pytest.mark.parametrize(
    ("title", "is_of_the_site"),
    [("Trang chủ", True), ("Cổng thông tin điện tử huyện Văn Quan", True), ("Vụ mùa được giá", False), ("", False)],
)
def test_titles_of_the_site(title: str, is_of_the_site: bool) -> None:
    assert names_no_article(title) is is_of_the_site


def test_long_runs_of_known_words_take_time_in_proportion() -> None:
    line = "tin mới tin mới hơn " * 20_000
    assert tidy(f"{line}\n{BODY}").endswith(BODY)
