import pytest

from solieu.recognise.relevance import is_local_government
from solieu.text import prepare

LONG = "Chiếc xe mới có động cơ 1,5 lít, giá bán 650 triệu đồng và ba màu sơn. " * 20


@pytest.mark.parametrize(
    "words",
    ["UBND huyện họp.", "Thu ngân sách tăng.", "Uỷ ban nhân dân xã.", "so với cùng kỳ", "nông thôn mới", "phổ cập"],
)
def test_one_word_of_local_government_is_enough(words: str) -> None:
    assert is_local_government(prepare(LONG + words))


def test_a_long_text_without_any_is_not_about_a_place() -> None:
    assert not is_local_government(prepare(LONG))


@pytest.mark.parametrize("words", ["", "Giá xe 650 triệu đồng."])
def test_a_short_text_is_trusted(words: str) -> None:
    assert is_local_government(prepare(words))


def test_a_word_inside_another_is_not_enough() -> None:
    assert not is_local_government(prepare(LONG + "thônx xubnd"))
