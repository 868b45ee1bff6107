"""A command in processes of its own: how long it takes, how much processor time all of them use, the most memory of any."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Ran", "measured"]

_SUBREAPER = 36
_PATIENCE = 10.0


class Ran(NamedTuple):
    """What a command took."""

    seconds: float
    processor: float
    """Seconds of all its processes."""
    memory: float
    """The most MB that one of its processes held."""


def measured(command: Sequence[str]) -> Ran:
    """What ``command`` takes.

    Raises:
        SystemExit: if it fails.
    """
    _adopt_orphans()
    before, began = _processor(), time.monotonic()
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=_environment())
    peaks: list[float] = [0.0]
    watching = threading.Thread(target=_watch, args=(running, peaks))
    watching.start()
    failed = running.wait()
    seconds = time.monotonic() - began
    watching.join()
    _await_orphans()
    if failed:
        raise SystemExit(f"{' '.join(command)} failed")
    return Ran(seconds, _processor() - before, max(peaks))


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _environment() -> dict[str, str]:
    """Modules are turned into bytecode once, as they are where solieu was installed, and not by every process."""
    given = os.environ | {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "solieu-bytecode"))}
    given.pop("PYTHONDONTWRITEBYTECODE", None)
    return given


def _adopt_orphans() -> None:
    """Has the system hand on to this program the processes whose parents end before them, so that their time counts, too."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_SUBREAPER, 1)


def _await_orphans() -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.05)
        except ChildProcessError:
            return


def _watch(running: subprocess.Popen[bytes], peaks: list[float]) -> None:
    while running.poll() is None:
        peaks.extend(filter(None, map(_peak_of, (running.pid, *_descendants(running.pid)))))
        time.sleep(0.2)


def _descendants(pid: int) -> list[int]:
    try:
        children = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [*children, *(one for child in children for one in _descendants(child))]


def _peak_of(pid: int) -> float | None:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM")), None)
