"""The sources that ``solieu collect`` follows, as a person reads them in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from solieu.export.harmless import one_line
from solieu.export.stored import grid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from solieu.store import SourceSeen

__all__ = ["SourcesView"]


class SourcesView:
    """How each source fared; ``troubles`` are sentences by the names of sources."""

    def __init__(self, sources: Sequence[SourceSeen], troubles: Mapping[str, str]) -> None:
        self.sources = sources
        self.troubles = troubles

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = grid()
        table.add_column("Source", overflow="fold", ratio=4)
        for name in ("Reports", "Waiting", "Failing", "Deleted"):
            table.add_column(name, justify="right")
        table.add_column("Last run", overflow="fold", ratio=2)
        table.add_column("Last new", overflow="fold", ratio=2)
        for one in self.sources:
            shown = Text(one_line(one.name), "bold").append(f"\n{one_line(one.address)}", "dim")
            if self.troubles.get(one.name):
                shown.append(f"\n{self.troubles[one.name]}", "yellow")
            counts = (one.reports, one.waiting, one.failing, one.gone)
            table.add_row(
                shown,
                *(Text(f"{count:,}" if count else "") for count in counts),
                _moment(one.last_run),
                _moment(one.last_new),
            )
        yield table


def _moment(told: str | None) -> Text:
    return Text(told[:16].replace("T", " ") if told else "never")
