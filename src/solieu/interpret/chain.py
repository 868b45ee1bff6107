"""What the figures before leave to the next one: the subject that is carried on, and what was told of the same things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

if TYPE_CHECKING:
    from solieu.interpret.readings import Reading
    from solieu.interpret.words import Phrase
    from solieu.model import Measure
    from solieu.spans import Mention
    from solieu.text import Text

__all__ = ["Chain", "Chosen", "noun_of", "noun_start", "unit_word"]

_FARTHEST_TOLD: Final = 12
# "xử lý trực tuyến 68,5% *trong tổng số* 168.000 hồ sơ": what follows goes on with the share, not with its whole
_WHOLE_OF: Final = regex(r"(?<!\w)(?:trong|trên) tổng số(?: (?:khoảng|gần|hơn|trên))? $")
_ALONG_WITH: Final = regex(r"(?<!\w)với(?: (?:khoảng|gần|hơn|trên))? $")
_SCALES: Final = ("chục ", "trăm ", "nghìn ", "ngàn ", "vạn ", "triệu ", "tỷ ")
_SCALE: Final = regex(r"(?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ) +")


@final
class Chosen:
    """The words that name a figure; ``carried`` says that an earlier figure had them."""

    __slots__ = ("carried", "subject")

    def __init__(self, subject: Phrase | None, carried: bool = False) -> None:
        self.subject = subject
        self.carried = carried


@final
class Chain:
    """What the figures before leave to the next one."""

    __slots__ = (
        "base_unit",
        "block",
        "bracketed",
        "breakdown",
        "by_unit",
        "counted",
        "current",
        "dimension",
        "first_by_unit",
        "fuller",
        "outside",
        "parts",
        "reading",
        "share_behind",
        "subject",
        "unit",
    )

    def __init__(self) -> None:
        self.subject: Phrase | None = None
        self.block = self.current = -1
        self.reading: Reading | None = None
        self.unit = ""
        self.base_unit: str | None = None
        self.dimension: str | None = None
        self.by_unit: dict[str, Phrase] = {}
        """The subjects of the sentence by the first word of their unit."""
        self.first_by_unit: dict[str, Phrase] = {}
        """The same, of the first figure with the unit: "*1.012 hộ nghèo*, thoát nghèo 458 hộ, còn 554 hộ"."""
        self.fuller: dict[str, tuple[Phrase, int]] = {}
        """What names the things counted last with a bare noun ("vụ"), and the last block for which it does."""
        self.counted: Phrase | None = None
        """The last thing that was counted, in whichever sentence."""
        self.parts = False
        """Whether the sentence tells the parts of what was counted last."""
        self.share_behind = False
        """Whether the figure before is a share named by the words behind it."""
        self.bracketed: Measure | None = None
        """What the brackets behind the amounts of this block tell."""
        self.outside: tuple[Phrase | None, int, Reading | None, str | None, str, dict[str, Phrase]] | None = None
        """What was told before the bracket that is open."""
        self.breakdown = False
        """Whether a bracket or "bao gồm" is open that breaks the last count down."""

    def begin(self, block: int, *, continues: bool, parts: bool = False) -> None:
        """A new sentence; ``continues`` says that it goes on with the one before ("Trong đó, …"), ``parts`` with its parts."""
        self.breakdown = self.share_behind = False
        self.outside = None
        self.parts = parts and self.counted is not None
        self.current = block
        if not continues:
            self.by_unit, self.first_by_unit = {}, {}
            if block != self.block:
                self.subject = self.bracketed = None

    def _accompanies(self, text: Text, mention: Mention, reading: Reading, block: int) -> bool:
        """ "tổng dư nợ 412 tỷ đồng *với 7.236 khách hàng*, hoàn thành 99,9% kế hoạch": what follows is of the sum."""
        if self.dimension != "money" or self.block != block or self.reading is None or self.reading.measure != "level":
            return False
        counts = mention.dimension == "count" and reading.measure == "level"
        return counts and _ALONG_WITH.search(text.lower, max(0, mention.start - 16), mention.start) is not None

    def _is_per_slash(self, text: Text, mention: Mention, block: int) -> bool:
        """ "tổng dư nợ 412 tỷ đồng*/7.236 hộ vay*, tăng 5%": what follows is of what stands before the stroke."""
        counts = mention.dimension == "count" and self.block == block
        return counts and text.lower.endswith("/", 0, mention.start)

    def has_level_like(self, mention: Mention) -> bool:
        """Whether the sentence has an amount in the unit of ``mention`` already."""
        return unit_word(mention) in self.by_unit

    def open_bracket(self) -> None:
        """A bracket opens: what stands before it is what figures behind it go on with."""
        self.outside = (self.subject, self.block, self.reading, self.dimension, self.unit, dict(self.by_unit))

    def close_bracket(self) -> None:
        """ "tổng vốn 298 triệu USD (cấp mới: 175; tăng vốn: 123 triệu USD), *bằng 32%*": the percentage is of the whole."""
        if self.outside is not None:
            self.subject, self.block, self.reading, self.dimension, self.unit, self.by_unit = self.outside
            self.outside = None

    def told_of(self, noun: str) -> Phrase | None:
        """What was said of the things counted before with the same bare noun: "68 *vụ*" after "9 vụ tai nạn giao thông"."""
        subject, last_block = self.fuller.get(noun, (None, 0))
        return subject if self.current <= last_block else None

    def add(self, text: Text, mention: Mention, chosen: Chosen, reading: Reading, block: int, *, behind: bool) -> None:
        """The figure that was just read."""
        if mention.dimension == "count" and chosen.subject is not None and not chosen.carried:
            counted, generic = noun_of(text, mention), CUES.generic_units.all
            for noun in (counted, counted.partition(" ")[0]):
                if noun in generic and len(noun) < chosen.subject.end - chosen.subject.start:
                    behind_it = chosen.subject.end > mention.end
                    self.fuller[noun] = (chosen.subject, block + _FARTHEST_TOLD if behind_it else block)
        accompanies = self._accompanies(text, mention, reading, block) or self._is_per_slash(text, mention, block)
        whole = (
            self.block == block and _WHOLE_OF.search(text.lower, max(0, mention.start - 24), mention.start) is not None
        )
        if not accompanies and not whole:
            self.subject, self.block, self.reading = chosen.subject, block, reading
            self.dimension, self.unit = mention.dimension, (mention.unit_text or "").lower()
            self.base_unit = mention.unit
        self.share_behind = reading.measure == "share" and behind
        if mention.dimension == "count" and not self.parts:
            self.counted = chosen.subject
        if chosen.subject is not None and reading.measure == "level":
            self.by_unit[unit_word(mention)] = chosen.subject
            self.first_by_unit.setdefault(unit_word(mention), chosen.subject)


def noun_start(text: Text, mention: Mention) -> int:
    """Where the counted thing begins: "2,5 triệu *hộ* dân cư"."""
    start = mention.end - len(mention.unit_text or "")
    if not text.lower.startswith(_SCALES, start):
        return start
    while found := _SCALE.match(text.lower, start, mention.end):
        start = found.end()
    return start


def noun_of(text: Text, mention: Mention) -> str:
    """The counted thing as printed, in lower case."""
    return text.lower[noun_start(text, mention) : mention.end]


def unit_word(mention: Mention) -> str:
    """ "vụ" for both "9 vụ tai nạn" and "tăng 2 vụ"."""
    return (mention.unit_text or "").lower().partition(" ")[0]
