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
from solieu.cli.streams import count_of, reports_in
from solieu.errors import ReadError, UsageError
from solieu.knowledge.territories import OLDEST_MAP
from solieu.model import Report, decode_report, encode
from solieu.read import locate
from solieu.read.text_forms import json_object
from solieu.resolve.restate import restate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from solieu.cli.outputs import Format
    from solieu.knowledge.catalogue import Catalogue
    from solieu.read import Limits, Source

__all__ = ["run"]

_FIRST_FIELD = b'{"report":'
_BEGINNING = 65_536


def run(
    paths: Sequence[str], on: date, form: Format | None, *, catalogue: Path | None, limits: Limits, quiet: bool
) -> int:
    """Print the figures at ``paths`` for the units of the day ``on``, and return the exit code.

    Raises:
        UsageError: if the day is before the oldest map or the catalogue cannot be read.
    """
    if on < OLDEST_MAP:
        raise UsageError(f"The units of {on} are not known: choose a day from {OLDEST_MAP} on.")
    known = chosen_catalogue(catalogue)
    files = list(locate(paths, _ignore if quiet else note))
    tally = Tally()
    found = restate(_reports(files, tally, known, limits, quiet=quiet), on, known=known)
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
    files: Sequence[Source], tally: Tally, known: Catalogue | None, limits: Limits, *, quiet: bool
) -> Iterator[Report]:
    printed = [_is_extracted(file) for file in files]
    texts = [file for file, is_printed in zip(files, printed, strict=True) if not is_printed]
    results = outcomes(reports_in(texts, _ignore if quiet else note, limits), limits, known)
    count = count_of(texts)
    if count != 1 and texts and sys.stderr.isatty() and not quiet:
        from solieu.cli.progress import with_progress

        results = with_progress(results, count, screen_shared=False)
    yield from announced(results, tally, notes=not quiet)
    for file, is_printed in zip(files, printed, strict=True):
        if is_printed:
            yield from _extracted(file, tally, limits.size)


def _is_extracted(source: Source) -> bool:
    """Whether the source holds what ``solieu extract`` printed: by its ending, if it is no corpus of texts; of standard input by how it begins."""
    if source.path is None:
        given = sys.stdin.buffer
        return isinstance(given, BufferedReader) and not given.isatty() and given.peek().startswith(_FIRST_FIELD)
    return source.path.suffix.lower() in (".jsonl", ".ndjson") and not _is_corpus(source)


def _is_corpus(source: Source) -> bool:
    try:
        with source.opened() as file:
            lines = file.read(_BEGINNING).splitlines()
    except (ReadError, OSError):
        return False
    return any("observations" not in record for line in lines if (record := json_object(line)) is not None)


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
