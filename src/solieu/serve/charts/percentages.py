"""Percentages: plans attained, with a line at 100 %, and changes to both sides of zero.

Of one place there is a row for each period, the last first; of several a row for each place in the one period that
most of them have.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import altair as alt

from solieu.serve.charts.frame import Rows, empty, finished, font_size
from solieu.serve.charts.labels import full_period
from solieu.serve.charts.lying import (
    MOST_ROWS,
    bar_shift,
    bar_width,
    distinct,
    end_words,
    rows_axis,
    told_below,
    values_axis,
)
from solieu.serve.charts.points import of_one_period, rise_of
from solieu.serve.charts.scales import scale_for
from solieu.serve.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from solieu.serve.charts.look import Look
    from solieu.serve.charts.points import Point

__all__ = ["attainment", "changes"]

_HUNDRED = Decimal(100)
_LEAST_END = 118.0
"""Up to which the axis of attainments goes at least."""
_NEAR_THE_LINE = 78.0
"""From here on the number of a bar would lie across the line at 100 %."""


def attainment(points: Sequence[Point], look: Look, *, alt_text: str = "") -> dict[str, Any]:
    """Percentages of plans as bars in a track that ends at 100 %."""
    if not points:
        return empty(look)
    rows = _Rows(points, look, lambda point: point.value, with_basis=True)
    data = rows.data(lambda point: _so_far(point), at=_clear_of_the_line)
    data["hundred"] = [{"value": 100.0, "words": say(look.language, "chart_hundred")}]
    x = values_axis([row["value"] for row in data["rows"]] + [_LEAST_END / 1.16])
    y, height = rows_axis(rows.names, look)
    colours, shift = look.colours, bar_shift(look)
    groups = alt.Scale(
        domain=["reached", "under way", "missed"], range=[colours.result, colours.to_date, colours.below]
    )
    colour = alt.Color(field="group", type="nominal", legend=None, scale=groups)
    base, hundred = alt.Chart(alt.NamedData(name="rows")), alt.Chart(alt.NamedData(name="hundred"))
    track = base.mark_bar(height=17, yOffset=shift, fill=colours.line, opacity=0.55).encode(x=x.at(100.0), y=y)
    bars = base.mark_bar(height=12, yOffset=shift).encode(x=x.x(), y=y, color=colour)
    line = hundred.mark_rule(color=colours.ink, strokeWidth=1.6).encode(x=x.x())
    named = hundred.mark_text(y=-8, fontSize=font_size(look) - 2, color=colours.soft).encode(
        x=x.x(), text=alt.Text(field="words", type="nominal")
    )
    layers = (track, bars, line, named, *end_words(data["labels"], x, y, look))
    chart = alt.layer(*layers, width=bar_width(rows.names, look), height=height, **rows.told_below())
    return finished(chart, data, look, alt_text=alt_text)


def changes(points: Sequence[Point], look: Look, *, alt_text: str = "") -> dict[str, Any]:
    """Rises to the right of zero and falls to the left, in percent; an index of 108,1 is a rise of 8,1."""
    if not points:
        return empty(look)
    rows = _Rows(points, look, rise_of, signed=True)
    data = rows.data(lambda point: "rises" if rise_of(point) >= 0 else "falls", at=lambda value: value)
    data["zero"] = [{"value": 0.0}]
    x = values_axis([row["value"] for row in data["rows"]])
    y, height = rows_axis(rows.names, look)
    groups = alt.Scale(domain=["rises", "falls"], range=[look.colours.result, look.colours.below])
    colour = alt.Color(field="group", type="nominal", legend=None, scale=groups)
    bars = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_bar(height=12, yOffset=bar_shift(look))
        .encode(x=x.x(), y=y, color=colour)
    )
    zero = alt.Chart(alt.NamedData(name="zero")).mark_rule(color=look.colours.ink, strokeWidth=1.2).encode(x=x.x())
    layers = (bars, zero, *end_words(data["labels"], x, y, look))
    chart = alt.layer(*layers, width=bar_width(rows.names, look), height=height, **rows.told_below())
    return finished(chart, data, look, alt_text=alt_text)


class _Rows:
    """The rows of a chart of percentages, in their order."""

    def __init__(
        self, points: Sequence[Point], look: Look, value_of: Callable[[Point], Decimal], *, with_basis: bool = False, signed: bool = False
    ) -> None:  # fmt: skip
        self.look, self.value_of, self.signed = look, value_of, signed
        self.is_one_place = len({point.place for point in points}) == 1
        if self.is_one_place:
            order = sorted(points, key=lambda point: (-point.end.toordinal(), point.start, point.figure))
        else:
            order = sorted(of_one_period(points), key=lambda point: (-value_of(point), point.place))
        self.kept, self.left_out = order[:MOST_ROWS], len(order[MOST_ROWS:])
        self.names = distinct([self._name(point, with_basis=with_basis) for point in self.kept])

    def data(self, group_of: Callable[[Point], str], at: Callable[[float], float]) -> dict[str, Rows]:
        """The bars with their groups, and the numbers with their places."""
        scale = scale_for("percent", [self.value_of(point) for point in self.kept], self.look.language)
        rows: Rows = []
        labels: Rows = []
        for name, point in zip(self.names, self.kept, strict=True):
            value = scale(self.value_of(point))
            words = scale.told(self.value_of(point), signed=self.signed) + ("*" if point.disputed else "")
            rows.append({"name": name, "value": value, "group": group_of(point)})
            labels.append({"name": name, "value": value, "at": at(value), "words": words})
        return {"rows": rows, "labels": labels, "names": [{"name": name} for name in self.names]}

    def told_below(self) -> dict[str, Any]:
        """The period, of several places, and how many rows are not drawn."""
        return told_below(self.left_out, self.look, None if self.is_one_place else self.kept[0])

    def _name(self, point: Point, *, with_basis: bool) -> str:
        first = full_period(point, self.look.language) if self.is_one_place else point.place
        return f"{first} · {point.basis}" if with_basis and point.basis else first


def _so_far(point: Point) -> str:
    """Whether a plan was reached; within a year, one that was not may yet be."""
    if point.value >= _HUNDRED:
        return "reached"
    return "missed" if point.kind in ("year", "years") else "under way"


def _clear_of_the_line(value: float) -> float:
    """Where the number of a bar begins: beyond the line at 100 % if it would lie across it."""
    return 100.0 if _NEAR_THE_LINE < value < float(_HUNDRED) else max(0.0, value)
