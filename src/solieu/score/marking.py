"""What people decided as marked reports: NAME.txt, NAME.json with offsets, and NAME.ann.json, which people write by hand.

The text is in the one form that marked reports have (NFC), so the offsets may differ from those in the store.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from solieu.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from solieu.model import Observation, Report

__all__ = ["marked_report", "name_of", "write_gold"]

_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"(?:\S+\s+){0,11}\S+")
_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60
_DEFAULTS: dict[str, Any] = {"st": "actual", "b": "exact"}


class _Nfc:
    """A text in its one form, and where in it each offset of the text as it was stands."""

    def __init__(self, text: str) -> None:
        self.text = unicodedata.normalize("NFC", text)
        self._is_as_it_was = self.text == text
        self._was = text

    def at(self, offset: int) -> int:
        return offset if self._is_as_it_was else len(unicodedata.normalize("NFC", self._was[:offset]))


def name_of(report: Report) -> str:
    """A name for the files: that of the report in plain letters, with the beginning of its digest."""
    stem = report.name.rpartition("/")[2].partition(".")[0]
    plain = _NAME.sub("-", fold(stem)).strip("-")[:_LONGEST_NAME].rstrip("-")
    return "-".join(part for part in (plain, report.sha256[:8]) if part) or "report"


def marked_report(
    report: Report, *, as_read: Sequence[Observation | None] = (), kind: str | None = None
) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The text, what is marked in it by offsets, and the same by its words alone.

    ``report`` has its figures as they count; ``as_read`` is what the program read in their places, from which the printed number is
    taken where a person set right what the report itself has wrong.
    """
    text = _Nfc(report.text)
    # What stood in the cells of a page or workbook is told by its grid, which a text has lost.
    is_plain = sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest() == report.sha256
    marked: list[dict[str, Any]] = []
    taken: set[tuple[int, int]] = set()
    for at, one in enumerate(report.observations):
        start, end = text.at(one.start), text.at(one.end)
        if (start, end) not in taken:
            taken.add((start, end))
            told = _figure(one, as_read[at] if as_read else None, text, start, end)
            marked.append(told if is_plain or one.cell is None else told | {"minor": True})
    marked.sort(key=lambda one: one["start"])
    whole = {
        "url": report.url, "kind": kind or ("report" if marked else "other"),
        "issued": None if report.issued is None else report.issued.isoformat(), "place": report.place,
        "period": None if report.period is None else str(report.period), "references": _references(report, text.text),
        "officials": [
            {"name": _nfc(one.name), "roles": [_nfc(role) for role in one.roles]}
            for one in report.officials if _nfc(one.name) in text.text
        ],
        "directives": _directives(report, text), "observations": marked,
    }  # fmt: skip
    by_words = whole | {"observations": [_by_words(one, whole, text.text) for one in marked]}
    return text.text, whole, by_words


def write_gold(report: Report, folder: Path, **how: Any) -> str:
    """Write the three files of a report, and return their name; see :func:`marked_report`."""
    text, whole, by_words = marked_report(report, **how)
    name = name_of(report)
    (folder / f"{name}.txt").write_bytes(text.encode("utf-8", "replace"))
    for ending, told in ((".json", whole), (".ann.json", by_words)):
        (folder / f"{name}{ending}").write_bytes(msgspec.json.format(_ENCODER.encode(told), indent=1) + b"\n")
    return name


_ENCODER = msgspec.json.Encoder(decimal_format="number")


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _figure(one: Observation, read: Observation | None, nfc: _Nfc, start: int, end: int) -> dict[str, Any]:
    text = nfc.text
    span = None if one.indicator_span is None else (nfc.at(one.indicator_span[0]), nfc.at(one.indicator_span[1]))
    number, read_as = one.number, None if read is None else read.number
    if read_as is not None and _digits(number) != _digits(read_as) == _digits_in(text[start:end]):
        number = read_as
    factor = one.value / one.number if one.number else Decimal(1)
    most = None if one.value_max is None else _plain(one.value_max / factor)
    indicator = next((words for words in _namings(one, read, text, span) if words and words in text), None)
    return {
        "start": start, "end": end, "quote": text[start:end], "value": _plain(number), "value_max": most,
        "unit_text": one.unit_text, "measure": one.measure, "indicator": indicator or text[start:end],
        "indicator_id": one.indicator_id, "status": one.status, "bound": one.bound, "basis": one.basis,
        "of": None if one.of is None else _plain(one.of), "place": one.place,
        "period": None if one.period is None else str(one.period),
        # Without words that name what is measured, it cannot be told whether they were found.
        "minor": indicator is None,
    }  # fmt: skip


def _namings(one: Observation, read: Observation | None, text: str, span: tuple[int, int] | None) -> Iterator[str]:
    """The words for what is measured, the best first: as told, the stretch over them where they are split, as they were read."""
    yield _nfc(one.indicator or "")
    if span is not None and (read is None or read.indicator == one.indicator):
        yield text[slice(*span)]
    if read is not None:
        yield _nfc(read.indicator or "")


def _plain(number: Decimal) -> Decimal:
    """Without an exponent, which some readers of JSON take for a fraction."""
    return Decimal(f"{number.normalize():f}")


def _digits(number: Decimal) -> str:
    return "".join(_DIGITS.findall(f"{abs(number).normalize():f}")).strip("0")


def _digits_in(quote: str) -> str:
    return "".join(_DIGITS.findall(quote)).strip("0")


def _by_words(one: dict[str, Any], whole: dict[str, Any], text: str) -> dict[str, Any]:
    """The figure as a person writes it down: its words, which of several, and what is not as usual."""
    quote = one["quote"]
    told: dict[str, Any] = {"q": quote}
    if text.count(quote) > 1:
        told["n"] = _which(text, quote, one["start"])
    told |= {
        "v": one["value"],
        "u": one["unit_text"],
        "m": one["measure"],
        "ind": one["indicator"],
        "code": one["indicator_id"],
    }
    for key, name in (("st", "status"), ("b", "bound")):
        if one[name] != _DEFAULTS[key]:
            told[key] = one[name]
    for key, name in (("v2", "value_max"), ("basis", "basis"), ("of", "of")):
        if one[name] is not None:
            told[key] = one[name]
    for key, name in (("place", "place"), ("per", "period")):
        if one[name] != whole[name]:
            told[key] = one[name]
    return told | ({"minor": True} if one["minor"] else {})


def _which(text: str, quote: str, start: int) -> int:
    """Which of the places with these words it is, from 1."""
    count, at = 0, -1
    while at < start:
        at = text.find(quote, at + 1)
        count += 1
    return count


def _references(report: Report, text: str) -> list[dict[str, Any]]:
    return [
        {"q": quote, "type": one.type, "number": one.number, "issuer": one.issuer}
        for one in report.references
        if (quote := _nfc(one.quote)) in text
    ]


def _directives(report: Report, text: _Nfc) -> list[dict[str, Any]]:
    found = []
    for one in report.directives:
        words = _WORDS.match(text.text, text.at(one.start), text.at(one.end))
        if words is not None:
            due = None if one.due is None else one.due.isoformat()
            found.append({"to": [_nfc(name) for name in one.to], "q": words[0], "due": due})
    return found
