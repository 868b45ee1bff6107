"""The words behind a figure: the counted thing with what belongs to it, or what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.interpret.words import Line, Phrase, Words, strip_end
from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

if TYPE_CHECKING:
    import re

    from solieu.spans import Mention

__all__ = ["behind_persons", "phrase_after", "phrase_behind_bracket", "predicate_of"]

_END: Final = regex(r"[,;:.()|*\n\"\d]| v\.v")
_LISTED_UNITS: Final = regex(
    r", (?:xã|phường|thị trấn|thôn|bản|ấp|khóm|xóm|buôn|bon|làng|khu phố|tổ dân phố|quận|huyện|thị xã|thành phố)(?!\w)"
)
# "100% *cơ quan, đơn vị* công khai tài sản", "16 *tổ chức, cá nhân*"
_LISTED_BODIES: Final = regex(
    r", (?:đơn vị|địa phương|tổ chức|cá nhân|doanh nghiệp|viên chức|công chức|đảng viên|hội viên|đoàn viên|người lao động)(?!\w)"
)
# "170 ha *lúa và hoa màu bị ngập*"
_AND_ITS_PREDICATE: Final = regex(r"và (?!(?:tổng )?số )(?:[^\W\d_]+ ){1,4}bị(?!\w)")
# "80.606 ha *lúa, hoa màu, cây trồng khác bị thiệt hại*"
_SUFFERING: Final = regex(
    r"(?:, (?!bị )[^\W\d_]+(?: (?!bị )[^\W\d_]+){0,3}){1,4}(?: (?:và|hoặc) [^\W\d_]+(?: (?!bị )[^\W\d_]+){0,3})? (?P<what>bị [^,;:.()\d\n]{3,60})"
)
# "4/6 trường *đã đạt chuẩn quốc gia*"
_DONE: Final = regex(r"đã (?:đạt|được|hoàn thành|có)(?: [^\W\d_]+){2}")
_LISTED_VERBS: Final = regex(
    r"(?:, [^\W\d_]+ [^\W\d_]+(?=,| và ))*(?:,| và) (?P<last>(?!so |tăng |giảm |đạt |trong |thu |bắt |xử |khởi |với )[^\W\d_]+(?: [^\W\d_]+){2,8})(?=[,;:.)\n]|$)"
)
# "6 xã *đạt 19/19 tiêu chí nông thôn mới*", "3 địa phương *có tỷ lệ giải ngân dưới 30%*"
_WHICH: Final = regex(
    r" (?:đã )?(?:được công nhận )?(?:đạt|hoàn thành) (?:đủ )?(?:từ )?\d{1,2}(?:/\d{1,2}| ?- ?\d{1,2})? tiêu chí"
    r"(?: (?:về )?(?:xây dựng )?(?:nông thôn mới|ntm)(?: nâng cao| kiểu mẫu)?)?(?= trở lên|[,;:.)\s]|$)(?: trở lên)?"
    r"| có (?:tỷ lệ|mức|thu nhập|diện tích|sản lượng|quy mô|doanh thu)[^,;:.()\d]{0,60}?(?: (?:trên|dưới|từ|đạt|hơn))+ \d[\d.,]*(?: ?%| [^\W\d_]+(?: đồng)?)(?: trở (?:lên|xuống))?"
)
# "42 sản phẩm *5 sao*", "105 sản phẩm *đạt chuẩn OCOP 3 sao và 4 sao cấp tỉnh*"
_STARS: Final = r"0?[1-5](?: ?- ?0?[1-5])? sao(?: và 0?[1-5] sao)?(?: trở lên)?"
_STAR: Final = regex(_STARS)
_RATED: Final = regex(
    rf"(?: ocop)?(?: đã)?(?: được (?:công nhận|chứng nhận|xếp hạng|đánh giá))?(?: đạt)?(?: (?:chứng nhận|chuẩn|tiêu chuẩn|hạng|tiềm năng))?(?: ocop)?(?: từ)? {_STARS}"
    r"(?: cấp (?:xã|huyện|tỉnh|quốc gia|trung ương))?"
)
_BODY_ENDS: Final = frozenset({"bộ", "quan", "chức", "ngành", "đoàn", "hội", "viên", "nghiệp", "vị"})
_UNIT_ENDS: Final = frozenset(
    {"xã", "phường", "trấn", "thôn", "bản", "ấp", "khóm", "xóm", "buôn", "bon", "làng", "phố", "quận", "huyện"}
)
_DASH: Final = regex(r" ?[-–—] ")
_MARKS: Final = regex(r"[,;.()]")
_SHORT_NUMBER: Final = regex(r"\d{1,2}(?= [^\W\d_]|[,;.:)](?!\d)|\s*$)")
_WORDS_BEFORE_NUMBER: Final = 2
# "trẻ *dưới 1 tuổi* được tiêm chủng đầy đủ", "1.250 người *từ 60 tuổi trở lên*", "*từ 6 tháng tuổi đến 5 tuổi*"
_YEARS_OLD: Final = (
    r"\d{1,3}(?: ?- ?\d{1,3})?(?: (?:tháng )?tuổi)?(?: đến (?:dưới )?\d{1,3})?(?: (?:tháng )?tuổi)"
    r"(?: trở (?:lên|xuống))?(?!\w)"
)
_AGE: Final = regex(_YEARS_OLD)
_OF_AGE: Final = regex(rf"(?:từ|dưới|trên|đủ|độ tuổi từ)(?: đủ)? {_YEARS_OLD}")
_FIGURE_NEXT: Final = regex(r"\s*(?:(?:hơn|trên|gần|khoảng|cho|được) )*\d")
_CONTINUATION: Final = regex(r" ?[^\W\d_]+(?: (?!v\.v)[^\W\d_]+){0,5}(?=\s*(?:[.;)]|$| v\.v))")
_NEAR: Final = 60
_SHARE_IN_BRACKETS: Final = regex(
    r" ?\((?:chiếm |đạt |bằng |tương đương )?(?:tỷ lệ )?(?:hơn |gần |trên |khoảng )?\d[\d.,]* ?%[^()\d]{0,30}\)(?= [^\W\d_])"
    r"| ?\([^()\n]{1,60}\)(?= (?:thuộc|đạt|được công nhận|đủ|hoàn thành)(?!\w))"  # "221 đơn (196 khiếu nại, 25 tố cáo) thuộc …"
)
# "12 vụ*/15 đối tượng* vi phạm pháp luật": the same deed is told of the cases and of those who did it
_THOSE_WHO_DID: Final = regex(
    r"\s?(?:[,/–-]|với|gồm)\s?\d[\d.]* (?:đối tượng|bị can|bị cáo|nghi phạm)(?= (?!bị (?!can|cáo)|là |trong )[^\W\d_])"
)
_SHORTEST_PREDICATE: Final = 3
_UPWARD: Final = " trở lên"
_PREDICATE: Final = regex(r"(?<!\w)(?:đã|sẽ|được|đang|chưa|không|phải)(?: được| có| phải)?(?!\w)")


def phrase_behind_bracket(line: Line, mention: Mention, end: int) -> Phrase | None:
    """The words behind the bracket that tells which share or what kinds a count has: "5.775 xã (70,2%) **đạt chuẩn**"."""
    bracket = _SHARE_IN_BRACKETS.match(line.lower, mention.end, line.end) if mention.dimension == "count" else None
    if bracket is None or end < bracket.end():
        return None
    return phrase_after(line, mention, end, start=bracket.end())


def behind_persons(line: Line, mention: Mention) -> int | None:
    """Where the words begin that tell of cases and of those who did it: "12 vụ/15 đối tượng **vi phạm pháp luật**"."""
    if mention.unit != "incident":
        return None
    persons = _THOSE_WHO_DID.match(line.lower, mention.end, line.end)
    return None if persons is None else persons.end()


def phrase_after(
    line: Line, mention: Mention, end: int, *, whole: bool = False, start: int | None = None
) -> Phrase | None:
    """The words behind a figure that belong to the counted thing ("45 chợ **đang hoạt động**"), or ``None``.

    ``end`` bounds the search: the next figure, time, place or the sentence's end. ``whole`` keeps a clause together
    ("98% **khu dân cư đạt chuẩn văn hóa**"). ``start`` is where to look if that is not right behind the figure.
    """
    if mention.dimension == "count" and start is None:
        which = _WHICH.match(line.lower, mention.end, line.end) or _RATED.match(line.lower, mention.end, line.end)
        if which is not None:
            return Phrase(mention.end + 1, which.end())
    bracketed, start = start is not None, mention.end if start is None else start
    if _DASH.match(line.lower, start):
        return None  # "đạt 97,5/100 điểm *- đủ điều kiện công nhận*"
    if line.lower.startswith(_UPWARD, start):
        start += len(_UPWARD)  # "60% *trở lên* hộ nông dân đăng ký thi đua"
    stop = _end_of(line, mention, start, end)
    words = line.words(start, stop.start() if stop else end)
    last, at = words.last, words.first
    ends = end == line.end if stop is None else not stop[0].isdigit()
    complete_count = mention.dimension == "count" and ends
    closers, compounds = CUES.closers.by_first, CUES.compounds.by_first
    while at < last:
        if words.words[at] not in closers and words.words[at] not in compounds:
            at += 1
            continue
        if (age := _OF_AGE.match(line.lower, words.starts[at], end)) is not None:
            while at < last and words.starts[at] < age.end():
                at += 1
            continue
        closes = CUES.closers.length_at(words.words, at, last)
        compound = CUES.compounds.length_at(words.words, at, last)
        if compound > closes:
            at += compound
            continue
        if closes and complete_count and words.words[at] in CUES.attained.all:
            closes = 0  # "6 chỉ tiêu *đạt kế hoạch*", "2 chỉ tiêu *không đạt*"
        if closes == 1 and at == words.first and mention.dimension == "count" and words.words[at] in CUES.within_nouns:
            closes = 0
        if closes and at == words.first and bracketed and words.words[at] in CUES.within_predicates.all:
            closes = 0  # "2.045 xã (23%) *được công nhận đạt chuẩn*"
        if closes and at > words.first and words.words[at - 1] in CUES.negations.all:
            closes = 0  # "hộ có chuồng trại *chưa đảm bảo*"
        if closes and at == words.first and mention.of is not None and _DONE.match(line.lower, words.starts[at]):
            closes = 0
        if closes and words.words[at] == "và" and _AND_ITS_PREDICATE.match(line.lower, words.starts[at]):
            closes = 0
        if closes and (not whole or at == words.first or words.words[at] in CUES.splitters):
            break
        at += 1
    complete = at >= last
    words.last = min(at, last)
    before_figure = stop is None or stop[0].isdigit()
    if not (complete_count and complete and words and words.words[words.last - 1] in CUES.attained.all):
        whole_end = words.last
        strip_end(words, CUES.predicates if before_figure or not complete else CUES.closers)
        if words and words.words[words.last - 1] in CUES.negations.all:
            words.last = whole_end
    if complete and before_figure and words:
        words.last -= CUES.governing.length_before(words.words, words.last, words.first)  # "12 sở *giải ngân* dưới 50%"
        if mention.dimension == "count" and (stop is not None or line.lower[end : end + 1].isdigit()):
            # "362 dự án FDI *vốn* 6,1 tỷ USD"
            words.last -= CUES.money.length_before(words.words, words.last, words.first)
    if not words or (len(words) == 1 and words.words[words.first] in CUES.within_nouns):
        return None  # "129 xã *thuộc* 10 huyện"
    phrase_end = words.end
    if stop and stop[0] == "," and complete and (suffered := _suffered(line, stop.start(), end)) is not None:
        return Phrase(words.start, suffered)
    if stop and stop[0] == "," and complete and (done := _verbs_listed(line, words, stop.start(), end)) is not None:
        return Phrase(words.start, done)
    if stop and stop[0] == "," and complete:
        verbal = CUES.verbs.length_at(words.words, words.first, words.last) > 0
        phrase_end = _continued(line, stop.end(), end, verbal=verbal) or phrase_end
    return Phrase(words.start, phrase_end)


def _suffered(line: Line, comma: int, end: int) -> int | None:
    """Where the words end that tell what befell all that is listed: "lúa, hoa màu, cây trồng khác *bị thiệt hại*"."""
    found = _SUFFERING.match(line.lower, comma, end)
    if found is None:
        return None
    words = line.words(found.start("what"), found.end("what"))
    closers = CUES.closers
    for at in range(words.first + 2, words.last):
        if closers.length_at(words.words, at, words.last):
            words.last = at
            break
    return words.end


def _verbs_listed(line: Line, words: Words, comma: int, end: int) -> int | None:
    """Where the object of several verbs ends: "vụ tàng trữ, vận chuyển, *mua bán trái phép chất ma túy*"."""
    found = _LISTED_VERBS.match(line.lower, comma, end)
    if found is None or (found.end() == end and end < line.end):
        return None
    verbs = CUES.verbs
    if not verbs.length_before(words.words, words.last, words.first):
        return None
    between = line.words(comma, found.start("last"))
    for at in range(between.first, between.last, 2):
        if not verbs.length_at(between.words, at, between.last):
            return None
    return found.end()


def _end_of(line: Line, mention: Mention, start: int, end: int) -> re.Match[str] | None:
    """The mark or number where the words behind a figure end; "*xã, phường*" and "*thôn, bản*" are one word each."""
    stop = _END.search(line.lower, start, end)
    while stop is not None and stop[0] == ",":
        listed = _LISTED_UNITS.match(line.lower, stop.start(), end)
        listed, ends = (
            (listed, _UNIT_ENDS) if listed else (_LISTED_BODIES.match(line.lower, stop.start(), end), _BODY_ENDS)
        )
        before = line.words(start, stop.start())
        counted = before.words[before.last - 1] if before else (mention.unit_text or "").lower().rpartition(" ")[2]
        if listed is None or counted not in ends:
            break
        stop = _END.search(line.lower, listed.end(), end)
    while stop is not None and stop[0].isdigit() and (number := _names_by_number(line, mention, start, stop.start())):
        stop = _END.search(line.lower, number.end(), end)
    return stop


def _names_by_number(line: Line, mention: Mention, start: int, at: int) -> re.Match[str] | None:
    """The number at ``at`` where it is part of a name: "học sinh *lớp 5* hoàn thành …", "trẻ *dưới 1 tuổi*"."""
    age = _AGE.match(line.lower, at, line.end) or _STAR.match(line.lower, at, line.end)
    if age is not None:
        return age
    number = _SHORT_NUMBER.match(line.lower, at, line.end)
    if number is not None and at > start + 1 and line.lower[at - 1] == "-" and line.lower[at - 2].isalpha():
        return number  # "ca mắc *COVID-19*"
    words = line.words(start, at)
    counted = mention.dimension == "count" and bool(mention.unit_text)
    if number is None or len(words) + counted < _WORDS_BEFORE_NUMBER:
        return None
    return number if CUES.numbered.length_before(words.words, words.last, words.first) else None


def _continued(line: Line, start: int, end: int, *, verbal: bool) -> int | None:
    """ "13 vụ tàng trữ, *mua bán chất ma túy*.": a short headless end of the clause still names the counted thing.

    ``verbal`` says that a verb stands before the comma, with which what goes on up to the next figure is coordinated.
    """
    words = line.words(start, min(end, start + _NEAR))
    if words and CUES.purposes.length_at(words.words, words.first, words.last):
        return None  # "nâng cấp 16 tuyến hẻm, *góp phần chỉnh trang đô thị*"
    if not verbal and end < line.end and not _MARKS.search(line.lower, start, end):
        return (
            None  # what goes on up to the next figure is that figure's: "300 ha rừng, *tạo việc làm cho* 2.050 người"
        )
    if words and CUES.verbs.length_at(words.words, words.first, words.last):
        closers = (
            at for at in range(words.first + 1, words.last) if CUES.closers.length_at(words.words, at, words.last)
        )
        closer = next(closers, None)
        if closer is None and _is_cut(line.lower, start, end):
            return None  # a clause of its own
        last = words.ends[(closer or words.last) - 1]
        return None if _END.search(line.lower, start, last) or _FIGURE_NEXT.match(line.lower, last) else last
    rest = _CONTINUATION.match(line.lower, start, end)
    if not rest or (end < line.end and not line.lower[rest.end() : end].strip()):
        return None  # cut by a figure, a time or a place
    named = line.words(start, rest.end())
    return None if any(word in CUES.predicates or word in CUES.closers for word in named) else rest.end()


def _is_cut(lower: str, start: int, end: int) -> bool:
    """Whether what goes on from ``start`` has no end near it."""
    return end > start + _NEAR and _END.search(lower, start, start + _NEAR) is None


def predicate_of(line: Line, start: int, end: int) -> Phrase | None:
    """What a sentence says of the counted thing that is its subject: "20/20 xã trên địa bàn **đã đạt chuẩn nông thôn mới**"."""
    found = None
    clause_end = line.lower.find(";", start, end)
    end = end if clause_end < 0 else clause_end
    for candidate in _PREDICATE.finditer(line.lower, start, end):
        if found is None or candidate[0].startswith(("đã", "sẽ")):
            found = candidate
    if found is None:
        return None
    stop = _END.search(line.lower, found.end(), end)
    words = line.words(found.start(), stop.start() if stop else end)
    goes_on = CUES.within_predicates.all
    inside = words.first  # where the last compound ends
    for at in range(words.first, words.last):
        closes = CUES.closers.length_at(words.words, at, words.last)
        compound = CUES.compounds.length_at(words.words, at, words.last)
        if compound > closes:
            inside = max(inside, at + compound)
        elif closes and at >= max(inside, words.first + _SHORTEST_PREDICATE) and words.words[at] not in goes_on:
            words.last = at
            break
    return Phrase(words.start, words.end) if len(words) > 1 else None
