"""Expressions of time: days, months, quarters, years, terms, and words such as "đến nay" and "cả năm"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, cast

from solieu.knowledge.phrases import first_words, one_of, spans_of
from solieu.patterns import regex
from solieu.recognise.numbers import is_scale_of_map, read_words
from solieu.recognise.units import match_unit
from solieu.spans import TimeMention

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from solieu.spans import TimeKind
    from solieu.text import Text

__all__ = ["find_times"]

_D, _M, _Y = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_SEP: Final = r" ?[/.-] ?"
_OF_YEAR: Final = rf"(?:(?:{_SEP}| ?,? năm ?| của năm )(?P<{{}}>{_Y}(?!\d|[.,]\d))|(?: của)? năm nay(?!\w))?"
_ENDS: Final = r"(?![\d/]|[.,-]\d)"
_MONTHS: Final = (
    r"tháng(?P<{0}_of> đầu năm| cuối năm| đầu| cuối| qua)?(?:(?:,? năm| của năm)? (?P<{0}_y>"
    + _Y
    + r")(?!\d)|(?: năm)? nay| này)?"
    # "kết quả 3 tháng *vận hành* chính quyền địa phương 2 cấp": so long it has run
    r"(?! ?/| tuổi| liên tiếp| kể từ| một lần| vận hành| thực hiện (?:mô hình|chính quyền|thí điểm))"
)

# What begins with four digits, which is the most. What begins with fewer is parted below by what follows them.
_IN_YEARS: Final = {
    # "giai đoạn 2021-2025", "2015 - 2020", "từ năm 2011 đến năm 2018", "vụ đông xuân 2021-2022"
    "years": rf"(?P<years_1>{_Y})(?: ?[-/] ?| đến (?:năm )?| tới (?:năm )?)(?P<years_2>{_Y})(?![\d/%]|[.,]\d)",
    # "kể từ năm 2009 đến nay"
    "since": rf"(?:(?<=từ\x20năm\x20)|(?<=từ\x20))(?P<since_y>{_Y}) đến nay",
    # "năm 2022", "2022"
    "year": rf"(?P<year>{_Y})(?![\d/%]|[.,-]\d)",
}
_IN_DIGITS: Final = {
    # "28 tháng Chạp đến mùng 6 Tết", "29 Tết đến mùng 5 Tết"
    "tet": r"(?P<tet_first>[12]\d|30) (?:tháng chạp|chạp|tết)(?: âm lịch)? (?:đến|tới) (?:hết )?(?:ngày )?"
    r"(?:mùng |mồng )?(?P<tet_last>\d{1,2}) (?:tết|tháng giêng)(?!\w)",
    # "từ ngày 27/4 đến nay"
    "since_day": rf"(?:(?<=từ\x20)|(?<=từ\x20ngày\x20))(?P<since_d>{_D}){_SEP}(?P<since_m>{_M})(?:{_SEP}(?P<since_dy>{_Y}))? đến nay(?!\w)",
    # "từ ngày 17.7 đến ngày 2.8", "từ ngày 1-7 đến 10-9-2025", "02/02 - 10/02/2019"
    "days": rf"(?P<days_d1>{_D}){_SEP}(?P<days_m1>{_M})(?:{_SEP}(?P<days_y1>{_Y}))?"
    rf"(?: ?- ?| đến | tới )(?:hết )?(?:ngày )?(?P<days_d2>{_D}){_SEP}(?P<days_m2>{_M})"
    rf"(?:{_SEP}(?P<days_y2>{_Y}))?{_ENDS}",
    # "nghỉ lễ 30/4 và 1/5/2024"
    "two_days": rf"(?P<two_d1>{_D}){_SEP}(?P<two_m1>{_M}) và (?:ngày )?(?P<two_d2>{_D}){_SEP}(?P<two_m2>{_M})"
    rf"(?:{_SEP}(?P<two_y>{_Y}))?{_ENDS}",
    # "ngày 1 và 2.8", "ngày 2 - 6/12"
    "near_days": rf"(?<=ngày\x20)(?P<near_d1>{_D})(?: và | ?, ?| ?- ?| đến )(?:ngày )?(?P<near_d2>{_D})"
    rf"(?:[/.]| tháng )(?P<near_m>{_M}){_OF_YEAR.format('near_y')}{_ENDS}",
    # "30/9/2022", "ngày 30 tháng 9 năm 2022"
    "full_day": rf"(?P<full_d>{_D})(?:{_SEP}(?P<full_m>{_M}){_SEP}| tháng (?P<full_m2>{_M})(?:,? năm |{_SEP}))"
    rf"(?P<full_y>{_Y}){_ENDS}",
    # "tuần 32/2023", "tuần thứ 32 năm 2023"
    "week": rf"(?:(?<=tuần\x20)|(?<=tuần\x20thứ\x20))(?P<week_w>[0-5]?\d)(?:/|,? năm )(?P<week_y>{_Y})(?!\d)",
    # "08 08 2019", as some portals print the date of a page
    "spaced_day": rf"(?P<spaced_d>{_D}) (?P<spaced_m>0[1-9]|1[0-2]) (?P<spaced_y>{_Y})(?!\d)",
    # "tháng 9", "tháng 5/2023", "tháng 06 năm 2019"
    "month": rf"(?:(?<=tháng\x20)|(?<=tháng))(?P<month_m>{_M}){_OF_YEAR.format('month_y')}(?!\d|[.,]\d)",
    # "quý 4-2025"
    "quarter": rf"(?:(?<=quý\x20)|(?<=quí\x20))(?P<quarter_q>[1-4]){_OF_YEAR.format('quarter_y')}(?!\d|[.,]\d)",
    # "9 tháng đầu năm 2022", "10 tháng năm 2023", "4 tháng cuối năm"
    "months": rf"(?P<months_n>1[0-2]|0?[1-9]) {_MONTHS.format('months')}",
    # "5/2023"
    "bare_month": rf"(?P<bare_m>{_M})/(?P<bare_y>{_Y}){_ENDS}",
    # "ngày 30/9", "sáng 10-7", "đến 30/6": only after a word that announces a day
    "day": rf"(?P<day_d>{_D})(?:{_SEP}| tháng )(?P<day_m>{_M})(?! ?%| ?âm lịch| ?al\b){_ENDS}",
    # "5 năm gần đây"
    "last_years": r"(?P<last_n>[2-9]|10) năm (?:gần đây|qua|trở lại đây)",
    # "Sau 10 năm, tổng nguồn vốn …"
    "after_years": r"(?:(?<=sau\x20)|(?<=qua\x20)|(?<=sau\x20hơn\x20)|(?<=sau\x20gần\x20)|(?<=qua\x20hơn\x20)|(?<=qua\x20gần\x20))"
    r"(?P<after_n>[2-9]|1\d|20) năm(?=,| thực hiện| triển khai| xây dựng| đổi mới| tổ chức| nỗ lực| phấn đấu)",
}
_IN_WORDS: Final = {
    # "quý I", "quý III năm 2022"
    "roman_quarter": rf"qu[ýí] (?P<roman_q>iv|i{{1,3}})\b{_OF_YEAR.format('roman_y')}",
    # "sáu tháng đầu năm nay"
    "word_months": rf"(?P<word_n>hai|ba|bốn|sáu|bảy|tám|chín|mười một|mười) {_MONTHS.format('word')}",
    "now": r"(?:từ đầu năm )?(?:đến|cho đến|tính đến|tới) (?:nay|thời điểm (?:này|hiện tại|hiện nay)|hiện tại|hiện nay)\b"
    r"|(?<!xuất\x20)(?<!phát\x20)(?<!thực\x20)(?<!thể\x20)hiện(?: (?:nay|tại)\b|(?=,| toàn | cả | trên địa bàn ))|từ đầu năm\b",
    "to_date": r"(?:lũy kế|cộng dồn)(?! (?:đến|tới|từ|\d+ tháng))",
    "this_month": r"(?:trong tháng|tháng qua|tháng này)\b(?! \d)",
    "this_quarter": r"trong quý\b(?! [\divx])",
    "last_year": r"năm (?:trước|ngoái)\b(?! đó)",
    "present_year": r"(?:trong )?năm nay\b(?! \d)",
    "this_year": r"(?:cả năm(?= \d[\d.,]* (?:ha|tấn|tạ|tỷ|triệu))|(?:cả năm|trong năm|(?:đến )?(?:cuối|hết) năm)(?! \d))\b(?! học| qua| (?:trước|ngoái))",
    "last_term": r"(?:trong )?nhiệm kỳ (?:vừa )?qua\b",
    "this_period": r"(?:trong )?(?:thời gian qua|thời gian vừa qua|kỳ báo cáo)\b|trong kỳ\b",
}


_BLANK: Final = regex(r" (\??)")


def _either(forms: dict[str, str]) -> str:
    """The forms as one pattern in which a blank stands for up to three."""
    joined = "|".join(f"(?P<{name}_form>{form})" for name, form in forms.items())
    return _BLANK.sub(lambda blank: " {0,3}" if blank[1] else " {1,3}", joined)


# Most numbers and words begin no time. What they begin with passes them over.
_YEAR_DIGITS: Final = 4
_MOST_DIGITS: Final = 2
_NOT_BEFORE_TIME: Final = frozenset("_/.,+-")
_GLUED: Final = ("ngày", "tháng", "năm")  # "tháng*10/2022*", "năm*2022*"
_DIGIT_OF_TIME: Final = regex(
    r"\d(?:(?<=ngày\x20\d)|(?<=tháng\x20\d)|(?<=tháng\d)|(?<=quý\x20\d)|(?<=quí\x20\d)"
    r"|(?=\d?+(?: {0,3}[/.-]| {1,3}(?:\d|tháng|năm|đến|tới|và|tết|chạp))))"
)
_TIME_IN_YEARS: Final = regex(_either(_IN_YEARS))


def _those(*names: str) -> re.Pattern[str]:
    """The named forms of ``_IN_DIGITS``, as one pattern; the first that fits counts."""
    return regex(_either({name: _IN_DIGITS[name] for name in names}))


# "30/9", "1-7", "2 - 6/12"
_BEFORE_MARK: Final = _those(
    "week", "since_day", "days", "two_days", "near_days", "full_day", "month", "quarter", "bare_month", "day"
)
# "30 tháng 9", "9 tháng đầu năm", "1 và 2.8"
_BEFORE_LETTER: Final = _those(
    "week", "tet", "near_days", "full_day", "month", "quarter", "months", "day", "last_years", "after_years"
)
# "08 08 2019", "ngày 1, 2/8", "tháng 9,"
_BEFORE_OTHERS: Final = _those("near_days", "spaced_day", "month", "quarter")
_MARKS: Final = "/.-"
_MOST_BLANKS: Final = 3
_GROUP: Final = len(".345")
_WORDS_OF_TIME: Final = [
            *(f"{number} tháng" for number in ("hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười", "mười một")),
            "quý ", "quí ", "từ đầu năm", "đến nay", "đến thời", "đến hiện", "cho đến", "tính đến", "tới nay", "tới thời", "tới hiện",
            "hiện nay", "hiện tại", "hiện,", "hiện toàn", "hiện cả", "hiện trên địa bàn", "lũy kế", "cộng dồn", "thời gian", "trong thời gian", "nhiệm kỳ qua", "nhiệm kỳ vừa", "trong nhiệm kỳ", "kỳ báo", "trong kỳ", "trong tháng",
            "trong năm", "trong quý", "tháng qua", "tháng này", "năm trước", "năm ngoái", "năm nay", "cả năm", "đến cuối năm", "đến hết năm",
]  # fmt: skip
_BEGINS_IN_WORDS: Final = regex(one_of(_WORDS_OF_TIME))
_FIRST_WORDS: Final = first_words(_WORDS_OF_TIME)
_TIME_IN_WORDS: Final = regex(rf"(?<!\w)(?:{_either(_IN_WORDS)})")
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_LOOK_BACK: Final = 40
_ANNOUNCES_DAY: Final = regex(
    r"(?<!\w)(?:(?:lễ|dịp|nghỉ|quốc khánh|ngày|ngày cao điểm|sáng|chiều|tối|trưa|đêm|hôm|mùng|mồng)(?: ngày)?(?: nay)?,?"
    r"|(?:đến|từ|vào|trước|sau)(?: ngày)?) \(?$"  # but "đến nay *12/12* xã" counts
)
_UP_TO: Final = ("có đến ", "có tới ")
_UNTIL_WORDS: Final = ("đến", "tới", "hết")
_UNTIL: Final = regex(
    r"(?<!\w)(?:hết|(?:đến|tới)(?: cuối| giữa| sáng| trưa| chiều| tối| đêm)?(?: hết)?)(?: \d{1,2} ?(?:giờ|h)(?: ?\d{2})?,?)?(?: ngày| tháng| năm| qu[ýí])?\s*$"
)
_COMPARED_WORDS: Final = ("so", "cùng", "giá ", "%", "gấp ")
# "so với cùng kỳ năm 2022", "tăng so với tháng 9", "theo giá so sánh năm 2010"
_COMPARED: Final = regex(
    # "bằng 92,6% năm 2019"
    r"(?<!\w)bằng (?:khoảng |gần |hơn |trên )?[\d.,]{1,9} ?% (?:của )?(?:năm|tháng|quý) $|"
    # "cao gấp đôi năm 2022", "gấp 3,4 lần năm 2021"
    r"(?<!\w)gấp (?:đôi|rưỡi|hai|ba|(?:khoảng |gần |hơn |trên )?[\d.,]{1,9} lần) (?:năm|tháng|quý) $|"
    r"(?<!\w)(?:so với|so|cùng kỳ|cùng thời điểm|giá so sánh|giá ss|gss|giá cố định|giá cđ|giá hiện hành|giá hh)"
    r"(?: (?:với|của|tết|dịp|lễ|nghỉ lễ|kỳ nghỉ|mùa|vụ|cuối|đầu|cùng kỳ|cùng thời điểm|thực hiện|bình quân|các|những|dự toán|kế hoạch|chỉ tiêu|kết quả|dự ước|ước))*"
    r"(?: (?:ngày|tháng|năm|quý|[a-zà-ỹđ]{1,7})){0,2}\s*$"
)
_PREFIX: Final = regex(r"(?<!\w)(?:ngày|tháng|năm|qu[ýí]|giai đoạn|nhiệm kỳ|năm học|thời kỳ|từ năm|từ ngày|từ)\s*$")
_PREFIX_ENDS: Final = ("ngày", "tháng", "năm", "quý", "quí", "đoạn", "kỳ", "học", "từ")
_LONGEST_PREFIX: Final = 10
# "theo Luật Giáo dục *2019*": of the law; in "kết quả thi hành Luật Khiếu nại năm 2023" of the results
_OF_LAW: Final = regex(r"(?<!\w)luật(?: (?!năm )[^\W\d_]+){1,6} $")
_MONTH: Final = "tháng "
_NUMBERED: Final = regex(
    r"(?<!\w)(?:quận|phường|khu phố|tổ|tổ dân phố|khóm|ấp|thôn|xóm|bản|đội|lớp|khối|số|đợt|lần|kỳ|khóa|cụm|vùng|khu vực) $"
)
_TAKES_PREFIX: Final = frozenset(
    {"days", "since_day", "near_days", "full_day", "month", "quarter", "day", "years", "year"}
)
_FOUNDING_WORDS: Final = ("thành lập", "tái lập", "chia tách")
_BEFORE_FOUNDING: Final = regex(r"(?:(?:những )?ngày đầu|khi|lúc|thời điểm)(?: mới)? $")
_LONGEST_BEFORE_FOUNDING: Final = 20
_FOUNDED: Final = regex(r"(?<!\w)(?:thành lập|tái lập|chia tách)(?!\w)[^.;\n]*$")
_FAR_FROM_FOUNDED: Final = 80
_COUNTED: Final = regex(r"(?<!\w)(?:trong vòng|thời hạn|sau|hạn|mỗi|cứ|kéo dài|gần|hơn|khoảng)\s*$")


def find_times(text: Text) -> tuple[TimeMention, ...]:
    """The expressions of time in ``text``, in order, with offsets into ``text.surface``."""
    found = []
    for match in _matches(text):
        form = (match.lastgroup or "").removesuffix("_form")
        mention = _read(text.lower, match, form)
        if mention is not None:
            found.append(mention)
    found += _beginnings(text.lower, found)
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[TimeMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _beginnings(lower: str, times: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """ "*Ngày đầu mới thành lập* toàn huyện có 06 xã": the year in which the text says that the unit was founded."""
    spans = _spans_of_beginnings(lower)
    for time in times if spans else ():
        dated = time.year is not None and time.kind in ("day", "year") and time.start < spans[0][0]
        if dated and _FOUNDED.search(lower, max(0, time.start - _FAR_FROM_FOUNDED), time.start):
            yield from (TimeMention(start, end, "founding", year=time.year) for start, end in spans)
            return


def _spans_of_beginnings(lower: str) -> list[tuple[int, int]]:
    """Where "ngày đầu mới thành lập", "khi tái lập" and the like stand. Their last words are rare, so these lead."""
    found = []
    for at, end in spans_of(_FOUNDING_WORDS, lower):
        before = _BEFORE_FOUNDING.search(lower, max(0, at - _LONGEST_BEFORE_FOUNDING), at)
        if before and not (lower[end : end + 1].isalnum() or lower.startswith("_", end)):
            found.append((before.start(), end))
    return found


def _matches(text: Text) -> Iterator[re.Match[str]]:
    lower = text.lower
    yield from _in_digits(text)
    words = [at for at in text.starts_of(_FIRST_WORDS) if _BEGINS_IN_WORDS.match(lower, at)]
    done = 0
    for at in words:
        if at >= done and (found := _TIME_IN_WORDS.match(lower, at)):
            done = found.end()
            yield found


def _in_digits(text: Text) -> Iterator[re.Match[str]]:
    lower = text.lower
    done = 0
    for at, end in zip(*text.digits(), strict=True):
        length = end - at
        if at < done or (length != _YEAR_DIGITS and length > _MOST_DIGITS):
            continue
        before = lower[at - 1] if at else " "
        if before in _NOT_BEFORE_TIME or (before.isalnum() and not lower.endswith(_GLUED, 0, at)):
            continue
        if length == _YEAR_DIGITS:
            found = _TIME_IN_YEARS.match(lower, at)
        elif _is_grouped(lower, end):
            continue
        else:
            found = _before(lower, end).match(lower, at) if _DIGIT_OF_TIME.match(lower, at) else None
        if found is not None:
            done = found.end()
            yield found


def _is_grouped(lower: str, end: int) -> bool:
    """Whether thousands stand behind what ends there, as in no day or month: "*12*.345 tấn"."""
    after = lower[end : end + _GROUP]
    return (
        len(after) == _GROUP
        and after[0] == "."
        and after[1:].isdecimal()
        and not lower[end + _GROUP : end + _GROUP + 1].isdecimal()
    )


def _before(lower: str, end: int) -> re.Pattern[str]:
    """The forms that one or two digits, which end there, may begin."""
    rest = lower[end : end + _MOST_BLANKS + 1].lstrip(" ")
    if not rest:
        return _BEFORE_OTHERS
    return _BEFORE_MARK if rest[0] in _MARKS else _BEFORE_LETTER if rest[0].isalpha() else _BEFORE_OTHERS


def _read(lower: str, match: re.Match[str], form: str) -> TimeMention | None:
    before = lower[max(0, match.start() - _LOOK_BACK) : match.start()]
    bracketed = before.endswith("(") and lower[match.end() : match.end() + 1] == ")"
    announced = form == "day" or (form == "two_days" and not match["two_y"])
    if form == "bare_month" and is_scale_of_map(before):
        return None  # "quy hoạch chi tiết tỷ lệ *1/2000*"
    if form == "full_day" and match["full_m2"] and _NUMBERED.search(before):
        # "QUẬN 5 *THÁNG 5 NĂM 2014*": the first number is the district's
        start, year = match.start("full_m2") - len(_MONTH), match["full_y"]
        return TimeMention(start, match.end(), "month", year=int(year) if year else None, month=int(match["full_m2"]))
    if announced and before.endswith(_UP_TO):
        return None  # "có đến *5/9* huyện" counts
    if announced and not bracketed and (not _ANNOUNCES_DAY.search(before) or _is_range(lower, match, form, before)):
        return None
    told = _told(form, match, before)
    if told is None:
        return None
    prefix = _prefix(before) if form in _TAKES_PREFIX else None
    start = match.start() - (len(before) - prefix.start()) if prefix else match.start()
    until = form == "now" or _ends_with(_UNTIL, _UNTIL_WORDS, before)
    compared = form == "last_year" or _ends_with(_COMPARED, _COMPARED_WORDS, before)
    return TimeMention(
        start, match.end(), told.kind, told.year, told.month, told.day, told.quarter, until, compared, told.first
    )


def _is_range(lower: str, match: re.Match[str], form: str, before: str) -> bool:
    """ "mỗi xã đạt thêm *từ 2-3 tiêu chí*"; but "từ 1-7 xã mới hoạt động" tells a day."""
    if form != "day" or "-" not in match[0] or not before.endswith("từ ") or int(match["day_d"]) >= int(match["day_m"]):
        return False
    unit = match_unit(lower, match.end())
    if unit is None or unit.unit is None or unit.dimension == "time":
        return False
    return unit.dimension != "count" or unit.unit == "criterion"


def _prefix(before: str) -> re.Match[str] | None:
    """The words that belong to a time and stand right before it: "*giai đoạn* 2021-2025"."""
    end = len(before.rstrip())
    if not before.endswith(_PREFIX_ENDS, 0, end):
        return None
    return _PREFIX.search(before, max(0, end - _LONGEST_PREFIX))


def _ends_with(pattern: re.Pattern[str], words: tuple[str, ...], before: str) -> bool:
    """Whether ``before`` ends as ``pattern`` says, which has one of ``words`` in it."""
    for word in words:
        if word in before:
            return pattern.search(before) is not None
    return False


def _told(form: str, match: re.Match[str], before: str) -> TimeMention | None:
    """What the form tells, without the words before it."""

    def number(group: str) -> int | None:
        return int(match[group]) if match[group] else None

    start, end = match.span()
    if form == "days":
        year = number("days_y2")
        first = (number("days_y1") or year, number("days_m1"), number("days_d1"))
        return TimeMention(start, end, "days", year=year, month=number("days_m2"), day=number("days_d2"), first=first)
    if form == "since_day":
        return TimeMention(start, end, "days", first=(number("since_dy"), number("since_m"), number("since_d")))
    if form == "near_days":
        month, year = number("near_m"), number("near_y")
        first = (year, month, number("near_d1"))
        return TimeMention(start, end, "days", year=year, month=month, day=number("near_d2"), first=first)
    if form == "two_days":
        year = number("two_y")
        first = (year, number("two_m1"), number("two_d1"))
        return TimeMention(start, end, "days", year=year, month=number("two_m2"), day=number("two_d2"), first=first)
    if form == "full_day":
        month = number("full_m") or number("full_m2")
        return TimeMention(start, end, "day", year=number("full_y"), month=month, day=number("full_d"))
    if form == "week":
        return _week(start, end, int(match["week_y"]), int(match["week_w"]))
    if form == "spaced_day":
        return TimeMention(start, end, "day", year=number("spaced_y"), month=number("spaced_m"), day=number("spaced_d"))
    if form == "day":
        return TimeMention(start, end, "day", month=number("day_m"), day=number("day_d"))
    if form in ("months", "word_months"):
        return _months(match, before, form.removesuffix("_months"))
    if form == "month":
        return TimeMention(start, end, "month", year=number("month_y"), month=number("month_m"))
    if form == "bare_month":
        return TimeMention(start, end, "month", year=number("bare_y"), month=number("bare_m"))
    if form in ("quarter", "roman_quarter"):
        group = form.removesuffix("_quarter")
        return TimeMention(start, end, "quarter", year=number(f"{group}_y"), quarter=_QUARTERS[match[f"{group}_q"]])
    if form == "tet":
        return TimeMention(start, end, "tet", day=number("tet_last"), first=(None, None, number("tet_first")))
    if form == "years":
        first_year, last_year = int(match["years_1"]), int(match["years_2"])
        if last_year < first_year:
            return None
        return TimeMention(start, end, "years", year=last_year, first=(first_year, None, None))
    if form == "since":
        return TimeMention(start, end, "years", first=(number("since_y"), None, None))
    if form == "last_years":
        return TimeMention(start, end, "last_years", month=number("last_n"))
    if form == "after_years":
        return TimeMention(start, end, "last_years", month=(number("after_n") or 0) + 1)
    if form == "year":
        of_law = "luật " in before and _OF_LAW.search(before) is not None
        return None if of_law else TimeMention(start, end, "year", year=number("year"))
    return TimeMention(start, end, cast("TimeKind", form))


def _week(start: int, end: int, year: int, week: int) -> TimeMention | None:
    """The days of a week of ISO 8601, as health offices count them; ``None`` for a week that the year has not."""
    try:
        first, last = (date.fromisocalendar(year, week, day) for day in (1, 7))
    except ValueError:
        return None
    begun = first.year, first.month, first.day
    return TimeMention(start, end, "days", year=last.year, month=last.month, day=last.day, first=begun)


def _months(match: re.Match[str], before: str, form: str) -> TimeMention | None:
    printed, of, of_year = match[f"{form}_n"], match[f"{form}_of"], match[f"{form}_y"]
    count = int(printed) if printed.isdigit() else int(read_words(printed) or 0)
    last = (of or "").strip().startswith("cuối")
    plain = of is None and of_year is None
    if plain and (count < 2 or _COUNTED.search(before)):
        return None
    year = int(of_year) if of_year else None
    start, end = match.span()
    kind: TimeKind = "last_months" if last else "past_months" if (of or "").strip() == "qua" else "months"
    return TimeMention(start, end, kind, year=year, month=count)
