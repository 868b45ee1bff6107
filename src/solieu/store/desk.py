"""What an office looks at every morning: what came in, what needs a look, what was done."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

from solieu.errors import UsageError
from solieu.model import Measure, Status
from solieu.store.attention import reasons_of
from solieu.store.figures import StoredFigure, Wanted, are_many, figures_by_number, halves, listed_among
from solieu.store.findings import StoredFinding, findings_of_figures
from solieu.store.reading import StoredReport, stored_fields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from sqlite3 import Connection, Row

__all__ = ["Finish", "InboxEntry", "Queued", "State", "finish", "finishes", "inbox", "queue"]

State = Literal["new", "done"]
_MEASURES: tuple[str, ...] = get_args(Measure)
_STATUSES: tuple[str, ...] = get_args(Status)
DOUBTFUL = 0.5
"""From this attention on a figure is told of as doubtful in the inbox."""


class InboxEntry(StoredReport, frozen=True, kw_only=True):
    """A report as it came in, with what there is to do about it."""

    doubtful: int = 0
    """How many of its figures nobody decided on and deserve a look."""
    contradictions: int = 0
    """How many of its open findings are contradictions."""
    decided: int = 0
    """On how many of its figures somebody decided."""
    done: bool = False
    """Whether a person has looked through it."""
    done_at: str | None = None
    done_by: str | None = None
    read_again: bool = False
    """Whether another version of solieu has read it since."""


class Finish(msgspec.Struct, frozen=True, kw_only=True):
    """That a person has looked through a report, or takes that back."""

    id: int
    made_at: str
    made_by: str
    sha256: str
    report: str | None
    """The name of the report."""
    report_id: int | None
    done: bool


class Queued(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that waits for a person."""

    figure: StoredFigure
    attention: float
    """Its doubt, up to 1, times its weight; see docs/choosing.md."""
    reasons: tuple[str, ...]
    """``contradiction``, ``suspicious``, ``disputed``, ``no_place``, ``no_period``, ``no_indicator``, ``confidence``: those that hold, the heaviest first."""
    findings: tuple[StoredFinding, ...]
    """The open findings that rest on it."""


def inbox(connection: Connection, *, state: State | None, limit: int, before: int | None) -> list[InboxEntry]:
    """Reports, the last that came first: those nobody (or somebody) has looked through, with numbers below ``before``."""
    where, values = ["1"], list[Any]()
    if state is not None:
        where.append("done = ?")
        values.append(state == "done")
    if before is not None:
        where.append("id < ?")
        values.append(before)
    rows = connection.execute(
        f"SELECT * FROM reports WHERE {' AND '.join(where)} ORDER BY id DESC LIMIT ?", (*values, limit)
    ).fetchall()
    return [_entry(connection, row) for row in rows]


def _entry(connection: Connection, row: Row) -> InboxEntry:
    number = row["id"]
    (doubtful,) = connection.execute(
        "SELECT count(*) FROM observations WHERE report_id = ? AND attention >= ? AND id NOT IN (SELECT id FROM reviewed)",
        (number, DOUBTFUL),
    ).fetchone()
    (decided,) = connection.execute("SELECT count(*) FROM reviewed WHERE report_id = ?", (number,)).fetchone()
    (contradictions,) = connection.execute(
        "SELECT count(*) FROM findings WHERE report_id = ? AND severity = 'contradiction' "
        "AND finding NOT IN (SELECT finding FROM dismissed)",
        (number,),
    ).fetchone()
    last = connection.execute(
        "SELECT * FROM finished WHERE sha256 = ? ORDER BY id DESC LIMIT 1", (row["sha256"],)
    ).fetchone()
    is_done = last is not None and bool(last["done"])
    return InboxEntry(
        **stored_fields(connection, row), doubtful=doubtful, contradictions=contradictions, decided=decided, done=is_done,
        done_at=last["made_at"] if is_done else None, done_by=last["made_by"] if is_done else None,
        read_again=is_done and row["extracted"] > last["made_at"],
    )  # fmt: skip


def finish(connection: Connection, report: int, *, done: bool, by: str, when: str) -> int:
    """Write that a person has looked through a report, or takes that back, within the transaction that is open.

    Raises:
        UsageError: if there is no such report, its bytes could not be had, or it is not finished.
    """
    row = connection.execute("SELECT sha256, done FROM reports WHERE id = ?", (report,)).fetchone()
    if row is None:
        raise UsageError(f"There is no report {report} in this store: solieu reports tells the numbers.")
    if row["sha256"] is None:
        raise UsageError(f"Report {report} could not be opened, so nobody can have looked through it.")
    if not done and not row["done"]:
        raise UsageError(f"Report {report} is not finished.")
    cursor = connection.execute(
        "INSERT INTO finished (made_at, made_by, sha256, done) VALUES (?, ?, ?, ?)", (when, by, row["sha256"], done)
    )
    connection.execute("UPDATE reports SET done = ? WHERE id = ?", (done, report))
    return int(cursor.lastrowid or 0)


def finishes(connection: Connection) -> list[Finish]:
    """Everything that was finished or taken back, in order."""
    rows = connection.execute(
        "SELECT f.*, r.name AS report, r.id AS report_id FROM finished AS f LEFT JOIN reports AS r ON r.sha256 = f.sha256 "
        "ORDER BY f.id"
    )
    return [
        Finish(
            id=row["id"], made_at=row["made_at"], made_by=row["made_by"], sha256=row["sha256"], report=row["report"],
            report_id=row["report_id"], done=bool(row["done"]),
        )
        for row in rows
    ]  # fmt: skip


def queue(connection: Connection, asked: Wanted, *, limit: int, offset: int) -> list[Queued]:
    """The figures ``asked`` for on which nobody decided, those that deserve it most first."""
    if asked.verdict not in (None, "none"):
        return []
    numbers = dict(_most_deserving(connection, asked._replace(verdict="none"), limit, offset))
    resting = findings_of_figures(connection, list(numbers))
    return [
        _queued(figure, numbers[figure.id], tuple(resting.get(figure.id, ())))
        for figure in figures_by_number(connection, list(numbers))
    ]


class _Deserving(msgspec.Struct, frozen=True):
    """What was kept beside a figure."""

    attention: float
    disputed: bool


def _most_deserving(connection: Connection, asked: Wanted, limit: int, offset: int) -> Iterator[tuple[int, _Deserving]]:
    chosen = listed_among(connection, asked, last=True)
    ((_, where, values),) = halves(asked, chosen)
    if not _is_led(asked) and not are_many(connection, asked, chosen):
        rows = connection.execute(
            f"SELECT id, attention, disputed FROM observations WHERE {where} ORDER BY {_MOST_FIRST} LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
    else:
        # Where many are asked for, the first of them are soon met along the order.
        parts, bound = [], list[Any]()
        for led_by, led in _ways(asked):
            parts.append(
                f"SELECT * FROM (SELECT id, disputed, {_IN_ORDER} FROM observations INDEXED BY {led_by} AND {where} "
                f"ORDER BY {_MOST_FIRST.replace('+', '')} LIMIT ?)"
            )
            bound += [*led, *values, limit + offset]
        rows = connection.execute(
            f"SELECT id, attention, disputed FROM ({' UNION ALL '.join(parts)}) ORDER BY {_MOST_FIRST} LIMIT ? OFFSET ?",
            (*bound, limit, offset),
        )
    for number, attention, disputed in rows:
        yield number, _Deserving(attention, bool(disputed))


def _is_led(asked: Wanted) -> bool:
    """Whether an index has all that is asked for in order, be it few or many."""
    told = asked._replace(indicator_ids=None, measure=None, status=None, verdict=None, rejected=False)
    return told == Wanted() and 0 < len(asked.indicator_ids or ()) <= _FEW_INDICATORS


def _ways(asked: Wanted) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The stretches of an index in which figures stand in order, each with what leads there."""
    statuses = [asked.status] if asked.status else _STATUSES
    if asked.indicator_ids is None or len(asked.indicator_ids) > _FEW_INDICATORS:
        yield from (("observations_by_attention WHERE status = ?", (status,)) for status in statuses)
        return
    for way in product(asked.indicator_ids, [asked.measure] if asked.measure else _MEASURES, statuses):
        yield "observations_to_review WHERE indicator_id = ? AND measure = ? AND status = ?", way


_FEW_INDICATORS = 3
_IN_ORDER = "attention, measure, period_start, period_end, indicator_id, place_code"
_MOST_FIRST = ", ".join(f"+{column} DESC" for column in (*_IN_ORDER.split(", "), "id"))
"""That of the index; the signs keep SQLite from another one."""


def _queued(figure: StoredFigure, kept: _Deserving, findings: tuple[StoredFinding, ...]) -> Queued:
    told = figure.observation
    severities = {one.finding.severity for one in findings}
    worst = next((one for one in ("contradiction", "suspicious") if one in severities), None)
    return Queued(
        figure=figure, attention=kept.attention, findings=findings,
        reasons=reasons_of(
            confidence=told.confidence, indicator_id=told.indicator_id, place_code=told.place_code, period=told.period,
            disputed=kept.disputed, worst=worst,
        ),
    )  # fmt: skip
