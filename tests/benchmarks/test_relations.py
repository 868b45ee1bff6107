"""The table of relations agrees with exact arithmetic; the reports that it tells of need not be there."""

import doctest
from fractions import Fraction
from pathlib import Path

import pytest
import relations
from relations import KINDS, UNCHECKED, Interval, Operand, Relation, check, holds, interval


def relation(kind: str, *operands: str) -> Relation:
    placed = (operand.partition("=") for operand in operands)
    return Relation("", kind, tuple(Operand(role, 0, quote) for role, _, quote in placed), "yes", "")


@pytest.mark.parametrize(
    ("quote", "low", "high"),
    [
        ("57,7%", "57.65", "57.75"),
        ("27 vụ", "27", "27"),
        ("6.293 thí sinh", "6293", "6293"),
        ("49,925 tỷ đồng", "49924500000", "49925500000"),
        ("235 triệu đồng", "234500000", "235500000"),
        ("gần 84%", "83", "84"),
        ("gần 50%", "45", "50"),
        ("trên 79%", "79", "80"),
        ("hơn 2.000 ha", "2000", "2200"),
        ("dưới 1%", "0", "1"),
        ("khoảng 2 hộ", "1.5", "2.5"),
        ("-717 ha", "716.5", "717.5"),
        ("67,1 tạ/ha", "6705", "6715"),
        ("4 tỉnh", "4", "4"),
        ("hai đơn vị", "2", "2"),
        ("300 đến 500 triệu đồng", "299500000", "500500000"),
        ("20/20 xã", "20", "20"),
    ],
)
def test_a_figure_stands_for_what_is_rounded_to_it(quote: str, low: str, high: str) -> None:
    assert interval(quote) == Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("attainment", "value=175,158 plan=155ha percent=113%", "value=178,158 plan=155ha percent=113%"),
        ("share", "part=9 vụ total=27 vụ percent=33,3%", "part=9 vụ total=27 vụ percent=33,4%"),
        ("change", "later=65.000 percent=7,2% difference=+4.359", "later=65.000 percent=7,2% difference=-5.359"),
        ("change", "later=1,5 percent=40% earlier=2,5", "later=1,5 percent=30% earlier=2,5"),
        ("parts", "total=13 part=4 part=8 part=1", "total=13 part=4 part=8 part=2"),
        ("parts", "total=5 part=4 item=Gia", "total=5 part=4"),
        ("within", "part=26 part=7 total=42", "part=26 part=17 total=42"),
        ("shares", "percent=77,9% percent=20,1% percent=2%", "percent=77,9% percent=20,1% percent=4%"),
        ("product", "product=364.320 factor=54.295 factor=6,71", "product=346.320 factor=54.295 factor=6,71"),
        ("ratio", "ratio=0,68 over=32 under=47", "ratio=0,86 over=32 under=47"),
        ("mean", "mean=8,8% part=8% part=9,9%", "mean=7,4% part=8% part=9,9%"),
        ("growth", "percent=10% later=121 difference=21 first=2013 last=2015", "percent=20% later=121 difference=21 first=2013 last=2015"),
        ("repeated", "value=63.948 value=63.948", "value=63.948 value=63.984"),
        ("repeated", "value=23/7 value=23/7/2019", "value=23/7 value=23/8/2019"),
        ("count", "value=2 item=Gia item=Bình", "value=3 item=Gia item=Bình"),
        ("range", "lower=2 higher=3", "lower=4 higher=3"),
        ("direction", "lower=21 higher=90", "lower=90 higher=90"),
        ("dates", "first=17.7 last=2.8", "first=17.9 last=2.8"),
        ("dates", "first=16/12/2018 last=16/2/2019", "first=16/12/2019 last=16/2/2019"),
        ("duration", "years=10 first=2021 last=2030", "years=12 first=2021 last=2030"),
        ("duration", "months=9 months=3", "months=9 months=4"),
    ],
)  # fmt: skip
def test_a_relation_holds_or_does_not(kind: str, right: str, wrong: str) -> None:
    assert holds(relation(kind, *right.split()))
    assert not holds(relation(kind, *wrong.split()))


def test_every_line_of_the_table_agrees_with_the_arithmetic() -> None:
    found = relations.relations()
    assert len(found) > 300
    assert {one.kind for one in found} == set(KINDS)
    judged = [one for one in found if one.kind != UNCHECKED and one.holds != "unclear"]
    assert [one for one in judged if holds(one) != (one.holds == "yes")] == []
    assert all(one.holds == "no" for one in found if one.kind == UNCHECKED)


def test_a_quote_that_stands_elsewhere_is_told() -> None:
    one = Relation("tin", "parts", (Operand("total", 3, "5 vụ"), Operand("part", 9, "5 vụ")), "yes", "")
    assert len(list(check([one], {"tin": "có 5 vụ, 4 vụ"}))) == 1
    assert list(check([one], {"tin": "có 5 vụ, 5 vụ"})) == []


def test_where_there_are_no_reports_nothing_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert relations.main([str(tmp_path)]) == 0
    assert "no marked reports" in capsys.readouterr().out


def test_examples_in_the_module() -> None:
    assert doctest.testmod(relations).failed == 0
