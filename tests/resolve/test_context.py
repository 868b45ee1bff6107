from datetime import date

import pytest

import solieu


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("Tiên Yên, ngày 30 tháng 9 năm 2022\nBÁO CÁO\nThu ngân sách đạt 5 tỷ đồng.", date(2022, 9, 30)),
        ("Huyện họp giao ban\n30/09/2022 08:15\nThu ngân sách đạt 5 tỷ đồng.", date(2022, 9, 30)),
        ("Huyện họp giao ban\nThứ Sáu, 30/09/2022\nThu ngân sách đạt 5 tỷ đồng.", date(2022, 9, 30)),
        ("Sáng ngày 30/9/2022, UBND huyện tổ chức hội nghị giao ban. Thu ngân sách đạt 5 tỷ đồng.", date(2022, 9, 30)),
        ("Thu ngân sách đạt 5 tỷ đồng.", None),
        ("Thực hiện Nghị quyết số 12-NQ/TU ngày 5/1/2021, thu ngân sách đạt 5 tỷ đồng.", None),
        ("Các xã hoàn thành trước ngày 15/12/2022.", None),
        ("Tính đến ngày 30/9/2022, huyện đạt 5 tỷ đồng.", None),
        ("Tính đến 17h ngày 14/9/2024, mưa lũ đã làm 12 người chết.", date(2024, 9, 14)),
    ],
)
def test_the_date_of_a_report_is_the_printed_one_or_its_session(text: str, issued: date | None) -> None:
    assert solieu.extract(text).issued == issued


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("Ngày 4/4/2023, Trung tâm Y tế huyện báo cáo toàn huyện có 12 ca mắc tay chân miệng.", date(2023, 4, 4)),
        (
            "Chiều 10-1, phường tổ chức hội nghị tổng kết phong trào thi đua năm 2021, phát động phong trào năm 2022. "
            "Năm 2021, thu ngân sách phường đạt 5 tỷ đồng.",
            date(2022, 1, 10),
        ),
    ],
)
def test_the_day_of_a_session_that_looks_back(text: str, issued: date) -> None:
    assert solieu.extract(text).issued == issued


def test_what_counts_up_to_a_day_is_of_the_year_so_far() -> None:
    text = "Tính đến ngày 23/11/2021, bệnh đã giảm. Như vậy, từ đầu năm đến nay huyện có 656 ca mắc sốt xuất huyết."
    (told,) = solieu.extract(text).observations
    assert str(told.period) == "2021-01-01/2021-11-23"


def test_what_something_fell_from_is_not_what_the_report_is_of() -> None:
    text = "Riêng năm 2014, huyện có 12 xã đạt chuẩn. Tỷ lệ hộ nghèo giảm từ 11,25% năm 2011 xuống còn 2,89%. Thu nhập tăng lên 28 triệu đồng/người/năm."
    periods = {one.quote: str(one.period) for one in solieu.extract(text).observations}
    assert periods["11,25%"] == "2011"
    assert periods["28 triệu đồng/người/năm"] == "2014"


def test_of_two_printed_dates_the_earlier_is_the_documents() -> None:
    text = "Hôm nay: 12/10/2022\nHuyện họp giao ban\n30/09/2022 08:15\nThu ngân sách đạt 5 tỷ đồng."
    assert solieu.extract(text).issued == date(2022, 9, 30)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("BÁO CÁO KINH TẾ - XÃ HỘI 9 THÁNG ĐẦU NĂM 2022\nThu ngân sách đạt 5 tỷ đồng.", "2022-01/2022-09"),
        ("Tổng kết năm 2022, nhiệm vụ năm 2023\nThu ngân sách năm 2022 đạt 5 tỷ đồng.", "2022"),
        ("Thu ngân sách quý III năm 2022 đạt 5 tỷ đồng, tăng 3% so với quý III năm 2021.", "2022-Q3"),
        ("Thu ngân sách tháng 9/2022 đạt 5 tỷ đồng.", "2022-09"),
        (
            "Trong 6 tháng đầu năm 2020, tỉnh nhận 536 đơn, tăng 31 đơn (6 tháng đầu năm 2019 nhận 505 đơn). "
            "Có 221 đơn đúng, giảm 98 đơn (6 tháng đầu năm 2019 có 319 đơn).",
            "2020-01/2020-06",
        ),
        (
            "Ngày 5/7/2024, HĐND huyện họp đánh giá tình hình thực hiện nhiệm vụ 6 tháng đầu năm và triển khai nhiệm vụ 6 tháng "
            "cuối năm 2024. Toàn huyện có 8 sản phẩm OCOP trong năm 2024.",
            "2024-01/2024-06",
        ),
        (
            "Hội nghị ngày 5/7/2024 đánh giá công tác 6 tháng đầu năm, triển khai thực hiện nhiệm vụ 6 tháng cuối năm 2024.",
            "2024-01/2024-06",
        ),
        ("Thu ngân sách đạt 5 tỷ đồng.", None),
        ("Thu tăng 3% so với cùng kỳ năm 2021.", None),
    ],
)
def test_the_period_of_a_report_is_the_one_it_names_most(text: str, period: str | None) -> None:
    found = solieu.extract(text).period
    assert (str(found) if found else None) == period


def test_a_monthly_session_that_tells_the_year_so_far_reports_the_year_to_date() -> None:
    text = (
        "UBND huyện họp phiên thường kỳ tháng 9\nSáng ngày 28/9/2022, UBND huyện tổ chức phiên họp. "
        "Trong 9 tháng đầu năm, thu ngân sách đạt 5 tỷ đồng. Kết quả 9 tháng đầu năm 2022 cho thấy chi đạt 3 tỷ đồng."
    )
    assert str(solieu.extract(text).period) == "2022-01/2022-09"


def test_a_report_with_a_date_alone_reports_the_year_to_that_day() -> None:
    text = "Huyện họp giao ban\n28/09/2022 08:15\nThu ngân sách đạt 5 tỷ đồng."
    assert str(solieu.extract(text).period) == "2022-01-01/2022-09-28"


def test_a_month_yet_to_come_is_not_what_is_reported() -> None:
    text = (
        "Tiên Yên, ngày 30 tháng 9 năm 2022\nKết quả tháng 9, nhiệm vụ tháng 10\nThu ngân sách tháng 9 đạt 5 tỷ đồng."
    )
    assert str(solieu.extract(text).period) == "2022-09"


def test_a_report_of_a_campaign_is_of_its_days() -> None:
    text = "05/08/2019 10:45\nTính từ ngày 17.7 đến ngày 2.8, huyện Đăk R'lấp có 7 ổ dịch."
    assert str(solieu.extract(text).period) == "2019-07-17/2019-08-02"


def test_a_report_of_a_holiday_is_of_its_days() -> None:
    text = "Trong kỳ nghỉ lễ (từ ngày 30/4 đến ngày 04/5/2025), huyện đón 12.000 lượt khách du lịch."
    assert str(solieu.extract(text).period) == "2025-04-30/2025-05-04"


def test_the_days_of_a_meeting_are_not_what_it_tells_of() -> None:
    text = "Từ ngày 24 đến 28/6/2017, HĐND huyện tổ chức kỳ họp thứ 4. Toàn huyện trồng được 52 ha rừng."
    assert str(solieu.extract(text).period) != "2017-06-24/2017-06-28"


def test_a_month_told_apart_is_not_what_the_report_is_of() -> None:
    text = "Sáng 10/7/2019, Sở Y tế cho biết: đến nay có 3.500 ca, trong đó riêng tháng 6 là 3.200 ca."
    assert str(solieu.extract(text).period) == "2019-01-01/2019-07-10"


def test_what_may_go_on_until_a_month_to_come_is_not_what_is_reported() -> None:
    text = "28/03/2024 14:22\nNếu nắng nóng kéo dài đến tháng 5, huyện có thể hạn 6.500 ha."
    assert str(solieu.extract(text).period) == "2024-01-01/2024-03-28"


def test_the_year_planned_for_is_told_behind_all_that_is_planned() -> None:
    text = (
        "Trong 2 ngày 20 – 21.12, HĐND huyện Yên Minh tổ chức kỳ họp, xem xét báo cáo tình hình thực hiện nhiệm vụ phát triển "
        "kinh tế - xã hội năm 2018, phương hướng nhiệm vụ phát triển kinh tế - xã hội, quốc phòng - an ninh năm 2019.\n"
        "Các chỉ tiêu, nhiệm vụ thực hiện năm 2019 gồm thu ngân sách 5 tỷ đồng."
    )
    assert str(solieu.extract(text).period) == "2018"


def test_the_day_of_a_decree_is_not_that_of_the_report() -> None:
    text = "Hội nghị sơ kết việc cho vay theo Nghị định 116, ngày 07/9/2018 của Chính phủ; đã giải ngân 29 dự án."
    assert solieu.extract(text).issued is None


def test_whoever_plans_for_the_rest_of_a_year_writes_in_that_year() -> None:
    text = (
        "Sáng ngày 15/7, HĐND xã Tân Lập nghe báo cáo về quyết toán ngân sách năm 2009, tình hình 6 tháng đầu năm, phương hướng "
        "nhiệm vụ 6 tháng cuối năm 2010. Tổng diện tích gieo trồng vụ xuân là 440 ha."
    )
    assert str(solieu.extract(text).period) == "2010-01/2010-06"


def test_the_year_of_a_task_set_leaves_the_session_its_day() -> None:
    text = (
        "Ngày 14-5-2020, Đảng bộ xã Tân Lập tổ chức Đại hội lần thứ XXIII. Thu nhập bình quân đạt 36,3 triệu đồng/người. Đảng bộ "
        "đề ra 4 nhiệm vụ trọng tâm: xây dựng Tân Lập trở thành xã nông thôn mới kiểu mẫu vào năm 2025; giữ vững an ninh."
    )
    assert str(solieu.extract(text).issued) == "2020-05-14"


def test_a_year_is_planned_for_at_its_beginning() -> None:
    text = (
        "Huyện Tiên Yên giao chỉ tiêu kế hoạch năm 2019\n"
        "Sáng 14/01, UBND huyện tổ chức hội nghị giao chỉ tiêu, kế hoạch phát triển kinh tế - xã hội năm 2019.\n"
        "Năm 2018, kinh tế của huyện có những chuyển biến tích cực. Thu ngân sách đạt 79 tỷ đồng."
    )
    report = solieu.extract(text)
    assert (str(report.issued), str(report.period)) == ("2019-01-14", "2018")


def test_a_term_begins_with_its_congress_and_the_one_before_ends_with_it() -> None:
    text = (
        "Ngày 28-5, Đảng bộ xã Tân Lập tổ chức Đại hội lần thứ VI, nhiệm kỳ 2020 - 2025.\n"
        "Nhiệm kỳ qua, xã đạt 15/19 tiêu chí. Nhiệm kỳ 2020 - 2025, Đảng bộ đề ra chỉ tiêu: thu ngân sách đạt 5 tỷ đồng."
    )
    report = solieu.extract(text)
    assert (str(report.issued), str(report.period)) == ("2020-05-28", "2015/2020")
    assert [(o.status, str(o.period)) for o in report.observations] == [
        ("actual", "2015/2020"),
        ("target", "2020/2025"),
    ]


def test_a_day_of_december_was_before_a_session_of_january() -> None:
    text = (
        "Chiều 2-1, UBND thành phố Hải Phòng tổ chức họp báo. Năm 2013 có 293.000 lao động được giải quyết việc làm, "
        "25.700 doanh nghiệp được thành lập tính đến 26-12-2013."
    )
    assert str(solieu.extract(text).issued) == "2014-01-02"
