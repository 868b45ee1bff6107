"""What an explanation is made of."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solieu.model import Observation

__all__ = ["Explanation", "Fact"]

_LABELS = 14


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was understood, and why."""

    value: str
    because: str = ""

    def __str__(self) -> str:
        return f"{self.value}  ← {self.because}" if self.because else self.value


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the figure was understood so. Of a number that is none, ``passed_over`` says why and the rest is ``None``."""

    report: str
    start: int
    """Where it begins, in code points of the text as given."""
    sentence: str
    """On one line, the figure between « and »."""
    passed_over: str | None = None
    observation: Observation | None = None
    quantity: Fact | None = None
    """Number, unit, factor, hedge, bound."""
    before: Fact | None = None
    """The words before the figure that the grammar cuts out as a name."""
    behind: Fact | None = None
    """Those behind it."""
    cues: Fact | None = None
    """Words around it that tell how to read others."""
    measure: Fact | None = None
    basis: Fact | None = None
    subject: Fact | None = None
    """The words that name it, and where they came from."""
    status: Fact | None = None
    place: Fact | None = None
    period: Fact | None = None
    indicator: Fact | None = None
    """The entry of the catalogue, and the name that led to it."""
    confidence: Fact | None = None

    def lines(self) -> tuple[str, ...]:
        """The explanation for a reader, a line each."""
        head = (f"{self.report or 'text'}:{self.start}", f"  {self.sentence}")
        if self.passed_over:
            return (*head, "", f"{'no figure':<{_LABELS}}{self.passed_over}")
        facts = ((field.name, getattr(self, field.name)) for field in fields(self))
        return (*head, "", *(f"{name:<{_LABELS}}{fact}" for name, fact in facts if isinstance(fact, Fact)))
