"""Numbers within the words that name a figure: ages, classes, kinds; and the figures that stand beside them."""

from decimal import Decimal

import pytest

import solieu


def named(text: str) -> dict[str, str | None]:
    return {o.quote: o.indicator for o in solieu.extract(text).observations}


@pytest.mark.parametrize(
    ("text", "quote", "indicator"),
    [
        (
            "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ đạt 24,6%.",
            "24,6%",
            "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ",
        ),
        (
            "Số trẻ dưới 1 tuổi được tiêm đủ 8 loại vắc xin: 512/1.080 trẻ.",
            "512/1.080 trẻ",
            "Số trẻ dưới 1 tuổi được tiêm đủ 8 loại vắc xin",
        ),
        (
            "Giá trị sản xuất trên 1 ha đất canh tác đạt 148 triệu đồng.",
            "148 triệu đồng",
            "Giá trị sản xuất trên 1 ha đất canh tác",
        ),
        (
            "Có 100% học sinh lớp 5 hoàn thành chương trình tiểu học.",
            "100%",
            "học sinh lớp 5 hoàn thành chương trình tiểu học",
        ),
        (
            "Có 92% dân số đang đi làm và tỷ lệ biết đọc, biết viết của dân số từ 15 tuổi trở lên là 99%.",
            "99%",
            "tỷ lệ biết đọc, biết viết của dân số từ 15 tuổi trở lên",
        ),
    ],
)
def test_a_number_may_be_part_of_the_name(text: str, quote: str, indicator: str) -> None:
    assert named(text)[quote] == indicator


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Tỷ lệ học sinh khá, giỏi đạt 78,4%.", "Tỷ lệ học sinh khá, giỏi"),
        (
            "Tỷ lệ giáo viên đạt chuẩn ở mầm non, tiểu học, THCS là 92%.",
            "Tỷ lệ giáo viên đạt chuẩn ở mầm non, tiểu học, THCS",
        ),
    ],
)
def test_what_is_listed_in_a_name_belongs_to_it(text: str, indicator: str) -> None:
    assert set(named(text).values()) == {indicator}


@pytest.mark.parametrize(
    ("text", "quotes", "indicator"),
    [
        ("Tỷ lệ số xã đạt dưới 10 tiêu chí còn khoảng 25%.", ["25%"], "Tỷ lệ số xã đạt dưới 10 tiêu chí"),
        (
            "Số hộ có thu nhập trên 100 triệu đồng/năm là 315 hộ.",
            ["315 hộ"],
            "Số hộ có thu nhập trên 100 triệu đồng/năm",
        ),
        ("Số xã đạt từ 15 tiêu chí trở lên là 12 xã.", ["12 xã"], "Số xã đạt từ 15 tiêu chí"),
        ("Số hộ nghèo giảm từ 312 hộ còn 298 hộ.", ["312 hộ", "298 hộ"], "Số hộ nghèo"),
        ("Tổng thu đạt trên 100 tỷ đồng, đạt 95% dự toán.", ["100 tỷ đồng", "95%"], "Tổng thu"),
    ],
)
def test_what_says_which_are_counted_is_part_of_their_name(text: str, quotes: list[str], indicator: str) -> None:
    observations = solieu.extract(f"UBND huyện Tiên Yên, năm 2022. {text}").observations
    assert [one.quote for one in observations] == quotes
    assert observations[-1].indicator == indicator


def test_a_share_stands_behind_an_age() -> None:
    assert named("Tỷ lệ ra lớp của nhà trẻ đạt 48,5%, riêng trẻ 5 tuổi 100%.")["100%"] is not None


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Sản lượng cá nuôi năm 2021 ước đạt trên 1 triệu tấn.", ["1 triệu tấn"]),
        ("Năm 2021, huyện huy động được trên 1 tỷ đồng.", ["1 tỷ đồng"]),
        ("Năm 2021, giá trị sản phẩm trên 1 ha đất trồng trọt đạt 132 triệu đồng.", ["132 triệu đồng"]),
        ("Năm 2021, số người mắc lao trên 1 triệu dân là 640 người.", ["640 người"]),
    ],
)
def test_a_base_is_one_and_no_large_amount(text: str, quotes: list[str]) -> None:
    assert [one.quote for one in solieu.extract(text).observations] == quotes


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Số ngày điều trị bình quân 6,4 ngày.", "6.4"),
        ("Tuổi thọ trung bình của người dân trong huyện đạt 74,5 tuổi.", "74.5"),
        ("Tuổi thọ trung bình đạt 74,5 tuổi.", "74.5"),
        ("Công trình thi công trong 45 ngày.", None),
    ],
)
def test_a_time_is_a_figure_where_it_is_an_average(text: str, number: str | None) -> None:
    found = [o.number for o in solieu.extract(text).observations]
    assert found == ([] if number is None else [Decimal(number)])


def test_offices_are_counted_and_what_they_did_is_not_their_name() -> None:
    found = named("Có 12 sở, ban, ngành giải ngân dưới 50% kế hoạch vốn.")
    assert found == {"12 sở, ban, ngành": "sở, ban, ngành", "50%": "giải ngân"}


def test_short_term_crops_have_no_day() -> None:
    assert named("Diện tích cây công nghiệp ngắn ngày 640 ha.") == {"640 ha": "Diện tích cây công nghiệp ngắn ngày"}


def test_what_goes_along_with_a_sum_does_not_take_what_is_said_of_it() -> None:
    found = named("Tổng dư nợ 412 tỷ đồng với 7.236 khách hàng, hoàn thành 99,9% kế hoạch.")
    assert (found["7.236 khách hàng"], found["99,9%"]) == ("khách hàng", "Tổng dư nợ")


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Có 175 nhà bị hư hỏng, trong đó xã Tà Cạ 168 nhà, xã Hữu Kiệm 7 nhà.", ["175 nhà", "168 nhà", "7 nhà"]),
        ("Huyện đẩy mạnh liên kết 4 nhà, trồng 20 ha lúa.", ["20 ha"]),
    ],
)
def test_houses_are_counted_and_partners_are_not(text: str, quotes: list[str]) -> None:
    assert list(named(text)) == quotes


def test_offices_and_people_are_named_in_pairs() -> None:
    found = named("Có 100% cơ quan, đơn vị công khai tài sản; 16 tổ chức, cá nhân vi phạm.")
    assert found == {"100%": "cơ quan, đơn vị công khai tài sản", "16 tổ chức": "tổ chức, cá nhân vi phạm"}


def test_the_name_of_a_part_may_have_a_comma() -> None:
    found = named("Có 1.322 đơn (khiếu nại 145, tố cáo 62, kiến nghị, phản ánh 1.115).")
    assert found["1.115"] == "kiến nghị, phản ánh"


def test_a_percentage_of_the_registered_capital_is_a_share() -> None:
    (_, share) = solieu.extract("Vốn thực hiện khoảng 3,9 tỷ USD, bằng 36,5% vốn đăng ký.").observations
    assert (share.measure, share.basis_kind) == ("share", "total")


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Diện tích cây công nghiệp hàng năm 711 ha.", "Diện tích cây công nghiệp hàng năm"),
        ("Phát hiện 5 trường hợp dương tính với ma túy.", "trường hợp dương tính với ma túy"),
        ("Lạm phát cơ bản tăng 5,21%.", "Lạm phát cơ bản"),
        ("Bao tiêu 450 tấn rau an toàn.", "Bao tiêu rau an toàn"),
        ("Phát hiện 640 vụ vi phạm về lâm sản.", "vụ vi phạm về lâm sản"),
        ("Ghi nhận 12 ca mắc COVID-19.", "ca mắc COVID-19"),
        ("Có 135.320 học sinh vào lớp 6.", "học sinh vào lớp 6"),
        ("Số khách du lịch tăng vọt, ước đạt 297.000 lượt.", "Số khách du lịch"),
        ("Xây dựng 3 xã đạt bộ tiêu chí quốc gia về y tế.", "Xây dựng xã đạt bộ tiêu chí quốc gia về y tế"),
    ],
)
def test_what_belongs_to_a_word_stays_with_it(text: str, indicator: str) -> None:
    assert list(named(text).values()) == [indicator]


def test_how_many_stars_products_have_is_part_of_their_name() -> None:
    found = named(
        "Có 231 sản phẩm OCOP đạt từ 03 sao trở lên của 102 chủ thể, gồm 09 sản phẩm đạt 4 sao; 220 sản phẩm 3 sao; 67,3% sản phẩm 3 sao. "
        "Có 48/66 tổ chức cơ sở đảng đạt trong sạch vững mạnh."
    )
    assert found == {
        "231 sản phẩm OCOP": "sản phẩm OCOP đạt từ 03 sao trở lên",
        "102 chủ thể": "chủ thể",
        "09 sản phẩm": "sản phẩm đạt 4 sao",
        "220 sản phẩm": "sản phẩm 3 sao",
        "67,3%": "sản phẩm 3 sao",
        "48/66 tổ chức cơ sở đảng": "tổ chức cơ sở đảng đạt trong sạch vững mạnh",
    }
