"""Area times yield: "diện tích 5.000 ha, năng suất 67,1 tạ/ha, sản lượng 33.550 tấn"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.check.equations import Equation
from solieu.check.findings import milder, of_equation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.check.figures import Figure, Figures
    from solieu.model import Finding

__all__ = ["harvests", "product_of"]


def harvests(figures: Figures) -> Iterator[Finding]:
    """An area, a yield and an output that one sentence names one each of."""
    for sentence in figures.in_prose:
        found = _harvest(sentence)
        equation = product_of(*found) if found else None
        fault = equation.fault() if equation else None
        if equation and fault:
            # A yield may be of the area that was harvested, which is less than what was planted.
            sure = "thu hoạch" in figures.text.lower[slice(*map(figures.text.offset, sentence[0].told.sentence))]
            yield of_equation(equation, fault if sure else milder(fault, "suspicious"), figures.report.sha256)


def _harvest(sentence: Sequence[Figure]) -> tuple[Figure, Figure, Figure] | None:
    levels = [figure for figure in sentence if figure.told.measure == "level" and figure.told.unit in ("ha", "kg")]
    areas = [figure for figure in levels if figure.told.unit == "ha" and "/" not in (figure.told.unit_text or "")]
    yields = [figure for figure in levels if figure.told.unit == "kg" and (figure.told.unit_text or "").endswith("/ha")]
    outputs = [figure for figure in levels if figure.told.unit == "kg" and "/" not in (figure.told.unit_text or "")]
    if (len(areas), len(yields), len(outputs)) != (1, 1, 1):
        return None
    area, per_hectare, output = areas[0], yields[0], outputs[0]
    one_time = area.told.period == per_hectare.told.period == output.told.period
    return (area, per_hectare, output) if one_time and area.told.place == output.told.place else None


def product_of(area: Figure, per_hectare: Figure, output: Figure) -> Equation:
    """output = area × yield, in kilograms."""
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
