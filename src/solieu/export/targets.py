"""Where exports are written: a file, a folder or one ZIP of several files, each there whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from solieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["Files", "Folder", "Zip", "replacing", "replacing_folder", "require_replaceable"]

_CHUNK = 1 << 20


class Files(Protocol):
    """Several files that are written one after the other."""

    def opened(self, name: str) -> AbstractContextManager[BinaryIO]:
        """The file called ``name``, for its bytes."""


class Folder:
    """Files in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        with (self.path / name).open("xb", buffering=_CHUNK) as file:
            yield file


class Zip:
    """Files in an archive, which is the same for the same files: it tells no time."""

    def __init__(self, stream: BinaryIO) -> None:
        self._archive = ZipFile(stream, "w", ZIP_DEFLATED)

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        about = ZipInfo(name)
        about.compress_type = ZIP_DEFLATED
        about.external_attr = 0o644 << 16
        with self._archive.open(about, "w", force_zip64=True) as file:
            yield file  # type: ignore[misc]

    def __enter__(self) -> Zip:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` when all is written, and is gone if that fails.

    What is there is replaced. A pipe or a device is written to as it is.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as pipe:
            yield pipe
        return
    partial = _beside(target)
    try:
        with partial.open("xb", buffering=_CHUNK) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def replacing_folder(path: Path) -> Iterator[Folder]:
    """A folder that takes the place of ``path`` when all is written, and is gone if that fails."""
    target = path.resolve()
    partial = _beside(target)
    partial.mkdir()
    old = target.with_name(f"{partial.name}.old")
    try:
        yield Folder(partial)
        if target.exists():
            target.rename(old)
        partial.rename(target)
    finally:
        if old.exists() and not target.exists():
            old.rename(target)
        for left in (partial, old):
            with suppress(FileNotFoundError):
                shutil.rmtree(left)


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


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.part")
