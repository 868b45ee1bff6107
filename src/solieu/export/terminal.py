"""Reports as a person reads them in a terminal: who reports, a table of figures, tasks given, and what is doubtful."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from solieu.export.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from solieu.model import Directive, Finding, Observation, Report
    from solieu.spans import Mention

__all__ = ["ReportView", "counted", "mention_table", "table", "value_text"]

_COLOURS = {
    "level": "cyan",
    "attainment": "green",
    "change": "dark_orange",
    "index": "dark_goldenrod",
    "difference": "magenta",
    "share": "blue",
    "rank": "medium_purple",
}
_BOUNDS = {"exact": "", "about": "≈ ", "above": "> ", "below": "< "}
_COMPARED = {"attainment": "of", "share": "of"}
_ALARMS = {"contradiction": "red", "suspicious": "yellow", "note": "none"}
_WIDE, _NARROW = 110, 64
_WIDEST = 130
_GAP = 3  # between two columns of the box
_LONGEST_TASK = 240


class ReportView:
    """What a report says, as wide as the terminal. With ``first``, only that many figures and no list of tasks.

    Findings whose identifiers are ``dismissed`` are not shown.
    """

    def __init__(self, report: Report, *, first: int | None = None, dismissed: Container[str] = ()) -> None:
        self.report = report
        self.first = first
        self.dismissed = dismissed

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        report = self.report
        yield _heading(report)
        if report.observations:
            yield table(report, first=self.first, width=min(options.max_width, _WIDEST))
            left_out = len(report.observations) - (self.first or len(report.observations))
            if left_out > 0:
                yield Text(f"  … and {left_out} more", "dim")
        yield Group(*self._rest())
        yield ""

    def _rest(self) -> Iterator[RenderableType]:
        report = self.report
        counts = (
            counted(len(report.observations), "figure", "figures"),
            counted(len(report.references), "document cited", "documents cited"),
            counted(len(report.officials), "person named", "people named"),
            counted(len(report.directives), "task given", "tasks given"),
        )
        if report.text:
            yield Padding(Text(" · ".join(counts), "dim"), (0, 2))
        if self.first is None:
            yield from map(_task, report.directives)
        yield from (_finding(one) for one in report.findings if one.id not in self.dismissed)
        for warning in report.warnings:
            yield _bullet("!" if report.text else "✗", "yellow" if report.text else "red", Text(one_line(warning)))


def _heading(report: Report) -> RenderableType:
    facts = (report.place, report.issued and f"issued {report.issued}", report.period and f"period {report.period}")
    known = [one_line(str(fact)) for fact in facts if fact]
    lines = [Text(one_line(report.title or report.name or "(no title)"), "bold")]
    if known:
        lines.append(Text(" · ".join(known)))
    if report.title and report.name:
        lines.append(Text(one_line(report.name), "dim"))
    return Group(*lines)


def table(report: Report, *, first: int | None = None, width: int = 80) -> Table:
    """The figures of ``report``, an indicator named once for all that follow about it.

    A place stands only where it is not the report's own. Where there is room, the catalogue's ids have their own
    column; where there is little, periods stand below the measure, and only those that are not the report's own.
    """
    observations = report.observations[:first]
    wide, narrow = width >= _WIDE, width < _NARROW
    values = [value_text(observation) for observation in observations]
    measures = [_measure(observation, report, with_period=narrow) for observation in observations]
    periods = [] if narrow else [_period(observation, report) for observation in observations]
    ids = list(_ids(observations)) if wide else []
    value_width, period_width, id_width = _widest(values, 16 if narrow else 24), _widest(periods, 15), _widest(ids, 36)
    columns = 3 + bool(periods) + bool(ids)
    left = max(width - value_width - period_width - id_width - _GAP * columns - 1, 20)
    indicator_width = left * 5 // 9
    subjects = _subjects(observations, report, indicator_width, with_id=not wide)

    grid = Table(box=SIMPLE_HEAD, width=width, header_style="dim", border_style="dim")
    grid.add_column("Indicator", width=indicator_width, overflow="fold")
    grid.add_column("Value", justify="right", width=value_width, overflow="fold")
    grid.add_column("Measure", width=left - indicator_width, overflow="fold")
    if periods:
        grid.add_column("Period", width=period_width, overflow="fold")
    if ids:
        grid.add_column("Catalogue", style="dim", width=id_width, overflow="fold")
    for cells in zip(subjects, values, measures, *filter(None, (periods, ids)), strict=True):
        grid.add_row(*cells)
    return grid


def _runs(observations: Iterable[Observation]) -> Iterator[list[Observation]]:
    """Figures that follow each other about one thing."""
    for _, run in groupby(observations, lambda o: (o.indicator_span, o.indicator, o.indicator_id, o.place)):
        yield list(run)


def _ids(observations: Iterable[Observation]) -> Iterator[Text]:
    for run in _runs(observations):
        yield Text(run[0].indicator_id or "")
        yield from (Text() for _ in run[1:])


def _widest(cells: Iterable[Text], most: int) -> int:
    return min(max((cell.cell_len for cell in cells), default=0), most)


def _subjects(observations: Sequence[Observation], report: Report, width: int, *, with_id: bool) -> Iterator[Text]:
    """The first column: indicator, place and id once for a run of figures, spread over its rows."""
    for run in _runs(observations):
        lines = list(_subject(run[0], report, width, with_id=with_id))
        last = len(run) - 1
        for row in range(last):
            yield lines[row] if row < len(lines) else Text()
        yield Text("\n").join(lines[last:])


def _subject(observation: Observation, report: Report, width: int, *, with_id: bool) -> Iterator[Text]:
    yield Text(one_line(observation.indicator)) if observation.indicator else Text("?", "dim")
    if observation.place and observation.place != report.place:
        yield Text(one_line(observation.place), "italic")
    if with_id and observation.indicator_id:
        yield Text(_broken_at_underscores(observation.indicator_id, width), "dim")


def _broken_at_underscores(identifier: str, width: int) -> str:
    cut = identifier.rfind("_", 0, width) + 1
    if len(identifier) <= width or not cut:
        return identifier
    return f"{identifier[:cut]}\n{_broken_at_underscores(identifier[cut:], width)}"


def value_text(observation: Observation) -> Text:
    """The figure as printed, with the sign that the words around it give and a mark for its bound."""
    quote = one_line(observation.quote)
    sign = ""
    if quote[:1].isdigit() and observation.measure in ("change", "difference") and observation.number:
        sign = "−" if observation.number < 0 else "+"
    return Text(_BOUNDS[observation.bound] + sign + quote, _COLOURS[observation.measure])


def _measure(observation: Observation, report: Report, *, with_period: bool) -> Text:
    words = Text(observation.measure, _COLOURS[observation.measure])
    if observation.basis:
        words.append(f" {_COMPARED.get(observation.measure, 'vs')} {one_line(observation.basis)}", "default")
    if observation.status != "actual":
        words.append(f", {observation.status}", "italic default")
    if with_period and observation.period and observation.period != report.period:
        words.append("\n" + str(observation.period).replace("/", "/\n"), "default")
    return words


def _period(observation: Observation, report: Report) -> Text:
    if observation.period is None:
        return Text("?", "dim")
    printed = str(observation.period)
    broken = printed.replace("/", "/\n") if len(printed) > len("2022-01/2022-09") else printed
    return Text(broken, "dim" if observation.period == report.period else "")


def _task(directive: Directive) -> RenderableType:
    to = ", ".join(map(one_line, directive.to)) or "nobody named"
    due = f" (due {directive.due})" if directive.due else ""
    text = one_line(directive.text)
    shown = text if len(text) <= _LONGEST_TASK else text[:_LONGEST_TASK].rsplit(" ", 1)[0] + " …"
    return _bullet("→", "green", Text.assemble((to, "bold"), (due, "yellow"), ": ", shown))


def _finding(finding: Finding) -> RenderableType:
    return _bullet("✗", _ALARMS[finding.severity], Text(f"{finding.severity}: {one_line(finding.message)}"))


def _bullet(sign: str, style: str, text: Text) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    grid.add_row(Text(sign, style), text)
    return Padding(grid, (0, 2))


def counted(number: int, one: str, many: str) -> str:
    """The number with its noun: ``1 figure``, ``1,204 figures``."""
    return f"{number:,} {one if number == 1 else many}"


def mention_table(mentions: Iterable[Mention]) -> Table:
    """Quantities as printed, with their value in the base unit."""
    grid = Table(box=SIMPLE_HEAD, padding=(0, 1), header_style="dim", border_style="dim")
    grid.add_column("As printed", justify="right", style="cyan")
    grid.add_column("Value", justify="right")
    grid.add_column("Unit")
    grid.add_column("Out of", justify="right")
    grid.add_column("Hedge", style="dim")
    for mention in mentions:
        value = format(mention.value, "f")
        upper = "" if mention.value_max is None else f" – {mention.value_max:f}"
        of = "" if mention.of is None else format(mention.of, "f")
        hedge = one_line(mention.hedge or "") or ("" if mention.bound == "exact" else mention.bound)
        grid.add_row(_BOUNDS[mention.bound] + one_line(mention.quote), value + upper, mention.unit or "?", of, hedge)
    return grid
