"""``solieu search``, ``figures``, ``reports``, ``decide``, ``backup``: what is done with a store that is there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, get_args

from solieu.cli.messages import say
from solieu.cli.outputs import console_on, format_for
from solieu.cli.stores import opened, who
from solieu.errors import UsageError
from solieu.model import Measure, Status, encode
from solieu.store import PROVENANCE, Query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from solieu.cli.outputs import Format
    from solieu.store import Choice, Passage, StoredFigure, StoredReport
    from solieu.store.decisions import Kind

__all__ = ["MEASURES", "STATUSES", "back_up", "decide", "fields_of_figure", "figures", "reports", "search"]

MEASURES, STATUSES = get_args(Measure), get_args(Status)


def search(path: Path, words: str, form: Format | None, *, limit: int) -> int:
    """Print the figures and passages with ``words``, and return the exit code: 1 if there are none."""
    with opened(path) as store:
        found = store.search(words, limit=limit)
    if (form or format_for(None)) == "table":
        from solieu.export.stored import FiguresView, PassagesView

        console = console_on(sys.stdout)
        if found.figures:
            console.print(FiguresView(found.figures))
        console.print(PassagesView(found.passages))
    else:
        for figure in found.figures:
            _write({"found": "figure"} | fields_of_figure(figure))
        for passage in found.passages:
            _write({"found": "passage"} | _fields(passage))
    if not (found.figures or found.passages):
        say(f"Nothing in {path} has all of these words: {words}")
        return 1
    return 0


def figures(
    path: Path, form: Format | None, *, query: str, current: bool, limit: int, offset: int, **asked: Any
) -> int:  # fmt: skip
    """Print the figures that were ``asked`` for, and return the exit code: 1 if there are none.

    Raises:
        UsageError: if the query is none, or there is no such indicator or place.
    """
    given = {name: value if value is not True else "yes" for name, value in asked.items() if value not in (None, False)}
    if query and given:
        raise UsageError(f"Tell what is wanted by a query or by options, not by both: {query} --{next(iter(given))}.")
    wanted = Query.parse(query) if query else Query.of({name: str(value) for name, value in given.items()})
    with opened(path) as store:
        choices = store.choices(wanted, limit=limit, offset=offset) if current else []
        found = [one.figure for one in choices] if current else store.figures(wanted, limit=limit, offset=offset)
    if (form or format_for(None)) == "table":
        from solieu.export.stored import FiguresView

        console_on(sys.stdout).print(FiguresView(found, choices))
    else:
        for at, one in enumerate(found):
            _write(fields_of_figure(one) | (_chosen(choices[at]) if current else {}))
    if not found:
        say(f"There are no such figures in {path}.")
    return 0 if found else 1


def _chosen(one: Choice) -> dict[str, Any]:
    """Why a figure counts, and the numbers of the others."""
    return {
        "rule": one.rule, "disputed": one.disputed, "rivals": [rival.id for rival in one.rivals],
        "copies": [copy.id for copy in one.copies],
    }  # fmt: skip


def reports(path: Path, form: Format | None, **asked: Any) -> int:
    """Print the reports that were ``asked`` for, and return the exit code: 1 if there are none."""
    with opened(path) as store:
        found: list[StoredReport] = store.reports(**asked)
    if (form or format_for(None)) == "table":
        from solieu.export.stored import ReportsView

        console_on(sys.stdout).print(ReportsView(found))
    else:
        for one in found:
            _write(_fields(one))
    if not found:
        say(f"There are no such reports in {path}.")
    return 0 if found else 1


def decide(
    path: Path, figure: int, kinds: Sequence[Kind], corrections: Sequence[str], *, why: str, by: str | None, quiet: bool
) -> int:
    """Write what was decided on a figure, and return the exit code.

    Raises:
        UsageError: if not just one thing was decided, or it makes no sense.
    """
    chosen: list[Kind] = [*kinds, *(["correct"] if corrections else [])]  # type: ignore[list-item]
    if len(chosen) != 1:
        raise UsageError("Decide one thing: --accept, --reject, --withdraw or --correct FIELD=VALUE.")
    if not why.strip() and chosen[0] in ("correct", "reject"):
        raise UsageError(f'--{chosen[0]} needs --why "…": whoever reads it later wants to know.')
    with opened(path) as store:
        number = store.decide(figure, chosen[0], changes=_changes(corrections), why=why, by=who(by))
        decided = store.figure(figure)
    if not quiet and decided is not None:
        say(f"decision {number}: figure {figure} ({decided.observation.quote}) in {decided.report}: {chosen[0]}")
    return 0


def _changes(corrections: Sequence[str]) -> Mapping[str, str | None] | None:
    """``["value=526.8", "unit=VND"]``; nothing behind the sign says that it is not known."""
    found: dict[str, str | None] = {}
    for one in corrections:
        name, sign, value = one.partition("=")
        if not sign:
            raise UsageError(f"{one} corrects nothing: write FIELD=VALUE, such as value=526.8.")
        found[name.strip()] = value.strip() or None
    return found or None


def back_up(path: Path, copy: Path, *, quiet: bool) -> int:
    """Write a copy of the store, and return the exit code.

    Raises:
        StoreError: if ``copy`` is there already or cannot be written.
    """
    with opened(path) as store:
        store.backup(copy)
    if not quiet:
        say(f"{path} → {copy}")
    return 0


def fields_of_figure(one: StoredFigure) -> dict[str, Any]:
    """The fields of a figure with those of the observation, whose sentence is told in words."""
    told = one.observation
    fields = {name: getattr(told, name) for name in told.__struct_fields__}
    return {"id": one.id, "report": one.report, "title": one.title, "issued": one.issued, "verdict": one.verdict} | fields | {
        "sentence": one.sentence, **{name: getattr(one, name) for name in PROVENANCE},
    }  # fmt: skip


def _fields(one: Passage | StoredReport) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def _write(record: dict[str, Any]) -> None:
    sys.stdout.write(encode(record).decode() + "\n")
