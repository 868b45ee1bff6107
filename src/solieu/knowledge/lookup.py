"""What people ask of the reference data: which unit a name means, what it was and became, which indicator some words name."""

from __future__ import annotations

from datetime import timedelta
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from solieu.knowledge.catalogue import Catalogue, catalogue
from solieu.knowledge.gazetteer import gazetteer, loose
from solieu.knowledge.territories import Holder, territories
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from solieu.knowledge.entries import Indicator
    from solieu.model import Place

__all__ = [
    "PlaceHistory",
    "as_of",
    "held_by",
    "history",
    "indicators",
    "near_names",
    "places",
    "standing",
    "successors",
]

_ONE_DAY = timedelta(1)
_MOST_NEAR = 5


class PlaceHistory(NamedTuple):
    """The forms that a unit had under one code, one after the other."""

    forms: tuple[Place, ...]
    took_in: tuple[Place, ...]
    """Other units of which all or a part went into it, in the order of time: of its level, and the district of an island."""
    successors: tuple[Place, ...]
    """What took its stead the day after the last form ended; empty while it lasts."""
    held_by: tuple[Holder, ...]
    """The communes that held its last area on that day, where no single unit has it."""


def places(
    name: str,
    *,
    type: str | None = None,  # noqa: A002 (the word of Place.type)
    parent: Place | str | None = None,
    on: date | None = None,
) -> tuple[Place, ...]:
    """The administrative units called ``name``: see :meth:`solieu.knowledge.gazetteer.Gazetteer.find`.

    >>> from datetime import date
    >>> [(place.full_name, place.code) for place in places("TX. Đông Triều", on=date(2022, 9, 30))]
    [('thị xã Đông Triều', '205')]
    """
    return gazetteer().find(name, type=type, parent=parent, on=on)


def successors(place: Place, on: date | None = None) -> tuple[Place, ...]:
    """What took the place's stead, the main unit first: the day after it ended, or on a later day if given.

    A district of before 2025-07-01 has its province as successor; :func:`held_by` gives the communes on its area.

    >>> (province,) = places("tỉnh Bắc Kạn")
    >>> [heir.full_name for heir in successors(province)]
    ['tỉnh Thái Nguyên']
    """
    return gazetteer().successors(place, on)


def as_of(place: Place, day: date) -> tuple[Place, ...]:
    """The unit or units that stand for ``place`` on ``day``, before or after, the main one first.

    >>> from datetime import date
    >>> [unit.full_name for unit in as_of(places("thị xã Đông Triều")[0], date(2024, 11, 1))]
    ['thành phố Đông Triều']
    """
    return gazetteer().as_of(place, day)


def held_by(place: Place, on: date) -> tuple[Holder, ...]:
    """The communes that on the day ``on`` hold the area of ``place``, as it was on that day or at its last or first.

    >>> from datetime import date
    >>> [holder.place.name for holder in held_by(places("thành phố Đông Triều")[0], date(2025, 7, 1))]
    ['Mạo Khê', 'Bình Khê', 'An Sinh', 'Đông Triều', 'Hoàng Quế']
    """
    areas = territories()
    return areas.holders(areas.of(place, _day_within(place, on)), on, level=3)


def history(place: Place) -> PlaceHistory:
    """The forms under the code of ``place`` that follow each other without a break, and what became of the last.

    >>> [form.full_name for form in history(places("thị xã Đông Triều")[0]).forms]
    ['huyện Đông Triều', 'thị xã Đông Triều', 'thành phố Đông Triều']
    >>> [other.full_name for other in history(places("tỉnh Thái Nguyên")[0]).took_in]
    ['tỉnh Bắc Kạn']
    """
    every = gazetteer().forms(place.code)
    first = last = every.index(place)
    joined = [later.valid_from == earlier.valid_to + _ONE_DAY if earlier.valid_to and later.valid_from else False
              for earlier, later in pairwise(every)]  # fmt: skip
    while first and joined[first - 1]:
        first -= 1
    while last < len(joined) and joined[last]:
        last += 1
    run = every[first : last + 1]
    end = run[-1]
    heirs = successors(end)
    divided = end.valid_to is not None and not (heirs and heirs[0].level == end.level)
    held = held_by(end, end.valid_to + _ONE_DAY) if divided and end.valid_to else ()
    return PlaceHistory(run, _took_in(run), heirs, held)


def standing(asked: Sequence[Place], day: date) -> tuple[Place, ...]:
    """What stands on ``day`` for a unit that was asked for by these of its forms, in the order of time.

    >>> from datetime import date
    >>> [unit.full_name for unit in standing(places("quận 2"), date(2020, 6, 30))]
    ['quận 2']
    """
    begun = [form for form in asked if form.valid_from is None or form.valid_from <= day]
    return as_of(begun[-1] if begun else asked[0], day)


def _took_in(forms: tuple[Place, ...]) -> tuple[Place, ...]:
    begun, ended = forms[0].valid_from, forms[-1].valid_to
    levels = (3, 2) if forms[0].level == 3 else (forms[0].level,)
    found = [
        (other.valid_to, other)
        for level in levels
        for other, heirs in gazetteer().succession(level)
        if other.valid_to is not None
        and forms[0].code in heirs
        and other not in forms
        and (begun is None or begun <= other.valid_to + _ONE_DAY)
        and (ended is None or other.valid_to < ended)
    ]
    return tuple(other for _, other in sorted(found, key=lambda pair: (pair[0], pair[1].code)))


def near_names(name: str) -> tuple[str, ...]:
    """Names of units that are written nearly like ``name``, the nearest first."""
    known = gazetteer()
    by_key = {loose(one): one for names in (known.names(communes=True), known.names()) for one in names}
    return tuple(by_key[key].title() for key in get_close_matches(loose(name)[:64], by_key, _MOST_NEAR, cutoff=0.8))


def indicators(words: str = "", *, known: Catalogue | None = None) -> tuple[Indicator, ...]:
    """The entries of the catalogue that ``words`` name, the best first; all of them for no words.

    First come entries with a name that has all the words, the shorter name before the longer, then those whose
    identifier, theme or label has them.

    >>> [entry.id for entry in indicators("thu nội địa")][:1]
    ['budget_revenue_domestic']
    """
    chosen = known or catalogue()
    lower = prepare(words).lower
    wanted = frozenset(chosen.words(lower) or lower.split())
    if not lower.strip():
        return tuple(chosen.entries.values())
    ranked = [
        (rank, entry) for entry in chosen.entries.values() if (rank := _rank(entry, lower, wanted, chosen)) is not None
    ]
    return tuple(entry for _, entry in sorted(ranked, key=lambda found: found[0]))


def _rank(entry: Indicator, lower: str, wanted: frozenset[str], known: Catalogue) -> tuple[int, int] | None:
    """The less, the better ``entry`` fits; ``None`` where it does not."""
    if lower.strip() == entry.id:
        return 0, 0
    names = (known.words(alias.rpartition(" > ")[2]) for alias in entry.aliases)
    longer = [len(name) - len(wanted) for name in names if wanted and wanted <= set(name)]
    if longer:
        return 1, min(longer)
    told = prepare(f"{entry.id} {entry.id.replace('_', ' ')} {entry.theme} {entry.label_vi} {entry.label_en}").lower
    return (2, 0) if all(word in told for word in lower.split()) else None


def _day_within(place: Place, day: date) -> date:
    """``day``, or the nearest day on which the place was what it was."""
    if place.valid_from is not None and day < place.valid_from:
        return place.valid_from
    return place.valid_to if place.valid_to is not None and day > place.valid_to else day
