"""What became of the reports of an address: which of its versions counts, whether it is gone, and which figures changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import msgspec

from solieu.check.findings import finding, identity
from solieu.model import Ground
from solieu.store.attention import keys_of_report, mark_disputed, reassess
from solieu.store.choosing import differ
from solieu.store.facts import fact_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from solieu.model import Finding, Observation, Report
    from solieu.store.facts import Fact

__all__ = ["changed_figures", "settle_versions"]

RULE = "republished"
_LONGEST_SENTENCE = 300
_IN_VIETNAM = timezone(timedelta(hours=7))


def settle_versions(connection: Connection, reports: Iterable[int], when: str) -> None:
    """Note of these reports which are superseded and which are gone, within the transaction that is open."""
    changed: set[int] = set()
    for report in sorted(reports):
        before = connection.execute("SELECT superseded_by, gone FROM reports WHERE id = ?", (report,)).fetchone()
        by, gone = _successor(connection, report), _is_gone(connection, report)
        since = (before["gone"] or when) if gone else None
        if (by, since) == (before["superseded_by"], before["gone"]):
            continue
        connection.execute("UPDATE reports SET superseded_by = ?, gone = ? WHERE id = ?", (by, since, report))
        if by != before["superseded_by"]:
            changed.add(report)
    for report in changed:
        own = {number for (number,) in connection.execute("SELECT id FROM observations WHERE report_id = ?", (report,))}
        reassess(connection, mark_disputed(connection, keys_of_report(connection, report)) | own)
        # What is of no known place is made anew, too.
        connection.execute(
            "INSERT INTO touched (place_code) SELECT DISTINCT coalesce(place_code, '') FROM observations WHERE report_id = ?",
            (report,),
        )


_CURRENT = (
    "SELECT p.id AS page, p.state, r.report_id, x.part FROM version_reports AS x JOIN versions AS w ON w.id = x.version_id "
    "JOIN pages AS p ON p.id = w.page_id "
    "LEFT JOIN version_reports AS r ON r.part = x.part AND r.version_id = ("
    "SELECT max(v.id) FROM versions AS v WHERE v.page_id = p.id AND v.state IN ('read', 'same')) "
    "WHERE x.report_id = ? ORDER BY w.id"
)


def _successor(connection: Connection, report: int) -> int | None:
    """The report that stands where this one stood; ``None`` where some address still has this one, or has nothing in its stead."""
    rows = connection.execute(_CURRENT, (report,)).fetchall()
    found = [row["report_id"] for row in rows if row["state"] != "gone"] or [row["report_id"] for row in rows]
    return None if report in found else next((other for other in reversed(found) if other is not None), None)


def _is_gone(connection: Connection, report: int) -> bool:
    """Whether every address that gave this report gives nothing any more."""
    states = {row["state"] for row in connection.execute(_CURRENT, (report,))}
    return states == {"gone"}


def changed_figures(
    earlier: Report, later: Report, sentences: tuple[list[str], list[str]], fetched: tuple[str, str]
) -> Iterator[Finding]:
    """A finding for each fact that a page told and, republished, tells with another value.

    ``sentences`` are the words around the figures of both reports, ``fetched`` when these were received.
    """
    first, second = _by_fact(earlier), _by_fact(later)
    for fact, old in first.items():
        new = second.get(fact, [])
        gone = [at for at in old if not _is_among(earlier.observations[at], later, new)]
        come = [at for at in new if not _is_among(later.observations[at], earlier, old)]
        if len(gone) == len(come) == 1:
            yield _finding((earlier, later), (gone[0], come[0]), sentences, fetched)


def _by_fact(report: Report) -> dict[Fact, list[int]]:
    found: dict[Fact, list[int]] = {}
    for at, one in enumerate(report.observations):
        fact = fact_of(one)
        if fact.indicator_id is not None or fact.subject:
            found.setdefault(fact, []).append(at)
    return found


def _is_among(one: Observation, report: Report, others: Iterable[int]) -> bool:
    """Whether one of the figures at ``others`` says the same."""
    return any(not differ(one, report.observations[at]) for at in others)


def _finding(
    reports: tuple[Report, Report],
    at: tuple[int, int],
    sentences: tuple[list[str], list[str]],
    fetched: tuple[str, str],
) -> Finding:
    told = [report.observations[place] for report, place in zip(reports, at, strict=True)]
    grounds = [
        Ground(one.start, one.end, one.quote, place, report.name)
        for one, place, report in zip(told, at, reports, strict=True)
    ]
    key = "\x1f".join(report.sha256 for report in reports)
    slots = {
        "indicator": told[1].indicator or "", "place": told[1].place or "",
        "first": told[0].quote, "second": told[1].quote, "time_first": _local(fetched[0]), "time_second": _local(fetched[1]),
        "sentence_first": _short(sentences[0][at[0]]), "sentence_second": _short(sentences[1][at[1]]),
    }  # fmt: skip
    made = finding(RULE, "suspicious", grounds, slots, key=key, expected=told[0].quote, found=told[1].quote)
    name = identity(RULE, key, (one.quote for one in told))
    return msgspec.structs.replace(made, observations=(), id=name)


def _local(moment: str) -> str:
    """A moment as the store writes it, in the time of Vietnam.

    >>> _local("2026-11-21T01:05:00Z")
    '21/11/2026 08:05'
    """
    return datetime.fromisoformat(moment).astimezone(UTC).astimezone(_IN_VIETNAM).strftime("%d/%m/%Y %H:%M")


def _short(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= _LONGEST_SENTENCE else f"{words[: _LONGEST_SENTENCE - 1]}…"
