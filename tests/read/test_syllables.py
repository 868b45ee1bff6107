import re

import pytest
from old_report import TEXT

from solieu.read.syllables import is_syllable

ABBREVIATIONS = {"BC", "UBND", "II", "III", "TM", "kg", "km", "m"}


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "nghèo",
        "Đắk",
        "quyết",
        "giếng",
        "gì",
        "gìn",
        "giữ",
        "thủy",
        "thuỷ",
        "hoà",
        "hòa",
        "khuya",
        "ngoằn",
        "xoong",
        "kỷ",
        "ghế",
        "nghe",
        "cười",
        "quốc",
        "ý",
        "ở",
        "yếm",
        "ươm",
    ],
)
def test_what_can_be_a_syllable(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize(
    "word",
    [
        "ng©n",
        "tôt",
        "déjà",
        "Windows",
        "kà",
        "cê",
        "ngiêng",
        "nghà",
        "gha",
        "quư",
        "sáçh",
        "hóá",
        "bb",
        "ư2",
        "été",
        "où",
        "mỹs",
        "đ",
        "nghhiêng",
        "á",
    ],
)
def test_what_cannot(word: str) -> None:
    assert not is_syllable(word)


def test_every_word_of_a_report_is_one() -> None:
    words = set(re.findall(r"[^\W\d_]+", TEXT)) - ABBREVIATIONS
    assert [word for word in words if not is_syllable(word)] == []


def test_nothing_is_none() -> None:
    assert not is_syllable("")
