"""Which words name a count: the thing that is counted, with the verb that governs it, or the subject carried on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.interpret.actions import governed, is_action, is_agent
from solieu.interpret.chain import Chain, Chosen, noun_of, noun_start, unit_word
from solieu.interpret.complements import predicate_of
from solieu.interpret.passed_over import ADMINISTRATIVE
from solieu.interpret.situations import (
    ACCORDING,
    COUNT_OF,
    Situation,
    carried_on,
    existing_before,
    is_deed,
    is_linked,
    is_vague,
    near,
)
from solieu.interpret.words import Line, Phrase
from solieu.knowledge import units
from solieu.knowledge.cue_words import CUES
from solieu.knowledge.letters import NAME
from solieu.patterns import regex

if TYPE_CHECKING:
    from solieu.spans import Mention
    from solieu.text import Text

__all__ = ["of_count"]

_IN_ORDER_TO: Final = " để "
_FOR_SO_MANY: Final = regex(r" cho (?:(?:hơn|trên|gần|khoảng) )?")
_REACHES: Final = regex(r", (?:đã |ước )?đạt (?:(?:hơn|trên|gần|khoảng) )?")
_REMAINS: Final = regex(r",? (?:hiện )?còn (?:lại )?(?:là )?")
_SUFFERS: Final = regex(r" bị (?!can|cáo|hại|đơn)")
_LONGEST_UNIT: Final = 3
_OLD: Final = " tuổi"
_SOURCE: Final = regex(rf"\W*{ACCORDING}[^,;:]*$")
_PARTED: Final = regex(r"[,;:]")
_COPULA: Final = regex(r"(?:là|:|đạt|đạt được|ước)(?: (?:khoảng|trên|gần|hơn))?\s*$")
_COMPRISES: Final = regex(r"(?<!\w)(?:gồm|bao gồm)(?!\w)")
_STATES: Final = regex(r" (?:đã|đang|chưa|được|không|sẽ)(?!\w)")
# "22 chỉ tiêu, *đạt và vượt* 19 chỉ tiêu, *không đạt* 3 chỉ tiêu"
_MET: Final = regex(
    r"(?<!\w)(?P<met>(?:(?:chưa|không) )?(?:đạt|vượt|hoàn thành)(?:(?: và|,) (?:đạt|vượt|hoàn thành)(?: vượt)?)*)"
    r"(?: (?:mức|được|gần|hơn|trên))* $"
)
_THEIR_NAMES: Final = regex(rf" {NAME}(?:(?:, | và ){NAME})+")
_MEET: Final = regex(
    r" (?P<what>(?:đạt chuẩn|đạt tiêu chí|hoàn thành|về đích)(?: [^\W\d_]+){0,8}?)"
    r"(?= (?:giai đoạn|năm|trong|vào|và|với|để)(?!\w)| ?[^\w ]| \d|\s*$)"
)
_NEVER_NAMES: Final = regex(
    r"(?:\W|(?<!\w)(?:hiện|tại|nay|có|trong|số|toàn|huyện|tỉnh|xã|này|đó|đến|đã|gần|hơn|khoảng|trên|năm|tháng|theo)(?!\w))*"
)
_NEAR_OBJECT: Final = 40
_WITH_THEM: Final = ("", "với", "cùng")
_HAPPENS: Final = regex(r"(?<!\w)xảy ra(?: (?:khoảng|gần|hơn|trên|tổng số))* $")
_TOPIC: Final = regex(r"(?:công tác|tình hình|lĩnh vực|địa bàn|cả năm)(?!\w)")
_ONLY_A_FIGURE: Final = regex(r"[\s,/]*(?:và |với |hơn |trên |gần )*[\d.,]*\s*")


def of_count(text: Text, situation: Situation, chain: Chain) -> Chosen:
    """The words that name a count, or a number without a unit."""
    mention, after, lower = situation.mention, situation.after, text.lower
    unit_start = noun_start(text, mention)
    generic = lower[unit_start : mention.end] in CUES.generic_units.all
    before = _naming(text, situation)
    if after is None and (met := _targets_met(text, situation)) is not None:
        return Chosen(met)
    if before is not None and is_vague(text, before):
        before = None
        if after is None and chain.subject is not None and not _STATES.match(lower, mention.end):
            return carried_on(chain)
    if before is not None and after is None and _has_noun(text, before, mention):
        return Chosen(before)
    existing = existing_before(lower, situation)
    # "*tiêm mũi 1 là* 8.071 trẻ": the copula ties the count to what was done
    done = existing is not None and before is not None and existing[0].startswith("là") and is_deed(situation, before)
    exists = existing is not None and not done
    if existing and existing[0].startswith("với") and not generic and after is None and _names_more(text, mention):
        before = None  # "duy trì đàn vật nuôi với *170 con gia cầm*, 6 con lợn"
    if existing and existing[0].startswith("với") and after is None and _tells_how_many(text, situation, chain):
        return carried_on(chain)
    if before is not None and before.headed and (after is None or (not exists and is_linked(lower, situation))):
        return Chosen(before)
    if (named := _behind_their_names(text, situation)) is not None:
        if before is None or exists or named.verb is not None:
            return Chosen(named)
        acts = is_action(situation.line, before.start, before.end)
        return Chosen(governed(situation.line, before, named, mention.start) if acts else named)
    if exists and after is None and before is not None and not before.headed and not _STATES.match(lower, mention.end):
        # "…; *bầu đoàn đại biểu* gồm 22 đồng chí" tells of others than those before
        alone = existing and (existing[0].startswith("là") or is_deed(situation, before))
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
    exists = exists or _happens(text, situation)
    if exists and not equated and not announced and not (generic and after is None):
        before = None
    thing = Phrase(unit_start, after.end if after else mention.end) if mention.unit_text else None
    if thing is not None and before is None and situation.beyond is not None:
        # "có 5.775 **xã** (chiếm 70,2%) **đạt chuẩn nông thôn mới**"
        return Chosen(situation.beyond.governed_by((unit_start, mention.end)))
    if thing is None:
        return Chosen(before) if before is not None else carried_on(chain)
    if before is not None:
        return Chosen(_with_before(text, situation, before, thing, generic=generic))
    return _of_bare_count(text, situation, chain, thing, generic=generic)


def _happens(text: Text, situation: Situation) -> bool:
    """ "về *công tác phòng, chống thiên tai xảy ra* 02 **vụ sạt lở đất**", but not "**tội phạm** xảy ra 3 vụ trộm cắp"."""
    before = situation.before
    if before is None or situation.after is None or _TOPIC.match(text.lower, before.start, before.end) is None:
        return False
    return _HAPPENS.search(text.lower, near(situation), situation.mention.start) is not None


def _targets_met(text: Text, situation: Situation) -> Phrase | None:
    """ "22 chỉ tiêu, **đạt và vượt** 19 **chỉ tiêu**": behind the count of all of them, the verb tells which these are."""
    mention = situation.mention
    if situation.initial or mention.unit != "target":
        return None
    met = _MET.search(text.lower, near(situation), mention.start)
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


def _naming(text: Text, situation: Situation) -> Phrase | None:
    """The words before a count, unless they only name who acts or belong to another clause."""
    before, mention = situation.before, situation.mention
    if before is None:
        return None
    purpose = text.lower.rfind(_IN_ORDER_TO, before.start, before.end)
    if purpose >= 0 and not COUNT_OF.match(text.lower, before.start):
        before = Phrase(purpose + len(_IN_ORDER_TO), before.end)  # "huy động vốn để *xây dựng* 25 nhà văn hóa"
    if before.headed:
        return None if _is_source(text, situation, before) else before
    between = text.lower[before.end : mention.start]
    if not situation.initial and _FOR_SO_MANY.fullmatch(between):
        words = situation.line.words(before.start, before.end)
        if words and not CUES.verbs.length_at(words.words, words.first, words.last) and not before.headed:
            return None  # "tổ chức 55 lớp quán triệt nghị quyết, chính sách của Nhà nước cho *9.100 học viên*"
    if is_agent(situation.line, before) and not between.startswith(":"):  # "*Trạm y tế:* 01 trạm"
        return None
    return None if "," in between and ":" not in between else before


def _is_source(text: Text, situation: Situation, before: Phrase) -> bool:
    """ "*Theo kết quả rà soát hộ nghèo*, hộ cận nghèo, cuối năm toàn tỉnh còn 9.604 **hộ nghèo**": that tells where it stands."""
    noun = noun_of(text, situation.mention)
    named = bool(noun) and noun not in CUES.generic_units.all
    apart = named and text.lower.find(",", before.end, situation.mention.start) >= 0
    return apart and _SOURCE.match(text.lower, situation.line.start, before.start) is not None


def _with_before(text: Text, situation: Situation, before: Phrase, thing: Phrase, *, generic: bool) -> Phrase:
    if situation.after is None:
        if _COPULA.search(text.lower, near(situation), situation.mention.start):
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
        return carried_on(chain)
    if after is None and chain.subject is not None and _numbers_them(text, situation, chain, chain.subject):
        return carried_on(chain)
    if after is None and chain.subject is not None and _is_for_them(text, situation, chain):
        return carried_on(chain)
    if after is None and chain.subject is not None and _reaches(text, situation, chain):
        return carried_on(chain)
    if after is None and (first := _remains(text, situation, chain)) is not None:
        return Chosen(first, carried=True)
    if after is None and chain.subject is not None and _did_it(text, situation, chain, chain.subject):
        deed = _coordinated(text, situation.line, chain, thing)
        return Chosen(deed) if deed is not thing else carried_on(chain)
    given = text.lower.startswith(" cho ", situation.mention.end)  # "46 suất …, *1.164 suất* cho hộ cận nghèo"
    if after is None and not given and (told := chain.told_of(text.lower[thing.start : thing.end])) is not None:
        return Chosen(told, carried=True)
    if after is not None or chain.dimension != "count" or chain.subject is None:
        return Chosen(_coordinated(text, situation.line, chain, thing))
    same_unit = chain.unit == (situation.mention.unit_text or "").lower()
    # "có 7 thôn, *2.310 hộ*", "*xử lý hành chính* 25 vụ, *68 đối tượng*": these are counted for themselves
    bare = text.lower[chain.subject.start : chain.subject.end] == chain.unit
    # "có 3 xã bị ngập, *127 hộ* với 512 khẩu phải di dời": what places have is not they
    of_places = chain.base_unit in ADMINISTRATIVE and situation.mention.unit not in ADMINISTRATIVE
    if same_unit or (generic and not bare and not of_places):
        return carried_on(chain)
    return Chosen(_coordinated(text, situation.line, chain, thing))


def _behind_their_names(text: Text, situation: Situation) -> Phrase | None:
    """ "có 02 **xã** Tân Lập và Bình Minh **đã đón Bằng công nhận**", "tại 3 **xã** Tân Lập, Bình Minh và Yên Sơn"."""
    mention, line = situation.mention, situation.line
    if mention.unit not in ADMINISTRATIVE:
        return None
    names = _THEIR_NAMES.match(text.surface, mention.end, line.end)
    if names is None:
        return None
    unit = (noun_start(text, mention), mention.end)
    if (met := _MEET.match(text.lower, names.end(), line.end)) is not None:
        return Phrase(met.start("what"), met.end("what"), verb=unit)
    predicate = predicate_of(line, names.end(), line.end) if _STATES.match(text.lower, names.end()) else None
    return Phrase(*unit) if predicate is None else Phrase(predicate.start, predicate.end, verb=unit)


def _did_it(text: Text, situation: Situation, chain: Chain, subject: Phrase) -> bool:
    """ "*khởi tố 11 vụ*, 68 đối tượng", "*3 vụ đánh bạc* với 15 đối tượng": those behind the cases did what these are about."""
    mention = situation.mention
    if chain.unit not in CUES.cases.all or noun_of(text, mention) not in CUES.doers.all:
        return False
    if subject.of(text.lower) == chain.unit:
        return False  # "đã phát hiện 726 vụ, 1.222 *đối tượng*"
    between = text.lower[max(subject.end, situation.gap_start) : mention.start]
    return 0 <= mention.start - subject.end <= _NEAR_OBJECT and between.strip(" ,/-–") in _WITH_THEM


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
        closed = text.lower.find(")", start, situation.following)  # "328 con lợn (*không tính lợn con*)"
        if closed < 0:
            return None  # "6.947 doanh nghiệp (*số doanh nghiệp đang quản lý* chỉ là 5.500)"
        start = closed
    return predicate_of(situation.line, start, situation.following)


def _in_breakdown(text: Text, situation: Situation, chain: Chain) -> bool:
    """ "27 đơn vị cấp huyện (*24 huyện*, *một thị xã* …)", "12 đơn vị, bao gồm: *7 phường*, …", "92 nhà bị ngập: A *35 nhà*"."""
    gap = text.lower[situation.gap_start : situation.mention.start]
    generic = CUES.generic_units
    if chain.dimension not in (None, "count") or (
        chain.unit in generic and noun_of(text, situation.mention) not in generic
    ):
        return False  # "cách huyện 60 km, gồm 8 *bản*", "dân số 19.876 người, gồm 14 *ấp*"
    if gap.endswith(" với "):
        chain.breakdown = False
        return False  # "gồm 12 đơn vị: 7 phường, 5 xã *với 43 ấp*"
    named_to = chain.subject.end if chain.subject is not None else situation.gap_start
    listed = text.lower.startswith(":", max(named_to, situation.gap_start))
    opens = gap.rfind("(") > gap.rfind(")")
    if opens or listed or _COMPRISES.search(gap.rpartition(")")[2]):
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
