import pytest

from solieu.knowledge import Indicator, indicators
from solieu.knowledge.catalogue import catalogue
from solieu.knowledge.clashes import clashes, empty_names
from solieu.knowledge.loader import read_rows


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("tổng số hộ nghèo trên địa bàn", "hộ nghèo"),
        ("thu nsnn", "thu ngân sách nhà nước"),
        ("cn-ttcn", "công nghiệp tiểu thủ công nghiệp"),
        ("đạt 19/19 tiêu chí", "đạt tiêu chí"),
        ("dân số", "dân số"),
        ("bác sỹ", "bác sĩ"),
        ("", ""),
    ],
)
def test_the_words_that_matter_are_kept(phrase: str, words: str) -> None:
    assert " ".join(catalogue().words(phrase)) == words


@pytest.mark.parametrize(
    ("phrase", "general"),
    [
        ("diện tích ngô", "diện tích {crop}"),
        ("sản lượng rau, đậu, hoa", "sản lượng {crop}"),
        ("đàn gia cầm", "đàn {animal}"),
        ("sản lượng cà phê nhân", "sản lượng {crop} nhân"),
        ("bản cam kết", "bản cam kết"),
    ],
)
def test_products_give_way_to_their_kind(phrase: str, general: str) -> None:
    known = catalogue()
    assert " ".join(known.with_kinds(known.words(phrase))) == general


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    known = catalogue()
    assert known.weight("papi") > known.weight("xuất")


def test_every_indicator_has_a_name() -> None:
    named = {name.id for group in catalogue().names.values() for name in group}
    assert named == set(indicators())


def test_every_product_has_a_kind_that_some_name_stands_for() -> None:
    used = {word for group in catalogue().names.values() for name in group for word in name.words if word[0] == "{"}
    assert {f"{{{row['kind']}}}" for row in read_rows("products.csv")} == used


def test_differences_lead_from_indicator_to_indicator() -> None:
    differences = catalogue().differences
    assert {*differences, *differences.values()} <= set(indicators())


def test_no_two_names_clash() -> None:
    assert [str(clash) for clash in clashes(catalogue()) if not clash.close] == []


def test_no_name_says_nothing() -> None:
    assert list(empty_names(catalogue())) == []


def test_two_entries_with_one_name_clash() -> None:
    twin = Indicator("twin", "own", "Hộ nghèo", "", "count", "", "stock", "yes", ("household",), "", ("số hộ nghèo",))
    found = [clash for clash in clashes(catalogue((twin,))) if "twin" in (clash.one.id, clash.other.id)]
    assert {(clash.one.id, clash.other.id) for clash in found} == {("poor_households", "twin")}


def test_names_of_fillers_alone_are_told() -> None:
    empty = Indicator("empty", "own", "Tổng số", "", "count", "", "flow", "no", (), "", ("tổng số",))
    assert list(empty_names(catalogue((empty,)))) == [("empty", "tổng số")]
