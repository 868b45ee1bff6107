"""Patterns that skip to where a match may begin find what those of ``re`` find."""

import marshal
import re
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import solieu
from solieu import patterns
from solieu.openings import openings
from solieu.patterns import regex
from solieu.samples import sample_paths
from solieu.text import prepare

TEXTS = [prepare(path.read_text(encoding="utf-8")) for path in sample_paths()]
OFTEN = 600
"""So often must a pattern be asked before it is taken apart."""


@pytest.mark.parametrize(
    ("pattern", "begins_word", "expected"),
    [
        (r"(?<!\w)(?:ước|dự kiến|dự báo)(?!\w)", True, ["dự b", "dự k", "ước"]),
        (r"(?<!giá )(?<!\w)tăng", True, ["tăng"]),
        (r"(?<!\w)tăng|giảm", False, ["giảm", "tăng"]),
        (r"(?a)(?<!\w)5%", False, ["0%"]),
        (r"[;:|\n]|(?<=\w{3})\.(?= )", False, ["\n", ".", ":", ";", "|"]),
        (r"\d{1,2}/\d", False, ["0/0", "00"]),
        (r"\s?và", False, ["\nvà", " và", "và"]),
        (r"a?b+c", False, ["abb", "abc", "bb", "bc"]),
        (r"(?P<one>quý) (?:i{1,2}|4)", False, ["quý "]),
        (r"x(?>yz)*+w", False, ["xw", "xyzw", "xyzy"]),
    ],
)
def test_what_a_match_begins_with(pattern: str, begins_word: bool, expected: list[str]) -> None:
    assert openings(re.compile(pattern)) == (begins_word, frozenset(expected))


@pytest.mark.parametrize(
    "pattern", ["", r"\w+", r"a*", r".a", r"[^a]b", r"(?i)tăng", r"(?i:t)ăng", r"(a)?\1b", r"$", r"\W{0,8}a"]
)
def test_what_may_begin_with_anything_is_searched_everywhere(pattern: str) -> None:
    assert openings(re.compile(pattern)) is None


def patterns_of_all_stages() -> Iterator[tuple[str, "re.Pattern[str]"]]:
    solieu.extract(TEXTS[0].given)  # which loads them
    kind = type(regex("a"))
    for name, module in sorted(sys.modules.items()):
        if name.startswith("solieu."):
            for attribute, value in vars(module).items():
                if isinstance(value, kind) and isinstance(value.pattern, str):
                    yield f"{name}.{attribute}", value


def told(found: "re.Match[str] | None") -> object:
    return found and (found.span(), found.groups(), found.lastgroup)


def assert_same(pattern: "re.Pattern[str]", text: str, name: str = "") -> None:
    plain = re.compile(pattern.pattern, pattern.flags)
    for _ in range(OFTEN):
        pattern.match("")
    half = len(text) // 2
    for bounds in ((), (half,), (0, half), (-1, len(text) + 9)):
        assert [*map(told, pattern.finditer(text, *bounds))] == [*map(told, plain.finditer(text, *bounds))], name
        assert told(pattern.search(text, *bounds)) == told(plain.search(text, *bounds)), name
    for at in range(0, len(text), max(1, len(text) // 50)):
        assert told(pattern.match(text, at)) == told(plain.match(text, at)), name
        assert told(pattern.fullmatch(text, at, at + 9)) == told(plain.fullmatch(text, at, at + 9)), name


def test_the_patterns_of_all_stages_find_the_same_in_the_samples() -> None:
    looked_at = 0
    for name, pattern in patterns_of_all_stages():
        looked_at += 1
        for text in TEXTS:
            assert_same(pattern, text.lower[:4000], name)
            assert_same(pattern, text.surface[:1000], name)
    assert looked_at > 200


LETTERS = "abAB 0٣_\n.é，😀"
PIECES = st.sampled_from(
    ["a", "b", "é", " ", "0", r"\.", "😀", r"\d", r"\s", r"\w", "[ab]", "[^a]", "[a-c0]", r"[\s.]", "a?", "b*", "[^，]", r"[^\W\d_]", r"\d+?", r"\w{1,2}?", ".", ".*", ".*?", "(?s:.+)", r"(?<!\w)", r"(?!\w)", r"\b", "^", "$", r"\Z", "(?=a)", "(?<=b)", "(?<!ab)", "(?<=a|b)", "(?!ab|b)", "(?:ab){2,3}", "(?>a|ab)", "(?:ab|b)*+", "a*+", "(?:a|)"]
)  # fmt: skip
SEQUENCES = st.lists(PIECES, min_size=1, max_size=5).map("".join)
AGAIN = st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "??", "*?", "+?", "{1,3}?"])
GENERATED = st.recursive(
    SEQUENCES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({'|'.join(some)})"),
        st.tuples(inner, AGAIN).map(lambda pair: f"({pair[0]}){pair[1]}"),
        st.tuples(inner, AGAIN).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        st.tuples(inner, st.sampled_from(["?=", "?!", "?>"])).map(lambda pair: f"({pair[1]}{pair[0]})"),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=5,
)


@given(GENERATED, st.sampled_from([0, re.MULTILINE, re.ASCII, re.DOTALL, re.IGNORECASE]), st.text(LETTERS, max_size=40))
def test_any_pattern_finds_the_same_in_any_text(pattern: str, flags: int, text: str) -> None:
    assert_same(regex(pattern, flags), text)


@pytest.mark.parametrize("repeated", ["(?:[^()]|\\(\\d\\))*", "(?:(a)|b)+", "(?:a|b)*?"])
def test_what_is_repeated_more_often_than_a_stack_is_deep_is_found_all_the_same(repeated: str) -> None:
    assert_same(regex(rf"{repeated}\)"), "ab" * 500 + ") ab)" + "a" * 700)


def test_where_a_match_begins_often_and_never_ends_the_rest_is_searched_plainly() -> None:
    assert_same(regex(r"so sánh với"), "so sánh vớ " * 2000 + "so sánh với")


def test_a_pattern_is_asked_as_those_of_re_are() -> None:
    pattern = regex(r"(?P<number>\d+)%")
    for _ in range(OFTEN):
        found = pattern.search("tăng 5%", 2)
    assert found is not None
    assert found["number"] == "5"
    assert (pattern.pattern, pattern.groups, dict(pattern.groupindex)) == (r"(?P<number>\d+)%", 1, {"number": 1})
    assert pattern.sub("x", "5% và 6%") == "x và x"
    assert pattern.split("a5%b") == ["a", "5", "b"]
    assert pattern.findall("5% 6%") == ["5", "6"]
    with pytest.raises(TypeError):
        pattern.search(b"5%")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        pattern.search()  # type: ignore[call-arg]


def test_a_match_answers_as_those_of_re_do() -> None:
    text = "so với 2022: tăng 5,2% và giảm"
    for pattern in (regex(r"(?P<verb>tăng|giảm) (?P<number>\d+)(,\d)?(?P<unit> tỷ)?"), regex(r"(tăng) (\d+)")):
        plain = re.compile(pattern.pattern)
        for _ in range(OFTEN):
            found = pattern.search(text, 3, 22)
        expected = plain.search(text, 3, 22)
        assert found is not None
        assert expected is not None
        assert (found.string, found.pos, found.endpos, found.re) == (text, 3, 22, plain)
        assert [one.pos for one in pattern.finditer("tăng 5%, tăng 6%", 0)] == [0, 0]
        assert (found.lastgroup, found.lastindex, found.regs) == (
            expected.lastgroup,
            expected.lastindex,
            expected.regs,
        )
        assert (found.groupdict(), found.expand(r"\2\1")) == (expected.groupdict(), expected.expand(r"\2\1"))
        for group in range(plain.groups + 1):
            assert (found.start(group), found.end(group), found.span(group)) == (
                expected.start(group),
                expected.end(group),
                expected.span(group),
            )
        assert (found.groups(), found.groups("")) == (expected.groups(), expected.groups(""))
        assert (found.group(), found.group(1, 2), found[0]) == (expected.group(), expected.group(1, 2), expected[0])
        for name in plain.groupindex:
            assert (found[name], found.start(name)) == (expected[name], expected.start(name))
        assert "span=(13, " in repr(found)
        for unknown in (9, -1, "none", None, 2**70):
            with pytest.raises(IndexError):
                found.group(unknown)  # type: ignore[arg-type]


def test_nothing_is_left_behind_of_a_search() -> None:
    text = "so với cùng kỳ tăng 5%, giảm 12 vụ; " * 50

    def search() -> None:
        pattern = regex(r"(?<!\w)(?:tăng|giảm) (?P<number>\d+)")
        for _ in range(OFTEN):
            pattern.search(text), pattern.match(text, 3), pattern.fullmatch(text)
        assert len([*pattern.finditer(text)]) == 100
        next(pattern.finditer(text))
        found = regex(r"(?P<number>\d+)(%)").search(text)
        assert found is not None
        found.span(), found.groups(), found["number"], found.group(1, 2), found.groupdict(), repr(found)

    search()
    tracemalloc.start()
    search()
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(20):
        search()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 10_000


KEPT = [r"(?<!\w)(?:tăng|giảm) (?P<number>\d+)(?:,\d)?%", r"(?i)quý \d", r"\w+ ơi", r"(?s)a(?P<one>.)*?b"]


@pytest.fixture
def file_of_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that keeps some patterns, and nobody who could take them apart again."""
    file = tmp_path / "patterns.kept"
    patterns.keep([(pattern, 0) for pattern in KEPT], file)
    monkeypatch.setattr(patterns, "KEPT", file)
    monkeypatch.delattr(patterns, "_taken_apart")
    return file


@pytest.mark.parametrize("pattern", KEPT)
def test_what_is_kept_finds_the_same_and_is_taken_apart_no_more(pattern: str, file_of_kept: Path) -> None:
    text = "quý 3 giảm 12%, tăng 5,2% em ơi; a tăng b " * 3
    assert_same(regex(pattern), text)
    found = regex(pattern).search(text)
    assert found is not None
    assert (found.re, found.groupdict()) == (re.compile(pattern), re.compile(pattern).search(text).groupdict())  # type: ignore[union-attr]
    assert repr(regex(pattern)) == repr(re.compile(pattern))


def test_with_other_flags_it_is_another_pattern(file_of_kept: Path) -> None:
    assert regex(KEPT[0], re.IGNORECASE).search("TĂNG 5%") is not None
    assert regex(KEPT[0]).search("TĂNG 5%") is None


@pytest.mark.parametrize(
    "content",
    [b"", b"no such thing", marshal.dumps(None), marshal.dumps(("another-python", {("a", 0): b""}))],
    ids=["empty", "damaged", "of another form", "of another Python"],
)
def test_what_is_not_kept_for_this_python_is_compiled_as_ever(content: bytes, file_of_kept: Path) -> None:
    damaged = file_of_kept.with_name("damaged")
    damaged.write_bytes(content)
    assert patterns.kept_in(damaged) == {}
    assert patterns.kept_in(damaged.with_name("nowhere")) == {}
