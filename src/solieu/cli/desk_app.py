"""The commands of the desk: what came in, what waits, what was decided, and how well figures are found; see :mod:`solieu.cli.app`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from solieu.cli.group import solieu
from solieu.cli.options import (
    catalogue_option,
    examples,
    limit_option,
    offset_option,
    query_argument,
    quiet_option,
    rows_option,
    store_argument,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal, TypeAlias

    from solieu.cli.outputs import Format

    Work: TypeAlias = Callable[[], int]

KINDS = ("meeting", "report", "news", "other")


@solieu.command(
    short_help="Print what came into a store, with what there is to do.",
    epilog=examples(
        "solieu inbox solieu.db",
        "solieu inbox solieu.db --new --limit 200",
        "solieu inbox solieu.db --before 120",
        "solieu inbox solieu.db --new --format jsonl | jq 'select(.contradictions > 0) | .name'",
    ),
)
@store_argument
@click.option("--new/--done", "is_new", default=None, help="Only those nobody, or somebody, has looked through.")
@click.option("--before", type=int, metavar="NO", help="Of the next page: only those with a smaller number.")
@limit_option(50)
@rows_option
def inbox(store: Path, is_new: bool | None, before: int | None, limit: int, form: Format | None) -> Work:
    """Print the reports of STORE, the last that came first: figures, doubtful ones, findings, decisions, and who is done.

    Exit code: 0 if there are some, 1 if there are none, 2 if the command was wrong.
    """
    from solieu.cli.desk import inbox as run

    state: Literal["new", "done"] | None = None if is_new is None else "new" if is_new else "done"
    return partial(run, store, form, state=state, limit=limit, before=before)


@solieu.command(
    short_help="Print the figures that deserve a look, first those that most.",
    epilog=examples(
        "solieu queue solieu.db",
        "solieu queue solieu.db 'place=\"tỉnh Quảng Ninh\" period=2022'",
        "solieu queue solieu.db 'indicator=budget_revenue' --format jsonl | jq .reasons",
    ),
)
@store_argument
@query_argument
@limit_option(20)
@offset_option
@rows_option
def queue(store: Path, query: tuple[str, ...], limit: int, offset: int, form: Format | None) -> Work:
    """Print the figures of STORE on which nobody decided, by how doubtful they are and how much hangs on them, with reasons.

    Exit code: 0 if there are some, 1 if there are none, 2 if the command was wrong.
    """
    from solieu.cli.desk import queue as run

    return partial(run, store, " ".join(query), form, limit=limit, offset=offset)


@solieu.command(
    short_help="Say that a person has looked through a report.",
    epilog=examples(
        "solieu finish solieu.db 12", "solieu finish solieu.db 12 13 14 --by Lan", "solieu finish solieu.db 12 --undo"
    ),
)
@store_argument
@click.argument("reports", metavar="REPORT...", type=int, nargs=-1, required=True)
@click.option("--undo", is_flag=True, help="Take it back.")
@click.option("--by", metavar="NAME", help="Who; by default the user who is logged in.")
@quiet_option
def finish(store: Path, reports: tuple[int, ...], undo: bool, by: str | None, quiet: bool) -> Work:
    """Say that somebody has looked through each REPORT, whose number solieu inbox prints, and decided what there was to decide.

    Like decisions this is only ever added to, with who and when. What is finished leaves the inbox, and its figures, as they
    count, become marked reports: see solieu decisions --as gold.
    """
    from solieu.cli.desk import finish as run

    return partial(run, store, reports, done=not undo, by=by, quiet=quiet)


@solieu.command(
    short_help="Print what people decided, or write it as marked reports.",
    epilog=examples(
        "solieu decisions solieu.db",
        "solieu decisions solieu.db --format jsonl | jq 'select(.kind == \"correct\") | .why'",
        "solieu decisions solieu.db --as gold -o gold/",
        "solieu decisions solieu.db --as gold -o gold/ --unfinished",
    ),
)
@store_argument
@click.option(
    "--as", "what", type=click.Choice(("gold",)), help="Write marked reports, by which solieu score measures."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where to write them; made if it is not there.",
)
@click.option("--unfinished", is_flag=True, help="Also reports with decisions that nobody has finished.")
@click.option(
    "--kind", type=click.Choice(KINDS), help="What the reports are; by default report, other for those without figures."
)
@rows_option
@quiet_option
def decisions(
    store: Path, what: str | None, output: Path | None, unfinished: bool, kind: str | None, form: Format | None, quiet: bool
) -> Work:  # fmt: skip
    """Print every decision in STORE in the order in which they were made, or write what they teach as marked reports.

    Of each finished report three files are written: NAME.txt, its text, NAME.json, the figures in it as they count, and
    NAME.ann.json, the same by its words, which people can edit. Documents cited, people and tasks are as they were read.

    Exit code: 0 if there are some, 1 if there are none, 2 if the command was wrong.
    """
    from solieu.cli.desk import decisions as run

    return partial(run, store, form, what=what, output=output, unfinished=unfinished, kind=kind, quiet=quiet)


@solieu.command(
    short_help="Measure how well figures are found in marked reports.",
    epilog=examples(
        "solieu score gold/",
        "solieu score gold/ --errors 40",
        "solieu score gold/ output.jsonl --format jsonl | jq .fact.f1",
        "solieu score gold/ --catalogue mine.csv",
    ),
)
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.argument("output", metavar="[OUTPUT]", required=False)
@click.option(
    "--errors",
    type=click.IntRange(min=0),
    metavar="N",
    default=0,
    help="List the first N figures that are wrong, field by field.",
)
@catalogue_option
@rows_option
@quiet_option
def score(
    gold: Path, output: str | None, errors: int, catalogue: Path | None, form: Format | None, quiet: bool
) -> Work:
    """Compare what is found in the reports of the folder GOLD with what people marked in them.

    GOLD holds pairs: NAME.txt, a report, and NAME.json, what was marked in it. OUTPUT is what solieu extract printed of them as
    jsonl, or another program in that form, - for standard input; without it the reports are read now.

    Exit code: 0 if all was compared, 1 if OUTPUT says nothing of some report or one cannot be read, 2 if the command was wrong.
    """
    from solieu.cli.score import run

    return partial(run, gold, output, form, errors=errors, catalogue=catalogue, quiet=quiet)
