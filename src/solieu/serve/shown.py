"""What a page shows of an indicator: its choices told apart by subject and unit, and the points of its charts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from solieu.knowledge.gazetteer import gazetteer
from solieu.serve.charts.points import main_unit, point_of
from solieu.serve.formats import period as period_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solieu.model import Measure, Place
    from solieu.serve.asked import Asked
    from solieu.serve.charts.points import Point
    from solieu.serve.words import Language
    from solieu.store import PresentPeriod, Store
    from solieu.store.choosing import Choice
    from solieu.store.query import Query

__all__ = [
    "Subject",
    "Subjects",
    "choices_of",
    "code_above",
    "everything",
    "options_of",
    "periods_of",
    "place_label",
    "points_of",
    "told_apart",
    "with_main_unit",
]

_CHANGES = ("change", "index")
_MOST_SUBJECTS = 40
_MOST_OPTIONS = 120


class Subject(NamedTuple):
    """What of an indicator some figures are about: "lúa mùa" of the area under crops."""

    key: str
    words: str
    """As printed most often."""
    figures: int


class Subjects(NamedTuple):
    """The choices of one subject, and which subjects there are."""

    choices: tuple[Choice, ...]
    chosen: str | None
    every: tuple[Subject, ...]
    """Those with most figures first."""


def choices_of(store: Store, queries: Iterable[Query], most: int, *, exact: bool = False) -> list[Choice]:
    """What counts of each fact that the queries ask for, at most so many for each of them."""
    return list(chain.from_iterable(islice(store.each_choice(query, exact=exact), most) for query in queries))


def told_apart(choices: Sequence[Choice], wanted: str | None = None) -> Subjects:
    """The choices of the subject ``wanted``, else of the indicator as such or, where nothing tells that, of the one with most figures.

    The area under rice and the area under maize are both areas under crops: a chart shows one of them.
    """
    named: dict[str, Counter[str]] = {}
    for one in choices:
        words = " ".join((one.figure.observation.indicator or "").split())
        named.setdefault(one.fact.subject, Counter())[words] += 1
    every = sorted(
        (Subject(key, words.most_common(1)[0][0], words.total()) for key, words in named.items()),
        key=lambda one: (-one.figures, one.key),
    )
    first = every[0].key if every else None
    chosen = next((key for key in (wanted, "") if key in named), first)
    kept = tuple(one for one in choices if one.fact.subject == chosen)
    return Subjects(kept, chosen, tuple(every[:_MOST_SUBJECTS]))


def points_of(choices: Iterable[Choice], kind: str) -> list[Point]:
    """The points of a chart of levels, of the attainment of plans (``attainment``) or of changes against an earlier period."""
    found = []
    for one in choices:
        told = one.figure.observation
        if not _is_of(told.measure, told.basis_kind, kind):
            continue
        if told.period is None:
            continue
        label = place_label(told.place_code, told.place, told.period.end)
        point = point_of(one.figure, disputed=one.disputed, place=label)
        if point is not None:
            found.append(point)
    return _without_shared_province(found)


def _without_shared_province(points: list[Point]) -> list[Point]:
    """The points with shorter names of their places where all of several lie in one province."""
    names = {point.place for point in points}
    if len(names) < 2 or len({name.partition(", ")[2] for name in names}) > 1:
        return points
    return [msgspec.structs.replace(point, place=point.place.partition(", ")[0]) for point in points]


def _is_of(measure: str, basis_kind: str | None, kind: str) -> bool:
    if kind == "changes":
        return measure in _CHANGES and basis_kind in (None, "period")
    return measure == kind


def periods_of(asked: Asked, indicator: str, measure: Measure) -> list[PresentPeriod]:
    """The periods of which there are figures, counted once for each state of the indicator."""
    return asked.desk.counted.get(
        asked.store.changes(indicators=[indicator]),
        ("periods", indicator, measure),
        lambda: asked.store.present_periods(indicator, measure=measure),
    )


def everything(asked: Asked) -> str:
    """The mark of what rests on the whole store."""
    return asked.store.stamp()


def options_of(
    periods: Sequence[PresentPeriod], chosen: PresentPeriod | None, language: Language
) -> list[tuple[str, str]]:
    """The periods with most places, the last first, as a list to choose from: what is written in the address, and the words."""
    most = sorted(periods, key=lambda one: -one.places)[:_MOST_OPTIONS]
    kept = {id(one) for one in most} | {id(chosen)}
    return [
        (str(one.period), f"{period_in_words(one.period, language)} ({one.places})")
        for one in periods
        if id(one) in kept
    ]


def with_main_unit(points: Sequence[Point]) -> tuple[list[Point], int]:
    """The points in the unit that most have, and how many there are in others."""
    unit = main_unit(points)
    kept = [point for point in points if point.unit == unit]
    return kept, len(points) - len(kept)


def place_label(code: str | None, printed: str | None, day: date | None = None) -> str:
    """What a place is called, and where it lies if it is no province: as it was last, but as on ``day`` where another unit
    had its code then.

    >>> place_label("205", None), place_label("22", None), place_label(None, "vùng cao")
    ('thành phố Đông Triều, Quảng Ninh', 'tỉnh Quảng Ninh', 'vùng cao')
    >>> place_label("82", None), place_label("82", None, date(2023, 12, 31))
    ('tỉnh Đồng Tháp', 'tỉnh Tiền Giang')
    """
    return _label(code, printed, None if day is None or code is None else _form_on(code, day))


@lru_cache(1 << 14)
def _label(code: str | None, printed: str | None, then: Place | None) -> str:
    last = None if code is None else gazetteer().by_code(code)
    place = then if then is not None and last is not None and then.name != last.name else last
    if place is None:
        return printed or code or ""
    province = None if not place.parents else gazetteer().by_code(place.parents[-1], place.valid_to or date.max)
    return place.full_name if province is None else f"{place.full_name}, {province.name}"


@lru_cache(1 << 14)
def _form_on(code: str, day: date) -> Place | None:
    return gazetteer().by_code(code, day)


def code_above(code: str) -> str | None:
    """The code of the province in which a unit lies; ``None`` for a province."""
    place = gazetteer().by_code(code)
    return place.parents[-1] if place is not None and place.parents else None
