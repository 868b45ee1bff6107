"""The store as ``solieu collect`` uses it: each call is one transaction, or several together are, so that a run may be
killed at any moment.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from solieu.clock import now
from solieu.store import adding, republished, watched
from solieu.store.database import explained, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from sqlite3 import Connection

    from solieu.model import Report
    from solieu.store.adding import Added
    from solieu.store.watched import DueRule, Link, RunCounts, SourceSeen, Trouble, Waiting, WatchedPage, Whence

__all__ = ["Read", "Took", "Watching"]


class Read(NamedTuple):
    """A report of a version, as it was read."""

    part: str
    """Its name within the version; empty where it is the version itself."""
    report: Report
    error: str | None = None


class Took(NamedTuple):
    """What became of a version."""

    is_first: bool
    """Whether its address gave nothing before."""
    is_same: bool
    """Whether only the frame around the text changed."""
    added: tuple[Added, ...] = ()
    errors: tuple[str, ...] = ()


class Watching:
    """Sources, addresses, versions and runs of one store; made by :attr:`solieu.store.Store.watching`."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is done meanwhile is one transaction: kept when this ends, or nothing of it."""
        with explained(self._path), writing(self._connection, marked=False):
            yield

    def follow(self, name: str, kind: str, address: str) -> int:
        """The number of the source of this name, which is made or brought up to date."""
        with explained(self._path), writing(self._connection):
            return watched.follow(self._connection, name, kind, address)

    def keep_archive(self, folder: Path) -> None:
        """Note where the bodies lie."""
        with explained(self._path), writing(self._connection):
            self._connection.execute("DELETE FROM archive")
            self._connection.execute("INSERT INTO archive VALUES (?)", (str(folder),))

    def archive(self) -> Path | None:
        """The folder in which the bodies lie; ``None`` where nothing was collected."""
        with explained(self._path):
            row = self._connection.execute("SELECT folder FROM archive").fetchone()
        return None if row is None else self._path.absolute().parent / row["folder"]

    def is_walking(self, source: int) -> bool:
        """Whether the lists of a source were never gone through, or not to their end last time."""
        with explained(self._path):
            row = self._connection.execute("SELECT walking, walked FROM followed WHERE id = ?", (source,)).fetchone()
            return bool(row["walking"]) or row["walked"] is None

    def has_walked(self, source: int) -> bool:
        """Whether the lists of a source were gone through before."""
        with explained(self._path):
            row = self._connection.execute("SELECT walked FROM followed WHERE id = ?", (source,)).fetchone()
            return row["walked"] is not None

    def begin_walk(self, source: int) -> None:
        """Note that going through the lists of a source begins."""
        with explained(self._path), writing(self._connection, marked=False):
            self._connection.execute("UPDATE followed SET walking = 1 WHERE id = ?", (source,))

    def end_walk(self, source: int, etag: str | None = None, modified: str | None = None) -> None:
        """Note that it is done, and by what the server tells whether the first list is as it was."""
        with explained(self._path), writing(self._connection, marked=False):
            self._connection.execute(
                "UPDATE followed SET walking = 0, walked = ?, etag = ?, modified = ? WHERE id = ?",
                (now(), etag, modified, source),
            )

    def list_mark(self, source: int) -> tuple[str | None, str | None]:
        """By what the server tells whether the first list of a source is as it was."""
        with explained(self._path):
            row = self._connection.execute("SELECT etag, modified FROM followed WHERE id = ?", (source,)).fetchone()
            return row["etag"], row["modified"]

    def add_links(self, source: int, links: Iterable[Link]) -> int:
        """Keep the addresses that are new, and say how many they are."""
        with explained(self._path), writing(self._connection, marked=False):
            return watched.add_links(self._connection, source, links, now())

    def due(self, source: int, rule: DueRule, *, missing: int, limit: int, since: str) -> list[WatchedPage]:
        """The addresses of a source to ask for in the run that began ``since``, new ones first."""
        with explained(self._path):
            return watched.pages_due(self._connection, source, rule, missing=missing, limit=limit, when=since)

    def count_due(self, source: int, rule: DueRule, *, missing: int, since: str) -> int:
        """How many they are."""
        with explained(self._path):
            return watched.count_due(self._connection, source, rule, missing=missing, when=since)

    def page(self, address: str) -> WatchedPage | None:
        """What is known of an address."""
        with explained(self._path):
            return watched.page_at(self._connection, address)

    def files(self, source: int) -> list[WatchedPage]:
        """The files of a folder or mailbox that were there last time."""
        with explained(self._path):
            return watched.files_of(self._connection, source)

    def receive(
        self, page: int, *, sha256: str, size: int, url: str, media_type: str | None = None, etag: str | None = None,
        modified: str | None = None,
    ) -> Waiting | None:  # fmt: skip
        """Note what an address gave, whose body lies in the archive; the version to be read where that is another than last time."""
        with explained(self._path), writing(self._connection):
            version = watched.receive(
                self._connection, page, sha256=sha256, size=size, media_type=media_type, url=url, etag=etag,
                modified=modified, when=now(),
            )  # fmt: skip
            self._settle_if_back(page)
            return version

    def keep(self, page: int) -> None:
        """Note that an address gives the same as last time."""
        with explained(self._path), writing(self._connection):
            watched.keep(self._connection, page, now())
            self._settle_if_back(page)

    def _settle_if_back(self, page: int) -> None:
        marked = self._connection.execute(
            "SELECT 1 FROM reports WHERE gone IS NOT NULL AND id IN (SELECT r.report_id FROM version_reports AS r "
            "JOIN versions AS v ON v.id = r.version_id WHERE v.page_id = ?)",
            (page,),
        )
        if marked.fetchone() is not None:
            republished.settle_versions(self._connection, watched.reports_of_page(self._connection, page), now())

    def postpone(self, page: int) -> None:
        """Note that an address is not asked for in this run any more; the next one does."""
        with explained(self._path), writing(self._connection, marked=False):
            self._connection.execute("UPDATE pages SET checked = ? WHERE id = ?", (now(), page))

    def fail(self, page: int, trouble: Trouble, *, refused: bool = False) -> None:
        """Note why an address could not be had; where it is ``refused``, it is not asked for again soon."""
        with explained(self._path), writing(self._connection):
            watched.fail(self._connection, page, trouble, now(), refused=refused)

    def miss(self, page: int, *, most: int) -> bool:
        """Note that an address is not there; from the run on in which it was missed ``most`` times on end it counts as deleted."""
        with explained(self._path), writing(self._connection):
            is_gone = watched.miss(self._connection, page, now(), most)
            if is_gone:
                republished.settle_versions(self._connection, watched.reports_of_page(self._connection, page), now())
            return is_gone

    def waiting(self, *, limit: int = 1000, after: int = 0) -> list[Waiting]:
        """Versions that were received and not read yet, in their order."""
        with explained(self._path):
            return watched.waiting(self._connection, limit=limit, after=after)

    def is_kept(self, sha256: str) -> bool:
        """Whether some version needs the body with this digest."""
        with explained(self._path):
            return watched.is_kept(self._connection, sha256)

    def take(
        self, version: Waiting, reads: Sequence[Read], *, extractor: str, is_same: Callable[[str, str], bool]
    ) -> Took:
        """Keep what was read of a version, whole or not at all; ``is_same`` tells whether two texts say the same."""
        with explained(self._path), writing(self._connection):
            return self._take(version, reads, extractor, is_same)

    def _take(
        self, version: Waiting, reads: Sequence[Read], extractor: str, is_same: Callable[[str, str], bool]
    ) -> Took:
        before = self._last_reports(version)
        same: set[str] = set()
        added: list[Added] = []
        errors: list[str] = []
        for part, report, error in reads:
            earlier = before.get(part)
            number = None
            if earlier is not None and error is None and is_same(self._text(earlier), report.text):
                number = earlier
                same.add(part)
            if number is None:
                put = adding.put(
                    self._connection, report, extractor=extractor, error=error, again=False, when=version.fetched
                )
                number = put.id
                added.append(put)
                self._connection.execute(
                    "UPDATE reports SET fetched = coalesce(fetched, ?), url = coalesce(?, url) WHERE id = ?",
                    (version.fetched, version.url if version.url.startswith("http") else None, number),
                )
            if error is not None:
                errors.append(error)
            self._connection.execute(
                "INSERT OR REPLACE INTO version_reports VALUES (?, ?, ?)", (version.id, part, number)
            )
        is_whole = bool(reads) and len(same) == len(reads)
        state = "same" if is_whole else "failed" if errors and len(errors) == len(reads) else "read"
        self._connection.execute("UPDATE versions SET state = ? WHERE id = ?", (state, version.id))
        touched = set(before.values()) | {one.id for one in added}
        republished.settle_versions(self._connection, touched, now())
        return Took(not self._had_any(version), is_whole, tuple(added), tuple(errors))

    def _last_reports(self, version: Waiting) -> dict[str, int]:
        """The reports of the version before, by their names within it."""
        rows = self._connection.execute(
            "SELECT part, report_id FROM version_reports WHERE version_id = ("
            "SELECT max(id) FROM versions WHERE page_id = ? AND id < ? AND state IN ('read', 'same'))",
            (version.page_id, version.id),
        )
        return dict(rows.fetchall())

    def _had_any(self, version: Waiting) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM versions WHERE page_id = ? AND id < ? AND state IN ('read', 'same')",
            (version.page_id, version.id),
        )
        return found.fetchone() is not None

    def _text(self, report: int) -> str:
        (text,) = self._connection.execute("SELECT text FROM texts WHERE report_id = ?", (report,)).fetchone()
        return str(text)

    def begin_run(self, source: int) -> int:
        """A line for a run of a source; its number."""
        with explained(self._path), writing(self._connection):
            return watched.begin_run(self._connection, source, now())

    def end_run(self, run: int, counts: RunCounts) -> None:
        """Write how it went."""
        with explained(self._path), writing(self._connection):
            watched.end_run(self._connection, run, counts, now())

    def sources(self) -> list[SourceSeen]:
        """All sources that were ever followed, with what came of them."""
        with explained(self._path):
            return watched.sources_seen(self._connection)

    def whence(self, report: int) -> list[Whence]:
        """The versions of every address that gave this report, the last first."""
        with explained(self._path):
            return watched.whence(self._connection, report)
