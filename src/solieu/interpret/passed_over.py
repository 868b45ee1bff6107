"""Quantities that state no fact of a place in a period: scopes, attributes, norms, a page's own counters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.model import Block
    from solieu.spans import Mention, Sentence
    from solieu.text import Text

__all__ = ["ADMINISTRATIVE", "PassedOver", "next_figure"]

ADMINISTRATIVE: Final = frozenset(
    {
        "commune",
        "district",
        "province_unit",
        "ward",
        "township",
        "village",
        "city",
        "town",
        "admin_unit",
        "quarter_area",
    }
)
_ATTRIBUTES: Final = frozenset({"time", "voltage"})
# "của 4 tỉnh", "cả 4 địa phương": how many places a phrase covers is no figure of its own.
_SCOPE: Final = regex(
    r"(?<!\w)(?:của|ubnd|hđnd|cả|lãnh đạo|nhân dân|đại diện|bí thư|cùng|giữa|nối|nối liền|với|các|trên cả|gồm cả|(?:thứ|hạng) \w+ (?:trong|trên)(?: tổng)?(?: số)?)\s*$"
)
_PARTS: Final = "khu vực"
_OF_PARTS: Final = ("thu từ ", "của ", "của cả ", "cả ", "trong ")  # "*thu từ* 3 khu vực kinh tế đạt 49,5% dự toán"
_PER_ONE: Final = regex(r"(?<!\w)trên\s*$")
_BASE: Final = regex(r"(?<!\w)(?:cứ|trên mỗi|tính cho)$")
# The bases of rates: "1 vạn dân", "10.000 dân", "100.000 trẻ".
_PER_MANY: Final = regex(r"(?:1 (?:vạn|nghìn|ngàn|triệu)|10?0?[.]000) (?:dân|người dân|người|trẻ|trẻ em)")
_AVERAGE_OVER: Final = regex(r"(?<!\w)(?:bình quân|trung bình|trên|tính trên|tính cho)(?: trên)? $")
_AVERAGE_OVER_ONE: Final = regex(r"(?<!\w)(?:bình quân|trung bình|tính trên|tính cho)(?: trên| cho)? $")
_BASE_WINDOW: Final = 24
_LARGE: Final = ("tỷ", "tỉ", "triệu", "nghìn", "ngàn")
_BASE_ENDS: Final = ("cứ", "mỗi", "cho")
# "ngày điều trị bình quân *6,4 ngày*", "tuổi thọ trung bình đạt *74,5 tuổi*"
_AVERAGE: Final = regex(
    r"(?<!\w)(?:(?:bình quân|trung bình)(?: (?:là|đạt|còn|khoảng|trên|gần|hơn))*|tuổi thọ[^,;.:()\d]*)[: ]*$"
)
_AVERAGE_WINDOW: Final = 64
# "tỷ lệ số xã đạt dưới *10 tiêu chí* còn 25%", "số hộ có thu nhập trên *100 triệu đồng* là 15 hộ": it says which are counted
_WHICH: Final = regex(
    r"(?<!\w)(?:tỷ lệ(?: số)?|số) [^\W\d_]+(?: [^\W\d_]+){0,6} (?:có|đạt)(?: [^\W\d_]+){0,5} (?:từ|trên|dưới) $"
)
_SAID_OF_WHICH: Final = regex(
    r"[^\W\d_/ ]*(?:/[^\W\d_]+)?(?: trở (?:lên|xuống))?(?: (?:còn|là|chiếm|giảm|tăng|đạt)|:)(?: [^\W\d_]+){0,2} \d"
)
# "tàu dài từ *6 m đến dưới 12 m*: 912 chiếc", "từ *24 m* trở lên: 174 chiếc"
_OF_CLASS: Final = regex(r"(?: (?:đến|tới)(?: dưới)? \d+ ?[^\W\d_]{0,6})?(?: trở (?:lên|xuống))?: \d")
# "thu ngân sách *đạt trên* 500 tỷ đồng: 320 tỷ đồng từ thuế" is no class
_REACHED: Final = regex(
    r"(?<!\w)(?:đạt|được|là|tăng|giảm|lên|xuống|còn|thu|chi|ước|vượt|có)(?: (?:từ|trên|dưới|đến))+ $"
)
_LOWER_BOUNDS: Final = ("từ ", "trên ", "dưới ", "đến ")
# "không còn xã *dưới 10 tiêu chí*": no figure, but which of them there are none of
_NONE_BELOW: Final = regex(
    r"(?<!\w)không (?:còn|có) (?:xã|thôn|bản|hộ|trường|đơn vị|huyện|ấp|địa phương)(?: nào)?(?: đạt)? dưới $"
)
_WHICH_WINDOW: Final = 90
# "tai nạn giao thông giảm cả *3 tiêu chí*"
_ASPECTS: Final = frozenset({"criterion", "aspect"})
_ALL_OF: Final = regex(r"(?<!\w)(?:tăng|giảm|trên|ở|về|theo) cả $")
# "mức vay bình quân *1 dự án* đạt 475 triệu đồng, *1 hộ* đạt 37,7 triệu đồng"
_OF_ONE: Final = regex(
    r" (?:đạt|thu|lãi) (?:được |khoảng |trên |hơn |gần )?[\d.,]+ (?:tỷ|triệu|nghìn|ngàn|đồng|tạ|tấn|kg)(?!\w)"
)
_NORM_WINDOW: Final = 70
# "diện tích *lúa 2 vụ*", "đất lúa *1 vụ*": so often it is sown
_OFTEN_SOWN: Final = regex(r"(?<!\w)(?:lúa|đất|ruộng|màu|tôm|chuyên) $")
_SEASONS: Final = 3
_A_PAIR: Final = 2
_SURE_COUNT: Final = 100
_COUNTER_LINE: Final = 160
_DOSES: Final = 4
_AGE: Final = "tuổi"


def next_figure(lower: str, mentions: Sequence[Mention], index: int) -> Mention | None:
    """The mention behind that at ``index`` which is neither age nor stars of what is counted: "97% trẻ *dưới 1 tuổi*", "12 sản phẩm *4 sao*"."""
    for at in range(index + 1, len(mentions)):
        mention = mentions[at]
        if mention.unit == "star":
            continue
        of_age = lower.endswith(_AGE, 0, mention.end) or lower.startswith(" " + _AGE, mention.end)
        if mention.dimension != "time" or not of_age:
            return mention
    return None


@final
class PassedOver:
    """Tells of each quantity of one text why it is no figure."""

    __slots__ = ("_blocks", "_lower", "_under_norms")

    def __init__(self, text: Text, blocks: Sequence[Block]) -> None:
        self._lower = text.lower
        self._blocks = blocks
        self._under_norms = _under_norms(text, blocks)

    def reason(self, sentence: Sentence, mention: Mention, *, norm: bool = True) -> str | None:
        """Why ``mention`` is no figure: "attribute", "norm", "scope", "counter"; ``None`` where it is one.

        ``norm`` says whether the sentence may have words of a norm.
        """
        if self._is_visits(sentence, mention):
            return "counter"
        if self._is_attribute(mention):
            return "attribute"
        if sentence.block in self._under_norms or (norm and self._is_norm(sentence, mention)):
            return "norm"
        return "scope" if self._is_scope(mention) else None

    def _is_visits(self, sentence: Sentence, mention: Mention) -> bool:
        """ "Đang xem: 14  Tổng cộng: 1.530" in a line of a page's counters."""
        if mention.unit is not None or mention.dimension is not None:
            return False
        block = self._blocks[sentence.block]
        short = block.end - block.start < _COUNTER_LINE
        return short and CUES.page_counters.search(self._lower, block.start, block.end) is not None

    def _is_attribute(self, mention: Mention) -> bool:
        """Times and voltages qualify things ("đường dây 500kV"), and so does a base ("cứ 100.000 hộ dân")."""
        dimension = mention.dimension or ""
        if dimension.removesuffix("_rate") in _ATTRIBUTES:
            lead = self._lower[max(0, mention.start - _AVERAGE_WINDOW) : mention.start]
            years = (mention.unit_text or "").lower() == "năm"  # "*bình quân 5 năm* có 83% đảng viên …"
            return _AVERAGE.search(lead) is None or (years and lead.endswith(("bình quân ", "trung bình ")))
        if mention.unit is None and mention.of is None and dimension.startswith("count"):
            # "01 trung tâm", "350 gốc": a noun that no catalogue has counts only where the number is written as a count.
            return not (mention.quote.startswith("0") or abs(mention.number) >= _SURE_COUNT)
        if self._says_which(mention):
            return True
        if mention.of is None and mention.unit_text == _PARTS and self._lower.endswith(_OF_PARTS, 0, mention.start):
            return True
        if mention.unit in _ASPECTS and _ALL_OF.search(
            self._lower, max(0, mention.start - _BASE_WINDOW), mention.start
        ):
            return True
        if mention.unit_text == "vụ" and mention.number <= _SEASONS and mention.of is None:
            lead = self._lower[max(0, mention.start - _BASE_WINDOW) : mention.start]
            if _OFTEN_SOWN.search(lead):
                return True
        if mention.number == _A_PAIR and mention.of is None and self._lower.endswith(" giữa ", 0, mention.start):
            return True  # "phiên giải trình *giữa hai kỳ họp*"
        if mention.unit == "star" or (mention.unit == "injection" and mention.number <= _DOSES):
            return True  # "hạng 3 sao", "tiêm đủ 2 mũi"
        if mention.unit == "person" and _PER_MANY.fullmatch(mention.quote.lower()):
            lead = self._lower[max(0, mention.start - _BASE_WINDOW) : mention.start]
            if lead.endswith("/") or _AVERAGE_OVER.search(lead):
                return True  # "số bác sĩ bình quân *1 vạn dân* là 19,2", "12,5 ca mắc trên *100.000 dân*"
        if mention.number == 1 and mention.of is None and mention.dimension == "count":
            lead = self._lower[max(0, mention.start - _BASE_WINDOW) : mention.start]
            if _AVERAGE_OVER_ONE.search(lead):
                return True  # "nhân khẩu bình quân *1 hộ* là 3,7 người"
        before = self._lower[max(0, mention.start - 12) : mention.start].rstrip()
        if before.endswith(_BASE_ENDS) and _BASE.search(before):
            return True
        if mention.number == 1 and mention.of is None and _OF_ONE.match(self._lower, mention.end):
            return True
        if not before.endswith("trên") or mention.number != 1 or _PER_ONE.search(before) is None:
            return False
        # "giá trị sản phẩm trên 1 ha", "số ca mắc trên 1 triệu dân"; but "thu hút trên 1 tỷ đồng", "đạt trên 1 triệu tấn"
        return mention.unit == "person" or not (mention.unit_text or "").lower().startswith(_LARGE)

    def _says_which(self, mention: Mention) -> bool:
        lower = self._lower
        if not lower.endswith(_LOWER_BOUNDS, 0, mention.start):
            return False
        start = max(0, mention.start - _WHICH_WINDOW)
        if _NONE_BELOW.search(lower, start, mention.start):
            return True
        if _OF_CLASS.match(lower, mention.end) and not _REACHED.search(lower, start, mention.start):
            return True
        said = _SAID_OF_WHICH.match(lower, mention.end)
        return said is not None and _WHICH.search(lower, start, mention.start) is not None

    def _is_norm(self, sentence: Sentence, mention: Mention) -> bool:
        start = max(sentence.start, mention.start - _NORM_WINDOW)
        return CUES.norms.search(self._lower, start, mention.start) is not None

    def _is_scope(self, mention: Mention) -> bool:
        if mention.unit not in ADMINISTRATIVE or mention.of is not None:
            return False
        scope = _SCOPE.search(self._lower[max(0, mention.start - 32) : mention.start])
        return scope is not None and (not scope[0].startswith("với") or mention.unit == "province_unit")


def _under_norms(text: Text, blocks: Sequence[Block]) -> frozenset[int]:
    """The items under a line such as "Tiêu chuẩn của đơn vị hành chính cấp xã:"."""
    found = set()
    under = False
    for index, block in enumerate(blocks):
        if text.surface[block.end - 1] == ":" or block.kind == "heading":
            # Of a paragraph only the last sentence opens the list: "… trong thời hạn luật định. Cụ thể:"
            opening = max(text.lower.rfind(". ", block.start, block.end), block.start)
            under = CUES.norms.search(text.lower, opening, block.end) is not None
        elif block.kind != "item":
            under = False
        if under:
            found.add(index)
    return frozenset(found)
