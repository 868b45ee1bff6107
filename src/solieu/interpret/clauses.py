"""The words that name what a figure measures: before it, after it, or carried on from the figure before.

"**Thu ngân sách** đạt 526,8 tỷ đồng, bằng 57,7% dự toán": the subject stands before the first figure and is carried to
the second. "có 45 **chợ đang hoạt động**": the counted thing and what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from solieu.knowledge import Phrases, cues
from solieu.model import Mention
from solieu.text import Text

__all__ = ["Phrase", "Span", "governed", "is_action", "is_agent", "phrase_after", "predicate_of", "subject_before"]

Span = tuple[int, int]
_Piece = tuple[int, int, str]


class Phrase(NamedTuple):
    """A run of words; ``headed`` says that it opens like the name of an indicator ("tỷ lệ …", "tổng …").

    ``verb`` are the words that govern it from before the figure: "**trồng** được 2.961 ha **rừng các loại**".
    """

    start: int
    end: int
    headed: bool = False
    verb: Span | None = None

    def of(self, words: str) -> str:
        """The phrase in ``words``, which is one of the views of the text."""
        own = words[self.start : self.end]
        return f"{words[self.verb[0] : self.verb[1]]} {own}" if self.verb else own

    @property
    def span(self) -> Span:
        """The first and the last offset of its words."""
        return (min(self.start, self.verb[0]), max(self.end, self.verb[1])) if self.verb else (self.start, self.end)


class _Words:
    """The words of a stretch of text, with their offsets; :meth:`cut` narrows it without copying."""

    __slots__ = ("ends", "first", "last", "starts", "words")

    def __init__(self, lower: str, left: int, right: int) -> None:
        found = list(_WORD.finditer(lower, left, right))
        self.words = [m[0] for m in found]
        self.starts = [m.start() for m in found]
        self.ends = [m.end() for m in found]
        self.first, self.last = 0, len(found)

    def __bool__(self) -> bool:
        return self.first < self.last

    def __len__(self) -> int:
        return self.last - self.first

    def __iter__(self) -> Iterator[str]:
        return iter(self.words[self.first : self.last])

    def cut(self, first: int, last: int | None = None) -> None:
        self.first = first
        self.last = self.last if last is None else last

    def position(self, wanted: frozenset[str]) -> int | None:
        """The index of the first word that is one of ``wanted``."""
        return next((i for i in range(self.first, self.last) if self.words[i] in wanted), None)

    @property
    def start(self) -> int:
        return self.starts[self.first]

    @property
    def end(self) -> int:
        return self.ends[self.last - 1]


_WORD = re.compile(r"[^\W_]+(?:[./'&][^\W_]+|-[^\W_]+)*")
_STRONG = re.compile(r"[;:()|\n]|\.(?=\s)")
# "so với cùng kỳ năm trước giảm …", "so với bình quân vùng … và bằng …": what is compared with names nothing
_COMPARED = re.compile(
    r"(?<!\w)(?<!giá )(?:so (?:với |sánh với )?|số với )[^,;:()]{0,80}?(?=\s*(?:[,;:()]|(?<!\w)(?:tăng|giảm|bằng|đạt|là|thì|gấp|nhích|chiếm|ước)(?!\w)))|(?<!\w)theo giá (?:so sánh|hiện hành|cố định)"
)
_MAY_COMPARE = re.compile(r"so |số với|giá ")
_ASIDE = re.compile(r"\([^()]{0,120}\)")
_BREAK = re.compile(r",|(?<!\w)(?:trong đó|trong khi đó|trong khi|(?<!sầu )riêng|nên|nhưng)(?!\w)")
_SHORT_PIECE = 4
_COMPLEMENTS = frozenset({"của", "về"})
_PLACES = frozenset({"tại", "ở"})
_ROLE = frozenset({("giữ", "vai"), ("đóng", "vai"), ("giữ", "vị")})
_LONGEST_GAP = 400
_AUXILIARY = frozenset({"đã", "đang", "sẽ", "vừa", "cũng"})
_JOINS = frozenset({"và", "với", "còn", "nhưng", "cho", "trong", "mà"})
_GOVERNS = frozenset({"làm", "khiến", "gây", "bị", "nâng", "đưa", "góp phần", "đạt", "giảm", "tăng"})
_FINITE = frozenset({"đạt", "là", "tăng", "giảm", "chiếm"})
_LONGEST_VERB, _LONGEST_ACTION = 4, 12
_NOT_A_HEAD_AFTER = {
    "số": frozenset({"một", "dân", "tổng", "chỉ", "con", "đa", "hệ", "bảng", "thiểu", "trị", "tham", "cơ", "sĩ", "quân", "chuyển"}),
    "giá": frozenset({"đánh", "định", "thẩm", "vô", "trị"}),
    "lượng": frozenset({"chất", "sản", "lực", "số", "năng", "khối"}),
    "vốn": frozenset({"nguồn", "tổng", "kế hoạch", "hoạch", "vay", "ngân"}),
    "mức": frozenset({"định", "hạn", "vượt"}),
    "điểm": frozenset({"trọng", "thời", "đặc", "địa", "quan", "cao", "thí"}),
    "nợ": frozenset({"dư", "công"}),
    "tiền": frozenset({"số"}),
    "đàn": frozenset({"tổng", "gia", "bạch", "diễn", "quần"}),
    "thuế": frozenset({"thu", "cục", "ngành", "cơ quan"}),
    "lao động": frozenset({"người", "giải", "lực lượng", "xuất khẩu", "lệ", "số", "bằng", "lượng", "khẩu"}),
    "khách": frozenset({"lượt", "hành", "du", "lượng"}),
    "hộ nghèo": frozenset({"lệ", "số"}),
}


def subject_before(text: Text, start: int, end: int, breaks: Sequence[Span], *, initial: bool) -> Phrase | None:
    """The words in ``text[start:end]`` that name what the figure at ``end`` measures, or ``None``.

    ``breaks`` are the times, places and hedges in between, which name nothing. ``initial`` says that no figure stands
    before in this sentence; else the words up to the first comma belong to the figure before ("… 57,7% *dự toán tỉnh giao* và").
    """
    start = max(start, end - _LONGEST_GAP)
    asides = [m.span() for m in _ASIDE.finditer(text.lower, start, end)]
    compared = [m.span() for m in _COMPARED.finditer(text.lower, start, end)] if _MAY_COMPARE.search(text.lower, start, end) else []
    breaks = [*breaks, *asides, *compared]
    for left, right, opening in _clauses(text.lower, start, end, asides):
        pieces = _pieces(text.lower, left, right, breaks)
        if not initial and left == start:
            pieces = _without_complement(text.lower, pieces)
        found = _last_subject(text.lower, pieces, initial=initial or left > start)
        if found is not None:
            return found
        # "Thu nhập bình quân đầu người: 72 triệu đồng", but not "… cho biết: toàn tỉnh có 152 ổ dịch".
        if opening not in (":", "(") or (not initial and left == start) or len(_Words(text.lower, left, right)) > 2:
            return None
    return None


def _clauses(lower: str, start: int, end: int, asides: Sequence[Span]) -> list[_Piece]:
    """The stretches between strong marks, last first, each with the mark before it; brackets that close are no marks."""
    edges = [(start, start, "")]
    for mark in _STRONG.finditer(lower, start, end):
        if not any(a <= mark.start() < b for a, b in asides):
            edges.append((mark.start(), mark.end(), mark[0]))
    rights = [edge[0] for edge in edges[1:]] + [end]
    return [(edge[1], right, edge[2]) for edge, right in zip(edges, rights, strict=True)][::-1]


def _pieces(lower: str, left: int, right: int, breaks: Sequence[Span]) -> list[_Piece]:
    """The parts of a clause between commas, times and places; each with what stands before it."""
    cuts = [(max(a, left), min(b, right), "gap") for a, b in breaks if a < right and b > left]
    cuts += [(m.start(), m.end(), m[0]) for m in _BREAK.finditer(lower, left, right)]
    cuts.sort()
    pieces, at, mark = [], left, ""
    for a, b, kind in cuts:
        if a >= at:
            pieces.append((at, a, mark))
            at, mark = b, kind
        else:
            at = max(at, b)
    pieces.append((at, right, mark))
    return pieces


def _without_complement(lower: str, pieces: list[_Piece]) -> list[_Piece]:
    """The first piece after a figure completes it, save what follows a connective ("… và tổng chi …")."""
    first_mark = next((i for i, piece in enumerate(pieces) if i and piece[2] != "gap"), None)
    if first_mark is not None:
        return pieces[first_mark:]
    kept: list[_Piece] = []
    for left, right, mark in pieces:
        if kept:
            kept.append((left, right, mark))
            continue
        words = _Words(lower, left, right)
        join = words.position(_JOINS)
        if join is not None:
            kept.append((words.ends[join], right, "và"))
            continue
        # "… 47 vụ tai nạn giao thông *làm chết* 53 người", "… rừng các loại góp phần *nâng độ che phủ* lên 58%"
        governing = words.position(_GOVERNS)
        if governing is not None:
            kept.append((words.starts[governing], right, "và"))
    return kept


def _last_subject(lower: str, pieces: list[_Piece], *, initial: bool) -> Phrase | None:
    for index in range(len(pieces) - 1, -1, -1):
        left, right, mark = pieces[index]
        words = _Words(lower, left, right)
        _strip_end(words, cues().predicates)
        _strip_start(words)
        if words and any(word[0].isalpha() for word in words):
            return _headed_across_gaps(lower, pieces, index, words) or _with_coordination(lower, pieces, index, words)
        if mark != "gap" and not (initial and mark == ","):
            return None
    return None


def _headed_across_gaps(lower: str, pieces: list[_Piece], index: int, words: _Words) -> Phrase | None:
    """ "*Tổng dân số* của TPHCM vào lúc 0 giờ ngày 1/4": times, places and asides do not part a subject from its clause."""
    if _first_head(words) is not None:
        return None
    while pieces[index][2] == "gap" and index:
        index -= 1
        earlier = _Words(lower, *pieces[index][:2])
        _strip_end(earlier, cues().predicates)
        _strip_start(earlier)
        head = _first_head(earlier)
        if head is not None:
            return Phrase(earlier.starts[head], earlier.end, headed=True)
    return None


def _strip_end(words: _Words, ends: Phrases) -> None:
    compounds = cues().compounds
    while words:
        if compounds.length_before(words.words, words.last, words.first):
            return
        length = ends.length_before(words.words, words.last, words.first)
        if not length and words.words[words.last - 1].isdigit():
            if cues().numbered.length_before(words.words, words.last - 1, words.first):
                return  # "độ bao phủ mũi 1"
            length = 1
        if not length:
            return
        words.last -= length


def _strip_start(words: _Words) -> None:
    openers = cues().openers
    while words:
        length = openers.length_at(words.words, words.first, words.last)
        if not length or _head_length(words, words.first) >= length:
            return
        if cues().compounds.length_at(words.words, words.first, words.last) > length:
            return
        words.first += length


def _head_length(words: _Words, at: int) -> int:
    """How many words of an indicator's head begin at the word ``at``."""
    length = cues().indicator_heads.length_at(words.words, at, words.last)
    if length and at > words.first:
        if words.words[at - 1] in _COMPLEMENTS and at > 1:
            return 0  # "tỷ lệ biết chữ *của dân số*"
        head = " ".join(words.words[at : at + length])
        if head == "số" and at + 1 < words.last and any(map(str.isdigit, words.words[at + 1])):
            return 0
        if words.words[at - 1] in _NOT_A_HEAD_AFTER.get(head, ()):
            return 0
    return length


def _first_head(words: _Words) -> int | None:
    return next((at for at in range(words.first, words.last) if _head_length(words, at)), None)


def _with_coordination(lower: str, pieces: list[_Piece], index: int, words: _Words) -> Phrase:
    """ "giá trị sản xuất nông, lâm, thủy sản": a headless piece after a comma continues the headed piece before."""
    copula = max((i for i in range(words.first, words.last - 1) if words.words[i] in ("là", "như")), default=-1)
    if copula >= 0:
        words.cut(copula + 1)
    role = next((i for i in range(words.first + 1, words.last - 1) if (words.words[i], words.words[i + 1]) in _ROLE), None)
    if role is not None:
        words.cut(words.first, role)  # "*cây ăn quả* giữ vai trò chủ đạo với 21.695 ha"
    head = _first_head(words)
    if head is not None:
        action = _action_before(words, head)
        return action or Phrase(words.starts[head], words.end, headed=True)
    end = words.end
    first = words
    while index and pieces[index][2] == "," and copula < 0:
        left, right, _ = pieces[index - 1]
        earlier = _Words(lower, left, right)
        _strip_start(earlier)
        head = _first_head(earlier)
        if head is not None:
            named = earlier.words[head : earlier.last]
            if named[-1] in cues().predicates or not _FINITE.isdisjoint(named):
                break
            return Phrase(earlier.starts[head], end, headed=True)
        at_places = earlier.position(_PLACES)
        if at_places is not None and at_places > earlier.first + 1 and len(first) <= _SHORT_PIECE:
            # "tuyên truyền pháp luật *tại các giáo xứ, trường học, chợ phiên* được 25 cuộc"
            earlier.cut(earlier.first, at_places)
            return _action(lower, earlier)._replace(headed=True)
        if not earlier or len(earlier) > _SHORT_PIECE or len(first) > _SHORT_PIECE:
            break
        first, index = earlier, index - 1
    found = _action(lower, first)
    return found if first is words else found._replace(end=max(end, found.end))


def _action(lower: str, words: _Words) -> Phrase:
    """The verb and what follows it, without the agent before ("Công an huyện đã *bắt*"); else the words as they are."""
    at_places = words.position(_PLACES)
    if at_places is not None and at_places > words.first + 1:
        words.cut(words.first, at_places)
    verb = _first_verb(lower, words)
    auxiliary = max((i for i in range(words.first, words.last) if words.words[i] in _AUXILIARY), default=-1)
    if verb >= 0 and (cues().agents.length_at(words.words, words.first, words.last) or words.last - words.first > _LONGEST_ACTION):
        words.cut(verb)
    elif -1 < auxiliary < words.last - 1:
        words.cut(auxiliary + 1)
    return Phrase(words.start, words.end)


_VAGUE = frozenset("tổng số tiền này đó trong lượng kinh phí với".split())


def _action_before(words: _Words, head: int) -> Phrase | None:
    """ "*chi trả chế độ hằng tháng* với số tiền 1,2 tỷ đồng": the sum of money is named by what it is spent on."""
    if head == words.first or not _VAGUE.issuperset(words.words[head : words.last]):
        return None
    words.cut(words.first, head)
    _strip_end(words, cues().predicates)
    if not words:
        return None
    return Phrase(words.starts[_last_verb(words) or words.first], words.end)


def _first_verb(lower: str, words: _Words) -> int:
    """The first verb that is not the later half of a noun ("công nghiệp - *xây dựng*")."""
    verbs = cues().verbs
    for at in range(words.first, words.last):
        joined = at > words.first and lower[words.ends[at - 1] : words.starts[at]].strip() != ""
        if not joined and verbs.length_at(words.words, at, words.last):
            return at
    return -1


def _last_verb(words: _Words) -> int | None:
    """Where the last run of verbs begins."""
    verbs, compounds = cues().verbs, cues().compounds
    found = None
    at = words.first
    while at < words.last:
        length = verbs.length_at(words.words, at, words.last)
        compound = compounds.length_at(words.words, at, words.last)
        if compound > length:
            at += compound
            continue
        if length and (found is None or at != after):
            found = at
        at += length or 1
        after = at if length else -1
    return found


_AFTER_END = re.compile(r"[,;:.()|\n\"]|\d")
_SPLITS_WHOLE = frozenset({"và", "tại", "để", "nhằm"})


def phrase_after(text: Text, mention: Mention, end: int, *, whole: bool = False) -> Phrase | None:
    """The words behind a figure that name the counted thing, its unit included for a count; ``None`` where none follow.

    ``end`` bounds the search: the next figure, time or the sentence's end. ``whole`` keeps a clause together ("98% **khu
    dân cư đạt chuẩn văn hóa**").
    """
    stop = _AFTER_END.search(text.lower, mention.end, end)
    words = _Words(text.lower, mention.end, stop.start() if stop else end)
    closers, compounds = cues().closers, cues().compounds
    kept = 0
    while kept < words.last:
        closes = closers.length_at(words.words, kept)
        compound = compounds.length_at(words.words, kept)
        if compound > closes:
            kept += compound
            continue
        if closes and (not whole or kept == 0 or words.words[kept] in _SPLITS_WHOLE):
            break
        kept += 1
    words.cut(0, kept)
    before_figure = stop is None or stop[0].isdigit()
    _strip_end(words, cues().predicates if before_figure or kept < len(words.words) else closers)
    if not words:
        return None
    last = words.end
    if stop and stop[0] == "," and kept == len(words.words):
        last = _continued(text.lower, stop.end(), end) or last
    return Phrase(words.start, last)


_PREDICATE = re.compile(r"(?<!\w)(?:đã|sẽ|được|đang|chưa|không|phải)(?: được| có| phải)?(?!\w)")
_PREDICATE_END = re.compile(r"[.,;:()|\n\d\"]")


def predicate_of(text: Text, start: int, end: int) -> Phrase | None:
    """What a sentence says of the counted thing that is its subject: "20/20 xã trên địa bàn **đã đạt chuẩn nông thôn mới**"."""
    found = None
    for candidate in _PREDICATE.finditer(text.lower, start, end):
        if found is None or candidate[0].startswith(("đã", "sẽ")):
            found = candidate
    if found is None:
        return None
    stop = _PREDICATE_END.search(text.lower, found.end(), end)
    words = _Words(text.lower, found.start(), stop.start() if stop else end)
    closers = cues().closers
    for at in range(3, words.last):
        if closers.length_at(words.words, at) and words.words[at] not in ("được", "đạt", "bị", "là"):
            words.cut(0, at)
            break
    return Phrase(words.start, words.end) if len(words) > 1 else None


_FIGURE_NEXT = re.compile(r"\s*(?:(?:hơn|trên|gần|khoảng|cho|được) )*\d")
_CONTINUATION = re.compile(r" ?[^\W\d_]+(?: [^\W\d_]+){0,5}(?=\s*(?:[.;)]|$))")


def _continued(lower: str, start: int, end: int) -> int | None:
    """ "13 vụ tàng trữ, *mua bán chất ma túy*.": a short headless end of the clause still names the counted thing."""
    verb = _Words(lower, start, min(end, start + 60))
    if verb and cues().verbs.length_at(verb.words, 0):
        closer = next((i for i in range(1, verb.last) if cues().closers.length_at(verb.words, i)), verb.last)
        mark = _AFTER_END.search(lower, start, verb.ends[closer - 1])
        last = verb.ends[closer - 1]
        return None if mark or _FIGURE_NEXT.match(lower, last) else last
    rest = _CONTINUATION.match(lower, start, end)
    if not rest or any(word in cues().predicates or word in cues().closers for word in _Words(lower, start, rest.end())):
        return None
    return rest.end()


def is_agent(text: Text, phrase: Phrase) -> bool:
    """Whether the words name who acts and nothing that is done: "Ngành y tế" in "Ngành y tế ghi nhận 64 ca"."""
    words = _Words(text.lower, phrase.start, phrase.end)
    return bool(words) and cues().agents.length_at(words.words, 0) > 0 and _first_verb(text.lower, words) < 0


def is_action(text: Text, phrase: Phrase) -> bool:
    """Whether a verb is among the words."""
    return _last_verb(_Words(text.lower, phrase.start, phrase.end)) is not None


def governed(text: Text, before: Phrase, after: Phrase, figure_start: int) -> Phrase:
    """``after`` with the verb that stands before the figure, as far as it is one phrase with it."""
    words = _Words(text.lower, before.start, before.end)
    between = text.lower[before.end : figure_start]
    if not words or "," in between or ":" in between or ";" in between:
        return after
    verb = _last_verb(words)
    words.cut(verb if verb is not None and words.last - verb <= _LONGEST_ACTION else max(0, words.last - _LONGEST_VERB))
    return after._replace(verb=(words.start, words.end))
