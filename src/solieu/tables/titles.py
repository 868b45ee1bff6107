"""What stands over a table: its subject, the unit and the period of all its figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from solieu.patterns import regex
from solieu.recognise.times import find_times
from solieu.recognise.units import match_unit
from solieu.resolve.periods import resolve_time
from solieu.tables.heads import HeadUnit, unit_of
from solieu.tables.words import table_words, written_out
from solieu.text import prepare

if TYPE_CHECKING:
    from solieu.model import Period
    from solieu.resolve.periods import Anchor

__all__ = ["CITES", "Title"]

# "(Kèm theo Báo cáo số 512/BC-UBND ngày 20/12/2021)"
CITES = regex(r"kèm theo|ban hành|theo (?:báo cáo|quyết định|công văn|tờ trình|nghị quyết) số")
# "Tiên Yên, ngày 05 tháng 10 năm 2022"
_PLACE_AND_DAY = regex(r"^[^,\d]{2,30}, ngày \d")


@dataclass(frozen=True)
class Title:
    """The lines above a table and the cells over its heads, lower case."""

    words: str
    anchor: Anchor

    @cached_property
    def unit(self) -> HeadUnit | None:
        """The unit of the whole table: "ĐVT: triệu đồng"."""
        for found in table_words().units_above.finditer(self.words):
            printed = written_out(found["unit"].strip(" .,"))
            unit = match_unit(printed, 0)
            if unit is not None and unit.end == len(printed):
                return HeadUnit(printed, unit)
        in_brackets = (unit_of(line) for line in reversed(self.words.split("\n")) if line.endswith((")", "):")))
        return next((unit for unit in in_brackets if unit is not None), None)

    @cached_property
    def period(self) -> Period | None:
        """The period that the title names: "… 9 tháng đầu năm 2022"."""
        for line in reversed(self.words.split("\n")):
            if CITES.search(line):
                continue
            for time in find_times(prepare(line)):
                period = resolve_time(time, self.anchor)
                if period is not None and (time.kind != "day" or time.until):
                    return period
        return None

    @cached_property
    def is_of_goals(self) -> bool:
        """Whether the line that names the table begins with "kế hoạch" or "dự toán"."""
        known = table_words()
        lines = (known.annexes.sub("", line).strip(" .:-") for line in self.words.split("\n") if not CITES.search(line))
        named = [line for line in lines if len(line.split()) > 1 and not known.units_above.match(line)]
        found = known.targets.search(named[-1], 0, len(named[-1])) if named else None
        return found is not None and found.start() == 0 and found[0] in ("kế hoạch", "dự toán", "mục tiêu")

    @cached_property
    def subject(self) -> str:
        """What the title says is measured: "thu ngân sách" of "Biểu 2. Kết quả thu ngân sách các xã năm 2022"."""
        known = table_words()
        for line in reversed(self.words.split("\n")):
            if CITES.search(line) or _PLACE_AND_DAY.search(line) or line.startswith("("):
                continue
            words = known.title_openers.sub("", known.annexes.sub("", line).strip(" .:-"))
            times = find_times(prepare(words))
            cut = words[: times[0].start] if times else words
            for stop in known.title_stops:
                cut = cut.partition(stop)[0]
            if len(cut.split()) > 1 and not known.units_above.search(cut):
                return cut.strip(" ,;:-")
        return ""
