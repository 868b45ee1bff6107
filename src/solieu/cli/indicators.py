"""``solieu indicators``: what solieu knows to be measured."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from solieu.cli.messages import say
from solieu.cli.outputs import console_on, format_for
from solieu.knowledge.catalogue import Catalogue, catalogue, read_catalogue
from solieu.knowledge.clashes import clashes, empty_names
from solieu.knowledge.entries import parts
from solieu.knowledge.lookup import indicators
from solieu.model import encode

if TYPE_CHECKING:
    from pathlib import Path

    from solieu.cli.outputs import Format
    from solieu.knowledge.entries import Indicator

__all__ = ["run"]


def run(words: str, path: Path | None, form: Format | None, *, check: bool) -> int:
    """Print the indicators that ``words`` name and return the exit code.

    Raises:
        UsageError: if the user's catalogue cannot be read or a line is wrong.
    """
    known = catalogue() if path is None else read_catalogue(path)
    if check:
        return _check(known)
    found = indicators(words, known=known)
    if not found:
        say(f"The catalogue has no indicator called {words}; add one with --catalogue, see solieu indicators --help.")
        return 1
    if (form or format_for(None)) == "table":
        from solieu.export.reference import indicator_view

        console_on(sys.stdout).print(indicator_view(found))
    else:
        for entry in found:
            sys.stdout.write(encode(_fields(entry)).decode() + "\n")
    return 0


def _fields(entry: Indicator) -> dict[str, Any]:
    part_of = [part.whole for part in parts() if part.part == entry.id and part.whole != entry.id]
    has = [part.part for part in parts() if part.whole == entry.id and part.part != entry.id]
    return entry._asdict() | {"part_of": part_of, "parts": has}


def _check(known: Catalogue) -> int:
    """Print what is wrong with the names of ``known``; the exit code."""
    wrong = [str(clash) for clash in clashes(known) if not clash.close]
    wrong += [f"“{alias}” of {identifier} has no word that matters" for identifier, alias in empty_names(known)]
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    say(f"{len(known.entries):,} indicators, {len(wrong):,} names that cannot be told apart or say nothing.")
    return 1 if wrong else 0
