from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solieu.pipeline import extract
from solieu.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from solieu.model import Report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "solieu.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, create=True) as opened:
        yield opened


@pytest.fixture
def add(store: Store) -> Callable[..., Report]:
    """Extracts a text and puts it into the store."""

    def added(text: str, name: str = "báo cáo.txt", **how: object) -> Report:
        report = extract(text, name=name)
        store.add(report, **how)  # type: ignore[arg-type]
        return report

    return added
