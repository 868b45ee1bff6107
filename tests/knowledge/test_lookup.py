from datetime import date
from pathlib import Path

import pytest

import solieu
from solieu.knowledge.lookup import history, near_names


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("TX. Từ Sơn", ["huyện Từ Sơn", "thị xã Từ Sơn", "thành phố Từ Sơn"]),
        ("tỉnh Bắc Giang", ["tỉnh Bắc Giang", "tỉnh Bắc Ninh"]),
        ("huyện Tiên Yên", ["huyện Tiên Yên"]),
    ],
)
def test_the_forms_of_a_unit_follow_each_other(name: str, forms: list[str]) -> None:
    assert [form.full_name for form in history(solieu.places(name)[0]).forms] == forms


def test_a_district_of_before_the_mergers_is_held_by_communes() -> None:
    town = solieu.places("thị xã Đông Triều")[0]
    told = history(town)
    assert [heir.full_name for heir in told.successors] == ["tỉnh Quảng Ninh"]
    assert told.held_by == solieu.held_by(town, date(2025, 7, 1))
    assert {holder.place.type for holder in told.held_by} == {"phường"}


def test_what_a_new_commune_was_made_of() -> None:
    (ward,) = solieu.places("phường Mạo Khê", on=date(2026, 1, 1))
    assert {other.full_name for other in history(ward).took_in} == {
        "phường Xuân Sơn",
        "phường Kim Sơn",
        "phường Yên Thọ",
    }


def test_a_province_was_made_of_provinces_and_an_island_of_its_district() -> None:
    (bac_ninh,) = solieu.places("tỉnh Bắc Ninh", on=date(2025, 7, 1))
    assert [unit.full_name for unit in solieu.as_of(bac_ninh, date(2024, 1, 1))] == ["tỉnh Bắc Giang", "tỉnh Bắc Ninh"]
    (con_dao,) = solieu.places("đặc khu Côn Đảo")
    assert [unit.full_name for unit in history(con_dao).took_in] == ["huyện Côn Đảo"]


def test_a_unit_that_lasts_has_no_successors() -> None:
    told = history(solieu.places("tỉnh Quảng Ninh")[0])
    assert (told.successors, told.held_by) == ((), ())


def test_successors_and_as_of_are_in_the_package() -> None:
    old = solieu.places("tỉnh Bắc Kạn")[0]
    assert solieu.successors(old) == solieu.as_of(old, date(2026, 1, 1))


def test_near_names_are_written_nearly_so() -> None:
    assert "Đông Triều" in near_names("Đong Trieeu")
    assert near_names("qqqqqqq") == ()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("thu nội địa", "budget_revenue_domestic"),
        ("tỉ lệ hộ nghèo", "poverty_rate"),
        ("budget_expenditure", "budget_expenditure"),
        ("retail sales", "retail_sales"),
        ("GRDP bình quân", "grdp_per_capita"),
    ],
)
def test_indicators_are_found_by_name_id_or_label(words: str, first: str) -> None:
    assert solieu.indicators(words)[0].id == first


def test_no_words_are_for_all_indicators_and_strange_ones_for_none() -> None:
    assert len(solieu.indicators()) == len(solieu.indicators("  "))
    assert solieu.indicators("con mèo bay") == ()


def rows_of_today() -> list[list[str]]:
    text = (Path(__file__).parents[2] / "docs" / "places.md").read_text(encoding="utf-8")
    _, _, table = text.partition("| unit on the report's day |")
    lines = table.split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("row", rows_of_today(), ids=lambda row: row[0])
def test_the_table_of_successors_in_the_documents(row: list[str]) -> None:
    name, code, today, held = row
    place = next(place for place in solieu.places(name) if place.code == code)
    day = date(2025, 7, 1)
    assert ", ".join(unit.full_name for unit in solieu.as_of(place, day)) == today
    if held:
        holders = solieu.held_by(place, day)
        assert ", ".join(one.place.full_name + "*" * (not one.whole) for one in holders) == held
