"""Reports as rows of Arrow: each field of all figures at once, one list for each column."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

from solieu.arrow.schemas import OUTPUT
from solieu.knowledge.gazetteer import gazetteer
from solieu.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from solieu.model import Finding, Ground, Period, Report

__all__ = ["batch_of", "province_of", "year_of"]

_One = TypeVar("_One")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_NO_SPAN = (None, None)


def batch_of(reports: Sequence[Report], errors: Sequence[str | None], *, text: bool = False) -> pa.RecordBatch:
    """The rows of ``reports`` in the columns of :data:`~solieu.arrow.OUTPUT`, each with what kept it from being read."""
    periods = [report.period for report in reports]
    columns: dict[str, Any] = {
        "report": [_clean(report.name) for report in reports],
        "sha256": [report.sha256 or None for report in reports],
        "url": [report.url for report in reports],
        "title": [report.title for report in reports],
        "issued": [report.issued for report in reports],
        "place": [report.place for report in reports],
        "place_code": [report.place_code for report in reports],
        **_of_periods(periods),
        "year": [year_of(report) for report in reports],
        "province": [province_of(report) for report in reports],
        "warnings": [report.warnings for report in reports],
        "text": [
            report.text if text and error is None else None for report, error in zip(reports, errors, strict=True)
        ],
        "error": errors,
    }
    nested = {
        "observations": _lists([report.observations for report in reports], _observations(reports)),
        "references": _plain_lists("references", [report.references for report in reports]),
        "officials": _plain_lists("officials", [report.officials for report in reports]),
        "directives": _plain_lists("directives", [report.directives for report in reports]),
        "findings": _lists([report.findings for report in reports], _findings(reports)),
    }
    arrays = [
        nested[field.name] if field.name in nested else pa.array(columns[field.name], field.type) for field in OUTPUT
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=OUTPUT)


def year_of(report: Report) -> int | None:
    """The year in which the report was issued, else in which its period ends."""
    day = report.issued or (report.period.end if report.period else None)
    return day.year if day else None


def province_of(report: Report) -> str | None:
    """The name, as a folder may be called, of the province in which the report's place lay on its day."""
    if report.place_code is None:
        return None
    return _province(report.place_code, report.issued or (report.period.end if report.period else None))


@lru_cache(maxsize=1 << 14)
def _province(code: str, day: date | None) -> str | None:
    known = gazetteer()
    place = (known.by_code(code, day) if day else None) or known.by_code(code)
    province = known.province_of(place, day) if place else None
    return _NOT_LETTERS.sub("-", fold(province.name)).strip("-") if province else None


def _clean(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def _lists(of_reports: Sequence[Sequence[Any]], values: pa.StructArray) -> pa.ListArray:
    offsets = pa.array(accumulate(map(len, of_reports), initial=0), pa.int32())
    return pa.ListArray.from_arrays(offsets, values)


def _struct(name: str, columns: dict[str, Any]) -> pa.StructArray:
    """The values of the nested column ``name`` of :data:`OUTPUT`, from a list or an array for each of its fields."""
    return _struct_of(OUTPUT.field(name).type.value_type, columns)


def _struct_of(kind: pa.DataType, columns: dict[str, Any]) -> pa.StructArray:
    arrays = []
    for field in kind:
        column = columns[field.name]
        arrays.append(column if isinstance(column, pa.Array) else pa.array(column, field.type))
    return pa.StructArray.from_arrays(arrays, fields=list(kind))


def _plain_lists(name: str, of_reports: Sequence[Sequence[Any]]) -> pa.ListArray:
    """Structs whose fields are called as the columns are and hold what they hold."""
    every = list(chain.from_iterable(of_reports))
    columns = {field.name: _each(every, field.name) for field in OUTPUT.field(name).type.value_type}
    return _lists(of_reports, _struct(name, columns))


def _each(every: Iterable[Any], name: str) -> list[Any]:
    return list(map(attrgetter(name), every))


def _observations(reports: Sequence[Report]) -> pa.StructArray:
    every = [one for report in reports for one in report.observations]
    cells = _each(every, "cell")
    spans = [one.indicator_span or _NO_SPAN for one in every]
    names = (field.name for field in OUTPUT.field("observations").type.value_type)
    columns: dict[str, Any] = {name: _each(every, name) for name in names if name in _SAME}
    values, highest = _each(every, "value"), _each(every, "value_max")
    columns |= {
        **_of_periods(_each(every, "period")),
        "number": _decimals(_each(every, "number")),
        "value": _decimals(values),
        "value_real": _map(float, values),
        "value_max": _decimals(highest),
        "value_max_real": _map(float, highest),
        "of": _decimals(_each(every, "of")),
        "sentence": [report.text[slice(*one.sentence)] for report in reports for one in report.observations],
        "sentence_start": [one.sentence[0] for one in every],
        "sentence_end": [one.sentence[1] for one in every],
        "indicator_start": [start for start, _ in spans],
        "indicator_end": [end for _, end in spans],
        **{name: _map(attrgetter(name), cells) for name in ("sheet", "table", "row", "column", "heads")},
    }
    return _struct("observations", columns)


_SAME = frozenset(
    {
        *(
            "indicator",
            "indicator_id",
            "place",
            "place_code",
            "place_from",
            "period_from",
            "unit_text",
            "unit",
            "measure",
        ),
        *("status", "bound", "basis", "basis_kind", "confidence", "quote", "start", "end", "page"),
    }
)
"""Columns that hold what the field of the same name holds."""


def _map(convert: Callable[[_One], Any], values: Iterable[_One | None]) -> list[Any]:
    return [None if value is None else convert(value) for value in values]


def _decimals(values: Iterable[Decimal | None]) -> list[str | None]:
    return _map("{:f}".format, values)


def _of_periods(periods: Sequence[Period | None]) -> dict[str, list[Any]]:
    return {
        "period": _map(str, periods),
        "period_start": _map(attrgetter("start"), periods),
        "period_end": _map(attrgetter("end"), periods),
    }


def _findings(reports: Sequence[Report]) -> pa.StructArray:
    every: list[Finding] = [finding for report in reports for finding in report.findings]
    kind = OUTPUT.field("findings").type.value_type
    grounds: list[Ground] = [ground for finding in every for ground in finding.grounds]
    of_ground = kind.field("grounds").type.value_type
    columns: dict[str, Any] = {field.name: _each(every, field.name) for field in kind if field.name != "grounds"}
    values = _struct_of(of_ground, {field.name: _each(grounds, field.name) for field in of_ground})
    columns["grounds"] = _lists([finding.grounds for finding in every], values)
    return _struct("findings", columns)
