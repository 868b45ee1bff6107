"""Codes of SDMX for what figures tell, and the lists of those that occur."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from solieu.export.harmless import one_line
from solieu.export.place_forms import PlaceForm, form_with_parents
from solieu.export.scales import Measured, unit_label
from solieu.knowledge.entries import indicators
from solieu.text import fold

if TYPE_CHECKING:
    from solieu.export.labels import Language
    from solieu.store import StoredReport

__all__ = ["NOTHING", "TOTAL", "Codes", "coded", "source_code"]

NOTHING = "_Z"
"""SDMX's code for what does not apply."""
TOTAL = "_T"
"""SDMX's code for the whole."""
_NOT_IN_CODES = re.compile("[^A-Z0-9]+")
_ONE = Decimal(1)
_LANGUAGES: tuple[Language, ...] = ("vi", "en")
_LONGEST = 60
_LONGEST_NAME = 300


class _Code(NamedTuple):
    """A code with its names and, of a place, the code above it and its days."""

    vi: str
    en: str
    parent: str | None = None
    description: str | None = None


@lru_cache(1 << 14)
def coded(words: str) -> str:
    """Words as a code: capital letters without diacritics, and a few digits where something had to be left out.

    >>> coded("lúa mùa"), coded("dự toán tỉnh giao"), coded("米")
    ('LUA_MUA', 'DU_TOAN_TINH_GIAO', 'X_50D17E')
    """
    code = _NOT_IN_CODES.sub("_", fold(words).upper()).strip("_")
    if code and len(code) <= _LONGEST:
        return code
    return f"{code[:_LONGEST].strip('_') or 'X'}_{sha256(words.encode('utf-8', 'replace')).hexdigest()[:6].upper()}"


def source_code(sha256_: str | None, report_id: int) -> str:
    """The code of a report: the beginning of its digest, or its number in the store if its bytes are not known.

    >>> source_code("4d26027cd984bdfcee9b9c0a3e820018", 7), source_code(None, 7)
    ('R4d26027cd984bdfc', 'N7')
    """
    return f"R{sha256_[:16]}" if sha256_ else f"N{report_id}"


class Codes:
    """The codes that figures have, noted while they are written."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[str, _Code]] = {}

    def indicator(self, identifier: str) -> str:
        """The code of an indicator, which is its identifier."""
        known = self._list("CL_INDICATOR")
        if identifier not in known:
            entry = indicators().get(identifier)
            known[identifier] = _Code(entry.label_vi, entry.label_en) if entry else _Code(identifier, identifier)
        return identifier

    def subject(self, words: str, printed: str | None) -> str:
        """The code of what of an indicator is measured; ``printed`` names it."""
        return self._note("CL_SUBJECT", coded(words), printed or words) if words else TOTAL

    def basis(self, words: str) -> str:
        """The code of what a figure is compared with."""
        return self._note("CL_BASIS", coded(words), words) if words else NOTHING

    def place(self, form: PlaceForm) -> str:
        """The code of a place at a time; the units above it are noted, too."""
        known = self._list("CL_REF_AREA")
        if form.id not in known:
            for one in form_with_parents(form):
                known.setdefault(one.id, _place(one))
        return form.id

    def unit(self, measured: Measured) -> str:
        """The code of a unit: ``VND``, ``VND_PER_NGUOI_NAM``."""
        if not measured.unit:
            return self._note("CL_UNIT_MEASURE", f"P_{coded(measured.per)}", measured.per) if measured.per else NOTHING
        code = measured.unit.upper() + (f"_PER_{coded(measured.per)}" if measured.per else "")
        known = self._list("CL_UNIT_MEASURE")
        if code not in known:
            known[code] = _Code(*(_named(unit_label(measured, _ONE, language)) for language in _LANGUAGES))
        return code

    def source(self, report_id: int, name: str, title: str | None, about: StoredReport | None) -> str:
        """The code of a report."""
        code = source_code(about.sha256 if about else None, report_id)
        known = self._list("CL_SOURCE")
        if code not in known:
            told = _named(title or name)
            day = about.issued.isoformat() if about and about.issued else None
            where = about.url if about and about.url else name
            known[code] = _Code(told, told, description=_named(", ".join(filter(None, (day, where)))))
        return code

    def listed(self, name: str) -> list[dict[str, Any]]:
        """The codes of a list as SDMX-JSON writes them."""
        return [_written(code, about) for code, about in sorted(self._list(name).items())]

    def _note(self, name: str, code: str, words: str) -> str:
        known = self._list(name)
        if code not in known:
            known[code] = _Code(_named(words), _named(words))
        return code

    def _list(self, name: str) -> dict[str, _Code]:
        return self._lists.setdefault(name, {})


def _place(form: PlaceForm) -> _Code:
    place = form.place
    days = f"{place.valid_from or '..'}/{place.valid_to or '..'}"
    told = f"code {place.code}, level {place.level}, {days}"
    return _Code(place.full_name, place.full_name, form.parent, f"{told}, {form.iso}" if form.iso else told)


def _named(words: str) -> str:
    return one_line(words)[:_LONGEST_NAME] or "?"


def _written(code: str, about: _Code) -> dict[str, Any]:
    told: dict[str, Any] = {"id": code, "name": about.vi, "names": {"vi": about.vi, "en": about.en}}
    if about.description:
        told |= {"description": about.description, "descriptions": {"en": about.description}}
    if about.parent:
        told["parent"] = about.parent
    return told
