"""What a table says of its columns in the row that numbers them: "(3)=(4)+(5)", "4=3/1", "7=(6)/(3)x100"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from solieu.check.readings import Reading
from solieu.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solieu.check.cells import TableView

__all__ = ["Formula", "declared_readings", "formulas"]

_NUMBERED = regex(r"\(?(\d{1,2}|[a-zđ])\)?\s*(?:[=:]\s*(.{1,60}))?", re.DOTALL)
_TERM = regex(r"([+/:-]|^)\s*\(?\s*(\d{1,2}|[a-zđ])\s*\)?\s*")
_HUNDREDFOLD = regex(r"\s*[x*×]\s*100\s*%?\s*$|\s*%\s*$")
_LEAST = 3


class Formula(NamedTuple):
    """How the figures of a column follow from those of others."""

    column: int
    operator: str
    """``+``, ``-`` or ``/``."""
    terms: tuple[int, ...]
    """Columns."""


def formulas(view: TableView) -> tuple[Formula, ...]:
    """The formulas that the table prints under its heads."""
    for row in view.grid.rows[: view.layout.first]:
        printed = {
            column: found
            for column, cell in enumerate(row)
            if cell is not None
            and cell.cell.column == column
            and (found := _NUMBERED.fullmatch(cell.lower.strip())) is not None
        }
        if len(printed) >= _LEAST:
            columns = {found[1]: column for column, found in printed.items()}
            return tuple(_parsed(printed, columns))
    return ()


def _parsed(printed: Mapping[int, re.Match[str]], columns: Mapping[str, int]) -> Iterator[Formula]:
    for column, found in printed.items():
        if found[2]:
            formula = _formula(column, _HUNDREDFOLD.sub("", found[2].strip()).strip(), columns)
            if formula is not None:
                yield formula


def _formula(column: int, words: str, columns: Mapping[str, int]) -> Formula | None:
    terms: list[int] = []
    operators: set[str] = set()
    at = 0
    while at < len(words):
        found = _TERM.match(words, at) if at else _TERM.match(words)
        if found is None or found[2] not in columns or bool(at) != bool(found[1]):
            return None
        terms.append(columns[found[2]])
        operators |= {found[1].replace(":", "/")} - {""}
        at = found.end()
    if len(operators) != 1 or (operators != {"+"} and len(terms) != 2) or column in terms:
        return None
    return Formula(column, operators.pop(), tuple(terms))


def declared_readings(view: TableView) -> Mapping[int, Reading]:
    """By column, the quotient or the difference that the table declares."""
    return {
        formula.column: Reading(
            formula.terms[0], formula.terms[1], "difference" if formula.operator == "-" else "index"
        )
        for formula in formulas(view)
        if formula.operator != "+"
    }
