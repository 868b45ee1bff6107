"""Reports that were extracted before, or are now: what several commands read alike."""

from __future__ import annotations

import sys
from hashlib import sha256
from io import BufferedReader
from itertools import count
from typing import TYPE_CHECKING

import msgspec

from solieu.cli.batch import Outcome, announced, outcomes
from solieu.cli.messages import note, say
from solieu.cli.streams import count_of, reports_in
from solieu.errors import ReadError
from solieu.model import Report, decode_report
from solieu.read.text_forms import holds_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from solieu.cli.batch import Tally
    from solieu.knowledge.catalogue import Catalogue
    from solieu.read import Limits, Source

__all__ = ["all_reports", "separated", "whole_reports"]

_BEGINNING = 65_536


def all_reports(
    files: Sequence[Source],
    tally: Tally,
    known: Catalogue | None,
    limits: Limits,
    *,
    quiet: bool,
    screen_shared: bool = False,
) -> Iterator[Report]:
    """The reports in ``files``, one at a time: read and understood, or as ``solieu extract`` printed them."""
    printed, texts = separated(files)
    results = outcomes(reports_in(texts, _ignore if quiet else note, limits), limits, known)
    total = count_of(texts)
    if total != 1 and texts and sys.stderr.isatty() and not quiet:
        from solieu.cli.progress import with_progress

        results = with_progress(results, total, screen_shared=screen_shared)
    yield from announced(results, tally, notes=not quiet)
    for file in printed:
        yield from _extracted(file, tally, limits.size)


def separated(files: Sequence[Source]) -> tuple[list[Source], list[Source]]:
    """What ``solieu extract`` printed, and all others."""
    printed = [_is_extracted(file) for file in files]
    return (
        [file for file, is_printed in zip(files, printed, strict=True) if is_printed],
        [file for file, is_printed in zip(files, printed, strict=True) if not is_printed],
    )


def whole_reports(source: Source, limit: int, is_known: Callable[[str], bool]) -> Iterator[Outcome]:
    """The reports that ``solieu extract --full`` printed; those of whose digest ``is_known`` says so are not decoded anew.

    A line that is no report, or one without its text, is an outcome with its error.
    """
    for number, line in _lines(source, limit):
        where = f"{source.name}, line {number}"
        try:
            report = decode_report(line)
        except (msgspec.DecodeError, ValueError, RecursionError):
            yield _without(where, "no report as solieu extract prints it; the line is left out")
            continue
        if not report.text.strip():
            yield _without(where, f"{report.name} has no text; write it with solieu extract --full --format jsonl")
        elif any(report.text[one.start : one.end] != one.quote for one in report.observations):
            yield _without(where, f"the figures of {report.name} do not stand in its text; extract it again")
        elif report.sha256 and is_known(report.sha256):
            yield Outcome(report, known=True)
        else:
            yield Outcome(report if report.sha256 else _with_digest(report))


def _without(where: str, why: str) -> Outcome:
    sentence = f"{where}: {why}."
    return Outcome(Report(name=where, warnings=(sentence,)), sentence)


def _with_digest(report: Report) -> Report:
    """What was never a file is known by its text."""
    return msgspec.structs.replace(report, sha256=sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest())


def _lines(source: Source, limit: int) -> Iterator[tuple[int, bytes]]:
    with source.opened() as file:
        for number in count(1):
            line = file.readline(limit + 1)
            if not line:
                return
            if line.strip():
                yield number, line


def _is_extracted(source: Source) -> bool:
    """Whether the source begins with what ``solieu extract`` printed, whatever it is called."""
    if source.path is None:
        given = sys.stdin.buffer
        return isinstance(given, BufferedReader) and not given.isatty() and holds_figures(given.peek())
    try:
        with source.opened() as file:
            return holds_figures(file.read(_BEGINNING))
    except (ReadError, OSError):
        return False


def _extracted(source: Source, tally: Tally, limit: int) -> Iterator[Report]:
    """The reports that ``solieu extract`` printed, line by line; a line that is none is told and passed over."""
    for number, line in _lines(source, limit):
        try:
            report = decode_report(line)
        except (msgspec.DecodeError, ValueError, RecursionError):
            tally.reports += 1
            tally.failed += 1
            say(f"{source.name}, line {number}: no report as solieu extract prints it; the line is left out.")
            continue
        tally.count(report)
        yield report


def _ignore(_: str) -> None:
    return None
