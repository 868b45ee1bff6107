"""What ``solieu collect`` knows of the sources it follows: addresses, versions, runs. Everything is kept as soon as it is known, so
that a run that was killed goes on where it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from solieu.store.rows import unlisted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection, Row

__all__ = [
    "DueRule",
    "Link",
    "PageKind",
    "RunCounts",
    "SourceSeen",
    "Trouble",
    "Waiting",
    "WatchedPage",
    "Whence",
]

PageKind = Literal["page", "attachment", "file", "mail"]
Trouble = tuple[str, dict[str, Any]]
"""A word of the log and the values of its sentence."""


class Link(NamedTuple):
    """An address that a list names."""

    address: str
    title: str | None = None
    day: str | None = None
    """On which it was published, as the list tells."""
    parent: int | None = None
    """Of an attachment, the number of the page that leads to it."""


class DueRule(NamedTuple):
    """When a page is asked for again: after ``hours``, or a tenth of the time since it was found if that is longer, and never
    after ``days``.
    """

    hours: float
    days: float


class WatchedPage(msgspec.Struct, frozen=True, kw_only=True):
    """An address, and what is known of it."""

    id: int
    source_id: int
    address: str
    title: str | None
    day: str | None
    found: str
    checked: str | None
    etag: str | None
    modified: str | None
    state: str
    missing: int
    failures: int
    sha256: str | None
    """Of what it gave last."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A version that was received and is to be read."""

    id: int
    page_id: int
    source_id: int
    sha256: str
    media_type: str | None
    url: str
    address: str
    fetched: str
    title: str | None
    day: str | None


class RunCounts(msgspec.Struct, kw_only=True):
    """How a source fared in a run."""

    requests: int = 0
    bytes: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    failed: int = 0
    waiting: int = 0
    """Addresses left for the next run."""
    troubles: list[Trouble] = msgspec.field(default_factory=list)


class SourceSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A source with what came of it."""

    id: int
    name: str
    kind: str
    address: str
    reports: int
    """That came from it and are kept."""
    pages: int
    gone: int
    waiting: int
    """Addresses that are still to be fetched."""
    failing: int
    """Addresses that could not be had last time."""
    last_run: str | None
    """When its last run began."""
    last_new: str | None
    """When something new or changed came last."""
    last: RunCounts
    is_running: bool


class Whence(msgspec.Struct, frozen=True, kw_only=True):
    """A version in which a report came."""

    source: str
    """The name of the source."""
    address: str
    url: str
    """After redirects."""
    fetched: str
    sha256: str
    size: int
    media_type: str | None
    parent: str | None
    """The address of the page that led to it."""
    report_id: int
    is_last: bool
    """Whether the address gives this now."""
    state: str
    gone: bool
    """Whether the address gives nothing any more."""


_LAST = "(SELECT max(v.id) FROM versions AS v WHERE v.page_id = p.id AND v.state <> 'waiting')"
_PAGE = (
    "p.id, p.source_id, p.address, p.title, p.day, p.found, p.checked, p.etag, p.modified, p.state, p.missing, p.failures, "
    "(SELECT v.sha256 FROM versions AS v WHERE v.page_id = p.id ORDER BY v.id DESC LIMIT 1) AS sha256"
)
_SINCE = "(julianday(:now) - julianday(p.{})) * 24"
_DUE = (
    "(p.checked IS NULL OR p.checked < :now) AND ((p.state = 'found' AND (p.failures = 0 OR p.failures < 10 OR {checked} >= 168)) "
    "OR (p.state IN ('kept', 'gone') AND p.missing BETWEEN 1 AND :missing - 1) "
    "OR (p.state = 'kept' AND p.failures BETWEEN 1 AND 9) "
    "OR (p.state IN ('kept', 'gone') AND {found} <= :days * 24 AND {checked} >= max(:hours, {found} / 10)) "
    "OR (p.state = 'refused' AND {checked} >= 720))"
).format(checked=_SINCE.format("checked"), found=_SINCE.format("found"))
_IS_DUE = f"p.source_id = :source AND ({_DUE})"
_COUNTS = ("requests", "bytes", "added", "changed", "unchanged", "gone", "failed", "waiting")
_MOST_TROUBLES = 50


def follow(connection: Connection, name: str, kind: str, address: str) -> int:
    """The number of the source of this name, which is made or brought up to date."""
    connection.execute(
        "INSERT INTO followed (name, kind, address) VALUES (?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, address = excluded.address",
        (name, kind, address),
    )
    (number,) = connection.execute("SELECT id FROM followed WHERE name = ?", (name,)).fetchone()
    return int(number)


def add_links(connection: Connection, source: int, links: Iterable[Link], when: str) -> int:
    """Keep the addresses that are new, and say how many they are."""
    before = connection.total_changes
    connection.executemany(
        "INSERT INTO pages (source_id, address, title, day, parent_id, found) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (address) DO NOTHING",
        [(source, one.address, one.title, one.day, one.parent, when) for one in links],
    )
    return connection.total_changes - before


def pages_due(
    connection: Connection, source: int, rule: DueRule, *, missing: int, limit: int, when: str
) -> list[WatchedPage]:
    """The addresses of a source to ask for now, new ones first."""
    rows = connection.execute(
        f"SELECT {_PAGE} FROM (SELECT p.id FROM pages AS p WHERE {_IS_DUE} "
        "ORDER BY p.state <> 'found', p.failures > 0, p.missing = 0, p.checked, p.id LIMIT :limit) AS chosen "
        "CROSS JOIN pages AS p ON p.id = chosen.id",
        _due_by(source, rule, missing, when) | {"limit": limit},
    )
    return [_page(row) for row in rows.fetchall()]


def count_due(connection: Connection, source: int, rule: DueRule, *, missing: int, when: str) -> int:
    """How many they are."""
    row = connection.execute(f"SELECT count(*) FROM pages AS p WHERE {_IS_DUE}", _due_by(source, rule, missing, when))
    return int(row.fetchone()[0])


def _due_by(source: int, rule: DueRule, missing: int, when: str) -> dict[str, Any]:
    return {"source": source, "now": when, "hours": rule.hours, "days": rule.days, "missing": missing}


def page_at(connection: Connection, address: str) -> WatchedPage | None:
    """What is known of an address."""
    row = connection.execute(f"SELECT {_PAGE} FROM pages AS p WHERE address = ?", (address,)).fetchone()
    return None if row is None else _page(row)


def files_of(connection: Connection, source: int) -> list[WatchedPage]:
    """The files of a folder or mailbox that were there last time."""
    rows = connection.execute(f"SELECT {_PAGE} FROM pages AS p WHERE p.source_id = ? AND p.state <> 'gone'", (source,))
    return [_page(row) for row in rows.fetchall()]


def _page(row: Row) -> WatchedPage:
    return WatchedPage(**dict(row))


def receive(
    connection: Connection, page: int, *, sha256: str, size: int, media_type: str | None, url: str, etag: str | None,
    modified: str | None, when: str,
) -> Waiting | None:  # fmt: skip
    """Note what an address gave; the version to be read where that is another thing than last time."""
    last = connection.execute(
        "SELECT sha256 FROM versions WHERE page_id = ? ORDER BY id DESC LIMIT 1", (page,)
    ).fetchone()
    is_new = last is None or last["sha256"] != sha256
    if is_new:
        connection.execute(
            "INSERT INTO versions (page_id, sha256, size, media_type, url, fetched) VALUES (?, ?, ?, ?, ?, ?)",
            (page, sha256, size, media_type, url, when),
        )
    connection.execute(
        "UPDATE pages SET checked = ?, etag = ?, modified = ?, state = 'kept', missing = 0, failures = 0, trouble = NULL WHERE id = ?",
        (when, etag, modified, page),
    )
    return next(iter(waiting(connection, limit=1, page=page)), None) if is_new else None


def keep(connection: Connection, page: int, when: str) -> None:
    """Note that an address gives the same as last time."""
    connection.execute(
        "UPDATE pages SET checked = ?, missing = 0, failures = 0, trouble = NULL, state = 'kept' WHERE id = ?",
        (when, page),
    )


def fail(connection: Connection, page: int, trouble: Trouble, when: str, *, refused: bool = False) -> None:
    """Note why an address could not be had; where it is ``refused``, it is not asked for again soon."""
    written = msgspec.json.encode(trouble).decode()
    connection.execute(
        "UPDATE pages SET checked = ?, failures = failures + 1, trouble = ?, "
        "state = CASE WHEN ? AND state = 'found' THEN 'refused' ELSE state END WHERE id = ?",
        (when, written, refused, page),
    )


def miss(connection: Connection, page: int, when: str, most: int) -> bool:
    """Note that an address is not there any more; whether it counts as deleted from now on."""
    row = connection.execute("SELECT missing, state FROM pages WHERE id = ?", (page,)).fetchone()
    is_gone = row["missing"] + 1 >= most and row["state"] != "gone"
    connection.execute(
        "UPDATE pages SET checked = ?, missing = missing + 1, failures = 0, state = CASE WHEN ? THEN 'gone' ELSE state END WHERE id = ?",
        (when, is_gone, page),
    )
    return bool(is_gone)


def reports_of_page(connection: Connection, page: int) -> set[int]:
    """The numbers of all reports that ever came from an address."""
    rows = connection.execute(
        "SELECT DISTINCT r.report_id FROM version_reports AS r JOIN versions AS v ON v.id = r.version_id WHERE v.page_id = ?",
        (page,),
    )
    return {number for (number,) in rows}


def waiting(connection: Connection, *, limit: int, after: int = 0, page: int | None = None) -> list[Waiting]:
    """Versions that were received and not read yet, in their order."""
    rows = connection.execute(
        "SELECT v.id, v.page_id, p.source_id, v.sha256, v.media_type, v.url, p.address, v.fetched, p.title, p.day "
        "FROM versions AS v JOIN pages AS p ON p.id = v.page_id WHERE v.state = 'waiting' AND v.id > ?1 AND (?2 IS NULL OR v.page_id = ?2) "
        "ORDER BY v.id LIMIT ?3",
        (after, page, limit),
    )
    return [Waiting(**dict(row)) for row in rows.fetchall()]


def is_kept(connection: Connection, sha256: str) -> bool:
    """Whether some version needs the body with this digest."""
    found = connection.execute("SELECT 1 FROM versions WHERE sha256 = ? AND state <> 'same' LIMIT 1", (sha256,))
    return found.fetchone() is not None


def begin_run(connection: Connection, source: int, when: str) -> int:
    """A line for a run of a source; its number."""
    cursor = connection.execute("INSERT INTO runs (source_id, started) VALUES (?, ?)", (source, when))
    return int(cursor.lastrowid or 0)


def end_run(connection: Connection, run: int, counts: RunCounts, when: str) -> None:
    """Write how it went."""
    sets = ", ".join(f"{name} = ?" for name in _COUNTS)
    troubles = msgspec.json.encode(counts.troubles[:_MOST_TROUBLES]).decode()
    connection.execute(
        f"UPDATE runs SET ended = ?, troubles = ?, {sets} WHERE id = ?",
        (when, troubles, *(getattr(counts, name) for name in _COUNTS), run),
    )


def sources_seen(connection: Connection) -> list[SourceSeen]:
    """All sources that were ever followed, by name."""
    rows = connection.execute("SELECT * FROM followed ORDER BY name").fetchall()
    return [_seen(connection, row) for row in rows]


def _seen(connection: Connection, row: Row) -> SourceSeen:
    number = row["id"]
    counted = connection.execute(
        "SELECT count(*) AS pages, coalesce(sum(state = 'gone'), 0) AS gone, "
        "coalesce(sum(state = 'found' AND failures = 0), 0) AS waiting, coalesce(sum(trouble IS NOT NULL), 0) AS failing "
        "FROM pages WHERE source_id = ?",
        (number,),
    ).fetchone()
    (reports,) = connection.execute(
        "SELECT count(DISTINCT r.report_id) FROM version_reports AS r JOIN versions AS v ON v.id = r.version_id "
        "JOIN pages AS p ON p.id = v.page_id WHERE p.source_id = ?",
        (number,),
    ).fetchone()
    last = connection.execute("SELECT * FROM runs WHERE source_id = ? ORDER BY id DESC LIMIT 1", (number,)).fetchone()
    (new,) = connection.execute(
        "SELECT max(v.fetched) FROM versions AS v JOIN pages AS p ON p.id = v.page_id WHERE p.source_id = ? AND v.state = 'read'",
        (number,),
    ).fetchone()
    return SourceSeen(
        id=number, name=row["name"], kind=row["kind"], address=row["address"], reports=reports, **dict(counted),
        last_run=last and last["started"], last_new=new, last=_counts(last), is_running=last is not None and last["ended"] is None,
    )  # fmt: skip


def _counts(row: Row | None) -> RunCounts:
    if row is None:
        return RunCounts()
    troubles = [(word, values) for word, values in unlisted(row["troubles"])]
    return RunCounts(**{name: row[name] for name in _COUNTS}, troubles=troubles)


def whence(connection: Connection, report: int) -> list[Whence]:
    """The versions of every address that gave this report, the last first: those with other reports show how it changed."""
    rows = connection.execute(
        "SELECT f.name AS source, p.address, v.url, v.fetched, v.sha256, v.size, v.media_type, parent.address AS parent, "
        f"r.report_id, v.id = {_LAST} AS is_last, v.state, p.state = 'gone' AS gone "
        "FROM versions AS v JOIN pages AS p ON p.id = v.page_id JOIN followed AS f ON f.id = p.source_id "
        "JOIN version_reports AS r ON r.version_id = v.id LEFT JOIN pages AS parent ON parent.id = p.parent_id "
        "WHERE (v.page_id, r.part) IN (SELECT w.page_id, x.part FROM version_reports AS x JOIN versions AS w ON w.id = x.version_id "
        "WHERE x.report_id = ?) ORDER BY v.id DESC",
        (report,),
    )
    return [
        Whence(**{**dict(row), "is_last": bool(row["is_last"]), "gone": bool(row["gone"])}) for row in rows.fetchall()
    ]
