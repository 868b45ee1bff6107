"""Which unit a text is about, and which unit a name in it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.knowledge.gazetteer import TYPE_WORDS, gazetteer, loose
from solieu.resolve.place_names import ResolvedPlace, candidates, labelled, not_in_capitals
from solieu.resolve.place_of_text import document_place

if TYPE_CHECKING:
    from datetime import date

    from solieu.model import Place
    from solieu.spans import PlaceMention
    from solieu.text import Text

__all__ = ["ResolvedPlace", "document_place", "is_address", "named_unit", "resolve"]

_BEFORE_PARENT: Final = frozenset({",", "(", "-", "của", "thuộc", ", thuộc"})
_LONGEST_LINK: Final = 12
_SHORTEST_NAME: Final = 2
_LONGEST_NAME: Final = 40


def resolve(
    mention: PlaceMention, *, context: ResolvedPlace | None = None, on: date | None = None, within: Place | None = None
) -> ResolvedPlace | None:
    """What ``mention`` means in a text about ``context``, on the day ``on``.

    ``within`` is the unit that the text prints right after it: "xã Cộng Hòa, *huyện Kim Thành*".

    Namesakes are told apart by it, then by the district and the province of the context. Those that stay open have no
    ``place`` but ``candidates``. A commune is labelled alone within its district or province ("xã Miền Đồi"), a district with
    its province, a province with its type word. "toàn tỉnh" is the context's province; ``None`` if it has none.
    """
    if mention.kind == "road":
        return ResolvedPlace(mention.name)
    if not mention.name:
        return _unnamed(mention, context, on)
    if on is None and context and context.place:
        on = context.place.valid_to or context.place.valid_from
    if mention.type is None and context and context.place and loose(mention.name) == loose(context.place.name):
        return context
    possible = candidates(mention.name, mention.type, on, listed=mention.kind == "listed")
    if within is not None:
        # An undated text may speak of a commune that a later map no longer has.
        every = (*possible, *candidates(mention.name, mention.type, None))
        possible = tuple(place for place in every if within.code in place.parents)[:1] or possible
    nearest = _nearest(_of_this_province(mention, possible, context, on), context)
    if len(nearest) != 1:
        return _open(mention, nearest)
    place = nearest[0]
    if context and context.place and context.place.code == place.code and not _earlier(place, context.place):
        return context
    # "Thị xã Ba Đồn 24,6%, *Quảng Trạch* 21,5%": the type word of a list is that of its first name
    printed = place.type if mention.kind == "listed" and place.level == 2 else mention.type
    return labelled(place, {mention.name: 1}, printed, on, alone=_is_within(place, context))


def named_unit(words: str, *, context: ResolvedPlace | None = None, on: date | None = None) -> ResolvedPlace | None:
    """The unit that ``words`` name, as a row or a column of a table does, and nothing else; ``None`` if they name none.

    Within the context any unit may be named without its type word ("Tân An"), elsewhere only a province.
    """
    name = words.strip(" .:;-+*•")
    if not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or not name[0].isalpha():
        return None
    whole = context.place if context else None
    day = on or (whole.valid_to or whole.valid_from if whole else None)
    inside = gazetteer().find(name, parent=whole, on=day) if whole and whole.level < 3 else ()
    found = inside or tuple(
        place for place in gazetteer().find(name, on=day) if place.level == 1 or loose(name) != loose(place.name)
    )
    top = [place for place in found if place.level == found[0].level]
    if len({place.code for place in top}) != 1:
        return None
    return labelled(top[-1], {top[-1].name: 1}, None, day, alone=_is_within(top[-1], context))


def _earlier(place: Place, current: Place) -> bool:
    """Whether ``place`` is another unit that had the code of ``current`` before: "tỉnh Bắc Giang" in a text about Bắc Ninh."""
    return place.name != current.name and place.valid_to is not None and place != current


def is_address(text: Text, mention: PlaceMention, after: PlaceMention) -> bool:
    """Whether ``after`` is the unit in which ``mention`` lies: "xã Cộng Hòa, *huyện Kim Thành*", "xã Tân Phú (*Châu Thành*)"."""
    if mention.kind == "road" or not after.name or after.start - mention.end > _LONGEST_LINK:
        return False
    if text.lower[mention.end : after.start].strip() not in _BEFORE_PARENT:
        return False
    level, above = (TYPE_WORDS.get(kind or "", 0) for kind in (mention.type, after.type))
    return level > above


def _of_this_province(
    mention: PlaceMention, places: tuple[Place, ...], context: ResolvedPlace | None, on: date | None
) -> tuple[Place, ...]:
    """Communes of the context's province only, also those that the text gives another type word ("xã" for "phường").

    A commune's name that fits nothing in the province is more likely misspelt than far away: it stays open.
    """
    if mention.type is None or TYPE_WORDS[mention.type] < 3 or context is None or context.province is None:
        return places
    province = context.province.code
    inside = tuple(place for place in places if province in place.parents)
    if inside or not places:
        return inside
    others = gazetteer().find(mention.name, parent=province, on=on)
    return tuple(place for place in others if place.level == 3)


def _nearest(places: tuple[Place, ...], context: ResolvedPlace | None) -> tuple[Place, ...]:
    """Those of the places that lie nearest to the context."""
    if len(places) < 2 or context is None:
        return places
    codes = [context.place.code, *context.place.parents] if context.place else []
    if context.province:
        codes.append(context.province.code)
    for code in codes:
        inside = tuple(place for place in places if code == place.code or code in place.parents)
        if inside:
            return inside
    return places


def _is_within(place: Place, context: ResolvedPlace | None) -> bool:
    """Whether the place is a commune of the context's province, so that its name needs nothing beside it."""
    return (
        place.level == 3
        and context is not None
        and context.province is not None
        and (context.province.code in place.parents)
    )


def _open(mention: PlaceMention, places: tuple[Place, ...]) -> ResolvedPlace:
    kind = mention.type or (places[0].type if places else None)
    name = not_in_capitals(mention.name)
    return ResolvedPlace(f"{kind} {name}" if kind else name, kind, None, None, places)


def _unnamed(mention: PlaceMention, context: ResolvedPlace | None, on: date | None) -> ResolvedPlace | None:
    """The unit of the context that "toàn tỉnh" means; "cả nước" is no unit of the gazetteer."""
    if mention.type is None:
        return ResolvedPlace("cả nước")
    if context is None or context.type == mention.type:
        return context
    above = context.place.parents if context.place else ()
    for code in above:
        place = gazetteer().by_code(code, on or (context.place.valid_to if context.place else None))
        if place and place.type == mention.type:
            return labelled(place, {}, None, on, alone=False)
    return None
