"""A map whose units are coloured by their values."""

from __future__ import annotations

import math
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from solieu.serve.maps.classes import classes
from solieu.serve.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from solieu.serve.charts.look import Colours, Look
    from solieu.serve.charts.scales import Scale
    from solieu.serve.maps.classes import Class, Division
    from solieu.serve.maps.outlines import Island, Outline, Ring

__all__ = ["Entry", "choropleth", "legend_of"]

_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif"
_MARGIN = 8
_HATCHED = "url(#hatched)"
_TALLEST = 1.45
"""Of the width."""
_MOST_KEPT = 4096
"""Outlines as they were drawn last."""
_CLOSE = 0.4
"""Pixels: points of an outline nearer to each other are drawn as one."""


class _View(NamedTuple):
    """From longitude and latitude to pixels."""

    west: float
    north: float
    across: float
    """Pixels of a degree of longitude."""
    up: float
    left: float
    width: float
    height: float

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        return self.left + (longitude - self.west) * self.across, _MARGIN + (self.north - latitude) * self.up


class Entry(NamedTuple):
    """A line of the legend."""

    colour: str
    words: str


def legend_of(
    outlines: Sequence[Outline], values: Mapping[str, Decimal], look: Look, scale: Scale, *, signed: bool = False,
    division: Division = "quantile",
) -> list[Entry]:  # fmt: skip
    """The classes with their bounds, and how many units have no figure."""
    shades = _shades(values, look.colours, scale, signed=signed, division=division)
    entries = [Entry(shade.colour, _bounds(shade.of, scale, look)) for shade in shades]
    missing = sum(one.code not in values for one in outlines)
    return entries + ([Entry(_HATCHED, say(look.language, "map_missing", count=missing))] if missing else [])


def choropleth(
    outlines: Sequence[Outline],
    values: Mapping[str, Decimal],
    look: Look,
    scale: Scale,
    *,
    told: Callable[[str], str],
    signed: bool = False,
    division: Division = "quantile",
    islands: Iterable[Island] = (),
    alt: str = "",
    title: str = "",
    with_legend: bool = True,
) -> str:
    """The SVG of ``outlines`` coloured by the ``values`` of their codes; those without are hatched.

    ``told`` gives the words that a pointer on a unit shows. Values to both sides of zero, where ``signed``, get colours of
    their own on each side. ``title`` stands above a picture that is sent on alone.
    """
    signs = tuple(islands)
    view = _view(outlines, signs, look)
    shades = _shades(values, look.colours, scale, signed=signed, division=division)
    entries = legend_of(outlines, values, look, scale, signed=signed, division=division) if with_legend else []
    head, foot = (26 if title else 0), (_legend_height(entries) if with_legend else 0)
    width, height = round(view.width), round(view.height + head + foot)
    shapes = "".join(_shape(one, values.get(one.code), shades, view, told) for one in outlines)
    marks = "".join(_sign(one, values.get(one.code), shades, view, look) for one in signs)
    legend = (
        f'<g transform="translate({_MARGIN} {round(view.height) + 6})">{_legend(entries, look, scale)}</g>'
        if with_legend
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'class="choropleth" aria-label="{escape(alt)}" font-family="{_FONT}">'
        f"{_hatching(look.colours)}{_ground(width, height, look)}{_heading(title, look)}"
        f'<g transform="translate(0 {head})"><g stroke="{look.colours.ground}" stroke-width="0.7" stroke-linejoin="round">{shapes}</g>'
        f"{marks}{legend}</g></svg>"
    )


def _heading(title: str, look: Look) -> str:
    if not title:
        return ""
    return (
        f'<text x="{_MARGIN}" y="18" font-size="14" font-weight="600" fill="{look.colours.ink}">{escape(title)}</text>'
    )


def _ground(width: int, height: int, look: Look) -> str:
    return f'<rect width="{width}" height="{height}" fill="{look.colours.ground}"/>' if look.ground else ""


def _hatching(colours: Colours) -> str:
    return (
        '<defs><pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="{colours.line}"/><rect width="1.6" height="6" fill="{colours.soft}" fill-opacity="0.55"/></pattern></defs>'
    )


def _view(outlines: Sequence[Outline], islands: Sequence[Island], look: Look) -> _View:
    corners = [corner for one in outlines for corner in _corners(_Shapes(one.polygons))]
    # Names of islands need room to both sides of their signs.
    corners += [(one.longitude + east, one.latitude) for one in islands for east in (-1.0, 1.2)]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    shrink = math.cos(math.radians((south + north) / 2))
    inner = look.width - 2 * _MARGIN
    up = min(inner / max((east - west) * shrink, 1e-6), inner * _TALLEST / max(north - south, 1e-6))
    left = _MARGIN + (inner - (east - west) * shrink * up) / 2
    return _View(west, north, up * shrink, up, left, inner + 2 * _MARGIN, (north - south) * up + 2 * _MARGIN)


class _Shapes:
    """The polygons of an outline, the same only as themselves: comparing all their points would take as long as drawing them."""

    __slots__ = ("polygons",)

    def __init__(self, polygons: tuple[tuple[Ring, ...], ...]) -> None:
        self.polygons = polygons

    def __hash__(self) -> int:
        return id(self.polygons)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shapes) and self.polygons is other.polygons


@lru_cache(_MOST_KEPT)
def _corners(shapes: _Shapes) -> tuple[tuple[float, float], tuple[float, float]]:
    """The south-western and the north-eastern one."""
    points = [point for polygon in shapes.polygons for ring in polygon for point in ring]
    return (min(x for x, _ in points), min(y for _, y in points)), (
        max(x for x, _ in points),
        max(y for _, y in points),
    )


@lru_cache(_MOST_KEPT)
def _path(shapes: _Shapes, view: _View) -> str:
    return "".join(_ring(ring, view) for polygon in shapes.polygons for ring in polygon)


class _Shade(NamedTuple):
    of: Class
    colour: str


def _shades(
    values: Mapping[str, Decimal], colours: Colours, scale: Scale, *, signed: bool, division: Division
) -> list[_Shade]:
    every = list(values.values())
    if signed and any(value < 0 for value in every):
        falls = classes([value for value in every if value < 0], division, len(colours.falls))
        rises = classes([value for value in every if value >= 0], division, len(colours.falls))
        below = _from(colours.falls, len(falls))
        above = _from(tuple(reversed(colours.classes[-len(colours.falls) :])), len(rises))
        return [
            *(_Shade(one, colour) for one, colour in zip(falls, below, strict=True)),
            *(_Shade(one, colour) for one, colour in zip(rises, reversed(above), strict=True)),
        ]
    found = classes(every, division, len(colours.classes))
    return [_Shade(one, colour) for one, colour in zip(found, _spaced(colours.classes, len(found)), strict=True)]


def _from(colours: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The strongest ``count`` of colours that begin with the strongest."""
    return colours[:count]


def _spaced(colours: tuple[str, ...], count: int) -> tuple[str, ...]:
    """``count`` of the colours, as far from each other as can be."""
    if count <= 1:
        return colours[2:3] * count
    return tuple(colours[round(at * (len(colours) - 1) / (count - 1))] for at in range(count))


def _colour(value: Decimal | None, shades: Sequence[_Shade]) -> str:
    if value is None:
        return _HATCHED
    return next(shade.colour for shade in shades if shade.of.holds(value))


def _shape(
    one: Outline, value: Decimal | None, shades: Sequence[_Shade], view: _View, told: Callable[[str], str]
) -> str:
    return (
        f'<path d="{_path(_Shapes(one.polygons), view)}" fill="{_colour(value, shades)}" fill-rule="evenodd" data-code="{escape(one.code)}">'
        f"<title>{escape(told(one.code))}</title></path>"
    )


def _ring(ring: Sequence[tuple[float, float]], view: _View) -> str:
    """The path of a ring without points that no eye tells apart; a ring smaller than that becomes a dot."""
    found: list[tuple[float, float]] = []
    for longitude, latitude in ring:
        point = view(longitude, latitude)
        if not found or abs(point[0] - found[-1][0]) + abs(point[1] - found[-1][1]) > _CLOSE:
            found.append(point)
    if len(found) < 3:
        x, y = found[0]
        found = [(x - 0.5, y - 0.5), (x + 0.5, y - 0.5), (x + 0.5, y + 0.5), (x - 0.5, y + 0.5)]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in found) + "Z"


def _sign(one: Island, value: Decimal | None, shades: Sequence[_Shade], view: _View, look: Look) -> str:
    """A ring of dots for islands too small to be seen, with their name."""
    x, y = view(one.longitude, one.latitude)
    colours = look.colours
    dots = "".join(
        f'<circle cx="{x + across:.1f}" cy="{y + down:.1f}" r="2.6" fill="{_colour(value, shades)}" stroke="{colours.soft}" stroke-width="0.8"/>'
        for across, down in ((-7, 2), (0, -5), (6, 3), (-1, 6))
    )
    size = 10 if look.narrow else 12
    return f'<g>{dots}<text x="{x:.1f}" y="{y + 26:.1f}" text-anchor="middle" font-size="{size}" fill="{colours.soft}">{escape(one.name)}</text></g>'


def _legend_height(entries: Sequence[Entry]) -> int:
    return 24 + 20 * -(-len(entries) // 3)


def _legend(entries: Sequence[Entry], look: Look, scale: Scale) -> str:
    """The entries, three in a row, below the name of the unit."""
    ink, soft = look.colours.ink, look.colours.soft
    step = (look.width - 2 * _MARGIN) // 3
    name = f'<text x="0" y="10" font-size="12" fill="{soft}">{escape(scale.name)}</text>'
    return name + "".join(
        f'<g transform="translate({at % 3 * step} {20 + at // 3 * 20})"><rect width="14" height="14" rx="2" fill="{one.colour}" stroke="{soft}" '
        f'stroke-width="0.4"/><text x="20" y="11.5" font-size="{11 if look.narrow else 12}" fill="{ink}">{escape(one.words)}</text></g>'
        for at, one in enumerate(entries)
    )


def _bounds(one: Class, scale: Scale, look: Look) -> str:
    low, high = scale.written(one.low), scale.written(one.high)
    return low if low == high else say(look.language, "map_from_to", low=low, high=high)
