from dataclasses import fields

import pytest

from solieu.knowledge import Phrases
from solieu.knowledge.cue_words import CUES
from solieu.text import prepare

HEDGES = Phrases(["ước", "ước đạt", "khoảng", "không dưới"])


@pytest.mark.parametrize(
    ("words", "at", "length"),
    [("thu ước đạt 5", 1, 2), ("thu ước chừng 5", 1, 1), ("thu đạt 5", 1, 0), ("không 5", 0, 0), ("thu ước", 1, 1)],
)
def test_the_longest_phrase_that_begins_here(words: str, at: int, length: int) -> None:
    assert HEDGES.length_at(words.split(), at) == length


@pytest.mark.parametrize(
    ("words", "end", "length"), [("thu ước đạt", 3, 2), ("thu đạt", 2, 0), ("chi không dưới", 3, 2), ("dưới", 1, 0)]
)
def test_the_longest_phrase_that_ends_here(words: str, end: int, length: int) -> None:
    assert HEDGES.length_before(words.split(), end) == length


def test_a_phrase_does_not_reach_over_the_end_of_its_clause() -> None:
    assert HEDGES.length_at(["thu", "ước", "đạt"], 1, 2) == 1
    assert HEDGES.length_before(["không", "dưới"], 2, 1) == 0


@pytest.mark.parametrize(
    ("lower", "found"),
    [
        ("thu ước đạt 5", "ước đạt"),
        ("mơước 5", None),
        ("ướcmơ", None),
        ("", None),
        ("mơước, khoảng 5", "khoảng"),
        ("ước", "ước"),
    ],
)
def test_a_phrase_stands_as_whole_words(lower: str, found: str | None) -> None:
    match = HEDGES.search(lower, 0, len(lower))
    assert (match[0] if match else None) == found


def test_a_search_stays_in_its_bounds() -> None:
    assert HEDGES.search("ước thu khoảng", 4, 8) is None


def test_a_set_of_phrases_knows_its_members() -> None:
    assert "ước đạt" in HEDGES
    assert "đạt" not in HEDGES
    assert (len(HEDGES), list(HEDGES)) == (4, sorted(HEDGES))


def test_every_cue_is_written_the_one_way() -> None:
    for name in (field.name for field in fields(CUES)):
        for phrase in getattr(CUES, name):
            assert prepare(phrase).lower == phrase, f"{name}: {phrase}"
