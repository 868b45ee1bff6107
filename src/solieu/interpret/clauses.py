"""The words before a figure that name what it measures.

"**Thu ngân sách** đạt 526,8 tỷ đồng, bằng 57,7% dự toán": the clause before a figure is cut at strong marks, then at
commas, times and places; the last piece that names something is its subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.interpret.coordination import Piece, last_subject
from solieu.interpret.words import Line, Phrase, Span, first_verb, head_length
from solieu.knowledge.cue_words import CUES
from solieu.knowledge.phrases import one_of
from solieu.patterns import regex
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["subject_before"]

_STRONG: Final = regex(r"[;:()|*\n]|(?<=[^\W\d_]{3})\.(?= )")
_ASIDE: Final = regex(r"\([^()]{0,120}\)")
# "so với cùng kỳ năm trước giảm …", "so với bình quân vùng … và bằng …", "đạt 75% so với dự toán huyện giao và 79% …":
# what is compared with names nothing
_COMPARED: Final = regex(
    r"(?<!\w)(?<!giá )(?:so (?:với |sánh với )?|số với )[^,;:()]{0,80}?"
    r"(?=\s*(?:[,;:()]|(?<!\w)và\s*$|(?<!\w)(?:tăng|giảm|bằng|đạt|là|thì|gấp|nhích|chiếm|ước|số (?:vụ|người|ca|hộ|lượt)|số [^\W\d_]+(?: [^\W\d_]+){0,2} (?:tăng|giảm))(?!\w)))"
    r"|(?<!\w)theo giá (?:so sánh|hiện hành|cố định)"
    r"|(?<!\w)(?:đang |tiếp tục |vẫn )?(?:có )?(?:xu hướng|chiều hướng) (?:tăng|giảm)(?: (?:dần|mạnh|nhẹ|nhanh|chậm))?(?!\w)"
    r"|(?<!\w)(?:sau khi )?(?:đã )?trừ (?:hết |đi )?(?:các |mọi )?(?:khoản )?chi phí[^,;:()\d]{0,30}|(?<!\w)trong ngày(?!\w)"
    # "hỗ trợ sắp xếp dân cư *theo Nghị quyết số 23 ngày 22/7/2021 của HĐND tỉnh* cho 62/72 hộ"
    r"|(?<!\w)theo (?:luật|nghị quyết|nghị định|quyết định|thông tư|chỉ thị|kế hoạch|đề án|chương trình|kết luận) (?:số )?\d[^,;:()]{0,30} ngày \d[^,;:()]{0,60}?"
    r"(?=\s*(?:[,;:()]|$|(?<!\w)(?:cho|là|với|đạt|được|hơn|trên|gần|khoảng)(?!\w)))"
    r"|(?<!\w)(?:nếu )?(?:đã )?(?:loại )?(?:trừ|bỏ) (?:đi )?yếu tố (?:tăng )?giá(?: cả)?(?!\w)"  # "tăng 15,5%, *nếu loại trừ yếu tố giá* tăng 11,7%"
    r"|(?<!\w)(?:cao|thấp|nhiều|ít|kém|tăng|giảm) hơn (?:so (?:với )?|mức |(?:mùa )?vụ )?(?:cùng kỳ|năm|vụ trước|trung bình|bình quân|kế hoạch|tháng)[^,;:()\d]{0,40}"
)
_WORDS_OF_COMPARISON: Final = regex(
    r"so |số với|giá | hơn |(?:xu|chiều) hướng|chi phí|trong ngày|theo (?:luật|nghị|quyết|thông|chỉ|kế|đề|chương|kết)"
)
# Each begins with a letter of its own, so that the search skips to it; what stands before is looked at after.
_BREAK: Final = regex(
    r",|t(?<!\wt)rong (?:đó|khi đó|khi)(?!\w)|r(?<!\wr)(?<!sầu r)iêng(?!\w)|đ(?<!\wđ)ồng thời(?!\w)|n(?<!\wn)(?:ên|hưng(?! (?:chưa|không|vẫn)(?!\w)))(?!\w)"
)
_BREAKING_WORDS: Final = regex(one_of(("trong ", "riêng", "nên", "nhưng", "đồng thời")))
_TELLS: Final = regex(r" (?:đạt|là)(?: (?:khoảng|gần|hơn|trên))?\s*$")
_LONGEST_GAP: Final = 400
_LONGEST_WORD: Final = 12
_REACHED: Final = ("đạt", "bằng")
# "Nông nghiệp 38% *- Công nghiệp, xây dựng* 34%"
_NEXT_OF_LIST: Final = " - "
# "hỗ trợ 25.986 người có công, bảo trợ xã hội, hộ nghèo *với tổng kinh phí gần* 37 tỷ đồng"
_SPENT: Final = regex(
    r"(?<!\w)với (?:tổng )?(?:số )?(?:kinh phí|tiền|trị giá)(?: (?:là|hơn|trên|gần|khoảng|lên đến|lên tới|ước|thực hiện|hỗ trợ))*\s*$"
)
_LONGEST_SUM: Final = 48
_SHORT_OPENING: Final = 2
# "Thu ngân sách: *ước thực hiện năm 2023 đạt* 83 tỷ đồng"
_ONLY_TELLS: Final = regex(
    r"\s*(?:(?:dự )?ước(?: tính)?|dự kiến|thực hiện|kết quả|đạt|được|là|khoảng|gần|hơn|trên|cả)(?: (?:tính|thực hiện|đạt|được|là|khoảng|gần|hơn|trên))*\s*"
)


def subject_before(line: Line, start: int, end: int, breaks: Sequence[Span], *, initial: bool) -> Phrase | None:
    """The words between ``start`` and ``end`` that name what the figure at ``end`` measures, or ``None``.

    ``breaks`` are the times and places in between, which name nothing. ``initial`` says that no figure stands before in
    this sentence; else the words up to the first comma belong to the figure before ("… 57,7% *dự toán tỉnh giao* và").
    """
    start = max(start, end - _LONGEST_GAP)
    if not initial and _is_spent_on_counted(line, start, end):
        return None
    bracketed = line.lower.find("(", start, end) >= 0
    asides = [m.span() for m in _ASIDE.finditer(line.lower, start, end)] if bracketed else []
    cuts = [*breaks, *asides]
    if _WORDS_OF_COMPARISON.search(line.lower, start, end):
        cuts += [m.span() for m in _COMPARED.finditer(line.lower, start, end)]
    for left, right, opening in _clauses(line.lower, start, end, asides):
        pieces = _pieces(line.lower, left, right, cuts)
        if not initial and left == start:
            pieces = _without_complement(line, pieces)
        found = last_subject(line, pieces, initial=initial or left > start)
        if found is not None:
            return found
        # "Thu nhập bình quân đầu người: 72 triệu đồng", but not "… cho biết: toàn tỉnh có 152 ổ dịch".
        if (
            opening not in (":", "(")
            or (not initial and left == start)
            or sum(0 if _ONLY_TELLS.fullmatch(line.lower, a, b) else len(line.words(a, b)) for a, b, _ in pieces)
            > _SHORT_OPENING
        ):
            return None
    return None


def _is_spent_on_counted(line: Line, start: int, end: int) -> bool:
    """ "*hỗ trợ 25.986 người* có công, hộ nghèo với tổng kinh phí gần 37 tỷ đồng": the sum is of the figure before."""
    lower = line.lower
    spent = _SPENT.search(lower, max(start, end - _LONGEST_SUM), end)
    if spent is None or _STRONG.search(lower, start, spent.start()):
        return False
    last = max(lower.rfind(mark, start, spent.start()) for mark in (",", " và "))
    if last < 0:
        return False
    words = line.words(last, spent.start())
    return bool(words) and first_verb(line, words) is None


def _clauses(lower: str, start: int, end: int, asides: Sequence[Span]) -> list[Piece]:
    """The stretches between strong marks, last first, each with the mark before it; brackets that close are no marks."""
    clauses: list[Piece] = []
    left, opening = start, ""
    for mark in _STRONG.finditer(lower, start, end):
        at: int = mark.start()
        if asides and any(a <= at < b for a, b in asides):
            continue
        clauses.append((left, at, opening))
        left, opening = at + 1, mark[0]
    clauses.append((left, end, opening))
    clauses.reverse()
    return clauses


def _pieces(lower: str, left: int, right: int, breaks: Sequence[Span]) -> list[Piece]:
    """The parts of a clause between commas, times and places; each with what stands before it."""
    cuts = _breaks(lower, left, right)
    if breaks:
        cuts += [(max(a, left), min(b, right), "gap") for a, b in breaks if a < right and b > left]
        cuts.sort()
    elif not cuts:
        return [(left, right, "")]
    pieces, at, mark = [], left, ""
    for a, b, kind in cuts:
        if a >= at:
            pieces.append((at, a, mark))
            at, mark = b, kind
        else:
            at = max(at, b)
    pieces.append((at, right, mark))
    return pieces


def _breaks(lower: str, left: int, right: int) -> list[Piece]:
    """The commas and breaking words between two offsets; most stretches have few of the first and none of the others."""
    if _BREAKING_WORDS.search(lower, left, right):
        breaks = _BREAK.finditer(lower, left, right)
        return [(m.start(), m.end(), m[0]) for m in breaks if m[0] != "," or _parts(lower, m.start())]
    found = []
    at = lower.find(",", left, right)
    while at >= 0:
        if _parts(lower, at):
            found.append((at, at + 1, ","))
        at = lower.find(",", at + 1, right)
    return found


@once
def _with_commas() -> dict[str, tuple[tuple[str, str], ...]]:
    """The names that have a comma inside, each as what stands before and behind it, by the word before it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in CUES.comma_compounds:
        before, _, after = name.partition(",")
        found.setdefault(before.rpartition(" ")[2], []).append((before, after))
    return {word: tuple(names) for word, names in found.items()}


def _parts(lower: str, comma: int) -> bool:
    """Whether a comma parts two things: not in "công nghiệp chế biến*,* chế tạo"."""
    word = lower[max(0, comma - _LONGEST_WORD) : comma].rpartition(" ")[2]
    if word in _REACHED:
        return False  # "ước đạt 233,7 tỷ đồng đạt*,* 165,5% kế hoạch"
    names = _with_commas().get(word, ())
    return not any(lower.endswith(before, 0, comma) and lower.startswith(after, comma + 1) for before, after in names)


def _without_complement(line: Line, pieces: list[Piece]) -> list[Piece]:
    """The first piece after a figure completes it, save what follows a connective ("… và tổng chi …")."""
    if line.lower.startswith(_NEXT_OF_LIST, pieces[0][0]):
        return [(pieces[0][0] + len(_NEXT_OF_LIST), *pieces[0][1:]), *pieces[1:]]
    first_mark = next((i for i, piece in enumerate(pieces) if i and piece[2] != "gap"), None)
    if first_mark is not None:
        return _joined_head(line, pieces[0]) + pieces[first_mark:]
    kept: list[Piece] = []
    for left, right, mark in pieces:
        if kept:
            kept.append((left, right, mark))
            continue
        words = line.words(left, right)
        if (
            words
            and _TELLS.search(line.lower, left, right)
            and CUES.amounts.length_at(words.words, words.first, words.last)
        ):
            kept.append((left, right, mark))  # "năng suất đạt 62 tạ/ha *sản lượng đạt* 719 tấn"
            continue
        if words and words.words[words.last - 1] == "và":
            continue  # "46 kiến nghị khắc phục vi phạm *trong hoạt động điều tra và* 7 kiến nghị": all of the first
        sum_of_money = CUES.money.length_before(words.words, words.last, words.first)
        named = words.last - sum_of_money
        if named > words.first and words.words[named - 1] == "tổng":
            named -= 1
        if sum_of_money and words.words[named - 1] != "với":
            kept.append((words.starts[named], right, "và"))  # "250 dự án trong nước *vốn* 52.600 tỷ đồng"
            continue
        join = words.position(CUES.joins)
        if join is not None:
            kept.append((words.ends[join], right, "và"))
            continue
        # "… 47 vụ tai nạn giao thông *làm chết* 53 người", "… rừng các loại góp phần *nâng độ che phủ* lên 58%"
        governing = words.position(CUES.governing, outside=CUES.compounds)
        if governing is not None:
            kept.append((words.starts[governing], right, "và"))
    return kept


def _joined_head(line: Line, piece: Piece) -> list[Piece]:
    """ "92,9% dân số đang đi học **và tỷ lệ biết đọc**, biết viết là …": a name that begins behind a connective."""
    left, right, _ = piece
    words = line.words(left, right)
    joins = CUES.joins.all
    for at in range(words.last - 1, words.first, -1):
        if words.words[at - 1] in joins and head_length(words, at):
            return [(words.starts[at], right, "và")]
    return []
