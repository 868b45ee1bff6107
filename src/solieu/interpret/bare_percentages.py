"""Percentages without words of their own: what the amount before them makes of them.

"Khám cho 4.120 lượt người, **đạt 110%**" tells how far the plan is met, "126/150 tin, **đạt 84%**" and "118 trạm đạt
chuẩn (**91,5%**)" tell shares of what was counted, "tổn thất 5,42%, **giảm 0,31%**" tells points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.interpret.measures import OF_TOTAL, compares_on
from solieu.interpret.readings import Reading
from solieu.patterns import regex

if TYPE_CHECKING:
    from solieu.interpret.chain import Chain
    from solieu.spans import Mention
    from solieu.text import Text

__all__ = ["is_alone_in_brackets", "reread"]

# "4.120 lượt người, *đạt 110%*", "7.395 tỷ đồng (*bằng 81%*)", "2.340 tấn = 101%", "9 đảng viên (chỉ tiêu 8), *đạt 112%*"
_ATTAINS: Final = regex(
    r"[^\W\d_]?[^,;:()]{0,90}(?:\((?:chỉ tiêu|kế hoạch|kh)[^,;:()]{0,40}\))?[,(]?\s*(?:(?:đạt|bằng|hoàn thành)(?: tỷ lệ)?(?: (?:trên|hơn|gần|khoảng))?|=)\s*"
)
# "18 giáo viên được công nhận chiến sĩ thi đua, *tỷ lệ* 31,58%"
_AT_THE_RATE: Final = regex(r"[^,;:()\d]{0,90}, (?:chiếm )?tỷ lệ ")
# "vốn thực hiện 3,9 tỷ USD, bằng 36,5% *vốn đăng ký*"
_OF_SUM: Final = regex(r" (?:vốn đăng ký|vốn đầu tư|diện tích|dân số|giá trị|sản lượng|tổng)(?!\w)")
# "1.205 hộ *đạt danh hiệu* gia đình văn hóa, đạt 94,5%" is of the households; "kết nạp 32 đảng viên, đạt 64%" of the plan
_IN_STATE: Final = regex(
    r" (?:đã )?(?:được )?(?:đạt (?:danh hiệu|chuẩn|tiêu chuẩn)|công nhận|sử dụng|tham gia|có (?:thẻ|việc làm|nước|điện|nhà)|dùng)(?!\w)"
)
_PLANNED: Final = frozenset({"money", "count", "area", "mass", "length", "volume"})
_BESIDE_AMOUNT: Final = regex(r"\s*(?:đạt)?(?:,|-|–|và)\s*(?:(?:khoảng|gần|hơn|trên) )?")
_NEXT_ITEM: Final = regex(r"[,;](?: và)?(?: (?:có|trên|hơn|gần|khoảng))* ?$")
_PARTED: Final = regex(r"[,;:]")
_OPENS: Final = regex(r"\(tương (?:đương|ứng)(?: với)? (?:(?:khoảng|gần|hơn|trên) )?$")
_PART_WINDOW: Final = 60
_NEAR_BRACKET: Final = 2
_WHOLE: Final = 100


def reread(
    text: Text,
    mention: Mention,
    previous: Mention,
    reading: Reading,
    chain: Chain,
    *,
    named: bool,
    followed: bool,
    rate: bool,
) -> Reading:
    """How a percentage behind ``previous`` is to be read.

    "giảm 26 vụ (*14,6%*)" is a change, as what stands before the bracket is. ``named`` says that words of its own stand before it, ``followed`` that words stand behind it
    ("13/14 thôn đạt chuẩn văn hóa, *100% cơ quan* đạt chuẩn"), ``rate`` that what it is of is a rate ("hộ nghèo").
    """
    # "hộ nghèo: 48 hộ = *1,1%*" is the rate of the poor itself
    if not named and reading.measure == "level" and not (rate and previous.dimension == "count" and not previous.of):
        apart = followed and previous.of and _is_next_item(text, mention, previous)
        reading = reading if apart else _of_amount(text, mention, previous, reading)
    closing = text.lower.find(")", previous.end, mention.start)
    closed = closing >= 0 and text.lower.find("(", previous.end, closing) < 0
    if not named and not closed and reading.measure == "change" and _is_of_rate(previous, chain):
        reading = reading.read_as("difference")
    moved = chain.reading if chain.reading is not None and chain.reading.measure == "difference" else None
    if moved and text.lower[previous.end : mention.start].strip() == "=":
        return Reading("change", moved.falling, reading.basis, reading.basis_kind)  # "giảm 160 lượt = *44,82%*"
    if moved and previous.dimension in _PLANNED and is_alone_in_brackets(text, mention, previous):
        compared = reading if reading.basis else moved
        return Reading("change", moved.falling, compared.basis, compared.basis_kind)
    counted = previous.dimension in _PLANNED and not rate
    if reading.measure == "level" and counted and is_alone_in_brackets(text, mention, previous):
        reading = reading.read_as("share", "total")
    if reading.measure == "share" and _is_bracketed_attainment(text, mention, chain):
        reading = reading.read_as("attainment", "plan")
    return reading


def is_alone_in_brackets(text: Text, mention: Mention, previous: Mention) -> bool:
    """ "118 trạm đạt tiêu chí quốc gia về y tế (*91,5%*)" is of what was counted right before; so is "(tương đương 42%)"."""
    lower = text.lower
    opens = lower.startswith("(", mention.start - 1) or _OPENS.search(lower, previous.end, mention.start) is not None
    return opens and lower.startswith(")", mention.end) and not _PARTED.search(lower, previous.end, mention.start)


def _of_amount(text: Text, mention: Mention, previous: Mention, reading: Reading) -> Reading:
    """Of its whole in "126/150 tin, *đạt 84%*", of the plan in "4.120 lượt người, *đạt 110%*", "971/876 con = *110,8%*"."""
    lower = text.lower
    between = lower[previous.end : mention.start]
    if ";" in between:
        return reading
    if (
        previous.dimension == "count"
        and reading.basis is None
        and mention.number <= _WHOLE
        and _AT_THE_RATE.fullmatch(between)
    ):
        return reading.read_as("share", "total")
    if previous.of:
        if "tỷ lệ" in between and not between.lstrip().startswith((",", "(")):
            return reading  # "cả 9/9 huyện đạt tỷ lệ dưới *10%*": the rate of each
        return reading.read_as("share", "total") if mention.number <= _WHOLE else reading.read_as("attainment", "plan")
    attains = (previous.dimension or "").removesuffix("_rate") in _PLANNED and _ATTAINS.fullmatch(
        lower, previous.end, mention.start
    )
    if reading.basis_kind == "plan" and _BESIDE_AMOUNT.fullmatch(between) and (previous.dimension or "") in _PLANNED:
        return reading.read_as("attainment")  # "1.876 tỷ đồng, *105,4% kế hoạch*"
    if not attains or reading.basis is not None:
        return reading
    if (
        OF_TOTAL.match(lower, mention.end)
        or _OF_SUM.match(lower, mention.end)
        or (previous.dimension == "count" and _is_part(text, previous))
        or (previous.dimension == "count" and mention.number <= _WHOLE and _IN_STATE.match(lower, previous.end))
    ):
        return reading.read_as("share", "total")
    if "tỷ lệ" in between:
        return reading
    if compares_on(text, mention.start):
        return reading.read_as("index", "period")
    return reading.read_as("attainment", "plan")


def _is_next_item(text: Text, mention: Mention, previous: Mention) -> bool:
    """ "13/14 thôn đạt chuẩn văn hóa, *100% cơ quan* đạt chuẩn": of other things than were counted; not "*93% số thôn*"."""
    lower = text.lower
    if not _NEXT_ITEM.search(lower, previous.end, mention.start):
        return False
    whole, counted = OF_TOTAL.match(lower, mention.end), (previous.unit_text or "").lower()
    return whole is None or (whole[0] == " số" and not lower.startswith(" " + counted, whole.end()))


def _is_of_rate(previous: Mention, chain: Chain) -> bool:
    """Whether the figure before is a percentage that may rise and fall by points."""
    reading = chain.reading
    return previous.dimension == "percent" and reading is not None and reading.measure in ("level", "share")


def _is_part(text: Text, mention: Mention) -> bool:
    """ "*trong đó* trực tuyến 4.987 hồ sơ", "5.432 hồ sơ (*trực tuyến 4.987 hồ sơ* …)"."""
    before = text.lower[max(0, mention.start - _PART_WINDOW) : mention.start]
    return "trong đó" in before or before.rfind("(") > before.rfind(")")


def _is_bracketed_attainment(text: Text, mention: Mention, chain: Chain) -> bool:
    """ "… (97,5% dự toán); ngoài quốc doanh 1.235 tỷ đồng (*104%*)": the brackets of a list tell the same."""
    opened = text.lower.rfind("(", mention.start - _NEAR_BRACKET, mention.start) >= 0
    return opened and (mention.number > _WHOLE or chain.bracketed == "attainment")
