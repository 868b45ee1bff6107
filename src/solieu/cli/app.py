"""The commands and their options."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from solieu.cli.messages import say
from solieu.cli.outputs import Format  # noqa: TC001 - Typer reads the annotations
from solieu.errors import SolieuError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["app", "main"]

_INTERRUPTED = 130

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _examples(*commands: str) -> str:
    return "Examples:\n\n" + "\n\n".join(f"  {command}" for command in commands)


def _print_version(wanted: bool) -> None:
    if wanted:
        from solieu import __version__

        print(f"solieu {__version__}")
        raise typer.Exit


@app.callback(
    epilog=_examples("solieu demo", "solieu extract report.html", "solieu extract reports/ -o figures.csv"),
)
def solieu(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Turn what Vietnamese local governments publish into figures that can be trusted, each with its source words."""


@app.command(
    epilog=_examples(
        "solieu extract report.html",
        "solieu extract reports/ --format csv -o figures.csv",
        "solieu extract reports/ -o reports.html",
        "curl -s https://example.gov.vn/page | solieu extract - | jq .observations[].value",
    )
)
def extract(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders with all that they hold, or - for standard input."),
    ],
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="How to print. Without it the ending of FILE tells; else a table on a terminal, jsonl in a pipe.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output.")
    ] = None,
    limit: Annotated[
        float, typer.Option(min=0.001, metavar="MB", help="Pass over files larger than this many megabytes.")
    ] = 64,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress bar, notes or summary; only errors.")
    ] = False,
) -> None:
    """Print the figures that reports state: what is measured, where, when and how much, in the words of the source.

    Exit code: 0 all read, 1 some report could not be read, 2 wrong use.
    """
    from solieu.cli.extract import run

    raise typer.Exit(run(paths, form, output, limit=int(limit * 1024 * 1024), quiet=quiet))


@app.command(
    epilog=_examples(
        'solieu mentions "Thu ngân sách ước đạt trên 20.984 tỷ đồng, tăng 5-7%"',
        "solieu mentions - < report.txt",
    )
)
def mentions(
    text: Annotated[
        str | None, typer.Argument(metavar="[TEXT | -]", help="The text itself, or - for standard input.")
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", "-f", help="table or jsonl; a table on a terminal, jsonl in a pipe.")
    ] = None,
) -> None:
    """Print the quantities in a text: numbers with their units, ranges and hedges; nothing about what they measure."""
    from solieu.cli.mentions import run

    raise typer.Exit(run(text, form))


@app.command(epilog=_examples("solieu demo", "solieu demo --open", "solieu demo -o /tmp/demo"))
def demo(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where to write the results.")
    ] = Path("demo-output"),
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = False,
) -> None:
    """Read the sample reports that come with solieu, and write their figures as a page, a table and JSON Lines."""
    from solieu.cli.demo import run

    raise typer.Exit(run(output, show=show))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; whatever goes wrong is one sentence on standard error."""
    _write_vietnamese_everywhere()
    try:
        code = app(arguments, prog_name="solieu", standalone_mode=False) or 0
        sys.stdout.flush()
    except BrokenPipeError:
        return _stop_writing()
    except (typer.TyperException, UsageError) as error:
        return _wrong_use(error)
    except (KeyboardInterrupt, typer.Abort):
        code = _INTERRUPTED
    except SolieuError as error:
        say(str(error))
        code = 1
    except OSError as error:
        target = f" {error.filename}" if error.filename else ""
        say(f"Cannot write{target}: {(error.strerror or str(error)).lower()}; make room or choose another place.")
        return _stop_writing(1)
    if code == _INTERRUPTED:
        say("interrupted; what was printed so far is complete.")
    return int(code)


def _wrong_use(error: typer.TyperException | UsageError) -> int:
    if isinstance(error, UsageError):
        say(str(error))
    elif "\n" in error.message:
        # Typer's way of asking for help: the whole help as the message.
        print(error.message)
    else:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "solieu"
        say(f"{error.format_message().rstrip('.')}. See: {command} --help")
    return 2


def _stop_writing(code: int = 0) -> int:
    """Nobody reads on: say nothing, and keep Python from trying again when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass
    return code


def _write_vietnamese_everywhere() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))
