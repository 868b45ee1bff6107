from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from solieu.knowledge import indicators

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Solieu = Callable[..., Any]

SOLAR = "id,label_vi,aliases\nsolar_capacity,Công suất điện mặt trời,công suất điện mặt trời\n"
TWIN = "id,label_vi,aliases,dimension\ntwin,Hộ nghèo,số hộ nghèo,count\n"


@pytest.fixture
def solar(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(SOLAR, encoding="utf-8")
    return path


def test_all_of_them(solieu: Solieu) -> None:
    ran = solieu("indicators")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == list(indicators())


def test_those_that_words_name_with_parts_and_wholes(solieu: Solieu) -> None:
    first = json.loads(solieu("indicators", "thu", "nội địa").out.splitlines()[0])
    assert (first["id"], first["additive"], first["nature"]) == ("budget_revenue_domestic", "level", "flow")
    assert first["part_of"] == ["budget_revenue"]
    assert "budget_revenue_land" in first["parts"]


def test_a_few_in_detail(solieu: Solieu) -> None:
    ran = solieu("indicators", "economic_structure", "-f", "table")
    assert "Cơ cấu (tỷ trọng) kinh tế theo ngành" in ran.out
    assert "tỷ trọng của các ngành cộng lại bằng 100%" in ran.out


def test_many_as_a_table(solieu: Solieu) -> None:
    assert "budget_revenue " in solieu("indicators", "ngân sách", "-f", "table").out


def test_nothing_of_that_name(solieu: Solieu) -> None:
    ran = solieu("indicators", "con mèo bay")
    assert (ran.code, ran.out) == (1, "")
    assert "no indicator called con mèo bay" in ran.err


def test_a_catalogue_of_ones_own(solieu: Solieu, solar: Path) -> None:
    assert json.loads(solieu("indicators", "điện mặt trời", "-c", solar).out)["id"] == "solar_capacity"


def test_a_catalogue_of_ones_own_is_used_to_extract(solieu: Solieu, solar: Path) -> None:
    given = "UBND tỉnh Ninh Thuận: Công suất điện mặt trời đạt 2.256 MW.".encode()
    for command in (("extract", "-"), ("extract", "-", "--catalogue", solar)):
        (seen,) = json.loads(solieu(*command, given=given).out)["observations"]
        assert seen["indicator_id"] == ("solar_capacity" if len(command) > 2 else None)
    assert "solar_capacity" in solieu("explain", "-", "2.256", "--catalogue", solar, given=given).out


def test_the_check_finds_nothing_in_our_own(solieu: Solieu) -> None:
    ran = solieu("indicators", "--check")
    assert (ran.code, ran.out) == (0, "")


def test_the_check_finds_names_that_clash(solieu: Solieu, tmp_path: Path) -> None:
    path = tmp_path / "twin.csv"
    path.write_text(TWIN, encoding="utf-8")
    ran = solieu("indicators", "--check", "-c", path)
    assert ran.code == 1
    assert "names both poor_households and twin" in ran.out


def test_extract_tells_of_names_that_clash(solieu: Solieu, tmp_path: Path) -> None:
    path = tmp_path / "twin.csv"
    path.write_text(TWIN, encoding="utf-8")
    ran = solieu("extract", "-", "-c", path, given="UBND huyện Tiên Yên: Số hộ nghèo là 12 hộ.".encode())
    assert ran.code == 0
    assert "only one of them will be found" in ran.err


def test_of_many_clashes_some_are_told(solieu: Solieu, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    rows = "".join(f"own_{number},Tên,điện mặt trời\n" for number in range(9))
    path.write_text(f"id,label_vi,aliases\n{rows}", encoding="utf-8")
    ran = solieu("extract", "-", "-c", path, given="Thu ngân sách đạt 5 tỷ đồng.".encode())
    assert ran.err.count("only one of them will be found") == 5
    assert "there are more such names" in ran.err


def test_a_wrong_catalogue_is_one_sentence(solieu: Solieu, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("id,label_vi\nx,y\n", encoding="utf-8")
    for command in (("indicators",), ("extract", "-"), ("restate", "-", "--on", "2025-07-01")):
        ran = solieu(*command, "-c", path, given=b"Thu 4 t")
        assert (ran.code, ran.out) == (2, "")
        assert "the head has no column aliases" in ran.err
        assert ran.err.count("\n") == 1
