"""Reports as they were put in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from solieu.model import Report
from solieu.store.rows import (
    directive_of,
    finding_of,
    ground_of,
    observation_of,
    official_of,
    period_of,
    reference_of,
    unlisted,
    with_layout,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from sqlite3 import Connection, Row

    from solieu.model import Finding, Observation

__all__ = [
    "StoredReport",
    "effective_report",
    "effective_rows",
    "listed_reports",
    "report_of",
    "stored_fields",
    "stored_report",
]


class StoredReport(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a report without what it says."""

    id: int
    sha256: str | None
    name: str
    """Under which it came first."""
    sources: tuple[str, ...] = ()
    """Every name under which these bytes came."""
    url: str | None = None
    title: str | None = None
    issued: date | None = None
    place: str | None = None
    place_code: str | None = None
    period: str | None = None
    figures: int = 0
    findings: int = 0
    added: str = ""
    extracted: str = ""
    extractor: str = ""
    error: str | None = None
    """Why it could not be read."""
    warnings: tuple[str, ...] = ()
    near_duplicate_of: int | None = None
    """The number of an earlier report with nearly the same words."""
    similarity: float | None = None
    fetched: str | None = None
    """When its bytes were received from its address first; ``None`` where it was added by hand."""
    gone: str | None = None
    """Since when no address has it any more."""
    superseded_by: int | None = None
    """The number of the report that its address shows in its stead."""


def listed_reports(
    connection: Connection,
    *,
    words: Sequence[int] | None = None,
    places: Sequence[str] | None = None,
    failed: bool | None = None,
    duplicates: bool | None = None,
    limit: int = 50,
    offset: int = 0,
    before: int | None = None,
) -> list[StoredReport]:
    """Reports, the last added first; see :meth:`solieu.store.Store.reports`."""
    wanted, values = ["1"], list[object]()
    for column, chosen in (("id", words), ("place_code", places)):
        if chosen is not None:
            wanted.append(f"{column} IN ({', '.join('?' * len(chosen))})")
            values += chosen
    for column, said in (("error", failed), ("near_duplicate_of", duplicates)):
        if said is not None:
            wanted.append(f"{column} IS {'NOT ' if said else ''}NULL")
    if before is not None:
        wanted.append("id < ?")
        values.append(before)
    rows = connection.execute(
        f"SELECT * FROM reports WHERE {' AND '.join(wanted)} ORDER BY id DESC LIMIT ? OFFSET ?",
        (*values, limit, offset),
    ).fetchall()
    return [_stored(connection, row) for row in rows]


def stored_report(connection: Connection, number: int) -> StoredReport | None:
    """The report of this number."""
    row = connection.execute("SELECT * FROM reports WHERE id = ?", (number,)).fetchone()
    return None if row is None else _stored(connection, row)


def _stored(connection: Connection, row: Row) -> StoredReport:
    return StoredReport(**stored_fields(connection, row))


def stored_fields(connection: Connection, row: Row) -> dict[str, Any]:
    """The fields of a :class:`StoredReport`, from its row."""
    number = row["id"]
    sources = connection.execute("SELECT name FROM sources WHERE report_id = ? ORDER BY first_seen, name", (number,))
    names = [name for (name,) in sources]
    (figures,) = connection.execute("SELECT count(*) FROM observations WHERE report_id = ?", (number,)).fetchone()
    (findings,) = connection.execute("SELECT count(*) FROM findings WHERE report_id = ?", (number,)).fetchone()
    return {
        "id": number, "sha256": row["sha256"], "name": row["name"], "sources": tuple(names), "url": row["url"], "title": row["title"],
        "issued": _day(row["issued"]), "place": row["place"], "place_code": row["place_code"], "period": row["period"],
        "figures": figures, "findings": findings, "added": row["added"], "extracted": row["extracted"], "extractor": row["extractor"],
        "error": row["error"], "warnings": unlisted(row["warnings"]), "near_duplicate_of": row["near_duplicate_of"],
        "similarity": row["similarity"], "fetched": row["fetched"], "gone": row["gone"], "superseded_by": row["superseded_by"],
    }  # fmt: skip


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def report_of(
    connection: Connection, number: int, *, text: bool = True, observations: tuple[Observation, ...] | None = None
) -> Report | None:
    """The report of this number as it was put in, or with these ``observations``; ``None`` if there is none.

    Without ``text`` it has what is known of it and its observations alone.
    """
    row = connection.execute("SELECT * FROM reports WHERE id = ?", (number,)).fetchone()
    if row is None:
        return None
    if observations is None:
        found = connection.execute(
            "SELECT * FROM observations WHERE report_id = ? AND position IS NOT NULL ORDER BY position", (number,)
        )
        observations = tuple(map(observation_of, found))
    report = Report(
        name=row["name"], sha256=row["sha256"] or "", url=row["url"], title=row["title"], issued=_day(row["issued"]),
        place=row["place"], place_code=row["place_code"], period=period_of(row), observations=observations,
        warnings=unlisted(row["warnings"]),
    )  # fmt: skip
    return _with_rest(connection, number, report) if text else report


def effective_report(connection: Connection, number: int) -> Report | None:
    """The report of this number with its figures as they count, in the order of its text; ``None`` if there is none."""
    rows = effective_rows(connection, number)
    report = report_of(connection, number, observations=tuple(map(observation_of, rows)))
    if report is None:
        return None
    places = {row["id"]: at for at, row in enumerate(rows)}
    return msgspec.structs.replace(report, findings=findings_within(connection, number, places))


def _with_rest(connection: Connection, number: int, report: Report) -> Report:
    def rows(table: str) -> Iterator[Row]:
        return connection.execute(f"SELECT * FROM {table} WHERE report_id = ? ORDER BY position", (number,))

    text, layout = connection.execute("SELECT text, layout FROM texts WHERE report_id = ?", (number,)).fetchone()
    whole = msgspec.structs.replace(
        report, text=text, references=tuple(map(reference_of, rows("documents_cited"))),
        officials=tuple(map(official_of, rows("officials"))), directives=tuple(map(directive_of, rows("directives"))),
        findings=findings_within(connection, number),
    )  # fmt: skip
    return with_layout(whole, layout)


def findings_within(
    connection: Connection, number: int, places: Mapping[int, int] | None = None
) -> tuple[Finding, ...]:
    """The findings of one report. ``places`` say where its figures stand in other observations than those that were read."""
    rows = connection.execute("SELECT * FROM findings WHERE report_id = ? ORDER BY position", (number,)).fetchall()
    found = []
    for row in rows:
        grounds = connection.execute(
            "SELECT * FROM grounds WHERE finding_id = ? ORDER BY position", (row["id"],)
        ).fetchall()
        finding = finding_of(row, [ground_of(ground) for ground in grounds])
        found.append(finding if places is None else _replaced(finding, grounds, places))
    return tuple(found)


def _replaced(finding: Finding, rows: Sequence[Row], places: Mapping[int, int]) -> Finding:
    grounds = tuple(
        msgspec.structs.replace(ground, observation=places.get(row["figure_id"]))
        for ground, row in zip(finding.grounds, rows, strict=True)
    )
    told = tuple(dict.fromkeys(ground.observation for ground in grounds if ground.observation is not None))
    return msgspec.structs.replace(finding, grounds=grounds, observations=told)


def effective_rows(connection: Connection, number: int) -> list[Row]:
    """The figures of a report as they count, in the order of its text, without what was rejected."""
    return connection.execute(
        "SELECT * FROM effective WHERE report_id = ? AND verdict IS NOT 'reject' "
        "ORDER BY position IS NULL, position, start_offset",
        (number,),
    ).fetchall()
