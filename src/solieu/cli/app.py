"""The commands and their options. Each gives back the work to do, whose modules are imported only when it is chosen."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from solieu import __version__
from solieu.cli.outputs import Format

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Work: TypeAlias = Callable[[], int]

__all__ = ["solieu"]

_MIB = 1024 * 1024


def _examples(*commands: str) -> str:
    """Lines that click leaves as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {command}" for command in commands)


def _format_option(help_text: str, *forms: str) -> Callable[[Callable[..., Work]], Callable[..., Work]]:
    return click.option("--format", "-f", "form", type=click.Choice(forms), help=help_text)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_examples("solieu demo", "solieu extract report.html", "solieu extract reports/ -o figures.csv"),
)
@click.version_option(__version__, message="solieu %(version)s", help="Print the version and stop.")
def solieu() -> None:
    """Turn what Vietnamese local governments publish into figures that can be trusted, each with its source words."""


@solieu.command(
    short_help="Print the figures that reports state.",
    epilog=_examples(
        "solieu extract report.html",
        "solieu extract reports/ -o figures.csv",
        "solieu extract reports/ -o reports.html",
        "solieu extract - --format jsonl < report.txt | jq '.observations[].quote'",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@_format_option(
    "How to print: by default as the ending of FILE tells, else a table on a terminal and jsonl in a pipe.",
    *get_args(Format),
)
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE.")
@click.option(
    "--limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="MB",
    default=64,
    show_default=True,
    help="Do not read files larger than this many megabytes.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors: no progress, notes or summary.")
def extract(paths: tuple[str, ...], form: Format | None, output: Path | None, limit: float, quiet: bool) -> Work:
    """Print the figures that reports state: what is measured, where, when and how much, in the words of the source.

    PATH is a file, a folder with all that it holds, or - for standard input.

    Exit code: 0 if all was read, 1 if some report could not be read, 2 if the command was wrong.
    """
    from solieu.cli.extract import run

    return partial(run, paths, form, output, limit=int(limit * _MIB), quiet=quiet)


@solieu.command(
    short_help="Print the quantities in a text.",
    epilog=_examples(
        'solieu mentions "Thu ngân sách ước đạt trên 20.984 tỷ đồng, tăng 5-7%"',
        "solieu mentions - < report.txt",
    ),
)
@click.argument("text", metavar="[TEXT | -]", required=False)
@_format_option("How to print: by default a table on a terminal and jsonl in a pipe.", "table", "jsonl")
def mentions(text: str | None, form: Format | None) -> Work:
    """Print the quantities in a text: numbers with their units, ranges and hedges; nothing about what they measure.

    TEXT is the text itself, in quotes, or - for standard input.
    """
    from solieu.cli.mentions import run

    return partial(run, text, form)


@solieu.command(
    short_help="Print why a figure was understood so.",
    epilog=_examples(
        "solieu explain report.html:1204",
        'solieu explain report.html "57,7%"',
        'solieu explain - "57,7%" < report.txt',
    ),
)
@click.argument("place", metavar="FILE:OFFSET | FILE", required=True)
@click.argument("quote", metavar="[WORDS]", required=False)
def explain(place: str, quote: str | None) -> Work:
    """Print why a figure was understood so: its words, measure, subject, place and period with what told them.

    OFFSET counts the characters of the text as read, as `start` does in the output of extract; the figure there or next to it
    is explained, or why a number is no figure. In place of it, WORDS of the text may follow in quotes.
    """
    from solieu.cli.explain import run

    return partial(run, place, quote)


@solieu.command(
    short_help="Read the samples that come with solieu.",
    epilog=_examples("solieu demo", "solieu demo --open", "solieu demo -o /tmp/demo"),
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
