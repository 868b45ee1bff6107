"""``solieu restate``: the figures of reports for the units of another day."""

from __future__ import annotations

import sys
from io import BufferedReader
from typing import TYPE_CHECKING, Any

import msgspec

from solieu.cli.batch import Tally, announced, outcomes
from solieu.cli.catalogues import chosen_catalogue
from solieu.cli.messages import note, say
from solieu.cli.outputs import console_on, format_for
from solieu.errors import ReadError, UsageError
from solieu.knowledge.territories import OLDEST_MAP
from solieu.model import Report, decode_report, encode
from solieu.read import expand
from solieu.resolve.restate import restate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from solieu.cli.outputs import Format
    from solieu.knowledge.catalogue import Catalogue
    from solieu.read import Source

__all__ = ["run"]

_FIRST_FIELD = b'{"report":'


def run(paths: Sequence[str], on: date, form: Format | None, *, catalogue: Path | None, limit: int, quiet: bool) -> int:
    """Print the figures at ``paths`` for the units of the day ``on``, and return the exit code.

    Raises:
        UsageError: if the day is before the oldest map or the catalogue cannot be read.
    """
    if on < OLDEST_MAP:
        raise UsageError(f"The units of {on} are not known: choose a day from {OLDEST_MAP} on.")
    known = chosen_catalogue(catalogue)
    sources = list(expand(paths, _ignore if quiet else note))
    tally = Tally()
    found = restate(_reports(sources, tally, known, limit, quiet=quiet), on, known=known)
    if (form or format_for(None)) == "table":
        from solieu.export.reference import RestatedView

        console_on(sys.stdout).print(RestatedView(found))
    else:
        for one in (*found.figures, *found.left):
            sys.stdout.write(encode(_fields(one)).decode() + "\n")
    if not quiet:
        say(f"{len(found.figures):,} figures for the units of {on}; {len(found.left):,} cannot be told for one.")
    return tally.exit_code


def _reports(
    sources: Sequence[Source], tally: Tally, known: Catalogue | None, limit: int, *, quiet: bool
) -> Iterator[Report]:
    printed = [source for source in sources if _is_extracted(source)]
    texts = [source for source in sources if source not in printed]
    results = outcomes(texts, limit, known)
    if len(texts) > 1 and sys.stderr.isatty() and not quiet:
        from solieu.cli.progress import with_progress

        results = with_progress(results, len(texts), screen_shared=False)
    yield from announced(results, tally, notes=not quiet)
    for source in printed:
        yield from _extracted(source, tally, limit)


def _is_extracted(source: Source) -> bool:
    """Whether the source holds what ``solieu extract`` printed: by its ending, of standard input by how it begins."""
    if source.path is None:
        given = sys.stdin.buffer
        return isinstance(given, BufferedReader) and not given.isatty() and given.peek().startswith(_FIRST_FIELD)
    return source.path.suffix.lower() in (".jsonl", ".ndjson")


def _extracted(source: Source, tally: Tally, limit: int) -> Iterator[Report]:
    """The reports that ``solieu extract`` printed; a line that is none is told and passed over."""
    try:
        lines = source.load(limit).splitlines()
    except ReadError as error:
        tally.failed += 1
        say(str(error))
        return
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield decode_report(line)
        except (msgspec.DecodeError, ValueError):
            tally.failed += 1
            say(f"{source.name}, line {number}: no report as solieu extract prints it; the line is left out.")


def _fields(one: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def _ignore(_: str) -> None:
    return None
