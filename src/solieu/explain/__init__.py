"""Why a figure was understood so, or why a number is none: what makes an error easy to mend."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from solieu.errors import UsageError
from solieu.explain.cells import cell_at, explain_cell
from solieu.explain.explanation import Explanation, Fact
from solieu.explain.figures import explain_figure
from solieu.explain.numbers import Number, explain_number, numbers
from solieu.knowledge.catalogue import catalogue
from solieu.read import from_text, read
from solieu.read.sources import Source
from solieu.stages import Stages

if TYPE_CHECKING:
    from os import PathLike

    from solieu.knowledge.catalogue import Catalogue
    from solieu.model import Report

__all__ = ["Explanation", "Fact", "explain", "explain_report"]


def explain(
    source: str | bytes | PathLike[str], offset: int | str, *, catalogue: Catalogue | None = None
) -> Explanation:
    """Why the figure at or next to ``offset`` was understood so; of a number that is no figure, why it is none.

    Args:
        source: as for :func:`solieu.extract`.
        offset: code points into the text as read, as the ``start`` of an observation is, or words of the text: the
            first number in or behind their first occurrence is meant.
        catalogue: as for :func:`solieu.extract`.

    Raises:
        solieu.errors.ReadError: if the source cannot be read.
        solieu.errors.UsageError: if the text has no such offset or words, or no number.

    >>> print(explain("Huyện có 40 xã. Tỷ lệ hộ nghèo giảm còn 2,1%.", "2,1%").subject.value)
    Tỷ lệ hộ nghèo
    """
    return explain_report(_report(source), offset, catalogue)


def explain_report(report: Report, offset: int | str, known: Catalogue | None = None) -> Explanation:
    """As :func:`explain`, for a report that has been read already.

    Raises:
        solieu.errors.UsageError: if the text has no such offset or words, or no number.
    """
    stages = Stages(report, known or catalogue())
    given = _offset(report, offset)
    cell = cell_at(stages, given, given + (len(offset) if isinstance(offset, str) else 1))
    if cell is not None:
        return explain_cell(stages, cell)
    at = stages.text.offset(given)
    found = _nearest(numbers(stages), at, behind=isinstance(offset, str))
    if found is None:
        raise UsageError(f"There is no number in {report.name or 'the text'}, so there is nothing to explain.")
    if found.figure is not None:
        return explain_figure(stages, found.figure)
    return explain_number(stages, found)


def _report(source: str | bytes | PathLike[str]) -> Report:
    if isinstance(source, str):
        return from_text(source)
    if isinstance(source, bytes):
        return read(source)
    path = Path(source)
    return read(Source(path.as_posix(), path).load(), name=path.as_posix())


def _offset(report: Report, offset: int | str) -> int:
    name = report.name or "the text"
    if isinstance(offset, str):
        found = report.text.find(offset) if offset.strip() else -1
        if found < 0:
            raise UsageError(f"“{offset}” does not stand in {name}: give words exactly as they stand there.")
        return found
    if not 0 <= offset <= len(report.text):
        raise UsageError(f"There is no offset {offset} in {name}: its text has {len(report.text)} characters.")
    return offset


def _nearest(found: list[Number], at: int, *, behind: bool) -> Number | None:
    """The number at ``at`` or nearest to it, figures first; ``behind``: rather one that begins or ends later."""
    later = [number for number in found if number.end > at] if behind else []
    return min(later or found, key=lambda number: (_distance(number, at), number.figure is None), default=None)


def _distance(number: Number, at: int) -> int:
    return max(number.start - at, at - number.end, 0)
