"""What all charts share: their fonts, axes, colours and the numbers of the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from solieu.serve.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from solieu.serve.charts.look import Look

__all__ = ["FONT", "PLAIN", "Rows", "empty", "finished", "font_size", "spread", "state_scale"]

FONT = "system-ui, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif"
PLAIN = alt.NamedData(name="rows")
Rows = list[dict[str, Any]]
_NO_COLOUR = "rgba(0,0,0,0)"
_LOCALES: dict[str, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đồng"], "minus": "–"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " dong"], "minus": "–"},
}
STATES = ("chart_result", "chart_estimate", "chart_to_date", "chart_plan")


def font_size(look: Look) -> int:
    """Of labels, in pixels."""
    return 12 if look.narrow else 13


def finished(chart: Any, rows: Mapping[str, Rows] | Rows, look: Look, *, alt_text: str = "") -> dict[str, Any]:
    """The specification of ``chart`` with its ``rows``, ready to be drawn."""
    colours, size = look.colours, font_size(look)
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["datasets"] = dict(rows) if not isinstance(rows, list) else {"rows": rows}
    spec["description"] = alt_text
    spec["background"] = colours.ground if look.ground else "transparent"
    spec["padding"] = 14 if look.ground else 4
    axis = {
        "labelColor": colours.soft, "titleColor": colours.soft, "labelFontSize": size - 1, "titleFontSize": size - 1,
        "titleFontWeight": "normal", "domainColor": colours.line, "tickColor": colours.line, "gridColor": colours.line,
    }  # fmt: skip
    spec["config"] = {
        "font": FONT, "view": {"stroke": None}, "axis": axis, "locale": {"number": _LOCALES[look.language]},
        "title": {"color": colours.ink, "fontSize": size, "anchor": "start", "frame": "group", "fontWeight": 600, "offset": 10},
        "header": {"labelColor": colours.ink, "labelFontSize": size, "labelAnchor": "start", "labelFontWeight": 600, "title": None},
        "text": {"color": colours.ink, "fontSize": size - 1},
        "legend": {"labelColor": colours.ink, "labelFontSize": size - 1, "title": None, "orient": "top", "symbolSize": 120,
                   "columns": 2 if look.narrow else 4, "labelLimit": 300, "offset": 6, "symbolStrokeWidth": 1.5},
    }  # fmt: skip
    return spec


def state_scale(look: Look, present: Iterable[str]) -> tuple[alt.Scale, alt.Scale]:
    """The colours that fill and outline results, estimates and plans; plans are hollow."""
    colours = look.colours
    of = {"chart_result": colours.result, "chart_estimate": colours.estimate, "chart_to_date": colours.to_date}
    states = [state for state in STATES if state in set(present)]
    names = [say(look.language, state) for state in states]
    fills = [of.get(state, _NO_COLOUR) for state in states]
    strokes = [of.get(state, colours.plan) for state in states]
    return alt.Scale(domain=names, range=fills), alt.Scale(domain=names, range=strokes)


def empty(look: Look) -> dict[str, Any]:
    """What is shown where there is nothing to draw."""
    words = say(look.language, "chart_empty")
    chart = alt.Chart(PLAIN, width=look.width - 40, height=80).mark_text(color=look.colours.soft)
    return finished(
        chart.encode(text=alt.Text(field="words", type="nominal")), [{"words": words}], look, alt_text=words
    )


def spread(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """``places`` moved apart, so that neighbours are at least ``least`` from each other, within ``low`` and ``high``.

    >>> spread([1.0, 1.1, 5.0], 1.0, 0.0, 10.0)
    [0.55, 1.55, 5.0]
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    groups: list[tuple[float, list[int]]] = []
    for at in order:
        centre, members = places[at], [at]
        while (
            groups
            and centre - least * (len(members) - 1) / 2 < groups[-1][0] + least * (len(groups[-1][1]) - 1) / 2 + least
        ):
            before, others = groups.pop()
            centre = (before * len(others) + centre * len(members)) / (len(others) + len(members))
            members = others + members
        half = least * (len(members) - 1) / 2
        groups.append((min(max(centre, low + half), max(high - half, low + half)), members))
    found = [0.0] * len(places)
    for centre, members in groups:
        first = centre - least * (len(members) - 1) / 2
        for step, at in enumerate(members):
            found[at] = round(first + least * step, 6)
    return found
