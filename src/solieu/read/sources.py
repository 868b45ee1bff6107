"""Where reports come from: files, folders and standard input, named on a command line."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from solieu.errors import ReadError, TooLarge
from solieu.read.text_forms import holds_decisions, holds_figures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

__all__ = ["DEFAULT_LIMIT", "READABLE_SUFFIXES", "STANDARD_INPUT", "About", "Source", "is_readable", "locate"]

DEFAULT_LIMIT = 64 * 1024 * 1024
READABLE_SUFFIXES = frozenset(
    {
        *(".txt", ".md", ".html", ".htm", ".xhtml", ".docx", ".docm", ".doc", ".rtf", ".pdf", ".xlsx", ".xlsm", ".xls"),
        *(".eml", ".zip", ".gz", ".zst", ".jsonl", ".ndjson", ".parquet", ".warc"),
        *(".png", ".jpg", ".jpeg", ".tif", ".tiff"),
    }
)
STANDARD_INPUT = "-"
_HEAD = 65_536
_FIGURES = "figures that solieu printed"
_DECISIONS = "what was dismissed"


@dataclass(frozen=True, slots=True)
class About:
    """What a mail or the record of a corpus says of the report in it; what the report says itself goes before it."""

    title: str | None = None
    url: str | None = None
    day: date | None = None
    """On which it was sent, published or collected."""
    kind: str | None = None
    """The content type, as a web server sends it."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One place that a report can be loaded from, or the reason why not."""

    name: str
    path: Path | None = None
    """``None`` for standard input and for what lies within a file."""
    problem: ReadError | None = None
    stream: Callable[[], BinaryIO] | None = None
    """Opens what lies within a file."""
    about: About = About()

    def open(self) -> BinaryIO:
        """The bytes, from their beginning, for the caller to close; standard input only once.

        Raises:
            ReadError: if they cannot be had.
        """
        if self.problem is not None:
            raise self.problem
        try:
            if self.stream is not None:
                return self.stream()
            return sys.stdin.buffer if self.path is None else self.path.open("rb")
        except OSError as error:
            raise ReadError(f"Cannot read {self.name}: {_reason(error)}.") from None

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """As :meth:`open`, closed at the end; standard input stays open."""
        file = self.open()
        if file is sys.stdin.buffer:
            yield file
            return
        with file:
            yield file

    def load(self, limit: int = DEFAULT_LIMIT) -> bytes:
        """The bytes.

        Raises:
            TooLarge: if there are more than ``limit``.
            ReadError: if they cannot be had.
        """
        try:
            with self.opened() as file:
                data = file.read(limit + 1)
        except OSError as error:
            raise ReadError(f"Cannot read {self.name}: {_reason(error)}.") from None
        if len(data) > limit:
            raise too_large(self.name, limit)
        return data


def too_large(name: str, limit: int) -> TooLarge:
    """The error for a report above the limit."""
    amount = f"{limit / 1024 / 1024:g} MiB" if limit >= 1024 * 1024 else f"{limit} bytes"
    return TooLarge(f"{name or 'The report'} is larger than the limit of {amount}: raise the limit or split the file.")


def is_readable(name: str) -> bool:
    """Whether a file of this name counts in a folder; what it holds is told by its bytes."""
    return PurePosixPath(name.lower()).suffix in READABLE_SUFFIXES


def locate(paths: Iterable[str | Path], note: Callable[[str], None] = lambda _: None) -> Iterator[Source]:
    """A source for each file that ``paths`` name: files, ``-`` for standard input, folders with all that they hold.

    In folders only files with the endings of :data:`READABLE_SUFFIXES` count, in the order of their names; ``note`` is
    told once per folder how many others were passed over, and of links that lead out of it. What was dismissed is no
    report, even where a shell names it ("solieu check *"). What cannot be read comes as a source with a problem, so
    that the others go on.
    """
    for given in paths:
        if str(given) == STANDARD_INPUT:
            yield Source("standard input")
            continue
        path = Path(given)
        name = _printable(path)
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            yield Source(name, path, ReadError(f"Cannot read {name}: {_reason(error)}."))
            continue
        if stat.S_ISDIR(mode):
            yield from _in_folder(path, note)
        elif stat.S_ISREG(mode) and (own := _own_output(path)) is _DECISIONS:
            note(f"{name} was passed over: it holds {own}.")
        else:
            yield Source(name, path)


def _in_folder(folder: Path, note: Callable[[str], None]) -> Iterator[Source]:
    passed_over = 0
    nothing = True
    for path in _files(folder, note):
        if isinstance(path, Source):
            yield path
        elif own := _own_output(path):
            note(f"{_printable(path)} was passed over: it holds {own}.")
            continue
        elif is_readable(path.name):
            yield Source(_printable(path), path)
        else:
            passed_over += 1
            continue
        nothing = False
    if passed_over:
        note(f"{_printable(folder)}: {passed_over} file{'s' * (passed_over > 1)} of other kinds passed over.")
    if nothing:
        problem = ReadError(
            f"{_printable(folder)} holds nothing to read: put reports there (.docx, .html, .pdf, .txt …)."
        )
        yield Source(_printable(folder), folder, problem)


def _own_output(path: Path) -> str | None:
    """What solieu wrote into the file, if it did: "solieu extract reports/ -o reports/figures.jsonl" may be run again."""
    if path.suffix.lower() not in (".jsonl", ".ndjson"):
        return None
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return None
    if holds_figures(head):
        return _FIGURES
    return _DECISIONS if holds_decisions(head) else None


def _files(folder: Path, note: Callable[[str], None]) -> Iterator[Path | Source]:
    """The files in ``folder`` that are not hidden, in order, and a source with a problem for each closed folder."""
    closed: list[OSError] = []
    root = folder.resolve()
    for where, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(where, name)
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                note(f"{_printable(path)} was passed over: it links out of {_printable(folder)}.")
            elif path.is_file():
                yield path
    for error in closed:
        where = os.fsdecode(error.filename or folder)
        name = _printable(Path(where))
        yield Source(name, Path(where), ReadError(f"Cannot read {name}: {_reason(error)}."))


def _printable(path: Path) -> str:
    """The path as text that can be written anywhere, even where the file's name is not UTF-8."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "it may not be opened by this user"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    reason = error.strerror if isinstance(error, OSError) else None
    return (reason or "its name is not valid").lower()
