"""The command line: parse, call, print."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from solieu.cli.app import solieu
from solieu.cli.messages import say
from solieu.errors import SolieuError, UsageError, kind_and_line

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_FAILED, _WRONG_USE, _INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; whatever goes wrong is one sentence on standard error."""
    _write_vietnamese_everywhere()
    try:
        work = solieu.main(arguments, prog_name="solieu", standalone_mode=False)
        code: int = work() if callable(work) else work or 0
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.message, file=sys.stderr)
        return _WRONG_USE
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "solieu"
        say(f"{error.format_message().rstrip('.')}; see {command} --help.")
        return _WRONG_USE
    except UsageError as error:
        say(str(error))
        return _WRONG_USE
    except SolieuError as error:
        say(str(error))
        return _FAILED
    except BrokenPipeError:
        return _stop_printing(0)
    except OSError as error:
        target = f" {error.filename}" if error.filename else ""
        say(f"Cannot write{target}: {(error.strerror or str(error)).lower()}; make room or choose another place.")
        return _stop_printing(_FAILED)
    except (KeyboardInterrupt, click.Abort):
        code = _INTERRUPTED
    except Exception as fault:
        say(f"solieu itself failed ({kind_and_line(fault)}): please report it with the command and its files.")
        return _FAILED
    if code == _INTERRUPTED:
        # Said only now, when the progress bar is gone with the exception that held it.
        say("Interrupted; what was printed so far is complete.")
    return code


def _stop_printing(code: int) -> int:
    """Keep Python from flushing, when it ends, what nobody reads or no disk holds."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _write_vietnamese_everywhere() -> None:
    """Letters that a terminal cannot show become marks instead of errors; files and pipes are UTF-8 on every system."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace", encoding=None if stream.isatty() else "utf-8")
