"""Places as they were at the time of a figure, each form with an identifier of its own: codes were used again."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from solieu.knowledge.gazetteer import gazetteer
from solieu.knowledge.lookup import history
from solieu.knowledge.names import iso_code

if TYPE_CHECKING:
    from solieu.model import Observation, Place

__all__ = ["PlaceForm", "form_of", "form_with_parents"]

_LAST_OF_OLD_MAP = date(2025, 6, 30)
"""ISO 3166-2 has the provinces up to this day."""


class PlaceForm(NamedTuple):
    """An administrative unit at a time."""

    id: str
    """Its code, followed by the day from which it was so if an earlier form is known: ``205-20150311``."""
    place: Place
    parent: str | None
    """The identifier of the unit above."""
    iso: str | None
    """The ISO 3166-2 code of a province."""


def form_of(told: Observation) -> PlaceForm | None:
    """The form that the place of a figure had at the end of its period.

    >>> from solieu.pipeline import extract
    >>> (told,) = extract("Thị xã Đông Triều, Quảng Ninh: Thu ngân sách năm 2022 đạt 900 tỷ đồng.").observations
    >>> form = form_of(told)
    >>> form.id, form.place.full_name, form.parent
    ('205-20150311', 'thị xã Đông Triều', '22')
    """
    if told.place_code is None:
        return None
    return _form(told.place_code, told.period.end if told.period else None)


@lru_cache(1 << 16)
def _form(code: str, day: date | None) -> PlaceForm | None:
    forms = gazetteer().forms(code)
    if not forms:
        return None
    begun = [form for form in forms if day is None or form.valid_from is None or form.valid_from <= day]
    return _described(begun[-1] if begun else forms[0])


@lru_cache(1 << 16)
def _described(place: Place) -> PlaceForm:
    day = place.valid_to or date.max
    above = next((one for code in place.parents if (one := gazetteer().by_code(code, day))), None)
    return PlaceForm(_identifier(place), place, None if above is None else _identifier(above), _iso(place))


def _identifier(place: Place) -> str:
    return place.code if place.valid_from is None else f"{place.code}-{place.valid_from:%Y%m%d}"


def _iso(place: Place) -> str | None:
    """Of a province that kept its area when the map of provinces changed, or that ended then."""
    if place.level != 1:
        return None
    ended = place.valid_to is not None and place.valid_to <= _LAST_OF_OLD_MAP
    return iso_code(place.code) if ended or not history(place).took_in else None


def form_with_parents(form: PlaceForm) -> list[PlaceForm]:
    """The form and those of the units above it, the nearest first.

    >>> from solieu.knowledge.lookup import places
    >>> [one.id for one in form_with_parents(_described(places("thị xã Đông Triều")[0]))]
    ['205-20150311', '22']
    """
    day = form.place.valid_to or date.max
    above = (gazetteer().by_code(code, day) for code in form.place.parents)
    return [form, *(_described(one) for one in above if one is not None)]
