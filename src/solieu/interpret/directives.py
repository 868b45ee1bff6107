"""Tasks that a report gives to someone: who has to do what, until when.

A task is given by an order ("yêu cầu các phòng rà soát …"), by a modal ("các xã cần hoàn thành …"), in the items after
"yêu cầu:" or under a heading "NHIỆM VỤ …", and in the sentences that go on after one of these. What participants propose
and what is asked of higher levels ("kiến nghị với Chính phủ") is no task.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from solieu.knowledge.bodies import body_end
from solieu.knowledge.letters import UPPER
from solieu.knowledge.orders import orders
from solieu.knowledge.posts import posts
from solieu.model import Directive, Sentence
from solieu.text import Text

__all__ = ["find_directives"]

_MARKER = re.compile(r"(?:[-+*•·▪►–—]|\(?\w{1,3}[.)/]|\"|“)\s*")
# "Về kinh tế: Phòng Kinh tế rà soát …"
_LABEL = re.compile(r"(?:về|trong|công tác|lĩnh vực|trên lĩnh vực)\s[^.;:]{2,70}:\s+")
_END = re.compile(r"[\s.;:,/…\"”)!|-]*$")
_PLACE = re.compile(r"(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn|tp\.?|tx\.?|công ty|ngân hàng)\s(?=\S)")
_CAPITAL_WORDS = re.compile(rf"(?:[{UPPER}][^\W_]*(?:['’-][^\W_]+)?(?:\s|(?=\W)|$)){{1,5}}")
_JOINT = re.compile(r"\s*(?:,|;|\svà(?=\s)|\scùng(?=\s)|&)\s*")
_ITEM_JOINT = re.compile(
    r"(?:\s*[,;]\s*|\s+(?:và|cùng)\s+)(?=(?:các|những|mọi|từng|toàn thể)\s|$)|(?:\s*[,;]\s*|\s+và\s+)(?=(?P<body>.))"
)
_TO = re.compile(r"(?:\s+(?:cho|đối với|với|đến|là|rằng))?\s*[:,]?\s*")
_REACH = 70
_BETWEEN = 40
_LONGEST_LIST = 500
_QUALIFIED = ("còn ", "chưa ", "có ", "thuộc ", "được ")
_STOP = re.compile(r"[.;]")
_PUNCTUATION = re.compile(r"[.;:,]")
_CLAUSE = re.compile(r"(?:,|:|\snên|\sthì|\sdo đó|\svì vậy|\sdo vậy)\s+")
_PAST = re.compile(r"(?<!\w)(?:đã|vừa qua|(?:đạt|được)\s+(?:trên |hơn |gần |khoảng )?\d+|ước)(?!\w)")
_MUST_BE_DONE = re.compile(r"việc\s[^.;:]{3,120}?\s(?=phải (?:hoàn thành|xong|kết thúc))")
_ASKS_UPWARD = re.compile(
    r"(?:chính phủ|thủ tướng|quốc hội|bộ\s(?!phận|chỉ huy)|trung ương|cấp trên|ubnd tỉnh|hđnd tỉnh|các bộ)(?!\w)"
)
_SPOKEN_FOR = re.compile(
    r"(?:đại diện|đại biểu|cử tri|ý kiến|người dân|doanh nghiệp|hộ dân|bà con|báo cáo|lãnh đạo phòng)"
    r"(?:(?!đồng chí|chủ tịch|bí thư|bộ trưởng|thủ tướng|giám đốc|trưởng)[^.;]){0,80}$"
)
_TASK_LABELS = ("nhiệm vụ", "phương hướng", "giải pháp", "một số nhiệm vụ", "những nhiệm vụ")
_EARLY = 60
# "III. NHIỆM VỤ 6 THÁNG CUỐI NĂM", also where figures keep the line from being a heading.
_HEADING = re.compile(rf"(?:[IVX]{{1,5}}[./)]|\d{{1,2}}[./)])\s*[{UPPER}\d\s,;&/()-]{{8,150}}$")
_BULLET = re.compile(r"\s*(?:[-+*•·▪►–—]|\(?\w{1,2}[.)/])\s*")


def find_directives(text: Text, sentences: tuple[Sentence, ...], issued: date | None) -> tuple[Directive, ...]:
    """The tasks that ``text`` gives, at most one per sentence, in order. Offsets are into ``text.surface``.

    ``start`` and ``end`` bound the task's own words. A due day without a year is taken nearest after ``issued``.
    """
    speech = _Speech()
    found = []
    for sentence, cues in _with_cues(text, sentences):
        if not cues and speech.passes_over(text, sentence):
            continue
        speech.enter(text, sentence)
        task = _task(text, sentence, cues, speech)
        speech.leave(text, sentence, cues, task)
        if task:
            found.append(_directive(text, task, issued))
    return tuple({directive.text.casefold(): directive for directive in reversed(found)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class _Task:
    start: int
    end: int
    to: tuple[tuple[int, int], ...] = ()
    ordered: bool = False
    carries: bool = False
    """Whether the addressees are the subject of a modal."""


class _Cue(NamedTuple):
    word: str
    start: int
    end: int


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
    to: tuple[tuple[int, int], ...] = ()
    """Who the sentences that go on are for: the subject of "các xã cần …" carries over, the object of an order does not."""

    def passes_over(self, text: Text, sentence: Sentence) -> bool:
        """Whether ``sentence``, which has no cue, can neither give a task nor open anything."""
        if self.near_task or self.listing or self.planned or sentence.section != self.section:
            return False
        if sentence.block != self.block:
            if text.surface[sentence.start] in "IVX0123456789":
                return False
            if text.lower.startswith(_TASK_LABELS, sentence.start):
                return False
            self.block, self.ordered, self.to = sentence.block, False, ()
        elif text.lower.startswith(_TASK_LABELS, sentence.start):
            return False
        elif self.ordered or sentence.block == self.heading:
            return False
        self.near = False
        return True

    def enter(self, text: Text, sentence: Sentence) -> None:
        new_block = sentence.block != self.block
        if sentence.section != self.section or (
            new_block and _HEADING.match(text.surface, sentence.start, sentence.end)
        ):
            self.planned = _announces_tasks(text.lower, sentence)
            self.section, self.heading, self.listing = sentence.section, sentence.block, False
        elif sentence.block == self.heading:
            self.planned = self.planned or _announces_tasks(text.lower, sentence)
        if new_block:
            goes_on = self.near or bool(_BULLET.match(text.lower, sentence.start, sentence.end))
            self.listing = self.listing and goes_on
            self.block, self.ordered = sentence.block, False
            self.to = self.to if self.listing else ()

    def leave(self, text: Text, sentence: Sentence, cues: list[_Cue], task: _Task | None) -> None:
        words = orders()
        if task is None and any(_is_petition(text, cue) for cue in cues):
            self.ordered = self.near = self.near_task = self.listing = False
            return
        told = any(cue.word in words.speech or cue.word in words.orders for cue in cues)
        ends_with_colon = (
            text.lower[: sentence.end].endswith(":")
            if sentence.end - sentence.start < 2
            else text.lower[sentence.end - 1] == ":"
        )
        if ends_with_colon and told:
            self.listing = True
            self.to = ()
        self.near, self.near_task = told or task is not None, task is not None
        if task and task.ordered:
            self.ordered = True
        if task and (task.carries or (self.to and task.to)):
            self.to = task.to
        elif task and task.ordered:
            self.to = ()


def _with_cues(text: Text, sentences: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, list[_Cue]]]:
    lower, surface = text.lower, text.surface
    hits = (
        _Cue(hit[0], *hit.span()) for hit in orders().cue.finditer(lower) if _is_a_word(lower, surface, hit.start())
    )
    cue = next(hits, None)
    for sentence in sentences:
        found = []
        while cue and cue.start < sentence.end:
            if cue.start >= sentence.start:
                found.append(cue)
            cue = next(hits, None)
        yield sentence, found


def _is_a_word(lower: str, surface: str, at: int) -> bool:
    """Whether the cue at ``at`` is no part of a longer word nor of a name, such as "xã Liêm Cần"."""
    if at == 0:
        return True
    before = lower[at - 1]
    return not before.isalnum() and not (before == " " and surface[at].isupper() and surface[at - 2].islower())


# ---------------------------------------------------------------- which sentences give a task


def _task(text: Text, sentence: Sentence, cues: list[_Cue], speech: _Speech) -> _Task | None:
    words = orders()
    asked = sentence.end
    if cues:
        asked = next((cue.start for cue in cues if _is_petition(text, cue)), sentence.end)
        cues = [cue for cue in cues if cue.start < asked]
    for cue in cues:
        if cue.word in words.orders and (task := _by_order(text, sentence, cue, speech)):
            return task
    if (cues or text.lower.startswith(_TASK_LABELS, sentence.start)) and (task := _after_colon(text, sentence, cues)):
        return task
    told = speech.near or speech.ordered or speech.listing
    for cue in cues:
        told = told or cue.word in words.speech or cue.word in words.remarks
        if cue.word in words.modals and (task := _by_modal(text, sentence, cue, told, speech)):
            return task
    if asked < sentence.end and asked < sentence.start + _EARLY:
        return None
    if speech.ordered or speech.near_task or speech.listing or speech.planned:
        return _by_going_on(text, sentence, speech)
    return None


def _announces_tasks(lower: str, heading: Sentence) -> bool:
    words = orders()
    announced = words.task_list.search(lower, heading.start, heading.end)
    return bool(announced) and not words.no_task_list.search(lower, heading.start, heading.end)


def _is_petition(text: Text, cue: _Cue) -> bool:
    words = orders()
    return cue.word in words.petitions and not words.no_petition.search(text.lower, max(0, cue.start - 16), cue.start)


def _by_order(text: Text, sentence: Sentence, cue: _Cue, speech: _Speech) -> _Task | None:
    """ "yêu cầu các phòng, ban rà soát …", "Giao Phòng Tài chính tham mưu …", "đề nghị hoàn thành …"."""
    words, lower = orders(), text.lower
    if words.not_after.search(lower, max(sentence.start, cue.start - 24), cue.start):
        return None
    if words.no_order.match(lower, cue.start) and not text.surface[cue.end + 1 : cue.end + 2].isupper():
        return None
    if cue.word in words.in_speech and not (speech.near or speech.ordered or cue.start - sentence.start < 12):
        return None
    if _SPOKEN_FOR.search(lower, max(sentence.start, cue.start - 110), cue.start):
        return None
    link = _TO.match(lower, cue.end, sentence.end)
    at = link.end() if link else cue.end
    if opener := words.opener.match(lower, at, sentence.end):
        at = opener.end()
    if cue.word == "đề nghị" and _ASKS_UPWARD.match(lower, at):
        return None
    if addressed := _addressed(text, at, sentence.end, any_verb=True):
        to, start = addressed
        modal = words.modal.match(lower, start, sentence.end)
        return _Task(start, sentence.end, to, ordered=True, carries=bool(modal))
    if cue.word in words.with_addressee:
        return None
    if words.task.match(lower, at) or words.modal.match(lower, at):
        return _Task(at, sentence.end, ordered=True)
    if described := _described(text, at, sentence.end):
        return _Task(described[1], sentence.end, (described[0],), ordered=True)
    modal = words.modal.search(lower, at, min(sentence.end, at + _REACH))
    if modal and cue.word == "yêu cầu" and " " == lower[cue.end : cue.end + 1]:
        return _Task(modal.start(), sentence.end, ordered=True)
    return None


def _described(text: Text, at: int, end: int) -> tuple[tuple[int, int], int] | None:
    """An addressee that no list knows, up to its task: "ban soạn thảo | tuân thủ hướng dẫn"."""
    words = orders()
    if not words.addressable.match(text.lower, at, end):
        return None
    for task in words.task.finditer(text.lower, at, min(end, at + _REACH)):
        if text.lower[task.start() - 1] == " " and not words.noun_before.search(text.lower, at, task.start()):
            described = text.lower[at : task.start()].rstrip()
            short = 2 <= len(described.split()) <= 9 and not _PUNCTUATION.search(described)
            return ((at, at + len(described)), task.start()) if short else None
    return None


def _by_modal(text: Text, sentence: Sentence, cue: _Cue, told: bool, speech: _Speech) -> _Task | None:
    """ "Đồng thời, các xã, phường cũng cần quan tâm …", "Việc cấp gạo phải hoàn thành …"."""
    words, lower = orders(), text.lower
    if words.no_task_after_modal.match(lower, cue.end):
        return None
    responsible = cue.word == "có trách nhiệm"
    if (told or responsible) and not _SPOKEN_FOR.search(lower, max(sentence.start, cue.start - 110), cue.start):
        for at in _clause_starts(text, sentence, cue.start):
            addressed = _addressed(text, at, sentence.end, until=cue.start)
            if addressed and not _PAST.search(lower, at, cue.start):
                return _Task(cue.start, sentence.end, addressed[0], ordered=told, carries=told)
    start = _content_start(text, sentence)
    if speech.near and (done := _MUST_BE_DONE.match(lower, start, sentence.end)) and done.end() == cue.start:
        return _Task(start, sentence.end)
    if (speech.near or speech.ordered) and words.task.match(lower, cue.end + 1) and not responsible:
        return _Task(cue.start, sentence.end)
    return None


def _by_going_on(text: Text, sentence: Sentence, speech: _Speech) -> _Task | None:
    """Sentences after an order: "Ngành Y tế duy trì …", "Tiếp tục rà soát …"."""
    words, lower = orders(), text.lower
    start = _content_start(text, sentence)
    addressed = _addressed(text, start, sentence.end)
    if addressed and addressed[1] < sentence.end:
        if _PAST.search(lower, start, min(sentence.end, addressed[1] + 12)):
            return None
        return _Task(addressed[1], sentence.end, addressed[0])
    if not (speech.ordered or speech.listing or speech.planned):
        return None
    if words.task.match(lower, start, sentence.end):
        return _Task(start, sentence.end, speech.to)
    return None


def _after_colon(text: Text, sentence: Sentence, cues: list[_Cue]) -> _Task | None:
    """ "… chỉ rõ một số nhiệm vụ trọng tâm, như: Tập trung rà soát …"."""
    words, lower = orders(), text.lower
    labelled = lower.startswith(_TASK_LABELS, sentence.start)
    if not labelled and not any(cue.word in words.speech or cue.word in words.remarks for cue in cues):
        return None
    colon = lower.find(":", sentence.start, sentence.end)
    if (
        colon < 0
        or not words.task_list.search(lower, sentence.start, colon)
        or words.no_task_list.search(lower, sentence.start, colon)
    ):
        return None
    at = colon + 1
    while at < sentence.end and lower[at] == " ":
        at += 1
    if words.task.match(lower, at, sentence.end):
        return _Task(at, sentence.end, ordered=True)
    return None


def _clause_starts(text: Text, sentence: Sentence, until: int) -> Iterator[int]:
    yield _content_start(text, sentence)
    for clause in _CLAUSE.finditer(text.lower, max(sentence.start, until - _LONGEST_LIST), until):
        yield clause.end()


def _content_start(text: Text, sentence: Sentence) -> int:
    """Past the item's marker and words such as "Đồng thời,"."""
    at = sentence.start
    for pattern in (_MARKER, _LABEL, orders().opener, orders().opener):
        if found := pattern.match(text.lower, at, sentence.end):
            at = found.end()
    return at


# ---------------------------------------------------------------- addressees


def _addressed(
    text: Text, at: int, end: int, *, until: int | None = None, any_verb: bool = False
) -> tuple[tuple[tuple[int, int], ...], int] | None:
    """The addressees that start at ``at`` and the start of their task, or nothing where no task follows them.

    With ``until`` the task is known to start there; with ``any_verb`` any word may begin it.
    """
    words, lower = orders(), text.lower
    after = _addressees_end(text, at, min(end if until is None else until, at + _LONGEST_LIST))
    if after == at:
        alone = until is not None and lower[at:until].strip() in words.levels
        return (((at, until - 1),), until) if alone and until else None
    if until is not None:
        between = lower[after:until].strip()
        if len(between) > _BETWEEN or "," in between or ":" in between or words.cue.search(between):
            return None
        whole = until if between.startswith(_QUALIFIED) and len(between.split()) <= 6 else after
        return _items(text, at, _trimmed(lower, at, whole)), until
    link = re.compile(r"[\s,:]*").match(lower, after, end)
    task = link.end() if link else after
    adverb = words.adverb.match(lower, task, end)
    begin = adverb.end() if adverb else task
    if (
        words.task.match(lower, task, end)
        or words.task.match(lower, begin, end)
        or words.modal.match(lower, begin, end)
    ):
        return _items(text, at, after), task
    if (
        any_verb
        and lower[after : after + 1] == " "
        and text.surface[begin : begin + 1].islower()
        and not words.no_task.match(lower, begin)
    ):
        return _items(text, at, after), task
    qualified = lower.startswith(_QUALIFIED, begin)
    for pattern, reach in ((words.modal, _REACH + 40), (words.task, _REACH)) if any_verb or qualified else ():
        for later in pattern.finditer(lower, begin, min(end, begin + reach)):
            whole = (
                lower[later.start() - 1] in " ("
                and (" " in later[0] or pattern is words.modal)
                and not words.noun_before.search(lower, begin, later.start())
            )
            if whole and not _STOP.search(lower, begin, later.start()):
                return _items(text, at, _trimmed(lower, at, later.start()) if qualified else after), later.start()
    return None


def _trimmed(lower: str, at: int, end: int) -> int:
    while end > at and lower[end - 1] in " ,:;":
        end -= 1
    for adverb in ("cũng", "cùng", "sẽ"):
        if lower.endswith(" " + adverb, at, end):
            end -= len(adverb) + 1
    return end


def _addressees_end(text: Text, at: int, limit: int) -> int:
    end = _addressee_end(text, at, limit)
    while end > at and (joint := _JOINT.match(text.lower, end, limit)):
        following = _addressee_end(text, joint.end(), limit)
        if following == joint.end():
            break
        end = following
    return end


def _addressee_end(text: Text, at: int, limit: int) -> int:
    words, lower = orders(), text.lower
    end = at
    if post := posts().post.match(lower, at, limit):
        end = post.end()
        if lower.startswith(" ", end) and (body := body_end(text, end + 1, limit)) > end + 1:
            end = body
    elif (named := max(_group_end(text, at, limit), body_end(text, at, limit))) > at:
        end = named
    elif place := _PLACE.match(lower, at, limit):
        name = _CAPITAL_WORDS.match(text.surface, place.end(), limit)
        end = _trimmed(lower, at, name.end()) if name else at
        if end > at and lower.startswith(" ", end) and text.surface[end + 1 : end + 2].isupper():
            end = max(end, body_end(text, end + 1, limit))
    if end > at and lower.startswith(" ", end) and (group := words.group.match(lower, end + 1, limit)):
        end = group.end()
    return _tails_end(text, end, limit) if end > at else at


def _group_end(text: Text, at: int, limit: int) -> int:
    group = orders().group.match(text.lower, at, limit)
    return _tails_end(text, group.end(), limit) if group else at


def _tails_end(text: Text, end: int, limit: int) -> int:
    while tail := orders().group_tail.match(text.lower, end, limit):
        end = tail.end()
    name = re.compile(r"\s").match(text.lower, end, limit)
    if name and text.lower[:end].endswith(("xã", "huyện", "tỉnh", "phường", "thị trấn", "thành phố", "thị xã", "quận")):
        capitals = _CAPITAL_WORDS.match(text.surface, name.end(), limit)
        while capitals:
            end = _trimmed(text.lower, 0, capitals.end())
            comma = re.compile(r",\s").match(text.lower, end, limit)
            capitals = _CAPITAL_WORDS.match(text.surface, comma.end(), limit) if comma else None
    return end


def _items(text: Text, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The addressees one by one: "các phòng, ban" is one, "các cơ quan và các địa phương" are two."""
    items, at = [], start
    for joint in _ITEM_JOINT.finditer(text.lower, start, end):
        if body_end(text, at, end) > joint.start():
            continue
        named = joint["body"] is None or (text.surface[joint.end()].isupper() and _is_named(text, joint.end(), end))
        if named and joint.start() > at:
            items.append((at, joint.start()))
            at = joint.end()
    items.append((at, end))
    return tuple(items)


def _is_named(text: Text, at: int, end: int) -> bool:
    return body_end(text, at, end) > at or posts().post.match(text.lower, at, end) is not None


# ---------------------------------------------------------------- the directive

_DUE_DAY = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|xong|hạn|hết|đến|hoàn thành|thời gian|trong)\s+(?:là\s+|vào\s+|trước\s+|đến\s+|hết\s+)*(?:ngày\s+)?"
    r"(?P<day>\d{1,2})\s?(?:[/.-]\s?(?P<month>\d{1,2})(?:\s?[/.-]\s?(?P<year>\d{4}))?|\s+tháng\s+(?P<month_word>\d{1,2})(?:\s+năm\s+(?P<year_word>\d{4}))?)(?![\d/%.]\d?)"
)
_DUE_MONTH = re.compile(
    r"(?:trong|hết|chậm nhất|xong)\s+(?:trong\s+)?tháng\s+(?P<month>\d{1,2})\s?(?:[/.-]|\s+năm\s+)\s?(?P<year>\d{4})"
)


def _directive(text: Text, task: _Task, issued: date | None) -> Directive:
    trailing = _END.search(text.lower, max(task.start, task.end - 40), task.end)
    end = trailing.start() if trailing and trailing.start() > task.start else task.end
    to = tuple(text.surface[start:stop] for start, stop in task.to)
    return Directive(task.start, end, text.surface[task.start : end], to, _due(text.lower, task.start, end, issued))


def _due(lower: str, start: int, end: int, issued: date | None) -> date | None:
    for found in _DUE_DAY.finditer(lower, start, end):
        month = int(found["month"] or found["month_word"])
        printed = found["year"] or found["year_word"]
        if not printed and issued is None:
            continue
        year = int(printed) if printed else issued.year if issued else 0
        if day := _date(year, month, int(found["day"])):
            if not printed and issued and day < issued and (later := _date(year + 1, month, day.day)):
                return later
            return day
    if found_month := _DUE_MONTH.search(lower, start, end):
        year, month = int(found_month["year"]), int(found_month["month"])
        if 1 <= month <= 12 and year:
            return date(year, month, calendar.monthrange(year, month)[1])
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
