"""Specifications of charts, and what is drawn of them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest
from test_chart_points import BILLION, point

from solieu.serve.charts.history import history
from solieu.serve.charts.look import Look
from solieu.serve.charts.percentages import attainment, changes
from solieu.serve.charts.pictures import CHARTS, Picture
from solieu.serve.charts.ranking import ranking
from solieu.serve.charts.worker import drawn, specification

if TYPE_CHECKING:
    from solieu.serve.charts.points import Point

ONE = [
    point("2020", 1210 * BILLION, unit="VND"), point("2021", 1403 * BILLION, unit="VND", disputed=True),
    point("2021", 1250 * BILLION, unit="VND", status="target"), point("2022", 1640 * BILLION, unit="VND", status="target"),
    point("2022-01/2022-09", 1140 * BILLION, unit="VND", status="estimate"),
]  # fmt: skip
SEVERAL = [point(str(year), year * 10 + n, place=f"huyện {name}", unit="ha")
           for n, name in enumerate(("Ba Chẽ", "Tiên Yên", "Vân Đồn")) for year in (2020, 2021, 2022)]  # fmt: skip
LOOKS = [Look(), Look(language="en", dark=True), Look(narrow=True, ground=True)]


def texts(svg: bytes) -> list[str]:
    return [one.text or "" for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def datasets(spec: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return spec["datasets"]


def test_a_line_joins_no_sums_of_different_years() -> None:
    several = [point(f"{year}-01/{year}-{month:02}", 5, unit="VND") for year in (2021, 2022) for month in (6, 9)]

    assert {row["run"] for row in datasets(history(several, Look()))["lines_to_date"]} == {
        "thị xã Đông Triều 2021", "thị xã Đông Triều 2022",
    }  # fmt: skip


def test_years_and_sums_since_january_stand_in_panels_of_their_own() -> None:
    some = [*ONE, point("2021-01/2021-09", 1040 * BILLION, unit="VND")]

    assert {"bars_year", "lines_to_date"} <= set(datasets(history(some, Look())))


def test_what_was_reached_so_far_stands_in_the_plan_of_its_year() -> None:
    rows = datasets(history(ONE, Look()))["bars_year"]

    assert [row["state"] for row in rows].count("Lũy kế trong năm") == 1
    assert {"Kế hoạch", "Thực hiện"} <= {row["state"] for row in rows}


def test_plans_are_drawn_first_so_that_results_lie_on_them() -> None:
    rows = datasets(history(ONE, Look()))["bars_year"]

    assert [row["state"] == "Kế hoạch" for row in rows] == sorted(
        (row["state"] == "Kế hoạch" for row in rows), reverse=True
    )


def test_rates_are_no_bars() -> None:
    some = [point(str(year), 3.5, unit="percent", indicator_id="poverty_rate") for year in (2020, 2021)]

    assert "bars_year" not in datasets(history(some, Look()))


def test_a_disputed_figure_has_a_star() -> None:
    assert any(row["words"].endswith("*") for row in datasets(history(ONE, Look()))["labels_year"])


def test_many_places_are_small_charts() -> None:
    many = [point(str(year), 5 + n, place=f"xã Số {n}", unit="ha") for n in range(30) for year in (2020, 2021)]
    spec = history(many, Look())

    assert spec["columns"] == 4
    assert len({row["place"] for row in datasets(spec)["rows"]}) == 24


def test_a_ranking_shows_what_fits_and_says_what_does_not() -> None:
    many = [point("2022", n, place=f"xã Số {n}", unit="ha") for n in range(50)]
    spec = ranking(many, Look())

    assert [row["name"] for row in datasets(spec)["names"]][:2] == ["xã Số 49", "xã Số 48"]
    assert spec["title"]["text"] == "18 dòng khác có trong bảng"


def test_an_index_is_a_change() -> None:
    some = [point("2022", 108.1, unit="percent", measure="index"), point("2021", -4, unit="percent", measure="change")]

    assert [row["words"] for row in datasets(changes(some, Look()))["labels"]] == ["+8,1%", "–4%"]


@pytest.mark.parametrize(
    ("period", "value", "group"),
    [("2022", 100, "reached"), ("2022", 99.9, "missed"), ("2022-01/2022-09", 57.7, "under way")],
)
def test_a_plan_is_missed_only_when_its_time_is_over(period: str, value: float, group: str) -> None:
    assert datasets(attainment([point(period, value, unit="percent")], Look()))["rows"][0]["group"] == group


def test_rows_of_the_same_name_stay_apart() -> None:
    twice = [point("2022", 101, unit="percent"), point("2022", 102, unit="percent")]

    assert len({row["name"] for row in datasets(attainment(twice, Look()))["rows"]}) == 2


@pytest.mark.parametrize("look", LOOKS)
def test_every_chart_is_drawn_for_every_reader(look: Look) -> None:
    for chart in CHARTS:
        svg = drawn(Picture(chart=chart, points=tuple(ONE), look=look, alt="Mô tả"), "svg")
        assert ET.fromstring(svg).tag.endswith("svg")


@pytest.mark.parametrize("count", [0, 1, 500])
def test_any_number_of_points(count: int) -> None:
    months = [point(f"{1980 + n // 12}-{n % 12 + 1:02}", 500 + n, unit="person") for n in range(count)]

    assert texts(drawn(Picture(points=tuple(months)), "svg"))


def test_numbers_are_written_in_the_language() -> None:
    assert "1.500" in texts(drawn(Picture(points=tuple(ONE)), "svg"))
    assert "1,500" in texts(drawn(Picture(points=tuple(ONE), look=Look(language="en")), "svg"))


def test_hostile_names_stay_text() -> None:
    name = "</text><script>alert(1)</script>"
    svg = drawn(Picture(chart="ranking", points=(point("2022", 5, place=name), point("2022", 6, place="B"))), "svg")

    assert b"<script" not in svg
    assert name in texts(svg)


def test_pictures_need_no_styles_of_their_own() -> None:
    assert b"<style" not in drawn(Picture(points=tuple(SEVERAL)), "svg")


def test_a_png_is_one() -> None:
    assert drawn(Picture(points=tuple(SEVERAL)), "png").startswith(b"\x89PNG")


def test_the_same_points_give_the_same_picture() -> None:
    picture = Picture(points=tuple(SEVERAL))

    assert drawn(picture, "svg") == drawn(picture, "svg")
    assert json.dumps(specification(picture)) == json.dumps(specification(picture))


@pytest.mark.parametrize("chart", CHARTS)
def test_specifications_are_valid(chart: str) -> None:
    import altair

    spec = specification(Picture(chart=chart, points=(*ONE, *SEVERAL)))  # type: ignore[arg-type]

    assert altair.Chart.from_dict(spec, validate=True) is not None


def test_a_point_far_from_all_others_is_drawn() -> None:
    far: list[Point] = [point("1900", 1, unit="ha"), point("2022", 10**30, unit="ha")]

    assert texts(drawn(Picture(points=tuple(far)), "svg"))
