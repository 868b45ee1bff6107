"""Which of several figures of one fact counts, by rules that can be stated; see docs/choosing.md.

It is a pure function: the same figures in any order give the same choices, and no figure is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from solieu.check.intervals import Interval, exactly
from solieu.check.stated import stated
from solieu.store.facts import Fact, fact_of
from solieu.store.figures import StoredFigure  # noqa: TC001 (msgspec reads it)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from solieu.model import Observation

__all__ = ["Choice", "Rule", "any_differ", "choices", "differ"]

Rule = Literal["only", "agreed", "decision", "later", "table", "nearer", "first"]
_SCOPES = {"clause": 0, "sentence": 1, "section": 2, "report": 3, None: 4}
_HEDGED_WITHOUT_END = ("above", "below")


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What counts of the figures of one fact, and all the others."""

    figure: StoredFigure
    """The current value."""
    rivals: tuple[StoredFigure, ...] = ()
    """The other figures of the same fact, the best first."""
    copies: tuple[StoredFigure, ...] = ()
    """Figures that only repeat one of those: in the same report, or in one with nearly the same words."""
    rule: Rule
    """Why this one: nothing else is ``only``; all say the same is ``agreed``; else what sets it before the best other one."""
    disputed: bool
    """Whether some rival's value differs by more than rounding and hedges explain."""

    @property
    def fact(self) -> Fact:
        """What all of them tell."""
        return fact_of(self.figure.observation)

    @property
    def every(self) -> tuple[StoredFigure, ...]:
        """All figures, the current one first."""
        return (self.figure, *self.rivals, *self.copies)


def choices(figures: Iterable[StoredFigure]) -> Iterator[Choice]:
    """The choice for each fact that ``figures`` tell, in the order in which the facts first come.

    Rejected figures are no one's choice and are passed over. A figure of which place, period or subject are not known
    stands alone: nobody can say that another one is of the same fact.
    """
    facts: dict[object, list[StoredFigure]] = {}
    for one in figures:
        if one.verdict == "reject":
            continue
        fact = fact_of(one.observation)
        facts.setdefault(fact if fact.is_told else one.id, []).append(one)
    return (_choice(group) for group in facts.values())


def differ(one: Observation, other: Observation) -> bool:
    """Whether no value fits both as they are printed: "57,7%" is 57.65 to 57.75, "trên 79%" is 79 or more."""
    return any_differ((one, other))


def _meant(one: Observation) -> Interval:
    if not one.number and one.value:
        return exactly(one.value)
    meant = stated(one, "")
    return meant.possible if one.bound in _HEDGED_WITHOUT_END else meant.printed


def any_differ(observations: Iterable[Observation]) -> bool:
    """Whether no value fits all of them; see :func:`differ`."""
    # Most say the very same.
    every = {(one.number, one.value, one.value_max, one.unit, one.bound, one.of): one for one in observations}.values()
    if len({one.of for one in every} - {None}) > 1:
        return True
    if len(every) < 2:
        return False
    meant = [_meant(one) for one in every]
    low, high = max(one.low for one in meant), min(one.high for one in meant)
    # Where two of them only touch, as 57,7% and 57,8% do at 57.75, a reader sees two numbers, unless that value itself is told.
    return low > high or (low == high and all(one.low < one.high for one in meant))


def _choice(group: Sequence[StoredFigure]) -> Choice:
    (best, *rivals), copies = _without_copies(sorted(group, key=_rank))
    disputed = any_differ(one.observation for one in _standing(group))
    # A hedged value may fit rivals that do not fit each other.
    differing = [one for one in rivals if differ(best.observation, one.observation)] or (rivals if disputed else [])
    return Choice(
        figure=best, rivals=tuple(rivals), copies=tuple(copies), rule=_rule(best, rivals, differing), disputed=disputed
    )


def _standing(group: Sequence[StoredFigure]) -> Sequence[StoredFigure]:
    """Without figures that their own address has replaced: nobody says them any more, unless a person does."""
    return [one for one in group if one.superseded_by is None or one.verdict is not None] or group


def _rule(best: StoredFigure, rivals: Sequence[StoredFigure], differing: Sequence[StoredFigure]) -> Rule:
    if not rivals:
        return "only"
    if best.verdict is not None and rivals[0].verdict is None:
        return "decision"
    return _sets_apart(best, differing[0]) if differing else "agreed"


def _sets_apart(best: StoredFigure, other: StoredFigure) -> Rule:
    one, two = _rank(best), _rank(other)
    for rule, first, last in _PARTS:
        if one[first:last] != two[first:last]:
            return rule
    return "first"


_PARTS: tuple[tuple[Rule, int, int], ...] = (("decision", 0, 2), ("later", 2, 5), ("table", 5, 6), ("nearer", 6, 8))


def _rank(one: StoredFigure) -> tuple[Any, ...]:
    """The less, the better: decided on, lastly; not replaced at its own address; of a later report; in a table; with a nearer period, then place; earlier in the text."""
    told = one.observation
    return (
        one.verdict is None, -(one.decision or 0),
        one.superseded_by is not None, _later_first(one.issued), -one.report_id,
        told.cell is None,
        _SCOPES[told.period_from], _SCOPES[told.place_from],
        told.start, told.end, one.id,
    )  # fmt: skip


def _later_first(day: str | None) -> tuple[bool, int]:
    """A report without a date comes after all that have one."""
    return day is None, -int(day.replace("-", "")) if day else 0


def _without_copies(ranked: Sequence[StoredFigure]) -> tuple[list[StoredFigure], list[StoredFigure]]:
    """The figures that say something of their own, and those that repeat a better one of the same source."""
    said: set[object] = set()
    kept: list[StoredFigure] = []
    copies: list[StoredFigure] = []
    for one in ranked:
        told = one.observation
        says = one.near_duplicate_of or one.report_id, told.value, told.value_max, told.number, told.of, told.bound
        (copies if says in said else kept).append(one)
        said.add(says)
    return kept, copies
