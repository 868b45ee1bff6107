"""``solieu score``: how well figures are found in marked reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from solieu.cli.catalogues import chosen_catalogue
from solieu.cli.messages import say
from solieu.cli.outputs import console_on, format_for
from solieu.errors import UsageError
from solieu.model import encode
from solieu.score import line_of, read_gold, read_lines, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solieu.cli.outputs import Format
    from solieu.knowledge.catalogue import Catalogue
    from solieu.score import Gold, Line

__all__ = ["run"]


def run(
    folder: Path, output: str | None, form: Format | None, *, errors: int, catalogue: Path | None, quiet: bool
) -> int:  # fmt: skip
    """Print how well the figures of the marked reports are found, and return the exit code.

    Raises:
        UsageError: if there are no marked reports, or the output cannot be opened.
        ReadError: if a marked report or a line of the output cannot be read.
    """
    gold = read_gold(folder)
    lines = _read_now(gold, chosen_catalogue(catalogue), quiet=quiet) if output is None else _given(output)
    found = score(gold, lines)
    if (form or format_for(None)) == "table":
        from solieu.export.scores import ScoresView

        console_on(sys.stdout).print(ScoresView(found, errors))
    else:
        told = {name: getattr(found, name) for name in found.__struct_fields__} | {
            "differences": found.differences[:errors]
        }
        sys.stdout.write(encode(told).decode() + "\n")
    if found.missing_docs:
        say(f"{output or folder} says nothing of {found.missing_docs} of {found.docs} marked reports.")
    return 1 if found.missing_docs else 0


def _read_now(gold: Sequence[Gold], known: Catalogue | None, *, quiet: bool) -> list[Line]:
    from solieu.pipeline import extract

    every: Iterable[Line] = (line_of(extract(one.text, name=one.path.name, catalogue=known)) for one in gold)
    if sys.stderr.isatty() and not quiet:
        from solieu.cli.progress import counted_off

        every = counted_off(every, len(gold))
    return list(every)


def _given(output: str) -> list[Line]:
    if output == "-":
        return read_lines(sys.stdin.buffer, "standard input")
    try:
        with Path(output).open("rb") as file:
            return read_lines(file, output)
    except OSError as error:
        raise UsageError(f"Cannot read {output}: {(error.strerror or str(error)).lower()}.") from error
