"""Whether two versions of a page say the same, whatever its counters show."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["say_the_same"]


@cache
def _counters() -> re.Pattern[str]:
    data = tomllib.loads(files("solieu.collect").joinpath("counters.toml").read_text("utf-8"))
    return re.compile(rf"^.*(?:{'|'.join(data['lines'])}).*$", re.IGNORECASE | re.MULTILINE)


def say_the_same(first: str, second: str) -> bool:
    r"""Whether the texts differ in nothing but blanks and lines that count visits or tell today's day.

    >>> say_the_same("Thu ngân sách 5 tỷ đồng\nLượt xem: 12", "Thu ngân sách  5 tỷ đồng\nLượt xem: 13")
    True
    >>> say_the_same("Thu ngân sách 5 tỷ đồng", "Thu ngân sách 6 tỷ đồng")
    False
    """
    return first == second or _essence(first) == _essence(second)


def _essence(text: str) -> list[str]:
    return _counters().sub("", text).split()
