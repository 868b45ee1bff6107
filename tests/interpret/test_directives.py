"""Directives: orders, modals, lists, and what is none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import solieu
from solieu.interpret.directives import find_directives
from solieu.segment.blocks import blocks
from solieu.segment.sentences import sentences
from solieu.text import Text, prepare

if TYPE_CHECKING:
    from solieu.model import Directive


def directives(given: str, issued: date | None = None) -> tuple[Text, tuple[Directive, ...]]:
    text = prepare(given)
    return text, find_directives(text, sentences(text, blocks(text)), issued)


def given_in(given: str) -> list[tuple[tuple[str, ...], str]]:
    return [(directive.to, directive.text) for directive in directives(given)[1]]


@pytest.mark.parametrize(
    ("given", "to", "task"),
    [
        ("Chủ tịch UBND huyện yêu cầu các phòng, ban rà soát hồ sơ.", ("các phòng, ban",), "rà soát hồ sơ"),
        (
            "Giao Phòng Tài chính - Kế hoạch tham mưu phân bổ vốn.",
            ("Phòng Tài chính - Kế hoạch",),
            "tham mưu phân bổ vốn",
        ),
        (
            "Đồng chí đề nghị các cơ quan, đơn vị và các địa phương cần bám sát kế hoạch.",
            ("các cơ quan, đơn vị", "các địa phương"),
            "cần bám sát kế hoạch",
        ),
        ("UBND tỉnh giao Công an tỉnh, Sở Y tế kiểm tra.", ("Công an tỉnh", "Sở Y tế"), "kiểm tra"),
        (
            "Thủ tướng yêu cầu các Bộ, UBND các tỉnh, thành phố phân bổ vốn.",
            ("các Bộ", "UBND các tỉnh, thành phố"),
            "phân bổ vốn",
        ),
        ("Giao Văn phòng HĐND và UBND xã theo dõi.", ("Văn phòng HĐND và UBND xã",), "theo dõi"),
        ("Yêu cầu các xã Tân Cần, Bình An trồng rừng.", ("các xã Tân Cần, Bình An",), "trồng rừng"),
        ("UBND xã Phú Hòa có trách nhiệm công bố kết quả.", ("UBND xã Phú Hòa",), "có trách nhiệm công bố kết quả"),
        ("Đồng chí yêu cầu ban soạn thảo tuân thủ hướng dẫn.", ("ban soạn thảo",), "tuân thủ hướng dẫn"),
        (
            "Bí thư Đảng ủy đề nghị: các đơn vị trong thời gian tới theo chức năng phải rút kinh nghiệm.",
            ("các đơn vị",),
            "phải rút kinh nghiệm",
        ),
    ],
)
def test_reads_an_order(given: str, to: tuple[str, ...], task: str) -> None:
    assert given_in(given) == [(to, task)]


def test_reads_the_items_of_an_order() -> None:
    given = (
        "Kết luận, Chủ tịch UBND xã yêu cầu:\n- Phòng Kinh tế hoàn chỉnh báo cáo.\n- Trạm Y tế xã tiếp tục tiêm phòng."
    )
    assert given_in(given) == [
        (("Phòng Kinh tế",), "hoàn chỉnh báo cáo"),
        (("Trạm Y tế xã",), "tiếp tục tiêm phòng"),
    ]


def test_reads_a_section_of_tasks_until_the_next_heading() -> None:
    given = (
        "I. KẾT QUẢ\n- Tiếp tục duy trì sĩ số học sinh.\n"
        "II. NHIỆM VỤ 6 THÁNG CUỐI NĂM\n- Tiếp tục chỉnh trang đô thị.\n"
        "- UBND các xã hoàn thành thủy lợi.\nIII. ĐÁNH GIÁ CHUNG\n- Tổ chức tốt các ngày lễ."
    )
    assert given_in(given) == [((), "Tiếp tục chỉnh trang đô thị"), (("UBND các xã",), "hoàn thành thủy lợi")]


def test_goes_on_after_an_order_in_the_same_paragraph() -> None:
    given = (
        "Đồng chí đề nghị các phòng tham mưu giải pháp. Tiếp tục thu hút đầu tư. "
        "Ngành Y tế duy trì phòng dịch. Tình hình an ninh ổn định."
    )
    assert given_in(given) == [
        (("các phòng",), "tham mưu giải pháp"),
        ((), "Tiếp tục thu hút đầu tư"),
        (("Ngành Y tế",), "duy trì phòng dịch"),
    ]


def test_carries_the_subject_of_a_modal_over() -> None:
    given = "Đồng chí yêu cầu các đảng ủy xã cần nêu gương. Chú trọng giáo dục chính trị."
    assert given_in(given) == [
        (("các đảng ủy xã",), "cần nêu gương"),
        (("các đảng ủy xã",), "Chú trọng giáo dục chính trị"),
    ]


def test_reads_tasks_that_a_sentence_announces() -> None:
    given = "Đồng chí chỉ rõ một số nhiệm vụ cần triển khai, như: Tập trung thu ngân sách."
    assert given_in(given) == [((), "Tập trung thu ngân sách")]


@pytest.mark.parametrize(
    "given",
    [
        "Lãnh đạo huyện kiến nghị tỉnh hỗ trợ kinh phí; đề nghị Bộ Xây dựng sớm có hướng dẫn.",
        "Cử tri đề nghị UBND huyện sửa chữa đường.",
        "Đại diện Hội Nông dân đề nghị các ngành hỗ trợ vốn.",
        "Theo yêu cầu của UBND tỉnh, huyện đã bàn giao mặt bằng; hội nghị giao ban; an toàn giao thông.",
        "Dự toán tỉnh giao 300 tỷ đồng; kế hoạch giao các xã đạt 90%.",
        "Hồ sơ đề nghị công nhận gồm 5 loại. Doanh nghiệp cần vay vốn và phải nộp thuế.",
        "UBND huyện đã chỉ đạo các xã ra quân làm thủy lợi. Các trường tổ chức khai giảng.",
        "Bà con cần bón phân đúng lúc, phải giữ nước trong ruộng.",
        "NHIỆM VỤ NĂM 2021\n\nĐảng bộ huyện Tân Lập có 50/53 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ.",
    ],
)
def test_takes_no_proposal_and_no_account_for_a_task(given: str) -> None:
    assert given_in(given) == []


@pytest.mark.parametrize(
    ("ending", "issued", "due"),
    [
        ("trước ngày 15/12/2025", None, date(2025, 12, 15)),
        ("chậm nhất ngày 20 tháng 11 năm 2024", None, date(2024, 11, 20)),
        ("trước 30/6", date(2024, 5, 2), date(2024, 6, 30)),
        ("trước ngày 31/1", date(2024, 11, 2), date(2025, 1, 31)),
        ("trước 30/6", None, None),
        ("trong tháng 2/2024", None, date(2024, 2, 29)),
        ("trước ngày 31/02/2024", None, None),
        ("chậm nhất trong 2 tuần nữa", date(2024, 5, 2), None),
        ("hoàn thành xong trong quý II năm 2023", None, date(2023, 6, 30)),
        ("hoàn thành trước 10 giờ ngày 06/9", date(2024, 9, 5), date(2024, 9, 6)),
        ("báo cáo trước 16 giờ hằng ngày", date(2024, 9, 5), None),
    ],
)
def test_resolves_the_due_day(ending: str, issued: date | None, due: date | None) -> None:
    _, (directive,) = directives(f"Yêu cầu các xã báo cáo {ending}.", issued)
    assert directive.due == due


def test_gives_one_task_once_with_its_own_words() -> None:
    order = "Chủ tịch UBND xã yêu cầu các thôn vệ sinh đường làng."
    text, found = directives(f"{order}\n{order}")
    (directive,) = found
    assert text.surface[directive.start : directive.end] == directive.text == "vệ sinh đường làng"


@pytest.mark.parametrize(
    "piece", ["yêu cầu ", "yêu cầu các phòng, ban, ", "các xã cần ", "nhấn mạnh nhiệm vụ: ", "các xã, "]
)
def test_stays_fast_on_repetition(piece: str) -> None:
    directives("nhấn mạnh " + piece * 3000 + " cần rà soát")


def test_a_day_without_a_year_is_of_the_year_that_the_text_tells() -> None:
    text = "Ngày 5/9/2024, Chủ tịch UBND tỉnh yêu cầu các huyện hoàn thành sơ tán trước ngày 06/9."
    (directive,) = solieu.extract(text).directives
    assert directive.due == date(2024, 9, 6)


def test_an_addressee_may_list_its_places_behind_a_colon() -> None:
    text = "Chủ tịch UBND tỉnh yêu cầu:\n1. UBND các huyện: Đồng Văn, Mèo Vạc bàn giao mặt bằng sạch."
    assert given_in(text) == [(("UBND các huyện: Đồng Văn, Mèo Vạc",), "bàn giao mặt bằng sạch")]


def test_a_bracket_that_is_open_is_closed() -> None:
    text = "Chủ tịch UBND tỉnh yêu cầu các sở triển khai ứng phó bão số 3 (bão Yagi)."
    assert [task for _, task in given_in(text)] == ["triển khai ứng phó bão số 3 (bão Yagi)"]


@pytest.mark.parametrize(
    ("given", "to", "task"),
    [
        (
            "Chủ tịch UBND tỉnh yêu cầu các thành viên Ban Chỉ đạo Phòng chống thiên tai và Tìm kiếm cứu nạn tỉnh khẩn trương rà soát.",
            ("các thành viên Ban Chỉ đạo Phòng chống thiên tai và Tìm kiếm cứu nạn tỉnh",),
            "khẩn trương rà soát",
        ),
        (
            "Bí thư Huyện ủy yêu cầu, đại biểu tham dự hội nghị cần tập trung đánh giá kết quả.",
            ("đại biểu tham dự hội nghị",),
            "cần tập trung đánh giá kết quả",
        ),
        (
            "Bí thư nhấn mạnh: Trên tinh thần tiếp thu ý kiến của các đại biểu, yêu cầu Tiểu ban văn kiện hoàn thiện dự thảo.",
            ("Tiểu ban văn kiện",),
            "hoàn thiện dự thảo",
        ),
    ],
)
def test_whose_words_are_taken_up_and_who_is_meant(given: str, to: tuple[str, ...], task: str) -> None:
    assert given_in(given) == [(to, task)]


def test_what_is_directed_behind_a_colon_is_a_task() -> None:
    given = "UBND tỉnh chỉ đạo:\n\n1- Các huyện tổ chức di dời dân, hoàn thành trước ngày 17/11/2008;\n\n2- Các sở kiểm tra đê điều."
    assert given_in(given) == [
        (("Các huyện",), "tổ chức di dời dân, hoàn thành trước ngày 17/11/2008"),
        (("Các sở",), "kiểm tra đê điều"),
    ]
    assert given_in("Đại diện các xã đề nghị Phòng Nội vụ rà soát biên chế.") == []


CONCLUSION = """Chủ tịch UBND huyện kết luận:
1. Yêu cầu Chi cục Thuế khu vực Bình Lục - Thanh Liêm rà soát từng khoản thu. Hoàn thành trước 15/9/2023.
2. Đối với Phòng Giáo dục và Đào tạo: chuẩn bị tốt các điều kiện cho năm học mới. Thời gian: xong trước ngày 05/9/2023.
3. Công an huyện mở đợt cao điểm tấn công trấn áp tội phạm.
4. Giao quân đạt 100% chỉ tiêu.
"""


def test_when_a_task_is_to_be_done_may_be_a_sentence_of_its_own() -> None:
    _, found = directives(CONCLUSION)
    assert [(one.to, one.due) for one in found] == [
        (("Chi cục Thuế khu vực Bình Lục - Thanh Liêm",), date(2023, 9, 15)),
        (("Phòng Giáo dục và Đào tạo",), date(2023, 9, 5)),
        (("Công an huyện",), None),
    ]


def test_a_short_task_that_begins_with_a_time_is_a_task() -> None:
    _, found = directives(
        "Yêu cầu các xã rà soát hộ nghèo. Trước mắt tập trung chống hạn. Hoàn thành trước ngày 15/9/2023."
    )
    assert [(one.text, one.due) for one in found] == [
        ("rà soát hộ nghèo", None),
        ("tập trung chống hạn", date(2023, 9, 15)),
    ]


@pytest.mark.parametrize(
    ("given", "tasks"),
    [
        (
            "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Xây dựng:\n- Chủ trì kiểm tra trật tự xây dựng.\n- Hoàn thành lập quy hoạch.\n"
            "2. Sở Tài chính cân đối, bố trí kinh phí.\n3. UBND các huyện, thành phố\na) Rà soát các công trình vi phạm;",
            [
                (("Sở Xây dựng",), "Chủ trì kiểm tra trật tự xây dựng"),
                (("Sở Xây dựng",), "Hoàn thành lập quy hoạch"),
                (("Sở Tài chính",), "cân đối, bố trí kinh phí"),
                (("UBND các huyện, thành phố",), "Rà soát các công trình vi phạm"),
            ],
        ),
        (
            "Chủ tịch UBND huyện giao:\n1. Giao Phòng Nội vụ:\n- Tham mưu kế hoạch tuyển dụng.\n"
            "2. Các phòng, ban; UBND các xã, thị trấn: Tiếp tục đẩy mạnh giải ngân.",
            [
                (("Phòng Nội vụ",), "Tham mưu kế hoạch tuyển dụng"),
                (("Các phòng, ban", "UBND các xã, thị trấn"), "Tiếp tục đẩy mạnh giải ngân"),
            ],
        ),
        (
            "III. TỔ CHỨC THỰC HIỆN\n\n1. Sở Tài chính\n\n- Bố trí kinh phí theo quy định.\n\n2. UBND các huyện\n\nChỉ đạo các xã rà soát hộ nghèo.",
            [
                (("Sở Tài chính",), "Bố trí kinh phí theo quy định"),
                (("UBND các huyện",), "Chỉ đạo các xã rà soát hộ nghèo"),
            ],
        ),
        (
            "UBND huyện yêu cầu các xã, thị trấn:\n- Đẩy nhanh tiến độ thu hoạch lúa mùa.",
            [(("các xã, thị trấn",), "Đẩy nhanh tiến độ thu hoạch lúa mùa")],
        ),
        (
            "Chủ tịch UBND tỉnh yêu cầu các sở, ngành thực hiện một số nhiệm vụ sau:\n- Tăng cường thanh tra công vụ.",
            [(("các sở, ngành",), "Tăng cường thanh tra công vụ")],
        ),
    ],
)
def test_items_below_those_whom_an_order_names_are_theirs(given: str, tasks: list[tuple[tuple[str, ...], str]]) -> None:
    assert given_in(given) == tasks


@pytest.mark.parametrize(
    ("given", "to"),
    [
        (
            "Đối với các xã Tân Lập, Hòa Bình, đề nghị khẩn trương giải ngân số vốn còn lại.",
            ("các xã Tân Lập, Hòa Bình",),
        ),
        ("Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các cơ quan liên quan phải rà soát.", ("các cơ quan liên quan",)),
        ("Ngày 9/11, UBND tỉnh ban hành văn bản yêu cầu các sở, ngành chủ động ứng phó với bão.", ("các sở, ngành",)),
    ],
)
def test_whom_an_order_means_may_stand_before_it(given: str, to: tuple[str, ...]) -> None:
    assert [named for named, _ in given_in(given)] == [to]
