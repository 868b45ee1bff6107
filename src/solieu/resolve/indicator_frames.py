"""What each figure of a report measures, told from its subject, the clause around it and the figure before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex
from solieu.resolve.indicators import NOT_AMOUNTS, Found, Quantity, find

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solieu.knowledge.catalogue import Catalogue
    from solieu.model import Block, Measure
    from solieu.spans import Mention, Sentence
    from solieu.text import Text

__all__ = ["IndicatorFrames"]

# A commune has nineteen criteria to meet; where there are others, the report tells how many: "thôn đạt 10/10 tiêu chí".
_ALL_CRITERIA: Final = 19
_CRITERIA: Final = regex(
    r"(?<!\w)(?:xã|thôn|bản|ấp|hộ) (?:đạt|hoàn thành) (?:đủ )?(?:từ )?(?P<met>\d{1,2})(?:/(?P<of>\d{1,2}))? (?:- ?\d{1,2} )?tiêu chí"
)
_RATE: Final = "tỷ lệ "
_COUNT: Final = ("số ", "tổng số ")
_DERIVED: Final[frozenset[Measure]] = frozenset({"attainment", "change", "index", "difference"})
_RATIOS: Final = frozenset({"percent", "ratio", "multiplier"})
_BREAK: Final = r"[,;:()\n\"\d.](?:(?<!\.)|(?!\w))"
_UP_TO_CLAUSE: Final = regex(rf"(?s:.*){_BREAK}")
_CLAUSE_END: Final = regex(_BREAK)
_COORDINATED: Final = regex(r"\s*(?:,|và|với)\s*\d[\d.,]*\s*(?P<rest>[^,;:()\n\"\d.]{0,90})")
_PART_OF: Final = regex(r"(?<!\w)(?:trong đó|trong số|gồm|bao gồm|cụ thể|riêng|còn lại|chia ra|như sau)(?!\w)|[(:]")
# "tỷ lệ thu gom rác ở đô thị đạt 95%, *nông thôn 82%*"
_GAPPED: Final = regex(r"\s*(?:,|;|và)\s*(?:còn )?[^\W\d_]+(?: [^\W\d_]+){0,3}(?: đạt| là| còn)?\s*")
_BRACKETED: Final = regex(r"\([^()]*\)")
_WITH_CAPITAL: Final = regex(r"[^;:.\d]{0,80}(?:,|(?<!\w)với) (?:tổng )?(?:số )?vốn[^;:.\d]*")
_LONGEST_TITLE: Final = 240  # what is longer is the first paragraph of a text without a title
_LONGEST_SIDE: Final = 90
_CONTEXT_REACH: Final = 300
_ANNOUNCES_PARTS: Final = regex(r"(?<!\w)(?:trong đó|trong số|bao gồm|gồm|cụ thể|chia ra)[^.;\d]{0,20}:\s*$")
_MOST_PARTS: Final = 12
_FARTHEST_PART: Final = 160
_FARTHEST_FROM_WHOLE: Final = 280
_NEXT_IN_LIST: Final = 40
# The clause around a figure holds the subject and more; where both name something, the subject is the safer of the two.
_CLAUSE_TRUST: Final = 0.93
# A name so heavy leaves nothing for the clause to add, unless a thing is counted: its verb stands outside the subject.
_NAMED: Final = 13.0
_TELLING: Final = 3.0
# "Tỷ lệ hộ nghèo giảm từ 3,5% xuống còn 2,1%" tells of the rate twice and not of its fall.
_FROM_LEVEL: Final = regex(r"(?<!\w)giảm (?:[^\W\d]+ ){0,5}(?:từ|còn|xuống)[^,;]{0,40}$")


@final
class _Named:
    """A figure that has been named, or left without a name."""

    __slots__ = ("block", "id", "mention", "part", "subject")

    def __init__(self, name: str | None, subject: str | None, mention: Mention, block: int, part: bool) -> None:
        self.id = name
        self.subject = subject
        self.mention = mention
        self.block = block
        self.part = part
        """Whether it was named after the figure before it."""


@final
class IndicatorFrames:
    """Names the figures of one report, which must be asked for in order.

    A percentage that carries its subject on is named as the amount before it ("526,8 tỷ đồng, *tăng 5%*"), and so is a
    part of it ("trong đó thị trường Nhật Bản: *240*").
    """

    def __init__(self, text: Text, blocks: Sequence[Block], title: str | None, known: Catalogue) -> None:
        self.known = known
        self.lower = text.lower
        self.blocks = blocks
        self.title = (title or "").lower() if len(title or "") <= _LONGEST_TITLE else ""
        self.headings = self._headings()
        self.previous: _Named | None = None
        self.whole: _Named | None = None
        self.index: _Named | None = None
        """The last figure that is of an index, whatever was counted since."""
        self.subjects: set[str] = set()

    def of(
        self,
        mention: Mention,
        measure: Measure,
        sentence: Sentence,
        subject: str | None,
        context: Iterable[str] = (),
        *,
        carried: bool = False,
        in_turn: bool = False,
    ) -> str | None:
        """The identifier of the figure ``mention``, or ``None`` where nothing fits.

        ``subject`` are the lower-case words that name it, ``context`` further words, nearest first; ``carried`` says
        that the subject is the one of the figure before it, ``in_turn`` that its clause names what others are of, too.
        """
        near = self.previous if self.previous and sentence.block - self.previous.block <= 1 else None
        if measure == "change" and near is not None and near.id is None and near.mention.dimension == "count":
            # "CPI giảm 0,74%. Trong đó, 7 nhóm giảm gồm: *nhóm giao thông giảm 0,45%*"
            near = self.index if self.index and sentence.block - self.index.block <= 1 else near
        unit_text = (mention.unit_text or "").lower()
        dimension = mention.dimension
        if dimension is None and subject is not None and subject.startswith(_RATE):
            dimension = "percent"  # "*tỷ lệ* trẻ em được tiêm chủng đầy đủ là 90,02"
        quantity = Quantity(dimension, measure, mention.unit, unit_text, self._around(mention, sentence))
        inherited = near is not None and carried and self._is_same(near, mention, measure, subject)
        if inherited and near is not None:
            found, part = near.id, False
        else:
            found, part = self._name(
                mention, sentence, quantity, subject, context, near, carried=carried, in_turn=in_turn
            )
        if dimension == "money" and found is not None and near is not None:
            found = self._capital_of(near, mention, found)
        if measure == "difference" and found:
            found = self.known.differences.get(found, found)
        elif measure == "level" and found and self._is_level_of_fall(mention, sentence):
            found = self.known.levels.get(found, found)
        if subject:
            self.subjects.add(subject)
        self.previous = _Named(found, subject, mention, sentence.block, part)
        if found in self.known.indices:
            self.index = self.previous
        if measure == "level" and not part and not self._is_part_of_whole(mention, sentence):
            self.whole = self.previous if found else None
        return found

    def _capital_of(self, counted: _Named, mention: Mention, found: str) -> str:
        """ "01 dự án FDI *với tổng số vốn đăng ký* là 0,4 triệu USD": the capital of what was counted right before it."""
        capitals = self.known.capitals.get(counted.id or "", ())
        if found not in capitals[1:] or counted.mention.dimension != "count":
            return found
        told = _WITH_CAPITAL.fullmatch(self.lower, counted.mention.end, mention.start)
        return capitals[0] if told is not None else found

    def _is_level_of_fall(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether something fell from or to the figure: "giảm từ *3,5%* xuống còn *2,1%*"."""
        start = max(sentence.start, mention.start - _LONGEST_SIDE)
        fell = self.lower.find("giảm ", start, mention.start)
        return fell >= 0 and _FROM_LEVEL.search(self.lower, fell, mention.start) is not None

    def _headings(self) -> list[str]:
        """The heading above each block."""
        above: list[str] = []
        heading = ""
        for block in self.blocks:
            above.append(heading)
            if block.kind == "heading":
                heading = self.lower[block.start : block.end]
        return above

    def _around(self, mention: Mention, sentence: Sentence) -> str:
        """What stands before the figure in its block, the figure, the heading and the title.

        A text of one paragraph, which is its own title, is no title to its figures.
        """
        block_start: int = self.blocks[sentence.block].start
        start = max(block_start, mention.start - _CONTEXT_REACH)
        title = "" if self.lower.startswith(self.title, block_start) else self.title
        return f"{self.lower[start : mention.end]}\n{self.headings[sentence.block]}\n{title}"

    def _is_same(self, near: _Named, mention: Mention, measure: Measure, subject: str | None) -> bool:
        """Whether the figure tells how the one before it compares ("…, *tăng 5%*"), or more of the same ("…, xã B *33 nhà*")."""
        if near.subject != subject:
            return False
        if measure not in _DERIVED:
            return (
                measure == "level"
                and near.id is not None
                and mention.dimension not in _RATIOS
                and (_has_unit_of(mention, near.mention) or mention.dimension == near.mention.dimension == "money")
            )
        return mention.dimension in _RATIOS or mention.dimension == near.mention.dimension

    def _name(
        self, mention: Mention, sentence: Sentence, quantity: Quantity, subject: str | None, context: Iterable[str],
        near: _Named | None, *, carried: bool, in_turn: bool,
    ) -> tuple[str | None, bool]:  # fmt: skip
        """The identifier, and whether it is that of the figure before."""
        if subject is not None and mention.dimension == "count" and _meets_some(subject):
            return None, False
        if near is not None and near.id and subject == quantity.unit_text and _has_unit_of(mention, near.mention):
            subject = None
        own = find(subject, quantity, self.known) if subject else None
        named = in_turn or (own is not None and mention.dimension != "count" and own.score >= _NAMED)
        if quantity.measure not in NOT_AMOUNTS and not named:
            clause = self._find_in_clause(mention, sentence, quantity, over=own.score if own else 0.0)
            if clause is not None and (own is None or clause.score * _CLAUSE_TRUST > own.score):
                own = clause
        if own is not None:
            return own.name.id, False
        # "nông nghiệp tăng 2,6%; *dịch vụ tăng 7,1%*": each grows by itself
        # but "*chỉ số sản xuất công nghiệp* tăng 5%, trong đó khai khoáng tăng 3%" is the index of a part
        indexed = near is not None and near.id in self.known.indices
        may_be_part = carried or indexed or quantity.measure not in ("share", "change") or subject is None
        if quantity.measure == "level" and subject and self.whole and self._is_part_of_whole(mention, sentence):
            return self.whole.id, True
        level = quantity.measure == "level"
        if may_be_part and near and near.id and self._is_part(mention, near, subject, carried=carried, level=level):
            return near.id, True
        if subject and (quantity.measure in _DERIVED or subject.startswith(_RATE)):
            return None, False
        others = (find(words, quantity, self.known) for words in context if words not in self.subjects)
        return next((found.name.id for found in others if found is not None), None), False

    def _find_in_clause(self, mention: Mention, sentence: Sentence, quantity: Quantity, *, over: float) -> Found | None:
        """The name in the words around the figure up to the next comma or number, its unit included.

        One that scores no more than ``over`` may be left out.
        """
        last = min(sentence.end, mention.end + _LONGEST_SIDE)
        stop = _CLAUSE_END.search(self.lower, mention.end, last)
        end = stop.start() if stop else last
        before, after = self._words_before(mention, sentence), self.lower[mention.end : end]
        if stop and stop[0].isdigit():
            after = after.partition(" và ")[0]
        alone = not before and not after.strip()
        found = find(f"{before} {quantity.unit_text}{after}", quantity, self.known, over=0.0 if alone else over)
        if found is None and alone:
            # "15 vụ, *18 đối tượng phạm tội về ma túy*"
            next_one = _COORDINATED.match(self.lower, end, sentence.end)
            return find(f"{quantity.unit_text} {next_one['rest']}", quantity, self.known) if next_one else None
        return found

    def _words_before(self, mention: Mention, sentence: Sentence) -> str:
        """The words of the figure's clause that stand before it."""
        before = self.lower[max(sentence.start, mention.start - _LONGEST_SIDE) : mention.start]
        other = _UP_TO_CLAUSE.match(before)
        if other is None:
            return before.strip()
        own = before[other.end() :]
        # "làm 3 người chết và *bị thương 12 người*": between two figures the conjunction parts their clauses.
        return (own.rpartition(" và ")[2] if other[0][-1].isdigit() else own).strip()

    def _is_part(self, mention: Mention, near: _Named, subject: str | None, *, carried: bool, level: bool) -> bool:
        """Whether a figure without a name of its own is one of the parts of the figure before it."""
        between = self.lower[near.mention.end : mention.start]
        if len(between) > _FARTHEST_PART:
            return False
        if mention.dimension is None and mention.unit is None:
            if subject is not None and not carried and subject.startswith(_COUNT):
                return False  # "…; *số vụ việc còn đang theo dõi* là 49" is named by its own words
            return carried or subject is None or not subject.startswith(_RATE)
        if near.mention.dimension is None and near.mention.of is None and mention.dimension == "count":
            # "Nhật Bản: 240, … và các thị trường khác là *55 người*"
            return len(between) < _NEXT_IN_LIST
        if mention.dimension == "percent" and near.mention.dimension != "percent":
            return carried
        if not _has_unit_of(mention, near.mention):
            return False
        if not carried and _closes_bracket(between):
            return False  # "3 vụ cháy (huyện A 2 vụ, huyện B *1 vụ*); *4 vụ cướp*"
        # What a colon announces stands behind it: "trong đó:\n- dịch vụ 3%", but not "- hộ nghèo 2%\n- BHYT: 98%".
        announced = between.partition("\n")[0]
        if carried or subject is None or _PART_OF.search(announced) is not None:
            return True
        if "\n" in between and near.part and _PART_OF.search(between) is not None:
            return True
        if level and _GAPPED.fullmatch(between) and not (mention.dimension == "money" and _is_another_sum(subject)):
            return True
        return "\n" not in between and (near.part or _share_a_word(subject, near.subject, self.known))

    def _is_item_under(self, whole: _Named, sentence: Sentence) -> bool:
        """ "Tổng giá trị sản xuất: 15.320 tỷ đồng; *trong đó:*" and below it "*+ Dịch vụ: 4.265 tỷ đồng*"."""
        if sentence.block - whole.block > _MOST_PARTS:
            return False
        if any(block.kind != "item" for block in self.blocks[whole.block + 1 : sentence.block + 1]):
            return False
        above = self.blocks[whole.block]
        return _ANNOUNCES_PARTS.search(self.lower, whole.mention.end, above.end) is not None

    def _is_part_of_whole(self, mention: Mention, sentence: Sentence) -> bool:
        """ "thủy sản đạt 184 nghìn tấn, tăng 3,3%; *trong đó* nuôi trồng 115 nghìn tấn, …, *khai thác 69 nghìn tấn*"."""
        whole = self.whole
        if whole is None or not _has_unit_of(mention, whole.mention):
            return False
        if whole.block != sentence.block:
            return self._is_item_under(whole, sentence)
        start = max(whole.mention.end, sentence.start)
        if mention.start - whole.mention.end > _FARTHEST_FROM_WHOLE:
            return False
        # "3 vụ cháy (huyện A 2 vụ, huyện B 1 vụ); *4 vụ ngộ độc*" are no part of the fires
        return _PART_OF.search(_BRACKETED.sub(" ", self.lower[start : mention.start])) is not None


def _meets_some(subject: str) -> bool:
    """ "xã đạt *10 - 14 tiêu chí*" are none that meet the standard, "xã đạt *19/19 tiêu chí*" are."""
    criteria = _CRITERIA.search(subject) if "tiêu chí" in subject else None
    return criteria is not None and int(criteria["met"]) < int(criteria["of"] or _ALL_CRITERIA)


def _is_another_sum(subject: str) -> bool:
    """ "dư nợ 7 tỷ đồng; *giá trị hàng hóa* 2 tỷ đồng; *hỗ trợ xây nhà* 1 tỷ đồng": words that tell by themselves what the money is."""
    words = subject.split()
    return CUES.verbs.length_at(words, 0) > 0 or CUES.money.length_at(words, 0) > 0


def _closes_bracket(between: str) -> bool:
    closed = between.find(")")
    return closed >= 0 and between.find("(", 0, closed) < 0


def _has_unit_of(mention: Mention, other: Mention) -> bool:
    return (mention.dimension, mention.unit) == (other.dimension, other.unit)


def _share_a_word(one: str, other: str | None, known: Catalogue) -> bool:
    """Whether the two have a telling word in common: "tỷ lệ khám phá *án*", "*án* rất nghiêm trọng"."""
    words, others = set(known.words(one)), set(known.words(other or ""))
    if not known.opposites.isdisjoint(words ^ others):
        return False
    common = words & others
    return any(known.weight(word) >= _TELLING for word in common)
