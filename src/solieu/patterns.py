"""Patterns of :mod:`re` that look only where a match may begin, and there waste no time."""

from __future__ import annotations

import marshal
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from solieu.openings import openings
from solieu.programs import program_of
from solieu.scan import skipping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from re import RegexFlag

    from solieu.programs import TakenApart

__all__ = ["KEPT", "keep", "kept_in", "regex"]

KEPT: Final = Path(__file__).with_name("patterns.kept")
"""What was taken apart when the modules were compiled, so that no process does it again."""


def regex(pattern: str, flags: int | RegexFlag = 0) -> re.Pattern[str]:
    r"""``re.compile(pattern, flags)``, which searches faster where ``native/pattern.c`` was compiled.

    The ``re`` of a match is then not the pattern itself but what ``re.compile`` made of it.

    >>> regex(r"(?<!\w)tăng \d+").search("so với cùng kỳ tăng 5%").span()
    (15, 21)
    """
    kept = kept_in(KEPT).get((pattern, int(flags)))
    if kept is not None:
        return skipping(lambda: re.compile(pattern, flags), lambda: marshal.loads(kept), True)
    compiled = re.compile(pattern, flags)
    return skipping(lambda: compiled, lambda: _taken_apart(compiled), False)


def keep(patterns: Iterable[tuple[str, int]], file: Path = KEPT) -> None:
    """Takes ``patterns``, each with its flags, apart and keeps in ``file`` what they are made of, for this Python."""
    kept = {one: marshal.dumps(_plain(_taken_apart(re.compile(*one)))) for one in patterns}
    file.write_bytes(marshal.dumps((sys.implementation.cache_tag, kept)))


@cache
def kept_in(file: Path) -> Mapping[tuple[str, int], bytes]:
    """What :func:`keep` kept in ``file``: nothing where there is no such file, or it is another Python's."""
    try:
        made_for, kept = marshal.loads(file.read_bytes())
    except (OSError, EOFError, ValueError, TypeError):  # nothing was compiled, or not all of it was written
        return {}
    return kept if made_for == sys.implementation.cache_tag else {}


def _taken_apart(pattern: re.Pattern[str]) -> TakenApart:
    return openings(pattern), program_of(pattern)


def _plain(taken_apart: TakenApart) -> Any:
    """Of the types that :mod:`marshal` knows."""
    begins, program = taken_apart
    return begins, program and tuple(program)
