"""The figures of one report as the checks see them: in the order of the text, with the words between."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from solieu.check.stated import Stated, factor_of, stated, stated_number
from solieu.knowledge.checks import check_words
from solieu.knowledge.loader import cues
from solieu.text import lower_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from solieu.model import Observation, Report
    from solieu.text import Text

__all__ = ["Figure", "Figures"]

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = 24
_LONGEST_HEADLINE = 240
_MOST_OF_ONE_INDICATOR = 40
_EDGES = " |\t"


@cache
def _unspecific() -> frozenset[str]:
    words = check_words()
    return words.fillers | {word for phrase in words.earlier for word in phrase.split()}


@dataclass(frozen=True, eq=False)
class Figure:
    """An observation with its place among the others."""

    index: int
    """In :attr:`~solieu.model.Report.observations`."""
    told: Observation
    start: int
    end: int
    """In :attr:`Figures.text`."""
    before: str
    """Some words before it, lower case."""

    @cached_property
    def meant(self) -> Stated:
        """What it can mean."""
        return stated(self.told, self.before)

    @cached_property
    def excess(self) -> Stated:
        """What it can mean if it tells how much more: "vượt 5% kế hoạch" is by 5 %, no more."""
        return stated_number(abs(self.told.number), "exact")

    @cached_property
    def factor(self) -> Decimal:
        """The base units in one printed unit."""
        return factor_of(self.told)

    @cached_property
    def quote(self) -> str:
        """Its words with the hedge before them: "gần 84%"."""
        if self.told.bound == "exact":
            return self.told.quote
        words = self.before.split()
        known = cues()
        for phrases in (known.hedges_about, known.hedges_above, known.hedges_below):
            length = phrases.length_before(words, len(words))
            if length:
                return " ".join([*words[len(words) - length :], self.told.quote])
        return self.told.quote

    @property
    def places(self) -> int:
        """Its printed decimals."""
        return max(-int(self.told.number.as_tuple().exponent), 0)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that name what is measured, but for those that say nothing; none for "cùng kỳ năm trước"."""
        return frozenset(_WORD.findall(self.name)) - _unspecific()

    @cached_property
    def name(self) -> str:
        """The words that name what is measured, lower case."""
        return lower_of(self.told.indicator) if self.told.indicator else ""

    @property
    def is_amount(self) -> bool:
        """Whether it is an amount, and no percentage or rank."""
        return self.told.measure == "level" and self.told.unit not in ("percent", "percentage_point", "times", None)

    def measures_what(self, other: Figure) -> bool:
        """Whether the same words, or words that say as much, name what both measure."""
        one, two = self.told, other.told
        if one.indicator_span is not None and one.indicator_span == two.indicator_span:
            return True
        if not self.words or not other.words:
            return False
        return self.words == other.words

    def is_of(self, other: Figure) -> bool:
        """Whether both are of one place and one period."""
        one, two = self.told, other.told
        return (one.place_code, one.place, one.period) == (two.place_code, two.place, two.period)


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of one report, in the order of its text."""

    report: Report
    text: Text
    """The views of the report's text."""

    @cached_property
    def every(self) -> tuple[Figure, ...]:
        """Every figure in the order of the text."""
        lower = self.text.lower
        found = []
        for index, told in enumerate(self.report.observations):
            start, end = self.text.offset(told.start), self.text.offset(told.end - 1) + 1
            found.append(Figure(index, told, start, end, lower[max(start - _BEFORE, 0) : start]))
        return tuple(sorted(found, key=lambda figure: (figure.start, figure.end)))

    @cached_property
    def in_prose(self) -> tuple[tuple[Figure, ...], ...]:
        """The figures of each sentence, those in cells of tables left out."""
        groups: dict[tuple[int, int], list[Figure]] = {}
        for figure in self.every:
            if figure.told.cell is None:
                groups.setdefault(figure.told.sentence, []).append(figure)
        return tuple(tuple(group) for group in groups.values())

    @cached_property
    def _starts(self) -> list[int]:
        return [figure.start for figure in self.every]

    def within(self, start: int, end: int) -> tuple[Figure, ...]:
        """The figures that stand, at least in part, between two offsets."""
        first = bisect_left(self._starts, start)
        if first and self.every[first - 1].end > start:
            first -= 1
        return self.every[first : bisect_left(self._starts, end)]

    def before(self, figure: Figure, count: int) -> tuple[Figure, ...]:
        """The last ``count`` figures before ``figure``."""
        at = bisect_left(self._starts, figure.start)
        return self.every[max(at - count, 0) : at]

    @cached_property
    def _by_indicator(self) -> dict[str | None, list[Figure]]:
        found: dict[str | None, list[Figure]] = {}
        for figure in self.every:
            named = found.setdefault(figure.told.indicator_id, [])
            if figure.is_amount and figure.told.cell is None and len(named) < _MOST_OF_ONE_INDICATOR:
                named.append(figure)
        return found

    def amounts_of(self, indicator_id: str | None) -> Sequence[Figure]:
        """The first amounts in prose that the catalogue names alike: so many that a report on one thing tells no more."""
        return self._by_indicator.get(indicator_id, ())

    def is_in_headline(self, figure: Figure) -> bool:
        """Whether the sentence of ``figure`` is a line of its own without a full stop, as titles and leads are."""
        start, end = (self.text.offset(at) for at in figure.told.sentence)
        lower = self.text.lower
        line_end = lower.find("\n", end)
        line = lower[lower.rfind("\n", 0, start) + 1 : line_end if line_end >= 0 else len(lower)].strip(_EDGES)
        is_whole = line == lower[start:end].strip(_EDGES)
        return is_whole and len(line) <= _LONGEST_HEADLINE and not line.endswith((".", ";", ":", ","))

    def between(self, one: Figure, other: Figure) -> str:
        """The words from the end of ``one`` to the start of ``other``, lower case."""
        return self.text.lower[one.end : other.start]

    def behind(self, figure: Figure, length: int) -> str:
        """The next ``length`` characters behind ``figure``, lower case."""
        return self.text.lower[figure.end : figure.end + length]
