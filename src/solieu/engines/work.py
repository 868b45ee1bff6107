"""What every engine runs, by a name that costs nothing to import: the libraries are the workers' alone."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["work"]


def work(task: bytes, told: Callable[[int, int], None] = lambda documents, size: None) -> bytes:
    """As :func:`solieu.engines.job.work`."""
    done: bytes = import_module("solieu.engines.job").work(task, told)
    return done
