"""Whether what was found is what a person marked, field by field."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from solieu.knowledge.loader import read_text
from solieu.model import Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from solieu.score.gold import Marked
    from solieu.score.lines import SaidFigure

__all__ = ["Agreement", "alike", "names_a_unit", "same_period", "same_place", "same_post", "written"]

_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_DAY = re.compile(r"-\d\d-\d\d")
_DASHES = str.maketrans("–—", "--")
_EDGES = " .,;:-"
_MOMENT = 31
"""A period of no more days is a moment, which may be told as the time up to it."""


class _Words(NamedTuple):
    unit_types: tuple[str, ...]
    bodies: tuple[str, ...]
    unnamed: frozenset[str]
    say_nothing: frozenset[str]
    same_words: float
    same_post: float
    days: int
    money: Mapping[str, float]


@cache
def _words() -> _Words:
    data = tomllib.loads(read_text("scoring.toml"))
    # The longest first: "thành phố" before "thành".
    types = tuple(sorted(data["unit_types"], key=len, reverse=True))
    return _Words(
        types, tuple(data["bodies"]), frozenset(data["unnamed"]), frozenset(data["say_nothing"].split()),
        data["same_words"], data["same_post"], data["days"], data["money"],
    )  # fmt: skip


class Agreement(NamedTuple):
    """Which fields of a figure are right; ``None`` where nothing was marked that it could be compared with."""

    value: bool
    measure: bool
    indicator: bool
    indicator_id: bool | None
    place: bool | None
    period: bool | None
    status: bool
    bound: bool

    @classmethod
    def of(cls, gold: Marked, said: SaidFigure) -> Agreement:
        """Of a figure that was found with the one that was marked."""
        return cls(
            _same_value(gold, said), gold.measure == said.measure, alike(gold.indicator, said.indicator) >= _words().same_words,
            None if not gold.indicator_id else gold.indicator_id == said.indicator_id,
            same_place(gold.place, said.place) if names_a_unit(gold.place) else None,
            same_period(gold.period, said.period), gold.status == said.status, gold.bound == said.bound,
        )  # fmt: skip

    @property
    def core(self) -> bool:
        """Whether the value and what is told of it are right."""
        return self.value and self.measure

    @property
    def fact(self) -> bool:
        """Whether the words of the indicator, the place and the period are right, too."""
        return self.core and self.indicator and self._stands

    @property
    def coded(self) -> bool:
        """The same with the entry of the catalogue, where one was marked, in place of the words."""
        named = self.indicator if self.indicator_id is None else self.indicator_id
        return self.core and named and self._stands

    @property
    def _stands(self) -> bool:
        return self.place is not False and self.period is not False

    @property
    def wrong(self) -> tuple[str, ...]:
        """The names of the fields that are wrong."""
        return tuple(name for name, right in zip(self._fields, self, strict=True) if right is False)


@lru_cache(maxsize=1 << 15)
def written(text: str | None) -> str:
    """In one way of writing: lower case, single blanks, no punctuation at the ends."""
    lower = unicodedata.normalize("NFC", text or "").lower().translate(_DASHES)
    return _BLANKS.sub(" ", lower).strip(_EDGES)


@lru_cache(maxsize=1 << 14)
def _bare_place(place: str | None) -> str:
    """The name of a unit without body, kind and the units above: "đông triều"."""
    name = written((place or "").partition(",")[0])
    for body in _words().bodies:
        if name.startswith(f"{body} "):
            name = name.removeprefix(f"{body} ")
            break
    for kind in _words().unit_types:
        if name.startswith(f"{kind} "):
            return name.removeprefix(f"{kind} ").lstrip() or name
    return name


def same_place(gold: str | None, said: str | None) -> bool:
    """Whether both name one unit."""
    return _bare_place(gold) == _bare_place(said)


def names_a_unit(place: str | None) -> bool:
    """Whether a place can be compared."""
    return bool(place) and _bare_place(place) not in _words().unnamed


def alike(one: str | None, other: str | None) -> float:
    """The share of the words of both that both have, without words that say nothing unless there are no others."""
    first, second = _listed(one), _listed(other)
    said = [[word for word in words if word not in _words().say_nothing] for words in (first, second)]
    if all(said):
        first, second = said
    if not (first and second):
        return 0.0
    both = (Counter(first) & Counter(second)).total()
    return 2 * both / (len(first) + len(second))


def _listed(text: str | None) -> list[str]:
    return [word for word in _WORD.findall(written(text)) if not any(map(str.isdigit, word))]


def same_post(gold: Sequence[str], said: Sequence[str]) -> bool:
    """Whether one of the posts of a person, or addressees of a task, is the same."""
    return any(alike(one, other) >= _words().same_post for one in gold for other in said)


def same_period(gold: str | None, said: str | None) -> bool | None:
    """Whether both ends are near enough, or the end of a moment is; ``None`` where no period was marked."""
    first = _ends(gold)
    if gold is None or first is None:
        return None
    second = _ends(said)
    if said is None or second is None:
        return False
    room = _words().days
    near = [abs((one - other).days) <= room for one, other in zip(first, second, strict=True)]
    if all(near):
        return True
    is_moment = min((end - start).days for start, end in (first, second)) <= _MOMENT
    told = gold + said
    has_day = len(gold) >= len("2022-05-24") and "/" in told and _DAY.search(told) is not None
    return is_moment and near[1] and first[0].year == second[0].year and has_day


@lru_cache(maxsize=1 << 14)
def _ends(period: str | None) -> tuple[date, date] | None:
    first, _, last = (period or "").partition("/")
    try:
        return Period.parse(first).start, Period.parse(last or first).end
    except ValueError:
        return None


def _same_value(gold: Marked, said: SaidFigure) -> bool:
    if said.number is None or abs(said.number - gold.value) > 1e-9 * max(1, abs(gold.value)):
        return False
    unit = written(gold.unit_text)
    if not unit or gold.measure == "rank":
        return True
    if not _same_unit(unit, written(said.unit_text)):
        return False
    scale = _words().money.get(unit)
    if scale is None:
        return True
    meant = gold.value * scale
    return said.value is not None and abs(said.value - meant) <= 1e-6 * abs(meant or 1)


def _same_unit(gold: str, said: str) -> bool:
    """Whether one of them goes on where the other ends: "thôn, khu phố" and "thôn", "%" and "%/năm"."""
    if gold.replace("tỉ", "tỷ") == said.replace("tỉ", "tỷ"):
        return True
    if gold.startswith("%") and said.startswith("%"):
        return True
    return any(
        longer.startswith((f"{shorter} ", f"{shorter},")) for longer, shorter in ((gold, said), (said, gold))
    )  # fmt: skip
