"""``solieu extract``: reports in, figures out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from solieu.cli.batch import Tally, announced, outcomes
from solieu.cli.catalogues import chosen_catalogue
from solieu.cli.dismissals import DEFAULT_FILE, in_force, read_dismissals
from solieu.cli.messages import note, say
from solieu.cli.outputs import destination, format_for, require_writable, total, write
from solieu.cli.streams import count_of, reports_in
from solieu.errors import UsageError
from solieu.read import locate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from solieu.cli.outputs import Format
    from solieu.read import Limits

__all__ = ["run"]


def run(
    paths: Sequence[str],
    form: Format | None,
    output: Path | None,
    *,
    full: bool,
    catalogue: Path | None,
    dismissed: Path | None,
    limits: Limits,
    quiet: bool,
) -> int:
    """Print what the reports at ``paths`` say, and return the exit code.

    Raises:
        UsageError: if the output cannot be written or the catalogue cannot be read.
    """
    known = chosen_catalogue(catalogue)
    chosen = form or format_for(None if output is None or str(output) == "-" else output)
    if full and chosen != "jsonl":
        raise UsageError("--full is for jsonl: add --format jsonl, or name an output that ends with .jsonl.")
    target = destination(output, chosen)
    told_of = _ignore if quiet else note
    # The files are all found before the output is made, which may lie among them; what they hold is found on the way.
    files = list(locate(paths, told_of))
    if target is not None:
        require_writable(target, files)
    if "-" in paths and sys.stdin.isatty() and not quiet:
        note("reading standard input; end it with Ctrl-D.")
    results = outcomes(reports_in(files, told_of, limits), limits, known)
    on_screen = target is None and sys.stdout.isatty()
    count = count_of(files)
    if count != 1 and sys.stderr.isatty() and not quiet:
        from solieu.cli.progress import with_progress

        results = with_progress(results, count, screen_shared=on_screen)
    decisions = in_force(read_dismissals(dismissed or DEFAULT_FILE, told_of))
    tally = Tally(given=tuple(paths), dismissed=decisions)
    # A table shows each report's errors and warnings: on the same screen they need not stand twice.
    told = chosen == "table" and on_screen and sys.stderr.isatty()
    write(chosen, announced(results, tally, errors=not told, notes=not (told or quiet)), target, tally, full=full)
    if target is not None and not quiet:
        say(f"{total(tally)} → {target}")
    return tally.exit_code


def _ignore(_: str) -> None:
    return None
