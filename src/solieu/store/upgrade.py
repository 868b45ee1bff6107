"""What a store gets when it is brought up to date and SQL cannot work out: the functions that the files in ``schema`` call."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from solieu.model import Period
from solieu.store.attention import REASSESSED, attention_of, mark_every_disputed
from solieu.store.facts import Fact, basis_key, place_key, series_number, subject, unit_key
from solieu.store.words import folded

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

__all__ = ["AFTER", "COMPUTED"]


def _series(
    indicator_id: str | None, indicator: str | None, place_code: str | None, place: str | None, measure: str, status: str,
    basis_kind: str | None, basis: str | None, unit: str | None, unit_text: str | None, start: str | None, end: str | None,
) -> int:  # fmt: skip
    period = None if start is None or end is None else Period(date.fromisoformat(start), date.fromisoformat(end))
    return series_number(
        Fact(
            indicator_id, subject(indicator_id, indicator, place), place_key(place_code, place), measure, status,
            basis_key(basis_kind, basis, period), unit_key(unit, unit_text), period,
        )
    )  # fmt: skip


COMPUTED: tuple[tuple[str, int, Callable[..., str | float | None]], ...] = (
    ("place_key_of", 2, place_key),
    ("series_of", 12, _series),
    ("folded", 1, folded),
    ("attention_of", 8, attention_of),
)
"""Name, number of values, and the function."""


def _desk(connection: Connection) -> None:
    """Which figures are disputed, and where to look first."""
    mark_every_disputed(connection)
    connection.execute(REASSESSED)


AFTER: dict[int, Callable[[Connection], None]] = {2: _desk}
"""What is done after the statements of a version."""
