"""Which of the seven measures a figure is, and what it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.interpret.bases import ATTAINS, COMPARISON, basis_of, kind_of_basis
from solieu.interpret.moves import (
    EXCEEDS,
    FALLS,
    HEDGES,
    LOWER,
    MOVED_SINCE,
    MOVES_RATE,
    REACHES_LEVEL,
    RISES_BY_PERCENT,
    STANDS_APART,
    WORDS_OF_MOVES,
    moves_down,
)
from solieu.interpret.readings import Reading
from solieu.knowledge.cue_words import CUES
from solieu.knowledge.phrases import one_of
from solieu.patterns import regex

if TYPE_CHECKING:
    import re

    from solieu.model import BasisKind, Measure
    from solieu.spans import Mention
    from solieu.text import Text

__all__ = ["OF_TOTAL", "compares_on", "contributes", "is_rate", "read_measure"]

_GROWTH: Final = regex(
    r"(?<!\w)(?:tốc độ tăng|tốc độ tăng trưởng|tăng trưởng|mức tăng trưởng|mức tăng|tốc độ phát triển)(?!\w)"
)
_LARGEST_SHARE: Final = regex(r"(?<!\w)chiếm (?:tỷ trọng|tỷ lệ)(?!\w)[^,;]{0,30}$")
_SHARES: Final = regex(
    r"(?<!\w)(?:chiếm|đóng góp(?: [^\W\d_]+){0,4})(?: (?:tới|đến|tỷ lệ|tỷ trọng|khoảng|trên|hơn|gần|một tỷ lệ|phần lớn|xấp xỉ))*"
    + HEDGES
)
_EQUALS: Final = regex(r"(?:(?<!\w)(?:bằng|tương đương)|=)" + HEDGES)  # "2.340 tấn = 101% kế hoạch"
_EQUALS_AGAIN: Final = regex(r"(?<!\w)bằng" + HEDGES)
_EQUALLED_BEFORE: Final = regex(r"(?<!\w)bằng \d[\d.,]* ?% (?:so (?:với )?)?cùng kỳ(?!\w)")
_MOVED_AFTER: Final = regex(
    r"(?:(?! kế hoạch| kh(?!\w)| dự toán| chỉ tiêu|\. )[^\n])*?(?<!\w)(?:tăng|giảm|bằng) \d[\d.,]* ?% (?:so (?:với )?)?cùng kỳ(?!\w)"
)
_SIGNS_OF_EQUALITY: Final = ("bằng", "tương đương", "=")
# "đạt 103,2% so với cùng kỳ"
_REACHES: Final = regex(r"(?<!\w)(?:đạt|được|thực hiện)" + HEDGES)
# "đạt 93,5%, *vượt 0,3%*": beyond what was planned for what the figure before tells
_ONLY_EXCEEDS: Final = regex(r"\s*[,(]\s*(?:và )?vượt(?: (?:mức|hơn|trên|khoảng|gần))*\s*$")
_RATE: Final = regex(
    r"(?<!\w)(?:tỷ lệ|tỷ suất|tỷ trọng|độ che phủ|độ bao phủ|mật độ|hộ nghèo|hộ cận nghèo|lãi suất)(?!\w)"
)
_PART: Final = regex(r"(?<!\w)(?:tỷ trọng|cơ cấu)(?!\w)")
_ONLY_BRACKET: Final = regex(r"^\s*\(\s*$")
# "bằng 43,6% tổng số vụ"
_BEYOND_PLAN: Final = regex(r"(?<!\w)vượt (?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)[^,;()\d]{0,30}$")
OF_TOTAL: Final = regex(r" (?:tổng|số(?! với)|dân số|toàn bộ|phụ nữ|nông dân|thanh niên|người dân)(?!\w)")
_OPENS: Final = regex(r"(?:[,;(]|(?<!\w)(?:trong đó|trong số này|với|có)) (?:(?:khoảng|hơn|trên|gần|có) )?$")
_NEXT_MOVE: Final = regex(
    r" \([+-]?$|(?:,|(?<!\w)và) (?:(?:[^\W\d_]+ ){0,6}(?:tăng|giảm)(?: (?:thêm|gần|hơn|trên|khoảng))? )?$"
)
# "so với tháng trước *và cùng kỳ* tăng lần lượt 5,4% và 17,2%"
_SECOND_BASIS: Final = regex(
    r" và (?:so )?(?:với )?(?P<words>[^,;:()\d]{3,60}?(?: \d{4})?)(?= (?:tăng|giảm|bằng|lần lượt)(?!\w))"
)
# "giảm 0,8% so với tháng trước (*giảm* 633 tấn)"
_SAME_MOVE: Final = regex(r" \((?:tương (?:đương|ứng) )?(?:tăng|giảm)(?: (?:thêm|gần|hơn|trên|khoảng))? ")
# "thuế thu nhập cá nhân đạt 25% dự toán; *khu vực ngoài quốc doanh đạt* 26,5%, *lệ phí môn bài* 96%": of money no
# percentage is reached but that of its plan
_NEXT_REVENUE: Final = regex(
    r"[,;] (?:và |trong đó:? )?(?:thu|thuế|phí|lệ phí|tiền|các khoản|khoản|khu vực|doanh nghiệp|dn)(?!\w)[^,;:.()\d%]{0,80} (?:(?:ước )?đạt (?:(?:trên|hơn|gần|khoảng) )?)?$"
)
_CONTRIBUTES: Final = regex(
    r"(?<!\w)(?:đóng góp(?: (?:cho|vào) [^,;:.()\d]{3,40}?)?|(?:làm|kéo) (?:tăng|giảm))(?: (?:khoảng|gần|hơn|trên|thêm))? $"
)
_LONGEST_CONTRIBUTION: Final = 16
_SENTENCE_WINDOW: Final = 400
_LIST_WINDOW: Final = 800
_FAR_FROM_BRACKET: Final = 24
_MOVED: Final = regex(r"(?<!\w)(?P<way>tăng|giảm)(?: (?:mạnh|nhẹ|khá|cao|sâu|nhanh|so với cùng kỳ|[\d.,]+ ?%))? ?$")
_PARTS: Final = regex(r"\s*(?:trong đó|cụ thể)(?!\w)")
_VERB: Final = regex(r"(?<!\w)(?:đạt|là|tăng|giảm|bằng|được|hoàn thành|có|vượt|tỷ lệ)(?!\w)|:")
_NEXT_BRANCH: Final = regex(
    rf"(?:,|;| và)?(?: trong đó:?)?(?: {one_of(CUES.sectors)})? {one_of(CUES.branches)}(?: |,(?= )|-)[^.;:()%\d]{{0,40}}"
)
# "dân tộc Mông chiếm 36,4%; *Thái:* 27%; *Khơ Mú:* 33%"
_NEXT_PART: Final = regex(r"[;,] (?:và )?[^\W\d_]+(?:[ -]+[^\W\d_]+){0,4}: ?")
_JOINED: Final = regex(r"[^;.]{0,40}(?:,|(?<!\w)và)[^;.,]{0,12}")


def is_rate(words: str) -> bool:
    """Whether the words name a rate: a percentage of theirs is a level ("hộ nghèo còn 212 hộ (*1,78%*)")."""
    return _RATE.search(words) is not None


def read_measure(
    text: Text, mention: Mention, gap_start: int, sentence_end: int, subject: str, previous: Reading | None = None
) -> Reading:
    """How the figure is read from the words between ``gap_start`` and it, from those behind it, and from its subject.

    ``previous`` is the figure before it in the sentence: without a verb of its own, a percentage is read like that one
    ("chiếm 63% tổng vốn, *99,6%* tổng giá trị xuất khẩu"; "tăng 1,7% và *85,2%*"), and what both are compared with may
    be said before it ("So với cùng kỳ giảm 38 vụ, *giảm 31 người chết*").
    """
    reading = _read(text, mention, gap_start, sentence_end, subject, previous)
    if previous is None or previous.basis is None or reading.basis is not None:
        return reading
    moves = reading.measure in ("change", "difference") and previous.measure in ("change", "difference")
    if text.lower.find(";", gap_start, mention.start) >= 0:
        return reading
    if moves and _SAME_MOVE.fullmatch(text.lower, previous.basis[1], mention.start):
        return Reading(reading.measure, reading.falling, previous.basis, previous.basis_kind)
    if not moves or previous.basis[1] > gap_start or not _NEXT_MOVE.search(text.lower, gap_start, mention.start):
        return reading  # what stands behind the figure before is the basis of that figure alone
    other = _SECOND_BASIS.match(text.lower, previous.basis[1], mention.start)
    if other is not None and text.lower.find("lần lượt", previous.basis[0], mention.start) >= 0:
        span = (other.start("words"), other.end("words"))
        return Reading(reading.measure, reading.falling, span, kind_of_basis(other["words"]))
    return Reading(reading.measure, reading.falling, previous.basis, previous.basis_kind)


def _read(
    text: Text, mention: Mention, gap_start: int, sentence_end: int, subject: str, previous: Reading | None
) -> Reading:
    gap = text.lower[max(gap_start, mention.start - 160) : mention.start]
    ratio = mention.dimension in ("percent", "percentage_point")
    if mention.dimension == "rank" or not (ratio or mention.unit == "times"):
        falling = moves_down(text, mention, gap, previous)
        if falling is None:
            return Reading("rank" if mention.dimension == "rank" else "level")
        return Reading("difference", falling, *basis_of(text.lower, mention, gap, sentence_end))
    if contributes(text.lower, gap_start, mention):
        return Reading("difference", "giảm" in gap[-_LONGEST_CONTRIBUTION:])
    basis, kind = basis_of(text.lower, mention, gap, sentence_end)
    if mention.unit == "times":
        return Reading("index", basis=basis, basis_kind=kind)
    if (
        mention.dimension == "percent"
        and text.lower[mention.start - 1 : mention.start] in ("+", "-")
        and gap.endswith(("(+", "(-", "năm trước +", "cùng kỳ +"))
    ):
        return Reading("change", gap.endswith("-"), basis, kind)  # "giảm 5 vụ (*-21,7%*)"
    if previous is not None and kind in (None, "plan") and _ONLY_EXCEEDS.match(gap):
        return Reading("attainment", False, basis, "plan")
    reading = _read_percent(text, mention, gap, basis, kind, subject)
    sentence = text.lower[max(0, mention.start - _SENTENCE_WINDOW) : mention.start]
    return _without_period(_like_previous(reading, previous, gap, subject, sentence))


def contributes(lower: str, start: int, mention: Mention) -> bool:
    """Whether the words from ``start`` to the figure say that it is a part of the growth of the whole.

    "khu vực dịch vụ tăng 7%, *đóng góp 2,3 điểm phần trăm*": such points are compared with nothing.
    """
    return mention.unit == "percentage_point" and _CONTRIBUTES.search(lower, start, mention.start) is not None


def _without_period(reading: Reading) -> Reading:
    """ "còn 2,1% năm 2022": the time behind a level is its period and nothing that it is compared with.

    Nor is what something else was compared with before: "giảm *so với các ngành*, nhưng có 50% dân số …".
    """
    plain = reading.measure == "level" and reading.basis_kind in (None, "period")
    return Reading(reading.measure, reading.falling) if plain else reading


def _like_previous(reading: Reading, previous: Reading | None, gap: str, subject: str, sentence: str) -> Reading:
    if reading.measure != "level" or previous is None or previous.measure == "level":
        return reading
    if reading.basis_kind == "plan" and previous.basis_kind == "plan" and not _VERB.search(gap):
        return reading.read_as("attainment")
    if previous.measure == "attainment" and previous.basis_kind == "plan" and _NEXT_REVENUE.search(gap):
        return reading.read_as("attainment", "plan")
    if previous.measure == "share":
        if _NEXT_PART.fullmatch(gap) and not _RATE.search(subject):
            return reading.read_as("share", "total")
        if _PART.search(sentence) and not _RATE.search(subject):
            return reading.read_as("share")
        return reading if _VERB.search(gap) or _RATE.search(subject) else reading.read_as("share")
    if previous.measure == "change" and _NEXT_BRANCH.fullmatch(gap) and _GROWTH.search(sentence.rpartition(". ")[2]):
        return Reading("change", previous.falling)  # "tốc độ tăng trưởng 12,3%, trong đó *nông nghiệp 4,1%*"
    if _VERB.search(gap) or not _JOINED.fullmatch(gap):
        return reading
    if reading.basis_kind == "period" and previous.measure in ("attainment", "index") and not _RATE.search(subject):
        return reading.read_as("index")  # "đạt 58,2% kế hoạch và *100,1% so cùng kỳ*"
    if previous.measure == "attainment" and reading.basis_kind == "plan":
        return reading.read_as("attainment")
    if previous.measure in ("change", "index", "difference"):
        return Reading(previous.measure, previous.falling, reading.basis, reading.basis_kind)
    return reading


# "doanh thu lưu trú *tăng cao nhất*, 20,6%"
_MOST_MOVED: Final = regex(
    r"(?<!\w)(?P<way>tăng|giảm)(?: [^\W\d_]+){0,2} nhất(?:,| với| là)?(?: (?:tăng|giảm|mức|đạt|hơn|trên|gần|khoảng|tới|đến))* $"
)
_NEAR_MOST: Final = 50
# "tăng trưởng kinh tế đạt 6,58%, *thấp hơn* 0,37% so với cùng kỳ"
_GREW_APART: Final = regex(r"(?<!\w)(?:thấp|cao) hơn")


def _read_percent(
    text: Text, mention: Mention, gap: str, basis: tuple[int, int] | None, kind: BasisKind | None, subject: str
) -> Reading:
    if text.lower.startswith(" là ", mention.end) and _OPENS.search(gap):
        return Reading("share", False, None, "total")  # "15.670 khẩu, *92% là đồng bào dân tộc thiểu số*"
    rate = _RATE.search(subject) is not None
    own = basis is not None and "%" not in text.lower[mention.end : basis[0]]
    if rate and not own and kind == "plan" and basis and basis[0] > mention.end:
        basis = kind = None  # "Tỷ lệ dân số tham gia BHYT *thực hiện 83%*, đạt 91% kế hoạch"
    moves = WORDS_OF_MOVES.search(gap) is not None
    rises, falls = moves and RISES_BY_PERCENT.search(gap) is not None, moves and FALLS.search(gap) is not None
    moving = MOVES_RATE.search(gap) if moves else None
    if moving:
        return Reading("difference", moving["way"] == "giảm", basis, kind if kind != "plan" else None)
    stands = STANDS_APART.search(gap) if "hơn " in gap else None
    if stands:
        return Reading("difference" if rate else "change", stands["way"] in LOWER, basis, kind)
    since = MOVED_SINCE.search(gap) if basis is not None and "so " in gap else None
    if since:
        return Reading("difference" if rate else "change", since["way"] == "giảm", basis, kind)
    if kind == "plan" and EXCEEDS.search(gap):
        return Reading("attainment", False, basis, kind)  # "*vượt hơn 30%* so với nghị quyết"
    # "tăng *từ 10% trở lên*" tells the least of a rise, "tăng từ 10% lên 12%" two levels
    least = mention.number_max is not None or text.lower.startswith(" trở ", mention.end)
    reaches = not least and REACHES_LEVEL.search(gap) is not None
    if (rises or falls) and not reaches:
        apart = _GREW_APART.search(gap) is not None and _GROWTH.search(subject) is not None
        points = rate or apart or mention.unit == "percentage_point"
        measure: Measure = "difference" if points else "change"
        return Reading(measure, falls and not rises, basis, kind if kind != "plan" else None)
    if mention.unit == "percentage_point":
        return Reading("difference", False, basis, kind)
    if kind == "plan" and _ONLY_BRACKET.search(gap):
        return Reading("attainment", False, basis, kind)  # "45,6 tỷ đồng (92% kế hoạch)"
    if _ONLY_BRACKET.search(gap) and text.lower[mention.end : mention.end + 1] == ")" and not rate:
        return Reading("share", False, None, "total")  # "ngân sách huyện 52,1 tỷ đồng (28%)"
    if ("chiếm" in gap or "đóng góp" in gap) and (_SHARES.search(gap) or _LARGEST_SHARE.search(gap)):
        return Reading("level" if rate and not _PART.search(subject) else "share", False, None, "total")
    equals = any(sign in gap for sign in _SIGNS_OF_EQUALITY) and _is_said(_EQUALS, gap, text, mention.start)
    if _BEYOND_PLAN.search(gap):
        return Reading("attainment", False, basis, "plan")  # "vượt kế hoạch năm *0,5%*"
    if equals and OF_TOTAL.match(text.lower, mention.end):
        return Reading("share", False, None, "total")
    if kind == "plan" and (equals or ATTAINS.search(gap)):
        return Reading("attainment", False, basis, kind)
    if equals and (kind == "period" or (basis is not None and not rate)):
        return Reading("index", False, basis, kind)
    grows = _GROWTH.search(subject) is not None
    if kind == "period" and not (rate or grows) and _REACHES.search(gap) and COMPARISON.match(text.lower, mention.end):
        return Reading("index", False, basis, kind)
    if grows or _GROWTH.search(gap):
        return Reading("change", False, basis, kind)
    if _PART.search(subject):
        return Reading("share", False, None, "total")
    if _PART.search(_clause_head(text.lower, mention.start)) and not rate:
        return Reading("share", False, None, "total")  # "Cơ cấu kinh tế: công nghiệp - xây dựng 45,2%; dịch vụ 38,1%"
    # "*thu ngân sách* đạt 53%, tăng 3% so với cùng kỳ": what only the next percentage is compared with is no basis
    if not own and not rate and _names_an_amount(subject) and (equals or _REACHES.search(gap)):
        if compares_on(text, mention.start):
            return Reading("index", False, None, "period")
        return Reading("attainment", False, None, "plan")
    most = _MOST_MOVED.search(text.lower, max(0, mention.start - _NEAR_MOST), mention.start)
    if most:
        return Reading("difference" if rate else "change", most["way"] == "giảm", basis, kind)
    moved = None if rate or _VERB.search(gap.rpartition("(")[2]) else _moved_all(text.lower, mention.start)
    return Reading("level", False, basis, kind) if moved is None else Reading("change", moved == "giảm", basis, kind)


def _moved_all(lower: str, at: int) -> str | None:
    """How all of a list in brackets moved: "đàn gia súc đều *tăng* (trâu 0,34%, bò 0,94%, lợn 0,24%)"."""
    start = max(0, at - _SENTENCE_WINDOW)
    bracket = lower.rfind("(", start, at)
    if bracket < 0 or lower.find(")", bracket, at) >= 0:
        return None
    found = _MOVED.search(lower, max(start, bracket - _FAR_FROM_BRACKET), bracket)
    return found["way"] if found else None


def _names_an_amount(subject: str) -> bool:
    words = subject.split()
    return bool(words) and CUES.amounts.length_at(words, 0) > 0


def _clause_head(lower: str, at: int) -> str:
    """The words before the colon or the bracket that opens the list in which the figure at ``at`` stands, or none."""
    before = _sentence_before(lower, at)
    head, colon, _ = before.partition(":")
    if colon:
        return head
    bracket = before.rfind("(")
    return before[:bracket] if bracket > before.rfind(")") else ""


def compares_on(text: Text, at: int) -> bool:
    """Whether a percentage at ``at`` without a basis is of the year before, as others of its sentence are.

    "lúa 120 ha, bằng 99,6% so với cùng kỳ, trong đó vụ xuân 80 ha, *bằng 99,8%*"
    """
    near = text.lower[max(0, at - _LIST_WINDOW) : at].rpartition("\n")[2]
    earlier, _, before = near.rpartition(". ")
    if _PARTS.match(before):  # "bằng 95,85% so với cùng kỳ. Trong đó, ngô 4.594 ha, *bằng 85,88%*"
        before = near[earlier.rfind(". ") + 1 :]
    if not _is_said(_EQUALS_AGAIN, before, text, at):
        return False
    if _EQUALLED_BEFORE.search(before) is not None:
        return True
    # "cá 5.210 tấn, tăng 9,9%; tôm 4.457 tấn, *bằng 98%*; thủy sản khác tăng 4,4% so cùng kỳ"
    behind = text.lower[at : at + _SENTENCE_WINDOW].partition("\n")[0]
    return _MOVED_AFTER.match(behind) is not None


def _is_said(verb: re.Pattern[str], before: str, text: Text, at: int) -> bool:
    """Whether the words ``before`` the figure at ``at`` end with ``verb``, and not with a name ("tỉnh Cao *Bằng* 53%")."""
    found = verb.search(before)
    if found is None:
        return False
    start = at - len(before) + found.start()
    return not (text.surface[start : start + 2].istitle() and text.surface[max(0, start - 2) : start].strip().isalpha())


def _sentence_before(lower: str, at: int) -> str:
    """The words of the sentence before ``at``, as far as they are near."""
    return lower[max(0, at - _SENTENCE_WINDOW) : at].rpartition("\n")[2].rpartition(". ")[2]
