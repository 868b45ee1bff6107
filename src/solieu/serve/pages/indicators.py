"""Indicators: what there is, and one of them over time and places."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from solieu.knowledge.names import theme_names
from solieu.serve.answers import Answer, Download, Redirect, Sheet
from solieu.serve.downloads import FILES, figures_file
from solieu.serve.drawing import indicator_label
from solieu.serve.faults import NotFound
from solieu.serve.pictures import PICTURES, chart_shown, painted
from solieu.serve.routes import View
from solieu.serve.shown import (
    choices_of,
    everything,
    options_of,
    periods_of,
    place_label,
    points_of,
    told_apart,
    with_main_unit,
)
from solieu.store.figures import indicator_ids, place_codes
from solieu.store.query import Query
from solieu.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from solieu.model import Measure
    from solieu.serve.asked import Asked
    from solieu.serve.charts.pictures import Chart
    from solieu.serve.charts.points import Point
    from solieu.serve.shown import Subjects
    from solieu.store import PresentIndicator, PresentPeriod
    from solieu.store.choosing import Choice

__all__ = ["ROUTES"]

_MOST_CHOICES = 600
"""Of each place that is compared, or of all places in one period."""
_MOST_PLACES = 24
_PAGE = 100
_RANKED: tuple[Measure, ...] = ("level", "attainment", "change")
_CHART_OF: dict[str, Chart] = {"level": "ranking", "attainment": "attainment", "change": "changes"}


# All indicators


def indicators(asked: Asked) -> Answer:
    """The indicators of which there are figures, by theme."""
    place = asked.text("place")
    found = asked.store.present_indicators(place=place)
    words = fold(asked.text("words") or "")
    fitting = [one for one in found if _fits(one, words)]
    order = {theme: at for at, theme in enumerate(theme_names())}
    ranked = sorted(fitting, key=lambda one: (order.get(one.theme, len(order)), -one.figures))
    themes = [(_theme(asked, theme), list(some)) for theme, some in groupby(ranked, key=lambda one: one.theme)]
    columns = ("id", "theme", "label_vi", "label_en", "figures", "latest")
    rows = ((one.id, one.theme, one.label_vi, one.label_en, one.figures, one.latest) for one in ranked)
    codes = () if place is None else place_codes(place)
    return Answer(
        "indicators.html",
        {"themes": themes, "all": len(found), "found": len(ranked), "place": codes and place_label(codes[0], place)},
        data=ranked, sheet=Sheet(columns, rows, "indicators"),
    )  # fmt: skip


def _fits(one: PresentIndicator, folded: str) -> bool:
    told = fold(f"{one.label_vi} {one.label_en} {one.id}")
    return all(word in told for word in folded.split())


def _theme(asked: Asked, theme: str) -> str:
    name = theme_names().get(theme)
    return theme if name is None else getattr(name, asked.language)


# One indicator


def indicator(asked: Asked) -> Answer | Download | Redirect:
    """One indicator: chosen places over time, or all places in one period."""
    identifier = _identifier(asked)
    added = asked.text("add")
    if added is not None:
        return _with_place(asked, added)
    places = _places(asked)
    if places:
        return _over_time(asked, identifier, places)
    return _over_places(asked, identifier)


def _identifier(asked: Asked) -> str:
    told = asked.text("identifier") or ""
    if told not in indicator_ids(told):
        raise NotFound("no_such_indicator", indicator=told[:80])
    return told


def _with_place(asked: Asked, added: str) -> Redirect:
    """The same page with one place more."""
    code = asked.text("code") or ""
    known = place_codes(code if code.isdecimal() else added)
    codes = list(dict.fromkeys([*_places(asked), known[0]]))[:_MOST_PLACES]
    return Redirect(asked.here(add=None, code=None, page=None, place=",".join(codes)))


def _places(asked: Asked) -> list[str]:
    """The codes of the places that are compared: ``place=205,207`` or a name.

    Raises:
        UsageError: if there is no such place.
    """
    told = asked.text("place")
    if told is None:
        return []
    parts = [part.strip() for part in told.split(",") if part.strip()]
    if all(part.isdecimal() for part in parts):
        return list(dict.fromkeys(parts))[:_MOST_PLACES]
    return [place_codes(told)[0]]


class _Series(NamedTuple):
    """What was found of an indicator."""

    identifier: str
    queries: tuple[Query, ...]
    choices: tuple[Choice, ...]
    subjects: Subjects
    charts: dict[Chart, list[Point]]
    left_out: dict[str, int]


def _series(
    asked: Asked, identifier: str, queries: Sequence[Query], charts: dict[Chart, str], choices: list[Choice]
) -> _Series:
    subjects = told_apart(choices, asked.query.get("subject"))
    points: dict[Chart, list[Point]] = {}
    left: dict[str, int] = {}
    for chart, kind in charts.items():
        points[chart], left[chart] = with_main_unit(points_of(subjects.choices, kind))
    return _Series(identifier, tuple(queries), tuple(choices), subjects, points, left)


def _over_time(asked: Asked, identifier: str, places: list[str]) -> Answer | Download:
    period = asked.text("period")
    queries = [Query(indicator=identifier, place=code, period=period) for code in places]
    name = f"{indicator_label(identifier, asked.language)} {' '.join(place_label(code, code) for code in places)}"
    if asked.form in FILES:
        return figures_file(asked, queries, name)
    charts: dict[Chart, str] = {"history": "level", "attainment": "attainment", "changes": "changes"}
    given = _with_points(
        asked,
        queries,
        lambda: _series(asked, identifier, queries, charts, choices_of(asked.store, queries, _MOST_CHOICES)),
    )
    if isinstance(given, Download):
        return given
    shown = {
        "places": [(code, place_label(code, code), ",".join(one for one in places if one != code)) for code in places],
        "periods": [], "level": None, "levels": [], "measures": [], "chosen_period": period, "heading_period": None, "measure": None,
    }  # fmt: skip
    return _answer(asked, given, shown)


def _over_places(asked: Asked, identifier: str) -> Answer | Download:
    """The places of one level in one period, the greatest first."""
    told = asked.one_of("measure", *_RANKED)
    measure: Measure = next((one for one in _RANKED if one == told), "level")
    periods = periods_of(asked, identifier, measure)
    chosen = _chosen_period(asked, periods)
    if chosen is None and asked.form in PICTURES:
        raise NotFound("nothing_to_draw")
    query = Query(
        indicator=identifier, period=None if chosen is None else str(chosen.period), level=None if chosen is None else chosen.level,
        measure=measure,
    )  # fmt: skip
    if asked.form in FILES:
        asked_for = query if asked.text("period") or asked.text("level") else Query(indicator=identifier)
        return figures_file(asked, [asked_for], indicator_label(identifier, asked.language))
    charts: dict[Chart, str] = {_CHART_OF[measure]: "changes" if measure == "change" else measure}

    def found() -> _Series:
        choices = [] if chosen is None else choices_of(asked.store, [query], _MOST_CHOICES, exact=True)
        return _series(asked, identifier, [query], charts, choices)

    given = _with_points(asked, [query], found)
    if isinstance(given, Download):
        return given
    at_level = [one for one in periods if chosen is not None and one.level == chosen.level]
    shown = {
        "places": [],
        "chosen_period": None if chosen is None else str(chosen.period),
        "periods": options_of(at_level, chosen, asked.language),
        "level": None if chosen is None else chosen.level,
        "levels": [(str(level), asked.say(f"level_{level}")) for level in sorted({one.level for one in periods})],
        "measures": [(one, asked.say(f"measure_{one}")) for one in _RANKED],
        "heading_period": None if chosen is None else chosen.period,
        "measure": measure,
    }
    return _answer(asked, given, shown)


def _chosen_period(asked: Asked, periods: Sequence[PresentPeriod]) -> PresentPeriod | None:
    """The period and level of the address; else the period with most places of the last three years that have any."""
    level, told = asked.number("level"), asked.text("period")
    fitting = [one for one in periods if level in (None, one.level)]
    if told is not None:
        wanted = Query.of({"period": told}).within_period()
        fitting = [one for one in fitting if one.period == wanted]
    if not fitting:
        return None
    last = max(one.period.end.year for one in fitting)
    recent = [one for one in fitting if one.period.end.year > last - 3]
    return max(recent, key=lambda one: (one.places, one.period.end, one.period.days))


def _with_points(asked: Asked, queries: Sequence[Query], find: Callable[[], _Series]) -> _Series | Download:
    """What ``find`` finds, or the picture that is asked for of it: a page leaves its points for its pictures, which come next."""
    mark = _rests_on(asked)
    key = ("points", tuple(queries), asked.query.get("subject"))
    if asked.form not in PICTURES:
        series = find()
        asked.desk.counted.get(mark, key, lambda: series.charts)
        return series
    charts = asked.desk.counted.get(mark, key, lambda: find().charts)
    what = indicator_label(_identifier(asked), asked.language)
    return painted(asked, {chart: points for chart, points in charts.items() if points}, what)


def _answer(asked: Asked, series: _Series, shown: dict[str, Any]) -> Answer:
    what = indicator_label(series.identifier, asked.language)
    charts = [
        found
        for chart, points in series.charts.items()
        if (found := chart_shown(chart, points, what, asked, series.left_out[chart])) is not None
    ]
    page = max(1, asked.number("page", 1) or 1)
    rows = series.subjects.choices[(page - 1) * _PAGE : page * _PAGE]
    if asked.form == "json":
        data = {"indicator": series.identifier, "subject": series.subjects.chosen, "period": shown["chosen_period"], "choices": rows, "page": page,
                "count": len(series.subjects.choices)}  # fmt: skip
        return Answer("indicator.html", data=data)
    return Answer(
        "indicator.html",
        {
            **shown, "place_label": place_label, "identifier": series.identifier, "what": what, "charts": charts, "rows": rows, "page": page,
            "count": len(series.subjects.choices), "more": len(series.subjects.choices) > page * _PAGE,
            "subjects": series.subjects.every if len(series.subjects.every) > 1 else (), "subject": series.subjects.chosen,
        },
    )  # fmt: skip


def _rests_on(asked: Asked) -> Hashable:
    """All that is told of the places that are compared, else of the indicator."""
    identifier = _identifier(asked)
    if asked.text("add") is not None:
        return everything(asked)
    places = _places(asked)
    codes = [code for place in places for code in place_codes(place)]
    return asked.store.changes(places=codes) if places else asked.store.changes(indicators=[identifier])


ROUTES = (
    View("/indicators", indicators, tab="indicators", rests_on=everything),
    View(
        "/indicators/{identifier}",
        indicator,
        forms=("html", "json", *FILES, *PICTURES),
        tab="indicators",
        is_entrance=False,
        rests_on=_rests_on,
    ),
)
