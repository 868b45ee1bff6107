"""Stated growth against the value that the report of the earlier time gave: "tăng 15% so với cùng kỳ năm trước"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.check.combined import across_equation, subject, time
from solieu.check.equations import Equation
from solieu.check.intervals import HUNDRED, exactly
from solieu.check.times import compared_period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from solieu.check.figures import Figure
    from solieu.check.intervals import Interval
    from solieu.check.ledger import Entry, Key
    from solieu.model import Finding, Period

    Solution = Callable[[Mapping[str, Interval]], Interval]

__all__ = ["growth"]

_HUNDRED = exactly(HUNDRED)
_CHANGE: dict[str, Solution] = {
    "stated": lambda of: _HUNDRED * of["value"] / of["earlier"] - _HUNDRED,
    "value": lambda of: (of["stated"] + _HUNDRED) * of["earlier"] / _HUNDRED,
    "earlier": lambda of: _HUNDRED * of["value"] / (of["stated"] + _HUNDRED),
}
_INDEX: dict[str, Solution] = {
    "stated": lambda of: _HUNDRED * of["value"] / of["earlier"],
    "value": lambda of: of["stated"] * of["earlier"] / _HUNDRED,
    "earlier": lambda of: _HUNDRED * of["value"] / of["stated"],
}
_DIFFERENCE: dict[str, Solution] = {
    "stated": lambda of: of["value"] - of["earlier"],
    "value": lambda of: of["earlier"] + of["stated"],
    "earlier": lambda of: of["value"] - of["stated"],
}


def growth(key: Key, entries: Sequence[Entry]) -> Iterator[Finding]:
    """A change, index or difference that the value of the earlier time in its own report does not allow."""
    if key.measure != "level":
        return
    by_period: dict[Period, list[Entry]] = {}
    for entry in entries:
        if entry.told.status != "target":
            by_period.setdefault(entry.period, []).append(entry)
    for later in entries:
        for comparison in later.comparisons:
            period = compared_period(later.period, comparison.told.basis)
            if period is not None and later.told.status != "target":
                yield from _against(later, comparison, by_period.get(period, ()))


def _against(later: Entry, comparison: Figure, earlier: Sequence[Entry]) -> Iterator[Finding]:
    """The finding where none of the earlier values fits: the last of them may be the revised one."""
    solutions = _solutions(comparison)
    if solutions is None or not earlier or any(one.origin == later.origin for one in earlier):
        return
    equations = [_equation(later, comparison, one, solutions) for one in earlier]
    if any(one.fault() != "contradiction" for one in equations):
        return
    first = earlier[0]
    origins = {later.figure: later.origin, comparison: later.origin, first.figure: first.origin}
    yield across_equation(
        equations[0],
        "suspicious",
        origins,
        {
            **subject(later), "time": time(later.period), "time_earlier": time(first.period),
            "report": later.origin.name, "report_earlier": first.origin.name,
        },
    )  # fmt: skip


def _solutions(comparison: Figure) -> dict[str, Solution] | None:
    measure, unit = comparison.told.measure, comparison.told.unit
    if measure == "difference":
        return _DIFFERENCE
    if unit != "percent":
        return None
    return {"change": _CHANGE, "index": _INDEX}.get(measure)


def _equation(later: Entry, comparison: Figure, earlier: Entry, solutions: Mapping[str, Solution]) -> Equation:
    figures = {"value": later.figure, "earlier": earlier.figure, "stated": comparison}
    terms = {name: figure.meant for name, figure in figures.items()}
    return Equation("growth", terms, solutions, "stated", figures)
