"""The outlines of units: those of the provinces that come with solieu, and those that a user brings for other levels."""

from __future__ import annotations

import json
import math
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from solieu.errors import UsageError
from solieu.knowledge.gazetteer import gazetteer
from solieu.knowledge.loader import read_rows, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from solieu.model import Place

__all__ = ["Atlas", "Island", "Outline", "islands", "provinces", "read_outlines"]

Ring: TypeAlias = "tuple[tuple[float, float], ...]"
_LARGEST = 64 * 1024 * 1024
_MOST_POINTS = 2_000_000
_LEVEL_OF_CODE = {2: 1, 3: 2, 5: 3}
_CODE_KEYS = ("code", "ma", "ma_dvhc", "ma_xa", "maxa", "ma_huyen", "mahuyen", "ma_tinh", "matinh", "id")
_NAME_KEYS = ("full_name", "name", "ten", "ten_dvhc", "ten_xa", "tenxa", "name_3", "ten_huyen", "tenhuyen", "name_2", "ten_tinh",
              "tentinh", "name_1")  # fmt: skip
_PARENT_KEYS = ("parent", "province", "tinh", "ten_tinh", "tentinh", "name_1")


class Outline(NamedTuple):
    """Where a unit lies, and when it was so."""

    code: str
    name: str
    polygons: tuple[tuple[Ring, ...], ...]
    """Each with its outer ring first; longitude and latitude."""
    valid_from: date | None = None
    valid_to: date | None = None

    def stood_on(self, day: date) -> bool:
        """Whether the unit had this outline on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Island(NamedTuple):
    """Islands of which the outlines show nothing: they are drawn as a sign with their name."""

    code: str
    """Of the province that they are of, before 2025-07-01 and since."""
    name: str
    longitude: float
    latitude: float


class Atlas:
    """The outlines at hand, by level."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        self._own: dict[int, tuple[Outline, ...]] = {}
        for path in files:
            level, found = read_outlines(path)
            self._own[level] = self._own.get(level, ()) + found

    def levels(self) -> tuple[int, ...]:
        """The levels of which a map can be drawn."""
        return tuple(sorted({1, *self._own}))

    def on(self, level: int, day: date, *, within: str | None = None) -> tuple[Outline, ...]:
        """The outlines of a level on a day, all or those in one province."""
        every = self._own.get(level) or (provinces() if level == 1 else ())
        standing = tuple(one for one in every if one.stood_on(day))
        return standing if within is None else tuple(one for one in standing if _lies_in(one.code, within, day))

    def is_own(self, level: int) -> bool:
        """Whether a user brought the outlines of this level."""
        return level in self._own


@cache
def provinces() -> tuple[Outline, ...]:
    """The outlines that come with solieu: 63 provinces to 2025-06-30, 34 since."""
    return tuple(
        Outline(
            one["properties"]["code"], one["properties"]["name"], _polygons(one["geometry"]),
            _day(one["properties"]["valid_from"]), _day(one["properties"]["valid_to"]),
        )
        for one in json.loads(read_text("provinces.geojson"))["features"]
    )  # fmt: skip


@cache
def islands() -> tuple[Island, ...]:
    """Islands without outlines."""
    return tuple(
        Island(row["code"], row["name"], float(row["longitude"]), float(row["latitude"]))
        for row in read_rows("islands.csv")
    )


def read_outlines(path: Path) -> tuple[int, tuple[Outline, ...]]:
    """The level and outlines in a user's GeoJSON file, whose features are known by a property with a code or name.

    Raises:
        UsageError: if it cannot be read or used; the sentence says why and what to do.
    """
    features = _features(path)
    found: list[Outline] = []
    levels: Counter[int] = Counter()
    for number, feature in enumerate(features, 1):
        properties = {str(key).lower(): value for key, value in (feature.get("properties") or {}).items()}
        place = _named(properties)
        if place is None:
            continue
        polygons = _checked(path, number, feature.get("geometry"))
        levels[place.level] += 1
        found.append(
            Outline(
                place.code,
                place.full_name,
                polygons,
                _day(properties.get("valid_from")),
                _day(properties.get("valid_to")),
            )
        )
    if not found:
        raise UsageError(
            f"{path}: none of its {len(features)} features is a known unit: give each a property code (such as 205) or name (thị xã Đông Triều)."
        )
    ((level, _),) = levels.most_common(1)
    return level, tuple(one for one in found if _LEVEL_OF_CODE[len(one.code)] == level)


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"{path} is larger than {_LARGEST // 1024**2} MB: simplify its outlines first.")
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {(error.strerror or str(error)).lower()}.") from error
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise UsageError(
            f"{path} is no GeoJSON: export the outlines as GeoJSON (a FeatureCollection in WGS 84)."
        ) from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not all(
        isinstance(one, dict) and isinstance(one.get("properties") or {}, dict) for one in features
    ):
        raise UsageError(
            f"{path} is no FeatureCollection: export the outlines as GeoJSON with one feature for each unit."
        )
    return features


def _named(properties: Mapping[str, Any]) -> Place | None:
    """The unit that the properties of a feature name."""
    for key in _CODE_KEYS:
        for code in _codes(properties.get(key)):
            forms = gazetteer().forms(code)
            if forms:
                return forms[-1]
    above = next((str(properties[key]) for key in _PARENT_KEYS if properties.get(key)), None)
    for key in _NAME_KEYS:
        name = properties.get(key)
        if isinstance(name, str) and name.strip():
            found = gazetteer().find(name.strip())
            within = [one for one in found if above is None or above == name or _is_in(one, above)]
            if len({one.code for one in within}) == 1:
                return within[-1]
    return None


def _codes(value: object) -> list[str]:
    """Codes that a value may mean: 5 and "5" are "05" and "005"."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return []
    text = str(value).strip()
    if not text.isdecimal() or len(text) > max(_LEVEL_OF_CODE):
        return []
    if isinstance(value, str) and len(text) in _LEVEL_OF_CODE:
        return [text]
    return [text.zfill(length) for length in sorted(_LEVEL_OF_CODE) if length >= len(text)]


def _is_in(place: Place, above: str) -> bool:
    return any(one.code in place.parents for one in gazetteer().find(above))


def _lies_in(code: str, province: str, day: date) -> bool:
    place = gazetteer().by_code(code, day)
    return place is not None and (place.code == province or province in place.parents)


def _checked(path: Path, number: int, geometry: object) -> tuple[tuple[Ring, ...], ...]:
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise UsageError(f"{path}, feature {number}: its geometry is no Polygon or MultiPolygon.")
    try:
        polygons = _polygons(geometry)
    except (KeyError, TypeError, ValueError, IndexError):
        raise UsageError(f"{path}, feature {number}: its coordinates are no rings of numbers.") from None
    points = [point for polygon in polygons for ring in polygon for point in ring]
    if not points or len(points) > _MOST_POINTS:
        raise UsageError(f"{path}, feature {number}: it has {len(points)} points; simplify it or take it out.")
    if not all(math.isfinite(x) and math.isfinite(y) and -180 <= x <= 180 and -90 <= y <= 90 for x, y in points):
        raise UsageError(
            f"{path}, feature {number}: its coordinates are no longitudes and latitudes; convert the file to WGS 84 (EPSG:4326)."
        )
    return polygons


def _polygons(geometry: Mapping[str, Any]) -> tuple[tuple[Ring, ...], ...]:
    nested: Sequence[Any] = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        nested = [nested]
    return tuple(
        tuple(tuple((float(point[0]), float(point[1])) for point in ring) for ring in polygon) for polygon in nested
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) and text else None
