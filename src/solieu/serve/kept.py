"""Pages that are the same for all readers, kept until what they tell changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable

__all__ = ["Kept", "KeptPage"]

_MOST_BYTES = 48 * 1024 * 1024
_LARGEST = 2 * 1024 * 1024


class KeptPage(NamedTuple):
    """A page or picture as it was made."""

    body: bytes
    media_type: str
    name: str = ""
    """Under which it is saved; empty for what is shown."""


class Kept:
    """Pages by their address, each with the mark of what it rests on; those that were asked for last, as long as there is room.

    >>> kept = Kept()
    >>> kept.keep("/places/22", 5, KeptPage(b"<h1>", "text/html"))
    >>> kept.known("/places/22", 5), kept.known("/places/22", 6)
    (KeptPage(body=b'<h1>', media_type='text/html', name=''), None)
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._pages: OrderedDict[Hashable, tuple[Hashable, KeptPage]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def known(self, address: Hashable, mark: Hashable) -> KeptPage | None:
        """The page of this address if it was made with this mark."""
        with self._lock:
            found = self._pages.get(address)
            if found is None or found[0] != mark:
                return None
            self._pages.move_to_end(address)
            return found[1]

    def keep(self, address: Hashable, mark: Hashable, page: KeptPage) -> None:
        """Keep a page; ``mark`` was taken before it was made."""
        if len(page.body) > _LARGEST:
            return
        with self._lock:
            before = self._pages.pop(address, None)
            if before is not None:
                self._size -= len(before[1].body)
            self._pages[address] = (mark, page)
            self._size += len(page.body)
            while self._size > self._most:
                _, (_, dropped) = self._pages.popitem(last=False)
                self._size -= len(dropped.body)

    @property
    def size(self) -> int:
        """How many bytes the pages have."""
        return self._size
