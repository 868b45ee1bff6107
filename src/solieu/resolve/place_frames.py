"""Which place a figure belongs to: the nearest named before it, or right behind it, from clause to sentence to section."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final, final

from solieu.patterns import regex
from solieu.resolve.breakdowns import CLOSES, breakdown_around

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from solieu.model import Block, Scope
    from solieu.spans import PlaceMention, Sentence
    from solieu.text import Text

__all__ = ["PlaceFrames"]

_ASIDE: Final = regex(r"(?<!\w)(?:so với|giáp|đến|với|hơn|sang|gồm|hướng|cùng|từ)\s*(?:các )?$")
_AT: Final = regex(r"(?!.*(?<!\w)(?:vì|do|bởi)(?!\w))[^,;:.()\d]*(?<!\w)(?:tại|ở|của|thuộc|trên địa bàn)\s+(?:các )?")
# "02 người chết (*xã Tà Cạ*)"
_IN_BRACKET: Final = regex(r"(?: [^,;:.()\d]{1,50})? \((?:(?:tại|ở|thuộc) )?")
_MOST_IN_BRACKET: Final = 3
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
_JOINTS: Final = (",", "và", ", các", "và các")
_COMPRISES: Final = regex(r"(?<!\w)gồm(?: có)?:? (?:các )?$")
_LISTED: Final = regex(r"\s*(?:,|và|;)\s*(?:các )?")
_NUMBER: Final = regex(r"\d[\d.,/]*")
# What stands between two places of a list that each have a figure.
_OWN_FIGURE: Final = regex(r"[^;:.\d]{0,40}\d[^;:]{0,60},\s*(?:và )?$")
_JOINT: Final = 2
_TAKES_UP: Final = 60
_MOST_LISTED: Final = 40
_LOOKED_AT: Final = 8
_LONGEST_BRACKET: Final = 120
_WHERE: Final = ("tại ", "ở ", "thuộc ")
_WHERE_ALL: Final = (*_WHERE, "tại các ", "ở các ", "thuộc các ")
_SO_MANY: Final = regex(
    r"(?<![\w.,/])\d{1,2} (?:(?:xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|thị xã|thôn|bản|ấp)(?: là| gồm|:)? )?$"
)
_NEAR_COUNT: Final = 24
_ARE_SO_MANY: Final = regex(r" (?:đều )?là (?:một trong )?(?:những |các )?(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín) ")


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
        their number: "*Điện Biên, Hòa Bình và Thái Nguyên* là 3 tỉnh có dịch", "tại 3 *xã Tân Lập, Bình Minh và Yên Sơn*".
        """
        lower = self.text.lower
        index = bisect_left(self.starts, last.start)
        joint = lower[self.places[index - 1].end : last.start].strip() if index else ""
        if last.end > start or joint not in _JOINTS:
            return None
        earliest = max(0, index - _MOST_LISTED)
        while index > earliest and lower[self.places[index - 1].end : self.places[index].start].strip() in _JOINTS:
            index -= 1
        first = self.places[index].start
        if lower.startswith(",", last.end) and _COMPRISES.search(
            lower, max(sentence.start, first - _NEAR_COUNT), first
        ):
            return first  # "gồm: *thị trấn Lai Uyên, các xã Long Nguyên, Lai Hưng*, với 43 ấp"
        if _SO_MANY.search(lower, max(sentence.start, first - _NEAR_COUNT), first):
            return first
        if joint == ",":
            return None
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
        """ "1 người chết *(tại bản Hòa Sơn, xã Tà Cạ)*, 2 người bị thương *(xã Hữu Kiệm)*": that says where the figure before it is."""
        lower = self.text.lower
        if CLOSES.match(lower, place.end, min(start, place.end + _LONGEST_BRACKET)) is None:
            return False
        opened = lower.rfind("(", max(0, place.start - _LONGEST_BRACKET), place.start)
        return opened >= 0 and (opened + 1 == place.start or lower.startswith(_WHERE, opened + 1))

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
        between = self.text.lower[end : place.start]
        behind = _AT.fullmatch(between) or (_IN_BRACKET.fullmatch(between) and self._closes_bracket(index))
        return place if place.name and not listed and behind else None

    def _closes_bracket(self, index: int) -> bool:
        """Whether nothing but places stands from that place to the bracket's end: "2 người chết (*bản Hòa Sơn, xã Tà Cạ*)"."""
        lower = self.text.lower
        for at in range(index, min(index + _MOST_IN_BRACKET, len(self.places))):
            end = self.places[at].end
            if lower.startswith(")", end):
                return True
            if at + 1 == len(self.places) or lower[end : self.places[at + 1].start] not in (", ", " ", " - "):
                return False
        return False

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
        first = bisect_left(self.starts, place.start)
        for at in range(first, min(len(self.places) - 1, first + _MOST_LISTED)):
            between = lower[self.places[at].end : self.places[at + 1].start].strip()
            if between == "và":
                return True
            if between != ",":
                return False
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
