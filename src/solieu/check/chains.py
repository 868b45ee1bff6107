"""Which figures of a sentence speak of one amount: "Thu đạt 526,8 tỷ đồng, bằng 57,7% dự toán, tăng 5% (+25 tỷ đồng)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.checks import check_words
from solieu.patterns import regex
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solieu.check.figures import Figure, Figures

__all__ = [
    "Chain",
    "chains",
    "earlier_of",
    "is_base_of",
    "is_plan_or_mean",
    "moved_from",
    "moves_on",
    "moves_to",
    "of_sentence",
    "plan_of",
    "stands_for_comparison",
]

_COMPARISONS: Final = frozenset({"attainment", "change", "index", "difference", "share"})
_CUE: Final = 48
_NEAREST: Final = 8
"""How many amounts away, at most, stands what a comparison or a plan is of."""
_TO: Final = regex(r"(?:^|\W)(?:(?P<up>lên|vượt lên)|xuống|còn)(?: \w+){0,3} ?$")
_MOVED_TO: Final = regex(r"(?:^|\W)(?:lên|xuống)(?: \w+){0,3} ?$")
_MOVED: Final = regex(
    r"(?:^|\W)(?:(?P<up>(?:tăng|nâng)(?: \w+){0,2} lên)|giảm(?: xuống)?(?: còn| xuống))(?: \w+){0,2} ?$"
)
_FROM: Final = regex(r"(?:^|\W)từ(?: mức| chỗ)?(?: \w+){0,2} ?$")
_TIME_LAST: Final = regex(r"(?:năm|tháng|quý|kỳ) \d{1,4}$")
_LAST_NUMBER: Final = regex(r".*[;\d]", re.DOTALL)
_EACH_TIME: Final = regex(
    r"(?:bình quân|trung bình)(?: (?:tăng|giảm))?(?: (?:gần|hơn|trên|khoảng))? $|(?<!\w)(?:mỗi|hằng|hàng) (?:năm|tháng|quý)(?!\w)"
)
_CLAUSE: Final = regex(r"[;.]\s")


@final
class Chain:
    """An amount and what is said of it in its sentence."""

    __slots__ = ("comparisons", "head", "others")

    def __init__(self, head: Figure, comparisons: tuple[Figure, ...], others: tuple[Figure, ...]) -> None:
        self.head: Final = head
        self.comparisons: Final = comparisons
        self.others: Final = others
        """The other figures of the sentence in the same unit, which may be its plan or its earlier value."""

    def of(self, *measures: str) -> list[Figure]:
        """The comparisons by the named measures."""
        return [figure for figure in self.comparisons if figure.measure in measures]


@lru_cache(maxsize=1)
def chains(figures: Figures) -> tuple[Chain, ...]:
    """The amounts and rates of which comparisons are made in sentences that tell of a plan or an earlier value, too."""
    found: list[Chain] = []
    for sentence in figures.several:
        # An amount, what it is compared with, and the comparison; or an amount and two comparisons.
        if len(sentence) > 2 and any(figure.measure in _COMPARISONS for figure in sentence):
            found += [chain for chain in of_sentence(sentence, figures) if chain.comparisons]
    return tuple(found)


def of_sentence(sentence: Sequence[Figure], figures: Figures | None = None) -> list[Chain]:
    """The chains of one sentence; without ``figures`` those that the words right before each figure tell."""
    linked: dict[int, list[Figure]] = {}
    heads = [figure for figure in sentence if figure.measure == "level" and figure.unit is not None]
    starts = [head.start for head in heads]
    for figure in sentence:
        if figure.measure in _COMPARISONS and not _is_mean(figure, figures):
            at = bisect_left(starts, figure.start)
            head = _head(figure, heads[max(at - _NEAREST, 0) : at], figures)
            if head is not None:
                linked.setdefault(head.index, []).append(figure)
    return [
        Chain(
            head, tuple(linked.get(head.index, ())), tuple(_alike(head, heads[max(at - _NEAREST, 0) : at + _NEAREST]))
        )
        for at, head in enumerate(heads)
    ]


def _head(comparison: Figure, heads: Iterable[Figure], figures: Figures | None) -> Figure | None:
    """The nearest amount before a comparison that measures what the comparison does.

    What stands there only to be compared with is none: "so với cùng kỳ năm trước (30.500 tấn) tăng 10%".
    """
    before = [head for head in heads if head.end <= comparison.start and _may_measure(head, comparison)]
    if comparison.told.measure == "difference":
        before = [head for head in before if _may_differ_by(head, comparison)]
    else:
        before = [head for head in before if head.is_amount] or before
    if not before:
        return None
    return next((head for head in reversed(before) if not _is_base(_lead(head, figures))), before[-1])


def _is_mean(comparison: Figure, figures: Figures | None) -> bool:
    """Whether it moved by so much each time: "giảm từ 46,3% xuống 23,1%, *bình quân mỗi năm giảm 4,64%*"."""
    return _EACH_TIME.search(_lead(comparison, figures)) is not None or (comparison.told.unit_text or "").endswith(
        "/năm"
    )


def _may_measure(head: Figure, comparison: Figure) -> bool:
    if head.told.place != comparison.told.place:
        return False
    return not head.words or not comparison.words or head.measures_what(comparison)


def _may_differ_by(head: Figure, difference: Figure) -> bool:
    if head.told.unit == difference.told.unit:
        return True
    return head.told.unit == "percent" and difference.told.unit == "percentage_point"


def _alike(head: Figure, heads: Iterable[Figure]) -> Iterable[Figure]:
    return (other for other in heads if other is not head and other.told.unit == head.told.unit)


def plan_of(chain: Chain, figures: Figures) -> list[Figure]:
    """The figures of the sentence that are plans of the head: "so với kế hoạch 155 ha"."""
    words = check_words().plans
    head = chain.head
    return [
        other
        for other in chain.others
        if not _is_of_other_measure(chain, other)
        and (
            (_follows(words, _lead(other, figures)) and _is_aside(head, other, figures))
            or (other.told.status == "target" and head.told.status != "target" and other.measures_what(head))
        )
    ]


def _is_of_other_measure(chain: Chain, plan: Figure) -> bool:
    """Whether the head is a rate, the plan an amount such as one before: "35.114 tấn, bình quân 194 tấn/ngày, … (70.000 tấn)".

    "4.862 tấn/KH" is no rate: it is the value of which the plan follows.
    """
    per = _per(plan)
    if per in check_words().plans:
        return True
    return per != _per(chain.head) and any(one.end <= chain.head.start and _per(one) == per for one in chain.others)


def _per(figure: Figure) -> str:
    return (figure.told.unit_text or "").lower().partition("/")[2].strip()


def earlier_of(chain: Chain, figures: Figures) -> list[Figure]:
    """The figures of the sentence that are the head's value at another time: "(cùng kỳ 18 vụ)", "từ 21 lên 90"."""
    head = chain.head
    return [
        other
        for other in chain.others
        if (other.start > head.start and _is_earlier(_lead(other, figures)) and _is_aside(head, other, figures))
        or _rises_to(other, head, figures)
    ]


def stands_for_comparison(figure: Figure, figures: Figures) -> bool:
    """Whether it is only what something is compared with: "tăng 6 vụ so với cùng kỳ năm 2023 (17 vụ)"."""
    lead = _lead(figure, figures)
    return _is_aside_of(lead) and _is_earlier(lead)


def _is_base(lead: str) -> bool:
    """Whether the words before a figure say that others are compared with it: "đạt 104% kế hoạch (240 ha), tăng 15 ha"."""
    return _is_earlier(lead) or (_is_aside_of(lead) and _follows(_plans(), lead))


def _is_aside_of(lead: str) -> bool:
    """Whether a figure stands in a bracket or behind "so với"."""
    return lead.rfind("(") > lead.rfind(")") or "so với" in lead


@once
def _plans() -> tuple[str, ...]:
    return tuple(word for word in check_words().plans if word not in check_words().totals)


def is_base_of(comparison: Figure, earlier: Figure, figures: Figures) -> bool:
    """Whether a comparison may be with this earlier figure: what is told "so với dự toán (200 tỷ đồng)" is not of last year."""
    lead = _lead(earlier, figures)
    plan = earlier.told.status == "target" or _follows(_plans(), lead)
    return plan == (comparison.told.basis_kind == "plan") or comparison.told.basis is None


def _is_earlier(lead: str) -> bool:
    """Whether the words before a figure say that it is of an earlier time: "giảm từ 18 vụ cùng kỳ xuống" leads to a later one."""
    return _follows(check_words().earlier, lead) and not (_may_move(lead) and _MOVED_TO.search(lead))


def is_plan_or_mean(figure: Figure, figures: Figures) -> bool:
    """Whether the words before it say that it is a plan, or what there is on average: "kế hoạch năm", "bình quân mỗi năm"."""
    return _plan_or_mean().search(_lead(figure, figures)) is not None


@once
def _plan_or_mean() -> re.Pattern[str]:
    words = check_words()
    named = {*words.plans, *words.means} - set(words.totals)
    return regex(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(named)))})(?!\w)")


def _is_aside(head: Figure, other: Figure, figures: Figures) -> bool:
    """Whether nothing between them begins another clause, and no other amount stands between."""
    first, second = (head, other) if head.start < other.start else (other, head)
    between = figures.between(first, second)
    if "lần lượt" in between:  # the second of each list belongs to the second, and so on
        return False
    return not _CLAUSE.search(between) and (not other.words or other.measures_what(head))


def _rises_to(earlier: Figure, head: Figure, figures: Figures) -> bool:
    return earlier.end <= head.start and moved_from(earlier, figures) and moves_to(earlier, head, figures) is not None


def moved_from(earlier: Figure, figures: Figures) -> bool:
    """Whether something rises or falls from this figure: "tăng từ 21 triệu đồng"."""
    lead = _lead(earlier, figures)
    return "từ" in lead and _FROM.search(lead) is not None


def moves_on(later: Figure, figures: Figures) -> bool | None:
    """Whether a figure before has risen or fallen to this one: "92,1%, tăng lên 99%", "kéo giảm còn 0,48%"."""
    lead = _lead(later, figures)
    found = _MOVED.search(lead) if _may_move(lead) else None
    return found["up"] is not None if found else None


def moves_to(earlier: Figure, later: Figure, figures: Figures) -> bool | None:
    """Whether the words between take the first up ("lên") or down ("xuống còn"); ``None`` where they do neither."""
    between = figures.between(earlier, later)
    found = None if not _may_move(between) or _CLAUSE.search(between) else _TO.search(between)
    return found["up"] is not None if found else None


def _may_move(words: str) -> bool:
    return "lên" in words or "còn" in words or "xuống" in words


def _follows(words: tuple[str, ...], lead: str) -> bool:
    """Whether one of ``words`` stands before what follows ``lead``."""
    return any(word in lead for word in words) and _before(words).search(lead) is not None


def _lead(figure: Figure, figures: Figures | None) -> str:
    """The words before ``figure`` up to the number before it."""
    lead = figure.before if figures is None else figures.text.lower[max(figure.start - _CUE, 0) : figure.start]
    found = _LAST_NUMBER.match(lead)
    cut = found.end() - 1 if found else -1
    if found and lead[cut].isdigit() and _TIME_LAST.search(lead, 0, cut + 1):
        return lead
    return lead[cut + 1 :]


@cache
def _before(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of ``words`` before a figure, with at most a few words of its own: "kế hoạch tỉnh giao cả năm là "."""
    return regex(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?: (?!và |hoặc )\w+){{0,6}}[ :(]*$")
