"""Figures of one day's units told for the units of another day, as far as that can be done without a guess.

Two rules, each with its sources:

- ``same_area``: the unit of the other day has the very area ("thị xã Đông Triều" is "thành phố Đông Triều"). Every figure
  stands, a rate too.
- ``sum``: the unit of the other day is made of whole units, and of each the same amount is known: same indicator, period,
  status and unit. Only amounts whose parts add up are summed: never a rate, a share, a comparison or a rank, and nothing
  that the catalogue does not know.

What fits neither is left, with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from functools import lru_cache, reduce
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from solieu.knowledge.catalogue import Catalogue, catalogue
from solieu.knowledge.gazetteer import gazetteer, is_valid, loose
from solieu.knowledge.territories import OLDEST_MAP, territories
from solieu.model import Bound, Observation, Period, Place, Report, Status
from solieu.patterns import regex
from solieu.resolve.restated import Left, Restated, Restatement, Source, Why
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from solieu.knowledge.entries import Indicator

__all__ = ["restate"]

_RATIOS = frozenset({"percent", "percentage_point", "ratio", "multiplier", "point"})
_MEAN = regex(r"(?<!\w)(?:bình quân|(?<!dân số )trung bình|mật độ|vạn dân|tỷ lệ|tỷ suất)(?!\w)")
_MEAN_BEFORE = regex(r"(?<!\w)(?:bình quân|(?<!dân số )trung bình)(?!\w)")
_OTHER_PERIOD = regex(r"(?<!\w)(?:cùng kỳ|cùng thời điểm|năm trước|năm ngoái|tháng trước|kỳ trước)(?!\w)")
_EXACT = Context(prec=100, Emax=MAX_EMAX, Emin=MIN_EMIN)
_MOST_NAMED = 4


class _Figure(NamedTuple):
    """An observation whose area is known."""

    number: int
    """Its place among all figures whose area is known."""
    report: str
    at: int
    """Index into the observations of its report."""
    seen: Observation
    place: Place
    day: date
    area: frozenset[int]
    """In the pieces of the other day."""
    before: str
    """What its sentence says between the figure before and this one, in the one way of writing of ``Text.lower``; empty
    where the report comes without its text."""


class _Kind(NamedTuple):
    """What figures must have in common to be summed."""

    indicator_id: str
    words: frozenset[str]
    """The words that matter of the printed name: an entry may stand for many crops."""
    unit: str | None
    status: Status
    period: Period | date | None
    """Of a stock only the last day counts."""


class _Group:
    """Figures of one kind, found by where they lie."""

    def __init__(self) -> None:
        self.members: list[_Figure] = []
        self._by_piece: dict[int, list[_Figure]] = defaultdict(list)
        """By the first piece of their area."""

    def add(self, figure: _Figure) -> None:
        """Take in one more."""
        self.members.append(figure)
        self._by_piece[min(figure.area)].append(figure)

    def within(self, area: frozenset[int]) -> list[_Figure]:
        """The figures whose area lies in ``area``."""
        near = (figure for piece in sorted(area) for figure in self._by_piece.get(piece, ()))
        return [figure for figure in near if figure.area <= area]


def restate(reports: Iterable[Report], on: date, *, known: Catalogue | None = None) -> Restatement:
    """The figures of ``reports`` for the units of the day ``on``.

    The unit of a figure is that of its code on the day its report was issued, else on the last day of its period.

    Args:
        reports: what :func:`solieu.extract` made, all those whose figures may be parts of one sum.
        on: the day whose units are wanted, 2019-07-01 or later.
        known: the catalogue, if not only what solieu knows.

    Raises:
        ValueError: if the day is before 2019-07-01, of which no map is known.
    """
    if on < OLDEST_MAP:
        raise ValueError(f"the units of {on} are not known: the oldest map is of {OLDEST_MAP}")
    located: list[_Figure] = []
    left: list[Left] = []
    for report in reports:
        for index, seen in enumerate(report.observations):
            found = _located(len(located), report, index, seen, on)
            if isinstance(found, Left):
                left.append(found)
            else:
                located.append(found)
    work = _Restating(on, known or catalogue(), located)
    figures = [told for figure in located if (told := work.in_same_area(figure))]
    sums, used = work.sums()
    left += [work.reason(figure) for figure in located if work.heir(figure) is None and figure.number not in used]
    return Restatement((*figures, *sums), tuple(left))


def _located(number: int, report: Report, index: int, seen: Observation, on: date) -> _Figure | Left:
    def left(why: Why, message: str) -> Left:
        return Left(report.name, index, seen.place, seen.place_code, seen.quote, why, message)

    if seen.place_code is None:
        return left("no_place", "its place is not known")
    day = report.issued or (seen.period.end if seen.period else None)
    if day is None:
        return left("no_day", "neither the report's day nor the figure's period is known")
    place, day = _unit_of(seen.place_code, day, seen.place or "")
    if place is None:
        return left("unknown_unit", f"no unit has the code {seen.place_code}")
    if day < OLDEST_MAP:
        return left("before_oldest_map", f"the areas of units before {OLDEST_MAP} are not known")
    area = territories().of(place, day)
    if not area:
        return left("unknown_unit", f"the area of {place.full_name} is not known")
    area = territories().carried(area, day, on)
    return _Figure(number, report.name, index, seen, place, day, area, _said_before(report, index))


def _unit_of(code: str, day: date, label: str) -> tuple[Place | None, date]:
    """The unit with the code on the day, or the last one before: a report of August 2025 may speak of a district.

    Codes are used again: where the unit of the day is called otherwise than ``label`` and an earlier one is called so, that
    one is meant.
    """
    known = gazetteer()
    place = known.by_code(code, day)
    ended = [form for form in known.forms(code) if form.valid_to is not None and form.valid_to < day]
    if place is None:
        return (ended[-1], ended[-1].valid_to or day) if ended else (None, day)
    name = loose(label.partition(",")[0])
    if not name.endswith(loose(place.name)):
        earlier = [form for form in ended if name.endswith(loose(form.name))]
        if earlier:
            return earlier[-1], earlier[-1].valid_to or day
    return place, day


def _said_before(report: Report, index: int) -> str:
    """What the sentence of a figure says before it, from the figure before on."""
    seen = report.observations[index]
    begin = seen.sentence[0]
    if index:
        begin = max(begin, report.observations[index - 1].end)
    return prepare(report.text[begin : seen.start]).lower if begin < seen.start else ""


class _Restating:
    """The work for one day."""

    def __init__(self, on: date, known: Catalogue, located: Iterable[_Figure]) -> None:
        self.on = on
        self.entries = known.entries
        self._known = known
        self._heads: dict[str, frozenset[str]] = {}
        self._words_of: dict[str, frozenset[str]] = {}
        self.areas = territories()
        self._heirs: dict[tuple[str, date], Place | None] = {}
        self._groups: dict[_Kind, _Group] = defaultdict(_Group)
        for figure in located:
            if self._forbids_sum(figure) is None:
                self._groups[self._kind(figure)].add(figure)

    def heir(self, figure: _Figure) -> Place | None:
        """The unit of the other day that has the area of the figure's unit."""
        key = (figure.place.code, figure.day)
        if key not in self._heirs:
            stays = is_valid(figure.place, self.on) and self.areas.of(figure.place, self.on) == figure.area
            self._heirs[key] = figure.place if stays else self.areas.same(figure.place, figure.day, self.on)
        return self._heirs[key]

    def in_same_area(self, figure: _Figure) -> Restated | None:
        """``figure`` for the unit that has its unit's area, if there is one."""
        heir = self.heir(figure)
        if heir is None:
            return None
        seen = figure.seen
        return Restated(
            place=labelled(heir, self.on), place_code=heir.code, on=self.on, rule="same_area",
            indicator=seen.indicator, indicator_id=seen.indicator_id, measure=seen.measure, status=seen.status,
            bound=seen.bound, basis=seen.basis, unit=seen.unit, value=seen.value, value_max=seen.value_max,
            period=seen.period, confidence=seen.confidence, sources=(_source(figure),),
        )  # fmt: skip

    def sums(self) -> tuple[list[Restated], set[int]]:
        """The sums for units that have parts without a unit of their own area, and the numbers of the figures in them."""
        found: list[Restated] = []
        used: set[int] = set()
        for kind, group in self._groups.items():
            for whole in self._wholes(kind, group.members):
                known = self._parts(whole, kind)
                cover = _cover(self.areas.of(whole, self.on), known)
                if cover and not _contradicted(cover, known):
                    found.append(self._sum(whole, cover, kind))
                    areas = {part.area for part in cover}
                    used.update(figure.number for figure in known if figure.area in areas)
        return found, used

    def reason(self, figure: _Figure) -> Left:
        """Why ``figure`` is told for no unit of the other day."""
        why, message = self._forbids_sum(figure) or self._hinders_sum(figure)
        name, code = figure.place.full_name, figure.place.code
        return Left(figure.report, figure.at, name, code, figure.seen.quote, why, message)

    def _kind(self, figure: _Figure) -> _Kind:
        seen, entry = figure.seen, self.entries[figure.seen.indicator_id or ""]
        words = self._words(figure)
        moment = seen.period is not None and entry.nature == "stock" and words.isdisjoint(self._known.events)
        return _Kind(
            entry.id, words, seen.unit, seen.status, seen.period.end if moment and seen.period else seen.period
        )

    def _words(self, figure: _Figure) -> frozenset[str]:
        printed = figure.seen.indicator or ""
        if printed not in self._words_of:
            self._words_of[printed] = frozenset(self._known.words(_printed_name(figure)))
        return self._words_of[printed]

    def _heads_of(self, entry: Indicator) -> frozenset[str]:
        """The words that stand beside the products in the names of ``entry``: "sản lượng", "diện tích"."""
        if entry.id not in self._heads:
            names = (self._known.words(name) for name in entry.aliases if "{" in name and " > " not in name)
            self._heads[entry.id] = frozenset(word for name in names for word in name if word[0] != "{")
        return self._heads[entry.id]

    def _forbids_sum(self, figure: _Figure) -> tuple[Why, str] | None:
        seen = figure.seen
        if seen.measure != "level" or seen.unit in _RATIOS or "/" in (seen.unit_text or "") or _is_mean(figure):
            return "rate", "no unit of that day has its area, and rates and comparisons are neither summed nor divided"
        if seen.period is None or _OTHER_PERIOD.search(_printed_name(figure)):
            return "no_day", "its period is not known"
        entry = self.entries.get(seen.indicator_id or "")
        if entry is None:
            return "not_in_catalogue", "the catalogue does not know what it measures, so not whether its parts add up"
        if entry.additive == "no":
            return "not_additive", f"the parts of {entry.id} do not add up to the whole"
        if self._heads_of(entry) and self._words(figure) <= self._heads_of(entry):
            return "kind_open", "its words do not say of which crop, animal or product"
        return None

    def _wholes(self, kind: _Kind, members: Sequence[_Figure]) -> list[Place]:
        """The units of the other day that could be made of ``members`` and have no figure of their own, smallest first."""
        heirs = [self.heir(figure) for figure in members]
        stated = {heir.code for heir in heirs if heir}
        homeless = (figure for figure, heir in zip(members, heirs, strict=True) if heir is None)
        found = {
            unit.code: unit for figure in homeless for unit in self._around(figure, kind) if unit.code not in stated
        }
        return sorted(found.values(), key=lambda unit: (-unit.level, unit.code))

    def _around(self, figure: _Figure, kind: _Kind) -> Iterator[Place]:
        """The units of the other day that hold the whole of the figure's area and whose parts may be added up."""
        level = figure.place.level if self._level_counts(kind) else None
        for holder in self.areas.holders(figure.area, self.on, level=level):
            if figure.area < self.areas.of(holder.place, self.on):
                yield holder.place

    def _parts(self, whole: Place, kind: _Kind) -> list[_Figure]:
        """The figures within ``whole``, those of its own level where each level keeps books of its own."""
        within = self._groups[kind].within(self.areas.of(whole, self.on))
        level_counts = self._level_counts(kind)
        return [figure for figure in within if not level_counts or figure.place.level == whole.level]

    def _level_counts(self, kind: _Kind) -> bool:
        return self.entries[kind.indicator_id].additive == "level"

    def _sum(self, whole: Place, cover: Sequence[_Figure], kind: _Kind) -> Restated:
        seen = [figure.seen for figure in cover]
        words = {one.indicator for one in seen}
        periods = {one.period for one in seen}
        top = _total(one.value if one.value_max is None else one.value_max for one in seen)
        return Restated(
            place=labelled(whole, self.on), place_code=whole.code, on=self.on, rule="sum",
            indicator=words.pop() if len(words) == 1 else None, indicator_id=kind.indicator_id,
            measure="level", status=kind.status, bound=_common_bound(one.bound for one in seen), unit=kind.unit,
            value=_total(one.value for one in seen),
            value_max=top if any(one.value_max is not None for one in seen) else None,
            period=periods.pop() if len(periods) == 1 else _last_day(kind.period),
            confidence=round(prod(one.confidence for one in seen), 4), sources=tuple(map(_source, cover)),
        )  # fmt: skip

    def _hinders_sum(self, figure: _Figure) -> tuple[Why, str]:
        kind = self._kind(figure)
        around = list(self._around(figure, kind))
        if not around:
            held = [holder.place.full_name for holder in self.areas.holders(figure.area, self.on, level=3)]
            return (
                "divided",
                f"its area is divided among {_listed(held)}" if held else "no unit of that day holds its area",
            )
        whole = max(around, key=lambda unit: unit.level)
        known = self._parts(whole, kind)
        missing = self.areas.of(whole, self.on).difference(*(part.area for part in known))
        if not missing:
            return "two_values", f"different values are given for one part of {whole.full_name}"
        missing = self.areas.carried(missing, self.on, figure.day)
        names = [unit.place.full_name for unit in self.areas.holders(missing, figure.day, level=figure.place.level)]
        others = _listed(names) if names else "other parts"
        return (
            "parts_missing",
            f"{whole.full_name} of {self.on} holds it together with {others} of {figure.day}, of which no such figure is known",
        )


def _printed_name(figure: _Figure) -> str:
    return _lower(figure.seen.indicator or "")


@lru_cache(maxsize=1 << 12)
def _lower(printed: str) -> str:
    return prepare(printed).lower


def _is_mean(figure: _Figure) -> bool:
    """Whether it is a rate or a mean by its words, though its unit does not tell: "bác sĩ trên vạn dân"."""
    return bool(_MEAN.search(_printed_name(figure)) or _MEAN_BEFORE.search(figure.before))


def labelled(place: Place, on: date) -> str:
    """The unit with its province: "phường Đông Triều, Quảng Ninh"."""
    province = gazetteer().province_of(place, on)
    return place.full_name if province is None or place.level == 1 else f"{place.full_name}, {province.name}"


def _cover(area: frozenset[int], figures: Iterable[_Figure]) -> list[_Figure]:
    """Figures whose areas make up ``area`` without overlap, the largest first; none if some part is missing."""
    chosen: list[_Figure] = []
    left = area
    for figure in sorted(figures, key=lambda figure: (-len(figure.area), figure.place.code)):
        if figure.area <= left:
            chosen.append(figure)
            left -= figure.area
    return [] if left else chosen


def _total(values: Iterable[Decimal]) -> Decimal:
    return reduce(_EXACT.add, values, Decimal(0))


def _contradicted(cover: Iterable[_Figure], members: Iterable[_Figure]) -> bool:
    """Whether some of ``members`` gives one of the areas of ``cover`` another value."""
    values: dict[frozenset[int], set[tuple[Decimal, Decimal | None]]] = defaultdict(set)
    for figure in members:
        values[figure.area].add((figure.seen.value, figure.seen.value_max))
    return any(len(values[figure.area]) > 1 for figure in cover)


def _common_bound(bounds: Iterable[Bound]) -> Bound:
    """The bound of a sum: above if some part is and none is below or about."""
    loose = set(bounds) - {"exact"}
    if not loose:
        return "exact"
    return loose.pop() if len(loose) == 1 else "about"


def _last_day(period: Period | date | None) -> Period | None:
    return period if period is None or isinstance(period, Period) else Period.day(period)


def _source(figure: _Figure) -> Source:
    return Source(
        figure.report, figure.at, figure.place.full_name, figure.place.code, figure.seen.quote, figure.seen.value
    )


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
