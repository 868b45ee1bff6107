"""What takes long to count, kept until what it was counted from changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

__all__ = ["Counted"]

_T = TypeVar("_T")
_MOST = 128


class Counted:
    """Results by what was asked, each for one state of what it rests on; any thread may ask.

    >>> counted = Counted()
    >>> counted.get("a", "places", lambda: 5), counted.get("a", "places", lambda: 6), counted.get("b", "places", lambda: 7)
    (5, 5, 7)
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, mark: Hashable, key: Hashable, count: Callable[[], _T]) -> _T:
        """What ``count`` gave for this ``key`` since what it rests on had this ``mark``.

        The mark has to be taken before anything is counted: what changes meanwhile makes the next one another.
        """
        with self._lock:
            known = self._kept.get(key)
            if known is not None and known[0] == mark:
                self._kept.move_to_end(key)
                result: _T = known[1]
                return result
        found = count()
        with self._lock:
            self._kept[key] = (mark, found)
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found
