"""Quantities as printed: number, unit, hedge, range, denominator. What is no figure is passed over."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from decimal import Decimal
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, cast

import msgspec

from solieu.knowledge import Phrases, cues
from solieu.knowledge.phrases import spans_of
from solieu.model import Bound, Mention, TimeMention
from solieu.recognise.numbers import DIGITS, MORE_DIGITS, NUMBER_WORDS, read_digits, read_words
from solieu.recognise.units import PrintedUnit, match_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solieu.text import Text

__all__ = ["find_mentions"]

_NUMBER = re.compile(rf"\d(?<![\w.,]\d){MORE_DIGITS}(?P<grouped>(?= \d{{3}}))?")
# Each begins with a letter or a word of its own, so that the search skips to it; what stands before is looked at after.
_IN_WORDS = rf"(?!(?:một|năm) (?!trăm|nghìn|ngàn|triệu|tỷ|mươi|vạn))(?P<words>{NUMBER_WORDS})(?= [^\W\d_])"
_NUMBER_IN_WORDS = re.compile(rf"[ \n(]{_IN_WORDS}")
_BEGINS_IN_WORDS = re.compile(_IN_WORDS)
_ONE = re.compile(
    r"một(?:(?<=xảy ra một)|(?<=xảy ra chỉ một)|(?<=chỉ xảy ra một)|(?<=làm một)|(?<=\(một)|(?<=[(,] một)) (?!số|phần)"
)
_HALF = re.compile(r"một nửa(?!\w)")
_GROUPED_BY_BLANKS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?![\d.,/])")
_OVER = re.compile(
    rf" ?/ ?({DIGITS})(?![\w/])|/({DIGITS})(?=[^\W\d_]{{1,2}}\d?(?!\w))| trên (?:tổng số |tổng )?({DIGITS})(?= [^\W\d_])"
)
_OVER_WITH_UNIT = re.compile(rf" ?/ ?({DIGITS})(?![\w/])")
_SERIES = re.compile(rf"(?:, ?{DIGITS}(?!\d)){{0,8}},? và {DIGITS}(?!\d)")
_LONGEST_SERIES = 160
# How these patterns and the next begin: one look spares most figures all of them.
_GOES_ON = re.compile(r" ?(?:tỷ |triệu |/|- ?\d)| trên | đến | tới ")
# The same for a unit, of the next pattern, of a whole with a unit and of visits.
_GOES_ON_AFTER_UNIT = re.compile(r" ?(?:/|- ?\d)| (?:đến|tới|xem|truy cập|đọc|online)")
_TO = re.compile(rf"(?: ?- ?| đến | tới )({DIGITS})(?!\d)")
# "394 tỷ 581 triệu đồng", "1 tỷ 278 triệu đồng"
_COMPOUND = re.compile(
    rf" ?tỷ (?P<millions>{DIGITS}) ?triệu(?: (?P<thousands>{DIGITS}) ?(?:nghìn|ngàn))?(?: đồng)?(?![\w/])"
    rf"| ?triệu (?P<thousands_only>{DIGITS}) ?(?:nghìn|ngàn)(?: đồng)?(?![\w/])"
)
_COLON = re.compile(r": ?$")
_STATES = re.compile(r"(?:: ?|\d/|(?<!\w)(?:là|đạt|còn) ?)$")
_GLUED = re.compile(r"[^\W\d_]|[-/]\s?[^\W\d_a-zà-ỹđ]{2}|[-/]\d+/|-[^\W\d_]{2}|:\d\d|h\d\d")
_PHONE = re.compile(r"0\d{8,10}(?!\d)|0\d{1,4}\)?[ .]\d{3}")
_LIST_NUMBER = re.compile(r"[.)]\s|\)\s?|/\s")
_VISITS = re.compile(r" (?:xem|truy cập|đọc|online)(?!\w)")
_RANK_BEFORE = re.compile(r"(?<!\w)thứ \d{1,3}/$")
# "giải ngân vốn 03 chương trình mục tiêu quốc gia" names them all
_PROGRAMMES = re.compile(r" (?:chương trình (?:mục tiêu|mtqg)|cấp chính quyền|nhà\b(?! ))")
_AFTER_FRACTION = re.compile(r"[,;)\n]| và \d| (?:số|diện tích|tổng)(?!\w)|$")
_COUNT_MOVES = re.compile(r"(?<!\w)số [^,;.:\d]{2,30} (?:tăng|giảm) (?:thêm )?$")
_COUNT_STANDS = re.compile(
    r"(?:^|[,;.:(\n]) ?(?:tổng )?số (?!nhà|điện|tài khoản|hiệu|máy|fax|ký|chứng|căn cước)[^,;.:\d]{2,40} $"
)
_LOOK_BACK = 48
_SMALLEST_SUM = 10**6
_MINUS = re.compile(r"(?:^|[(\s])-$")


_ORDINALS = {
    "nhất": 1,
    "nhì": 2,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_ORDINAL = "|".join(_ORDINALS)
# "xếp thứ hai", "đứng thứ 6 cả nước", "top 7", "dẫn đầu toàn tỉnh", "nhiều nhất là huyện …"
_RANK_CUES = (
    "xếp ", "đứng ", "thứ ", "vị trí ", "giữ vị trí", "top ", "dẫn đầu ", "đầu bảng",
    "nhiều nhất", "cao nhất", "thấp nhất", "lớn nhất", "ít nhất", "đông dân nhất",
)  # fmt: skip
_RANK = re.compile(
    rf"(?<!\w)(?<!sắp )(?:(?:xếp|đứng|vị trí|xếp hạng|giữ vị trí)(?: (?:ở|vị trí|hạng|vị thứ|trong)){{0,2}} "
    rf"(?P<place>(?:thứ (?:hạng )?|(?<=hạng )|(?<=vị trí )|(?<=vị thứ ))(?:(?P<word>{_ORDINAL})|(?P<digits>\d{{1,3}}))(?!\w))(?: ?(?:/|trên|trong(?: tổng)?(?: số)?) ?(?P<of>\d{{1,3}})(?! (?:tháng|năm|ngày|quý)))?"
    rf"|(?<=và )(?P<also>thứ (?P<also_digits>\d{{1,3}}))(?= (?:cả nước|toàn quốc|toàn tỉnh|toàn huyện|vùng|khu vực))"
    rf"|(?<=, )(?P<then>thứ (?P<then_digits>\d{{1,3}}))(?= (?:cả nước|toàn quốc|toàn tỉnh|toàn huyện|vùng|khu vực))"
    rf"|(?P<top>top (?P<top_digits>\d{{1,3}}))(?!\w)"
    rf"|(?P<lead>dẫn đầu|đứng đầu|đầu bảng)(?= (?:cả nước|toàn|tỉnh|về|trong|các|với|khối|vùng|bảng))"
    rf"|(?P<most>(?:nhiều|cao|thấp|lớn|ít|đông dân) nhất)(?= (?:với|trên|cả nước|toàn tỉnh|là (?:huyện|xã|phường|thị xã|thành phố|tỉnh|quận))(?!\w)|,))"
)


def _ranks(text: Text) -> Iterator[Mention]:
    done = 0
    for cue, _ in spans_of(_RANK_CUES, text.lower):
        found = _RANK.match(text.lower, cue) if cue >= done else None
        if found is None:
            continue
        done = found.end()
        group = next(name for name in ("place", "also", "then", "top", "lead", "most") if found[name])
        printed = found["digits"] or found["also_digits"] or found["then_digits"] or found["top_digits"]
        number = Decimal(printed) if printed else Decimal(_ORDINALS.get(found["word"] or "", 1))
        start, end = found.span(group)
        of = Decimal(found["of"]) if found["of"] else None
        yield Mention(start, end, text.surface[start:end], number, of=of, dimension="rank")


_start_of = attrgetter("start")


def find_mentions(text: Text, times: Sequence[TimeMention] = ()) -> tuple[Mention, ...]:
    """The quantities in ``text`` in order, none overlapping another or one of ``times``.

    Dates, hours, document and telephone numbers, list numbers, counters of web pages and numbered names ("mũi 3",
    "Quốc lộ 18", "thôn 6") are no quantities. A year followed by a unit ("1900 tỷ đồng") is one.
    """
    ranks = list(_ranks(text))
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
    for token in _NUMBER.finditer(lower):
        start = token.start()
        if start < done:
            continue
        if token["grouped"] is not None:
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


def _grouped_by_blanks(lower: str, token: re.Match[str], time_starts: Sequence[int]) -> re.Match[str] | None:
    """ "5 000 hộ" is one number where a unit follows; in "xã 3 500 hộ" and "năm 2022 500 hộ" the first number is none."""
    grouped = _GROUPED_BY_BLANKS.match(lower, token.start())
    if grouped is None or grouped.end() <= token.end():
        return None
    unit = match_unit(lower, grouped.end())
    index = bisect_right(time_starts, token.start())
    in_time = index < len(time_starts) and time_starts[index] < grouped.end()
    before = _last_words(lower[max(0, token.start() - _LOOK_BACK) : token.start()].rstrip(), 1)
    known = cues()
    numbered = bool(before) and (before[0] in known.numbered or before[0] in known.always_numbered)
    return grouped if unit is not None and unit.unit is not None and not in_time and not numbered else None


def _is_amount(lower: str, time: TimeMention, token: re.Match[str]) -> bool:
    """ "1900 tỷ đồng" looks like a year until its unit is read."""
    if time.kind != "year" or time.start != token.start():
        return False
    unit = match_unit(lower, token.end())
    return unit is not None and (unit.unit is not None or unit.dimension == "multiplier") and unit.dimension != "time"


def _mention(text: Text, token: re.Match[str], time_end: int) -> Mention | None:
    """The quantity that begins with the number ``token``; the last time before it ends at ``time_end``."""
    lower, printed, (start, end) = text.lower, token[0], token.span()
    before = lower[start - _LOOK_BACK if start > _LOOK_BACK else 0 : start]
    number = read_digits(printed)
    if number is None:
        return None
    # "lũy kế 5 tháng 88.320 tấn": the word before ends a time and numbers nothing.
    after_time = start - time_end <= _LOOK_BACK and not lower[time_end:start].strip()
    if _is_name_part(text, token, "" if after_time else before):
        return None
    goes_on = _GOES_ON.match(lower, end) is not None
    if goes_on:
        compound = _COMPOUND.match(lower, end)
        if compound:
            return _compound(text, token, number, compound, before)
        over = _OVER.match(lower, end)
        of = read_digits(next(filter(None, over.groups()))) if over else None
        if over and of:
            unit = match_unit(lower, over.end())
            if unit is None and not _is_plain_fraction(lower, over):
                return None
            return _made(text, start, over.end(), number, unit, before, of=of)
    if before.endswith("/") and _RANK_BEFORE.search(before):
        return None
    unit = match_unit(lower, end)
    unit_goes_on = unit is not None and _GOES_ON_AFTER_UNIT.match(lower, unit.end) is not None
    ranged = _range(lower, to, None, number) if goes_on and (to := _TO.match(lower, end)) else None
    if ranged is None and unit is not None and unit_goes_on and (to := _TO.match(lower, unit.end)):
        ranged = _range(lower, to, unit, number)
    if ranged:
        upper, unit, end_of_range = ranged
        return _made(text, start, end_of_range, number, unit, before, upper=upper)
    if (unit is None or unit.unit is None) and _GLUED.match(lower, end):
        return None
    whole = _whole_with_unit(lower, unit) if unit is not None and unit.unit is not None and unit_goes_on else None
    if whole is not None:
        of, unit, end_of_whole = whole
        return _made(text, start, end_of_whole, number, unit, before, of=of)
    if unit is None:
        if not _may_stand_alone(lower, token, before):
            return _with_shared_unit(text, token, number, before)
    elif (unit_goes_on and _VISITS.match(lower, unit.end)) or _PROGRAMMES.match(lower, end):
        return None
    elif unit.dimension == "mass" and unit.end == end + 1 and text.surface[end].isupper():
        return None  # "4G", "3G"
    elif unit.dimension == "percent" and "." in printed:
        number = read_digits(printed, rate=True) or number
    return _made(text, start, end, number, unit, before)


def _whole_with_unit(lower: str, unit: PrintedUnit) -> tuple[Decimal, PrintedUnit, int] | None:
    """The denominator that repeats the unit, its unit and where it ends: "1.250 ha/*1.200 ha*", "156 tỷ đồng/*235 tỷ đồng*"."""
    over = _OVER_WITH_UNIT.match(lower, unit.end)
    of = read_digits(over[1]) if over else None
    if over is None or not of:
        return None
    other = match_unit(lower, over.end())
    if other is None or (other.unit, other.factor) != (unit.unit, unit.factor):
        return None
    return of, other, over.end()


def _with_shared_unit(text: Text, token: re.Match[str], number: Decimal, before: str) -> Mention | None:
    """ "lần lượt thu **5**, **6** và 7 tỷ đồng": what is told respectively has the unit of the last."""
    if text.lower.rfind("lần lượt", max(0, token.start() - _LONGEST_SERIES), token.start()) < 0:
        return None
    series = _SERIES.match(text.lower, token.end())
    if series is None:
        return None
    unit = match_unit(text.lower, series.end())
    if unit is None or unit.unit is None:
        return None
    made = _made(text, token.start(), token.end(), number, None, before)
    return msgspec.structs.replace(made, unit=unit.unit, dimension=unit.dimension, factor=unit.factor)


def _is_plain_fraction(lower: str, over: re.Match[str]) -> bool:
    return over[3] is None and _AFTER_FRACTION.match(lower, over.end()) is not None


def _may_stand_alone(lower: str, token: re.Match[str], before: str) -> bool:
    """A bare number states something only after a colon or a copula: "chỉ tiêu: 15", "tổng số là 240"."""
    after = lower[token.end() : token.end() + 2]
    if (
        (_COUNT_MOVES.search(before) or _COUNT_STANDS.search(before))
        and after[:1] in ("", ",", ".", ";", ")", "\n")
        and not after[1:].isdigit()
    ):
        return True  # "số người chết *giảm 02*, …"
    if after[:1] in "/-:%" and after[:1]:
        return after[:1] == "/" and after[1:].isdigit() and _COLON.search(before) is not None
    return len(token[0]) < 12 and _STATES.search(before) is not None


def _is_name_part(text: Text, token: re.Match[str], before: str) -> bool:
    lower, printed, (start, end) = text.lower, token[0], token.span()
    if printed[0] == "0" and (len(printed) > 6 or _PHONE.match(lower, start)):
        return True
    if len(printed) <= 2 and _LIST_NUMBER.match(lower, end) and not before.rpartition("\n")[2].strip(" -+*•("):
        return True
    last = before[-1:]
    if last in ("-", "/", ":") and _is_joined(lower, before, end):
        return True
    return not last.isalpha() and _is_numbered(text, before, end)


def _is_joined(lower: str, before: str, end: int) -> bool:
    """ "COVID-19", "NQ/2022", "08:52" are names and clocks; in "36 hộ/9 xã" a second count stands behind the slash."""
    joint, left = before[-1], before[-2:-1]
    if joint == ":":
        return left.isdigit()
    if joint == "/" and left.isalpha():
        unit = match_unit(lower, end)
        return unit is None or unit.unit is None
    return joint == "-" and (left.isalnum() or left == "'")


def _is_numbered(text: Text, before: str, end: int) -> bool:
    known = cues()
    named = before.rstrip(" .:")
    if named.rpartition(" ")[2].lstrip("(\"'[").rpartition("-")[2] not in _numbering_words():
        return False
    words = _last_words(named)
    count = len(words)
    if not count:
        return False
    if known.totals.length_before(words, count):
        return False
    if before.rstrip().endswith(":"):
        return known.page_counters.length_before(words, count) > 0
    if known.always_numbered.length_before(words, count):
        return True
    if known.page_counters.length_before(words, count):
        return match_unit(text.lower, end) is None
    if known.numbered.length_before(words, count):
        unit = match_unit(text.lower, end)
        # "tổ 3 người" counts, "thôn 6 xã Đăk Wer" names.
        return unit is None or unit.unit is None or text.surface[unit.end + 1 : unit.end + 2].isupper()
    return False


@cache
def _numbering_words() -> frozenset[str]:
    """The last words of the phrases that number what follows: a quick look that spares most figures the slow one."""
    known = cues()
    sets = (known.totals, known.page_counters, known.always_numbered, known.numbered)
    return frozenset(phrase.rpartition(" ")[2] for phrases in sets for phrase in phrases)


def _last_words(before: str, most: int = 3) -> list[str]:
    """The words right before, as far as nothing but blanks and hyphens parts them."""
    tokens = before.rsplit(maxsplit=most)[-most:]
    if "".join(tokens).isalpha():
        return tokens
    words: list[str] = []
    for token in reversed(tokens):
        if not token.isalpha():
            tail = token.rsplit("-", 1)[-1].lstrip("(\"'[")
            if tail.isalpha():
                words.append(tail)
            break
        words.append(token)
    return words[::-1]


def _last_word(before: str) -> str:
    """The last of :func:`_last_words`, or letters and signs that are no word."""
    last = before.rsplit(maxsplit=1)[-1:]
    return last[0].rpartition("-")[2].lstrip("(\"'[") if last else ""


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


def _compound(text: Text, token: re.Match[str], number: Decimal, rest: re.Match[str], before: str) -> Mention | None:
    millions, thousands = rest["millions"], rest["thousands"] or rest["thousands_only"]
    if rest["thousands_only"]:
        number += (read_digits(thousands) or Decimal(0)) / 1000
        scale = "triệu"
    else:
        number += (read_digits(millions) or Decimal(0)) / 1000
        number += (read_digits(thousands) or Decimal(0)) / 1_000_000 if thousands else 0
        scale = "tỷ"
    factor = Decimal(10**6 if scale == "triệu" else 10**9)
    bound, hedge, estimated = _hedge(before, text.lower, rest.end())
    return Mention(
        token.start(), rest.end(), text.surface[token.start() : rest.end()], number, None, None, f"{scale} đồng", "VND",
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
        bound, hedge, estimated = _hedge(before, text.lower, end)
        quote = surface[start:end]
        return Mention(start, end, quote, number, upper, of, bound=bound, hedge=hedge, estimated=estimated)
    unit_end, unit_id, dimension, factor = unit
    if dimension == "multiplier" and _is_of_money(before, unit):
        unit_id, dimension = "VND", "money"
    bound, hedge, estimated = _hedge(before, text.lower, unit_end)
    quote, unit_text = surface[start:unit_end], surface[end:unit_end].strip() or None
    return Mention(
        start, unit_end, quote, number, upper, of, unit_text, unit_id, dimension, factor, bound, hedge, estimated
    )


def _in_words(text: Text, times: Sequence[TimeMention]) -> Iterator[Mention]:
    lower = text.lower
    starts = [time.start for time in times]
    first = _BEGINS_IN_WORDS.match(lower)
    rest = _NUMBER_IN_WORDS.finditer(lower, first.end() if first else 0)
    for token in chain([first] if first else [], rest):
        start = token.start("words")
        index = bisect_right(starts, start) - 1
        if index >= 0 and start < times[index].end:
            continue
        number = read_words(token["words"])
        unit = match_unit(lower, token.end())
        before = lower[max(0, start - _LOOK_BACK) : start]
        if number is None or unit is None or unit.unit is None or unit.dimension == "time" or _follows_order(before):
            continue
        if lower.startswith(" số", unit.end) or _PROGRAMMES.match(lower, token.end()):
            continue  # "tăng trưởng hai con số"
        yield _made(text, start, token.end(), number, unit, before)
    for token in _ONE.finditer(lower):
        start, end = token.start(), token.end() - 1
        unit = match_unit(lower, end)
        if unit is not None and unit.dimension == "count" and unit.unit is not None:
            before = lower[max(0, start - _LOOK_BACK) : start]
            yield _made(text, start, end, Decimal(1), unit, before)
    for token in _HALF.finditer(lower):
        if lower[token.start() - 1 : token.start()].isalnum():
            continue
        before = lower[max(0, token.start() - _LOOK_BACK) : token.start()]
        bound, hedge, estimated = _hedge(before, lower, token.end())
        quote = text.surface[token.start() : token.end()]
        yield Mention(token.start(), token.end(), quote, Decimal("0.5"), dimension="ratio", bound=bound, hedge=hedge,
                      estimated=estimated)  # fmt: skip


_ORDER = re.compile(r"(?<!\w)(?:thứ|lần|tháng|số|tiêu chí|cả|các|những|từng|mấy|phần|thập kỷ|khóa|quý|lớp|cấp)\s*$")


def _follows_order(before: str) -> bool:
    return _ORDER.search(before) is not None


def _is_of_money(before: str, unit: PrintedUnit) -> bool:
    """Whether the words right before name money: "với số tiền trên *350 triệu*"."""
    words = _last_words(before, 5)
    money = cues().money
    return unit.factor >= _SMALLEST_SUM and any(money.length_before(words, end) for end in range(len(words), 0, -1))


@cache
def _hedges() -> tuple[Phrases, dict[str, str]]:
    """The hedges and the words that may stand among them, with what each says."""
    known = cues()
    kinds = {
        "filler": known.hedge_fillers, "estimate": known.hedges_estimate, "about": known.hedges_about,
        "above": known.hedges_above, "below": known.hedges_below,
    }  # fmt: skip
    said = {phrase: kind for kind, phrases in kinds.items() for phrase in phrases}
    return Phrases(said), said


@cache
def _ends_of_hedges() -> frozenset[str]:
    """The last words of the hedges: a quick look that spares most figures the slow one."""
    hedges, _ = _hedges()
    return frozenset(phrase.rpartition(" ")[2] for phrases in (hedges, cues().comparatives) for phrase in phrases)


_COMPARED_WITH = re.compile(r" ?(?:so (?:với|cùng)|cùng kỳ|năm (?:trước|ngoái))(?!\w)")
# "95% trở lên", "95% kế hoạch trở lên", not "62 người trình độ đại học trở lên"
_OF_PLAN = r"(?: (?:kế hoạch|dự toán|chỉ tiêu|nghị quyết)(?: [^\W\d_]+){0,2})?"
_UPWARD = re.compile(rf"{_OF_PLAN}\s*trở lên(?!\w)")
_LIMITED = re.compile(rf"{_OF_PLAN}\s*trở (?:lên|xuống)(?!\w)")


def _hedge(before: str, lower: str, end: int) -> tuple[Bound, str | None, bool]:
    """The bound that the words before the number set ("gần trên 20.984": the nearest decides), and whether estimated."""
    bound: Bound = "exact"
    estimated = False
    hedge = None
    if _last_word(before) in _ends_of_hedges():
        words = _last_words(before, 7)
        left = len(words)
        if cues().comparatives.length_before(words, left) and _COMPARED_WITH.match(lower, end):
            return bound, None, estimated  # "thấp hơn 5% so với cùng kỳ" is 5% exactly
        hedges, said = _hedges()
        while left and (length := hedges.length_before(words, left)):
            kind = said[" ".join(words[left - length : left])]
            if kind in ("about", "above", "below") and bound == "exact":
                bound = cast("Bound", kind)
            estimated = estimated or kind == "estimate"
            left -= length
        hedge = " ".join(words[left:]) or None
    if bound == "exact" and _LIMITED.match(lower, end):
        bound = "above" if _UPWARD.match(lower, end) else "below"
    return bound, hedge, estimated
