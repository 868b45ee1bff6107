"""What people have dismissed: a file of JSON Lines to which is only ever appended, so that it tells who, when and why."""

from __future__ import annotations

import os
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from solieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from solieu.model import Finding

__all__ = ["DEFAULT_FILE", "Dismissal", "append", "dismissal_of", "in_force", "read_dismissals"]

DEFAULT_FILE = Path("solieu-dismissed.jsonl")
_MARK = b"\xef\xbb\xbf"


class Dismissal(msgspec.Struct, frozen=True, kw_only=True):
    """One decision on one finding; the last one on it counts."""

    id: str
    """Of the finding."""
    dismissed: bool
    """False where it is taken back."""
    when: str
    by: str = ""
    why: str = ""
    check: str = ""
    message: str = ""
    """What was found, so that the file can be read alone."""


_DECODER = msgspec.json.Decoder(Dismissal)


def dismissal_of(finding: Finding, *, when: str, by: str, why: str) -> Dismissal:
    """The decision that ``finding`` is no fault."""
    return Dismissal(
        id=finding.id, dismissed=True, when=when, by=by, why=why, check=finding.check, message=finding.message
    )


def read_dismissals(file: Path, note: Callable[[str], None]) -> list[Dismissal]:
    """The decisions in ``file`` in their order; none where there is no file. ``note`` is told of lines that are none.

    Raises:
        UsageError: if the file cannot be read.
    """
    try:
        lines = file.read_bytes().removeprefix(_MARK).splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UsageError(f"Cannot read {file}: {(error.strerror or str(error)).lower()}.") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_DECODER.decode(line))
        except (msgspec.DecodeError, ValueError, RecursionError):
            note(f"{file}, line {number}: no dismissal as solieu check writes it; the line is kept and passed over.")
    return found


def in_force(decisions: Iterable[Dismissal]) -> dict[str, Dismissal]:
    """What is dismissed now, by the finding's identifier."""
    last = {decision.id: decision for decision in decisions}
    return {name: decision for name, decision in last.items() if decision.dismissed}


def append(file: Path, decisions: Iterable[Dismissal]) -> None:
    """Write ``decisions`` behind what ``file`` holds, in one piece, so that two who write at once lose nothing.

    Raises:
        UsageError: if the file cannot be written.
    """
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            lines = b"".join(msgspec.json.encode(decision) + b"\n" for decision in decisions)
            whole = lines if _ends_a_line(descriptor) else b"\n" + lines
            if os.write(descriptor, whole) < len(whole):
                raise OSError(ENOSPC, os.strerror(ENOSPC))
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UsageError(f"Cannot write {file}: {(error.strerror or str(error)).lower()}; choose another.") from None


def _ends_a_line(descriptor: int) -> bool:
    size = os.lseek(descriptor, 0, os.SEEK_END)
    if size == 0:
        return True
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) == b"\n"
