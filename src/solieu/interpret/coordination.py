"""Which of the pieces before a figure names it, and how far back the name goes on over commas, times and places.

"*giá trị sản xuất nông, lâm, thủy sản* đạt 412 tỷ đồng": a piece without a head goes on with the headed one before it.
"""

from __future__ import annotations

from typing import Final

from solieu.interpret.words import (
    Line,
    Phrase,
    Words,
    first_head,
    first_verb,
    head_length,
    last_verb,
    strip_end,
    strip_start,
)
from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

__all__ = ["Piece", "last_subject"]

Piece = tuple[int, int, str]
"""Where a part of a clause begins and ends, and what stands before it: a mark, a breaking word, or "gap" for a time or place."""

# "*Trên lĩnh vực kinh tế, chức vụ, môi trường* phát hiện 160 vụ": that is no list of subjects
_OF_A_FIELD: Final = regex(r"\W*(?:trên|trong|về|ở) (?:các )?(?:lĩnh vực|mặt|công tác)(?!\w)")
_LONGEST_WORD: Final = 12
_BEFORE_WITH: Final = frozenset({"so", "đối", "cùng", "gắn", "ứng"})
_SUM: Final = ("số", "tiền")
_ALONG_WITH: Final = regex(r"(?<!\w)với (?:một |các )?$")
_AFTER_YEARS: Final = regex(
    r"(?<!\w)(?:sau|qua)(?: (?:hơn|gần|trên|khoảng))? (?:\d{1,2}|một|hai|ba|bốn|năm) (?:năm|tháng|tuần|ngày) $"
)
_FAR_FROM_YEARS: Final = 32
_AMONG: Final = ("trong", "số")
_LEVEL: Final = regex(r"\s*(?:xã|phường|thị trấn|huyện|thị xã|quận|thành phố|tp\.?|tỉnh) ")
_SAYS: Final = (("cho", "biết"), ("cho", "hay"), ("cho", "thấy"), ("cho", "rằng"), ("khẳng", "định"), ("thông", "tin"))
_TAKES_UP: Final = regex(r"(?<!\w)(?:tỷ lệ|con số|số|chỉ tiêu|mức) (?:này|đó|trên)(?!\w)")
_MOVES_OF_PRICES: Final = (("tăng", "giá"), ("giảm", "giá"))
_MOVE_OF_PRICE: Final = 2
_SHORT_PIECE: Final = 4
_LONGEST_LAST_PIECE: Final = 6
_LONGEST_ACTION: Final = 12


def last_subject(line: Line, pieces: list[Piece], *, initial: bool) -> Phrase | None:
    """The last of ``pieces`` that names something, with what belongs to its name; ``None`` where none does.

    ``initial`` says that no figure stands before them in the sentence: then a comma parts no subject from its clause.
    """
    for index in range(len(pieces) - 1, -1, -1):
        left, right, mark = pieces[index]
        words = _stripped(line, left, right)
        if words and index + 1 < len(pieces) and pieces[index + 1][2] == "," and _is_after_years(line, words):
            continue
        if words and (words.words[words.first][0].isalpha() or any(word[0].isalpha() for word in words)):
            growth = _growth_along(line, words)
            if growth is not None:
                return last_subject(line, [*pieces[:index], (left, max(left, growth), mark)], initial=initial)
            across = _headed_across_gaps(line, pieces, index, words)
            return across or _estimated(line, words) or _with_coordination(line, pieces, index, words)
        if mark != "gap" and not (initial and mark == ","):
            return None
        if not words and _TAKES_UP.search(line.lower, left, right):
            return None  # "Ông Nam cho biết, *tỷ lệ này* đạt 35%"
    return None


def _is_after_years(line: Line, words: Words) -> bool:
    """ "*Sau hơn 10 năm xây dựng*, đến nay 100% số xã …": what took so long is over, and names nothing."""
    return _AFTER_YEARS.search(line.lower, max(line.start, words.start - _FAR_FROM_YEARS), words.start) is not None


def _growth_along(line: Line, words: Words) -> int | None:
    """Where the words begin that only tell how far something grows: "… tiếp tục dẫn đầu *với mức tăng* 25,2%"."""
    length = CUES.growths.length_before(words.words, words.last, words.first)
    if not length:
        return None
    start = words.starts[words.last - length]
    along = _ALONG_WITH.search(line.lower, max(line.start, start - _LONGEST_WORD), start)
    return None if along is None else along.start()


def _stripped(line: Line, left: int, right: int) -> Words:
    words = line.words(left, right)
    strip_end(words, CUES.predicates)
    if len(words) > _MOVE_OF_PRICE and tuple(words.words[words.last - _MOVE_OF_PRICE : words.last]) in _MOVES_OF_PRICES:
        words.last -= _MOVE_OF_PRICE  # "*thực phẩm* tăng giá tới 1,26%"
        strip_end(words, CUES.predicates)
    strip_start(words)
    return words


def _headed_across_gaps(line: Line, pieces: list[Piece], index: int, words: Words) -> Phrase | None:
    """ "*Tổng dân số* của TPHCM vào lúc 0 giờ ngày 1/4": times, places and asides do not part a subject from its clause."""
    if first_head(words) is not None:
        return None
    while index and (pieces[index][2] == "gap" or _only_parts_places(line, pieces, index)):
        index -= 1
        earlier = _stripped(line, *pieces[index][:2])
        head = first_head(earlier)
        if head is not None:
            return Phrase(earlier.starts[head], earlier.end, headed=True)
        if earlier and _is_grown(earlier) and first_verb(line, words) == words.first:
            # "*cây ngô* 6 tháng đầu năm *gieo trồng được* 471,5 ha"
            return Phrase(earlier.start, earlier.end, verb=(words.start, words.end))
    return None


def _estimated(line: Line, words: Words) -> Phrase | None:
    """ "**lúa Hè Thu** dự ước **xuống giống** 1.430 ha": that it is estimated belongs to no name."""
    hedge = CUES.hedges_estimate.search(line.lower, words.start, words.end)
    if hedge is None or hedge.start() == words.start or first_head(words) is not None:
        return None
    deed = line.words(hedge.end(), words.end)
    if not deed or CUES.verbs.length_at(deed.words, deed.first, deed.last) != len(deed):
        return None
    return Phrase(words.start, line.words(words.start, hedge.start()).end, verb=(deed.start, deed.end))


def _only_parts_places(line: Line, pieces: list[Piece], index: int) -> bool:
    """Whether nothing but a comma stands there between two places: "giá quế tại xã Nậm Đét*,* huyện Bắc Hà được thu mua"."""
    left, right, mark = pieces[index]
    following = pieces[index + 1][2] if index + 1 < len(pieces) else ""
    if mark != "," or following != "gap" or line.lower[left:right].strip():
        return False
    return _LEVEL.match(line.lower, right) is not None


def _with_coordination(line: Line, pieces: list[Piece], index: int, words: Words) -> Phrase:
    """ "giá trị sản xuất nông, lâm, thủy sản": a headless piece after a comma continues the headed piece before."""
    told, mark = _cut_to_what_is_told(words), pieces[index][2]
    head = first_head(words)
    if head is not None:
        if _is_beneficiary(line, words, head):
            return Phrase(words.start, words.end, headed=True)
        if not _is_sum_spent(words, head):
            _cut_sum(words, head)
            head = _joined_head(words, head)
            return Phrase(words.starts[head], words.end, headed=True)
        words.last = head
        strip_end(words, CUES.predicates)
        verb = last_verb(line, words)
        if verb is not None or mark != ",":
            return Phrase(words.start if verb is None else words.starts[verb], words.end)
    if mark == "," and _OF_A_FIELD.match(line.lower, pieces[0][0]) and (verb := last_verb(line, words)) is not None:
        return Phrase(words.starts[verb], words.end)
    end, first = words.end, words
    while index and pieces[index][2] == "," and not told:
        if _is_predicated(line, pieces[index], first):
            break  # "…, ngày Chủ nhật xanh, *đã đóng góp* 996 triệu đồng" names nothing further
        earlier = line.words(*pieces[index - 1][:2])
        opening = earlier.words[earlier.first] if earlier else ""
        if opening == "theo" or tuple(earlier.words[earlier.first : earlier.first + 2]) == _AMONG:
            break  # "*Theo số liệu của Sở Công Thương,* chỉ số …", "*Trong số mặt hàng tăng giá,* nhóm …"
        if tuple(earlier.words[earlier.last - 2 : earlier.last]) in _SAYS:
            break  # "*Ông Nam cho biết,* tỷ lệ này …"
        strip_start(earlier)
        head = first_head(earlier)
        if head is not None:
            if _is_beneficiary(line, earlier, head):
                return Phrase(earlier.start, end, headed=True)
            if _is_a_clause(earlier, head):
                break
            return Phrase(earlier.starts[head], end, headed=True)
        adjunct = _adjunct(line, earlier)
        if adjunct is not None and adjunct > earlier.first + 1 and len(first) <= _SHORT_PIECE:
            # "tuyên truyền pháp luật *tại các giáo xứ, trường học, chợ phiên* được 25 cuộc"
            earlier.last = adjunct
            told_of = _action(line, earlier)
            return Phrase(told_of.start, told_of.end, headed=True)
        if opening not in CUES.subordinating.all and first is words and _gives_to(line, earlier, words):
            return Phrase(_action(line, earlier).start, end)
        # "*đường trục thôn, liên thôn được cứng hóa* đạt 95%", but not the words that open a sentence
        longest = _SHORT_PIECE if pieces[index - 1][0] <= line.start else _LONGEST_LAST_PIECE
        if not earlier or len(earlier) > _SHORT_PIECE or len(first) > longest:
            break
        first, index = earlier, index - 1
    found = _action(line, first)
    return found if first is words else Phrase(found.start, max(end, found.end))


def _adjunct(line: Line, words: Words) -> int | None:
    """Where the words begin that tell a place: "tuyên truyền *tại các giáo xứ*", but not in "nhóm nhà *ở*, điện nước"."""
    at = words.position(CUES.of_place)
    if at is None or at == words.first or not line.lower.startswith(",", words.ends[at]):
        return at
    return None if f"{words.words[at - 1]} {words.words[at]}" in CUES.compounds.all else at


def _is_predicated(line: Line, piece: Piece, words: Words) -> bool:
    """Whether the piece begins with an auxiliary."""
    auxiliaries = CUES.auxiliaries.all
    opening = line.lower[piece[0] : words.start].split()
    return words.words[words.first] in auxiliaries or not auxiliaries.isdisjoint(opening)


def _gives_to(line: Line, earlier: Words, words: Words) -> bool:
    """ "*tuyên truyền về pháp luật, khoa học công nghệ* cho 6.700 lượt nông dân": the verb has two objects before its "cho"."""
    if not line.lower.startswith(" cho ", words.end) or len(words) > _LONGEST_LAST_PIECE:
        return False
    return first_verb(line, words) is None and first_verb(line, earlier) is not None


def _cut_to_what_is_told(words: Words) -> bool:
    """What is told of something names the figure ("… *là* toàn bộ diện tích"); what it does does not ("… *giữ vai trò*").

    Returns:
        Whether there was a copula.
    """
    listed, copula = words.words, -1
    for at in range(words.last - 2, words.first - 1, -1):
        if listed[at] in ("là", "như"):
            copula = at
            words.first = at + 1
            break
    roles = CUES.roles
    for at in range(words.first + 1, words.last - 1):
        if listed[at] in roles.by_first and roles.length_at(listed, at, words.last):
            words.last = at
            break
    return copula >= 0


def _is_a_clause(words: Words, head: int) -> bool:
    known, named = CUES, words.words
    if named[words.last - 1] in known.predicates and not known.compounds.length_before(named, words.last, head):
        return True
    finite, compounds = known.finite.all, known.compounds
    begin = head + known.growths.length_at(named, head, words.last)  # "*tốc độ tăng* công nghiệp, dịch vụ"
    return any(
        named[at] in finite and not compounds.length_at(named, at, words.last) for at in range(begin, words.last)
    )


def _action(line: Line, words: Words) -> Phrase:
    """The verb and what follows it, without the agent before ("Công an huyện đã *bắt*"); else the words as they are."""
    adjunct = _adjunct(line, words)
    if adjunct is not None and adjunct > words.first + 1:
        words.last = adjunct
    verb = first_verb(line, words)
    auxiliaries = CUES.auxiliaries.all
    auxiliary = -1
    for at in range(words.last - 1, words.first - 1, -1):
        if words.words[at] in auxiliaries:
            auxiliary = at
            break
    has_agent = CUES.agents.length_at(words.words, words.first, words.last) > 0 or len(words) > _LONGEST_ACTION
    if verb is not None and has_agent:
        words.first = verb
    elif -1 < auxiliary < words.last - 1 and not (verb == auxiliary + 1 and _is_grown(words)):
        words.first = auxiliary + 1
    return Phrase(words.start, words.end)


def _is_beneficiary(line: Line, words: Words, head: int) -> bool:
    """ "*tiêm phòng dại cho đàn chó* là 971 con": the head behind "cho" is that for which something is done."""
    given = head > words.first and words.words[head - 1] == "cho"
    return given and first_verb(line, words) == words.first


def _is_grown(words: Words) -> bool:
    """ "*ngô đã trồng* 5.768,9 ha", "*rau các loại* đã thu hoạch 305 ha": what is grown stands before the verb, nobody acts."""
    return CUES.grown.length_at(words.words, words.first, words.last) > 0


def _cut_sum(words: Words, head: int) -> None:
    """ "*vốn học sinh, sinh viên* số tiền 20,6 tỷ đồng": that it is a sum of money names nothing."""
    vague, listed = CUES.vague, words.words
    named = words.last - len(_SUM)
    if tuple(listed[named : words.last]) == _SUM and not all(word in vague for word in listed[head:named]):
        words.last = named
        strip_end(words, CUES.predicates)


def _joined_head(words: Words, head: int) -> int:
    """ "cơ cấu kinh tế chuyển dịch tích cực *với tỷ trọng ngành công nghiệp* 70,5%": the last name is the figure's."""
    for at in range(words.last - 1, head + 1, -1):
        if words.words[at - 1] == "với" and words.words[at - 2] not in _BEFORE_WITH:
            length = head_length(words, at)
            return at if length and at + length < words.last else head
    return head


def _is_sum_spent(words: Words, head: int) -> bool:
    """ "*chi trả chế độ hằng tháng* với số tiền 1,2 tỷ đồng": the sum of money is named by what it is spent on."""
    vague = CUES.vague
    if head == words.first or not all(word in vague for word in words.words[head : words.last]):
        return False
    before = Words(words.words, words.starts, words.ends, words.first, head)
    strip_end(before, CUES.predicates)
    return bool(before)
