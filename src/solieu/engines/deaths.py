"""At which documents processes died, told by what they leave behind: whoever does the part next goes around them."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Deaths"]

_TWICE = 2


class Deaths:
    """The deaths at one part since the run began; to be used in a ``with`` statement.

    A process that enters a batch says so in a file. Who finds such a file knows that another one died there: the
    documents of that batch come one by one then, and one at which a second process dies is read by none again.
    """

    def __init__(self, folder: Path, part: str) -> None:
        self._at, self._deaths = folder / f"{part}.at", folder / f"{part}.deaths"
        folder.mkdir(parents=True, exist_ok=True)
        if self._at.exists():
            with self._deaths.open("a") as file:
                file.write(self._at.read_text() + "\n")
        lines = self._deaths.read_text().splitlines() if self._deaths.exists() else []
        stretches = [(int(words[0]), int(words[1])) for line in lines if len(words := line.split()) == 2]
        times = Counter(position for first, count in stretches for position in range(first, first + count))
        self.suspects = frozenset(times)
        """The positions of documents that are to be read by themselves."""
        self.fatal = frozenset(first for first, count in stretches if count == 1 and times[first] >= _TWICE)
        """The positions of those that are not to be read."""
        self._file = os.open(self._at, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)

    def entering(self, position: int, count: int) -> None:
        """The documents from ``position`` on are read next, ``count`` of them."""
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, f"{position:12} {count:12}".encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        os.close(self._file)
        self._at.unlink(missing_ok=True)
        if kind is None:
            self._deaths.unlink(missing_ok=True)
