"""The command for whole crawls and its options; see :mod:`solieu.cli.app`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from solieu.cli.group import solieu
from solieu.cli.options import catalogue_option, examples, limits_of, limits_options, quiet_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Work: TypeAlias = Callable[[], int]


@solieu.command(
    short_help="Extract a whole crawl into a dataset.",
    epilog=examples(
        "solieu bulk crawl.warc.gz out/",
        "solieu bulk pages/*.jsonl.zst more.parquet reports/ out/ --workers 8",
        "solieu bulk crawl/ out/ --all --text --format jsonl",
        "solieu bulk crawl/ out/ --engine ray --workers 32",
    ),
)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.argument("output", metavar="OUTPUT", type=click.Path(path_type=Path))
@click.option(
    "--engine",
    type=click.Choice(("local", "ray", "spark")),
    default="local",
    show_default=True,
    help="What runs it: processes of this machine, Ray or Spark.",
)
@click.option(
    "--workers",
    "-w",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many work at a time; by default one for each processor.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Read the pages, too, that can state no figures of a local government."
)
@click.option("--text", is_flag=True, help="Keep the texts, on which the offsets count.")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(("parquet", "jsonl")),
    default="parquet",
    show_default=True,
    help="Of the files.",
)
@click.option("--again", is_flag=True, help="Make all anew, whatever earlier runs did.")
@click.option(
    "--patience",
    type=click.FloatRange(min=1),
    metavar="S",
    default=1800,
    show_default=True,
    help="Leave out documents that take longer than this many seconds (engine local).",
)
@catalogue_option
@limits_options
@quiet_option
def bulk(
    inputs: tuple[str, ...],
    output: Path,
    engine: Any,
    workers: int | None,
    everything: bool,
    text: bool,
    form: Any,
    again: bool,
    patience: float,
    catalogue: Path | None,
    quiet: bool,
    **limits: Any,
) -> Work:
    """Extract all that INPUT holds into a dataset in the folder OUTPUT: reports by year and province, errors, what was skipped.

    INPUT is as PATH of extract: JSON Lines, Parquet and WARC, packed with GZIP or Zstandard or not, folders, archives, documents.
    Pages without words of local government or without digits are skipped as fast as they can be read.

    The run may be stopped at any moment, and killed: the same command goes on where it was. Files that changed are read again.

    Exit code: 0 if all was read, 1 if some document could not be read, 2 if the command was wrong.
    """
    from solieu.cli.bulk import Wanted, run

    wanted = Wanted(engine, workers, everything, text, form, again, patience, quiet)
    return partial(run, inputs, output, wanted, catalogue=catalogue, limits=limits_of(**limits))
