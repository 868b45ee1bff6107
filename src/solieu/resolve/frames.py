"""Which time and which place a figure belongs to: the nearest that frames it, from clause to sentence to section.

"Năm 2018, nhà máy sản xuất được 650.000 tấn … Trong quý I/2019 …": a time that opens a clause frames what follows;
"80% vào năm 2020": one right behind a figure is that figure's alone; "so với năm 2017" frames nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex
from solieu.resolve.breakdowns import breakdown_around

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from solieu.model import Block, Scope
    from solieu.spans import PlaceMention, Sentence, TimeMention
    from solieu.text import Text

__all__ = ["PlaceFrames", "TimeFrames", "is_of_beginning"]

_RIGHT_BEHIND: Final = regex(r"[\s(]*(?:(?:vào|trong|của|tính|ở|từ|cho|giai đoạn) ?)*$")
# "64.462 ha cây vụ Chiêm xuân năm 2023", "13 người bị thương trong năm 2018", not "57% kế hoạch năm 2022"
_BEHIND: Final = regex(
    r"(?!.*(?<!\w)(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|nghị quyết|kh|so|với|và|tăng|giảm|cùng|trước|sau)(?!\w))[^,;:.)\d]*"
)
# "với 30 vụ, *30 người chết, 13 người bị thương* trong năm 2018"
_LISTED_COUNTS: Final = regex(r"^[^,;:.()\d]*(?:, ?\d[\d.]* [^,;:.()\d]+)+(?=trong )")
_NOT_BEHIND: Final = frozenset({"now", "to_date", "day", "this_month", "this_year", "last_year"})
_ASIDE: Final = regex(r"(?<!\w)(?:so với|giáp|đến|với|hơn|sang|gồm|hướng|cùng|từ)\s*(?:các )?$")
_AT: Final = regex(r"(?!.*(?<!\w)(?:vì|do|bởi)(?!\w))[^,;:.()\d]*(?<!\w)(?:tại|ở|của|thuộc|trên địa bàn)\s+(?:các )?")
_ITS_FIGURE: Final = regex(r":? \(?\d")
# "sáp nhập các xã Tân An, …", "sáp nhập 3 xã: Tân An, …"
_MERGED: Final = regex(
    r"(?<!\w)(?:sáp nhập|hợp nhất|nhập toàn bộ|trên cơ sở)(?!\w)"
    r"(?: (?:của |từ )?(?:toàn bộ )?\d{1,2}(?: (?:đơn vị|xã|phường|thị trấn|huyện|thôn|xóm|bản|ấp|tỉnh)(?: [^\W\d_]+){0,4}:?)?)?[^;.:()\d]*$"
)
_WORDS_OF_MERGERS: Final = ("sáp nhập", "hợp nhất", "nhập toàn bộ", "trên cơ sở")
_LONGEST_MERGER: Final = 160
_AT_BLOCK_START: Final = regex(r"\W{0,8}(?:\d{1,2}[.)] ?|[ivx]{1,4}[.)] ?)?")
_OPENING_LENGTH: Final = 90
_ONLY_OPENERS: Final = regex(
    r"(?:\W|(?<!\w)(?:(?:sở|cục|chi cục|ban|phòng|kho bạc|trung tâm|chi nhánh) (?:[^\W\d_]+ ){1,6}?|tại|ở|riêng|theo|với|lãnh đạo|báo cáo|của|trên|địa|bàn|đến|nay|hiện|trong|khi|đó|đặc|biệt|còn|là)(?!\w))*"
)
_LONGEST_RESPECTIVE: Final = 200
_LISTED: Final = regex(r"\s*(?:,|và|;)\s*(?:các )?")
_NUMBER: Final = regex(r"\d[\d.,/]*")
# What stands between two places of a list that each have a figure.
_OWN_FIGURE: Final = regex(r"[^;:.\d]{0,40}\d[^;:]{0,60},\s*(?:và )?$")
_JOINT: Final = 2
_TAKES_UP: Final = 60
_LOOKED_AT: Final = 8
_LONGEST_BRACKET: Final = 120
_FAR_FROM_BIRTH: Final = 60
_BORN: Final = regex(r"(?<!\w)sinh(?: (?:năm|từ năm|trong năm))?(?: \d{4}(?:,| và| đến|-))* ?$")
_WHERE: Final = ("tại ", "ở ", "thuộc ")
_BROUGHT_OVER: Final = (" chuyển sang ", " chuyển qua ", " chuyển tiếp ", " còn tồn ")
# "giảm 0,04% *so với mức tăng 0,55% của* tháng 8"
_COMPARED_MOVE: Final = regex(r"(?<!\w)so với (?:mức |con số )[^,;.]{0,20}\d[^;\n]{0,20} (?:của|trong) $")
_WHERE_ALL: Final = (*_WHERE, "tại các ", "ở các ", "thuộc các ")
_ARE_SO_MANY: Final = regex(r" (?:đều )?là (?:một trong )?(?:những |các )?(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín) ")
_FAR_FROM_FIGURE: Final = 32
_FAR_FROM_PLAN: Final = 90
_NEAR_BRACKET: Final = 3
_FAR_FROM_BEGINNING: Final = 90
# "từ chỗ mỗi xã chỉ đạt 2 tiêu chí *năm 2010*, đến nay …"
_BEGINS_FROM: Final = regex(
    r"(?<!\w)từ (?:(?:chỗ|một (?:xã|huyện|phường|thị trấn|thị xã|thành phố|tỉnh|thôn|địa phương)) [^.;:]{0,60}|(?:mức )?\d[\d.,]*(?: ?%| [^\s\d,.;]{1,9}){0,3} )(?:vào |của |trong )?(?:năm )?$"
)
_CLOSED: Final = regex(r"(?:[^()]|\(\d{1,2}\))*\)")
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
        if self.text.lower.find(")", time.end, end) < 0 or _CLOSED.match(self.text.lower, time.end, end) is None:
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
                if self._opens(opening, sentence):
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
            or _COMPARED_MOVE.search(self.text.lower, max(sentence.start, time.start - _FAR_FROM_PLAN), time.start)
        )
        return not aside and _PLAN.search(before) is None


@final
class PlaceFrames:
    """Finds the place of a figure: the nearest named before it, or right behind it ("01 siêu thị *tại thị xã …*").

    ``no_own`` says that the report is about no one place; ``own`` says of a mention whether it is the report's own place
    or one above it ("HĐND tỉnh"): that ends a frame.
    """

    def __init__(
        self,
        text: Text,
        blocks: Sequence[Block],
        sentences: Sequence[Sentence],
        places: Sequence[PlaceMention],
        own: Callable[[PlaceMention], bool],
        *,
        no_own: bool = False,
    ):
        self.text = text
        self.blocks = blocks
        self.places = list(places)
        self.starts = [place.start for place in self.places]
        self.no_own = no_own
        self.merges = any(word in text.lower for word in _WORDS_OF_MERGERS)
        self.own = {place.start: own(place) for place in places}
        self._frames = self._by_sentence(sentences)

    def of(self, sentence: Sentence, start: int, end: int) -> tuple[PlaceMention, Scope] | None:
        """The place of the figure at ``start``-``end`` and how near it stands, or ``None`` for the report's own."""
        behind = self._right_behind(sentence, end)
        if behind is not None:
            return None if self.own[behind.start] else (behind, "clause")
        nearest = self._respective(sentence, start) or self._nearest_before(sentence, start)
        if nearest is not None:
            near = ";" not in self.text.lower[nearest.end : start]
            return None if self.own[nearest.start] or not nearest.name else (nearest, "clause" if near else "sentence")
        frame = self._frames.get(sentence.start)
        return (frame, "section") if frame else None

    def _inside(self, sentence: Sentence) -> list[PlaceMention]:
        low, high = bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)
        return self.places[low:high]

    def _nearest_before(self, sentence: Sentence, start: int) -> PlaceMention | None:
        """ "tại thôn 6 *xã Đăk Wer* huyện Đăk R'Lấp": the first of names that follow each other is where it is."""
        index = bisect_left(self.starts, start)
        nearest: PlaceMention | None = None
        listed_from = start
        for place in reversed(self.places[max(0, index - _LOOKED_AT) : index]):
            if place.start < sentence.start:
                break
            if place.start >= listed_from:
                continue
            if nearest is None and (first := self._first_where(place, sentence, start)) is not None:
                listed_from = first
                continue
            if nearest is not None:
                between = self.text.lower[place.end : nearest.start]
                if (
                    len(between) > _JOINT
                    or (":" in between and nearest.name)
                    or not place.name
                    or nearest.kind == "listed"
                ):
                    break
                nearest = None if self._is_aside(place) else place
            elif place.end <= start and not self._is_aside(place) and not self._is_past_bracket(place, start):
                nearest = place
        return None if nearest is not None and self._is_past_list(nearest, sentence, start) else nearest

    def _first_where(self, last: PlaceMention, sentence: Sentence, start: int) -> int | None:
        """Where several places begin of which ``last`` is the last, if they only say where the figure before them is.

        "78 con heo mắc bệnh *tại huyện Lấp Vò, Tân Hồng và TP Cao Lãnh*, trong đó 60 con chết"; so are those told with
        their number: "*Điện Biên, Hòa Bình và Thái Nguyên* là 3 tỉnh có dịch".
        """
        lower = self.text.lower
        index = bisect_left(self.starts, last.start)
        if last.end > start or not index or lower[self.places[index - 1].end : last.start].strip() != "và":
            return None
        while index and lower[self.places[index - 1].end : self.places[index].start].strip() in (",", "và"):
            index -= 1
        first = self.places[index].start
        if _ARE_SO_MANY.match(lower, last.end):
            return first
        behind = lower.startswith((",", ";", ")"), last.end) and lower.endswith(_WHERE_ALL, 0, first)
        return first if behind and _NUMBER.search(lower, sentence.start, first) else None

    def _is_past_list(self, place: PlaceMention, sentence: Sentence, start: int) -> bool:
        """ "xã A 48 nhà, xã B 33 nhà; *hơn 556 ha lúa bị ngập*": behind the list of places the sentence is of none of them."""
        lower = self.text.lower
        if lower.find(";", place.end, start) < 0:
            return False
        opened = max(lower.rfind(mark, sentence.start, place.start) for mark in ";:")
        index = bisect_left(self.starts, place.start)
        before = self.places[index - 1] if index else None
        if before is None or before.start < max(opened, sentence.start):
            return False
        return _OWN_FIGURE.match(lower[before.end : place.start]) is not None

    def _is_past_bracket(self, place: PlaceMention, start: int) -> bool:
        """Whether a bracket around the place has closed that says where the figure before it is, or breaks that down."""
        if self.text.lower.find(")", place.end, start) < 0:
            return False
        around = breakdown_around(self.text.lower, place.start, place.end)
        return (around is not None and around[1] <= start) or self._tells_where(place, start)

    def _tells_where(self, place: PlaceMention, start: int) -> bool:
        """ "1 người chết *(tại bản Hòa Sơn, xã Tà Cạ)*, 2 người bị thương": a bracket says where the figure before it is."""
        lower = self.text.lower
        if _CLOSED.match(lower, place.end, min(start, place.end + _LONGEST_BRACKET)) is None:
            return False
        opened = lower.rfind("(", max(0, place.start - _LONGEST_BRACKET), place.start)
        return opened >= 0 and lower.startswith(_WHERE, opened + 1)

    def _respective(self, sentence: Sentence, start: int) -> PlaceMention | None:
        """ "xã A và xã B *lần lượt* đạt 19 và 17 tiêu chí": the first figure is of the first place, and so on."""
        cue = self.text.lower.rfind("lần lượt", max(sentence.start, start - _LONGEST_RESPECTIVE), start)
        if cue < 0:
            return None
        high = bisect_left(self.starts, cue)
        low = high
        while low and self.places[low - 1].start >= sentence.start and high - low < _LOOKED_AT:
            between = self.text.lower[self.places[low - 1].end : self.places[low].start if low < high else cue]
            if low < high and not _LISTED.fullmatch(between):
                break
            low -= 1
        named = self.places[low:high]
        count = len(_NUMBER.findall(self.text.lower[cue:start]))
        return named[count % len(named)] if len(named) > 1 else None

    def _is_aside(self, place: PlaceMention) -> bool:
        """ "so với tỉnh Bắc Giang", "giáp huyện Yên Phong", "sáp nhập xã Tùng Ảnh": not where the figure is."""
        lower = self.text.lower
        if self.merges and _MERGED.search(lower, max(0, place.start - _LONGEST_MERGER), place.start):
            return True
        aside = _ASIDE.search(lower, max(0, place.start - 24), place.start)
        if aside is None:
            return False
        # "27 sự cố, gồm *Bắc Ninh 2*, Hà Nội 1": what each has is told
        return "gồm" not in aside[0] or _ITS_FIGURE.match(lower, place.end) is None

    def _right_behind(self, sentence: Sentence, end: int) -> PlaceMention | None:
        index = bisect_left(self.starts, end)
        if index >= len(self.places) or self.places[index].start >= min(sentence.end, end + 60):
            return None
        place = self.places[index]
        following = self.places[index + 1] if index + 1 < len(self.places) else None
        listed = following is not None and following.kind == "listed" and following.start - place.end < 6
        return place if place.name and not listed and _AT.fullmatch(self.text.lower[end : place.start]) else None

    def _by_sentence(self, sentences: Sequence[Sentence]) -> dict[int, PlaceMention]:
        frames: dict[int, PlaceMention] = {}
        heading: PlaceMention | None = None
        current: PlaceMention | None = None
        block = -1
        for sentence in sentences:
            inside = self._inside(sentence)
            if sentence.block != block:
                block = sentence.block
                heading, current = self._opened(sentence, inside, heading, current)
            if current is not None:
                frames[sentence.start] = current
            for place in inside:
                if self.own[place.start] and place.kind != "unnamed":
                    current = heading
                elif place.name and place.kind != "listed" and self._opens(place, sentence):
                    current = place
        return frames

    def _opened(
        self, sentence: Sentence, inside: list[PlaceMention], heading: PlaceMention | None, current: PlaceMention | None
    ) -> tuple[PlaceMention | None, PlaceMention | None]:
        """The frame of a new block: a heading that is a place ("* Xã Yên Lạc", "Phường Đông Hòa: …") holds on."""
        first = inside[0] if inside else None
        if (
            first is not None
            and first.name
            and _AT_BLOCK_START.fullmatch(self.text.lower[sentence.start : first.start])
        ):
            after = self.text.lower[first.end : first.end + 1]
            if after in ("", "\n", ":") or first.end >= self.blocks[sentence.block].end:
                found = None if self.own[first.start] else first
                return found, found
        goes_on = current is not None and (self.no_own or self._names_again(current, sentence))
        return heading, current if goes_on and self.blocks[sentence.block].kind != "heading" else heading

    def _names_again(self, place: PlaceMention, sentence: Sentence) -> bool:
        """ "*Huyện* tiếp tục …" after "huyện Tiên Yên": the type word alone takes the place up again."""
        start = self.text.lower[sentence.start : sentence.start + _TAKES_UP]
        kind = place.type
        return kind is not None and kind in start and re.search(rf"(?<!\w){kind}(?!\w)", start) is not None

    def _begins_list(self, place: PlaceMention) -> bool:
        """ "*Điện Biên*, Hòa Bình và Thái Nguyên …": one of several, though it is named first."""
        lower = self.text.lower
        index = bisect_left(self.starts, place.start)
        while index + 1 < len(self.places):
            between = lower[self.places[index].end : self.places[index + 1].start].strip()
            if between == "và":
                return True
            if between != ",":
                return False
            index += 1
        return False

    def _opens(self, place: PlaceMention, sentence: Sentence) -> bool:
        if self._begins_list(place):
            return False
        before = self.text.lower[sentence.start : place.start]
        if place.kind != "body":
            return _ONLY_OPENERS.fullmatch(before) is not None
        return (
            len(before) < _OPENING_LENGTH and not any(char.isdigit() for char in before) and not self._is_aside(place)
        )
