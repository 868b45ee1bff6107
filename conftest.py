"""What holds for all tests: none runs against binaries of other sources than those it means to test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / "scripts"))

import compiled  # noqa: E402 (it lies beside the other scripts)

collect_ignore = [str(Path("src", module)) for module in compiled.modules()] if compiled.binaries() else []
"""pytest cannot import a source whose binary is taken; tests/test_compiled.py runs the examples in their docstrings."""


def pytest_configure() -> None:
    """Stops where the binaries are stale."""
    if compiled.is_stale():
        pytest.exit(
            "The compiled modules are of other sources than these: `make env` removes them, `make compiled` compiles them again.",
            3,
        )
