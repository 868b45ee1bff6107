"""What goes out of a store: the chosen figures or all of them, with what the writers want to know beside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from solieu.store import StoredFigure  # noqa: TC001 (msgspec reads it)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from solieu.export.labels import Language
    from solieu.store import Store, StoredFinding, StoredReport
    from solieu.store.choosing import Choice
    from solieu.store.query import Query

__all__ = ["Content", "Selected", "Written", "content_of", "selected"]

_REPORTS_AT_HAND = 4_096
_FINDINGS_AT_ONCE = 1_000


class Selected(NamedTuple):
    """A figure that goes out."""

    figure: StoredFigure
    chosen: bool
    """Whether it is the current value of what it tells."""
    disputed: bool
    """Whether another source gives a value that differs beyond what was printed."""
    rule: str
    """Why the current value was chosen: see :class:`solieu.store.choosing.Choice`."""
    rivals: tuple[StoredFigure, ...] = ()
    """Of a chosen one, the others of the same thing, the best first."""


class Written(NamedTuple):
    """What came of writing."""

    figures: int
    left_out: int = 0
    """Figures that the format has no place for."""


@dataclass(frozen=True)
class Content:
    """Figures on their way out. The figures come once; what is asked about them can be asked at any time."""

    figures: Iterable[Selected]
    report: Callable[[int], StoredReport | None]
    findings: Callable[[], Iterable[StoredFinding]]
    query: str = ""
    """What was asked for, as :class:`solieu.store.query.Query` writes it."""
    all_sources: bool = False
    """Whether every figure goes out, or only current values."""
    language: Language = "vi"
    """Of heads and notes for people."""


def content_of(store: Store, query: Query, *, all_sources: bool = False, language: Language = "vi") -> Content:
    """What ``query`` asks of ``store``: current values, or with ``all_sources`` every figure."""
    return Content(
        figures=_every_figure(store, query) if all_sources else selected(store.each_choice(query), all_sources=False),
        report=lru_cache(_REPORTS_AT_HAND)(store.about), findings=partial(_each_finding, store), query=str(query),
        all_sources=all_sources, language=language,
    )  # fmt: skip


def selected(choices: Iterable[Choice], *, all_sources: bool) -> Iterator[Selected]:
    """The current value of each choice, with ``all_sources`` followed by the other figures of the same fact."""
    for one in choices:
        yield Selected(one.figure, True, one.disputed, one.rule, one.rivals)
        if all_sources:
            for other in one.every[1:]:
                yield Selected(other, False, one.disputed, one.rule)


def _every_figure(store: Store, query: Query) -> Iterator[Selected]:
    """The figures asked for, each with whether it was chosen among all figures of its fact."""
    if query.verdict == "reject":
        return (Selected(one, False, False, "") for one in store.each_figure(query))
    every = selected(store.each_choice(query), all_sources=True)
    if query.words is query.verdict is query.report is None:
        return every
    asked = {one.id for one in store.each_figure(query)}
    return (one for one in every if one.figure.id in asked)


def _each_finding(store: Store) -> Iterator[StoredFinding]:
    offset = 0
    while found := store.findings(limit=_FINDINGS_AT_ONCE, offset=offset):
        yield from found
        offset += len(found)
