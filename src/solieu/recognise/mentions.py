"""Quantities as printed: number, unit, hedge, range, denominator. What is no figure is passed over."""

from __future__ import annotations

import re  # noqa: TC003 - mypyc looks at the types of fields
from bisect import bisect_left, bisect_right
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex
from solieu.recognise.hedges import last_words, read_hedge
from solieu.recognise.numbered_names import is_name_part
from solieu.recognise.numbers import (
    DIGITS,
    FIRST_WORDS,
    NUMBER_WORDS,
    Token,
    is_scale_of_map,
    read_digits,
    read_words,
    tokens,
)
from solieu.recognise.part_lists import unit_of_move, unit_of_parts
from solieu.recognise.ranks import find_ranks
from solieu.recognise.units import PrintedUnit, match_unit
from solieu.spans import Mention, TimeMention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.text import Text

__all__ = ["find_mentions"]

_NUMBER_IN_WORDS: Final = regex(
    # "tăng *năm vụ*" is five, "trong năm" is a year
    r"(?!(?:một|(?<!tăng )(?<!giảm )(?<!thêm )(?<!làm )(?<!có )năm) (?!trăm|nghìn|ngàn|triệu|tỷ|mươi|vạn))"
    rf"(?:{NUMBER_WORDS})(?= [^\W\d_])"
)
_BEFORE_WORDS: Final = frozenset(" \n(")
_ONE: Final = regex(
    r"một(?:(?<=xảy ra một)|(?<=xảy ra chỉ một)|(?<=chỉ xảy ra một)|(?<=làm một)|(?<=\(một)|(?<=[(,] một)) (?!số|phần)"
)
_HALF: Final = regex(r"một nửa(?!\w)")
_GROUPED_BY_BLANKS: Final = regex(r"[1-9]\d{0,2}(?: \d{3})+(?![\d.,/])")
_OVER: Final = regex(
    rf" ?/ ?({DIGITS})(?![\w/])|/({DIGITS})(?=[^\W\d_]{{1,2}}\d?(?!\w))| trên (?:tổng số |tổng )?({DIGITS})(?= [^\W\d_])"
)
_OVER_WITH_UNIT: Final = regex(rf" ?/ ?({DIGITS})(?![\w/])")
_SERIES: Final = regex(rf"(?:, ?{DIGITS}(?!\d)){{0,8}},? và {DIGITS}(?!\d)")
_DASHED: Final = regex(rf" ?[-–] ?{DIGITS}(?P<more>(?: ?[-–] ?{DIGITS}){{1,8}})?(?![\d/])")
_LONGEST_SERIES: Final = 160
_FROM: Final = ("từ ", "từ mức ")
_MOVES_TO: Final = regex(rf" (?:xuống còn|xuống|còn|giảm còn|lên đến|lên tới|lên|tăng lên) {DIGITS}(?!\d)")
# How these patterns and the next begin: one look spares most figures all of them.
_GOES_ON: Final = regex(r" ?(?:tỷ |triệu |/|- ?\d)| trên | đến | tới ")
_MAY_GO_ON: Final = (" t", " /", " -", " đ", "/", "-", "t")
# The same for a unit, of the next pattern, of a whole with a unit and of visits.
_GOES_ON_AFTER_UNIT: Final = regex(r" ?(?:/|- ?\d)| (?:đến|tới|xem|truy cập|đọc|online)")
_MAY_GO_ON_AFTER_UNIT: Final = ("/", "-", " /", " -", " đến", " tới", " x", " tr", " đọc", " o")
_TO: Final = regex(rf"(?: ?- ?| đến | tới )({DIGITS})(?!\d)")
_ONE_MORE: Final = regex(r" ?[-–] ?\d")
_ONE_MORE_BEFORE: Final = regex(r"\d ?%? ?[-–] ?$")
# "394 tỷ 581 triệu đồng", "1 tỷ 278 triệu đồng"
_COMPOUND: Final = regex(
    rf" ?tỷ (?P<millions>{DIGITS}) ?triệu(?: (?P<thousands>{DIGITS}) ?(?:nghìn|ngàn))?(?: đồng)?(?![\w/])"
    rf"| ?triệu (?P<thousands_only>{DIGITS}) ?(?:nghìn|ngàn)(?: đồng)?(?![\w/])"
)
_COLON: Final = regex(r": ?$")
_STATES: Final = regex(r"(?:: ?|\d/|(?<!\w)(?:là|đạt|còn) ?)$")
_GLUED: Final = regex(r"[^\W\d_]|[-/]\s?[^\W\d_a-zà-ỹđ]{2}|[-/]\d+/|-[^\W\d_]{2}|:\d\d|h\d\d")
_VISITS: Final = regex(r" (?:xem|truy cập|đọc|online)(?!\w)")
_RANK_BEFORE: Final = regex(r"(?<!\w)thứ \d{1,3}/$")
# "quy hoạch chi tiết tỷ lệ *1/500* cụm công nghiệp": scales of maps count nothing
_SCALES: Final = frozenset({200, 500, 1000, 2000, 5000, 10_000, 25_000, 50_000, 100_000})
# "giải ngân vốn 03 chương trình mục tiêu quốc gia" names them all
_MAY_BE_PROGRAMMES: Final = (" chương", " cấp", " nhà")
_PROGRAMMES: Final = regex(
    r" (?:chương trình (?:mục tiêu|mtqg)|cấp chính quyền)|(?:(?<=kết [3-6])|(?<=kết bốn)|(?<=\"[3-6])) nhà\b"
)
_AFTER_FRACTION: Final = regex(r"[,;)\n]| = \d| và \d| (?:số|diện tích|tổng|đạt|chiếm|bằng)(?!\w)|$")
_COUNT_MOVES: Final = regex(r"(?<!\w)số [^,;.:\d]{2,30} (?:tăng|giảm) (?:thêm )?$")
_COUNT_STANDS: Final = regex(
    r"(?:^|[,;.:(\n]) ?(?:tổng )?số (?!nhà|điện|tài khoản|hiệu|máy|fax|ký|chứng|căn cước)[^,;.:\d]{2,40} $"
)
_NEVER_IN_MILLIONS: Final = ("money", "time", "percent", "percentage_point")
_SURPASSES: Final = ("vượt ", "vượt mức ")
_LOOK_BACK: Final = 48
_SMALLEST_SUM: Final = 10**6
_LEAST_BILLION: Final = 10**9
_ENDS_SUM: Final = regex(
    r"\s*(?:$|[,;:()\n]|\.(?!\d)|(?:so|tăng|giảm|để|cho|làm|từ|và|với|bằng|đạt|vào|trong|của|trở|nhằm|xây dựng|đầu tư)(?!\w))"
)
_OF_MONEY_BEFORE: Final = regex(r"(?<!\w)đồng[^.;\d]{0,24}(?:tăng|giảm)(?: (?:thêm|gần|hơn|trên|khoảng))? $")
_MINUS: Final = regex(r"(?:^|[(\s])-$")


_start_of: Final = attrgetter("start")


def find_mentions(text: Text, times: Sequence[TimeMention] = ()) -> tuple[Mention, ...]:
    """The quantities in ``text`` in order, none overlapping another or one of ``times``.

    Dates, hours, document and telephone numbers, list numbers, counters of web pages and numbered names ("mũi 3",
    "Quốc lộ 18", "thôn 6") are no quantities. A year followed by a unit ("1900 tỷ đồng") is one.
    """
    ranks = list(find_ranks(text))
    found = [*_in_digits(text, times), *_in_words(text, times)]
    if ranks:
        starts = [rank.start for rank in ranks]
        # "xếp hạng 15/63 tỉnh": what stands behind the slash belongs to the rank
        ends = [rank.end + 2 if text.lower.startswith("/", rank.end) else rank.end for rank in ranks]
        found = [m for m in found if not (before := bisect_left(starts, m.end)) or ends[before - 1] <= m.start]
        found += ranks
    found.sort(key=_start_of)
    return tuple(found)


def _in_digits(text: Text, times: Sequence[TimeMention]) -> Iterator[Mention]:
    lower = text.lower
    starts = [time.start for time in times]
    done = 0
    for token in tokens(text):
        start = token.start
        if start < done:
            continue
        if token.may_go_on:
            token = _grouped_by_blanks(lower, token, starts) or token
        index = bisect_right(starts, start)
        time_end = times[index - 1].end if index else 0
        if start < time_end and not _is_amount(lower, times[index - 1], token):
            done = time_end
            continue
        mention = _mention(text, token, time_end)
        if mention is not None:
            done = mention.end
            yield mention


def _grouped_by_blanks(lower: str, token: Token, time_starts: Sequence[int]) -> Token | None:
    """ "5 000 hộ" is one number where a unit follows; in "xã 3 500 hộ" and "năm 2022 500 hộ" the first number is none."""
    grouped = _GROUPED_BY_BLANKS.match(lower, token.start)
    if grouped is None or grouped.end() <= token.end:
        return None
    unit = match_unit(lower, grouped.end())
    index = bisect_right(time_starts, token.start)
    in_time = index < len(time_starts) and time_starts[index] < grouped.end()
    before = last_words(lower[max(0, token.start - _LOOK_BACK) : token.start].rstrip(), 1)
    numbered = bool(before) and (before[0] in CUES.numbered or before[0] in CUES.always_numbered)
    if unit is None or unit.unit is None or in_time or numbered:
        return None
    return Token(token.start, grouped.end(), grouped[0])


def _is_amount(lower: str, time: TimeMention, token: Token) -> bool:
    """ "1900 tỷ đồng" looks like a year until its unit is read."""
    if time.kind != "year" or time.start != token.start:
        return False
    unit = match_unit(lower, token.end)
    return unit is not None and (unit.unit is not None or unit.dimension == "multiplier") and unit.dimension != "time"


def _mention(text: Text, token: Token, time_end: int) -> Mention | None:
    """The quantity that begins with the number ``token``; the last time before it ends at ``time_end``."""
    lower, printed, start, end = text.lower, token.printed, token.start, token.end
    before = lower[start - _LOOK_BACK if start > _LOOK_BACK else 0 : start]
    number = read_digits(printed)
    if number is None:
        return None
    # "lũy kế 5 tháng 88.320 tấn": the word before ends a time and numbers nothing.
    after_time = start - time_end <= _LOOK_BACK and not lower[time_end:start].strip()
    if is_name_part(text, token, "" if after_time else before):
        return _of_parts(text, token, number, before, exactly=True)
    goes_on = lower.startswith(_MAY_GO_ON, end) and _GOES_ON.match(lower, end) is not None
    if goes_on:
        compound = _COMPOUND.match(lower, end)
        if compound:
            return _compound(text, token, number, compound, before)
        over = _OVER.match(lower, end)
        of = read_digits(next(filter(None, over.groups()))) if over else None
        if over and of:
            if number == 1 and of in _SCALES and is_scale_of_map(before):
                return None
            unit = match_unit(lower, over.end())
            if unit is None and not _is_plain_fraction(lower, over):
                return None
            return _made(text, start, over.end(), number, unit, before, of=of)
    if before.endswith("/") and (_RANK_BEFORE.search(before) or _is_scale(number, before)):
        return None
    unit = match_unit(lower, end)
    unit_goes_on = unit is not None and _goes_on_after_unit(lower, unit.end)
    ranged = _range(lower, to, None, number) if goes_on and (to := _TO.match(lower, end)) else None
    if ranged is None and unit is not None and unit_goes_on and (to := _TO.match(lower, unit.end)):
        ranged = _range(lower, to, unit, number)
    if ranged and not _is_in_series(lower, before, ranged[2], ranged[1]):
        upper, unit, end_of_range = ranged
        return _made(text, start, end_of_range, number, unit, before, upper=upper)
    if (unit is None or unit.unit is None) and _GLUED.match(lower, end):
        return None
    whole = _whole_with_unit(lower, unit) if unit is not None and unit_goes_on else None
    if whole is not None:
        of, unit, end_of_whole = whole
        return _made(text, start, end_of_whole, number, unit, before, of=of)
    if unit is None:
        shared = _with_shared_unit(text, token, number, before)
        if shared is not None or not _may_stand_alone(lower, token, before):
            return shared or _of_parts(text, token, number, before) or _of_move(text, token, number, before)
    elif (unit_goes_on and _VISITS.match(lower, unit.end)) or _are_programmes(lower, end):
        return None
    elif unit.dimension == "mass" and unit.end == end + 1 and text.surface[end].isupper():
        return None  # "4G", "3G"
    elif unit.dimension == "percent" and "." in printed:
        number = read_digits(printed, rate=True) or number
    return _made(text, start, end, number, unit, before)


def _is_scale(number: Decimal, before: str) -> bool:
    return number in _SCALES and before.endswith(" 1/") and is_scale_of_map(before[: -len("1/")])


def _goes_on_after_unit(lower: str, end: int) -> bool:
    return lower.startswith(_MAY_GO_ON_AFTER_UNIT, end) and _GOES_ON_AFTER_UNIT.match(lower, end) is not None


def _are_programmes(lower: str, end: int) -> bool:
    return lower.startswith(_MAY_BE_PROGRAMMES, end) and _PROGRAMMES.match(lower, end) is not None


def _whole_with_unit(lower: str, unit: PrintedUnit) -> tuple[Decimal, PrintedUnit, int] | None:
    """The denominator that repeats the unit, its unit and where it ends: "1.250 ha/*1.200 ha*", "156 tỷ đồng/*235 tỷ đồng*"."""
    over = _OVER_WITH_UNIT.match(lower, unit.end)
    of = read_digits(over[1]) if over else None
    if over is None or not of:
        return None
    other = match_unit(lower, over.end())
    if other is None or other.factor != unit.factor or unit.unit not in (None, other.unit):
        return None  # "8,9 tỷ/41,2 tỷ đồng" leaves the unit to the second
    return of, other, over.end()


def _with_shared_unit(text: Text, token: Token, number: Decimal, before: str) -> Mention | None:
    """ "lần lượt thu **5**, **6** và 7 tỷ đồng", "giảm từ **36,06** xuống 31,44%": the last of them has the unit of all.

    So does it of three shares or more: "nông nghiệp - công nghiệp - dịch vụ: **30** - **40** - 30%".
    """
    dashed = _DASHED.match(text.lower, token.end)
    if dashed is not None and (dashed["more"] or _ONE_MORE_BEFORE.search(before)):
        unit = match_unit(text.lower, dashed.end())
        if unit is not None and unit.dimension == "percent":
            made = _made(text, token.start, token.end, number, None, before)
            return replace(made, unit=unit.unit, dimension=unit.dimension, factor=unit.factor)
    if before.endswith(_FROM):
        series = _MOVES_TO.match(text.lower, token.end)
    elif text.lower.rfind("lần lượt", max(0, token.start - _LONGEST_SERIES), token.start) >= 0:
        series = _SERIES.match(text.lower, token.end)
    else:
        return None
    if series is None:
        return None
    unit = match_unit(text.lower, series.end())
    if unit is None or unit.unit is None:
        return None
    made = _made(text, token.start, token.end, number, None, before)
    return replace(made, unit=unit.unit, dimension=unit.dimension, factor=unit.factor)


def _of_parts(text: Text, token: Token, number: Decimal, before: str, *, exactly: bool = False) -> Mention | None:
    """ "58 trường (mầm non **21**, tiểu học **19**, THCS **18**)": bare parts have the unit of their whole."""
    unit = unit_of_parts(text.lower, token.start, exactly=exactly)
    if unit is None:
        return None
    made = _made(text, token.start, token.end, number, None, before)
    return replace(made, unit=unit.unit, dimension=unit.dimension, factor=unit.factor)


def _of_move(text: Text, token: Token, number: Decimal, before: str) -> Mention | None:
    """ "24 vụ (giảm **3**), 17 người chết (**-1**)": by how many of them it moved."""
    unit = unit_of_move(text.lower, token.start, token.end)
    if unit is None:
        return None
    made = _made(text, token.start, token.end, number, None, before)
    return replace(made, unit=unit.unit, dimension=unit.dimension, factor=unit.factor)


def _is_plain_fraction(lower: str, over: re.Match[str]) -> bool:
    return over[3] is None and _AFTER_FRACTION.match(lower, over.end()) is not None


def _may_stand_alone(lower: str, token: Token, before: str) -> bool:
    """A bare number states something only after a colon or a copula: "chỉ tiêu: 15", "tổng số là 240"."""
    after = lower[token.end : token.end + 2]
    if (
        (_COUNT_MOVES.search(before) or _COUNT_STANDS.search(before))
        and after[:1] in ("", ",", ".", ";", ")", "\n")
        and not after[1:].isdigit()
    ):
        return True  # "số người chết *giảm 02*, …"
    if after[:1] in "/-:%" and after[:1]:
        return after[:1] == "/" and after[1:].isdigit() and _COLON.search(before) is not None
    return len(token.printed) < 12 and _STATES.search(before) is not None


def _range(
    lower: str, to: re.Match[str], first_unit: PrintedUnit | None, number: Decimal
) -> tuple[Decimal, PrintedUnit, int] | None:
    """The upper end of a range, ``to``, whose lower end is ``number`` with ``first_unit``."""
    upper = read_digits(to[1])
    if upper is None or upper < number:
        return None
    last_unit = match_unit(lower, to.end())
    if last_unit is None:
        return None
    if first_unit is not None and (
        first_unit.factor != last_unit.factor
        or (first_unit.unit != last_unit.unit and first_unit.dimension != "multiplier")
    ):
        return None
    return upper, last_unit, to.end()


def _is_in_series(lower: str, before: str, end: int, unit: PrintedUnit) -> bool:
    """Whether a third number follows or comes before: "tương ứng là *24,1% - 39,4%* - 36,5%" are three shares, no range."""
    return _ONE_MORE_BEFORE.search(before) is not None or _ONE_MORE.match(lower, max(end, unit.end)) is not None


def _compound(text: Text, token: Token, number: Decimal, rest: re.Match[str], before: str) -> Mention | None:
    millions, thousands = rest["millions"], rest["thousands"] or rest["thousands_only"]
    if rest["thousands_only"]:
        number += (read_digits(thousands) or Decimal(0)) / 1000
        scale = "triệu"
    else:
        number += (read_digits(millions) or Decimal(0)) / 1000
        number += (read_digits(thousands) or Decimal(0)) / 1_000_000 if thousands else 0
        scale = "tỷ"
    factor = Decimal(10**6 if scale == "triệu" else 10**9)
    bound, hedge, estimated = read_hedge(before, text.lower, rest.end())
    unit = None if rest[0].endswith("đồng") else match_unit(text.lower, rest.end())
    if unit is not None and unit.unit is not None and unit.dimension not in _NEVER_IN_MILLIONS:
        # "đàn gia cầm *7 triệu 520 nghìn con*"
        printed = f"{scale} {text.surface[rest.end() : unit.end].strip()}"
        return Mention(
            token.start, unit.end, text.surface[token.start : unit.end], number, None, None, printed, unit.unit,
            unit.dimension, factor * unit.factor, bound, hedge, estimated,
        )  # fmt: skip
    return Mention(
        token.start, rest.end(), text.surface[token.start : rest.end()], number, None, None, f"{scale} đồng", "VND",
        "money", factor, bound, hedge, estimated,
    )  # fmt: skip


def _made(
    text: Text,
    start: int,
    end: int,
    number: Decimal,
    unit: PrintedUnit | None,
    before: str,
    *,
    of: Decimal | None = None,
    upper: Decimal | None = None,
) -> Mention:
    """The mention of ``number``, which is printed from ``start`` to ``end``, with its ``unit``."""
    surface = text.surface
    if "-" in before[-2:] and _MINUS.search(before):
        number = -number
    if unit is None:
        bound, hedge, estimated = read_hedge(before, text.lower, end)
        quote = surface[start:end]
        return Mention(start, end, quote, number, upper, of, bound=bound, hedge=hedge, estimated=estimated)
    unit_end, unit_id, dimension, factor = unit.end, unit.unit, unit.dimension, unit.factor
    if dimension == "multiplier" and (_is_of_money(before, unit) or _is_a_sum(text.lower, before, unit)):
        unit_id, dimension = "VND", "money"
    bound, hedge, estimated = read_hedge(before, text.lower, unit_end)
    if bound == "above" and before.endswith(_SURPASSES) and text.lower[end:unit_end].strip() in CUES.surpassed:
        bound = "exact"
    quote, unit_text = surface[start:unit_end], surface[end:unit_end].strip() or None
    return Mention(
        start, unit_end, quote, number, upper, of, unit_text, unit_id, dimension, factor, bound, hedge, estimated
    )


def _in_words(text: Text, times: Sequence[TimeMention]) -> Iterator[Mention]:
    lower = text.lower
    starts = [time.start for time in times]
    done = 0
    for start in text.starts_of(FIRST_WORDS):
        if start and (start <= done or lower[start - 1] not in _BEFORE_WORDS):
            continue
        token = _NUMBER_IN_WORDS.match(lower, start)
        if token is None:
            continue
        done = token.end()
        index = bisect_right(starts, start) - 1
        if index >= 0 and start < times[index].end:
            continue
        if _is_a_name(text.surface, start, token.end()):
            continue
        number = read_words(token[0])
        unit = match_unit(lower, token.end())
        before = lower[max(0, start - _LOOK_BACK) : start]
        if number is None or unit is None or unit.unit is None or unit.dimension == "time" or _follows_order(before):
            continue
        if lower.startswith(" số", unit.end) or _are_programmes(lower, token.end()):
            continue  # "tăng trưởng hai con số"
        yield _made(text, start, token.end(), number, unit, before)
    for start in text.starts_of(("một",)):
        if not _ONE.match(lower, start):
            continue
        end = start + len("một")
        unit = match_unit(lower, end)
        if unit is not None and unit.dimension == "count" and unit.unit is not None:
            before = lower[max(0, start - _LOOK_BACK) : start]
            yield _made(text, start, end, Decimal(1), unit, before)
    for start in text.starts_of(("một",)):
        token = _HALF.match(lower, start)
        if token is not None:
            end = token.end()
            bound, hedge, estimated = read_hedge(lower[max(0, start - _LOOK_BACK) : start], lower, end)
            quote = text.surface[start:end]
            yield Mention(
                start, end, quote, Decimal("0.5"), dimension="ratio", bound=bound, hedge=hedge, estimated=estimated
            )


def _is_a_name(surface: str, start: int, end: int) -> bool:
    """ "thị xã *Ba Đồn*", "huyện *Ba Vì*": both words have capitals."""
    return surface[start].isupper() and surface[end + 1 : end + 2].isupper()


_ORDER: Final = regex(r"(?<!\w)(?:thứ|lần|tháng|số|tiêu chí|cả|các|những|từng|mấy|phần|thập kỷ|khóa|quý|lớp|cấp)\s*$")


def _follows_order(before: str) -> bool:
    return _ORDER.search(before) is not None


def _is_a_sum(lower: str, before: str, unit: PrintedUnit) -> bool:
    """ "208 tỷ đồng (tăng *62 tỷ* so với cuối năm)", "huy động *1,5 tỷ* làm đường": without a noun, such scales are of money."""
    if unit.factor < _SMALLEST_SUM or _ENDS_SUM.match(lower, unit.end) is None:
        return False
    return unit.factor >= _LEAST_BILLION or _OF_MONEY_BEFORE.search(before) is not None


def _is_of_money(before: str, unit: PrintedUnit) -> bool:
    """Whether the words right before name money: "với số tiền trên *350 triệu*"."""
    words = last_words(before, 5)
    money = CUES.money
    return unit.factor >= _SMALLEST_SUM and any(money.length_before(words, end) for end in range(len(words), 0, -1))
