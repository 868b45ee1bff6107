"""Shares: of a printed part in a printed whole, and of all parts together, which make 100 %."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Final

from solieu.check.equations import Equation, unless_one_holds
from solieu.check.findings import finding, ground, milder, of_equation
from solieu.check.intervals import HUNDRED, Interval, exactly
from solieu.check.partitions import of_one_kind, partitions
from solieu.check.slips import one_slip_settles
from solieu.check.wording import amount
from solieu.knowledge.checks import check_words
from solieu.patterns import regex
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from solieu.check.figures import Figure, Figures
    from solieu.model import Finding, Severity

__all__ = ["is_nested", "share_of", "shares_of_a_whole", "shares_of_parts"]

_HUNDRED: Final = exactly(HUNDRED)
_FARTHEST: Final = 80
_SHARES: Final = ("share", "level")
_NAMED_WHOLE: Final = regex(r" ?(?P<whole>[^\W\d_][^,;.()\d]{2,})")
_WORD: Final = regex(r"[^\W\d_]+")
_NEAR: Final = 6
_LEAST: Final = 98
_NEARLY_A_WHOLE: Final = Interval(Decimal(90), Decimal(110))
_NEARLY_ALL: Final = Decimal("99.9")
_SAID_SO: Final = regex(r"(?<!\w)(?:chiếm|tỷ lệ|tỷ trọng|tương đương|bằng)(?!\w)|\($")
_OF: Final = regex(r"^\s*(?:của |trong |so với |trên )?(?:tổng|trong)[^,;.()\d]{0,60}$")


def shares_of_parts(figures: Figures) -> Iterator[Finding]:
    """A part, its whole and its share: "700 tỷ đồng, chiếm 27% tổng doanh thu 1.900 tỷ đồng", "nam là 48.210 người (49,3%)"."""
    wholes = {part.index: found.totals for found in partitions(figures) for part in found.parts}
    found = [(sentence, *pair) for sentence in figures.several for pair in _with_shares(sentence, figures)]
    parts = {part.index for _, part, _ in found}
    for sentence, part, share in found:
        near = _wholes(sentence, part, share, wholes, figures)
        if near and is_nested(part, share, figures):
            continue
        if near:
            yield from _share(part, share, near, figures)
        else:
            yield from _share_of_what_stands_elsewhere(part, share, parts, figures)


def _with_shares(sentence: Sequence[Figure], figures: Figures) -> Iterator[tuple[Figure, Figure]]:
    """Each part with its share, right behind it or in a list as long as that of the parts.

    "27 vụ, 38 người chết, 24 người bị thương (chiếm 57,4% số vụ, 71,7% số người chết, 75% số người bị thương)"
    """
    for at, share in enumerate(sentence):
        if at and _is_share_of(share, sentence[at - 1], figures):
            listed = _run(sentence, at)
            if listed > 1 and at >= listed and all(figure.is_amount for figure in sentence[at - listed : at]):
                yield from zip(sentence[at - listed : at], sentence[at : at + listed], strict=True)
            else:
                yield sentence[at - 1], share
        following = sentence[at + 1] if at + 1 < len(sentence) else None
        if following is not None and _amounts_to(share, following, figures):
            yield following, share


def _amounts_to(share: Figure, part: Figure, figures: Figures) -> bool:
    """Whether the share stands before its part: "tỷ lệ trễ hạn là 1%, tương đương với 140 hồ sơ"."""
    if share.unit != "percent" or share.measure not in _SHARES or not part.is_amount:
        return False
    return figures.between(share, part).strip(" ,(").rstrip().endswith(check_words().amounts_to)


def _run(sentence: Sequence[Figure], at: int) -> int:
    """How many shares follow each other from ``at`` on."""
    count = 0
    while at + count < len(sentence) and sentence[at + count].measure == "share":
        count += 1
    return count


def _is_share_of(share: Figure, part: Figure, figures: Figures) -> bool:
    """Whether ``share`` stands right behind ``part`` and says what it is of a whole."""
    if share.unit != "percent" or share.measure not in _SHARES or not part.is_amount:
        return False
    if part.told.of is not None or part.is_per_unit:
        return False
    gap = figures.between(part, share)
    if len(gap) > _FARTHEST or ";" in gap or ". " in gap:
        return False
    if share.measure == "share" and "đạt" not in gap:
        return True
    said = _SAID_SO.search(gap.rstrip()) is not None
    return said and (share.measure == "share" or share.measures_what(part))


def _wholes(
    sentence: Sequence[Figure], part: Figure, share: Figure, wholes: dict[int, tuple[Figure, ...]], figures: Figures
) -> list[Figure]:
    """The figures that the words make the whole of which ``share`` is told."""
    following = next((one for one in figures.within(share.end, share.end + _FARTHEST) if one.start > share.start), None)
    if following is not None and of_one_kind(following, part) and _OF.match(figures.between(share, following)):
        return [following]
    named = [one for one in wholes.get(part.index, ()) if one is not part]
    if named:
        return named
    totals = check_words().totals
    return [
        one
        for one in figures.before(part, _NEAR)
        if one.told.sentence == part.told.sentence
        and one.is_amount
        and of_one_kind(one, part)
        and one.before.rstrip().endswith(totals)
    ]


def _names_another_whole(share: Figure, whole: Figure, figures: Figures) -> bool:
    """Whether the words behind the share name what it is of, and that is not ``whole``: "đạt 99,1% dân số từ 18 tuổi"."""
    named = _NAMED_WHOLE.match(figures.behind(share, _FARTHEST))
    words = frozenset(_WORD.findall(named["whole"])) - check_words().fillers if named else frozenset()
    return bool(words) and not words & whole.words and not words & frozenset(_WORD.findall(whole.told.unit_text or ""))


def _share(part: Figure, share: Figure, wholes: Sequence[Figure], figures: Figures) -> Iterator[Finding]:
    fitting = [whole for whole in wholes if not _names_another_whole(share, whole, figures)]
    fault = unless_one_holds([share_of(part, whole, share) for whole in fitting])
    if fault:
        yield of_equation(fault[0], fault[1], figures.report.sha256)


def is_nested(part: Figure, share: Figure, figures: Figures) -> bool:
    """ "7.259 việc, trong đó 5.422 việc có điều kiện, đã giải quyết xong *4.918 việc*, đạt tỷ lệ *90,7%*": of what stands right before."""
    before = figures.before(part, 1)
    if not before or before[0].told.sentence != part.told.sentence or not of_one_kind(before[0], part):
        return False
    return before[0].is_amount and not share_of(part, before[0], share).fault()


def _share_of_what_stands_elsewhere(
    part: Figure, share: Figure, parts: Collection[int], figures: Figures
) -> Iterator[Finding]:
    """The whole may stand in another sentence: it is named by fewer words than the part, or by those of the share.

    Which figure it is, is a guess: only if there is one that may be it is its failing told, as suspicious. What is less
    than the part is not its whole, nor is one of ``parts``, which have shares themselves; but for a slip.
    """
    candidates = [one for one in figures.amounts_of(part.told.indicator_id) if _may_be_whole(one, part, share)]
    wholes = list({one.told.value: one for one in candidates}.values())
    named = [share_of(part, whole, share) for whole in wholes]
    before = [
        share_of(part, whole, share)
        for whole in _amounts_before(part, figures)
        # "đợt 1 cho *6.812 trẻ* (99,2%), đợt 2 cho 6.790 trẻ (99%)": neither is the whole of the other
        if whole.index not in parts or whole.told.sentence != part.told.sentence
    ]
    fault = unless_one_holds([*named, *before])
    if fault is None:
        return
    if len(named) == 1 or (named and share.name != part.name):
        settled = sorted(named, key=lambda equation: equation.terms["whole"].printed.high, reverse=True)
    else:
        settled = [equation for equation in (*named, *before) if one_slip_settles(equation)]
    settled = [
        equation
        for equation in settled
        if _is_plausible(equation.figures["whole"], part, share, parts) or one_slip_settles(equation)
    ]
    if settled:
        yield of_equation(settled[0], milder(fault[1], "suspicious"), figures.report.sha256)


def _is_plausible(whole: Figure, part: Figure, share: Figure, parts: Collection[int]) -> bool:
    """Whether only their numbers speak against a whole and its part; a whole elsewhere of the same name may be wrong itself."""
    if whole.words == part.words == share.words:
        return True
    return whole.index not in parts and whole.told.value >= part.told.value


def _amounts_before(part: Figure, figures: Figures) -> list[Figure]:
    """The last amounts of the same unit before ``part``."""
    near = figures.before(part, _NEAR)
    return [
        one
        for one in near
        if one.told.measure == "level"
        and one.is_of(part)
        and one.told.unit in (part.told.unit, None)
        and not one.told.of
    ]


def _may_be_whole(one: Figure, part: Figure, share: Figure) -> bool:
    told = one.told
    if not one.is_amount or one is part or told.cell is not None or told.unit != part.told.unit or told.of is not None:
        return False
    if told.period != part.told.period or told.indicator_id != part.told.indicator_id or told.indicator_id is None:
        return False
    if told.sentence == part.told.sentence or not one.words or told.status == "target":
        return False
    return (
        one.words < part.words
        or (share.words < part.words and share.words <= one.words)
        or (share.words == part.words == one.words and told.place != part.told.place)
    )


def share_of(part: Figure, whole: Figure, share: Figure) -> Equation:
    """Share = 100 × part ÷ whole."""
    return Equation(
        "share",
        terms={"part": part.meant, "whole": whole.meant, "percent": share.meant},
        solutions={
            "percent": lambda of: _HUNDRED * of["part"] / of["whole"],
            "part": lambda of: of["percent"] * of["whole"] / _HUNDRED,
            "whole": lambda of: _HUNDRED * of["part"] / of["percent"],
        },
        main="percent",
        figures={"part": part, "whole": whole, "percent": share},
    )


def shares_of_a_whole(figures: Figures) -> Iterator[Finding]:
    """The shares of one structure in one sentence and period, and what two kinds leave nothing over ("đúng hạn", "trễ hạn")."""
    for sentence in figures.several:
        if sum(figure.unit == "percent" for figure in sentence) < 2:
            continue
        for group in _structures(sentence, figures):
            if _begins_with_a_whole(group):
                continue
            yield from _sum(group, figures, told=True)
        for one, other in itertools.pairwise(sentence):
            if _are_complements(one, other, figures):
                yield from _sum((one, other), figures, told=False)


def _begins_with_a_whole(group: Sequence[Figure]) -> bool:
    """Whether the first shares make up the whole, so that what follows is of something else."""
    added = itertools.accumulate((figure.meant.possible for figure in group), add)
    return any(one.meets(_HUNDRED) for one in itertools.islice(added, 1, None))


def _structures(sentence: Sequence[Figure], figures: Figures) -> Iterator[tuple[Figure, ...]]:
    shares = [figure for figure in sentence if figure.measure == "share" and figure.unit == "percent"]
    if len(shares) < 2 or not _structure().search(figures.text.lower[slice(*_reach(sentence, figures))]):
        return
    for period in dict.fromkeys(share.told.period for share in shares):
        group = tuple(share for share in shares if share.told.period == period)
        if len(group) > 1 and len({share.words for share in group}) == len(group):
            yield group


def _reach(sentence: Sequence[Figure], figures: Figures) -> tuple[int, int]:
    return figures.text.offset(sentence[0].told.sentence[0]), sentence[-1].end


@once
def _structure() -> re.Pattern[str]:
    return regex(rf"(?<!\w)(?:{'|'.join(map(re.escape, check_words().structures))})(?!\w)")


def _are_complements(one: Figure, other: Figure, figures: Figures) -> bool:
    if one.unit != "percent" or other.unit != "percent" or one.measure not in _SHARES or other.measure not in _SHARES:
        return False
    told, second = one.told, other.told
    if told.period != second.period or told.place != second.place:
        return False
    if one.measure != other.measure and told.indicator_id != second.indicator_id:
        return False  # "lao động nông thôn chiếm 56,5%; tỷ lệ thất nghiệp thành thị ở mức 4%"
    then = figures.between(one, other)
    if then.count("(") > then.count(")"):  # a rate and one of its kinds: "97,1% (nam 98,2%, nữ 96%)"
        return False
    first = figures.text.lower[max(one.start - _FARTHEST, figures.text.offset(told.sentence[0])) : one.start]
    after = figures.behind(other, 40)
    called = _is_called_share(first) or _is_called_share(then)
    return any(
        ((a in first and b in then) or (b in first and a in then) or (a in then and b in after and a not in first))
        and (called or a not in check_words().with_rates or _nearly_make_up_a_whole(one, other))
        for a, b in check_words().complements
    )


def _nearly_make_up_a_whole(one: Figure, other: Figure) -> bool:
    """Whether two percentages make up about 100 %, or would but for a slip of the pen."""
    if _NEARLY_A_WHOLE.meets(one.meant.printed + other.meant.printed):
        return True
    rest = Equation(
        "shares",
        terms={"one": one.meant, "other": other.meant},
        solutions={"one": lambda of: _HUNDRED - of["other"], "other": lambda of: _HUNDRED - of["one"]},
        main="one",
        figures={"one": one, "other": other},
    )
    return one_slip_settles(rest)


def _is_called_share(words: str) -> bool:
    return any(word in words for word in check_words().share_words)


def _sum(group: Sequence[Figure], figures: Figures, *, told: bool) -> Iterator[Finding]:
    """Above 100 they contradict each other; a little below, one of them is wrong or one is missing."""
    printed = reduce(add, (figure.meant.printed for figure in group))
    possible = reduce(add, (figure.meant.possible for figure in group))
    severity: Severity
    if possible.low > HUNDRED:
        severity = "contradiction"
    elif (
        possible.high < (HUNDRED if told else _NEARLY_ALL)
        and possible.high >= (_LEAST if told else 0)
        and (len(group) > 2 or not told)
    ):
        severity = "suspicious"
    else:
        return
    places = max(figure.places for figure in group)
    computed = (amount(_middle(printed), "%", places, "vi"), amount(_middle(printed), "%", places, "en"))
    rest = _HUNDRED - printed + group[-1].meant.printed
    value = (amount(_middle(rest), "%", places, "vi"), amount(_middle(rest), "%", places, "en"))
    yield finding(
        "shares",
        severity,
        [ground(figure) for figure in group],
        {"parts": " + ".join(figure.quote for figure in group), "computed": computed},
        key=figures.report.sha256,
        expected="100%",
        found=computed[0],
        remedies=[
            (f"{group[-1].told.quote} phải là {value[0]}", f"“{group[-1].told.quote}” would have to be {value[1]}")
        ],
    )


def _middle(interval: Interval) -> Decimal:
    return interval.middle if interval.is_bounded else interval.low
