"""What becomes an observation, with which status: a table of sentences."""

from decimal import Decimal

import pytest

import solieu


def stated(text: str) -> list[tuple[str, str]]:
    return [(o.quote, o.status) for o in solieu.extract(text).observations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu ngân sách đạt 5 tỷ đồng.", [("5 tỷ đồng", "actual")]),
        ("Thu ngân sách ước đạt 5 tỷ đồng.", [("5 tỷ đồng", "estimate")]),
        ("Ước thu ngân sách đạt 5 tỷ đồng.", [("5 tỷ đồng", "estimate")]),
        ("Thu ngân sách dự kiến đạt 5 tỷ đồng.", [("5 tỷ đồng", "estimate")]),
        ("Phấn đấu thu ngân sách đạt 5 tỷ đồng.", [("5 tỷ đồng", "target")]),
        ("Mục tiêu năm 2023 là trồng 300 ha rừng.", [("300 ha", "target")]),
        ("Thu ngân sách cơ bản đạt yêu cầu, trong đó thu cân đối đạt 34,9 tỷ đồng.", [("34,9 tỷ đồng", "actual")]),
        ("Trong năm học này, thị xã phải có thêm 4 trường đạt chuẩn quốc gia.", [("4 trường", "target")]),
        ("Kế hoạch năm 2023 là trồng 300 ha rừng.", [("300 ha", "target")]),
        ("Đến năm 2025, tỷ lệ hộ nghèo còn dưới 1%.", [("1%", "target")]),
        (
            "Giải ngân 91 tỷ đồng, đạt 91% kế hoạch vốn tỉnh giao năm 2025 là 100 tỷ đồng.",
            [("91 tỷ đồng", "actual"), ("91%", "actual"), ("100 tỷ đồng", "target")],
        ),
        (
            "Tổng kế hoạch vốn giao là 200 tỷ đồng, giải ngân 150 tỷ đồng, đạt 75%.",
            [("200 tỷ đồng", "target"), ("150 tỷ đồng", "actual"), ("75%", "actual")],
        ),
        (
            "Dự toán chi năm 2023 là 300 tỷ đồng, thực hiện 6 tháng 120 tỷ đồng.",
            [("300 tỷ đồng", "target"), ("120 tỷ đồng", "actual")],
        ),
        (
            "Phấn đấu thêm 7 xã đạt chuẩn, nâng chất lượng tại các xã đã đạt chuẩn, nâng bình quân lên 12 tiêu chí.",
            [("7 xã", "target"), ("12 tiêu chí", "target")],
        ),
        (
            "BHXH chiếm 35,1% lao động, thấp hơn 0,4% so với chỉ tiêu tỉnh giao (35,5%).",
            [("35,1%", "actual"), ("0,4%", "actual"), ("35,5%", "target")],
        ),
        (
            "Kế hoạch năm 2023 là trồng 300 ha rừng, thu 50 tỷ đồng.",
            [("300 ha", "target"), ("50 tỷ đồng", "target")],
        ),
    ],
)
def test_the_words_before_a_figure_tell_its_status(text: str, expected: list[tuple[str, str]]) -> None:
    assert stated(text) == expected


def test_a_percentage_chained_to_an_estimate_is_one() -> None:
    assert stated("Thu ước đạt 5 tỷ đồng, bằng 65% dự toán.") == [("5 tỷ đồng", "estimate"), ("65%", "estimate")]


def test_an_estimate_does_not_reach_another_indicator() -> None:
    found = stated("Thu nội địa ước đạt 5 tỷ đồng, số hộ nghèo còn 120 hộ.")
    assert found == [("5 tỷ đồng", "estimate"), ("120 hộ", "actual")]


def test_an_estimate_does_not_reach_another_sentence() -> None:
    assert stated("Thu ước đạt 5 tỷ đồng. Chi đầu tư đạt 3 tỷ đồng.")[1] == ("3 tỷ đồng", "actual")


def test_a_plan_that_is_compared_with_makes_no_target() -> None:
    assert stated("Thu đạt 5 tỷ đồng, bằng 65% kế hoạch năm.") == [("5 tỷ đồng", "actual"), ("65%", "actual")]


def test_a_list_under_an_estimate_is_estimated() -> None:
    found = stated("Ước kết quả năm 2022 như sau:\n- Thu ngân sách: 5 tỷ đồng.\n- Số hộ nghèo: 120 hộ.")
    assert [status for _, status in found] == ["estimate", "estimate"]


def test_an_estimated_list_ends_at_the_next_heading() -> None:
    text = (
        "Ước thực hiện một số chỉ tiêu như sau:\n+ Sản lượng ngô 30 tấn.\n2. Giá cả\n- Chỉ số giá tiêu dùng tăng 1,5%."
    )
    assert stated(text) == [("30 tấn", "estimate"), ("1,5%", "actual")]


def test_items_under_the_goals_of_a_year_are_targets_below_any_heading() -> None:
    text = "CÁC CHỈ TIÊU CHỦ YẾU NĂM 2023 của xã Đông Hải:\n1. Chỉ tiêu về kinh tế:\n- Tổng diện tích gieo trồng 615 ha.\n2. Chỉ tiêu về xã hội:\n- Giảm 12 hộ nghèo."
    assert [status for _, status in stated(text)] == ["target", "target"]


def test_a_line_of_goals_above_a_list_makes_targets_of_its_items() -> None:
    text = (
        "Các chỉ tiêu chủ yếu (nhiệm kỳ 2020-2025)\n- Về kinh tế:\n(1) Thu nhập bình quân đầu người: 45 triệu đồng/năm.\n"
        "- Về văn hóa:\n(2) Tỷ lệ hộ gia đình văn hóa: 80%.\nNăm 2020, toàn xã trồng được 52 ha rừng."
    )
    assert [status for _, status in stated(text)] == ["target", "target", "actual"]


def test_a_list_under_a_goal_is_a_target() -> None:
    found = stated("Năm 2023, huyện phấn đấu:\n- Thu ngân sách: 5 tỷ đồng.\n- Trồng rừng: 300 ha.")
    assert [status for _, status in found] == ["target", "target"]


def test_what_is_told_of_a_time_to_come_is_a_target() -> None:
    text = "Ngày 15/12/2022, UBND huyện Tiên Yên họp tổng kết.\nNăm 2023, thu ngân sách đạt 5 tỷ đồng."
    assert stated(text) == [("5 tỷ đồng", "target")]


def test_what_is_told_by_a_plan_is_a_target_until_a_result_is_told() -> None:
    text = "Theo kế hoạch, vụ đông năm 2014 toàn tỉnh gieo trồng 16.470 ha; đến nay đã trồng 9.200 ha."
    assert [one.status for one in solieu.extract(text).observations] == ["target", "actual"]


def test_what_january_tells_of_the_whole_year_is_a_target() -> None:
    text = "Ngày 06/01/2022, UBND huyện Tiên Yên họp.\nNăm 2022, sản lượng lúa đạt 2.961 tấn. Năm 2021, sản lượng đạt 2.900 tấn."
    assert stated(text) == [("2.961 tấn", "target"), ("2.900 tấn", "actual")]


def test_plan_targets_that_are_met_are_counted_exactly() -> None:
    text = "Huyện đạt và vượt 15/17 chỉ tiêu kinh tế - xã hội."
    assert [(o.bound, o.indicator_id) for o in solieu.extract(text).observations] == [("exact", "plan_targets_met")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu ngân sách đạt 2.856 tỷ đồng, bằng 81,6% dự toán (3.500 tỷ đồng).", ["actual", "actual", "target"]),
        ("Thu ngân sách bằng 81,6% dự toán (2.856 tỷ đồng).", ["actual", "actual"]),
        ("- Tốc độ tăng giá trị sản xuất: 9,2% (KH 10,5%).", ["actual", "target"]),
    ],
)
def test_the_plan_in_brackets_is_a_target(text: str, expected: list[str]) -> None:
    assert [status for _, status in stated(text)] == expected


def test_what_stands_under_a_heading_of_plans_is_a_target() -> None:
    text = "I. KẾT QUẢ\n- Thu ngân sách 5 tỷ đồng.\nII. NHIỆM VỤ NĂM 2023\n- Thu ngân sách 7 tỷ đồng.\nIII. TỒN TẠI\n- Nợ 2 tỷ đồng."
    assert [status for _, status in stated(text)] == ["actual", "target", "actual"]


def test_a_result_and_a_goal_may_share_a_sentence() -> None:
    found = stated("Thu ngân sách năm 2022 đạt 105% kế hoạch, năm 2023 phấn đấu đạt 110% kế hoạch.")
    assert found == [("105%", "actual"), ("110%", "target")]


@pytest.mark.parametrize(
    "text",
    [
        "Phạt tiền từ 5 triệu đồng đến 10 triệu đồng đối với hộ vi phạm.",
        "Bón lót 500 kg phân chuồng cho mỗi sào.",
        "Ông An năm nay 45 tuổi.",
        "Hội nghị diễn ra trong 3 giờ.",
        "Kéo đường dây 500 kV qua huyện.",
        "Lãnh đạo của 4 tỉnh cùng dự.",
        "Sáng ngày 30/9/2022, UBND huyện họp phiên thứ 5 theo Nghị quyết số 08-NQ/TU.",
        "Cứ 100.000 dân được khám định kỳ.",
        "Huyện mở rộng đất lúa 2 vụ.",
        "HĐND huyện tổ chức giải trình giữa hai kỳ họp.",
        "- Lưu: VT, 05 bản.",
    ],
)
def test_what_states_nothing_of_a_place(text: str) -> None:
    assert stated(text) == []


def test_an_amount_said_again_in_words_is_told_once() -> None:
    text = "Huyện Tiên Yên ước thu từ trồng trọt 13.503.000.000đ (Mười ba tỷ, năm trăm linh ba triệu đồng)."
    assert [one.quote for one in solieu.extract(text).observations] == ["13.503.000.000đ"]


@pytest.mark.parametrize(
    "text",
    [
        "Huyện Tiên Yên thưởng 5.000.000 đồng (ba triệu đồng cho tập thể).",
        "Huyện Tiên Yên thu trên 500 tỷ đồng: 320 tỷ đồng từ thuế.",
        "Huyện Tiên Yên thu ngân sách đạt trên 500 tỷ đồng: 15 khoản vượt dự toán.",
    ],
)
def test_what_only_looks_like_a_repetition_or_a_class_is_a_figure(text: str) -> None:
    assert len(solieu.extract(text).observations) == 2


def test_the_bounds_of_classes_are_no_figures() -> None:
    text = "Huyện có 412 tàu cá, trong đó tàu dài dưới 6m: 271 chiếc; từ 6 đến dưới 12m: 91 chiếc; từ 24m trở lên: 50 chiếc."
    assert [one.quote for one in solieu.extract(text).observations] == [
        "412 tàu cá",
        "271 chiếc",
        "91 chiếc",
        "50 chiếc",
    ]


def test_what_was_done_over_what_was_planned_may_be_worked_out() -> None:
    (done, rate) = solieu.extract("Huyện Tiên Yên tiêm phòng cho đàn bò là: 971/876 = 110,8%.").observations
    assert (done.quote, done.of, rate.quote) == ("971/876", 876, "110,8%")


def test_a_denominator_is_not_a_figure_of_its_own() -> None:
    (observation,) = solieu.extract("Có 26 trên 42 chỉ tiêu đạt kế hoạch.").observations
    assert (observation.number, observation.of) == (Decimal(26), Decimal(42))


def test_the_whole_of_a_total_is_a_figure_of_its_own() -> None:
    assert [o.number for o in solieu.extract("Trong tổng số 42 chỉ tiêu, có 26 chỉ tiêu hoàn thành.").observations] == [
        42,
        26,
    ]


def test_a_figure_that_stands_twice_is_read_twice() -> None:
    text = "Thu ngân sách đạt 5 tỷ đồng\nNăm 2022, thu ngân sách đạt 5 tỷ đồng."
    assert len(stated(text)) == 2


def test_a_text_about_no_local_government_states_nothing() -> None:
    report = solieu.extract("Chiếc xe mới có giá 650 triệu đồng và đi được 500 km mỗi lần sạc đầy. " * 20)
    assert report.observations == ()
    assert len(report.warnings) == 1


def test_a_word_of_norms_in_a_paragraph_does_not_reach_the_list_that_its_last_sentence_opens() -> None:
    text = (
        "Tòa án huyện Tân Lập thụ lý 486 vụ; còn lại 35 vụ đang trong thời hạn luật định. Cụ thể:\n"
        "- Án hình sự: thụ lý 78 vụ.\n- Án dân sự: thụ lý 132 vụ."
    )

    assert [one.quote for one in solieu.extract(text).observations] == ["486 vụ", "35 vụ", "78 vụ", "132 vụ"]


def test_what_is_assigned_as_a_plan_is_a_goal() -> None:
    text = "UBND huyện Tân Lập: Dự toán năm 2022 tỉnh giao 640 tỷ đồng. Thu ngân sách đạt 468,3 tỷ đồng, bằng 73,2% dự toán."

    assert [one.status for one in solieu.extract(text).observations] == ["target", "actual", "actual"]


def test_what_a_plan_is_followed_by_in_its_sentence_is_a_goal() -> None:
    text = "UBND huyện Tân Lập: Sản lượng đạt 48.650 tấn.\nKế hoạch năm 2023: sản lượng 49.500 tấn, trong đó khai thác 31.000 tấn."

    assert [one.status for one in solieu.extract(text).observations] == ["actual", "target", "target"]


def test_a_plan_beside_its_result_is_a_goal_and_the_result_stays_one() -> None:
    text = "UBND huyện Tân Lập: Sản lượng lương thực đạt 4.862 tấn/KH 4.950 tấn, bằng 98,2%; tỷ lệ hộ nghèo còn 3,4% (KH 3,6%)."

    assert [(one.quote, one.status) for one in solieu.extract(text).observations] == [
        ("4.862 tấn", "actual"),
        ("4.950 tấn", "target"),
        ("98,2%", "actual"),
        ("3,4%", "actual"),
        ("3,6%", "target"),
    ]


def test_a_goal_in_brackets_ends_with_them() -> None:
    found = stated("Tỷ lệ phá án đạt 84,2% (chỉ tiêu tỉnh giao 75%); riêng án rất nghiêm trọng đạt 100%.")
    assert found == [("84,2%", "actual"), ("75%", "target"), ("100%", "actual")]


def test_a_resolution_in_brackets_is_the_goal() -> None:
    found = stated("Tốc độ tăng giá trị sản xuất 6,73% (nghị quyết 7%).")
    assert found == [("6,73%", "actual"), ("7%", "target")]


def test_what_is_done_by_asking_for_it_is_a_result() -> None:
    assert stated("Kết thúc điều tra và đề nghị truy tố 386 vụ.") == [("386 vụ", "actual")]
    assert stated("Đề nghị trồng 300 ha rừng.") == [("300 ha", "target")]


def test_an_association_of_a_commune_states_figures() -> None:
    news = "Đại hội đại biểu lần thứ mười của hội đã bầu ban chấp hành nhiệm kỳ mới. " * 12
    assert stated(f"{news}Hội Nông dân xã Tân Lập có 7 chi hội với 504 hội viên.") == [
        ("7 chi hội", "actual"),
        ("504 hội viên", "actual"),
    ]


def test_the_goals_of_a_term_or_an_article_are_targets() -> None:
    term = "CÁC CHỈ TIÊU CHỦ YẾU TRONG NHIỆM KỲ 2020-2025\n1. Tổng sản lượng lương thực: 25.000 tấn."
    assert stated(term) == [("25.000 tấn", "target")]
    resolution = (
        "Điều 1. Nhất trí kết quả năm 2021: thu ngân sách đạt 180 tỷ đồng.\n"
        "Điều 2. Về các chỉ tiêu chủ yếu và nhiệm vụ năm 2022\n- Thu ngân sách: 211 tỷ đồng.\n"
        "Điều 3. Tổ chức thực hiện\nHuyện có 5 xã đạt chuẩn."
    )
    assert stated(resolution) == [("180 tỷ đồng", "actual"), ("211 tỷ đồng", "target"), ("5 xã", "actual")]


def test_a_goal_that_was_left_behind_is_no_goal() -> None:
    assert stated("GRDP tăng 7,36% (vượt mục tiêu nghị quyết 0,36%).") == [("7,36%", "actual"), ("0,36%", "actual")]


def test_a_plan_in_brackets_may_be_hedged() -> None:
    text = "Thu ngân sách gần 216 tỷ đồng, tăng hơn 4 lần so với dự toán ban đầu (hơn 53 tỷ đồng)."
    assert stated(text) == [("216 tỷ đồng", "actual"), ("4 lần", "actual"), ("53 tỷ đồng", "target")]


def test_the_goals_that_a_congress_sets_are_targets() -> None:
    text = "Đại hội đề ra 12 chỉ tiêu cụ thể: thu ngân sách tăng bình quân hằng năm 10%; trồng 300 ha rừng. Xã có 5 trường."
    assert stated(text)[1:] == [("10%", "target"), ("300 ha", "target"), ("5 trường", "actual")]


def test_what_came_of_the_goals_that_were_set_is_no_goal() -> None:
    text = "Huyện đề ra 22 chỉ tiêu, trong đó thực hiện đạt và vượt 19 chỉ tiêu. Cụ thể, thu ngân sách đạt 372 tỷ đồng."
    assert stated(text)[1:] == [("19 chỉ tiêu", "actual"), ("372 tỷ đồng", "actual")]


def test_what_adds_up_to_a_year_is_no_goal() -> None:
    assert stated("Lũy kế đến năm 2021 có 32/32 xã đạt chuẩn.") == [("32/32 xã", "actual")]
    assert stated("Đến năm 2030 có 32/32 xã đạt chuẩn.") == [("32/32 xã", "target")]


def test_a_plan_that_was_surpassed_is_no_goal() -> None:
    assert stated("Thu ngân sách vượt chỉ tiêu huyện giao 8%. Chỉ tiêu huyện giao 12 tỷ đồng.") == [
        ("8%", "actual"),
        ("12 tỷ đồng", "target"),
    ]


def test_what_is_said_behind_a_bracket_names_the_count_before_it() -> None:
    text = "Có 145 xã (23%) được công nhận đạt chuẩn nông thôn mới, tăng 9 xã so với cuối năm 2015."
    named = [(o.quote, o.indicator, o.measure) for o in solieu.extract(text).observations]
    assert named == [
        ("145 xã", "xã được công nhận đạt chuẩn nông thôn mới", "level"),
        ("23%", "xã được công nhận đạt chuẩn nông thôn mới", "share"),
        ("9 xã", "xã được công nhận đạt chuẩn nông thôn mới", "difference"),
    ]


def test_words_that_only_move_name_nothing() -> None:
    text = "Chỉ số sản xuất tiếp tục tăng (+0,93%) so với tháng trước, tuy nhiên lại vẫn bị giảm (-3,99%) so với cùng tháng năm trước."
    assert [(o.indicator, o.value, o.basis) for o in solieu.extract(text).observations] == [
        ("Chỉ số sản xuất", Decimal("0.93"), "tháng trước"),
        ("Chỉ số sản xuất", Decimal("-3.99"), "cùng tháng năm trước"),
    ]


def test_a_goal_of_at_least_so_many_of_something_is_named_by_it() -> None:
    text = "Chương trình đặt mục tiêu cả nước có ít nhất 80% số xã đạt chuẩn nông thôn mới."
    assert [o.indicator for o in solieu.extract(text).observations] == ["số xã đạt chuẩn nông thôn mới"]


def test_goals_that_were_set_may_be_told_in_the_next_sentence() -> None:
    text = "Đại hội biểu quyết thông qua 16 chỉ tiêu nhiệm kỳ. Cụ thể, tỷ lệ tham gia bảo hiểm y tế đạt 100%; trồng 30 ha rừng. Xã có 5 trường."
    assert stated(text)[1:] == [("100%", "target"), ("30 ha", "target"), ("5 trường", "actual")]
    text = "HĐND huyện thông qua 21 chỉ tiêu phát triển KT-XH, QP-AN năm 2019 như: Tổng giá trị sản xuất đạt 2.516 tỷ đồng."
    assert stated(text)[1:] == [("2.516 tỷ đồng", "target")]
    text = (
        "Năm 2010, huyện đề ra một số chỉ tiêu như diện tích gieo trồng 21.000 ha, sản lượng 9.500 tấn. Xã có 5 trường."
    )
    assert stated(text) == [("21.000 ha", "target"), ("9.500 tấn", "target"), ("5 trường", "actual")]


def test_what_a_plan_is_told_to_be_at_once_is_a_target() -> None:
    text = "Kế hoạch thu ngân sách sau điều chỉnh, bổ sung gần 52,2 tỷ đồng; thu ngân sách xã 22,8 tỷ đồng."
    assert stated(text) == [("52,2 tỷ đồng", "target"), ("22,8 tỷ đồng", "target")]
    text = "Kế hoạch vốn đầu tư công 5,2 tỷ đồng, giải ngân 3 tỷ đồng. Kế hoạch vốn được giải ngân 4 tỷ đồng."
    assert stated(text) == [("5,2 tỷ đồng", "target"), ("3 tỷ đồng", "actual"), ("4 tỷ đồng", "actual")]


def test_a_year_that_has_passed_is_no_goal() -> None:
    assert stated("03/06/2020 08:15\n\nThu nhập bình quân đầu người đến năm 2019 đạt 25 triệu đồng.") == [
        ("25 triệu đồng", "actual")
    ]
    assert stated("03/06/2020 08:15\n\nThu nhập bình quân đầu người đến năm 2025 đạt 25 triệu đồng.") == [
        ("25 triệu đồng", "target")
    ]


def test_the_issuer_of_a_plan_may_be_abbreviated() -> None:
    assert stated("Tỷ lệ này chưa đạt chỉ tiêu của TP.HCM đề ra là trên 95%.") == [("95%", "target")]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Tai nạn giao thông giảm cả 3 tiêu chí: 191 vụ, 103 người chết.", ["191 vụ", "103 người"]),
        ("Bình quân 5 năm có 83% đảng viên hoàn thành tốt nhiệm vụ.", ["83%"]),
        (
            "Mức vay bình quân 1 dự án đạt 475 triệu đồng, 1 hộ đạt 37,7 triệu đồng.",
            ["475 triệu đồng", "37,7 triệu đồng"],
        ),
    ],
)
def test_what_only_says_of_how_many_is_no_figure(text: str, quotes: list[str]) -> None:
    assert [quote for quote, _ in stated(text)] == quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Các vụ trộm cắp tài sản (33 vụ) và cướp giật tài sản (14 vụ).", ["vụ trộm cắp tài sản", "cướp giật tài sản"]),
        (
            "Tổ chức các lớp tập huấn nghiệp vụ Quỹ Hỗ trợ nông dân cho hơn 600 cán bộ.",
            ["lớp tập huấn nghiệp vụ Quỹ Hỗ trợ nông dân cán bộ"],
        ),
        ("Ngành y tế cũng trực tiếp giám sát 55 điểm tiêm chủng.", ["giám sát điểm tiêm chủng"]),
        ("Xã có 2.550 lượt cán bộ, hội viên, nông dân dự v.v…", ["lượt cán bộ, hội viên, nông dân dự"]),
        ("Vốn vay thực hiện 482 dự án * Mức vay bình quân đạt 475 triệu đồng.", ["Vốn vay", "Mức vay"]),
        ("Theo số liệu thống kê trong tháng 7/2024 toàn quốc xảy ra 1.900 vụ cháy.", ["vụ cháy"]),
    ],
)  # fmt: skip
def test_names_end_where_another_thing_begins(text: str, names: list[str]) -> None:
    assert [o.indicator for o in solieu.extract(text).observations] == names


def test_a_bracket_that_only_moves_is_of_the_figure_before() -> None:
    text = "Huyện đón 80.000 lượt khách đến tham quan, lưu trú và nghỉ dưỡng (tăng khoảng 33% so với năm ngoái)."
    first, second = solieu.extract(text).observations
    assert (second.indicator, second.measure) == (first.indicator, "change")


def test_what_is_not_done_belongs_to_the_name() -> None:
    (told,) = solieu.extract("Toàn tỉnh có 652 hộ có chuồng trại chưa đảm bảo.").observations
    assert told.indicator == "hộ có chuồng trại chưa đảm bảo"


def test_a_holiday_names_nothing() -> None:
    (told,) = solieu.extract(
        "Tổng lượng khách tham quan trong kỳ nghỉ lễ 30-4 và 1-5 ước đạt 254.000 lượt khách."
    ).observations
    assert told.indicator == "Tổng lượng khách tham quan"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Đại hội đã bầu Ban Chấp hành gồm 25 đồng chí; bầu đoàn đại biểu gồm 22 đồng chí.",
            ["bầu Ban Chấp hành đồng chí", "bầu đoàn đại biểu đồng chí"],
        ),
        ("Kết quả tăng 2,2% về việc và 9,86% về tiền (cả năm).", ["việc", "tiền"]),
        ("Thụ lý 39 bản án, xây 6 mái ấm tình thương.", ["Thụ lý bản án", "xây mái ấm tình thương"]),
    ],
)
def test_each_of_several_things_has_its_name(text: str, names: list[str]) -> None:
    assert [o.indicator for o in solieu.extract(text).observations] == names


def test_what_contributes_is_named_before() -> None:
    text = "Khu vực công nghiệp tăng 6,38%, đóng góp 51,08%; doanh nghiệp FDI đóng góp 28,7% vào ngân sách."
    told = [(o.indicator, o.measure) for o in solieu.extract(text).observations]
    assert told == [("Khu vực công nghiệp", "change"), ("Khu vực công nghiệp", "share"), ("doanh nghiệp FDI", "share")]
    text = "Tổng giá trị tăng thêm (VA) tăng 2,52%, đóng góp cho tăng trưởng chung 1,06 điểm phần trăm."
    assert [o.indicator for o in solieu.extract(text).observations] == ["Tổng giá trị tăng thêm"] * 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sắn đã trồng 1.240 ha; rau các loại đã thu hoạch 305 ha.", ["Sắn đã trồng", "rau các loại đã thu hoạch"]),
        ("Cây ngô 6 tháng đầu năm gieo trồng được 412,5 ha.", ["gieo trồng Cây ngô"]),
        ("Hạt Kiểm lâm đã trồng 30 ha rừng keo.", ["trồng rừng keo"]),
    ],
)
def test_what_is_grown_is_named_before_its_verb(text: str, names: list[str]) -> None:
    assert [o.indicator for o in solieu.extract(text).observations] == names


def test_what_is_given_to_a_herd_is_not_the_herd() -> None:
    told = solieu.extract("Tiêm phòng dại cho đàn chó, mèo là 4.215 con.").observations[0]
    assert (told.indicator, told.indicator_id) == ("Tiêm phòng dại cho đàn chó, mèo", "livestock_vaccination")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Trong tháng xảy ra 12 vụ/15 đối tượng đánh bạc.", ["vụ đánh bạc", "đối tượng đánh bạc"]),
        ("Xảy ra 3 vụ, 4 đối tượng trộm cắp tài sản.", ["vụ trộm cắp tài sản", "đối tượng trộm cắp tài sản"]),
        (
            "Đã kiểm tra 44 tổ chức đảng cấp dưới và 47 đảng viên.",
            ["kiểm tra tổ chức đảng cấp dưới", "kiểm tra đảng viên"],
        ),
        ("Khiển trách 1 tổ chức đảng và 26 đảng viên.", ["Khiển trách tổ chức đảng", "Khiển trách đảng viên"]),
        ("Toàn huyện có 187 điểm bỏ phiếu.", ["điểm bỏ phiếu"]),
        ("Khởi tố 11 vụ, 68 đối tượng.", ["Khởi tố vụ", "Khởi tố đối tượng"]),
        (
            "Bắt 43 đối tượng truy nã. Xử phạt vi phạm hành chính 224 vụ với 601 đối tượng.",
            ["Bắt đối tượng truy nã", "Xử phạt vi phạm hành chính vụ", "Xử phạt vi phạm hành chính đối tượng"],
        ),
        ("Huyện giải ngân được 150 tỷ đồng vốn đầu tư công.", ["giải ngân vốn đầu tư công"]),
        ("Huyện có chiều dài 40 km bờ biển.", ["chiều dài bờ biển"]),
        (
            "Có 1.640 lao động được giải quyết việc làm - bằng 55% kế hoạch cả năm.",
            ["lao động được giải quyết việc làm"] * 2,
        ),
        (
            "Tổ chức 55 lớp quán triệt chỉ thị, nghị quyết của Đảng, chính sách của Nhà nước cho hơn 9.100 học viên.",
            ["lớp quán triệt chỉ thị", "học viên"],
        ),
        ("Dịch xảy ra tại 129 xã, phường thuộc 10 huyện.", ["Dịch xã, phường", "huyện"]),
        ("Gồm 7 dân tộc (Kinh, Thái, Mường); có 27 đơn vị hành chính.", ["dân tộc", "đơn vị hành chính"]),
        ("Kiến nghị kiểm điểm trách nhiệm 63 tập thể.", ["Kiến nghị kiểm điểm trách nhiệm tập thể"]),
        (
            "Có 6.947 doanh nghiệp (tuy nhiên, số doanh nghiệp đang quản lý là 5.500).",
            ["doanh nghiệp", "số doanh nghiệp đang quản lý"],
        ),
        (
            "Cơ cấu kinh tế chuyển dịch tích cực với tỷ trọng ngành công nghiệp 70,5%.",
            ["tỷ trọng ngành công nghiệp"],
        ),
        (
            "Nâng cao chất lượng các tiêu chí, đồng thời nâng tiêu chí bình quân đạt 12 tiêu chí/xã.",
            ["tiêu chí"],
        ),
        (
            "Thụ lý 49 vụ, so với 6 tháng đầu năm 2018 số thụ lý tăng 9 vụ, số giải quyết tăng 3 vụ.",
            ["Thụ lý vụ", "số thụ lý", "số giải quyết"],
        ),
        (
            "Tốc độ tăng trưởng công nghiệp, dịch vụ, nông nghiệp đạt 12,3%.",
            ["Tốc độ tăng trưởng công nghiệp, dịch vụ, nông nghiệp"],
        ),
        (
            "Xảy ra 9 vụ trộm cắp, 14 đối tượng; 5 vụ gây rối trật tự công cộng, 47 đối tượng.",
            ["vụ trộm cắp", "vụ trộm cắp", "vụ gây rối trật tự công cộng", "vụ gây rối trật tự công cộng"],
        ),
        ("Trong 11 nhóm hàng có 4 nhóm giảm giá và 2 nhóm ổn định.", ["nhóm hàng", "nhóm giảm giá", "nhóm ổn định"]),
        ("Tước GPLX có thời hạn 4.729 trường hợp.", ["Tước GPLX có thời hạn trường hợp"]),
        ("Toàn tỉnh có 328,5 nghìn con lợn (không tính lợn con).", ["con lợn"]),
    ],
)
def test_a_deed_is_told_of_all_that_are_counted_for_it(text: str, names: list[str]) -> None:
    assert [o.indicator for o in solieu.extract(text).observations] == names


def test_what_prices_are_left_out_of_names_no_growth() -> None:
    told = solieu.extract(
        "Tổng mức bán lẻ đạt 1.214 tỷ đồng, tăng 15,5%, nếu loại trừ yếu tố giá tăng 11,7%."
    ).observations
    assert [o.indicator for o in told] == ["Tổng mức bán lẻ"] * 3


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Đàn trâu 9.845 con, bò 24.310 con; so với cùng kỳ lần lượt giảm 1,2% và tăng 3,4%.",
            ["Đàn trâu", "bò", "Đàn trâu", "bò"],
        ),
        (
            "Thu ngân sách 526 tỷ đồng, chi ngân sách 412 tỷ đồng, lần lượt bằng 57,7% và 61,2% dự toán.",
            ["Thu ngân sách", "chi ngân sách", "Thu ngân sách", "chi ngân sách"],
        ),
        # Three things and two figures: it is not said whose they are.
        (
            "Trâu 9.845 con, bò 24.310 con, lợn 1.200 con; lần lượt giảm 1,2% và tăng 3,4%.",
            ["Trâu", "bò", "lợn", "lợn", "lợn"],
        ),
    ],
)
def test_figures_in_turn_are_each_of_one_thing(text: str, names: list[str]) -> None:
    assert [o.indicator for o in solieu.extract(text).observations] == names


def test_two_things_compared_with_are_those_of_two_figures_in_turn() -> None:
    text = "Thu ngân sách đạt 526 tỷ đồng, so với tháng trước và cùng kỳ tăng lần lượt 5,4% và 17,2%."
    assert [o.basis for o in solieu.extract(text).observations] == [None, "tháng trước", "cùng kỳ"]


def test_a_mean_of_what_is_counted_is_named_by_it() -> None:
    told = solieu.extract("Duy trì 04 xã đạt chuẩn; bình quân 13,1 tiêu chí/xã, tăng 0,4 tiêu chí.").observations
    assert [o.indicator for o in told] == ["xã đạt chuẩn", "tiêu chí", "tiêu chí"]


def test_what_was_the_year_before_is_told_in_brackets() -> None:
    text = "Báo cáo 6 tháng đầu năm 2023. Tỷ lệ tốt nghiệp THCS 99,1% (CK 98,7%); thu 12 tỷ đồng (cùng kỳ 2021: 9 tỷ đồng)."
    periods = [str(o.period) for o in solieu.extract(text).observations]
    assert periods == ["2023-01/2023-06", "2022-01/2022-06", "2023-01/2023-06", "2021-01/2021-06"]
    text = "Báo cáo 6 tháng đầu năm 2023. IIP tăng 8,8% so với cùng kỳ năm trước (cùng kỳ năm 2022 tăng 7,6%)."
    assert [str(o.period) for o in solieu.extract(text).observations] == ["2023-01/2023-06", "2022-01/2022-06"]


def test_what_a_council_adopts_are_goals() -> None:
    text = """NGHỊ QUYẾT
Điều 1. Thông qua các chỉ tiêu chủ yếu năm 2024:
1. Thu nhập bình quân đầu người: 62 triệu đồng/người/năm.
2. Cơ cấu kinh tế: Nông nghiệp 38% - Công nghiệp, xây dựng 34% - Thương mại, dịch vụ 28%.
Điều 2. Năm 2023, thu ngân sách đạt 8,6 tỷ đồng.
"""
    told = [(o.indicator, o.status) for o in solieu.extract(text).observations]
    assert told == [
        ("Thu nhập bình quân đầu người", "target"),
        ("Nông nghiệp", "target"),
        ("Công nghiệp, xây dựng", "target"),
        ("Thương mại, dịch vụ", "target"),
        ("thu ngân sách", "actual"),
    ]


def test_what_all_cost_is_named_in_its_own_sentence() -> None:
    text = "Đoàn xã trồng 120 cây hoa. Tổng kinh phí thực hiện 12,5 triệu đồng."
    assert [o.indicator for o in solieu.extract(text).observations] == ["trồng cây hoa", "Tổng kinh phí thực hiện"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Đầu năm có 1.012 hộ nghèo, thoát nghèo 458 hộ, còn 554 hộ, tỷ lệ 0,94%.",
            ["hộ nghèo", "thoát nghèo", "hộ nghèo", "hộ nghèo"],
        ),
        (
            "Giải quyết 9.812 lượt người nghỉ ốm. Chi khám, chữa bệnh BHYT 312 tỷ đồng cho 654.000 lượt người.",
            ["Giải quyết lượt người nghỉ ốm", "Chi khám, chữa bệnh BHYT", "Chi khám, chữa bệnh BHYT"],
        ),
        ("Tội phạm hình sự giảm 12,5% (112/128 vụ).", ["Tội phạm hình sự", "Tội phạm hình sự"]),
        ("Đàn trâu bò tăng bình quân 3,5%/năm, đạt 41.200 con.", ["Đàn trâu bò", "Đàn trâu bò"]),
        ("Không còn xã dưới 10 tiêu chí; bình quân đạt 13,6 tiêu chí/xã.", ["tiêu chí"]),
        ('Vận động quỹ "Vì người nghèo" được 86 triệu đồng.', ['Vận động quỹ "Vì người nghèo"']),
        ("Xử phạt 214 trường hợp lấn chiếm vỉa hè.", ["Xử phạt trường hợp lấn chiếm vỉa hè"]),
    ],
)
def test_a_bare_count_goes_on_with_what_it_is_of(text: str, names: list[str]) -> None:
    assert [o.indicator for o in solieu.extract(text).observations] == names


def test_a_bare_scale_shares_the_unit_of_its_whole() -> None:
    told = solieu.extract(
        "Thi hành xong 8,9 tỷ/41,2 tỷ đồng, đạt 21,6%; phấn đấu thu ngân sách đạt và vượt 5% dự toán."
    ).observations
    assert [(o.quote, str(o.of), o.value) for o in told][:1] == [("8,9 tỷ/41,2 tỷ đồng", "41.2", 8_900_000_000)]
    assert told[-1].indicator == "thu ngân sách"


def test_how_many_parts_a_revenue_has_is_part_of_its_name() -> None:
    text = (
        "UBND huyện Tiên Yên: Thu từ 3 khu vực kinh tế tăng nhẹ. Thu từ 3 khu vực kinh tế đạt 49,5% dự toán, tăng 4,2% so cùng kỳ; "
        "số thu của 3 khu vực này bằng 89,7% cùng kỳ."
    )
    report = solieu.extract(text)
    assert [(o.quote, o.indicator) for o in report.observations] == [
        ("49,5%", "Thu từ 3 khu vực kinh tế"),
        ("4,2%", "Thu từ 3 khu vực kinh tế"),
        ("89,7%", "số thu của 3 khu vực"),
    ]
    assert not report.findings


def test_a_part_of_a_herd_is_reached_too() -> None:
    text = "Đàn trâu bò ước 126,2 ngàn con; trong đó đàn bò sữa chiếm 77%, ước đạt 97,2 ngàn con."
    assert [o.indicator for o in solieu.extract(text).observations] == ["Đàn trâu bò", "đàn bò sữa", "đàn bò sữa"]


def test_a_term_names_nothing() -> None:
    text = "Nhiệm kỳ qua, Đảng bộ xã đã hoàn thành 20/21 chỉ tiêu. Trong nhiệm kỳ phát triển 20 đảng viên mới."
    assert [o.indicator for o in solieu.extract(text).observations] == ["chỉ tiêu", "phát triển đảng viên mới"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Qua thống kê từ các quận, huyện, năm nay thành phố tăng gần 67.594 học sinh.", "học sinh"),
        ("Theo số liệu thống kê xã có 15 hộ nghèo.", "hộ nghèo"),
        ("Theo báo cáo của UBND xã, tổng thu ngân sách đạt 5 tỷ đồng.", "tổng thu ngân sách"),
    ],
)
def test_who_tells_a_figure_does_not_name_it(text: str, name: str) -> None:
    assert [o.indicator for o in solieu.extract(text).observations] == [name]


def test_what_stays_below_a_plan_sets_no_goal() -> None:
    text = "Tổn thất điện năng 5,42%, thấp hơn kế hoạch giao 0,18%; tỷ lệ hộ dân có điện đạt 99,8%."
    assert {o.status for o in solieu.extract(text).observations} == {"actual"}
