"""A reader that ends its process where a fault in a library would."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from solieu.collect.archive import Archive
from solieu.collect.reading import read_body

if TYPE_CHECKING:
    from solieu.collect.reading import Body, Task

__all__ = ["MARK", "crashing"]

MARK = b"SOLIEU-TEST-CRASH"


def crashing(task: Task) -> Body:
    if MARK in Archive(task.archive).get(task.digest, task.limit):
        os._exit(139)
    return read_body(task)
