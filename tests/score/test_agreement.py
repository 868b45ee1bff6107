"""When what was found is what a person marked."""

from __future__ import annotations

from typing import Any

import pytest

from solieu.score.agreement import Agreement, alike, same_period, same_place
from solieu.score.gold import Marked
from solieu.score.lines import SaidFigure

GOLD: dict[str, Any] = {
    "start": 0, "end": 13, "quote": "1.584 tỷ đồng", "value": 1584.0, "unit_text": "tỷ đồng", "measure": "level",
    "indicator": "Thu ngân sách", "indicator_id": "budget_revenue", "place": "huyện Tiên Yên, Quảng Ninh", "period": "2022-01/2022-09",
}  # fmt: skip
SAID: dict[str, Any] = {
    "start": 0, "end": 13, "number": 1584.0, "value": 1584e9, "unit_text": "tỷ đồng", "measure": "level", "status": "actual",
    "bound": "exact", "indicator": "Tổng thu ngân sách", "indicator_id": "budget_revenue", "place": "huyện Tiên Yên", "period": "2022-01/2022-09",
}  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "said", "wrong"),
    [
        ({}, {}, ()),
        ({}, {"value": 1584e6}, ("value",)),
        ({}, {"number": 1585.0}, ("value",)),
        ({}, {"number": None}, ("value",)),
        ({}, {"unit_text": "tỉ đồng"}, ()),
        ({}, {"unit_text": "tấn"}, ("value",)),
        ({"unit_text": "%"}, {"unit_text": "%/năm"}, ()),
        ({"unit_text": "thôn"}, {"unit_text": "thôn, khu phố"}, ()),
        ({"unit_text": None}, {"unit_text": "người"}, ()),
        ({"measure": "rank"}, {"unit_text": "toàn tỉnh"}, ("measure",)),
        ({}, {"indicator": "chi ngân sách"}, ()),
        ({}, {"indicator": "rừng trồng"}, ("indicator",)),
        ({}, {"indicator_id": None}, ("indicator_id",)),
        ({"indicator_id": None}, {}, ()),
        ({}, {"place": "huyện Ba Chẽ"}, ("place",)),
        ({}, {"place": "UBND huyện Tiên Yên"}, ()),
        ({"place": "huyện"}, {"place": "xã"}, ()),
        ({"place": None}, {"place": "xã"}, ()),
        ({}, {"period": None}, ("period",)),
        ({"period": None}, {}, ()),
        ({}, {"status": "target"}, ("status",)),
        ({"bound": "above"}, {}, ("bound",)),
    ],
)
def test_which_fields_are_wrong(gold: dict[str, Any], said: dict[str, Any], wrong: tuple[str, ...]) -> None:
    assert Agreement.of(Marked(**(GOLD | gold)), SaidFigure(**(SAID | said))).wrong == wrong


@pytest.mark.parametrize(
    ("gold", "said", "core", "fact", "coded"),
    [
        ({}, {}, True, True, True),
        ({}, {"value": 5.0}, False, False, False),
        ({}, {"indicator": "rừng trồng"}, True, False, True),
        ({}, {"indicator_id": "grdp"}, True, True, False),
        ({"indicator_id": None}, {"indicator": "rừng trồng"}, True, False, False),
        ({}, {"place": "huyện Ba Chẽ"}, True, False, False),
        ({}, {"status": "target"}, True, True, True),
    ],
)
def test_what_is_counted(gold: dict[str, Any], said: dict[str, Any], core: bool, fact: bool, coded: bool) -> None:
    found = Agreement.of(Marked(**(GOLD | gold)), SaidFigure(**(SAID | said)))
    assert (found.core, found.fact, found.coded) == (core, fact, coded)


@pytest.mark.parametrize(
    ("gold", "said", "same"),
    [
        ("2022", "2022", True), ("2022-01/2022-09", "2022-01-01/2022-10-10", True), ("2022-01/2022-09", "2022-01/2022-10", False),
        ("2022", "2022-12", False), ("2022-05-24", "2022-01-01/2022-05-24", True), ("2022-05", "2022-01/2022-05", False),
        ("2022-Q4", "2022-10/2022-12", True), ("2022", None, False), ("2022", "năm nay", False), (None, "2022", None),
    ],
)  # fmt: skip
def test_periods(gold: str | None, said: str | None, same: bool | None) -> None:
    assert same_period(gold, said) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TX. Đông Triều", "thị xã Đông Triều, Quảng Ninh"),
        ("UBND tỉnh Quảng Ninh", "Quảng Ninh"),
        ("T.P. Vinh", "thành phố  Vinh."),
    ],
)
def test_places(one: str, other: str) -> None:
    assert same_place(one, other)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Tổng thu ngân sách", "thu ngân sách", 1),
        ("số", "tổng số", 2 / 3),
        ("", "thu", 0),
        ("thu nội địa", "thu ngân sách", 2 / 5),
    ],
)
def test_words_in_common(one: str, other: str, share: float) -> None:
    assert alike(one, other) == pytest.approx(share)
