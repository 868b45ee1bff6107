"""Findings as the store keeps them, within reports and across them, with the decisions on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from solieu.model import Finding  # noqa: TC001 (msgspec reads it)
from solieu.store.decisions import Decision, in_force
from solieu.store.rows import finding_of, ground_of, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection, Row

    from solieu.model import Severity

__all__ = ["StoredFinding", "add_findings", "findings_of_figures", "listed_findings"]

_WORST_FIRST = "CASE severity WHEN 'contradiction' THEN 0 WHEN 'suspicious' THEN 1 ELSE 2 END"


class StoredFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding, with the reports and figures that it rests on."""

    finding: Finding
    report_id: int | None
    """Of the report that it is of; ``None`` where it rests on several."""
    reports: tuple[int | None, ...]
    """The number of the report of each of its grounds."""
    figures: tuple[int | None, ...]
    """The number of the figure of each of its grounds; ``None`` where none stands there."""
    dismissed: Decision | None
    """By which it was dismissed, if nobody took that back."""


def listed_findings(
    connection: Connection,
    *,
    severity: Severity | None,
    rule: str | None,
    report: int | None,
    across: bool | None,
    dismissed: bool | None,
    places: Sequence[str] | None = None,
    limit: int | None,
    offset: int,
) -> list[StoredFinding]:
    """Findings, the worst first, then in the order of the reports; see :meth:`solieu.store.Store.findings`."""
    where, values = ["1"], list[Any]()
    for column, one in (("severity", severity), ("rule", rule)):
        if one is not None:
            where.append(f"{column} = ?")
            values.append(one)
    if report is not None:
        where.append("(report_id = ? OR id IN (SELECT finding_id FROM grounds WHERE report_id = ?))")
        values += [report, report]
    if places is not None:
        where.append(
            "(report_id IN (SELECT id FROM reports WHERE place_code IN (SELECT value FROM json_each(?))) OR report_id IS NULL "
            "AND EXISTS (SELECT 1 FROM json_each(places) AS p WHERE p.value IN (SELECT value FROM json_each(?))))"
        )
        values += [listed(places)] * 2
    if across is not None:
        where.append(f"report_id IS {'' if across else 'NOT '}NULL")
    if dismissed is not None:
        where.append(f"finding {'' if dismissed else 'NOT '}IN (SELECT finding FROM dismissed)")
    rows = connection.execute(
        f"SELECT * FROM findings WHERE {' AND '.join(where)} "
        f"ORDER BY {_WORST_FIRST}, report_id IS NULL, report_id, id LIMIT ? OFFSET ?",
        (*values, -1 if limit is None else limit, offset),
    ).fetchall()
    decided = in_force(connection)
    return [_stored(connection, row, decided.get(row["finding"])) for row in rows]


def findings_of_figures(connection: Connection, figures: Sequence[int]) -> dict[int, list[StoredFinding]]:
    """The open findings that rest on these figures, the worst first."""
    listed = msgspec.json.encode(figures).decode()
    rows = connection.execute(
        f"SELECT * FROM findings WHERE id IN (SELECT finding_id FROM grounds WHERE figure_id IN (SELECT value FROM json_each(?))) "
        f"AND finding NOT IN (SELECT finding FROM dismissed) ORDER BY {_WORST_FIRST}, id",
        (listed,),
    ).fetchall()
    found: dict[int, list[StoredFinding]] = {}
    for row in rows:
        stored = _stored(connection, row, None)
        for figure in dict.fromkeys(stored.figures):
            if figure is not None:
                found.setdefault(figure, []).append(stored)
    return found


def add_findings(connection: Connection, findings: Iterable[Finding], report_id: int | None) -> list[int]:
    """Write the findings of one report, or of several where ``report_id`` is ``None``; their row numbers."""
    numbers = []
    for at, one in enumerate(findings):
        cursor = connection.execute(
            "INSERT INTO findings (report_id, position, finding, rule, severity, message, message_en, expected, found, "
            "remedies, remedies_en, observations) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (report_id, at, one.id, one.check, one.severity, one.message, one.message_en, one.expected, one.found,
             listed(one.remedies), listed(one.remedies_en), listed(one.observations)),
        )  # fmt: skip
        number = int(cursor.lastrowid or 0)
        numbers.append(number)
        connection.executemany(
            "INSERT INTO grounds VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
            "(SELECT id FROM observations WHERE report_id = ? AND position = ?))",
            [
                (number, order, ground.start, ground.end, ground.quote, ground.observation, ground.report, report_id,
                 report_id, ground.observation)
                for order, ground in enumerate(one.grounds)
            ],
        )  # fmt: skip
    return numbers


def _stored(connection: Connection, row: Row, decision: Decision | None) -> StoredFinding:
    grounds = connection.execute(
        "SELECT * FROM grounds WHERE finding_id = ? ORDER BY position", (row["id"],)
    ).fetchall()
    return StoredFinding(
        finding=finding_of(row, [ground_of(ground) for ground in grounds]), report_id=row["report_id"],
        reports=tuple(ground["report_id"] for ground in grounds),
        figures=tuple(ground["figure_id"] for ground in grounds), dismissed=decision,
    )  # fmt: skip
