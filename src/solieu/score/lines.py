"""What a program says of a report: one line of the output of ``solieu extract``, or of another program that writes such lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from solieu.errors import ReadError
from solieu.model import encode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solieu.model import Report

__all__ = ["Line", "line_of", "read_lines"]


class SaidFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that was found."""

    start: int
    end: int
    quote: str | None = None
    number: float | None = None
    unit_text: str | None = None
    value: float | None = None
    measure: str | None = None
    indicator: str | None = None
    indicator_id: str | None = None
    status: str | None = None
    bound: str | None = None
    place: str | None = None
    period: str | None = None


class SaidReference(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was found."""

    number: str | None = None
    quote: str | None = None
    q: str | None = None


class SaidOfficial(msgspec.Struct, frozen=True, kw_only=True):
    """A person who was found."""

    name: str
    roles: tuple[str, ...] = ()


class SaidDirective(msgspec.Struct, frozen=True, kw_only=True):
    """A task that was found."""

    start: int
    end: int
    to: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in one report."""

    report: str
    place: str | None = None
    period: str | None = None
    issued: str | None = None
    observations: tuple[SaidFigure, ...] = ()
    references: tuple[SaidReference, ...] = ()
    officials: tuple[SaidOfficial, ...] = ()
    directives: tuple[SaidDirective, ...] = ()

    @property
    def name(self) -> str:
        """That of the report without folders and ending."""
        return Path(self.report).name.split(".")[0]


_DECODER = msgspec.json.Decoder(Line)


def line_of(report: Report) -> Line:
    """What solieu found in a report."""
    return _DECODER.decode(encode(report))


def read_lines(lines: Iterable[bytes], name: str) -> list[Line]:
    """The lines of an output; empty ones are passed over.

    Raises:
        ReadError: if a line is none; the sentence tells its number in ``name``.
    """
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(_DECODER.decode(line))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise ReadError(
                    f"{name}, line {number}: {error}; write it with solieu extract --format jsonl."
                ) from None
    return found
