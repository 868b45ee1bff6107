"""Programs of patterns: what is turned into steps, and what is left to ``re``. That they find the same: ``test_patterns.py``."""

import re

import pytest

from solieu.programs import program_of


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<!\w)(?:tăng|giảm)(?: thêm)? (?P<number>\d+(?:[.,]\d+)*) ?%",
        r"(?a)\d{1,3}(?:\.\d{3})+",
        r"(?s:.*)[,;]",
        r"(?m)^\s*$",
        r"(?>a|ab)c*+",
        r"(a)\1",
        r"(?:a|b)*?\Z",
    ],
)
def test_a_pattern_becomes_steps(pattern: str) -> None:
    assert program_of(re.compile(pattern)) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?i)tăng",
        r"(?i:t)ăng",
        r"(?P<one>a)?(?(one)b|c)",
        r"(?=(a))b",
        r"(?>(a)|b)",
        r"(?:ab){2,3}+",
        r"(?a)\bab",
        r"(?a)\Dab",
        r"\Bab",
    ],
)
def test_what_no_step_does_is_left_to_re(pattern: str) -> None:
    assert program_of(re.compile(pattern)) is None


def test_groups_are_told_by_number_and_name() -> None:
    program = program_of(re.compile(r"(?P<verb>tăng|giảm) (\d+)(?P<unit> ha)?"))
    assert program is not None
    assert program.names == (None, "verb", None, "unit")


def test_of_ways_that_begin_with_other_letters_the_first_that_may_is_the_only_one() -> None:
    program = program_of(re.compile("tăng|giảm|tỷ lệ"))
    assert program is not None
    assert [(chr(letter), is_only) for letter, _, _, is_only in program.ways] == [
        ("t", False),
        ("g", True),
        ("t", True),
    ]


def test_the_same_class_of_letters_stands_there_once() -> None:
    program = program_of(re.compile(r"\d+[.,]\d+ \d[.,]\d"))
    assert program is not None
    assert len([one for one in program.classes if one[2] == (0,)]) == 1
