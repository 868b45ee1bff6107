"""What becomes of figures that are told for the units of another day: see :mod:`solieu.resolve.restate`."""

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

import msgspec

from solieu.model import Bound, Measure, Period, Status

__all__ = ["Left", "Restated", "Restatement", "Rule", "Source", "Why"]

Rule = Literal["same_area", "sum"]
Why = Literal[
    "no_place", "no_day", "unknown_unit", "before_oldest_map", "rate", "not_in_catalogue", "not_additive", "kind_open",
    "two_values", "divided", "parts_missing",
]  # fmt: skip


class Source(msgspec.Struct, frozen=True):
    """A figure that another is made of."""

    report: str
    observation: int
    """Index into :attr:`~solieu.model.Report.observations`."""
    place: str
    place_code: str
    quote: str
    value: Decimal


class Restated(msgspec.Struct, frozen=True, kw_only=True):
    """A figure for a unit of another day."""

    place: str
    place_code: str
    on: date
    rule: Rule
    indicator: str | None = None
    """The printed words, where all sources have the same."""
    indicator_id: str | None = None
    measure: Measure
    status: Status
    bound: Bound
    basis: str | None = None
    unit: str | None = None
    value: Decimal
    value_max: Decimal | None = None
    period: Period | None = None
    confidence: float
    """The probability that all sources are read rightly."""
    sources: tuple[Source, ...]


class Left(msgspec.Struct, frozen=True):
    """A figure that cannot be told for a unit of the other day, and why."""

    report: str
    observation: int
    place: str | None
    place_code: str | None
    quote: str
    why: Why
    message: str


class Restatement(NamedTuple):
    """What was told anew, and what was left."""

    figures: tuple[Restated, ...]
    left: tuple[Left, ...]
