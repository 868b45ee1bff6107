"""What a name of a place may mean, and how a report is to say it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from solieu.knowledge.gazetteer import TYPE_WORDS, gazetteer, is_valid, loose
from solieu.model import Place  # noqa: TC001 (msgspec reads the annotations)
from solieu.patterns import regex
from solieu.text import lower_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ResolvedPlace", "candidates", "labelled", "not_in_capitals", "printed_name"]

_DISTRICT: Final = 2
_LETTERS: Final = regex(r"[^\W\d_]+")


class ResolvedPlace(msgspec.Struct, frozen=True, gc=False):
    """A place as a report is to say it, with the unit if it is certain which."""

    label: str
    """"thị xã Đông Triều, Quảng Ninh"; "xã Miền Đồi"; only "huyện" where the text does not tell which."""
    type: str | None = None
    place: Place | None = None
    """The unit, or ``None`` where several are possible or none is known."""
    province: Place | None = None
    candidates: tuple[Place, ...] = ()
    """The units that the name may mean where it is not certain; the reader is to choose."""

    @property
    def code(self) -> str | None:
        """The unit's code, or ``None`` where it is not certain."""
        return self.place.code if self.place else None


@lru_cache(maxsize=1 << 14)
def candidates(name: str, kind: str | None, day: date | None, *, listed: bool = False) -> tuple[Place, ...]:
    """The units that the name may mean, one form of each: those of the day, else those of days before, else all.

    A name with "thành phố" means the highest of them, since that may be a province. Where it is ``listed``, ``kind`` is that
    of the first name: "các huyện Núi Thành, *Điện Bàn*" may name a town.
    """
    every = (_districts(name) if listed and kind and TYPE_WORDS[kind] == _DISTRICT else ()) or _forms(name, kind)
    if day is not None:
        every = (
            tuple(form for form in every if is_valid(form, day))
            or tuple(form for form in every if (form.valid_from or date.min) <= day)
            or every
        )
    if kind == "thành phố":
        every = _highest(every)  # not before the day is heeded: "thành phố Huế" was a district until 2024
    return tuple({form.code: form for form in every}.values())


@lru_cache(maxsize=1 << 14)
def _forms(name: str, kind: str | None) -> tuple[Place, ...]:
    """The units of all times that the name may mean; a bare name means the highest unit that ever had it."""
    found = gazetteer().find(name, type=kind)
    if not found and kind:
        found = tuple(place for place in gazetteer().find(name) if place.level == max(2, TYPE_WORDS[kind]))
    return _highest(found) if kind is None else found


@lru_cache(maxsize=1 << 14)
def _districts(name: str) -> tuple[Place, ...]:
    """The districts, towns and cities of all times that have the name."""
    return tuple(place for place in gazetteer().find(name) if place.level == _DISTRICT)


def _highest(places: tuple[Place, ...]) -> tuple[Place, ...]:
    top = min((place.level for place in places), default=0)
    return tuple(place for place in places if place.level == top)


def labelled(
    place: Place, printed: Mapping[str, int], kind: str | None, day: date | None, *, alone: bool
) -> ResolvedPlace:
    """The place with its label: the type word, the name as the text prints it, and its province unless ``alone``."""
    province = gazetteer().province_of(place, day)
    label = f"{kind or place.type} {printed_name(printed, place)}"
    if province and not alone and place.level > 1:
        label += f", {province.name}"
    return ResolvedPlace(label, kind or place.type, place, province)


def printed_name(printed: Mapping[str, int], place: Place) -> str:
    """The spelling that the text prints most, but the gazetteer's for other names ("TPHCM") and for capitals."""
    if len(printed) == 1:
        (name,) = printed
        return _spelt(name, place) if loose(name) == loose(place.name) else place.name
    counts: dict[str, int] = {}
    best_form: dict[str, str] = {}
    for name, count in printed.items():
        if loose(name) == loose(place.name):
            lower = _lower(name)
            counts[lower] = counts.get(lower, 0) + count
            if lower not in best_form or best_form[lower].isupper():
                best_form[lower] = name
    if not counts:
        return place.name
    return _spelt(best_form[max(counts, key=counts.__getitem__)], place)


def _spelt(name: str, place: Place) -> str:
    return place.name if name.isupper() and _lower(name) == _lower(place.name) else not_in_capitals(name)


@lru_cache(maxsize=1 << 14)
def _lower(name: str) -> str:
    return lower_of(name)


def not_in_capitals(name: str) -> str:
    """``name``, and "Tiên Yên" for "TIÊN YÊN"."""
    return _LETTERS.sub(lambda word: word[0].capitalize(), name.lower()) if name.isupper() else name
