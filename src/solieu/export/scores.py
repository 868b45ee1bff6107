"""How well figures are found, as a person reads it in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from solieu.export.harmless import one_line
from solieu.export.stored import grid

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from solieu.score import Difference, Scores

__all__ = ["ScoresView"]

_RATES = (
    ("detection", "figures found"), ("core", "with value, unit and measure"), ("fact", "with indicator words, place and period"),
    ("coded", "with the catalogue's id in place of the words"), ("place", "places of figures"), ("period", "periods of figures"),
)  # fmt: skip


class ScoresView:
    """Precision, recall and F1, each field by itself, and the first differences."""

    def __init__(self, scores: Scores, most: int) -> None:
        self.scores = scores
        self.most = most

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        told = self.scores
        yield Text(f"{told.docs:,} reports, {told.gold:,} figures marked, {told.system:,} found", "bold")
        table = grid()
        table.add_column("Measured", ratio=1)
        for head in ("Precision", "Recall", "F1"):
            table.add_column(head, justify="right")
        rates = [*((words, getattr(told, name)) for name, words in _RATES), *told.lists.items()]
        for words, rate in rates:
            table.add_row(Text(words), *(Text(f"{part:.3f}") for part in (rate.p, rate.r, rate.f1)))
        yield table
        yield Text("Of the figures found:  ", "dim").append(_shares(told.fields), "default")
        yield Text("Of the reports:  ", "dim").append(_shares(told.document), "default")
        for one in told.differences[: self.most]:
            yield _difference(one)
        if self.most and len(told.differences) > self.most:
            yield Text(f"… and {len(told.differences) - self.most:,} more", "dim")


def _shares(shares: dict[str, float | None] | dict[str, float]) -> str:
    return "  ".join(f"{name} {share:.3f}" for name, share in shares.items() if share is not None)


def _difference(one: Difference) -> Text:
    kind = f"wrong {', '.join(one.fields)}" if one.fields else one.kind
    shown = Text.assemble((f"{one_line(one.report)}: ", "bold"), (kind, "red"), f" {one_line(one.quote or '')}")
    for name, words in (("marked", one.marked), ("found", one.said)):
        if words is not None:
            shown.append(f"\n  {name:<6} {one_line(words)}", "dim")
    return shown
