"""The desk as a person reads it in a terminal: the inbox, the queue, decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from solieu.export.harmless import one_line
from solieu.export.stored import grid, report_text, subject_text
from solieu.export.terminal import value_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from solieu.store import Decision, InboxEntry, Queued

__all__ = ["DecisionsView", "InboxView", "QueueView"]

_REASONS = {
    "contradiction": "contradicted", "suspicious": "suspicious", "disputed": "sources differ", "no_place": "no place",
    "no_period": "no period", "no_indicator": "not in the catalogue", "confidence": "hard to read",
}  # fmt: skip


class InboxView:
    """Reports with the numbers by which ``solieu finish`` calls them."""

    def __init__(self, entries: Sequence[InboxEntry]) -> None:
        self.entries = entries

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = grid()
        table.add_column("No.", justify="right", style="dim", no_wrap=True)
        table.add_column("Report", overflow="fold", ratio=6)
        table.add_column("Came", no_wrap=True)
        for head in ("Figures", "Doubtful", "Findings", "Decided"):
            table.add_column(head, justify="right")
        table.add_column("Done", overflow="fold", min_width=4, ratio=1)
        for one in self.entries:
            table.add_row(
                Text(str(one.id)), report_text(one), Text(one.added[:10]), Text(f"{one.figures:,}"), _count(one.doubtful),
                _count(one.findings, "red" if one.contradictions else ""), _count(one.decided), _done(one),
            )  # fmt: skip
        yield table


def _count(number: int, style: str = "") -> Text:
    return Text(f"{number:,}" if number else "", style)


def _done(one: InboxEntry) -> Text:
    if not one.done:
        return Text()
    who = Text(one_line(one.done_by or "✓"))
    return who.append("\nread again since", "yellow") if one.read_again else who


class QueueView:
    """Figures with the numbers by which ``solieu decide`` calls them, and why they deserve a look."""

    def __init__(self, queued: Sequence[Queued]) -> None:
        self.queued = queued

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = grid()
        table.add_column("No.", justify="right", style="dim", no_wrap=True)
        table.add_column("Indicator", overflow="fold", ratio=3)
        table.add_column("Value", justify="right", overflow="fold", ratio=2)
        table.add_column("Place, period", overflow="fold", ratio=3)
        table.add_column("Why", overflow="fold", ratio=3)
        for one in self.queued:
            told = one.figure.observation
            where = Text(one_line(told.place or "?")).append(f"\n{told.period or '?'}", "dim")
            table.add_row(
                Text(str(one.figure.id)), subject_text(told.indicator, told.indicator_id), value_text(told), where,
                Text(", ".join(_REASONS[reason] for reason in one.reasons)),
            )  # fmt: skip
        yield table


class DecisionsView:
    """Decisions, each with its figure or finding, who, when and why."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.decisions = decisions

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = grid()
        table.add_column("No.", justify="right", style="dim", no_wrap=True)
        table.add_column("When, who", overflow="fold", ratio=2)
        table.add_column("Decision", overflow="fold", ratio=2)
        table.add_column("On", overflow="fold", ratio=4)
        table.add_column("Why", overflow="fold", ratio=3)
        for one in self.decisions:
            who = Text(one.made_at[:10]).append(f"\n{one_line(one.made_by)}", "dim")
            table.add_row(Text(str(one.id)), who, _decided(one), _ground(one), Text(one_line(one.why)))
        yield table


def _decided(one: Decision) -> Text:
    shown = Text(one.kind)
    for name, value in (one.changes or {}).items():
        shown.append(f"\n{name} = {one_line('?' if value is None else str(value))}", "dim")
    return shown


def _ground(one: Decision) -> Text:
    if one.quote is None:
        return Text(one_line(one.message or one.finding or "")).append(f"\n{one.finding}", "dim")
    number = "" if one.figure is None else f"no. {one.figure}, "
    shown = Text(one_line(one.quote)).append(f"\n{number}{one_line(one.report or '?')}", "dim")
    return shown.append("\nits words are no longer found", "yellow") if one.state == "unplaced" else shown
