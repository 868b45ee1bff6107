"""Tasks that a report gives to someone: who has to do what, until when.

A task is given by an order ("yêu cầu các phòng rà soát …"), by a modal ("các xã cần hoàn thành …"), in the items after
"yêu cầu:" or under a heading "NHIỆM VỤ …", and in the sentences that go on after one of these. What participants
propose and what is asked of higher levels ("kiến nghị với Chính phủ") is no task.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, final

from msgspec.structs import replace

from solieu.interpret.addressees import (
    Span,
    described_addressee,
    only_addressees,
    ordered_addressees,
    subject_of,
    subject_of_task,
)
from solieu.interpret.due import due_day
from solieu.knowledge.letters import UPPER
from solieu.knowledge.orders import ORDERS
from solieu.model import Directive
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from solieu.spans import Sentence
    from solieu.text import Text

__all__ = ["find_directives"]

_MARKER: Final = regex(r"(?:[-+*•·▪►–—]|\d{1,2}-(?=\s)|\(?\w{1,3}[.)/]|\"|“)\s*")
_BULLET: Final = regex(r"\s*(?:[-+*•·▪►–—]|\d{1,2}-(?=\s)|\(?\w{1,2}[.)/])\s*")
# "Về kinh tế: Phòng Kinh tế rà soát …"
_LABEL: Final = regex(r"(?:về|trong|công tác|lĩnh vực|trên lĩnh vực)\s[^.;:]{2,70}:\s+")
# "III. NHIỆM VỤ 6 THÁNG CUỐI NĂM", also where figures keep the line from being a heading.
_HEADING: Final = regex(rf"(?:[IVX]{{1,5}}[./)]|\d{{1,2}}[./)])\s*[{UPPER}\d\s,;&/()-]{{8,150}}$")
_HEADING_STARTS: Final = "IVX0123456789"
_END: Final = regex(r"[\s.;:,/…\"”)!|-]*$")
_TO: Final = regex(r"(?:\s+(?:cho|đối với|với|đến|là|rằng))?\s*[:,]?\s*")
_CLAUSE: Final = regex(r"(?:,|:|\snên|\sthì|\sdo đó|\svì vậy|\sdo vậy)\s+")
_PAST: Final = regex(r"(?<!\w)(?:đã|vừa qua|(?:đạt|được|có)\s+(?:trên |hơn |gần |khoảng )?\d+|ước)(?!\w)")
_MUST_BE_DONE: Final = regex(r"việc\s[^.;:]{3,120}?\s(?=phải (?:hoàn thành|xong|kết thúc))")
# "UBND tỉnh *ban hành văn bản* yêu cầu các sở …", not "theo văn bản yêu cầu của …"
_ISSUES: Final = regex(
    r"(?<!\w)(?:ban hành|ra|gửi|có)(?: [^\W\d_]+){0,2} (?:văn bản|công văn|công điện|thông báo)(?: số \S{1,24})?(?: hỏa tốc| khẩn)? $"
)
_ONLY_ANNOUNCES: Final = regex(
    r"(?:(?:cần|phải|tập trung|tiếp tục|khẩn trương|chủ động|nghiêm túc|phối hợp) )*(?:thực hiện|triển khai)(?: (?:thực hiện|tốt|nghiêm|nghiêm túc|hiệu quả|đồng bộ|ngay|quyết liệt))*"
    r"(?: (?:một số|các|những))?(?: (?:nội dung|nhiệm vụ|giải pháp|công việc|việc)(?: (?:trọng tâm|cụ thể|chủ yếu))*)?(?: (?:cụ thể|như))?(?: sau(?: đây)?)?\s*:"
)
_AS_FOR: Final = "đối với "
_WHEN: Final = regex(
    r"\W*(?:(?:thời gian|thời hạn)(?: (?:thực hiện|hoàn thành|báo cáo))?:? ?)?(?:(?:phải )?(?:hoàn thành|xong|báo cáo|kết quả) )?(?:xong )?"
    r"(?:(?:trước|trong|chậm nhất|đến|vào|là|hết|cuối|đầu|ngày|tháng|quý|năm|giờ)(?!\w) ?|[ivx]{1,3}(?!\w) ?|[\d/.,-] ?){2,30}[.;\s]*"
)
_LONGEST_CLAUSE: Final = 500
_REACH: Final = 70
_SPEAKER_WINDOW: Final = 110
_EARLY: Final = 60
_AT_ONCE: Final = 12


def find_directives(
    text: Text, sentences: tuple[Sentence, ...], issued: date | None, year: int | None = None
) -> tuple[Directive, ...]:
    """The tasks that ``text`` gives, at most one per sentence, in order. Offsets are into ``text.surface``.

    ``start`` and ``end`` bound the task's own words. A due day without a year is taken nearest after ``issued``, or in
    ``year`` where that is not known.
    """
    speech = _Speech()
    found: list[Directive] = []
    block = -1
    for sentence, cues in _with_cues(text, sentences):
        if not cues and speech.passes_over(text, sentence):
            continue
        speech.enter(text, sentence)
        task = _task(text, sentence, cues, speech)
        speech.leave(text, sentence, cues, task)
        if task and _announces_only(text, sentence, task, speech):
            task = None
        if found and block == sentence.block and _only_tells_when(text, sentence, task):
            stop = sentence.start + len(text.lower[sentence.start : sentence.end].rstrip(" .;"))
            due = found[-1].due or due_day(text.lower, sentence.start, stop, issued, year)
            found[-1] = replace(found[-1], due=due)
        elif task:
            found.append(_directive(text, task, issued, year))
            block = sentence.block
    return tuple({directive.text.casefold(): directive for directive in reversed(found)}.values())[::-1]


def _announces_only(text: Text, sentence: Sentence, task: _Task, speech: _Speech) -> bool:
    """ "yêu cầu các đơn vị *thực hiện một số nhiệm vụ sau:*", "*2. Giao Phòng Nội vụ:*": the tasks stand below it."""
    heading = speech.planned and _HEADING.match(text.surface, sentence.start, sentence.end) is not None
    if heading or _named_alone(text, sentence):
        return True
    return _ONLY_ANNOUNCES.fullmatch(text.lower, task.start, sentence.end) is not None


def _only_tells_when(text: Text, sentence: Sentence, task: _Task | None) -> bool:
    """ "…, hướng dẫn các xã phòng trừ sâu bệnh. *Hoàn thành trước 15/9.*" is no task of its own."""
    return not (task and task.to) and _WHEN.fullmatch(text.lower, sentence.start, sentence.end) is not None


@dataclass(frozen=True, slots=True)
class _Task:
    start: int
    end: int
    to: tuple[Span, ...] = ()
    ordered: bool = False
    carries: bool = False
    """Whether the addressees are the subject of a modal."""


@final
class _Cue:
    __slots__ = ("end", "start", "word")

    def __init__(self, word: str, start: int, end: int) -> None:
        self.word = word
        self.start = start
        self.end = end


@dataclass(slots=True)
class _Speech:
    """What earlier sentences leave open: an order in the same block, a list of tasks, a speech just begun."""

    block: int = -1
    section: int = -1
    heading: int = -1
    """The block of the section's heading."""
    ordered: bool = False
    """An order was given in this block."""
    near: bool = False
    """The sentence before gave a task or told of a speech."""
    near_task: bool = False
    """The sentence before gave a task."""
    listing: bool = False
    """A list of tasks goes on: the items after "yêu cầu:"."""
    planned: bool = False
    """The section's heading announces tasks."""
    addressed: tuple[Span, ...] = ()
    """Those whom the section's heading names, and nothing else."""
    to: tuple[Span, ...] = ()
    """Whom later sentences mean: the subject of "các xã cần …" carries over, the object of an order does not."""

    def passes_over(self, text: Text, sentence: Sentence) -> bool:
        """Whether ``sentence``, which has no cue, can neither give a task nor open anything."""
        if self.near_task or self.listing or self.planned or sentence.section != self.section:
            return False
        if _is_labelled(text, sentence):
            return False
        if sentence.block != self.block:
            if text.surface[sentence.start] in _HEADING_STARTS:
                return False
            self.block, self.ordered, self.to = sentence.block, False, ()
        elif self.ordered or sentence.block == self.heading:
            return False
        self.near = False
        return True

    def enter(self, text: Text, sentence: Sentence) -> None:
        new_block = sentence.block != self.block
        if sentence.section != self.section or (
            new_block and _HEADING.match(text.surface, sentence.start, sentence.end)
        ):
            self.addressed = self._addressed_by_heading(text, sentence)
            if not self.addressed:
                self.planned = _announces_tasks(text.lower, sentence.start, sentence.end)
            self.section, self.heading, self.listing = sentence.section, sentence.block, bool(self.addressed)
        elif sentence.block == self.heading:
            self.planned = self.planned or _announces_tasks(text.lower, sentence.start, sentence.end)
        if new_block:
            if self.heading == sentence.block and self.addressed:
                self.block, self.ordered, self.to = sentence.block, False, self.addressed
                return
            goes_on = self.near or bool(_BULLET.match(text.lower, sentence.start, sentence.end))
            self.listing = self.listing and goes_on
            self.block, self.ordered = sentence.block, False
            self.to = self.to if self.listing else ()

    def _addressed_by_heading(self, text: Text, sentence: Sentence) -> tuple[Span, ...]:
        """ "yêu cầu:" and below it "*1. Sở Xây dựng:*": the items under such a heading are that office's."""
        if not (self.listing or self.planned or self.addressed):
            return ()
        return _named_alone(text, sentence)

    def leave(self, text: Text, sentence: Sentence, cues: list[_Cue], task: _Task | None) -> None:
        if task is None and any(_is_petition(text, cue) for cue in cues):
            self.ordered = self.near = self.near_task = self.listing = False
            return
        told = any(cue.word in ORDERS.speech or cue.word in ORDERS.orders for cue in cues)
        opens = text.lower.endswith(ORDERS.list_openers, sentence.start, sentence.end)
        if opens or (told and text.lower[sentence.end - 1] == ":"):
            self.listing = True
            self.to = task.to if task else _addressed_last(text, sentence, cues)
        elif task is None and self.listing and (named := _named_alone(text, sentence)):
            self.to = named
        headed = bool(self.addressed) and sentence.block == self.heading
        self.near, self.near_task = told or opens or headed or task is not None, task is not None
        if task and task.ordered:
            self.ordered = True
        if task and (task.carries or (self.to and task.to)):
            self.to = task.to
        elif task and task.ordered:
            self.to = ()


def _with_cues(text: Text, sentences: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, list[_Cue]]]:
    lower, surface = text.lower, text.surface
    done = 0
    cues: list[_Cue] = []
    for at in text.starts_of(ORDERS.cue_words):
        hit = ORDERS.cue.match(lower, at) if at >= done else None
        if hit is not None:
            done = hit.end()
            if _is_a_word(lower, surface, at):
                cues.append(_Cue(hit[0], at, done))
    starts = [cue.start for cue in cues]
    for sentence in sentences:
        yield sentence, cues[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]


def _is_a_word(lower: str, surface: str, at: int) -> bool:
    """Whether the cue at ``at`` is no part of a longer word nor of a name, such as "xã Liêm Cần"."""
    if at == 0:
        return True
    before = lower[at - 1]
    return not before.isalnum() and not (before == " " and surface[at].isupper() and surface[at - 2].islower())


# ---------------------------------------------------------------- which sentences give a task


def _task(text: Text, sentence: Sentence, cues: list[_Cue], speech: _Speech) -> _Task | None:
    asked = sentence.end
    if cues:
        asked = next((cue.start for cue in cues if _is_petition(text, cue)), sentence.end)
        cues = [cue for cue in cues if cue.start < asked]
    for cue in cues:
        if cue.word in ORDERS.orders and (task := _by_order(text, sentence, cue, speech)):
            return task if task.to else _addressed_before(text, sentence, cue, task)
    if (cues or _is_labelled(text, sentence)) and (task := _after_colon(text, sentence, cues)):
        return task
    told = speech.near or speech.ordered or speech.listing
    for cue in cues:
        told = told or cue.word in ORDERS.speech or cue.word in ORDERS.remarks
        if cue.word in ORDERS.modals and (task := _by_modal(text, sentence, cue, told, speech)):
            return task
    if asked < sentence.end and asked < sentence.start + _EARLY:
        return None
    if speech.ordered or speech.near_task or speech.listing or speech.planned:
        return _by_going_on(text, sentence, speech)
    return None


def _is_labelled(text: Text, sentence: Sentence) -> bool:
    """Whether the sentence opens like "Nhiệm vụ trọng tâm:"."""
    return text.lower.startswith(ORDERS.task_labels, sentence.start)


def _announces_tasks(lower: str, start: int, end: int) -> bool:
    return bool(ORDERS.task_list.search(lower, start, end)) and not ORDERS.no_task_list.search(lower, start, end)


def _is_petition(text: Text, cue: _Cue) -> bool:
    return cue.word in ORDERS.petitions and not ORDERS.no_petition.search(text.lower, max(0, cue.start - 16), cue.start)


def _is_spoken_for(text: Text, sentence: Sentence, cue: _Cue) -> bool:
    """Whether it is no leader who speaks: "đại biểu X đề nghị", "các ý kiến cho rằng … cần"."""
    return bool(ORDERS.others.search(text.lower, max(sentence.start, cue.start - _SPEAKER_WINDOW), cue.start))


def _named_alone(text: Text, sentence: Sentence) -> tuple[Span, ...]:
    """Whom an item names and nothing else: "*1. Sở Xây dựng:*", "*2. Giao Phòng Nội vụ:*"."""
    at = _content_start(text, sentence)
    order = ORDERS.cue.match(text.lower, at, sentence.end)
    if order is not None and order[0] in ORDERS.orders:
        at = order.end() + 1
    return only_addressees(text, at, sentence.end)


def _addressed_last(text: Text, sentence: Sentence, cues: list[_Cue]) -> tuple[Span, ...]:
    """Whom an order names whose tasks are listed below it: "yêu cầu *các xã, thị trấn*:"."""
    for cue in reversed(cues):
        if cue.word in ORDERS.orders:
            link = _TO.match(text.lower, cue.end, sentence.end)
            return only_addressees(text, link.end() if link else cue.end, sentence.end)
    return ()


def _addressed_before(text: Text, sentence: Sentence, cue: _Cue, task: _Task) -> _Task:
    """ "Đối với *các xã Tân Lập, Hòa Bình*, đề nghị khẩn trương giải ngân": they stand before the order."""
    named = text.lower.rfind(_AS_FOR, sentence.start, cue.start)
    to = only_addressees(text, named + len(_AS_FOR), cue.start) if named >= 0 else ()
    return _Task(task.start, task.end, to, task.ordered, task.carries)


def _by_order(text: Text, sentence: Sentence, cue: _Cue, speech: _Speech) -> _Task | None:
    """After an order: "yêu cầu các phòng, ban rà soát …", "Giao Phòng Tài chính tham mưu …", "đề nghị hoàn thành …"."""
    lower = text.lower
    issued = _ISSUES.search(lower, max(sentence.start, cue.start - _REACH), cue.start)
    if not issued and ORDERS.not_after.search(lower, max(sentence.start, cue.start - 24), cue.start):
        return None
    if ORDERS.no_order.match(lower, cue.start) and not text.surface[cue.end + 1 : cue.end + 2].isupper():
        return None
    if cue.word in ORDERS.in_speech and not (speech.near or speech.ordered or cue.start - sentence.start < _AT_ONCE):
        return None
    if _is_spoken_for(text, sentence, cue):
        return None
    link = _TO.match(lower, cue.end, sentence.end)
    at = link.end() if link else cue.end
    if opener := ORDERS.opener.match(lower, at, sentence.end):
        at = opener.end()
    if cue.word == "đề nghị" and ORDERS.upward.match(lower, at):
        return None
    if addressed := ordered_addressees(text, at, sentence.end):
        modal = ORDERS.modal.match(lower, addressed.task, sentence.end)
        return _Task(addressed.task, sentence.end, addressed.to, ordered=True, carries=bool(modal))
    if cue.word in ORDERS.with_addressee:
        return None
    if ORDERS.task.match(lower, at) or ORDERS.modal.match(lower, at):
        return _Task(at, sentence.end, ordered=True)
    if described := described_addressee(text, at, sentence.end):
        return _Task(described.task, sentence.end, described.to, ordered=True)
    modal = ORDERS.modal.search(lower, at, min(sentence.end, at + _REACH))
    if modal and cue.word == "yêu cầu" and lower.startswith(" ", cue.end):
        return _Task(modal.start(), sentence.end, ordered=True)
    return None


def _by_modal(text: Text, sentence: Sentence, cue: _Cue, told: bool, speech: _Speech) -> _Task | None:
    """With a modal: "Đồng thời, các xã, phường cũng cần quan tâm …", "Việc cấp gạo phải hoàn thành …"."""
    lower = text.lower
    if ORDERS.no_task_after_modal.match(lower, cue.end):
        return None
    responsible = cue.word == "có trách nhiệm"
    if (told or responsible) and not _is_spoken_for(text, sentence, cue):
        for at in _clause_starts(text, sentence, cue.start):
            addressed = subject_of(text, at, cue.start)
            if addressed and not _PAST.search(lower, at, cue.start):
                return _Task(cue.start, sentence.end, addressed.to, ordered=told, carries=told)
    start = _content_start(text, sentence)
    if speech.near and (done := _MUST_BE_DONE.match(lower, start, sentence.end)) and done.end() == cue.start:
        return _Task(start, sentence.end)
    if (speech.near or speech.ordered) and ORDERS.task.match(lower, cue.end + 1) and not responsible:
        return _Task(cue.start, sentence.end)
    return None


def _by_going_on(text: Text, sentence: Sentence, speech: _Speech) -> _Task | None:
    """Sentences after an order: "Ngành Y tế duy trì …", "Tiếp tục rà soát …"."""
    lower = text.lower
    start = _content_start(text, sentence)
    if ORDERS.no_order.match(lower, start):
        return None  # "*Giao quân* đạt 100% chỉ tiêu" is a goal
    if lower.startswith(_AS_FOR, start):
        start += len(_AS_FOR)  # "*Đối với* Phòng Giáo dục và Đào tạo: chuẩn bị …"
    addressed = subject_of_task(text, start, sentence.end)
    if addressed and addressed.task < sentence.end:
        told = _PAST.search(lower, start, min(sentence.end, addressed.task + _AT_ONCE))
        return None if told else _Task(addressed.task, sentence.end, addressed.to)
    if not (speech.ordered or speech.listing or speech.planned):
        return None
    if ORDERS.task.match(lower, start, sentence.end):
        return _Task(start, sentence.end, speech.to)
    return None


def _after_colon(text: Text, sentence: Sentence, cues: list[_Cue]) -> _Task | None:
    """In a list that the sentence itself announces: "… chỉ rõ một số nhiệm vụ trọng tâm, như: Tập trung rà soát …"."""
    lower = text.lower
    if not _is_labelled(text, sentence) and not any(
        cue.word in ORDERS.speech or cue.word in ORDERS.remarks for cue in cues
    ):
        return None
    colon = lower.find(":", sentence.start, sentence.end)
    if colon < 0 or not _announces_tasks(lower, sentence.start, colon):
        return None
    at = colon + 1
    while at < sentence.end and lower[at] == " ":
        at += 1
    if ORDERS.task.match(lower, at, sentence.end):
        return _Task(at, sentence.end, ordered=True)
    return None


def _clause_starts(text: Text, sentence: Sentence, until: int) -> Iterator[int]:
    yield _content_start(text, sentence)
    for clause in _CLAUSE.finditer(text.lower, max(sentence.start, until - _LONGEST_CLAUSE), until):
        yield clause.end()


def _content_start(text: Text, sentence: Sentence) -> int:
    """Past the item's marker and words such as "Đồng thời,"."""
    at = sentence.start
    for pattern in (_MARKER, _LABEL, ORDERS.opener, ORDERS.opener):
        if found := pattern.match(text.lower, at, sentence.end):
            at = found.end()
    return at


def _directive(text: Text, task: _Task, issued: date | None, year: int | None) -> Directive:
    trailing = _END.search(text.lower, max(task.start, task.end - 40), task.end)
    end = trailing.start() if trailing and trailing.start() > task.start else task.end
    while text.surface[end : end + 1] == ")" and _is_open(text.surface, task.start, end):
        end += 1
    to = tuple(text.surface[start:stop] for start, stop in task.to)
    return Directive(
        task.start, end, text.surface[task.start : end], to, due_day(text.lower, task.start, end, issued, year)
    )


def _is_open(surface: str, start: int, end: int) -> bool:
    """Whether a bracket is open at ``end``: "ứng phó bão số 3 (bão Yagi|)"."""
    return surface.count("(", start, end) > surface.count(")", start, end)
