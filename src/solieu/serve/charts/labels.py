"""Words for periods and states, as short as a chart needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.serve.formats import period as period_in_full

if TYPE_CHECKING:
    from solieu.serve.charts.points import Point
    from solieu.serve.words import Language

__all__ = ["full_period", "short_period", "state_of"]

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_STATES = {"target": "chart_plan", "estimate": "chart_estimate"}


def state_of(point: Point) -> str:
    """Whether it is a result, an estimate or a plan: the key of the word for it."""
    return _STATES.get(point.status, "chart_result")


def short_period(point: Point, language: Language, *, in_sum: bool = False) -> str:
    """The period without its year where the axis tells it: ``9T`` for nine months; so a quarter ``in_sum`` of its year.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from solieu.serve.charts.points import Point
    >>> nine = Point(figure=1, place="", start=date(2022, 1, 1), end=date(2022, 9, 30), value=Decimal(1))
    >>> short_period(nine, "vi"), short_period(nine, "en")
    ('9T', 'Jan–Sep')
    """
    if point.kind == "to_date" or in_sum:
        return f"{point.end.month}T" if language == "vi" else f"Jan–{_MONTHS[point.end.month - 1]}"
    return full_period(point, language)


def full_period(point: Point, language: Language) -> str:
    """The period as people call it, without the word for year."""
    return period_in_full(point.period, language).removeprefix("năm ")
