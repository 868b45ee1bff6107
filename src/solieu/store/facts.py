"""What two figures must share to be told of one fact: then only one of them can be right.

A fact is an indicator and the subject as printed, a place, a measure, a status, what is compared with, a unit and a period.
Two figures of one fact are rivals; figures of different facts stand beside each other, however alike they look.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, get_args

from solieu.check.times import compared_period, kind_of_period, plan_named
from solieu.knowledge.catalogue import catalogue
from solieu.knowledge.checks import check_words
from solieu.knowledge.desk import desk_words
from solieu.knowledge.entries import indicators
from solieu.model import Measure, Observation, Period, Status
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Fact", "basis_key", "fact_of", "kinds_of_series", "place_key", "series_number", "subject", "unit_key"]

_WORD = re.compile(r"[^\W_]+")
_SEVERAL = re.compile(r"[,/;]| và |\((?![^\W\d_a-zà-ỹđ]+\))")
"""What joins several things in one name; short forms in brackets do not."""
_MEASURES: tuple[str, ...] = get_args(Measure)
_STATUSES: tuple[str, ...] = get_args(Status)
_HASHED_BITS = 56


class Fact(NamedTuple):
    """What is told. Figures with the same one are rivals."""

    indicator_id: str | None
    subject: str
    """What the printed words say beyond the indicator: "mùa" of "lúa mùa"; all of them where there is no entry for it."""
    place: str | None
    """See :func:`place_key`."""
    measure: str
    status: str
    basis: str
    """The period compared with, or what tells one plan, total or place from another."""
    unit: str
    period: Period | None

    @property
    def is_told(self) -> bool:
        """Whether what, where and when are known. Of what is not known nobody can say that it is the same."""
        return bool(self.indicator_id or self.subject) and self.place is not None and self.period is not None


def fact_of(one: Observation) -> Fact:
    """The fact that an observation tells.

    >>> from decimal import Decimal
    >>> told = dict(start=0, end=4, quote="5 ha", sentence=(0, 4), number=Decimal(5), value=Decimal(5), unit="ha", measure="level")
    >>> spring = Observation(**told, indicator="Diện tích lúa vụ xuân")
    >>> fact_of(spring).subject, fact_of(Observation(**told, indicator="diện tích gieo trồng lúa")).subject
    ('diện lúa tích vụ xuân', 'diện gieo lúa trồng tích')
    """
    return Fact(
        one.indicator_id, subject(one.indicator_id, one.indicator, one.place), place_key(one.place_code, one.place),
        one.measure, one.status, basis_key(one.basis_kind, one.basis, one.period), unit_key(one.unit, one.unit_text), one.period,
    )  # fmt: skip


def series_number(fact: Fact) -> int:
    """A number of 63 bits that all facts of a series share, whatever their period; by measure, then by status.

    It orders the figures of one indicator and place; that two facts have the same one is all but sure to mean that they are
    of one series. 0 where nothing says what is measured.
    """
    if not (fact.indicator_id or fact.subject):
        return 0
    told = "\x1f".join((fact.indicator_id or "", fact.subject, fact.place or "", fact.basis, fact.unit))
    hashed = int.from_bytes(
        blake2b(told.encode("utf-8", "surrogatepass"), digest_size=_HASHED_BITS // 8).digest(), "big"
    )
    return (
        (_MEASURES.index(fact.measure) << (_HASHED_BITS + 3)) | (_STATUSES.index(fact.status) << _HASHED_BITS) | hashed
    )


def kinds_of_series(measure: str | None, status: str | None) -> list[tuple[int, int, int]]:
    """How the number of a series tells its measure and status: by how many bits to shift, which to keep, what is then there."""
    told: list[tuple[int, int, int]] = []
    if measure is not None:
        told.append((_HASHED_BITS + 3, 7, _MEASURES.index(measure)))
    if status is not None:
        told.append((_HASHED_BITS, 7, _STATUSES.index(status)))
    return told


@lru_cache(maxsize=1 << 16)
def subject(indicator_id: str | None, indicator: str | None, place: str | None) -> str:
    """What the printed words say beyond the name of the indicator and the place, in one order.

    >>> subject("budget_revenue", "Tổng thu NSNN", "huyện Tiên Yên"), subject("crop_output", "sản lượng lúa mùa", None)
    ('', 'lúa mùa')
    """
    left = _content(indicator) - _content(place)
    return " ".join(sorted(left - _named(indicator_id) if indicator_id else left))


@cache
def _named(indicator_id: str) -> frozenset[str]:
    """The words of the entry's own name, if that is of one thing.

    Its other names may be narrower: "thuế thu nhập cá nhân" of the taxes; so may be the parts of "tiếp nhận, giải quyết".
    """
    entry = indicators().get(indicator_id)
    return frozenset() if entry is None or _SEVERAL.search(entry.label_vi) else _content(entry.label_vi)


def _content(words: str | None) -> frozenset[str]:
    """The words that name something, short forms written out, numbers left out."""
    return frozenset() if not words else frozenset(_spelled(words)) - check_words().fillers


def _spelled(words: str) -> Iterable[str]:
    written = catalogue().language.written
    for word in _WORD.findall(prepare(words).lower):
        if not word.isdecimal():
            yield from written.get(word) or (word,)


@lru_cache(maxsize=1 << 14)
def _words(words: str | None) -> str:
    return " ".join(_WORD.findall(prepare(words or "").lower))


def _compared(period: Period | None, basis: str) -> str:
    """How far back it lies, so that the same words each year are of one series."""
    compared = compared_period(period, basis)
    if period is None or compared is None:
        return _words(basis)
    years = period.start.year - compared.start.year
    if kind_of_period(compared) == kind_of_period(period) and years:
        return f"{years} years before"
    return "before" if compared.end + timedelta(1) == period.start else str(compared)


def unit_key(unit: str | None, printed: str | None) -> str:
    """The base unit, or the printed words of one that the catalogue does not have. Money is not of one kind: đồng, dollars."""
    return unit or _words(printed)


@lru_cache(maxsize=1 << 16)
def basis_key(kind: str | None, basis: str | None, period: Period | None) -> str:
    """The period compared with, or what tells one plan, total or place from another."""
    if basis is None:
        return kind or ""
    if kind == "period":
        return f"period {_compared(period, basis)}"
    if kind == "plan":
        return f"plan {' '.join(word for word in plan_named(basis) if word not in desk_words().plan_fillers)}"
    return f"{kind or ''} {_words(basis)}"


@lru_cache(maxsize=1 << 16)
def place_key(code: str | None, printed: str | None) -> str | None:
    """A place through all its kinds: the last code that stood for the same unit, or the printed words without one.

    >>> place_key("203", "huyện Vân Đồn"), place_key("205", None), place_key(None, "khu vực Tây Nguyên")
    ('06994', '205', 'khu vực tây nguyên')
    """
    if code is None:
        return _words(printed) or None
    return desk_words().same_unit.get(code, code)
