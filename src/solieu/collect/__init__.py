"""Sources that are watched: new reports arrive by themselves, changed and deleted ones are noticed; see docs/collect.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from solieu.collect.run import Summary, collect
    from solieu.collect.sources import Sources, read_sources

__all__ = ["Sources", "Summary", "collect", "read_sources"]

_WHERE = {"Summary": "run", "collect": "run", "Sources": "sources", "read_sources": "sources"}


def __getattr__(name: str) -> Any:
    """What is asked for, with the libraries that it needs."""
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
