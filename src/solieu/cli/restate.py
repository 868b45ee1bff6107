"""``solieu restate``: the figures of reports for the units of another day."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from solieu.cli.batch import Tally
from solieu.cli.catalogues import chosen_catalogue
from solieu.cli.extracted import all_reports
from solieu.cli.messages import note, say
from solieu.cli.outputs import console_on, format_for
from solieu.errors import UsageError
from solieu.knowledge.territories import OLDEST_MAP
from solieu.model import encode
from solieu.read import locate
from solieu.resolve.restate import restate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    import msgspec

    from solieu.cli.outputs import Format
    from solieu.read import Limits

__all__ = ["run"]


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
    found = restate(all_reports(files, tally, known, limits, quiet=quiet), on, known=known)
    if (form or format_for(None)) == "table":
        from solieu.export.reference import RestatedView

        console_on(sys.stdout).print(RestatedView(found))
    else:
        for one in (*found.figures, *found.left):
            sys.stdout.write(encode(_fields(one)).decode() + "\n")
    if not quiet:
        say(f"{len(found.figures):,} figures for the units of {on}; {len(found.left):,} cannot be told for one.")
    return tally.exit_code


def _fields(one: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def _ignore(_: str) -> None:
    return None
