"""The words that name what a figure measures: before it, after it, or carried on from the figure before.

"**Thu ngân sách** đạt 526,8 tỷ đồng, bằng 57,7% dự toán": the subject stands before the first figure and is carried to
the second. "có 45 **chợ đang hoạt động**": the counted thing and what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from solieu.knowledge import cues
from solieu.model import Mention
from solieu.text import Text

__all__ = ["Phrase", "Span", "governed", "phrase_after", "subject_before"]

Span = tuple[int, int]


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


class _Word(NamedTuple):
    start: int
    end: int
    word: str


_WORD = re.compile(r"[^\W_]+(?:[./'&][^\W_]+|-[^\W_]+)*")
_STRONG = re.compile(r"[;:()|\n]|(?<=\s)-(?=\s)|\.(?=\s)")
_ASIDE = re.compile(r"\([^()]{0,120}\)")
_BREAK = re.compile(r",|(?<!\w)(?:trong đó|trong khi đó|riêng)(?!\w)")
_LONGEST_CUE = 5
_LONGEST_GAP = 400
_AUXILIARY = frozenset({"đã", "đang", "sẽ", "vừa", "cũng"})
_JOINS = frozenset({"và", "với", "còn", "nhưng", "cho", "trong", "mà"})
_GOVERNS = frozenset({"làm", "khiến", "gây", "bị", "nâng", "đưa", "góp phần", "đạt", "giảm", "tăng"})
_FINITE = frozenset({"đạt", "là", "tăng", "giảm", "chiếm", "cho", "biết"})
_LONGEST_VERB = 4
_NOT_A_HEAD_AFTER = {
    "số": frozenset({"một", "dân", "tổng", "chỉ", "con", "đa", "hệ", "bảng", "thiểu", "trị", "tham", "cơ", "sĩ", "quân", "chuyển"}),
    "giá": frozenset({"đánh", "định", "thẩm", "vô", "trị"}),
    "lượng": frozenset({"chất", "sản", "lực", "số", "năng", "khối"}),
    "vốn": frozenset({"nguồn", "tổng", "kế hoạch", "hoạch", "vay", "ngân"}),
    "mức": frozenset({"định", "hạn", "vượt"}),
    "điểm": frozenset({"trọng", "thời", "đặc", "địa", "quan", "cao", "thí"}),
    "nợ": frozenset({"dư", "công"}),
    "tiền": frozenset({"số"}),
    "đàn": frozenset({"tổng", "gia"}),
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
    breaks = [*breaks, *asides]
    for left, right, opening in _clauses(text.lower, start, end, asides):
        pieces = _pieces(text.lower, left, right, breaks)
        if not initial and left == start:
            pieces = _without_complement(text.lower, pieces)
        found = _last_subject(text.lower, pieces, initial=initial or left > start)
        if found is not None:
            return found
        # "Thu nhập bình quân đầu người: 72 triệu đồng", but not "… cho biết: toàn tỉnh có 152 ổ dịch".
        if opening not in (":", "(") or (not initial and left == start) or len(_words(text.lower, left, right)) > 2:
            return None
    return None


def _clauses(lower: str, start: int, end: int, asides: Sequence[Span]) -> list[tuple[int, int, str]]:
    """The stretches between strong marks, last first, each with the mark before it; brackets that close are no marks."""
    edges = [(start, start, "")]
    for mark in _STRONG.finditer(lower, start, end):
        if not any(a <= mark.start() < b for a, b in asides):
            edges.append((mark.start(), mark.end(), mark[0]))
    rights = [edge[0] for edge in edges[1:]] + [end]
    return [(edge[1], right, edge[2]) for edge, right in zip(edges, rights, strict=True)][::-1]


def _pieces(lower: str, left: int, right: int, breaks: Sequence[Span]) -> list[tuple[int, int, str]]:
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


def _without_complement(lower: str, pieces: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The first piece after a figure completes it, save what follows a connective ("… và tổng chi …")."""
    first_mark = next((i for i, piece in enumerate(pieces) if i and piece[2] != "gap"), None)
    if first_mark is not None:
        return pieces[first_mark:]
    kept = []
    for left, right, mark in pieces:
        words = _words(lower, left, right)
        joins = [i for i, word in enumerate(words) if word.word in _JOINS]
        if kept:
            kept.append((left, right, mark))
        elif joins:
            kept.append((words[joins[0]].end, right, "và"))
        else:
            # "… 47 vụ tai nạn giao thông *làm chết* 53 người", "… rừng các loại góp phần *nâng độ che phủ* lên 58%"
            governing = next((word for word in words if word.word in _GOVERNS), None)
            if governing is not None:
                kept.append((governing.start, right, "và"))
    return kept


def _words(lower: str, left: int, right: int) -> list[_Word]:
    return [_Word(m.start(), m.end(), m[0]) for m in _WORD.finditer(lower, left, right)]


def _last_subject(lower: str, pieces: list[tuple[int, int, str]], *, initial: bool) -> Phrase | None:
    for index in range(len(pieces) - 1, -1, -1):
        left, right, mark = pieces[index]
        words = _stripped(_words(lower, left, right))
        if words:
            return _with_coordination(lower, pieces, index, words)
        if mark not in ("gap",) and not (initial and mark == ","):
            return None
    return None


def _stripped(words: list[_Word]) -> list[_Word]:
    known = cues()
    words = _strip_end(words, known.predicates)
    words = _strip_start(words, known.openers)
    if words and not any(word.word[0].isalpha() for word in words):
        return []
    return words


def _strip_end(words: list[_Word], cue_words: frozenset[str]) -> list[_Word]:
    while words:
        for count in range(min(_LONGEST_CUE, len(words)), 0, -1):
            if " ".join(word.word for word in words[-count:]) in cue_words or words[-1].word.isdigit():
                words = words[:-count]
                break
        else:
            return words
    return words


def _strip_start(words: list[_Word], cue_words: frozenset[str]) -> list[_Word]:
    while words:
        for count in range(min(_LONGEST_CUE, len(words)), 0, -1):
            if " ".join(word.word for word in words[:count]) in cue_words and _head_length(words, 0) < count:
                words = words[count:]
                break
        else:
            return words
    return words


def _head_length(words: list[_Word], at: int) -> int:
    """How many words of an indicator's head begin at ``words[at]``."""
    heads = cues().indicator_heads
    before = words[at - 1].word if at else ""
    for count in range(min(_LONGEST_CUE, len(words) - at), 0, -1):
        phrase = " ".join(word.word for word in words[at : at + count])
        if phrase in heads and before not in _NOT_A_HEAD_AFTER.get(phrase, frozenset()):
            return count
    return 0


def _first_head(words: list[_Word]) -> int | None:
    return next((at for at in range(len(words)) if _head_length(words, at)), None)


def _with_coordination(lower: str, pieces: list[tuple[int, int, str]], index: int, words: list[_Word]) -> Phrase:
    """ "giá trị sản xuất nông, lâm, thủy sản": a headless piece after a comma continues the headed piece before."""
    copula = max((i for i, word in enumerate(words[:-1]) if word.word == "là"), default=-1)
    words = words[copula + 1 :]
    head = _first_head(words)
    if head is not None:
        return Phrase(words[head].start, words[-1].end, headed=True)
    end = words[-1].end
    first = words
    while index and pieces[index][2] == "," and copula < 0:
        left, right, _ = pieces[index - 1]
        earlier = _strip_start(_words(lower, left, right), cues().openers)
        head = _first_head(earlier)
        if head is not None:
            if earlier[-1].word in cues().predicates or any(word.word in _FINITE for word in earlier[head:]):
                break
            return Phrase(earlier[head].start, end, headed=True)
        if not earlier or len(earlier) > 4 or len(first) > 4:
            break
        first, index = earlier, index - 1
    words = first
    auxiliary = max((i for i, word in enumerate(words) if word.word in _AUXILIARY), default=-1)
    verbs = words[auxiliary + 1 :] or words
    return Phrase(verbs[0].start, max(end, verbs[-1].end))


_AFTER_END = re.compile(r"[,;:.()|\n\"]|(?<=\s)-(?=\s)|\d")


def phrase_after(text: Text, mention: Mention, end: int, *, whole: bool = False) -> Phrase | None:
    """The words behind a figure that name the counted thing, its unit included for a count; ``None`` where none follow.

    ``end`` bounds the search: the next figure, time or the sentence's end. ``whole`` keeps a clause together ("98% **khu
    dân cư đạt chuẩn văn hóa**").
    """
    stop = _AFTER_END.search(text.lower, mention.end, end)
    words = _words(text.lower, mention.end, stop.start() if stop else end)
    closers = cues().closers
    kept = 0
    while kept < len(words):
        phrase = next((n for n in range(3, 0, -1) if " ".join(w.word for w in words[kept : kept + n]) in closers), 0)
        if phrase and (not whole or kept == 0 or words[kept].word in ("và", "tại", "để", "nhằm")):
            break
        kept += 1
    if not kept:
        return None
    last = words[kept - 1].end
    if stop and stop[0] == "," and kept == len(words):
        last = _continued(text.lower, stop.end(), end) or last
    return Phrase(words[0].start, last)


_CONTINUATION = re.compile(r" ?[^\W\d_]+(?: [^\W\d_]+){0,5}(?=\s*(?:[.;)]|$))")


def _continued(lower: str, start: int, end: int) -> int | None:
    """ "13 vụ tàng trữ, *mua bán chất ma túy*.": a short headless end of the clause still names the counted thing."""
    rest = _CONTINUATION.match(lower, start, end)
    words = _words(lower, start, rest.end()) if rest else []
    if not rest or any(word.word in cues().predicates or word.word in cues().closers for word in words):
        return None
    return rest.end()


def governed(text: Text, before: Phrase, after: Phrase, figure_start: int) -> Phrase:
    """``after`` with the verb that stands before the figure, as far as it is one phrase with it."""
    words = _words(text.lower, before.start, before.end)[-_LONGEST_VERB:]
    between = text.lower[before.end : figure_start]
    if not words or "," in between or ":" in between or ";" in between:
        return after
    return after._replace(verb=(words[0].start, words[-1].end))
