"""Reads the package's data files, each once and only when it is needed."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import NamedTuple

from solieu.scan import once

__all__ = ["Tet", "Unit", "read_rows", "read_text", "tet", "units"]


def read_text(name: str) -> str:
    """The data file ``name`` of this package."""
    return files("solieu.knowledge").joinpath(name).read_text(encoding="utf-8")


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of the CSV file ``name`` of this package, by the names of its head."""
    return list(csv.DictReader(read_text(name).splitlines()))


class Unit(NamedTuple):
    """What a printed unit means: ``factor`` times the number is the value in ``unit``."""

    unit: str
    dimension: str
    factor: Decimal


@once
def units() -> dict[str, Unit]:
    """Every printed unit without multiplier ("đồng", not "tỷ đồng"), lower case, with its meaning."""
    return {
        row["surface"]: Unit(row["unit"], row["dimension"], Decimal(row["factor"])) for row in read_rows("units.csv")
    }


class Tet(NamedTuple):
    """The lunar new year of one year."""

    first_day: date
    days_of_last_month: int
    """Days of the lunar month before it (tháng Chạp): 29 or 30."""


@once
def tet() -> dict[int, Tet]:
    """Tết by year, 1990 to 2050."""
    return {
        int(row["year"]): Tet(date.fromisoformat(row["first_day"]), int(row["days_of_last_month"]))
        for row in read_rows("tet.csv")
    }
