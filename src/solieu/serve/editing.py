"""What a person typed beside a figure, as the fields that a correction sets."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, get_args

from solieu.model import BasisKind, Bound, Measure, Period, Status
from solieu.pipeline import mentions, periods
from solieu.serve.drawing import indicator_label
from solieu.serve.faults import WrongInput
from solieu.serve.formats import number, period, value_of
from solieu.store.figures import indicator_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solieu.model import Observation

__all__ = ["BASES", "BOUNDS", "MEASURES", "STATUSES", "changes_in", "fields_of", "units_typed"]

MEASURES, STATUSES, BOUNDS, BASES = get_args(Measure), get_args(Status), get_args(Bound), get_args(BasisKind)
_SIGN = re.compile(r"\s*([+\-−–]?)\s*(.*?)\s*", re.DOTALL)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_LONGEST = 300


def fields_of(one: Observation) -> dict[str, str]:
    """What the editor shows of a figure, in Vietnamese as the report is.

    >>> from solieu import extract
    >>> (one, *_) = extract("Thu ngân sách 9 tháng đầu năm 2022 đạt 526,8 tỷ đồng.").observations
    >>> fields_of(one)["value"], fields_of(one)["period"], fields_of(one)["indicator_id"]
    ('526,8 tỷ đồng', '9 tháng 2022', 'budget_revenue')
    """
    return {
        "indicator": indicator_label(one.indicator_id, "vi") if one.indicator_id else one.indicator or "",
        "indicator_id": one.indicator_id or "",
        "place": one.place or "",
        "place_code": one.place_code or "",
        "period": "" if one.period is None else period(one.period, "vi"),
        "value": _typed_value(one),
        "measure": one.measure,
        "status": one.status,
        "bound": one.bound,
        "basis": one.basis or "",
        "basis_kind": one.basis_kind or "",
    }


def _typed_value(one: Observation) -> str:
    """The value as it was printed, "2,5 triệu con", as long as that is the value."""
    if one.unit_text and one.value_max is None and one.of is None:
        text = f"{number(one.number, 'vi')}{'' if one.unit_text == '%' else ' '}{one.unit_text}"
        printed = mentions(text.removeprefix("−"))
        if len(printed) == 1 and (printed[0].value, printed[0].unit) == (abs(one.value), one.unit):
            return text
    return value_of(one, "vi")


def changes_in(shown: Observation, typed: Mapping[str, str]) -> dict[str, str | None]:
    """The fields that ``typed`` sets otherwise than they were shown, as :meth:`solieu.store.Store.decide` takes them.

    Raises:
        WrongInput: if a value, period or choice is none; the sentence says how to write it.
    """
    before = fields_of(shown)
    new = {name: " ".join(typed[name].split())[:_LONGEST] for name in before if name in typed}
    differs = {name for name, value in new.items() if value != before[name]}
    changes: dict[str, str | None] = {}
    if "value" in differs:
        changes |= _value(new["value"], shown)
    if "period" in differs:
        changes["period"] = _period(new["period"])
    if differs & {"indicator", "indicator_id"}:
        changes |= _indicator(
            new.get("indicator", ""), new.get("indicator_id", "") if "indicator_id" in differs else ""
        )
    if differs & {"place", "place_code"}:
        changes |= _place(new.get("place", ""), new.get("place_code", "") if "place_code" in differs else "")
    for name, allowed in (("measure", MEASURES), ("status", STATUSES), ("bound", BOUNDS), ("basis_kind", ("", *BASES))):
        if name in differs:
            if new[name] not in allowed:
                raise WrongInput("not_one_of", field=name, text=new[name][:60], words=", ".join(allowed))
            changes[name] = new[name] or None
    if "basis" in differs:
        changes["basis"] = new["basis"] or None
    return changes


def _value(text: str, shown: Observation) -> dict[str, str | None]:
    """A quantity as reports print it: its number, unit and value."""
    found = _SIGN.fullmatch(text)
    sign, rest = found.groups() if found else ("", text)
    factor = Decimal(-1 if sign in ("-", "−", "–") else 1)
    if _NUMBER.fullmatch(rest):
        if shown.unit is not None:
            raise WrongInput("value_without_unit", text=text[:60])
        plain = format(factor * Decimal(rest.replace(".", "").replace(",", ".")), "f")
        return {"number": plain, "value": plain, "value_max": None, "of": None}
    # A range of money is shown with its unit twice: "5 tỷ đồng–7 tỷ đồng".
    quantities = mentions(rest)
    if len(quantities) != 1 or quantities[0].quote != rest:
        raise WrongInput("not_a_value", text=text[:60])
    (one,) = quantities
    try:
        high = None if one.value_max is None else format(factor * one.value_max, "f")
    except InvalidOperation:
        raise WrongInput("not_a_value", text=text[:60]) from None
    return {
        "number": format(factor * one.number, "f"), "unit_text": one.unit_text, "value": format(factor * one.value, "f"),
        "value_max": high, "unit": one.unit, "of": None if one.of is None else format(one.of, "f"),
    }  # fmt: skip


def units_typed() -> tuple[str, ...]:
    """Units that the editor offers."""
    return (
        "tỷ đồng",
        "triệu đồng",
        "đồng",
        "%",
        "điểm %",
        "ha",
        "tấn",
        "tạ/ha",
        "người",
        "hộ",
        "con",
        "vụ",
        "lượt khách",
    )


def _period(text: str) -> str | None:
    if not text:
        return None
    try:
        return str(Period.parse(text))
    except ValueError:
        pass
    found = [one for one in periods(text) if one.period is not None]
    if len(found) != 1:
        raise WrongInput("not_a_period", text=text[:60])
    return str(found[0].period)


def _indicator(words: str, chosen: str) -> dict[str, str | None]:
    """An entry of the catalogue, else the words alone. The printed words stay beside an entry."""
    if chosen:
        return {"indicator_id": chosen}
    if not words:
        return {"indicator": None, "indicator_id": None}
    known = indicator_ids(words)
    if len(known) == 1:
        return {"indicator_id": known[0]}
    return {"indicator": words, "indicator_id": None}


def _place(name: str, code: str) -> dict[str, str | None]:
    if not name:
        return {"place": None, "place_code": None}
    return {"place": name, "place_code": code} if code else {"place": name}
