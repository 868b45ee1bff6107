"""What an operation of the API is: one declaration for its route and its documentation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from solieu.serve.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from solieu.serve.asked import Asked

__all__ = ["Operation", "Parameter"]


@dataclass(frozen=True)
class Parameter:
    """A field of the address or a part of the path."""

    name: str
    told: str
    schema: dict[str, Any]
    is_part: bool = False


@dataclass(frozen=True)
class Operation:
    """What is had from, or done at, an address."""

    path: str
    give: Callable[[Asked], Any]
    summary: str
    returns: Any
    parameters: tuple[Parameter, ...] = ()
    takes: Any = None
    """What is sent as JSON; ``None`` where something is only looked at."""

    def answer(self, asked: Asked) -> Answer:
        """What it gives, as an answer."""
        return Answer("error.html", data=self.give(asked))
