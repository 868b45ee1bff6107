"""Counts against the names listed behind them: "3 xã Dương Huy, Cộng Hòa và Cẩm Hải"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from solieu.check.findings import finding, ground
from solieu.knowledge.checks import check_words
from solieu.knowledge.letters import NAME
from solieu.patterns import regex
from solieu.scan import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.check.figures import Figure, Figures
    from solieu.model import Finding

__all__ = ["counts_of_names", "names_left_out"]

_LONGEST: Final = 600
_BESIDE: Final = 4
_LEFT_OUT: Final = regex(r"[^\d().;:]{0,40}\((?:[Nn]goại )?[Tt]rừ(?= )")
_FEWEST: Final = 2
_MOST: Final = 40


def counts_of_names(figures: Figures) -> Iterator[Finding]:
    """A number of units and the list of their names behind it, where the list is closed."""
    named = check_words().named_units
    for figure in figures.every:
        told = figure.told
        if figure.unit not in named or told.cell is not None or told.of is not None or told.bound != "exact":
            continue
        if _is_one_of_several(figure, figures):
            continue
        names = _names(figures.text.surface[figure.end : figure.end + _LONGEST])
        if _FEWEST <= len(names) <= _MOST and len(names) != told.number:
            yield _finding(figure, names, figures)


def names_left_out(figures: Figures) -> Iterator[Finding]:
    """A fraction of units and the names of those that are left out: "18/21 huyện (trừ Nam Đàn, Cửa Lò và Vinh)"."""
    for figure in figures.every:
        told = figure.told
        if told.of is None or told.unit not in check_words().named_units or told.cell is not None:
            continue
        found = _LEFT_OUT.match(figures.text.surface, figure.end)
        names = _names(f" {figures.text.surface[found.end() : found.end() + _LONGEST]}") if found else []
        if names and len(names) != told.of - told.number:
            yield _finding(figure, names, figures, f"{told.of - told.number}")


def _is_one_of_several(figure: Figure, figures: Figures) -> bool:
    """Whether another count stands right before it, so that the names are of both: "7 phường, 5 xã, đó là: …"."""
    return any(other is not figure for other in figures.within(figure.start - _BESIDE, figure.start))


def _names(behind: str) -> list[str]:
    """The names of a list that begins at once and is closed: by a bracket, a full stop, or a word that is no name."""
    found = _list_of_names().match(behind)
    if not found or found["open"]:
        return []
    return _separator().split(found["names"].strip())


def _finding(figure: Figure, names: list[str], figures: Figures, expected: str | None = None) -> Finding:
    count = str(len(names))
    return finding(
        "count",
        "suspicious",
        [ground(figure)],
        {"value": figure.quote, "count": count, "names": ", ".join(names)},
        key=figures.report.sha256,
        expected=expected or count,
        found=figure.told.quote,
        remedies=[]
        if expected
        else [(f"{figure.told.quote} phải là {count}", f"“{figure.told.quote}” would have to be {count}")],
    )


@once
def _kinds() -> str:
    return "|".join(re.escape(word) for word in sorted(check_words().kinds_of_places, key=len, reverse=True))


@once
def _separator() -> re.Pattern[str]:
    return regex(rf"\s*(?:,|;| và )\s*(?:(?:và\s+)?(?:các\s+)?(?:{_kinds()})\s+)?")


@once
def _list_of_names() -> re.Pattern[str]:
    kind = rf"(?:(?:các )?(?:{_kinds()})\s+)?"
    return regex(
        rf"(?:,? ?(?:{_kinds()}))*(?:(?: [^\W\d_]+){{0,5}}? (?:là|gồm|bao gồm|gồm có)|(?: [^\W\d_]+){{0,5}}:)?\s*[:(]?\s*{kind}"
        rf"(?P<names>{NAME}(?:(?:\s*,\s*{kind}{NAME})+(?:,?\s+và\s+{kind}{NAME})?|\s+và\s+{kind}{NAME}))(?P<open>\s*(?:\.\.\.|…|,? ?v\.v|[,;] {kind}[^\W\d_]|\s*-|\d))?"
    )
