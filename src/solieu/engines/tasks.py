"""What the program and its workers tell each other and keep in the manifest; light, so that a run begins at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from solieu.engines.parts import FileState, Part  # noqa: TC001 (msgspec reads them)
from solieu.read.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "DATASETS",
    "STAGED",
    "WORK",
    "Done",
    "Form",
    "Gathered",
    "Gathering",
    "Result",
    "Rows",
    "Settings",
    "Staged",
    "Task",
    "Written",
    "size_of",
]

Form = Literal["parquet", "jsonl"]
DATASETS = ("reports", "errors", "skipped")
WORK, STAGED = "work", "staged"
"""Folders in the output: what is being written, and what came of parts and is not gathered yet."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the results depend on, beside the documents."""

    everything: bool = False
    """Whether documents are read that the filter would skip."""
    text: bool = False
    """Whether texts are kept."""
    form: Form = "parquet"
    catalogue: str | None = None
    """The path of a user's catalogue, "#", and what tells its bytes from others."""
    limits: Limits = Limits()


class Written(msgspec.Struct, frozen=True, array_like=True):
    """A file, by its name within the output, and its size by which a later run knows that it is whole."""

    name: str
    size: int


class Staged(msgspec.Struct, frozen=True, array_like=True):
    """What came of a part for one dataset: a file of Arrow with a batch for each shelf."""

    file: Written
    shelves: tuple[tuple[str, int], ...]
    """"reports/year=2022", "errors" or "skipped", and how many rows there are."""


class Task(msgspec.Struct, frozen=True, tag="extract"):
    """A part to be done and where to."""

    part: Part
    output: str
    settings: Settings


class Done(msgspec.Struct, frozen=True, kw_only=True, tag="extracted"):
    """What came of a part."""

    part: str
    digest: str = ""
    """Of the documents that were not skipped, and of what is told of the others: equal ones give equal rows."""
    states: tuple[tuple[str, FileState], ...] = ()
    """Its files by their names, as they were."""
    staged: tuple[Staged, ...] = ()
    documents: int = 0
    reports: int = 0
    figures: int = 0
    findings: int = 0
    skipped: int = 0
    failed: int = 0
    size: int = 0
    """Bytes of the documents."""
    seconds: float = 0.0
    errors: tuple[str, ...] = ()
    """The first of what kept documents from being read."""
    problem: str | None = None
    """Why nothing came of it at all."""

    def rows_of(self, shelf: str) -> int:
        """How many rows of ``shelf`` came of it."""
        return sum(count for one in self.staged for name, count in one.shelves if name == shelf)


class Rows(msgspec.Struct, frozen=True, array_like=True):
    """Consecutive rows of a file: a batch of a staged one, or a stretch of one that was gathered before."""

    digest: str
    """Of the part that they came of."""
    path: str
    """Within the output."""
    first: int
    """The batch, or the row."""
    count: int
    folder: str | None = None
    """Of the file that was gathered before; ``None`` for a staged one."""


class Gathering(msgspec.Struct, frozen=True, kw_only=True, tag="gather"):
    """Rows to be gathered into the files of one shelf."""

    shelf: str
    rows: tuple[Rows, ...]
    output: str
    form: Form


class Gathered(msgspec.Struct, frozen=True, kw_only=True, tag="gathered"):
    """The files of one shelf."""

    shelf: str
    files: tuple[tuple[Written, tuple[tuple[str, int], ...]], ...] = ()
    """Each with the digests of the parts whose rows it holds, in their order, and how many there are of each."""
    problem: str | None = None
    """Why nothing came of it."""


Result = Done | Gathered


def size_of(path: Path) -> int:
    """The size of a file, -1 of one that is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return -1
