"""Totals of tables against the rows and columns that make them up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from solieu.check.cell_sums import sums_of
from solieu.check.cells import meant
from solieu.check.families import column_families, row_families
from solieu.check.intervals import Interval, exactly
from solieu.check.located import a_slip_makes, at, names_of, of_cells, position
from solieu.knowledge.checks import check_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.check.cell_sums import Sum
    from solieu.check.cells import TableView
    from solieu.check.families import Family
    from solieu.check.figures import Figure
    from solieu.check.located import Line
    from solieu.model import Finding, Severity

__all__ = ["Totals", "total_findings", "totals_of"]

_FITTING = ("fits", "small", "trivial")
_FEWEST = 2
_FAR_MORE = 4
"""So many sums must add up for each that does not, where more than one does not, before one is called wrong for sure."""
_FEW_PARTS = 40
_LONG = 1000
"""Only numbers of four digits and more are taken for slips of others: shorter ones are alike by chance."""


@dataclass(frozen=True)
class Totals:
    """A family with its sums, and how sure it is that they must add up."""

    family: Family
    sums: tuple[Sum, ...]
    fitting: int
    """Small numbers count half: 5 is 3 and 2 by chance, too."""
    failing: int

    @property
    def surely(self) -> Severity | None:
        """How sure it is that the parts are complete: ``None`` where too few of them add up."""
        fitting = self.fitting + (self.family.kind == "declared")
        if fitting >= _FEWEST and (self.failing <= 1 or fitting >= _FAR_MORE * self.failing):
            return "contradiction"
        return "suspicious" if self.fitting >= 1 and fitting >= self.failing else None

    @cached_property
    def supported(self) -> frozenset[int]:
        """The parts that are not 0 in some sum that adds up, so that they are known to belong to it."""
        along = self.family.along == "column"
        return frozenset(
            position(part)[along] for one in self.sums if one.state in _FITTING for part in one.parts if part.told.value
        )

    def supports(self, one: Sum) -> bool:
        """Whether all that is added up in ``one`` is known to belong to it."""
        along = self.family.along == "column"
        return all(position(part)[along] in self.supported for part in one.parts if part.told.value)

    def is_sure_of(self, one: Sum) -> bool:
        """Whether what others bear out holds of ``one``, too: people may be counted twice where money is not."""
        told = one.total.told
        if self.family.in_time or self.family.kind == "declared":
            return True
        if any(other.total.told.unit == told.unit for other in self.sums if other.state in ("fits", "small")):
            return True
        if one.state == "above":
            places = {part.told.place for part in one.parts}
            return told.unit in check_words().disjoint_units or (None not in places and len(places) == len(one.parts))
        return self.fitting > _FEWEST


def totals_of(view: TableView) -> tuple[Totals, ...]:
    """The totals of a table, each made up in the way that adds up most often."""
    found = []
    for ways in (*row_families(view), *column_families(view)):
        some = [_totals(view, family) for family in ways if family.kind == "among"]
        whole = [_totals(view, family) for family in ways if family.kind != "among"]
        if whole:
            best = max(whole, key=lambda one: (one.fitting, -one.failing))
            if best.fitting or len(whole) == 1:
                found.append(best)
        found += some
    return tuple(found)


def _totals(view: TableView, family: Family) -> Totals:
    sums = tuple(sums_of(view, family))
    states = Counter(one.state for one in sums)
    return Totals(
        family, sums, states["fits"] + states["small"] // 2, states["above"] + states["below"] + states["near"]
    )


def total_findings(view: TableView, report: str) -> Iterator[Finding]:
    """What cannot all be true of totals and their parts."""
    every = totals_of(view)
    usual = _add_up_usually(every)
    never = _never_add_up(every)
    for totals in every:
        for one in totals.sums:
            if (totals.family.along, one.line) in never or _is_mean(one):
                continue
            severity = _severity(totals, one, usual=usual)
            if severity is not None:
                yield _finding(view, totals.family, one, severity, report)
            elif totals.family.kind == "among":
                yield from _larger_parts(view, totals.family, one, report)


def _never_add_up(every: Sequence[Totals]) -> set[Line]:
    """The columns (rows) in which several totals stand and none adds up: rates, or something else that was taken for amounts."""
    sums = [(totals.family.along, one) for totals in every if totals.family.kind != "among" for one in totals.sums]
    failing = Counter((along, one.line) for along, one in sums if one.state in ("above", "below"))
    fitting = {(along, one.line) for along, one in sums if one.state in _FITTING}
    return {line for line, count in failing.items() if count > 1 and line not in fitting}


def _is_mean(one: Sum) -> bool:
    """Whether the total lies among its parts as a mean does, and no slip explains it."""
    values = [part.told.value for part in one.parts]
    between = one.state == "above" and len(values) > 1 and min(values) <= one.total.told.value <= max(values)
    return between and not any(a_slip_makes(figure, needed) for figure, needed in _needed(one))


def _add_up_usually(every: Sequence[Totals]) -> bool:
    """Whether most of the other totals of the table are sums, so that one that stands alone should be, too."""
    nested = [one for one in every if one.family.kind in ("nested", "total")]
    fitting = sum(one.fitting > one.failing for one in nested)
    return fitting >= 2 and fitting * 2 > sum(bool(one.sums) for one in nested)


def _severity(totals: Totals, one: Sum, *, usual: bool) -> Severity | None:
    """How much it weighs that a sum does not add up."""
    if one.state in (*_FITTING, "open"):
        return None
    surely = totals.surely or ("suspicious" if usual and totals.fitting >= totals.failing - 1 else None)
    if surely and totals.fitting and not totals.supports(one):
        # "Nam | Nữ | Dân tộc": what is not 0 only where nothing adds up may be no part.
        surely = "suspicious" if totals.failing == 1 else None
    if surely == "contradiction" and not totals.is_sure_of(one):
        surely = "suspicious"
    if one.state == "near":
        exact = one.added.printed.low == one.added.printed.high
        return "suspicious" if surely == "contradiction" and exact else None
    if totals.family.kind == "among":
        return _among(one, surely)
    if surely is None:
        return "suspicious" if totals.failing == 1 and _is_likely_slip(totals.family, one) else None
    if one.state == "below" and one.dashes:
        return "suspicious"
    return surely


def _among(one: Sum, surely: Severity | None) -> Severity | None:
    """Some parts may be left out, so that only too much is wrong, and only of what nobody counts twice."""
    if one.state == "below":
        return "suspicious" if surely == "contradiction" else None
    excludes = one.total.told.unit in check_words().disjoint_units
    if surely == "contradiction":
        return surely
    return "suspicious" if excludes and len(one.parts) > 1 else None


def _is_likely_slip(family: Family, one: Sum) -> bool:
    """Whether one slip makes the parts add up, where nothing but the words tells that they should."""
    if family.kind not in ("total", "declared") or one.unknown or len(one.parts) < 2:
        return False
    if abs(one.total.told.number) * 10**one.total.places < _LONG or len(one.parts) > _FEW_PARTS:
        return False
    return any(a_slip_makes(figure, needed) for figure, needed in _needed(one))


def _needed(one: Sum) -> Iterator[tuple[Figure, Interval]]:
    """What the total, and each part, would have to be."""
    added, whole = one.added.printed, meant(one.total).printed
    yield one.total, added
    for part in one.parts:
        own = meant(part).printed
        yield part, Interval(whole.low - (added.high - own.high), whole.high - (added.low - own.low))


def _finding(view: TableView, family: Family, one: Sum, severity: Severity, report: str) -> Finding:
    lines = [(family.along, part) for part in family.parts]
    across = "column" if family.along == "row" else "row"
    return of_cells(
        view,
        "parts",
        severity,
        (across, one.line),
        {"parts": names_of(view, lines), "total": at(view, one.total, (family.along, family.total))},
        one.total,
        exactly(one.printed),
        (one.total, *one.parts),
        list(_needed(one)),
        report,
    )


def _larger_parts(view: TableView, family: Family, one: Sum, report: str) -> Iterator[Finding]:
    """Parts that are larger than what "Trong đó" says they are parts of."""
    whole = meant(one.total)
    for part in one.parts:
        if meant(part).possible.low > whole.possible.high and one.total.told.measure == "level":
            across = "column" if family.along == "row" else "row"
            cells = {
                name: at(view, figure, (family.along, position(figure)[family.along == "column"]))
                for name, figure in (("part", part), ("whole", one.total))
            }
            needed = Interval(Decimal(0), whole.printed.high)
            yield of_cells(
                view,
                "part-above-whole",
                "contradiction",
                (across, one.line),
                cells,
                part,
                needed,
                (part, one.total),
                [(part, needed)],
                report,
            )
