"""Findings over several reports: made anew for the provinces whose figures changed, and for those alone.

Every check across reports compares figures of one place, or of a place with those that it lies in or that lie in it. So what a
new report can change lies within the provinces that its places are or ever were in.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from solieu.check.across import check_across
from solieu.knowledge.gazetteer import gazetteer
from solieu.store.attention import reassess
from solieu.store.database import writing
from solieu.store.findings import add_findings
from solieu.store.reading import effective_rows, report_of
from solieu.store.republished import changed_figures
from solieu.store.rows import listed, observation_of, unlisted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from sqlite3 import Connection

    from solieu.model import Finding, Ground, Report

__all__ = ["is_pending", "label_of", "refresh"]

_AT_ONCE = 500


class _Known(NamedTuple):
    """A report as the checks saw it."""

    number: int
    figures: tuple[tuple[int, int | None, str | None], ...]
    """Number, position and place of each figure, in their order."""


def is_pending(connection: Connection) -> bool:
    """Whether figures changed since the findings across reports were made."""
    return connection.execute("SELECT 1 FROM touched").fetchone() is not None


def refresh(connection: Connection, *, whole: bool = False) -> int:
    """Make the findings across reports anew where figures changed, or all of them, and return how many were made.

    They are worked out beside other writers; what those add meanwhile stays to be done at the next call.
    """
    connection.execute("BEGIN")
    try:
        (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM touched").fetchone()
        touched = [code for (code,) in connection.execute("SELECT DISTINCT place_code FROM touched")]
        if not touched and not whole:
            return 0
        provinces = None if whole else frozenset().union(*map(_provinces, touched))
        known: dict[str, _Known] = {}
        found = list(check_across(_reports(connection, provinces, known)))
        found += _republished(connection, known)
    finally:
        connection.execute("COMMIT")
    kept = [one for one in found if provinces is None or _is_within(_places(one, known), provinces)]
    with writing(connection):
        resting = _forget(connection, provinces)
        resting |= _write(connection, kept, known)
        reassess(connection, resting)
        connection.execute("DELETE FROM touched WHERE id <= ?", (last,))
    return len(kept)


@lru_cache(maxsize=65536)
def _provinces(code: str) -> frozenset[str]:
    """The codes of the provinces that a place is or ever was in; its own where it is none of these."""
    forms = gazetteer().forms(code)
    found = {parent for form in forms for parent in form.parents[-1:]} | {
        form.code for form in forms if form.level == 1
    }
    return frozenset(found or {code})


def _is_within(codes: Sequence[str], provinces: frozenset[str]) -> bool:
    return all(not _provinces(code).isdisjoint(provinces) for code in codes)


def _reports(connection: Connection, provinces: frozenset[str] | None, known: dict[str, _Known]) -> Iterator[Report]:
    for number in _numbers(connection, provinces):
        yield _labelled(connection, number, known)


def _labelled(connection: Connection, number: int, known: dict[str, _Known]) -> Report:
    """The report as it counts under a name that no other one has, by which it is ``known``."""
    report, told = _effective(connection, number)
    label = label_of(connection, number, report.name, report.sha256)
    known[label] = told
    return msgspec.structs.replace(report, name=label)


def _numbers(connection: Connection, provinces: frozenset[str] | None) -> list[int]:
    """The reports that say something about the provinces, in their order."""
    if provinces is None:
        rows = connection.execute("SELECT id FROM reports WHERE error IS NULL AND superseded_by IS NULL ORDER BY id")
        return [number for (number,) in rows]
    codes = [
        code
        for (code,) in connection.execute("SELECT DISTINCT place_code FROM observations WHERE place_code IS NOT NULL")
        if not _provinces(code).isdisjoint(provinces)
    ]
    found: set[int] = set()
    ahead = iter(codes)
    while some := list(islice(ahead, _AT_ONCE)):
        marks = ", ".join("?" * len(some))
        found.update(
            number
            for table in ("observations", "reviewed")
            for (number,) in connection.execute(f"SELECT DISTINCT report_id FROM {table} WHERE place_code IN ({marks})", some)
        )  # fmt: skip
    return sorted(found - _superseded(connection))


def _superseded(connection: Connection) -> set[int]:
    """What an address has replaced is not what it says: it is compared with its own later version alone."""
    return {number for (number,) in connection.execute("SELECT id FROM reports WHERE superseded_by IS NOT NULL")}


def _republished(connection: Connection, known: dict[str, _Known]) -> Iterator[Finding]:
    """The figures that changed where a page was republished."""
    pairs = connection.execute(
        "SELECT a.id AS first, b.id AS second, a.fetched AS first_fetched, b.fetched AS second_fetched FROM reports AS a "
        "JOIN reports AS b ON b.id = a.superseded_by WHERE a.error IS NULL AND b.error IS NULL ORDER BY a.id"
    ).fetchall()
    for pair in pairs:
        first, second = (_labelled(connection, pair[name], known) for name in ("first", "second"))
        fetched = (pair["first_fetched"] or "", pair["second_fetched"] or "")
        if all(fetched):
            sentences = (_sentences(connection, pair["first"], first), _sentences(connection, pair["second"], second))
            yield from changed_figures(first, second, sentences, fetched)


def _sentences(connection: Connection, number: int, report: Report) -> list[str]:
    (text,) = connection.execute("SELECT text FROM texts WHERE report_id = ?", (number,)).fetchone()
    return [text[start:end] for start, end in (one.sentence for one in report.observations)]


def _effective(connection: Connection, number: int) -> tuple[Report, _Known]:
    rows = effective_rows(connection, number)
    report = report_of(connection, number, text=False, observations=tuple(map(observation_of, rows)))
    assert report is not None
    told = tuple((row["id"], row["position"], row["place_code"]) for row in rows)
    return report, _Known(number, told)


def label_of(connection: Connection, number: int, name: str, sha256: str) -> str:
    """The name of a report, with the beginning of its digest where another one has this name, too."""
    others = connection.execute(
        "SELECT 1 FROM sources AS s JOIN reports AS r ON r.id = s.report_id WHERE s.name = ? AND s.report_id <> ? AND r.name = ?",
        (name, number, name),
    )
    return name if others.fetchone() is None else f"{name} ({sha256[:8]})"


def _places(finding: Finding, known: dict[str, _Known]) -> list[str]:
    codes = (_told(ground, known)[2] for ground in finding.grounds)
    return sorted({code for code in codes if code is not None})


def _told(ground: Ground, known: dict[str, _Known]) -> tuple[int, int | None, str | None]:
    """Number, position and place of the figure that a ground is."""
    assert ground.observation is not None
    return known[ground.report or ""].figures[ground.observation]


def _forget(connection: Connection, provinces: frozenset[str] | None) -> set[int]:
    """The numbers of the figures on which the findings rested."""
    rows = connection.execute("SELECT id, places FROM findings WHERE report_id IS NULL").fetchall()
    old = [row["id"] for row in rows if provinces is None or _is_within(unlisted(row["places"]), provinces)]
    rested: set[int] = set()
    for number in old:
        rows = connection.execute("SELECT figure_id FROM grounds WHERE finding_id = ?", (number,)).fetchall()
        rested.update(figure for (figure,) in rows if figure is not None)
        connection.execute("DELETE FROM findings WHERE id = ?", (number,))
    return rested


def _write(connection: Connection, findings: Sequence[Finding], known: dict[str, _Known]) -> set[int]:
    """The numbers of the figures on which the findings rest."""
    rest: set[int] = set()
    for finding in findings:
        (number,) = add_findings(connection, [finding], None)
        connection.execute("UPDATE findings SET places = ? WHERE id = ?", (listed(_places(finding, known)), number))
        for order, ground in enumerate(finding.grounds):
            figure, position, _ = _told(ground, known)
            rest.add(figure)
            connection.execute(
                "UPDATE grounds SET observation = ?, report_id = ?, "
                "figure_id = (SELECT id FROM observations WHERE id = ?) WHERE finding_id = ? AND position = ?",
                (position, known[ground.report or ""].number, figure, number, order),
            )
    return rest
