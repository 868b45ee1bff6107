from datetime import date

import pytest

from solieu.knowledge.gazetteer import gazetteer
from solieu.knowledge.territories import OLDEST_MAP, Territories, territories
from solieu.model import Place

BEFORE_MERGERS = date(2025, 6, 30)
AFTER_MERGERS = date(2025, 7, 1)


@pytest.fixture(scope="module")
def areas() -> Territories:
    return territories()


def unit(code: str, day: date) -> Place:
    place = gazetteer().by_code(code, day)
    assert place is not None
    return place


@pytest.mark.parametrize("day", [OLDEST_MAP, date(2021, 12, 31), BEFORE_MERGERS, AFTER_MERGERS])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_units_of_a_level_do_not_overlap(areas: Territories, day: date, level: int) -> None:
    pieces = [piece for place in gazetteer().units(level, day) for piece in areas.of(place, day)]
    assert len(pieces) == len(set(pieces))


@pytest.mark.parametrize("day", [OLDEST_MAP, date(2021, 12, 31), BEFORE_MERGERS, AFTER_MERGERS])
def test_every_unit_has_an_area_and_the_provinces_hold_all_of_them(areas: Territories, day: date) -> None:
    country = frozenset[int]().union(*(areas.of(place, day) for place in gazetteer().provinces(day)))
    for level in (2, 3):
        for place in gazetteer().units(level, day):
            assert areas.of(place, day)
            assert areas.of(place, day) <= country


def test_a_town_that_became_a_city_kept_its_area(areas: Territories) -> None:
    town = unit("205", date(2022, 9, 30))
    same = areas.same(town, date(2022, 9, 30), date(2025, 1, 1))
    assert same is not None
    assert same.full_name == "thành phố Đông Triều"


def test_a_district_that_gave_up_its_communes_kept_its_area(areas: Territories) -> None:
    ly_son = unit("536", OLDEST_MAP)
    assert areas.same(ly_son, OLDEST_MAP, BEFORE_MERGERS) == ly_son
    (heir,) = areas.holders(areas.of(ly_son, OLDEST_MAP), AFTER_MERGERS, level=3)
    assert (heir.place.full_name, heir.whole) == ("đặc khu Lý Sơn", True)


def test_a_district_that_took_in_another_has_another_area(areas: Territories) -> None:
    ha_long = unit("193", OLDEST_MAP)
    assert areas.same(ha_long, OLDEST_MAP, date(2020, 6, 1)) is None
    hoanh_bo = unit("204", OLDEST_MAP)
    assert areas.of(ha_long, OLDEST_MAP) | areas.of(hoanh_bo, OLDEST_MAP) == areas.of(ha_long, date(2020, 6, 1))


def test_old_provinces_are_whole_parts_of_new_ones(areas: Territories) -> None:
    for province in gazetteer().provinces(BEFORE_MERGERS):
        (holder,) = areas.holders(areas.of(province, BEFORE_MERGERS), AFTER_MERGERS, level=1)
        back = areas.holders(areas.of(holder.place, AFTER_MERGERS), BEFORE_MERGERS, level=1)
        assert all(old.whole for old in back)


def test_a_divided_commune_lies_in_several(areas: Territories) -> None:
    divided = next(place for place in gazetteer().units(3, BEFORE_MERGERS) if len(gazetteer().successors(place)) > 1)
    holders = areas.holders(areas.of(divided, BEFORE_MERGERS), AFTER_MERGERS, level=3)
    assert len(holders) > 1
    assert areas.same(divided, BEFORE_MERGERS, AFTER_MERGERS) is None


def test_where_a_commune_came_from_nowhere_its_district_is_not_compared(areas: Territories) -> None:
    sa_pa = unit("088", OLDEST_MAP)
    assert areas.same(sa_pa, OLDEST_MAP, date(2021, 1, 1)) is None
    assert areas.of(sa_pa, OLDEST_MAP).isdisjoint(areas.of(unit("088", date(2021, 1, 1)), date(2021, 1, 1)))


@pytest.mark.parametrize("code", ["10", "14", "30", "83"])
def test_a_province_outlives_the_days_on_which_a_district_is_not_compared(areas: Territories, code: str) -> None:
    old, late = unit(code, OLDEST_MAP), unit(code, BEFORE_MERGERS)
    assert areas.same(old, OLDEST_MAP, BEFORE_MERGERS) == late
    assert areas.same(late, BEFORE_MERGERS, OLDEST_MAP) == old
    carried = areas.carried(areas.of(old, OLDEST_MAP), OLDEST_MAP, AFTER_MERGERS)
    assert carried <= areas.of(areas.holders(carried, AFTER_MERGERS, level=1)[0].place, AFTER_MERGERS)


def test_a_district_that_gave_up_its_communes_is_what_they_were(areas: Territories) -> None:
    within = [place for place in gazetteer().units(3, OLDEST_MAP) if "536" in place.parents]
    pieces = frozenset[int]().union(*(areas.of(place, OLDEST_MAP) for place in within))
    assert (
        pieces == areas.of(unit("536", OLDEST_MAP), OLDEST_MAP) == areas.of(unit("536", BEFORE_MERGERS), BEFORE_MERGERS)
    )


def test_days_of_no_map_have_no_areas(areas: Territories) -> None:
    assert areas.of(unit("205", date(2014, 1, 1)), date(2014, 1, 1)) == frozenset()
    assert areas.of(unit("205", date(2022, 1, 1)), date(2025, 1, 1)) == frozenset()
    assert areas.holders(frozenset({1}), date(2014, 1, 1)) == ()
    assert areas.holders(frozenset(), BEFORE_MERGERS) == ()
