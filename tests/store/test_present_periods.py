"""Of which periods there are figures, and what counts in one of them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solieu.errors import UsageError
from solieu.pipeline import extract
from solieu.store import Query, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = (
    "UBND huyện Tiên Yên, tỉnh Quảng Ninh: Thu ngân sách năm 2022 đạt 500 tỷ đồng, tăng 5% so với năm 2021.",
    "UBND huyện Tiên Yên, tỉnh Quảng Ninh: Thu ngân sách 9 tháng đầu năm 2022 đạt 300 tỷ đồng.",
    "UBND huyện Ba Chẽ, tỉnh Quảng Ninh: Thu ngân sách năm 2022 đạt 120 tỷ đồng.",
    "UBND tỉnh Quảng Ninh: Thu ngân sách năm 2022 đạt 50.000 tỷ đồng.",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "solieu.db", create=True) as opened:
        for number, text in enumerate(TEXTS):
            opened.add(extract(text, name=f"{number}.txt"))
        yield opened


def test_periods_are_told_by_level(store: Store) -> None:
    found = [(str(one.period), one.level, one.places, one.figures) for one in store.present_periods("thu ngân sách")]

    assert found == [("2022", 1, 1, 1), ("2022", 2, 2, 2), ("2022-01/2022-09", 2, 1, 1)]


def test_periods_of_another_measure(store: Store) -> None:
    found = store.present_periods("budget_revenue", measure="change")

    assert [(str(one.period), one.places) for one in found] == [("2022", 1)]


def test_rejected_figures_have_no_period(store: Store) -> None:
    (figure,) = store.figures(place="Ba Chẽ")
    store.decide(figure.id, "reject", by="Lan")

    assert [one.places for one in store.present_periods("budget_revenue") if one.level == 2] == [1, 1]


def test_an_indicator_that_is_none_is_one_sentence(store: Store) -> None:
    with pytest.raises(UsageError, match="There is no indicator"):
        store.present_periods("hạnh phúc")


@pytest.mark.parametrize(("exact", "count"), [(True, 3), (False, 4)])
def test_what_counts_in_the_very_period(store: Store, exact: bool, count: int) -> None:
    query = Query(indicator="budget_revenue", period="2022", measure="level")

    assert len(list(store.each_choice(query, exact=exact))) == count
