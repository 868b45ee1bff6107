"""``solieu mentions``: the quantities of one text."""

from __future__ import annotations

import sys
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from solieu.cli.outputs import console_on, format_for
from solieu.errors import UsageError
from solieu.model import encode
from solieu.pipeline import mentions
from solieu.read import locate, read_source

if TYPE_CHECKING:
    from solieu.cli.outputs import Format
    from solieu.spans import Mention

__all__ = ["run"]


def run(text: str | None, form: Format | None) -> int:
    """Print the quantities of ``text`` and return the exit code.

    Raises:
        UsageError: if there is no text.
        ReadError: if standard input cannot be read.
    """
    if text is None and sys.stdin.isatty():
        raise UsageError("There is no text: write it after the command in quotes, or give - to read standard input.")
    found = mentions(_standard_input() if text in (None, "-") else str(text))
    if (form or format_for(None)) == "table":
        from solieu.export.terminal import mention_table

        console_on(sys.stdout).print(mention_table(found) if found else "No quantities were found.")
    else:
        for mention in found:
            sys.stdout.write(encode(_fields(mention)).decode() + "\n")
    return 0


def _standard_input() -> str:
    (source,) = locate(["-"])
    return read_source(source).text


def _fields(mention: Mention) -> dict[str, Any]:
    told = {field.name: getattr(mention, field.name) for field in fields(mention)}
    return {**told, "value": mention.value, "value_max": mention.value_max}
