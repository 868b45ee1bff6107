"""What people decided, and how it is found again when a report is read anew.

A decision is never changed or deleted; the last one on a figure counts. What it fixes is the figure as it was shown then, with
the fields that the person set: a newer version may read the same words otherwise, and the person still wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

from solieu.errors import UsageError
from solieu.model import Observation, encode
from solieu.store.attention import keys_of, mark_disputed, reassess
from solieu.store.changes import changed, decode_observation
from solieu.store.grounds import Stand, Words, best, ground_of_figure, occurrences, stands_of
from solieu.store.indexing import drop_figure, index_figures
from solieu.store.rows import OBSERVATION_COLUMNS, observation_of, observation_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from sqlite3 import Connection, Row

__all__ = ["Decision", "Kind", "decide", "dismiss", "in_force", "listed_decisions", "place_decisions"]

Kind = Literal["accept", "correct", "reject", "withdraw", "dismiss", "undismiss"]
ON_FIGURES = ("accept", "correct", "reject", "withdraw")
_FIELDS = ", ".join(OBSERVATION_COLUMNS)
_MARKS = ", ".join("?" * len(OBSERVATION_COLUMNS))


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision, with what it stands on."""

    id: int
    kind: Kind
    made_at: str
    made_by: str
    why: str
    figure: int | None = None
    """The number of the figure that it stands on now."""
    state: Literal["placed", "settled", "unplaced"] | None = None
    """``settled``: its words still stand and no figure is read in them, as it was wanted."""
    sha256: str | None = None
    report: str | None = None
    """The name of that report."""
    quote: str | None = None
    words_before: str | None = None
    words_after: str | None = None
    start_offset: int | None = None
    observed: dict[str, Any] | None = None
    """The figure as it was shown."""
    changes: dict[str, Any] | None = None
    """The fields that the person set."""
    finding: str | None = None
    rule: str | None = None
    message: str | None = None


def decide(
    connection: Connection,
    figure_id: int,
    kind: Kind,
    *,
    changes: Mapping[str, str | None] | None,
    why: str,
    by: str,
    when: str,
) -> int:
    """Write a decision on a figure within the transaction that is open, and return its number.

    Raises:
        UsageError: if there is no such figure or the changes make no sense.
    """
    if kind not in ON_FIGURES:
        raise UsageError(f"A figure cannot be decided to {kind}: {', '.join(ON_FIGURES)} are possible.")
    row = connection.execute(
        "SELECT e.*, r.sha256, t.text FROM effective AS e JOIN reports AS r ON r.id = e.report_id "
        "JOIN texts AS t ON t.report_id = e.report_id WHERE e.id = ?",
        (figure_id,),
    ).fetchone()
    if row is None:
        raise UsageError(
            f"There is no figure {figure_id} in this store: solieu figures and solieu search tell the numbers."
        )
    shown = observation_of(row)
    if (kind == "correct") != bool(changes):
        raise UsageError("A correction says what it changes, and nothing else does: value=526.8, unit=VND, place=…")
    if changes:
        changed(shown, changes)
    told = keys_of(connection, [figure_id])
    ground = ground_of_figure(row["text"], shown.start, shown.end, shown.quote)
    cursor = connection.execute(
        "INSERT INTO decisions (made_at, made_by, why, kind, sha256, quote, words_before, words_after, start_offset, "
        "observed, changes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (when, by, why, kind, row["sha256"], shown.quote, ground.before, ground.after, shown.start,
         encode(shown).decode(), encode(dict(changes)).decode() if changes else None),
    )  # fmt: skip
    number = int(cursor.lastrowid or 0)
    connection.execute("INSERT INTO placements VALUES (?, ?, 'placed')", (number, figure_id))
    _review(connection, figure_id)
    _touch_figure(connection, figure_id, row["place_code"])
    reassess(connection, {figure_id, *mark_disputed(connection, told | keys_of(connection, [figure_id]))})
    return number


def dismiss(
    connection: Connection, finding: str, *, dismissed: bool, why: str, by: str, when: str
) -> int:  # fmt: skip
    """Write that a finding is no fault, or take that back, within the transaction that is open.

    Raises:
        UsageError: if there is no such finding, or it is not dismissed.
    """
    row = connection.execute("SELECT rule, message FROM findings WHERE finding = ?", (finding,)).fetchone()
    before = in_force(connection).get(finding)
    if dismissed and row is None:
        raise UsageError(f"There is no finding {finding} in this store: solieu check prints the id below each.")
    if not dismissed and before is None:
        raise UsageError(f"{finding} is not dismissed in this store.")
    rule, message = (row["rule"], row["message"]) if row is not None else (before.rule, before.message)  # type: ignore[union-attr]
    kind = "dismiss" if dismissed else "undismiss"
    cursor = connection.execute(
        "INSERT INTO decisions (made_at, made_by, why, kind, finding, rule, message) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (when, by, why, kind, finding, rule, message),
    )
    grounds = connection.execute(
        "SELECT DISTINCT g.figure_id FROM grounds AS g JOIN findings AS f ON f.id = g.finding_id "
        "WHERE f.finding = ? AND g.figure_id IS NOT NULL",
        (finding,),
    )
    reassess(connection, [number for (number,) in grounds])
    return int(cursor.lastrowid or 0)


def in_force(connection: Connection) -> dict[str, Decision]:
    """The dismissals that nobody took back, by the finding's identifier."""
    rows = connection.execute(
        "SELECT * FROM decisions WHERE id IN (SELECT max(id) FROM decisions WHERE finding IS NOT NULL GROUP BY finding) "
        "AND kind = 'dismiss'"
    )
    return {row["finding"]: _decision(row) for row in rows}


def listed_decisions(connection: Connection, *, unplaced: bool = False, figure: int | None = None) -> list[Decision]:
    """Every decision in the order in which they were made, those on words that are no longer found, or those on one figure."""
    wanted = "WHERE d.id IN (SELECT id FROM unplaced_decisions)" if unplaced else ""
    if figure is not None:
        wanted = "WHERE p.figure_id = ?"
    rows = connection.execute(
        "SELECT d.*, p.figure_id, p.state, r.name AS report FROM decisions AS d "
        "LEFT JOIN placements AS p ON p.decision_id = d.id LEFT JOIN reports AS r ON r.sha256 = d.sha256 "
        f"{wanted} ORDER BY d.id",
        () if figure is None else (figure,),
    )
    return [_decision(row) for row in rows]


def _decision(row: Row) -> Decision:
    known = set(row.keys())
    plain = {
        name: row[name] for name in Decision.__struct_fields__ if name in known and name not in ("observed", "changes")
    }
    observed, changes = (
        None if row[name] is None else msgspec.json.decode(row[name]) for name in ("observed", "changes")
    )
    figure = row["figure_id"] if "figure_id" in known else None
    return Decision(**plain, figure=figure, observed=observed, changes=changes)


def place_decisions(connection: Connection, report_id: int, sha256: str, text: str) -> bool:
    """Find the ground of every decision on the report that was just written, and let the decisions hold again.

    Returns whether there are any.
    """
    decisions = connection.execute(
        "SELECT * FROM decisions WHERE sha256 = ? AND finding IS NULL ORDER BY id", (sha256,)
    ).fetchall()
    if not decisions:
        return False
    rows = connection.execute(
        "SELECT id, start_offset, end_offset, quote, measure FROM observations WHERE report_id = ? ORDER BY position",
        (report_id,),
    ).fetchall()
    stands = stands_of(rows, text)
    for decision in decisions:
        stand = _stand(decision, stands, text)
        if stand is not None and stand.number is None and decision["kind"] in ("accept", "correct"):
            stand = _kept(connection, report_id, decision, stand)
            stands.append(stand)
        number = None if stand is None else stand.number
        state = "unplaced" if stand is None else "settled" if number is None else "placed"
        connection.execute(
            "INSERT INTO placements VALUES (?, ?, ?) ON CONFLICT (decision_id) "
            "DO UPDATE SET figure_id = excluded.figure_id, state = excluded.state",
            (decision["id"], number, state),
        )
    placed = connection.execute(
        "SELECT DISTINCT p.figure_id FROM placements AS p JOIN decisions AS d ON d.id = p.decision_id "
        "WHERE d.sha256 = ? AND p.figure_id IS NOT NULL",
        (sha256,),
    ).fetchall()
    for (figure_id,) in placed:
        _review(connection, figure_id)
    return True


def _stand(decision: Row, stands: Sequence[Stand], text: str) -> Stand | None:
    wanted = Words(decision["quote"], decision["words_before"], decision["words_after"])
    measure, hint = msgspec.json.decode(decision["observed"])["measure"], decision["start_offset"]
    found = best(wanted, hint, stands, measure)
    return found if found is not None else best(wanted, hint, occurrences(text, wanted.quote))


def _kept(connection: Connection, report_id: int, decision: Row, stand: Stand) -> Stand:
    """A figure that the program no longer reads and a person confirmed, at the place of its words."""
    observed = decode_observation(decision["observed"])
    moved = _moved(observed, stand.start - observed.start)
    cursor = connection.execute(
        f"INSERT INTO observations (report_id, position, {_FIELDS}) VALUES (?, NULL, {_MARKS})",
        (report_id, *observation_row(moved)),
    )
    number = int(cursor.lastrowid or 0)
    index_figures(connection, [(number, moved)])
    return stand._replace(number=number, measure=moved.measure)


def _moved(one: Observation, by: int) -> Observation:
    span = one.indicator_span
    return msgspec.structs.replace(
        one, start=one.start + by, end=one.end + by, sentence=(one.sentence[0] + by, one.sentence[1] + by),
        indicator_span=None if span is None else (span[0] + by, span[1] + by),
    )  # fmt: skip


def _review(connection: Connection, figure_id: int) -> None:
    """Write the figure as the last decision on it has it."""
    last = connection.execute(
        "SELECT d.* FROM decisions AS d JOIN placements AS p ON p.decision_id = d.id WHERE p.figure_id = ? "
        "ORDER BY d.id DESC LIMIT 1",
        (figure_id,),
    ).fetchone()
    machine = connection.execute("SELECT * FROM observations WHERE id = ?", (figure_id,)).fetchone()
    drop_figure(connection, figure_id)
    connection.execute("DELETE FROM reviewed WHERE id = ?", (figure_id,))
    read = observation_of(machine)
    if last["kind"] == "withdraw":
        index_figures(connection, [(figure_id, read)])
        return
    decided = _as_decided(last, read)
    connection.execute(
        f"INSERT INTO reviewed (id, decision_id, verdict, report_id, position, {_FIELDS}) VALUES (?, ?, ?, ?, ?, {_MARKS})",
        (figure_id, last["id"], last["kind"], machine["report_id"], machine["position"], *observation_row(decided)),
    )
    index_figures(connection, [(figure_id, decided)])


def _as_decided(decision: Row, read: Observation) -> Observation:
    """What was shown when it was decided, with the changes, at the place where it stands now."""
    shown = decode_observation(decision["observed"])
    if decision["changes"] is not None:
        shown = changed(shown, msgspec.json.decode(decision["changes"]))
    sure = read.confidence if decision["kind"] == "reject" else 1.0
    return msgspec.structs.replace(
        shown, start=read.start, end=read.end, quote=read.quote, sentence=read.sentence,
        indicator_span=read.indicator_span, page=read.page, cell=read.cell, confidence=sure,
    )  # fmt: skip


def _touch_figure(connection: Connection, figure_id: int, before: str | None) -> None:
    (after,) = connection.execute("SELECT place_code FROM effective WHERE id = ?", (figure_id,)).fetchone()
    for code in {before, after} - {None}:
        connection.execute("INSERT INTO touched (place_code) VALUES (?)", (code,))


KINDS: tuple[str, ...] = get_args(Kind)
