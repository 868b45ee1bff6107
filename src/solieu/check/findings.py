"""Findings made of what a rule saw: their sentences in both languages, what would settle them, and their identity."""

from __future__ import annotations

import hashlib
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import TYPE_CHECKING, Final

from solieu.check.stated import is_counted
from solieu.check.wording import between
from solieu.knowledge.checks import rules
from solieu.model import Finding, Ground
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from solieu.check.equations import Equation
    from solieu.check.figures import Figure
    from solieu.check.intervals import Interval
    from solieu.knowledge.checks import Language
    from solieu.model import Report, Severity

__all__ = [
    "Slot",
    "finding",
    "ground",
    "identity",
    "milder",
    "of_equation",
    "printed",
    "range_of",
    "remedy",
    "whole_in",
]

Slot = str | tuple[str, str]
"""What stands in a place of a sentence: the same in both languages, or Vietnamese and English."""

_ORDER: Final[dict[Severity, int]] = {"note": 0, "suspicious": 1, "contradiction": 2}
_MOST_DECIMALS: Final = 3
_MOVES: Final = frozenset({"change", "difference"})
_RISES, _FALLS = ("tăng ", "a rise of "), ("giảm ", "a fall of ")
_REMEDY: Final = {"vi": "{figure} phải là {range}", "en": "“{figure}” would have to be {range}"}


def milder(one: Severity, other: Severity) -> Severity:
    """The less severe of two."""
    return min(one, other, key=_ORDER.__getitem__)


def ground(figure: Figure, report: Report | None = None) -> Ground:
    """The words of ``figure``; ``report`` where a finding rests on several."""
    told = figure.told
    return Ground(told.start, told.end, told.quote, figure.index, None if report is None else report.name)


def range_of(interval: Interval, figure: Figure, more: int = 0) -> tuple[str, str]:
    """``interval``, which is in base units, as ``figure`` would be printed, with ``more`` decimals than it."""
    scaled = type(interval)(interval.low / figure.factor, interval.high / figure.factor)
    vi, en = _RISES if scaled.low >= 0 else _FALLS
    if figure.told.measure not in _MOVES or scaled.low < 0 < scaled.high:
        vi = en = ""
    elif scaled.low < 0:
        scaled = -scaled
    unit, places = figure.told.unit_text, figure.places + more
    return vi + between(scaled, unit, places, "vi"), en + between(scaled, unit, places, "en")


def printed(figure: Figure) -> Slot:
    """A figure as printed, with the word for a rise or a fall, which stands before it."""
    told = figure.told
    if told.measure not in _MOVES or told.quote[:1] in "+-":
        return figure.quote
    vi, en = _FALLS if told.number < 0 else _RISES
    return vi + figure.quote, en + figure.quote


def identity(rule: str, report: str, quotes: Iterable[str]) -> str:
    """The same for the same rule over the same words of the same report, wherever in it they stand."""
    words = "\x1f".join([rule, report, *(" ".join(prepare(quote).lower.split()) for quote in quotes)])
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def finding(
    rule: str,
    severity: Severity,
    grounds: Sequence[Ground],
    slots: Mapping[str, Slot],
    *,
    key: str,
    expected: str | None = None,
    found: str | None = None,
    remedies: Sequence[tuple[str, str]] = (),
) -> Finding:
    """The finding of ``rule`` that rests on ``grounds``. ``key`` names the report or reports, for its identity."""
    told = rules()[rule]
    ordered = tuple(sorted(grounds, key=lambda one: (one.report or "", one.start, one.end)))
    return Finding(
        check=rule,
        severity=milder(severity, told.severity),
        message=told.message.format_map(_in(slots, "vi")),
        observations=tuple(dict.fromkeys(one.observation for one in ordered if one.observation is not None)),
        expected=expected,
        found=found,
        message_en=told.message_en.format_map(_in(slots, "en")),
        remedies=tuple(vi for vi, _ in remedies),
        remedies_en=tuple(en for _, en in remedies),
        grounds=ordered,
        id=identity(rule, key, (one.quote for one in ordered)),
    )


def of_equation(
    equation: Equation,
    severity: Severity,
    key: str,
    more: Mapping[str, Slot] | None = None,
    ground_of: Callable[[Figure], Ground] = ground,
    remedies: Sequence[tuple[str, str]] | None = None,
) -> Finding:
    """The finding that ``equation`` cannot hold. ``more`` are slots of its sentence that are no figures.

    Its sentence tells what a pocket calculator gives for the printed figures; what rounding allows is in the remedies.
    """
    main = equation.figures[equation.main]
    needed = equation.needed(equation.main)
    expected = computed = range_of(needed, main)
    if "–" in computed[0] or not needed.is_bounded:
        finer = main.told.unit == "percent"
        expected = range_of(needed, main, finer)
        by_word = equation.by_word(equation.main)
        computed = expected if by_word is None else range_of(by_word, main, finer)
    slots: dict[str, Slot] = {name: printed(figure) for name, figure in equation.figures.items()}
    slots |= {"computed": computed, **(more or {})}
    figures = list(dict.fromkeys(equation.figures.values()))
    if remedies is None:
        ranges = [(figure, _settling(equation, name)) for name, figure in equation.figures.items()]
        remedies = [remedy(figure, interval) for figure, interval in ranges if _can_be(figure, interval)]
    return finding(
        equation.rule,
        severity,
        [ground_of(figure) for figure in figures],
        slots,
        key=key,
        expected=expected[0],
        found=main.told.quote,
        remedies=remedies,
    )


def _settling(equation: Equation, name: str) -> Interval:
    """What settles ``equation``; what only has to be large enough is told by the printed values, as people do."""
    needed = equation.needed(name)
    return needed if needed.is_bounded else equation.by_word(name) or needed


def remedy(figure: Figure, needed: Interval) -> tuple[str, str]:
    """That ``figure`` would have to be ``needed``, which is in base units, with as many decimals as tell the two apart."""
    whole = (whole_in(needed) or needed) if _is_whole(figure) else needed
    shown = printed(figure)
    told = (shown, shown) if isinstance(shown, str) else shown
    written = (range_of(whole, figure, more) for more in range(_MOST_DECIMALS + 1))
    vi, en = next((pair for pair in written if pair[0] != told[0]), range_of(whole, figure))
    return _REMEDY["vi"].format(figure=told[0], range=vi), _REMEDY["en"].format(figure=told[1], range=en)


def whole_in(needed: Interval) -> Interval | None:
    """From the first to the last whole number in ``needed``, as counts are; ``None`` where it holds none."""
    inner = type(needed)(needed.low.to_integral(ROUND_CEILING), needed.high.to_integral(ROUND_FLOOR))
    return inner if inner.low <= inner.high else None


def _is_whole(figure: Figure) -> bool:
    return is_counted(figure.told) and not figure.places


def _can_be(figure: Figure, needed: Interval) -> bool:
    """Whether a figure of this kind can be ``needed``: no part of a total is below nothing, and counts are whole."""
    if figure.is_amount and needed.high < 0 <= figure.told.number:
        return False
    return not _is_whole(figure) or whole_in(needed) is not None


def _in(slots: Mapping[str, Slot], language: Language) -> dict[str, str]:
    chosen = 0 if language == "vi" else 1
    return {name: slot if isinstance(slot, str) else slot[chosen] for name, slot in slots.items()}
