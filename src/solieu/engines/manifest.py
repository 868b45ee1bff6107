"""What is done already, in a file that is only added to, so that a run which was killed goes on where it was."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from solieu.engines.parts import Cuts  # noqa: TC001 (msgspec reads them)
from solieu.engines.tasks import Done, Gathered, Settings  # noqa: TC001 (msgspec reads them)
from solieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Header", "Manifest", "locked"]


class Header(msgspec.Struct, frozen=True, kw_only=True, tag_field="line", tag="output"):
    """With what the output is made: all its parts alike."""

    version: str
    part_size: int
    settings: Settings


class _Part(msgspec.Struct, frozen=True, tag_field="line", tag="part"):
    done: Done


class _Dropped(msgspec.Struct, frozen=True, tag_field="line", tag="dropped"):
    part: str


class _Shelf(msgspec.Struct, frozen=True, tag_field="line", tag="gathered"):
    gathered: Gathered


class _Cut(msgspec.Struct, frozen=True, tag_field="line", tag="cuts"):
    cuts: Cuts


_DECODER = msgspec.json.Decoder(Header | _Part | _Dropped | _Shelf | _Cut)


class Manifest:
    """The lines of the file, and what they come to. Each is on the disk before anybody counts on it."""

    def __init__(self, path: Path) -> None:
        """Reads what is there; a last line that was cut off is taken away.

        Raises:
            UsageError: if it is no such file, or of another version.
        """
        self.header: Header | None = None
        self.done: dict[str, Done] = {}
        """Parts by their identifier."""
        self.gathered: dict[str, Gathered] = {}
        """The files of the datasets by their shelves."""
        self.cuts: dict[str, Cuts] = {}
        """How large files were cut, by their names."""
        self._path = path
        lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
        if lines and not lines[-1].endswith(b"\n"):
            cut_off = lines.pop()
            with path.open("r+b") as file:
                file.truncate(path.stat().st_size - len(cut_off))
        for number, line in enumerate(lines, 1):
            self._take(line, number)
        self._file = path.open("ab")

    def _take(self, line: bytes, number: int) -> None:
        try:
            found = _DECODER.decode(line)
        except (msgspec.DecodeError, ValueError):
            raise UsageError(
                f"{self._path}, line {number} is not what solieu bulk writes: choose another folder, or remove this one."
            ) from None
        if isinstance(found, Header):
            self.header = found
        elif isinstance(found, _Part):
            self.done[found.done.part] = found.done
        elif isinstance(found, _Dropped):
            self.done.pop(found.part, None)
        elif isinstance(found, _Shelf):
            self.gathered[found.gathered.shelf] = found.gathered
        else:
            self.cuts[found.cuts.name] = found.cuts

    def begin(self, header: Header) -> None:
        """Keep with what the output is made."""
        self.header = header
        self._add(header)

    def keep(self, done: Done) -> None:
        """Keep that a part is done."""
        self.done[done.part] = done
        self._add(_Part(done))

    def drop(self, part: str) -> None:
        """Keep that what came of a part is no more."""
        if self.done.pop(part, None) is not None:
            self._add(_Dropped(part))

    def keep_gathered(self, gathered: Gathered) -> None:
        """Keep that these are now the files of a shelf."""
        self.gathered[gathered.shelf] = gathered
        self._add(_Shelf(gathered))

    def keep_cuts(self, cuts: Cuts) -> None:
        """Keep how a file was cut."""
        self.cuts[cuts.name] = cuts
        self._add(_Cut(cuts))

    def _add(self, line: Any) -> None:
        self._file.write(msgspec.json.encode(line) + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """``output`` for this program alone, as far as the system knows such locks.

    Raises:
        UsageError: if another program has it.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (output / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(f"Another solieu bulk is writing to {output}: wait for it, or stop it.") from None
        yield
