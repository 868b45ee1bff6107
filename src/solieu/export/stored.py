"""What a store holds as a person reads it in a terminal: figures, passages, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from solieu.export.harmless import one_line
from solieu.export.terminal import value_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from solieu.model import Period
    from solieu.store import Choice, Passage, StoredFigure, StoredReport

__all__ = ["FiguresView", "PassagesView", "ReportsView", "grid", "report_text", "subject_text"]

_SIGNS = {"accept": "✓", "correct": "✎", "reject": "✗", None: ""}
_LONGEST_PERIOD = len("2022-01/2022-09")
_MARKED = "bold yellow"


class FiguresView:
    """Figures with the numbers by which ``solieu decide`` calls them; of those that were chosen among others, why."""

    def __init__(self, figures: Sequence[StoredFigure], choices: Sequence[Choice] = ()) -> None:
        self.figures = figures
        self.choices = {one.figure.id: one for one in choices}

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = grid()
        table.add_column("No.", justify="right", style="dim", no_wrap=True)
        table.add_column("Indicator", overflow="fold", ratio=3)
        table.add_column("Value", justify="right", overflow="fold", ratio=2)
        table.add_column("Measure", overflow="fold", ratio=2)
        table.add_column("Place", overflow="fold", ratio=2)
        table.add_column("Period", no_wrap=True)
        if self.choices:
            table.add_column("Chosen", overflow="fold", ratio=2)
        for one in self.figures:
            told = one.observation
            sign = f" {_SIGNS[one.verdict]}" if one.verdict else ""
            value = value_text(told)
            if one.verdict == "correct":
                value = Text.assemble(value, f"\n→ {_plain(told.value)} {told.unit or ''}")
            table.add_row(
                Text(f"{one.id}{sign}"), subject_text(told.indicator, told.indicator_id), value,
                Text(f"{told.measure}{f', {told.status}' if told.status != 'actual' else ''}"),
                Text(one_line(told.place or "?")), _period(told.period),
                *([_chosen(self.choices[one.id])] if self.choices else []),
            )  # fmt: skip
        yield table


_RULES = {
    "only": "", "agreed": "all agree", "decision": "decided", "later": "later report", "table": "in a table",
    "nearer": "nearer period or place", "first": "first in the text",
}  # fmt: skip


def _chosen(one: Choice) -> Text:
    """Why it counts, among how many, and whether they differ."""
    shown = Text(_RULES[one.rule])
    if one.rivals:
        shown.append(f"\n1 of {len(one.rivals) + 1}", "dim")
    return shown.append("\nsources differ", "yellow") if one.disputed else shown


def _period(period: Period | None) -> Text:
    """As written, on two lines where it is long."""
    written = str(period or "?")
    return Text(written if len(written) <= _LONGEST_PERIOD else written.replace("/", "/\n"))


def grid() -> Table:
    """A table without lines, as all views of a store have it."""
    return Table(box=SIMPLE_HEAD, padding=(0, 1), header_style="dim", border_style="dim", expand=True)


def _plain(value: object) -> str:
    return f"{value:f}"


def subject_text(words: str | None, identifier: str | None) -> Text:
    """What a figure measures: the printed words and the entry of the catalogue."""
    subject = Text(one_line(words)) if words else Text("?", "dim")
    return subject.append(f"\n{identifier}", "dim") if identifier else subject


class PassagesView:
    """Sentences of reports with the words that were looked for."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = passages

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for one in self.passages:
            facts = " · ".join(one_line(fact) for fact in (one.place, one.issued, one.report) if fact)
            yield Text.assemble((one_line(one.title or one.report), "bold"), ("  " + facts, "dim"))
            yield Padding(_marked(one, plain=not console.is_terminal), (0, 0, 0, 2), expand=False)


def _marked(passage: Passage, *, plain: bool) -> Text:
    """The words that were found between signs, where there are no colours."""
    shown, done = Text(), 0
    for start, end in passage.marks:
        if start < done:
            continue
        found = passage.text[start:end]
        shown.append(_visible(passage.text[done:start]))
        shown.append(_visible(f"«{found}»" if plain else found), _MARKED)
        done = end
    return shown.append(_visible(passage.text[done:]))


def _visible(text: str) -> str:
    """On one line and harmless, with the blanks at its ends."""
    before, after = text[: len(text) - len(text.lstrip())] and " ", text[len(text.rstrip()) :] and " "
    shown = one_line(text)
    return f"{before}{shown}{after}" if shown else before


class ReportsView:
    """Reports with what is known of them."""

    def __init__(self, reports: Sequence[StoredReport]) -> None:
        self.reports = reports

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = grid()
        table.add_column("No.", justify="right", style="dim", no_wrap=True)
        table.add_column("Report", overflow="fold", ratio=5)
        table.add_column("Place", overflow="fold", ratio=2)
        table.add_column("Issued", no_wrap=True)
        table.add_column("Figures", justify="right")
        table.add_column("Findings", justify="right")
        for one in self.reports:
            table.add_row(
                Text(str(one.id)), report_text(one), Text(one_line(one.place or "?")), Text(str(one.issued or "?")),
                Text(f"{one.figures:,}"), Text(f"{one.findings:,}" if one.findings else ""),
            )  # fmt: skip
        yield table


def report_text(one: StoredReport) -> Text:
    """A report by its title and name, with what is wrong with it."""
    shown = Text(one_line(one.title or one.name), "bold" if one.title else "")
    if one.title:
        shown.append(f"\n{one_line(one.name)}", "dim")
    if len(one.sources) > 1:
        shown.append(f" and {len(one.sources) - 1} more", "dim")
    if one.near_duplicate_of is not None:
        shown.append(f"\nnearly the same as no. {one.near_duplicate_of} ({one.similarity:.0%})", "yellow")
    if one.error is not None:
        shown.append(f"\n{one_line(one.error)}", "red")
    return shown
