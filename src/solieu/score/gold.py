"""Reports with what people marked in them: NAME.txt, the report, and NAME.json, what it says."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 (a NamedTuple's field)
from typing import NamedTuple

import msgspec

from solieu.errors import ReadError, UsageError

__all__ = ["Gold", "GoldReport", "Marked", "read_gold"]

_COMPILED, _WRITTEN = ".json", ".ann.json"


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that a person marked."""

    start: int
    end: int
    quote: str
    value: float
    """The number as printed, negative for a fall."""
    value_max: float | None = None
    unit_text: str | None = None
    measure: str
    indicator: str
    indicator_id: str | None = None
    status: str = "actual"
    bound: str = "exact"
    basis: str | None = None
    of: float | str | None = None
    place: str | None = None
    period: str | None = None
    minor: bool = False
    """Whether it may be taken for a fact or not: it is not counted."""


class MarkedReference(msgspec.Struct, frozen=True):
    """A document that the report cites."""

    q: str
    type: str = ""
    number: str | None = None
    issuer: str | None = None


class MarkedOfficial(msgspec.Struct, frozen=True):
    """A person whom the report names."""

    name: str
    roles: tuple[str, ...] = ()


class MarkedDirective(msgspec.Struct, frozen=True):
    """A task that the report gives."""

    q: str
    """Its first words."""
    to: tuple[str, ...] = ()
    due: str | None = None


class GoldReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a person marked in one report."""

    url: str | None = None
    kind: str = "other"
    """``meeting``, ``report``, ``news``, or ``other`` for one without figures of local government."""
    issued: str | None = None
    place: str | None = None
    period: str | None = None
    references: tuple[MarkedReference, ...] = ()
    officials: tuple[MarkedOfficial, ...] = ()
    directives: tuple[MarkedDirective, ...] = ()
    observations: tuple[Marked, ...] = ()


class Gold(NamedTuple):
    """A report and what was marked in it."""

    name: str
    path: Path
    """Of its text."""
    text: str
    marked: GoldReport


_DECODER = msgspec.json.Decoder(GoldReport)


def read_gold(folder: Path) -> list[Gold]:
    """The marked reports in ``folder``, by name.

    Raises:
        UsageError: if there is no such folder or nothing marked in it.
        ReadError: if a file cannot be read; the sentence names it.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}: name one with marked reports, NAME.txt and NAME.json each.")
    paths = sorted(path for path in folder.glob(f"*{_COMPILED}") if not path.name.endswith(_WRITTEN))
    if not paths:
        raise UsageError(f"There are no marked reports in {folder}: each is a pair, NAME.txt and NAME.json.")
    return [_read(path) for path in paths]


def _read(path: Path) -> Gold:
    beside = path.with_suffix(".txt")
    try:
        marked = _DECODER.decode(path.read_bytes())
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ReadError(f"{path} is no marked report: {error}.") from None
    except OSError as error:
        raise ReadError(f"Cannot read {path}: {(error.strerror or str(error)).lower()}.") from None
    try:
        # As it stands, since offsets count every "\r".
        text = beside.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReadError(f"Cannot read {beside}: {(error.strerror or str(error)).lower()}.") from None
    except UnicodeDecodeError:
        raise ReadError(f"{beside} is not UTF-8: save it so; offsets count its characters.") from None
    return Gold(path.stem, beside, text, marked)
