"""Many places over time, each in a small chart with the same axes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import altair as alt

from solieu.serve.charts.frame import PLAIN, Rows, finished
from solieu.serve.charts.labels import state_of
from solieu.serve.charts.points import KINDS, of_kind
from solieu.serve.charts.scales import scale_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.serve.charts.look import Look
    from solieu.serve.charts.points import Point

__all__ = ["MOST_PLACES", "multiples"]

MOST_PLACES = 24
_LONGEST = 24


def multiples(points: Sequence[Point], look: Look, *, alt_text: str = "") -> dict[str, Any]:
    """The specification of small charts of the places with most figures, of the kind of period that has most."""
    every = of_kind(points)
    chosen = every[max(every, key=lambda kind: (len(every[kind]), -KINDS.index(kind)))]
    counted = Counter(point.place for point in chosen)
    last = {point.place: point.value for point in chosen}
    places = sorted(
        sorted(counted, key=lambda place: (-counted[place], place))[:MOST_PLACES], key=lambda place: -last[place]
    )
    kept = [point for point in chosen if point.place in set(places)]
    scale = scale_for(kept[0].unit, [point.value for point in kept], look.language, kept[0].unit_text)
    rows: Rows = [
        {"x": f"{point.middle.isoformat()}T00:00:00Z", "y": scale(point.value), "place": _short(point.place),
         "run": str(point.end.year) if point.kind == "to_date" else "", "plan": state_of(point) == "chart_plan"}
        for point in kept
    ]  # fmt: skip
    columns = 2 if look.narrow else 4
    width = (look.width - 70) // columns - 16
    colours = look.colours
    x = alt.X(field="x", type="temporal", scale=alt.Scale(type="utc"),
              axis=alt.Axis(title=None, format="%Y", tickCount=3, grid=False))  # fmt: skip
    y = alt.Y(
        field="y",
        type="quantitative",
        axis=alt.Axis(tickCount=3, format=",.6~r", domain=False, ticks=False, title=None),
    )
    base = alt.Chart()
    lines = base.transform_filter("datum.plan === false").mark_line(color=colours.result, strokeWidth=1.8).encode(
        x=x, y=y, detail=alt.Detail(field="run", type="nominal")
    )  # fmt: skip
    dots = (
        base.transform_filter("datum.plan === false")
        .mark_point(color=colours.result, filled=True, size=28, opacity=1)
        .encode(x=x, y=y)
    )
    plans = base.transform_filter("datum.plan === true").mark_point(
        color=colours.plan, filled=False, size=34, opacity=1, shape="diamond"
    ).encode(x=x, y=y)  # fmt: skip
    layered = alt.layer(lines, plans, dots, width=width, height=84)
    facet = alt.Facet(field="place", type="nominal", sort=[_short(place) for place in places], title=None)
    unit = alt.TitleParams(scale.name, fontWeight="normal", color=colours.soft)
    whole = layered.facet(facet=facet, columns=columns, data=PLAIN, spacing=18, title=unit)
    return finished(whole, rows, look, alt_text=alt_text)


def _short(place: str) -> str:
    return place if len(place) <= _LONGEST else f"{place[: _LONGEST - 1]}…"
