"""Figures that no report prints and printed ones imply: "đạt 526,8 tỷ đồng, bằng 57,7% dự toán" tells the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.check.findings import range_of
from solieu.check.intervals import HUNDRED, Interval, exactly
from solieu.check.linked import figures_of, linked
from solieu.check.phrases import phrase
from solieu.check.times import compared_period, planned_period
from solieu.model import Derived

if TYPE_CHECKING:
    from solieu.check.figures import Figure
    from solieu.model import DerivedKind, Period, Report

__all__ = ["derive", "implied"]

_HUNDRED = exactly(HUNDRED)
_EXCEEDS = ("vượt", "vượt mức")
_HOW = {
    "attainment": "{value} ÷ {other}",
    "index": "{value} ÷ {other}",
    "change": "{value} ÷ (100% {sign} {other})",
    "difference": "{value} {opposite} {other}",
}


def derive(report: Report) -> tuple[Derived, ...]:
    """The plans and earlier values that the figures of ``report`` imply, in the order of its text.

    They are no observations: nobody printed them. The ends hold every value that the printed figures allow, by their
    rounding and hedges; what has no upper end ("trên 57%") is left out.

    >>> import solieu
    >>> (plan,) = derive(solieu.extract("Năm 2022, thu ngân sách đạt 526,8 tỷ đồng, bằng 57,7% dự toán tỉnh giao."))
    >>> plan.kind, str(plan.period), plan.message
    ('plan', '2022', '526,8 tỷ đồng ÷ 57,7%: kế hoạch là từ 912,1 đến 913,9 tỷ đồng')
    """
    figures = figures_of(report, hedged=True)
    of = linked(figures)
    return tuple(
        derived
        for figure in figures
        if figure.is_amount
        for comparison in of.get(figure.index, ())
        if (derived := _derived(figure, comparison)) is not None
    )  # fmt: skip


def implied(value: Figure, comparison: Figure, *, lenient: bool = False) -> Interval | None:
    """The plan or the earlier value that ``comparison`` of ``value`` implies; ``None`` where it implies none."""
    if not _is_of_a_plan_or_a_time(comparison):
        return None
    of = value.meant.possible if lenient else value.meant.printed
    by = comparison.meant.possible if lenient else comparison.meant.printed
    if comparison.told.measure == "difference":
        return of - by
    if comparison.told.measure == "change" or _exceeds(comparison):
        by = by + _HUNDRED
    return _HUNDRED * of / by if by.low > 0 else None


def _is_of_a_plan_or_a_time(comparison: Figure) -> bool:
    """Whether it compares with a plan or an earlier value, and not with another place, and can be read in one way."""
    told = comparison.told
    if told.measure == "attainment":
        # "vượt 132% kế hoạch" may be 132 % and 232 %.
        two_ways = _exceeds(comparison) and told.number >= HUNDRED
        return told.unit == "percent" and told.basis is not None and told.basis_kind == "plan" and not two_ways
    if told.basis is not None and told.basis_kind != "period":
        return False
    return told.measure == "difference" or (told.measure in ("change", "index") and told.unit == "percent")


def _exceeds(comparison: Figure) -> bool:
    return comparison.told.measure == "attainment" and comparison.before.rstrip().endswith(_EXCEEDS)


def _derived(value: Figure, comparison: Figure) -> Derived | None:
    needed = implied(value, comparison)
    if needed is None or not needed.is_bounded:
        return None
    told, basis = value.told, comparison.told.basis
    kind, period = _what(told.period, comparison)
    vi, en = phrase(kind, range=range_of(needed, value))
    sign, opposite = "+−" if comparison.told.number >= 0 else "−+"
    slots = {"value": told.quote, "other": comparison.told.quote, "sign": sign, "opposite": opposite}
    arithmetic = _HOW[comparison.told.measure].format_map(slots)
    return Derived(
        kind=kind, low=needed.low, high=needed.high, unit=told.unit, unit_text=told.unit_text, indicator=told.indicator,
        indicator_id=told.indicator_id, place=told.place, place_code=told.place_code, period=period, basis=basis,
        observations=(value.index, comparison.index),
        message=f"{arithmetic}: {vi}", message_en=f"{arithmetic}: {en}",
    )  # fmt: skip


def _what(period: Period | None, comparison: Figure) -> tuple[DerivedKind, Period | None]:
    if comparison.told.measure == "attainment":
        return "plan", planned_period(period, comparison.told.basis)
    return "earlier", compared_period(period, comparison.told.basis)
