"""The entries of the catalogue of what is measured, and those that a user adds in a file of his own."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import msgspec

from solieu.errors import UsageError
from solieu.knowledge.loader import read_rows, units
from solieu.patterns import regex
from solieu.scan import once
from solieu.text import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["Additive", "Indicator", "Nature", "Part", "indicators", "merged", "parts", "read_indicators"]

Nature = Literal["flow", "stock", "ratio"]
"""Over a time (a harvest), at a moment (a population), or of two quantities (a rate, an index, a mean)."""

Additive = Literal["yes", "level", "no"]
"""Whether the figures of the parts of an area add up to that of the area: always, only those of units of one level, since
each level keeps books of its own (a budget), or never."""

Relation = Literal["addend", "subset", "shares"]

_ID = regex(r"[a-z][a-z0-9_]{1,63}")
_KIND = regex(r"\{[^{}|]*\}")
_SEPARATORS = ",;\t"
"""Excel writes ";" where the comma is the decimal sign, as in Vietnamese."""
_NEEDED = ("id", "label_vi", "aliases")
_DEFAULTS = {"theme": "own", "dimension": "quantity", "nature": "flow", "additive": "no"}
_DIMENSIONS = ("money", "percent", "area", "mass", "length", "yield", "count", "score", "goods", "quantity")
_LARGEST_FILE = 8 * 1024 * 1024


class Indicator(NamedTuple):
    """An entry of the catalogue of what is measured."""

    id: str
    theme: str
    label_vi: str
    label_en: str
    dimension: str
    unit: str
    """The base unit in which its figures come; "" where there are several."""
    nature: Nature
    additive: Additive
    units: tuple[str, ...]
    """The units its counts may have, or the denominators ("/người") of its rates; empty where any will do."""
    official_code: str
    aliases: tuple[str, ...]
    """Names that stand for it, in the one way of writing of :attr:`solieu.text.Text.lower`."""


class Part(NamedTuple):
    """That one indicator is a part of another."""

    whole: str
    part: str
    relation: Relation
    """``addend``: it and others make up the whole; ``subset``: it lies within the whole and may overlap with others;
    ``shares``: its own figures for the kinds of one place make up 100 %."""
    complete: bool
    """Whether the catalogue's addends are all there are."""
    why: str
    """In Vietnamese."""


@once
def indicators() -> dict[str, Indicator]:
    """The catalogue of indicators by identifier."""
    return {row["id"]: _indicator(row) for row in read_rows("indicators.csv")}


@once
def parts() -> tuple[Part, ...]:
    """What is known to be a part of what."""
    rows = read_rows("indicator_parts.csv")
    return tuple(
        Part(
            row["whole"], row["part"], msgspec.convert(row["relation"], Relation), row["complete"] == "yes", row["why"]
        )
        for row in rows
    )


def merged(extra: Iterable[Indicator]) -> dict[str, Indicator]:
    """The catalogue with further entries; one whose identifier is there already adds its names to that entry."""
    every = dict(indicators())
    for entry in extra:
        known = every.get(entry.id)
        every[entry.id] = (
            entry
            if known is None
            else known._replace(
                aliases=tuple(dict.fromkeys(known.aliases + entry.aliases)),
                units=tuple(dict.fromkeys(known.units + entry.units)) if known.units else (),
            )
        )
    return every


def read_indicators(path: Path) -> tuple[Indicator, ...]:
    """The entries in a user's CSV file, whose head names some of the columns of ``indicators.csv``.

    Needed are ``id``, ``label_vi`` and ``aliases`` (joined by ``|``). ``dimension`` is ``quantity`` unless given, which
    fits every unit; ``additive`` is ``no``.

    Raises:
        UsageError: if the file cannot be read or a line is wrong; the message names the line and what to write.
    """
    rows = _rows(path)
    found: dict[str, Indicator] = {}
    for number, given in rows:
        fault = _fault(given)
        if fault is None and given["id"] in found:
            fault = f"the id {given['id']} stands there twice"
        if fault:
            raise UsageError(f"{path}, line {number}: {fault}.")
        full = dict.fromkeys(Indicator._fields, "") | _DEFAULTS | {key: value for key, value in given.items() if value}
        found[given["id"]] = _indicator(full)
    return tuple(found.values())


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise UsageError(
                f"{path} is larger than {_LARGEST_FILE // 1024**2} MB: that is no catalogue of indicators."
            )
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {(error.strerror or str(error)).lower()}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8: save it as CSV UTF-8.") from error
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        head = _checked_head(path, [name.strip().lower() for name in next(reader, [])])
        found: list[tuple[int, dict[str, str]]] = []
        for cells in reader:
            given = [" ".join(cell.split()) for cell in cells]
            if any(given[len(head) :]):
                raise UsageError(
                    f"{path}, line {reader.line_num}: more cells than the head has; put quotes around names with {separator!r}."
                )
            if any(given):
                found.append((reader.line_num, dict(zip(head, given, strict=False))))
    except csv.Error as error:
        raise UsageError(f"{path}, line {reader.line_num}: {error}.") from error
    return found


def _checked_head(path: Path, printed: list[str]) -> list[str]:
    """The names of the columns without the empty ones that a spreadsheet leaves at the end."""
    head = printed[: max((at for at, name in enumerate(printed, 1) if name), default=0)]
    missing = [column for column in _NEEDED if column not in head]
    if missing:
        raise UsageError(f"{path}, line 1: the head has no column {', '.join(missing)}.")
    unknown = [column for column in head if column not in Indicator._fields]
    if unknown:
        known = ", ".join(Indicator._fields)
        raise UsageError(f"{path}, line 1: unknown column {', '.join(map(repr, unknown))}; known are {known}.")
    twice = [column for column, count in Counter(head).items() if count > 1]
    if twice:
        raise UsageError(f"{path}, line 1: the column {', '.join(twice)} stands there twice.")
    return head


def _fault(row: Mapping[str, str]) -> str | None:
    """What is wrong with a line, or ``None``."""
    if not _ID.fullmatch(row.get("id", "")):
        return f"the id {row.get('id', '')!r} must be of small letters, digits and _, such as solar_power"
    if not row.get("label_vi"):
        return "label_vi is empty: write the name in Vietnamese"
    if not any(name.strip() for name in row.get("aliases", "").split("|")):
        return "aliases is empty: write the names that reports use, joined by |"
    for column, allowed in (("dimension", _DIMENSIONS), ("nature", get_args(Nature)), ("additive", get_args(Additive))):
        if row.get(column) and row[column] not in allowed:
            return f"{column} is {row[column]!r}: write one of {', '.join(allowed)}"
    if row.get("nature") == "ratio" and row.get("additive", "no") not in ("", "no"):
        return "nature is ratio and additive is not no: the parts of a ratio never add up"
    strange = [kind for kind in _KIND.findall(row["aliases"]) if kind not in _kinds()]
    if strange:
        return f"there is no kind {strange[0]}; known are {', '.join(_kinds())}"
    wrong = [unit for unit in row.get("units", "").split() if not unit.startswith("/") and unit not in _base_units()]
    return f"no printed unit means {wrong[0]!r}; see the column unit of units.csv" if wrong else None


@once
def _kinds() -> tuple[str, ...]:
    return tuple(sorted({f"{{{product['kind']}}}" for product in read_rows("products.csv")}))


@once
def _base_units() -> frozenset[str]:
    return frozenset(unit.unit for unit in units().values())


def _indicator(row: Mapping[str, str]) -> Indicator:
    aliases = prepare(row["aliases"]).lower
    return Indicator(
        id=row["id"],
        theme=row["theme"],
        label_vi=row["label_vi"],
        label_en=row["label_en"] or row["label_vi"],
        dimension=row["dimension"],
        unit=row["unit"],
        nature=msgspec.convert(row["nature"], Nature),
        additive=msgspec.convert(row["additive"], Additive),
        units=tuple(row["units"].split()),
        official_code=row["official_code"],
        aliases=tuple(filter(None, map(str.strip, aliases.split("|")))),
    )
