"""Which words name a figure: those before it, those behind it, or the subject carried on from the figure before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from solieu.interpret.actions import governed, is_action, is_agent, is_sum
from solieu.interpret.chain import Chain, Chosen, noun_of, noun_start, unit_word
from solieu.interpret.complements import predicate_of
from solieu.interpret.measures import OF_TOTAL, contributes
from solieu.interpret.passed_over import ADMINISTRATIVE
from solieu.interpret.words import Line, Phrase, first_verb
from solieu.knowledge import units
from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

if TYPE_CHECKING:
    import re

    from solieu.interpret.measures import Reading
    from solieu.spans import Mention
    from solieu.text import Text

__all__ = ["Situation", "choose"]


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


# "xếp thứ nhất toàn tỉnh *về chỉ số …*"
_ABOUT: Final = regex(r"[^;.()\n]{0,60}?(?<!\w)về (?P<what>[^;.()\n]{3,80}?)(?= và |,|;|\.|\n|$| với | trong |\s*\()")
# "giảm 5,3% *về số doanh nghiệp* và tăng 22,1% *về vốn*"
_IN_RESPECT: Final = regex(r" về (?P<what>[^;.,()\d\n]{3,60}?)(?= và |,|;|\.|\n|$| so |\s*[()])")
_ATTAINS_ALONE: Final = regex(r"[,;] (?:và )?(?:phấn đấu |quyết tâm |tiếp tục |cơ bản |đã )*hoàn thành $")
_CONTRIBUTES: Final = "đóng góp"
_IN_ORDER_TO: Final = " để "
_LONGEST_CONTRIBUTION: Final = 16
_FOR_SO_MANY: Final = regex(r" cho (?:(?:hơn|trên|gần|khoảng) )?")
_REACHES: Final = regex(r", (?:đã )?đạt (?:(?:hơn|trên|gần|khoảng) )?")
_REMAINS: Final = regex(r",? (?:hiện )?còn (?:lại )?(?:là )?")
_SUFFERS: Final = regex(r" bị (?!can|cáo|hại|đơn)")
_LONGEST_UNIT: Final = 3
_SHORTEST_ACT: Final = 2
_OLD: Final = " tuổi"
_ABOUT_WINDOW: Final = 120
# "*tiêm chủng đủ liều cho* 98,3% *trẻ dưới 1 tuổi*"
_GIVEN_TO: Final = regex(r"(?<!\w)cho (?:(?:hơn|trên|gần|khoảng) )?$")
_SOURCE: Final = regex(r"\W*(?:theo|qua|căn cứ) (?:các )?(?:kết quả|số liệu|báo cáo|thống kê|rà soát)(?!\w)[^,;:]*$")
# "có 45 chợ", "với 1.741 đảng viên": what stands before has the things and does not name them.
_EXISTS: Final = regex(
    r"(?<!\w)(?:có|(?<!đối )với|gồm|bao gồm|còn|hiện có|là|từ)"
    r"(?: (?:khoảng|gần|hơn|trên|dưới|tới|đến|chỉ|tổng số|ít nhất|tối thiểu))*\s*$"
)
_EXISTS_ENDS: Final = (
    "có", "với", "gồm", "còn", "là", "từ", "khoảng", "gần", "hơn", "trên", "dưới", "tới", "đến", "chỉ", "số", "nhất", "thiểu",
)  # fmt: skip
_PARTED: Final = regex(r"[,;:]")
_LINKED: Final = regex(r"(?:là|:|đạt|đạt được|ước|khoảng|trên|gần|hơn)\s*$")
_COPULA: Final = regex(r"(?:là|:|đạt|đạt được|ước)(?: (?:khoảng|trên|gần|hơn))?\s*$")
_LINK_WINDOW: Final = 16
_COMPRISES: Final = regex(r"(?<!\w)(?:gồm|bao gồm)(?!\w)")
_PLAN_OF: Final = regex(
    r" (?:các )?(?:chỉ tiêu|kế hoạch|nhiệm vụ) (?:về )?(?P<what>[^,;:.()\d\n]{3,60}?)(?= năm(?!\w)|[,;:.()\d\n]|$)"
)
_NEXT_SHARE: Final = regex(r"(?: [^,;.()\d]{0,30}?)?\s*(?:,|và)\s*(?:chiếm )?\d[\d.,]*\s?%")
_COUNT_OF: Final = regex(r"(?:số(?! với)|tổng số|lượng) [^\W\d_]")
_STATES: Final = regex(r" (?:đã|đang|chưa|được|không|sẽ)(?!\w)")
# "22 chỉ tiêu, *đạt và vượt* 19 chỉ tiêu, *không đạt* 3 chỉ tiêu"
_MET: Final = regex(
    r"(?<!\w)(?P<met>(?:(?:chưa|không) )?(?:đạt|vượt|hoàn thành)(?:(?: và|,) (?:đạt|vượt|hoàn thành)(?: vượt)?)*)"
    r"(?: (?:mức|được|gần|hơn|trên))* $"
)
_NEVER_NAMES: Final = regex(
    r"(?:\W|(?<!\w)(?:hiện|tại|nay|có|trong|số|toàn|huyện|tỉnh|xã|này|đó|đến|đã|gần|hơn|khoảng|trên|năm|tháng|theo)(?!\w))*"
)
_NEAR_OBJECT: Final = 40
_ONLY_GROWTH: Final = regex(
    r"(?:(?:tốc độ|mức) )?tăng trưởng(?: (?:bình quân|trung bình|chung|khá|hằng năm|hàng năm|mỗi năm|năm|đạt|ước))*"
)
_ONLY_A_FIGURE: Final = regex(r"[\s,/]*(?:và |với |hơn |trên |gần )*[\d.,]*\s*")
_COMPARING: Final = frozenset({"attainment", "change", "index", "difference", "rank"})


def choose(text: Text, situation: Situation, chain: Chain) -> Chosen:
    """The words that name the figure."""
    reading, mention = situation.reading, situation.mention
    if reading.measure in _COMPARING:
        return _of_comparison(text, situation, chain)
    if reading.measure == "share":
        return _of_share(text, situation, chain)
    unnamed = situation.before is None or _is_vague(text, situation.before)
    if unnamed and mention.unit is None and mention.dimension is None and chain.counted is not None:
        return Chosen(chain.counted, carried=True)  # "… 100 lao động …: huyện A: 10, huyện B: 15"
    if mention.dimension == "multiplier":
        return Chosen(situation.before or situation.after) if situation.before or situation.after else _carried(chain)
    if mention.dimension == "count" or mention.unit is None:
        return _of_count(text, situation, chain)
    return _of_amount(text, situation, chain)


def _carried(chain: Chain) -> Chosen:
    return Chosen(chain.subject, carried=chain.subject is not None)


def _of_comparison(text: Text, situation: Situation, chain: Chain) -> Chosen:
    mention, measure, after = situation.mention, situation.reading.measure, situation.after
    if measure == "rank":
        about = _ABOUT.match(text.lower, mention.end, mention.end + _ABOUT_WINDOW)
        if about:
            return Chosen(Phrase(about.start("what"), about.end("what")))
    respect = _IN_RESPECT.match(text.lower, mention.end, mention.end + _ABOUT_WINDOW)
    if respect and measure in ("change", "difference", "index"):
        return Chosen(Phrase(respect.start("what"), respect.end("what")))
    if contributes(text.lower, situation.gap_start, mention):
        contributor = _contributor(text, situation.before)
        return _carried(chain) if contributor is None else Chosen(contributor)
    if measure == "attainment" and (planned := _planned(text, situation)) is not None:
        return Chosen(planned)
    if measure == "change" and _grows_on(text, situation, chain):
        return _carried(chain)
    if situation.before is not None and not _is_vague(text, situation.before):
        return Chosen(situation.before)
    if after is not None and measure == "change" and _COUNT_OF.match(text.lower, after.start):
        return Chosen(after)  # "giảm từ 5 - 10% *số vụ tai nạn giao thông*"
    if measure == "difference":
        if after is not None and mention.dimension == "count":
            return Chosen(Phrase(noun_start(text, mention), after.end))  # "tăng 5 *người bị thương*"
        if (same_unit := chain.by_unit.get(unit_word(mention))) is not None:
            return Chosen(same_unit, carried=True)  # "*vụ tai nạn* … làm chết 6 người, tăng 2 vụ"
        if mention.dimension == "count" and (told := chain.told_of(noun_of(text, mention))) is not None:
            return Chosen(told, carried=True)  # "14 *vụ cháy*, …, thiệt hại 1,2 tỷ đồng; so với cùng kỳ tăng 3 vụ"
        if mention.dimension == "count" and chain.unit and noun_of(text, mention) not in chain.unit:
            return Chosen(Phrase(noun_start(text, mention), mention.end))  # "312.450 học sinh, giảm 18 *trường*"
        if mention.dimension == "count" and chain.subject is None:
            return Chosen(Phrase(noun_start(text, mention), mention.end))  # "So với cùng kỳ giảm 38 *vụ*"
    return _carried(chain)


def _grows_on(text: Text, situation: Situation, chain: Chain) -> bool:
    """ "*nông nghiệp* chiếm 51,3%, tăng trưởng bình quân 3,62%": behind a figure these words name nothing but its growth."""
    before = situation.before
    if before is None or situation.initial or chain.subject is None:
        return False
    joined = text.lower[situation.gap_start : before.start].strip() in (",", "và", ", với", "với")
    return joined and _ONLY_GROWTH.fullmatch(text.lower, before.start, before.end) is not None


def _contributor(text: Text, before: Phrase | None) -> Phrase | None:
    """ "…, *ngành nông nghiệp* đóng góp 0,35 điểm phần trăm": what stands before the verb, if anything does.

    What it contributes to does not: "…, đóng góp *cho tăng trưởng chung* 1,06 điểm phần trăm".
    """
    if before is None:
        return None
    words = before.of(text.lower)
    if text.lower.rfind(_CONTRIBUTES, max(0, before.start - _LONGEST_CONTRIBUTION), before.start) >= 0:
        return None
    named = words.partition(_CONTRIBUTES)[0].rstrip().removesuffix("làm").removesuffix("kéo").rstrip()
    return Phrase(before.start, before.start + len(named), before.headed) if named else None


def _planned(text: Text, situation: Situation) -> Phrase | None:
    """ "…; hoàn thành 100% chỉ tiêu *trồng rừng phân tán*": in a clause of its own the plan tells what was to be done.

    So does a verb of its own behind a comma: "khám sức khỏe chu đáo, phấn đấu hoàn thành 100% chỉ tiêu *giao quân*".
    """
    start, end = situation.gap_start, situation.mention.start
    found = _PLAN_OF.match(text.lower, situation.mention.end, situation.line.end)
    if found is None:
        return None
    alone = situation.before is None and (situation.initial or text.lower.find(";", start, end) >= 0)
    if not alone and _ATTAINS_ALONE.search(text.lower, start, end) is None:
        return None
    words = situation.line.words(found.start("what"), found.end("what"))
    acts = len(words) >= _SHORTEST_ACT and first_verb(situation.line, words) == words.first
    return Phrase(words.start, words.end) if acts else None


def _of_share(text: Text, situation: Situation, chain: Chain) -> Chosen:
    """In a list each share is of its own whole: "chiếm 37% *tổng số vụ*, 44,8% *số người chết*"."""
    before, after = situation.before, situation.after
    listed = chain.share_behind and not situation.initial and before is None
    told = before is None and text.lower.startswith(" là ", situation.mention.end)
    if after is not None and (listed or told or _NEXT_SHARE.match(text.lower, after.end)):
        return Chosen(after)
    if before is not None and before.of(text.lower).endswith(_CONTRIBUTES):
        before = _contributor(text, before)  # "khu vực dịch vụ tăng 4,58%, *đóng góp* 43,16%"
    if before is not None:
        return Chosen(before)
    return Chosen(after) if chain.subject is None else _carried(chain)


def _of_amount(text: Text, situation: Situation, chain: Chain) -> Chosen:
    mention, before, after = situation.mention, situation.before, situation.after
    percent = mention.dimension == "percent"
    link = _existing(text.lower, situation)
    if percent and after is not None and link and link[0].startswith("có"):
        return Chosen(after)
    if before is not None and chain.subject is not None and (_is_vague(text, before) or _is_worth(text, before, chain)):
        # "… 80 đoàn viên tham gia. *Tổng kinh phí* thực hiện 12,5 triệu đồng": a sentence of its own
        alone = situation.initial and before.headed and mention.dimension == "money" and chain.dimension == "count"
        return Chosen(before) if alone else _carried(chain)
    if before is not None:
        money = mention.dimension == "money"
        if money and not before.headed and after is not None and is_sum(situation.line, before, after):
            return Chosen(governed(situation.line, before, after, mention.start))
        if before.headed or after is None or money:
            return Chosen(before)
        if percent and not link and OF_TOTAL.match(text.lower, mention.end):
            return Chosen(before)  # "*BHYT* đạt 94,1% dân số"
        if percent and _GIVEN_TO.search(text.lower, _near(situation), mention.start):
            return Chosen(governed(situation.line, before, after, mention.start))
        return Chosen(after if link or percent else governed(situation.line, before, after, mention.start))
    if after is not None and (percent or chain.subject is None or mention.dimension != "money"):
        return Chosen(after)
    counted = noun_of(text, mention).partition("/")[0] if mention.dimension == "count_rate" else ""
    if counted and counted not in chain.unit and counted not in CUES.generic_units.all:
        start = noun_start(text, mention)
        return Chosen(Phrase(start, start + len(counted)))  # "04 xã đạt chuẩn; bình quân 13,1 *tiêu chí*/xã"
    return _carried(chain)


def _of_count(text: Text, situation: Situation, chain: Chain) -> Chosen:
    mention, after, lower = situation.mention, situation.after, text.lower
    unit_start = noun_start(text, mention)
    generic = lower[unit_start : mention.end] in CUES.generic_units.all
    before = _naming(text, situation)
    if after is None and (met := _targets_met(text, situation)) is not None:
        return Chosen(met)
    if before is not None and _is_vague(text, before):
        before = None
        if after is None and chain.subject is not None and not _STATES.match(lower, mention.end):
            return _carried(chain)
    if before is not None and after is None and _has_noun(text, before, mention):
        return Chosen(before)
    existing = _existing(lower, situation)
    # "*tiêm mũi 1 là* 8.071 trẻ": the copula ties the count to what was done
    done = existing is not None and before is not None and existing[0].startswith("là") and _is_deed(situation, before)
    exists = existing is not None and not done
    if existing and existing[0].startswith("với") and not generic and after is None and _names_more(text, mention):
        before = None  # "duy trì đàn vật nuôi với *170 con gia cầm*, 6 con lợn"
    if existing and existing[0].startswith("với") and after is None and _tells_how_many(text, situation, chain):
        return _carried(chain)
    if before is not None and before.headed and (after is None or (not exists and _is_linked(lower, situation))):
        return Chosen(before)
    if exists and after is None and before is not None and not before.headed and not _STATES.match(lower, mention.end):
        # "…; *bầu đoàn đại biểu* gồm 22 đồng chí" tells of others than those before
        alone = existing and (existing[0].startswith("là") or _is_deed(situation, before))
        if not alone and generic and not _names_a_sector(situation, before) and _is_counted_thing(text, before):
            return Chosen(before)  # "…; *lao động nông thôn* có 427.838 người"
        told = None if alone else chain.told_of(lower[unit_start : mention.end])
        if told is not None and _names_a_sector(situation, before):
            # "735 nghìn lao động, trong đó **khu vực công nghiệp** có 373 nghìn **lao động**"
            return Chosen(Phrase(unit_start, mention.end, verb=(before.start, before.end)))
        if told is not None:
            return Chosen(told, carried=True)  # "tăng đột biến với 27 *vụ*"
    announced = before is not None and ":" in lower[before.end : mention.start]
    # "Bác sĩ bình quân 1 vạn dân là *19,23*": a number without a unit has no name but that before it; a bound has none
    equated = (
        existing is not None and existing[0].startswith("là") and not mention.unit_text and mention.bound == "exact"
    )
    if exists and not equated and not announced and not (generic and after is None):
        before = None
    thing = Phrase(unit_start, after.end if after else mention.end) if mention.unit_text else None
    if thing is not None and before is None and situation.beyond is not None:
        # "có 5.775 **xã** (chiếm 70,2%) **đạt chuẩn nông thôn mới**"
        return Chosen(situation.beyond.governed_by((unit_start, mention.end)))
    if thing is None:
        return Chosen(before) if before is not None else _carried(chain)
    if before is not None:
        return Chosen(_with_before(text, situation, before, thing, generic=generic))
    return _of_bare_count(text, situation, chain, thing, generic=generic)


def _targets_met(text: Text, situation: Situation) -> Phrase | None:
    """ "22 chỉ tiêu, **đạt và vượt** 19 **chỉ tiêu**": behind the count of all of them, the verb tells which these are."""
    mention = situation.mention
    if situation.initial or mention.unit != "target":
        return None
    met = _MET.search(text.lower, _near(situation), mention.start)
    return None if met is None else Phrase(noun_start(text, mention), mention.end, verb=met.span("met"))


def _has_noun(text: Text, before: Phrase, mention: Mention) -> bool:
    """ "*đơn đủ điều kiện xử lý* 7.081 đơn", "*đảng viên hoàn thành tốt nhiệm vụ* là 55 đảng viên": it counts what it names."""
    noun = noun_of(text, mention)
    return bool(noun) and text.lower.startswith(noun + " ", before.start) and before.start + len(noun) < before.end


def _is_counted_thing(text: Text, phrase: Phrase) -> bool:
    """Whether the words open with what is counted elsewhere by itself, and say more of it: "*lao động* nông thôn"."""
    words = phrase.of(text.lower).split()
    return any(
        (unit := units().get(" ".join(words[:length]))) is not None and unit.dimension == "count"
        for length in range(1, min(len(words), _LONGEST_UNIT + 1))
    )


def _names_a_sector(situation: Situation, phrase: Phrase) -> bool:
    words = situation.line.words(phrase.start, phrase.end)
    return bool(words) and CUES.sectors.length_at(words.words, words.first, words.last) > 0


def _tells_how_many(text: Text, situation: Situation, chain: Chain) -> bool:
    """ "khách quốc tế chỉ đạt 28% so với cùng kỳ *với trên 3.000 lượt*": so many are those of which the percentage is."""
    gap = text.lower[situation.gap_start : situation.mention.start]
    goes_on = not situation.initial and chain.dimension == "percent" and chain.subject is not None
    return goes_on and not _PARTED.search(gap)


def _names_more(text: Text, mention: Mention) -> bool:
    """Whether the printed unit says what is counted: "con *gia cầm*"."""
    return " " in noun_of(text, mention)


def _is_deed(situation: Situation, before: Phrase) -> bool:
    """Whether the words are something done, close to the figure: a verb and what it acts upon."""
    words = situation.line.words(before.start, before.end)
    return first_verb(situation.line, words) == words.first


def _naming(text: Text, situation: Situation) -> Phrase | None:
    """The words before a count, unless they only name who acts or belong to another clause."""
    before, mention = situation.before, situation.mention
    if before is None:
        return None
    purpose = text.lower.rfind(_IN_ORDER_TO, before.start, before.end)
    if purpose >= 0 and not _COUNT_OF.match(text.lower, before.start):
        before = Phrase(purpose + len(_IN_ORDER_TO), before.end)  # "huy động vốn để *xây dựng* 25 nhà văn hóa"
    if before.headed:
        return None if _is_source(text, situation, before) else before
    if is_agent(situation.line, before):
        return None
    between = text.lower[before.end : mention.start]
    return None if "," in between and ":" not in between else before


def _is_source(text: Text, situation: Situation, before: Phrase) -> bool:
    """ "*Theo kết quả rà soát hộ nghèo*, hộ cận nghèo, cuối năm toàn tỉnh còn 9.604 **hộ nghèo**": that tells where it stands."""
    noun = noun_of(text, situation.mention)
    named = bool(noun) and noun not in CUES.generic_units.all
    apart = named and text.lower.find(",", before.end, situation.mention.start) >= 0
    return apart and _SOURCE.match(text.lower, situation.line.start, before.start) is not None


def _with_before(text: Text, situation: Situation, before: Phrase, thing: Phrase, *, generic: bool) -> Phrase:
    if situation.after is None:
        if _COPULA.search(text.lower, _near(situation), situation.mention.start):
            return before
        if generic and (situation.mention.unit == "product" or not is_action(situation.line, before.start, before.end)):
            return before  # "*phạm pháp hình sự* xảy ra 41 vụ", "*khai thác đá chẻ* 221 nghìn viên"
    return governed(situation.line, before, thing, situation.mention.start)


def _of_bare_count(text: Text, situation: Situation, chain: Chain, thing: Phrase, *, generic: bool) -> Chosen:
    """A count with nothing before it that names it."""
    after = situation.after
    predicate = _predicate(text, situation)
    if predicate is not None:
        if text.lower.find(_OLD, situation.mention.end, predicate.start) >= 0:
            return Chosen(Phrase(thing.start, predicate.end))  # "970 **trẻ dưới 1 tuổi được tiêm chủng**"
        return Chosen(Phrase(predicate.start, predicate.end, verb=(thing.start, situation.mention.end)))
    alike = generic or situation.mention.unit in ADMINISTRATIVE or noun_of(text, situation.mention) in chain.unit
    if after is None and chain.subject is not None and _in_breakdown(text, situation, chain) and alike:
        return _carried(chain)
    if after is None and chain.subject is not None and _numbers_them(text, situation, chain, chain.subject):
        return _carried(chain)
    if after is None and chain.subject is not None and _is_for_them(text, situation, chain):
        return _carried(chain)
    if after is None and chain.subject is not None and _reaches(text, situation, chain):
        return _carried(chain)
    if after is None and (first := _remains(text, situation, chain)) is not None:
        return Chosen(first, carried=True)
    if after is None and chain.subject is not None and _did_it(text, situation, chain, chain.subject):
        deed = _coordinated(text, situation.line, chain, thing)
        return Chosen(deed) if deed is not thing else _carried(chain)
    if after is None and (told := chain.told_of(text.lower[thing.start : thing.end])) is not None:
        return Chosen(told, carried=True)
    if after is not None or chain.dimension != "count" or chain.subject is None:
        return Chosen(_coordinated(text, situation.line, chain, thing))
    same_unit = chain.unit == (situation.mention.unit_text or "").lower()
    # "có 7 thôn, *2.310 hộ*", "*xử lý hành chính* 25 vụ, *68 đối tượng*": these are counted for themselves
    bare = text.lower[chain.subject.start : chain.subject.end] == chain.unit
    # "có 3 xã bị ngập, *127 hộ* với 512 khẩu phải di dời": what places have is not they
    of_places = chain.base_unit in ADMINISTRATIVE and situation.mention.unit not in ADMINISTRATIVE
    if same_unit or (generic and not bare and not of_places):
        return _carried(chain)
    return Chosen(_coordinated(text, situation.line, chain, thing))


def _did_it(text: Text, situation: Situation, chain: Chain, subject: Phrase) -> bool:
    """ "*khởi tố 11 vụ*, 68 đối tượng", "*3 vụ đánh bạc*, 15 đối tượng": those behind the cases did what these are about."""
    mention = situation.mention
    if chain.unit not in CUES.cases.all or noun_of(text, mention) not in CUES.doers.all:
        return False
    if subject.of(text.lower) == chain.unit:
        return False  # "đã phát hiện 726 vụ, 1.222 *đối tượng*"
    between = text.lower[max(subject.end, situation.gap_start) : mention.start]
    return 0 <= mention.start - subject.end <= _NEAR_OBJECT and between.strip(" ,/-–") == ""


def _numbers_them(text: Text, situation: Situation, chain: Chain, subject: Phrase) -> bool:
    """ "*số hộ đăng ký kinh doanh* tăng 33,5% (275 hộ)", "*tội phạm* giảm 12% (112/128 vụ)": so many they are."""
    opens = text.lower[situation.gap_start : situation.mention.start].rstrip().endswith("(")
    noun = noun_of(text, situation.mention)
    alone = chain.dimension == "percent" and text.lower.startswith(")", situation.mention.end)
    if opens and alone and situation.mention.of is not None and noun in CUES.generic_units.all:
        return True
    return opens and text.lower.startswith(("số " + noun, "tổng số " + noun), subject.start)


def _is_for_them(text: Text, situation: Situation, chain: Chain) -> bool:
    """ "*chi khám, chữa bệnh BHYT* 312 tỷ đồng cho 654.000 lượt người": they are those for whom the money was spent."""
    between = text.lower[situation.gap_start : situation.mention.start]
    counts = noun_of(text, situation.mention) in CUES.generic_units.all
    return counts and chain.dimension == "money" and _FOR_SO_MANY.fullmatch(between) is not None


def _reaches(text: Text, situation: Situation, chain: Chain) -> bool:
    """ "*đàn trâu bò* tăng bình quân 3,5%/năm, đạt 41.200 con": what grew has reached so many."""
    between = text.lower[situation.gap_start : situation.mention.start]
    counts = noun_of(text, situation.mention) in CUES.generic_units.all
    return counts and chain.dimension == "percent" and _REACHES.fullmatch(between) is not None


def _remains(text: Text, situation: Situation, chain: Chain) -> Phrase | None:
    """ "có *1.012 hộ nghèo*, thoát nghèo 458 hộ, còn 554 hộ": what remains is what was counted first."""
    between = text.lower[situation.gap_start : situation.mention.start]
    return chain.first_by_unit.get(unit_word(situation.mention)) if _REMAINS.fullmatch(between) else None


def _predicate(text: Text, situation: Situation) -> Phrase | None:
    """ "**20/20 xã** trên địa bàn **đã đạt chuẩn nông thôn mới**": the count is the subject of its sentence."""
    mention, after = situation.mention, situation.after
    if mention.dimension != "count":
        return None
    listed = after is not None and text.lower.startswith(",", mention.end)  # "7 thôn, *làng*"
    states = _STATES.match(text.lower, after.end if after is not None and listed else mention.end) is not None
    if not (situation.initial or (states and (after is None or listed))):
        return None
    clause = text.lower[situation.line.start : mention.start].rpartition(",")[2]
    if not states and not _NEVER_NAMES.fullmatch(clause):
        return None
    start = after.end if after else mention.end
    if text.lower.startswith(" (", start):
        start = max(start, text.lower.find(")", start, situation.following))  # "328 con lợn (*không tính lợn con*)"
    return predicate_of(situation.line, start, situation.following)


def _in_breakdown(text: Text, situation: Situation, chain: Chain) -> bool:
    """ "27 đơn vị cấp huyện (*24 huyện*, *một thị xã* …)", "12 đơn vị, bao gồm: *7 phường*, …", "92 nhà bị ngập: A *35 nhà*"."""
    gap = text.lower[situation.gap_start : situation.mention.start]
    generic = CUES.generic_units
    if chain.dimension not in (None, "count") or (
        chain.unit in generic and noun_of(text, situation.mention) not in generic
    ):
        return False  # "cách huyện 60 km, gồm 8 *bản*", "dân số 19.876 người, gồm 14 *ấp*"
    named_to = chain.subject.end if chain.subject is not None else situation.gap_start
    listed = text.lower.startswith(":", max(named_to, situation.gap_start))
    if "(" in gap or listed or _COMPRISES.search(gap):
        chain.breakdown = True
    elif ")" in gap or ";" in gap:
        chain.breakdown = False
    return chain.breakdown


def _coordinated(text: Text, line: Line, chain: Chain, thing: Phrase) -> Phrase:
    """ "**khởi tố** 7 vụ, 8 **bị can**": the verb of the first object governs the second, unless it has its own.

    "làm chết 5 người và 2 *người bị thương nặng*"
    """
    subject = chain.subject
    if _SUFFERS.search(text.lower, thing.start, thing.end):
        return thing
    if subject is None or subject.verb is None or not 0 <= thing.start - subject.end <= _NEAR_OBJECT:
        return thing
    if not is_action(line, *subject.verb) or not _ONLY_A_FIGURE.fullmatch(text.lower[subject.end : thing.start]):
        return thing
    return thing.governed_by(subject.verb)


def _near(situation: Situation) -> int:
    return max(situation.gap_start, situation.mention.start - _LINK_WINDOW)


def _existing(lower: str, situation: Situation) -> re.Match[str] | None:
    """The words right before the figure that say that there are so many: "*có* 45 chợ", "*với hơn* 1.741 đảng viên"."""
    start, end = _near(situation), situation.mention.start
    if not lower[start:end].rstrip().endswith(_EXISTS_ENDS):
        return None
    return _EXISTS.search(lower, start, end)


def _is_linked(lower: str, situation: Situation) -> bool:
    """Whether a copula or a hedge stands right before the figure: "tổng số hộ *là* 45 hộ nghèo"."""
    return _LINKED.search(lower, _near(situation), situation.mention.start) is not None


def _is_worth(text: Text, phrase: Phrase, chain: Chain) -> bool:
    """ "*tặng 80 phần quà*, tổng trị giá 24 triệu đồng": so much are the things that were counted."""
    return chain.dimension == "count" and phrase.of(text.lower) in CUES.worths.all


def _is_vague(text: Text, phrase: Phrase) -> bool:
    return CUES.vague.all.issuperset(phrase.of(text.lower).split())
