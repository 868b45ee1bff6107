"""The store that a command was given."""

from __future__ import annotations

import getpass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from solieu import __version__
from solieu.cli.messages import note
from solieu.errors import UsageError
from solieu.store import Store
from solieu.store.database import is_older

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["announce", "extractor_with", "opened", "store_among", "who"]

_LARGE = 50_000_000


def opened(path: Path) -> Store:
    """The store at ``path``, which must be there.

    Raises:
        StoreError: if it is none or cannot be opened.
    """
    announce(path)
    return Store.open(path)


def announce(path: Path) -> None:
    """Say that opening the store takes its time, where it does."""
    if is_older(path) and path.stat().st_size > _LARGE:
        note(
            f"{path} was made by an older version of solieu and is brought up to date first, which may take some minutes."
        )


def store_among(paths: Sequence[str]) -> Path | None:
    """The store, if it is what the paths name; a store among other paths is wrong use.

    Raises:
        UsageError: if there are other paths beside a store.
    """
    from solieu.store import is_store

    stores = [path for path in paths if path != "-" and is_store(Path(path))]
    if stores and len(paths) > 1:
        raise UsageError(f"{stores[0]} is a store: give it alone, or files alone.")
    return Path(stores[0]) if stores else None


def extractor_with(catalogue: Path | None) -> str:
    """The version that reads reports: that of solieu, with what tells a user's catalogue from others."""
    if catalogue is None:
        return __version__
    return f"{__version__}+{sha256(catalogue.read_bytes()).hexdigest()[:8]}"


def who(given: str | None) -> str:
    """The name given, or that of the user who is logged in."""
    if given is not None:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
