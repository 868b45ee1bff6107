from decimal import Decimal

import pytest

from solieu.knowledge import units
from solieu.recognise.units import match_unit


@pytest.mark.parametrize(
    ("behind", "printed", "unit", "dimension", "factor"),
    [
        (" tỷ đồng, bằng", " tỷ đồng", "VND", "money", "1e9"),
        (" triệu đồng.", " triệu đồng", "VND", "money", "1e6"),
        (" nghìn tỷ đồng", " nghìn tỷ đồng", "VND", "money", "1e12"),
        (" trăm triệu đồng", " trăm triệu đồng", "VND", "money", "1e8"),
        (" đồng", " đồng", "VND", "money", "1"),
        (" tr đồng", " tr đồng", "VND", "money", "1e6"),
        (" tr.đồng", " tr.đồng", "VND", "money", "1e6"),
        (" tr.usd, tăng", " tr.usd", "USD", "money", "1e6"),
        (" triệu usd", " triệu usd", "USD", "money", "1e6"),
        ("%", "%", "percent", "percent", "1"),
        (" %", " %", "percent", "percent", "1"),
        (" phần trăm", " phần trăm", "percent", "percent", "1"),
        ("‰", "‰", "percent", "percent", "0.1"),
        (" điểm %", " điểm %", "percentage_point", "percentage_point", "1"),
        (" điểm phần trăm", " điểm phần trăm", "percentage_point", "percentage_point", "1"),
        ("ha", "ha", "ha", "area", "1"),
        (" km2", " km2", "ha", "area", "100"),
        (" km²", " km²", "ha", "area", "100"),
        ("m²", "m²", "ha", "area", "0.0001"),
        (" tấn", " tấn", "kg", "mass", "1000"),
        (" nghìn tấn", " nghìn tấn", "kg", "mass", "1e6"),
        (" lượt khách", " lượt khách", "visit", "count", "1"),
        (" triệu lượt khách", " triệu lượt khách", "visit", "count", "1e6"),
        (" vạn con", " vạn con", "animal", "count", "1e4"),
        (" lần so với", " lần", "times", "ratio", "1"),
        (" hộ nghèo", " hộ nghèo", "household", "count", "1"),
        (" chỉ tiêu", " chỉ tiêu", "target", "count", "1"),
    ],
)
def test_the_unit_behind_a_number(behind: str, printed: str, unit: str, dimension: str, factor: str) -> None:
    found = match_unit("12" + behind, 2)
    assert found is not None
    assert behind[: found.end - 2] == printed
    assert (found.unit, found.dimension, found.factor) == (unit, dimension, Decimal(factor))


@pytest.mark.parametrize(
    ("behind", "printed", "dimension"),
    [
        (" trẻ trai/100 trẻ gái;", " trẻ trai/100 trẻ gái", "count_rate"),
        (" triệu đồng/người/năm.", " triệu đồng/người/năm", "money_rate"),
        (" triệu/người/năm", " triệu/người/năm", "money_rate"),
        (" đồng/kg", " đồng/kg", "money_rate"),
        (" tạ/ha", " tạ/ha", "mass_rate"),
        (" triệu đồng một người", " triệu đồng một người", "money_rate"),
        ("%/năm", "%/năm", "percent"),
        (" m3/ngày đêm", " m3/ngày đêm", "volume_rate"),
    ],
)
def test_a_rate_belongs_to_its_unit(behind: str, printed: str, dimension: str) -> None:
    found = match_unit("12" + behind, 2)
    assert found is not None
    assert (behind[: found.end - 2], found.dimension) == (printed, dimension)


def test_a_count_of_places_behind_a_stroke_is_another_figure() -> None:
    found = match_unit("36 hộ/9 xã", 2)
    assert found is not None
    assert found.end == len("36 hộ")


def test_a_noun_that_no_catalogue_has_counts_and_is_one_word_long() -> None:
    found = match_unit("15 gánh hàng rong", 2)
    assert found is not None
    assert (found.end, found.unit, found.dimension) == (len("15 gánh"), None, "count")


@pytest.mark.parametrize("behind", ["", ".", ", bằng", " và", " của huyện", " đã đạt", " so với", " đến", " x", "5"])
def test_what_is_no_unit(behind: str) -> None:
    assert match_unit("12" + behind, 2) is None


def test_a_scale_without_a_thing_only_multiplies() -> None:
    found = match_unit("3,5 triệu.", 3)
    assert found is not None
    assert (found.unit, found.dimension, found.factor) == (None, "multiplier", Decimal(10**6))


@pytest.mark.parametrize("surface", ["ha", "người", "đồng", "%", "tấn", "hộ", "km", "xã", "vụ"])
def test_the_catalogue_has_the_units_that_every_report_prints(surface: str) -> None:
    assert surface in units()


def test_every_unit_of_the_catalogue_is_found_in_a_sentence() -> None:
    missed = []
    for surface, known in units().items():
        found = match_unit(f"12 {surface}, bằng", 2)
        if found is None or found.unit != known.unit:
            missed.append(surface)
    assert missed == []
