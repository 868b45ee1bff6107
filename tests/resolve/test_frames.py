"""Whose time and whose place a figure has: the nearest that frames it."""

import pytest

import solieu


def periods(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(o.quote, str(o.period) if o.period else None, o.period_from) for o in solieu.extract(text).observations]


def places(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(o.quote, (o.place or "").split(",")[0] or None, o.place_from) for o in solieu.extract(text).observations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2021, thu đạt 5 tỷ đồng; năm 2022, thu đạt 7 tỷ đồng.", ["2021", "2022"]),
        ("Thu quý I/2022 đạt 5 tỷ đồng, quý II/2022 đạt 7 tỷ đồng.", ["2022-Q1", "2022-Q2"]),
        ("Năm 2021, huyện có 45 chợ. Năm 2022, huyện có 48 chợ.", ["2021", "2022"]),
        ("Huyện có 45 chợ năm 2021 và 48 chợ năm 2022.", ["2021", "2022"]),
        ("Năm 2022, thu đạt 5 tỷ đồng, tăng 3% so với năm 2021.", ["2022", "2022"]),
        (
            "Báo cáo năm 2022. 6 tháng đầu năm 2022, thu đạt 50% kế hoạch cả năm; chi đạt 3 tỷ đồng.",
            ["2022-01/2022-06", "2022-01/2022-06"],
        ),
        ("Năm 2022, thu đạt 5 tỷ đồng (năm 2021 đạt 4 tỷ đồng), chi 3 tỷ đồng.", ["2022", "2021", "2022"]),
        ("ĐỊNH HƯỚNG NĂM 2025\n\nTốc độ tăng trưởng (giai đoạn 2016 - 2020) bình quân 9,4%.", ["2016/2020"]),
        ("ĐỊNH HƯỚNG NĂM 2025\n\nThu đạt 5 tỷ đồng (cao nhất trong năm 2022); chi 3 tỷ đồng.", ["2022", "2025"]),
    ],
)
def test_the_nearest_time_frames_the_figure(text: str, expected: list[str]) -> None:
    assert [period for _, period, _ in periods(text)] == expected


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Năm 2021 thu đạt 5 tỷ đồng.", ["clause"]),
        ("Năm 2021, thu đạt 5 tỷ đồng.", ["sentence"]),
        ("Năm 2021, thu đạt 5 tỷ đồng. Trong đó, chi 3 tỷ đồng.", ["sentence", "section"]),
        ("Kết quả năm 2021:\n- Thu đạt 5 tỷ đồng.", ["section"]),
        ("BÁO CÁO NĂM 2021 CỦA HUYỆN\n\nThu ngân sách đạt 5 tỷ đồng.", ["section"]),
    ],
)
def test_an_observation_says_how_near_its_time_stands(text: str, scopes: list[str]) -> None:
    assert [scope for _, _, scope in periods(text)] == scopes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2021, huyện thu 5 tỷ đồng.\nNhờ đó, huyện chi 3 tỷ đồng.", ["2021", "2021"]),
        ("Năm 2021, huyện thu 5 tỷ đồng.\nVới nguồn kinh phí này, huyện trồng 5 ha rừng.", ["2021", "2021"]),
        ("Năm 2021, huyện thu 5 tỷ đồng.\nTuy nhiên, huyện chỉ chi 3 tỷ đồng.", ["2021", "2021"]),
        ("Kết quả năm 2022:\nNăm 2021, huyện thu 5 tỷ đồng.\nHuyện chi trên 3 tỷ đồng.", ["2021", "2022"]),
        ("Kết quả năm 2022:\nRiêng năm 2021 thu 5 tỷ đồng. Huyện chi 3 tỷ đồng.", ["2021", "2022"]),
        ("Năm 2022, huyện cấy 52 ha lúa vụ mùa năm 2021.\nNăng suất lúa đạt 57 tạ/ha.", ["2021", "2021"]),
        (
            "Trồng 52 ha vụ mùa năm 2021.\nNăng suất lúa đạt 57 tạ/ha.\nThu ngân sách 5 tỷ đồng.",
            ["2021", "2021", "2021"],
        ),
        ("Năm 2022, tỷ lệ hộ nghèo giảm từ 32,6% năm 2011 xuống còn 3,1%.", ["2011", "2022"]),
        ("Huyện có 30 vụ, 30 người chết, 13 người bị thương trong năm 2018.", ["2018", "2018", "2018"]),
        ("Năm 2024, trồng 20 ha lúa; cấy xong trong tháng 3/2024. Trồng 10 ha ngô.", ["2024", "2024"]),
        (
            "Quý III năm 2020 tăng 7,32%, cao hơn mức tăng của quý II (2,09%) và thấp hơn quý I.\nTrong đó, khai khoáng tăng 5%.",
            ["2020-Q3", "2020-Q2", "2020-Q3"],
        ),
        ("Năm 2024, trồng 20 ha lúa; tháng 3/2024 cấy 5 ha. Trồng 10 ha ngô.", ["2024", "2024-03", "2024-03"]),
    ],
)
def test_a_time_holds_for_what_goes_on_with_it(text: str, expected: list[str]) -> None:
    assert [period for _, period, _ in periods(text)] == expected


def test_without_a_time_of_its_own_a_figure_has_the_reports() -> None:
    text = "Tiên Yên, ngày 28 tháng 9 năm 2022\nThu ngân sách đạt 5 tỷ đồng."
    assert periods(text) == [("5 tỷ đồng", "2022-01-01/2022-09-28", "report")]


def test_a_time_in_brackets_is_of_the_figure_behind_it_alone() -> None:
    text = "Năm 2017, huyện có 22 xã với dân số (năm 2016) là 179.889 người. Thu ngân sách đạt 30 tỷ đồng."
    assert [str(one.period) for one in solieu.extract(text).observations] == ["2017", "2016", "2017"]


def test_a_bracket_tells_the_time_of_its_own_figure() -> None:
    text = "Năm 2022, năng suất lúa tăng 3 tạ/ha (năng suất năm 2021 là 52 tạ/ha)."
    assert [str(one.period) for one in solieu.extract(text).observations] == ["2022", "2021"]


def test_a_time_within_brackets_frames_no_further_sentence() -> None:
    text = "Trong năm 2020 tiếp 866 lượt, giảm 146 lượt (năm 2019 tiếp 1.012 lượt). Có 5 đoàn đông người."
    assert [str(one.period) for one in solieu.extract(text).observations] == ["2020", "2020", "2019", "2020"]


def test_without_any_time_the_period_is_unknown() -> None:
    assert periods("Thu ngân sách đạt 5 tỷ đồng.") == [("5 tỷ đồng", None, None)]


def test_the_year_of_a_storm_frames_no_further_sentence() -> None:
    text = "Năm 2018, thu đạt 12 tỷ đồng. Tuy thiệt hại do cơn bão số 12 năm 2017 nhưng sản xuất đã khôi phục. Chi đạt 8 tỷ đồng."
    assert [period for _, period, _ in periods(text)] == ["2018", "2018"]


def test_the_day_of_a_session_frames_no_figure() -> None:
    text = "Sáng ngày 28/9/2022, UBND huyện họp. 9 tháng đầu năm, thu đạt 5 tỷ đồng."
    assert periods(text)[0][1] == "2022-01/2022-09"


def test_what_was_brought_over_from_a_year_frames_nothing_else() -> None:
    text = "Sáu tháng đầu năm 2019 theo dõi 54 bản án, trong đó năm 2018 chuyển sang 39 bản án, thụ lý mới 15 bản án."
    assert [period for _, period, _ in periods(text)] == ["2019-01/2019-06", "2018", "2019-01/2019-06"]


def test_the_time_of_a_plan_is_not_that_of_its_figures() -> None:
    text = "Năm 2022, thực hiện Chương trình giai đoạn 2021-2025, huyện hỗ trợ 120 hộ."
    assert periods(text)[0][1] == "2022"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "UBND huyện Tiên Yên: xã Đông Ngũ trồng 35 ha rừng; xã Hải Lạng trồng 20 ha rừng.",
            ["xã Đông Ngũ", "xã Hải Lạng"],
        ),
        (
            "UBND huyện Tiên Yên: số hộ nghèo tại xã Hà Lâu là 34 hộ, tại xã Đại Dực là 12 hộ.",
            ["xã Hà Lâu", "xã Đại Dực"],
        ),
        ("UBND huyện Tiên Yên trồng 35 ha rừng tại xã Đông Ngũ.", ["xã Đông Ngũ"]),
        ("UBND huyện Tiên Yên thu 5 tỷ đồng, tăng 3% so với huyện Ba Chẽ.", ["huyện Tiên Yên", "huyện Tiên Yên"]),
        (
            "UBND huyện Tiên Yên họp. Xã Đông Ngũ: trồng 35 ha rừng. Toàn huyện trồng 120 ha rừng.",
            ["xã Đông Ngũ", "huyện Tiên Yên"],
        ),
        ("Huyện Tiên Yên: trên tuyến Quốc lộ 18 xảy ra 12 vụ tai nạn.", ["Quốc lộ 18"]),
        ("Trên Quốc lộ 18 có 2 vụ tai nạn. Trên tuyến đường này có 3 người chết.", ["Quốc lộ 18", "Quốc lộ 18"]),
        (
            "UBND huyện Tiên Yên báo cáo xảy ra 27 sự cố, gồm xã Đông Ngũ 12, xã Hải Lạng 15.",
            ["huyện Tiên Yên", "xã Đông Ngũ", "xã Hải Lạng"],
        ),
        (
            "Huyện Tiên Yên có 78 con lợn mắc bệnh tại các xã Hà Lâu, Đại Dực và Hải Lạng, trong đó 60 con chết.",
            ["huyện Tiên Yên", "huyện Tiên Yên"],
        ),
        (
            "UBND huyện Tiên Yên họp. Hà Lâu, Đại Dực và Hải Lạng là 3 xã có dịch. Có 5 hộ được hỗ trợ.",
            ["huyện Tiên Yên", "huyện Tiên Yên"],
        ),
        (
            "UBND huyện Tiên Yên họp. Theo báo cáo của phòng Văn hóa xã Hà Lâu, có 53 lượt khách. Tổng thu đạt 2 tỷ đồng.",
            ["xã Hà Lâu", "xã Hà Lâu"],
        ),
        (
            "Huyện Tiên Yên có 4 đơn vị hành chính gồm: thị trấn Tiên Yên, các xã Hà Lâu, Đại Dực, với 43 thôn.",
            ["huyện Tiên Yên", "huyện Tiên Yên"],
        ),
        ("UBND huyện Tiên Yên giảm 6 ha vải vì chặt ở xã Đông Ngũ.", ["huyện Tiên Yên"]),
        ("Huyện Tiên Yên sáp nhập xã Hải Lạng và xã Đông Ngũ; dân số 40.120 người.", ["huyện Tiên Yên"]),
    ],
)
def test_the_nearest_place_frames_the_figure(text: str, expected: list[str]) -> None:
    assert [place for _, place, _ in places(text)] == expected


def test_a_heading_that_is_a_place_holds_for_its_items() -> None:
    text = "UBND huyện Tiên Yên báo cáo:\n* Xã Đông Ngũ\n- Thu: 5 tỷ đồng.\n- Chi: 3 tỷ đồng.\n* Xã Hải Lạng\n- Thu: 2 tỷ đồng."
    assert places(text) == [
        ("5 tỷ đồng", "xã Đông Ngũ", "section"),
        ("3 tỷ đồng", "xã Đông Ngũ", "section"),
        ("2 tỷ đồng", "xã Hải Lạng", "section"),
    ]


def test_without_a_place_of_its_own_a_figure_has_the_reports() -> None:
    assert places("UBND huyện Tiên Yên họp.\nThu ngân sách đạt 5 tỷ đồng.") == [
        ("5 tỷ đồng", "huyện Tiên Yên", "report")
    ]


def test_without_any_place_it_is_unknown() -> None:
    assert places("Thu ngân sách đạt 5 tỷ đồng.") == [("5 tỷ đồng", None, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2022, tỷ lệ hộ nghèo còn 52,13%, giảm so với cuối năm 2021 (58,33%).", ["2022", "2021"]),
        (
            "6 tháng đầu năm 2023 xảy ra 12 vụ cháy, giảm so với cùng kỳ (18 vụ).",
            ["2023-01/2023-06", "2022-01/2022-06"],
        ),
        ("Năm 2023, vận động quỹ được 235 triệu đồng, gấp 1,2 lần năm 2022.", ["2023", "2023"]),
    ],
)
def test_a_time_that_is_compared_with_is_that_of_the_value_in_its_brackets_alone(
    text: str, expected: list[str]
) -> None:
    assert [period for _, period, _ in periods(text)] == expected


def test_what_the_whole_country_has_is_not_the_places() -> None:
    text = "UBND tỉnh Gia Lai: Giải ngân vốn đầu tư công đạt 51,2%, thấp hơn bình quân chung cả nước (56,74%)."
    assert [place for _, place, _ in places(text)] == ["tỉnh Gia Lai", None]
    text = "UBND tỉnh Gia Lai: Tỉnh có 5 xã đạt chuẩn; cả nước đã có 4.554 xã đạt chuẩn."
    assert [place for _, place, _ in places(text)] == ["tỉnh Gia Lai", None]


def test_a_place_in_brackets_is_that_of_the_figure_before_them() -> None:
    text = "Mưa lũ trên địa bàn huyện Kỳ Sơn\nTheo UBND huyện Kỳ Sơn, tỉnh Nghệ An, mưa lũ làm 1 người chết (tại bản Hòa Sơn, xã Tà Cạ), 2 người bị thương."
    assert [place for _, place, _ in places(text)][-1] == "huyện Kỳ Sơn"


def test_what_is_aimed_at_is_not_the_time_of_the_report() -> None:
    text = "UBND xã Bình Minh báo cáo. Dân số 9.856 người. Thu nhập năm 2022 đạt 61 triệu đồng. Xã phấn đấu hoàn thành 4 tiêu chí (thu nhập, môi trường, y tế, giao thông) trong quý IV/2024."
    assert periods(text)[0][1] == "2022"


def test_a_time_to_come_is_not_that_of_the_report() -> None:
    text = (
        "UBND tỉnh Hà Giang, ngày 14 tháng 3 năm 2023\nCó 5.200 hộ thiếu nước. Các sở hoàn thành trong quý II năm 2023."
    )
    assert periods(text)[0][1] == "2023-01-01/2023-03-14"


def test_a_crop_season_frames_crops_alone() -> None:
    text = (
        "Trong quý I/2023, huyện gieo trồng vụ Đông Xuân 2022-2023 đạt 4.200 ha. Diện tích lúa là 3.100 ha. "
        "Giá trị sản xuất công nghiệp đạt 387 tỷ đồng."
    )
    assert [period for _, period, _ in periods(text)] == ["2022/2023", "2022/2023", "2023-Q1"]


def test_the_title_of_an_article_frames_its_items() -> None:
    text = "Báo cáo năm 2021.\nĐiều 2. Về các chỉ tiêu chủ yếu năm 2022\n- Thu ngân sách: 211 tỷ đồng.\n- Trồng rừng: 300 ha."
    assert [period for _, period, _ in periods(text)] == ["2022", "2022"]


def test_a_month_of_services_is_no_crop_season() -> None:
    text = "Trong 8 tháng năm 2019, thu đạt 5 tỷ đồng. Doanh thu dịch vụ tháng 8/2019 đạt 267 tỷ đồng. Trong đó, khách sạn đạt 16 tỷ đồng."
    assert [period for _, period, _ in periods(text)] == ["2019-01/2019-08", "2019-08", "2019-08"]


def test_what_stands_behind_a_list_of_places_is_of_none_of_them() -> None:
    text = "Báo cáo của UBND tỉnh Lào Cai: huyện Bát Xát 48 nhà, huyện Bảo Yên 33 nhà, huyện Văn Bàn 5 nhà; hơn 556 ha lúa bị ngập."
    assert [place for _, place, _ in places(text)] == [
        "huyện Bát Xát",
        "huyện Bảo Yên",
        "huyện Văn Bàn",
        "tỉnh Lào Cai",
    ]


def test_the_year_of_a_plan_frames_nothing_behind_it() -> None:
    text = "Trong 11 tháng đầu năm 2022, vốn cấp mới đạt 99% kế hoạch năm 2023; đồng thời thu hút 15 dự án."
    assert [period for _, period, _ in periods(text)] == ["2022-01/2022-11", "2022-01/2022-11"]


@pytest.mark.parametrize(
    "compared",
    [
        "Tổng giá trị sản xuất (giá SS 2010) đạt 900 tỷ đồng.",
        "Doanh thu thương mại bằng 92,6% năm 2018.",
        "Kim ngạch xuất khẩu bằng 116% so với dự ước thực hiện năm 2018.",
        "Kim ngạch xuất khẩu tăng 15% so với kết quả thực hiện năm 2018.",
    ],
)
def test_a_year_that_is_compared_with_frames_nothing(compared: str) -> None:
    text = f"UBND huyện Tiên Yên báo cáo 9 tháng năm 2019. {compared} Thu ngân sách đạt 5 tỷ đồng."
    assert {period for _, period, _ in periods(text)} == {"2019-01/2019-09"}


def test_what_was_merged_is_not_where_the_figure_is() -> None:
    text = "Xã Tân Hòa được thành lập trên cơ sở sáp nhập 3 xã: Tân An, Tân Bình và Tân Lập, với tổng diện tích hơn 74 km2."
    assert places(text)[-1][1].startswith("xã Tân Hòa")


def test_a_goal_whose_year_is_not_told_lies_ahead() -> None:
    head = "Sáng 15/3/2024, UBND huyện Bình Sơn họp giao ban quý I/2024.\n"
    goal = "Huyện yêu cầu phấn đấu đến 30/6 giải ngân đạt trên 50% kế hoạch."
    assert [period for _, period, _ in periods(head + goal)] == ["2024-01/2024-06"]
    assert [period for _, period, _ in periods(head + "Tính đến 30/6 huyện đã giải ngân 40% kế hoạch.")] == [
        "2023-01/2023-06"
    ]


def test_where_something_began_is_not_the_time_of_the_report() -> None:
    text = "UBND xã Hòa Lập. Từ một xã có 18,7% hộ nghèo năm 2015, đến nay xã chỉ còn 46 hộ nghèo."
    assert [period for _, period, _ in periods(text)] == ["2015", None]


def test_when_a_session_is_held_is_not_the_time_of_its_report() -> None:
    text = (
        "Sáng 30/7, HĐND huyện Minh Hóa khai mạc kỳ họp thứ 18 (kỳ họp thường lệ giữa năm 2024).\nThu ngân sách đạt 5 tỷ đồng."
        "\nTrong 6 tháng đầu năm 2024, chi ngân sách đạt 4 tỷ đồng."
    )
    assert {period for _, period, _ in periods(text)} == {"2024-01/2024-06"}


def test_the_year_of_goals_is_not_that_of_the_session() -> None:
    text = (
        "Sáng 21/12, HĐND huyện Kỳ Anh khai mạc kỳ họp, đánh giá kết quả năm 2023.\nThu ngân sách năm 2023 đạt 198 tỷ đồng."
        "\nNăm 2024, huyện Kỳ Anh đặt mục tiêu thu ngân sách 210 tỷ đồng."
    )
    report = solieu.extract(text)
    assert (str(report.issued), [str(o.period) for o in report.observations]) == ("2023-12-21", ["2023", "2024"])


def test_nor_is_the_district_in_brackets_behind_what_was_merged() -> None:
    text = "Xã Nghĩa Lập được thành lập trên cơ sở sáp nhập từ 3 xã: Phú Sơn, Nghĩa Hành và Tân Hương (huyện Tân Kỳ cũ), có diện tích 112 km2."
    assert places(text)[-1][1].startswith("xã Nghĩa Lập")


def test_a_note_within_brackets_ends_them_not() -> None:
    text = "Tổng sản phẩm quý I/2016 tăng 8% (quý I/2015 tăng 7,9% (2) so với cùng kỳ); trong đó nông nghiệp tăng 2%."
    assert [period for _, period, _ in periods(text)] == ["2016-Q1", "2015-Q1", "2016-Q1"]


def test_when_people_were_born_frames_no_figure() -> None:
    text = "Tính đến tháng 4/2024, tỷ lệ trẻ sinh năm 2018, 2019 và 2020 tiêm đủ mũi sởi lần lượt là 93%, 90% và 91%."
    assert {period for _, period, _ in periods(text)} == {"2024-01/2024-04"}


def test_the_moment_of_a_count_frames_that_count_alone() -> None:
    text = (
        "6 tháng đầu năm 2016, tổng đàn lợn tại thời điểm 1/4/2016 là 794 nghìn con; sản lượng thịt ước 77 nghìn tấn. "
        "Diện tích sản xuất muối đạt 600 ha."
    )
    assert [period for _, period, _ in periods(text)] == ["2016-04-01", "2016-01/2016-06", "2016-01/2016-06"]


def test_places_that_break_a_figure_down_frame_their_parts_alone() -> None:
    text = (
        "Mưa lũ tại tỉnh Lai Châu làm 124 nhà bị đổ (Than Uyên: 38 nhà; Tam Đường: 55 nhà; Sìn Hồ: 31 nhà); 597 nhà bị hư hỏng "
        "(Than Uyên: 130 nhà; Sìn Hồ: 467 nhà); 717 ha lúa bị ngập úng (Than Uyên 142 ha; Tam Đường 575 ha)."
    )
    told = solieu.extract(text).observations
    assert [(o.quote, (o.place or "").partition(",")[0]) for o in told] == [
        ("124 nhà", "tỉnh Lai Châu"),
        ("38 nhà", "huyện Than Uyên"),
        ("55 nhà", "huyện Tam Đường"),
        ("31 nhà", "huyện Sìn Hồ"),
        ("597 nhà", "tỉnh Lai Châu"),
        ("130 nhà", "huyện Than Uyên"),
        ("467 nhà", "huyện Sìn Hồ"),
        ("717 ha", "tỉnh Lai Châu"),
        ("142 ha", "huyện Than Uyên"),
        ("575 ha", "huyện Tam Đường"),
    ]
    assert {o.indicator for o in told[7:]} == {"lúa bị ngập úng"}
    assert {o.indicator_id for o in told} == {"disaster_damage"}
    assert solieu.extract(text).findings == ()


def test_places_told_with_their_number_frame_nothing_behind_them() -> None:
    text = (
        "UBND huyện Ea H'leo báo cáo tháng 8 năm 2019. Dịch tả lợn xảy ra tại 7 hộ ở 3 xã Ea Khăl, Ea Sol và Cư Mốt, với 189 con "
        "lợn mắc bệnh. Có 2 xã Ea Khăl, Ea Sol đạt chuẩn; 5 xã đạt 15 tiêu chí."
    )
    assert {(o.place or "").partition(",")[0] for o in solieu.extract(text).observations} == {"huyện Ea H'leo"}


def test_places_within_a_bracket_have_nothing_of_what_follows_it() -> None:
    text = "UBND tỉnh Hà Tĩnh. Năm 2020 có 3 vụ cháy (huyện Hương Sơn 2 vụ và huyện Hương Khê 1 vụ); 4 vụ ngộ độc thực phẩm."
    told = [((o.place or "").partition(",")[0], o.indicator_id) for o in solieu.extract(text).observations]
    assert told[:3] == [("tỉnh Hà Tĩnh", "fires"), ("huyện Hương Sơn", "fires"), ("huyện Hương Khê", "fires")]
    assert told[3][0] == "tỉnh Hà Tĩnh"
    assert told[3][1] != "fires"


def test_a_place_alone_in_brackets_is_that_of_the_figure_before_it_only() -> None:
    text = (
        "UBND huyện Kỳ Sơn, tỉnh Nghệ An: mưa lũ làm 02 người chết (xã Tà Cạ), 01 người mất tích (ở xã Hữu Kiệm), 05 người bị "
        "thương; 112 nhà hư hỏng (xã Tà Cạ 68 nhà, xã Hữu Kiệm 44 nhà); 45 ha lúa bị vùi lấp."
    )
    report = solieu.extract(text)
    told = [(o.quote, (o.place or "").partition(",")[0]) for o in report.observations]
    assert told == [
        ("02 người", "xã Tà Cạ"),
        ("01 người", "xã Hữu Kiệm"),
        ("05 người", "huyện Kỳ Sơn"),
        ("112 nhà", "huyện Kỳ Sơn"),
        ("68 nhà", "xã Tà Cạ"),
        ("44 nhà", "xã Hữu Kiệm"),
        ("45 ha", "huyện Kỳ Sơn"),
    ]
    assert not report.findings
