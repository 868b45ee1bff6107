"""Watched folders and mailboxes: the files that are new, changed or gone."""

from __future__ import annotations

import glob
import mailbox
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from solieu.collect.troubles import CannotFetch
from solieu.read import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solieu.collect.sources import Source

__all__ = ["LocalFile", "files_of"]


class LocalFile(NamedTuple):
    """A file as it is now."""

    address: str
    """By which it is known: its path, or of a mail the mailbox and the mail's own key."""
    path: Path
    mark: str
    """Which is another one when the file changes."""
    size: int


def files_of(source: Source, root: Path) -> Iterator[LocalFile]:
    """The files of a folder, or the mails of a mailbox; paths are seen from ``root``.

    Raises:
        CannotFetch: if it cannot be opened.
    """
    root = root.resolve()
    folder = root / Path(source.address).expanduser()
    if not folder.is_dir():
        raise CannotFetch("no_folder", reason=str(folder))
    return _mails(folder, root) if source.kind == "maildir" else _files(folder, root)


def _files(folder: Path, root: Path) -> Iterator[LocalFile]:
    for one in locate([folder]):
        if one.path is not None and one.path.is_file():
            yield _marked(_seen_from(root, one.path), one.path)


def _mails(folder: Path, root: Path) -> Iterator[LocalFile]:
    """Each mail of a maildir, read or not; nothing in it is changed. A mail keeps its key when it is marked as read."""
    if not all((folder / part).is_dir() for part in ("new", "cur")):
        raise CannotFetch("no_folder", reason=f"{folder}: new, cur")
    box = mailbox.Maildir(folder, create=False)
    for key in sorted(box.keys()):
        path = next((one for part in ("new", "cur") for one in (folder / part).glob(f"{_literal(key)}*")), None)
        if path is not None:
            yield LocalFile(f"{_seen_from(root, folder)}#{key}", path, "mail", path.stat().st_size)


def _seen_from(root: Path, path: Path) -> str:
    """The same wherever the program is started, and where the folder was moved with its file of sources."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _literal(key: str) -> str:
    return glob.escape(key)


def _marked(address: str, path: Path) -> LocalFile:
    about = path.stat()
    return LocalFile(address, path, f"{about.st_mtime_ns}-{about.st_size}", about.st_size)
