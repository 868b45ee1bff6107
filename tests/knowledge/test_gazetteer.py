from datetime import date

import pytest

from solieu.knowledge.gazetteer import Gazetteer, gazetteer, loose, type_word

BEFORE_MERGERS = date(2025, 6, 30)
AFTER_MERGERS = date(2025, 7, 1)


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return gazetteer()


@pytest.mark.parametrize(
    ("day", "provinces", "districts", "communes"),
    [
        (date(2019, 9, 1), 63, 713, 11_160),
        (date(2021, 12, 31), 63, 705, 10_599),
        (BEFORE_MERGERS, 63, 696, 10_035),
        (AFTER_MERGERS, 34, 0, 3_321),
    ],
)
def test_the_map_of_a_day_has_as_many_units_as_the_statistics_say(
    known: Gazetteer, day: date, provinces: int, districts: int, communes: int
) -> None:
    assert len(known.provinces(day)) == provinces
    assert len(known.units(2, day)) == districts
    assert len(known.units(3, day)) == communes


def test_no_code_stands_for_two_units_on_one_day(known: Gazetteer) -> None:
    for day in (date(2020, 3, 15), date(2024, 11, 15), BEFORE_MERGERS, AFTER_MERGERS):
        for level in (1, 2, 3):
            codes = [place.code for place in known.units(level, day)]
            assert len(codes) == len(set(codes))


def test_every_commune_lies_in_a_unit_that_existed_with_it(known: Gazetteer) -> None:
    for day in (date(2019, 9, 1), date(2023, 6, 1), BEFORE_MERGERS, AFTER_MERGERS):
        orphans = [place for place in known.units(3, day) if known.by_code(place.parents[0], day) is None]
        assert orphans == []


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Đắk R'Lấp", "666"),
        ("Đăk R’lấp", "666"),
        ("ĐẮK R’LẤP", "666"),
        ("Đắk Rlấp", "666"),
        ("ĐắkGlong", "661"),
        ("Krông Pắk", "654"),
        ("Qui Nhơn", "540"),
        ("TPHCM", "79"),
        ("TP.HCM", "79"),
        ("TP. Hồ Chí Minh", "79"),
        ("BR-VT", "77"),
        ("Bà Rịa-Vũng Tàu", "77"),
        ("Bà Rịa – Vũng Tàu", "77"),
        ("Đắc Lắc", "66"),
        ("Thanh Hoá", "38"),
        ("Tp. Bắc Kạn", "058"),
        ("Q.1", "760"),
        ("TX. Từ Sơn", "261"),
    ],
)
def test_a_name_is_found_however_it_is_printed(known: Gazetteer, printed: str, code: str) -> None:
    assert known.find(printed)[0].code == code


@pytest.mark.parametrize("printed", ["", " ", "Không Có Đâu", "x" * 10_000, "\x00", "huyện"])
def test_what_is_no_name_finds_nothing(known: Gazetteer, printed: str) -> None:
    assert known.find(printed) == ()


def test_an_exact_name_leaves_out_those_that_differ_in_marks(known: Gazetteer) -> None:
    names = {place.name for place in known.find("Cẩm Giàng", type="xã", on=AFTER_MERGERS)}
    assert names == {"Cẩm Giàng"}


def test_a_parent_tells_namesakes_apart(known: Gazetteer) -> None:
    everywhere = known.find("Châu Thành", type="huyện", on=BEFORE_MERGERS)
    in_long_an = known.find("Châu Thành", type="huyện", parent="80", on=BEFORE_MERGERS)
    assert len(everywhere) > 5
    assert [place.parents for place in in_long_an] == [("80",)]


def test_an_unknown_type_word_finds_nothing(known: Gazetteer) -> None:
    assert known.find("Bắc Kạn", type="vương quốc") == ()


@pytest.mark.parametrize(
    ("code", "day", "full_name"),
    [
        ("205", date(2015, 3, 10), "huyện Đông Triều"),
        ("205", date(2022, 9, 30), "thị xã Đông Triều"),
        ("205", date(2024, 11, 1), "thành phố Đông Triều"),
        ("261", date(2021, 10, 31), "thị xã Từ Sơn"),
        ("261", date(2021, 11, 1), "thành phố Từ Sơn"),
        ("46", date(2024, 12, 31), "tỉnh Thừa Thiên Huế"),
        ("46", date(2025, 1, 1), "thành phố Huế"),
        ("28", date(2008, 7, 31), "tỉnh Hà Tây"),
        ("24", BEFORE_MERGERS, "tỉnh Bắc Giang"),
        ("24", AFTER_MERGERS, "tỉnh Bắc Ninh"),
    ],
)
def test_a_code_means_the_unit_of_the_day(known: Gazetteer, code: str, day: date, full_name: str) -> None:
    place = known.by_code(code, day)
    assert place is not None
    assert place.full_name == full_name


@pytest.mark.parametrize("code", ["", "0", "999", "99999", "chữ"])
def test_a_code_that_never_was_means_nothing(known: Gazetteer, code: str) -> None:
    assert known.by_code(code) is None
    assert known.forms(code) == ()


def test_districts_ceased_on_the_first_of_july_2025(known: Gazetteer) -> None:
    assert known.by_code("666", BEFORE_MERGERS) is not None
    assert known.by_code("666", AFTER_MERGERS) is None


def test_a_merged_province_leads_to_the_new_one(known: Gazetteer) -> None:
    (old,) = known.find("Bắc Kạn", type="tỉnh")
    assert [heir.full_name for heir in known.successors(old)] == ["tỉnh Thái Nguyên"]


def test_a_district_became_its_province_unless_one_commune_took_it_whole(known: Gazetteer) -> None:
    (tien_yen,) = known.find("Tiên Yên", type="huyện")
    (co_to,) = known.find("Cô Tô", type="huyện")
    assert [heir.full_name for heir in known.successors(tien_yen)] == ["tỉnh Quảng Ninh"]
    assert [heir.full_name for heir in known.successors(co_to)] == ["đặc khu Cô Tô"]


def test_a_divided_commune_has_several_successors(known: Gazetteer) -> None:
    divided = [place for place in known.units(3, BEFORE_MERGERS) if len(known.successors(place)) > 1]
    assert divided
    assert all(heir.level == 3 for place in divided for heir in known.successors(place))


def test_namesakes_in_one_new_province_keep_their_own_successors(known: Gazetteer) -> None:
    (of_tam_binh,) = known.find("Hòa Lộc", type="xã", parent="860", on=BEFORE_MERGERS)
    (of_mo_cay,) = known.find("Hòa Lộc", type="xã", parent="838", on=BEFORE_MERGERS)
    assert set(known.successors(of_tam_binh)).isdisjoint(known.successors(of_mo_cay))


def test_as_of_leads_forward_and_back(known: Gazetteer) -> None:
    town = known.by_code("205", date(2022, 1, 1))
    assert town is not None
    assert known.as_of(town, date(2022, 5, 5)) == (town,)
    assert [place.full_name for place in known.as_of(town, date(2025, 1, 1))] == ["thành phố Đông Triều"]
    assert [place.full_name for place in known.as_of(town, date(2010, 1, 1))] == ["huyện Đông Triều"]
    assert [place.full_name for place in known.as_of(town, AFTER_MERGERS)] == ["tỉnh Quảng Ninh"]


def test_a_new_commune_leads_back_to_those_it_was_made_of(known: Gazetteer) -> None:
    (new,) = known.find("Thường Tân", type="xã", on=AFTER_MERGERS)
    before = known.as_of(new, BEFORE_MERGERS)
    assert before
    assert {place.valid_to for place in before} == {BEFORE_MERGERS}


def test_every_commune_of_the_last_old_map_has_a_successor(known: Gazetteer) -> None:
    assert [place for place in known.units(3, BEFORE_MERGERS) if not known.successors(place)] == []


def test_the_province_is_that_of_the_day(known: Gazetteer) -> None:
    (district,) = known.find("Phong Điền", type="huyện", parent="46")
    of_2022, at_the_end = known.province_of(district, date(2022, 1, 1)), known.province_of(district)
    assert of_2022 is not None
    assert of_2022.full_name == "tỉnh Thừa Thiên Huế"
    assert at_the_end is not None
    assert at_the_end.code == "46"


@pytest.mark.parametrize(
    ("printed", "full"),
    [("TP.", "thành phố"), ("Tp", "thành phố"), ("TX", "thị xã"), ("H.", "huyện"), ("TT.", "thị trấn"), ("Q", "quận")],
)
def test_type_words_may_be_abbreviated(printed: str, full: str) -> None:
    assert type_word(printed) == full


def test_loose_names_forget_marks_blanks_and_hyphens() -> None:
    assert loose("Ia H’Drai") == loose("Ia HDrai") == "iahdrai"
