from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from stored_texts import TIEN_YEN

from solieu.model import Report
from solieu.pipeline import extract

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.store import Store


def test_the_same_bytes_twice_are_one_report_with_two_sources(store: Store) -> None:
    report = extract(TIEN_YEN, name="tháng 9/a.txt")
    again = msgspec.structs.replace(report, name="b.txt")
    assert [store.add(one).outcome for one in (report, again)] == ["added", "known"]
    (only,) = store.reports()
    assert (only.name, sorted(only.sources), only.figures) == ("tháng 9/a.txt", ["b.txt", "tháng 9/a.txt"], 5)


def test_a_newer_version_takes_the_place_of_what_was_read(store: Store) -> None:
    report = extract(TIEN_YEN)
    fewer = msgspec.structs.replace(report, observations=report.observations[:2])
    assert store.add(fewer, extractor="0.1").outcome == "added"
    assert store.add(report, extractor="0.2").outcome == "again"
    (only,) = store.reports()
    assert (only.extractor, only.figures) == ("0.2", 5)


def test_figures_on_the_same_words_keep_their_numbers(store: Store) -> None:
    report = extract(TIEN_YEN)
    store.add(report, extractor="0.1")
    before = {one.id: one.observation.quote for one in store.figures()}
    moved = extract("(Bản chính thức)\n" + TIEN_YEN)
    store.add(msgspec.structs.replace(moved, sha256=report.sha256), extractor="0.2")
    after = {one.id: one.observation.quote for one in store.figures()}
    assert after == before


def test_what_cannot_be_read_is_kept_with_its_error(store: Store) -> None:
    failed = Report(name="scan.pdf", sha256="ab" * 32, warnings=("scan.pdf: no text.",))
    assert store.add(failed, error="scan.pdf: no text.").outcome == "failed"
    (only,) = store.reports(failed=True)
    assert (only.name, only.error) == ("scan.pdf", "scan.pdf: no text.")
    assert store.reports(failed=False) == []


def test_what_could_not_be_read_is_tried_again(store: Store) -> None:
    report = extract(TIEN_YEN, name="scan.pdf")
    failed = Report(name="scan.pdf", sha256=report.sha256)
    store.add(failed, error="scan.pdf: Tesseract is missing.")
    assert not store.has(report.sha256)
    assert store.add(report).outcome == "again"
    (only,) = store.reports()
    assert (only.error, only.figures) == (None, 5)


def test_an_error_never_takes_the_place_of_what_was_read(store: Store) -> None:
    report = extract(TIEN_YEN, name="a.txt")
    store.add(report)
    assert store.add(Report(name="a.txt", sha256=report.sha256), error="too large", extractor="9").outcome == "failed"
    (only,) = store.reports()
    assert (only.error, only.figures) == (None, 5)


def test_a_file_that_could_not_be_opened_is_forgotten_once_its_bytes_came(store: Store) -> None:
    store.add(Report(name="a.txt"), error="Cannot read a.txt: permission denied.")
    store.add(Report(name="a.txt"), error="Cannot read a.txt: permission denied.")
    assert [one.sha256 for one in store.reports()] == [None]
    report = extract(TIEN_YEN, name="a.txt")
    store.add(report)
    assert [one.sha256 for one in store.reports()] == [report.sha256]


@pytest.mark.parametrize(
    ("changed", "is_near"),
    [
        (TIEN_YEN + "Lượt xem: 1.024\n", True),
        (TIEN_YEN.replace("tỷ", "tỉ"), True),
        (TIEN_YEN.upper(), True),
        (TIEN_YEN[: len(TIEN_YEN) // 2], False),
        (TIEN_YEN.replace("Thu ngân sách 9 tháng đầu năm 2022 ước đạt 1.584 tỷ", "Thu 10 tháng năm 2022 là 1.700 tỷ").replace("512", "600"), False),
        ("UBND huyện Ba Chẽ: " + "năm 2023 đàn trâu có 4.120 con, đàn lợn có 9.800 con. " * 3, False),
    ],
)  # fmt: skip
def test_near_duplicates_are_marked(store: Store, add: Callable[..., Report], changed: str, is_near: bool) -> None:
    add(TIEN_YEN, name="a.txt")
    add(changed, name="b.txt")
    second, first = store.reports()
    assert (second.near_duplicate_of == first.id) == is_near
    assert first.near_duplicate_of is None
    assert [one.name for one in store.reports(duplicates=True)] == (["b.txt"] if is_near else [])


def test_a_copy_of_a_copy_is_one_of_the_first(store: Store, add: Callable[..., Report]) -> None:
    for number in range(4):
        add(TIEN_YEN + f"Lượt xem: {number}\n", name=f"{number}.txt")
    assert [one.near_duplicate_of for one in store.reports()] == [1, 1, 1, None]


def test_the_store_says_what_it_holds(store: Store, add: Callable[..., Report]) -> None:
    add(TIEN_YEN)
    assert store.counts() == {"reports": 1, "observations": 5, "findings": 0, "decisions": 0}
    assert store.numbers() == [1]
    assert store.report(7) is None
    assert store.about(7) is None


def test_findings_across_reports_follow_the_reports(store: Store, add: Callable[..., Report]) -> None:
    add("UBND huyện Tiên Yên: Thu ngân sách 6 tháng đầu năm 2022 đạt 526,8 tỷ đồng.", "a.txt")
    add("UBND huyện Tiên Yên: Thu ngân sách 9 tháng đầu năm 2022 đạt 498,2 tỷ đồng.", "b.txt")
    assert store.findings() == []
    assert not store.findings_are_current()
    assert store.refresh_findings() == 1
    (found,) = store.findings(across=True)
    assert (found.finding.check, found.reports, found.report_id) == ("year-to-date", (1, 2), None)
    assert [store.figure(number).observation.quote for number in found.figures if number] == [  # type: ignore[union-attr]
        "526,8 tỷ đồng",
        "498,2 tỷ đồng",
    ]
    assert store.findings_are_current()


def test_findings_of_other_provinces_stay(store: Store, add: Callable[..., Report]) -> None:
    for place in ("huyện Tiên Yên", "huyện Văn Quan"):
        add(f"UBND {place}: Thu ngân sách 6 tháng đầu năm 2022 đạt 526,8 tỷ đồng.", f"{place} 6.txt")
        add(f"UBND {place}: Thu ngân sách 9 tháng đầu năm 2022 đạt 498,2 tỷ đồng.", f"{place} 9.txt")
    assert store.refresh_findings() == 2
    before = {one.finding for one in store.findings()}
    add("UBND huyện Ba Chẽ: Thu ngân sách 9 tháng đầu năm 2022 đạt 98,2 tỷ đồng.", "c.txt")
    assert store.refresh_findings() == 1
    assert {one.finding for one in store.findings()} == before
    store.refresh_findings(whole=True)
    assert {one.finding for one in store.findings()} == before


def test_a_corrected_figure_contradicts_no_longer(store: Store, add: Callable[..., Report]) -> None:
    add("UBND huyện Tiên Yên: Thu ngân sách 6 tháng đầu năm 2022 đạt 526,8 tỷ đồng.", "a.txt")
    add("UBND huyện Tiên Yên: Thu ngân sách 9 tháng đầu năm 2022 đạt 498,2 tỷ đồng.", "b.txt")
    store.refresh_findings()
    store.decide(2, "correct", changes={"number": "598.2", "value": "598200000000"}, by="Lan", why="Gõ nhầm")
    assert store.refresh_findings() == 0
    assert store.findings() == []
