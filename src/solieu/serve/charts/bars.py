"""Bars that lie: places in order, attainment of plans against the 100 % line, changes to both sides of zero."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import altair as alt

from solieu.serve.charts.frame import Rows, empty, finished, font_size, state_scale
from solieu.serve.charts.labels import full_period, state_of
from solieu.serve.charts.points import rise_of
from solieu.serve.charts.scales import Scale, scale_for
from solieu.serve.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.serve.charts.look import Look
    from solieu.serve.charts.points import Point

__all__ = ["MOST_ROWS", "attainment", "changes", "ranking"]

MOST_ROWS = 32
_HUNDRED = Decimal(100)
_STEP, _STEP_NARROW = 25, 40


def ranking(points: Sequence[Point], look: Look, *, alt_text: str = "") -> dict[str, Any]:
    """Places by the value of one period, the greatest first; plans lie hollow behind the results."""
    by_place: dict[str, dict[str, Point]] = {}
    for point in points:
        state = "chart_plan" if state_of(point) == "chart_plan" else "result"
        by_place.setdefault(point.place, {}).setdefault(state, point)
    order = sorted(by_place, key=lambda place: (-_shown(by_place[place]).value, place))
    if not order:
        return empty(look)
    kept = order[:MOST_ROWS]
    scale = scale_for(points[0].unit, [point.value for point in points], look.language, points[0].unit_text)
    rows: Rows = []
    for place in kept:
        for state in ("chart_plan", "result"):
            point = by_place[place].get(state)
            if point is not None:
                rows.append({"name": place, "value": scale(point.value), "state": say(look.language, state_of(point)),
                             "key": state_of(point)})  # fmt: skip
    labels = [_label(place, _shown(by_place[place]), scale) for place in kept]
    return _lying(kept, rows, labels, look, title=scale.name, alt_text=alt_text, left_out=len(order) - len(kept))


def _shown(found: dict[str, Point]) -> Point:
    return found.get("result") or found["chart_plan"]


def _label(name: str, point: Point, scale: Scale) -> dict[str, Any]:
    return {
        "name": name,
        "value": scale(point.value),
        "words": scale.written(point.value) + ("*" if point.disputed else ""),
    }


def _lying(
    names: Sequence[str], rows: Rows, labels: Rows, look: Look, *, title: str, alt_text: str, left_out: int
) -> dict[str, Any]:
    """Bars from zero, with results over hollow plans."""
    y, height = _rows_axis(names, look)
    low, high = min(0.0, *(row["value"] for row in rows)), max(0.0, *(row["value"] for row in rows))
    x = _values_axis(low, high, title)
    fill, stroke = state_scale(look, {row["key"] for row in rows})
    legend = alt.Legend() if len({row["key"] for row in rows}) > 1 else None
    thick = {"plan": 17, "result": 12}
    layers = [
        alt.Chart(alt.NamedData(name="rows")).transform_filter(f"{'' if which == 'plan' else '!'}(datum.key === 'chart_plan')")
        .mark_bar(height=thick[which], strokeWidth=1.3, yOffset=8 if look.narrow else 0)
        .encode(
            x=x.x(), y=y, fill=alt.Fill(field="state", type="nominal", scale=fill, legend=legend),
            stroke=alt.Stroke(field="state", type="nominal", scale=stroke, legend=legend),
        )
        for which in ("plan", "result")
        if any((row["key"] == "chart_plan") == (which == "plan") for row in rows)
    ]  # fmt: skip
    furthest = {
        row["name"]: max(row["value"], *(one["value"] for one in rows if one["name"] == row["name"])) for row in rows
    }
    for label in labels:
        label["at"] = furthest[label["name"]] if label["value"] >= 0 else min(0.0, label["value"])
    layers += _words(labels, x, y, look)
    subtitle = _left_out(left_out, look)
    chart = alt.layer(*layers, width=_bar_width(look), height=height, **subtitle)
    return finished(
        chart, {"rows": rows, "labels": labels, "names": [{"name": name} for name in names]}, look, alt_text=alt_text
    )


def attainment(points: Sequence[Point], look: Look, *, alt_text: str = "") -> dict[str, Any]:
    """Percentages of plans as bars, with a line at 100 %."""
    if not points:
        return empty(look)
    one_place = len({point.place for point in points}) == 1
    order = sorted(points, key=lambda point: (-point.end.toordinal(), point.start, point.place) if one_place else
                   (-point.value, -point.end.toordinal(), point.place))  # fmt: skip
    kept, colours = order[:MOST_ROWS], look.colours
    scale = scale_for("percent", [point.value for point in kept], look.language)
    names = _names([_of_attainment(point, look, one_place=one_place) for point in kept])
    rows: Rows = [
        {"name": name, "value": scale(point.value), "so_far": _so_far(point)}
        for name, point in zip(names, kept, strict=True)
    ]
    labels = [{"name": name, "value": scale(point.value), "at": max(0.0, scale(point.value)), "words": scale.told(point.value) + ("*" if point.disputed else "")}
              for name, point in zip(names, kept, strict=True)]  # fmt: skip
    high = max(118.0, *(row["value"] for row in rows))
    x = _values_axis(min(0.0, *(row["value"] for row in rows)), high, "")
    y, height = _rows_axis(names, look)
    shift = 8 if look.narrow else 0
    data = alt.NamedData(name="rows")
    colour = alt.Color(field="so_far", type="nominal", legend=None, scale=alt.Scale(
        domain=["reached", "under way", "missed"], range=[colours.result, colours.to_date, colours.below]))  # fmt: skip
    bars = alt.Chart(data).mark_bar(height=12, yOffset=shift).encode(x=x.x(), y=y, color=colour)
    track = (
        alt.Chart(data).mark_bar(height=17, yOffset=shift, fill=colours.line, opacity=0.55).encode(x=x.at(100.0), y=y)
    )
    rule = alt.Chart(alt.NamedData(name="hundred")).mark_rule(color=colours.ink, strokeWidth=1.6).encode(x=x.x())  # fmt: skip
    named = alt.Chart(alt.NamedData(name="hundred")).mark_text(
        y=-8, fontSize=font_size(look) - 2, color=colours.soft, align="center"
    ).encode(x=x.x(), text=alt.Text(field="words", type="nominal"))  # fmt: skip
    chart = alt.layer(track, bars, rule, named, *_words(labels, x, y, look), width=_bar_width(look), height=height,
                      **_left_out(len(order) - len(kept), look))  # fmt: skip
    hundred = [{"value": 100.0, "words": say(look.language, "chart_hundred")}]
    return finished(
        chart,
        {"rows": rows, "labels": labels, "hundred": hundred, "names": [{"name": name} for name in names]},
        look,
        alt_text=alt_text,
    )


def _so_far(point: Point) -> str:
    """Whether a plan was reached; within a year, one that was not may yet be."""
    if point.value >= _HUNDRED:
        return "reached"
    return "missed" if point.kind in ("year", "years") else "under way"


def _of_attainment(point: Point, look: Look, *, one_place: bool) -> str:
    period = full_period(point, look.language)
    first = period if one_place else f"{point.place} · {period}"
    return f"{first} · {point.basis}" if point.basis else first


def changes(points: Sequence[Point], look: Look, *, alt_text: str = "") -> dict[str, Any]:
    """Rises to the right of zero and falls to the left, in percent; an index of 108,1 is a rise of 8,1."""
    if not points:
        return empty(look)
    one_place = len({point.place for point in points}) == 1
    order = sorted(points, key=lambda point: (-point.end.toordinal(), point.start, point.place) if one_place else
                   (-rise_of(point), -point.end.toordinal(), point.place))  # fmt: skip
    kept, colours = order[:MOST_ROWS], look.colours
    scale = scale_for("percent", [rise_of(point) for point in kept], look.language)
    names = _names(
        [
            full_period(point, look.language) if one_place else f"{point.place} · {full_period(point, look.language)}"
            for point in kept
        ]
    )
    rows: Rows = [
        {"name": name, "value": scale(rise_of(point)), "rises": rise_of(point) >= 0}
        for name, point in zip(names, kept, strict=True)
    ]
    labels = [
        {"name": name, "value": scale(rise_of(point)), "at": scale(rise_of(point)),
         "words": scale.told(rise_of(point), signed=True) + ("*" if point.disputed else "")}
        for name, point in zip(names, kept, strict=True)
    ]  # fmt: skip
    high = max(0.0, *(row["value"] for row in rows))
    low = min(0.0, *(row["value"] for row in rows))
    room = 0.16 * (high - low or 1.0)
    x = _values_axis(low - (room if low < 0 else 0), high + (room if high > 0 else 0), "", exact=True)
    y, height = _rows_axis(names, look)
    colour = alt.Color(
        field="rises",
        type="nominal",
        legend=None,
        scale=alt.Scale(domain=[True, False], range=[colours.result, colours.below]),
    )
    bars = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_bar(height=12, yOffset=8 if look.narrow else 0)
        .encode(x=x.x(), y=y, color=colour)
    )
    zero = alt.Chart(alt.NamedData(name="zero")).mark_rule(color=colours.ink, strokeWidth=1.2).encode(
        x=x.x()
    )  # fmt: skip
    chart = alt.layer(
        bars,
        zero,
        *_words(labels, x, y, look),
        width=_bar_width(look),
        height=height,
        **_left_out(len(order) - len(kept), look),
    )
    return finished(
        chart,
        {"rows": rows, "labels": labels, "zero": [{"value": 0.0}], "names": [{"name": name} for name in names]},
        look,
        alt_text=alt_text,
    )


def _names(wanted: Sequence[str]) -> list[str]:
    """Names of rows, which have to differ: a mark that is not seen is added to those that are there already."""
    found: dict[str, None] = {}
    for name in wanted:
        while name in found:
            name += "\u200b"
        found[name] = None
    return list(found)


def _rows_axis(names: Sequence[str], look: Look) -> tuple[alt.Y, int]:
    """A row for each name; on a narrow screen the name stands over its bar."""
    step = _STEP_NARROW if look.narrow else _STEP
    axis = (
        None
        if look.narrow
        else alt.Axis(
            title=None,
            domain=False,
            ticks=False,
            labelLimit=_name_width(look),
            labelPadding=8,
            labelColor=look.colours.ink,
            grid=False,
        )
    )
    return alt.Y(
        field="name", type="nominal", sort=list(names), axis=axis, scale=alt.Scale(paddingInner=0.2, paddingOuter=0.1)
    ), step * len(names)


def _name_width(look: Look) -> int:
    return 0 if look.narrow else 290


def _bar_width(look: Look) -> int:
    return look.width - (30 if look.narrow else _name_width(look) + 70)


class _Values(NamedTuple):
    """The axis on which values lie."""

    axis: alt.Axis
    scale: alt.Scale

    def x(self, field: str = "value") -> alt.X:
        return alt.X(field=field, type="quantitative", axis=self.axis, scale=self.scale)

    def at(self, value: float) -> alt.XDatum:
        return alt.XDatum(datum=value, type="quantitative", axis=self.axis, scale=self.scale)


def _values_axis(low: float, high: float, title: str, *, exact: bool = False) -> _Values:
    axis = alt.Axis(tickCount=4, format=",.6~r", domain=False, ticks=False, title=title or None, titleAnchor="end")
    ends = [low, high] if exact else [low * 1.16, high * 1.16 if high else 1.0]
    if ends[0] == ends[1]:
        ends = [ends[0] - 1.0, ends[1] + 1.0]
    return _Values(axis, alt.Scale(domain=ends, nice=False))


def _words(labels: Rows, x: _Values, y: alt.Y, look: Look) -> list[alt.Chart]:
    """The numbers at the ends of the bars and, on a narrow screen, the names over them."""
    size, shift = font_size(look) - 1, 8 if look.narrow else 0
    data = alt.NamedData(name="labels")
    at = x.x("at")
    text = alt.Text(field="words", type="nominal")
    ends = [
        alt.Chart(data).transform_filter(f"datum.value {sign} 0")
        .mark_text(align=align, dx=dx, dy=shift, fontSize=size).encode(x=at, y=y, text=text)
        for sign, align, dx in ((">=", "left", 7), ("<", "right", -7))
        if any((label["value"] >= 0) == (sign == ">=") for label in labels)
    ]  # fmt: skip
    if look.narrow:
        ends.append(
            alt.Chart(alt.NamedData(name="names"))
            .mark_text(align="left", x=0, dy=-10, fontSize=size, limit=look.width - 20)
            .encode(y=y, text=alt.Text(field="name", type="nominal"))
        )
    return ends


def _left_out(count: int, look: Look) -> dict[str, Any]:
    if not count:
        return {}
    words = say(look.language, "chart_left_out_rows", count=count)
    return {
        "title": alt.TitleParams(
            words, orient="bottom", anchor="start", fontWeight="normal", color=look.colours.soft, offset=8
        )
    }
