"""References: numbers, issuers, dates, and documents cited by name alone."""

from __future__ import annotations

from datetime import date

import pytest

from solieu.recognise.legal import find_references
from solieu.text import prepare


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("theo Nghị quyết số 21-NQ/TU của Tỉnh ủy", [("Nghị quyết", "21-NQ/TU", "Tỉnh ủy")]),
        ("học tập Chỉ thị 07 CT/TW của Ban Bí thư", [("Chỉ thị", "07 CT/TW", "Ban Bí thư")]),
        ("triển khai Nghị định 31/2021/NĐ-CP", [("Nghị định", "31/2021/NĐ-CP", "Chính phủ")]),
        (
            "thực hiện nghị quyết 12, 15 của BTV huyện ủy",
            [("Nghị quyết", "12", "BTV huyện ủy"), ("Nghị quyết", "15", "BTV huyện ủy")],
        ),
        ("Nghị quyết số 11; 13 về đất đai", [("Nghị quyết", "11", None), ("Nghị quyết", "13", None)]),
        (
            "Nghị quyết số 04-NQ/HU và 06-NQ/HU",
            [("Nghị quyết", "04-NQ/HU", "Huyện ủy"), ("Nghị quyết", "06-NQ/HU", "Huyện ủy")],
        ),
        ("áp dụng TCVN 10736-2:2015 vào sản xuất", [("Tiêu chuẩn quốc gia", "TCVN 10736-2:2015", None)]),
        ("Đề án 06 tiếp tục được triển khai", [("Đề án", "06", None)]),
        (
            "công bố Quyết định số 1734 của Chủ tịch UBND tỉnh Cao Bằng về",
            [("Quyết định", "1734", "Chủ tịch UBND tỉnh Cao Bằng")],
        ),
        ("Thông báo kết luận số 88/TB-UBND được gửi đi", [("Thông báo", "88/TB-UBND", "UBND")]),
        (
            "đạt chuẩn theo Quyết định số 515/QĐ-TTg. Thu ngân sách tăng",
            [("Quyết định", "515/QĐ-TTg", "Thủ tướng Chính phủ")],
        ),
        ("Quyết định 22 của UBND tỉnh", [("Quyết định", "22", "UBND tỉnh")]),
        ("Nghị định 154 năm 2020", [("Nghị định", "154", None)]),
        ("Thông tư liên tịch số 04/2014/TTLT-BNV-BTC", [("Thông tư liên tịch", "04/2014/TTLT-BNV-BTC", None)]),
        ("Thông tư 07/2022/TT-BTC", [("Thông tư", "07/2022/TT-BTC", "Bộ Tài chính")]),
        ("căn cứ Luật Đất đai số 31/2024/QH15", [("Luật", "31/2024/QH15", "Quốc hội")]),
    ],
)
def test_finds_numbered_documents(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(r.type, r.number, r.issuer) for r in find_references(prepare(sentence))] == expected


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        ("quyết toán theo Luật Ngân sách Nhà nước hiện hành", ["Luật Ngân sách Nhà nước"]),
        ("tuyên truyền luật Phòng chống ma túy cho học sinh", ["luật Phòng chống ma túy"]),
        ("kiểm tra theo Điều lệ Đảng", ["Điều lệ Đảng"]),
        ("Đất đai thuộc Hiến pháp năm 2013 và Bộ luật Dân sự", ["Hiến pháp năm 2013", "Bộ luật Dân sự"]),
        (
            "thực hiện Nghị quyết Đại hội Đảng bộ huyện nhiệm kỳ 2020-2025 và kế hoạch năm",
            ["Nghị quyết Đại hội Đảng bộ huyện nhiệm kỳ 2020-2025"],
        ),
        ("đạt mục tiêu Nghị quyết HĐND xã giao", ["Nghị quyết HĐND xã"]),
        ("các nội dung chỉ thị của Ban thường vụ thị ủy", ["chỉ thị của Ban thường vụ thị ủy"]),
        ("theo kế hoạch của UBND tỉnh", ["kế hoạch của UBND tỉnh"]),
        ("quán triệt Nghị quyết Trung ương 6 khóa XII", ["Nghị quyết Trung ương 6 khóa XII"]),
        ("hoàn thành Đề án sắp xếp trường học xã Tân An, xã Bình An", ["Đề án sắp xếp trường học xã Tân An"]),
        ("ban hành Đề án phát triển du lịch cộng đồng trên địa bàn huyện", ["Đề án phát triển du lịch cộng đồng"]),
        ("có Đề án cải tạo vườn tạp và Đề án trồng rừng gỗ lớn", ["Đề án cải tạo vườn tạp", "Đề án trồng rừng gỗ lớn"]),
        (
            "góp ý Đề án về “Chuyển đổi số giai đoạn 2021-2025”, chiều nay",
            ["Đề án về “Chuyển đổi số giai đoạn 2021-2025”"],
        ),
    ],
)
def test_finds_documents_by_name(sentence: str, quotes: list[str]) -> None:
    assert [r.quote for r in find_references(prepare(sentence))] == quotes


@pytest.mark.parametrize(
    "sentence",
    [
        "chấp hành pháp luật, kỷ luật và luật pháp",
        "đã ban hành 12 nghị quyết, 5 chỉ thị và 30 quyết định",
        "thực hiện các kết luận, thông báo của UBND thành phố",
        "kế hoạch 5 năm, kế hoạch 2021-2025 và Chương trình 135",
        "Nghị quyết này có hiệu lực từ ngày thông qua",
        "nghị quyết 18 nội dung lớn",
        "trình bày Báo cáo tình hình kinh tế - xã hội; Báo cáo thu chi ngân sách",
        "THÔNG BÁO\nKết luận của Chủ tịch UBND huyện tại cuộc họp giao ban",
        "Số: 226/TB-UBND",
        "giấy phép 16/GPTTĐT-STTTT do Sở cấp",
    ],
)
def test_takes_nothing_else_for_a_document(sentence: str) -> None:
    assert find_references(prepare(sentence)) == ()


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Nghị định số 20/2019/NĐ-CP ngày 21/02/2019 của Chính phủ", date(2019, 2, 21)),
        ("Quyết định 1980/QĐ-TTg ngày 17 tháng 10 năm 2016 của Thủ tướng Chính phủ", date(2016, 10, 17)),
        ("Nghị quyết số 29 của HĐND huyện ngày 05-7-2024", date(2024, 7, 5)),
        ("Quyết định số 9/QĐ-UBND ngày 31/02/2020", None),
    ],
)
def test_reads_the_date(sentence: str, day: date | None) -> None:
    assert [r.date for r in find_references(prepare(sentence))] == [day]


def test_names_each_document_once_and_keeps_what_later_mentions_add() -> None:
    text = prepare("Triển khai Kế hoạch số 45/KH-BCĐ. Kế hoạch số 45/KH-BCĐ của UBND xã Hòa Bình được phổ biến.")
    (reference,) = find_references(text)
    assert reference.issuer == "UBND xã Hòa Bình"
    assert (reference.start, reference.end) == (11, 32)
    assert text.surface[reference.start : reference.end] == reference.quote == "Kế hoạch số 45/KH-BCĐ"


def test_drops_the_unnumbered_mention_of_a_numbered_document() -> None:
    text = prepare("Nghị quyết số 05-NQ/HU của Huyện ủy đi vào cuộc sống; mục tiêu nghị quyết của Huyện ủy đạt cao.")
    assert [r.number for r in find_references(text)] == ["05-NQ/HU"]


@pytest.mark.parametrize(
    "piece", ["Nghị quyết số ", "nghị quyết 18, ", "Luật ", "Kết luận của ", "và Đề án ", "Quyết định số 1-"]
)
def test_stays_fast_on_repetition(piece: str) -> None:
    find_references(prepare(piece * 5000))
