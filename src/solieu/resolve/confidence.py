"""How far to trust an observation: the probability that value, measure, indicator, place and period are all right.

What tells it is a handful of traits, each of which has few values: where the words stand that name the figure, whether
the catalogue knows them, whether the period stands beside it … Each value has a weight in ``confidence.toml``; the
weights, added up, are the logarithm of the odds. ``scripts/calibrate.py`` makes them, docs/confidence.md shows how well
they hold.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from solieu.knowledge.loader import read_text
from solieu.scan import once

if TYPE_CHECKING:
    from solieu.model import Measure, Scope, Status

__all__ = ["Evidence", "SubjectKind", "confidence", "evidence", "weighed"]

SubjectKind = Literal["headed", "before", "governed", "behind", "carried", "none"]
"""Where the words stand that name the figure, and how they begin: "*tỷ lệ hộ nghèo* 3%" is headed, "*hồ sơ tiếp nhận*
là 30" before, "*trồng* 40 ha *rừng*" governed, "40 *hồ sơ*" behind, "40 tỷ đồng, *bằng 57%*" carried."""

_LEAST: Final = 0.01
_MOST: Final = 0.99


class Evidence(NamedTuple):
    """The traits of an observation. Names and values are those of ``confidence.toml``."""

    subject: SubjectKind
    catalogue: str
    """``known`` or ``unknown``: whether the catalogue of indicators has an entry."""
    measure: str
    status: str
    period: str
    """How near the period stands."""


def evidence(
    subject: SubjectKind, indicator_id: str | None, measure: Measure, status: Status, period_from: Scope | None
) -> Evidence:
    """The traits of an observation, told from its fields and from where the words stand that name it."""
    return _evidence(subject, "known" if indicator_id else "unknown", measure, status, period_from or "unknown")


_evidence: Final = lru_cache(maxsize=1 << 12)(Evidence)


@lru_cache(maxsize=1 << 12)
def confidence(traits: Evidence) -> float:
    """The probability, from 0.01 to 0.99 in steps of a hundredth, that an observation with these traits is right."""
    base, weights = _weights()
    odds = base
    for values, value in zip(weights, traits, strict=True):
        odds += values.get(value, 0.0)
    return round(min(max(1 / (1 + exp(-odds)), _LEAST), _MOST), 2)


def weighed(traits: Evidence) -> tuple[tuple[str, str, float], ...]:
    """Each trait with its value and its weight: what raises the confidence is above 0, what lowers it below."""
    _, weights = _weights()
    return tuple(
        (trait, value, values.get(value, 0.0))
        for trait, values, value in zip(Evidence._fields, weights, traits, strict=True)
    )


@once
def _weights() -> tuple[float, tuple[dict[str, float], ...]]:
    """The weight before anything is known, and for each trait those of its values."""
    data = tomllib.loads(read_text("confidence.toml"))
    return data["base"], tuple(data["weights"].get(trait, {}) for trait in Evidence._fields)
