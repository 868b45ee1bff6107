"""Which words name a figure: those before it, those behind it, or the subject carried on from the figure before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from solieu.interpret.actions import governed, is_sum
from solieu.interpret.chain import Chain, Chosen, noun_of, noun_start, unit_word
from solieu.interpret.counted import of_count
from solieu.interpret.measures import OF_TOTAL, contributes
from solieu.interpret.situations import COUNT_OF, Situation, carried_on, existing_before, is_deed, is_vague, near
from solieu.interpret.words import Phrase, first_verb, head_length
from solieu.knowledge.cue_words import CUES
from solieu.patterns import regex

if TYPE_CHECKING:
    from solieu.text import Text

__all__ = ["choose"]

# "xếp thứ nhất toàn tỉnh *về chỉ số …*"
_ABOUT: Final = regex(r"[^;.()\n]{0,60}?(?<!\w)về (?P<what>[^;.()\n]{3,80}?)(?= và |,|;|\.|\n|$| với | trong |\s*\()")
# "giảm 5,3% *về số doanh nghiệp* và tăng 22,1% *về vốn*"
_IN_RESPECT: Final = regex(r" về (?P<what>[^;.,()\d\n]{3,60}?)(?= và |,|;|\.|\n|$| so |\s*[()])")
_ATTAINS_ALONE: Final = regex(r"[,;] (?:và )?(?:phấn đấu |quyết tâm |tiếp tục |cơ bản |đã )*hoàn thành $")
_CONTRIBUTES: Final = "đóng góp"
_LONGEST_CONTRIBUTION: Final = 16
_SHORTEST_ACT: Final = 2
_ABOUT_WINDOW: Final = 120
# "*tiêm chủng đủ liều cho* 98,3% *trẻ dưới 1 tuổi*"
_GIVEN_TO: Final = regex(r"(?<!\w)cho (?:(?:hơn|trên|gần|khoảng) )?$")
_PLAN_OF: Final = regex(
    r" (?:các )?(?:chỉ tiêu|kế hoạch|nhiệm vụ) (?:về )?(?P<what>[^,;:.()\d\n]{3,60}?)(?= năm(?!\w)|[,;:.()\d\n]|$)"
)
_NEXT_SHARE: Final = regex(r"(?: [^,;.()\d]{0,30}?)?\s*(?:,|và)\s*(?:chiếm )?\d[\d.,]*\s?%")
_ONLY_GROWTH: Final = regex(
    r"(?:(?:tốc độ|mức) )?tăng trưởng(?: (?:bình quân|trung bình|chung|khá|hằng năm|hàng năm|mỗi năm|năm|đạt|ước))*"
)
_COMPARING: Final = frozenset({"attainment", "change", "index", "difference", "rank"})


def choose(text: Text, situation: Situation, chain: Chain) -> Chosen:
    """The words that name the figure."""
    reading, mention = situation.reading, situation.mention
    if reading.measure in _COMPARING:
        return _of_comparison(text, situation, chain)
    if reading.measure == "share":
        return _of_share(text, situation, chain)
    unnamed = situation.before is None or is_vague(text, situation.before)
    if unnamed and mention.unit is None and mention.dimension is None and chain.counted is not None:
        return Chosen(chain.counted, carried=True)  # "… 100 lao động …: huyện A: 10, huyện B: 15"
    if mention.dimension == "multiplier":
        return Chosen(situation.before or situation.after) if situation.before or situation.after else carried_on(chain)
    if mention.dimension == "count" or mention.unit is None:
        return of_count(text, situation, chain)
    return _of_amount(text, situation, chain)


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
        return carried_on(chain) if contributor is None else Chosen(contributor)
    if measure == "attainment" and (planned := _planned(text, situation)) is not None:
        return Chosen(planned)
    if measure == "change" and _grows_on(text, situation, chain):
        return carried_on(chain)
    if situation.before is not None and not is_vague(text, situation.before):
        return Chosen(situation.before)
    if after is not None and measure == "change" and COUNT_OF.match(text.lower, after.start):
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
    return carried_on(chain)


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
    return Chosen(after) if chain.subject is None else carried_on(chain)


def _of_amount(text: Text, situation: Situation, chain: Chain) -> Chosen:
    mention, before, after = situation.mention, situation.before, situation.after
    percent = mention.dimension == "percent"
    link = existing_before(text.lower, situation)
    if percent and after is not None and link and link[0].startswith("có"):
        return Chosen(after)
    if before is not None and chain.subject is not None and (is_vague(text, before) or _is_worth(text, before, chain)):
        # "… 80 đoàn viên tham gia. *Tổng kinh phí* thực hiện 12,5 triệu đồng": a sentence of its own
        alone = situation.initial and before.headed and mention.dimension == "money" and chain.dimension == "count"
        return Chosen(before) if alone else carried_on(chain)
    if before is not None:
        money = mention.dimension == "money"
        names = not before.headed or is_deed(situation, before)
        if money and names and after is not None and is_sum(situation.line, before, after):
            return Chosen(governed(situation.line, before, after, mention.start))
        if after is not None and not percent and _has_quality(text, situation, before, after):
            return Chosen(after.governed_by((before.start, before.end)))
        if before.headed or after is None or money:
            return Chosen(before)
        if percent and not link and OF_TOTAL.match(text.lower, mention.end):
            return Chosen(before)  # "*BHYT* đạt 94,1% dân số"
        if percent and _GIVEN_TO.search(text.lower, near(situation), mention.start):
            return Chosen(governed(situation.line, before, after, mention.start))
        return Chosen(after if link or percent else governed(situation.line, before, after, mention.start))
    if after is not None and (percent or chain.subject is None or mention.dimension != "money"):
        return Chosen(after)
    counted = noun_of(text, mention).partition("/")[0] if mention.dimension == "count_rate" else ""
    if counted and counted not in chain.unit and counted not in CUES.generic_units.all:
        start = noun_start(text, mention)
        return Chosen(Phrase(start, start + len(counted)))  # "04 xã đạt chuẩn; bình quân 13,1 *tiêu chí*/xã"
    return carried_on(chain)


def _has_quality(text: Text, situation: Situation, quality: Phrase, thing: Phrase) -> bool:
    """ "*chiều dài* 40 km *bờ biển*", but not "*năng suất* đạt 62,5 tạ/ha *sản lượng* đạt 719 tấn"."""
    words = situation.line.words(thing.start, thing.end)
    return quality.of(text.lower) in CUES.bare_qualities.all and bool(words) and not head_length(words, words.first)


def _is_worth(text: Text, phrase: Phrase, chain: Chain) -> bool:
    """ "*tặng 80 phần quà*, tổng trị giá 24 triệu đồng": so much are the things that were counted."""
    return chain.dimension == "count" and phrase.of(text.lower) in CUES.worths.all
