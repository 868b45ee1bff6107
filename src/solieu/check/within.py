"""Every check within one report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.check.changes import changes
from solieu.check.dates import months_to_come, times_out_of_order
from solieu.check.directions import wrong_directions
from solieu.check.figures import Figures
from solieu.check.limits import impossible_magnitudes, outside_their_range, reversed_figures, reversed_ranges
from solieu.check.names import counts_of_names, names_left_out
from solieu.check.orders import more_done_than_there_are, remainders
from solieu.check.parts import complements, kinds_of_a_fraction, totals
from solieu.check.places import places_within_a_place
from solieu.check.products import harvests, rates_times_counts
from solieu.check.ratios import attainments_of_plans, fractions
from solieu.check.repeats import months_within_years, stated_twice
from solieu.check.shares import shares_of_a_whole, shares_of_parts
from solieu.check.tables import tables
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from solieu.model import Finding, Report
    from solieu.text import Text

__all__ = ["check_report"]

_CHECKS: Final[tuple[Callable[[Figures], Iterator[Finding]], ...]] = (
    fractions,
    attainments_of_plans,
    changes,
    totals,
    complements,
    places_within_a_place,
    kinds_of_a_fraction,
    shares_of_parts,
    shares_of_a_whole,
    stated_twice,
    months_within_years,
    times_out_of_order,
    months_to_come,
    outside_their_range,
    reversed_ranges,
    reversed_figures,
    impossible_magnitudes,
    wrong_directions,
    counts_of_names,
    names_left_out,
    harvests,
    rates_times_counts,
    more_done_than_there_are,
    remainders,
    tables,
)


def check_report(report: Report, text: Text | None = None) -> tuple[Finding, ...]:
    """What cannot all be true of the figures of ``report``, in the order of its text.

    It uses the report's text, observations and tables, and so works on any report, whoever found its observations.
    ``text`` are the views of the report's text, where they are known already.
    """
    figures = Figures(report, text or prepare(report.text, lines=True))
    found = {finding.id: finding for check in _CHECKS for finding in check(figures)}
    return tuple(sorted(found.values(), key=lambda one: (one.grounds[0].start, one.check)))
