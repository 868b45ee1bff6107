"""Sentences with quantities → figures understood: the measure, the words of the indicator, status and basis.

Place, period and identifier are left to the resolvers. A figure without words of its own takes the subject of the one
before it: "Thu ngân sách đạt 526,8 tỷ đồng, **bằng 57,7%** dự toán tỉnh giao".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from solieu.interpret.clauses import Phrase, Span, governed, is_action, is_agent, phrase_after, predicate_of, subject_before
from solieu.interpret.measures import Reading, read_measure
from solieu.knowledge import cues
from solieu.model import Block, Mention, PlaceMention, Sentence, Status, TimeMention
from solieu.text import Text

__all__ = ["Figure", "interpret"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A mention with its measure and its subject, before places, periods and identifiers are known."""

    mention: Mention
    sentence: Sentence
    reading: Reading
    subject: Phrase | None
    """The words that name what is measured."""
    context: tuple[Phrase, ...]
    """Further words that may tell the identifier: the verb, the counted thing, the heading."""
    status: Status
    carried: bool
    """Whether the subject is that of an earlier figure."""

    @property
    def end(self) -> int:
        """Where the figure ends together with the words behind it that name it."""
        own = self.subject is not None and not self.carried
        return max(self.mention.end, self.subject.end) if own and self.subject else self.mention.end


# "của 4 tỉnh", "tại 3 xã Dương Huy, …": how many places a phrase covers is no figure of its own.
_SCOPE = re.compile(r"(?<!\w)(?:của|cả|lãnh đạo|cùng|giữa|với|các|trên cả|gồm cả)\s*$")
_ADMIN_UNITS = frozenset({"commune", "district", "province_unit", "ward", "township", "village", "city", "town", "admin_unit",
                          "quarter_area"})  # fmt: skip
_ATTRIBUTES = frozenset({"time", "voltage"})
_SURE_COUNT = 100
_COUNTER_LINE = 160
_DOSES = 4
_PER_ONE = re.compile(r"(?<!\w)trên\s*$")
_BASE = re.compile(r"(?<!\w)(?:cứ|trên mỗi|tính cho)\s*$")
_GENERIC = frozenset(
    "người vụ ca trường hợp hồ sơ cuộc lượt lượt người đối tượng đơn vị con cái chiếc suất bản hộ ha tấn đồng chí em cháu "
    "việc nội dung lần ý kiến tổ chức".split()
)
_ESTIMATE = re.compile(r"(?<!\w)(?:ước|dự kiến|dự báo|dự ước)(?!\w)")
# "xếp thứ nhất toàn tỉnh *về chỉ số …*"
_ABOUT = re.compile(r"[^;.()]{0,60}?(?<!\w)về (?P<what>[^;.()]{3,80}?)(?= và |,|;|\.|$| với | trong |\s*\()")
_CONTINUES = re.compile(r"\s*(?:trong đó|trong số|cụ thể|so với|tăng|giảm|bằng|đạt|riêng)(?!\w)")
# "có 45 chợ", "với 1.741 đảng viên": what stands before has the things and does not name them.
_EXISTS = re.compile(r"(?<!\w)(?:có|(?<!đối )với|gồm|bao gồm|còn|hiện có|là|từ)(?: (?:khoảng|gần|hơn|trên|dưới|tới|đến|chỉ|tổng số))*\s*$")
_COMPRISES = re.compile(r"(?<!\w)(?:gồm|bao gồm)(?!\w)")
_NEXT_SHARE = re.compile(r"(?: [^,;.()\d]{0,30}?)?\s*(?:,|và)\s*(?:chiếm )?\d[\d.,]*\s?%")
_VAGUE = frozenset("tổng số tiền này đó trong lượng là với chỉ tiêu thực hiện kế hoạch".split())
_NEVER_NAMES = re.compile(
    r"(?:\W|(?<!\w)(?:hiện|tại|nay|có|trong|số|toàn|huyện|tỉnh|xã|này|đó|đến|đã|gần|hơn|khoảng|trên|năm|tháng|theo)(?!\w))*"
)
_BARE = frozenset({"diện tích", "sản lượng", "năng suất", "giá trị", "dài", "chiều dài", "tổng diện tích", "tổng số", "số lượng", "rộng"})
_WITH = re.compile(r"(?<!\w)với(?: (?:khoảng|gần|hơn|trên))?\s*$")
_SCALE = re.compile(r"(?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ) +")
_COUNT_OF = re.compile(r"(?:số(?! với)|tổng số|lượng) [^\W\d_]")
_STATES = re.compile(r" (?:đã|đang|chưa|được|không|sẽ)(?!\w)")
_NEAR_OBJECT = 40
_ONLY_A_FIGURE = re.compile(r"[\s,]*(?:và |hơn |trên |gần )*[\d.,]*\s*")
_MARK = re.compile(r"[,;:()]|(?<!\w)và(?!\w)")
_LINKED = re.compile(r"(?:là|:|đạt|đạt được|ước|khoảng|trên|gần|hơn)\s*$")
_COPULA = re.compile(r"(?:là|:|đạt|đạt được|ước)(?: (?:khoảng|trên|gần|hơn))?\s*$")


def interpret(
    text: Text,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
) -> tuple[Figure, ...]:
    """The figures that ``text`` states, in order. Times, distances in time, norms and scopes are none."""
    walk = _Walk(text, blocks, times, places)
    starts = [sentence.start for sentence in sentences]
    groups: dict[int, list[Mention]] = {}
    for mention in mentions:
        index = bisect_left(starts, mention.start + 1) - 1
        if index >= 0 and mention.end <= sentences[index].end:
            groups.setdefault(index, []).append(mention)
    for index, sentence in enumerate(sentences):
        if index in groups:
            walk.read(sentence, groups[index])
        walk.end(sentence)
    return tuple(walk.figures)


def _norm_blocks(text: Text, blocks: Sequence[Block]) -> frozenset[int]:
    """The items under a line such as "Tiêu chuẩn của đơn vị hành chính cấp xã:"."""
    found = set()
    under = False
    for index, block in enumerate(blocks):
        if text.surface[block.end - 1] == ":" or block.kind == "heading":
            under = cues().norms.search(text.lower, block.start, block.end) is not None
        elif block.kind != "item":
            under = False
        if under:
            found.add(index)
    return frozenset(found)


class _Walk:
    """Reads sentence after sentence and remembers the last subject."""

    def __init__(
        self, text: Text, blocks: Sequence[Block], times: Sequence[TimeMention], places: Sequence[PlaceMention]
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.breaks: list[Span] = sorted([(t.start, t.end) for t in times] + [(p.start, p.end) for p in places])
        self.break_starts = [span[0] for span in self.breaks]
        self.figures: list[Figure] = []
        self.subject: Phrase | None = None
        self.subject_block = -1
        self.unit = ""
        self.by_unit: dict[str, Phrase] = {}
        self.dimension: str | None = None
        self.counted: Phrase | None = None
        self.previous: Reading | None = None
        self.first = True
        self.behind = self.previous_share = False
        self.breakdown = False
        self.goal = False
        self.following = 0
        self.last_status: Status | None = None
        self.list_status: Status | None = None
        self.sentence_start = self.sentence_end = 0
        self.norm_blocks = _norm_blocks(text, blocks)

    def read(self, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        previous: Mention | None = None
        first = True
        continues = _CONTINUES.match(self.text.lower, sentence.start) is not None
        self.breakdown = False
        if not continues:
            self.by_unit = {}
            self.goal = False
            self.last_status = None
        self.sentence_start, self.sentence_end = sentence.start, sentence.end
        if not (continues or sentence.block == self.subject_block):
            self.subject = None
        for index, mention in enumerate(mentions):
            if self._is_attribute(sentence, mention):
                continue
            if self._is_norm(sentence, mention) or self._is_scope(mention):
                continue
            self.first = first
            following = mentions[index + 1].start if index + 1 < len(mentions) else sentence.end
            self.following = following
            next_mention = mentions[index + 1] if index + 1 < len(mentions) else None
            figure = self._figure(sentence, mention, previous, next_mention, following, initial=first)
            previous, first = mention, False
            if figure is not None:
                self.figures.append(figure)
                self.subject, self.subject_block = figure.subject, sentence.block
                self.dimension = mention.dimension
                if mention.dimension == "count":
                    self.counted = figure.subject
                self.unit = self._unit(mention)
                if figure.subject is not None and figure.reading.measure == "level":
                    self.by_unit[self.unit] = figure.subject

    def _is_norm(self, sentence: Sentence, mention: Mention) -> bool:
        if sentence.block in self.norm_blocks:
            return True
        start = max(sentence.start, mention.start - 70)
        return cues().norms.search(self.text.lower, start, mention.start) is not None

    def _is_scope(self, mention: Mention) -> bool:
        before = self.text.lower[max(0, mention.start - 16) : mention.start]
        scope = _SCOPE.search(before)
        if scope is None or mention.unit not in _ADMIN_UNITS or mention.of is not None:
            return False
        return not scope[0].startswith("với") or mention.unit == "province_unit"

    def _is_attribute(self, sentence: Sentence, mention: Mention) -> bool:
        """Times, voltages and speeds qualify things ("đường dây 500kV"), and so does a base ("cứ 100.000 hộ dân")."""
        dimension = mention.dimension or ""
        if dimension.removesuffix("_rate") in _ATTRIBUTES:
            return True
        if mention.unit is None and mention.dimension is None and self._counts_visits(sentence):
            return True
        if mention.unit is None and dimension.startswith("count"):
            # "01 trung tâm", "350 gốc": a noun that no catalogue has counts only where the number is written as a count.
            return not (mention.quote.startswith("0") or abs(mention.number) >= _SURE_COUNT)
        if mention.unit == "star" or (mention.unit == "injection" and mention.number <= _DOSES):
            return True  # "hạng 3 sao", "tiêm đủ 2 mũi"
        one = mention.number == 1 and _PER_ONE.search(self.text.lower, max(0, mention.start - 8), mention.start) is not None
        return one or _BASE.search(self.text.lower, max(0, mention.start - 12), mention.start) is not None

    def _counts_visits(self, sentence: Sentence) -> bool:
        """Whether the line is one of a page's counters: "Đang xem: 14  Tổng cộng: 1.530"."""
        block = self.blocks[sentence.block]
        short = block.end - block.start < _COUNTER_LINE
        return short and cues().page_counters.search(self.text.lower, block.start, block.end) is not None

    def _figure(
        self, sentence: Sentence, mention: Mention, previous: Mention | None, next_mention: Mention | None,
        following: int, *, initial: bool,
    ) -> Figure | None:
        gap_start = previous.end if previous else sentence.start
        spans = self._breaks(gap_start, mention.start)
        before = subject_before(self.text, gap_start, mention.start, spans, initial=initial)
        after_end = min(following, next(iter(self._break_after(mention.end)), following))
        percent = mention.dimension == "percent"
        after = phrase_after(self.text, mention, after_end, whole=percent)
        subject_words = self._words(before) or (self._words(self.subject) if self.subject else "")
        reading = read_measure(self.text, mention, gap_start, sentence.end, subject_words, None if initial else self.previous)
        if reading.measure == "level" and mention.dimension == "percent" and previous is not None and previous.of and before is None:
            reading = reading._replace(measure="share", basis_kind="total")  # "126/150 tin, đạt 84%"
        self.previous_share = not initial and self.previous is not None and self.previous.measure == "share" and self.behind
        self.previous = reading
        if before is not None and self._is_bare(before):
            before = self._of_the_whole(before, gap_start, initial=initial)
        subject, carried = self._choose(mention, reading, before, after, gap_start)
        if reading.measure == "rank" and next_mention is not None and (carried or subject is None):
            subject, carried = self._ranked(mention, next_mention, sentence) or subject, False
        self.behind = subject is not None and subject == after
        context = tuple(phrase for phrase in (before, after, self.subject) if phrase is not None and phrase != subject)
        if subject is None and mention.dimension in (None, "multiplier"):
            return None
        status = self._status(mention, gap_start, initial=initial, carried=carried)
        self.last_status = status
        return Figure(mention, sentence, reading, subject, context, status, carried)

    def _is_bare(self, phrase: Phrase) -> bool:
        before = self.text.lower[phrase.start - 2 : phrase.start]
        return self._words(phrase) in _BARE and before.endswith(("(", "( "))

    def _of_the_whole(self, before: Phrase, gap_start: int, *, initial: bool) -> Phrase:
        """ "vùng trồng cây hồi (*diện tích* trên 1.400 ha …)": the bracket tells a quality of what stands before it."""
        bracket = self.text.lower.rfind("(", gap_start, before.start)
        whole = subject_before(self.text, gap_start, bracket, self._breaks(gap_start, bracket), initial=initial)
        if whole is None and not self.text.lower[gap_start:bracket].strip(" ,"):
            whole = self.subject
        return whole._replace(verb=(before.start, before.end)) if whole is not None else before

    def _ranked(self, mention: Mention, following: Mention, sentence: Sentence) -> Phrase | None:
        """ "đứng đầu với 27 *vụ tai nạn*": the figure that proves the rank names it."""
        between = self.text.lower[mention.end : following.start]
        if not _WITH.search(between) or len(between) > 60 or not following.unit_text or following.dimension != "count":
            return None
        after = phrase_after(self.text, following, sentence.end)
        return Phrase(following.end - len(following.unit_text), after.end if after else following.end)

    def _breaks(self, start: int, end: int) -> list[Span]:
        low, high = bisect_left(self.break_starts, start), bisect_left(self.break_starts, end)
        return self.breaks[low:high]

    def _break_after(self, at: int) -> list[int]:
        index = bisect_left(self.break_starts, at)
        return self.break_starts[index : index + 1]

    def _words(self, phrase: Phrase | None) -> str:
        return phrase.of(self.text.lower) if phrase else ""

    def _choose(
        self, mention: Mention, reading: Reading, before: Phrase | None, after: Phrase | None, gap_start: int
    ) -> tuple[Phrase | None, bool]:
        """Which of the three names the figure: the words before it, those behind it, or the subject carried on."""
        if reading.measure == "rank":
            about = _ABOUT.match(self.text.lower, mention.end, mention.end + 120)
            if about:
                return Phrase(about.start("what"), about.end("what")), False
        if reading.measure in ("attainment", "change", "index", "difference", "rank"):
            if before is not None:
                return before, False
            if reading.measure == "change" and after is not None and _COUNT_OF.match(self.text.lower, after.start):
                return after, False  # "giảm từ 5 - 10% *số vụ tai nạn giao thông*"
            if reading.measure == "difference" and mention.dimension == "count" and after is not None:
                return Phrase(self._noun_start(mention), after.end), False  # "tăng 5 *người bị thương*"
            same_unit = self.by_unit.get(self._unit(mention)) if reading.measure == "difference" else None
            subject = same_unit or self.subject
            return subject, subject is not None
        if reading.measure == "share":
            listed = self.previous_share and before is None
            if after is not None and (listed or _NEXT_SHARE.match(self.text.lower, after.end)):
                # "chiếm 37% *tổng số vụ*, 44,8% *số người chết*": in a list each share is of its own whole.
                return after, False
            if before is not None or self.subject is None:
                return (before, False) if before else (after, False)
            return self.subject, True
        if mention.unit is None and mention.dimension is None and self.counted is not None and (
            before is None or self._is_vague(before)
        ):
            return self.counted, True
        if mention.dimension == "multiplier":
            if before is not None or after is not None:
                return (before, False) if before else (after, False)
            return self.subject, self.subject is not None
        if mention.dimension == "count" or mention.unit is None:
            return self._choose_counted(mention, before, after, gap_start)
        link = _EXISTS.search(self.text.lower, max(gap_start, mention.start - 16), mention.start)
        if mention.dimension == "percent" and after is not None and link and link[0].startswith("có"):
            return after, False
        if before is not None and self._is_vague(before) and self.subject is not None:
            return self.subject, True
        if before is not None and not before.headed and after is not None and mention.dimension != "money":
            return (after if link or mention.dimension == "percent" else governed(self.text, before, after, mention.start)), False
        if before is not None:
            return before, False
        if after is not None and (mention.dimension == "percent" or self.subject is None or mention.dimension != "money"):
            return after, False
        return (self.subject, True) if self.subject else (None, False)

    def _choose_counted(
        self, mention: Mention, before: Phrase | None, after: Phrase | None, gap_start: int
    ) -> tuple[Phrase | None, bool]:
        lower = self.text.lower
        unit_start = self._noun_start(mention)
        near = max(gap_start, mention.start - 16)
        exists = _EXISTS.search(lower, near, mention.start) is not None
        linked = _LINKED.search(lower, near, mention.start) is not None
        if before is not None and not before.headed and is_agent(self.text, before):
            before = None
        announced = before is not None and ":" in lower[before.end : mention.start]
        if before is not None and not before.headed and not announced and "," in lower[before.end : mention.start]:
            before = None
        generic = lower[unit_start : mention.end] in _GENERIC
        if before is not None and self._is_vague(before):
            before = None
            if after is None and self.subject is not None:
                return self.subject, True
        if before is not None and before.headed and (after is None or (linked and not exists)):
            return before, False
        if exists and not announced and not (generic and after is None):
            before = None
        thing = Phrase(unit_start, after.end if after else mention.end) if mention.unit_text else None
        adjacent = _STATES.match(lower, mention.end) is not None
        if before is None and thing is not None and (self.first or (adjacent and after is None)) and (predicate := self._predicate(mention, after)):
            return Phrase(predicate.start, predicate.end, verb=(unit_start, mention.end)), False
        if before is None and after is None and self.subject is not None and self._in_breakdown(gap_start, mention.start):
            return self.subject, True
        if before is not None:
            if thing is None or (after is None and _COPULA.search(lower, near, mention.start)):
                return before, False
            if after is None and generic and not is_action(self.text, before):
                return before, False  # "*phạm pháp hình sự* xảy ra 41 vụ"
            return governed(self.text, before, thing, mention.start), False
        if after is not None and thing is not None:
            return self._coordinated(thing), False
        if self.dimension != "count" and thing is not None:
            return self._coordinated(thing), False
        named = thing is not None and lower[unit_start : mention.end] not in _GENERIC
        if self.subject is not None and (not named or (mention.unit_text or '').lower() == self.unit):
            return self.subject, True
        return (self._coordinated(thing) if thing else None), False

    def _is_vague(self, phrase: Phrase) -> bool:
        """ "số tiền", "tổng số này": they count something that an earlier word names."""
        return _VAGUE.issuperset(phrase.of(self.text.lower).split())

    def _predicate(self, mention: Mention, after: Phrase | None) -> Phrase | None:
        if mention.dimension != "count":
            return None
        clause = self.text.lower[self.sentence_start : mention.start].rpartition(",")[2]
        if not _STATES.match(self.text.lower, mention.end) and not _NEVER_NAMES.fullmatch(clause):
            return None
        return predicate_of(self.text, after.end if after else mention.end, self.following)

    def _in_breakdown(self, gap_start: int, start: int) -> bool:
        """ "27 đơn vị cấp huyện (*24 huyện*, *một thị xã* …)", "12 đơn vị, bao gồm: *7 phường*, …"."""
        gap = self.text.lower[gap_start:start]
        if "(" in gap or _COMPRISES.search(gap):
            self.breakdown = True
        elif ")" in gap or ";" in gap:
            self.breakdown = False
        return self.breakdown

    def _unit(self, mention: Mention) -> str:
        """The first word of the unit: "vụ" for both "9 vụ tai nạn" and "tăng 2 vụ"."""
        return (mention.unit_text or "").lower().partition(" ")[0]

    def _noun_start(self, mention: Mention) -> int:
        """Where the counted thing begins: "2,5 triệu *hộ* dân cư"."""
        start = mention.end - len(mention.unit_text or "")
        while found := _SCALE.match(self.text.lower, start, mention.end):
            start = found.end()
        return start

    def _coordinated(self, thing: Phrase) -> Phrase:
        """ "**khởi tố** 7 vụ, 8 **bị can**": the verb of the first object governs the second."""
        verb = self.subject.verb if self.subject else None
        if verb is None or self.subject is None or not is_action(self.text, Phrase(*verb)) or thing.start - self.subject.end > _NEAR_OBJECT:
            return thing
        between = self.text.lower[self.subject.end : thing.start]
        return thing._replace(verb=verb) if _ONLY_A_FIGURE.fullmatch(between) else thing

    def _status(self, mention: Mention, gap_start: int, *, initial: bool, carried: bool) -> Status:
        """A goal holds to the end of its sentence, an estimate for the figures of its subject.

        What stands behind a figure up to the first mark completes that figure ("55,6% *dự toán huyện phấn đấu*, …").
        """
        lower = self.text.lower
        start = gap_start
        if not initial:
            mark = _MARK.search(lower, gap_start, mention.start)
            start = mark.end() if mark else mention.start
        known = cues()
        result = known.results.search(lower, start, mention.start)
        target = known.targets.search(lower, result.end() if result else start, mention.start)
        if target:
            self.goal = True
            return "target"
        if result:
            self.goal = False
        if mention.estimated or _ESTIMATE.search(lower, max(start, mention.start - 60), mention.start):
            return "estimate"
        if carried and self.last_status:
            return self.last_status
        if self.goal and not result:
            return "target"
        return self.list_status or "actual"

    def end(self, sentence: Sentence) -> None:
        """ "Ước sản lượng một số loại quả như sau:", "phấn đấu hoàn thành, trong đó có:": such a line holds for its items."""
        block = self.blocks[sentence.block]
        if self.text.surface[sentence.end - 1] == ":":
            lower = self.text.lower
            estimate = _ESTIMATE.search(lower, sentence.start, sentence.end)
            target = cues().targets.search(lower, sentence.start, sentence.end)
            self.list_status = "target" if target else "estimate" if estimate else None
        elif block.kind not in ("item", "heading") or (block.kind == "heading" and block.level <= 1):
            self.list_status = None
