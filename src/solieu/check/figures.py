"""The figures of one report as the checks see them: in the order of the text, with the words between."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Final, final

from solieu.check.stated import Stated, factor_of, stated, stated_number
from solieu.knowledge.checks import check_words
from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex
from solieu.scan import once
from solieu.text import lower_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from solieu.model import Observation, Report
    from solieu.text import Text

__all__ = ["Figure", "Figures"]

_WORD: Final = regex(r"[^\W\d_]+")
_BEFORE: Final = 24
_LONGEST_HEADLINE: Final = 240
_MOST_OF_ONE_INDICATOR: Final = 40
_EDGES: Final = " |\t"
_NO_AMOUNTS: Final = ("percent", "percentage_point", "times")
_PLACE: Final = attrgetter("start", "end")


@once
def _unspecific() -> frozenset[str]:
    words = check_words()
    return words.fillers | {word for phrase in words.earlier for word in phrase.split()}


@final
class Figure:
    """An observation with its place among the others. What few rules ask for is worked out when it is asked for."""

    __slots__ = (
        "_excess", "_factor", "_meant", "_name", "_quote", "_words", "before", "end", "index", "is_amount",
        "is_per_unit", "measure", "start", "told", "unit",
    )  # fmt: skip

    def __init__(self, index: int, told: Observation, start: int, end: int, before: str) -> None:
        self.index: Final = index
        """In :attr:`~solieu.model.Report.observations`."""
        self.told: Final = told
        self.start: Final = start
        self.end: Final = end
        """In :attr:`Figures.text`."""
        self.before: Final = before
        """Some words before it, lower case."""
        self.measure: Final[str] = told.measure
        self.unit: Final = told.unit
        self.is_amount: Final = self.measure == "level" and self.unit is not None and self.unit not in _NO_AMOUNTS
        """Whether it is an amount, and no percentage or rank."""
        self.is_per_unit: Final = told.unit_text is not None and "/" in told.unit_text
        """Whether it is told per head, per hectare or the like: such figures do not add up."""
        self._meant: Stated | None = None
        self._excess: Stated | None = None
        self._factor: Decimal | None = None
        self._quote: str | None = None
        self._name: str | None = None
        self._words: frozenset[str] | None = None

    @property
    def meant(self) -> Stated:
        """What it can mean."""
        if self._meant is None:
            self._meant = stated(self.told, self.before)
        return self._meant

    @property
    def excess(self) -> Stated:
        """What it can mean if it tells how much more: "vượt 5% kế hoạch" is by 5 %, no more."""
        if self._excess is None:
            self._excess = stated_number(abs(self.told.number), "exact")
        return self._excess

    @property
    def factor(self) -> Decimal:
        """The base units in one printed unit."""
        if self._factor is None:
            self._factor = factor_of(self.told)
        return self._factor

    @property
    def quote(self) -> str:
        """Its words with the hedge before them: "gần 84%"."""
        if self._quote is None:
            self._quote = _with_hedge(self.told, self.before)
        return self._quote

    @property
    def places(self) -> int:
        """Its printed decimals."""
        return max(-int(self.told.number.as_tuple().exponent), 0)

    @property
    def words(self) -> frozenset[str]:
        """The words that name what is measured, but for those that say nothing; none for "cùng kỳ năm trước"."""
        if self._words is None:
            name = self.name
            words = name.split() if name.replace(" ", "").isalpha() else _WORD.findall(name)
            self._words = frozenset(words) - _unspecific()
        return self._words

    @property
    def name(self) -> str:
        """The words that name what is measured, lower case."""
        if self._name is None:
            self._name = lower_of(self.told.indicator) if self.told.indicator else ""
        return self._name

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


def _with_hedge(told: Observation, before: str) -> str:
    if told.bound == "exact":
        return told.quote
    words = before.split()
    for phrases in (CUES.hedges_about, CUES.hedges_above, CUES.hedges_below):
        length = phrases.length_before(words, len(words))
        if length:
            return " ".join([*words[len(words) - length :], told.quote])
    return told.quote


@final
class Figures:
    """The figures of one report, in the order of its text."""

    __slots__ = ("_by_indicator", "_starts", "every", "in_prose", "report", "several", "text")

    def __init__(self, report: Report, text: Text) -> None:
        self.report: Final = report
        self.text: Final = text
        """The views of the report's text."""
        self.every: Final = _in_order(report, text)
        """Every figure in the order of the text."""
        self.in_prose: Final = _by_sentence(self.every)
        """The figures of each sentence, those in cells of tables left out."""
        self.several: Final = [sentence for sentence in self.in_prose if len(sentence) > 1]
        """Those of the sentences with more than one."""
        self._starts: Final = [figure.start for figure in self.every]
        self._by_indicator: dict[str | None, list[Figure]] | None = None

    def within(self, start: int, end: int) -> Sequence[Figure]:
        """The figures that stand, at least in part, between two offsets."""
        first = bisect_left(self._starts, start)
        if first and self.every[first - 1].end > start:
            first -= 1
        return self.every[first : bisect_left(self._starts, end)]

    def before(self, figure: Figure, count: int) -> Sequence[Figure]:
        """The last ``count`` figures before ``figure``."""
        at = bisect_left(self._starts, figure.start)
        return self.every[max(at - count, 0) : at]

    def amounts_of(self, indicator_id: str | None) -> Sequence[Figure]:
        """The first amounts in prose that the catalogue names alike: so many that a report on one thing tells no more."""
        if self._by_indicator is None:
            self._by_indicator = _amounts_by_indicator(self.every)
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


def _in_order(report: Report, text: Text) -> list[Figure]:
    lower, as_given = text.lower, text.is_as_given
    found: list[Figure] = []
    last = 0
    in_order = True
    for index, told in enumerate(report.observations):
        start: int = told.start
        end: int = told.end
        if not as_given:
            start, end = text.offset(start), text.offset(end - 1) + 1
        in_order = in_order and start >= last
        last = end
        found.append(Figure(index, told, start, end, lower[max(start - _BEFORE, 0) : start]))
    if not in_order:
        found.sort(key=_PLACE)
    return found


def _by_sentence(every: Sequence[Figure]) -> list[list[Figure]]:
    groups: dict[tuple[int, int], list[Figure]] = {}
    for figure in every:
        told = figure.told
        if told.cell is None:
            group = groups.get(told.sentence)
            if group is None:
                groups[told.sentence] = [figure]
            else:
                group.append(figure)
    return list(groups.values())


def _amounts_by_indicator(every: Sequence[Figure]) -> dict[str | None, list[Figure]]:
    found: dict[str | None, list[Figure]] = {}
    for figure in every:
        if figure.is_amount and figure.told.cell is None:
            named = found.setdefault(figure.told.indicator_id, [])
            if len(named) < _MOST_OF_ONE_INDICATOR:
                named.append(figure)
    return found
