"""What stands above and below the text of a page."""

from __future__ import annotations

import re

__all__ = ["is_page_number"]

# "Trang 3", "- 3 -", "Trang 3/12", and what is left of them without their fields.
_PAGE_NUMBER = re.compile(r"[\W_]*(?:trang|page|tr)?[\W_]*\d*[\W_]*(?:(?:của|of)[\W_]*)?\d*[\W_]*", re.IGNORECASE)


def is_page_number(line: str) -> bool:
    """Whether a line says nothing but which page it is.

    >>> [is_page_number(line) for line in ("Trang 3", "- 3 -", "Trang 3/12", "Trang 3: Biểu 1", "UBND HUYỆN")]
    [True, True, True, False, False]
    """
    return _PAGE_NUMBER.fullmatch(line) is not None
