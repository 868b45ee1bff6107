import time

import pytest

from solieu.segment.blocks import blocks
from solieu.text import prepare


def found(given: str) -> list[tuple[str, int, str]]:
    text = prepare(given)
    return [(block.kind, block.level, text.surface[block.start : block.end]) for block in blocks(text)]


@pytest.mark.parametrize(
    ("line", "kind", "level"),
    [
        ("I. Về phát triển kinh tế", "heading", 1),
        ("II/ Công tác xây dựng Đảng", "heading", 1),
        ("1. Sản xuất nông nghiệp", "heading", 2),
        ("2.1. Trồng trọt", "heading", 2),
        ("a) Thu, chi ngân sách", "heading", 3),
        ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "heading", 0),
        ("* Về văn hóa - xã hội", "heading", 4),
        ("1. Thu ngân sách đạt 5 tỷ đồng.", "item", 2),
        ("a) Thu ngân sách: 5 tỷ đồng", "item", 3),
        ("(1) Rà soát các dự án chậm tiến độ.", "item", 3),
        ("- Thu ngân sách đạt 5 tỷ đồng;", "item", 4),
        ("+ Chi đầu tư 2 tỷ đồng", "item", 4),
        ("• Chi thường xuyên 3 tỷ đồng", "item", 4),
        ("– Trồng rừng 12 ha", "item", 4),
        ("Thu ngân sách đạt 5 tỷ đồng.", "paragraph", 0),
        ("20.984 tỷ đồng là số thu của cả năm.", "paragraph", 0),
    ],
)
def test_the_marker_of_a_line_tells_its_kind(line: str, kind: str, level: int) -> None:
    assert found(line) == [(kind, level, line)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\f"])
def test_every_kind_of_line_end_parts_blocks(end: str) -> None:
    assert [words for _, _, words in found(f"Thu 5 tỷ.{end}Chi 3 tỷ.")] == ["Thu 5 tỷ.", "Chi 3 tỷ."]


def test_blank_lines_belong_to_no_block() -> None:
    assert [words for _, _, words in found("\n \n  Thu 5 tỷ. \t\n\n\u00a0\nChi 3 tỷ.\n")] == ["Thu 5 tỷ.", "Chi 3 tỷ."]


def test_each_cell_of_a_row_is_a_block() -> None:
    assert found("| Thu ngân sách | 5 tỷ đồng | |") == [("row", 0, "Thu ngân sách"), ("row", 0, "5 tỷ đồng")]


@pytest.mark.parametrize("given", ["", " ", "\n\n", "|", "||\n|"])
def test_nothing_has_no_blocks(given: str) -> None:
    assert found(given) == []


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0", "\u3000", "|"])
def test_a_long_blank_line_costs_no_more_than_its_length(blank: str) -> None:
    began = time.process_time()
    found(blank * 100_000 + "\nThu 5 tỷ.")
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("1. Kết quả 9 tháng đầu năm 2023", "heading"),
        ("2. Nhiệm vụ quý 4/2023", "heading"),
        ("3. Mục tiêu giai đoạn 2021 - 2025", "heading"),
        ("a) Năm học 2022-2023", "heading"),
        ("II. Kế hoạch tháng 10/2023", "heading"),
        ("4. Có 2015 hộ nghèo", "item"),
        ("5. Trồng rừng năm 2023 đạt 5 ha", "item"),
        ("6. Đạt 9 tiêu chí", "item"),
    ],
)
def test_a_heading_may_tell_a_time_and_no_figure(line: str, kind: str) -> None:
    assert [kind for kind, _, _ in found(line)] == [kind]
