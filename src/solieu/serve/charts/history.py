"""One or several places over time, results against plans.

Periods of different kinds stand in panels of their own, and only periods of one kind are joined by a line: nine months
of a year are no point between two whole years.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import altair as alt

from solieu.knowledge.entries import indicators
from solieu.knowledge.gazetteer import TYPE_WORDS
from solieu.serve.charts.frame import PLAIN, STATES, Rows, empty, finished, font_size, spread, state_scale
from solieu.serve.charts.labels import short_period, state_of
from solieu.serve.charts.multiples import multiples
from solieu.serve.charts.points import KINDS, of_kind
from solieu.serve.charts.scales import Scale, scale_for
from solieu.serve.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from solieu.serve.charts.look import Look
    from solieu.serve.charts.points import Kind, Point

__all__ = ["MOST_LINES", "history"]

MOST_LINES = 8
"""More places than that are drawn each in its own small chart."""
_MOST_PANELS = 3
_FEWEST_YEARS = 4
_MOST_LABELS = 14
_MOST_BARS = 72
_MOST_DOTS = 120
_HEIGHT = {0: 220, 1: 150, 2: 120}
_WIDE_BAR, _NARROW_BAR = 0.06, 0.16
"""The share of its period that a bar leaves free on each side: of plans, of results."""


def history(points: Sequence[Point], look: Look, *, alt_text: str = "") -> dict[str, Any]:
    """The specification of the chart of ``points``, which are of one unit."""
    if not points:
        return empty(look)
    if len({point.place for point in points}) > MOST_LINES:
        return multiples(points, look, alt_text=alt_text)
    scale = scale_for(points[0].unit, [point.value for point in points], look.language, points[0].unit_text)
    groups = _panels(points)
    domain = _days(points)
    rows: dict[str, Rows] = {}
    charts = []
    states = {state_of(point) for some in groups.values() for point in some}
    if "year" in groups and "to_date" in of_kind(points):
        states.add("chart_to_date")
    for at, (kind, some) in enumerate(groups.items()):
        so_far = {point.end.year: point for point in of_kind(points).get("to_date", ())} if kind == "year" else {}
        panel = _Panel(
            kind,
            some,
            look,
            scale,
            domain,
            height=_HEIGHT[at],
            rows=rows,
            is_alone=len(groups) == 1,
            so_far=so_far,
            states=states,
        )
        charts.append(panel.chart())
    whole = alt.vconcat(*charts, spacing=26).resolve_scale(x="independent", y="independent")
    return finished(whole, rows, look, alt_text=alt_text)


def _panels(points: Sequence[Point]) -> dict[Kind, list[Point]]:
    """The points of each panel: those of the kinds that have most; years always come first."""
    every = of_kind(points)
    if _stand_among_years(every):
        every.pop("to_date", None)
    most = sorted(every, key=lambda kind: (kind != "year", -len(every[kind]), KINDS.index(kind)))[:_MOST_PANELS]
    return {kind: every[kind] for kind in KINDS if kind in most}


def _stand_among_years(every: Mapping[Kind, Sequence[Point]]) -> bool:
    """Whether all sums since January are drawn as bars among the years: one in each year that has no result yet."""
    years, so_far = every.get("year", ()), every.get("to_date", ())
    told = {point.end.year for point in years if point.status != "target"}
    found = [point.end.year for point in so_far]
    is_barred = bool(years) and len({point.place for point in (*years, *so_far)}) == 1 and starts_at_zero(years)
    return is_barred and len(set(found)) == len(found) and told.isdisjoint(found)


def _days(points: Sequence[Point]) -> tuple[date, date]:
    """From the first year to the last, so many at least that a bar is no wall."""
    last = max(point.end.year for point in points)
    first = min(min(point.start.year for point in points), last - _FEWEST_YEARS + 1)
    return date(first, 1, 1), date(last, 12, 31)


def starts_at_zero(points: Sequence[Point]) -> bool:
    """Whether the axis has to hold the zero: for amounts, of which bars are drawn, but not for rates and indices."""
    entry = indicators().get(points[0].indicator_id or "")
    is_rate = points[0].unit in ("percent", "percentage_point", "point") or (
        entry is not None and entry.nature == "ratio"
    )
    return not is_rate


class _Panel:
    """The chart of the periods of one kind."""

    def __init__(
        self, kind: Kind, points: Sequence[Point], look: Look, scale: Scale, domain: tuple[date, date], *, height: int,
        rows: dict[str, Rows], is_alone: bool, so_far: Mapping[int, Point], states: set[str],
    ) -> None:  # fmt: skip
        self.kind, self.points, self.look, self.scale, self.domain = kind, points, look, scale, domain
        self.height, self.rows, self.is_alone, self.so_far, self.states = height, rows, is_alone, so_far, states
        self.places = list(dict.fromkeys(point.place for point in points))
        self.is_zero_based = starts_at_zero(points)

    def chart(self) -> Any:
        """Bars for the amounts of one place, else lines with points."""
        bars = (
            len(self.places) == 1 and self.is_zero_based and self.kind != "to_date" and len(self.points) <= _MOST_BARS
        )
        layers = self._bars() if bars and self.kind != "day" else self._lines()
        title = self._title()
        width = self.look.width - (60 if len(self.places) == 1 else 70 + self._label_width())
        return alt.layer(*layers, data=PLAIN, width=width, height=self.height, title=title)

    def _title(self) -> alt.TitleParams:
        """What kind of periods these are, and the unit."""
        unit, colours = self.scale.name, self.look.colours
        if self.is_alone:
            return alt.TitleParams(unit, fontWeight="normal", color=colours.soft, fontSize=font_size(self.look) - 1)
        kind = say(self.look.language, f"kind_{self.kind}")
        return alt.TitleParams(f"{kind} · {unit}" if unit else kind)

    def _label_width(self) -> int:
        return min(150 if not self.look.narrow else 70, 8 * max(map(len, self.places)))

    def _x(self, field: str = "x", **more: Any) -> alt.X:
        first, last = self.domain
        # The name of a year stands in its middle.
        years = range(last.year, first.year - 1, -self._year_step())
        axis = alt.Axis(title=None, format="%Y", grid=False, ticks=False, labelPadding=6,
                        values=[_moment(date(year, 7, 2), 0) for year in years])  # fmt: skip
        days = [_moment(first, 0), _moment(last + timedelta(1), 0)]
        return alt.X(
            field=field, type="temporal", axis=axis, scale=alt.Scale(domain=days, type="utc", nice=False), **more
        )

    def _year_step(self) -> int:
        years = self.domain[1].year - self.domain[0].year + 1
        fitting = 5 if self.look.narrow else 12
        return -(-years // fitting)

    def _y(self, values: Sequence[float], field: str = "y", **more: Any) -> alt.Y:
        axis = alt.Axis(tickCount=4 if self.height < 200 else 5, format=",.6~r", domain=False, ticks=False, labelPadding=6,
                        title=None)  # fmt: skip
        return alt.Y(
            field=field, type="quantitative", axis=axis, scale=alt.Scale(domain=self._range(values), nice=False), **more
        )

    def _range(self, values: Sequence[float]) -> list[float]:
        low, high = min(values), max(values)
        if self.is_zero_based:
            low, high = min(low, 0.0), max(high, 0.0)
        room = (high - low) or abs(high) or 1.0
        top = high + 0.14 * room if high > 0 or not self.is_zero_based else high
        return [low - (0.14 * room if low < 0 or not self.is_zero_based else 0), top]

    # Bars

    def _bars(self) -> list[Any]:
        shown = self._with_to_date()
        shown.sort(key=lambda pair: (pair[1] != "chart_plan", pair[0].end))
        labelled = len({point.period for point, _ in shown}) <= (_MOST_LABELS if not self.look.narrow else 6)
        rows = [self._bar(point, state) for point, state in shown]
        values = [row["y"] for row in rows]
        name = f"bars_{self.kind}"
        self.rows[name] = rows
        data = alt.NamedData(name=name)
        fill, stroke = self._colours_of_states()
        bars = alt.Chart(data).mark_bar(strokeWidth=1.4, cornerRadius=1).encode(
            x=self._x("x"), x2=alt.X2(field="x2"), y=self._y(values), y2=alt.Y2(datum=0),
            fill=fill, stroke=stroke,
        )  # fmt: skip
        return [bars, *(self._bar_labels(shown, values) if labelled else [])]

    def _with_to_date(self) -> list[tuple[Point, str]]:
        """The points with their states; in years without a result, what was reached so far."""
        shown = [(point, state_of(point)) for point in self.points]
        told = {point.end.year for point, state in shown if state != "chart_plan"}
        return shown + [(point, "chart_to_date") for year, point in self.so_far.items() if year not in told]

    def _bar(self, point: Point, state: str) -> dict[str, Any]:
        length = (point.end - point.start).days + 1
        free = length * (_WIDE_BAR if state == "chart_plan" else _NARROW_BAR)
        return {
            "x": _moment(point.start, free), "x2": _moment(point.end + timedelta(1), -free), "y": self.scale(point.value),
            "state": say(self.look.language, state),
        }  # fmt: skip

    def _bar_labels(self, shown: Sequence[tuple[Point, str]], values: Sequence[float]) -> list[Any]:
        """The value of each result at the head of its bar, of each plan over it."""
        low, high = self._range(values)
        rows: Rows = []
        tallest: dict[tuple[date, date], float] = {}
        for point, _ in shown:
            span = self._span(point)
            tallest[span] = max(tallest.get(span, 0.0), self.scale(point.value))
        plans: dict[tuple[date, date], Point] = {}
        results: dict[tuple[date, date], Point] = {}
        for point, state in shown:
            (plans if state == "chart_plan" else results)[self._span(point)] = point
        for days, point in results.items():
            value = self.scale(point.value)
            inside = days in plans and value > low + 0.2 * (high - low)
            words = self.scale.written(point.value) + _mark(point)
            if self.kind == "year" and point.kind == "to_date" and not self.look.narrow:
                words = f"{short_period(point, self.look.language)}: {words}"
            rows.append(self._label(point, value, words, "in" if inside else "over"))
        for days, point in plans.items():
            words = self.scale.written(point.value)
            over = days not in results or self.scale(results[days].value) <= low + 0.2 * (high - low)
            top = tallest[days]
            if over and days in results and abs(top - self.scale(results[days].value)) < 0.1 * (high - low):
                continue
            rows.append(self._label(point, top, say(self.look.language, "chart_plan_short", value=words), "plan"))
        name = f"labels_{self.kind}"
        self.rows[name] = rows
        data = alt.NamedData(name=name)
        colours, size = self.look.colours, font_size(self.look)
        styles = (
            ("over", -6, colours.ink, size - 1),
            ("in", 12, colours.on_result, size - 1),
            ("plan", -6, colours.soft, size - 2),
        )
        return [
            alt.Chart(data).transform_filter(f"datum.where === '{where}'").mark_text(dy=dy, color=colour, fontSize=points)
            .encode(x=self._x("x"), y=self._y(values), text=alt.Text(field="words", type="nominal"))
            for where, dy, colour, points in styles if any(row["where"] == where for row in rows)
        ]  # fmt: skip

    def _span(self, point: Point) -> tuple[date, date]:
        """The days of its period, of what was reached so far those of its year."""
        return (
            (point.start, point.end)
            if self.kind != "year"
            else (date(point.end.year, 1, 1), date(point.end.year, 12, 31))
        )

    def _label(self, point: Point, value: float, words: str, where: str) -> dict[str, Any]:
        return {"x": _moment(point.middle, 0), "y": value, "words": words, "where": where}

    # Lines

    def _lines(self) -> list[Any]:
        rows = [self._dot(point) for point in self.points]
        name = f"lines_{self.kind}"
        self.rows[name] = rows
        data = alt.NamedData(name=name)
        values = [row["y"] for row in rows]
        colours = self.look.colours
        many = len(rows) > _MOST_DOTS
        series = alt.Scale(domain=self.places, range=list(colours.series[: len(self.places)]))
        colour = alt.Color(field="place", type="nominal", scale=series, legend=None)
        x, y = self._x(), self._y(values)
        lines = alt.Chart(data).transform_filter("datum.plan === false").mark_line(strokeWidth=2 if not many else 1.4).encode(
            x=x, y=y, color=colour, detail=alt.Detail(field="run", type="nominal")
        )  # fmt: skip
        layers = [lines]
        if len(self.places) > 1:
            layers += self._dots_of_several(data, x, y, colour, plans_alone=many)
        elif not many:
            layers += self._dots_of_one(data, x, y)
        if len(rows) <= _MOST_LABELS and len(self.places) == 1:
            layers.append(
                alt.Chart(data).mark_text(**self._beside(), fontSize=font_size(self.look) - 2)
                .encode(x=x, y=y, text=alt.Text(field="words", type="nominal"))
            )  # fmt: skip
        if len(self.places) > 1:
            layers.append(self._end_labels(values, colour))
        return layers

    def _colours_of_states(self) -> tuple[alt.Fill, alt.Stroke]:
        """What tells results, estimates and plans apart, with one legend for all panels."""
        fill, stroke = state_scale(self.look, self.states)
        legend = alt.Legend(symbolType="square") if len(self.states) > 1 else None
        return (
            alt.Fill(field="state", type="nominal", scale=fill, legend=legend),
            alt.Stroke(field="state", type="nominal", scale=stroke, legend=legend),
        )

    def _dots_of_one(self, data: alt.NamedData, x: alt.X, y: alt.Y) -> list[Any]:
        """Of one place: coloured as its bars are."""
        fill, stroke = self._colours_of_states()
        return [
            alt.Chart(data).mark_point(size=58, opacity=1, strokeWidth=1.6).encode(x=x, y=y, fill=fill, stroke=stroke)
        ]

    def _dots_of_several(
        self, data: alt.NamedData, x: alt.X, y: alt.Y, colour: alt.Color, *, plans_alone: bool
    ) -> list[Any]:  # fmt: skip
        """Of several places: by the place's colour; estimates are triangles, plans hollow diamonds."""
        present = [state for state in STATES if state in self.states and state != "chart_to_date"]
        names = [say(self.look.language, state) for state in present]
        shapes = {"chart_result": "circle", "chart_estimate": "triangle-up", "chart_plan": "diamond"}
        legend = (
            alt.Legend(symbolStrokeColor=self.look.colours.soft, symbolFillColor=self.look.colours.soft)
            if len(present) > 1
            else None
        )
        shape = alt.Shape(field="state", type="nominal", legend=legend,
                          scale=alt.Scale(domain=names, range=[shapes[state] for state in present]))  # fmt: skip
        marks: dict[str, dict[str, Any]] = {
            "datum.plan === false": {"filled": True, "size": 52},
            "datum.plan === true": {"filled": False, "size": 62, "strokeWidth": 1.6},
        }
        return [
            alt.Chart(data)
            .transform_filter(which)
            .mark_point(opacity=1, **mark)
            .encode(x=x, y=y, color=colour, shape=shape)
            for which, mark in marks.items()
            if not (plans_alone and mark["filled"]) and (mark["filled"] or "chart_plan" in present)
        ]

    def _beside(self) -> dict[str, Any]:
        """Where the value of a point stands: left of lines that climb, else over it."""
        return {"dx": -8, "dy": -4, "align": "right"} if self.kind == "to_date" else {"dy": -12}

    def _dot(self, point: Point) -> dict[str, Any]:
        run = point.place if self.kind != "to_date" else f"{point.place} {point.end.year}"
        at = point.end if self.kind in ("to_date", "day") else point.middle
        state = state_of(point)
        words = short_period(point, self.look.language, in_sum=self.kind == "to_date")
        text = self.scale.written(point.value) + _mark(point)
        return {
            "x": _moment(at, 0), "y": self.scale(point.value), "place": point.place, "run": run,
            "state": say(self.look.language, state), "plan": state == "chart_plan",
            "words": f"{words}: {text}" if self.kind == "to_date" and not self.look.narrow else text,
        }  # fmt: skip

    def _end_labels(self, values: Sequence[float], colour: alt.Color) -> Any:
        """The name of each place where its line ends, moved apart where they would lie on each other."""
        last = {point.place: point for point in self.points if point.status != "target"}
        last = {
            place: last.get(place) or next(one for one in reversed(self.points) if one.place == place)
            for place in self.places
        }
        low, high = self._range(values)
        least = (high - low) * (font_size(self.look) + 3) / self.height
        places = spread([self.scale(last[place].value) for place in self.places], least, low, high)
        at = (self.domain[1] + timedelta(1)).isoformat()
        data = f"ends_{self.kind}"
        names = _bare(self.places) if self.look.narrow else self.places
        self.rows[data] = [
            {"x": at, "y": y, "place": place, "name": name}
            for place, name, y in zip(self.places, names, places, strict=True)
        ]
        return (
            alt.Chart(alt.NamedData(name=data))
            .mark_text(
                align="left", dx=8, fontWeight=600, limit=self._label_width() + 10, fontSize=font_size(self.look) - 1
            )
            .encode(x=self._x(), y=self._y(values), text=alt.Text(field="name", type="nominal"), color=colour)
        )


def _bare(places: Sequence[str]) -> list[str]:
    """Names without their type words, if they can still be told apart.

    >>> _bare(["thị xã Đông Triều", "tỉnh Hà Nam"])
    ['Đông Triều', 'Hà Nam']
    """
    bare = [
        next((place[len(word) + 1 :] for word in TYPE_WORDS if place.startswith(f"{word} ")), place) for place in places
    ]
    return bare if len(set(bare)) == len(bare) else list(places)


def _mark(point: Point) -> str:
    """A star where sources differ."""
    return "*" if point.disputed else ""


def _moment(day: date, free: float) -> str:
    """The day and a part of it, in the one clock that charts have."""
    return f"{(day + timedelta(days=round(free))).isoformat()}T00:00:00Z"
