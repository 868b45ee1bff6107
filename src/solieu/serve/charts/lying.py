"""What charts of bars that lie share: rows with their names, the axis of values, the numbers at the ends of the bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import altair as alt

from solieu.serve.charts.frame import Rows, font_size
from solieu.serve.charts.labels import full_period
from solieu.serve.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.serve.charts.look import Look
    from solieu.serve.charts.points import Point

__all__ = [
    "MOST_ROWS",
    "Values",
    "bar_shift",
    "bar_width",
    "distinct",
    "end_words",
    "rows_axis",
    "told_below",
    "values_axis",
]

MOST_ROWS = 32
_STEP, _STEP_NARROW = 25, 40
_SHIFT = 8
_WIDEST_NAME = 250
_ROOM = 0.16
"""Of the axis: what the number at the end of a bar needs."""


class Values(NamedTuple):
    """The axis on which values lie."""

    axis: alt.Axis
    scale: alt.Scale

    def x(self, field: str = "value") -> alt.X:
        """A field on this axis."""
        return alt.X(field=field, type="quantitative", axis=self.axis, scale=self.scale)

    def at(self, value: float) -> alt.XDatum:
        """One value on this axis."""
        return alt.XDatum(datum=value, type="quantitative", axis=self.axis, scale=self.scale)


def values_axis(values: Sequence[float], title: str = "") -> Values:
    """An axis that holds zero and all the values, with room for their numbers."""
    low, high = min(0.0, *values), max(0.0, *values)
    room = _ROOM * ((high - low) or 1.0)
    ends = [low - room if low < 0 else low, high + room if high > 0 or low == 0 else high]
    axis = alt.Axis(tickCount=4, format=",.6~r", domain=False, ticks=False, title=title or None, titleAnchor="end")
    return Values(axis, alt.Scale(domain=ends, nice=False))


def rows_axis(names: Sequence[str], look: Look) -> tuple[alt.Y, int]:
    """A row for each name, and the height of all; on a narrow screen the name stands over its bar."""
    step = _STEP_NARROW if look.narrow else _STEP
    axis = None
    if not look.narrow:
        axis = alt.Axis(
            title=None, domain=False, ticks=False, grid=False, labelLimit=_WIDEST_NAME, labelPadding=8,
            labelColor=look.colours.ink,
        )  # fmt: skip
    scale = alt.Scale(paddingInner=0.2, paddingOuter=0.1)
    return alt.Y(field="name", type="nominal", sort=list(names), axis=axis, scale=scale), step * len(names)


def bar_width(names: Sequence[str], look: Look) -> int:
    """What the names leave of the width."""
    if look.narrow:
        return look.width - 30
    return look.width - min(_WIDEST_NAME, round(0.56 * font_size(look) * max(map(len, names))) + 6) - 60


def bar_shift(look: Look) -> int:
    """How far below the middle of its row a bar lies."""
    return _SHIFT if look.narrow else 0


def distinct(wanted: Sequence[str]) -> list[str]:
    """Names of rows, which have to differ: a mark that is not seen is added to those that are there already."""
    found: dict[str, None] = {}
    for name in wanted:
        told = name
        while told in found:
            told += "\u200b"
        found[told] = None
    return list(found)


def end_words(labels: Rows, x: Values, y: alt.Y, look: Look) -> list[alt.Chart]:
    """The numbers at the ends of the bars (data "labels") and, on a narrow screen, the names over them (data "names")."""
    size = font_size(look) - 1
    text = alt.Text(field="words", type="nominal")
    sides: tuple[tuple[str, Literal["left", "right"], int], ...] = ((">=", "left", 7), ("<", "right", -7))
    layers = [
        alt.Chart(alt.NamedData(name="labels"))
        .transform_filter(f"datum.value {sign} 0")
        .mark_text(align=align, dx=dx, dy=bar_shift(look), fontSize=size)
        .encode(x=x.x("at"), y=y, text=text)
        for sign, align, dx in sides
        if any((label["value"] >= 0) == (sign == ">=") for label in labels)
    ]
    if look.narrow:
        names = alt.Chart(alt.NamedData(name="names")).mark_text(
            align="left", x=0, dy=-10, fontSize=size, limit=look.width - 20
        )
        layers.append(names.encode(y=y, text=alt.Text(field="name", type="nominal")))
    return layers


def told_below(count: int, look: Look, of: Point | None = None) -> dict[str, Any]:
    """The line below: of which period the rows are, if of one, and how many are not drawn."""
    told = [full_period(of, look.language)] if of is not None else []
    told += [say(look.language, "chart_left_out_rows", count=count)] if count else []
    if not told:
        return {}
    style: dict[str, Any] = {"fontWeight": "normal", "color": look.colours.soft, "offset": 8}
    return {"title": alt.TitleParams(" · ".join(told), orient="bottom", anchor="start", **style)}
