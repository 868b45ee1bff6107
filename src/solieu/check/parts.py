"""Parts against their totals: sums, parts that exceed their whole, kinds that make up more than all there are."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from solieu.check.equations import Equation, unless_one_holds
from solieu.check.findings import finding, ground, milder, of_equation
from solieu.check.intervals import INFINITY, Interval
from solieu.check.partitions import Partition, of_one_kind, partitions
from solieu.check.slips import could_be_slip
from solieu.check.stated import stated_number
from solieu.check.wording import number
from solieu.knowledge.checks import check_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from solieu.check.figures import Figure, Figures
    from solieu.model import Finding, Severity

__all__ = ["kinds_of_a_fraction", "sum_of", "totals"]

_TELLING = 1000
_LEAST_SHARE = Decimal("0.5")


def totals(figures: Figures) -> Iterator[Finding]:
    """Totals against the parts named behind them."""
    found = list(partitions(figures))
    exact = {
        one.parted
        for one in found
        if len(one.parts) > 1 and any(not sum_of(total, one.parts).fault() for total in one.totals)
    }
    for partition in found:
        fault = _fault(partition, parallel=partition.parted in exact)
        if fault:
            more = {
                "parts": " + ".join(part.told.quote for part in partition.parts),
                "part": partition.parts[0].told.quote,
                "whole": fault[0].figures["total"].told.quote,
            }
            yield of_equation(fault[0], fault[1], figures.report.sha256, more)


def _fault(partition: Partition, *, parallel: bool) -> tuple[Equation, Severity] | None:
    """``parallel`` where the same parts add up for another total ("trong tháng 60 sổ, lũy kế 306 sổ")."""
    parts = partition.parts
    largest = sorted(partition.totals, key=lambda total: total.told.value, reverse=True)
    above = unless_one_holds([sum_of(total, parts, complete=False) for total in largest])
    if above:
        return above[0], _of_kinds(above[1], parts)
    wholes = [sum_of(total, parts) for total in largest]
    whole = unless_one_holds(wholes) if len(parts) > 1 else None
    if whole and (partition.complete or parallel):
        return whole
    slips = [total for total in largest if _is_slip(total, parts)]
    return (sum_of(slips[0], parts), milder(whole[1], "suspicious")) if whole and slips else None


def _of_kinds(fault: Severity, parts: Sequence[Figure]) -> Severity:
    """People may be women and of a minority at once: their kinds may add up to more than all of them."""
    if len(parts) == 1 or parts[0].told.unit in check_words().disjoint_units:
        return fault
    return milder(fault, "suspicious")


def sum_of(total: Figure, parts: Sequence[Figure], *, complete: bool = True) -> Equation:
    """total = sum of parts; where they are not all its parts, total ≥ their sum."""
    names = [f"part {at}" for at in range(len(parts))]

    def sum_in(of: Mapping[str, Interval]) -> Interval:
        whole = reduce(add, (of[name] for name in names))
        return whole if complete else Interval(whole.low, INFINITY)

    def rest(of: Mapping[str, Interval], name: str) -> Interval:
        others = [of[one] for one in names if one != name]
        left = of["total"] - reduce(add, others) if others else of["total"]
        return left if complete else Interval(min(Decimal(0), left.high), left.high)

    return Equation(
        "parts" if len(parts) > 1 else "part-above-whole",
        terms={"total": total.meant} | {name: part.meant for name, part in zip(names, parts, strict=True)},
        solutions={"total": sum_in} | {name: lambda of, name=name: rest(of, name) for name in names},  # type: ignore[misc]
        main="total",
        figures={"total": total} | dict(zip(names, parts, strict=True)),
    )


def _is_slip(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether one digit, two digits in each other's place or a multiplier of one figure would make the sum right.

    Only of numbers so long that this is no chance: of three digits every third sum is one digit off.
    """
    step = min(figure.factor * Decimal(1).scaleb(-figure.places) for figure in (total, *parts))
    added = sum((part.told.value for part in parts), Decimal(0))
    missing = abs(total.told.value - added) / step
    if total.told.value / step < _TELLING:
        return False
    if added < total.told.value * _LEAST_SHARE:
        return False
    return could_be_slip(missing)


def kinds_of_a_fraction(figures: Figures) -> Iterator[Finding]:
    """Kinds of the whole of a fraction: "26 trên 42 chỉ tiêu đạt …; 13 chỉ tiêu đạt trên 90%; 13 chỉ tiêu đạt dưới 90%"."""
    for sentence in figures.in_prose:
        for at, first in enumerate(sentence):
            of = first.told.of
            if of and first.told.number <= of and first.factor == 1:
                yield from _kinds(first, of, sentence[at + 1 :], figures)


def _kinds(first: Figure, of: Decimal, behind: Sequence[Figure], figures: Figures) -> Iterator[Finding]:
    kinds = [
        figure
        for figure in behind
        if figure.told.measure == "level" and of_one_kind(first, figure) and not figure.told.of
    ]
    within = _named_within(first, kinds, figures)
    beside = [figure for figure in kinds if figure not in within]
    if not beside or first.told.unit not in check_words().disjoint_units:
        return
    whole = stated_number(of, "exact", counted=True)
    added = reduce(add, (figure.meant.possible for figure in (first, *beside)))
    inside = reduce(add, (figure.meant.possible for figure in kinds))
    # Whichever of them are kinds of the first figure itself, they are too many.
    if added.low > whole.possible.high and inside.low > first.meant.possible.high:
        yield _too_many(first, beside, of, added, figures)


def _named_within(first: Figure, kinds: Sequence[Figure], figures: Figures) -> list[Figure]:
    """The kinds of the first figure itself: "trong đó có 17 chỉ tiêu vượt kế hoạch;"."""
    words = check_words().within
    lower = figures.text.lower
    return [
        kind
        for kind in kinds
        if (at := max(lower.rfind(word, first.end, kind.start) for word in words)) >= 0
        and ";" not in lower[at : kind.start]
    ]


def _too_many(first: Figure, beside: Sequence[Figure], of: Decimal, added: Interval, figures: Figures) -> Finding:
    unit = beside[0].told.unit_text or ""
    parts = " + ".join([f"{number(first.told.number, 0, 'vi')} {unit}", *(figure.told.quote for figure in beside)])
    computed, total = f"{number(added.middle, 0, 'vi')} {unit}", f"{number(of, 0, 'vi')} {unit}"
    return finding(
        "parts",
        "contradiction",
        [ground(figure) for figure in (first, *beside)],
        {"parts": parts, "computed": computed, "total": total},
        key=figures.report.sha256,
        expected=total,
        found=computed,
        remedies=[(f"tổng số phải là {computed}", f"the total would have to be {computed}")],
    )
