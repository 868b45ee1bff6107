"""The words of ``table_words.toml``, in the shape that the rules ask for."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from solieu.knowledge.loader import read_text
from solieu.knowledge.phrases import Phrases, one_of
from solieu.patterns import regex

if TYPE_CHECKING:
    import re

__all__ = ["TableWords", "table_words", "written_out"]


class TableWords(NamedTuple):
    """The lists; the comments in the file say what each is for."""

    ordinal: frozenset[str]
    unit: frozenset[str]
    notes: frozenset[str]
    codes: frozenset[str]
    code_words: Phrases
    asides: Phrases
    labels: frozenset[str]
    totals: frozenset[str]
    blanks: frozenset[str]
    targets: Phrases
    results: Phrases
    estimates: Phrases
    compares: Phrases
    same_period: Phrases
    changes: tuple[str, ...]
    shares: Phrases
    ranks: Phrases
    units_above: re.Pattern[str]
    annexes: re.Pattern[str]
    title_openers: re.Pattern[str]
    title_stops: tuple[str, ...]
    parts: re.Pattern[str]
    of_anything: tuple[str, ...]
    growth: re.Pattern[str]
    spellings: dict[str, str]


@cache
def table_words() -> TableWords:
    """The words in and around tables, in the one way of writing of :attr:`solieu.text.Text.lower`."""
    data = tomllib.loads(read_text("table_words.toml"))

    def exact(name: str) -> frozenset[str]:
        return frozenset(word.strip() for word in data[name])

    return TableWords(
        ordinal=exact("ordinal"),
        unit=exact("unit"),
        notes=exact("notes"),
        codes=exact("codes"),
        code_words=Phrases(data["code_words"]),
        asides=Phrases(data["asides"]),
        labels=exact("labels"),
        totals=exact("totals"),
        blanks=exact("blanks"),
        targets=Phrases(data["targets"]),
        results=Phrases(data["results"]),
        estimates=Phrases(data["estimates"]),
        compares=Phrases(data["compares"]),
        same_period=Phrases(data["same_period"]),
        shares=Phrases(data["shares"]),
        ranks=Phrases(data["ranks"]),
        changes=tuple(data["changes"]),
        units_above=regex(rf"(?:^|[\s(,;])(?:{one_of(data['units_above'])})\s*:?\s*(?P<unit>[^()\n;:]{{1,40}})"),
        annexes=regex(rf"^\W*(?:{one_of(data['annexes'])})\b[\s:]*(?:số )?[\w./-]{{0,8}}[\s:.-]*"),
        title_openers=regex(rf"^(?:(?:{one_of(data['title_openers'])})\s+)+"),
        title_stops=tuple(f" {stop}" for stop in data["title_stops"]),
        parts=regex(rf"(?:{one_of(data['parts'])})(?!\w)\s*:?\s*"),
        of_anything=tuple(data["of_anything"]),
        growth=regex(rf"(?:{one_of(data['growth'])})(?!\w)"),
        spellings=dict(data["spellings"]),
    )


_MONTHS = regex(r"(?<![\w.,])(\d{1,2}) ?t(?=[\s/).,-]|20\d\d|$)")
_MONTH = regex(r"(?<!\w)t(\d{1,2})(?=[\s/).,-]|$)")
_QUARTER = regex(r"(?<!\w)q(\d|i{1,3}|iv)(?=[\s/).,-]|$)")
_MONTHS_OF_YEAR = regex(r"(\d{1,2} tháng(?: đầu năm| cuối năm)?)(?: ?/ ?| ?- ?| )(?=(?:19|20)\d\d)")
_YEAR = regex(r"(?<![\w./,-])(?<!năm )(?=(?:19[5-9]|20[0-9])\d(?![\w.,]| ?- ?20\d\d))(?<!tháng đầu năm )")
_YEAR_BY_YEAR = regex(r"(?<![\w./-])((?:19|20)\d\d) ?[/-] ?(?=(?:19|20)\d\d(?!\d))")
_TIME_BY_TIME = regex(r"(tháng|năm \d{4}) ?/ ?(?=[^\W\d]|\d{1,2} tháng)")
_WORD = regex(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_THOUSANDS = regex(r"(?<![\w.,])1\.?000 ?(?=[^\W\d])")
_BLANKS = regex(r"\s+")


def written_out(lower: str) -> str:
    """A head with its short forms written out, and "năm" before a bare year.

    >>> written_out("1000 tấn"), written_out("1.000đ")
    ('nghìn tấn', 'nghìn đồng')
    >>> written_out("th 9t/2022"), written_out("so với kh 2022 (%)"), written_out("2021")
    ('thực hiện 9 tháng năm 2022', 'so với kế hoạch năm 2022 (%)', 'năm 2021')
    """
    spellings = table_words().spellings
    words = _MONTHS.sub(r"\1 tháng", lower)
    words = _QUARTER.sub(r"quý \1", _MONTH.sub(r"tháng \1", words))
    words = _THOUSANDS.sub("nghìn ", words)
    words = _WORD.sub(lambda word: spellings.get(word[0], word[0]), words)
    words = _MONTHS_OF_YEAR.sub(r"\1 năm ", words)
    words = _TIME_BY_TIME.sub(r"\1 / ", words)
    words = _YEAR.sub("năm ", _YEAR_BY_YEAR.sub(r"\1 / ", words))
    return _BLANKS.sub(" ", words).strip()
