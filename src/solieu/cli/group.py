"""The group of all commands."""

from __future__ import annotations

import click

from solieu import __version__
from solieu.cli.options import examples

__all__ = ["solieu"]


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples("solieu demo", "solieu extract report.html", "solieu extract reports/ -o figures.csv"),
)
@click.version_option(__version__, message="solieu %(version)s", help="Print the version and stop.")
def solieu() -> None:
    """Turn what Vietnamese local governments publish into figures that can be trusted, each with its source words."""
