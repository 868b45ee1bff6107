"""What the columns of a table compare, told by their heads and by most of their rows: "TH/KH (%)" is 57,7 where 526,8 is that part of 913."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from solieu.check.equations import Equation
from solieu.check.intervals import HUNDRED, exactly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from solieu.check.cells import TableView
    from solieu.check.figures import Figure
    from solieu.check.intervals import Interval
    from solieu.check.stated import Stated
    from solieu.model import Period, Severity

__all__ = ["Established", "Reading", "Way", "equation", "established", "fits", "is_telling", "sureness", "trio_of"]

Way = Literal["index", "change", "difference", "fall", "inverse"]

_HUNDRED = exactly(HUNDRED)
_POINTS = frozenset({"percent", "percentage_point", "point"})
_SAMPLE = 48
_NEAREST = 8
_FEWEST = 2
_FAR_MORE = 4
"""So many rows must bear out a reading for each that does not, where more than one does not, before one is called wrong for sure."""
_HALF = Decimal("0.5")
_TELLING = Decimal("0.02")
_WAYS: dict[str, tuple[Way, ...]] = {
    "attainment": ("index",),
    "index": ("index", "change"),
    "change": ("change", "index"),
    "difference": ("difference", "fall"),
    "share": ("index",),
    "level": ("index",),
}
_OTHER_WAYS: dict[str, tuple[Way, ...]] = {"attainment": ("index", "inverse", "change")}
"""Ways that offices print, too: "vượt 5%" under "So với KH (%)", plan over result of what is to fall."""
_NAMES = {
    "attainment": ("value", "plan", "percent"),
    "index": ("value", "earlier", "percent"),
    "change": ("value", "earlier", "percent"),
    "difference": ("value", "earlier", "difference"),
    "share": ("part", "whole", "percent"),
}


class Reading(NamedTuple):
    """A column compares the figures of one column with those of another, in one way."""

    of: int
    to: int
    way: Way


@dataclass(frozen=True)
class Established:
    """What a column compares."""

    column: int
    rule: str
    reading: Reading
    others: tuple[Reading, ...]
    """Other readings that its heads allow; a row that holds by one of them is no fault."""
    severity: Severity
    """How sure the reading is: what most of several rows bear out, or little more than the heads say."""


def established(view: TableView, column: int, declared: Reading | None = None) -> Established | None:
    """What ``column`` compares, ``None`` where neither its heads nor its rows tell. ``declared`` is what "(5)=(4)/(3)" says."""
    measure = view.measures.get(column)
    if measure not in _WAYS or (measure == "level" and column not in view.rates):
        return None
    pairs = _pairs(view, column, measure)
    readings = [Reading(of, to, way) for way in _WAYS[measure] for of, to in pairs]
    if declared is not None and declared not in readings:
        readings.append(declared)
    counts = {reading: _count(view, column, reading) for reading in readings}
    if not counts:
        return None
    best = max(readings, key=lambda reading: (counts[reading][0] + (reading == declared), -readings.index(reading)))
    fitting, asked = counts[best]
    severity = sureness(fitting + (best == declared), asked, compares=measure not in ("share", "level"))
    if severity is None and not (asked == 1 and fitting == 0 and len(pairs) == 1 and measure == "attainment"):
        return None
    others = tuple(
        Reading(of, to, way)
        for of, to in pairs
        for way in _OTHER_WAYS.get(measure, _WAYS[measure])
        if best != declared and _are_alike(view, best, of, to)
    )
    rule = "share" if measure in ("share", "level") else measure
    if best.way in ("difference", "fall"):
        rule = "difference"
    elif rule in ("index", "change"):
        rule = best.way
    return Established(column, rule, best, others, severity or "suspicious")


def _are_alike(view: TableView, best: Reading, of: int, to: int) -> bool:
    """Whether goals stand where the best reading has goals: a result is not compared in one row, a plan in the next."""
    goals = view.targets
    return (of in goals, to in goals) == (best.of in goals, best.to in goals)


def sureness(fitting: int, asked: int, *, compares: bool) -> Severity | None:
    """How sure a reading is that ``fitting`` of ``asked`` rows bear out; a column whose head compares nothing needs more."""
    failing = asked - fitting
    least = _FEWEST if compares else _FEWEST + 1
    if fitting >= least and (failing <= 1 or fitting >= _FAR_MORE * failing):
        return "contradiction"
    if compares:
        return "suspicious" if fitting >= 1 and fitting >= failing else None
    return "suspicious" if fitting >= _FEWEST and fitting >= 2 * failing else None


def _pairs(view: TableView, column: int, measure: str) -> list[tuple[int, int]]:
    """The columns that may be compared and those that they may be compared with, the nearest first."""
    levels = [at for at, found in view.measures.items() if found == "level" and at != column]
    levels.sort(key=lambda at: (abs(at - column), at > column))
    if measure == "attainment":
        of = [at for at in levels if at not in view.targets][:_NEAREST]
        to = [at for at in levels if at in view.targets][:_NEAREST]
    else:
        amounts = levels if measure not in ("share", "level") else [at for at in levels if at not in view.rates]
        of = to = amounts[:_NEAREST]
    pairs = [(one, other) for one in of for other in to if one != other]
    if measure in ("index", "change", "difference"):
        pairs = [pair for pair in pairs if _are_of_two_times(view, *pair) or _is_of_plan(view, column, *pair)]
    return sorted(pairs, key=lambda pair: not _is_later(view.periods[pair[0]], view.periods[pair[1]]))


def _are_of_two_times(view: TableView, of: int, to: int) -> bool:
    """Whether what is compared is not of the same time, nor of an earlier one."""
    one, other = view.periods[of], view.periods[to]
    return one is None or other is None or (one != other and not _is_later(other, one))


def _is_of_plan(view: TableView, column: int, of: int, to: int) -> bool:
    """Whether a result is compared with its plan: "Tăng, giảm so với kế hoạch"."""
    kinds = {figure.told.basis_kind for figure in view.down[column][:_SAMPLE]}
    return "plan" in kinds and to in view.targets and of not in view.targets


def _is_later(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and one.end > other.end


def _count(view: TableView, column: int, reading: Reading) -> tuple[int, int]:
    """In how many rows of a sample a reading holds, and how many of them have all three figures."""
    figures = view.down[column]
    step = max(len(figures) // _SAMPLE, 1)
    fitting = asked = 0
    for told in figures[::step]:
        trio = trio_of(view, told, reading)
        if trio is None or not is_telling(*trio, reading.way):
            continue
        asked += 1
        fitting += fits(*trio, reading.way)
    return fitting, asked


def trio_of(view: TableView, told: Figure, reading: Reading) -> tuple[Figure, Figure, Figure] | None:
    """What is compared, with what, and the comparison, where the row prints all and they can be compared."""
    cell = told.told.cell
    assert cell is not None
    value, base = view.at.get((cell.row, reading.of)), view.at.get((cell.row, reading.to))
    if value is None or base is None or value.told.unit != base.told.unit:
        return None
    if value.told.measure != "level" or base.told.measure != "level":
        return None
    if reading.way in ("difference", "fall") and not _same_kind(value, told):
        return None
    return value, base, told


def _same_kind(value: Figure, difference: Figure) -> bool:
    return value.told.unit == difference.told.unit or {value.told.unit, difference.told.unit} <= _POINTS


def is_telling(value: Figure, base: Figure, told: Figure, way: Way) -> bool:
    """Whether such figures would seldom fit by chance: "100,0" and "0" fit whatever stands still."""
    return (
        value.told.value != base.told.value and told.told.value != 0 and _margin(value, base, told, way) <= _room(told)
    )


def _room(told: Figure) -> Decimal:
    return abs(told.told.value) * _TELLING + _step(told)


def fits(value: Figure, base: Figure, told: Figure, way: Way) -> bool:
    """Whether ``told`` follows from the two, as exactly as all are printed."""
    point = _point(way, value.told.value, base.told.value)
    return point is None or abs(point - told.told.value) <= _margin(value, base, told, way)


def _point(way: Way, value: Decimal, base: Decimal) -> Decimal | None:
    if way == "difference":
        return value - base
    if way == "fall":
        return base - value
    over, under = (base, value) if way == "inverse" else (value, base)
    if not under:
        return None
    return HUNDRED * over / under - (HUNDRED if way == "change" else 0)


def _margin(value: Figure, base: Figure, told: Figure, way: Way) -> Decimal:
    """Half of the last printed place of each figure, carried on to what is told."""
    own = _step(told) * _HALF
    one, other = _rounding(value), _rounding(base)
    if way in ("difference", "fall"):
        return own + one + other
    if not value.told.value or not base.told.value:
        return own
    ratio = HUNDRED * value.told.value / base.told.value
    if way == "inverse":
        ratio = HUNDRED * base.told.value / value.told.value
    return own + abs(ratio) * (one / abs(value.told.value) + other / abs(base.told.value))


def _rounding(figure: Figure) -> Decimal:
    """Half of the last printed place; a whole number may be exact."""
    return _step(figure) * _HALF if figure.places or figure.factor != 1 else Decimal(0)


def _step(figure: Figure) -> Decimal:
    """The last printed place, in base units."""
    return Decimal(1).scaleb(-figure.places) * figure.factor


def equation(
    rule: str, way: Way, value: Figure, base: Figure, told: Figure, meaning: Callable[[Figure], Stated]
) -> Equation:
    """The relation that makes ``told`` of ``value`` and ``base``."""
    names = _NAMES[rule]
    figures = dict(zip(names, (value, base, told), strict=True))
    return Equation(
        rule,
        terms={name: meaning(figure) for name, figure in figures.items()},
        solutions=dict(zip(names, _solved(way, *names), strict=True)),
        main=names[2],
        figures=figures,
    )


def _solved(way: Way, value: str, base: str, told: str) -> Iterator[Callable[[Mapping[str, Interval]], Interval]]:
    """What the value, the base and the comparison must be."""
    if way in ("difference", "fall"):
        sign = exactly(1 if way == "difference" else -1)
        yield lambda of: of[base] + sign * of[told]
        yield lambda of: of[value] - sign * of[told]
        yield lambda of: sign * (of[value] - of[base])
        return
    plus = exactly(HUNDRED if way == "change" else 0)
    if way == "inverse":
        value, base = base, value
    solved: Sequence[Callable[[Mapping[str, Interval]], Interval]] = (
        lambda of: (of[told] + plus) * of[base] / _HUNDRED,
        lambda of: _HUNDRED * of[value] / (of[told] + plus),
        lambda of: _HUNDRED * of[value] / of[base] - plus,
    )
    yield from (solved[1], solved[0], solved[2]) if way == "inverse" else solved
