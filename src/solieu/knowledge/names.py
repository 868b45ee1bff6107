"""What themes, units and provinces are called by people and by other systems."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from solieu.knowledge.entries import indicators
from solieu.knowledge.loader import read_rows
from solieu.scan import once

__all__ = ["OWN", "Name", "iso_code", "theme_names", "theme_of", "unit_name", "unit_scales"]

OWN = "own"
"""The theme of indicators that only a user's own catalogue has."""


class Name(NamedTuple):
    """What something is called in both languages."""

    vi: str
    en: str


@once
def theme_names() -> dict[str, Name]:
    """The themes of the catalogue of indicators, in the order in which offices report on them, and that of users' own indicators.

    >>> theme_names()["budget"]
    Name(vi='Ngân sách', en='Budget')
    """
    return {row["theme"]: Name(row["label_vi"], row["label_en"]) for row in read_rows("themes.csv")}


def theme_of(indicator_id: str) -> str:
    """The theme of an indicator: that of the catalogue, ``own`` for one of a user's own catalogue.

    >>> theme_of("budget_revenue"), theme_of("solar_capacity")
    ('budget', 'own')
    """
    entry = indicators().get(indicator_id)
    return OWN if entry is None or entry.theme not in theme_names() else entry.theme


@once
def _unit_names() -> dict[str, dict[Decimal, Name]]:
    found: dict[str, dict[Decimal, Name]] = {}
    for row in read_rows("unit_names.csv"):
        found.setdefault(row["unit"], {})[Decimal(row["factor"])] = Name(row["label_vi"], row["label_en"])
    return found


def unit_name(unit: str, factor: Decimal = Decimal(1)) -> Name | None:
    """What ``factor`` times a base unit is called; ``None`` where there is no usual name.

    >>> unit_name("VND", Decimal(10**9)), unit_name("VND", Decimal(7))
    (Name(vi='tỷ đồng', en='billion VND'), None)
    """
    return _unit_names().get(unit, {}).get(factor)


def unit_scales(unit: str) -> tuple[Decimal, ...]:
    """The multiples of a base unit that have a name, the smallest first.

    >>> [str(scale) for scale in unit_scales("ha")]
    ['0.0001', '1', '100', '1000', '1000000']
    """
    return tuple(sorted(_unit_names().get(unit, ())))


@once
def _iso_codes() -> dict[str, str]:
    return {row["code"]: row["iso_3166_2"] for row in read_rows("province_iso.csv")}


def iso_code(province: str) -> str | None:
    """The ISO 3166-2 code of a province by its code before 2025-07-01.

    >>> iso_code("22"), iso_code("205")
    ('VN-13', None)
    """
    return _iso_codes().get(province)
