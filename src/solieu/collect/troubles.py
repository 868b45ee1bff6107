"""Why an address could not be had."""

from __future__ import annotations

from typing import Any

from solieu.collect.words import sentence
from solieu.errors import SolieuError

__all__ = ["CannotFetch"]


class CannotFetch(SolieuError):  # noqa: N818 (it says what happened)
    """An address cannot be had; the message is one sentence.

    ``word`` and ``values`` make the sentence in either language. What is ``refused`` will not be otherwise tomorrow; what
    ``may_pass`` may be otherwise in a moment.
    """

    def __init__(self, word: str, *, refused: bool = False, may_pass: bool = False, **values: Any) -> None:
        super().__init__(sentence("en", word, values))
        self.word = word
        self.values = values
        self.refused = refused
        self.may_pass = may_pass

    @property
    def trouble(self) -> tuple[str, dict[str, Any]]:
        """As the store keeps it."""
        return self.word, self.values
