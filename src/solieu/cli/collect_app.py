"""The command that follows sources, and its options; see :mod:`solieu.cli.app`."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from solieu.cli.group import solieu
from solieu.cli.options import catalogue_option, examples, quiet_option, rows_option

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Work: TypeAlias = Callable[[], int]

_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class _Interval(click.ParamType[float]):
    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        found = _TIME.fullmatch(str(value))
        if found is None or not float(found[1]):
            self.fail(f"{value!r} is no time: write 30m, 1h or 1d", param, ctx)
        return float(found[1]) * _SECONDS[found[2]]


@solieu.command(
    short_help="Follow portals, feeds, folders and mailboxes.",
    epilog=examples(
        "solieu collect --init sources.toml",
        "solieu collect sources.toml --dry-run",
        "solieu collect sources.toml",
        "solieu collect sources.toml --source 'Cổng thông tin huyện' --warc today.warc.gz",
        "solieu collect sources.toml --every 6h --log collect.log",
        "solieu collect sources.toml --statistics",
    ),
)
@click.argument("sources", metavar="SOURCES.toml", type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(path_type=Path), metavar="STORE",
              help="Where reports are kept; by default as the file says, else solieu.db beside it.")  # fmt: skip
@click.option("--once", is_flag=True, help="Run once, which is what happens anyway: for cron.")
@click.option(
    "--every",
    type=_Interval(),
    metavar="TIME",
    help="Run again and again, so long after the last one began: 30m, 6h, 1d.",
)
@click.option("--source", "names", multiple=True, metavar="NAME", help="Only this source; may be given several times.")
@click.option("--dry-run", is_flag=True, help="Only look at the lists and print what they lead to; nothing is kept.")
@click.option("--statistics", is_flag=True, help="Print how each source fared, and ask for nothing.")
@click.option("--init", is_flag=True, help="Write an example of such a file, and do nothing else.")
@click.option(
    "--warc", type=click.Path(path_type=Path), metavar="FILE", help="Also add what was received to this WARC file."
)
@click.option(
    "--log", type=click.Path(path_type=Path), metavar="FILE", help="Also add the lines of the log to this file."
)
@click.option("--language", "-l", type=click.Choice(("vi", "en")), help="Of the log; by default your locale's.")
@rows_option
@catalogue_option
@quiet_option
def collect(
    sources: Path,
    store: Path | None,
    once: bool,
    every: float | None,
    names: tuple[str, ...],
    dry_run: bool,
    statistics: bool,
    init: bool,
    warc: Path | None,
    log: Path | None,
    language: Literal["vi", "en"] | None,
    form: Any,
    catalogue: Path | None,
    quiet: bool,
) -> Work:
    """Ask the sources that SOURCES.toml names what is new, and put it into the store, with every version and where it came from.

    Portals are asked politely: robots.txt is followed, one connection a host, a pause between requests. What changed is read
    again and its changed figures become findings; what was deleted is marked and kept. A run that is stopped loses nothing: the
    next one goes on where it was.

    Exit code: 0 if all was had and read, 1 if something was not (the log says what; the next run tries again), 2 if the
    command or the file was wrong.
    """
    from solieu.cli.collect import Wanted, run

    if once and every is not None:
        raise click.UsageError("--once and --every contradict each other")
    return partial(
        run, sources, Wanted(store, every, names, warc, log, language, form, catalogue, quiet),
        mode="init" if init else "try" if dry_run else "statistics" if statistics else "run",
    )  # fmt: skip
