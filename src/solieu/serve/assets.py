"""Styles, scripts and pictures of the pages, in memory, under addresses that change with their content."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import PurePath
from typing import NamedTuple

__all__ = ["Asset", "Assets"]

_KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".json": "application/json",
}


class Asset(NamedTuple):
    """A file and its media type."""

    content: bytes
    media_type: str
    version: str


class Assets:
    """The files in ``static/``."""

    def __init__(self) -> None:
        self._files = {
            file.name: _asset(file.name, file.read_bytes())
            for file in files("solieu.serve").joinpath("static").iterdir()
            if PurePath(file.name).suffix in _KINDS
        }
        told = "".join(f"{name}{asset.version}" for name, asset in sorted(self._files.items()))
        self.version = hashlib.sha256(told.encode()).hexdigest()[:12]

    def get(self, name: str) -> Asset | None:
        """The file called ``name``."""
        return self._files.get(name)

    def address(self, name: str) -> str:
        """Where the file is had; an address that is the same as long as its content.

        Scripts load each other by their plain names, so all change together.
        """
        self._files[name]
        return f"/static/{self.version}/{name}"


def _asset(name: str, content: bytes) -> Asset:
    return Asset(content, _KINDS[PurePath(name).suffix], hashlib.sha256(content).hexdigest()[:12])
