"""A place against the units below it, and an indicator against those that make it up, each from reports of its own."""

from __future__ import annotations

from functools import lru_cache, reduce
from typing import TYPE_CHECKING

from solieu.check.combined import across, remedy, subject, time
from solieu.check.findings import range_of
from solieu.check.linked import content_words
from solieu.knowledge.entries import indicators, parts
from solieu.knowledge.gazetteer import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from solieu.check.findings import Slot
    from solieu.check.intervals import Interval
    from solieu.check.ledger import Entry, Key, Ledger
    from solieu.model import Finding, Period, Place, Status

    Time = tuple[Period, Status]

__all__ = ["sums_of_indicators", "sums_of_places"]


def sums_of_places(ledger: Ledger) -> Iterator[Finding]:
    """A place whose own figure is not the sum over all units directly below it, for what adds up over places."""
    for keys in _of_one_indicator(ledger.every_key()):
        known = indicators()[keys[0].indicator_id]
        if known.additive == "yes":
            times: dict[Time, dict[str, list[Entry]]] = {}
            for key in _nested(keys):
                for entry in ledger.entries(key):
                    at = entry.period, entry.told.status
                    times.setdefault(at, {}).setdefault(key.place_code, []).append(entry)
            for (period, _), places in sorted(times.items(), key=lambda pair: (str(pair[0][0]), pair[0][1])):
                yield from _places(places, period)


def _of_one_indicator(keys: Iterable[Key]) -> list[list[Key]]:
    """The keys of levels that differ in their place alone."""
    groups: dict[tuple[str, str, str], list[Key]] = {}
    for key in keys:
        if key.measure == "level" and key.indicator_id in indicators():
            groups.setdefault((key.indicator_id, key.words, key.unit), []).append(key)
    return list(groups.values())


def _nested(keys: Sequence[Key]) -> list[Key]:
    """Those of places that are above or below another of them: of the rest no figure need be looked at."""
    codes = {key.place_code for key in keys}
    below = {code: _ever_above(code) & codes for code in codes}
    above = frozenset[str]().union(*below.values())
    return [key for key in keys if below[key.place_code] or key.place_code in above]


@lru_cache(maxsize=65536)
def _ever_above(code: str) -> frozenset[str]:
    return frozenset(parent for form in gazetteer().forms(code) for parent in form.parents[:1])


def _places(places: Mapping[str, list[Entry]], period: Period) -> Iterator[Finding]:
    if len(places) < 3:
        return
    below: dict[str, set[str]] = {}
    for code in places:
        for above in _above(code, period.end):
            below.setdefault(above, set()).add(code)
    for code in sorted(set(places) & set(below)):
        needed = _directly_below(code, period.end)
        if needed and needed <= below[code]:
            yield from _place_sum(places[code], [places[one] for one in sorted(needed)], period)


def _place_sum(whole: Sequence[Entry], units: Sequence[Sequence[Entry]], period: Period) -> Iterator[Finding]:
    computed = _sum(units)
    if computed.meets(_hull(whole)) or _is_of_one_report(whole, units):
        return
    told = whole[0]
    slots: dict[str, Slot] = {
        **subject(told), "time": time(period), "count": str(len(units)), "computed": range_of(computed, told.figure),
        "report": told.origin.name, "whole": told.told.quote,
    }  # fmt: skip
    yield _finding("parts-of-place", told, units, computed, slots)


def sums_of_indicators(ledger: Ledger) -> Iterator[Finding]:
    """An indicator whose figure is not the sum of those that make it up, for one place and time."""
    wholes = _complete()
    wanted = set(wholes) | {part for found in wholes.values() for part in found}
    groups: dict[tuple[str, date, str], dict[str, list[Key]]] = {}
    for key in ledger.every_key():
        if key.measure == "level" and key.indicator_id in wanted and key.words in _names(key.indicator_id):
            groups.setdefault((key.place_code, key.since, key.unit), {}).setdefault(key.indicator_id, []).append(key)
    for keys in groups.values():
        for whole, addends in wholes.items():
            if whole in keys and all(part in keys for part in addends):
                every = {name: [one for key in keys[name] for one in ledger.entries(key)] for name in (whole, *addends)}
                yield from _indicator_sums(every, whole, addends)


def _indicator_sums(entries: Mapping[str, list[Entry]], whole: str, addends: Sequence[str]) -> Iterator[Finding]:
    times: dict[Time, dict[str, list[Entry]]] = {}
    for name, found in entries.items():
        for entry in found:
            times.setdefault((entry.period, entry.told.status), {}).setdefault(name, []).append(entry)
    for (period, _), of in sorted(times.items(), key=lambda pair: (str(pair[0][0]), pair[0][1])):
        if len(of) <= len(addends):
            continue
        summed = [of[part] for part in addends]
        computed = _sum(summed)
        if computed.meets(_hull(of[whole])) or _is_of_one_report(of[whole], summed):
            continue
        told = of[whole][0]
        slots: dict[str, Slot] = {
            **subject(told), "time": time(period), "parts": " + ".join(part[0].told.quote for part in summed),
            "computed": range_of(computed, told.figure), "report": told.origin.name, "whole": told.told.quote,
        }  # fmt: skip
        yield _finding("parts-of-indicator", told, summed, computed, slots)


def _finding(
    rule: str, whole: Entry, units: Sequence[Sequence[Entry]], computed: Interval, slots: Mapping[str, Slot]
) -> Finding:
    figures = [(one.figure, one.origin) for one in (whole, *(unit[0] for unit in units))]
    expected = range_of(computed, whole.figure)[0]
    return across(
        rule, "suspicious", figures, slots, expected=expected, found=whole.told.quote,
        remedies=[remedy(whole.figure, computed)],
    )  # fmt: skip


def _hull(entries: Sequence[Entry]) -> Interval:
    """What a figure can be that several reports may give differently."""
    first, *others = (entry.figure.meant.possible for entry in entries)
    return reduce(lambda one, other: one.or_else(other), others, first)


def _sum(units: Sequence[Sequence[Entry]]) -> Interval:
    first, *others = map(_hull, units)
    return sum(others, first)


def _is_of_one_report(whole: Sequence[Entry], units: Sequence[Sequence[Entry]]) -> bool:
    return len({entry.origin for group in (whole, *units) for entry in group}) == 1


@lru_cache(maxsize=65536)
def _above(code: str, day: date) -> tuple[str, ...]:
    place = gazetteer().by_code(code, day)
    return () if place is None else place.parents[:1]


def _directly_below(code: str, day: date) -> frozenset[str]:
    """The codes of the districts of a province, of the communes of a district and, since 2025-07-01, of a province."""
    place = gazetteer().by_code(code, day)
    if place is None or place.level == 3:
        return frozenset()
    levels = (2, 3) if place.level == 1 else (3,)
    return next((found for level in levels if (found := _units(level, day).get(code))), frozenset())


@lru_cache(maxsize=64)
def _units(level: int, day: date) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for place in gazetteer().units(level, day):
        found.setdefault(_parent(place), set()).add(place.code)
    return {code: frozenset(codes) for code, codes in found.items()}


def _parent(place: Place) -> str:
    return place.parents[0] if place.parents else ""


@lru_cache(maxsize=1)
def _complete() -> dict[str, tuple[str, ...]]:
    """The addends of each indicator whose addends are all known."""
    found: dict[str, list[str]] = {}
    for one in parts():
        if one.relation == "addend" and one.complete:
            found.setdefault(one.whole, []).append(one.part)
    return {whole: tuple(addends) for whole, addends in found.items() if len(addends) > 1}


@lru_cache(maxsize=256)
def _names(indicator_id: str) -> frozenset[str]:
    """The content words of each of its names: "xuất khẩu hàng dệt may" is no plain name of exports."""
    return frozenset(content_words(alias.rpartition(" > ")[2]) for alias in indicators()[indicator_id].aliases)
