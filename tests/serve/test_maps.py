"""Outlines, classes and the map that is drawn of them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from solieu.errors import UsageError
from solieu.knowledge.gazetteer import gazetteer
from solieu.serve.charts.look import Look
from solieu.serve.charts.scales import scale_for
from solieu.serve.maps.choropleth import choropleth, legend_of
from solieu.serve.maps.classes import classes
from solieu.serve.maps.outlines import Atlas, islands, provinces, read_outlines

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = [[[107.0, 21.0], [107.2, 21.0], [107.2, 21.2], [107.0, 21.2], [107.0, 21.0]]]
BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)


def geojson(path: Path, *features: tuple[dict[str, Any], Any]) -> Path:
    told = [
        {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": coordinates}}
        for properties, coordinates in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": told}), encoding="utf-8")
    return path


@pytest.mark.parametrize(("day", "count"), [(BEFORE, 63), (SINCE, 34)])
def test_each_day_has_all_its_provinces(day: date, count: int) -> None:
    found = {one.code for one in Atlas().on(1, day)}

    assert len(found) == count
    assert found == {one.code for one in gazetteer().provinces(day)}


def test_names_are_those_of_the_day() -> None:
    assert {one.name for one in provinces() if one.code == "82"} == {"tỉnh Tiền Giang", "tỉnh Đồng Tháp"}


def area(code: str, day: date) -> float:
    (outline,) = [one for one in Atlas().on(1, day) if one.code == code]
    return sum(
        abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2
        for polygon in outline.polygons
        for ring in polygon[:1]
    )


@pytest.mark.parametrize(("heir", "parts"), [("51", ("51", "62")), ("79", ("79", "74", "77")), ("19", ("19", "06"))])
def test_a_new_province_is_as_large_as_its_parts(heir: str, parts: tuple[str, ...]) -> None:
    assert area(heir, SINCE) == pytest.approx(sum(area(code, BEFORE) for code in parts), rel=0.05)


def test_no_border_is_left_within_a_new_province() -> None:
    assert all(len(polygon) == 1 for one in Atlas().on(1, SINCE) for polygon in one.polygons)


def test_islands_are_where_they_belong() -> None:
    (outline,) = [one for one in Atlas().on(1, BEFORE) if one.code == "77"]

    assert any(abs(x - 106.6) < 0.2 and abs(y - 8.7) < 0.2 for polygon in outline.polygons for x, y in polygon[0])
    assert {one.name for one in islands()} == {"Hoàng Sa", "Trường Sa"}


@pytest.mark.parametrize(
    "properties",
    [
        {"code": "205"},
        {"MA_HUYEN": 205},
        {"name": "thị xã Đông Triều"},
        {"ten_huyen": "TX. Đông Triều", "ten_tinh": "Quảng Ninh"},
    ],
)
def test_a_users_outlines_are_known_by_code_or_name(tmp_path: Path, properties: dict[str, Any]) -> None:
    level, (outline,) = read_outlines(geojson(tmp_path / "huyen.geojson", (properties, SQUARE)))

    assert (level, outline.code) == (2, "205")


def test_a_users_outlines_are_drawn_at_their_level(tmp_path: Path) -> None:
    atlas = Atlas([geojson(tmp_path / "huyen.geojson", ({"code": "205"}, SQUARE), ({"code": "261"}, SQUARE))])

    assert atlas.levels() == (1, 2)
    assert [one.code for one in atlas.on(2, BEFORE, within="22")] == ["205"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "is no GeoJSON"),
        ("[]", "is no FeatureCollection"),
        ('{"type": "FeatureCollection", "features": [5]}', "is no FeatureCollection"),
        ('{"features": []}', "none of its 0 features is a known unit"),
        ('{"features": [{"properties": {"name": "Atlantis"}, "geometry": null}]}', "none of its 1 features is a known unit"),
        ('{"features": [{"properties": {"code": "205"}, "geometry": null}]}', "feature 1: its geometry is no Polygon"),
        ('{"features": [{"properties": {"code": "205"}, "geometry": {"type": "Polygon", "coordinates": [[["a", 1]]]}}]}', "no rings of numbers"),
        ('{"features": [{"properties": {"code": "205"}, "geometry": {"type": "Polygon", "coordinates": [[[500000, 2300000]]]}}]}', "WGS 84"),
        ('{"features": [{"properties": {"code": "205"}, "geometry": {"type": "Polygon", "coordinates": []}}]}', "0 points"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_one_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    file = tmp_path / "x.geojson"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(UsageError, match=sentence):
        read_outlines(file)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Cannot read .*: no such file"):
        read_outlines(tmp_path / "none.geojson")


@pytest.mark.parametrize("division", ["quantile", "equal"])
@pytest.mark.parametrize("values", [[], [5], [5, 5, 5], [1, 2, 3, 4, 5, 6, 7], [-3, 0, 10**15]])
def test_every_value_has_one_class(division: Any, values: list[int]) -> None:
    found = classes([Decimal(value) for value in values], division)

    assert all(sum(one.holds(Decimal(value)) for one in found) == 1 for value in values)


def drawn(values: dict[str, Decimal], day: date = BEFORE, **told: Any) -> ET.Element:
    scale = scale_for("VND", values.values(), "vi")
    return ET.fromstring(choropleth(Atlas().on(1, day), values, Look(), scale, told=lambda code: f"<{code}>", **told))


def shapes(svg: ET.Element) -> dict[str, ET.Element]:
    return {
        one.attrib["data-code"]: one
        for one in svg.iter("{http://www.w3.org/2000/svg}path")
        if "data-code" in one.attrib
    }


def test_units_without_a_figure_are_hatched() -> None:
    found = shapes(drawn({"01": Decimal(5), "22": Decimal(9)}))

    assert [code for code, shape in found.items() if "hatched" not in shape.attrib["fill"]] == ["01", "22"]


def test_falls_have_colours_of_their_own() -> None:
    found = shapes(drawn({"01": Decimal(-5), "22": Decimal(9)}, signed=True))

    assert found["01"].attrib["fill"] in Look().colours.falls
    assert found["22"].attrib["fill"] in Look().colours.classes


def test_names_on_a_map_stay_text() -> None:
    title = shapes(drawn({"01": Decimal(5)}))["01"].find("{http://www.w3.org/2000/svg}title")

    assert title is not None
    assert title.text == "<01>"


def test_a_map_has_no_styles_or_scripts() -> None:
    svg = drawn({"01": Decimal(5)}, islands=islands(), title="Thu & chi")

    assert not {"style", "script"} & {one.tag.rpartition("}")[2] for one in svg.iter()}
    assert not any("style" in one.attrib for one in svg.iter())


def test_the_legend_tells_the_bounds_and_what_is_missing() -> None:
    values = {"01": Decimal(5 * 10**9), "22": Decimal(90 * 10**9)}
    found = legend_of(Atlas().on(1, BEFORE), values, Look(), scale_for("VND", values.values(), "vi"))

    assert [one.words for one in found] == ["5", "90", "chưa có số liệu (61)"]
