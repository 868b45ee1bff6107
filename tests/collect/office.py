"""Somebody who follows sources, quickly."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from solieu.collect import collect, read_sources
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from solieu.collect import Summary
    from solieu.collect.following import Told

QUICK = """[collect]
workers = 0
delay = 0
timeout = 1.0
transfer = 5.0
retries = 1
backoff = 0.02
patience = 2
recheck_hours = 0
allow_private = ["127.0.0.0/8", "::1/128"]
"""


class Office:
    """Somebody who follows sources: each :meth:`run` is a day later than the one before."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.file = folder / "sources.toml"
        self.store = folder / "solieu.db"
        self.told: list[Told] = []
        self.day = 1_790_000_000
        self._patch = monkeypatch

    def follow(self, *sources: dict[str, Any], rules: str = QUICK) -> None:
        tables = "".join(
            "\n[[source]]\n"
            + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in one.items())
            for one in sources
        )
        self.file.write_text(rules + tables, "utf-8")

    def run(self, **how: Any) -> Summary:
        self.day += 86_400
        self._patch.setenv("SOURCE_DATE_EPOCH", str(self.day))
        self.told.clear()
        return collect(read_sources(self.file), self.store, self.told.append, **how)

    def words(self) -> list[str]:
        """What was told of addresses, in order."""
        return [one.word for one in self.told if one.word not in ("begins", "asked", "ends")]

    def troubles(self) -> list[tuple[str, str]]:
        return [(one.word, one.address or "") for one in self.told if one.is_trouble]

    def ask(self, of: Callable[[Store], Any]) -> Any:
        with Store.open(self.store) as store:
            return of(store)

    def reports(self) -> list[str]:
        """The names of the reports that could be read, as they came."""
        return self.ask(lambda store: [one.name for one in reversed(store.reports(limit=500, failed=False))])
