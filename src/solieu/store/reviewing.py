"""What people decide, and what is put before them to be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import msgspec

from solieu.clock import now
from solieu.store import decisions, desk, figures, reading, within
from solieu.store.database import explained, writing
from solieu.store.opened import OpenStore
from solieu.store.query import Query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solieu.store.decisions import Decision, Kind
    from solieu.store.desk import Finish, InboxEntry, Queued, State
    from solieu.store.figures import StoredFigure

__all__ = ["Reviewing"]

_EVERYTHING = Query()


class Reviewing(OpenStore):
    """The part of :class:`solieu.store.Store` by which people look through reports."""

    def decide(
        self, figure: int, kind: Kind, *, changes: Mapping[str, str | None] | None = None, why: str = "", by: str = ""
    ) -> int:
        """Accept, correct (with ``changes``) or reject a figure, or withdraw what was decided; the decision's number.

        Raises:
            UsageError: if there is no such figure or the changes make no sense.
        """
        with explained(self.path), writing(self._connection):
            number = decisions.decide(self._connection, figure, kind, changes=changes, why=why, by=by, when=now())
            report = self._connection.execute("SELECT report_id FROM observations WHERE id = ?", (figure,)).fetchone()
            within.refresh_within(self._connection, report["report_id"])
            return number

    def dismiss(self, finding: str, *, dismissed: bool = True, why: str = "", by: str = "") -> int:
        """Say that a finding is no fault, or take that back; the decision's number.

        Raises:
            UsageError: if there is no such finding, or it is not dismissed.
        """
        with explained(self.path), writing(self._connection):
            return decisions.dismiss(self._connection, finding, dismissed=dismissed, why=why, by=by, when=now())

    def inbox(self, *, state: State | None = None, limit: int = 50, before: int | None = None) -> list[InboxEntry]:
        """Reports with what there is to do about them, the last that came first: only those nobody (``new``) or somebody
        (``done``) has looked through; of the next page, those that came ``before`` the last one's number.
        """
        with explained(self.path):
            return desk.inbox(self._connection, state=state, limit=limit, before=before)

    def finish(self, report: int, *, done: bool = True, by: str = "") -> int:
        """Say that a person has looked through a report, or take that back; the number of the line that was added.

        Raises:
            UsageError: if there is no such report, or it was not finished.
        """
        with explained(self.path), writing(self._connection):
            return desk.finish(self._connection, report, done=done, by=by, when=now())

    def finishes(self) -> list[Finish]:
        """Who has looked through which report when, in order."""
        with explained(self.path):
            return desk.finishes(self._connection)

    def finished(self) -> list[int]:
        """The numbers of the reports that somebody has looked through."""
        with explained(self.path):
            return [row["id"] for row in self._connection.execute("SELECT id FROM reports WHERE done = 1 ORDER BY id")]

    def reports_with_decisions(self) -> list[int]:
        """The numbers of the reports on whose figures somebody decided."""
        with explained(self.path):
            rows = self._connection.execute("SELECT DISTINCT report_id FROM reviewed ORDER BY report_id")
            return [row["report_id"] for row in rows]

    def figures_that_count(self, report: int) -> list[int]:
        """The numbers of the figures that :meth:`report` tells as ``effective``, in its order."""
        with explained(self.path):
            return [row["id"] for row in reading.effective_rows(self._connection, report)]

    def queue(self, query: Query = _EVERYTHING, *, limit: int = 50, offset: int = 0) -> list[Queued]:
        """Figures on which nobody decided, those first of which most is doubtful and on which most hangs.

        Raises:
            UsageError: if there is no such indicator or place.
        """
        wanted = figures.wanted(query)
        with explained(self.path):
            return desk.queue(self._connection, wanted, limit=limit, offset=offset)

    def report_figures(self, report: int) -> list[StoredFigure]:
        """The figures of a report as they count, rejected ones with them, in the order of its text."""
        with explained(self.path):
            return figures.figures_of_report(self._connection, report)

    def decisions_on(self, figure: int) -> list[Decision]:
        """What was decided on a figure, in the order in which it was."""
        with explained(self.path):
            return decisions.listed_decisions(self._connection, figure=figure)

    def decisions(self) -> list[Decision]:
        """Every decision, in the order in which they were made."""
        with explained(self.path):
            return decisions.listed_decisions(self._connection)

    def unplaced(self) -> list[Decision]:
        """The decisions whose words are no longer found in their report."""
        with explained(self.path):
            return decisions.listed_decisions(self._connection, unplaced=True)

    def dismissed(self) -> dict[str, Decision]:
        """The dismissals that nobody took back, by the finding's identifier."""
        with explained(self.path):
            return decisions.in_force(self._connection)

    def export_decisions(self, stream: BinaryIO) -> int:
        """Write every decision as a line of JSON, and return how many there are."""
        found = self.decisions()
        for one in found:
            stream.write(msgspec.json.encode(one) + b"\n")
        return len(found)
