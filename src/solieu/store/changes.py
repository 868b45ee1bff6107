"""The fields that a person sets on a figure, checked before they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from solieu.errors import UsageError
from solieu.knowledge.lookup import indicators, places
from solieu.model import Observation, Period
from solieu.spans import scaled
from solieu.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

__all__ = ["CHANGEABLE", "changed", "decode_observation"]

CHANGEABLE = ("number", "unit_text", "value", "value_max", "unit", "of", "measure", "status", "bound", "basis", "basis_kind",
              "indicator", "indicator_id", "place", "place_code", "period")  # fmt: skip
"""What can be corrected; the words and where they stand are the report's own."""


def _own(kind: type, value: Any) -> Any:
    if kind is Period:
        return Period.parse(value)
    raise TypeError(f"{kind.__name__} has no form of its own")


_DECODER = msgspec.json.Decoder(Observation, dec_hook=_own)


def decode_observation(text: str) -> Observation:
    """The observation that :func:`solieu.encode` wrote."""
    return _DECODER.decode(text)


def changed(shown: Observation, changes: Mapping[str, str | None]) -> Observation:
    """``shown`` with the fields that ``changes`` set; ``None`` says that a field is not known.

    A value that is set alone takes its printed number with it, and a number its value, unless only the unit was taken wrongly.
    A place that is named without its code takes the code of the one unit that has this name, an indicator likewise that of
    the one entry.

    Raises:
        UsageError: if a field cannot be changed or its value is none for it.

    >>> from decimal import Decimal
    >>> one = Observation(start=0, end=2, quote="5%", sentence=(0, 2), number=Decimal(5), value=Decimal(5), measure="level")
    >>> changed(one, {"value": "5.5", "unit": "percent", "period": "2022-01/2022-09"}).period
    Period('2022-01/2022-09')
    """
    unknown = sorted(set(changes) - set(CHANGEABLE))
    if unknown:
        raise UsageError(f"{unknown[0]} cannot be corrected; what can: {', '.join(CHANGEABLE)}.")
    given = {name: _converted(name, value) for name, value in changes.items()}
    given |= _in_step(shown, given)
    if "place" in given and "place_code" not in given:
        period: Period | None = given.get("period", shown.period)
        given["place_code"] = _code_of(given["place"], None if period is None else period.end)
    if "indicator" in given and "indicator_id" not in given:
        given["indicator_id"] = _entry_of(given["indicator"])
    return msgspec.structs.replace(shown, **given)


def _in_step(shown: Observation, given: Mapping[str, Any]) -> dict[str, Decimal]:
    """The number for a value that was set, or the value for a number.

    >>> from decimal import Decimal
    >>> one = Observation(start=0, end=9, quote="1.584 tỷ", sentence=(0, 9), number=Decimal("1.584"), value=Decimal("1.584e9"), measure="level")
    >>> _in_step(one, {"value": Decimal("1585e9")}), _in_step(one, {"value": Decimal("1584000")})
    ({'number': Decimal('1585')}, {})
    """
    if not shown.number or not {"unit", "unit_text"}.isdisjoint(given) or ("value" in given) == ("number" in given):
        return {}
    factor = shown.value / shown.number
    if "number" in given:
        return {"value": scaled(given["number"], factor)}
    times = given["value"] / shown.number
    if not factor or times.normalize().as_tuple().digits == (1,):
        return {}
    return {"number": scaled(given["value"], 1 / factor)}


_TYPES = {field.name: field.type for field in msgspec.structs.fields(Observation)}


def _converted(name: str, value: str | None) -> Any:
    try:
        return msgspec.convert(value, _TYPES[name], strict=False, dec_hook=_own)
    except (msgspec.ValidationError, ValueError):
        raise UsageError(
            f"{value!r} is no {name}: {_HINTS.get(name, 'see docs/store.md for what it can be')}."
        ) from None


_HINTS = {
    **dict.fromkeys(("number", "value", "value_max", "of"), "write a number with a point, such as 526.8"),
    "measure": "level, attainment, change, index, difference, share or rank",
    "status": "actual, estimate or target",
    "bound": "exact, about, above or below",
    "basis_kind": "plan, period, total or place",
    "period": "write it as 2022, 2022-Q4, 2022-09, 2022-01/2022-09 or 2022-05-24",
}


def _code_of(name: str | None, on: date | None) -> str | None:
    """The code of the one unit that the last place named in "huyện Tiên Yên, Quảng Ninh" narrows down."""
    if name is None:
        return None
    first, _, above = name.partition(",")
    parents = {place.code for place in places(above.strip())} if above.strip() else set()
    found = {
        place.code for place in places(first.strip(), on=on) if not parents or not parents.isdisjoint(place.parents)
    }
    return found.pop() if len(found) == 1 else None


def _entry_of(words: str | None) -> str | None:
    if words is None:
        return None
    found = [entry.id for entry in indicators(words) if fold(words) in map(fold, (entry.id, *entry.aliases))]
    return found[0] if len(found) == 1 else None
