"""Findings within one report, made anew when a person decided on its figures: with the figures as they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from solieu.check.within import check_report
from solieu.store.attention import reassess
from solieu.store.findings import add_findings
from solieu.store.reading import effective_rows, report_of
from solieu.store.rows import observation_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection, Row

    from solieu.model import Finding

__all__ = ["refresh_within"]


def refresh_within(connection: Connection, report_id: int) -> None:
    """Check the report again, within the transaction that is open. Dismissed findings stay dismissed: they keep their names."""
    rows = effective_rows(connection, report_id)
    report = report_of(connection, report_id, observations=tuple(map(observation_of, rows)))
    assert report is not None
    rested = _figures(connection, report_id)
    connection.execute("DELETE FROM findings WHERE report_id = ?", (report_id,))
    for at, finding in enumerate(check_report(report)):
        (number,) = add_findings(connection, [_placed(finding, rows)], report_id)
        connection.execute("UPDATE findings SET position = ? WHERE id = ?", (at, number))
        connection.executemany(
            "UPDATE grounds SET figure_id = ? WHERE finding_id = ? AND position = ?",
            [
                (rows[ground.observation]["id"], number, order)
                for order, ground in enumerate(finding.grounds)
                if ground.observation is not None
            ],
        )
    reassess(connection, rested | _figures(connection, report_id))


def _figures(connection: Connection, report_id: int) -> set[int]:
    """The figures on which its findings rest."""
    rows = connection.execute(
        "SELECT g.figure_id FROM grounds AS g JOIN findings AS f ON f.id = g.finding_id "
        "WHERE f.report_id = ? AND g.figure_id IS NOT NULL",
        (report_id,),
    )
    return {number for (number,) in rows}


def _placed(finding: Finding, rows: Sequence[Row]) -> Finding:
    """With the positions that its figures have in the report as it was read; without those that only a person sees."""
    positions = [rows[at]["position"] for at in finding.observations]
    grounds = tuple(
        ground if ground.observation is None
        else msgspec.structs.replace(ground, observation=rows[ground.observation]["position"])
        for ground in finding.grounds
    )  # fmt: skip
    return msgspec.structs.replace(
        finding, observations=tuple(at for at in positions if at is not None), grounds=grounds
    )
