"""The figures of a report with what is said of each, from its observations alone: a report read back has no text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from solieu.check.chains import chains
from solieu.check.figures import Figure
from solieu.knowledge.checks import check_words
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solieu.model import Report

__all__ = ["content_words", "figures_of", "linked"]

_BEFORE = 24
_WORD = re.compile(r"[^\W_]+")


def figures_of(report: Report, *, hedged: bool) -> list[Figure]:
    """Every figure in the order of the text; with the words before it where ``hedged`` and the report has its text."""
    text = report.text if hedged else ""
    return sorted(
        (
            Figure(index, told, told.start, told.end, prepare(text[max(told.start - _BEFORE, 0) : told.start]).lower)
            for index, told in enumerate(report.observations)
        ),
        key=lambda figure: (figure.start, figure.end, figure.index),
    )


def linked(figures: Sequence[Figure]) -> dict[int, tuple[Figure, ...]]:
    """The comparisons of each amount of prose, by the amount's index."""
    sentences: dict[tuple[int, int], list[Figure]] = {}
    for figure in figures:
        if figure.told.cell is None:
            sentences.setdefault(figure.told.sentence, []).append(figure)
    return {
        chain.head.index: chain.comparisons
        for sentence in sentences.values()
        for chain in chains(sentence)
        if chain.comparisons
    }  # fmt: skip


def content_words(words: str | None) -> tuple[str, ...]:
    """The words that name what is measured, each once and in one order, without those that say nothing.

    >>> content_words("Tổng thu ngân sách trên địa bàn")
    ('ngân', 'sách', 'thu')
    """
    return tuple(sorted(set(_WORD.findall(prepare(words or "").lower)) - check_words().fillers))
