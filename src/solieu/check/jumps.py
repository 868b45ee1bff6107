"""Values far beyond those of the same series before them."""

from __future__ import annotations

from bisect import insort
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from solieu.check.combined import across, subject, time
from solieu.check.phrases import phrase
from solieu.check.times import kind_of_period
from solieu.check.wording import number
from solieu.knowledge.checks import across_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.check.findings import Slot
    from solieu.check.ledger import Entry, Key
    from solieu.model import Finding

__all__ = ["jumps"]

_ROOM = Decimal(2)
"""How far beyond the highest and the lowest a value in the right unit may lie."""
_SPREADS = 5
"""So many times the usual spread, as 3.5 standard deviations are about 5 median deviations, on the scale of ratios."""
_UNIT = Decimal(1000)
_MATH = Context(prec=28, rounding=ROUND_HALF_UP)


def jumps(key: Key, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Each value that lies beyond the earlier ones of its place by more than these vary."""
    if key.measure != "level":
        return
    kinds: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: (one.period.end, one.order)):
        if entry.figure.is_amount and entry.told.value > 0 and entry.told.status != "target":
            kinds.setdefault(kind_of_period(entry.period), []).append(entry)
    for series in kinds.values():
        yield from _jumps(series)


def _jumps(series: Sequence[Entry]) -> Iterator[Finding]:
    earlier: list[tuple[Decimal, tuple[str, int], Entry]] = []
    last = None
    for entry in series:
        if entry.period == last:
            continue
        last = entry.period
        if len(earlier) >= across_words().jump_values and _is_beyond(entry, [value for value, _, _ in earlier]):
            yield _finding(entry, earlier[0][2], earlier[-1][2], len(earlier))
        insort(earlier, (entry.told.value, entry.order, entry), key=lambda one: one[:2])


def _is_beyond(entry: Entry, ordered: Sequence[Decimal]) -> bool:
    words, value = across_words(), entry.told.value
    lowest, highest = ordered[0], ordered[-1]
    if lowest / words.jump_times <= value <= highest * words.jump_times:
        return False
    middle = ordered[len(ordered) // 2]
    if entry.figure.factor == 1 and entry.told.unit not in ("VND", "USD") and max(value, middle) < words.jump_count:
        return False
    usual = sorted(_times(one, middle) for one in ordered)[len(ordered) // 2]
    return _times(value, middle) > _MATH.power(usual, _SPREADS)


def _times(one: Decimal, other: Decimal) -> Decimal:
    """How many times the smaller the larger is."""
    return _MATH.divide(max(one, other), min(one, other))


def _finding(entry: Entry, lowest: Entry, highest: Entry, count: int) -> Finding:
    value = entry.told.value
    is_high = value > highest.told.value
    other = highest if is_high else lowest
    times = _times(value, other.told.value)
    jump = phrase(
        "highest" if is_high else "lowest",
        times=(number(times, 1, "vi"), number(times, 1, "en")),
        count=str(count),
        other=other.told.quote,
    )
    slots: dict[str, Slot] = {**subject(entry), "time": time(entry.period), "value": entry.told.quote, "jump": jump}
    slots["slip"] = _slip(value, lowest.told.value, highest.told.value)
    figures = [(other.figure, other.origin), (entry.figure, entry.origin)]
    return across("jump", "suspicious", figures, slots, found=entry.told.quote)


def _slip(value: Decimal, lowest: Decimal, highest: Decimal) -> Slot:
    """Whether another unit, tỷ for triệu, would bring it in line."""
    low, high = lowest / _ROOM, highest * _ROOM
    if low <= value / _UNIT <= high:
        return phrase("too_large")
    return phrase("too_small") if low <= value * _UNIT <= high else ""
