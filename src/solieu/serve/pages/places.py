"""Places: where there are figures, and one place with its figures, its history and its tasks."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from solieu.knowledge.entries import indicators
from solieu.knowledge.gazetteer import gazetteer
from solieu.knowledge.lookup import history
from solieu.knowledge.names import theme_names
from solieu.serve.answers import Answer, Download, Sheet
from solieu.serve.downloads import FILES, figures_file
from solieu.serve.drawing import indicator_label
from solieu.serve.faults import NotFound
from solieu.serve.pictures import PICTURES, chart_shown, painted
from solieu.serve.routes import View
from solieu.serve.shown import choices_of, everything, place_label, points_of, told_apart, with_main_unit
from solieu.store.choosing import choices as chosen_of
from solieu.store.figures import place_codes
from solieu.store.query import Query
from solieu.text import fold

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from solieu.knowledge.lookup import PlaceHistory
    from solieu.model import Place
    from solieu.serve.asked import Asked
    from solieu.serve.charts.pictures import Chart
    from solieu.serve.charts.points import Point
    from solieu.serve.pictures import ChartShown
    from solieu.store import PresentIndicator, PresentPlace
    from solieu.store.choosing import Choice

__all__ = ["ROUTES"]

_LATEST = 300
"""Of so many figures of the last periods a place page shows what counts."""
_MOST_UNITS = 400
_MOST_HEIRS = 40
_FEW = 12
_MOST_CHOICES = 600
_SHOWN_MEASURES = ("level", "attainment", "change", "index")


# All places


class Province(NamedTuple):
    """A province with the places in it of which there are figures."""

    code: str
    name: str
    figures: int
    latest: str | None
    within: tuple[PresentPlace, ...]
    ended: bool


def places(asked: Asked) -> Answer:
    """The places of which there are figures, by province."""
    indicator = asked.text("indicator")
    found = _present(asked) if indicator is None else asked.store.present_places(indicator=indicator)
    words = fold(asked.text("words") or "")
    fitting = [
        one
        for one in found
        if all(word in fold(f"{one.name} {one.province or ''} {one.code}") for word in words.split())
    ]
    columns = ("code", "name", "level", "province", "figures", "latest")
    sheet = Sheet(
        columns, ((one.code, one.name, one.level, one.province, one.figures, one.latest) for one in fitting), "places"
    )
    shown = {
        "provinces": _by_province(fitting) if asked.form == "html" else (),
        "count": len(fitting),
        "is_open": bool(words) and len(fitting) < _MOST_UNITS,
    }
    return Answer("places.html", shown, data=fitting, sheet=sheet)


def _present(asked: Asked) -> list[PresentPlace]:
    return asked.desk.counted.get(everything(asked), "places", asked.store.present_places)


def _by_province(found: Sequence[PresentPlace]) -> list[Province]:
    known = {one.code: one for one in found if one.level == 1}
    below: dict[str, list[PresentPlace]] = {}
    for one in found:
        if one.level > 1:
            below.setdefault(_province_code(one.code), []).append(one)
    return sorted(
        (_province(code, known.get(code), below.get(code, [])) for code in {*known, *below}),
        key=lambda one: (not one.code, fold(one.name)),
    )


def _province_code(code: str) -> str:
    place = gazetteer().by_code(code)
    return place.parents[-1] if place is not None and place.parents else ""


def _province(code: str, own: PresentPlace | None, within: Sequence[PresentPlace]) -> Province:
    place = gazetteer().by_code(code) if code else None
    return Province(
        code, place.full_name if place is not None else "", 0 if own is None else own.figures, None if own is None else own.latest,
        tuple(within[:_MOST_UNITS]), place is not None and place.valid_to is not None,
    )  # fmt: skip


# One place


class Theme(NamedTuple):
    """The latest figures of a theme."""

    theme: str
    name: str
    entries: tuple[Entry, ...]


class Entry(NamedTuple):
    """An indicator with what counts of its latest period."""

    identifier: str
    label: str
    latest: tuple[Choice, ...]
    figures: int


class Unit(NamedTuple):
    """A unit in or beside a place."""

    place: Place
    figures: int


def place(asked: Asked) -> Answer | Download:
    """A place: its latest figures by theme, its history, what is in it, its reports and tasks."""
    code = asked.text("code") or ""
    if not gazetteer().forms(code):
        raise NotFound("no_such_place", code=code[:60])
    related = asked.query.get("related") == "yes"
    query = Query(place=code, related=related)
    name = place_label(code, code)
    if asked.form in FILES:
        return figures_file(asked, [query], name)
    present = asked.store.present_indicators(place=code, related=related)
    if asked.form in PICTURES:
        return _picture(asked, query, present, name)
    latest = asked.store.figures(query, limit=_LATEST)
    current = [one for one in chosen_of(latest) if one.figure.observation.measure in _SHOWN_MEASURES]
    themes = _themes(asked, present, current)
    if asked.form == "json":
        return Answer("place.html", data=_data(asked, code, present, current))
    return Answer(
        "place.html", {**_shown(asked, query, code, name, present), "themes": themes, "place_label": place_label}
    )


def _themes(asked: Asked, present: Sequence[PresentIndicator], current: Iterable[Choice]) -> list[Theme]:
    of: dict[str, list[Choice]] = {}
    for one in current:
        if one.figure.observation.indicator_id:
            of.setdefault(one.figure.observation.indicator_id, []).append(one)
    order = {theme: at for at, theme in enumerate(theme_names())}
    ranked = sorted(present, key=lambda one: (order.get(one.theme, len(order)), -one.figures, one.id))
    themes = []
    for theme, some in groupby(ranked, key=lambda one: one.theme):
        entries = tuple(
            Entry(one.id, indicator_label(one.id, asked.language), _latest_of(of.get(one.id, ())), one.figures)
            for one in some
        )
        name = theme_names().get(theme)
        themes.append(Theme(theme, theme if name is None else getattr(name, asked.language), entries))
    return themes


def _latest_of(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """What counts of the latest period with a result: its value, then what it is compared with."""
    told = told_apart(choices).choices
    results = [one for one in told if one.figure.observation.status != "target"] or list(told)
    last = max((_days(one) for one in results), default=None)
    kept = [one for one in results if _days(one) == last]
    return tuple(sorted(kept, key=lambda one: _SHOWN_MEASURES.index(one.figure.observation.measure)))[:4]


def _days(one: Choice) -> tuple[date, int]:
    period = one.figure.observation.period
    return (date.min, 0) if period is None else (period.end, period.days)


def _picture(asked: Asked, query: Query, present: Sequence[PresentIndicator], name: str) -> Download:
    chosen = _chosen_indicator(asked, present)
    if chosen is None:
        raise NotFound("nothing_to_draw")
    return painted(asked, _charts(asked, query, chosen), f"{indicator_label(chosen, asked.language)} {name}")


def _chosen_indicator(asked: Asked, present: Sequence[PresentIndicator]) -> str | None:
    """The indicator of the address, else one of the most telling of which there are most figures."""
    told = asked.text("indicator")
    if told is not None and any(one.id == told for one in present):
        return told
    amounts = [
        one
        for one in present
        if (entry := indicators().get(one.id)) is not None and entry.dimension in ("money", "area", "mass")
    ]
    return next((one.id for one in amounts or present), None)


def _charts(asked: Asked, query: Query, indicator: str) -> dict[Chart, list[Point]]:
    """The points of its charts: a page leaves them for its pictures, which come next."""
    wanted = Query(place=query.place, related=query.related, indicator=indicator)
    codes = place_codes(query.place or "", related=query.related)
    return asked.desk.counted.get(
        asked.store.changes(places=codes), ("points of a place", wanted), lambda: _points(asked, wanted)
    )


def _points(asked: Asked, wanted: Query) -> dict[Chart, list[Point]]:
    choices = told_apart(choices_of(asked.store, [wanted], _MOST_CHOICES)).choices
    kinds: dict[Chart, str] = {"history": "level", "attainment": "attainment"}
    return {chart: with_main_unit(points_of(choices, kind))[0] for chart, kind in kinds.items()}


def _shown(asked: Asked, query: Query, code: str, name: str, present: Sequence[PresentIndicator]) -> dict[str, object]:
    chosen = _chosen_indicator(asked, present)
    shown: list[ChartShown] = []
    if chosen is not None:
        what = indicator_label(chosen, asked.language)
        found = (chart_shown(chart, points, what, asked) for chart, points in _charts(asked, query, chosen).items())
        shown = [one for one in found if one is not None]
    past = _past(code)
    return {
        "code": code, "name": name, "unit": past.forms[-1], "past": past, "heirs": past.successors[:_MOST_HEIRS],
        "held": past.held_by[:_MOST_HEIRS], "above": _above(past), "within": _within(asked, code),
        "reports": asked.store.reports(place=code, limit=_FEW), "given": asked.store.tasks(place=code, limit=_FEW),
        "today": date.today(), "charts": shown, "chosen": chosen,
        "options": [(one.id, f"{indicator_label(one.id, asked.language)} ({one.figures})") for one in present],
        "figures": sum(one.figures for one in present), "related": query.related,
    }  # fmt: skip


@lru_cache(4096)
def _past(code: str) -> PlaceHistory:
    """The history of the last unit that had the code; looking for what a commune took in goes through all of them."""
    return history(gazetteer().forms(code)[-1])


def _above(past: PlaceHistory) -> list[Place]:
    last = past.forms[-1]
    day = last.valid_to or date.max
    found = (gazetteer().by_code(code, day) for code in reversed(last.parents))
    return [one for one in found if one is not None]


def _within(asked: Asked, code: str) -> list[tuple[int, list[Unit]]]:
    """The units right below, those with figures first; by level, since a province had districts and has communes."""
    below = _below(code)
    counted = asked.store.figures_of_places(one.code for _, units in below for one in units)
    return [
        # What stands in the order of names stays in it.
        (level, sorted((Unit(one, counted.get(one.code, 0)) for one in units), key=lambda one: one.figures == 0)[:_MOST_UNITS])
        for level, units in below
    ]  # fmt: skip


@cache
def _every_below() -> dict[str, list[tuple[int, tuple[Place, ...]]]]:
    """By the code of a unit, the units right below it by level, in the order of their names."""
    found: dict[str, list[tuple[int, tuple[Place, ...]]]] = {}
    for level in (2, 3):
        of: dict[str, dict[str, Place]] = {}
        for one in gazetteer().units(level):
            if one.parents:
                of.setdefault(one.parents[0], {})[one.code] = one
        for code, units in of.items():
            found.setdefault(code, []).append((level, tuple(sorted(units.values(), key=lambda one: fold(one.name)))))
    return found


def _below(code: str) -> list[tuple[int, tuple[Place, ...]]]:
    return _every_below().get(code, [])


def _data(asked: Asked, code: str, present: Sequence[PresentIndicator], current: Sequence[Choice]) -> dict[str, object]:
    past = _past(code)
    return {
        "code": code, "name": place_label(code, code), "forms": past.forms, "took_in": past.took_in, "successors": past.successors,
        "indicators": present, "latest": current, "reports": asked.store.reports(place=code, limit=_FEW),
        "tasks": asked.store.tasks(place=code, limit=_FEW),
    }  # fmt: skip


def _rests_on(asked: Asked) -> Hashable:
    """All that is told of the place, and how much there is of the units below it."""
    code = asked.text("code") or ""
    if not gazetteer().forms(code):
        raise NotFound("no_such_place", code=code[:60])
    codes = place_codes(code, related=asked.query.get("related") == "yes")
    if asked.form != "html":
        return asked.store.changes(places=codes)
    below = (one.code for _, units in _below(code) for one in units)
    return asked.store.changes(places=codes), asked.store.changes(places=below)


ROUTES = (
    View("/places", places, tab="places", rests_on=everything),
    View(
        "/places/{code}",
        place,
        forms=("html", "json", *FILES, *PICTURES),
        tab="places",
        is_entrance=False,
        rests_on=_rests_on,
    ),
)
