"""The administrative units of Việt Nam, each with the days on which it was what it was.

Provinces and districts are read when the gazetteer is made, communes when they are first asked for.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

from solieu.model import Place
from solieu.scan import once
from solieu.text import fold, lower_of, prepare

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["TYPE_WORDS", "Gazetteer", "gazetteer", "has_type_word", "is_valid", "loose", "type_word"]

TYPE_WORDS = {
    "tỉnh": 1,
    "thành phố": 1,
    "thị xã": 2,
    "huyện": 2,
    "quận": 2,
    "xã": 3,
    "phường": 3,
    "thị trấn": 3,
    "đặc khu": 3,
}
"""The words for the kinds of unit, with their level; a thành phố may be a district or a province."""

_TYPE_SHORT = {
    "t.p": "thành phố",
    "tp": "thành phố",
    "t.x": "thị xã",
    "tx": "thị xã",
    "t.t": "thị trấn",
    "tt": "thị trấn",
    "h": "huyện",
    "q": "quận",
    "p": "phường",
    "x": "xã",
    "t": "tỉnh",
}
_LEVEL_OF_CODE = {2: 1, 3: 2, 5: 3}
_LONGEST_NAME = 64


@lru_cache(maxsize=1024)
def type_word(printed: str) -> str | None:
    """The full type word for ``printed``, or ``None`` if it is none.

    >>> type_word("TP."), type_word("Thị xã"), type_word("Đảng ủy")
    ('thành phố', 'thị xã', None)
    """
    word = lower_of(printed).strip(" .")
    return word if word in TYPE_WORDS else _TYPE_SHORT.get(word)


def has_type_word(name: str) -> bool:
    """Whether a name is printed with its type word.

    >>> has_type_word("TT. Cái Bè"), has_type_word("Cái Bè")
    (True, False)
    """
    return _split(_canonical(name))[0] is not None


@lru_cache(maxsize=1 << 14)
def loose(name: str) -> str:
    """``name`` without case, diacritics, blanks, hyphens and apostrophes, with i for y and with k for a final c.

    >>> loose("Đắk R’Lấp") == loose("Đăk Rlấp"), loose("Qui Nhơn") == loose("Quy Nhơn")
    (True, True)
    >>> loose("Đắc Nông") == loose("Đắk Nông")
    True
    """
    return "".join(filter(str.isalnum, _k_for_c(fold(name)))).replace("y", "i")


def _k_for_c(folded: str) -> str:
    return (folded + " ").replace("c ", "k ").replace("c-", "k-")


class Gazetteer:
    """What units there are, were, and became. Make none: :func:`gazetteer` keeps the one there is."""

    def find(
        self,
        name: str,
        *,
        type: str | None = None,  # noqa: A002 (the word of Place.type)
        parent: Place | str | None = None,
        on: date | None = None,
    ) -> tuple[Place, ...]:
        """The units called ``name``, the highest level first, earlier forms of a unit before later ones.

        A name may be printed with its type word ("TP. Bắc Kạn", "Q.1"), in any case and with either placing of tone
        marks. Where no unit has this very name, other names count ("TPHCM", "Đắc Lắc"), and then names that differ
        in diacritics, blanks, hyphens and apostrophes only ("Đăk Rlấp" for Đắk R'Lấp).

        Args:
            name: the name as printed.
            type: only units of this type word, which may be abbreviated.
            parent: only units within this one, at any depth.
            on: only units that existed on this day; without it, those of all times.
        """
        key = _canonical(name)
        wanted = type_word(type) if type else None
        if (type and wanted is None) or not 0 < len(key) <= _LONGEST_NAME:
            return ()
        found = self._find(key, wanted, parent, on)
        if not found and type is None:
            printed_type, bare = _split(key)
            if printed_type:
                found = self._find(bare, printed_type, parent, on)
        return found

    def by_code(self, code: str, on: date | None = None) -> Place | None:
        """The unit with this code on the day, or its latest form if no day is given."""
        forms = self.forms(code)
        if on is None:
            return forms[-1] if forms else None
        return next((form for form in forms if is_valid(form, on)), None)

    def forms(self, code: str) -> tuple[Place, ...]:
        """All units that ever had this code, in the order of time."""
        table = self._table(_LEVEL_OF_CODE.get(len(code)))
        return () if table is None else tuple(map(self._place_of(table), table.by_code.get(code, ())))

    def provinces(self, on: date | None = None) -> tuple[Place, ...]:
        """The provinces of a day, by code; without a day, those of today's map."""
        return self.units(1, on)

    def units(self, level: int, on: date | None = None) -> tuple[Place, ...]:
        """The units of a level (1 province, 2 district, 3 commune) on a day, by code; without a day, today's."""
        table, day = self._table(level), on or date.max
        if table is None:
            return ()
        every = map(self._place_of(table), range(len(table.lines)))
        return tuple(place for place in every if place.level == level and is_valid(place, day))

    def province_of(self, place: Place, on: date | None = None) -> Place | None:
        """The province in which the place lay on the day, or at the end of its time; a province is its own."""
        if place.level == 1:
            return place
        day = on if on and is_valid(place, on) else place.valid_to or date.max
        return self.by_code(place.parents[-1], day) if place.parents else None

    def successors(self, place: Place, on: date | None = None) -> tuple[Place, ...]:
        """What took the place's stead, the main unit first: the day after it ended, or on a later day if given.

        A district of before 2025-07-01 has its province as successor, unless one commune took its whole area.
        """
        if place.valid_to is None:
            return ()
        next_day = place.valid_to + timedelta(1)
        codes = self._successor_codes(place)
        found = [heir for code in codes if (heir := self.by_code(code, next_day))]
        if on is None or on <= next_day:
            return tuple(found)
        return _distinct(chain.from_iterable(self.as_of(heir, on) for heir in found))

    def as_of(self, place: Place, day: date) -> tuple[Place, ...]:
        """The unit or units that stand for ``place`` on ``day``, the main one first; empty where none is known."""
        if is_valid(place, day):
            return (place,)
        if place.valid_to is not None and day > place.valid_to:
            return self.successors(place, day)
        return _distinct(chain.from_iterable(self.as_of(before, day) for before in self._predecessors(place)))

    def succession(self, level: int) -> tuple[tuple[Place, tuple[str, ...]], ...]:
        """All units of a level of all times, each with the codes of what took its stead, the main one first."""
        table = self._table(level)
        if table is None:
            return ()
        make = self._place_of(table)
        every = ((make(index), line.split("\t")[6]) for index, line in enumerate(table.lines))
        return tuple(
            (place, tuple(joined.split("|")) if joined else ()) for place, joined in every if place.level == level
        )

    def names(self, *, communes: bool = False) -> dict[str, tuple[str, ...]]:
        """The names of provinces and districts, or of communes, each with the type words under which it stands.

        They are in the one way of writing of :attr:`solieu.text.Text.lower`, of all times, without the aliases. The
        dictionary is the gazetteer's own: do not change it.
        """
        return self._communes.types if communes else self._upper.types

    def is_province(self, name: str) -> bool:
        """Whether a province has or had exactly this name, in the one way of writing of ``Text.lower``."""
        place = self._place_of(self._upper)
        return any(place(index).level == 1 for index in self._upper.by_name.get(name, ()))

    def aliases(self) -> frozenset[str]:
        """Other names of provinces and districts: "tphcm", "br-vt"."""
        return frozenset(self._aliases)

    def _find(self, key: str, type_: str | None, parent: Place | str | None, on: date | None) -> tuple[Place, ...]:
        parent_code = parent.code if isinstance(parent, Place) else parent
        tables = self._tables(type_)

        def fitting(table: _Table, indices: tuple[int, ...]) -> list[Place]:
            return [
                place
                for place in map(self._place_of(table), indices)
                if (type_ is None or place.type == type_)
                and (parent_code is None or parent_code in place.parents)
                and (on is None or is_valid(place, on))
            ]

        exact = [place for table in tables for place in fitting(table, table.by_name.get(key, ()))]
        code = self._aliases.get(key)
        alias_table = self._table(_LEVEL_OF_CODE[len(code)]) if code else None
        if code and alias_table:
            exact += [place for place in fitting(alias_table, alias_table.by_code[code]) if place not in exact]
        if exact:
            return tuple(exact)
        free = loose(key)
        return tuple(place for table in tables for place in fitting(table, table.by_loose_name.get(free, ())))

    def _tables(self, type_: str | None) -> tuple[_Table, ...]:
        if type_ is None:
            return (self._upper, self._communes)
        return (self._communes,) if TYPE_WORDS[type_] == 3 else (self._upper,)

    def _table(self, level: int | None) -> _Table | None:
        return None if level is None else self._communes if level == 3 else self._upper

    def _place_of(self, table: _Table) -> _PlaceMaker:
        return self._maker_of_upper if table is self._upper else self._maker_of_communes

    @cached_property
    def _maker_of_upper(self) -> _PlaceMaker:
        return _PlaceMaker(self._upper, self._upper)

    @cached_property
    def _maker_of_communes(self) -> _PlaceMaker:
        return _PlaceMaker(self._communes, self._upper)

    def _successor_codes(self, place: Place) -> tuple[str, ...]:
        table = self._table(place.level)
        if table is None:
            return ()
        make = self._place_of(table)
        for index in table.by_code.get(place.code, ()):
            if make(index) == place:
                joined = table.lines[index].split("\t")[6]
                return tuple(joined.split("|")) if joined else ()
        return ()

    def _predecessors(self, place: Place) -> tuple[Place, ...]:
        if place.valid_from is None:
            return ()
        last_day = (place.valid_from - timedelta(1)).isoformat()
        found: list[Place] = []
        for table in (self._upper, self._communes):
            for index, line in enumerate(table.lines):
                if place.code in line and last_day in line:
                    cells = line.split("\t")
                    if cells[5] == last_day and place.code in cells[6].split("|"):
                        found.append(self._place_of(table)(index))
        # A province took the stead of its districts as a unit of government; it was made of provinces.
        found = [before for before in found if before.level <= place.level]
        found.sort(key=lambda before: (before.level != place.level, before.code != place.code))
        return tuple(found)

    @cached_property
    def _upper(self) -> _Table:
        return _Table.read("places.tsv")

    @cached_property
    def _communes(self) -> _Table:
        return _Table.read("places_communes.tsv")

    @cached_property
    def _aliases(self) -> dict[str, str]:
        lines = _read("places_aliases.csv").splitlines()
        return {row["alias"]: row["code"] for row in csv.DictReader(line for line in lines if not line.startswith("#"))}


@once
def gazetteer() -> Gazetteer:
    """The gazetteer, the same one at every call."""
    return Gazetteer()


def is_valid(place: Place, day: date) -> bool:
    """Whether the place existed in this form on the day."""
    begun = place.valid_from is None or place.valid_from <= day
    return begun and (place.valid_to is None or day <= place.valid_to)


class _Table:
    """The lines of one data file and where each name and code stands in it."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.places: dict[int, Place] = {}
        self.cells = [line.split("\t", 3) for line in lines]
        # One call for all names: preparing 16,000 names one by one would take longer than all the rest.
        self.names = prepare("\n".join([cell[2] for cell in self.cells])).lower.split("\n")
        self.spellings = [
            (_canonical(spelling), index)
            for index, line in enumerate(lines)
            if line[-1] != "\t"
            for spelling in line.rpartition("\t")[2].split("|")
        ]
        """Other spellings of names, with the lines of the units."""

    @classmethod
    def read(cls, name: str) -> _Table:
        return cls(_read(name).split("\n")[1:-1])

    @cached_property
    def by_name(self) -> dict[str, tuple[int, ...]]:
        return _grouped(chain(zip(self.names, range(len(self.names)), strict=True), self.spellings))

    @cached_property
    def by_code(self) -> dict[str, tuple[int, ...]]:
        return _grouped(zip((cell[0] for cell in self.cells), range(len(self.cells)), strict=True))

    @cached_property
    def by_loose_name(self) -> dict[str, tuple[int, ...]]:
        folded = _k_for_c(fold(" \n".join(self.by_name))).replace("y", "i").split("\n")
        keys = ("".join(filter(str.isalnum, name)) for name in folded)
        found: dict[str, tuple[int, ...]] = {}
        for key, indices in zip(keys, self.by_name.values(), strict=True):
            found[key] = found.get(key, ()) + indices
        return found

    @cached_property
    def types(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        named = chain(zip(self.names, range(len(self.names)), strict=True), self.spellings)
        for name, index in named:
            kind = self.cells[index][1]
            known = found.get(name)
            if known is None:
                found[name] = (kind,)
            elif kind not in known:
                found[name] = (*known, kind)
        return found


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for key, index in pairs:
        known = found.get(key)
        found[key] = (index,) if known is None else (*known, index)
    return found


@dataclass(frozen=True, slots=True)
class _PlaceMaker:
    """Makes the place of a line, once."""

    table: _Table
    upper: _Table

    def __call__(self, index: int) -> Place:
        made = self.table.places.get(index)
        if made is None:
            code, kind, name, parent, start, end, _, _ = self.table.lines[index].split("\t")
            first = date.fromisoformat(start) if start else None
            last = date.fromisoformat(end) if end else None
            made = Place(code, name, kind, _LEVEL_OF_CODE[len(code)], self._parents(parent, last or first), first, last)
            self.table.places[index] = made
        return made

    def _parents(self, parent: str, day: date | None) -> tuple[str, ...]:
        if len(parent) != 3:
            return (parent,) if parent else ()
        above = map(_PlaceMaker(self.upper, self.upper), self.upper.by_code[parent])
        return next(((parent, *place.parents) for place in above if day is None or is_valid(place, day)), (parent,))


def _read(name: str) -> str:
    return files("solieu.knowledge").joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1 << 14)
def _canonical(name: str) -> str:
    return " ".join(lower_of(name).split()).strip(" .,;:")


def _split(key: str) -> tuple[str | None, str]:
    for word in chain(TYPE_WORDS, _TYPE_SHORT):
        if key.startswith(word):
            rest = key[len(word) :]
            separated = rest[:1] in (" ", ".")
            bare = rest.strip(" .").lstrip("0" if rest.strip(" .").isdigit() else "")
            if bare and (separated or (word == "tp" and bare)):
                return type_word(word), bare
    return None, key


def _distinct(places: chain[Place]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(places))
