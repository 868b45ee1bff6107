"""A spreadsheet's count of days to the day or time that its format code shows, with the names used in Vietnam."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

__all__ = ["DateFormat"]

_SINCE_1900 = datetime(1899, 12, 30)
_SINCE_1904 = datetime(1904, 1, 1)
_MISSING_DAY = 60
"""Spreadsheets count a 29 February 1900 that never was."""
_MOST_DAYS = 2_958_465
_SECONDS = 86_400
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_MONTHS = (
    *("Một", "Hai", "Ba", "Tư", "Năm", "Sáu"),
    *("Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"),
)


@dataclass(frozen=True, slots=True)
class DateFormat:
    """The parts of a code such as "dd/mm/yyyy", each with its kind: letters of a date or time, or words as they are."""

    parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, tokens: Sequence[tuple[str, str]]) -> Self:
        """The format that the tokens of a code write; "m" beside hours or seconds is told to be minutes."""
        parts: list[tuple[str, str]] = []
        clock = [index for index, (kind, _) in enumerate(tokens) if kind in ("time", "elapsed")]
        for index, (kind, words) in enumerate(tokens):
            letters = words.lower()
            if kind == "time" and letters[0] == "m":
                place = clock.index(index)
                before = tokens[clock[place - 1]][1][0].lower() if place else ""
                after = tokens[clock[place + 1]][1][0].lower() if place + 1 < len(clock) else ""
                parts.append(("minute" if before == "h" or after == "s" else "time", letters))
            elif kind in ("time", "elapsed", "half", "digit"):
                parts.append((kind, letters))
            else:
                parts.append(("literal", " " if kind in ("blank", "fill") else words))
        return cls(tuple(parts))

    def words(self, value: Decimal, *, since_1904: bool) -> str | None:
        """The day or time that the count of days means, or ``None`` where it means none."""
        if not 0 <= value <= _MOST_DAYS:
            return None
        seconds = int((value * _SECONDS).to_integral_value("ROUND_HALF_UP"))
        days, rest = divmod(seconds, _SECONDS)
        start = _SINCE_1904 if since_1904 else _SINCE_1900
        if not since_1904 and days < _MISSING_DAY:
            days += 1
        try:
            moment = start + timedelta(days=days, seconds=rest)
        except OverflowError:
            return None
        half = any(kind == "half" for kind, _ in self.parts)
        return "".join(_part(kind, letters, moment, seconds, half) for kind, letters in self.parts).strip()


def _part(kind: str, letters: str, moment: datetime, seconds: int, half: bool) -> str:
    if kind == "literal":
        return letters
    if kind == "minute":
        return _padded(moment.minute, letters)
    if kind == "elapsed":
        return _padded(seconds // {"h": 3600, "m": 60, "s": 1}[letters[0]], letters)
    if kind == "half":
        return "SA" if moment.hour < 12 else "CH"
    if kind == "digit":
        return "0"
    if letters[0] == "d":
        return _day(moment, letters)
    if letters[0] == "m":
        return _month(moment, letters)
    if letters[0] == "y":
        return f"{moment.year:04}" if len(letters) > 2 else f"{moment.year % 100:02}"
    hour = (moment.hour - 1) % 12 + 1 if half else moment.hour
    return _padded(hour if letters[0] == "h" else moment.second, letters)


def _padded(number: int, letters: str) -> str:
    return f"{number:02}" if len(letters) > 1 else str(number)


def _day(moment: datetime, letters: str) -> str:
    if len(letters) > 3:
        return _WEEKDAYS[moment.weekday()]
    return _SHORT_WEEKDAYS[moment.weekday()] if len(letters) == 3 else _padded(moment.day, letters)


def _month(moment: datetime, letters: str) -> str:
    if len(letters) > 3:
        return f"Tháng {_MONTHS[moment.month - 1]}"
    return f"Thg{moment.month}" if len(letters) == 3 else _padded(moment.month, letters)
