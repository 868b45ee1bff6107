"""The commands and their options. Each gives back the work to do, whose modules are imported only when it is chosen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from solieu.cli import bulk_app, collect_app, desk_app, serve_app, store_app
from solieu.cli.group import solieu
from solieu.cli.options import (
    DAY,
    catalogue_option,
    dismissed_option,
    examples,
    format_option,
    limits_of,
    limits_options,
    quiet_option,
)
from solieu.cli.outputs import Format

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import TypeAlias

    Work: TypeAlias = Callable[[], int]

__all__ = ["bulk_app", "collect_app", "desk_app", "serve_app", "solieu", "store_app"]


@solieu.command(
    short_help="Print the figures that reports state.",
    epilog=examples(
        "solieu extract report.html",
        "solieu extract reports/ -o figures.csv",
        "solieu extract reports/ -o reports.html",
        "solieu extract reports/ --full -o reports.jsonl",
        "solieu extract - --format jsonl < report.txt | jq '.observations[].quote'",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@format_option(
    "How to print: by default as the ending of FILE tells, else a table on a terminal and jsonl in a pipe.",
    *get_args(Format),
)
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE.")
@click.option(
    "--full", is_flag=True, help="In jsonl also the text, blocks, tables and pages, so that solieu add takes it."
)
@dismissed_option("Findings that were dismissed there are shown in no table, and as dismissed on a page.")
@catalogue_option
@limits_options
@quiet_option
def extract(
    paths: tuple[str, ...],
    form: Format | None,
    output: Path | None,
    full: bool,
    dismissed: Path | None,
    catalogue: Path | None,
    quiet: bool,
    **limits: Any,
) -> Work:
    """Print the figures that reports state: what is measured, where, when and how much, in the words of the source.

    PATH is a file, a folder with all that it holds, or - for standard input. ZIP and GZIP archives and mails are read like
    folders, and so are corpora: JSON Lines and Parquet (fields text, html or content; url, title, date, name), WARC.

    Exit code: 0 if all was read, 1 if some report could not be read, 2 if the command was wrong.
    """
    from solieu.cli.extract import run

    limited = limits_of(**limits)
    return partial(
        run, paths, form, output, full=full, catalogue=catalogue, dismissed=dismissed, limits=limited, quiet=quiet
    )


@solieu.command(
    short_help="Print figures that cannot all be true.",
    epilog=examples(
        "solieu check report.html",
        "solieu check reports/ --severity contradiction --language vi",
        "solieu check figures.jsonl --format jsonl | jq .message",
        "solieu check reports/ --format report > validation.json",
        'solieu check reports/ --dismiss 055313da3eeb2c44 --why "Số đúng, đã hỏi lại"',
        "solieu check --undismiss 055313da3eeb2c44",
        "solieu check solieu.db --severity contradiction",
    ),
)
@click.argument("paths", metavar="PATH... | STORE", nargs=-1)
@format_option(
    "How to print: by default a table on a terminal and jsonl in a pipe; report is a validation report.",
    "table",
    "jsonl",
    "report",
)
@click.option("--language", "-l", type=click.Choice(("vi", "en")), help="Of what is printed; by default your locale's.")
@click.option(
    "--severity",
    type=click.Choice(("contradiction", "suspicious", "note")),
    default="note",
    show_default=True,
    help="Print what is this bad or worse.",
)
@click.option("--derived", is_flag=True, help="Also print what the figures imply: plans, values of earlier times.")
@click.option("--dismiss", metavar="ID", multiple=True, help="Dismiss this finding of PATH; needs --why.")
@click.option("--undismiss", metavar="ID", multiple=True, help="Take that back.")
@click.option("--why", metavar="WORDS", default="", help="Why it is dismissed.")
@click.option("--by", metavar="NAME", help="Who decides; by default the user who is logged in.")
@dismissed_option("Where dismissals are kept; lines are only ever added.")
@click.option("--show-dismissed", is_flag=True, help="Print dismissed findings, too, marked as such.")
@catalogue_option
@limits_options
@quiet_option
def check(
    paths: tuple[str, ...],
    form: Any,
    language: Any,
    severity: Any,
    derived: bool,
    dismiss: tuple[str, ...],
    undismiss: tuple[str, ...],
    why: str,
    by: str | None,
    dismissed: Path | None,
    show_dismissed: bool,
    catalogue: Path | None,
    quiet: bool,
    **limits: Any,
) -> Work:
    """Print figures that cannot all be true, with the arithmetic: within each report, and across them if there are several.

    PATH is as for extract; a file that holds what extract printed as jsonl is taken as such, and its findings are those
    that it holds. A finding fires only where no rounding and no "gần" or "hơn" can save it. Dismissed ones are neither
    printed nor counted. STORE, which solieu add made, keeps findings and dismissals itself.

    Exit code: 0 if there is no contradiction, 1 if there is one or some report could not be read, 2 if the command was wrong.
    """
    from solieu.cli.check import Decision, Wanted, run

    wanted = Wanted(form, language, severity, derived, show_dismissed, quiet)
    decision = Decision(dismissed, dismiss, undismiss, why, by)
    return partial(run, paths, wanted, decision, catalogue=catalogue, limits=limits_of(**limits))


@solieu.command(
    short_help="Print the quantities in a text.",
    epilog=examples(
        'solieu mentions "Thu ngân sách ước đạt trên 20.984 tỷ đồng, tăng 5-7%"',
        "solieu mentions - < report.txt",
    ),
)
@click.argument("text", metavar="[TEXT | -]", required=False)
@format_option("How to print: by default a table on a terminal and jsonl in a pipe.", "table", "jsonl")
def mentions(text: str | None, form: Format | None) -> Work:
    """Print the quantities in a text: numbers with their units, ranges and hedges; nothing about what they measure.

    TEXT is the text itself, in quotes, or - for standard input.
    """
    from solieu.cli.mentions import run

    return partial(run, text, form)


@solieu.command(
    short_help="Print why a figure was understood so.",
    epilog=examples(
        "solieu explain report.html:1204",
        'solieu explain report.html "57,7%"',
        'solieu explain - "57,7%" < report.txt',
    ),
)
@click.argument("place", metavar="FILE:OFFSET | FILE", required=True)
@click.argument("quote", metavar="[WORDS]", required=False)
@catalogue_option
def explain(place: str, quote: str | None, catalogue: Path | None) -> Work:
    """Print why a figure was understood so: its words, measure, subject, place and period with what told them.

    OFFSET counts the characters of the text as read, as `start` does in the output of extract; the figure there or next to it
    is explained, or why a number is no figure. In place of it, WORDS of the text may follow in quotes.
    """
    from solieu.cli.explain import run

    return partial(run, place, quote, catalogue)


@solieu.command(
    short_help="Print which unit a name means, what it was and what it became.",
    epilog=examples(
        "solieu places Đông Triều",
        "solieu places thị xã Đông Triều --on 2024-12-01",
        'solieu places "xã Tân Lập" --in "Thái Nguyên"',
        "solieu places TP.HCM --format jsonl | jq .successors",
    ),
)
@click.argument("name", nargs=-1, required=True)
@click.option(
    "--on", type=DAY, metavar="DAY", help="Also tell what stands for it on this day (2024-12-01 or 01/12/2024)."
)
@click.option("--in", "within", metavar="UNIT", help="Only units within this province or district.")
@format_option("How to print: by default readable on a terminal and jsonl in a pipe.", "table", "jsonl")
def places(name: tuple[str, ...], on: datetime | None, within: str | None, form: Format | None) -> Work:
    """Print the administrative units called NAME: their forms with the days on which each was valid, and what became of them.

    NAME may have its type word ("TX. Đông Triều") and may be written without diacritics ("dong trieu") or as offices
    shorten it ("TP.HCM", "BR-VT").

    Exit code: 0 if there is such a unit, 1 if there is none, 2 if the command was wrong.
    """
    from solieu.cli.places import run

    return partial(run, " ".join(name), on.date() if on else None, within, form)


@solieu.command(
    short_help="Print what solieu knows to be measured.",
    epilog=examples(
        "solieu indicators",
        "solieu indicators thu ngân sách",
        "solieu indicators poverty_rate --format jsonl",
        "solieu indicators --catalogue mine.csv --check",
    ),
)
@click.argument("words", nargs=-1)
@catalogue_option
@click.option("--check", is_flag=True, help="Look for names that two indicators share and names that say nothing.")
@format_option("How to print: by default a table on a terminal and jsonl in a pipe.", "table", "jsonl")
def indicators(words: tuple[str, ...], catalogue: Path | None, check: bool, form: Format | None) -> Work:
    """Print the entries of the catalogue of indicators that WORDS name, or all of them.

    A catalogue of your own is a CSV file in UTF-8 with the columns id, label_vi and aliases (names in reports, joined by
    |), and if you like theme, label_en, dimension, unit, nature (flow, stock, ratio), additive (yes, level, no), units and
    official_code. An id that solieu has gets your names besides its own.

    Exit code: 0 if there is one, 1 if there is none or the check finds something, 2 if the command or the file was wrong.
    """
    from solieu.cli.indicators import run

    return partial(run, " ".join(words), catalogue, form, check=check)


@solieu.command(
    short_help="Print the figures of reports for the units of another day.",
    epilog=examples(
        "solieu restate reports/ --on 2025-07-01",
        "solieu restate figures.jsonl --on 2024-12-31",
        "solieu restate reports/ --on 2025-07-01 --format jsonl | jq 'select(.rule == \"sum\")'",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--on", type=DAY, metavar="DAY", required=True, help="The day whose units are wanted, from 2019-07-01 on."
)
@format_option("How to print: by default a table on a terminal and jsonl in a pipe.", "table", "jsonl")
@catalogue_option
@limits_options
@quiet_option
def restate(
    paths: tuple[str, ...], on: datetime, form: Format | None, catalogue: Path | None, quiet: bool, **limits: Any
) -> Work:
    """Print the figures of all reports together for the units of another day, each with its rule and its sources.

    PATH is as for extract; a file that holds what extract printed as jsonl is taken as such. A figure stands where the unit
    has the same area on that day ("thị xã Đông Triều" is "thành phố Đông Triều"). Amounts are summed where all parts of
    the new unit are known; rates never. What fits neither is listed with the reason.

    Exit code: 0 if all was read, 1 if some report could not be read, 2 if the command was wrong.
    """
    from solieu.cli.restate import run

    return partial(run, paths, on.date(), form, catalogue=catalogue, limits=limits_of(**limits), quiet=quiet)


@solieu.command(
    short_help="Read the samples that come with solieu.",
    epilog=examples("solieu demo", "solieu demo --open", "solieu demo -o /tmp/demo"),
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    default=Path("demo-output"),
    show_default=True,
    help="Where to write the results.",
)
@click.option("--open/--no-open", "opens", default=False, show_default=True, help="Open the page in the browser.")
def demo(output: Path, opens: bool) -> Work:
    """Read the sample reports that come with solieu, and write their figures as a page, a table and JSON Lines."""
    from solieu.cli.demo import run

    return partial(run, output, opens=opens)
