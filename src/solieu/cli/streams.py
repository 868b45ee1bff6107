"""The reports in the files that a command was given, and how many there are where that is known."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from solieu.read import unfold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from solieu.read import Limits, Source

__all__ = ["count_of", "reports_in"]

_HOLD_MANY = frozenset({".zip", ".gz", ".zst", ".eml", ".jsonl", ".ndjson", ".parquet", ".warc"})


def reports_in(files: Iterable[Source], note: Callable[[str], None], limits: Limits) -> Iterator[Source]:
    """A source for each report, one at a time."""
    for file in files:
        yield from unfold(file, note, limits)


def count_of(files: Sequence[Source]) -> int | None:
    """How many reports there are to come; ``None`` where some file may hold any number, as its name says."""
    if any(PurePath(file.name).suffix.lower() in _HOLD_MANY for file in files):
        return None
    return len(files)
