"""What arithmetic stands in real reports: ``relations.tsv``, read, and each line judged again with exact intervals.

    python benchmarks/relations.py ../shared/gold/dev

prints how many relations there are of each kind and how many of them hold. The exit code is 1 where a quote does not stand
at its offset, or where a line says that a relation holds and the arithmetic says that it does not, or the other way round.

A printed figure stands for an interval. "57,7%" may be anything that is rounded to it, from 57.65 to 57.75; what is
counted ("27 vụ") is exact. "gần 84%" lies below 84 and "trên 79%" above 79, by no more than one unit of the last digit
that is not zero and no more than a tenth; "khoảng" is either. A relation holds where some values in the intervals meet it.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

LABELS = Path(__file__).with_name("relations.tsv")
BETWEEN = " | "
UNCHECKED = "magnitude"
"""The kind that tells of a figure of an impossible size, which no interval shows."""

_MULTIPLIERS = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
_MEASURES = {"kg": Fraction(1), "tạ": Fraction(100), "tấn": Fraction(1000)}
"""Units of which one report uses several; the rest of a unit must agree by itself."""
_ROUNDED = re.compile(r"%|(?<![^\W\d])(?:ha|tấn|tạ|k?m[23²³]?|cm|k?g|đồng|usd|lần|xe/)(?!\w)", re.IGNORECASE)
"""Units of what is measured and so rounded, not counted."""
NUMBER_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4}
_HEDGES = {"gần": "below", "dưới": "under", "hơn": "above", "trên": "above", "khoảng": "about"}
NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_FIGURE = re.compile(
    rf"(?P<before>\D*?)(?P<number>{NUMBER.pattern})\s*(?P<multiplier>(?:nghìn|ngàn|triệu|tỷ|tỉ)(?!\w))?"
    rf"(?:[^\d/]{{0,12}}?(?:đến|-)\s*(?P<upper>{NUMBER.pattern})\s*(?P<upper_multiplier>(?:nghìn|ngàn|triệu|tỷ|tỉ)(?!\w))?)?"
    r"(?P<unit>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DATE = re.compile(r"(?:(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-])?(?P<last>\d{1,4})")


class Interval(NamedTuple):
    """The values that a printed figure may stand for, both ends among them."""

    low: Fraction
    high: Fraction

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def wider(self, times: Fraction) -> Interval:
        """The interval around the same middle, so many times as wide."""
        middle, half = (self.low + self.high) / 2, (self.high - self.low) / 2 * times
        return Interval(middle - half, middle + half)


class Operand(NamedTuple):
    """A figure, a date or a name as printed, with its part in the relation."""

    role: str
    start: int
    quote: str

    @property
    def end(self) -> int:
        """The offset behind the quote."""
        return self.start + len(self.quote)


class Relation(NamedTuple):
    """One line of the table."""

    report: str
    kind: str
    operands: tuple[Operand, ...]
    holds: str
    """``yes``, ``no`` or ``unclear``."""
    note: str

    def quotes(self, *roles: str) -> list[str]:
        """The quotes of the operands that play one of the roles, in their order."""
        return [operand.quote for operand in self.operands if operand.role in roles]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what the table holds; 1 where it contradicts the reports or the arithmetic."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the reports are")
    folder: Path = parser.parse_args(arguments).folder
    if not any(folder.glob("*.txt")):
        print(f"There are no marked reports in {folder}, so the relations are not read here.")
        return 0
    found = relations()
    faults = list(check(found, {name: report_text(folder, name) for name in {one.report for one in found}}))
    Console().print(_table(found))
    print("\n".join(faults))
    return 1 if faults else 0


def relations(labels: Path = LABELS) -> list[Relation]:
    """The lines of the table."""
    with labels.open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader((x for x in opened if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Relation(row["report"], row["kind"], tuple(_operands(row["operands"])), row["holds"], row["note"])
            for row in rows
        ]


def report_text(folder: Path, report: str) -> str:
    """The report's text, from ``folder`` or from ``seeds`` beside it; "" where there is none."""
    for place in (folder, folder.parent / "seeds"):
        path = place / f"{report}.txt"
        if path.exists():
            return path.read_bytes().decode("utf-8")
    return ""


def _operands(column: str) -> Iterable[Operand]:
    for part in column.split(BETWEEN):
        role, _, placed = part.partition("=")
        start, _, quote = placed.partition(":")
        yield Operand(role, int(start), quote)


def check(found: Iterable[Relation], texts: Mapping[str, str]) -> Iterable[str]:
    """What is wrong with the table, a sentence each."""
    for relation in found:
        where = f"{relation.report} {relation.kind}"
        for operand in relation.operands:
            there = texts[relation.report][operand.start : operand.end]
            if there != operand.quote:
                yield f"{where}: {there!r} stands at {operand.start}, not {operand.quote!r}"
        if relation.holds != "unclear" and relation.kind != UNCHECKED and holds(relation) != (relation.holds == "yes"):
            yield f"{where}: says {relation.holds}, the arithmetic says otherwise: {relation.note}"


def holds(relation: Relation, times: int = 1) -> bool:
    """Whether some values of the printed intervals, each made so many times as wide, meet the relation.

    >>> share = "part=0:30 vụ | total=20:81 vụ | percent=40:37%"
    >>> holds(Relation("", "share", tuple(_operands(share)), "yes", ""))
    True
    >>> holds(Relation("", "share", tuple(_operands(share.replace("37", "38"))), "yes", ""))
    False
    """
    return _RULES[relation.kind](relation, Fraction(times))


def interval(quote: str, scale_of: str = "") -> Interval:
    """The values that ``quote`` may stand for; where it prints no unit, with the multiplier of ``scale_of``.

    >>> interval("57,7%") == Interval(Fraction("57.65"), Fraction("57.75"))
    True
    >>> interval("gần 1.300 tấn") == Interval(Fraction(1_200_000), Fraction(1_300_000))
    True
    >>> interval("hai đơn vị") == Interval(Fraction(2), Fraction(2))
    True
    """
    lowered = quote.lower()
    for word, count in NUMBER_WORDS.items():
        if lowered.startswith(f"{word} "):
            return Interval(Fraction(count), Fraction(count))
    found = _FIGURE.fullmatch(quote)
    if found is None:
        raise ValueError(f"no number stands in {quote!r}")
    unit, multiplier = found["unit"], found["multiplier"] or found["upper_multiplier"]
    if scale_of and not unit.strip() and not multiplier:
        scaled = _FIGURE.fullmatch(scale_of)
        unit, multiplier = (scaled["unit"], scaled["multiplier"]) if scaled else (unit, multiplier)
    factor = Fraction(10) ** _MULTIPLIERS.get((multiplier or "").lower(), 0) * _mass(unit)
    ends = [found["number"], found["upper"] or found["number"]]
    rounded = bool(multiplier or "," in found["number"] or _ROUNDED.search(unit))
    hedges = [_HEDGES[word] for word in found["before"].lower().split() if word in _HEDGES]
    low, high = (_spread(end, rounded, hedges[-1] if hedges else "") for end in ends)
    return Interval(low.low * factor, high.high * factor)


def _mass(unit: str) -> Fraction:
    """How many kilograms one unit is; 1 where it is no mass, and of what is counted by the kilogram."""
    found = re.match(r"\s*(kg|tạ|tấn)\b", unit)
    return _MEASURES[found[1]] if found else Fraction(1)


def _spread(printed: str, rounded: bool, hedge: str) -> Interval:
    number = Fraction(printed.replace(".", "").replace(",", "."))
    places = len(printed.partition(",")[2])
    half = Fraction(1, 2) / 10**places if rounded else Fraction(0)
    digits = printed.replace(".", "").replace(",", "")
    unit = Fraction(10) ** (len(digits) - len(digits.rstrip("0")) - places)
    slack = min(unit, number / 10)
    match hedge:
        case "below":
            return Interval(number - slack, number)
        case "under":
            return Interval(Fraction(0), number)
        case "above":
            return Interval(number, number + slack)
        case "about":
            about = max(slack, Fraction(1, 2) / 10**places)
            return Interval(number - about, number + about)
    return Interval(number - half, number + half)


def _figures(relation: Relation, times: Fraction, *roles: str) -> list[Interval]:
    quotes = relation.quotes(*roles)
    return [interval(quote, quotes[-1]).wider(times) for quote in quotes]


def _figure(relation: Relation, times: Fraction, role: str) -> Interval:
    return _figures(relation, times, role)[0]


def _over(above: Interval, below: Interval, times: Fraction | int = 1) -> Interval:
    if below.low <= 0:
        return Interval(Fraction(0), Fraction(10**30))
    ends = [Fraction(times) * a / b for a, b in product(above, below)]
    return Interval(min(ends), max(ends))


def _sum(parts: Iterable[Interval]) -> Interval:
    parts = list(parts)
    return Interval(sum((part.low for part in parts), Fraction(0)), sum((part.high for part in parts), Fraction(0)))


def _attainment(relation: Relation, times: Fraction) -> bool:
    value, plan = _figure(relation, times, "value"), _figure(relation, times, "plan")
    return _over(value, plan, 100).meets(_figure(relation, times, "percent"))


def _share(relation: Relation, times: Fraction) -> bool:
    part, total = _figure(relation, times, "part"), _figure(relation, times, "total")
    return _over(part, total, 100).meets(_figure(relation, times, "percent"))


def _change(relation: Relation, times: Fraction) -> bool:
    later, percent = _figure(relation, times, "later"), _figure(relation, times, "percent")
    if relation.quotes("earlier"):
        ratio = _over(later, _figure(relation, times, "earlier"))
        return any(Interval(*sorted(sign * 100 * (end - 1) for end in ratio)).meets(percent) for sign in (1, -1))
    sign = -1 if "-" in relation.quotes("difference")[0] else 1
    size = _figure(relation, times, "difference")
    ends = [100 * d / (of - sign * d) for d, of in product(size, later)]
    return Interval(min(ends), max(ends)).meets(percent)


def _parts(relation: Relation, times: Fraction) -> bool:
    named = Fraction(len(relation.quotes("item")))
    whole = _sum([*_figures(relation, times, "part"), Interval(named, named)])
    return whole.meets(_figure(relation, times, "total"))


def _within(relation: Relation, times: Fraction) -> bool:
    return _sum(_figures(relation, times, "part")).low <= _sum(_figures(relation, times, "total")).high


def _shares(relation: Relation, times: Fraction) -> bool:
    whole = _sum(_figures(relation, times, "percent"))
    return whole.low <= 100 <= whole.high


def _product(relation: Relation, times: Fraction) -> bool:
    factors = _figures(relation, times, "factor")
    one = Fraction(1)
    made = Interval(
        one * prod(each.low for each in factors), one * prod(each.high for each in factors)
    )  # none is negative
    return made.meets(_figure(relation, times, "product"))


def _ratio(relation: Relation, times: Fraction) -> bool:
    scales = relation.quotes("scale")
    scale = interval(scales[0]).low if scales else Fraction(1)
    under, ratio = _figure(relation, times, "under"), _figure(relation, times, "ratio")
    if relation.quotes("rest"):
        rest = _over(_figure(relation, times, "rest"), under, 100)
        return Interval(100 - rest.high, 100 - rest.low).meets(ratio)
    return _over(_figure(relation, times, "over"), under, scale).meets(ratio)


def _mean(relation: Relation, times: Fraction) -> bool:
    parts, mean = _figures(relation, times, "part"), _figure(relation, times, "mean")
    return mean.meets(Interval(min(part.low for part in parts), max(part.high for part in parts)))


def _growth(relation: Relation, times: Fraction) -> bool:
    later, gained = _figure(relation, times, "later"), _figure(relation, times, "difference")
    years = int(relation.quotes("last")[0]) - int(relation.quotes("first")[0])
    earlier = Interval(later.low - gained.high, later.high - gained.low)
    percent = _figure(relation, times, "percent")
    grown = Interval((1 + percent.low / 100) ** years, (1 + percent.high / 100) ** years)
    return _over(later, earlier).meets(grown)


def _repeated(relation: Relation, times: Fraction) -> bool:
    quotes = relation.quotes("value")
    if all(re.fullmatch(r"\d+[/.-]\d+(?:[/.-]\d+)?", quote) for quote in quotes):
        first, second = (_date(quote) for quote in quotes)
        return all(one == other for one, other in zip(first, second, strict=True) if one and other)
    first_values, second_values = _figures(relation, times, "value")
    return first_values.meets(second_values)


def _count(relation: Relation, times: Fraction) -> bool:
    return interval(relation.quotes("value")[0]).low == len(relation.quotes("item"))


def _ordered(relation: Relation, times: Fraction) -> bool:
    higher = relation.quotes("higher")[0]
    low = interval(relation.quotes("lower")[0], higher).wider(times).low
    return low <= interval(higher).wider(times).high


def _strictly_ordered(relation: Relation, times: Fraction) -> bool:
    lower, higher = _figure(relation, times, "lower"), _figure(relation, times, "higher")
    return lower.low < higher.high


def _dates(relation: Relation, times: Fraction) -> bool:
    first, last = (_date(relation.quotes(role)[0]) for role in ("first", "last"))
    both = [(a or b, b or a) for a, b in zip(first, last, strict=True)]
    return [a for a, _ in both] <= [b for _, b in both]


def _duration(relation: Relation, times: Fraction) -> bool:
    ends = [_date(quote) for quote in relation.quotes("first", "last")]
    months = sum(int(interval(quote).low) for quote in relation.quotes("months"))
    if not ends:
        return months == 12
    (from_year, from_month, _), (to_year, to_month, _) = ends
    if months:
        return to_month - from_month == months
    return int(interval(relation.quotes("years")[0]).low) - (to_year - from_year) in (0, 1)


def _date(quote: str) -> tuple[int, int, int]:
    """Year, month and day; 0 for what is not printed.

    >>> _date("16/2/2019"), _date("17.7"), _date("12/2013"), _date("2020"), _date("14")
    ((2019, 2, 16), (0, 7, 17), (2013, 12, 0), (2020, 0, 0), (0, 0, 14))
    """
    found = _DATE.fullmatch(quote)
    if found is None:
        raise ValueError(f"{quote!r} is no date")
    day, month, last = (int(found[name] or 0) for name in ("day", "month", "last"))
    if len(found["last"]) > 2:
        return last, month, day
    return (0, last, month) if month else (0, 0, last)


_RULES: dict[str, Callable[[Relation, Fraction], bool]] = {
    "attainment": _attainment,
    "share": _share,
    "change": _change,
    "parts": _parts,
    "within": _within,
    "shares": _shares,
    "product": _product,
    "ratio": _ratio,
    "mean": _mean,
    "growth": _growth,
    "repeated": _repeated,
    "count": _count,
    "range": _ordered,
    "rank": _ordered,
    "bound": _ordered,
    "direction": _strictly_ordered,
    "dates": _dates,
    "duration": _duration,
    UNCHECKED: lambda relation, times: False,
}
KINDS = tuple(_RULES)


def _table(found: Sequence[Relation]) -> Table:
    table = Table("relation", "hold", "do not", "unclear", "reports", box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for kind in [*KINDS, ""]:
        those = [one for one in found if kind in (one.kind, "")]
        verdicts = Counter(one.holds for one in those)
        counts = (verdicts["yes"], verdicts["no"], verdicts["unclear"], len({one.report for one in those}))
        table.add_row(kind or "all", *map(str, counts))
    return table


if __name__ == "__main__":
    sys.exit(main())
