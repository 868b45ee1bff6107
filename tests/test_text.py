import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu.text import fold, prepare

SENTENCE = "Thuỷ sản đạt 1,2 tỉ đồng ở Hoà Bình, Đắk R’Lấp – khoảng “57,7%”."


@pytest.mark.parametrize(
    ("printed", "one_way"),
    [
        ("1,2 tỉ đồng", "1,2 tỷ đồng"),
        ("tỉnh", "tỉnh"),
        ("Hoà Bình", "hòa bình"),
        ("hoàn thành", "hoàn thành"),
        ("thuỷ lợi", "thủy lợi"),
        ("Qúy I", "quý i"),
        ("Uỷ ban", "ủy ban"),
        ("quý IV", "quý iv"),
        ("khoẻ mạnh", "khỏe mạnh"),
        ("2021–2025", "2021-2025"),
        ("2021\u20112025", "2021-2025"),
        ("Đắk R’Lấp", "đắk r'lấp"),
        ("“nông thôn mới”", '"nông thôn mới"'),
    ],
)
def test_a_word_is_written_one_way(printed: str, one_way: str) -> None:
    assert prepare(printed).lower == one_way


@pytest.mark.parametrize(
    ("given_text", "surface"),
    [
        ("12\u00a0ha", "12 ha"),
        ("12\u202fha", "12 ha"),
        ("12\u3000ha", "12 ha"),
        ("５７，７％", "57,7%"),
        ("ngân\u200b sách", "ngân sách"),
        ("\ufeffThu", "Thu"),
        ("kế\u00ad hoạch", "kế hoạch"),
        (unicodedata.normalize("NFD", "Đông Triều"), "Đông Triều"),
    ],
)
def test_the_surface_is_what_a_reader_sees(given_text: str, surface: str) -> None:
    assert prepare(given_text).surface == surface


def test_the_surface_keeps_capitals_and_variants() -> None:
    assert prepare(SENTENCE).surface == SENTENCE


def test_a_span_leads_back_to_the_marks_as_given() -> None:
    decomposed = unicodedata.normalize("NFD", SENTENCE)
    text = prepare(decomposed)
    at = text.surface.index("Hoà Bình")
    start, end = text.span(at, at + len("Hoà Bình"))
    assert decomposed[start:end] == unicodedata.normalize("NFD", "Hoà Bình")


def test_a_span_leaves_out_the_invisible_around_it() -> None:
    text = prepare("thu\u200b \u200b5 ha\u200b.")
    at = text.surface.index("5 ha")
    assert text.given[slice(*text.span(at, at + 4))] == "5 ha"


def test_a_mark_without_a_letter_stays() -> None:
    assert prepare("\u0301 5 ha").surface == "\u0301 5 ha"


@pytest.mark.parametrize("char", ["İ", "ẞ", "ﬁ", "K", "Ω", "ǰ"])
def test_letters_that_grow_when_lowered_keep_their_place(char: str) -> None:
    text = prepare(f"{char} thu 5 ha")
    assert text.lower.index("5 ha") == text.surface.index("5 ha")


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(), st.sampled_from("ăâđêôơư\u0300\u0301\u0303\u0309\u0323\u200b\u00a0\ufeff ,.5")
        )
    )
)
def test_the_views_have_one_length_and_spans_stay_inside(given_text: str) -> None:
    text = prepare(given_text)
    assert len(text.lower) == len(text.surface)
    spans = [text.span(at, at + 1) for at in range(len(text.surface))]
    assert all(0 <= start < end <= len(given_text) for start, end in spans)
    assert all(left[1] <= right[1] and left[0] <= right[0] for left, right in pairwise(spans))


@given(st.text(alphabet="aăâbcdđeêhiklmnoôơpqrstuưvxyàảãáạằẳẵắặồổỗốộừửữứự 0123456789,."))
def test_both_unicode_forms_have_one_surface(words: str) -> None:
    composed = unicodedata.normalize("NFC", words)
    assert prepare(unicodedata.normalize("NFD", words)).surface == prepare(composed).surface


@pytest.mark.parametrize(
    ("word", "folded"), [("Đắk Lắk", "dak lak"), ("ƯỚC", "uoc"), ("Tiên Yên", "tien yen"), ("", "")]
)
def test_a_folded_word_has_no_marks(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_words_that_were_first_asked_for_in_another_text_are_found() -> None:
    first, second = prepare("xã Tân Lập có chợ phiên"), prepare("chợ phiên")
    assert first.starts_of(frozenset({"lập"})) == [7]
    wanted = frozenset({"phiên"})
    assert second.starts_of(wanted) == [4]
    assert first.starts_of(wanted) == [18]


def test_brackets_are_written_one_way() -> None:
    text = prepare("giảm 714 lượt [20,42%]")
    assert (text.surface[-8:], text.lower[-8:]) == ("[20,42%]", "(20,42%)")
