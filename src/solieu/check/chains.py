"""Which figures of a sentence speak of one amount: "Thu đạt 526,8 tỷ đồng, bằng 57,7% dự toán, tăng 5% (+25 tỷ đồng)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from solieu.knowledge.checks import check_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solieu.check.figures import Figure, Figures

__all__ = ["Chain", "chains", "earlier_of", "plan_of"]

_COMPARISONS = frozenset({"attainment", "change", "index", "difference", "share"})
_CUE = 48
_TO = re.compile(r"(?:^|\W)(?:lên|xuống|còn|thành|đạt|đến)(?: \w+){0,3} ?$")
_FROM = re.compile(r"(?:^|\W)từ(?: mức| chỗ)?(?: \w+){0,2} ?$")
_COMPARED_WITH = re.compile(r"(?<!\w)so với(?: \w+){0,4} ?\(?$")
_CLAUSE = re.compile(r"[;.]\s")


@dataclass(frozen=True)
class Chain:
    """An amount and what is said of it in its sentence."""

    head: Figure
    comparisons: tuple[Figure, ...]
    others: tuple[Figure, ...]
    """The other figures of the sentence in the same unit, which may be its plan or its earlier value."""

    def of(self, *measures: str) -> list[Figure]:
        """The comparisons by the named measures."""
        return [figure for figure in self.comparisons if figure.told.measure in measures]


def chains(sentence: Sequence[Figure]) -> list[Chain]:
    """The amounts and rates of a sentence, each with the comparisons that are made of it."""
    linked: dict[int, list[Figure]] = {}
    heads = [figure for figure in sentence if figure.told.measure == "level" and figure.told.unit is not None]
    for figure in sentence:
        if figure.told.measure in _COMPARISONS:
            head = _head(figure, heads)
            if head is not None:
                linked.setdefault(head.index, []).append(figure)
    return [
        Chain(head, tuple(linked.get(head.index, ())), tuple(_alike(head, heads)))
        for head in heads
    ]  # fmt: skip


def _head(comparison: Figure, heads: Iterable[Figure]) -> Figure | None:
    """The nearest amount before a comparison that measures what the comparison does."""
    before = [head for head in heads if head.end <= comparison.start and head.measures_what(comparison)]
    if comparison.told.measure != "difference":
        amounts = [head for head in before if head.is_amount]
        return _not_aside(amounts or before)
    return _not_aside([head for head in before if _may_differ_by(head, comparison)])


def _not_aside(heads: Sequence[Figure]) -> Figure | None:
    """The last head that is not only what another is compared with ("so với đầu năm (2,5 triệu con)")."""
    own = [head for head in heads if not _COMPARED_WITH.search(head.before)] or heads
    return own[-1] if own else None


def _may_differ_by(head: Figure, difference: Figure) -> bool:
    if head.told.unit == difference.told.unit:
        return True
    return head.told.unit == "percent" and difference.told.unit == "percentage_point"


def _alike(head: Figure, heads: Iterable[Figure]) -> Iterable[Figure]:
    return (other for other in heads if other is not head and other.told.unit == head.told.unit)


def plan_of(chain: Chain, figures: Figures) -> list[Figure]:
    """The figures of the sentence that are plans of the head: "so với kế hoạch 155 ha"."""
    words = _before(check_words().plans)
    head = chain.head
    return [
        other
        for other in chain.others
        if (words.search(_lead(other, figures)) and _is_aside(head, other, figures))
        or (other.told.status == "target" and head.told.status != "target" and other.measures_what(head))
    ]


def earlier_of(chain: Chain, figures: Figures) -> list[Figure]:
    """The figures of the sentence that are the head's value at another time: "(cùng kỳ 18 vụ)", "từ 21 lên 90"."""
    words = _before(check_words().earlier)
    head = chain.head
    return [
        other
        for other in chain.others
        if (other.start > head.start and words.search(_lead(other, figures)) and _is_aside(head, other, figures))
        or _rises_to(other, head, figures)
    ]


def _is_aside(head: Figure, other: Figure, figures: Figures) -> bool:
    """Whether nothing between them begins another clause, and no other amount stands between."""
    first, second = (head, other) if head.start < other.start else (other, head)
    between = figures.between(first, second)
    return not _CLAUSE.search(between) and other.measures_what(head)


def _rises_to(earlier: Figure, head: Figure, figures: Figures) -> bool:
    if earlier.end > head.start or not _FROM.search(_lead(earlier, figures)):
        return False
    between = figures.between(earlier, head)
    return not _CLAUSE.search(between) and _TO.search(between) is not None


def _lead(figure: Figure, figures: Figures) -> str:
    """The words before ``figure`` up to the number before it."""
    lead = figures.text.lower[max(figure.start - _CUE, 0) : figure.start]
    cut = max((at for at, char in enumerate(lead) if char in ";" or char.isdigit()), default=-1)
    if cut >= 0 and re.search(r"(?:năm|tháng|quý|kỳ) \d{1,4}$", lead[: cut + 1]):
        return lead
    return lead[cut + 1 :]


@cache
def _before(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of ``words`` before a figure, with at most a few words of its own: "kế hoạch tỉnh giao cả năm là "."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?: (?!và |hoặc )\w+){{0,6}}[ :(]*$")
