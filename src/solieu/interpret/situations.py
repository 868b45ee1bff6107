"""A figure with the words around it, and what stands right before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from solieu.interpret.chain import Chain, Chosen
from solieu.interpret.words import Line, Phrase, first_verb
from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

if TYPE_CHECKING:
    import re

    from solieu.interpret.readings import Reading
    from solieu.spans import Mention
    from solieu.text import Text

__all__ = [
    "ACCORDING",
    "COUNT_OF",
    "Situation",
    "carried_on",
    "existing_before",
    "is_deed",
    "is_linked",
    "is_source",
    "is_vague",
    "near",
]

# "có 45 chợ", "với 1.741 đảng viên": what stands before has the things and does not name them.
_EXISTS: Final = regex(
    r"(?<!\w)(?:có|(?<!đối )với|gồm|bao gồm|còn|hiện có|là|từ)"
    r"(?: (?:khoảng|gần|hơn|trên|dưới|tới|đến|chỉ|tổng số|ít nhất|tối thiểu))*\s*$"
)
_EXISTS_ENDS: Final = (
    "có", "với", "gồm", "còn", "là", "từ", "khoảng", "gần", "hơn", "trên", "dưới", "tới", "đến", "chỉ", "số", "nhất", "thiểu",
)  # fmt: skip
_LINKED: Final = regex(r"(?:là|:|đạt|đạt được|ước|khoảng|trên|gần|hơn)\s*$")
ACCORDING: Final = r"(?:theo|qua|căn cứ) (?:các )?(?:kết quả|số liệu|báo cáo|thống kê|rà soát)(?!\w)"
"""The pattern of words that say who tells: "*theo số liệu* thống kê", "*qua thống kê* từ các quận"."""
_ACCORDING: Final = regex(rf"(?<!\w){ACCORDING}")
_LONGEST_ACCORDING: Final = len("căn cứ các ")
COUNT_OF: Final = regex(r"(?:số(?! với)|tổng số|lượng) [^\W\d_]")
"""Matches a name that says how many: "*số vụ* tai nạn giao thông"."""
_LINK_WINDOW: Final = 16


@final
class Situation:
    """A figure with the words around it."""

    __slots__ = ("after", "before", "beyond", "following", "gap_start", "initial", "line", "mention", "reading")

    def __init__(
        self, line: Line, mention: Mention, reading: Reading, before: Phrase | None, after: Phrase | None,
        beyond: Phrase | None, gap_start: int, following: int, initial: bool,
    ) -> None:  # fmt: skip
        self.line = line
        """The sentence."""
        self.mention = mention
        self.reading = reading
        self.before = before
        self.after = after
        self.beyond = beyond
        """The words behind a bracket that stands right behind a count."""
        self.gap_start = gap_start
        """Where the figure before ends, or the sentence begins."""
        self.following = following
        """Where the next figure begins, or the sentence ends."""
        self.initial = initial
        """Whether it is the first figure of its sentence."""


def carried_on(chain: Chain) -> Chosen:
    """The subject of the figure before, if there is one."""
    return Chosen(chain.subject, carried=chain.subject is not None)


def is_deed(situation: Situation, before: Phrase) -> bool:
    """Whether the words are something done, close to the figure: a verb and what it acts upon."""
    words = situation.line.words(before.start, before.end)
    return first_verb(situation.line, words) == words.first


def near(situation: Situation) -> int:
    """Where the words begin that stand close before the figure."""
    return max(situation.gap_start, situation.mention.start - _LINK_WINDOW)


def existing_before(lower: str, situation: Situation) -> re.Match[str] | None:
    """The words right before the figure that say that there are so many: "*có* 45 chợ", "*với hơn* 1.741 đảng viên"."""
    start, end = near(situation), situation.mention.start
    if not lower[start:end].rstrip().endswith(_EXISTS_ENDS):
        return None
    return _EXISTS.search(lower, start, end)


def is_linked(lower: str, situation: Situation) -> bool:
    """Whether a copula or a hedge stands right before the figure: "tổng số hộ *là* 45 hộ nghèo"."""
    return _LINKED.search(lower, near(situation), situation.mention.start) is not None


def is_source(lower: str, line: Line, phrase: Phrase) -> bool:
    """Whether the words only say who tells: "*qua thống kê từ các quận*, huyện …", "theo *số liệu thống kê* xã có …"."""
    told = _ACCORDING.search(lower, max(line.start, phrase.start - _LONGEST_ACCORDING), phrase.end)
    return told is not None and told.start() <= phrase.start


def is_vague(text: Text, phrase: Phrase) -> bool:
    """Whether the words say nothing of what is measured: "kết quả thực hiện đạt"."""
    return CUES.vague.all.issuperset(phrase.of(text.lower).split())
