"""The forms in which reports are printed, and the places they are printed to."""

from __future__ import annotations

import io
import os
import shlex
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TextIO, get_args

from solieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from solieu.cli.batch import Tally
    from solieu.model import Report
    from solieu.read import Source

__all__ = ["Format", "console_on", "destination", "findings_line", "format_for", "require_writable", "total", "write"]

Format = Literal["table", "jsonl", "csv", "html"]
_ENDINGS: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".txt": "table",
}
_PAGE = Path("solieu.html")
_SEVERITIES = ("contradiction", "suspicious", "note")
_LONGEST_COMMAND = 120


def format_for(output: Path | None) -> Format:
    """The format that the ending of the output's name, or else the kind of standard output, asks for.

    Raises:
        UsageError: if the ending tells nothing.
    """
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    chosen = _ENDINGS.get(output.suffix.lower())
    if chosen is None:
        raise UsageError(f"The ending of {output} names no format: add --format {', '.join(get_args(Format))}.")
    return chosen


def destination(output: Path | None, form: Format) -> Path | None:
    """Where to write: a file, or ``None`` for standard output. A page never goes to a terminal."""
    if output is None and form == "html" and sys.stdout.isatty():
        return _PAGE
    return None if output is None or str(output) == "-" else output


def require_writable(output: Path, sources: Sequence[Source]) -> None:
    """Find out before the work whether its result can be kept.

    Raises:
        UsageError: if ``output`` cannot be written or is one of the inputs.
    """
    if output.is_dir():
        raise UsageError(f"Cannot write {output}: it is a folder; name a file.")
    if not output.parent.is_dir():
        raise UsageError(f"Cannot write {output}: the folder {output.parent} does not exist; make it first.")
    if not os.access(output if output.exists() else output.parent, os.W_OK):
        raise UsageError(f"Cannot write {output}: this user may not; choose another place.")
    if output.exists() and any(source.path is not None and _same(source.path, output) for source in sources):
        raise UsageError(f"Cannot write {output}: it is one of the files to read; choose another name.")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """The file, or standard output, for bytes."""
    if output is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with output.open("wb") as file:
            yield file


def write(form: Format, reports: Iterable[Report], output: Path | None, tally: Tally, *, full: bool = False) -> None:
    """Print ``reports`` as they come; a page only when all have come, so that it is written whole or not at all.

    ``full`` JSON Lines have the text, too.
    """
    if form == "html":
        reports = list(reports)
    with _opened(output) as out:
        if form == "table":
            _tables(reports, out, tally, to_file=output is not None)
        elif form == "html":
            _page(list(reports), out, tally)
        elif form == "csv":
            _csv(reports, out, output is not None)
        else:
            _json_lines(reports, out, full=full)


def _json_lines(reports: Iterable[Report], out: BinaryIO, *, full: bool) -> None:
    from solieu.model import encode

    for report in reports:
        out.write(encode(report, text=full) + b"\n")
        out.flush()


def _csv(reports: Iterable[Report], out: BinaryIO, to_file: bool) -> None:
    """In a file with the mark that makes Excel read UTF-8; in a pipe without it, since other programs trip over it."""
    from solieu.export.tabular import write_csv

    stream = io.TextIOWrapper(out, "utf-8-sig" if to_file else "utf-8", errors="replace", newline="")
    try:
        write_csv(reports, stream)
    finally:
        stream.detach()


def _page(reports: Sequence[Report], out: BinaryIO, tally: Tally) -> None:
    from solieu.check.across import check_across
    from solieu.export.html import page

    dismissed = {name: {"by": one.by, "when": one.when, "why": one.why} for name, one in tally.dismissed.items()}
    shown = page(reports, across=check_across(reports), dismissed=dismissed)
    out.write(shown.encode("utf-8", "replace"))


def _tables(reports: Iterable[Report], out: BinaryIO, tally: Tally, *, to_file: bool) -> None:
    if not to_file:
        _print_tables(reports, console_on(sys.stdout), tally)
        return
    stream = io.TextIOWrapper(out, "utf-8", errors="replace")
    try:
        _print_tables(reports, console_on(stream), tally)
    finally:
        stream.detach()


def _print_tables(reports: Iterable[Report], console: Console, tally: Tally) -> None:
    from solieu.export.terminal import ReportView

    for report in reports:
        console.print(ReportView(report, dismissed=tally.dismissed))
    console.print(total(tally), style="bold")
    if found := findings_line(tally):
        console.print(found, soft_wrap=True)


def console_on(stream: TextIO) -> Console:
    """A console that prints text as it is and colours it only where that can be seen."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to :func:`solieu.cli.main`: Rich would end the program as failed."""
            raise BrokenPipeError

    return Plain(file=stream, highlight=False, markup=False, emoji=False)


def findings_line(tally: Tally) -> str | None:
    """How many findings there are and the command that tells them; ``None`` where there are none."""
    from solieu.export.harmless import one_line
    from solieu.export.labels import counted_in

    if not tally.findings:
        return None
    parts = [counted_in(tally.findings[what], what, "en") for what in _SEVERITIES if tally.findings[what]]
    paths = shlex.join(tally.given)
    return f"Figures that cannot all be true: {', '.join(parts)}; see solieu check {one_line(paths) if len(paths) <= _LONGEST_COMMAND else 'PATH...'}"


def total(tally: Tally) -> str:
    """One line for the whole batch."""
    from solieu.export.terminal import counted

    parts = [
        counted(tally.reports, "report", "reports"),
        f"{counted(tally.figures, 'figure', 'figures')} ({tally.identified:,} in the catalogue)",
        counted(tally.references, "document cited", "documents cited"),
        counted(tally.officials, "person named", "people named"),
        counted(tally.directives, "task given", "tasks given"),
    ]
    if tally.failed:
        parts.append(f"{tally.failed:,} could not be read")
    return " · ".join(parts)
