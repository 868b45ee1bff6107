"""The area that each unit covers on a day, so that units of different days can be compared.

An area is a set of pieces. A piece is what stayed together through all the changes that are known: a commune of the
oldest map, or a part of one that was divided later. A district is the pieces of its communes. Two units have the same
area where they have the same pieces, and one is within the other where its pieces are among the other's.

Where a commune appeared or vanished and nobody knows from or into which others, what its district had before and has
after cannot be compared: all its pieces end that day and new ones begin. Its province stays what it was:
:meth:`Territories.carried` tells its pieces of the one day in those of the other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from solieu.knowledge.gazetteer import gazetteer, is_valid
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from solieu.knowledge.gazetteer import Gazetteer
    from solieu.model import Place

__all__ = ["OLDEST_MAP", "Holder", "Territories", "territories"]

OLDEST_MAP = date(2019, 7, 1)
"""The first day of which all communes are known; of an earlier day no area can be told."""

_ONE_DAY = timedelta(1)


class Holder(NamedTuple):
    """A unit that holds an area or a part of it."""

    place: Place
    whole: bool
    """Whether all of the unit lies within the area."""


class _Stay(NamedTuple):
    """A piece in a unit, from one day to another."""

    piece: int
    first: date
    last: date


class _Renewal(NamedTuple):
    """A day on which pieces of a province ended and others began, and nobody knows which became which."""

    day: date
    before: frozenset[int]
    """All pieces of the province the day before."""
    after: frozenset[int]


class Territories:
    """Which area each unit covered, day by day. Make none: :func:`territories` keeps the one there is."""

    def __init__(self, known: Gazetteer) -> None:
        self._known = known
        self._stays: dict[str, list[_Stay]] = defaultdict(list)
        """By code, which pieces a commune held and when."""
        self._pieces = 0
        lines = _Lines(known)
        self._cuts = lines.cuts()
        for root, first in lines.roots():
            self._follow(lines, root, first)

    def of(self, place: Place, day: date) -> frozenset[int]:
        """The pieces that ``place`` covered on ``day``; empty where it did not exist or the day is before the oldest map."""
        if day < OLDEST_MAP or not is_valid(place, day):
            return frozenset()
        return self._of_unit(place.code, day)

    def same(self, place: Place, day: date, on: date) -> Place | None:
        """The unit that on the day ``on`` has the area ``place`` had on ``day``; of two, the one of the nearer level."""
        area = self.carried(self.of(place, day), day, on)
        found = [
            holder.place for holder in self.holders(area, on) if holder.whole and self.of(holder.place, on) == area
        ]
        return min(found, key=lambda other: abs(other.level - place.level), default=None)

    def carried(self, area: frozenset[int], day: date, on: date) -> frozenset[int]:
        """``area`` of one day in the pieces of another.

        They differ where ``area`` holds a whole province of which a district cannot be compared: the province stays what
        it was.
        """
        if on < day:
            for renewal in reversed(self._renewals):
                if on < renewal.day <= day and renewal.after <= area:
                    area = area - renewal.after | renewal.before
            return area
        for renewal in self._renewals:
            if day < renewal.day <= on and renewal.before <= area:
                area = area - renewal.before | renewal.after
        return area

    @cached_property
    def _renewals(self) -> list[_Renewal]:
        found: list[_Renewal] = []
        for day, district in self._cuts:
            unit = self._known.by_code(district, day)
            province = self._known.province_of(unit, day) if unit else None
            if province is not None:
                before, after = self.of(province, day - _ONE_DAY), self.of(province, day)
                found.append(_Renewal(day, before, after))
        return found

    def holders(self, area: frozenset[int], on: date, *, level: int | None = None) -> tuple[Holder, ...]:
        """The units that hold ``area`` on the day ``on``, those of one level or of all, by level and code."""
        if not area or on < OLDEST_MAP:
            return ()
        units, codes = self._units(on), self._codes_of_pieces(on)
        found = (self._known.by_code(code, on) for code in {code for piece in area for code in codes.get(piece, ())})
        held = [Holder(place, units[place.code] <= area) for place in found if place and level in (None, place.level)]
        return tuple(sorted(held, key=lambda holder: (holder.place.level, holder.place.code)))

    @lru_cache(maxsize=1 << 16)  # noqa: B019 (there is one object, kept to the end)
    def _of_unit(self, code: str, day: date) -> frozenset[int]:
        within = self._codes_within(day).get(code, ())
        return self._of_code(code, day).union(*(self._of_code(one, day) for one in within))

    def _of_code(self, code: str, day: date) -> frozenset[int]:
        return frozenset(stay.piece for stay in self._stays.get(code, ()) if stay.first <= day <= stay.last)

    @cache  # noqa: B019 (likewise)
    def _codes_within(self, day: date) -> dict[str, list[str]]:
        """By district and province, the units that have pieces of their own and lie in it."""
        within: dict[str, list[str]] = defaultdict(list)
        for level in (2, 3):
            for place in self._known.units(level, day):
                if place.code in self._stays:
                    for parent in place.parents:
                        within[parent].append(place.code)
        return within

    @cache  # noqa: B019 (likewise)
    def _units(self, day: date) -> dict[str, frozenset[int]]:
        """The areas of all units of a day, by code."""
        areas = {place.code: self.of(place, day) for level in (1, 2, 3) for place in self._known.units(level, day)}
        return {code: area for code, area in areas.items() if area}

    @cache  # noqa: B019 (likewise)
    def _codes_of_pieces(self, day: date) -> dict[int, list[str]]:
        """By piece, the units that have it on a day."""
        found: dict[int, list[str]] = defaultdict(list)
        for code, area in self._units(day).items():
            for piece in area:
                found[piece].append(code)
        return found

    def _follow(self, lines: _Lines, root: int, first: date) -> None:
        """Notes where the pieces that begin in the line ``root`` stay, to their ends."""
        waiting: list[tuple[int, date, list[tuple[str, date, date]]]] = [(root, first, [])]
        while waiting:
            line, since, path = waiting.pop()
            place = lines.places[line]
            last = place.valid_to or date.max
            for cut in lines.cuts_between(place, since, last):
                self._note([*path, (place.code, since, cut - _ONE_DAY)])
                path, since = [], cut
            path = [*path, (place.code, since, last)]
            heirs = lines.heirs(line)
            if not heirs:
                self._note(path)
                continue
            after = last + _ONE_DAY
            if lines.is_cut(place, after):
                self._note(path)
                path = []
            waiting += [(heir, after, path) for heir in heirs]

    def _note(self, path: Iterable[tuple[str, date, date]]) -> None:
        self._pieces += 1
        for code, first, last in path:
            self._stays[code].append(_Stay(self._pieces, first, last))


class _Lines:
    """All communes, and the districts that had none at some time, of all times, with what became of each."""

    def __init__(self, known: Gazetteer) -> None:
        communes = known.succession(3)
        divided = {place.parents[0] for place, _ in communes if place.parents}
        undivided = {heir for _, heirs in communes for heir in heirs}  # "huyện Lý Sơn" gave up its communes in 2020
        self._divided = divided
        alone = (line for line in known.succession(2) if line[0].code in undivided or line[0].code not in divided)
        every = [*communes, *alone]
        self.places = [place for place, _ in every]
        self._codes = [codes for _, codes in every]
        self._by_code: dict[str, list[int]] = defaultdict(list)
        for line, place in enumerate(self.places):
            self._by_code[place.code].append(line)
        self._reached = {(heir, self.places[line].valid_to) for line in range(len(every)) for heir in self.heirs(line)}
        self._cuts: dict[str, list[date]] = defaultdict(list)
        for district, day in sorted(self._unexplained()):
            self._cuts[district].append(day)

    def heirs(self, line: int) -> list[int]:
        """The lines of the units that took the stead of that of ``line``."""
        last = self.places[line].valid_to
        if last is None:
            return []
        found = (self._at(code, last + _ONE_DAY) for code in dict.fromkeys(self._codes[line]))
        return [heir for heir in found if heir is not None]

    def roots(self) -> Iterator[tuple[int, date]]:
        """The lines that begin with nothing before them, each with its first day."""
        for line, place in enumerate(self.places):
            if place.valid_from is None:
                if place.level == 3 or place.code not in self._divided:
                    yield line, date.min
            elif (line, place.valid_from - _ONE_DAY) not in self._reached:
                yield line, place.valid_from

    def cuts(self) -> list[tuple[date, str]]:
        """The days on which the areas of a district cannot be compared, with its code, in the order of time."""
        return sorted((day, district) for district, days in self._cuts.items() for day in days)

    def is_cut(self, place: Place, day: date) -> bool:
        """Whether what ``place`` became on ``day`` cannot be compared with it."""
        return day in self._cuts.get(_district(place), ())

    def cuts_between(self, place: Place, first: date, last: date) -> list[date]:
        """The days after ``first``, up to ``last``, on which ``place`` may have won or lost a part."""
        cuts = self._cuts.get(_district(place), [])
        return [day for day in cuts[bisect_right(cuts, first) :] if day <= last]

    def _unexplained(self) -> set[tuple[str, date]]:
        """The districts and days on which a commune vanished into nothing known or came from nothing known."""
        vanished = {
            (_district(place), place.valid_to + _ONE_DAY)
            for line, place in enumerate(self.places)
            if place.valid_to is not None and not self.heirs(line)
        }
        return vanished | {(_district(self.places[line]), day) for line, day in self.roots() if day != date.min}

    def _at(self, code: str, day: date) -> int | None:
        return next((line for line in self._by_code.get(code, ()) if is_valid(self.places[line], day)), None)


def _district(place: Place) -> str:
    return place.parents[0] if place.parents else place.code


@once
def territories() -> Territories:
    """The areas of all units, made ready at the first call."""
    return Territories(gazetteer())
