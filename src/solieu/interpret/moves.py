"""How far something rose or fell: "tăng *15 vụ*", "cao hơn cùng kỳ *1.200 đồng/kg*", "tăng *1 bậc*"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.interpret.bases import COMPARISON
from solieu.knowledge.phrases import one_of
from solieu.patterns import regex

if TYPE_CHECKING:
    from solieu.interpret.readings import Reading
    from solieu.spans import Mention
    from solieu.text import Text

__all__ = [
    "EXCEEDS",
    "FALLS",
    "HEDGES",
    "LOWER",
    "MOVED_SINCE",
    "MOVES_RATE",
    "REACHES_LEVEL",
    "RISES_BY_PERCENT",
    "STANDS_APART",
    "WORDS_OF_MOVES",
    "moves_down",
]

HEDGES: Final = r"(?:(?: |,)*(?:ước|ước đạt|ước tính|dự kiến|dự ước|khoảng|gần|hơn|trên|dưới|xấp xỉ|không quá|chỉ|thêm|là|bình quân|đạt|được|cả năm|mỗi năm|hằng năm|hàng năm|hàng tháng|nhẹ|mạnh|đến|tới|tăng thêm|lần lượt|ít nhất|tối thiểu|từ))*\s*$"
# What each of the next four patterns has: one look spares most figures all of them.
WORDS_OF_MOVES: Final = regex(one_of(("tăng", "giảm", "nhích", "hơn", "vượt", "mức", "hụt")))
# "*thuế giá trị gia tăng* 5 tỷ đồng", "*giá trị tăng thêm* đạt 500 tỷ đồng" name what did not rise
_RISE: Final = (
    r"(?!(?<=giá trị )(?:gia tăng|tăng thêm(?: ước)? đạt)|(?<=giá trị gia )tăng)(?:tăng|gia tăng|tăng trưởng|tăng cao|nhích lên|cao hơn|vượt hơn|tốc độ tăng|mức tăng)(?: (?:thêm|cao|khá|giá))?(?: (?:mạnh |cao |nhiều |nhanh )?nhất)?(?: với)?"
    + HEDGES
)
# "vốn cấp mới và *tăng thêm* 15 triệu USD" is capital and no rise, "doanh nghiệp thành lập mới, *tăng* 7,6%" is one
_RISES: Final = regex(
    r"(?<!\w)(?<!thu nhập )(?!(?:(?<=mới và )|(?<=mới, )|(?<=vốn )|(?<=vốn đăng ký )|(?<=vốn đầu tư ))tăng thêm)"
    + _RISE
)
RISES_BY_PERCENT: Final = regex(r"(?<!\w)(?<!thu nhập )" + _RISE)
# "cao hơn cùng kỳ *1.200 đồng/kg*", "thấp hơn trung bình nhiều năm *150 mm*"
LOWER: Final = ("thấp", "ít", "kém", "giảm")
STANDS_APART: Final = regex(
    r"(?<!\w)(?P<way>cao|thấp|nhiều|ít|kém|tăng|giảm) hơn (?:so (?:với )?|mức |(?:mùa )?vụ )?"
    r"(?:cùng kỳ|năm trước|năm ngoái|vụ trước|trung bình|bình quân|kế hoạch|tháng trước)[^,;:()\d]{0,40}$"
)
# "so với cùng kỳ năm trước, số án khởi tố ít hơn *6 vụ*"
_MORE_OR_LESS: Final = regex(r"(?<!\w)(?P<way>nhiều|ít|kém) hơn(?: (?:khoảng|gần|trên))? $")
# "tăng so với cùng kỳ năm 2018 là *657 cháu*"
MOVED_SINCE: Final = regex(
    r"(?<!\w)(?P<way>tăng|giảm)(?: [^\W\d_]+)? so (?:với )?[^,;:()%]{3,60} là(?: (?:khoảng|gần|hơn|trên))? $"
)
FALLS: Final = regex(
    r"(?<!\w)(?:giảm|sụt giảm|hụt|thấp hơn|giảm mạnh|giảm sâu|kéo giảm)(?: (?:thêm|được|giá))?(?: (?:mạnh |sâu |nhiều |nhanh )?nhất)?(?: với)?"
    + HEDGES
)
# "*giảm tỷ lệ hộ nghèo* bình quân 1 - 1,5%/năm", not "giảm tỷ lệ hộ nghèo xuống dưới 46%"
MOVES_RATE: Final = regex(
    r"(?<!\w)(?P<way>tăng|giảm) (?:tỷ lệ )?(?:hộ nghèo|hộ cận nghèo|(?<=tỷ lệ )(?:(?!xuống|còn|lên)[^,;:()\d]){3,40}?)(?: đa chiều)?"
    r"(?: bình quân| hằng năm| hàng năm| mỗi năm| từ| khoảng| ít nhất| trên)*\s*$"
)
REACHES_LEVEL: Final = regex(
    r"(?<!\w)(?:tăng|giảm|nâng|kéo giảm|xuống|lên|đưa)(?: [^\W\d_]+){0,6} (?:lên|còn|xuống|từ|xuống còn|lên đến|lên tới|đến)"
    + HEDGES
)
EXCEEDS: Final = regex(r"(?<!\w)vượt(?: (?:mức|hơn|trên|khoảng|gần))*\s*$")
_NEXT_PLACE: Final = regex(
    r"[,;] (?:và )?(?:xã|phường|thị trấn|huyện|thị xã|thành phố|tp\.?|quận|tỉnh|thôn|bản|ấp|xóm)"
    r"(?: (?!đạt|là|tăng|giảm|có|còn|bằng|được)[^\W\d_]+){1,5}:? "
)
# "diện tích tăng, *đạt* 1.200 ha"
_REACHED: Final = regex(
    r"(?<!\w)(?:tăng|giảm)(?: (?!thêm|so)[^\W\d_]+){0,3},? (?:ước |đã )?đạt(?: (?:khoảng|gần|hơn|trên|mức))* $"
)
_AND_ONE_MORE_THING: Final = regex(r"(?: [^\W\d_]+){0,3}(?:,|(?:,| )? ?và) ?")
_AND_MORE: Final = regex(r"(?: [^\W\d_]+){1,3} và ")
_AND_ONE_MORE: Final = regex(r"\s*(?:,|và)\s*")
_EQUIVALENT: Final = regex(r"[\s,(]*(?:tương đương|tương ứng)(?: với)?(?: (?:khoảng|gần|hơn|trên))?\s*")


def moves_down(text: Text, mention: Mention, gap: str, previous: Reading | None) -> bool | None:
    """Whether an amount or a number of ranks tells how far something fell; ``None`` where it neither fell nor rose."""
    if mention.dimension == "rank":
        moves = mention.unit_text and (_RISES.search(gap) or FALLS.search(gap))
        return _RISES.search(gap) is None if moves else None  # "tăng *1 bậc* so với năm 2018"
    if mention.start > 0 and text.lower[mention.start - 1] in "+-":
        return mention.number < 0
    if previous is not None and previous.measure == "difference" and _AND_ONE_MORE.fullmatch(gap):
        return previous.falling  # "tăng 15 vụ và *22 đối tượng*"
    if previous is not None and previous.measure in ("change", "difference") and _EQUIVALENT.fullmatch(gap):
        return previous.falling  # "tăng 7,7%, *tương đương 1,6 triệu đồng*"
    if previous is not None and (_moves_on(previous, mention, gap) or _counts_more(text, previous, mention, gap)):
        return previous.falling
    if previous is not None and previous.measure == "difference" and _NEXT_PLACE.fullmatch(gap):
        return previous.falling  # "xã A giảm được 87 hộ, *xã B 102 hộ*"
    stands = STANDS_APART.search(gap) if "hơn " in gap else None
    if stands:
        return stands["way"] in LOWER
    apart = _MORE_OR_LESS.search(gap) if "so với " in gap else None
    if apart:
        return apart["way"] != "nhiều"
    since = MOVED_SINCE.search(gap) if "so " in gap else None
    if since:
        return since["way"] == "giảm"
    if not WORDS_OF_MOVES.search(gap) or (mention.number_max is None and REACHES_LEVEL.search(gap)):
        return None  # "tăng từ *12 lên* 15 xã"; but "tăng từ *1-1,2 tiêu chí*" tells the bounds of a rise
    if gap.endswith(" ") and "đạt" in gap and _REACHED.search(gap):
        return None
    if _RISES.search(gap):
        return False
    if FALLS.search(gap):
        return True
    return False if EXCEEDS.search(gap) and COMPARISON.match(text.lower, mention.end) else None


def _moves_on(previous: Reading, mention: Mention, gap: str) -> bool:
    """ "So với cùng kỳ giảm 146 lượt tiếp, *127 lượt người*": what stands before all is what all are compared with."""
    told_before = previous.basis is not None and previous.basis[1] <= mention.start - len(gap)
    return told_before and previous.measure == "difference" and _AND_ONE_MORE_THING.fullmatch(gap) is not None


def _counts_more(text: Text, previous: Reading, mention: Mention, gap: str) -> bool:
    """ "giảm 203 *biên chế* hành chính và 2.458 *biên chế* sự nghiệp": more of the same moved in the same way."""
    if previous.measure != "difference" or mention.dimension != "count" or not _AND_MORE.fullmatch(gap):
        return False
    unit = (mention.unit_text or "").lower()
    return bool(unit) and text.lower.endswith(" " + unit, 0, mention.start - len(gap))
