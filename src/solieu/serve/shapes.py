"""What the API gives and takes, as types: its documentation is made from them."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

import msgspec

from solieu.model import CellGround, Observation
from solieu.store import (
    Decision,
    InboxEntry,
    PresentIndicator,
    PresentPlace,
    StoredFigure,
    StoredFinding,
    Task,
    Whence,
)

__all__ = ["Chosen", "Decided", "Dismissal", "Figure", "FigureWhole", "Finished", "Judgement", "Page", "Problem", "ReportWhole",
           "Suggestion", "TaskSeen"]  # fmt: skip

T = TypeVar("T")

_HIDDEN = frozenset({"sentence", "cell"})
_of_observation = [
    (field.name, field.type, field.default) if field.default is not msgspec.NODEFAULT else (field.name, field.type)
    for field in msgspec.structs.fields(Observation)
    if field.name not in _HIDDEN
]
_of_store = [
    (field.name, field.type, field.default) if field.default is not msgspec.NODEFAULT else (field.name, field.type)
    for field in msgspec.structs.fields(StoredFigure)
    if field.name != "observation"
]
Figure: Any = msgspec.defstruct(
    "Figure", [*_of_store, *_of_observation, ("sentence_span", tuple[int, int]), ("url", str), ("cell", CellGround | None, None)],
    kw_only=True, frozen=True,
)  # fmt: skip
Figure.__doc__ = "A figure as it counts: as decided, else as read."


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Some of what was asked for."""

    items: list[T]
    next: str | None = None
    """The address of the next page; null on the last one."""


class FigureWhole(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with its history and those that tell the same fact."""

    figure: Figure
    as_read: Observation | None
    """What the program read, whatever was decided."""
    decisions: list[Decision]
    """The last first."""
    findings: list[StoredFinding]
    counts: bool
    """Whether it is the one that counts of those that tell the same fact."""
    rule: str | None
    """Why the one that counts does."""
    disputed: bool
    rivals: list[Figure]


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """The figure that counts of those that tell the same fact."""

    figure: Figure
    rule: str
    disputed: bool
    rivals: list[Figure]
    copies: list[Figure]


class ReportWhole(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its text and figures."""

    report: InboxEntry
    text: str
    figures: list[Figure]
    """In the order of the text, rejected ones with them."""
    findings: list[StoredFinding]
    provenance: list[Whence]
    """The versions of every address that gave it, the last first."""


class TaskSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A task, and whether its day had passed."""

    task: Task
    overdue: bool


class Judgement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person decides on a figure."""

    kind: Literal["accept", "correct", "reject", "withdraw"]
    by: str
    """Who decides."""
    why: str = ""
    """Needed to reject."""
    changes: dict[str, str | None] | None = None
    """Of a correction: number, unit_text, value, value_max, unit, of, measure, status, bound, basis, basis_kind, indicator,
    indicator_id, place, place_code or period, as text; null says that it is not known."""
    seen: int | None = None
    """The number of the last decision that was seen, 0 for none: with another one since, nothing is decided (409)."""


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """How the figure stands now."""

    decision: int
    figure: Figure


class Dismissal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a finding is no fault, or taking that back."""

    dismissed: bool
    by: str
    why: str = ""
    """Needed to dismiss."""


class Finished(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a person has looked through a report, or taking that back."""

    done: bool
    by: str


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A name that fits some letters."""

    id: str
    label: str
    more: str


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    """One plain sentence."""


TYPES: tuple[Any, ...] = (Page[Figure], Page[Chosen], Page[InboxEntry], Page[StoredFinding], Page[TaskSeen], list[PresentIndicator],
                          list[PresentPlace], FigureWhole, ReportWhole, Judgement, Decided, Dismissal, Finished, Problem)  # fmt: skip
