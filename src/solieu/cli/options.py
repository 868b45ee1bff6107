"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from solieu.read.limits import Limits

    Work: TypeAlias = Callable[[], int]

__all__ = [
    "DAY",
    "MEASURES",
    "STATUSES",
    "catalogue_option",
    "dismissed_option",
    "examples",
    "format_option",
    "limit_option",
    "limits_of",
    "limits_options",
    "offset_option",
    "query_argument",
    "quiet_option",
    "rows_option",
    "store_argument",
]

_MIB = 1024 * 1024


def examples(*commands: str) -> str:
    """Lines that click leaves as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {command}" for command in commands)


def format_option(help_text: str, *forms: str) -> Callable[[Callable[..., Work]], Callable[..., Work]]:
    """In which of ``forms`` to print."""
    return click.option("--format", "-f", "form", type=click.Choice(forms), help=help_text)


def catalogue_option(command: Callable[..., Work]) -> Callable[..., Work]:
    """What may be measured."""
    return click.option(
        "--catalogue",
        "-c",
        type=click.Path(path_type=Path),
        metavar="CSV",
        help="Know the indicators in this file, too; solieu indicators --help tells its columns.",
    )(command)


def dismissed_option(help_text: str) -> Callable[[Callable[..., Work]], Callable[..., Work]]:
    """Where dismissals are kept."""
    return click.option(
        "--dismissed",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=f"{help_text} By default solieu-dismissed.jsonl, in the current folder.",
    )


DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
_megabytes = click.FloatRange(min=0, min_open=True)
_LIMITS = (
    click.option(
        "--limit",
        type=_megabytes,
        metavar="MB",
        default=64,
        show_default=True,
        help="Do not read reports larger than this many megabytes.",
    ),
    click.option(
        "--max-pages",
        type=click.IntRange(min=1),
        metavar="N",
        default=2_000,
        show_default=True,
        help="Read this many pages of a PDF.",
    ),
    click.option(
        "--max-cells",
        type=click.IntRange(min=1),
        metavar="N",
        default=1_000_000,
        show_default=True,
        help="Read this many filled cells of a workbook.",
    ),
    click.option(
        "--max-unpacked",
        type=_megabytes,
        metavar="MB",
        default=512,
        show_default=True,
        help="Unpack at most this many megabytes from one archive.",
    ),
)


def limits_options(command: Callable[..., Work]) -> Callable[..., Work]:
    """How much is read at most."""
    for option in reversed(_LIMITS):
        command = option(command)
    return command


def limits_of(*, limit: float, max_pages: int, max_cells: int, max_unpacked: float) -> Limits:
    """The limits that the options tell."""
    from solieu.read.limits import Limits

    return Limits(size=int(limit * _MIB), unpacked=int(max_unpacked * _MIB), pages=max_pages, cells=max_cells)


store_argument = click.argument("store", metavar="STORE", type=click.Path(path_type=Path))
rows_option = format_option("How to print: by default a table on a terminal and jsonl in a pipe.", "table", "jsonl")
query_argument = click.argument("query", metavar="[QUERY]", nargs=-1)
offset_option = click.option(
    "--offset", type=click.IntRange(min=0), metavar="N", default=0, help="Pass over the first N."
)
# Of solieu.model, which is loaded only when it is needed.
MEASURES = ("level", "attainment", "change", "index", "difference", "share", "rank")
STATUSES = ("actual", "estimate", "target")


def limit_option(default: int) -> Callable[[Callable[..., Work]], Callable[..., Work]]:
    """How much is printed at most."""
    return click.option(
        "--limit",
        "-n",
        type=click.IntRange(min=1),
        metavar="N",
        default=default,
        show_default=True,
        help="Print at most N.",
    )


quiet_option = click.option(
    "--quiet", "-q", is_flag=True, help="Say nothing but errors: no progress, notes or summary."
)
