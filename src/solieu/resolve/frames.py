"""Which time and which place a figure belongs to: the nearest that frames it, from clause to sentence to section.

"Năm 2018, nhà máy sản xuất được 650.000 tấn … Trong quý I/2019 …": a time that opens a clause frames what follows;
"80% vào năm 2020": one right behind a figure is that figure's alone; "so với năm 2017" frames nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from solieu.model import Block, PlaceMention, Scope, Sentence, TimeMention
from solieu.text import Text

__all__ = ["PlaceFrames", "TimeFrames"]

_RIGHT_BEHIND = re.compile(r"[\s(]*(?:(?:vào|trong|của|tính|ở|từ|cho|giai đoạn) ?)*$")
# "64.462 ha cây vụ Chiêm xuân năm 2023", "13 người bị thương trong năm 2018", not "57% kế hoạch năm 2022"
_BEHIND = re.compile(
    r"(?!.*(?<!\w)(?:kế hoạch|dự toán|mục tiêu|chỉ tiêu|nghị quyết|kh|so|với|và|tăng|giảm|cùng|trước|sau)(?!\w))[^,;:.)\d]*"
)
_NOT_BEHIND = frozenset({"now", "to_date", "day", "this_month", "this_year", "last_year"})
_OPENING = re.compile(
    r"(?:^|[,;:.(] ?|\W)\W*(?:(?:trong|riêng|đến|tính|tính đến|sang|vào|kể|từ|theo đó|trong đó|qua|như vậy|sau|kể từ|của) ?){0,3}$"
)
_OTHER_YEAR = frozenset({"last_year"})
_GOES_ON = re.compile(r"\W*(?:trong đó|trong số|cụ thể|ngoài ra|bên cạnh đó|so với|đồng thời|lũy kế|chỉ tiêu giao)(?!\w)")
_NOT_A_FRAME = frozenset({"last_year", "last_months"})


class TimeFrames:
    """Finds the time of a figure; sentences must be asked for in order."""

    def __init__(self, text: Text, blocks: Sequence[Block], sentences: Sequence[Sentence], times: Sequence[TimeMention]):
        self.text = text
        self.blocks = blocks
        self.times = [time for time in times if not time.compared]
        self.starts = [time.start for time in self.times]
        self._frames = self._by_sentence(sentences)

    def of(self, sentence: Sentence, start: int, end: int) -> tuple[TimeMention, Scope] | None:
        """The time of the figure at ``start``-``end`` and how near it stands, or ``None`` for the report's own."""
        behind = self._right_behind(sentence, end)
        if behind is not None:
            return behind, "clause"
        before = [t for t in self._inside(sentence) if t.end <= start and self._frames_figures(t, sentence)]
        if before:
            near = not re.search(r"[,;]", self.text.lower[before[-1].end : start])
            return before[-1], "clause" if near else "sentence"
        frame = self._frames.get(sentence.start)
        return (frame, "section") if frame else None

    def _inside(self, sentence: Sentence) -> list[TimeMention]:
        low, high = bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)
        return self.times[low:high]

    def _right_behind(self, sentence: Sentence, end: int) -> TimeMention | None:
        index = bisect_left(self.starts, end)
        if index >= len(self.times) or self.times[index].start >= min(sentence.end, end + 50):
            return None
        time = self.times[index]
        between = self.text.lower[end : time.start]
        return time if _BEHIND.fullmatch(between) and time.kind not in _NOT_BEHIND and not time.until or (
            _RIGHT_BEHIND.fullmatch(between) and time.kind == "year") else None

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
        block = -1
        for sentence in sentences:
            if sentence.block != block:
                goes_on = _GOES_ON.match(self.text.lower, sentence.start) is not None
                current = current if goes_on else heading
                block = sentence.block
            own = [t for t in self._inside(sentence) if self._frames_figures(t, sentence) and t.kind not in _NOT_A_FRAME]
            if self.blocks[sentence.block].kind == "heading" or self.text.surface[sentence.end - 1] == ":":
                outer = self.blocks[sentence.block].kind == "heading" and self.blocks[sentence.block].level <= 1
                heading = own[-1] if own else (None if outer else heading)
                current = own[-1] if own else current
                continue
            if current is not None:
                frames[sentence.start] = current
            opening = [t for t in own if self._opens(t, sentence)]
            if opening:
                current = opening[-1]
        return frames

    def _opens(self, time: TimeMention, sentence: Sentence) -> bool:
        """Whether the time opens its sentence or its clause, so that it may frame the sentences to come."""
        before = self.text.lower[max(sentence.start, time.start - 40) : time.start]
        return time.kind != "years" and _OPENING.search(before) is not None


class PlaceFrames:
    """Finds the place of a figure."""

    def __init__(self, text: Text, blocks: Sequence[Block], sentences: Sequence[Sentence], places: Sequence[PlaceMention]):
        self.text = text
        self.blocks = blocks
        self.places = [place for place in places if place.kind != "unnamed"]
        self.starts = [place.start for place in self.places]
        self._frames = self._by_sentence(sentences)

    def of(self, sentence: Sentence, start: int, end: int) -> tuple[PlaceMention, Scope] | None:
        """The place of the figure at ``start``-``end`` and how near it stands, or ``None`` for the report's own."""
        return None

    def _by_sentence(self, sentences: Sequence[Sentence]) -> dict[int, PlaceMention]:
        return {}
