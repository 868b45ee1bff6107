"""How much of one given file has been read so far, with all that lies within it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solieu.errors import ReadError

if TYPE_CHECKING:
    from solieu.read.limits import Limits

__all__ = ["Budget", "BudgetSpentError"]

_MIB = 1024 * 1024


class BudgetSpentError(ReadError):
    """The limits of a file are reached; nothing more of it is read."""


@dataclass(slots=True)
class Budget:
    """Counts what archives within archives come to together."""

    limits: Limits
    members: int = 0
    unpacked: int = 0

    def count_member(self) -> None:
        """One more file in an archive.

        Raises:
            BudgetSpentError: if there are too many.
        """
        self.members += 1
        if self.members > self.limits.members:
            raise BudgetSpentError(
                f"It holds more than {self.limits.members:,} files: the others are left out; split it to have them read."
            )

    def count_bytes(self, size: int) -> None:
        """So many bytes more that were unpacked.

        Raises:
            BudgetSpentError: if there are too many.
        """
        self.unpacked += size
        if self.unpacked > self.limits.unpacked:
            raise BudgetSpentError(
                f"It unpacks to more than {self.limits.unpacked / _MIB:g} MiB: the rest is left out;"
                " raise the limit with --max-unpacked if you trust it."
            )
