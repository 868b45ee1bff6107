"""The bodies as received, each under its SHA-256: written whole or not at all, and never twice."""

from __future__ import annotations

import gzip
import os
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from solieu.collect.packed import unpacked
from solieu.collect.troubles import CannotFetch
from solieu.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Archive", "body_in"]

_LEVEL = 6
_PARTIAL = ".part"


def body_in(folder: Path, digest: str) -> Path:
    """The file in the archive ``folder`` that holds the body with this digest, packed with GZIP."""
    return folder / digest[:2] / f"{digest}.gz"


class Archive:
    """A folder of bodies, which one program writes at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else collects into this folder meanwhile.

        Raises:
            StoreError: if somebody does, or the folder cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / "lock").open("a")
        except OSError as error:
            raise StoreError(f"Cannot write {self.folder}: {(error.strerror or str(error)).lower()}.") from None
        with lock:
            try:
                _lock(lock.fileno())
            except OSError:
                raise StoreError(
                    f"Another solieu collect is at work in {self.folder}: wait until it is done."
                ) from None
            for left in self.folder.glob(f"*/*{_PARTIAL}"):
                left.unlink(missing_ok=True)
            yield

    def put(self, body: bytes) -> str:
        """Keep ``body``, on the disk when this returns; its digest."""
        digest = sha256(body).hexdigest()
        path = body_in(self.folder, digest)
        if path.exists():
            return digest
        made = not path.parent.exists()
        path.parent.mkdir(exist_ok=True)
        partial = path.with_name(f"{path.name}{_PARTIAL}")
        with partial.open("wb") as file:
            file.write(gzip.compress(body, _LEVEL, mtime=0))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        _sync_folder(path.parent)
        if made:
            _sync_folder(self.folder)
        return digest

    def get(self, digest: str, limit: int) -> bytes:
        """The body with this digest.

        Raises:
            StoreError: if it is not there or is damaged.
        """
        path = body_in(self.folder, digest)
        try:
            return unpacked(path.read_bytes(), limit)
        except (OSError, CannotFetch):
            raise StoreError(f"{path} is missing or damaged: put it back from a copy.") from None

    def drop(self, digest: str) -> None:
        """Forget a body that nobody needs."""
        body_in(self.folder, digest).unlink(missing_ok=True)


def _lock(descriptor: int) -> None:
    """Held as long as the file is open, also when the program is killed."""
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
