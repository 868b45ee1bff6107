"""By which it is known that nothing changed of what is told of a place or an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from stored_texts import TIEN_YEN

from solieu.pipeline import extract
from solieu.store import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.store import Store

OTHER = "UBND huyện Ba Chẽ, tỉnh Quảng Ninh: Thu ngân sách năm 2022 đạt 120 tỷ đồng."
HERE, ELSEWHERE = "199", "202"
"""Tiên Yên and Ba Chẽ."""


@pytest.fixture
def full(store: Store) -> Store:
    store.add(extract(TIEN_YEN, name="tien-yen.txt"))
    store.add(extract(OTHER, name="ba-che.txt"))
    return store


def figure(store: Store, indicator: str, place: str = HERE) -> int:
    return store.figures(Query(indicator=indicator, place=place, measure="level"), rejected=True)[0].id


CHANGES: dict[str, Callable[[Store], object]] = {
    "accept": lambda store: store.decide(figure(store, "budget_revenue"), "accept"),
    "correct": lambda store: store.decide(figure(store, "budget_revenue"), "correct", changes={"value": "7"}),
    "reject": lambda store: store.decide(figure(store, "budget_revenue"), "reject"),
    "withdraw": lambda store: store.decide(figure(store, "budget_revenue"), "withdraw"),
    "another report": lambda store: store.add(extract(TIEN_YEN.replace("1.584", "1.600"), name="b.txt")),
    "read again": lambda store: store.add(extract(TIEN_YEN, name="tien-yen.txt"), again=True),
    "another title": lambda store: store.add(
        msgspec.structs.replace(extract(TIEN_YEN, name="tien-yen.txt"), title="Khác"), again=True
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_of_its_figures_changes_the_mark_and_no_other(
    full: Store, change: Callable[[Store], object]
) -> None:
    if change is CHANGES["withdraw"]:
        full.decide(figure(full, "budget_revenue"), "reject")
    place, indicator = full.changes(places=[HERE]), full.changes(indicators=["budget_revenue"])
    elsewhere = full.changes(places=[ELSEWHERE])

    change(full)

    assert full.changes(places=[HERE]) > place
    assert full.changes(indicators=["budget_revenue"]) > indicator
    assert full.changes(places=[ELSEWHERE]) == elsewhere


def test_a_decision_leaves_other_indicators_as_they_were(full: Store) -> None:
    before = full.changes(indicators=["poverty_rate"])
    full.decide(figure(full, "budget_revenue"), "correct", changes={"value": "7"})
    assert full.changes(indicators=["poverty_rate"]) == before


def test_a_figure_that_moves_changes_where_it_was_and_where_it_is(full: Store) -> None:
    before = [full.changes(places=[code]) for code in (HERE, ELSEWHERE)]
    full.decide(figure(full, "budget_revenue"), "correct", changes={"place": "huyện Ba Chẽ, Quảng Ninh"})
    after = [full.changes(places=[code]) for code in (HERE, ELSEWHERE)]
    assert all(now > then for now, then in zip(after, before, strict=True))


def test_looking_changes_nothing(full: Store) -> None:
    before = full.changes(places=[HERE, ELSEWHERE], indicators=["budget_revenue"])
    full.inbox()
    full.finish(1)
    full.search("thu ngân sách")
    assert full.changes(places=[HERE, ELSEWHERE], indicators=["budget_revenue"]) == before


def test_a_report_of_a_place_without_figures_changes_it(full: Store) -> None:
    before = full.changes(places=[HERE])
    text = "ỦY BAN NHÂN DÂN HUYỆN TIÊN YÊN, TỈNH QUẢNG NINH\nYêu cầu Phòng Tài chính báo cáo trước ngày 30/11/2023."
    report = extract(text, name="c.txt")
    assert (report.place_code, report.observations) == (HERE, ())
    full.add(report)
    assert full.changes(places=[HERE]) > before


def test_how_many_figures_there_are_of_places(full: Store) -> None:
    told = full.figures_of_places([HERE, ELSEWHERE, "205"])
    assert told == {code: len(full.figures(place=code)) for code in (HERE, ELSEWHERE)}
    full.decide(figure(full, "budget_revenue", ELSEWHERE), "reject")
    assert full.figures_of_places([ELSEWHERE]) == {}


def test_the_indicators_with_most_figures_come_first(full: Store) -> None:
    assert full.indicators_told() == [one.id for one in full.present_indicators()]
