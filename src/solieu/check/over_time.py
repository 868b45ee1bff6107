"""One series in several reports: totals since 1 January that fall, figures that reports give differently."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from solieu.check.combined import across, remedy, severity_of, subject, time
from solieu.check.findings import range_of
from solieu.check.intervals import INFINITY, Interval
from solieu.check.times import is_year_to_date
from solieu.knowledge.entries import indicators

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from solieu.check.ledger import Entry, Key
    from solieu.model import Finding

__all__ = ["falls", "revisions"]

K = TypeVar("K")


def falls(key: Key, entries: Sequence[Entry]) -> Iterator[Finding]:
    """A total since 1 January that is smaller than the total to an earlier day of the year."""
    known = indicators().get(key.indicator_id)
    if known is None or known.nature != "flow" or key.measure != "level":
        return
    results = [one for one in entries if one.told.status != "target" and is_year_to_date(one.period)]
    for _, group in _grouped((one.period.start.year, one) for one in results):
        yield from _falls_of_year(sorted(group, key=lambda one: (one.period.end, one.order)))


def _falls_of_year(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Each figure is told of once: what is too high would be above all that follow."""
    highest: list[tuple[Decimal, tuple[str, int], Entry]] = []
    for _, group in groupby(entries, key=lambda one: one.period.end):
        fitting = []
        for later in group:
            if highest and -highest[0][0] > _high(later):
                above = heappop(highest)[-1]
                if above.origin != later.origin:
                    yield _fall(above, later)
            else:
                fitting.append(later)
        for one in fitting:
            heappush(highest, (-_low(one), one.order, one))


def _fall(earlier: Entry, later: Entry) -> Finding:
    least = Interval(_told(earlier, _low(earlier)), INFINITY)
    most = Interval(-INFINITY, _told(later, _high(later)))
    expected = range_of(least, later.figure)
    return across(
        "year-to-date",
        severity_of((earlier, later)),
        [(one.figure, one.origin) for one in (earlier, later)],
        {
            **subject(later), "earlier": earlier.told.quote, "later": later.told.quote,
            "time_earlier": time(earlier.period), "time_later": time(later.period),
        },
        expected=expected[0],
        found=later.told.quote,
        remedies=[remedy(later.figure, least), remedy(earlier.figure, most)],
    )  # fmt: skip


def revisions(key: Key, entries: Sequence[Entry]) -> Iterator[Finding]:
    """One figure that two reports give differently. Later reports may revise: never a contradiction."""
    for (period, status), group in _grouped(((one.period, one.told.status), one) for one in entries):
        first = max(group, key=lambda one: (_low(one), one.order))
        second = min(group, key=lambda one: (_high(one), one.order))
        if _low(first) <= _high(second) or first.origin == second.origin:
            continue
        ordered = sorted((first, second), key=lambda one: one.order)
        yield across(
            "revised",
            "suspicious" if status == "actual" else "note",
            [(one.figure, one.origin) for one in ordered],
            {
                **subject(ordered[0]), "time": time(period), "first": ordered[0].told.quote,
                "second": ordered[1].told.quote, "report_first": ordered[0].origin.name,
                "report_second": ordered[1].origin.name,
            },
            remedies=[
                remedy(one.figure, other.figure.meant.printed)
                for one, other in (ordered, reversed(ordered))
            ],
        )  # fmt: skip


def _told(entry: Entry, end: Decimal) -> Decimal:
    """The printed value, by which a person would set the other right; of a hedged one the ``end`` of what it can mean."""
    return end if entry.figure.meant.hedged else entry.told.value


def _low(entry: Entry) -> Decimal:
    return entry.figure.meant.possible.low


def _high(entry: Entry) -> Decimal:
    return entry.figure.meant.possible.high


def _grouped(pairs: Iterable[tuple[K, Entry]]) -> Iterable[tuple[K, list[Entry]]]:
    groups: dict[K, list[Entry]] = {}
    for key, entry in pairs:
        groups.setdefault(key, []).append(entry)
    return groups.items()
