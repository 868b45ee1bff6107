"""Findings that rest on several reports: their grounds, their words, their identity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from solieu.check.findings import finding, identity, of_equation, range_of
from solieu.check.phrases import phrase
from solieu.check.times import written
from solieu.model import Ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from solieu.check.equations import Equation
    from solieu.check.figures import Figure
    from solieu.check.findings import Slot
    from solieu.check.intervals import Interval
    from solieu.check.ledger import Entry, Origin
    from solieu.model import Finding, Period, Severity

__all__ = ["across", "across_equation", "remedy", "severity_of", "subject", "time"]


def across(
    rule: str,
    severity: Severity,
    figures: Sequence[tuple[Figure, Origin]],
    slots: Mapping[str, Slot],
    *,
    expected: str | None = None,
    found: str | None = None,
    remedies: Sequence[tuple[str, str]] = (),
) -> Finding:
    """The finding of ``rule`` that rests on ``figures``, whose reports differ."""
    grounds = [_ground(figure, origin) for figure, origin in figures]
    key = _key(origin for _, origin in figures)
    made = finding(rule, severity, grounds, slots, key=key, expected=expected, found=found, remedies=remedies)
    return _of_several(made, figures)


def across_equation(
    equation: Equation, severity: Severity, origins: Mapping[Figure, Origin], slots: Mapping[str, Slot]
) -> Finding:
    """The finding that an equation between the figures of several reports cannot hold."""
    made = of_equation(
        equation, severity, _key(origins.values()), slots, ground_of=lambda figure: _ground(figure, origins[figure])
    )
    return _of_several(made, list(origins.items()))


def severity_of(entries: Iterable[Entry]) -> Severity:
    """A contradiction where every figure is a result printed without a hedge, for a time that its words tell."""
    return "contradiction" if all(entry.is_certain for entry in entries) else "suspicious"


def subject(entry: Entry) -> dict[str, Slot]:
    """The slots that say what and where a figure is."""
    told = entry.told
    return {"indicator": told.indicator or "", "place": told.place or told.place_code or ""}


def time(period: Period) -> Slot:
    """The slot for a period."""
    return written(period, "vi"), written(period, "en")


def remedy(figure: Figure, needed: Interval) -> tuple[str, str]:
    """What ``figure`` would have to be."""
    return phrase("remedy", figure=figure.told.quote, range=range_of(needed, figure))


def _of_several(made: Finding, figures: Sequence[tuple[Figure, Origin]]) -> Finding:
    """``made`` with an identity that does not hang on what the files are called."""
    ordered = sorted(figures, key=lambda one: (one[1].sha256, one[0].start, one[0].end))
    quotes = (figure.told.quote for figure, _ in ordered)
    name = identity(made.check, _key(origin for _, origin in figures), quotes)
    return msgspec.structs.replace(made, observations=(), id=name)


def _ground(figure: Figure, origin: Origin) -> Ground:
    told = figure.told
    return Ground(told.start, told.end, told.quote, figure.index, origin.name)


def _key(origins: Iterable[Origin]) -> str:
    return "\x1f".join(sorted({origin.sha256 for origin in origins}))
