"""``solieu demo``: the sample reports, read and shown."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from solieu.cli.batch import Tally, announced, outcomes
from solieu.cli.outputs import console_on, findings_line, total, write
from solieu.errors import UsageError
from solieu.export.terminal import ReportView
from solieu.read import Limits, Source
from solieu.samples import sample_paths

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["run"]

_FIRST_FIGURES = 5


def run(folder: Path, *, opens: bool) -> int:
    """Print the first figures of each sample, write all of them to ``folder``, and return the exit code.

    Raises:
        UsageError: if the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"Cannot make the folder {folder}: {reason}; choose another with -o.") from None
    console = console_on(sys.stdout)
    began = time.perf_counter()
    tally = Tally()
    reports = []
    results = outcomes((Source(path.name, path) for path in sample_paths()), Limits())
    for report in announced(results, tally, errors=False, notes=False):
        console.print(ReportView(report, first=_FIRST_FIGURES))
        reports.append(report)
    console.print(f"{total(tally)} · {time.perf_counter() - began:.1f} seconds", style="bold")
    page = folder / "solieu.html"
    lines, sheet = folder / "observations.jsonl", folder / "observations.csv"
    tally.given = (str(lines),)
    if found := findings_line(tally):
        console.print(found, soft_wrap=True)
    write("html", reports, page, tally)
    write("jsonl", reports, lines, tally)
    write("csv", reports, sheet, tally)
    console.print()
    console.print(f"{page}  the reports with every figure marked: open it in a browser", soft_wrap=True)
    console.print(f"{sheet}  one row for each figure, for Excel", soft_wrap=True)
    console.print(f"{lines}  one JSON object for each report, for programs", soft_wrap=True)
    console.print()
    console.print("Now your own: solieu extract FILE-OR-FOLDER -o figures.csv", style="bold", soft_wrap=True)
    console.print(
        "To keep, review and plot them: solieu add solieu.db FOLDER, then solieu serve solieu.db --open", soft_wrap=True
    )
    if opens:
        import webbrowser

        webbrowser.open(page.resolve().as_uri())
    return tally.exit_code
