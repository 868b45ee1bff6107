from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import trafilatura  # noqa: F401 (where PySocks is not installed, one of its libraries warns when it is loaded first)
from office import Office
from portal import Portal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as made:
        yield made


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(tmp_path, monkeypatch)
