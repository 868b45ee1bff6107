"""What a figure is compared with: "tăng 5% *so với cùng kỳ năm 2021*", "đạt 84% *dự toán tỉnh giao*"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

if TYPE_CHECKING:
    import re

    from solieu.model import BasisKind
    from solieu.spans import Mention

__all__ = ["ATTAINS", "COMPARISON", "basis_of", "kind_of_basis"]

ATTAINS: Final = regex(r"(?<!\w)(?:đạt|bằng|hoàn thành|vượt|được|giải ngân|thực hiện|ước|còn)(?!\w)[^,;]*$")
_FOOTNOTE: Final = r"(?: ?\(\d{1,2}\))?"  # "tăng 8,01% *(1)* so với cùng kỳ"
COMPARISON: Final = regex(_FOOTNOTE + r"[\s,]*(?:nếu )?(?:so|số với|cùng kỳ|so sánh|sv?ck)(?: với)?(?!\w)")
_BASIS: Final = regex(
    _FOOTNOTE
    + r"\s*(?:(?:so(?: sánh)?(?: với)?|số với) )?(?P<words>(?:cùng (?:kỳ|thời điểm|thời gian|vụ|tháng|quý)|(?:sv?)?ck|kế hoạch|kh|dự toán|dt|chỉ tiêu|mục tiêu|nghị quyết|nq|"
    r"kịch bản|tổng kế hoạch|số giao|\d{1,2} tháng|ngày|(?<=với )\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?|(?:nhiệm kỳ|giai đoạn|kỳ) trước|đầu (?:nhiệm kỳ|giai đoạn)|(?<=với )(?:nhiệm kỳ|giai đoạn)|năm|tháng|quý|tuần|vụ(?= (?:đông|xuân|mùa|hè|thu|chiêm|ba|3|trước|này|cùng|năm))|đầu năm|cuối năm|thời điểm|bình quân|tết|dịp|(?:(?<=với )|(?<=so ))(?:số|mức)|(?:số|mức) (?:thực hiện|bình quân|cùng kỳ|năm)|toàn|cả|thực hiện|kết quả|tiến độ|dự ước|ước|(?<=với )[^\W\d_]+(?: [^\W\d_]+){0,4} giao)(?!\w)(?:[^,;:()…\n.]|\.(?=\d))*)"
)
_COMPARED_WORDS: Final = regex(
    r"(?<!\w)so (?!sánh)(?:với )?(?P<words>[^,;:()\n]{3,60}?)(?=,|\s(?:và|lần lượt|tăng|giảm|bằng|thì|là|đạt|gấp|số (?:vụ|người|ca|hộ|lượt)|số [^\W\d_]+(?: [^\W\d_]+){0,2} (?:tăng|giảm))(?!\w)|$)"
)
_BASIS_END: Final = regex(
    r"\s(?:và|với|trong đó|để|nhưng|thì|là|cả về|cụ thể|tăng|giảm|nhiều hơn|ít hơn|nhằm|bằng|vượt|mang lại|do|trở lên|trở xuống|xuống|lên|chiếm|đạt)(?!\w)|\s+$"
)
_PERIOD_WORD: Final = regex(
    r"(?<!\w)(?:\d{1,2}[/-]\d{1,2}|ngày|cùng kỳ|nhiệm kỳ|giai đoạn trước|kỳ trước|đầu giai đoạn|(?:sv?)?ck|cùng thời điểm|thời điểm|năm trước|năm ngoái|năm|tháng|quý|tuần|vụ|tết|dịp|đầu năm|cuối năm)(?!\w)"
)
# "lần lượt bằng 93,7% và 71,5% kế hoạch năm": one basis for both
_AND_ANOTHER: Final = regex(r"\s*(?:,|và)\s*(?P<attains>(?:bằng|đạt) )?(?:tăng |giảm )?\d[\d.,]*\s?%")
_OWN_TIME: Final = regex(r",(?: [^\W\d_]+){0,3} \d{1,2} tháng(?!\w)")
# "giảm 26 vụ *(14,6%)* so với quý II", "giảm 15% *(tương ứng giảm 1.510 ha)* so với năm trước": of the amount and of its bracket
_SHARE_BETWEEN: Final = regex(
    r"\s*\((?:(?:tương (?:ứng|đương)|tức|hay)(?: với| là)? )?(?:tăng |giảm |bằng )?(?:(?:thêm|khoảng|gần|hơn|trên) )?[+-]?\d[\d.,]* ?(?:%|[^()\d;:]{1,20})\)|\)"
)
_RESPECT: Final = regex(r" về [^;.,()\d\n]{3,50}?(?= so (?:với |cùng ))")
_SO_WITH: Final = regex(r"\s*so(?: với)?(?!\w)")
# "thấp hơn so kế hoạch đề ra *gần* 2%"
_HEDGE_BEHIND: Final = regex(r"(?:\s+(?:gần|hơn|trên|khoảng|chừng|xấp xỉ))*\s*$")
_BASIS_WINDOW: Final = 90


def basis_of(
    lower: str, mention: Mention, gap: str, sentence_end: int
) -> tuple[tuple[int, int] | None, BasisKind | None]:
    """The words behind the figure that it is compared with, else those before it ("so với cùng kỳ năm 2022 bằng 80%")."""
    end = min(sentence_end, mention.end + _BASIS_WINDOW)
    after = _BASIS.match(lower, mention.end, end) or _behind_bracket(lower, mention.end, end)
    if after is None and lower.startswith(" về ", mention.end) and (respect := _RESPECT.match(lower, mention.end, end)):
        after = _BASIS.match(lower, respect.end(), end)  # "gấp 3,16 lần về tổng mức đầu tư so với năm 2020"
    before = None if after else _compared_before(gap)
    if after is None and before is None:
        after = _shared_basis(lower, mention.end, end, moves=ATTAINS.search(gap) is None)
    if after:
        start = after.start("words")
        cut = _BASIS_END.search(lower, start, after.end())
        stop = cut.start() if cut else after.end()
        kind = kind_of_basis(lower[start:stop])
        if kind or COMPARISON.match(lower, mention.end, end):
            return (start, stop), kind
        before = _compared_before(gap)
    if before:
        offset = mention.start - len(gap)
        words = _HEDGE_BEHIND.sub("", before["words"])
        first = offset + before.start("words")
        return (first, first + len(words)), kind_of_basis(words)
    return None, None


def _compared_before(gap: str) -> re.Match[str] | None:
    """The last comparison before a figure: "*so với cùng kỳ năm 2022* bằng 80%", "*so dự toán giao* đạt 42%"."""
    compared = list(_COMPARED_WORDS.finditer(gap)) if "so " in gap else []
    # "tăng 0,3% *so với tháng trước*, bình quân 10 tháng tăng 3,5%": that of another time is not compared so
    if len(compared) == 1 and gap.startswith(" so "):
        ended = compared[0].end()
        of_plan = gap.startswith(",", ended) and kind_of_basis(compared[0]["words"]) == "plan"
        if of_plan or _OWN_TIME.match(gap, ended):
            return None  # "đạt 69,3% *so với kế hoạch*, tăng 12,3%": nor is it of the plan
    return compared[-1] if compared else None


def _behind_bracket(lower: str, start: int, end: int) -> re.Match[str] | None:
    """ "tuy nhiên giảm (*-3,99%*) so với cùng tháng năm trước": the bracket has nothing but the figure at ``start``."""
    if not lower.startswith(")", start) or not _SO_WITH.match(lower, start + 1, end):
        return None
    return _BASIS.match(lower, start + 1, end)


def _shared_basis(lower: str, start: int, end: int, *, moves: bool) -> re.Match[str] | None:
    """The words behind another figure, or behind a bracket, that the figure at ``start`` is compared with, too.

    ``moves`` says that no verb of results stands before the figure.
    """
    another = _AND_ANOTHER.match(lower, start, end)
    if another and (shared := _BASIS.match(lower, another.end(), end)):
        apart = moves and another["attains"] and kind_of_basis(shared["words"]) == "plan"
        return None if apart else shared  # "tăng *8,7%*, đạt 100% kế hoạch": only the second is of the plan
    bracket = _SHARE_BETWEEN.match(lower, start, end)
    if bracket and _SO_WITH.match(lower, bracket.end(), end):
        return _BASIS.match(lower, bracket.end(), end)
    return None


def kind_of_basis(words: str) -> BasisKind | None:
    """Whether the words name a plan or a time; "đạt 95,4% so với *HĐND huyện giao*" is of a plan."""
    if words.endswith((" giao", " giao đầu năm")) or CUES.plans.search(words, 0, len(words)) is not None:
        return "plan"
    return "period" if _PERIOD_WORD.search(words) else None
