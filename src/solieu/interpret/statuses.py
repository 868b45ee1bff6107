"""Whether a figure is a result, an estimate or a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

from solieu.knowledge import Phrases
from solieu.knowledge.cue_words import CUES
from solieu.knowledge.phrases import one_of
from solieu.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from solieu.interpret.words import Line
    from solieu.model import Block, Status
    from solieu.spans import Mention, Sentence
    from solieu.text import Text

__all__ = ["Statuses"]

_ESTIMATE: Final = regex(r"(?<!\w)(?:ước|dự kiến|dự báo|dự ước)(?!\w)")
_ESTIMATE_WINDOW: Final = 90
_LONGEST_REQUEST: Final = 30
# "Kế hoạch năm 2023 là trồng 300 ha rừng", "dự toán tỉnh giao là 912 tỷ đồng"
_PLAN_IS: Final = regex(
    r"(?<!vượt )(?<!vượt mức )(?<!hơn )(?:kế hoạch|dự toán|chỉ tiêu)(?: [^\W_]+(?:\.[^\W\d_]+)?){0,6} (?:là(?: [^\W\d_]+){0,4}|(?:giao|đề ra|phân bổ)(?: là)?:?) $"
    # "Theo kế hoạch, toàn tỉnh gieo trồng 16.470 ha"
    r"|(?:(?<=[.:] )|(?<![^\n]))theo kế hoạch(?: [^,.;:()]{0,40})?,[^.;:()%]{0,90} $"
    # "…, theo kế hoạch cuối năm 2020 số xã đạt chuẩn là 11/14 xã"
    r"|(?<!\w)theo kế hoạch,? (?:đến )?(?:cuối |hết )?năm 20\d\d [^,.;:()%\d]{3,60} $"
    # "Theo đó, *kế hoạch thu ngân sách sau điều chỉnh, bổ sung* gần 52,2 tỷ đồng"
    r"|(?:(?<=[.;:,] )|(?<![^\n]))(?:tổng )?(?:kế hoạch|dự toán) (?:thu|chi|vốn)(?! (?:đạt|được))(?:,? (?!đạt |thực hiện|giải ngân|được |tăng |giảm |bằng |vượt )[^\W_]+){0,16},? $"
    # "Kế hoạch năm 2023: sản lượng 49.500 tấn"
    r"|(?<![\w%] )(?<![\w%])(?:kế hoạch|dự toán|chỉ tiêu)(?: [^\W_]+){0,5}:(?: [^\W\d_]+){1,6} $"
)
# "4.862 tấn/*KH* 4.950 tấn, đạt 98,2%": a plan beside a result, which stays one
_PLAN_BESIDE: Final = regex(r"[/(] ?(?:kế hoạch|kh|dự toán|dt|chỉ tiêu)(?: [^\W\d_]+){0,3}:? $")
# "kế hoạch vốn giao là 200 tỷ đồng, *giải ngân* 150 tỷ đồng": what was done of a plan that is told by its name
_DONE_OF_IT: Final = regex(r"\s*[,;]\s*(?:(?:đã|mới|chỉ) )*(?:giải ngân|thực hiện)(?! (?:là|năm|trong))(?!\w)")
_PLAN_VERBS: Final = regex(
    one_of(("theo kế hoạch", " là", " giao", " đề ra", " phân bổ", ":")) + r"|(?:kế hoạch|dự toán) (?:thu|chi|vốn) "
)
# "III. NHIỆM VỤ 6 THÁNG CUỐI NĂM": what stands below it is to be done
_PLANS_AHEAD: Final = regex(
    r"\W{0,4}(?:[ivx]{1,5}[.)] ?|\d{1,2}[.)] ?|phần [^.:\n]{1,6}[.:]? ?|điều \d{1,2}[.:]? ?)?(?:về )?"
    r"(?:(?:thông qua|quyết nghị|quyết định|xác định|phê duyệt|đề ra) )?(?:một số |các |những )?(?:\d{1,3} )?"
    r"(?:phương hướng|mục tiêu|nhiệm vụ|chỉ tiêu)(?!\w)"
    r"(?: tháng \d{1,2}\W*$|[^:]*(?:tháng cuối năm|năm 20\d\d|quý [ivx\d]+|thời gian tới|năm tới|tháng tới|trọng tâm|(?:nhiệm kỳ|giai đoạn) 20\d\d))"
)
# "Nghị quyết của HĐND huyện về nhiệm vụ, giải pháp phát triển kinh tế - xã hội năm 2012": all that stands below is to be done
_PLAN_TITLE: Final = regex(
    r"(?:[^:\n]{1,40}: )?(?:nghị quyết|kế hoạch)(?: số \S+)?(?: của [^:\n]{2,40}?)? (?:về |thực hiện )(?:việc )?(?:thực hiện )?"
    r"(?:một số |các )?(?:phương hướng|mục tiêu|nhiệm vụ|chỉ tiêu|phát triển)(?!\w)[^.:\n]*(?:năm|giai đoạn|nhiệm kỳ) 20\d\d[^.:\n]*$"
)
_TITLE_BLOCKS: Final = 6
_LONGEST_TITLE: Final = 300
_ARTICLE: Final = regex(r"điều \d{1,2}[.:]")
_LISTED: Final = frozenset({"item", "row"})
_MARK: Final = regex(r"[,;:()]|(?<!\w)và(?!\w)")
_SETS_GOALS: Final = regex(
    r"(?<!\w)(?:đề ra|đặt ra|xác định|thông qua) (?:\d{1,3}|các|một số|những|nhiều) (?:chỉ tiêu|mục tiêu)(?P<which>[^:.;]{0,100}?(?::| như(?= )|\.?$))"
)
# "đề ra 22 chỉ tiêu, *trong đó thực hiện đạt và vượt 19 chỉ tiêu*": what follows tells what came of them
_CAME_OF_THEM: Final = regex(
    r"(?<!\w)(?:trong đó|đến nay|kết quả|đã)(?!\w)[^;:]{0,40}(?<!\w)(?:đạt|vượt|hoàn thành)(?!\w)"
)
_DETAILS: Final = regex(r"\s*(?:cụ thể|trong đó|theo đó)(?!\w)")
_WHICH_ONES: Final = regex(r"(?<!\w)(?:tại|của|cho|ở|với|thuộc) (?:các|những|số) [^\W\d_]+(?: [^\W\d_]+){0,2} $")
_LONGEST_WHICH: Final = 40
_BY_YEAR: Final = "đến năm"
_FOLLOWING_YEAR: Final = regex(r" (20\d\d)(?!\d)")
# "*vượt* mục tiêu 0,4%", "*lũy kế* đến năm 2021 có 32 xã"
_NO_GOAL: Final = ("vượt ", "lũy kế ", "tính ")
_RECKONED: Final = ("dự tính ", "ước tính ")
# "thu ngân sách cơ bản *đạt* yêu cầu"
_ATTAINED: Final = ("đạt ", "đáp ứng ", "đạt được ")
_ATTAINABLE: Final = frozenset({"yêu cầu", "mục tiêu"})


# Whatever tells a status: a sentence without any needs no closer look.
_ANY_CUE: Final = Phrases(
    [*CUES.results, *CUES.targets, "ước", "dự kiến", "dự báo", "dự ước", "kế hoạch", "dự toán", "chỉ tiêu", "kh", "dt"]
)


def _names_a_goal(lower: str, start: int, end: int, year: int | None) -> bool:
    """Whether a cue of goals stands there: "phấn đấu", "mục tiêu", but not "chương trình *mục tiêu quốc gia*".

    Nor what is done by asking for it: "đã *đề nghị truy tố* 12 bị can"; nor what was left behind: "vượt *mục tiêu* 0,4%";
    nor what had come before ``year``, in which the report was written: "*đến năm 2019* đạt 25 triệu đồng".
    """
    while found := CUES.targets.search(lower, start, end):
        aside = lower.startswith(" quốc gia", found.end()) or _is_result(lower, found)
        aside = aside or (year is not None and found[0] == _BY_YEAR and _has_passed(lower, found.end(), year))
        if not aside and not _is_request(lower, found.start(), end):
            return True
        start = found.end()
    return False


def _first_result(lower: str, start: int, end: int) -> re.Match[str] | None:
    """The first cue of results there, but not in "tại các xã *đã* đạt chuẩn", which only tells which communes."""
    while found := CUES.results.search(lower, start, end):
        if (
            found[0] != "đã"
            or _WHICH_ONES.search(lower, max(start, found.start() - _LONGEST_WHICH), found.start()) is None
        ):
            break
        start = found.end()
    return found


def _has_passed(lower: str, at: int, year: int) -> bool:
    named = _FOLLOWING_YEAR.match(lower, at)
    return named is not None and int(named[1]) < year


def _is_result(lower: str, cue: re.Match[str]) -> bool:
    start = cue.start()
    if cue[0] in _ATTAINABLE and lower.endswith(_ATTAINED, 0, start):
        return True
    return lower.endswith(_NO_GOAL, 0, start) and not lower.endswith(_RECKONED, 0, start)


def _is_request(lower: str, start: int, end: int) -> bool:
    request = CUES.requests.search(lower, start, min(end, start + _LONGEST_REQUEST))
    return request is not None and request.start() == start


@final
class Statuses:
    """Reads figure after figure: a goal holds to the end of its sentence, an estimate for the figures of its subject."""

    __slots__ = (
        "_before_bracket",
        "_blocks",
        "_bracketed",
        "_goal",
        "_goals",
        "_goals_from",
        "_last",
        "_line",
        "_named",
        "_of_list",
        "_of_section",
        "_results",
        "_set_before",
        "_text",
        "_told",
        "_year",
    )

    def __init__(self, text: Text, blocks: Sequence[Block], year: int | None = None) -> None:
        self._text = text
        self._year = year
        self._blocks = blocks
        self._goal = False
        self._last: Status | None = None
        self._bracketed = False
        """Whether the goal was told in brackets that were open then: "tỷ lệ phá án đạt 84,2% (*chỉ tiêu giao 75%*)"."""
        self._before_bracket: Status | None = None
        self._line: Line | None = None
        self._of_list: Status | None = None
        self._of_section: Status | None = None
        self._goals_from: int | None = None
        """From where on a sentence tells the goals that somebody set."""
        self._set_before = False
        """Whether the sentence before ended with saying that goals were set."""
        self._told = self._goals = self._results = False
        """Whether the sentence has any cue, one of goals, one of results."""
        self._named = False
        """Whether the goal is a plan that was told by its name."""

    def begin(self, line: Line, block: int, *, continues: bool) -> None:
        """A new sentence in that block; ``continues`` says that it goes on with the one before ("Trong đó, …")."""
        if line.start == self._blocks[block].start:
            self._leave_list(self._blocks[block])
        if not continues:
            self._goal, self._last, self._bracketed, self._named = False, None, False, False
        self._line = line
        self._told = line.has(_ANY_CUE)
        self._goals_from = self._goals_set(line)
        self._told = self._told or self._goals_from is not None
        self._goals, self._results = self._told and line.has(CUES.targets), self._told and line.has(CUES.results)

    def _goals_set(self, line: Line) -> int | None:
        """From where on goals are told that somebody set: "Đại hội đề ra 12 chỉ tiêu cụ thể: *thu ngân sách tăng 10%*; …".

        Or in the next sentence: "Đại hội thông qua 16 chỉ tiêu nhiệm kỳ. *Cụ thể, thu nhập đạt 70 triệu đồng; …*".
        """
        lower = self._text.lower
        if self._set_before and _DETAILS.match(lower, line.start, line.end):
            self._set_before = False
            return line.start
        sets = _SETS_GOALS.search(lower, line.start, line.end) if self._told else None
        if sets is not None and _CAME_OF_THEM.search(sets["which"]):
            sets = None
        listed = sets is not None and sets["which"].endswith((":", " như"))
        self._set_before = sets is not None and not listed
        return sets.end() if sets is not None and listed else None

    def read(self, mention: Mention, gap_start: int, *, initial: bool, carried: bool) -> Status:
        """The status of a figure from the words since the figure before it.

        What stands behind a figure up to the first mark completes that figure ("55,6% *dự toán huyện phấn đấu*, …").
        """
        if self._told and self._is_plan_beside(gap_start, mention.start):
            return "target"
        self._last = self._read(mention, gap_start, initial=initial, carried=carried)
        return self._last

    def _read(self, mention: Mention, gap_start: int, *, initial: bool, carried: bool) -> Status:
        lower, start = self._text.lower, gap_start
        if not self._told:
            if mention.estimated:
                return "estimate"
            return self._last if carried and self._last else self._without_cue()
        if self._bracketed and lower.find(")", gap_start, mention.start) >= 0:
            self._goal, self._last, self._bracketed = False, self._before_bracket, False
        if not initial:
            mark = _MARK.search(lower, gap_start, mention.start)
            start = mark.end() if mark else mention.start
        result = None
        if self._results and self._line and self._line.may_have(CUES.results, start, mention.start):
            result = _first_result(lower, start, mention.start)
        since = result.end() if result else start
        goal = self._goals and self._line is not None and self._line.may_have(CUES.targets, since, mention.start)
        goal = goal and _names_a_goal(lower, since, mention.start, self._year)
        named = not goal and self._is_planned(since, mention.start)
        if self._named and not goal and not named and _DONE_OF_IT.match(lower, gap_start):
            self._goal, self._last = False, None
        self._named = named or (self._named and self._goal)
        if goal or named or (not result and self._goals_from is not None and mention.start >= self._goals_from):
            if not self._goal:
                opened, closed = (lower.rfind(mark, gap_start, mention.start) for mark in "()")
                self._bracketed, self._before_bracket = opened > closed, self._last
            self._goal = True
            return "target"
        if result:
            self._goal = False
        if mention.estimated or self._is_estimated(start, mention.start):
            return "estimate"
        if carried and self._last:
            return self._last
        return self._without_cue()

    def _is_plan_beside(self, start: int, end: int) -> bool:
        lower = self._text.lower
        if lower.find("/", start, end) < 0 and lower.find("(", start, end) < 0:
            return False
        return _PLAN_BESIDE.search(lower, start, end) is not None

    def _is_estimated(self, start: int, end: int) -> bool:
        lower, first = self._text.lower, max(start, end - _ESTIMATE_WINDOW)
        return _ESTIMATE.search(lower, first, end) is not None

    def _is_planned(self, start: int, end: int) -> bool:
        """ "Kế hoạch năm 2023 *là* trồng 300 ha rừng", "dự toán năm 2022 tỉnh *giao* 640 tỷ đồng"."""
        lower = self._text.lower
        return _PLAN_VERBS.search(lower, start, end) is not None and _PLAN_IS.search(lower, start, end) is not None

    def _without_cue(self) -> Status:
        return "target" if self._goal else self._of_list or self._of_section or "actual"

    def _announces_goals(self, sentence: Sentence, block: Block) -> bool:
        """ "*Các chỉ tiêu chủ yếu (nhiệm kỳ 2020-2025)*": a line of its own above a list."""
        following = self._blocks[sentence.block + 1] if sentence.block + 1 < len(self._blocks) else None
        if block.kind == "item" or following is None or following.kind != "item" or sentence.start != block.start:
            return False
        if self._text.surface[sentence.end - 1] in ".;,":
            return False
        return _PLANS_AHEAD.match(self._text.lower, block.start, block.end) is not None

    def end(self, sentence: Sentence) -> None:
        """ "Ước sản lượng một số loại quả như sau:", "phấn đấu hoàn thành, trong đó có:" hold for the items that follow."""
        block = self._blocks[sentence.block]
        opens = self._text.surface[sentence.end - 1] == ":"
        article = block.level == 0 and _ARTICLE.match(self._text.lower, block.start, block.end) is not None
        if block.level <= 1 and (article or block.kind == "heading" or (opens and sentence.start == block.start)):
            if _PLANS_AHEAD.match(self._text.lower, block.start, block.end):
                self._of_section = "target"
            elif article or block.kind == "heading":
                self._of_section = None
        titled = sentence.block < _TITLE_BLOCKS and block.end - block.start <= _LONGEST_TITLE
        if titled and _PLAN_TITLE.match(self._text.lower, block.start, block.end):
            self._of_section = "target"
        if opens:
            goal = _names_a_goal(self._text.lower, sentence.start, sentence.end, self._year) or (
                _SETS_GOALS.search(self._text.lower, sentence.start, sentence.end) is not None
            )
            estimate = _ESTIMATE.search(self._text.lower, sentence.start, sentence.end)
            goes_on = block.kind == "item" and self._of_list == "target"
            self._of_list = "target" if goal or goes_on else "estimate" if estimate else None
        elif self._announces_goals(sentence, block):
            self._of_list = "target"
        else:
            self._leave_list(block)

    def _leave_list(self, block: Block) -> None:
        """The goals of a resolution go on below the headings among them, an estimate does not."""
        if block.kind not in _LISTED and not (
            self._of_list == "target" and block.kind == "heading" and block.level > 1
        ):
            self._of_list = None
