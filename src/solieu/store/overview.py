"""What there is in a store, and whether it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solieu.store import figures, marks, periods, present
from solieu.store.database import explained
from solieu.store.opened import OpenStore
from solieu.store.query import Query
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from solieu.model import Measure
    from solieu.store.periods import PresentPeriod
    from solieu.store.present import PresentIndicator, PresentPlace, Task

__all__ = ["Overview"]


class Overview(OpenStore):
    """The part of :class:`solieu.store.Store` that tells what there is."""

    def present_indicators(self, *, place: str | None = None, related: bool = False) -> list[PresentIndicator]:
        """The indicators of which there are figures, of one ``place`` or all, those with the most figures first.

        Raises:
            UsageError: if there is no such place.
        """
        codes = None if place is None else figures.place_codes(place, related=related)
        with explained(self.path):
            return present.present_indicators(self._connection, places=codes)

    def present_places(self, *, indicator: str | None = None, level: int | None = None) -> list[PresentPlace]:
        """The places of which there are figures, of one ``indicator`` or all, of one ``level`` or all: provinces first, by name.

        Raises:
            UsageError: if there is no such indicator.
        """
        wanted = figures.wanted(Query(indicator=indicator))
        with explained(self.path):
            return present.present_places(self._connection, indicator_ids=wanted.indicator_ids, level=level)

    def present_periods(self, indicator: str, *, measure: Measure = "level") -> list[PresentPeriod]:
        """The periods of which there are figures of one indicator, at each level of units, the latest first.

        Raises:
            UsageError: if there is no such indicator.
        """
        wanted = figures.wanted(Query(indicator=indicator))
        with explained(self.path):
            return periods.present_periods(self._connection, indicator_ids=wanted.indicator_ids or (), measure=measure)

    def tasks(
        self,
        *,
        place: str | None = None,
        related: bool = False,
        due_from: date | None = None,
        due_until: date | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[Task]:
        """Tasks that reports (of one ``place``) give: those due between two days, the first due first; without days, the
        last due first and those without a day at the end.

        Raises:
            UsageError: if there is no such place.
        """
        codes = None if place is None else figures.place_codes(place, related=related)
        with explained(self.path):
            return present.tasks(
                self._connection, places=codes, due_from=due_from, due_until=due_until, limit=limit, offset=offset
            )

    def stamp(self) -> str:
        """A mark that is another one after every change of what the store shows, and with every version of solieu."""
        with explained(self.path):
            (mark,) = self._connection.execute("SELECT mark FROM stamp").fetchone()
            return f"{__version__}-{mark}"

    def changes(self, *, places: Iterable[str] = (), indicators: Iterable[str] = ()) -> int:
        """A number that grows with every change of what is told of the units with the codes ``places``, and of ``indicators`` by
        their identifiers: of a figure, of what was decided on it, of its report, and of the reports of the units.

        Where it is as it was, so is all that the store shows of them.
        """
        with explained(self.path):
            of_places = marks.changes_of_places(self._connection, places)
            return of_places + marks.changes_of_indicators(self._connection, indicators)

    def indicators_told(self) -> list[str]:
        """The identifiers of the indicators of which there are figures, those with the most first."""
        with explained(self.path):
            return marks.indicators_told(self._connection)

    def figures_of_places(self, codes: Iterable[str]) -> dict[str, int]:
        """How many figures there are of each unit with one of these codes; those of which there are none are left out."""
        with explained(self.path):
            return marks.figures_of_places(self._connection, codes)

    def counts(self) -> Mapping[str, int]:
        """How many rows each table has that people ask for."""
        tables: Sequence[str] = ("reports", "observations", "findings", "decisions")
        with explained(self.path):
            return {one: self._connection.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in tables}
