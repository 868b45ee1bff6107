"""Which of the seven measures a figure is, and what it is compared with: a table of sentences."""

from decimal import Decimal

import pytest

import solieu
from solieu import Observation


def last(sentence: str) -> Observation:
    return solieu.extract(sentence).observations[-1]


@pytest.mark.parametrize(
    ("sentence", "measure", "number"),
    [
        ("Thu ngân sách đạt 526,8 tỷ đồng.", "level", "526.8"),
        ("Diện tích gieo trồng là 4.200 ha.", "level", "4200"),
        ("Tỷ lệ hộ nghèo còn 3,2%.", "level", "3.2"),
        ("Tỷ lệ hộ nghèo chiếm 4,2%.", "level", "4.2"),
        ("Độ che phủ rừng đạt 68,2%.", "level", "68.2"),
        ("Tỷ lệ dân số tham gia bảo hiểm y tế đạt 95%.", "level", "95"),
        ("Thu ngân sách đạt 84% dự toán.", "attainment", "84"),
        ("Thu ngân sách bằng 57,7% kế hoạch.", "attainment", "57.7"),
        ("Thu ngân sách trên địa bàn đạt 62,5%.", "attainment", "62.5"),
        ("Tổng giá trị sản xuất ước đạt 48%, tăng 9,6% so với cùng kỳ.", "change", "9.6"),
        ("Có 500 doanh nghiệp thành lập mới, tăng 7,6% so với cùng kỳ.", "change", "7.6"),
        ("Tăng trưởng kinh tế đạt 8,1% so với cùng kỳ năm trước.", "change", "8.1"),
        ("Trồng rừng hoàn thành 102% kế hoạch.", "attainment", "102"),
        ("Tổng thu vượt 5% kế hoạch.", "attainment", "5"),
        ("Tỷ lệ dân số tham gia bảo hiểm y tế đạt 93,5%, vượt 0,3%.", "attainment", "0.3"),
        ("Tỷ lệ nợ xấu vượt 3%.", "level", "3"),
        ("Thu nhập bình quân đạt 52 triệu đồng (tăng 7,7% tương đương 3,7 triệu đồng).", "difference", "3.7"),
        ("Thu ngân sách tăng 12,3% so với cùng kỳ.", "change", "12.3"),
        ("Tổng sản lượng đạt 107% KH, đạt 99% SVCK.", "index", "99"),
        ("Tổng sản lượng đạt 107% KH, giảm 3% SCK.", "change", "-3"),
        ("Doanh thu dịch vụ lưu trú tăng cao nhất, 20,6%.", "change", "20.6"),
        ("Giá trị công nghiệp giảm mạnh nhất với hơn 5,2%.", "change", "-5.2"),
        ("Huyện A có tỷ lệ che phủ rừng cao nhất, 68%.", "level", "68"),
        ("Thu ngân sách giảm 3,2% so với cùng kỳ.", "change", "-3.2"),
        ("Kim ngạch xuất khẩu giảm mạnh 30%.", "change", "-30"),
        ("Tốc độ tăng trưởng kinh tế đạt 7,5%.", "change", "7.5"),
        ("Giá trị sản xuất công nghiệp bằng 80% so với cùng kỳ.", "index", "80"),
        ("Sản lượng tôm gấp 2,4 lần so với năm 2020.", "index", "2.4"),
        ("Diện tích gieo trồng tương đương 98,4% so với cùng kỳ.", "index", "98.4"),
        ("Số lượt khách đạt 104,5% so với cùng kỳ năm trước.", "index", "104.5"),
        ("Kinh doanh dịch vụ tăng từ 10% trở lên.", "change", "10"),
        ("Huyện giảm tỷ lệ hộ nghèo xuống dưới 4,2%.", "level", "4.2"),
        ("Toàn huyện gieo trồng đạt 58,2% kế hoạch và 100,1% so cùng kỳ.", "index", "100.1"),
        ("Kết nạp 196 đảng viên (vượt hơn 30% so với nghị quyết đề ra).", "attainment", "30"),
        ("Tỷ lệ hộ nghèo thấp hơn so kế hoạch đề ra gần 2%.", "difference", "-2"),
        ("Thu ngân sách đạt 68,5%, trong đó thuế nhà đất 101,8%, lệ phí môn bài 96,4%.", "attainment", "96.4"),
        ("Tỷ lệ dân số tham gia bảo hiểm y tế thực hiện 83%, đạt 91% kế hoạch.", "attainment", "91"),
        ("Thuế giá trị gia tăng 7 tỷ đồng.", "level", "7"),
        ("Giá trị tăng thêm ước đạt 500 tỷ đồng.", "level", "500"),
        ("Thu thuế gia tăng 5 tỷ đồng.", "difference", "5"),
        ("Dân tộc Mông chiếm 36,4%; Thái: 27%; Khơ Mú: 33%.", "share", "33"),
        ("Tăng trưởng kinh tế quý I thấp hơn 0,37% so với cùng kỳ.", "difference", "-0.37"),
        ("Tốc độ tăng trưởng GRDP quý I cao hơn 0,4% so với cùng kỳ.", "difference", "0.4"),
        ("Sản lượng tôm cao hơn 4,2% so với cùng kỳ.", "change", "4.2"),
        ("Số vụ cháy giảm 12 vụ so với cùng kỳ.", "difference", "-12"),
        ("Huyện tăng 3 hợp tác xã so với đầu năm.", "difference", "3"),
        ("Tỷ lệ hộ nghèo giảm 1,2 điểm % so với đầu năm.", "difference", "-1.2"),
        ("Tỷ lệ hộ nghèo giảm 1,15% so với đầu năm.", "difference", "-1.15"),
        ("Diện tích lúa vượt 2.425 ha so với kế hoạch.", "difference", "2425"),
        ("Dịch vụ chiếm 35% tổng giá trị sản xuất.", "share", "35"),
        ("Tỷ trọng ngành dịch vụ chiếm 41%.", "share", "41"),
        ("Huyện xếp thứ hai toàn tỉnh về cải cách hành chính.", "rank", "2"),
        ("Huyện đứng thứ 6 toàn tỉnh về giải ngân.", "rank", "6"),
        ("Huyện dẫn đầu toàn tỉnh về giải ngân.", "rank", "1"),
    ],
)
def test_the_verb_and_the_subject_tell_the_measure(sentence: str, measure: str, number: str) -> None:
    observation = last(sentence)
    assert (observation.measure, observation.number) == (measure, Decimal(number))


@pytest.mark.parametrize(
    ("sentence", "basis", "kind"),
    [
        ("Thu đạt 84% dự toán tỉnh giao.", "dự toán tỉnh giao", "plan"),
        ("Thu đạt 84% kế hoạch năm, chi tăng.", "kế hoạch năm", "plan"),
        ("Thu tăng 5% so với cùng kỳ năm 2021.", "cùng kỳ năm 2021", "period"),
        ("Thu tăng 5% so với cùng kỳ.", "cùng kỳ", "period"),
        ("Thu tăng 5% so với năm trước và chi giảm.", "năm trước", "period"),
        ("So với cùng kỳ năm 2021, thu tăng 5%.", "cùng kỳ năm 2021", "period"),
        ("Thu ngân sách so dự toán giao đạt 42%.", "dự toán giao", "plan"),
        ("Tỷ lệ hộ nghèo thấp hơn so kế hoạch đề ra gần 2%.", "kế hoạch đề ra", "plan"),
        ("Số trường tăng 4 trường so cuối năm 2019.", "cuối năm 2019", "period"),
        ("Thu tăng 5% so với tháng trước.", "tháng trước", "period"),
        ("Tỷ lệ giải quyết án tăng 8% so với kỳ trước.", "kỳ trước", "period"),
        ("Tỷ lệ hội viên sinh hoạt tăng 3,5% so với đầu nhiệm kỳ.", "đầu nhiệm kỳ", "period"),
        ("Thu tăng 5 tỷ đồng so với đầu năm.", "đầu năm", "period"),
        ("Thu đạt 53,4% so với HĐND huyện giao.", "HĐND huyện giao", "plan"),
        ("Nhóm hàng ăn tăng mạnh nhất với 0,86%.", None, None),
        ("Năng suất tăng hơn mùa vụ cùng kỳ từ 400 - 550 kg/ha.", None, None),
        ("Năng suất tăng 1,1% (+0,6 tạ/ha) so với năm trước.", "năm trước", "period"),
        ("Diện tích lúa giảm 15,1% (tương ứng giảm 1.510 ha) so với năm trước.", "năm trước", "period"),
        ("Thu đạt 5 tỷ đồng.", None, None),
    ],
)
def test_the_basis_is_what_stands_behind_the_figure(sentence: str, basis: str | None, kind: str | None) -> None:
    observation = last(sentence)
    assert (observation.basis, observation.basis_kind) == (basis, kind)


@pytest.mark.parametrize(
    "sentence",
    [
        "Số vụ cháy tăng từ 3 vụ lên 8 vụ.",
        "Thu ngân sách tăng lên 350 tỷ đồng.",
        "Số hộ nghèo giảm còn 120 hộ.",
        "Số hộ nghèo giảm xuống còn 120 hộ.",
        "Nâng thu nhập bình quân lên 65 triệu đồng.",
    ],
)
def test_what_a_rise_or_a_fall_ends_at_is_a_level(sentence: str) -> None:
    assert last(sentence).measure == "level"
    assert last(sentence).number > 0


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        (
            "Có 9/14 khoản thu đạt trên 50% dự toán: thuế 62 tỷ đồng (71,2%), phí 55 tỷ đồng (52,8%).",
            ["level", "attainment", "level", "attainment", "level", "attainment"],
        ),
        ("Thu đạt 5 tỷ đồng, bằng 57% dự toán, tăng 12% so với cùng kỳ.", ["level", "attainment", "change"]),
        ("Số vụ cháy là 8 vụ, giảm 3 vụ, tương đương giảm 27%.", ["level", "difference", "change"]),
        ("Ngành điện chiếm 63% tổng vốn, 99,6% tổng giá trị xuất khẩu.", ["share", "share"]),
        ("Kết nạp 124 hội viên, đạt 82,3% phụ nữ từ 18 tuổi trở lên.", ["level", "share"]),
        ("Thu và chi lần lượt tăng 1,7% và 8,2%.", ["change", "change"]),
        ("Bắt 118 vụ, 165 đối tượng, tăng 15 vụ và 22 đối tượng.", ["level", "level", "difference", "difference"]),
        ("Tổn thất điện năng 5,42%, giảm 0,31%.", ["level", "difference"]),
        ("Có 18 vụ phạm pháp hình sự, giảm 5 vụ (-21,7%).", ["level", "difference", "change"]),
        ("Thu đạt 5 tỷ đồng, vượt kế hoạch năm 0,5%.", ["level", "attainment"]),
        ("Thu đạt 45,6 tỷ đồng (92% kế hoạch).", ["level", "attainment"]),
        (
            "Thu nội địa 18 tỷ đồng (97,5% dự toán); thu khác 12 tỷ đồng (84%).",
            ["level", "attainment", "level", "attainment"],
        ),
        ("Ngân sách huyện 52,1 tỷ đồng (28%).", ["level", "share"]),
        ("Có 118 trạm đạt tiêu chí quốc gia về y tế (91,5%).", ["level", "share"]),
        ("Hộ nghèo còn 212 hộ (1,78%).", ["level", "level"]),
        ("Có 315 hộ đạt danh hiệu sản xuất kinh doanh giỏi các cấp (đạt 109,5%).", ["level", "attainment"]),
        ("Có 1.205 hộ đạt danh hiệu gia đình văn hóa, đạt 94,5%.", ["level", "share"]),
        ("Huyện kết nạp 32 đảng viên, đạt 64%.", ["level", "attainment"]),
        ("Có 15.105 hồ sơ, trong đó trực tuyến 15.090 hồ sơ, đạt 99,9%.", ["level", "level", "share"]),
        ("PCI xếp thứ 15, tăng 1 bậc.", ["rank", "difference"]),
        ("Lượng mưa 1.850 mm, cao hơn trung bình nhiều năm 150 mm.", ["level", "difference"]),
    ],
)
def test_each_figure_of_a_chain_has_its_own_measure(sentence: str, measures: list[str]) -> None:
    assert [o.measure for o in solieu.extract(sentence).observations] == measures


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Xảy ra 152 vụ phạm pháp hình sự, giảm 26 vụ (14,6%) so với quý II.", ["-26", "-14.6"]),
        ("Toàn huyện có 78 trường, tăng 3 trường (4%).", ["3", "4"]),
        ("Phát hiện 22 vụ vi phạm, giảm 16 vụ (tương đương 42%).", ["-16", "-42"]),
        ("Lâm sản thiệt hại 1.272 m3, giảm 420 m3 (tương ứng 25%) so với cùng kỳ.", ["-420", "-25"]),
    ],
)
def test_the_bracket_behind_a_difference_is_the_change(sentence: str, numbers: list[str]) -> None:
    moved = solieu.extract(sentence).observations[1:]
    assert [(o.measure, o.number) for o in moved] == [
        ("difference", Decimal(numbers[0])),
        ("change", Decimal(numbers[1])),
    ]
    assert len({o.basis for o in moved}) == 1


def test_a_threshold_in_a_bracket_is_no_share() -> None:
    (_, threshold) = solieu.extract("Có 9/12 khoản thu đạt và vượt tiến độ (trên 66,7%).").observations
    assert threshold.measure == "level"


def test_the_next_place_of_a_list_moved_in_the_same_way() -> None:
    found = solieu.extract("Xã Khuôn Hà giảm được 87 hộ nghèo, xã Thượng Lâm 102 hộ, thị trấn Lăng Can 64 hộ.")
    assert [(o.measure, o.number) for o in found.observations] == [("difference", Decimal(-n)) for n in (87, 102, 64)]


@pytest.mark.parametrize(
    ("sentence", "bases"),
    [
        ("So với cùng kỳ giảm 38 vụ, giảm 31 người chết và giảm 12 người bị thương.", ["cùng kỳ"] * 3),
        ("So với năm 2021, tai nạn giảm 58 vụ (8,4%), giảm 90 người chết (2,7%).", ["năm 2021"] * 4),
        ("Tai nạn giảm 38 vụ so với cùng kỳ; giảm 31 người chết.", ["cùng kỳ", None]),
        ("So với cùng kỳ giảm 38 vụ; xử phạt tăng 12%.", ["cùng kỳ", None]),
        ("So với 31/12/2021 tăng 475 tỷ đồng (+6,2%).", ["31/12/2021"] * 2),
        ("Tổng đàn lợn 1.450 con, tăng 105 con so với 6 tháng đầu năm 2020.", [None, "6 tháng đầu năm 2020"]),
        ("Có 209 doanh nghiệp mở lại, tăng 138 doanh nghiệp so với ngày 31-8.", [None, "ngày 31-8"]),
        ("So với cùng kỳ năm trước giảm 146 lượt tiếp, 127 lượt người.", ["cùng kỳ năm trước"] * 2),
        ("Dịch vụ đạt 69,32% so với kế hoạch, tăng 12,3%.", ["kế hoạch", None]),
    ],
)
def test_what_stands_before_several_moves_is_the_basis_of_all(sentence: str, bases: list[str | None]) -> None:
    assert [one.basis for one in solieu.extract(sentence).observations] == bases


@pytest.mark.parametrize(
    ("sentence", "measure", "number"),
    [
        ("Số trẻ sinh ra là 6.066 cháu, tăng so với cùng kỳ năm 2018 là 657 cháu.", "difference", "657"),
        ("Số trẻ sinh ra là 6.066 cháu, giảm so với cùng kỳ là 1,2%.", "change", "-1.2"),
        ("Thu ngân sách là 52 tỷ đồng, tăng so với cùng kỳ; chi là 48 tỷ đồng.", "level", "48000000000"),
        ("So với cùng kỳ giảm 146 lượt tiếp, 127 lượt người.", "difference", "-127"),
        ("Đã giảm 203 biên chế hành chính và 2.458 biên chế sự nghiệp.", "difference", "-2458"),
        ("Giảm 203 biên chế hành chính và có 12 trường đạt chuẩn.", "level", "12"),
    ],
)
def test_what_something_moved_since_stands_before_how_far(sentence: str, measure: str, number: str) -> None:
    last = solieu.extract(sentence).observations[-1]
    assert (last.measure, last.value) == (measure, Decimal(number))


def test_a_term_of_office_is_compared_with() -> None:
    observations = solieu.extract(
        "Kết nạp 1.500 đảng viên, tăng 1,2% so với nhiệm kỳ trước, tỷ lệ đạt 8,7%."
    ).observations
    assert [(one.basis, one.basis_kind) for one in observations[1:]] == [("nhiệm kỳ trước", "period"), (None, None)]


def test_the_bounds_of_a_rise_are_no_level() -> None:
    (one,) = solieu.extract("Số tiêu chí bình quân/xã tăng thêm từ 1-1,2 tiêu chí so với năm 2015.").observations
    assert (one.measure, one.value, one.value_max) == ("difference", Decimal(1), Decimal("1.2"))


def test_a_goal_lowers_a_rate_by_points() -> None:
    found = last("Huyện phấn đấu giảm tỷ lệ hộ nghèo bình quân 1 - 1,5%/năm.")
    assert (found.measure, found.number, found.value_max) == ("difference", Decimal(-1), Decimal("-1.5"))


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("Tổng thu vượt 5% kế hoạch.", "above"),
        ("Thu đạt trên 84% dự toán.", "above"),
        ("Thu đạt gần 84% dự toán.", "about"),
        ("Tỷ lệ hộ nghèo còn dưới 1%.", "below"),
        ("Thu tăng 5% so với cùng kỳ.", "exact"),
        ("Thu thấp hơn 5% so với cùng kỳ.", "exact"),
    ],
)
def test_the_bound_is_that_of_the_number(sentence: str, bound: str) -> None:
    assert last(sentence).bound == bound


def test_a_quarter_and_its_year_may_be_joined_by_a_stop() -> None:
    (_, change) = solieu.extract("Nợ quá hạn là 72 triệu đồng, giảm 5 triệu đồng so với quý I.2022.").observations
    assert change.basis == "quý I.2022"


def test_each_of_two_percentages_has_its_own_basis() -> None:
    observations = solieu.extract("Thu 404 tỷ đồng, so dự toán giao đạt 42% và bằng 96% so với cùng kỳ.").observations
    assert [(o.measure, o.basis) for o in observations[1:]] == [("attainment", "dự toán giao"), ("index", "cùng kỳ")]


def test_what_one_figure_of_a_sentence_is_compared_with_the_next_is_too() -> None:
    text = "Gieo trồng 264 ha, bằng 99,6% so với cùng kỳ, trong đó lúa đạt 184 ha, bằng 99,9%; ngô đạt 79 ha, đạt 90%. "
    observations = solieu.extract(text + "Thu ngân sách đạt 5 tỷ đồng, bằng 80%.").observations
    percentages = [(o.measure, o.basis_kind) for o in observations if o.unit == "percent"]
    assert percentages == [("index", "period"), ("index", "period"), ("attainment", "plan"), ("attainment", "plan")]
    text = "Gieo trồng 264 ha, bằng 99,6% so với cùng kỳ, trong đó lúa 184 ha tại thành phố Cao Bằng đạt 90%."
    assert last(text).measure == "attainment"


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Tỷ lệ hộ nghèo của tỉnh Cao Bằng 18,5% so với cùng kỳ.", "level"),
        ("Tỷ lệ hộ nghèo của tỉnh bằng 98,5% so với cùng kỳ.", "index"),
        ("Thu ngân sách 5 tỷ đồng. Bằng 98,5% so với cùng kỳ.", "index"),
        ("THU NGÂN SÁCH 5 TỶ ĐỒNG, BẰNG 98,5% SO VỚI CÙNG KỲ.", "index"),
    ],
)
def test_a_verb_is_no_part_of_a_name(text: str, measure: str) -> None:
    assert last(text).measure == measure


def test_more_than_all_of_what_was_to_be_done_is_an_attainment() -> None:
    assert last("Tiêm phòng cho đàn bò: 951/900 con = 105,7%.").measure == "attainment"
    assert last("Tiêm phòng cho đàn bò: 855/900 con = 95%.").measure == "share"


def test_the_rate_of_each_of_a_fraction_is_no_share_of_it() -> None:
    assert last("Năm 2022, cả 9/9 huyện đạt tỷ lệ dưới 10%.").measure == "level"
    assert last("Năm 2022 giải quyết 126/150 tin báo, đạt tỷ lệ 84%.").measure == "share"


def test_fewer_than_what_was_told_before_is_a_difference() -> None:
    found = last("Khởi tố 14 vụ, so với cùng kỳ năm ngoái, số án khởi tố ít hơn 6 vụ.")
    assert (found.measure, str(found.number), found.bound) == ("difference", "-6", "exact")
    assert last("Mỗi xã có không ít hơn 6 trường.").measure == "level"


def test_a_rate_falls_by_points_each_year() -> None:
    found = last("Tỷ lệ hộ nghèo giảm bình quân mỗi năm 2,1%.")
    assert (found.measure, str(found.number)) == ("difference", "-2.1")


def test_the_rate_that_counted_things_reach_is_their_share() -> None:
    assert last("Huyện có 10 xã được công nhận đạt chuẩn nông thôn mới, đạt tỷ lệ 57,14%.").measure == "share"
    assert last("Thu phí của các xã đạt tỷ lệ 93%.").measure == "level"


def test_what_grows_behind_a_comma_grows_whatever_stands_before_it() -> None:
    assert last("Có 24 xã đạt chuẩn nông thôn mới, tăng 9 xã so với năm 2015.").measure == "difference"
    assert last("Vốn đăng ký cấp mới, tăng thêm 15 triệu USD.").measure == "level"


def test_a_note_parts_no_figure_from_its_basis() -> None:
    assert last("Tổng sản phẩm tăng 8,01% (1) so với cùng kỳ.").basis == "cùng kỳ"
    assert last("Tổng sản phẩm tăng 8,01% [2] so với cùng vụ năm trước.").basis == "cùng vụ năm trước"


def test_the_parts_are_compared_as_the_whole_was() -> None:
    text = "Gieo trồng được 11.106 ha, bằng 95,85% so với cùng kỳ năm trước. Trong đó, ngô 4.594 ha, bằng 85,88%."
    assert last(text).measure == "index"
    text = "Gieo trồng được 11.106 ha, bằng 95,85% so với cùng kỳ năm trước. Thu ngân sách 46 tỷ đồng, bằng 85,88%."
    assert last(text).measure == "attainment"


def test_what_grows_is_not_compared_with_the_plan_of_the_next_figure() -> None:
    first, second = solieu.extract("Tốc độ tăng trưởng kinh tế 8,7%, đạt 100% kế hoạch.").observations
    assert (first.basis, second.basis) == (None, "kế hoạch")


def test_what_something_is_a_number_of_is_no_basis() -> None:
    first, second = solieu.extract("So với cùng kỳ năm 2023 tăng 11% số vụ việc, giảm 9% số người chết.").observations
    assert (first.basis, second.basis) == ("cùng kỳ năm 2023", "cùng kỳ năm 2023")
    assert last("Vụ việc tuy giảm nhưng lại gia tăng tới hơn 26% số người bị thương.").measure == "change"


def test_an_amount_a_head_may_attain_its_plan() -> None:
    assert last("Thu nhập bình quân đạt 25 triệu đồng/người/năm đạt 130%.").measure == "attainment"


def test_what_all_of_a_list_did_each_of_it_did() -> None:
    text = "Đàn vật nuôi đều giảm (trâu 0,34%, bò 0,94%). Tỷ trọng các ngành (công nghiệp 45%, dịch vụ 40%)."
    read = [(o.measure, str(o.value)) for o in solieu.extract(text).observations]
    assert read == [("change", "-0.34"), ("change", "-0.94"), ("share", "45"), ("share", "40")]
    assert last("Doanh thu tăng 5% (bán lẻ 6%) so với cùng kỳ.").measure == "change"


def test_a_number_that_is_passed_over_parts_no_count_from_its_percentage() -> None:
    assert last("Có 2.367 người được gọi khám sức khỏe vòng 2 tại huyện, đạt 57,3%.").measure == "attainment"


def test_what_a_fall_equals_is_a_fall() -> None:
    told = last("Huyện tiếp 270 lượt công dân [giảm 255 lượt = 47,13% so cùng kỳ].")
    assert (told.measure, str(told.value), told.basis) == ("change", "-47.13", "cùng kỳ")


def test_what_a_share_is_of_names_no_bracket_behind_it() -> None:
    text = "Số có điều kiện thi hành là 579 việc, chiếm 79,56% trong tổng số phải thi hành (giảm 3,64% so với cùng kỳ năm 2016)."
    told = last(text)
    assert (told.indicator, told.measure) == ("Số có điều kiện thi hành", "difference")


def test_in_which_respect_something_rose_parts_it_not_from_its_basis() -> None:
    assert last("Gấp 3,16 lần về tổng mức đầu tư so với cùng kỳ năm 2020.").basis == "cùng kỳ năm 2020"
    assert last("Thu ngân sách đạt 36,6% dự toán năm…").basis == "dự toán năm"


def test_by_how_many_a_count_moved_stands_in_its_bracket() -> None:
    told = solieu.extract("Xảy ra 24 vụ cháy (giảm 3), làm chết 17 người (-1), bị thương 15 người (+4).").observations
    moved = [(o.quote, o.value, o.unit) for o in told if o.measure == "difference"]
    assert moved == [("3", -3, "incident"), ("1", -1, "person"), ("4", 4, "person")]


def test_what_all_are_compared_with_is_said_before_them() -> None:
    text = "So với cùng kỳ năm 2019, giảm 1.260 trường hợp vi phạm (30,6%), tiền phạt tăng 1,3 tỷ đồng (49,11%); vốn tăng 5%."
    assert [o.basis for o in solieu.extract(text).observations] == ["cùng kỳ năm 2019"] * 4 + [None]


def test_what_the_figure_before_is_compared_with_is_no_basis_of_a_longer_time() -> None:
    text = "Chỉ số giá tiêu dùng tháng 10 tăng 0,31% so với tháng trước, bình quân 10 tháng tăng 3,45%."
    assert [o.basis for o in solieu.extract(text).observations] == ["tháng trước", None]


def test_what_so_many_of_them_are_is_a_share() -> None:
    text = "Xã có 15.670 khẩu, 92% là đồng bào dân tộc thiểu số, trong đó 35% là nữ."
    assert [o.measure for o in solieu.extract(text).observations] == ["level", "share", "share"]


def test_how_much_of_a_sum_was_paid_out_is_an_attainment() -> None:
    told = solieu.extract("Huyện Lộc Ninh đã giải ngân vốn đầu tư công đạt 68,15%. Tỷ lệ giải ngân đạt 68,15%.")
    assert [o.measure for o in told.observations] == ["attainment", "level"]


def test_what_a_count_of_the_poor_equals_is_their_rate() -> None:
    told = solieu.extract("Xã Tân Lập năm 2024. Hộ nghèo: 48 hộ = 1,1%; giao quân 14 thanh niên = 116,7%.").observations
    assert [(o.measure, o.indicator_id) for o in told if o.unit == "percent"] == [
        ("level", "poverty_rate"),
        ("attainment", "military_recruits"),
    ]


def test_what_stands_under_the_tasks_of_a_month_is_to_be_done() -> None:
    text = "Tình hình tháng 10 năm 2025\nI. KẾT QUẢ\n- Thu ngân sách 30 tỷ đồng.\nII. NHIỆM VỤ THÁNG 11\n- Thu ngân sách 37,5 tỷ đồng."
    assert [o.status for o in solieu.extract(text).observations] == ["actual", "target"]


def test_a_plan_in_a_bracket_parts_no_percentage_from_what_it_is_of() -> None:
    told = solieu.extract("Xã kết nạp 9 đảng viên mới (chỉ tiêu 8), đạt 112,5%.").observations
    assert [(o.quote, o.measure) for o in told] == [("9 đảng viên mới", "level"), ("112,5%", "attainment")]


@pytest.mark.parametrize(
    "text",
    [
        "Tốc độ tăng trưởng 12,3%, trong đó nông nghiệp 4,1%, công nghiệp - xây dựng 15,6%, dịch vụ 10,2%; tỷ lệ hộ nghèo 3%.",
        "Tăng trưởng giá trị sản xuất đạt 12,3%; trong đó: nông, lâm, thủy sản 4,1%; công nghiệp 15,6%; thương mại - dịch vụ 10,2%; tỷ lệ hộ nghèo 3%.",
    ],
)
def test_the_branches_of_what_grows_grow(text: str) -> None:
    assert [o.measure for o in solieu.extract(text).observations] == ["change"] * 4 + ["level"]


@pytest.mark.parametrize(
    ("text", "measures", "names"),
    [
        (
            "Có 13/14 thôn đạt thôn văn hóa, 100% cơ quan đạt danh hiệu văn hóa.",
            ["level", "level"],
            ["thôn đạt thôn văn hóa", "cơ quan đạt danh hiệu văn hóa"],
        ),
        (
            "Có 13/14 thôn đạt thôn văn hóa, 100% số cơ quan đạt danh hiệu văn hóa.",
            ["level", "level"],
            ["thôn đạt thôn văn hóa", "số cơ quan đạt danh hiệu văn hóa"],
        ),
        (
            "Có 13/14 thôn đạt thôn văn hóa, 93% số thôn.",
            ["level", "share"],
            ["thôn đạt thôn văn hóa", "thôn đạt thôn văn hóa"],
        ),
        (
            "Có 18 giáo viên đạt danh hiệu chiến sĩ thi đua, tỷ lệ 31,6%.",
            ["level", "share"],
            ["giáo viên đạt danh hiệu chiến sĩ thi đua"] * 2,
        ),
    ],
)
def test_a_percentage_behind_a_fraction_is_of_it_or_of_what_it_names(
    text: str, measures: list[str], names: list[str]
) -> None:
    report = solieu.extract(text)
    assert [o.measure for o in report.observations] == measures
    assert [o.indicator for o in report.observations] == names
    assert not report.findings


def test_all_that_a_resolution_on_tasks_tells_is_to_be_done() -> None:
    title = "Nghị quyết của HĐND huyện Tiên Yên về nhiệm vụ, giải pháp phát triển kinh tế - xã hội năm 2024\n"
    text = "Trong lĩnh vực kinh tế:\nTổng thu ngân sách đạt 53.152 triệu đồng.\nTrồng mới 2.000 ha rừng."
    assert [o.status for o in solieu.extract(title + text).observations] == ["target", "target"]
    assert [o.status for o in solieu.extract(text).observations] == ["actual", "actual"]


def test_a_resolution_tells_first_what_was_done() -> None:
    text = (
        "NGHỊ QUYẾT\nVề nhiệm vụ phát triển kinh tế - xã hội năm 2024\n"
        "Điều 1. Thông qua báo cáo tình hình kinh tế - xã hội năm 2023, nhiệm vụ năm 2024 với các nội dung sau:\n"
        "1. Đánh giá kết quả năm 2023\nTổng thu ngân sách đạt 500 tỷ đồng.\n"
        "2. Mục tiêu, nhiệm vụ năm 2024\n- Thu ngân sách 600 tỷ đồng."
    )
    assert [(o.status, str(o.period)) for o in solieu.extract(text).observations] == [
        ("actual", "2023"),
        ("target", "2024"),
    ]


def test_what_each_tax_reaches_is_of_its_plan() -> None:
    text = (
        "Thuế thu nhập cá nhân đạt 25% dự toán, khu vực doanh nghiệp nhà nước ước đạt 20,4%; doanh nghiệp có vốn đầu tư nước ngoài đạt 25,4%; "
        "tỷ lệ che phủ rừng đạt 45%."
    )
    assert [(o.indicator, o.measure) for o in solieu.extract(text).observations] == [
        ("Thuế thu nhập cá nhân", "attainment"),
        ("khu vực doanh nghiệp nhà nước", "attainment"),
        ("doanh nghiệp có vốn đầu tư nước ngoài", "attainment"),
        ("tỷ lệ che phủ rừng", "level"),
    ]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Diện tích thả nuôi tăng, đạt 1.200 ha.", ["level"]),
        ("Sản lượng thủy sản tăng khá, ước đạt 1.200 tấn.", ["level"]),
        ("Sản lượng thủy sản tăng thêm 1.200 tấn.", ["difference"]),
        (
            "Diện tích lúa đạt 5.403 ha (thu hoạch 86,7% diện tích), tăng 4,7% so cùng kỳ năm trước.",
            ["level", "level", "change"],
        ),
        ("Lúa hè thu đã xuống giống 206 ha, bằng 48,7% so tiến độ gieo trồng cùng kỳ.", ["level", "index"]),
        ("Chỉ số sản xuất công nghiệp tăng 6,2% so cùng kỳ (chỉ số năm trước +5,7%).", ["change", "change"]),
    ],
)
def test_what_is_reached_is_no_rise(text: str, measures: list[str]) -> None:
    assert [o.measure for o in solieu.extract(text).observations] == measures


def test_how_much_that_is_in_a_bracket_is_compared_with_the_same() -> None:
    text = "UBND huyện Tiên Yên: sản lượng đạt 81.616 tấn, giảm 0,77% so tháng trước (giảm 633 tấn) và tăng 7,22% so cùng kỳ năm trước."
    report = solieu.extract(text)
    assert [o.basis for o in report.observations] == [None, "tháng trước", "tháng trước", "cùng kỳ năm trước"]
    assert not report.findings


def test_what_grew_the_year_before_is_of_that_year() -> None:
    text = "Quý I năm 2020, GRDP tăng 0,42% so với cùng kỳ (cùng kỳ tăng 7,64%)."
    assert [str(o.period) for o in solieu.extract(text).observations] == ["2020-Q1", "2019-Q1"]


def test_what_a_plan_says_in_the_middle_of_a_sentence_is_a_goal() -> None:
    text = (
        "Nông thôn mới được đẩy mạnh, theo kế hoạch cuối năm 2020 số xã đạt chuẩn là 11/14 xã. Tổng thu đạt 5 tỷ đồng."
    )
    assert [o.status for o in solieu.extract(text).observations] == ["target", "actual"]


def test_a_rate_is_not_measured_by_the_plan_of_the_percentage_behind_it() -> None:
    text = "Tỷ lệ dân số tham gia bảo hiểm y tế thực hiện 83%, đạt 91% kế hoạch."
    assert [(o.measure, o.basis) for o in solieu.extract(text).observations] == [
        ("level", None),
        ("attainment", "kế hoạch"),
    ]
