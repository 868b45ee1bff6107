"""Percentages that arithmetic shows to be shares: "thụ lý 486 vụ; đã giải quyết 451 vụ, đạt 92,8%" tells no plan."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.model import Observation

__all__ = ["told_as_shares"]

_HUNDRED = Decimal(100)
_NEAREST = 8
"""How many figures before its part the whole may stand."""


def told_as_shares(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The observations, with ``share`` for a percentage that names no plan and is what a part is of a whole printed before it."""
    return tuple(
        msgspec.structs.replace(told, measure="share", basis_kind="total")
        if _may_be_share(told) and at and _is_share(told, observations[max(at - _NEAREST, 0) : at])
        else told
        for at, told in enumerate(observations)
    )


def _may_be_share(told: Observation) -> bool:
    return told.measure == "attainment" and told.unit == "percent" and told.basis is None and told.bound == "exact"


def _is_share(percent: Observation, before: Sequence[Observation]) -> bool:
    part = before[-1]
    if part.sentence != percent.sentence or part.measure != "level" or part.unit in (None, "percent") or part.of:
        return False
    return any(
        whole.unit == part.unit
        and whole.measure == "level"
        and whole.value >= part.value > 0
        and _gives(part, whole, percent)
        for whole in before[:-1]
        if whole.sentence == percent.sentence and whole.period == part.period
    )


def _gives(part: Observation, whole: Observation, percent: Observation) -> bool:
    """Whether the quotient rounds to what is printed, which must be no round figure that many quotients give."""
    decimals = Decimal(1).scaleb(min(int(percent.number.as_tuple().exponent), 0))
    return abs(_HUNDRED * part.value / whole.value - percent.number) <= decimals / 2
