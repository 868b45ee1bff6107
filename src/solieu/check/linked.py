"""The figures of a report with what is said of each, from its observations alone: a report read back has no text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from solieu.check.chains import of_sentence
from solieu.check.figures import Figure
from solieu.knowledge.checks import check_words
from solieu.patterns import regex
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.model import Report

__all__ = ["content_words", "figures_of", "linked"]

_BEFORE = 24
_WORD = regex(r"[^\W_]+")


def figures_of(report: Report, *, hedged: bool) -> list[Figure]:
    """Every figure in the order of the text; with the words before it where ``hedged`` and the report has its text."""
    text = report.text if hedged else ""
    return sorted(
        (
            Figure(index, told, told.start, told.end, _before(text, told.start))
            for index, told in enumerate(report.observations)
        ),
        key=lambda figure: (figure.start, figure.end, figure.index),
    )


def _before(text: str, start: int) -> str:
    return prepare(text[max(start - _BEFORE, 0) : start]).lower if text else ""


def linked(figures: Sequence[Figure]) -> dict[int, tuple[Figure, ...]]:
    """The comparisons of each amount of prose, by the amount's index; without those that may be of another amount."""
    sentences: dict[tuple[int, int], list[Figure]] = {}
    for figure in figures:
        if figure.told.cell is None:
            sentences.setdefault(figure.told.sentence, []).append(figure)
    found: dict[int, tuple[Figure, ...]] = {}
    for sentence in sentences.values():
        for chain in of_sentence(sentence):
            sure = tuple(one for one in chain.comparisons if _is_only(chain.head, one, sentence))
            if sure:
                found[chain.head.index] = sure
    return found


def _is_only(head: Figure, comparison: Figure, sentence: Sequence[Figure]) -> bool:
    """Whether no other amount of the same thing stands before: "51.000 tỷ đồng (gồm 3.000 tỷ đồng …), đạt 110%"."""
    return not any(
        other is not head and other.is_amount == head.is_amount and other.told.measure == "level"
        and other.end <= comparison.start and other.measures_what(comparison)
        for other in sentence
    )  # fmt: skip


@lru_cache(maxsize=65536)
def content_words(words: str | None) -> str:
    """The words that name what is measured, each once and in one order, without those that say nothing.

    >>> content_words("Tổng thu ngân sách trên địa bàn")
    'ngân sách thu'
    """
    return " ".join(sorted(set(_WORD.findall(prepare(words or "").lower)) - check_words().fillers))
