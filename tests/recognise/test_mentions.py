from decimal import Decimal

import pytest

from solieu import Mention, mentions


def only(text: str) -> Mention:
    found = mentions(text)
    assert len(found) == 1, [mention.quote for mention in found]
    assert text[found[0].start : found[0].end] == found[0].quote
    return found[0]


def quotes(text: str) -> list[str]:
    return [mention.quote for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("Thu ngân sách đạt 20.984 tỷ đồng.", "20.984 tỷ đồng", "20984e9", "VND"),
        ("Doanh thu đạt 526,8 tỷ đồng.", "526,8 tỷ đồng", "526.8e9", "VND"),
        ("Diện tích lúa đạt 1.234,5 ha.", "1.234,5 ha", "1234.5", "ha"),
        ("Có 06 xã về đích.", "06 xã", "6", "commune"),
        ("Có nhiều lượt,194 người đến.", "194 người", "194", "person"),
        ("Nhận 22 đơn khiếu nại, tố cáo.", "22 đơn khiếu nại, tố cáo", "22", "petition"),
        ("Doanh thu tăng 3.5% so với cùng kỳ.", "3.5%", "3.5", "percent"),
        ("Lãi suất 3.125%.", "3.125%", "3.125", "percent"),
        ("Trồng được 40.56ha rừng.", "40.56ha", "40.56", "ha"),
        ("Nạo vét 17.555m3 bùn.", "17.555m3", "17555", "m3"),
        ("Ủng hộ 1,234,567 đồng.", "1,234,567 đồng", "1234567", "VND"),
        ("Đón 12 nghìn lượt khách.", "12 nghìn lượt khách", "12000", "visit"),
        ("Năng suất 65,3 tạ/ha.", "65,3 tạ/ha", "6530", "kg"),
        ("Thu nhập 72 triệu đồng/người/năm.", "72 triệu đồng/người/năm", "72e6", "VND"),
        ("Vốn 1,2 tỷ USD.", "1,2 tỷ USD", "1.2e9", "USD"),
        ("Xây 500m² nhà.", "500m²", "0.05", "ha"),
        ("Chi hết 1900 tỷ đồng.", "1900 tỷ đồng", "1900e9", "VND"),
        ("Hỗ trợ 2022 hộ.", "2022 hộ", "2022", "household"),
        ("Sản lượng gấp 2,42 lần cùng kỳ.", "2,42 lần", "2.42", "times"),
        ("Hỗ trợ 5 000 hộ.", "5 000 hộ", "5000", "household"),
        ("Ủng hộ 1\u00a0234\u00a0567 đồng.", "1\u00a0234\u00a0567 đồng", "1234567", "VND"),
        ("Năm 2022 500 hộ thoát nghèo.", "500 hộ", "500", "household"),
        ("Giảm 0,8 điểm%.", "0,8 điểm%", "0.8", "percentage_point"),
        ("Vận chuyển 12 nghìn tấn.km.", "12 nghìn tấn.km", "12000", "tonne_km"),
    ],
)
def test_a_number_with_its_unit(text: str, quote: str, value: str, unit: str) -> None:
    mention = only(text)
    assert (mention.quote, mention.value, mention.unit) == (quote, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "quote", "number", "upper"),
    [
        ("Tốc độ tăng 5-7%.", "5-7%", "5", "7"),
        ("Tốc độ tăng 5 – 7%.", "5 – 7%", "5", "7"),
        ("Giá tăng từ 5 đến 7%.", "5 đến 7%", "5", "7"),
        ("Mức hưởng 3 - 5,5 triệu đồng/người.", "3 - 5,5 triệu đồng/người", "3", "5.5"),
        ("Trồng 30 ha - 40 ha ngô.", "30 ha - 40 ha", "30", "40"),
        ("Tăng 5% đến 7%.", "5% đến 7%", "5", "7"),
        ("Chi từ 30 triệu đến 35 triệu đồng.", "30 triệu đến 35 triệu đồng", "30", "35"),
    ],
)
def test_a_range_has_two_ends(text: str, quote: str, number: str, upper: str) -> None:
    mention = only(text)
    assert (mention.quote, mention.number, mention.number_max) == (quote, Decimal(number), Decimal(upper))


@pytest.mark.parametrize("text", ["Giảm từ 7% đến 5%.", "Có 12 xã - 5 phường."])
def test_a_range_does_not_fall_and_has_one_unit(text: str) -> None:
    assert [mention.number_max for mention in mentions(text)] == [None, None]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Cơ cấu kinh tế tương ứng là 24,1% - 39,4% - 36,5%.", ["24,1%", "39,4%", "36,5%"]),
        ("Cơ cấu kinh tế là 24 - 39 - 37%.", ["24", "39", "37%"]),
    ],
)
def test_three_shares_with_dashes_between_are_no_range(text: str, quotes: list[str]) -> None:
    found = mentions(text)
    assert [(m.quote, m.unit, m.number_max) for m in found] == [(quote, "percent", None) for quote in quotes]


@pytest.mark.parametrize(
    ("text", "quote", "number", "of"),
    [
        ("Đạt 26/42 chỉ tiêu.", "26/42 chỉ tiêu", "26", "42"),
        ("Có 26 trên 42 chỉ tiêu đạt.", "26 trên 42 chỉ tiêu", "26", "42"),
        ("Có 26 trên tổng số 42 chỉ tiêu đạt.", "26 trên tổng số 42 chỉ tiêu", "26", "42"),
        ("Trồng 175,158/155ha.", "175,158/155ha", "175.158", "155"),
        ("Cả 108/108 xã có bác sĩ.", "108/108 xã", "108", "108"),
        ("Có 2/3 số xã về đích.", "2/3", "2", "3"),
        ("Trồng rừng 1.250 ha/1.200 ha.", "1.250 ha/1.200 ha", "1250", "1200"),
        ("Giải ngân 156,4 tỷ đồng/235 tỷ đồng.", "156,4 tỷ đồng/235 tỷ đồng", "156.4", "235"),
        ("Có 11/16 khoản thu đạt cao.", "11/16 khoản thu", "11", "16"),
    ],
)
def test_a_denominator_is_part_of_its_figure(text: str, quote: str, number: str, of: str) -> None:
    mention = only(text)
    assert (mention.quote, mention.number, mention.of) == (quote, Decimal(number), Decimal(of))


@pytest.mark.parametrize(
    ("text", "number", "unit_text"),
    [
        ("Thu 394 tỷ 581 triệu đồng.", "394.581", "tỷ đồng"),
        ("Thu 1 tỷ 20 triệu đồng.", "1.02", "tỷ đồng"),
        ("Quyên góp 3 triệu 500 nghìn đồng.", "3.5", "triệu đồng"),
        ("Thu 2 tỷ 30 triệu 400 nghìn đồng.", "2.0304", "tỷ đồng"),
    ],
)
def test_a_compound_amount_is_one_figure_of_its_largest_unit(text: str, number: str, unit_text: str) -> None:
    mention = only(text)
    assert (mention.number, mention.unit_text, mention.unit) == (Decimal(number), unit_text, "VND")


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("Có hai mươi ba hộ thoát nghèo.", "hai mươi ba hộ", "23"),
        ("Công nhận mười lăm sản phẩm.", "mười lăm sản phẩm", "15"),
        ("Tặng một trăm linh năm suất quà.", "một trăm linh năm suất", "105"),
        ("Vận động một nửa số hộ.", "một nửa", "0.5"),
        ("Hai mươi ba hộ thoát nghèo.", "Hai mươi ba hộ", "23"),
        ("Các hộ (hai mươi ba hộ) thoát nghèo.", "hai mươi ba hộ", "23"),
        ("Ba nghìn hai trăm người dự lễ.", "Ba nghìn hai trăm người", "3200"),
    ],
)
def test_a_number_in_words_counts(text: str, quote: str, value: str) -> None:
    mention = only(text)
    assert mention.quote.startswith(quote)
    assert mention.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "number"), [("Biến động (-3,2%).", "-3.2"), ("Biến động (+1,5%).", "1.5"), ("Số dư -4 tỷ đồng.", "-4")]
)
def test_a_printed_sign_counts(text: str, number: str) -> None:
    assert only(text).number == Decimal(number)


@pytest.mark.parametrize(
    ("hedge", "bound", "estimated"),
    [
        ("khoảng", "about", False),
        ("gần", "about", False),
        ("xấp xỉ", "about", False),
        ("trên", "above", False),
        ("hơn", "above", False),
        ("ít nhất", "above", False),
        ("tối thiểu", "above", False),
        ("vượt", "above", False),
        ("dưới", "below", False),
        ("không quá", "below", False),
        ("chưa đến", "below", False),
        ("tối đa", "below", False),
        ("ước đạt", "exact", True),
        ("ước đạt trên", "above", True),
        ("dự kiến khoảng", "about", True),
        ("gần trên", "above", False),
        ("đạt", "exact", False),
    ],
)
def test_the_word_next_to_the_number_hedges_it(hedge: str, bound: str, estimated: bool) -> None:
    mention = only(f"Sản lượng {hedge} 20.984 tấn.")
    assert (mention.bound, mention.estimated, mention.quote) == (bound, estimated, "20.984 tấn")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Có 50 hộ trở lên.", "above"),
        ("Có 50 hộ trở xuống.", "below"),
        ("Đạt 95% kế hoạch năm trở lên.", "above"),
        ("Có 62 người trình độ đại học trở lên.", "exact"),
    ],
)
def test_a_word_behind_the_unit_hedges_too(text: str, bound: str) -> None:
    assert only(text).bound == bound


@pytest.mark.parametrize(
    "text",
    [
        "Họp ngày 30/9/2022.",
        "Họp ngày 30 tháng 9 năm 2022.",
        "Trong tháng 9, quý IV và năm 2022.",
        "Giai đoạn 2021-2025.",
        "Khai mạc lúc 08h30.",
        "Cập nhật 08:52.",
        "Nghị quyết số 08-NQ/TU.",
        "Quyết định số 1234/QĐ-UBND.",
        "Công văn 456/UBND-KT.",
        "1. Thu ngân sách",
        "2) Chi ngân sách",
        "Điện thoại 0912 345 678.",
        "Liên hệ 0203.3876.123.",
        "Gọi 0912345678.",
        "Tiêm vắc xin mũi 3.",
        "Nâng cấp Quốc lộ 18.",
        "Mở rộng Đường tỉnh 338.",
        "Phòng, chống COVID-19.",
        "Phòng, chống Covid 19.",
        "Theo phương châm 3 trước, 4 tại chỗ.",
        "Thực hiện “4 tại chỗ”.",
        "Lượt truy cập: 12.345",
        "Đang online: 35",
        "Lần thứ 5 liên tiếp.",
        "Kỳ họp thứ 12.",
        "Dịch ở cấp độ 2.",
        "Người dân thôn 6.",
        "Bầu cử ở tổ dân phố số 3.",
        "Năm học 2022-2023.",
        "Phủ sóng 5G.",
        "Địa chỉ 192.168.1.1.",
        "Phiên bản 1.2.3.",
        "Tăng trưởng hai con số.",
        "Đạt tiêu chí số 17.",
        "Top 10",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert [mention.quote for mention in mentions(text) if mention.dimension != "rank"] == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Cả tổ 3 người.", "3 người"),
        ("Dân số 20.504 người.", "20.504 người"),
        ("Tổng số 73 con.", "73 con"),
        ("Quốc lộ 18 dài 120 km.", "120 km"),
        ("Mũi 3 đạt 95%.", "95%"),
        ("Nghị quyết số 12 giao 300 ha.", "300 ha"),
    ],
)
def test_a_count_beside_a_numbered_name_is_a_figure(text: str, quote: str) -> None:
    assert quotes(text) == [quote]


@pytest.mark.parametrize(
    ("text", "number", "of"),
    [
        ("Huyện xếp thứ hai toàn tỉnh.", 2, None),
        ("Chỉ số cải cách hành chính xếp 9/63 tỉnh, thành phố.", 9, 63),
        ("Xã đứng thứ 6 trong huyện.", 6, None),
        ("Tỉnh xếp thứ 5/63 tỉnh, thành phố.", 5, Decimal(63)),
        ("Huyện dẫn đầu toàn tỉnh.", 1, None),
        ("Tỉnh xếp hạng 15/63 tỉnh, thành phố.", 15, Decimal(63)),
        ("Tỉnh đứng thứ 3 trong 14 tỉnh của vùng.", 3, Decimal(14)),
        ("Tỉnh đứng thứ 3 trong 6 tháng qua.", 3, None),
    ],
)
def test_a_rank_is_a_figure_without_a_unit(text: str, number: int, of: Decimal | None) -> None:
    mention = next(m for m in mentions(text) if m.dimension == "rank")
    assert (int(mention.number), mention.of, mention.unit_text) == (number, of, None)


def test_a_rank_has_its_whole_and_a_second_one_may_follow() -> None:
    assert [m.quote for m in mentions("Tỉnh xếp thứ 18/63 cả nước và thứ 5 vùng Bắc Trung Bộ.")] == ["thứ 18", "thứ 5"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Số vụ giảm 02, số người chết tăng 01.", ["02", "01"]),
        ("Số vụ giảm 2.", ["2"]),
        ("Thu giảm 02, chi tăng.", []),
        ("Số vụ giảm 2,5 lần.", ["2,5 lần"]),
    ],
)
def test_a_bare_number_counts_where_a_count_moves(text: str, quotes: list[str]) -> None:
    assert [m.quote for m in mentions(text)] == quotes


@pytest.mark.parametrize("text", ["", " ", "\n", "Không có số nào.", "%", "ha", "tỷ đồng", ",", "5", "một"])
def test_a_text_without_a_quantity_has_none(text: str) -> None:
    assert mentions(text) == ()


def test_numbers_that_share_a_unit_each_have_it() -> None:
    found = mentions("Ba xã lần lượt thu 5, 6 và 7 tỷ đồng.")
    assert [(m.quote, int(m.value)) for m in found[-3:]] == [
        ("5", 5_000_000_000),
        ("6", 6_000_000_000),
        ("7 tỷ đồng", 7_000_000_000),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("58 trường (mầm non 21, tiểu học 19, THCS 14, liên cấp 4)", ["21", "19", "14", "4"]),
        ("1.874 người, gồm cán bộ quản lý 138, giáo viên 1.502, nhân viên 234.", ["138", "1.502", "234"]),
        ("1.425 người (Nhật Bản 812, Đài Loan 405, Hàn Quốc 146, nơi khác 62)", ["812", "405", "146", "62"]),
        ("2 văn bản (Quyết định 12, Thông báo 15)", []),  # more than their whole
        ("12 hộ (thôn 1, thôn 2, thôn 3)", []),  # names
        ("58 trường (mầm non 21)", []),  # one alone is no list
        ("thời gian 45 phút (môn 21, lớp 19)", []),
    ],
)
def test_bare_parts_of_a_counted_whole_are_quantities_of_its_unit(text: str, numbers: list[str]) -> None:
    whole, *parts = mentions(text)

    assert [part.quote for part in parts] == numbers
    assert all(part.unit == whole.unit for part in parts)


def test_a_count_behind_a_compound_that_ends_in_so_is_no_name() -> None:
    assert [one.quote for one in mentions("Học sinh dân tộc thiểu số 9.865 em, đăng ký số 12")] == ["9.865 em"]


def test_four_houses_are_a_count_and_the_alliance_of_four_is_a_slogan() -> None:
    assert quotes("Xã A 4 nhà, xã B 12 nhà bị tốc mái.") == ["4 nhà", "12 nhà"]
    assert quotes("Tăng cường liên kết 4 nhà.") == []


def test_at_least_is_no_rank_before_a_number() -> None:
    assert quotes("Có ít nhất trên 10.200 ha lúa bị ngập.") == ["10.200 ha"]


def test_five_is_a_number_behind_what_moves_or_does() -> None:
    assert quotes("Xảy ra 76 vụ, tăng năm vụ, làm năm người chết trong năm.") == ["76 vụ", "năm vụ", "năm người"]


def test_a_fraction_without_a_unit_is_one_figure() -> None:
    assert quotes("Xã A 41/61 đạt 67%; xã B 52/99 đạt 53%.") == ["41/61", "67%", "52/99", "53%"]


def test_the_day_of_a_feast_is_no_fraction() -> None:
    assert quotes("Lễ Quốc khánh 2/9 kéo dài nhiều ngày.") == []
    assert quotes("Gieo cấy quanh tiết lập xuân 04/02 và sau đó.") == []


def test_a_name_with_a_number_in_it_counts_nothing() -> None:
    assert quotes("Thị xã Ba Đồn 2.234 ha, huyện Ba Vì có ba xã đạt chuẩn.") == ["2.234 ha", "ba xã"]


def test_what_something_fell_from_has_the_unit_of_what_it_fell_to() -> None:
    first, second = mentions("Tỷ lệ hộ nghèo giảm từ 36,06 xuống 31,44%.")
    assert (first.quote, first.unit, second.quote) == ("36,06", "percent", "31,44%")


def test_a_fraction_of_what_is_given_out_is_no_name() -> None:
    assert quotes("Huyện cấp 412/430 giấy phép xây dựng.") == ["412/430 giấy phép xây dựng"]


def test_buildings_and_grounds_are_counted() -> None:
    text = "Huyện có 2 bệnh viện, 15 trạm y tế, 3 hồ chứa nước, 9 vườn mẫu, 2 khu du lịch, trao 50 suất học bổng."
    assert [(m.quote, m.unit) for m in mentions(text)] == [
        ("2 bệnh viện", "facility"),
        ("15 trạm y tế", "facility"),
        ("3 hồ chứa nước", "place_site"),
        ("9 vườn mẫu", "place_site"),
        ("2 khu du lịch", "place_site"),
        ("50 suất học bổng", "gift"),
    ]


def test_a_session_of_a_term_is_not_counted() -> None:
    assert [m.unit for m in mentions("Thực hiện Nghị quyết Trung ương 4 khóa XII về xây dựng Đảng.")] == [None]


def test_a_short_form_in_brackets_hides_no_bound() -> None:
    (mention,) = mentions("Các chỉ tiêu đạt 60% kế hoạch (KH) trở lên.")
    assert (mention.quote, mention.bound) == ("60%", "above")


def test_a_blank_forgotten_behind_a_sign_hides_no_percentage() -> None:
    assert [(m.quote, m.unit) for m in mentions("Thu đạt trên 46%KH, 95%hộ có điện, 5%o và 7%x.")] == [
        ("46%", "percent"),
        ("95%", "percent"),
        ("5%o", "percent"),
    ]


def test_a_blank_forgotten_before_a_number_hides_no_figure() -> None:
    text = "Thu tăng5,2%, chi đạt100% dự toán, giải ngân gần50 tỷ đồng; dịch Covid19 ở A1 5 ca, nướctăng7%."
    assert [m.quote for m in mentions(text)] == ["5,2%", "100%", "50 tỷ đồng", "5 ca"]


def test_the_scale_of_a_map_counts_nothing() -> None:
    text = "Lập quy hoạch chi tiết tỷ lệ 1/500 cụm công nghiệp 74 ha; bản đồ tỷ lệ 1/2.000, 1/5.000 xã Tân Lập; quy hoạch 1/500."
    assert [m.quote for m in mentions(text)] == ["74 ha"]
    assert [m.quote for m in mentions("Có 1/500 hộ nghèo, tỷ lệ 1/5 hộ.")] == ["1/500 hộ nghèo", "1/5 hộ"]


def test_a_unit_is_per_whatever_is_counted() -> None:
    text = (
        "Mức vay đạt 475 triệu đồng/dự án, 37 triệu đồng/hộ gia đình; trong đó lần lượt năm 2020 lần lượt là 5 tỷ đồng."
    )
    assert [(m.quote, m.dimension) for m in mentions(text)] == [
        ("475 triệu đồng/dự án", "money_rate"),
        ("37 triệu đồng/hộ gia đình", "money_rate"),
        ("5 tỷ đồng", "money"),
    ]


def test_five_people_are_a_number_behind_what_there_is() -> None:
    assert [(m.quote, m.number) for m in mentions("Tai nạn làm ba người bị thương, có năm người chết.")] == [
        ("ba người", 3),
        ("năm người", 5),
    ]


def test_goals_that_were_surpassed_are_counted_exactly() -> None:
    assert [m.bound for m in mentions("Hoàn thành vượt mức 25/25 chỉ tiêu, vượt 3 tỷ đồng.")] == ["exact", "above"]


def test_millions_and_thousands_are_of_what_is_counted() -> None:
    assert [
        (m.quote, m.unit, m.number * m.factor)
        for m in mentions("Đàn gia cầm 7 triệu 520 nghìn con, chi 6 tỷ 310 triệu cho 5 hộ.")
    ] == [
        ("7 triệu 520 nghìn con", "animal", 7_520_000),
        ("6 tỷ 310 triệu", "VND", 6_310_000_000),
        ("5 hộ", "household", 5),
    ]


@pytest.mark.parametrize(
    ("sentence", "dimension"),
    [
        ("Dư nợ là 208 tỷ đồng (tăng 62 tỷ so với cuối năm).", "money"),
        ("Xã huy động 1,5 tỷ làm đường.", "money"),
        ("Dư nợ là 208 tỷ đồng, tăng 3 triệu.", "money"),
        ("Cả vùng có 14 triệu.", "multiplier"),
        ("Nhà máy làm ra 2 tỷ viên gạch.", "count"),
    ],
)
def test_billions_without_a_thing_are_money(sentence: str, dimension: str) -> None:
    assert mentions(sentence)[-1].dimension == dimension
