"""``solieu inbox``, ``queue``, ``finish``, ``decisions``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from solieu.cli.messages import say
from solieu.cli.outputs import console_on, format_for
from solieu.cli.stored import fields_of_figure
from solieu.cli.stores import opened, who
from solieu.errors import UsageError
from solieu.export.terminal import counted
from solieu.model import encode
from solieu.store import Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import Literal

    from rich.console import RenderableType

    from solieu.cli.outputs import Format
    from solieu.store import Decision, InboxEntry, Queued, Store

__all__ = ["decisions", "finish", "inbox", "queue"]


def inbox(
    path: Path, form: Format | None, *, state: Literal["new", "done"] | None, limit: int, before: int | None
) -> int:
    """Print reports with what there is to do about them, and return the exit code: 1 if there are none."""
    with opened(path) as store:
        found = store.inbox(state=state, limit=limit, before=before)
    if _is_table(form):
        from solieu.export.desk import InboxView

        _show(InboxView(found))
    else:
        for one in found:
            _write(_fields(one))
    if not found:
        say(f"There are no such reports in {path}.")
    return 0 if found else 1


def queue(path: Path, query: str, form: Format | None, *, limit: int, offset: int) -> int:
    """Print figures that deserve a look, and return the exit code: 1 if there are none.

    Raises:
        UsageError: if the query is none.
    """
    asked = Query.parse(query)
    with opened(path) as store:
        found = store.queue(asked, limit=limit, offset=offset)
    if _is_table(form):
        from solieu.export.desk import QueueView

        _show(QueueView(found))
    else:
        for one in found:
            _write(_queued(one))
    if not found:
        say(
            f"No figure waits for a decision in {path}."
            if not query
            else f"No such figure waits for a decision in {path}."
        )
    return 0 if found else 1


def finish(path: Path, reports: Sequence[int], *, done: bool, by: str | None, quiet: bool) -> int:
    """Say that somebody has looked through reports, and return the exit code.

    Raises:
        UsageError: if there is no such report; those before it are finished.
    """
    with opened(path) as store:
        for number in dict.fromkeys(reports):
            store.finish(number, done=done, by=who(by))
            if not quiet:
                say(f"report {number} ({store.label(number)}) is {'finished' if done else 'no longer finished'}")
    return 0


def decisions(
    path: Path, form: Format | None, *, what: str | None, output: Path | None, unfinished: bool, kind: str | None, quiet: bool
) -> int:  # fmt: skip
    """Print decisions or write marked reports, and return the exit code: 1 if there are none.

    Raises:
        UsageError: if only one of ``--as`` and ``--output`` is given, or the folder cannot be written.
    """
    if (what is None) != (output is None):
        raise UsageError("Marked reports need a folder: solieu decisions STORE --as gold --output FOLDER.")
    if output is None and (unfinished or kind):
        raise UsageError("--unfinished and --kind are for marked reports: add --as gold --output FOLDER.")
    with opened(path) as store:
        if output is not None:
            return _marked(store, output, unfinished=unfinished, kind=kind, quiet=quiet)
        found = store.decisions()
    if _is_table(form):
        from solieu.export.desk import DecisionsView

        _show(DecisionsView(found))
    else:
        for one in found:
            _write(_fields(one))
    if not found:
        say(f"Nobody has decided anything in {path}.")
    return 0 if found else 1


def _marked(store: Store, folder: Path, *, unfinished: bool, kind: str | None, quiet: bool) -> int:
    from solieu.score import write_gold

    numbers = list(_reviewed(store, unfinished=unfinished))
    if not numbers:
        say(
            f"Nobody has finished a report in {store.path}: solieu finish says so; --unfinished writes those with decisions."
        )
        return 1
    try:
        folder.mkdir(exist_ok=True)
        for number in numbers:
            report = store.report(number, effective=True)
            assert report is not None
            write_gold(
                report, folder, as_read=[store.as_read(one) for one in store.figures_that_count(number)], kind=kind
            )
    except OSError as error:
        raise UsageError(f"Cannot write {folder}: {(error.strerror or str(error)).lower()}.") from error
    if not quiet:
        say(
            f"{counted(len(numbers), 'marked report', 'marked reports')} → {folder}; solieu score {folder} measures by them"
        )
    return 0


def _reviewed(store: Store, *, unfinished: bool) -> Iterator[int]:
    """The numbers of the reports that teach something, in their order."""
    yield from sorted({*store.finished(), *(store.reports_with_decisions() if unfinished else ())})


def _is_table(form: Format | None) -> bool:
    return (form or format_for(None)) == "table"


def _show(view: RenderableType) -> None:
    console_on(sys.stdout).print(view)


def _queued(one: Queued) -> dict[str, Any]:
    return {"attention": one.attention, "reasons": one.reasons} | fields_of_figure(one.figure) | {
        "findings": [found.finding.id for found in one.findings]
    }  # fmt: skip


def _fields(one: InboxEntry | Decision) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def _write(record: dict[str, Any]) -> None:
    sys.stdout.write(encode(record).decode() + "\n")
