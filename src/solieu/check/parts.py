"""Parts against their totals: sums, parts that exceed their whole, kinds that make up more than all there are."""

from __future__ import annotations

import itertools
from decimal import Decimal
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Final

from solieu.check.equations import Equation, unless_one_holds
from solieu.check.findings import finding, ground, milder, of_equation
from solieu.check.intervals import INFINITY, Interval
from solieu.check.partitions import Partition, are_complements, names_all, of_one_kind, overlaps, partitions
from solieu.check.shares import is_nested
from solieu.check.slips import one_slip_settles
from solieu.check.stated import stated_number
from solieu.check.wording import number
from solieu.knowledge.checks import check_words
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from solieu.check.figures import Figure, Figures
    from solieu.model import Finding, Severity

_EACH: Final = regex(
    r"\d (?:xã|thôn|bản|ấp|hộ|phường|huyện|địa phương|đơn vị|trường)(?: [^\W\d_]+){0,3} (?:đạt|hoàn thành)(?: (?:đủ|từ|được))* ?$"
)
_BOTH: Final = 2
_ROUND: Final = 10
_FEWEST_OF_MANY: Final = 3
_NEAR_SHARE: Final = 60

__all__ = ["complements", "kinds_of_a_fraction", "sum_of", "totals"]


def totals(figures: Figures) -> Iterator[Finding]:
    """Totals against the parts named behind them."""
    found = partitions(figures)
    for partition in found:
        fault = _fault(partition, found, figures)
        if fault:
            more = {
                "parts": " + ".join(part.quote for part in partition.parts),
                "part": partition.parts[0].told.quote,
                "whole": fault[0].figures["total"].told.quote,
            }
            yield of_equation(fault[0], fault[1], figures.report.sha256, more)


def _fault(partition: Partition, every: Iterable[Partition], figures: Figures) -> tuple[Equation, Severity] | None:
    """How surely the parts do not fit their total. ``every`` are the partitions of the report."""
    parts = partition.parts
    largest = sorted(partition.totals, key=lambda total: total.told.value, reverse=True)
    if any(_make_up_the_whole_of(total, parts) or _first_make_up(total, parts) for total in largest):
        return None
    above = unless_one_holds([sum_of(total, parts, complete=False) for total in largest])
    if above and (_may_overlap(parts, figures) or any(_is_part_of_part(part, figures) for part in parts[1:])):
        return None
    if above:
        # "Trong đó, dự án … có tổng mức đầu tư 1.294 tỷ đồng": one figure alone may be of something else.
        return above[0], _of_kinds(above[1], parts) if len(parts) > 1 else milder(above[1], "suspicious")
    wholes = [sum_of(total, parts) for total in largest] if len(parts) > 1 else []
    whole = unless_one_holds(wholes)
    if whole is None or partition.complete or _adds_up_elsewhere(partition, every):
        return whole
    if whole[1] != "contradiction" or len(parts) < _FEWEST_OF_MANY:
        return None  # two kinds of something, however near to the whole, seldom are all
    likely = [
        equation
        for equation in wholes
        if (one_slip_settles(equation) and (partition.itemised or not _leaves_a_round_number(equation)))
        or (partition.events and _is_most(equation) and not _are_of_places(parts))
    ]
    return (likely[0], milder(whole[1], "suspicious")) if likely else None


def _adds_up_elsewhere(partition: Partition, every: Iterable[Partition]) -> bool:
    """Whether the same parts add up for another total: "trong tháng 60 sổ, lũy kế 306 sổ"."""
    return any(
        one.parted == partition.parted
        and len(one.parts) > 1
        and any(not sum_of(total, one.parts).fault() for total in one.totals)
        for one in every
    )


def _make_up_the_whole_of(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts are those of its printed whole: "15/18 chỉ tiêu. Trong đó 9 vượt, 6 đạt, 3 không đạt"."""
    of = total.told.of
    if of is None or total.factor != 1:
        return False
    return reduce(add, (part.meant.possible for part in parts)).holds(of)


def _first_make_up(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the first of them are all of it, and the others theirs: "2.527 việc: *1.735 việc* chưa có điều kiện, *792 việc* có điều kiện; giải quyết xong 536 việc"."""
    return any(not sum_of(total, parts[:count]).fault() for count in range(_BOTH, len(parts)))


def _is_part_of_part(part: Figure, figures: Figures) -> bool:
    """Whether the share behind a part is of the part before it: "5.422 việc có điều kiện, giải quyết xong *4.918 việc*, đạt *90,7%*"."""
    share = next((one for one in figures.within(part.end, part.end + _NEAR_SHARE) if one.index != part.index), None)
    if share is None or share.unit != "percent" or share.measure not in ("share", "level"):
        return False
    return is_nested(part, share, figures)


def _leaves_a_round_number(equation: Equation) -> bool:
    """Whether what is missing may be a round number, as one part that nobody named may be: "trong đó …" leaves parts out."""
    missing = equation.terms["total"].possible - equation.needed("total", lenient=True)
    factor = equation.figures["total"].factor
    low, high = missing.low / factor, missing.high / factor
    if high <= 0:
        return False
    place = Decimal(1).scaleb(high.adjusted())
    return high >= _ROUND and (high // place) * place >= low


def _are_of_places(parts: Sequence[Figure]) -> bool:
    """ "612 ca, trong đó *Biên Hòa 245 ca*, *Nhơn Trạch 132 ca*, *Vĩnh Cửu 98 ca*": of places the largest are named."""
    return len({part.told.place for part in parts}) == len(parts)


def _is_most(equation: Equation) -> bool:
    """Whether the parts make up more than half of the total, so that there is hardly a kind that nobody named."""
    total = equation.terms["total"].printed
    return 2 * equation.needed("total").low > total.high


def _of_kinds(fault: Severity, parts: Sequence[Figure]) -> Severity:
    """People may be women and of a minority at once: their kinds may add up to more than all of them."""
    if len(parts) == 1 or parts[0].told.unit in check_words().disjoint_units:
        return fault
    return milder(fault, "suspicious")


def _may_overlap(parts: Sequence[Figure], figures: Figures) -> bool:
    """Whether some are told by what they are, whatever else they are too: women, minorities, the young."""
    if len(parts) < 2 or parts[0].told.unit in check_words().disjoint_units or names_all(parts, figures):
        return False
    return any(overlaps(part, figures) for part in parts)


def sum_of(total: Figure, parts: Sequence[Figure], *, complete: bool = True) -> Equation:
    """Total = sum of parts; where they are not all its parts, total ≥ their sum."""
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


def complements(figures: Figures) -> Iterator[Finding]:
    """Two kinds that leave nothing over, one right behind the other, against the total in an earlier sentence.

    "Tổng dân số là 97.800 người. … Dân số thành thị là 21.300 người, dân số nông thôn là 76.500 người."
    """
    for sentence in figures.several:
        amounts = [figure for figure in sentence if figure.is_amount and figure.told.indicator]
        for one, other in itertools.pairwise(amounts):
            known = one.told.indicator_id
            if known is None or len(figures.amounts_of(known)) < 2 or not of_one_kind(one, other):
                continue
            named = one.is_of(other) and are_complements(one.name, other.name)
            # "trước hạn 742, đúng hạn 431, quá hạn 22": with a third kind, two leave something over.
            if named and sum(of_one_kind(one, third) for third in amounts) == _BOTH:
                yield from _whole_of(one, other, figures)


def _whole_of(one: Figure, other: Figure, figures: Figures) -> Iterator[Finding]:
    wholes = [
        total
        for total in figures.amounts_of(one.told.indicator_id)
        if total.told.indicator_id == one.told.indicator_id is not None and total.is_of(one)
        and total.words and total.words < one.words and total.words < other.words and total.told.unit == one.told.unit
        and total.told.status == one.told.status
    ]  # fmt: skip
    if len({total.told.value for total in wholes}) == 1:
        equation = sum_of(wholes[0], (one, other))
        fault = equation.fault()
        if fault:
            parts = f"{one.told.quote} + {other.told.quote}"
            yield of_equation(equation, fault, figures.report.sha256, {"parts": parts})


def kinds_of_a_fraction(figures: Figures) -> Iterator[Finding]:
    """Kinds of the whole of a fraction: "26 trên 42 chỉ tiêu đạt …; 13 chỉ tiêu đạt trên 90%; 13 chỉ tiêu đạt dưới 90%"."""
    for sentence in figures.several:
        for at, first in enumerate(sentence):
            of = first.told.of
            if of and first.told.number <= of and first.factor == 1 and not _is_of_each(first):
                yield from _kinds(first, of, sentence[at + 1 :], figures)


def _is_of_each(figure: Figure) -> bool:
    """ "6 xã đạt *19/19 tiêu chí*, 2 xã đạt 12 tiêu chí": so many has each of those that were counted."""
    return figure.unit == "criterion" and _EACH.search(figure.before) is not None


def _kinds(first: Figure, of: Decimal, behind: Sequence[Figure], figures: Figures) -> Iterator[Finding]:
    kinds = [
        figure
        for figure in behind
        if figure.told.measure == "level"
        and of_one_kind(first, figure)
        and not figure.told.of
        and not figure.is_per_unit  # "đạt 4/9 tiêu chí; …, bình quân đạt 14,3 tiêu chí/xã"
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
