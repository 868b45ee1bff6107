"""Reports and what they hold as rows, and rows as what they were."""

from __future__ import annotations

import zlib
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from solieu.model import (
    CellGround,
    Directive,
    Finding,
    Ground,
    Observation,
    Official,
    Period,
    Reference,
    Report,
    decode_report,
    encode,
)
from solieu.store.facts import fact_of, series_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Row

__all__ = [
    "OBSERVATION_COLUMNS",
    "days_of",
    "directive_of",
    "finding_of",
    "ground_of",
    "layout_of",
    "listed",
    "observation_in",
    "observation_of",
    "observation_row",
    "official_of",
    "period_between",
    "period_of",
    "reference_of",
    "unlisted",
    "with_layout",
]

OBSERVATION_COLUMNS = (
    "start_offset", "end_offset", "quote", "sentence_start", "sentence_end", "number", "unit_text", "value", "value_max",
    "value_real", "unit", "out_of", "measure", "status", "bound", "basis", "basis_kind", "indicator", "indicator_start",
    "indicator_end", "indicator_id", "place", "place_code", "place_from", "period", "period_start", "period_end",
    "period_from", "confidence", "page", "cell_table", "cell_row", "cell_column", "cell_heads", "cell_page", "cell_sheet",
    "place_key", "series",
)  # fmt: skip
"""In the order of the table."""


def observation_row(one: Observation) -> tuple[Any, ...]:
    """The values of :data:`OBSERVATION_COLUMNS`."""
    span, period, cell = one.indicator_span or (None, None), one.period, one.cell
    days = days_of(period)
    of_cell: tuple[Any, ...] = (None,) * 6
    if cell is not None:
        of_cell = (cell.table, cell.row, cell.column, listed(cell.heads), cell.page, cell.sheet)
    fact = fact_of(one)
    return (
        one.start, one.end, one.quote, *one.sentence, str(one.number), one.unit_text, str(one.value), _text(one.value_max),
        _real(one.value), one.unit, _text(one.of), one.measure, one.status, one.bound, one.basis, one.basis_kind, one.indicator,
        *span, one.indicator_id, one.place, one.place_code, one.place_from, *days, one.period_from, one.confidence,
        one.page, *of_cell, fact.place, series_number(fact),
    )  # fmt: skip


def observation_of(row: Row) -> Observation:
    """The observation that stands in a row with :data:`OBSERVATION_COLUMNS`."""
    return observation_in(tuple(row[name] for name in OBSERVATION_COLUMNS))


def observation_in(values: Sequence[Any]) -> Observation:
    """The observation that the values of :data:`OBSERVATION_COLUMNS` tell: looking each up by its name takes longer."""
    (
        start, end, quote, sentence_start, sentence_end, number, unit_text, value, value_max, _, unit, out_of, measure, status,
        bound, basis, basis_kind, indicator, indicator_start, indicator_end, indicator_id, place, place_code, place_from, _,
        period_start, period_end, period_from, confidence, page, table, row, column, heads, cell_page, sheet, _, _,
    ) = values  # fmt: skip
    return Observation(
        start=start, end=end, quote=quote, sentence=(sentence_start, sentence_end), number=Decimal(number), unit_text=unit_text,
        value=Decimal(value), value_max=_number(value_max), unit=unit, of=_number(out_of), measure=measure, status=status,
        bound=bound, basis=basis, basis_kind=basis_kind, indicator=indicator,
        indicator_span=None if indicator_start is None else (indicator_start, indicator_end), indicator_id=indicator_id,
        place=place, place_code=place_code, place_from=place_from,
        period=None if period_start is None else period_between(period_start, period_end), period_from=period_from,
        confidence=confidence, page=page,
        cell=None if table is None else CellGround(table, row, column, unlisted(heads), cell_page, sheet),
    )  # fmt: skip


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _real(number: Decimal) -> float:
    """For sorting: a number beyond what a float can be is the greatest one."""
    try:
        return float(number)
    except OverflowError:
        return float("-inf") if number < 0 else float("inf")


def days_of(period: Period | None) -> tuple[str | None, str | None, str | None]:
    """A period as written, with its first and last day."""
    return (None, None, None) if period is None else (str(period), period.start.isoformat(), period.end.isoformat())


def period_of(row: Row) -> Period | None:
    """The period in a row with its days."""
    start, end = row["period_start"], row["period_end"]
    return None if start is None else period_between(start, end)


@lru_cache(1 << 14)
def period_between(start: str, end: str) -> Period:
    """The period between two days as they are written; the same object again and again."""
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def listed(words: Sequence[object]) -> str:
    """A list as JSON."""
    return msgspec.json.encode(words).decode()


def unlisted(text: str) -> tuple[Any, ...]:
    """The list that :func:`listed` wrote."""
    return tuple(msgspec.json.decode(text))


def layout_of(report: Report) -> bytes | None:
    """The blocks, tables and pages of ``report`` in few bytes."""
    if not (report.blocks or report.tables or report.pages):
        return None
    alone = Report(blocks=report.blocks, tables=report.tables, pages=report.pages)
    return zlib.compress(encode(alone, text=True), 6)


def with_layout(report: Report, layout: bytes | None) -> Report:
    """``report`` with the blocks, tables and pages that :func:`layout_of` packed."""
    if layout is None:
        return report
    known = decode_report(zlib.decompress(layout))
    return msgspec.structs.replace(report, blocks=known.blocks, tables=known.tables, pages=known.pages)


def reference_of(row: Row) -> Reference:
    """The document cited that stands in a row."""
    day = None if row["date"] is None else date.fromisoformat(row["date"])
    return Reference(
        row["start_offset"], row["end_offset"], row["quote"], row["type"], row["number"], row["issuer"], day
    )


def official_of(row: Row) -> Official:
    """The person that stands in a row."""
    return Official(row["start_offset"], row["end_offset"], row["name"], unlisted(row["roles"]))


def directive_of(row: Row) -> Directive:
    """The task that stands in a row."""
    due = None if row["due"] is None else date.fromisoformat(row["due"])
    return Directive(row["start_offset"], row["end_offset"], row["text"], unlisted(row["addressees"]), due)


def finding_of(row: Row, grounds: Sequence[Ground]) -> Finding:
    """The finding that stands in a row, with its grounds."""
    return Finding(
        check=row["rule"], severity=row["severity"], message=row["message"], observations=unlisted(row["observations"]),
        expected=row["expected"], found=row["found"], message_en=row["message_en"], remedies=unlisted(row["remedies"]),
        remedies_en=unlisted(row["remedies_en"]), grounds=tuple(grounds), id=row["finding"],
    )  # fmt: skip


def ground_of(row: Row) -> Ground:
    """The ground of a finding that stands in a row."""
    return Ground(row["start_offset"], row["end_offset"], row["quote"], row["observation"], row["report"])
