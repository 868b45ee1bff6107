"""The catalogue that a command was given."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from solieu.cli.messages import note
from solieu.knowledge.catalogue import catalogue, read_catalogue
from solieu.knowledge.clashes import clashes

if TYPE_CHECKING:
    from pathlib import Path

    from solieu.knowledge.catalogue import Catalogue

__all__ = ["chosen_catalogue"]

_MOST_CLASHES = 5


def chosen_catalogue(path: Path | None) -> Catalogue | None:
    """The catalogue with the user's entries, ``None`` without a file; a note tells of names that clash.

    Raises:
        UsageError: if the file cannot be read or a line is wrong.
    """
    if path is None:
        return None
    known = read_catalogue(path)
    own = known.entries.keys() - catalogue().entries.keys()
    found = (one for one in clashes(known) if not one.close and not own.isdisjoint({one.one.id, one.other.id}))
    for clash in islice(found, _MOST_CLASHES):
        note(f"{path}: {clash}; only one of them will be found.")
    if next(found, None):
        note(f"{path}: there are more such names; solieu indicators --check --catalogue {path} lists all.")
    return known
