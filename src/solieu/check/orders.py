"""What cannot be more than something else: "tiếp nhận 23.202 hồ sơ, đã giải quyết 23.034 hồ sơ", "4.325 hộ/19.417 nhân khẩu"."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from solieu.check.equations import Equation
from solieu.check.findings import finding, ground, of_equation, remedy
from solieu.check.intervals import INFINITY, Interval
from solieu.check.slips import one_slip_settles
from solieu.knowledge.checks import check_words
from solieu.patterns import regex
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.figures import Figure, Figures
    from solieu.model import Finding

__all__ = ["more_done_than_there_are", "remainders"]

_LEAD: Final = 60
_LAST_NUMBER: Final = regex(r".*\d", re.DOTALL)
_JOINED: Final = regex(r"\s*(?:/|với|,|và|\()\s*")


def more_done_than_there_are(figures: Figures) -> Iterator[Finding]:
    """What is done of something, and members against what they are members of, in one sentence."""
    for sentence in figures.several:
        amounts = [figure for figure in sentence if figure.is_amount]
        for one, other in itertools.pairwise(amounts):
            found = _ordered(one, other, figures)
            if found and found[0].meant.possible.high < found[1].meant.possible.low:
                yield _finding(*found, figures)


def _ordered(
    one: Figure, other: Figure, figures: Figures, *, apart: bool = False
) -> tuple[Figure, Figure, str, str] | None:
    """The figure that is at least as much, the one that is at most as much, and the words that say so.

    They stand in one clause, or ``apart``.
    """
    units = (one.unit or "", other.unit or "")
    are_members = units in check_words().members
    if not are_members and units[0] != units[1]:
        return None
    if one.told.period != other.told.period or one.told.place != other.told.place:
        return None
    between = figures.between(one, other)
    if not apart and ";" in between:
        return None
    if are_members and _JOINED.fullmatch(between):
        return other, one, other.told.unit_text or "", one.told.unit_text or ""
    if units[0] != units[1]:
        return None
    had = _last_verb(one, figures)
    did = _last_verb(other, figures) if had else ""
    return (one, other, had, did) if (had, did) in check_words().orders else None


def _last_verb(figure: Figure, figures: Figures) -> str:
    """The last verb of its kind between ``figure`` and the number before it; "" for none."""
    start = max(figures.text.offset(figure.told.sentence[0]), figure.start - _LEAD)
    lead = figures.text.lower[start : figure.start]
    if not any(verb in lead for verb in _words()):
        return ""
    number = _LAST_NUMBER.match(lead)
    verbs = _verbs().findall(lead, number.end() if number else 0)
    return verbs[-1] if verbs else ""


@once
def _verbs() -> re.Pattern[str]:
    return regex(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _words()), key=len, reverse=True))})(?!\w)")


@once
def _words() -> frozenset[str]:
    return frozenset(word for pair in check_words().orders for word in pair) | frozenset(check_words().left_over)


def _finding(whole: Figure, part: Figure, had: str, did: str, figures: Figures) -> Finding:
    return finding(
        "order",
        "suspicious",
        [ground(whole), ground(part)],
        {"whole": whole.quote, "part": part.quote, "had": had, "did": did},
        key=figures.report.sha256,
        found=part.told.quote,
        remedies=[
            remedy(part, Interval(-INFINITY, whole.meant.printed.high)),
            remedy(whole, Interval(part.meant.printed.low, INFINITY)),
        ],
    )


def remainders(figures: Figures) -> Iterator[Finding]:
    """What is left of something when a part of it is done: "tiếp nhận 6.061 …, giải quyết 5.581 …, còn 480 hồ sơ"."""
    for sentence in figures.several:
        amounts = [figure for figure in sentence if figure.is_amount]
        for whole, part, rest in zip(amounts, amounts[1:], amounts[2:], strict=False):
            if _leaves(whole, part, rest, figures):
                equation = _difference(whole, part, rest)
                fault = equation.fault()
                # Clauses apart may speak of different things, unless a slip makes them one.
                if fault and (";" not in figures.between(whole, rest) or one_slip_settles(equation)):
                    yield of_equation(equation, fault, figures.report.sha256)


def _leaves(whole: Figure, part: Figure, rest: Figure, figures: Figures) -> bool:
    if not whole.unit == part.unit == rest.unit:
        return False
    ordered = _ordered(whole, part, figures, apart=True)
    return ordered is not None and ordered[0] is whole and _last_verb(rest, figures) in check_words().left_over


def _difference(whole: Figure, part: Figure, rest: Figure) -> Equation:
    """Rest = whole - part."""
    return Equation(
        "remainder",
        terms={"whole": whole.meant, "part": part.meant, "rest": rest.meant},
        solutions={
            "rest": lambda of: of["whole"] - of["part"],
            "whole": lambda of: of["part"] + of["rest"],
            "part": lambda of: of["whole"] - of["rest"],
        },
        main="rest",
        figures={"whole": whole, "part": part, "rest": rest},
    )
