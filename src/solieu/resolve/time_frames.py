"""Which time a figure belongs to: the nearest that frames it, from clause to sentence to section.

"Năm 2018, nhà máy sản xuất được 650.000 tấn … Trong quý I/2019 …": a time that opens a clause frames what follows;
"80% vào năm 2020": one right behind a figure is that figure's alone; "so với năm 2017" frames nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex
from solieu.resolve.breakdowns import CLOSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.model import Block, Scope
    from solieu.spans import Sentence, TimeMention
    from solieu.text import Text

__all__ = ["TimeFrames", "is_of_beginning"]

_RIGHT_BEHIND: Final = regex(r"[\s(]*(?:(?:vào|trong|của|tính|ở|từ|cho|giai đoạn) ?)*$")
# "64.462 ha cây vụ Chiêm xuân năm 2023", "13 người bị thương trong năm 2018", not "57% kế hoạch năm 2022"
_BEHIND: Final = regex(
    r"(?!.*(?<!\w)(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|nghị quyết|kh|so|với|và|tăng|giảm|cùng|trước|sau)(?!\w))[^,;:.)\d]*"
)
# "với 30 vụ, *30 người chết, 13 người bị thương* trong năm 2018"
_LISTED_COUNTS: Final = regex(r"^[^,;:.()\d]*(?:, ?\d[\d.]* [^,;:.()\d]+)+(?=trong )")
_NOT_BEHIND: Final = frozenset({"now", "to_date", "day", "this_month", "present_year", "this_year", "last_year"})
_LOOKED_AT: Final = 8
_LONGEST_BRACKET: Final = 120
_FAR_FROM_BIRTH: Final = 60
_BORN: Final = regex(r"(?<!\w)sinh(?: (?:năm|từ năm|trong năm))?(?: \d{4}(?:,| và| đến|-))* ?$")
_BROUGHT_OVER: Final = (" chuyển sang ", " chuyển qua ", " chuyển tiếp ", " còn tồn ")
# "giảm 0,04% *so với mức tăng 0,55% của* tháng 8"
_COMPARED_MOVE: Final = regex(r"(?<!\w)so với (?:mức |con số )[^,;.]{0,20}\d[^;\n]{0,20} (?:của|trong) $")
# "cao hơn mức tăng của *quý II* (2,09%) và thấp hơn *quý I* (8,65%)"
_HIGHER_THAN: Final = regex(
    r"(?<!\w)(?:cao|thấp|nhiều|ít|nhanh|chậm) hơn (?:(?:mức |tốc độ )?(?:tăng|giảm) )?(?:của )?$"
)
# "mặc dù chịu thiệt hại nặng *do cơn bão số 12* năm 2017 nhưng các doanh nghiệp đã khôi phục sản xuất"
_EVENT: Final = regex(
    r"(?<!\w)(?:cơn bão|bão số|trận lũ|đợt lũ|đợt mưa|đợt dịch|đợt hạn|khủng hoảng)(?: [^\W_]+){0,4} (?:năm )?$"
)
_FAR_FROM_FIGURE: Final = 32
_FAR_FROM_PLAN: Final = 90
_NEAR_BRACKET: Final = 3
_FAR_FROM_BEGINNING: Final = 90
# "từ chỗ mỗi xã chỉ đạt 2 tiêu chí *năm 2010*, đến nay …"
_BEGINS_FROM: Final = regex(
    r"(?<!\w)từ (?:(?:chỗ|một (?:xã|huyện|phường|thị trấn|thị xã|thành phố|tỉnh|thôn|địa phương)) [^.;:]{0,60}|(?:mức )?\d[\d.,]*(?: ?%| [^\s\d,.;]{1,9}){0,3} )(?:vào |của |trong )?(?:năm )?$"
)
_ALONE_IN_BRACKETS: Final = regex(r"[^\d()]*\((?:(?:giai đoạn|thời kỳ|năm) )?")
_OPENED: Final = ("(", "(năm ", "(tháng ", "(quý ", "(giai đoạn ")
_RIGHT_BEHIND_BRACKET: Final = 16
_PARTED: Final = regex(r"[,;.]")
_PLAN: Final = regex(
    r"(?<!\w)(?:nghị quyết|chương trình|kế hoạch|đề án|chiến lược|quyết định|chỉ thị|chuyên đề|mục tiêu|nhiệm vụ|dự toán|chỉ tiêu)"
    r"(?!\w)[^.;:]*$"
)
_OF_PLAN: Final = regex(r"% (?:so với |so )?(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|kh)[^%,;:.\d]{0,12}$")
_OTHER_YEAR: Final = frozenset({"last_year"})
_GOES_ON: Final = regex(
    r"\W{0,8}(?:(?:trong đó|trong số|cụ thể|ngoài ra|bên cạnh đó|bên cạnh việc|so với|đồng thời|lũy kế|chỉ tiêu giao|tuy nhiên|nhờ đó|nhờ vậy|qua đó|từ đó|"
    r"theo đó)(?!\w)|(?:tuy nhiên, |song, )?(?:với |từ |nhờ )?[^,.;:\d]{0,40} (?:này(?!\w)|đó(?!\w)|trên(?=,)))"
)
_SEASON: Final = regex(r"(?<!\w)(?<!dịch )(?<!nhiệm )(?<!nghĩa )(?<!phục )(?<!chức )vụ (?:[^\W\d_]+[ -]?){0,5}$")
_OPENS_WITHIN: Final = 16
_ARTICLE: Final = regex(r"điều \d{1,2}[.:]")
_LONGEST_ARTICLE: Final = 120
_NOT_A_FRAME: Final = frozenset({"last_year", "last_months", "to_date"})


def is_of_beginning(lower: str, at: int) -> bool:
    """Whether the time at ``at`` is only that of what something rose or fell from.

    "giảm từ 32,6% *năm 2011* xuống còn 3,1%": nothing but the first figure is of that year.
    """
    start = max(0, at - _FAR_FROM_BEGINNING)
    return lower.find("từ ", start, at) >= 0 and _BEGINS_FROM.search(lower, start, at) is not None


@final
class TimeFrames:
    """Finds the time of a figure; sentences must be asked for in order."""

    def __init__(
        self, text: Text, blocks: Sequence[Block], sentences: Sequence[Sentence], times: Sequence[TimeMention]
    ):
        self.text = text
        self.blocks = blocks
        self.times = [time for time in times if not time.compared]
        self.compared_ends = {time.end: time for time in times if time.compared}
        self.starts = [time.start for time in self.times]
        self._frames = self._by_sentence(sentences)

    def of(self, sentence: Sentence, start: int, end: int) -> tuple[TimeMention, Scope] | None:
        """The time of the figure at ``start``-``end`` and how near it stands, or ``None`` for the report's own."""
        behind = self._right_behind(sentence, end)
        if behind is not None:
            return behind, "clause"
        nearest = self._nearest_before(sentence, start)
        if nearest is not None:
            lower = self.text.lower
            parted = lower.find(",", nearest.end, start) >= 0 or lower.find(";", nearest.end, start) >= 0
            return nearest, "sentence" if parted else "clause"
        frame = self._frames.get(sentence.start)
        return (frame, "section") if frame else None

    def compared_in_bracket(self, start: int) -> TimeMention | None:
        """The time of the value that is compared with: "giảm 6,2 điểm so với cuối năm 2021 (*58,33%*)"."""
        bracket = self.text.lower.rfind("(", max(0, start - _NEAR_BRACKET), start)
        if bracket <= 0 or self.text.lower[bracket + 1 : start].strip():
            return None
        return self.compared_ends.get(bracket) or self.compared_ends.get(bracket - 1)

    def _nearest_before(self, sentence: Sentence, start: int) -> TimeMention | None:
        """The nearest time before ``start`` that frames figures; only the last few are looked at."""
        index = bisect_left(self.starts, start)
        for time in reversed(self.times[max(0, index - _LOOKED_AT) : index]):
            if time.start < sentence.start:
                return None
            if (
                time.end <= start
                and self._frames_figures(time, sentence)
                and not self._stands_aside(time, sentence, start)
            ):
                return time
        return None

    def _stands_aside(self, time: TimeMention, sentence: Sentence, start: int) -> bool:
        return (
            self._is_bracketed(time, sentence, start)
            or self._is_of_plan(time, sentence)
            or is_of_beginning(self.text.lower, time.start)
            or self._is_of_birth(time, sentence)
            or self._is_moment_of_clause(time, start)
            or self._is_brought_over(time, start)
        )

    def _is_brought_over(self, time: TimeMention, start: int | None = None) -> bool:
        """ "trong đó *năm 2018 chuyển sang* 39 bản án, thụ lý mới 15 bản án": only what was brought over is of that year."""
        lower = self.text.lower
        if not lower.startswith(_BROUGHT_OVER, time.end):
            return False
        return start is None or any(lower.find(mark, time.end, start) >= 0 for mark in (",", ";"))

    def _is_moment_of_clause(self, time: TimeMention, start: int) -> bool:
        """ "tổng đàn lợn *tại thời điểm 1/4/2016* là 794 nghìn con; sản lượng …": it frames nothing behind its clause."""
        if time.kind != "day" or time.until or self.text.lower.find(";", time.end, start) < 0:
            return False
        return self.text.lower.endswith(("thời điểm ", "thời điểm ngày "), 0, time.start)

    def _is_of_birth(self, time: TimeMention, sentence: Sentence) -> bool:
        """ "lứa trẻ sinh năm 2018, *2019* và *2020*": when those were born of whom the figure is."""
        if time.kind != "year" or self.text.lower.find("sinh ", sentence.start, time.start) < 0:
            return False
        start = max(sentence.start, time.start - _FAR_FROM_BIRTH)
        return _BORN.search(self.text.lower, start, time.start) is not None

    def _is_bracketed(self, time: TimeMention, sentence: Sentence, start: int) -> bool:
        """ "(mức tăng cao nhất trong 3 năm qua); dịch vụ tăng …": what stands in brackets frames nothing behind them.

        A time alone in brackets before any figure does: "Tốc độ tăng trưởng (*giai đoạn 2005 - 2015*) đạt 13,62%".
        """
        end = min(start, time.end + _LONGEST_BRACKET)
        if self.text.lower.find(")", time.end, end) < 0 or CLOSES.match(self.text.lower, time.end, end) is None:
            return False
        if self.text.lower[time.end] != ")":
            return True
        if _ALONE_IN_BRACKETS.fullmatch(self.text.lower, sentence.start, time.start):
            return False
        # "22 xã với dân số (*năm 2016*) là 179.889 người"
        near = start - time.end <= _RIGHT_BEHIND_BRACKET and not _PARTED.search(self.text.lower, time.end, start)
        return not near or not self.text.lower.endswith(_OPENED, 0, time.start)

    def _is_of_plan(self, time: TimeMention, sentence: Sentence) -> bool:
        """ "theo Nghị quyết số 23 của HĐND tỉnh, giai đoạn 2021-2025: 32 hộ đăng ký", "đạt 99% kế hoạch *năm 2022*; …"."""
        if time.kind == "years":
            pattern, reach = _PLAN, _FAR_FROM_PLAN
        elif time.kind in ("year", "this_year"):
            pattern, reach = _OF_PLAN, _FAR_FROM_FIGURE
        else:
            return False
        return pattern.search(self.text.lower, max(sentence.start, time.start - reach), time.start) is not None

    def _inside(self, sentence: Sentence) -> list[TimeMention]:
        low, high = bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)
        return self.times[low:high]

    def _right_behind(self, sentence: Sentence, end: int) -> TimeMention | None:
        index = bisect_left(self.starts, end)
        if index >= len(self.times) or self.times[index].start >= min(sentence.end, end + 50):
            return None
        time = self.times[index]
        between = self.text.lower[end : time.start]
        if "(" in between and not self.text.lower.startswith((")", ","), time.end):
            return None  # "đạt 5 tỷ đồng (năm 2021 đạt 4 tỷ đồng)", "tăng 3 tạ/ha (năng suất năm 2021 là 52 tạ/ha)"
        return (
            time
            if (_BEHIND.fullmatch(_LISTED_COUNTS.sub("", between)) and time.kind not in _NOT_BEHIND and not time.until)
            or (_RIGHT_BEHIND.fullmatch(between) and time.kind == "year")
            else None
        )

    def _frames_figures(self, time: TimeMention, sentence: Sentence) -> bool:
        """The day of a session ("Ngày 24/12, … điều hành kỳ họp") frames no figure; "tính đến ngày 30/10" does."""
        if time.kind in _OTHER_YEAR:
            return False
        if time.kind == "day":
            before = self.text.lower[max(sentence.start, time.start - 24) : time.start]
            return time.until or before.rstrip().endswith(("thời điểm", "giờ", "tính từ", "trong"))
        return True

    def _by_sentence(self, sentences: Sequence[Sentence]) -> dict[int, TimeMention]:
        frames: dict[int, TimeMention] = {}
        current: TimeMention | None = None
        heading: TimeMention | None = None
        season: TimeMention | None = None
        block = -1
        for sentence in sentences:
            if sentence.block != block:
                block = sentence.block
                if self.blocks[block].kind == "heading":
                    season = None
                elif current is not heading and not self._goes_on(sentence):
                    current = heading
            inside = self._inside(sentence)
            own = [t for t in inside if self._frames_figures(t, sentence) and t.kind not in _NOT_A_FRAME]
            if inside and not own and self.blocks[sentence.block].kind == "heading":
                own = [t for t in inside if t.kind == "last_months"]
            if self._heads(sentence):
                outer = self.blocks[sentence.block].kind == "heading" and self.blocks[sentence.block].level <= 1
                heading = own[-1] if own else (None if outer else heading)
                current = own[-1] if own else current
                continue
            frame = season if season is not None and self._tells_of_crops(sentence) else current
            if frame is not None:
                frames[sentence.start] = frame
            for opening in own:
                if self._opens(opening, sentence) and not self._only_ends(opening, own[0], sentence):
                    season = opening if self._is_season(opening, sentence) else None
                    current = current if season else opening
        return frames

    def _heads(self, sentence: Sentence) -> bool:
        """Whether it is a heading, announces what follows, or is the title of an article: "Điều 2. Chỉ tiêu năm 2022"."""
        block = self.blocks[sentence.block]
        if block.kind == "heading" or self.text.surface[sentence.end - 1] == ":":
            return True
        short = block.end - block.start <= _LONGEST_ARTICLE and self.text.surface[block.end - 1].isalnum()
        return short and _ARTICLE.match(self.text.lower, block.start, block.end) is not None

    def _goes_on(self, sentence: Sentence) -> bool:
        """Whether a block that begins so goes on with the one before: "Trong đó, …"."""
        return _GOES_ON.match(self.text.lower, sentence.start, sentence.end) is not None

    def _is_within_brackets(self, time: TimeMention, sentence: Sentence) -> bool:
        """ "… giảm 146 lượt (*6 tháng đầu năm 2019* tiếp 1.012 lượt). Có 5 lượt …": it frames nothing to come."""
        lower = self.text.lower
        opened = lower.rfind("(", max(sentence.start + 1, time.start - _LONGEST_BRACKET), time.start)
        if opened < 0 or lower.find(")", opened, time.start) >= 0:
            return False
        return lower.find(")", time.end, min(sentence.end, time.end + _LONGEST_BRACKET)) >= 0

    def _only_ends(self, time: TimeMention, first: TimeMention, sentence: Sentence) -> bool:
        """ "*Năm 2024* trồng 20.200 ha; thời vụ kết thúc *trong tháng 3/2024*.": without figures of its own it frames none."""
        if time is first or first.start - sentence.start > _OPENS_WITHIN or self._is_season(time, sentence):
            return False
        digits, _ = self.text.digits()
        following = bisect_left(digits, time.end)
        return following == len(digits) or digits[following] >= sentence.end

    def _is_season(self, time: TimeMention, sentence: Sentence) -> bool:
        """ "gieo trồng được 64.462 ha cây *vụ Chiêm xuân* năm 2023": the yields of the paragraphs below are the season's."""
        return _SEASON.search(self.text.lower, max(sentence.start, time.start - 40), time.start) is not None

    def _tells_of_crops(self, sentence: Sentence) -> bool:
        return CUES.crops.search(self.text.lower, sentence.start, sentence.end) is not None

    def _opens(self, time: TimeMention, sentence: Sentence) -> bool:
        """Whether the time may frame the sentences to come: not a span of years, not the time of a plan."""
        before = self.text.lower[max(sentence.start, time.start - 40) : time.start]
        if time.kind == "day" and not time.until and before.rstrip().endswith("thời điểm"):
            return False  # "tổng đàn lợn tại thời điểm 1/4/2016 là 794 nghìn con"
        if time.kind in ("now", "to_date") and time.start - sentence.start > 12:
            return False
        if time.kind == "years" and not _SEASON.search(before):
            return False
        aside = (
            self._is_within_brackets(time, sentence)
            or before.endswith("riêng ")
            or is_of_beginning(self.text.lower, time.start)
            or self._is_of_birth(time, sentence)
            or self._is_brought_over(time)
            or _HIGHER_THAN.search(before)
            or _EVENT.search(before)
            or _COMPARED_MOVE.search(self.text.lower, max(sentence.start, time.start - _FAR_FROM_PLAN), time.start)
        )
        return not aside and _PLAN.search(before) is None
