"""Units, indicators and restated figures as a person reads them in a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from solieu.export.harmless import one_line
from solieu.knowledge.entries import parts
from solieu.knowledge.gazetteer import gazetteer

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from decimal import Decimal

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from solieu.knowledge.entries import Indicator
    from solieu.knowledge.lookup import PlaceHistory
    from solieu.knowledge.territories import Holder
    from solieu.model import Place
    from solieu.resolve.restated import Left, Restated, Restatement

__all__ = ["PlacesView", "RestatedView", "indicator_view"]

_LEVELS = {1: "province", 2: "district", 3: "commune"}
_MOST_UNITS = 20
_MOST_NAMED = 12
_MOST_IN_DETAIL = 3
_MOST_DIGITS = 40
_VIETNAMESE = str.maketrans(",.", ".,")
_ADDITIVE = {"yes": "parts add up", "level": "units of one level add up", "no": "parts do not add up"}


class PlacesView:
    """Units, each with its forms through time, and what stands for it on a day if one is asked for."""

    def __init__(
        self, histories: Sequence[PlaceHistory], on: date | None = None, stands: Sequence[Sequence[Place]] | None = None
    ) -> None:
        self.histories = histories
        self.on = on
        self.stands = stands or [()] * len(histories)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for one, units in list(zip(self.histories, self.stands, strict=True))[:_MOST_UNITS]:
            yield _heading(one)
            yield _timeline(one, self.on, units)
        more = len(self.histories) - _MOST_UNITS
        if more > 0:
            yield Text(f"… and {more} more of this name: say where with --in, or with its type word.", "dim")


def _heading(one: PlaceHistory) -> Text:
    last = one.forms[-1]
    return Text.assemble(
        (last.full_name, "bold"), f" · {_LEVELS[last.level]}{_within(last)} · ", (f"code {last.code}", "dim")
    )


def _within(place: Place) -> str:
    day = place.valid_to or date.max
    above = [unit.full_name for code in place.parents if (unit := gazetteer().by_code(code, day))]
    return f" of {', '.join(above)}" if above else ""


def _timeline(one: PlaceHistory, on: date | None, units: Sequence[Place]) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(overflow="fold")
    own = {form.full_name for form in one.forms}
    for form in one.forms:
        grid.add_row(f"  {_days(form)}", form.full_name)
        taken = [other for other in one.took_in if other.valid_to and _began_with(form, other.valid_to)]
        if taken:
            grid.add_row("", Text(f"took in {_named(taken, own)}", "dim"))
    last = one.forms[-1]
    if last.valid_to is not None:
        heirs = _named(one.successors, own) if one.successors else "nothing known"
        grid.add_row("  then", Text(f"→ {heirs}"))
    if one.held_by:
        grid.add_row("", Text(f"its area is held by {_held(one.held_by)}", "dim"))
    if on is not None:
        grid.add_row(f"  on {on}", Text(_named(units) if units else "nothing known", "bold green"))
    grid.add_row("", "")
    return grid


def _began_with(form: Place, ended: date) -> bool:
    """Whether something that ended on this day went into ``form`` and not into another form of its unit."""
    after = form.valid_from is None or ended >= form.valid_from or (form.valid_from - ended).days == 1
    return after and (form.valid_to is None or ended < form.valid_to)


def _days(place: Place) -> str:
    first, last = place.valid_from, place.valid_to
    if first is None:
        return f"to {last}" if last else "always known"
    return f"{first} to {last}" if last else f"since {first}"


def _named(places: Sequence[Place], others: Container[str] = ()) -> str:
    """The names of ``places``, with the codes of those that are called like ``others``."""
    names = [
        f"{place.full_name} (code {place.code})" if place.full_name in others else place.full_name
        for place in places[:_MOST_NAMED]
    ]
    more = len(places) - _MOST_NAMED
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def _held(holders: Sequence[Holder]) -> str:
    names = [holder.place.full_name + ("" if holder.whole else " (in part)") for holder in holders[:_MOST_NAMED]]
    more = len(holders) - _MOST_NAMED
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def indicator_view(entries: Sequence[Indicator]) -> RenderableType:
    """A few entries with all that is known of them, many as a table."""
    if len(entries) > _MOST_IN_DETAIL:
        return _indicator_table(entries)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for entry in entries:
        grid.add_row(Text("id"), Text(one_line(entry.id), "bold"))
        for name, value in _facts(entry):
            grid.add_row(Text(name), Text(one_line(value)))
        grid.add_row("", "")
    return grid


def _facts(entry: Indicator) -> Iterable[tuple[str, str]]:
    yield "name", f"{entry.label_vi} · {entry.label_en}"
    units = ", ".join(dict.fromkeys(filter(None, (entry.unit, *entry.units))))
    yield "measured in", f"{entry.dimension}{f' ({units})' if units else ''}"
    yield "kind", f"{entry.nature}; {_ADDITIVE[entry.additive]}"
    if entry.official_code:
        yield "official list", entry.official_code
    for part in parts():
        if part.part == entry.id and part.relation != "shares":
            yield "part of", f"{part.whole}: {part.why}"
        if part.whole == entry.id:
            yield ("shares", part.why) if part.relation == "shares" else ("has part", part.part)
    yield "printed as", ", ".join(entry.aliases)


def _indicator_table(entries: Iterable[Indicator]) -> Table:
    grid = Table(box=SIMPLE_HEAD, padding=(0, 1), header_style="dim", border_style="dim")
    grid.add_column("Indicator", style="cyan", overflow="fold")
    grid.add_column("Name", overflow="fold")
    grid.add_column("Unit", overflow="fold")
    grid.add_column("Kind")
    grid.add_column("Theme", style="dim")
    for entry in entries:
        cells = (entry.id, entry.label_vi, entry.unit or entry.dimension, entry.nature, entry.theme)
        grid.add_row(*(Text(one_line(value)) for value in cells))
    return grid


class RestatedView:
    """Figures for the units of another day with their sources, and what was left with the reason."""

    def __init__(self, found: Restatement) -> None:
        self.found = found

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.found.figures:
            yield _restated_table(self.found.figures)
        if self.found.left:
            yield Text("Not told for a unit of that day", "bold")
            yield _left_table(self.found.left)


def _restated_table(figures: Iterable[Restated]) -> Table:
    grid = Table(box=SIMPLE_HEAD, padding=(0, 1), header_style="dim", border_style="dim")
    for head in ("Unit", "Indicator"):
        grid.add_column(head, overflow="fold")
    grid.add_column("Value", justify="right", overflow="fold")
    for head in ("Measure", "Period", "From"):
        grid.add_column(head, overflow="fold")
    for one in figures:
        value = _printed(one.value) + (f" – {_printed(one.value_max)}" if one.value_max is not None else "")
        quotes = " + ".join(f"{source.quote} ({source.place})" for source in one.sources)
        grid.add_row(
            Text(one.place), Text(one_line(one.indicator or one.indicator_id or "?")), Text(one_line(f"{value} {one.unit or ''}")),
            Text(one.measure), Text(str(one.period or "?")), Text(one_line(quotes), "green" if one.rule == "sum" else ""),
        )  # fmt: skip
    return grid


def _printed(value: Decimal) -> str:
    """As reports print numbers: 1.584.000,5; what is too long for a table with its exponent."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or abs(value.adjusted()) > _MOST_DIGITS or abs(exponent) > _MOST_DIGITS:
        return f"{value:.6g}"
    return f"{value:,f}".translate(_VIETNAMESE)


def _left_table(left: Iterable[Left]) -> Table:
    grid = Table(box=SIMPLE_HEAD, padding=(0, 1), header_style="dim", border_style="dim")
    for head in ("Report", "Unit", "Figure", "Why"):
        grid.add_column(head, overflow="fold")
    for one in left:
        grid.add_row(*(Text(one_line(words)) for words in (one.report, one.place or "?", one.quote, one.message)))
    return grid
