"""Addresses within this server."""

from __future__ import annotations

import re

__all__ = ["inner"]

_INNER = re.compile(r"/(?![/\\])[^\s\\]*")


def inner(address: str) -> str:
    r"""``address`` if it leads to a page of this server, else the first page: nobody is led elsewhere by a link to us.

    >>> inner("/report/5?figure=7"), inner("//evil.example/"), inner("https://evil.example/"), inner("/\\evil")
    ('/report/5?figure=7', '/', '/', '/')
    """
    return address if _INNER.fullmatch(address) else "/"
