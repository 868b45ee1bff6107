"""Plans that the reports of one year imply: value ÷ attainment is the same plan each time, unless it was adjusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solieu.check.combined import across, remedy, subject, time
from solieu.check.derived import implied
from solieu.check.findings import range_of
from solieu.check.intervals import HUNDRED, exactly
from solieu.check.phrases import phrase
from solieu.check.times import is_adjusted, is_year_to_date, plan_named, planned_period
from solieu.knowledge.entries import indicators

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.check.figures import Figure
    from solieu.check.findings import Slot
    from solieu.check.intervals import Interval
    from solieu.check.ledger import Entry, Key
    from solieu.model import Finding, Period

__all__ = ["plans"]


@dataclass(frozen=True)
class _Plan:
    """A plan that a value and its attainment imply."""

    value: Entry
    attainment: Figure
    year: Period
    meant: Interval


def plans(key: Key, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Two plans of one year that cannot be the same."""
    if key.measure != "level":
        return
    found = [plan for entry in entries for plan in _plans(key, entry)]
    adjusted = {plan.year for plan in found if is_adjusted(plan.attainment.told.basis)}
    groups: dict[tuple[Period, tuple[str, ...]], list[_Plan]] = {}
    for plan in found:
        if plan.year not in adjusted:
            groups.setdefault((plan.year, plan_named(plan.attainment.told.basis)), []).append(plan)
    for group in groups.values():
        yield from _apart(group)


def _plans(key: Key, entry: Entry) -> Iterator[_Plan]:
    if entry.told.status == "target" or not _is_of_the_year(key, entry):
        return
    for comparison in entry.comparisons:
        if comparison.told.measure == "attainment":
            year = planned_period(entry.period, comparison.told.basis)
            meant = implied(entry.figure, comparison, lenient=True)
            if year is not None and meant is not None:
                yield _Plan(entry, comparison, year, meant)


def _is_of_the_year(key: Key, entry: Entry) -> bool:
    """Whether the value can be measured against the plan of a year: what a month alone brought in is not."""
    known = indicators().get(key.indicator_id)
    return is_year_to_date(entry.period) or (known is not None and known.nature == "stock")


def _apart(group: Sequence[_Plan]) -> Iterator[Finding]:
    """The two that lie farthest apart, if they do not meet; where all pairs meet, one plan fits all."""
    low = max(group, key=lambda one: (one.meant.low, _order(one)))
    high = min(group, key=lambda one: (one.meant.high, _order(one)))
    if low.meant.meets(high.meant) or low.value.origin == high.value.origin:
        return
    first, second = sorted((low, high), key=lambda one: (one.value.period.end, _order(one)))
    slots: dict[str, Slot] = {**subject(first.value), "time": time(first.year)}
    for name, plan in (("first", first), ("second", second)):
        slots |= {
            name: plan.value.told.quote,
            f"percent_{name}": plan.attainment.told.quote,
            f"time_{name}": time(plan.value.period),
            f"plan_{name}": range_of(plan.meant, plan.value.figure),
        }
    figures = [(figure, one.value.origin) for one in (first, second) for figure in (one.value.figure, one.attainment)]
    expected, found = (range_of(one.meant, one.value.figure)[0] for one in (first, second))
    yield across(
        "implied-plan", "suspicious", figures, slots, expected=expected, found=found, remedies=_remedies(first, second)
    )  # fmt: skip


def _remedies(first: _Plan, second: _Plan) -> list[tuple[str, str]]:
    """What would settle it: either attainment or value another, or a plan that was changed in between."""
    found = []
    for told, plan in ((second, first.meant), (first, second.meant)):
        value, attainment = told.value.figure, told.attainment
        found.append(remedy(attainment, exactly(HUNDRED) * value.meant.possible / plan))
        found.append(remedy(value, attainment.meant.possible * plan / exactly(HUNDRED)))
    return [*found, phrase("adjusted")]


def _order(plan: _Plan) -> tuple[tuple[str, int], int]:
    return plan.value.order, plan.attainment.index
