from __future__ import annotations

from solieu.knowledge.entries import indicators
from solieu.knowledge.gazetteer import gazetteer
from solieu.knowledge.loader import read_rows, units
from solieu.knowledge.names import OWN, iso_code, theme_names, unit_name, unit_scales


def test_every_theme_of_the_catalogue_has_a_name() -> None:
    assert {*(entry.theme for entry in indicators().values()), OWN} == set(theme_names())


def test_every_base_unit_has_a_name() -> None:
    assert [unit.unit for unit in units().values() if unit_name(unit.unit) is None] == []


def test_scales_are_powers_of_ten_so_that_no_digit_changes() -> None:
    known = {row["unit"] for row in read_rows("unit_names.csv")}
    assert {scale.normalize().as_tuple().digits for unit in known for scale in unit_scales(unit)} == {(1,)}


def test_each_province_of_the_old_map_has_its_iso_code() -> None:
    codes = {row["code"]: row["iso_3166_2"] for row in read_rows("province_iso.csv")}
    assert len(codes) == len(set(codes.values())) == 63
    assert all(gazetteer().by_code(code) for code in codes)
    assert (iso_code("01"), iso_code("79"), iso_code("99")) == ("VN-HN", "VN-SG", None)
