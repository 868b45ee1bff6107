"""What all requests of one server share: the store, the settings, the templates, the secrets."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from functools import cached_property
from typing import TYPE_CHECKING

from solieu.serve.assets import Assets
from solieu.serve.charts.painter import Painter
from solieu.serve.counted import Counted
from solieu.serve.drawing import environment
from solieu.serve.intake import Intake
from solieu.serve.kept import Kept
from solieu.serve.maps.outlines import Atlas
from solieu.serve.stores import Stores
from solieu.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from solieu.serve.words import Language

__all__ = ["Desk"]


class Desk:
    """One server: its store and settings."""

    def __init__(
        self,
        path: Path,
        *,
        token: str | None = None,
        language: Language = "vi",
        hosts: Iterable[str] = (),
        most: int = 4,
        geometry: Iterable[Path] = (),
    ) -> None:
        self.path = path
        self.token = token
        self.language: Language = language
        self.hosts = frozenset(hosts)
        self.stores = Stores(path, most)
        self.intake = Intake(path)
        self.assets = Assets()
        self.templates = environment(self.assets)
        self.painter = Painter()
        self.counted = Counted()
        self.kept = Kept()
        self.atlas = Atlas(geometry)
        self.tabs: dict[str, str] = {}
        """By the name of a tab, the address that it leads to."""
        self.one_decides = threading.Lock()
        """Held from looking at the last decision on a figure to writing the next one."""
        self._secret = secrets.token_bytes(32)

    @cached_property
    def session(self) -> str:
        """What the cookie of a reader who gave the token holds; the same after a restart with the same token."""
        return hmac.new((self.token or "").encode(), b"solieu session", hashlib.sha256).hexdigest()

    def csrf_of(self, visit: str) -> str:
        """What a form must bring that was shown to the reader whose cookie holds ``visit``."""
        return hmac.new(self._secret, visit.encode(), hashlib.sha256).hexdigest()[:40]

    def close(self) -> None:
        """Close what is open."""
        self.intake.close()
        self.stores.close()
        self.painter.close()

    def tag(self, *of: str) -> str:
        """An ETag of what may change an answer: the program and this run of it, what the store holds, and ``of``."""
        told = "\0".join((__version__, self._secret.hex(), self.assets.version, *of))
        return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'
