"""What takes long to count, kept until the store changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

__all__ = ["Counted"]

_T = TypeVar("_T")
_MOST = 256


class Counted:
    """Results by what was asked, for one state of the store; any thread may ask.

    >>> counted = Counted()
    >>> counted.get("a", "places", lambda: 5), counted.get("a", "places", lambda: 6), counted.get("b", "places", lambda: 7)
    (5, 5, 7)
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._stamp = ""
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, stamp: str, key: Hashable, count: Callable[[], _T]) -> _T:
        """What ``count`` gave for this ``key`` since the store had this ``stamp``."""
        with self._lock:
            if stamp != self._stamp:
                self._stamp = stamp
                self._kept.clear()
            if key in self._kept:
                self._kept.move_to_end(key)
                known: _T = self._kept[key]
                return known
        found = count()
        with self._lock:
            if stamp == self._stamp:
                self._kept[key] = found
                if len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return found
