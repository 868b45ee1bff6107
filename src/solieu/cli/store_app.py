"""The commands that make a store and ask it, and their options; see :mod:`solieu.cli.app`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from solieu.cli.group import solieu
from solieu.cli.options import (
    MEASURES,
    STATUSES,
    catalogue_option,
    examples,
    limit_option,
    limits_of,
    limits_options,
    offset_option,
    query_argument,
    quiet_option,
    rows_option,
    store_argument,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from solieu.cli.outputs import Format

    Work: TypeAlias = Callable[[], int]


@solieu.command(
    short_help="Put reports into a store.",
    epilog=examples(
        "solieu add solieu.db reports/",
        "solieu add solieu.db reports.zip mail.eml",
        "solieu add solieu.db reports/ --again",
        "solieu add solieu.db reports/ --format jsonl | jq 'select(.outcome == \"added\")'",
    ),
)
@store_argument
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--again", is_flag=True, help="Read again what this version has read, too.")
@rows_option
@catalogue_option
@limits_options
@quiet_option
def add(
    store: Path,
    paths: tuple[str, ...],
    again: bool,
    form: Format | None,
    catalogue: Path | None,
    quiet: bool,
    **limits: Any,
) -> Work:
    """Put the reports at PATH into STORE, one SQLite file, which is made if it is not there.

    PATH is as for extract. Each report is kept whole or not at all, under its bytes: the same bytes are kept once, with
    every name under which they came. What this version has read is passed over, so that a run that was stopped goes on where
    it was; what an older version read is read again, and decisions stay. Reports that cannot be read are kept with their
    error and tried again next time.

    Exit code: 0 if all was read, 1 if some report could not be read or the store not be written, 2 if the command was wrong.
    """
    from solieu.cli.add import run

    return partial(run, store, paths, form, again=again, catalogue=catalogue, limits=limits_of(**limits), quiet=quiet)


@solieu.command(
    short_help="Find words in the figures and reports of a store.",
    epilog=examples(
        "solieu search solieu.db thu ngan sach dong trieu",
        "solieu search solieu.db '\"tai nạn giao thông\" giảm'",
        "solieu search solieu.db 'trồng rừ*' --format jsonl | jq .text",
    ),
)
@store_argument
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@limit_option(20)
@rows_option
def search(store: Path, words: tuple[str, ...], limit: int, form: Format | None) -> Work:
    """Print the figures and the passages of reports that have all WORDS, the best first.

    Case, diacritics and the stroke of đ do not matter. Words in quotation marks follow each other; a word that ends with *
    stands for all that begin so.

    Exit code: 0 if there is something, 1 if there is nothing, 2 if the command was wrong.
    """
    from solieu.cli.stored import search as run

    return partial(run, store, " ".join(words), form, limit=limit)


@solieu.command(
    short_help="Print figures of a store.",
    epilog=examples(
        "solieu figures solieu.db --indicator budget_revenue --period 2022",
        "solieu figures solieu.db --indicator 'thu ngân sách' --place 'TX. Đông Triều' --related",
        "solieu figures solieu.db --words 'trồng rừng' --measure level --format jsonl | jq .value",
        "solieu figures solieu.db --verdict correct",
        "solieu figures solieu.db --current 'indicator=\"thu ngân sách\" level=1 period=2022'",
    ),
)
@store_argument
@query_argument
@click.option("--current", is_flag=True, help="Of several figures of one fact only the one that counts, with why.")
@click.option("--indicator", metavar="NAME", help="An entry of the catalogue: its id or one of its names.")
@click.option("--place", metavar="UNIT", help="A unit: its name or code.")
@click.option("--related", is_flag=True, help="With those that went into the unit or took its stead.")
@click.option("--within", metavar="UNIT", help="Of the units that lie or lay in this one.")
@click.option("--level", type=click.IntRange(1, 3), help="Of provinces (1), districts (2) or communes (3).")
@click.option("--period", metavar="PERIOD", help="Periods within this one: 2022, 2022-Q4, 2022-09, 2022-01/2022-09.")
@click.option("--measure", type=click.Choice(MEASURES), help="What is told: an amount, a degree of attainment …")
@click.option("--status", type=click.Choice(STATUSES), help="Result, estimate or target.")
@click.option(
    "--verdict",
    type=click.Choice(("accept", "correct", "reject", "none")),
    help="What was decided; rejected figures are printed only when asked for.",
)
@click.option("--report", type=int, metavar="NO", help="Of the report with this number.")
@click.option("--words", metavar="WORDS", help="With these words in indicator or place; see solieu search --help.")
@limit_option(50)
@offset_option
@rows_option
def figures(store: Path, form: Format | None, query: tuple[str, ...], current: bool, **asked: Any) -> Work:
    """Print figures of STORE as they count: as people decided, else as they were read; the latest period first.

    What is wanted may be told by options or by a QUERY, name=value for each, the rest words. Where several figures tell one
    fact, --current prints the one that counts, in the order of indicators and places, with the rule that set it before the
    others and how many there are.

    Exit code: 0 if there are some, 1 if there are none, 2 if the command was wrong.
    """
    from solieu.cli.stored import figures as run

    return partial(run, store, form, query=" ".join(query), current=current, **asked)


@solieu.command(
    short_help="Print the reports of a store.",
    epilog=examples(
        "solieu reports solieu.db",
        "solieu reports solieu.db --failed",
        "solieu reports solieu.db --place 'tỉnh Quảng Ninh' --words 'du lịch'",
    ),
)
@store_argument
@click.option("--words", metavar="WORDS", help="With these words in title or text; see solieu search --help.")
@click.option("--place", metavar="UNIT", help="Of this unit: its name or code.")
@click.option("--related", is_flag=True, help="With those that went into the unit or took its stead.")
@click.option(
    "--failed/--read", "failed", default=None, help="Only those that could not be read, or only those that could."
)
@click.option(
    "--duplicates/--no-duplicates", default=None, help="Only near duplicates of earlier ones, or none of them."
)
@limit_option(50)
@offset_option
@rows_option
def reports(store: Path, form: Format | None, **asked: Any) -> Work:
    """Print the reports of STORE, the last added first, with where they came from and what kept them from being read.

    Exit code: 0 if there are some, 1 if there are none, 2 if the command was wrong.
    """
    from solieu.cli.stored import reports as run

    return partial(run, store, form, **asked)


@solieu.command(
    short_help="Accept, correct or reject a figure of a store.",
    epilog=examples(
        "solieu decide solieu.db 1204 --accept",
        "solieu decide solieu.db 1204 --correct value=526800000000 --correct unit=VND --why 'Đơn vị: tỷ đồng'",
        "solieu decide solieu.db 1204 --correct 'place=huyện Tiên Yên, Quảng Ninh' --why 'Bảng của huyện'",
        "solieu decide solieu.db 1204 --reject --why 'Số điện thoại' --by Lan",
        "solieu decide solieu.db 1204 --withdraw",
    ),
)
@store_argument
@click.argument("figure", metavar="FIGURE", type=int)
@click.option("--accept", "kinds", flag_value="accept", multiple=True, help="It is right.")
@click.option("--reject", "kinds", flag_value="reject", multiple=True, help="It is no figure; needs --why.")
@click.option("--withdraw", "kinds", flag_value="withdraw", multiple=True, help="Take back what was decided before.")
@click.option("--correct", metavar="FIELD=VALUE", multiple=True, help="What is right instead; needs --why.")
@click.option("--why", metavar="WORDS", default="", help="Why it is so.")
@click.option("--by", metavar="NAME", help="Who decides; by default the user who is logged in.")
@quiet_option
def decide(
    store: Path, figure: int, kinds: Any, correct: tuple[str, ...], why: str, by: str | None, quiet: bool
) -> Work:
    """Accept, correct or reject FIGURE, whose number solieu figures and solieu search print.

    Decisions are only ever added, with who, when and why; the last one on a figure counts. It holds as long as the
    words stand in the report, whatever a later version of solieu reads in them.
    """
    from solieu.cli.stored import decide as run

    return partial(run, store, figure, kinds, correct, why=why, by=by, quiet=quiet)


@solieu.command(
    short_help="Write a copy of a store.",
    epilog=examples("solieu backup solieu.db solieu-2026-01-31.db"),
)
@store_argument
@click.argument("copy", metavar="COPY", type=click.Path(path_type=Path))
@quiet_option
def backup(store: Path, copy: Path, quiet: bool) -> Work:
    """Write all that STORE holds at one moment to COPY, a new file, while others may go on writing to STORE."""
    from solieu.cli.stored import back_up

    return partial(back_up, store, copy, quiet=quiet)
