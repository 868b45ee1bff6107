import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solieu import scanned
from solieu.samples import sample_paths
from solieu.text import Text, _compose, _one_way, prepare

native = pytest.importorskip("solieu._native", reason="nothing is compiled here: the sources run")

LETTERS = "aAboOuUtTqQ ýỳỉđĐàáảãạèéẻẽẹ0179²½٣_-/.,;:()%&'’‘\"“”–…\n\r\t\u00a0\u2009\u0301\u200b\ud800😀𝟘İßΣ"
TEXTS = st.one_of(st.text(LETTERS, max_size=60), st.text(max_size=30))
SAMPLES = [path.read_text(encoding="utf-8") for path in sample_paths()]
TURNS = [
    "", " ", "  ", "hoà hoàn Thuỷ quý tỉ tỉnh ổ tỉ. loà_ xoè1 uỳ quỳ", "“tỉ” – 5 tỉ", "TP.HCM lũy-kế 5/10&6 _a_ b_", "A'b’C D",
    "Đ Ð Ǆ", "a" * 300, "nông, lâm; (thủy sản): 5,2%.", "1.234,5 và ٣٤", "Xã Dương  Huy", "a\u0301",
]  # fmt: skip


def general(given_text: str) -> Text:
    """What :func:`prepare` does where a text takes a closer look."""
    surface, _, _ = _compose(given_text)
    return Text(given_text, surface, _one_way(surface))


@pytest.mark.parametrize("text", [*TURNS, *SAMPLES])
def test_turns_and_samples_are_scanned_as_the_sources_scan_them(text: str) -> None:
    assert_same(text)


@given(TEXTS)
def test_any_text_is_scanned_as_the_sources_scan_it(text: str) -> None:
    assert_same(text)


def assert_same(text: str) -> None:
    assert native.digits(text) == scanned.digits(text)
    assert native.capitals(text) == scanned.capitals(text)
    for start, end in ((0, len(text)), (len(text) // 3, len(text) // 2)):
        assert native.words_in(text, start, end) == scanned.words_in(text, start, end)
    words = [word for word in text.replace("\n", " ").split(" ") if word.isalnum()][::2]
    ours, theirs = native.Wanted(), scanned.Wanted()
    for wanted in (ours, theirs):
        wanted.update(words)
        wanted.update(["tỉ", "quý"])
    assert ours.starts_in(text) == {word: sorted(starts) for word, starts in theirs.starts_in(text).items()}
    lower = native.plain_lower(text)
    if lower is not None:
        assert (general(text).surface, general(text).lower) == (text, lower)
    assert prepare(text).surface == general(text).surface or lower is None


def test_the_view_of_plain_text_is_made_in_one_pass() -> None:
    assert native.plain_lower("Thuỷ sản “tỉ” – 5 Tỉ") == 'thủy sản "tỷ" - 5 tỷ'
    assert native.plain_lower("hai  blanks") is None
    assert native.plain_lower("bă\u0300ng") is None


@pytest.mark.parametrize("call", [native.digits, native.capitals, native.plain_lower, native.Wanted().starts_in])
def test_what_is_no_text_is_refused(call) -> None:
    with pytest.raises(TypeError):
        call(b"5")


def test_wanted_words_are_texts() -> None:
    with pytest.raises(TypeError):
        native.Wanted().update([5])
    with pytest.raises(TypeError):
        native.Wanted().update(5)


def test_offsets_beyond_the_text_are_its_ends() -> None:
    assert native.words_in("a b", -5, 99) == (["a", "b"], [0, 2], [1, 3], False)
    assert native.words_in("a b", 3, 1) == ([], [], [], False)


def test_nothing_is_kept_of_texts() -> None:
    text = " ".join(SAMPLES)
    wanted = native.Wanted()
    wanted.update(["xã", "huyện"])

    def scan() -> None:
        native.digits(text), native.capitals(text), native.words_in(text, 0, len(text)), native.plain_lower(text)
        wanted.starts_in(text)

    tracemalloc.start()
    scan()
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(20):
        scan()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 10_000
