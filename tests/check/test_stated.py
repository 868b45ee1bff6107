"""How far a figure leaves its value open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from solieu.check.stated import stated
from solieu.model import Observation


@pytest.mark.parametrize(
    ("number", "room"),
    [("140000", "500"), ("1500", "5"), ("140010", "5"), ("1.000000000000000000000000000E+400", "5E+398")],
)
def test_whole_thousands_may_be_rounded_however_large_they_are(number: str, room: str) -> None:
    value = Decimal(number)
    told = Observation(
        start=0, end=1, quote="1", sentence=(0, 1), number=value, value=value, measure="level", bound="about"
    )
    assert stated(told, "").possible.high >= value + Decimal(room)


def test_a_change_of_nothing_may_be_a_slight_fall() -> None:
    told = Observation(
        start=0,
        end=1,
        quote="0%",
        sentence=(0, 1),
        number=Decimal(0),
        value=Decimal(0),
        unit="percent",
        measure="change",
    )
    assert stated(told, "tăng ").printed.holds(Decimal("-0.4"))
