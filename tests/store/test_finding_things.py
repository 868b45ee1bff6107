"""Figures, reports and passages, found by words and by what they are."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored_texts import TIEN_YEN

from solieu.errors import UsageError
from solieu.model import Period
from solieu.store import Query
from solieu.store.figures import indicator_ids, place_codes
from solieu.store.words import folded, parsed, spans_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.model import Report
    from solieu.store import Store

DONG_TRIEU = (
    "UBND thị xã Đông Triều họp tháng 6 năm 2021\n\nThu ngân sách 6 tháng đầu năm 2021 đạt 912 tỷ đồng. "
    "Đàn lợn có 41.300 con. Phấn đấu năm 2021 trồng 100 ha rừng tập trung.\n"
)


@pytest.fixture(autouse=True)
def two_reports(add: Callable[..., Report]) -> None:
    add(TIEN_YEN, name="tiên yên.txt")
    add(DONG_TRIEU, name="đông triều.txt")


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        ("thu ngân sách", ["1.584 tỷ đồng", "57,7%", "3,2%", "912 tỷ đồng"]),
        ("THU NGAN SACH", ["1.584 tỷ đồng", "57,7%", "3,2%", "912 tỷ đồng"]),
        ("ngân sách dong trieu", ["912 tỷ đồng"]),
        ("đàn lợn", ["41.300 con"]),
        ("dan lon", ["41.300 con"]),
        ('"sách thu"', []),
        ("rừ*", ["100 ha", "512 ha"]),
        ("budget_revenue tien yen", ["1.584 tỷ đồng", "57,7%", "3,2%"]),
    ],
)
def test_figures_with_words(store: Store, words: str, quotes: list[str]) -> None:
    found = store.figures(words=words)
    assert sorted(one.observation.quote for one in found) == sorted(quotes)


@pytest.mark.parametrize(
    ("words", "text", "marked"),
    [
        ("phòng tài chính", "Chủ tịch UBND huyện yêu cầu Phòng Tài chính", ["Phòng", "Tài", "chính"]),
        ('"phong tai chinh"', "Chủ tịch UBND huyện yêu cầu", ["Phòng Tài chính"]),
        ("dan lon", "Đàn lợn có 41.300 con.", ["Đàn", "lợn"]),
        ("41.300", "Đàn lợn có 41.300 con.", ["41.300"]),
        ("phan dau trong*", "Phấn đấu năm 2021 trồng 100 ha", ["Phấn", "đấu", "trồng"]),
        ("15/10/2022", "Chủ tịch UBND huyện", ["15/10/2022"]),
    ],
)
def test_passages_with_their_words_marked(store: Store, words: str, text: str, marked: list[str]) -> None:
    (passage,) = store.search(words).passages
    assert passage.text.startswith(text)
    assert [passage.text[start:end] for start, end in passage.marks] == marked


def test_the_offsets_of_a_passage_are_those_of_its_report(store: Store) -> None:
    (passage,) = store.search("dan lon").passages
    report = store.report(passage.report_id)
    assert report is not None
    assert report.text[passage.start : passage.end] == passage.text


def test_words_in_a_title_come_first(store: Store, add: Callable[..., Report]) -> None:
    add(
        "Đàn lợn của huyện Ba Chẽ\n\nNăm 2022 huyện Ba Chẽ có 9.000 con gia súc, trong đó đàn lợn tăng 5%.\n",
        name="c.txt",
    )
    assert [one.report for one in store.search("đàn lợn").passages] == ["c.txt", "đông triều.txt"]


@pytest.mark.parametrize(
    ("asked", "quotes"),
    [
        ({"indicator": "budget_revenue", "measure": "level"}, ["1.584 tỷ đồng", "912 tỷ đồng"]),
        ({"indicator": "Thu ngân sách nhà nước", "place": "thị xã Đông Triều"}, ["912 tỷ đồng"]),
        ({"place": "205", "measure": "level"}, ["100 ha", "41.300 con", "912 tỷ đồng"]),
        ({"place": "tien yen", "status": "estimate", "measure": "level"}, ["1.584 tỷ đồng"]),
        ({"status": "target"}, ["100 ha"]),
        ({"period": Period.year(2021), "words": "rung"}, ["100 ha"]),
        ({"period": Period.month(2022, 1, 9), "measure": "attainment"}, ["57,7%"]),
        ({"period": Period.quarter(2022, 1)}, []),
        ({"report": 2, "measure": "level", "limit": 1}, ["100 ha"]),
        ({"report": 2, "measure": "level", "limit": 1, "offset": 1}, ["41.300 con"]),
        ({"report": 2, "verdict": "accept"}, []),
    ],
)
def test_figures_by_what_they_are(store: Store, asked: dict[str, Any], quotes: list[str]) -> None:
    assert sorted(one.observation.quote for one in store.figures(**asked)) == sorted(quotes)


def test_pages_that_begin_after_a_figure_miss_none(store: Store, add: Callable[..., Report]) -> None:
    add("Thu ngân sách đạt 5 tỷ đồng. Có 7 hộ thoát nghèo.", name="không ngày.txt")
    everything = store.figures(limit=100)
    assert any(one.observation.period is None for one in everything)
    found, last = [], None
    while page := store.figures(limit=2, after=last):
        found += page
        last = page[-1].id
    assert found == everything
    with pytest.raises(UsageError, match="There is no figure 99 in this store, so no page begins after it"):
        store.figures(after=99)


def test_pages_of_reports(store: Store) -> None:
    (newest,) = store.reports(limit=1)
    assert [one.name for one in store.reports(before=newest.id)] == ["tiên yên.txt"]


def test_figures_of_a_unit_with_what_it_became(store: Store, add: Callable[..., Report]) -> None:
    add("UBND tỉnh Bắc Kạn: Số vụ tai nạn giao thông năm 2024 là 20 vụ.", name="bk.txt")
    add("UBND tỉnh Thái Nguyên: Số vụ tai nạn giao thông năm 2024 là 100 vụ.", name="tn.txt")
    alone = store.figures(place="tỉnh Bắc Kạn")
    related = store.figures(place="tỉnh Bắc Kạn", related=True)
    assert [one.observation.quote for one in alone] == ["20 vụ"]
    assert sorted(one.observation.quote for one in related) == ["100 vụ", "20 vụ"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"indicator": "cây gì đó"}, "There is no indicator cây gì đó"),
        ({"place": "huyện Không Có"}, "No unit is or was called huyện Không Có"),
        ({"words": "…"}, "holds no word to look for"),
    ],
)
def test_what_does_not_exist_is_said(store: Store, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        store.figures(**asked)


@pytest.mark.parametrize("listed", [0, 1000])
@pytest.mark.parametrize("words", ["thu ngan", '"thu ngân sách"', "ngâ*", "thu tien yen"])
def test_words_that_very_many_have_find_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch, words: str, listed: int
) -> None:
    asked: dict[str, Any] = {"words": words, "place": "huyện Tiên Yên", "measure": "level"}
    found, chosen = store.figures(**asked), store.choices(Query(**asked))
    passages = [one.report for one in store.search(words).passages]
    monkeypatch.setattr("solieu.store.figures.MOST_BY_WORDS", 1)
    monkeypatch.setattr("solieu.store.figures.MOST_LISTED", listed)
    monkeypatch.setattr("solieu.store.search._MOST_RANKED", 1)
    assert [one.observation.quote for one in found] == ["1.584 tỷ đồng"]
    assert store.figures(**asked) == found
    assert store.choices(Query(**asked)) == chosen
    assert len(store.choices(Query(words=words, period="2022"))) >= len(chosen) == 1
    assert sorted(one.report for one in store.search(words).passages) == sorted(passages)


def test_reports_by_words_and_place(store: Store) -> None:
    assert [one.name for one in store.reports()] == ["đông triều.txt", "tiên yên.txt"]
    assert [one.name for one in store.reports(words="dan lon")] == ["đông triều.txt"]
    assert [one.name for one in store.reports(place="huyện Tiên Yên")] == ["tiên yên.txt"]
    assert store.reports(words="khong co tu nay") == []


SYNTAX = ('"', '""', "AND", "OR NOT", "a AND", "NEAR(thu, 5)", "thu*", "*", "-thu", "indicator:thu", "^thu", "{a b}:c", "thu)", "(", "\\", "'",
          "thu\x00ngan", "%", "_", "+", "đ" * 5000, '"thu ngan', "ngân“sách”")  # fmt: skip


@pytest.mark.parametrize("words", SYNTAX)
def test_what_fts_would_take_for_syntax_is_words(store: Store, words: str) -> None:
    store.search(f"{words} thu")
    store.figures(words=f"{words} thu")
    store.reports(words=f"{words} thu")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_can_be_looked_for(store: Store, words: str) -> None:
    found = store.search(f"ngan {words}")
    assert all(0 <= start < end <= len(one.text) for one in found.passages for start, end in one.marks)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.text(max_size=8))
def test_marks_are_words_of_the_query(text: str, words: str) -> None:
    query = parsed(words)
    for start, end, which in spans_of(query, text):
        parts, cut = query.parts[which]
        found = parsed(text[start:end]).parts
        assert len(found) == 1
        assert found[0][0] == parts or (cut and found[0][0][-1].startswith(parts[-1]))


def test_decomposed_letters_are_found_and_marked(store: Store, add: Callable[..., Report]) -> None:
    add(unicodedata.normalize("NFD", "UBND huyện Ba Chẽ: Sản lượng quế đạt 12 tấn."), name="nfd.txt")
    (passage,) = store.search("sản lượng quế").passages
    marked = [unicodedata.normalize("NFC", passage.text[start:end]) for start, end in passage.marks]
    assert marked == ["Sản", "lượng", "quế"]


def test_words_are_folded() -> None:
    assert folded("Đắk R’Lấp ĐƯỜNG") == "dak r’lap duong"


def test_names_of_indicators_and_places() -> None:
    assert indicator_ids("Tỷ lệ hộ nghèo") == ("poverty_rate",)
    assert place_codes("Đông Triều, Quảng Ninh")[0] == "205"
