from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Solieu = Callable[..., Any]


def test_one_json_object_for_each_unit(solieu: Solieu) -> None:
    ran = solieu("places", "thị xã", "Đông Triều")
    (town,) = map(json.loads, ran.out.splitlines())
    assert ran.code == 0
    assert (town["code"], town["type"], town["province"]) == ("205", "thành phố", "tỉnh Quảng Ninh")
    assert [form["type"] for form in town["forms"]] == ["huyện", "thị xã", "thành phố"]
    assert [heir["name"] for heir in town["successors"]] == ["Quảng Ninh"]
    assert len(town["held_by"]) == 5
    assert all(holder["whole"] for holder in town["held_by"])


def test_what_stands_for_a_unit_on_a_day(solieu: Solieu) -> None:
    for day in ("2022-09-30", "30/09/2022"):
        (town,) = map(json.loads, solieu("places", "thành phố Đông Triều", "--on", day).out.splitlines())
        assert [unit["type"] for unit in town["as_of"]] == ["thị xã"]


@pytest.mark.parametrize(
    ("name", "day", "units"),
    [
        ("quận 2", "2020-06-30", ["quận 2"]),
        ("thành phố Thủ Đức", "2020-06-30", ["quận 2", "quận Thủ Đức", "quận 9"]),
        ("tỉnh Bắc Giang", "2024-01-01", ["tỉnh Bắc Giang"]),
        ("thị xã Từ Sơn", "2005-01-01", ["huyện Từ Sơn"]),
        ("thị xã Từ Sơn", "2025-01-01", ["thành phố Từ Sơn"]),
        ("đặc khu Côn Đảo", "2024-01-01", ["huyện Côn Đảo"]),
    ],
)
def test_what_stood_for_the_unit_asked_for(solieu: Solieu, name: str, day: str, units: list[str]) -> None:
    ran = solieu("places", name, "--on", day)
    assert [f"{unit['type']} {unit['name']}" for unit in json.loads(ran.out)["as_of"]] == units


def test_namesakes_in_one_history_have_their_codes(solieu: Solieu) -> None:
    ran = solieu("places", "tỉnh Bắc Giang", "--format", "table")
    assert "took in tỉnh Bắc Ninh (code 27)" in ran.out


def test_a_readable_history(solieu: Solieu) -> None:
    ran = solieu("places", "tỉnh Bắc Kạn", "--on", "2026-01-01", "--format", "table")
    assert "tỉnh Bắc Kạn · province · code 06" in ran.out
    assert "then           → tỉnh Thái Nguyên" in ran.out
    assert "on 2026-01-01  tỉnh Thái Nguyên" in ran.out


@pytest.mark.parametrize("name", ["dong trieu", "ĐÔNG TRIỀU", "Dông triêu"])
def test_a_name_may_be_written_carelessly(solieu: Solieu, name: str) -> None:
    codes = [json.loads(line)["code"] for line in solieu("places", name).out.splitlines()]
    assert "205" in codes


def test_namesakes_are_told_apart_by_where_they_are(solieu: Solieu) -> None:
    every = solieu("places", "xã Tân Lập").out.splitlines()
    here = solieu("places", "xã Tân Lập", "--in", "tỉnh Bình Phước").out.splitlines()
    assert len(every) > len(here) == 1


def test_of_many_namesakes_some_are_shown(solieu: Solieu) -> None:
    assert "more of this name: say where with --in" in solieu("places", "Tân Lập", "-f", "table").out


def test_an_unknown_name(solieu: Solieu) -> None:
    ran = solieu("places", "Đông Triềuu")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("solieu: No unit is or was called Đông Triềuu; did you mean Đông Triều")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Tân Lập", "--in", "Atlantis"), "There is no province or district called Atlantis"),
        (("Tân Lập", "--on", "hôm qua"), "does not match the formats"),
        ((), "Missing argument"),
    ],
)
def test_wrong_use(solieu: Solieu, arguments: tuple[str, ...], message: str) -> None:
    ran = solieu("places", *arguments)
    assert ran.code == 2
    assert message in ran.err
    assert ran.err.count("\n") == 1
