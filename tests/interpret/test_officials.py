"""Officials: names and posts before, after and shared."""

from __future__ import annotations

import pytest

from solieu.interpret.officials import find_officials
from solieu.text import prepare


def found_in(sentence: str) -> dict[str, tuple[str, ...]]:
    return {official.name: official.roles for official in find_officials(prepare(sentence))}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "đồng chí Trần Văn Khoan – Phó Bí thư Thị ủy, Chủ tịch UBND thị xã chủ trì",
            {"Trần Văn Khoan": ("Phó Bí thư Thị ủy", "Chủ tịch UBND thị xã")},
        ),
        ("Phó Chủ tịch UBND tỉnh Nghệ An Lê Thị Bưởi kiểm tra", {"Lê Thị Bưởi": ("Phó Chủ tịch UBND tỉnh Nghệ An",)}),
        (
            "Ông Quảng Trọng Thao, Phó Giám đốc Sở NN-PTNT Kiên Giang cho biết",
            {"Quảng Trọng Thao": ("Phó Giám đốc Sở NN-PTNT Kiên Giang",)},
        ),
        ("ông Hồ Công Lý - phó giám đốc Sở Nội vụ - cho biết", {"Hồ Công Lý": ("phó giám đốc Sở Nội vụ",)}),
        ("Chủ tịch UBND tỉnh Đỗ Tử Quy cho hay", {"Đỗ Tử Quy": ("Chủ tịch UBND tỉnh",)}),
        ("Bí thư Huyện ủy Hà Quảng Nông Văn Tự dự", {"Nông Văn Tự": ("Bí thư Huyện ủy Hà Quảng",)}),
        (
            "Đồng chí Vi Văn Nhật Tỉnh ủy viên, Bí thư Huyện ủy phát biểu",
            {"Vi Văn Nhật": ("Tỉnh ủy viên", "Bí thư Huyện ủy")},
        ),
        (
            "Thượng tá Lê Đức Thông, Phó Trưởng Công an thành phố trao đổi",
            {"Lê Đức Thông": ("Phó Trưởng Công an thành phố",)},
        ),
        ("Đoàn công tác do ông Nguyễn Thanh Ngọc làm trưởng đoàn", {"Nguyễn Thanh Ngọc": ("trưởng đoàn",)}),
        (
            "đồng chí Chẩu Văn Lâm, Bí thư Đảng ủy khối các Cơ quan và Doanh nghiệp tỉnh dự",
            {"Chẩu Văn Lâm": ("Bí thư Đảng ủy khối các Cơ quan và Doanh nghiệp tỉnh",)},
        ),
        (
            "Chủ tịch Ủy ban nhân dân (UBND) tỉnh Lạng Sơn Hồ Tiến Thiệu yêu cầu",
            {"Hồ Tiến Thiệu": ("Chủ tịch Ủy ban nhân dân (UBND) tỉnh Lạng Sơn",)},
        ),
        ("Phó Giám đốc Công an tỉnh, Đại tá Phạm Tiến Lên dự", {"Phạm Tiến Lên": ("Phó Giám đốc Công an tỉnh",)}),
        (
            "đồng chí Bùi Văn A – UVTW Đảng, Bộ trưởng Bộ Công Thương dẫn đầu",
            {"Bùi Văn A": ("UVTW Đảng", "Bộ trưởng Bộ Công Thương")},
        ),
        (
            "ông Ngô Văn Tấn, Trưởng phòng Nông nghiệp và Phát triển nông thôn huyện Ba Bể nói",
            {"Ngô Văn Tấn": ("Trưởng phòng Nông nghiệp và Phát triển nông thôn huyện Ba Bể",)},
        ),
        (
            "đ/c Trần Văn Hùng HUV - BT Đảng ủy; đ/c Lê Thị Hoa PBT - CTHĐND xã; đ/c Mai Văn Nam, PBT, CT.UBND xã",
            {
                "Trần Văn Hùng": ("HUV", "BT Đảng ủy"),
                "Lê Thị Hoa": ("PBT", "CTHĐND xã"),
                "Mai Văn Nam": ("PBT", "CT.UBND xã"),
            },
        ),
        ("bà H'Yim Niê - Phó Chủ tịch UBND xã", {"H'Yim Niê": ("Phó Chủ tịch UBND xã",)}),
        (
            "Đồng chí Mai Văn Cố, Chủ tịch UBND huyện Trần Văn Thời",
            {"Mai Văn Cố": ("Chủ tịch UBND huyện Trần Văn Thời",)},
        ),
    ],
)
def test_reads_posts_beside_a_name(sentence: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert found_in(sentence) == expected


def test_gives_each_post_of_a_row_to_its_own_person() -> None:
    sentence = "Bí thư Thành ủy TP.HCM Trần Thiện Nghĩa, Phó chủ tịch UBND TP Lê Vĩnh Tường, lãnh đạo sở ngành"
    assert found_in(sentence) == {
        "Trần Thiện Nghĩa": ("Bí thư Thành ủy TP.HCM",),
        "Lê Vĩnh Tường": ("Phó chủ tịch UBND TP",),
    }


def test_reads_a_list_of_attendees() -> None:
    sentence = "các đồng chí: Phạm Văn Năm, Bí thư Huyện ủy; Hà Thị Sáu, Chủ tịch UBND huyện; lãnh đạo các phòng"
    assert found_in(sentence) == {"Phạm Văn Năm": ("Bí thư Huyện ủy",), "Hà Thị Sáu": ("Chủ tịch UBND huyện",)}


@pytest.mark.parametrize(
    "sentence",
    [
        "đồng chí Lê Văn Một, đồng chí Lê Văn Hai- Phó Chủ tịch UBND huyện",
        "Các Phó Chủ tịch UBND huyện Lê Văn Một, Lê Văn Hai cùng dự",
    ],
)
def test_shares_one_post_among_names_in_a_row(sentence: str) -> None:
    assert found_in(sentence) == {
        "Lê Văn Một": ("Phó Chủ tịch UBND huyện",),
        "Lê Văn Hai": ("Phó Chủ tịch UBND huyện",),
    }


def test_leaves_the_post_of_another_to_that_other() -> None:
    sentence = "Thừa ủy quyền của Chủ tịch UBND tỉnh, Bí thư Huyện ủy Vi Văn Cầu trao bằng"
    assert found_in(sentence) == {"Vi Văn Cầu": ("Bí thư Huyện ủy",)}


def test_who_signs_for_another_does_not_have_his_post() -> None:
    signed = "KT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nNguyễn Trung Hiếu"
    assert found_in(signed) == {"Nguyễn Trung Hiếu": ("PHÓ CHÁNH VĂN PHÒNG",)}


def test_merges_mentions_of_one_person() -> None:
    sentence = (
        "Phó Chủ tịch Quốc hội Trần Thị Kim đến dự. Bà Kim cho biết … "
        "Phó chủ tịch Quốc hội Trần Thị Kim, Ủy viên Bộ Chính trị. Bà Trần Thị Kim - Ủy viên Bộ Chính trị."
    )
    assert found_in(sentence) == {"Trần Thị Kim": ("Phó Chủ tịch Quốc hội", "Ủy viên Bộ Chính trị")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Công an bắt Trần Văn Hùng (32 tuổi) về tội trộm cắp",
        "Ông Nguyễn Văn Tám, nông dân xã Bình An, thu 200 triệu đồng",
        "Bà Lê Thị Hoa, Giám đốc Công ty TNHH May Hòa Bình",
        "Chủ tịch Hồ Chí Minh; đường Nguyễn Trãi; Trường THPT Chu Văn An; Chủ tịch UBND phường Lê Lợi",
        "Nguyễn Văn Cừ - cố Tổng bí thư",
        "Chủ tịch UBND tỉnh Hà Giang, tỉnh Lâm Đồng và huyện Hồng Ngự",
        "Ảnh: Trần Minh. Bài: Nguyễn Thu Hà",
        "Giám đốc Sở Y tế Hà Giang, Phó Giám đốc Sở NN-PTNT Kiên Giang, Bí thư Tỉnh ủy Ninh Bình",
    ],
)
def test_takes_nobody_else_for_an_official(sentence: str) -> None:
    assert found_in(sentence) == {}


def test_offsets_bound_the_name() -> None:
    text = prepare("Dự có đồng chí Trần Văn Khoan, Bí thư Đảng ủy xã.")
    (official,) = find_officials(text)
    assert text.surface[official.start : official.end] == official.name == "Trần Văn Khoan"


@pytest.mark.parametrize("piece", ["Nguyễn ", "Nguyễn Văn An, ", "Phó Chủ tịch ", "Lê An - Bí thư ", "K'B "])
def test_stays_fast_on_repetition(piece: str) -> None:
    find_officials(prepare(piece * 3000))
