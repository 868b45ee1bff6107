"""Immutable data that the stages hand to each other.

Every offset is a count of Unicode code points into :attr:`Report.text`; every interval is half open, so
``report.text[o.start:o.end] == o.quote``. Values are :class:`decimal.Decimal`, exact from the text to the database.
The words are those of the field: an *observation* (SDMX's word) is a *mention* understood.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal  # noqa: TC003 - msgspec looks at the types of fields
from typing import Any, Literal, Self

import msgspec

from solieu.document import Block, Cell, CellGround, Page, PlacedWord, Table

__all__ = [
    "Block",
    "Cell",
    "CellGround",
    "Derived",
    "Directive",
    "Finding",
    "Ground",
    "Observation",
    "Official",
    "Page",
    "Period",
    "Place",
    "PlacedWord",
    "Reference",
    "Report",
    "StatedPeriod",
    "Table",
    "decode_report",
    "encode",
]

Measure = Literal["level", "attainment", "change", "index", "difference", "share", "rank"]
Status = Literal["actual", "estimate", "target"]
Bound = Literal["exact", "about", "above", "below"]
Scope = Literal["clause", "sentence", "section", "report"]
BasisKind = Literal["plan", "period", "total", "place"]
Severity = Literal["contradiction", "suspicious", "note"]

_DAY = r"(\d{4})(?:-(?:Q([1-4])|(\d\d)(?:-(\d\d))?))?"
_PERIOD = re.compile(rf"{_DAY}(?:/{_DAY})?", re.ASCII)


def _last_day(year: int, month: int) -> date:
    return date(year, month, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


class Period:
    """A closed interval of days, written as shortly as its ends allow.

    >>> Period.parse("2022-01/2022-09").end
    datetime.date(2022, 9, 30)
    >>> str(Period(date(2022, 10, 1), date(2022, 12, 31)))
    '2022-Q4'
    >>> str(Period(date(2023, 1, 1), date(2023, 10, 30)))
    '2023-01-01/2023-10-30'
    >>> Period.year(2022).contains(Period.month(2022, 9))
    True
    """

    __slots__ = ("end", "start")
    start: date
    end: date

    def __init__(self, start: date, end: date) -> None:
        if end < start:
            raise ValueError(f"a period cannot end ({end}) before it starts ({start})")
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a period cannot be changed")

    def __reduce__(self) -> tuple[type[Period], tuple[date, date]]:
        return type(self), (self.start, self.end)

    @classmethod
    def year(cls, year: int, until: int | None = None) -> Self:
        """The calendar year, or the years from ``year`` to ``until``."""
        return cls(date(year, 1, 1), date(until or year, 12, 31))

    @classmethod
    def month(cls, year: int, month: int, until: int | None = None) -> Self:
        """The calendar month, or the months from ``month`` to ``until`` of one year."""
        last = until or month
        return cls(date(year, month, 1), _last_day(year, last))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """The quarter (1 to 4) of a calendar year."""
        return cls.month(year, 3 * quarter - 2, 3 * quarter)

    @classmethod
    def day(cls, day: date) -> Self:
        """One day."""
        return cls(day, day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period that ``text`` writes: ``2022``, ``2022-Q4``, ``2022-09``, ``2022-01/2022-09``, ``2022-05-24`` …

        Raises:
            ValueError: if the text is no such period.
        """
        found = _PERIOD.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a period")
        groups = found.groups()
        first = _ends(*groups[:4])
        last = _ends(*groups[4:]) if groups[4] else first
        return cls(first[0], last[1])

    def contains(self, other: Period) -> bool:
        """Whether every day of ``other`` lies in this period."""
        return self.start <= other.start and other.end <= self.end

    @property
    def days(self) -> int:
        """The number of days, both ends counted."""
        return (self.end - self.start).days + 1

    def __str__(self) -> str:
        start, end = self.start, self.end
        if start == end:
            return start.isoformat()
        first_of_month, last_of_month = start.day == 1, (end + timedelta(1)).day == 1
        if not (first_of_month and last_of_month):
            return f"{start.isoformat()}/{end.isoformat()}"
        if start.month == 1 and end.month == 12:
            return f"{start:%Y}" if start.year == end.year else f"{start:%Y}/{end:%Y}"
        if start.year == end.year and start.month == end.month:
            return f"{start:%Y-%m}"
        if start.year == end.year and start.month % 3 == 1 and end.month == start.month + 2:
            return f"{start:%Y}-Q{end.month // 3}"
        return f"{start:%Y-%m}/{end:%Y-%m}"

    def __repr__(self) -> str:
        return f"Period({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and (self.start, self.end) == (other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.start, self.end))


def _ends(year: str, quarter: str | None, month: str | None, day: str | None) -> tuple[date, date]:
    if day and month:
        only = date(int(year), int(month), int(day))
        return only, only
    period = Period.year(int(year))
    if quarter:
        period = Period.quarter(int(year), int(quarter))
    elif month:
        if not 1 <= int(month) <= 12:
            raise ValueError(f"there is no month {month}")
        period = Period.month(int(year), int(month))
    return period.start, period.end


class Place(msgspec.Struct, frozen=True, gc=False):
    """An administrative unit at a time. A code is unique only together with its validity: codes were used again."""

    code: str
    name: str
    type: str
    """The type word as printed: ``tỉnh``, ``thành phố``, ``thị xã``, ``huyện``, ``quận``, ``xã``, ``phường`` …"""
    level: int
    """1 province, 2 district, 3 commune."""
    parents: tuple[str, ...] = ()
    """Codes of the units above, nearest first."""
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day of validity, or ``None`` while it lasts."""

    @property
    def full_name(self) -> str:
        """The name with its type word: ``thị xã Đông Triều``."""
        return f"{self.type} {self.name}"


class StatedPeriod(msgspec.Struct, frozen=True, gc=False):
    """A time as printed and the days it means."""

    start: int
    end: int
    quote: str
    """``9 tháng đầu năm 2022``."""
    period: Period | None
    """``2022-01/2022-09``; ``None`` where its year or day cannot be told."""
    until: bool = False
    """Whether a word such as ``tính đến`` says that the time runs up to it; the period then begins with the year."""
    compared: bool = False
    """Whether it is what something is compared with: ``so với cùng kỳ năm 2022``."""


class Observation(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One stated figure: what it measures, where, when, how much, and the exact words that say so."""

    start: int
    end: int
    quote: str
    sentence: tuple[int, int]
    number: Decimal
    """As printed, negative for a fall."""
    unit_text: str | None = None
    value: Decimal
    """In the base unit of :attr:`unit`."""
    value_max: Decimal | None = None
    unit: str | None = None
    of: Decimal | None = None
    measure: Measure
    status: Status = "actual"
    bound: Bound = "exact"
    basis: str | None = None
    """The printed words of what the figure is compared with: ``dự toán tỉnh giao``."""
    basis_kind: BasisKind | None = None
    indicator: str | None = None
    """The printed words that name what is measured."""
    indicator_span: tuple[int, int] | None = None
    indicator_id: str | None = None
    place: str | None = None
    place_code: str | None = None
    place_from: Scope | None = None
    period: Period | None = None
    period_from: Scope | None = None
    confidence: float = 0.5
    """The probability that value, measure, indicator, place and period are all right."""
    page: int | None = None
    """The page on which it is printed, of a document that has pages."""
    cell: CellGround | None = None
    """The table cell that states it, ``None`` in prose."""


class Reference(msgspec.Struct, frozen=True, gc=False):
    """A document that the report cites."""

    start: int
    end: int
    quote: str
    type: str
    number: str | None = None
    issuer: str | None = None
    date: date | None = None


class Official(msgspec.Struct, frozen=True, gc=False):
    """A person whom the report names, with all posts it gives."""

    start: int
    end: int
    name: str
    roles: tuple[str, ...] = ()


class Directive(msgspec.Struct, frozen=True, gc=False):
    """A task that the report gives to someone."""

    start: int
    end: int
    text: str
    to: tuple[str, ...] = ()
    """The addressees as printed; empty where nobody is named."""
    due: date | None = None


class Ground(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a report on which a finding rests."""

    start: int
    end: int
    quote: str
    observation: int | None = None
    """Index into :attr:`Report.observations` of its report; ``None`` where no figure stands ("giai đoạn 2018 - 2010")."""
    report: str | None = None
    """The name of its report, in findings over several."""


class Finding(msgspec.Struct, frozen=True, gc=False):
    """What a check found: figures that cannot all be true."""

    check: str
    """The rule: ``attainment``, ``parts``, ``change`` … in ``checks.toml``."""
    severity: Severity
    message: str
    """The arithmetic in one Vietnamese sentence."""
    observations: tuple[int, ...]
    """Indices into :attr:`Report.observations`."""
    expected: str | None = None
    """What the other figures give for the last one, as it would be printed: ``113%``."""
    found: str | None = None
    """What is printed instead: ``131%``."""
    message_en: str = ""
    remedies: tuple[str, ...] = ()
    """What would have to be true, each in Vietnamese: any one of them settles it."""
    remedies_en: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()
    """The words it rests on, in the order of the text."""
    id: str = ""
    """The same for the same contradiction in the same words, wherever in the report they stand: see ``solieu check --dismiss``."""


DerivedKind = Literal["plan", "earlier"]


class Derived(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A figure that no report prints: what printed ones imply, as the interval in which it must lie. See :func:`solieu.derive`."""

    kind: DerivedKind
    """``plan``: what was planned; ``earlier``: the value of the time compared with."""
    low: Decimal
    high: Decimal
    """The ends, in :attr:`unit`."""
    unit: str | None
    """The base unit: ``VND``."""
    unit_text: str | None
    """The unit as printed of the figure that it is derived from: ``tỷ đồng``."""
    indicator: str | None = None
    indicator_id: str | None = None
    place: str | None = None
    place_code: str | None = None
    period: Period | None = None
    """Of the plan or of the earlier value; ``None`` where it cannot be told."""
    basis: str | None = None
    """The printed words of what was compared with: ``dự toán tỉnh giao``."""
    observations: tuple[int, ...]
    """Indices into :attr:`Report.observations` of the figures that it is derived from."""
    message: str
    """The arithmetic in one Vietnamese sentence."""
    message_en: str


class Report(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One document as received: the text read from its bytes, and what was found in it."""

    name: str = msgspec.field(default="", name="report")
    sha256: str = ""
    """Of the bytes as received."""
    url: str | None = None
    title: str | None = None
    issued: date | None = None
    place: str | None = None
    place_code: str | None = None
    period: Period | None = None
    observations: tuple[Observation, ...] = ()
    references: tuple[Reference, ...] = ()
    officials: tuple[Official, ...] = ()
    directives: tuple[Directive, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    pages: tuple[Page, ...] = ()
    text: str = ""


def _encode_own(value: Any) -> Any:
    if isinstance(value, Period):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _decode_own(kind: type, value: Any) -> Any:
    if kind is Period:
        return Period.parse(value)
    raise TypeError(f"{kind.__name__} has no JSON form")


_WITH_TEXT = ("text", "blocks", "tables", "pages")
_ENCODER = msgspec.json.Encoder(enc_hook=_encode_own, decimal_format="number")
_PRINTED = tuple(
    zip(
        (f for f in Report.__struct_fields__ if f not in _WITH_TEXT),
        (f for f in Report.__struct_encode_fields__ if f not in _WITH_TEXT),
        strict=True,
    )
)
_REPORT_DECODER = msgspec.json.Decoder(Report, dec_hook=_decode_own)


def encode(value: Any, *, text: bool = False) -> bytes:
    """``value`` as one line of JSON, decimals as exact numbers. A report's text, blocks, tables and pages stay out unless asked for."""
    if isinstance(value, Report) and not text:
        fields = {name: getattr(value, field) for field, name in _PRINTED}
        return _ENCODER.encode(fields)
    return _ENCODER.encode(value)


def decode_report(line: bytes | str) -> Report:
    """The report that :func:`encode` wrote.

    Raises:
        msgspec.ValidationError: if the line is no such report.
    """
    return _REPORT_DECODER.decode(line)
