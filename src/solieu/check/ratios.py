"""Fractions and plans: "175,158/155ha, bằng 113% kế hoạch", "đạt 120 tỷ đồng so với kế hoạch 150 tỷ đồng, bằng 80%"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.check.chains import chains, plan_of
from solieu.check.equations import Equation, unless_one_holds
from solieu.check.findings import finding, ground, of_equation, remedy, whole_in
from solieu.check.intervals import HUNDRED, INFINITY, Interval, exactly
from solieu.check.partitions import likely_heads
from solieu.check.phrases import phrase
from solieu.check.slips import one_slip_settles
from solieu.check.stated import Stated, is_counted, stated_number
from solieu.check.wording import between, number
from solieu.knowledge.checks import check_words
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from solieu.check.chains import Chain
    from solieu.check.figures import Figure, Figures
    from solieu.check.findings import Slot
    from solieu.model import Finding

__all__ = ["attainments_of_plans", "fractions"]

_HUNDRED: Final = exactly(HUNDRED)
_FRACTIONS: Final = ("attainment", "share", "level")
_FARTHEST: Final = 80
_JOINS: Final = regex(r"[,(=]|(?<!\w)(?:bằng|chiếm)(?!\w)")
_LONGEST_LINK: Final = 4
_EXCEEDS: Final = ("vượt", "vượt mức")


def fractions(figures: Figures) -> Iterator[Finding]:
    """A value printed over its whole, against the percentage behind it, and parts that exceed their whole."""
    for sentence in figures.in_prose:
        for at, figure in enumerate(sentence):
            if figure.told.of:
                yield from _fraction(figure, sentence[:at][-1:], sentence[at + 1 :], figures)


def _fraction(
    figure: Figure, before: Sequence[Figure], behind: Sequence[Figure], figures: Figures
) -> Iterator[Finding]:
    of = figure.told.of
    assert of is not None
    explained = next((one for one in before if _is_explained_by(one, figure, figures)), None)
    percent = explained or next((one for one in behind if _is_its_percentage(one, figure, figures)), None)
    if percent is not None and not any(one.is_amount and one.start < percent.start for one in behind):
        whole = stated_number(of, "exact", counted=is_counted(figure.told) and of == of.to_integral())
        number_of = figure.told.number
        readings = [
            _percentage("ratio", figure, whole, percent, number_of, over=over) for over in _ways_to_exceed(percent)
        ]
        fault = unless_one_holds(readings)
        if fault and _is_of_another_plan(figure, percent, fault[0]):
            return
        if fault:
            equation, severity = fault
            settled = [*_settling(equation, figure), remedy(percent, equation.needed("percent"))]
            yield of_equation(equation, severity, figures.report.sha256, _both(figure), remedies=settled)
        return
    if figure.told.number > of and figure.told.measure == "level" and figure.told.unit in check_words().counted_units:
        yield finding(
            "part-above-whole",
            "suspicious",
            [ground(figure)],
            _both(figure),
            key=figures.report.sha256,
            found=figure.told.quote,
            remedies=[
                _fraction_with(figure, figure.told.number, Interval(-INFINITY, of)),
                _fraction_with(figure, of, Interval(figure.told.number, INFINITY)),
            ],
        )


def _is_of_another_plan(figure: Figure, percent: Figure, equation: Equation) -> bool:
    """ "4/13 xã đạt chuẩn (đạt 100% kế hoạch)": there are thirteen, and four were planned, unless it is a slip of one digit."""
    planned = percent.told.measure == "attainment" and percent.told.basis is not None
    return planned and figure.told.unit in check_words().counted_units and not one_slip_settles(equation)


def _settling(equation: Equation, figure: Figure) -> Iterator[tuple[str, str]]:
    """What either number of a fraction would have to be, in the printed unit."""
    assert figure.told.of is not None
    for name, printed in (("value", figure.told.number), ("whole", figure.told.of)):
        places = _places(printed)
        needed: Interval | None = equation.needed(name)
        if is_counted(figure.told) and not places:
            needed = whole_in(equation.needed(name))
        if needed is not None:
            yield _fraction_with(figure, printed, needed)


def _fraction_with(figure: Figure, one: Decimal, needed: Interval) -> tuple[str, str]:
    """That ``one`` of the two numbers would have to be ``needed``."""
    ranges = between(needed, None, _places(one), "vi"), between(needed, None, _places(one), "en")
    return phrase("fraction", number=_written(one), figure=figure.told.quote, range=ranges)


def _both(figure: Figure) -> dict[str, Slot]:
    """The two numbers of a fraction, as each language writes them."""
    of, number_of = figure.told.of, figure.told.number
    assert of is not None
    return {name: _written(value) for name, value in (("part", number_of), ("whole", of))}


def _written(value: Decimal) -> Slot:
    places = _places(value)
    return number(value, places, "vi"), number(value, places, "en")


def _places(value: Decimal) -> int:
    return max(-int(value.as_tuple().exponent), 0)


def _is_its_percentage(percent: Figure, figure: Figure, figures: Figures) -> bool:
    told = percent.told
    return (
        told.unit == "percent"
        and told.measure in _FRACTIONS
        and percent.start - figure.end <= _FARTHEST
        and percent.measures_what(figure)
        and _says_so(figures.between(figure, percent), percent)
    )


def _is_explained_by(percent: Figure, figure: Figure, figures: Figures) -> bool:
    """ "xã Thuận An đạt 87,7% (*8.481/9.669*), xã Bình An đạt 85,7%": the bracket says of what it is the percentage."""
    told = percent.told
    if told.unit != "percent" or told.measure not in _FRACTIONS:
        return False
    return figures.between(percent, figure).strip() == "(" and percent.measures_what(figure)


def _says_so(between: str, percent: Figure) -> bool:
    """Whether a percentage is that of the fraction before it, and not a bound on what is counted ("11/16 khoản đạt trên 50%", "9/9 huyện đạt tỷ lệ dưới 10%")."""
    _, comma, link = between.rpartition(",")
    if ";" in between or (comma and len(link.split()) > _LONGEST_LINK):
        return False  # "trong 13/15 chỉ tiêu đã đánh giá, hầu hết các chỉ tiêu đạt 60% kế hoạch" tells of each
    return percent.told.bound == "exact" or _JOINS.search(between) is not None


def _percentage(
    rule: str, value: Figure, whole: Stated, percent: Figure, number: Decimal, *, over: bool = False
) -> Equation:
    """A percentage = 100 × value ÷ whole; ``over`` where the percentage is what exceeds 100."""
    meant = stated_number(
        number, value.told.bound, value.before, counted=is_counted(value.told) and number == number.to_integral()
    )
    return _equation(rule, meant, whole, value, percent, None, over=over)


def _equation(
    rule: str, value: Stated, whole: Stated, figure: Figure, percent: Figure, plan: Figure | None, *, over: bool
) -> Equation:
    extra = exactly(HUNDRED if over else 0)
    shown = {"value": figure, "percent": percent} | ({"plan": plan} if plan else {})
    return Equation(
        rule,
        terms={
            "value": value,
            "whole" if plan is None else "plan": whole,
            "percent": percent.excess if over else percent.meant,
        },
        solutions={
            "percent": lambda of: _HUNDRED * of["value"] / of["plan" if plan else "whole"] - extra,
            "value": lambda of: (of["percent"] + extra) * of["plan" if plan else "whole"] / _HUNDRED,
            **dict.fromkeys(("plan", "whole"), lambda of: _HUNDRED * of["value"] / (of["percent"] + extra)),
        },
        main="percent",
        figures=shown,
    )


def attainments_of_plans(figures: Figures) -> Iterator[Finding]:
    """An amount and its plan, against the percentage printed of it."""
    for chain in chains(figures):
        yield from _attainments(chain, figures)


def _attainments(chain: Chain, figures: Figures) -> Iterator[Finding]:
    if not chain.others or not chain.head.is_amount:
        return
    percents = chain.of("attainment")
    if not percents:
        return
    for plan in plan_of(chain, figures):
        heads = likely_heads(chain.head, figures)
        fault = unless_one_holds(
            [reading for head in heads for percent in percents for reading in _readings(head, plan, percent)]
        )
        if fault:
            yield of_equation(fault[0], fault[1], figures.report.sha256)


def _readings(value: Figure, plan: Figure, percent: Figure) -> list[Equation]:
    """ "vượt 5% kế hoạch" is 105 %, "vượt 132% kế hoạch" may be 132 %: what either reading allows is no fault."""
    return [
        _equation("attainment", value.meant, plan.meant, value, percent, plan, over=over)
        for over in _ways_to_exceed(percent)
    ]


def _ways_to_exceed(percent: Figure) -> tuple[bool, ...]:
    """Whether a percentage may be by how much a plan is exceeded, the likelier first."""
    return (True, False) if percent.before.rstrip().endswith(_EXCEEDS) else (False,)
