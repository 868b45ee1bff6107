"""Sentences with quantities → figures understood: the measure, the words of the indicator, status and basis.

Place, period and identifier are left to the resolvers. A figure without words of its own takes the subject of the one
before it: "Thu ngân sách đạt 526,8 tỷ đồng, **bằng 57,7%** dự toán tỉnh giao".
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, final

from solieu.interpret.bare_percentages import is_alone_in_brackets, reread
from solieu.interpret.chain import Chain, Chosen, noun_start
from solieu.interpret.clauses import subject_before
from solieu.interpret.complements import behind_persons, phrase_after, phrase_behind_bracket
from solieu.interpret.enumerations import told_together
from solieu.interpret.measures import is_rate, read_measure
from solieu.interpret.passed_over import PassedOver, next_figure
from solieu.interpret.respective import Told, in_turn
from solieu.interpret.shared_predicates import Listed, named_in_list, runs, said_of_all, said_of_like
from solieu.interpret.situations import Situation, is_source
from solieu.interpret.statuses import Statuses
from solieu.interpret.subjects import choose
from solieu.interpret.words import Line, Phrase, Span, strip_end, strip_start
from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.interpret.readings import Reading
    from solieu.model import Block, Status
    from solieu.spans import Mention, PlaceMention, Sentence, TimeMention
    from solieu.text import Text

__all__ = ["Figure", "interpret"]


@final
class Figure:
    """A mention with its measure and its subject, before places, periods and identifiers are known."""

    __slots__ = ("carried", "context", "in_turn", "mention", "reading", "sentence", "status", "subject")

    def __init__(
        self, mention: Mention, sentence: Sentence, reading: Reading, subject: Phrase | None,
        context: tuple[Phrase, ...], status: Status, carried: bool, in_turn: bool = False,
    ) -> None:  # fmt: skip
        self.mention = mention
        self.sentence = sentence
        self.reading = reading
        self.subject = subject
        """The words that name what is measured."""
        self.context = context
        """Further words that may tell the identifier: the verb, the counted thing, the subject before."""
        self.status = status
        self.carried = carried
        """Whether the subject is that of an earlier figure."""
        self.in_turn = in_turn
        """Whether the words around it name other things, too: "công nghiệp, dịch vụ lần lượt đạt 340 và *500 tỷ đồng*"."""

    def of(self, subject: Phrase) -> Figure:
        """The figure told of something that was named before."""
        return Figure(self.mention, self.sentence, self.reading, subject, (), self.status, True)

    def of_one(self, subject: Phrase, together: Phrase) -> Figure:
        """The figure told of one of the things that ``together`` names."""
        return Figure(self.mention, self.sentence, self.reading, subject, (together,), self.status, False, True)

    @property
    def end(self) -> int:
        """Where the figure ends together with the words behind it that name it."""
        own = self.subject is not None and not self.carried
        return max(self.mention.end, self.subject.end) if own and self.subject else self.mention.end


def interpret(
    text: Text,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    places: Sequence[PlaceMention],
    year: int | None = None,
) -> tuple[Figure, ...]:
    """The figures that ``text`` states, in order. What :class:`PassedOver` names is none.

    ``year`` is the one in which the report was written, if that is known.
    """
    walk = _Walk(text, blocks, times, places, year)
    starts = [sentence.start for sentence in sentences]
    groups: dict[int, list[Mention]] = {}
    for mention in mentions:
        index = bisect_left(starts, mention.start + 1) - 1
        if index >= 0 and mention.end <= sentences[index].end:
            groups.setdefault(index, []).append(mention)
    for index, sentence in enumerate(sentences):
        if index in groups:
            walk.read(sentence, groups[index])
        walk.statuses.end(sentence)
    return tuple(walk.figures)


_CONTINUES: Final = regex(r"\s*(?:trong đó|trong số|cụ thể|so với|tăng|giảm|bằng|đạt|riêng)(?!\w)")
# "… lần lượt giảm 1,2% và tăng 3,4%", "… tương ứng là 24,1% - 39,4% - 36,5%"
_SEVERAL: Final = regex(r"lần lượt|tương ứng|theo thứ tự|%? ?[-–] ?\d[\d.,]*%? ?[-–] ?\d")
_PARTS: Final = regex(r"\s*(?:trong đó|trong số|cụ thể)(?!\w)")
_WITH: Final = regex(r"(?<!\w)với(?: (?:khoảng|gần|hơn|trên))?\s*$")
_LINKS_TO_NOUN: Final = frozenset({"", "trong", "ở", "từ", "thuộc"})
_CALLED_PLAN: Final = regex(
    r"\((?:kh|kế hoạch|chỉ tiêu|mục tiêu|dự toán|nghị quyết|nq)(?: (?:là|năm|giao|tỉnh giao|năm \d{4}))*:? $"
)
# "Thu 2.856 tỷ đồng, đạt 81,6% dự toán pháp lệnh (*3.500 tỷ đồng*)"
_PLAN_IN_BRACKETS: Final = regex(
    r"(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu|nghị quyết)[^,;()\d]{0,50}\((?:là |giao |kế hoạch |dự toán |hơn |gần |trên |khoảng )*$"
)
# "đạt 91,4% kế hoạch vốn Thủ tướng giao năm 2025 là *120.353 tỷ đồng*"
_PLAN_IS: Final = regex(
    r"(?<!\w)(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu)(?!\w)[^,;():]{0,80} là (?:(?:hơn|gần|trên|khoảng) )*$"
)
_PARTS_CLAUSES: Final = regex(r"[);:]")
_MOVES_ALONE: Final = regex(r"\s*\((?:tăng|giảm)(?: (?:khoảng|gần|hơn|trên|thêm))? ")
_CHILDREN_OF: Final = regex(r"(?<!\w)trẻ(?: em)?(?: (?:đủ|từ|dưới|trên|được|sơ sinh))* (?:\d+ - )?$")
_IS: Final = " là "
_NEAR_PROOF: Final = 60
# "*1-* Dân cư: Tổng số: 656 hộ"
_NUMBERED: Final = regex(r"\W{0,3}(?:\d{1,2}|[a-zđ]|[ivx]{1,4}) ?[-.)/] ?")
_LONGEST_LABEL: Final = 4


@final
class _Walk:
    """Reads sentence after sentence and hands what one figure leaves to the next."""

    def __init__(
        self,
        text: Text,
        blocks: Sequence[Block],
        times: Sequence[TimeMention],
        places: Sequence[PlaceMention],
        year: int | None,
    ) -> None:
        self.text = text
        self.breaks: list[Span] = sorted([(t.start, t.end) for t in times] + [(p.start, p.end) for p in places])
        self.break_starts = [span[0] for span in self.breaks]
        self.figures: list[Figure] = []
        self.chain = Chain()
        self.statuses = Statuses(text, blocks, year)
        self.passed_over = PassedOver(text, blocks)
        self.listed: Listed | None = None
        self.skipped: list[Span] = []
        """The quantities since the last figure that are none: they name nothing."""
        self.named: list[Span] = []
        """The words behind a bracket that name the count before it, and nothing else: "45 xã (23%) *đạt chuẩn*, tăng 3%"."""

    def read(self, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        continues = _CONTINUES.match(self.text.lower, sentence.start) is not None
        parts = continues and _PARTS.match(self.text.lower, sentence.start) is not None
        self.chain.begin(sentence.block, continues=continues, parts=parts)
        line = Line(self.text, sentence.start, sentence.end)
        self.statuses.begin(line, sentence.block, continues=continues)
        norm = line.has(CUES.norms)
        previous: Mention | None = None
        self.skipped, self.named = [], []
        begun = len(self.figures)
        whole = said_of_all(self.text, line, mentions, self.only_places_between)
        lists = runs(self.text, mentions)
        for index, mention in enumerate(mentions):
            if index in lists:
                self.listed = whole or said_of_like(self.text, line, mentions[index : lists[index]])
            reason = self.passed_over.reason(sentence, mention, norm=norm)
            if reason is not None:
                # "231 sản phẩm *đạt từ 3 sao trở lên* của 102 chủ thể": what is in the name of one figure names no other
                named = previous is not None and bool(self.figures) and mention.start < self.figures[-1].end
                if named or not (reason == "attribute" and self.qualifies(mention)):
                    self.skipped.append((mention.start, mention.end))
                continue
            if previous is not None and self.says_in_words(previous, mention):
                continue
            following = next_figure(self.text.lower, mentions, index)
            figure = self.figure(line, sentence, mention, previous, following)
            previous, self.skipped = mention, []
            if figure is not None:
                self.figures.append(figure)
        if len(self.figures) > begun + 1 and _SEVERAL.search(self.text.lower, sentence.start, sentence.end):
            self.give_in_turn(line, begun)

    def give_in_turn(self, line: Line, begun: int) -> None:
        """ "trâu 9.845 con, bò 24.310 con; lần lượt giảm **1,2%** và tăng **3,4%**": the first is of the first, and so on."""
        told = [Told(f.mention, f.reading, f.subject, f.carried) for f in self.figures[begun:]]
        for index, subject in in_turn(self.text.lower, told).items():
            self.figures[begun + index] = self.figures[begun + index].of(subject)
        for index, (thing, together) in told_together(line, told, self.breaks_in).items():
            self.figures[begun + index] = self.figures[begun + index].of_one(thing, together)

    def figure(
        self, line: Line, sentence: Sentence, mention: Mention, previous: Mention | None, following: Mention | None
    ) -> Figure | None:
        chain = self.chain
        self.reads_bracket(previous, mention)
        situation = self.situation(line, mention, previous, following)
        reading = situation.reading
        chosen = choose(self.text, situation, chain)
        if self.listed and self.listed.first <= mention.start <= self.listed.last:
            chosen = named_in_list(self.text, self.listed, mention, reading, situation.after, following) or chosen
        if reading.measure == "rank" and following is not None and (chosen.carried or chosen.subject is None):
            chosen = self.proved_rank(line, mention, following) or chosen
        if chosen.subject is None and mention.dimension in (None, "multiplier"):
            return None
        status = self.statuses.read(mention, situation.gap_start, initial=situation.initial, carried=chosen.carried)
        if chosen.carried and self.is_plan_in_brackets(mention, situation.gap_start):
            status = "target"
        words = (situation.before, situation.after, chain.subject)
        context = tuple([phrase for phrase in words if phrase is not None and not phrase.is_same(chosen.subject)])
        behind = chosen.subject is not None and chosen.subject.is_same(situation.after)
        if reading.measure == "attainment" and self.is_told_of_brackets(situation):
            chain.bracketed = reading.measure
        chain.add(self.text, mention, chosen, reading, sentence.block, behind=behind)
        return Figure(mention, sentence, reading, chosen.subject, context, status, chosen.carried)

    def is_told_of_brackets(self, situation: Situation) -> bool:
        """ "thu nội địa 912 tỷ đồng (*97,5% dự toán*); …", "9 khoản thu đạt *trên 50% dự toán*: thuế 62 tỷ đồng (71%), …"."""
        lower, mention, basis = self.text.lower, situation.mention, situation.reading.basis
        if lower.rfind("(", situation.gap_start, mention.start) >= 0:
            return True
        return lower.startswith(":", max(mention.end, basis[1]) if basis is not None else mention.end)

    def reads_bracket(self, previous: Mention | None, mention: Mention) -> None:
        """Tells the chain of brackets that open or close between two figures."""
        if previous is None:
            return
        lower, start, end = self.text.lower, previous.end, mention.start
        closed, opened = lower.find(")", start, end), lower.rfind("(", start, end)
        if closed >= 0 and lower.find("(", start, closed) < 0:
            self.chain.close_bracket()
        if opened > lower.rfind(")", start, end):
            self.chain.open_bracket()

    def is_of_bracket(self, previous: Mention, before: Phrase, mention: Mention) -> bool:
        """ "80.000 lượt khách đến tham quan, lưu trú (*tăng 33%*)": a bracket with nothing but a move is of the figure before."""
        lower = self.text.lower
        between = lower[previous.end : before.start]
        # "chiếm 79% *trong tổng số phải thi hành* (giảm 3%)": what a share is of is no name for what follows
        if (
            mention.dimension != "percent"
            or (before.headed and between.strip() != "trong")
            or _PARTS_CLAUSES.search(between)
        ):
            return False
        return _MOVES_ALONE.fullmatch(lower, before.end, mention.start) is not None

    def is_part_in_bracket(self, previous: Mention, before: Phrase, mention: Mention) -> bool:
        """ "717 ha lúa bị ngập úng (Hà Giang *142 ha*; …)": behind the place alone, a part is of what the whole is."""
        if previous.unit != mention.unit or previous.unit is None or mention.dimension == "percent":
            return False
        bracket = self.text.lower.find("(", before.end, mention.start)
        index = bisect_left(self.break_starts, bracket) if bracket >= 0 else len(self.breaks)
        if index == len(self.breaks) or self.text.lower[bracket + 1 : self.breaks[index][0]].strip():
            return False
        return not self.text.lower[self.breaks[index][1] : mention.start].strip(" :,")

    def names_what_is_listed(self, previous: Mention, before: Phrase, mention: Mention) -> bool:
        """ "49.200 nhà *bị ngập*: Hải Lăng **18.300 nhà**": those words name the figure before, which the colon breaks down.

        So does "100 lao động *làm việc ở nước ngoài*: xã Hòa Bình **10**" with a number alone.
        """
        named = self.chain.subject
        if named is None or not previous.end <= before.start or before.end > named.end:
            return False
        alike = previous.unit == mention.unit or (mention.unit is None and mention.dimension is None)
        return alike and self.text.lower.startswith(":", named.end)

    def is_in_brackets(self, mention: Mention) -> bool:
        """Whether it stands alone between brackets."""
        lower = self.text.lower
        return lower.startswith("(", mention.start - 1) and lower.startswith(")", mention.end)

    def says_in_words(self, previous: Mention, mention: Mention) -> bool:
        """ "13.503.000.000 đồng (Mười ba tỷ, *năm trăm linh ba triệu đồng*)": it says the same amount once more."""
        if previous.dimension != "money" or mention.dimension != "money" or any(map(str.isdigit, mention.quote)):
            return False
        between = self.text.lower[previous.end : mention.start].lstrip()
        if not between.startswith("(") or ")" in between or any(map(str.isdigit, between)):
            return False
        # Of "mười ba tỷ, năm trăm linh ba triệu" only the last part is read: the amount in digits ends with it.
        said = mention.number * mention.factor
        rest = previous.number * previous.factor - said
        return rest >= 0 and rest % 10 ** (said.adjusted() + 1) == 0

    def qualifies(self, mention: Mention) -> bool:
        """ "số trẻ dưới *1 tuổi* được tiêm đủ *8 loại* vắc xin": it belongs to the noun; "trong *5 ngày*" does not.

        Nor need children be told as so old: "tỷ lệ trẻ đủ *18 tháng* tiêm đủ 2 mũi sởi"
        """
        if mention.dimension != "time" or (mention.unit_text or "").lower() == "tuổi":
            return True
        return _CHILDREN_OF.search(self.text.lower, max(0, mention.start - _NEAR_PROOF), mention.start) is not None

    def is_plan_in_brackets(self, mention: Mention, gap_start: int) -> bool:
        """ "đạt 81,6% dự toán pháp lệnh (*3.500 tỷ đồng*)", "tăng 9,2% (KH *10,5%*)", "bằng 91% kế hoạch vốn là *120 tỷ đồng*"."""
        lower = self.text.lower
        if _CALLED_PLAN.search(lower, gap_start, mention.start):
            return True
        after_plan = any(pattern.search(lower, gap_start, mention.start) for pattern in (_PLAN_IN_BRACKETS, _PLAN_IS))
        return after_plan and (self.chain.has_level_like(mention) or self.is_set_for_rate(mention, gap_start))

    def is_set_for_rate(self, mention: Mention, gap_start: int) -> bool:
        """ "chiếm 35,1%, thấp hơn 0,4% *so với chỉ tiêu* tỉnh giao (*35,5%*)": what a percentage is measured by is one, too."""
        if mention.dimension != "percent" or self.chain.dimension != "percent":
            return False
        return self.text.lower.find("so với ", gap_start, mention.start) >= 0

    def situation(self, line: Line, mention: Mention, previous: Mention | None, following: Mention | None) -> Situation:
        initial = previous is None
        gap_start = previous.end if previous else line.start
        breaks = self.breaks_in(gap_start, mention.start)
        aside = [*self.skipped, *[span for span in self.named if span[1] > gap_start]]
        if aside:
            breaks = sorted([*breaks, *aside])
        before = subject_before(line, gap_start, mention.start, breaks, initial=initial)
        if before is not None and is_source(self.text.lower, line, before):
            before = None
        if before is not None and self.chain.subject is not None and self.is_plan(line, before):
            before = None  # "tăng 9,2% (*KH* 10,5%)", "(vượt *mục tiêu nghị quyết* 0,4%)"
        if before and not (initial or before.headed) and (mention.dimension == "count" or self.is_of(previous, before)):
            across = self.text.lower.find("(", before.end, mention.start) >= 0
            # "612 cán bộ, viên chức (*156 bác sĩ*, …)", "155 hộ đạt danh hiệu gia đình văn hóa (*đạt 94%*)"
            # "các vụ trộm cắp (33 vụ) và *cướp giật* (14 vụ)"
            each = previous is not None and self.is_in_brackets(previous) and self.is_in_brackets(mention)
            before = None if across and not each else before
        if before and previous and self.is_of_bracket(previous, before, mention):
            before = None
        if before and previous and self.names_what_is_listed(previous, before, mention):
            before = None
        if before and previous and self.is_part_in_bracket(previous, before, mention):
            before = None
        limit = following.start if following else line.end
        after_end = min(limit, self.break_after(mention.end, line.end))
        percent = mention.dimension == "percent"
        told = percent and before is None and self.text.lower.startswith(_IS, mention.end)
        start = mention.end + len(_IS) if told else None  # "15.670 khẩu, 92% *là đồng bào dân tộc thiểu số*"
        after = phrase_after(line, mention, after_end, whole=percent, start=start)
        named_by = before or self.chain.subject
        subject = named_by.of(self.text.lower) if named_by else ""
        reading = read_measure(
            self.text, mention, gap_start, line.end, subject, None if initial else self.chain.reading
        )
        if previous and mention.dimension == "percent":
            named = before is not None
            reading = reread(
                self.text, mention, previous, reading, self.chain,
                named=named, followed=after is not None, rate=is_rate(subject),
            )  # fmt: skip
            before = None if is_alone_in_brackets(self.text, mention, previous) else before
        if before is not None and self.is_bracketed_quality(before):
            before = self.with_its_thing(line, before, gap_start, initial=initial)
        elif before is not None and initial and (label := self.label_of(line, before)) is not None:
            before = label.governed_by((before.start, before.end))
        beyond = None
        if after is None and mention.dimension == "count":
            beyond = phrase_behind_bracket(line, mention, self.break_after(mention.end, line.end))
            if beyond is None and (deed := behind_persons(line, mention)) is not None:
                beyond = phrase_after(line, mention, self.break_after(deed, line.end), start=deed)
        if beyond is not None:
            self.named = [beyond.span]
        return Situation(line, mention, reading, before, after, beyond, gap_start, limit, initial)

    def is_plan(self, line: Line, phrase: Phrase) -> bool:
        """Whether the words are nothing but plans: "KH", and behind "vượt" one that is told with its name."""
        plans = CUES.plans
        if phrase.of(self.text.lower) in plans.all:
            return True
        words = line.words(phrase.start, phrase.end)
        length = plans.length_at(words.words, words.first, words.last)
        return bool(length) and self.text.lower.endswith("vượt ", line.start, phrase.start)

    def is_of(self, counted: Mention | None, phrase: Phrase) -> bool:
        """Whether the words stand right behind what was counted and belong to it: "142 thanh niên trong *độ tuổi nhập ngũ*"."""
        if counted is None or counted.dimension != "count":
            return False
        return self.text.lower[counted.end : phrase.start].strip() in _LINKS_TO_NOUN

    def is_bracketed_quality(self, phrase: Phrase) -> bool:
        before = self.text.lower[phrase.start - 2 : phrase.start]
        return before.endswith(("(", "( ")) and phrase.of(self.text.lower) in CUES.bare_qualities.all

    def label_of(self, line: Line, quality: Phrase) -> Phrase | None:
        """ "- **Cây lúa**: **Diện tích** 24.701 ha": what the label of an item names has the quality behind it."""
        lower = self.text.lower
        if not lower.endswith(": ", line.start, quality.start) or quality.of(lower) not in CUES.bare_qualities.all:
            return None
        numbered = _NUMBERED.match(lower, line.start, quality.start)
        words = line.words(numbered.end() if numbered else line.start, quality.start)
        return Phrase(words.start, words.end) if words and len(words) <= _LONGEST_LABEL else None

    def with_its_thing(self, line: Line, quality: Phrase, gap_start: int, *, initial: bool) -> Phrase:
        """ "**vùng trồng cây hồi** (**diện tích** trên 1.400 ha …)": the bracket tells a quality of what is before it."""
        bracket = self.text.lower.rfind("(", gap_start, quality.start)
        thing = subject_before(line, gap_start, bracket, self.breaks_in(gap_start, bracket), initial=initial)
        if thing is None and (not initial or not self.text.lower[gap_start:bracket].strip(" ,")):
            thing = self.chain.subject
        return thing.governed_by((quality.start, quality.end)) if thing is not None else quality

    def proved_rank(self, line: Line, mention: Mention, following: Mention) -> Chosen | None:
        """ "đứng đầu với 27 *vụ tai nạn*": the count that proves the rank names it."""
        between = self.text.lower[mention.end : following.start]
        near = len(between) <= _NEAR_PROOF and ";" not in between and ". " not in between
        if following.dimension != "count" or not near or not _WITH.search(between):
            return None
        after = phrase_after(line, following, line.end)
        return Chosen(Phrase(noun_start(self.text, following), after.end if after else following.end))

    def only_places_between(self, line: Line, start: int, end: int) -> bool:
        """Whether nothing between two figures names anything but places and times."""
        at = start
        for left, right in [*self.breaks_in(start, end), (end, end)]:
            words = line.words(at, left)
            strip_end(words, CUES.predicates)
            strip_start(words)
            if words:
                return False
            at = right
        return True

    def breaks_in(self, start: int, end: int) -> list[Span]:
        return self.breaks[bisect_left(self.break_starts, start) : bisect_left(self.break_starts, end)]

    def break_after(self, at: int, end: int) -> int:
        """Where the first time or place behind ``at`` begins, or ``end``."""
        index = bisect_left(self.break_starts, at)
        return self.break_starts[index] if index < len(self.break_starts) else end
