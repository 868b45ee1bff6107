"""A store that is open: its file and its connection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from solieu.store.database import connect, explained

if TYPE_CHECKING:
    from os import PathLike
    from sqlite3 import Connection
    from types import TracebackType
    from typing import Self

__all__ = ["OpenStore"]


class OpenStore:
    """What all that is done with a store needs."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: str | PathLike[str], *, create: bool = False) -> Self:
        """The store at ``path``; with ``create`` a new one where there is none.

        Raises:
            StoreError: if it cannot be opened; the sentence says why and what to do.
        """
        where = Path(path)
        return cls(connect(where, create=create), where)

    def close(self) -> None:
        """Close the file."""
        with explained(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
