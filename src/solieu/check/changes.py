"""Comparisons with another time: "1,5 triệu con, giảm 40% so với đầu năm (2,5 triệu con)", "giảm 1,1% (-717 ha)"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.check.chains import chains, earlier_of, is_base_of
from solieu.check.equations import Equation, unless_one_holds
from solieu.check.findings import of_equation
from solieu.check.intervals import HUNDRED, exactly
from solieu.check.partitions import likely_heads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.chains import Chain
    from solieu.check.figures import Figure, Figures
    from solieu.check.stated import Stated
    from solieu.model import Finding

__all__ = ["against_earlier", "change_of_difference", "changes", "difference_of"]

_HUNDRED: Final = exactly(HUNDRED)
_ONE: Final = exactly(1)
_NEAR: Final = 60


def changes(figures: Figures) -> Iterator[Finding]:
    """What a sentence says of an amount's rise or fall, against the two values and against each other."""
    for chain in chains(figures):
        if chain.others:
            yield from _from_earlier(chain, figures)
        if len(chain.comparisons) > 1:
            yield from _in_percent_and_amount(chain, figures)


def _from_earlier(chain: Chain, figures: Figures) -> Iterator[Finding]:
    key = figures.report.sha256
    changed = chain.of("change", "index")
    if not (changed or chain.of("difference")):
        return
    for earlier in earlier_of(chain, figures):
        heads = likely_heads(chain.head, figures)
        relative = [
            reading
            for head in heads
            for one in changed
            if is_base_of(one, earlier, figures)
            for reading in against_earlier(head, earlier, one)
        ]
        absolute = [
            difference_of(head, earlier, one)
            for head in heads
            for one in chain.of("difference")
            if is_base_of(one, earlier, figures)
        ]
        for readings in (relative, absolute):
            fault = unless_one_holds(readings)
            if fault:
                yield of_equation(fault[0], fault[1], key)


def _of_plan(comparison: Figure) -> bool:
    return comparison.told.basis_kind == "plan"


def against_earlier(value: Figure, earlier: Figure, percent: Figure) -> list[Equation]:
    """What a change or an index may say of two values: "tăng 2 lần" is twice as much or two times more."""
    told = percent.told
    if told.unit == "times":
        index = _ratio("index", value, earlier, percent, percent.meant.scaled(HUNDRED))
        return [index, _ratio("change", value, earlier, percent, percent.meant.scaled(HUNDRED), less=True)]
    if value.told.unit == "percent":  # a rate's rise "in percent" is of points or of itself: see difference_of
        return []
    less = told.measure == "change"
    return [_ratio("change" if less else "index", value, earlier, percent, percent.meant, less=less)]


def _ratio(
    rule: str, value: Figure, earlier: Figure, percent: Figure, meant: Stated, *, less: bool = False
) -> Equation:
    """Percent = 100 × value ÷ earlier, and 100 ``less`` of a change."""
    minus = exactly(HUNDRED if less else 0)
    unscaled = exactly(percent.factor if percent.told.unit != "times" else 1)
    return Equation(
        rule,
        terms={"value": value.meant, "earlier": earlier.meant, "percent": meant},
        solutions={
            "percent": lambda of: (_HUNDRED * of["value"] / of["earlier"] - minus) * unscaled,
            "value": lambda of: (of["percent"] + minus) * of["earlier"] / _HUNDRED,
            "earlier": lambda of: _HUNDRED * of["value"] / (of["percent"] + minus),
        },
        main="percent",
        figures={"earlier": earlier, "value": value, "percent": percent},
    )


def difference_of(value: Figure, earlier: Figure, difference: Figure) -> Equation:
    """Difference = value - earlier."""
    return Equation(
        "difference",
        terms={"value": value.meant, "earlier": earlier.meant, "difference": difference.meant},
        solutions={
            "difference": lambda of: of["value"] - of["earlier"],
            "value": lambda of: of["earlier"] + of["difference"],
            "earlier": lambda of: of["value"] - of["difference"],
        },
        main="difference",
        figures={"earlier": earlier, "value": value, "difference": difference},
    )


def _in_percent_and_amount(chain: Chain, figures: Figures) -> Iterator[Finding]:
    """A rise printed both in percent and as an amount, one right after the other."""
    if not chain.head.is_amount:
        return
    for one, other in zip(chain.comparisons, chain.comparisons[1:], strict=False):
        percent, difference = (other, one) if one.told.measure == "difference" else (one, other)
        if _are_one_comparison(percent, difference, figures):
            # "tiếp 197 lượt, trong đó: …, loại khác 132 lượt (giảm 160 lượt, 44,8%)": all of them may be meant
            heads = likely_heads(chain.head, figures)
            fault = unless_one_holds([change_of_difference(head, difference, percent) for head in heads])
            if fault:
                yield of_equation(fault[0], fault[1], figures.report.sha256)


def _are_one_comparison(percent: Figure, difference: Figure, figures: Figures) -> bool:
    if percent.told.measure not in ("change", "index") or difference.told.measure != "difference":
        return False
    if percent.told.unit != "percent" or _of_plan(percent) != _of_plan(difference):
        return False
    if not percent.told.number or not difference.told.number:
        return False
    first, second = (percent, difference) if percent.start < difference.start else (difference, percent)
    between = figures.between(first, second)
    return len(between) <= _NEAR and ";" not in between and _one_basis(percent, difference)


def _one_basis(one: Figure, other: Figure) -> bool:
    return None in (one.told.basis, other.told.basis) or one.told.basis == other.told.basis


def change_of_difference(value: Figure, difference: Figure, percent: Figure) -> Equation:
    """Change = 100 ÷ (value ÷ difference - 1); an index is 100 more."""
    plus = exactly(HUNDRED if percent.told.measure == "index" else 0)
    return Equation(
        "change-difference",
        terms={"value": value.meant, "difference": difference.meant, "percent": percent.meant},
        solutions={
            "percent": lambda of: _HUNDRED / (of["value"] / of["difference"] - _ONE) + plus,
            "value": lambda of: of["difference"] * (_ONE + _HUNDRED / (of["percent"] - plus)),
            "difference": lambda of: of["value"] / (_ONE + _HUNDRED / (of["percent"] - plus)),
        },
        main="percent",
        figures={"value": value, "difference": difference, "percent": percent},
    )
