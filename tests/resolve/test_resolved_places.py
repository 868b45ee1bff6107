from datetime import date

import pytest

import solieu
from solieu.read import from_text
from solieu.recognise.places import find_places
from solieu.resolve.places import ResolvedPlace, document_place, resolve
from solieu.stages import Stages
from solieu.text import prepare


def about(text: str, issued: date | None = date(2022, 9, 30)) -> ResolvedPlace | None:
    prepared = prepare(text)
    return document_place(prepared, find_places(prepared), issued)


def means(sentence: str, context: ResolvedPlace | None = None, on: date | None = date(2022, 9, 30)) -> list[str | None]:
    resolved = [resolve(mention, context=context, on=on) for mention in find_places(prepare(sentence))]
    return [place.label if place else None for place in resolved]


@pytest.mark.parametrize(
    ("text", "label", "code"),
    [
        ("Điện lực Nho Quan: bán 24,8 triệu kWh\n\nTổn thất 4,85%.", "huyện Nho Quan, Ninh Bình", "372"),
        ("Phiên họp tháng 9\n\nUBND thị xã Đông Triều họp thường kỳ.", "thị xã Đông Triều, Quảng Ninh", "205"),
        ("Đông Triều vượt kế hoạch\n\nThị xã Đông Triều thu 900 tỷ đồng.", "thị xã Đông Triều, Quảng Ninh", "205"),
        ("UBND HUYỆN TIÊN YÊN HỌP\n\nLãnh đạo huyện dự.", "huyện Tiên Yên, Quảng Ninh", "199"),
        ("Cà Mau: Xuất khẩu tôm tăng\n\nToàn tỉnh xuất 900 triệu USD.", "tỉnh Cà Mau", "96"),
        ("TPHCM thu ngân sách đạt 52%", "thành phố Hồ Chí Minh", "79"),
        ("Huyện Gia Viễn (Ninh Bình) đạt chuẩn\n\nTỉnh Ninh Bình khen.", "huyện Gia Viễn, Ninh Bình", "373"),
        ("Họp UBND tháng 8\n\nChủ tịch UBND thành phố Bắc Kạn chủ trì.", "thành phố Bắc Kạn, Bắc Kạn", "058"),
    ],
)
def test_the_unit_that_a_text_is_about(text: str, label: str, code: str) -> None:
    place = about(text)
    assert place is not None
    assert (place.label, place.code) == (label, code)


@pytest.mark.parametrize(
    ("text", "issued", "label"),
    [
        ("Từ Sơn họp\n\nUBND thị xã Từ Sơn họp tháng 9.", date(2021, 10, 13), "thị xã Từ Sơn, Bắc Ninh"),
        ("UBND xã Yên Lạc họp cuối năm", date(2025, 12, 26), "xã Yên Lạc, Phú Thọ"),
        ("UBND xã Thường Tân họp lần thứ 11", date(2026, 3, 19), "xã Thường Tân, Hồ Chí Minh"),
        ("Lễ đón chuẩn của xã Phú Linh, huyện Vị Xuyên", None, "xã Phú Linh, Hà Giang"),
    ],
)
def test_the_province_is_that_of_the_time(text: str, issued: date | None, label: str) -> None:
    place = about(text, issued)
    assert place is not None
    assert place.label == label


def test_the_headline_outweighs_what_it_happens_in() -> None:
    text = "Huyện Đắk Song chống hạn tại xã Thuận Hạnh\n\nXã Thuận Hạnh khô hạn. Xã Thuận Hạnh xin nước."
    place = about(text, date(2019, 8, 5))
    assert place is not None
    assert place.label == "huyện Đắk Song, Đắk Nông"


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Tai nạn tại xã Cộng Hòa, huyện Kim Thành làm 2 người chết.", "10756"),
        ("Tai nạn tại xã Cộng Hòa, huyện Nam Sách làm 2 người chết.", "10639"),
        ("Tai nạn tại xã Cộng Hòa thuộc huyện Kim Thành làm 2 người chết.", "10756"),
        ("Tai nạn tại xã Cộng Hòa (huyện Kim Thành) làm 2 người chết.", "10756"),
    ],
)
def test_the_unit_printed_after_a_commune_tells_which_it_is(sentence: str, code: str) -> None:
    stages = Stages(from_text(f"Tỉnh Hải Dương họp tháng 7\n\n{sentence}"))
    (commune,) = (place for place in stages.places if place.name == "Cộng Hòa")
    resolved = stages.resolved_places[commune.start]
    assert resolved is not None
    assert resolved.code == code


def test_a_text_about_several_districts_is_about_their_province() -> None:
    text = (
        "Thực hiện chủ đề công tác năm\n\n"
        + "Các địa phương đã vào cuộc quyết liệt, bảo đảm tiến độ các dự án trọng điểm và chăm lo đời sống nhân dân. "
        * 3
        + "Huyện Tiên Yên họp dân. Huyện Tiên Yên làm đường. Thành phố Cẩm Phả họp dân. Thành phố Cẩm Phả làm cầu."
    )
    place = about(text)
    assert place is not None
    assert place.label == "tỉnh Quảng Ninh"


def test_a_text_about_several_provinces_is_about_none() -> None:
    assert about("Làm việc với 3 địa phương\n\nĐoàn làm việc với tỉnh Lạng Sơn, Bắc Kạn, Tuyên Quang.") is None


def test_one_of_the_provinces_that_are_counted_is_not_what_the_text_is_about() -> None:
    helped = "Các lực lượng đã xuống cơ sở giúp nhân dân sửa nhà, dọn đường và đưa học sinh trở lại trường."
    listed = "Thiệt hại do mưa lũ\n\nMưa lũ làm 19 người chết (Hà Giang: 5 người; Lai Châu: 14 người), 11 người mất tích ở Lai Châu"
    assert about(f"{listed}, 15 nhà bị sập (Hà Giang: 8 nhà; Sơn La: 7 nhà). {helped}") is None
    assert about("Cụ thể, Lào Cai 5 người chết do sạt lở đất; Cao Bằng 6 người do lũ; Sơn La 2 người do lũ.") is None
    communes = "Nặng nhất là xã Lê Hóa có 130 nhà bị tốc mái, xã Thuận Hóa có 15 nhà, xã Kim Hóa có 4 nhà."
    place = about(f"Lốc xoáy ở huyện Tuyên Hóa\n\n{communes}")
    assert place is not None
    assert place.label == "huyện Tuyên Hóa, Quảng Bình"


@pytest.mark.parametrize("text", ["", "\n", "Cách bón phân cho lúa xuân", "Nghị định mới có hiệu lực từ tháng 4"])
def test_a_text_without_places_is_about_none(text: str) -> None:
    assert about(text) is None


def test_a_unit_that_the_text_never_names_is_its_bare_type_word() -> None:
    place = about("UBND huyện họp\n\nChủ tịch UBND huyện giao việc. Thu ngân sách toàn huyện tăng.")
    assert place is not None
    assert (place.label, place.code) == ("huyện", None)


def test_the_web_sites_footer_tells_which_district_it_is() -> None:
    text = (
        "Cơ quan quân sự huyện họp\n\nLãnh đạo huyện dự. Toàn huyện có 9 đơn vị. Công tác của huyện tốt.\n\n"
        "TRANG THÔNG TIN ĐIỆN TỬ HUYỆN KRÔNG NÔ - TỈNH ĐẮK NÔNG"
    )
    place = about(text, date(2019, 8, 5))
    assert place is not None
    assert place.label == "huyện Krông Nô, Đắk Nông"


def test_namesakes_stay_open_where_nothing_tells_them_apart() -> None:
    place = about("Huyện Châu Thành vững bước\n\nHuyện Châu Thành có nhiều đổi thay.")
    assert place is not None
    assert (place.label, place.code) == ("huyện Châu Thành", None)
    assert len(place.candidates) > 5


def test_a_commune_in_a_district_tells_which_of_the_namesakes_both_are() -> None:
    place = about("Đại hội Đảng bộ xã Long Vĩnh\n\nBí thư Huyện ủy Châu Thành đến dự.", date(2020, 6, 3))
    assert place is not None
    assert place.label == "xã Long Vĩnh, Tây Ninh"


def test_a_unit_is_called_what_an_older_text_calls_it() -> None:
    place = about("Thị xã Tây Ninh họp\n\nThị xã thu 135 tỷ đồng.", date(2011, 10, 1))
    assert place is not None
    assert (place.label, place.code) == ("thị xã Tây Ninh, Tây Ninh", "703")


def test_a_district_in_a_list_has_a_type_of_its_own() -> None:
    places = means("Thị xã Ba Đồn 24,6%, Quảng Trạch 21,5%.", about("Tỉnh Quảng Bình họp"))
    assert places == ["thị xã Ba Đồn, Quảng Bình", "huyện Quảng Trạch, Quảng Bình"]


def test_names_within_the_texts_district() -> None:
    context = about("UBND huyện Đắk Song họp", date(2019, 8, 5))
    assert means("xã Thuận Hạnh, huyện Cư Jút, tỉnh Đắk Nông", context, date(2019, 8, 5)) == [
        "xã Thuận Hạnh",
        "huyện Cư Jút, Đắk Nông",
        "tỉnh Đắk Nông",
    ]


def test_the_texts_own_unit_is_said_as_the_text_says_it() -> None:
    context = about("UBND huyện Đăk Song họp", date(2019, 8, 5))
    assert context is not None
    assert means("Huyện Đắk Song, toàn huyện, toàn tỉnh, cả nước", context, date(2019, 8, 5)) == [
        "huyện Đăk Song, Đắk Nông",
        "huyện Đăk Song, Đắk Nông",
        "tỉnh Đắk Nông",
        "cả nước",
    ]


def test_the_context_settles_namesakes() -> None:
    context = about("Tỉnh Long An họp báo")
    (place,) = (resolve(m, context=context, on=date(2022, 9, 30)) for m in find_places(prepare("huyện Châu Thành")))
    assert place is not None
    assert place.label == "huyện Châu Thành, Long An"
    assert place.candidates == ()


def test_a_commune_unknown_in_the_province_is_not_sought_elsewhere() -> None:
    context = about("UBND huyện Đắk Song họp", date(2019, 8, 5))
    (place,) = (resolve(m, context=context, on=date(2019, 8, 5)) for m in find_places(prepare("xã Phú Linh")))
    assert place is not None
    assert (place.label, place.code) == ("xã Phú Linh", None)


def test_an_old_name_keeps_its_meaning_after_the_mergers() -> None:
    assert means("Bắc Giang tăng 14%, Nam Định tăng 12%", on=date(2025, 8, 1)) == ["tỉnh Bắc Giang", "tỉnh Nam Định"]


def test_a_unit_that_had_the_texts_code_before_is_another() -> None:
    context = about("UBND tỉnh Bắc Ninh họp", date(2025, 8, 10))
    assert means("Tỉnh Bắc Giang thu 900 tỷ đồng", context, date(2025, 8, 10)) == ["tỉnh Bắc Giang"]
    assert means("Tỉnh Bắc Ninh thu 900 tỷ đồng", context, date(2025, 8, 10)) == ["tỉnh Bắc Ninh"]


@pytest.mark.parametrize(
    ("issued", "code"), [(date(2023, 8, 10), "474"), (date(2024, 12, 31), "474"), (date(2025, 1, 1), "46")]
)
def test_a_city_that_gave_its_name_to_a_province_is_a_district_before(issued: date, code: str) -> None:
    place = about("UBND thành phố Huế họp", issued)
    assert place is not None
    assert place.code == code


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ĐẢNG BỘ TỈNH QUẢNG NINH\nTHỊ ỦY ĐÔNG TRIỀU\n\nBÁO CÁO\n\nThị ủy giao việc.", "thị xã Đông Triều, Quảng Ninh"),
        ("UBND TỈNH QUẢNG NAM\nUBND HUYỆN HIỆP ĐỨC\n\nBÁO CÁO\n\nHuyện đạt kế hoạch.", "huyện Hiệp Đức, Quảng Nam"),
        ("Bắc Giang: Huyện Lục Nam thu hoạch na\n\nTỉnh khen ngợi.", "huyện Lục Nam, Bắc Giang"),
        ("Gò Dầu vượt thu ngân sách\n\nUBND huyện họp. Toàn huyện thu 300 tỷ đồng.", "huyện Gò Dầu, Tây Ninh"),
    ],
)
def test_what_stands_above_a_name_is_only_its_address(text: str, label: str) -> None:
    place = about(text)
    assert place is not None
    assert place.label == label


def test_a_bare_name_of_the_texts_unit_is_that_unit() -> None:
    context = about("HĐND xã Quảng Bình họp", date(2025, 8, 8))
    assert means("Quảng Bình tiếp tục đổi mới", context, date(2025, 8, 8)) == ["xã Quảng Bình, Thanh Hóa"]


def test_what_stands_behind_a_name_tells_on_which_map_it_lies() -> None:
    for text, label in (
        ("Phường Vĩnh Phúc, tỉnh Phú Thọ họp dân.", "phường Vĩnh Phúc, Phú Thọ"),
        ("Phường Vĩnh Phúc, quận Ba Đình họp dân.", "phường Vĩnh Phúc, Hà Nội"),
    ):
        place = about(text, None)
        assert place is not None
        assert place.label == label


def test_namesakes_are_told_apart_by_when_the_reports_own_place_began() -> None:
    report = solieu.extract(
        "Phường Bàn Cờ (TPHCM) thu ngân sách 5 tỷ đồng. Tại phường Tân Định, thu ngân sách đạt 321 tỷ đồng."
    )
    assert [o.place_code for o in report.observations] == ["27154", "26737"]
