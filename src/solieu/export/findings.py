"""Findings as a person reads them in a terminal: what cannot be true, where it stands, the arithmetic, what would settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from solieu.check.times import written
from solieu.export.harmless import one_line
from solieu.export.labels import labels, titles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from solieu.export.labels import Language
    from solieu.export.placed import Passage, PlacedFinding, PlacedGround
    from solieu.model import Derived

__all__ = ["DerivedView", "FindingView"]

_STYLES = {"contradiction": "bold red", "suspicious": "bold yellow", "note": "bold cyan"}
_SIGNS = {"contradiction": "✗", "suspicious": "?", "note": "i"}
_QUOTED = ("«", "»")
_WIDEST = 110


class FindingView:
    """One finding in ``language``; ``dismissed`` tells by whom, when and why where somebody did.

    Severity and figures are told by signs, too, so that nothing is lost where there are no colours.
    """

    def __init__(self, placed: PlacedFinding, language: Language, *, dismissed: str | None = None) -> None:
        self.placed = placed
        self.language = language
        self.dismissed = dismissed

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = Group(*self._lines(plain=not console.is_terminal))
        yield from console.render(lines, options.update(max_width=min(options.max_width, _WIDEST)))

    def _lines(self, *, plain: bool) -> Iterator[RenderableType]:
        finding, words = self.placed.finding, labels()[self.language]
        vietnamese = self.language == "vi"
        yield self._heading()
        if self.dismissed is not None:
            yield Padding(Text(f"{words['dismissed']} {one_line(self.dismissed)}", "dim"), (0, 0, 0, 2), expand=False)
        yield from self._places()
        for passage in self.placed.passages:
            yield Padding(_marked(passage, plain=plain), (0, 0, 0, 4), expand=False)
        yield Padding(
            Text(one_line(finding.message if vietnamese else finding.message_en or finding.message)),
            (0, 0, 0, 2),
            expand=False,
        )
        remedies = finding.remedies if vietnamese else finding.remedies_en or finding.remedies
        if remedies:
            yield Padding(Text(words["remedies"], "dim"), (0, 0, 0, 2), expand=False)
            for remedy in remedies:
                yield Padding(Text(f"– {one_line(remedy)}", "dim"), (0, 0, 0, 4), expand=False)
        yield Padding(Text(f"{words['finding_code']} {finding.id}", "dim"), (0, 0, 0, 2), expand=False)
        yield ""

    def _heading(self) -> Text:
        finding = self.placed.finding
        title = titles_of(finding.check)["title" if self.language == "vi" else "title_en"]
        severity = labels()[self.language][f"severity_{finding.severity}"]
        style = "dim" if self.dismissed is not None else _STYLES[finding.severity]
        return Text.assemble((f"{_SIGNS[finding.severity]} {severity.upper()}", style), "  ", (one_line(title), "bold"))

    def _places(self) -> Iterator[RenderableType]:
        """Where it stands: one line, or one for each figure where they stand in several reports or have no passage."""
        grounds = self.placed.grounds
        if self.placed.report is not None:
            yield Padding(Text(self._where(grounds), "cyan"), (0, 0, 0, 2), expand=False)
            return
        for ground in grounds:
            about = [
                one_line(part)
                for part in (ground.indicator, ground.place, ground.period and written(ground.period, self.language))
                if part
            ]
            where = self._where((ground,))
            yield Padding(
                Text.assemble((where, "cyan"), "  ", (one_line(ground.quote), "bold"), "  ", " · ".join(about)),
                (0, 0, 0, 2),
                expand=False,
            )

    def _where(self, grounds: tuple[PlacedGround, ...]) -> str:
        words = labels()[self.language]
        if not grounds:
            return one_line(self.placed.report or "")
        first = grounds[0]
        parts = [one_line(first.report or "?")]
        if first.sheet:
            parts.append(f"{words['sheet'].lower()} {one_line(first.sheet)}")
        if first.page:
            parts.append(f"{words['page'].lower()} {first.page}")
        lines = list(dict.fromkeys(ground.line for ground in grounds if ground.line is not None))
        if lines:
            parts.append(f"{words['line']} {', '.join(map(str, lines[:6]))}{' …' if len(lines) > 6 else ''}")
        elif not first.page:
            parts.append(f"{words['character']} {first.start}")
        return ", ".join(parts)


class DerivedView:
    """A figure that no report prints, marked as such, with how it follows from what is printed."""

    def __init__(self, derived: Derived, report: str, language: Language) -> None:
        self.derived = derived
        self.report = report
        self.language = language

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        derived = self.derived
        period = derived.period and written(derived.period, self.language)
        about = (derived.indicator, derived.basis, derived.place, period, self.report)
        said = derived.message if self.language == "vi" else derived.message_en
        yield Text.assemble(
            ("≈ ", "magenta"), (labels()[self.language]["derived"], "italic magenta"), "  ", one_line(said)
        )
        yield Padding(Text(" · ".join(one_line(part) for part in about if part), "dim"), (0, 0, 0, 2), expand=False)
        yield ""


def _marked(passage: Passage, *, plain: bool) -> Text:
    """The passage with its figures bold and underlined, or in quotation marks where there is no such thing."""
    text = Text()
    at = 0
    for start, end in passage.marks:
        if start < at:
            continue
        text.append(_spaced(passage.text[at:start]))
        quote = one_line(passage.text[start:end])
        text.append(quote.join(_QUOTED) if plain else quote, "" if plain else "bold underline")
        at = end
    text.append(_spaced(passage.text[at:]))
    return text


def _spaced(text: str) -> str:
    """Harmless, with the blanks at its ends as one."""
    harmless = one_line(text)
    if not harmless:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + harmless + (" " if text[-1].isspace() else "")
