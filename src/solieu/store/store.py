"""The store: everything that is done with it goes through :class:`Store`."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from solieu.clock import now
from solieu.store import across, adding, decisions, figures, reading, search
from solieu.store.database import backup, connect, explained, writing
from solieu.store.findings import listed_findings
from solieu.store.rows import observation_of
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike
    from types import TracebackType
    from typing import Self

    from solieu.model import Observation, Period, Report, Severity
    from solieu.store.adding import Added
    from solieu.store.decisions import Decision, Kind
    from solieu.store.figures import StoredFigure
    from solieu.store.findings import StoredFinding
    from solieu.store.reading import StoredReport
    from solieu.store.search import Found

__all__ = ["Store"]


class Store:
    """Reports with what they say and what people decided, in one SQLite file.

    One object is for one thread; any number of them, in any number of programs, may read while one writes.

    >>> import solieu, tempfile
    >>> from pathlib import Path
    >>> report = solieu.extract("UBND huyện Tiên Yên: Thu ngân sách 9 tháng đầu năm 2022 đạt 1.584 tỷ đồng.", name="a.txt")
    >>> with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "solieu.db"), create=True) as store:
    ...     store.add(report).outcome, store.add(report).outcome
    ...     [(figure.id, figure.observation.quote) for figure in store.figures(words="ngan sach")]
    ('added', 'known')
    [(1, '1.584 tỷ đồng')]
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: str | PathLike[str], *, create: bool = False) -> Self:
        """The store at ``path``; with ``create`` a new one where there is none.

        Raises:
            StoreError: if it cannot be opened; the sentence says why and what to do.
        """
        where = Path(path)
        connection = connect(where, create=create)
        connection.row_factory = sqlite3.Row
        return cls(connection, where)

    def close(self) -> None:
        """Close the file."""
        with explained(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self, report: Report, *, extractor: str = __version__, error: str | None = None, again: bool = False
    ) -> Added:
        """Keep ``report``, whole or not at all; when this returns it is on the disk.

        What is there with the same bytes and was read by the same ``extractor`` is not written again unless ``again``;
        another version takes the place of what the earlier one found, and every decision stays. ``error`` says why a
        report could not be read: it is kept and listed.
        """
        with explained(self.path), writing(self._connection):
            return adding.put(self._connection, report, extractor=extractor, error=error, again=again, when=now())

    def has(self, sha256: str, *, extractor: str = __version__) -> bool:
        """Whether these bytes were read without an error by this version."""
        with explained(self.path):
            return adding.is_known(self._connection, sha256, extractor)

    def saw(self, sha256: str, name: str, url: str | None = None) -> Added:
        """Note that bytes that are there came under this name, too."""
        with explained(self.path), writing(self._connection):
            return adding.saw_again(self._connection, sha256, name, url, now())

    def refresh_findings(self, *, whole: bool = False) -> int:
        """Make the findings across reports anew for the provinces whose figures changed, or all; how many were made."""
        with explained(self.path):
            return across.refresh(self._connection, whole=whole)

    def findings_are_current(self) -> bool:
        """Whether no figure changed since the findings across reports were made."""
        with explained(self.path):
            return not across.is_pending(self._connection)

    def reports(
        self,
        *,
        words: str | None = None,
        place: str | None = None,
        related: bool = False,
        failed: bool | None = None,
        duplicates: bool | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[StoredReport]:
        """Reports, the last added first: with these ``words``, of this ``place``, only those that could (not) be read, only
        those that are (no) near duplicates.

        Raises:
            UsageError: if no unit is called ``place`` or ``words`` hold no word.
        """
        with explained(self.path):
            numbers = None if words is None else search.reports_with(self._connection, words)
            codes = None if place is None else figures.place_codes(place, related=related)
            return reading.listed_reports(
                self._connection, words=numbers, places=codes, failed=failed, duplicates=duplicates, limit=limit,
                offset=offset,
            )  # fmt: skip

    def numbers(self) -> list[int]:
        """The numbers of all reports that could be read, in the order in which they came."""
        with explained(self.path):
            rows = self._connection.execute("SELECT id FROM reports WHERE error IS NULL ORDER BY id")
            return [number for (number,) in rows]

    def about(self, number: int) -> StoredReport | None:
        """What is known of the report with this number."""
        with explained(self.path):
            return reading.stored_report(self._connection, number)

    def report(self, number: int, *, effective: bool = False) -> Report | None:
        """The report with this number as it was added, or with its figures as people decided."""
        with explained(self.path):
            decided = None
            if effective:
                decided = tuple(map(observation_of, reading.effective_rows(self._connection, number)))
            return reading.report_of(self._connection, number, observations=decided)

    def label(self, number: int) -> str:
        """A name by which the report can be told from all others: that under which it came, or with its digest."""
        with explained(self.path):
            row = self._connection.execute("SELECT name, sha256 FROM reports WHERE id = ?", (number,)).fetchone()
            return across.label_of(self._connection, number, row["name"], row["sha256"] or "")

    def figures(
        self,
        *,
        indicator: str | None = None,
        place: str | None = None,
        related: bool = False,
        period: Period | None = None,
        measure: str | None = None,
        status: str | None = None,
        verdict: str | None = None,
        report: int | None = None,
        words: str | None = None,
        rejected: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> list[StoredFigure]:
        """Figures as they count, decisions over what was read: those of the latest period first, then the last added.

        ``indicator`` is an entry of the catalogue or its name, ``place`` a name or code, with ``related`` also what went
        into it or took its stead; ``period`` holds theirs; ``verdict`` is ``accept``, ``correct``, ``reject`` or ``none``.

        Raises:
            UsageError: if there is no such indicator or place.
        """
        wanted = figures.wanted(
            indicator=indicator, place=place, related=related, period=period, measure=measure, status=status,
            verdict=verdict, report=report, words=words, rejected=rejected,
        )  # fmt: skip
        with explained(self.path):
            return figures.figures(self._connection, wanted, limit=limit, offset=offset)

    def figure(self, number: int) -> StoredFigure | None:
        """The figure with this number as it counts, be it rejected."""
        with explained(self.path):
            return next(figures.figures_by_number(self._connection, [number], rejected=True), None)

    def as_read(self, number: int) -> Observation | None:
        """The figure with this number as the program read it, whatever was decided."""
        with explained(self.path):
            row = self._connection.execute("SELECT * FROM observations WHERE id = ?", (number,)).fetchone()
            return None if row is None else observation_of(row)

    def search(self, words: str, *, limit: int = 20, offset: int = 0) -> Found:
        """Figures and passages with all the ``words``, without regard to case and diacritics, the best first.

        Words in quotation marks follow each other; ``trồng*`` is whatever begins so.

        Raises:
            UsageError: if ``words`` hold no word.
        """
        with explained(self.path):
            return search.search(self._connection, words, limit=limit, offset=offset)

    def decide(
        self, figure: int, kind: Kind, *, changes: Mapping[str, str | None] | None = None, why: str = "", by: str = ""
    ) -> int:
        """Accept, correct (with ``changes``) or reject a figure, or withdraw what was decided; the decision's number.

        Raises:
            UsageError: if there is no such figure or the changes make no sense.
        """
        with explained(self.path), writing(self._connection):
            return decisions.decide(self._connection, figure, kind, changes=changes, why=why, by=by, when=now())

    def dismiss(self, finding: str, *, dismissed: bool = True, why: str = "", by: str = "") -> int:
        """Say that a finding is no fault, or take that back; the decision's number.

        Raises:
            UsageError: if there is no such finding, or it is not dismissed.
        """
        with explained(self.path), writing(self._connection):
            return decisions.dismiss(self._connection, finding, dismissed=dismissed, why=why, by=by, when=now())

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

    def findings(
        self,
        *,
        severity: Severity | None = None,
        rule: str | None = None,
        report: int | None = None,
        across: bool | None = None,
        dismissed: bool | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[StoredFinding]:
        """Findings, the worst first: of one severity or rule, of one ``report``, only within or only ``across`` reports,
        only those that are (not) dismissed.
        """
        with explained(self.path):
            return listed_findings(
                self._connection, severity=severity, rule=rule, report=report, across=across, dismissed=dismissed,
                limit=limit, offset=offset,
            )  # fmt: skip

    def export_decisions(self, stream: BinaryIO) -> int:
        """Write every decision as a line of JSON, and return how many there are."""
        found = self.decisions()
        for one in found:
            stream.write(msgspec.json.encode(one) + b"\n")
        return len(found)

    def backup(self, copy: str | PathLike[str]) -> None:
        """Write all that the store holds at one moment to a new file, whoever writes to it meanwhile.

        Raises:
            StoreError: if ``copy`` is there already or cannot be written.
        """
        backup(self._connection, self.path, Path(copy))

    def counts(self) -> Mapping[str, int]:
        """How many rows each table has that people ask for."""
        tables: Sequence[str] = ("reports", "observations", "findings", "decisions")
        with explained(self.path):
            return {one: self._connection.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in tables}
