"""Office files under a password: nobody can read them without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from solieu.errors import ReadError

if TYPE_CHECKING:
    from solieu.read.limits import Limits

__all__ = ["read"]


def read(data: bytes, limits: Limits) -> NoReturn:
    """Says what to do.

    Raises:
        ReadError: always.
    """
    raise ReadError("This Office file is protected by a password: take the password off and try again.")
