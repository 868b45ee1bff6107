"""A printed page: its words and ruled lines, turned so that the text stands upright."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Box", "Frame", "Rule", "Sheet", "Word", "turn_box", "turned"]

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the page's left upper corner."""


class Word(NamedTuple):
    """A printed word."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sideways: bool = False
    """Whether it stands at a right angle to most of the page's words."""
    table: int = -1
    """The number of the table on its page that this stands for, -1 for a word."""

    @property
    def height(self) -> float:
        """From the top of its tall letters to the bottom of its low ones, much as its font size."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height on the page at which it stands."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A ruled line, upright or level."""

    upright: bool
    at: float
    """Its distance from the left edge, or from the top where it is level."""
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its words where they stand when the text is upright."""

    number: int
    width: float
    height: float
    """As the page is shown, in points."""
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    turns: int = 0
    """Quarter turns to the right that bring the upright text to how the page is shown."""
    work: int = 0
    """Letters and objects looked at."""
    scanned: bool = False
    """Whether it is a picture of a page."""
    recognised: bool = False
    """Whether its text is what a scanner recognised and laid unseen over the picture."""
    cut: bool = False
    """Whether something was left out because there is too much of it."""

    @property
    def upright(self) -> tuple[float, float]:
        """Width and height when the text is upright."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    def shown(self, word: Word) -> Box:
        """Where the word stands on the page as it is shown, from 0 to 1 of its width and height."""
        width, height = self.upright
        left, top, right, bottom = turn_box((word.left, word.top, word.right, word.bottom), width, height, self.turns)
        return (
            _part(left, self.width),
            _part(top, self.height),
            _part(right, self.width),
            _part(bottom, self.height),
        )


_STEPS = 10_000
# One float for each step in place of four for each word: a long document has a million words.
_PARTS = tuple(step / _STEPS for step in range(_STEPS + 1))


def _part(at: float, whole: float) -> float:
    return _PARTS[min(_STEPS, max(0, round(_STEPS * at / whole)))] if whole > 0 else 0.0


def turn_box(box: Box, width: float, height: float, turns: int) -> Box:
    """A box on a page of this width and height, after the page was turned to the right by quarters."""
    left, top, right, bottom = box
    for _ in range(turns % 4):
        left, top, right, bottom = height - bottom, left, height - top, right
        width, height = height, width
    return left, top, right, bottom


def turned(width: float, height: float, turns: int) -> tuple[float, float]:
    """Width and height after so many quarter turns."""
    return (height, width) if turns % 2 else (width, height)


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in its own coordinates, which count upwards, and how it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The same box from the left upper corner, with the text upright."""
        upright = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        return turn_box(upright, self.right - self.left, self.top - self.bottom, self.turns)
