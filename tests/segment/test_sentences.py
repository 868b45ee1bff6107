import time

import pytest

from solieu.segment.blocks import blocks
from solieu.segment.sentences import sentences
from solieu.text import prepare


def split(given: str) -> list[str]:
    text = prepare(given)
    return [text.surface[s.start : s.end] for s in sentences(text, blocks(text))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Đoàn công tác của TP.HCM thăm huyện.",
        "Đoàn công tác của TP. Hồ Chí Minh thăm huyện.",
        "Lãnh đạo Tp. Bắc Kạn và TX. Đông Triều cùng dự.",
        "Ban Bí thư T.Ư Đoàn tặng quà.",
        "Thực hiện Nghị quyết số 08-NQ/TU của Tỉnh ủy.",
        "Thu ngân sách đạt 20.984 tỷ đồng, chi 3.5 tỷ đồng.",
        "Theo TS. Nguyễn Văn An, năng suất tăng.",
        "Bà Lê T. Hoa nhận bằng khen.",
        "Người dân P. Hồng Hà và X. Tân An góp công.",
        "Trồng lúa, ngô, khoai, v.v. trên đất bãi.",
        "1. Thu ngân sách đạt 5 tỷ đồng.",
        "a) Thu ngân sách đạt 5 tỷ đồng.",
        "IV. Thu ngân sách đạt 5 tỷ đồng.",
        "Kết quả: Thu ngân sách đạt 5 tỷ đồng.",
        "Sáng 30.9.2022, huyện họp.",
        "Xem tại www.tienyen.gov.vn để biết thêm.",
    ],
)
def test_an_abbreviation_or_a_number_ends_no_sentence(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("Thu đạt 5 tỷ đồng. Chi 3 tỷ đồng.", ["Thu đạt 5 tỷ đồng.", "Chi 3 tỷ đồng."]),
        ("Thu đạt 57,7% dự toán. Chi giảm.", ["Thu đạt 57,7% dự toán.", "Chi giảm."]),
        ("Thu cao nhất từ năm 2021. Chi giảm.", ["Thu cao nhất từ năm 2021.", "Chi giảm."]),
        ("Thu theo đúng quy định.Về chi, giảm 3%.", ["Thu theo đúng quy định.", "Về chi, giảm 3%."]),
        ("Thu thế nào? Chi ra sao! Cứ hỏi.", ["Thu thế nào?", "Chi ra sao!", "Cứ hỏi."]),
        ("Ông nói: “Thu tăng.” Bà nói thêm.", ["Ông nói: “Thu tăng.”", "Bà nói thêm."]),
        ("Trồng lúa, ngô… Thu 5 tỷ.", ["Trồng lúa, ngô…", "Thu 5 tỷ."]),
        ("Thu đạt (57,7%). Chi giảm.", ["Thu đạt (57,7%).", "Chi giảm."]),
        ("Thu 5 tỷ.\nChi 3 tỷ.", ["Thu 5 tỷ.", "Chi 3 tỷ."]),
        ("Thu 5 tỷ.\n1. Chi 3 tỷ.", ["Thu 5 tỷ.", "1. Chi 3 tỷ."]),
        ("Thu 5 tỷ.\nII. Xã hội", ["Thu 5 tỷ.", "II. Xã hội"]),
    ],
)
def test_where_sentences_end(given: str, parts: list[str]) -> None:
    assert split(given) == parts


def test_a_heading_opens_a_section() -> None:
    text = prepare("I. Kinh tế\nThu 5 tỷ. Chi 3 tỷ.\nII. Xã hội\nCó 4 trường.")
    assert [s.section for s in sentences(text, blocks(text))] == [1, 1, 1, 2, 2]


def test_no_sentence_crosses_a_block() -> None:
    text = prepare("- Thu ngân sách\n- Chi ngân sách. Nợ công\n")
    lines = blocks(text)
    for sentence in sentences(text, lines):
        block = lines[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end


def test_sentences_cover_every_letter_of_their_blocks() -> None:
    text = prepare("Thu ngân sách đạt 5 tỷ. Chi 3 tỷ!  Còn dư 2 tỷ… ở TP. Vinh.\n1. Nợ: 0.")
    covered = "".join(text.surface[s.start : s.end] for s in sentences(text, blocks(text)))
    assert covered.replace(" ", "") == text.surface.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("mark", ["!", "?", ".", "…", "!)", '."', ":", ". ", "A.", "a."])
def test_a_long_run_of_marks_costs_no_more_than_its_length(mark: str) -> None:
    began = time.process_time()
    split("Thu 5 tỷ " + mark * 50_000)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ("Trạm được xếp hạng III. Nhà văn hóa rộng 5 ha.", ["Trạm được xếp hạng III.", "Nhà văn hóa rộng 5 ha."]),
        ("Thu đạt 5 tỷ đồng trong quý I. Chi 3 tỷ.", ["Thu đạt 5 tỷ đồng trong quý I.", "Chi 3 tỷ."]),
        ("Các mặt công tác I. Kinh tế tăng.", ["Các mặt công tác I. Kinh tế tăng."]),
    ],
)
def test_a_number_that_a_noun_has_may_end_a_sentence(given: str, parts: list[str]) -> None:
    assert split(given) == parts
