"""Area times yield: "diện tích 5.000 ha, năng suất 67,1 tạ/ha, sản lượng 33.550 tấn"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.check.equations import Equation, unless_one_holds
from solieu.check.findings import milder, of_equation
from solieu.check.intervals import exactly
from solieu.check.slips import one_slip_settles
from solieu.check.stated import Stated
from solieu.knowledge.checks import check_words
from solieu.knowledge.loader import units
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.check.figures import Figure, Figures
    from solieu.model import Finding

__all__ = ["harvests", "product_of", "rates_times_counts"]

_AREAS: Final = 8
_PER_HECTARE: Final = "/ha"
_NEAR: Final = 30
_PER: Final = regex(r"/ ?(?P<of>[^\W\d_]+(?: [^\W\d_]+)?)$")


def harvests(figures: Figures) -> Iterator[Finding]:
    """A yield and the output it gives, with the area that one of the last sentences names."""
    if not any(figure.is_per_unit and (figure.told.unit_text or "").endswith(_PER_HECTARE) for figure in figures.every):
        return
    areas: list[Figure] = []
    for sentence in figures.in_prose:
        levels = [figure for figure in sentence if figure.measure == "level" and figure.unit in ("ha", "kg")]
        own = [figure for figure in levels if figure.unit == "ha" and not figure.is_per_unit]
        areas = [*areas, *own][-_AREAS:]
        yields = [figure for figure in levels if (figure.told.unit_text or "").endswith(_PER_HECTARE)]
        outputs = [figure for figure in levels if figure.unit == "kg" and not figure.is_per_unit]
        if len(yields) == len(outputs) == 1:
            yield from _harvest(own, areas, yields[0], outputs[0], figures)


def _harvest(
    own: Sequence[Figure], areas: Sequence[Figure], per_hectare: Figure, output: Figure, figures: Figures
) -> Iterator[Finding]:
    if any(word in output.name and word not in per_hectare.name for word in check_words().all_crops):
        return  # "năng suất lúa 69,3 tạ/ha; sản lượng lương thực có hạt 538,8 nghìn tấn", maize among them
    near = [area for area in own or areas if area.is_of(output) and per_hectare.told.period == output.told.period]
    equations = [product_of(area, per_hectare, output) for area in near]
    fault = unless_one_holds(equations)
    if fault is None:
        return
    if len(own) == 1:
        # A yield may be of the area that was harvested, which is less than what was planted.
        sure = "thu hoạch" in figures.text.lower[slice(*map(figures.text.offset, output.told.sentence))]
        yield of_equation(fault[0], fault[1] if sure else milder(fault[1], "suspicious"), figures.report.sha256)
        return
    slips = [equation for equation in equations if one_slip_settles(equation)]
    if slips:
        yield of_equation(slips[0], milder(fault[1], "suspicious"), figures.report.sha256)


def rates_times_counts(figures: Figures) -> Iterator[Finding]:
    """A rate for each of so many, and the total: "84.324 nhân khẩu, mức hỗ trợ 15 kg/người", "1.264,86 tấn gạo"."""
    for sentence in figures.several:
        for at, rate in enumerate(sentence):
            if not rate.is_per_unit or _is_a_yield(rate):
                continue
            counts = [
                figure for figure in sentence[max(at - 1, 0) : at + 2] if figure is not rate and _counts(figure, rate)
            ]
            if counts:
                yield from _total_of(rate, counts[0], figures)


def _is_a_yield(rate: Figure) -> bool:
    """Whether so much is harvested from each hectare, of which :func:`harvests` tells."""
    return rate.told.unit == "kg" and (rate.told.unit_text or "").endswith(_PER_HECTARE)


def _counts(figure: Figure, rate: Figure) -> bool:
    """Whether ``figure`` counts what ``rate`` is told of: "nhân khẩu" for "kg/người"."""
    unit, per = rate.told.unit_text or "", _PER.search(rate.told.unit_text or "")
    if not per or rate.told.measure != "level" or rate.told.unit not in ("kg", "VND") or not figure.is_amount:
        return False
    known = units().get(per["of"].strip())
    return known is not None and known.unit == figure.unit and not figure.is_per_unit and bool(unit)


def _total_of(rate: Figure, count: Figure, figures: Figures) -> Iterator[Finding]:
    """Which figure is the total is a guess: only one that a slip makes right is told."""
    totals = [
        figure
        for figure in figures.before(rate, _NEAR)
        if figure.told.unit == rate.told.unit and figure.is_amount and not figure.is_per_unit and figure.is_of(rate)
    ]
    equations = [_per_unit(rate, count, total) for total in totals]
    if unless_one_holds(equations):
        slips = [equation for equation in equations if one_slip_settles(equation)]
        if slips:
            yield of_equation(slips[0], "suspicious", figures.report.sha256)


def _per_unit(rate: Figure, count: Figure, total: Figure) -> Equation:
    """Total = rate × count; a rate that was fixed ("mức hỗ trợ 15 kg/người") is not rounded, a mean is."""
    fixed = exactly(rate.told.value)
    is_fixed = any(word in rate.name or word in rate.before for word in check_words().fixed_rates)
    return Equation(
        "per-unit",
        terms={"rate": Stated(fixed, fixed) if is_fixed else rate.meant, "count": count.meant, "total": total.meant},
        solutions={
            "total": lambda of: of["rate"] * of["count"],
            "rate": lambda of: of["total"] / of["count"],
            "count": lambda of: of["total"] / of["rate"],
        },
        main="total",
        figures={"rate": rate, "count": count, "total": total},
    )


def product_of(area: Figure, per_hectare: Figure, output: Figure) -> Equation:
    """Output = area × yield, in kilograms."""
    return Equation(
        "product",
        terms={"area": area.meant, "yield": per_hectare.meant, "output": output.meant},
        solutions={
            "output": lambda of: of["area"] * of["yield"],
            "area": lambda of: of["output"] / of["yield"],
            "yield": lambda of: of["output"] / of["area"],
        },
        main="output",
        figures={"area": area, "yield": per_hectare, "output": output},
    )
