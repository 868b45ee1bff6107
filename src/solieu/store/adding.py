"""A report into the store: new, known, or read again by another version."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from solieu.store.attention import keys_of_report, mark_disputed, reassess
from solieu.store.decisions import place_decisions
from solieu.store.findings import add_findings
from solieu.store.grounds import matched_ids
from solieu.store.indexing import drop_figures, drop_text, index_figures, index_text
from solieu.store.near import SIMILAR, bands, shingles, similarity
from solieu.store.rows import OBSERVATION_COLUMNS, days_of, layout_of, listed, observation_row
from solieu.store.within import refresh_within
from solieu.store.words import folded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from solieu.model import Report
    from solieu.store.attention import FactKey

__all__ = ["Added", "Outcome", "is_known", "put", "saw_again"]

Outcome = Literal["added", "known", "again", "failed"]
"""What became of a report: new; there already; read again in the place of what was there; kept with its error."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a report, and under which number it is kept."""

    id: int
    outcome: Outcome
    near_duplicate_of: int | None = None
    """The number of an earlier report with nearly the same words."""


_REPORT = ("name", "url", "title", "issued", "place", "place_code", "period", "period_start", "period_end", "extractor",
           "extracted", "error", "warnings")  # fmt: skip
_MOST_CANDIDATES = 4
_COMPARED_AT_HAND = 64
_LENGTH_OF_PAGE = 20_000
"""What is longer is not kept at hand."""


def _placeholders(count: int) -> str:
    return ", ".join("?" * count)


_INSERT_OBSERVATION = (
    f"INSERT INTO observations (id, report_id, position, {', '.join(OBSERVATION_COLUMNS)}) "
    f"VALUES ({_placeholders(3 + len(OBSERVATION_COLUMNS))})"
)


def is_known(connection: Connection, sha256: str, extractor: str) -> bool:
    """Whether these bytes were read without an error by this version."""
    found = connection.execute(
        "SELECT 1 FROM reports WHERE sha256 = ? AND extractor = ? AND error IS NULL", (sha256, extractor)
    )
    return found.fetchone() is not None


def saw_again(connection: Connection, sha256: str, name: str, url: str | None, when: str) -> Added:
    """Note that known bytes came under this name."""
    (report_id,) = connection.execute("SELECT id FROM reports WHERE sha256 = ?", (sha256,)).fetchone()
    _add_source(connection, report_id, name, url, when)
    _forget_failure(connection, name)
    return _added(connection, "known", report_id)


def put(connection: Connection, report: Report, *, extractor: str, error: str | None, again: bool, when: str) -> Added:
    """Write ``report`` within the transaction that is open, and say what became of it."""
    outcome, number = _put(connection, report, extractor, error, when, again=again)
    return _added(connection, outcome, number)


def _added(connection: Connection, outcome: Outcome, number: int) -> Added:
    (near,) = connection.execute("SELECT near_duplicate_of FROM reports WHERE id = ?", (number,)).fetchone()
    return Added(id=number, outcome=outcome, near_duplicate_of=near)


def _put(
    connection: Connection, report: Report, extractor: str, error: str | None, when: str, *, again: bool
) -> tuple[Outcome, int]:
    known = _id_of(connection, report)
    if (
        known is not None
        and report.sha256
        and not again
        and error is None
        and is_known(connection, report.sha256, extractor)
    ):
        saw_again(connection, report.sha256, report.name, report.url, when)
        return "known", known
    if known is not None and error is not None and _was_read(connection, known):
        # What could be read once stays, whatever is missing now.
        _add_source(connection, known, report.name, report.url, when)
        return "failed", known
    told = keys_of_report(connection, known) if known is not None else set()
    ids = _clear(connection, known, report) if known is not None else {}
    report_id = _add_report(connection, report, known, extractor, error, when)
    _fill(connection, report_id, report, ids)
    if report.sha256:
        if place_decisions(connection, report_id, report.sha256, report.text):
            refresh_within(connection, report_id)
        _forget_failure(connection, report.name)
    _add_source(connection, report_id, report.name, report.url, when)
    settle(connection, report_id, told)
    if error is not None:
        return "failed", report_id
    return "added" if known is None else "again", report_id


def settle(connection: Connection, report_id: int, told: set[FactKey]) -> None:
    """Work out what depends on the figures of a report beside those of others; ``told`` are the facts that it told before."""
    changed = mark_disputed(connection, told | keys_of_report(connection, report_id))
    own = connection.execute("SELECT id FROM observations WHERE report_id = ?", (report_id,))
    reassess(connection, changed | {number for (number,) in own})


def _id_of(connection: Connection, report: Report) -> int | None:
    if report.sha256:
        found = connection.execute("SELECT id FROM reports WHERE sha256 = ?", (report.sha256,)).fetchone()
    else:
        found = connection.execute(
            "SELECT id FROM reports WHERE sha256 IS NULL AND name = ?", (report.name,)
        ).fetchone()
    return None if found is None else int(found[0])


def _was_read(connection: Connection, report_id: int) -> bool:
    found = connection.execute("SELECT 1 FROM reports WHERE id = ? AND error IS NULL", (report_id,))
    return found.fetchone() is not None


def _forget_failure(connection: Connection, name: str) -> None:
    """That a file could not be opened is settled once its bytes came."""
    for (report_id,) in connection.execute(
        "SELECT id FROM reports WHERE sha256 IS NULL AND name = ?", (name,)
    ).fetchall():
        drop_text(connection, report_id)
    connection.execute("DELETE FROM reports WHERE sha256 IS NULL AND name = ?", (name,))


def _add_report(
    connection: Connection, report: Report, known: int | None, extractor: str, error: str | None, when: str
) -> int:
    issued = None if report.issued is None else report.issued.isoformat()
    values: list[Any] = [report.name, report.url, report.title, issued, report.place, report.place_code,
                         *days_of(report.period), extractor, when, error, listed(report.warnings)]  # fmt: skip
    if known is not None:
        # The name under which it came first stays.
        assigned = ", ".join(f"{column} = ?" for column in _REPORT[1:])
        connection.execute(f"UPDATE reports SET {assigned} WHERE id = ?", (*values[1:], known))
        return known
    columns = ("sha256", "added", *_REPORT)
    cursor = connection.execute(
        f"INSERT INTO reports ({', '.join(columns)}) VALUES ({_placeholders(len(columns))})",
        (report.sha256 or None, when, *values),
    )
    return int(cursor.lastrowid or 0)


def _add_source(connection: Connection, report_id: int, name: str, url: str | None, when: str) -> None:
    connection.execute(
        "INSERT INTO sources VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen, url = coalesce(excluded.url, url)",
        (report_id, name, url, when, when),
    )


def _clear(connection: Connection, report_id: int, report: Report) -> dict[int, int]:
    """Take out what an earlier version found, and say which new figures have the words of old ones: they keep their ids."""
    drop_figures(connection, report_id)
    drop_text(connection, report_id)
    ids = matched_ids(connection, report_id, report)
    _touch(connection, report_id)
    connection.execute("UPDATE reports SET near_duplicate_of = NULL, similarity = NULL WHERE id = ?", (report_id,))
    for table in ("observations", "documents_cited", "officials", "directives", "findings", "texts", "bands"):
        connection.execute(f"DELETE FROM {table} WHERE report_id = ?", (report_id,))
    return ids


def _touch(connection: Connection, report_id: int) -> None:
    """Findings over several reports that speak of these places are to be made anew."""
    connection.execute(
        "INSERT INTO touched (place_code) SELECT DISTINCT place_code FROM observations "
        "WHERE report_id = ? AND place_code IS NOT NULL",
        (report_id,),
    )


def _fill(connection: Connection, report_id: int, report: Report, ids: dict[int, int]) -> None:
    words = folded(report.text)
    connection.execute("INSERT INTO texts VALUES (?, ?, ?)", (report_id, report.text, layout_of(report)))
    index_text(connection, report_id, report.title or "", words)
    _mark_near(connection, report_id, words)
    _add_observations(connection, report_id, report, ids)
    connection.executemany(
        "INSERT INTO documents_cited VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (report_id, at, one.start, one.end, one.quote, one.type, one.number, one.issuer, one.date and one.date.isoformat())
            for at, one in enumerate(report.references)
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO officials VALUES (?, ?, ?, ?, ?, ?)",
        [
            (report_id, at, one.start, one.end, one.name, listed(one.roles))
            for at, one in enumerate(report.officials)
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO directives VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (report_id, at, one.start, one.end, one.text, listed(one.to), one.due and one.due.isoformat())
            for at, one in enumerate(report.directives)
        ],
    )  # fmt: skip
    add_findings(connection, report.findings, report_id)


def _add_observations(connection: Connection, report_id: int, report: Report, ids: dict[int, int]) -> None:
    if not report.observations:
        return
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'observations'").fetchone()
    free = last[0] if last else 0
    numbers = []
    for at in range(len(report.observations)):
        number = ids.get(at)
        if number is None:
            number = free = free + 1
        numbers.append(number)
    rows = [
        (number, report_id, at, *observation_row(one))
        for at, (number, one) in enumerate(zip(numbers, report.observations, strict=True))
    ]
    connection.executemany(_INSERT_OBSERVATION, rows)
    index_figures(connection, zip(numbers, report.observations, strict=True))
    _touch(connection, report_id)


def _mark_near(connection: Connection, report_id: int, words: str) -> None:
    """Say of which earlier report this one is nearly a copy; only one that is none is compared with later ones."""
    runs = shingles(words)
    numbers = bands(runs)
    if not numbers:
        return
    best = max(
        ((similarity(runs, _runs_of(text)), -other) for other, text in _candidates(connection, numbers, report_id)),
        default=(0.0, 0),
    )
    if best[0] >= SIMILAR:
        connection.execute(
            "UPDATE reports SET near_duplicate_of = ?, similarity = ? WHERE id = ?",
            (-best[1], round(best[0], 4), report_id),
        )
        return
    connection.executemany("INSERT INTO bands VALUES (?, ?)", [(band, report_id) for band in numbers])


def _runs_of(text: str) -> frozenset[int]:
    """The pages of one site share its words: many reports that come together are compared with the same few."""
    return _runs_of_page(text) if len(text) <= _LENGTH_OF_PAGE else shingles(folded(text))


@lru_cache(maxsize=_COMPARED_AT_HAND)
def _runs_of_page(text: str) -> frozenset[int]:
    return shingles(folded(text))


def _candidates(connection: Connection, numbers: Sequence[int], report_id: int) -> list[tuple[int, str]]:
    """Reports with the most bands in common."""
    found = connection.execute(
        "SELECT b.report_id, t.text FROM ("
        f"SELECT report_id, count(*) AS common FROM bands WHERE band IN ({_placeholders(len(numbers))}) "
        "AND report_id <> ? GROUP BY report_id ORDER BY common DESC, report_id LIMIT ?"
        ") AS b JOIN texts AS t ON t.report_id = b.report_id",
        (*numbers, report_id, _MOST_CANDIDATES),
    )
    return [(row[0], row[1]) for row in found]
