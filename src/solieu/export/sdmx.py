"""Figures of a store as SDMX-CSV 2.0, with their data structure and code lists as SDMX-JSON 2.0."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from solieu.export.content import Written
from solieu.export.period_names import sdmx_period
from solieu.export.place_forms import PlaceForm, form_of
from solieu.export.scales import decimals_of, measured_in, shifted
from solieu.export.sdmx_codes import Codes
from solieu.export.sdmx_structure import DATAFLOW, write_structure
from solieu.export.tabular import written
from solieu.store.facts import fact_of

if TYPE_CHECKING:
    from solieu.export.content import Content, Selected
    from solieu.export.tabular import Value
    from solieu.export.targets import Files
    from solieu.model import Observation, Period

__all__ = ["COLUMNS", "DATA", "STRUCTURE", "write_sdmx"]

DATA, STRUCTURE = "figures.csv", "structure.json"
"""The names of the two files."""
COLUMNS = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR", "SUBJECT", "REF_AREA", "MEASURE", "STATUS", "BASIS", "UNIT_MEASURE",
    "SOURCE", "OCCURRENCE", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "UNIT_MULT", "DECIMALS", "OBS_VALUE_MAX", "BOUND", "CHOSEN",
    "DISPUTED", "CONFIDENCE", "ISO_3166_2", "FIGURE", "QUOTE", "COMMENT_OBS",
)  # fmt: skip
_FIXED = ("dataflow", DATAFLOW, "I")
_LARGEST_POWER = 15


def write_sdmx(content: Content, files: Files) -> Written:
    """Write the figures of which indicator, place and period have codes; how many have not is told.

    A key is unique: two sources of one fact differ in SOURCE, and where one report tells a fact twice in OCCURRENCE.
    """
    codes, left_out, count = Codes(), 0, 0
    seen: set[int] = set()
    with files.opened(DATA) as stream:
        text = io.TextIOWrapper(stream, "utf-8", errors="replace", newline="")
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for one in content.figures:
            told = one.figure.observation
            form = form_of(told)
            if form is None or told.indicator_id is None or told.period is None:
                left_out += 1
                continue
            count += 1
            key = _key(one, told.indicator_id, form, told.period, codes, content)
            row = (*_FIXED, *key[:-1], _occurrence(key, seen), key.period, *_observed(one), form.iso, *_said(one))
            writer.writerow(map(written, row))
        text.detach()
    if count:
        with files.opened(STRUCTURE) as stream:
            write_structure(codes, stream)
    return Written(count, left_out)


class _Key(NamedTuple):
    """What tells an observation from all others."""

    indicator: str
    subject: str
    place: str
    measure: str
    status: str
    basis: str
    unit: str
    source: str
    period: str


def _key(
    one: Selected, indicator_id: str, form: PlaceForm, period: Period, codes: Codes, content: Content
) -> _Key:
    figure = one.figure
    told = figure.observation
    fact = fact_of(told)
    return _Key(
        codes.indicator(indicator_id), codes.subject(fact.subject, told.indicator), codes.place(form),
        told.measure.upper(), told.status.upper(), codes.basis(fact.basis), codes.unit(measured_in(told)),
        codes.source(figure.report_id, figure.report, figure.title, content.report(figure.report_id)), sdmx_period(period),
    )  # fmt: skip


def _occurrence(key: _Key, seen: set[int]) -> int:
    """Which time the key occurs; of each time there is only its hash in ``seen``."""
    number = 1
    while (mark := hash((key, number))) in seen:
        number += 1
    seen.add(mark)
    return number


def _observed(one: Selected) -> tuple[Value, ...]:
    told = one.figure.observation
    power = _power(told)
    value = shifted(told.value, -power)
    return (
        value, "E" if told.status == "estimate" else "A", power, decimals_of(value),
        None if told.value_max is None else shifted(told.value_max, -power), told.bound.upper(), one.chosen, one.disputed, told.confidence,
    )  # fmt: skip


def _power(told: Observation) -> int:
    """The power of ten between the number as printed and its value; 0 where another factor stands between them."""
    if not told.number or not told.value:
        return 0
    power = told.value.adjusted() - told.number.adjusted()
    return power if 0 <= power <= _LARGEST_POWER and shifted(told.number, power) == told.value else 0


def _said(one: Selected) -> tuple[Value, ...]:
    figure = one.figure
    return figure.id, figure.observation.quote, figure.sentence
