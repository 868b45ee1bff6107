"""Percentages that arithmetic tells: "thụ lý 486 vụ; đã giải quyết 451 vụ, đạt 92,8%" is a share, "46/40 ha, đạt 115%" is not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.model import BasisKind, Measure, Observation

__all__ = ["told_by_quotients"]

_HUNDRED: Final = Decimal(100)
_NEAREST: Final = 8
"""How many figures before its part the whole may stand."""
_MEASURED: Final = frozenset({"VND", "USD", "ha", "kg", "m", "m3"})
"""What is measured over something is compared with its plan; what is counted over something is a part of it."""


def told_by_quotients(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """The observations, in which percentages without a printed basis have the measure that the figures before them show."""
    return tuple(
        _told(percent, observations[max(at - _NEAREST, 0) : at]) if at and _tells_no_basis(percent) else percent
        for at, percent in enumerate(observations)
    )


def _tells_no_basis(told: Observation) -> bool:
    told_as = told.measure in ("attainment", "share", "level")
    return told.unit == "percent" and told_as and told.basis is None and told.bound == "exact"


def _told(percent: Observation, before: Sequence[Observation]) -> Observation:
    value = _last_amount(percent, before)
    if value is None:
        return percent
    if value.of:
        is_attainment = value.unit in _MEASURED or value.number > value.of
        if _gives(value.number, value.of, percent):
            return _as(percent, "attainment", "plan") if is_attainment else _as(percent, "share", "total")
        return percent
    others = [other for other in before if _is_like(other, value)]
    if any(other.status == "target" and _gives(value.value, other.value, percent) for other in others):
        return _as(percent, "attainment", "plan")
    wholes = [other for other in others if other.start < value.start and other.value >= value.value]
    if percent.measure == "attainment" and any(_gives(value.value, whole.value, percent) for whole in wholes):
        return _as(percent, "share", "total")
    return percent


def _last_amount(percent: Observation, before: Sequence[Observation]) -> Observation | None:
    """The last result before a percentage in its sentence: a plan may stand between ("412 tỷ đồng (chỉ tiêu 405 tỷ đồng), đạt 101,9%")."""
    for told in reversed(before):
        if told.sentence != percent.sentence or told.measure != "level" or told.unit in (None, "percent"):
            return None
        if told.status != "target" or percent.status == "target":
            return told if told.value > 0 else None
    return None


def _is_like(other: Observation, value: Observation) -> bool:
    return (
        other is not value
        and (other.sentence, other.unit, other.measure) == (value.sentence, value.unit, "level")
        and other.value > 0
        and (other.period == value.period or other.status == "target")
    )


def _gives(part: Decimal, whole: Decimal, percent: Observation) -> bool:
    """Whether the quotient rounds to what is printed."""
    step = Decimal(1).scaleb(min(int(percent.number.as_tuple().exponent), 0))
    return abs(_HUNDRED * part / whole - percent.number) <= step / 2


def _as(percent: Observation, measure: Measure, basis: BasisKind) -> Observation:
    if percent.measure == measure:
        return percent
    return msgspec.structs.replace(percent, measure=measure, basis_kind=basis)
