"""Places in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from solieu.serve.charts.frame import Rows, empty, finished, state_scale
from solieu.serve.charts.labels import state_of
from solieu.serve.charts.lying import MOST_ROWS, bar_shift, bar_width, end_words, rows_axis, told_below, values_axis
from solieu.serve.charts.scales import scale_for
from solieu.serve.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from solieu.serve.charts.look import Look
    from solieu.serve.charts.points import Point

__all__ = ["ranking"]

_PLAN, _RESULT = "chart_plan", "result"
_THICK = {_PLAN: 17, _RESULT: 12}


def ranking(points: Sequence[Point], look: Look, *, alt_text: str = "") -> dict[str, Any]:
    """Places by the value of one period, the greatest first; plans lie hollow behind the results."""
    if not points:
        return empty(look)
    found: dict[str, dict[str, Point]] = {}
    for point in points:
        found.setdefault(point.place, {}).setdefault(_PLAN if state_of(point) == _PLAN else _RESULT, point)
    order = sorted(found, key=lambda place: (-_main(found[place]).value, place))
    places = order[:MOST_ROWS]
    scale = scale_for(points[0].unit, [point.value for point in points], look.language, points[0].unit_text)
    rows: Rows = [
        {"name": place, "value": scale(point.value), "state": say(look.language, state_of(point)), "is": which}
        for place in places
        for which, point in found[place].items()
    ]
    labels: Rows = []
    for place in places:
        main, furthest = _main(found[place]), max(scale(point.value) for point in found[place].values())
        value = scale(main.value)
        words = scale.written(main.value) + ("*" if main.disputed else "")
        labels.append({"name": place, "value": value, "at": furthest if value >= 0 else value, "words": words})
    y, height = rows_axis(places, look)
    x = values_axis([row["value"] for row in rows], scale.name)
    states = {state_of(point) for place in places for point in found[place].values()}
    fills, strokes = state_scale(look, states)
    legend = alt.Legend() if len(states) > 1 else None
    fill = alt.Fill(field="state", type="nominal", scale=fills, legend=legend)
    stroke = alt.Stroke(field="state", type="nominal", scale=strokes, legend=legend)
    bars = [
        alt.Chart(alt.NamedData(name="rows"))
        .transform_filter(f"datum.is === '{which}'")
        .mark_bar(height=thick, strokeWidth=1.3, yOffset=bar_shift(look))
        .encode(x=x.x(), y=y, fill=fill, stroke=stroke)
        for which, thick in _THICK.items()
        if any(row["is"] == which for row in rows)
    ]
    chart = alt.layer(
        *bars, *end_words(labels, x, y, look), width=bar_width(places, look), height=height,
        **told_below(len(order) - len(places), look),
    )  # fmt: skip
    return finished(
        chart, {"rows": rows, "labels": labels, "names": [{"name": name} for name in places]}, look, alt_text=alt_text
    )


def _main(found: Mapping[str, Point]) -> Point:
    return found.get(_RESULT) or found[_PLAN]
