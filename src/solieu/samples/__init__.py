"""Sample reports of our own writing, one for each genre that local governments publish; their figures are invented."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["sample_paths"]

_SUFFIXES = frozenset({".html", ".txt"})


def sample_paths() -> tuple[Path, ...]:
    """The files of the sample reports, in the order of their names."""
    folder = Path(str(files(__name__)))
    return tuple(sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES))
