"""Totals and the parts named behind them: "6.293 thí sinh, gồm: 5.818 thí sinh phổ thông; 235 …", "27 huyện (24 huyện, …)"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, final

from solieu.check.chains import stands_for_comparison
from solieu.knowledge.checks import check_words
from solieu.patterns import regex
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from solieu.check.figures import Figure, Figures

__all__ = ["Partition", "are_complements", "likely_heads", "names_all", "of_one_kind", "overlaps", "partitions"]

_ITEM: Final = regex(r"\n[ \t]*(?:(?P<number>\d{1,2}[.)])|(?P<letter>[a-z]\))|(?P<bullet>[-–*•])|(?P<plus>\+))[ \t]")
_NUMBER: Final = regex(r"\d+(?:[.,]\d+)*")
_NO_QUANTITY: Final = regex(
    r"(?:năm|tháng|quý|ngày|số|điều|khoản|giai đoạn|kỳ|lần thứ|loại|nhóm|mũi|cấp|thứ|[-/.–])\s*$"
)
_ITEM_END: Final = regex(r"[;\n]")
_BRACKETS: Final = regex(r"[()\n]")
_SENTENCE_END: Final = regex(r"[.!?](?=\s|$)|\n")
_CLAUSE_END: Final = regex(r"[.!?;](?=\s|$)|\n")
_MORE: Final = regex(r"\.\.\.|…|v\.v")
_FARTHEST_LEAD: Final = 90
_LONGEST: Final = 1500
_MOST_PARTS: Final = 60
_NEAREST: Final = 12
_NO_PARTS: Final = ("percent", "percentage_point", "times")
_NOUN: Final = regex(r"[^\d,;:.()\n]{0,40}")
_NEW_SENTENCE: Final = regex(r"\n|[.!?;]\s")
_MARKS: Final = " \t-–+*•"
_APART: Final = regex(r"[,;\n]|(?<!\w)và(?!\w)")
_OF_WHOLE: Final = regex(r"(?<!\w)trong(?: tổng| số| tổng số)? $")
_BRACKET: Final = regex(r"\([^()]*\)")
_LEAD: Final = 24
_RANKS: Final = {"number": 0, "letter": 1, "bullet": 2, "plus": 3}


@final
class Partition:
    """A total and parts of it."""

    __slots__ = ("complete", "events", "itemised", "parted", "parts", "totals")

    def __init__(
        self,
        totals: tuple[Figure, ...],
        parts: tuple[Figure, ...],
        parted: tuple[int, int],
        *,
        complete: bool,
        events: bool,
        itemised: bool,
    ) -> None:
        self.totals: Final = totals
        """The figures that may be the total: what holds for one of them is no fault."""
        self.parts: Final = parts
        self.parted: Final = parted
        """Where the parts stand in the text."""
        self.complete: Final = complete
        """Whether the words say that the parts are all there are, and no number among them was passed over."""
        self.events: Final = events
        """Whether they are three or more kinds of events, told as a list: each event is mostly of one of them."""
        self.itemised: Final = itemised
        """Whether they are four or more and each stands in a line of its own: such lists hardly leave one out."""


@lru_cache(maxsize=1)
def partitions(figures: Figures) -> tuple[Partition, ...]:
    """Every total with parts, as the words between them tell."""
    amounts = [figure for figure in figures.every if _may_be_part(figure)]
    if len(amounts) < 2:
        return ()
    starts = [figure.start for figure in amounts]
    markers = _between(amounts, starts, figures)
    return tuple(partition for marker in markers for partition in _behind(marker, amounts, starts, figures))


def likely_heads(figure: Figure, figures: Figures) -> list[Figure]:
    """What is spoken of behind ``figure``: the total, too, where it is a part: "38 giải, gồm … 16 giải ba, tăng 5 giải"."""
    found = _totals_before(figures).get(figure.index)
    if found is None:
        return [figure]
    totals, complete = found
    return [*totals, figure] if complete else [figure, *totals]


@lru_cache(maxsize=1)
def _totals_before(figures: Figures) -> dict[int, tuple[tuple[Figure, ...], bool]]:
    """The totals of each part in its sentence, and whether the parts make them up."""
    found = {}
    for partition in partitions(figures):
        for part in partition.parts:
            totals = tuple(total for total in partition.totals if total.told.sentence == part.told.sentence)
            if totals:
                found[part.index] = totals, partition.complete
    return found


def _between(amounts: Sequence[Figure], starts: Sequence[int], figures: Figures) -> Iterator[re.Match[str]]:
    """The markers between two amounts: those that no amount follows part nothing."""
    lower = figures.text.lower
    done = 0
    for at in _places_of_markers(figures):
        following = bisect_right(starts, at)
        if following == len(starts):
            return
        if at < done or not following or at < amounts[following - 1].end:
            continue
        marker = _markers().match(lower, at, starts[following] + 1)
        if marker:
            done = marker.end()
            yield marker


def _places_of_markers(figures: Figures) -> list[int]:
    """Where brackets open and the first words of markers stand."""
    text = figures.text
    found = text.starts_of(_first_words())
    at = text.lower.find("(")
    if at < 0:
        return found
    while at >= 0:
        found.append(at)
        at = text.lower.find("(", at + 1)
    found.sort()
    return found


def _may_be_part(figure: Figure) -> bool:
    if figure.measure != "level" or figure.unit in _NO_PARTS or figure.is_per_unit:
        return False
    return figure.told.cell is None and figure.told.number >= 0


def _behind(
    marker: re.Match[str], amounts: Sequence[Figure], starts: Sequence[int], figures: Figures
) -> Iterator[Partition]:
    lower = figures.text.lower
    at = bisect_left(starts, marker.end())
    if at == 0 or at == len(amounts) or starts[at] - marker.end() > _FARTHEST_LEAD:
        return
    near = _before(marker, amounts[max(at - _NEAREST, 0) : at], figures)
    if not near:
        return
    region = _region(marker, lower)
    parts = _parts(amounts, starts, at, region, figures)
    if not parts or parts[0].start - marker.end() > _FARTHEST_LEAD or _tells_several_things(parts, region, lower):
        return
    for period in dict.fromkeys(part.told.period for part in parts):
        every = tuple(part for part in parts if part.told.period == period)
        for heads, own in _by_indicator(_totals(near, every), every):
            for totals in _kinds(heads):
                mine = tuple(part for part in own if any(_may_be_of(total, part, lower) for total in totals))
                if mine and (len(mine) > 1 or not marker["bracket"]) and not _restates(mine, lower):
                    complete = _is_complete(marker, mine, parts, region, figures)
                    events, itemised = _are_events(mine), _are_items(mine, lower)
                    yield Partition(totals, mine, region, complete=complete, events=events, itemised=itemised)


def _may_be_of(total: Figure, part: Figure, lower: str) -> bool:
    """Whether it counts the same kind of thing, and nothing that a part has: "7 đơn vị, gồm: … *với 43 ấp*"."""
    return of_one_kind(total, part) and (part.unit == total.unit or not lower.endswith(" với ", 0, part.start))


def _by_indicator(totals: Sequence[Figure], parts: Sequence[Figure]) -> list[tuple[Sequence[Figure], Sequence[Figure]]]:
    """The totals with the parts of each, where all parts measure what one of several totals does.

    "… làm chết 3.200 người, bị thương 4.500 người. Riêng đường bộ làm chết 3.147 người, bị thương 4.465 người."
    """
    known = dict.fromkeys(part.told.indicator_id for part in parts)
    if None in known or len(known) < 2 or not known.keys() <= {total.told.indicator_id for total in totals}:
        return [(totals, parts)]

    def of(one: str | None, figures: Sequence[Figure]) -> list[Figure]:
        return [figure for figure in figures if figure.told.indicator_id == one]

    return [(of(one, totals), of(one, parts)) for one in known]


def _kinds(totals: Iterable[Figure]) -> list[tuple[Figure, ...]]:
    """Those of one kind together: the households and the people of "2.145 hộ/7.918 khẩu" have parts of their own."""
    kinds: list[list[Figure]] = []
    for total in totals:
        known = next((kind for kind in kinds if of_one_kind(kind[0], total)), None)
        if known is None:
            kinds.append([total])
        else:
            known.append(total)
    return [tuple(kind) for kind in kinds]


def _restates(parts: Sequence[Figure], lower: str) -> bool:
    """Whether one of the parts is a whole said again: "riêng năm 2023, trong 1.556 người, Nhật Bản 642 người"."""
    return any(_OF_WHOLE.search(lower, max(part.start - _LEAD, 0), part.start) for part in parts)


def _tells_several_things(parts: Sequence[Figure], region: tuple[int, int], lower: str) -> bool:
    """Whether some item tells more than one figure of a kind: "án hình sự thụ lý 156 vụ, giải quyết 154 vụ; án dân sự …"."""
    ends = [found.start() for found in _ITEM_END.finditer(lower[region[0] : parts[-1].start])]
    if not ends:
        return False
    items = Counter((bisect_left(ends, part.start - region[0]), part.told.unit, part.told.period) for part in parts)
    return max(items.values()) > 1


def _are_items(parts: Sequence[Figure], lower: str) -> bool:
    return len(parts) > 3 and all(lower.find("\n", one.end, other.start) >= 0 for one, other in pairwise(parts))


def _are_events(parts: Sequence[Figure]) -> bool:
    return len(parts) > 2 and all(part.told.unit in check_words().events for part in parts)


def _region(marker: re.Match[str], lower: str) -> tuple[int, int]:
    """From behind the marker to the end of what it governs: its bracket, its list, or its sentence."""
    start = marker.end()
    if marker["bracket"]:
        close = _closing(lower, start)
        return start, close if close >= 0 else min(len(lower), start + _LONGEST)
    line_end = lower.find("\n", start)
    if line_end >= 0 and not lower[start:line_end].strip(" :.;"):
        return start, _end_of_items(lower, line_end, start + _LONGEST)
    found = (_SENTENCE_END if marker["all"] or marker["colon"] else _CLAUSE_END).search(lower, start, start + _LONGEST)
    end = found.start() if found else min(len(lower), start + _LONGEST)
    opened = lower.rfind("(", max(0, marker.start() - _LEAD), marker.start())
    if opened >= 0 and not lower[opened + 1 : marker.start()].strip():
        # "25 km đường *(trong đó: 20 km GTNT; 5 km GTNĐ)*; làm mới 15 km kênh"
        close = _closing(lower, start)
        end = min(end, close) if close >= 0 else end
    return start, end


def _end_of_items(lower: str, at: int, most: int) -> int:
    """Where the items end that begin at the line end ``at``: those with the mark of the first, and the items below them."""
    first = item = _ITEM.match(lower, at)
    end = at
    while first and item and at < most:
        if not (is_below := _is_below(item, first)) and _mark(item) != _mark(first):
            break
        at = lower.find("\n", item.end())
        if at < 0:
            return min(len(lower), most)
        end = end if is_below else at
        item = _ITEM.match(lower, at)
    return end


def _mark(item: re.Match[str]) -> str:
    """What items of one list have in common: "-", or that they are numbered."""
    return item["bullet"] or item.lastgroup or ""


def _is_below(item: re.Match[str], first: re.Match[str]) -> bool:
    """Whether ``item`` is one of those that make up an item such as ``first``: "a)" below "1.", "+" below "-"."""
    return _RANKS[item.lastgroup or ""] > _RANKS[first.lastgroup or ""]


def _closing(lower: str, start: int) -> int:
    depth = 1
    for found in _BRACKETS.finditer(lower[start : start + _LONGEST]):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth == 0:
            return start + found.start()
        if found[0] == "\n":
            return -1
    return -1


def _parts(
    amounts: Sequence[Figure], starts: Sequence[int], at: int, region: tuple[int, int], figures: Figures
) -> list[Figure]:
    """The amounts of the region that are no parts of parts."""
    most = min(bisect_right(starts, region[1]), at + _MOST_PARTS)
    lower = figures.text.lower
    nests = list(_nests().finditer(lower, region[0], region[1]))
    parts = []
    depth, first, last, within = 0, None, None, False
    ahead = iter(nests)
    nest = next(ahead, None)
    for part in amounts[at:most]:
        while nest is not None and nest.start() < part.start:
            if item := _ITEM.match(lower, nest.start()):
                first, last = first or item, item
            depth += {"(": 1, ")": -1}.get(nest[0], 0)
            within = nest.lastgroup == "inner" or (within and nest[0] not in ";\n")
            nest = next(ahead, None)
        if part.end <= region[1] and not _is_nested(depth, first, last, within=within):
            parts.append(part)
    return parts


def _is_nested(depth: int, first: re.Match[str] | None, last: re.Match[str] | None, *, within: bool) -> bool:
    """Whether what stands there is in a bracket of its own, behind a "trong đó" of its own, or in an item below another."""
    return depth > 0 or within or bool(first and last and _is_below(last, first))


def _before(marker: re.Match[str], before: Sequence[Figure], figures: Figures) -> Sequence[Figure]:
    """The amounts that the marker may speak of, in the sentence that it stands in or behind."""
    last = before[-1]
    gap = figures.text.lower[last.end : marker.start()]
    if gap.count("\n") > 1 or (marker["bracket"] and not _NOUN.fullmatch(gap)):
        return ()
    if _passes_over(gap, last.end, figures):  # "nâng tổng số lên 38, trong đó": the total is not among the figures
        return ()
    near = [figure for figure in before if figure.told.sentence == last.told.sentence]
    begins = [found.end() for found in _NEW_SENTENCE.finditer(gap)][-1:]
    if begins and (gap[begins[0] :].strip(_MARKS) or _are_parts(near, figures)):
        return ()
    if marker["bracket"]:
        near = near[-1:]
    return [figure for figure in near if not stands_for_comparison(figure, figures)]


def _totals(near: Sequence[Figure], parts: Sequence[Figure]) -> tuple[Figure, ...]:
    """Those of the amounts before the parts that are of their kind and period."""
    period = parts[0].told.period
    return tuple(one for one in near if one.told.period == period and any(of_one_kind(one, part) for part in parts))


def _are_parts(near: Sequence[Figure], figures: Figures) -> bool:
    """Whether a sentence tells parts itself, so that what follows it is of their total: "Trong đó A 5, B 6. Cụ thể: …"."""
    start = figures.text.offset(near[0].told.sentence[0])
    marker = _markers().match(figures.text.lower, start)
    return len(near) > 1 and marker is not None and not marker["bracket"]


def of_one_kind(total: Figure, part: Figure) -> bool:
    """Whether both count or measure the same kind of thing: communes and wards, people and labourers, or one unit."""
    one, other = total.unit, part.unit
    if one == other and one is not None:
        return True
    if other is None:
        return one is not None and total.is_amount and part.told.unit_text is None
    return one is not None and (one, other) in _of_one_group()


def _is_complete(
    marker: re.Match[str], own: Sequence[Figure], parts: Sequence[Figure], region: tuple[int, int], figures: Figures
) -> bool:
    lower = figures.text.lower
    words = lower[region[0] : region[1]]
    if len(own) < 2 or len(own) < len(parts) - _asides(own, parts, figures) or _MORE.search(words):
        return False
    if _passes_over(words, region[0], figures) or _has_open_end(words):
        return False
    if names_all(own, figures):
        return True
    listed = marker["all"] or (marker["bracket"] and not _within().search(words))
    # "31 người (nữ 4, dân tộc thiểu số 22)" tells what some of them are.
    return bool(listed) and not any(overlaps(part, figures) for part in own)


def _asides(own: Sequence[Figure], parts: Sequence[Figure], figures: Figures) -> int:
    """How many of the figures among the parts are of another time, or measure something else (areas among counts).

    What has a place of its own in the list, "11 hợp tác xã, 2 doanh nghiệp, 5 hộ", is a part, though of a kind not known.
    """
    of_another_time = sum(part not in own and part.told.period != own[0].told.period for part in parts)
    others: dict[str | None, list[bool]] = {}
    for before, part in pairwise([None, *parts]):
        if part is None or part in own or part.told.period != own[0].told.period:
            continue
        if not any(of_one_kind(one, part) for one in own):
            own_place = before is None or _APART.search(figures.between(before, part)) is not None
            others.setdefault(part.told.unit, []).append(own_place)
    beside = (len(kind) if 2 * len(kind) > len(own) else len(kind) - sum(kind) for kind in others.values())
    return of_another_time + sum(beside)


def _has_open_end(words: str) -> bool:
    """Whether parts of a part may be followed by more parts: "gồm lúa 40 ha, ngô 30 ha, trong đó ngô lai 20 ha, rau …"."""
    return ";" not in words and "\n" not in words and _inner().search(_BRACKET.sub("", words)) is not None


def names_all(parts: Sequence[Figure], figures: Figures) -> bool:
    """Whether the parts are two kinds that leave nothing over, or the last is what is left over."""
    names = [_name(part, figures) for part in parts]
    if any(_has(names[-1], word) for word in check_words().remainder):
        return True
    return len(names) == 2 and are_complements(*names)


def are_complements(one: str, other: str) -> bool:
    """Whether two names name kinds that leave nothing over: "dân số thành thị" and "dân số nông thôn"."""
    for first, second in check_words().complements:
        if first in one and second in other and _has(one, first) and _has(other, second):
            return True
        if second in one and first in other and _has(one, second) and _has(other, first):
            return True
    return False


def overlaps(part: Figure, figures: Figures) -> bool:
    """Whether it is told by what people are, whatever else they are too: women, minorities, the young."""
    name = _name(part, figures)
    return any(_has(name, word) for word in check_words().overlapping)


def _has(name: str, word: str) -> bool:
    return word in name and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", name) is not None


def _name(part: Figure, figures: Figures) -> str:
    """The words that name ``part``, and those around it where it has none of its own."""
    return part.name or figures.text.lower[max(part.start - 40, 0) : part.end + 40]


def _passes_over(words: str, start: int, figures: Figures) -> bool:
    """Whether a number stands among the parts that no figure was made of."""
    taken = [(figure.start - start, figure.end - start) for figure in figures.within(start, start + len(words))]
    return any(
        not any(begin <= found.start() < end for begin, end in taken)
        and not _NO_QUANTITY.search(words[: found.start()])
        for found in _NUMBER.finditer(words)
    )


@once
def _of_one_group() -> frozenset[tuple[str, str]]:
    return frozenset((one, other) for group in check_words().unit_groups for one in group for other in group)


@once
def _first_words() -> frozenset[str]:
    """The first words of the markers."""
    return frozenset(marker.split()[0] for marker in (*check_words().exhaustive, *check_words().within))


@once
def _inner() -> re.Pattern[str]:
    """What begins the parts of a part."""
    return regex(rf"(?<!\w)(?:{_one_of((*check_words().within, 'gồm'))})(?!\w)")


@once
def _nests() -> re.Pattern[str]:
    """What begins or ends parts of parts."""
    return regex(rf"[();\n]|(?P<inner>{_inner().pattern})")


@once
def _within() -> re.Pattern[str]:
    return regex(_one_of(check_words().within))


@once
def _markers() -> re.Pattern[str]:
    words = check_words()
    return regex(
        rf"(?<!\w)(?<!phân )(?:(?P<all>{_one_of(words.exhaustive)})|(?P<some>{_one_of(words.within)}))(?!\w)(?: có| là)?\s*(?P<colon>:?)"
        r"|(?P<bracket>\()(?=[^()\n]{0,60}\d)"
    )


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
