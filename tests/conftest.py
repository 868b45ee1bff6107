"""The order of all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that drive a browser come last: whose thread has driven one can run no event loop of its own any more."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
