"""Computes the days of Tết (lunar new year) for src/solieu/knowledge/tet.csv.

python scripts/build_tet.py --write

The first day of the first lunar month is that of the last new moon before the sun stands at 330° (Vũ thủy), both taken
on the calendar day of Viet Nam (UTC+7). Moon and sun after Jean Meeus, Astronomical Algorithms (2nd ed., 1998), chapters
25 and 49, without the terms that are too small to move a day.
"""

from __future__ import annotations

import argparse
import math
from datetime import date, timedelta
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "src" / "solieu" / "knowledge" / "tet.csv"
YEARS = range(1990, 2051)
_J2000 = 2451545.0
_UTC_PLUS_7 = 7 / 24
_RAIN_WATER = 330
_DELTA_T = 65 / 86400


def _sin(degrees: float) -> float:
    return math.sin(math.radians(degrees))


def new_moon(k: int) -> float:
    """The Julian day (UT) of the new moon ``k`` months after the first of 2000."""
    t = k / 1236.85
    mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t**2 - 0.00000015 * t**3
    e = 1 - 0.002516 * t - 0.0000074 * t**2
    sun = 2.5534 + 29.1053567 * k - 0.0000014 * t**2
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t**2
    node = 160.7108 + 390.67050284 * k - 0.0016118 * t**2
    ascending = 124.7746 - 1.56375588 * k + 0.0020672 * t**2
    correction = (
        -0.4072 * _sin(moon)
        + 0.17241 * e * _sin(sun)
        + 0.01608 * _sin(2 * moon)
        + 0.01039 * _sin(2 * node)
        + 0.00739 * e * _sin(moon - sun)
        - 0.00514 * e * _sin(moon + sun)
        + 0.00208 * e**2 * _sin(2 * sun)
        - 0.00111 * _sin(moon - 2 * node)
        - 0.00057 * _sin(moon + 2 * node)
        + 0.00056 * e * _sin(2 * moon + sun)
        - 0.00042 * _sin(3 * moon)
        + 0.00042 * e * _sin(sun + 2 * node)
        + 0.00038 * e * _sin(sun - 2 * node)
        - 0.00024 * e * _sin(2 * moon - sun)
        - 0.00017 * _sin(ascending)
    )
    return mean + correction - _DELTA_T


def sun_longitude(julian_day: float) -> float:
    """The apparent longitude of the sun in degrees."""
    t = (julian_day - _J2000) / 36525
    anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t**2
    centre = (
        (1.914602 - 0.004817 * t - 0.000014 * t**2) * _sin(anomaly)
        + (0.019993 - 0.000101 * t) * _sin(2 * anomaly)
        + 0.000289 * _sin(3 * anomaly)
    )
    longitude = 280.46646 + 36000.76983 * t + 0.0003032 * t**2 + centre
    return (longitude - 0.00569 - 0.00478 * _sin(125.04 - 1934.136 * t)) % 360


def local_day(julian_day: float) -> date:
    """The calendar day in Viet Nam."""
    return date(2000, 1, 1) + timedelta(days=math.floor(julian_day + _UTC_PLUS_7 + 0.5) - 2451545)


def rain_water(year: int) -> date:
    """The day on which the sun reaches 330°."""
    day = date(year, 2, 15)
    while True:
        midnight = _J2000 - 0.5 + (day - date(2000, 1, 1)).days - _UTC_PLUS_7
        if sun_longitude(midnight + 1) >= _RAIN_WATER:
            return day
        day += timedelta(days=1)


def tet(year: int) -> tuple[date, int]:
    """The first day of Tết and the number of days of the month before it (tháng Chạp)."""
    last = rain_water(year)
    k = round((year - 2000) * 12.3685) - 2
    days = [local_day(new_moon(k + i)) for i in range(8)]
    first = max(day for day in days if day <= last)
    return first, (first - max(day for day in days if day < first)).days


def main() -> None:
    """Prints the table, or writes it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.name} instead of printing it")
    rows = ["year,first_day,days_of_last_month"]
    for year in YEARS:
        first, length = tet(year)
        rows.append(f"{year},{first},{length}")
    table = "\n".join(rows) + "\n"
    if parser.parse_args().write:
        TABLE.write_text(table, encoding="utf-8")
    else:
        print(table, end="")


if __name__ == "__main__":
    main()
