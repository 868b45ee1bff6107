"""Equations between printed figures: whether any values that the figures can mean satisfy them, and what would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from solieu.check.intervals import exactly

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from solieu.check.figures import Figure
    from solieu.check.intervals import Interval
    from solieu.check.stated import Stated
    from solieu.model import Severity

__all__ = ["Equation", "unless_one_holds"]

_MILDEST: Final = ("note", "suspicious", "contradiction")


@final
class Equation:
    """One relation between figures, solved for each of them.

    The main one stands once in its relation, so that interval arithmetic on the others is exact: the equation can hold
    if and only if what they give meets what it can mean.
    """

    __slots__ = ("figures", "main", "rule", "solutions", "terms")

    def __init__(
        self,
        rule: str,
        terms: Mapping[str, Stated],
        solutions: Mapping[str, Callable[[Mapping[str, Interval]], Interval]],
        main: str,
        figures: Mapping[str, Figure],
    ) -> None:
        self.rule: Final = rule
        """The identifier in ``checks.toml``."""
        self.terms: Final = terms
        self.solutions: Final = solutions
        """What each term must be, from the meanings of the others."""
        self.main: Final = main
        """The term whose expected value is told."""
        self.figures: Final = figures
        """The figures behind the terms; a term need not have one of its own (155 in "175,158/155ha")."""

    def needed(self, name: str, *, lenient: bool = False) -> Interval:
        """What the term ``name`` would have to be for the others to hold."""
        return self.solutions[name](self._meanings(lenient=lenient))

    def by_word(self, name: str) -> Interval | None:
        """The term ``name``, from the others as they are printed; ``None`` where one of them is hedged."""
        others = {term: meant for term, meant in self.terms.items() if term != name}
        if any(meant.hedged or not meant.printed.is_bounded for meant in others.values()):
            return None
        middles = {term: exactly(meant.printed.middle) for term, meant in others.items()}
        return self.solutions[name]({name: self.terms[name].printed, **middles})

    def fault(self) -> Severity | None:
        """How sure it is that the equation fails: ``None`` where it can hold.

        It is a contradiction where the figures fail even when read leniently; a note where digits may have been cut off
        instead of rounded; suspicious where only the hedges ("gần", "hơn") can save it.
        """
        if self._holds(lenient=False):
            return None
        if not self._holds(lenient=True):
            return "contradiction"
        return "suspicious" if any(term.hedged for term in self.terms.values()) else "note"

    def _holds(self, *, lenient: bool) -> bool:
        meanings = self._meanings(lenient=lenient)
        return self.solutions[self.main](meanings).meets(meanings[self.main])

    def _meanings(self, *, lenient: bool) -> dict[str, Interval]:
        return {name: term.possible if lenient else term.printed for name, term in self.terms.items()}


def unless_one_holds(readings: Sequence[Equation]) -> tuple[Equation, Severity] | None:
    """The first reading and the fault of the one that fails least, where every reading of the figures fails."""
    faults: list[Severity] = []
    for equation in readings:
        fault = equation.fault()
        if fault is None:
            return None
        faults.append(fault)
    if not faults:
        return None
    return readings[0], min(faults, key=_MILDEST.index)
