"""A map of one indicator in one period beside the places in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from solieu.knowledge.gazetteer import gazetteer
from solieu.serve.answers import Answer, Download
from solieu.serve.charts.look import Look
from solieu.serve.charts.scales import Scale, scale_for
from solieu.serve.downloads import FILES, figures_file
from solieu.serve.drawing import indicator_label
from solieu.serve.faults import NotFound
from solieu.serve.formats import period as period_in_words
from solieu.serve.maps.choropleth import choropleth, legend_of
from solieu.serve.maps.outlines import islands
from solieu.serve.pictures import PICTURES, look_of, painted_map
from solieu.serve.routes import View
from solieu.serve.shown import choices_of, options_of, periods_of, place_label, points_of, told_apart, with_main_unit
from solieu.store.figures import indicator_ids, place_codes
from solieu.store.query import Query

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from decimal import Decimal

    from solieu.model import Measure
    from solieu.serve.asked import Asked
    from solieu.serve.charts.points import Point
    from solieu.serve.maps.classes import Division
    from solieu.serve.maps.outlines import Outline
    from solieu.store import PresentPeriod
    from solieu.store.choosing import Choice

__all__ = ["ROUTES"]

_MOST_CHOICES = 2_000
_MEASURES: tuple[Measure, ...] = ("level", "attainment", "change")
_DIVISIONS: tuple[Division, ...] = ("quantile", "equal")
_MOST_INDICATORS = 200


class _Asked(NamedTuple):
    """What the address asks for, made whole."""

    indicator: str
    measure: Measure
    chosen: PresentPeriod | None
    periods: tuple[PresentPeriod, ...]
    """Of the level that is shown."""
    levels: tuple[int, ...]
    within: str | None
    division: Division


class _Found(NamedTuple):
    """The figures of a map."""

    choices: tuple[Choice, ...]
    """The greatest first."""
    points: tuple[Point, ...]
    values: dict[str, Decimal]
    scale: Scale
    outlines: tuple[Outline, ...]


def map_page(asked: Asked) -> Answer | Download:
    """The map, with its table; districts and communes as a list by province where there are no outlines of them."""
    wanted = _wanted(asked)
    if wanted is None:
        return Answer("map.html", {"what": None, "options": []}, data={"indicator": None, "choices": []})
    query = _query(wanted)
    what = indicator_label(wanted.indicator, asked.language)
    if asked.form in FILES:
        return figures_file(asked, [query], what)
    found = _found(asked, wanted, query)
    title = f"{what}, {period_in_words(wanted.chosen.period, asked.language)}" if wanted.chosen else what
    if asked.form in PICTURES:
        if not found.outlines:
            raise NotFound("nothing_to_draw")
        return painted_map(asked, _drawn(asked, wanted, found, look_of(asked), title), title)
    if asked.form == "json":
        chosen = wanted.chosen
        return Answer("map.html", data={
            "indicator": wanted.indicator, "measure": wanted.measure, "period": chosen and str(chosen.period),
            "level": chosen and chosen.level, "choices": found.choices,
        })  # fmt: skip
    return Answer("map.html", _shown(asked, wanted, found, what, title))


def _wanted(asked: Asked) -> _Asked | None:
    said, divided = asked.one_of("measure", *_MEASURES), asked.one_of("division", *_DIVISIONS)
    measure: Measure = next((one for one in _MEASURES if one == said), "level")
    division: Division = next((one for one in _DIVISIONS if one == divided), "quantile")
    indicator = _indicator(asked)
    if indicator is None:
        return None
    periods = periods_of(asked, indicator, measure)
    chosen = _period(asked, periods)
    at_level = tuple(one for one in periods if chosen is not None and one.level == chosen.level)
    told = asked.text("within")
    return _Asked(
        indicator, measure, chosen, at_level, tuple(sorted({one.level for one in periods})),
        None if told is None else place_codes(told)[0], division,
    )  # fmt: skip


def _indicator(asked: Asked) -> str | None:
    """The indicator of the address, else the one with most figures."""
    told = asked.text("indicator")
    if told is not None:
        found = indicator_ids(told)
        if not found:
            raise NotFound("no_such_indicator", indicator=told[:80])
        return found[0]
    return next(iter(asked.store.indicators_told()), None)


def _period(asked: Asked, periods: Sequence[PresentPeriod]) -> PresentPeriod | None:
    """The period and level of the address, else the period with most places; provinces before others."""
    level, told = asked.number("level"), asked.text("period")
    wanted = None if told is None else Query.of({"period": told}).within_period()
    fitting = [one for one in periods if level in (None, one.level) and wanted in (None, one.period)]
    several = [one for one in fitting if one.level == 1 and one.places > 1]
    return max(several or fitting, key=lambda one: (one.places, one.period.end, one.period.days), default=None)


def _query(wanted: _Asked) -> Query:
    chosen = wanted.chosen
    return Query(
        indicator=wanted.indicator, measure=wanted.measure, within=wanted.within,
        period=None if chosen is None else str(chosen.period), level=None if chosen is None else chosen.level,
    )  # fmt: skip


def _found(asked: Asked, wanted: _Asked, query: Query) -> _Found:
    chosen = wanted.chosen
    if chosen is None:
        return _Found((), (), {}, scale_for(None, (), asked.language), ())
    choices = choices_of(asked.store, [query], _MOST_CHOICES, exact=True)
    told = told_apart(choices, asked.query.get("subject")).choices
    # A result counts before an estimate, and that before a plan.
    order = {"actual": 0, "estimate": 1, "target": 2}
    ranked = sorted(told, key=lambda one: order[one.figure.observation.status])
    of: dict[str, Choice] = {}
    for one in ranked:
        of.setdefault(one.figure.observation.place_code or "", one)
    points, _ = with_main_unit(points_of(of.values(), "changes" if wanted.measure == "change" else wanted.measure))
    values = {point.place_code: point.value for point in points if point.place_code}
    shown = {point.figure for point in points}
    kept = sorted((one for one in of.values() if one.figure.id in shown), key=lambda one: -one.figure.observation.value)
    scale = scale_for(
        points[0].unit if points else None, values.values(), asked.language, points[0].unit_text if points else None
    )
    outlines = asked.desk.atlas.on(chosen.level, chosen.period.end, within=wanted.within)
    return _Found(tuple(kept), tuple(points), values, scale, outlines)


def _drawn(asked: Asked, wanted: _Asked, found: _Found, look: Look, title: str) -> str:
    whole_country = (
        wanted.chosen is not None
        and wanted.chosen.level == 1
        and wanted.within is None
        and not asked.desk.atlas.is_own(1)
    )
    day = wanted.chosen.period.end if wanted.chosen else None

    def told(code: str) -> str:
        place = gazetteer().by_code(code, day) if day else gazetteer().by_code(code)
        name = place.full_name if place is not None else code
        value = found.values.get(code)
        return f"{name}: {asked.say('no_figure') if value is None else found.scale.told(value, signed=wanted.measure == 'change')}"

    return choropleth(
        found.outlines, found.values, look, found.scale, told=told, signed=wanted.measure == "change", division=wanted.division,
        islands=islands() if whole_country else (), alt=asked.say("map_alt", title=title, count=len(found.values)),
        title=title if look.ground else "",
        with_legend=asked.form in PICTURES,
    )  # fmt: skip


def _shown(asked: Asked, wanted: _Asked, found: _Found, what: str, title: str) -> dict[str, Any]:
    look = Look(language=asked.language)
    has_map = bool(found.outlines) and bool(found.values)
    groups = {} if has_map or (wanted.chosen and wanted.chosen.level == 1) else _by_province(found.choices)
    most = max((abs(value) for value in found.values.values()), default=None)
    periods = wanted.periods
    at = next((number for number, one in enumerate(periods) if one is wanted.chosen), 0)
    return {
        "what": what, "title": title, "identifier": wanted.indicator, "wanted": wanted,
        "svg": _drawn(asked, wanted, found, look, title) if has_map else "", "choices": found.choices, "groups": groups,
        "legend": legend_of(
            found.outlines, found.values, look, found.scale, signed=wanted.measure == "change", division=wanted.division
        ) if has_map else [],
        "unit": found.scale.name,
        "share": lambda value: float(abs(value) / most * 100) if most else 0.0, "place_label": place_label,
        "periods": options_of(periods, wanted.chosen, asked.language),
        "before": str(periods[at + 1].period) if at + 1 < len(periods) else "", "after": str(periods[at - 1].period) if at else "",
        "levels": [(str(level), asked.say(f"level_{level}")) for level in wanted.levels],
        "measures": [(one, asked.say(f"measure_{one}")) for one in _MEASURES],
        "divisions": [(one, asked.say(f"division_{one}")) for one in _DIVISIONS],
        "options": [(one, indicator_label(one, asked.language)) for one in asked.store.indicators_told()[:_MOST_INDICATORS]],
        "lacks_outlines": wanted.chosen is not None and not found.outlines,
    }  # fmt: skip


def _by_province(choices: Sequence[Choice]) -> dict[str, list[Choice]]:
    """The places by their province, those with the greatest value first."""
    found: dict[str, list[Choice]] = {}
    for one in choices:
        place = gazetteer().by_code(one.figure.observation.place_code or "")
        above = place.parents[-1] if place is not None and place.parents else ""
        found.setdefault(place_label(above, None) if above else "", []).append(one)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _rests_on(asked: Asked) -> Hashable:
    """All that is told of the indicator, and of which others there is a map."""
    indicator = _indicator(asked)
    told = asked.store.indicators_told()
    return tuple(told), asked.store.changes(indicators=[] if indicator is None else [indicator])


ROUTES = (View("/map", map_page, forms=("html", "json", *FILES, *PICTURES), tab="map", rests_on=_rests_on),)
