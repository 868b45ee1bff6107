"""The store: everything that is done with it goes through :class:`Store`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from solieu.clock import now
from solieu.store import across, adding, figures, reading, search, series
from solieu.store.database import backup, explained, writing
from solieu.store.findings import listed_findings
from solieu.store.overview import Overview
from solieu.store.query import Query
from solieu.store.reviewing import Reviewing
from solieu.store.rows import observation_of
from solieu.store.watching import Watching
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from solieu.model import Observation, Period, Report, Severity
    from solieu.store.adding import Added
    from solieu.store.choosing import Choice
    from solieu.store.figures import StoredFigure, Traits
    from solieu.store.findings import StoredFinding
    from solieu.store.reading import StoredReport
    from solieu.store.search import Found

__all__ = ["Store"]

_EVERYTHING = Query()


class Store(Reviewing, Overview):
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

    @property
    def watching(self) -> Watching:
        """What is known of the sources that ``solieu collect`` follows."""
        return Watching(self._connection, self.path)

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
        before: int | None = None,
    ) -> list[StoredReport]:
        """Reports, the last added first: with these ``words``, of this ``place``, only those that could (not) be read, only
        those that are (no) near duplicates; of the next page those that came ``before`` the last one's number.

        Raises:
            UsageError: if no unit is called ``place`` or ``words`` hold no word.
        """
        with explained(self.path):
            numbers = None if words is None else search.reports_with(self._connection, words)
            codes = None if place is None else figures.place_codes(place, related=related)
            return reading.listed_reports(
                self._connection, words=numbers, places=codes, failed=failed, duplicates=duplicates, limit=limit,
                offset=offset, before=before,
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
        """The report with this number as it was added, or with its figures as people decided.

        Its findings are always those of the figures as they count.
        """
        with explained(self.path):
            if effective:
                return reading.effective_report(self._connection, number)
            return reading.report_of(self._connection, number)

    def label(self, number: int) -> str:
        """A name by which the report can be told from all others: that under which it came, or with its digest."""
        with explained(self.path):
            row = self._connection.execute("SELECT name, sha256 FROM reports WHERE id = ?", (number,)).fetchone()
            return across.label_of(self._connection, number, row["name"], row["sha256"] or "")

    def figures(
        self,
        query: Query | None = None,
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
        after: int | None = None,
    ) -> list[StoredFigure]:
        """Figures as they count, decisions over what was read: those of the latest period first, then the last added.

        A ``query`` or what it is made of may be given, not both. ``indicator`` is an entry of the catalogue or its name,
        ``place`` a name or code, with ``related`` also what went into it or took its stead; ``period`` holds theirs;
        ``verdict`` is ``accept``, ``correct``, ``reject`` or ``none``. ``after`` is the number of the last figure of the page
        before: unlike an ``offset`` it costs the same however deep the page lies.

        Raises:
            UsageError: if there is no such indicator, place or figure.
        """
        if query is None:
            query = Query(
                indicator=indicator, place=place, related=related, period=None if period is None else str(period),
                measure=measure, status=status, verdict=verdict, report=report, words=words,
            )  # fmt: skip
        wanted = figures.wanted(query, rejected=rejected)
        with explained(self.path):
            return figures.figures(self._connection, wanted, limit=limit, offset=offset, after=after)

    def traits(self, query: Query = _EVERYTHING, *, limit: int = 400) -> list[Traits]:
        """Indicator, place, period, measure and status of the first figures that are asked for, in no order.

        Raises:
            UsageError: if there is no such indicator or place.
        """
        wanted = figures.wanted(query)
        with explained(self.path):
            return figures.traits(self._connection, wanted, limit=limit)

    def each_figure(self, query: Query = _EVERYTHING) -> Iterator[StoredFigure]:
        """All figures that are asked for, in the order of their series: indicator, place, measure, status, basis, period.

        They are read while they are taken; keep nothing else of the store open for long meanwhile.

        Raises:
            UsageError: if there is no such indicator or place.
        """
        wanted = figures.wanted(query)
        with explained(self.path):
            yield from series.each_figure(self._connection, wanted)

    def choices(self, query: Query = _EVERYTHING, *, limit: int = 1000, offset: int = 0) -> list[Choice]:
        """Of each fact of which some figure is asked for the one that counts, with all others, in the order of the series.

        Raises:
            UsageError: if there is no such indicator or place.
        """
        wanted = figures.wanted(query)
        with explained(self.path):
            return list(series.each_choice(self._connection, wanted, limit, skip=offset))

    def each_choice(self, query: Query = _EVERYTHING, *, exact: bool = False) -> Iterator[Choice]:
        """The same for all of them, read while they are taken; with ``exact`` those of the very period of the ``query``, and
        not those within it.

        Raises:
            UsageError: if there is no such indicator or place.
        """
        wanted = figures.wanted(query)
        with explained(self.path):
            yield from series.each_choice(self._connection, wanted, exact=exact)

    def choice_of(self, figure: int) -> Choice | None:
        """What counts of the fact that the figure with this number tells, with all others; ``None`` where its place, period or
        subject is not known.
        """
        with explained(self.path):
            return series.choice_of(self._connection, figure)

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

    def findings(
        self,
        *,
        severity: Severity | None = None,
        rule: str | None = None,
        report: int | None = None,
        place: str | None = None,
        across: bool | None = None,
        dismissed: bool | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[StoredFinding]:
        """Findings, the worst first: of one severity or rule, of one ``report`` or ``place`` (which the report is of, or that
        they are about), only within or only ``across`` reports, only those that are (not) dismissed.

        Raises:
            UsageError: if there is no such place.
        """
        codes = None if place is None else figures.place_codes(place, related=True)
        with explained(self.path):
            return listed_findings(
                self._connection, severity=severity, rule=rule, report=report, across=across, dismissed=dismissed,
                places=codes, limit=limit, offset=offset,
            )  # fmt: skip

    def backup(self, copy: str | PathLike[str]) -> None:
        """Write all that the store holds at one moment to a new file, whoever writes to it meanwhile.

        Raises:
            StoreError: if ``copy`` is there already or cannot be written.
        """
        backup(self._connection, self.path, Path(copy))
