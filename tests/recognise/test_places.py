import time

import pytest

import solieu
from solieu.recognise.places import find_places
from solieu.text import prepare


def found(sentence: str) -> list[tuple[str, str | None, str]]:
    return [(mention.kind, mention.type, mention.name) for mention in find_places(prepare(sentence))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Thu ngân sách của thị xã Đông Triều tăng.", [("typed", "thị xã", "Đông Triều")]),
        ("Lãnh đạo TP. Bắc Kạn dự họp.", [("typed", "thành phố", "Bắc Kạn")]),
        ("Người dân TP Vinh, TX. Cửa Lò.", [("typed", "thành phố", "Vinh"), ("typed", "thị xã", "Cửa Lò")]),
        ("Đường làng ở xã Đăk Wer đã sạch.", [("typed", "xã", "Đăk Wer")]),
        ("Chợ huyện Đắk R’lấp mở cửa.", [("typed", "huyện", "Đắk R’lấp")]),
        ("Huyện Châu Thành có 12 xã.", [("typed", "huyện", "Châu Thành")]),
        ("Trụ sở phường 5 ở quận 10.", [("typed", "phường", "5"), ("typed", "quận", "10")]),
        ("Cửa hàng ở P.5, Q.1.", [("typed", "phường", "5"), ("typed", "quận", "1")]),
        ("UBND huyện Tiên Yên họp.", [("typed", "huyện", "Tiên Yên")]),
        ("Theo UBND Thành phố Hồ Chí Minh.", [("typed", "thành phố", "Hồ Chí Minh")]),
        ("Đảng ủy phường Phú Xuân trực báo.", [("typed", "phường", "Phú Xuân")]),
        ("Ra tận đặc khu Cô Tô.", [("typed", "đặc khu", "Cô Tô")]),
        ("UBND xã Miền Xa Lắc mới lập.", [("typed", "xã", "Miền Xa Lắc")]),
        ("Dịch ở xã Đăk wer lan rộng.", [("typed", "xã", "Đăk wer")]),
    ],
)
def test_a_type_word_before_a_name(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Thành ủy Cẩm Phả giao nhiệm vụ.", [("body", "thành phố", "Cẩm Phả")]),
        ("Bí thư Huyện ủy Tiên Yên kết luận.", [("body", "huyện", "Tiên Yên")]),
        ("Ban Thường vụ thị uỷ Từ Sơn họp.", [("body", "thị xã", "Từ Sơn")]),
        ("Bí thư Thành ủy TP.HCM thăm chợ.", [("typed", "thành phố", "HCM")]),
    ],
)
def test_a_party_committee_names_its_place(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "UBND huyện họp phiên thường kỳ.",
        "Bí thư Đảng ủy xã Phan Văn Bình phát biểu.",
        "Chủ tịch UBND Thị xã Trương Văn Hòa chủ trì.",
        "Bí thư Huyện ủy Vi Hữu Tài đến dự.",
        "Đồng chí Nguyễn Văn Bình và bà Lê Chân.",
        "Nhà ở đường Trần Hưng Đạo, phố Hà Nội.",
        "Kinh tế - xã hội phát triển, xã NTM nâng cao.",
        "Học tập theo tư tưởng Hồ Chí Minh.",
        "Nghị quyết số 135 của Chính phủ, quý 1, phần 5.",
        "Các tỉnh Tây Nguyên trồng cà phê.",
        "Sinh viên Đại học Thái Nguyên.",
        "",
        "xã",
        "TP.",
        "Q.",
    ],
)
def test_what_is_no_place(sentence: str) -> None:
    assert [mention for mention in found(sentence) if mention[0] != "unnamed"] == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tại Bắc Kạn, mưa to.", ["Bắc Kạn"]),
        ("Sản lượng của Cà Mau tăng, Bạc Liêu giảm.", ["Cà Mau", "Bạc Liêu"]),
        ("TPHCM dẫn đầu cả miền.", ["TPHCM"]),
        ("UBND Hà Nội giao Sở Công Thương.", ["Hà Nội"]),
        ("Thường trực UBND TPHCM họp.", ["TPHCM"]),
        ("Phó Chủ tịch UBND TPHCM Lê Văn An nhấn mạnh.", ["TPHCM"]),
        ("Bà Rịa - Vũng Tàu thu hút vốn.", ["Bà Rịa - Vũng Tàu"]),
        ("Gò Dầu: Thu hoạch lúa sớm", ["Gò Dầu"]),
        ("Xã Tân Phú (Châu Thành) về đích.", ["Tân Phú", "Châu Thành"]),
    ],
)
def test_a_bare_name(sentence: str, expected: list[str]) -> None:
    assert [name for _, _, name in found(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nho Quan là một huyện miền núi của tỉnh Ninh Bình.", ("typed", "huyện", "Nho Quan")),
        ("Bình Liêu là huyện biên giới.", ("typed", "huyện", "Bình Liêu")),
    ],
)
def test_a_name_of_which_it_is_told_what_it_is(sentence: str, expected: tuple[str, str, str]) -> None:
    assert found(sentence)[0] == expected


def test_a_word_that_may_open_a_name_belongs_to_it() -> None:
    assert [name for _, _, name in found("Người Từ Sơn tự hào. Thị xã Từ Sơn đẹp.")] == ["Từ Sơn", "Từ Sơn"]


def test_a_name_that_the_gazetteer_writes_otherwise_counts_as_the_text_prints_it() -> None:
    told = [name for _, _, name in found("Huyện Đắk Glong họp. Của tỉnh; Đắk Glong đạt kết quả.")]
    assert told == ["Đắk Glong", "Đắk Glong"]


def test_a_bare_district_counts_if_it_stands_elsewhere_with_its_type() -> None:
    assert found("Na Chi Lăng được giá.") == []
    assert [name for _, _, name in found("Na Chi Lăng được giá. Dân huyện Chi Lăng vui.")] == ["Chi Lăng", "Chi Lăng"]


@pytest.mark.parametrize(
    ("sentence", "kind", "names"),
    [
        ("Các xã Nông Thượng, Dương Quang đã xong.", "xã", ["Nông Thượng", "Dương Quang"]),
        ("Tại 3 xã Dương Huy, Cộng Hòa, Cẩm Hải.", "xã", ["Dương Huy", "Cộng Hòa", "Cẩm Hải"]),
        ("Các huyện Cái Nước: 10/0, Năm Căn: 8/2, Đầm Dơi: 5.", "huyện", ["Cái Nước", "Năm Căn", "Đầm Dơi"]),
        ("Các huyện Quế Phong (42 hộ), Kỳ Sơn (37 hộ).", "huyện", ["Quế Phong", "Kỳ Sơn"]),
        ("Các huyện: Đắk Song, Krông Nô và Cư Jút.", "huyện", ["Đắk Song", "Krông Nô", "Cư Jút"]),
        ("Huyện Cư Jút, Krông Nô bị hạn.", "huyện", ["Cư Jút", "Krông Nô"]),
        ("Các phường 1, 2 và 5.", "phường", ["1", "2", "5"]),
    ],
)
def test_each_item_of_a_list_has_the_type(sentence: str, kind: str, names: list[str]) -> None:
    assert [(mention_kind, name) for _, mention_kind, name in found(sentence)] == [(kind, name) for name in names]


def test_a_province_after_a_commune_is_not_of_its_list() -> None:
    assert found("Xã Yên Lạc, Phú Thọ") == [("typed", "xã", "Yên Lạc"), ("bare", None, "Phú Thọ")]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("UBND HUYỆN THANH LIÊM HỌP PHIÊN THƯỜNG KỲ", [("huyện", "THANH LIÊM")]),
        ("HUYỆN ỦY ĐẮK R’LẤP TỔ CHỨC HỘI NGHỊ", [("huyện", "ĐẮK R’LẤP")]),
        ("HỘI ĐỒNG NHÂN DÂN XÃ QUẢNG BÌNH, TỈNH THANH HÓA", [("xã", "QUẢNG BÌNH"), ("tỉnh", "THANH HÓA")]),
        ("TÌNH HÌNH KINH TẾ BẮC GIANG NĂM 2023", [(None, "BẮC GIANG")]),
        ("BÁO CÁO TÌNH HÌNH KINH TẾ - XÃ HỘI", []),
        ("Huyện Chi Lăng Thay Da Đổi Thịt", [("huyện", "Chi Lăng")]),
    ],
)
def test_headlines_in_capitals(headline: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(kind, name) for _, kind, name in found(headline)] == expected


def test_an_officeholders_name_is_not_part_of_the_places() -> None:
    assert found("Chủ tịch UBND tỉnh Hà Giang Nguyễn Văn Sơn") == [("typed", "tỉnh", "Hà Giang")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Toàn tỉnh gieo cấy xong.", [("unnamed", "tỉnh", "")]),
        ("Đứng đầu cả nước.", [("unnamed", None, "")]),
        ("Trên địa bàn huyện có 5 chợ.", [("unnamed", "huyện", "")]),
        ("Trên địa bàn tỉnh Đắk Nông.", [("typed", "tỉnh", "Đắk Nông")]),
        ("Toàn xã hội chung tay.", []),
    ],
)
def test_units_without_a_name(sentence: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert found(sentence) == expected


def test_offsets_hold_the_type_word_and_the_name() -> None:
    text = prepare("Họp tại thị xã Từ Sơn (Bắc Ninh).")
    mentions = find_places(text)
    assert [text.surface[m.start : m.end] for m in mentions] == ["thị xã Từ Sơn", "Bắc Ninh"]
    assert all(m.name in text.surface[m.start : m.end] for m in mentions)


@pytest.mark.parametrize(
    "piece", ["XÃ A ", "các xã Tân An, ", "xã Tân An (", "X'", "toàn ", "các phường 1, 2", "A ", "Hà Nội\n"]
)
def test_work_keeps_step_with_the_length_of_hostile_text(piece: str) -> None:
    def seconds(times: int) -> float:
        text = prepare(piece * times)
        start = time.process_time()
        find_places(text)
        return time.process_time() - start

    seconds(10)
    short, long = (min(seconds(times) for _ in range(3)) for times in (5_000, 50_000))
    assert long < 30 * max(short, 0.01)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Các xã có tỷ lệ cao: Đức Lĩnh 35%, Ân Phú 31,2%.",
            [("listed", "xã", "Đức Lĩnh"), ("listed", "xã", "Ân Phú")],
        ),
        ("Huyện có kết quả: Nguyễn Văn An đạt giải.", []),
        (
            "Các địa phương gặt nhiều là: Thoại Sơn 35 ha, Tri Tôn 38 ha.",
            [("listed", "huyện", "Thoại Sơn"), ("listed", "huyện", "Tri Tôn")],
        ),
        ("Các xã có người giỏi: Trần Văn Bình, Lê Thị Hoa.", []),
    ],
)
def test_a_plural_announces_names(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Trên tuyến Quốc lộ 5 xảy ra 47 vụ.", ["Quốc lộ 5"]),
        ("Trên QL18 có 2 vụ, trên tuyến đường này có 3 người chết.", ["QL18", "QL18"]),
        ("Trên tuyến đường này có 2 vụ.", []),
        ("Sửa chữa Quốc lộ 18 qua thôn 6.", []),
    ],
)
def test_a_road_is_a_place_where_something_happens_on_it(sentence: str, expected: list[str]) -> None:
    assert [mention.name for mention in find_places(prepare(sentence)) if mention.kind == "road"] == expected


def test_a_province_among_some_places_is_that_province() -> None:
    told = solieu.extract(
        "Khách tăng ở nhiều địa phương: Đà Nẵng đón 177.000 lượt khách; Hà Nội đón 103.000 lượt khách."
    )
    assert [o.place for o in told.observations] == ["thành phố Đà Nẵng", "thành phố Hà Nội"]


def test_bare_names_break_a_figure_down_where_all_are_known() -> None:
    text = "Có 124 nhà bị đổ (Than Uyên: 38 nhà; Tam Đường: 55 nhà), 34 học sinh (Nam: 5 em; Nữ: 29 em), 9 cán bộ (Lê An: 5; Hà Bình: 4)."
    assert found(text) == [("listed", "huyện", "Than Uyên"), ("listed", "huyện", "Tam Đường")]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Có 612 ca, trong đó Biên Hòa 245 ca, Nhơn Trạch 132 ca và Vĩnh Cửu 98 ca.",
            ["Biên Hòa", "Nhơn Trạch", "Vĩnh Cửu"],
        ),
        ("Cao nhất là Kỳ Sơn (đạt 45,2%), Tương Dương (32,1%).", ["Kỳ Sơn", "Tương Dương"]),
        ("Trồng nhiều ở Quỳnh Lương 350 ha, Quỳnh Minh 280 ha.", ["Quỳnh Lương", "Quỳnh Minh"]),
        ("Mưa lũ làm 52 người chết (Hướng Hóa 28, Đakrông 10, Hải Lăng 6).", ["Hướng Hóa", "Đakrông", "Hải Lăng"]),
        ("Ông Biên Hòa 45 tuổi, Lê Chân 32 tuổi.", []),
        ("Biên Hòa 245 ca.", []),  # one alone may be anybody
        ("Biên Hòa, Nhơn Trạch và Vĩnh Cửu đều tăng.", []),
    ],
)
def test_bare_names_with_a_figure_each_are_places(sentence: str, names: list[str]) -> None:
    assert [name for _, _, name in found(sentence)] == names


def test_a_number_of_thousands_numbers_no_road() -> None:
    text = "Mưa lũ tại tỉnh Quảng Trị làm ngập: Hải Lăng 18.300 nhà, Cam Lộ 3.400 nhà."
    assert [one.quote for one in solieu.extract(text).observations] == ["18.300 nhà", "3.400 nhà"]


def test_a_town_in_a_list_of_districts_is_that_town() -> None:
    text = "Năm 2023, tỉnh Quảng Nam giải ngân chậm: huyện Núi Thành 35%, Điện Bàn 28%."
    assert [one.place for one in solieu.extract(text).observations] == [
        "huyện Núi Thành, Quảng Nam",
        "thị xã Điện Bàn, Quảng Nam",
    ]
