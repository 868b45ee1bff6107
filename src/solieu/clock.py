"""The only clock: when something was checked or decided."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from solieu.errors import UsageError

__all__ = ["now"]

_FIXED = "SOURCE_DATE_EPOCH"


def now() -> str:
    """The moment in UTC as ISO 8601 writes it; that of ``SOURCE_DATE_EPOCH`` where it is set, for results that do not change.

    Raises:
        UsageError: if ``SOURCE_DATE_EPOCH`` is no number of seconds.
    """
    given = os.environ.get(_FIXED)
    try:
        moment = datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"{_FIXED} is {given!r}: it must be a whole number of seconds since 1970.") from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
