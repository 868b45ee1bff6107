"""Observations as rows, one for each figure, with what is known of its report: for spreadsheets and databases."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from solieu.export.harmless import cell, without_controls
from solieu.model import Observation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from solieu.model import Report

__all__ = ["COLUMNS", "OF_OBSERVATION", "Value", "of_observation", "rows", "write_csv", "written"]

Value: TypeAlias = str | int | float | Decimal | None

_OF_REPORT = ("report", "sha256", "url", "title", "issued", "report_place", "report_place_code", "report_period")
OF_OBSERVATION = (
    *("indicator", "indicator_id", "place", "place_code", "place_from"),
    *("period", "period_start", "period_end", "period_from"),
    *("number", "unit_text", "value", "value_max", "unit", "of"),
    *("measure", "status", "bound", "basis", "basis_kind", "confidence"),
    *("quote", "sentence", "start", "end", "sentence_start", "sentence_end", "indicator_start", "indicator_end"),
    *("page", "sheet", "table", "row", "column", "heads"),
)
"""The names of the columns that tell of a figure itself, in their order."""
COLUMNS = (*_OF_REPORT, *OF_OBSERVATION)
"""The names of the columns, in their order."""
_SPANS = frozenset({"sentence", "indicator_span", "period", "cell"})
_PLAIN = tuple(name for name in Observation.__struct_fields__ if name not in _SPANS)


def rows(report: Report) -> Iterator[dict[str, Value]]:
    """A row for each observation of ``report``, with the names of :data:`COLUMNS`; what is not known is ``None``."""
    of_report: dict[str, Value] = {
        "report": report.name,
        "sha256": report.sha256,
        "url": report.url,
        "title": report.title,
        "issued": _printed(report.issued),
        "report_place": report.place,
        "report_place_code": report.place_code,
        "report_period": _printed(report.period),
    }
    for observation in report.observations:
        yield {**of_report, **of_observation(observation, report.text[slice(*observation.sentence)])}


def of_observation(observation: Observation, words: str) -> dict[str, Value]:
    """What a figure says, by the names of :data:`OF_OBSERVATION`; ``words`` are those of its sentence."""
    sentence, period = observation.sentence, observation.period
    indicator_start, indicator_end = observation.indicator_span or (None, None)
    ground = observation.cell
    known = {
        **{name: getattr(observation, name) for name in _PLAIN},
        "sentence": words,
        "sentence_start": sentence[0],
        "sentence_end": sentence[1],
        "indicator_start": indicator_start,
        "indicator_end": indicator_end,
        "period": _printed(period),
        "period_start": _printed(period and period.start),
        "period_end": _printed(period and period.end),
        "sheet": ground.sheet if ground else None,
        "table": ground.table if ground else None,
        "row": ground.row if ground else None,
        "column": ground.column if ground else None,
        "heads": " / ".join(ground.heads) if ground else None,
    }
    return {column: known[column] for column in OF_OBSERVATION}


def _printed(value: object) -> str | None:
    return None if value is None else str(value)


def write_csv(reports: Iterable[Report], stream: TextIO) -> None:
    """Write a heading line and the rows of ``reports`` to ``stream``, each report as soon as it comes.

    Text that a spreadsheet could take for a formula begins with an apostrophe; numbers are written in full, with a
    point. Open a file for it with ``newline=""``, and in ``utf-8-sig`` if Excel shall read it.
    """
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    stream.flush()
    for report in reports:
        writer.writerows([written(value) for value in row.values()] for row in rows(report))
        stream.flush()


def written(value: Value) -> str:
    """A value as it stands in a CSV file.

    >>> written(Decimal("1.584E+12")), written(True), written("=1+1"), written(None)
    ('1584000000000', 'true', "'=1+1", '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return cell(without_controls(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)
