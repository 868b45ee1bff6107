"""What a chart shows, in words: for those who do not see it, and for those who want the sum of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from solieu.serve.charts.labels import full_period
from solieu.serve.charts.points import latest, of_one_period, rise_of
from solieu.serve.charts.scales import scale_for
from solieu.serve.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.serve.charts.pictures import Chart
    from solieu.serve.charts.points import Point
    from solieu.serve.words import Language

__all__ = ["alternative", "summary"]

_FEW = 3


def alternative(chart: Chart, points: Sequence[Point], what: str, language: Language) -> str:
    """What kind of chart of what it is, in one sentence: the picture's alternative text."""
    if not points:
        return say(language, "chart_empty")
    places = list(dict.fromkeys(point.place for point in points))
    named = ", ".join(places) if len(places) <= _FEW else say(language, "several_places", count=len(places))
    first, last = min(points, key=lambda one: one.start), latest(points)
    if chart == "history":
        return say(language, "alt_history", what=what, places=named, count=len(points), first=full_period(first, language),
                   last=full_period(last, language))  # fmt: skip
    if chart == "ranking":
        return say(language, "alt_ranking", what=what, count=len(places), period=full_period(last, language))
    return say(language, f"alt_{chart}", what=what, count=len(points))


def summary(chart: Chart, points: Sequence[Point], language: Language) -> str:
    """What stands out, in a few sentences; "" where there is nothing to say."""
    if not points:
        return ""
    if chart in ("attainment", "changes") and len({point.place for point in points}) > 1:
        points = of_one_period(points)
    if chart == "attainment":
        reached = sum(point.value >= Decimal(100) for point in points)
        said = [say(language, "said_above", count=reached, all=len(points))]
    elif chart == "changes":
        rises = [rise_of(point) for point in points]
        said = [say(language, "said_rises", rises=sum(one > 0 for one in rises), falls=sum(one < 0 for one in rises))]
    else:
        said = _of_values(points, language, by_place=chart == "ranking")
    disputed = sum(point.disputed for point in points)
    if disputed:
        said.append(say(language, "said_disputed", count=disputed))
    return " ".join(said)


def _of_values(points: Sequence[Point], language: Language, *, by_place: bool) -> list[str]:
    scale = scale_for(points[0].unit, [point.value for point in points], language, points[0].unit_text)
    results = [point for point in points if point.status != "target"] or list(points)
    said = []
    last = latest([one for one in results if one.kind in ("year", "to_date")] or results)
    if not by_place:
        value = scale.told(last.value)
        said.append(say(language, "said_latest", place=last.place, period=full_period(last, language), value=value))
        said += _against_plan(points, last, language)
    comparable = results if by_place else [one for one in results if one.kind == last.kind and one.place == last.place]
    if len(comparable) >= _FEW:
        low, high = min(comparable, key=lambda one: one.value), max(comparable, key=lambda one: one.value)
        where = [one.place if by_place else full_period(one, language) for one in (low, high)]
        said.append(say(language, "said_range", low=scale.told(low.value), low_where=where[0],
                        high=scale.told(high.value), high_where=where[1]))  # fmt: skip
    return said


def _against_plan(points: Sequence[Point], last: Point, language: Language) -> list[str]:
    """The plan of the year of the latest result, if there is just one."""
    plans = [one for one in points if one.status == "target" and one.place == last.place and one.kind == "year"
             and one.end.year == last.end.year]  # fmt: skip
    if len({plan.value for plan in plans}) != 1 or last.status == "target":
        return []
    scale = scale_for(plans[0].unit, [one.value for one in points], language, plans[0].unit_text)
    return [say(language, "said_plan", period=full_period(plans[0], language), value=scale.told(plans[0].value))]
