"""Where exports are written: a file, a folder or one ZIP of several files, each there whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager, suppress
from glob import escape
from typing import TYPE_CHECKING, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from solieu.errors import UsageError

try:
    import fcntl
except ImportError:  # Windows lets nobody remove a file that is open
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["Files", "Folder", "Replacing", "Zip", "replacing", "replacing_folder", "require_replaceable"]

_CHUNK = 1 << 20


class Files(Protocol):
    """Several files that are written one after the other."""

    def opened(self, name: str) -> AbstractContextManager[BinaryIO]:
        """The file called ``name``, for its bytes."""


class Folder:
    """Files in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.keep = True
        """Whether it shall take its place."""

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """See :class:`Files`."""
        with (self.path / name).open("xb", buffering=_CHUNK) as file:
            yield file


class Zip:
    """Files in an archive, which is the same for the same files: it tells no time."""

    def __init__(self, stream: BinaryIO) -> None:
        self._archive = ZipFile(stream, "w", ZIP_DEFLATED)

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """See :class:`Files`."""
        about = ZipInfo(name)
        about.compress_type = ZIP_DEFLATED
        about.external_attr = 0o644 << 16
        with self._archive.open(about, "w", force_zip64=True) as file:
            yield file  # type: ignore[misc]

    def __enter__(self) -> Zip:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()


class Replacing:
    """A file on its way to its place."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.keep = True
        """Whether it shall take its place."""


@contextmanager
def replacing(path: Path) -> Iterator[Replacing]:
    """A file that takes the place of ``path`` when all is written, and is gone if that fails.

    What is there is replaced. A pipe or a device is written to as it is.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as pipe:
            yield Replacing(pipe)
        return
    _clear_stale(target)
    partial = _beside(target)
    try:
        with partial.open("wb", buffering=_CHUNK) as stream:
            _hold(stream.fileno())
            file = Replacing(stream)
            yield file
            stream.flush()
            os.fsync(stream.fileno())
        if file.keep:
            partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def replacing_folder(path: Path) -> Iterator[Folder]:
    """A folder that takes the place of ``path`` when all is written, and is gone if that fails."""
    target = path.resolve()
    partial = _beside(target)
    old = target.with_name(f"{partial.name}.old")
    _clear_stale(target)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    held = os.open(partial, os.O_RDONLY) if fcntl is not None else None
    try:
        if held is not None:
            _hold(held)
        folder = Folder(partial)
        yield folder
        if folder.keep:
            if target.exists():
                target.rename(old)
            partial.rename(target)
    finally:
        if old.exists() and not target.exists():
            old.rename(target)
        for left in (partial, old):
            with suppress(FileNotFoundError):
                shutil.rmtree(left)
        if held is not None:
            os.close(held)


def require_replaceable(path: Path, names: Collection[str]) -> None:
    """Find out before the work whether the folder ``path`` can be written: a new one, or one with nothing but ``names``.

    Raises:
        UsageError: if it is a file or holds something else.
    """
    if not path.exists():
        return
    if not path.is_dir():
        raise UsageError(f"Cannot write {path}: it is a file; name a folder, or a file that ends in .zip.")
    other = sorted(one.name for one in path.iterdir() if one.name not in names or not one.is_file())
    if other:
        raise UsageError(f"Cannot write {path}: it holds other things ({other[0]}); name a new folder.")


def _hold(descriptor: int) -> bool:
    """Take what is being written for this program, for as long as it is open; whether no other has it."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _clear_stale(target: Path) -> None:
    """Remove what programs left beside ``target`` that were killed while they wrote it; what one still writes stays."""
    for left in target.parent.glob(f".{escape(target.name)}.*.part"):
        if _PART.fullmatch(left.name.removeprefix(f".{target.name}")) is None:
            continue
        with suppress(OSError):
            descriptor = os.open(left, os.O_RDONLY) if fcntl is not None or left.is_file() else None
            try:
                if descriptor is None or not _hold(descriptor):
                    continue
            finally:
                if descriptor is not None:
                    os.close(descriptor)
            shutil.rmtree(left) if left.is_dir() else left.unlink()


_PART = re.compile(r"\.\d+\.part")


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.part")
