"""Spans of the text that the stages find: sentences, and the quantities, times and places printed in them.

They are no structs of msgspec, as what a report holds is: reading a field of a compiled class takes a tenth of the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal, final

from solieu.model import Bound  # noqa: TC001 - mypyc looks at the types of fields

__all__ = ["Mention", "PlaceMention", "PlaceMentionKind", "Sentence", "TimeKind", "TimeMention", "scaled"]

PlaceMentionKind = Literal["typed", "body", "listed", "bare", "unnamed", "road"]
TimeKind = Literal["day", "days", "month", "months", "last_months", "quarter", "year", "years", "last_years", "last_term", "now",
                   "to_date", "this_period", "this_month", "this_quarter", "present_year", "this_year", "last_year", "founding", "tet", "past_months"]  # fmt: skip

_ONE: Final = Decimal(1)


@final
@dataclass(init=False, unsafe_hash=True)
class Sentence:
    """A sentence, or a line that stands for one."""

    start: Final[int]
    end: Final[int]
    block: Final[int]
    """Index of its block."""
    section: Final[int]
    """How many headings were passed before it."""

    def __init__(self, start: int, end: int, block: int, section: int = 0) -> None:
        self.start = start
        self.end = end
        self.block = block
        self.section = section


@final
@dataclass(init=False, unsafe_hash=True)
class TimeMention:
    """An expression of time as printed. What it leaves out, such as the year in "tháng 9", the context gives."""

    start: Final[int]
    end: Final[int]
    kind: Final[TimeKind]
    year: Final[int | None]
    month: Final[int | None]
    """The month; of ``months`` the count from January ("9 tháng đầu năm"); of ``last_months`` the count to December."""
    day: Final[int | None]
    quarter: Final[int | None]
    until: Final[bool]
    """Whether the time runs up to it: "tính đến hết tháng 10"."""
    compared: Final[bool]
    """Whether it is what a figure is compared with: "so với cùng kỳ năm 2022"."""
    first: Final[tuple[int | None, int | None, int | None] | None]
    """Year, month and day of the beginning of ``days`` and ``years``; of ``tet`` the day of the last lunar month."""

    def __init__(
        self,
        start: int,
        end: int,
        kind: TimeKind,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        quarter: int | None = None,
        until: bool = False,
        compared: bool = False,
        first: tuple[int | None, int | None, int | None] | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.year = year
        self.month = month
        self.day = day
        self.quarter = quarter
        self.until = until
        self.compared = compared
        self.first = first


@final
@dataclass(init=False, unsafe_hash=True)
class PlaceMention:
    """A place as printed: "xã Đăk Wer", "TP. Bắc Kạn", "Huyện ủy Tiên Yên"."""

    start: Final[int]
    end: Final[int]
    name: Final[str]
    """As printed, without the type word; "" for "toàn tỉnh"."""
    type: Final[str | None]
    """The full type word ("thành phố" for "TP."), ``None`` where nothing tells it."""
    kind: Final[PlaceMentionKind]
    """``typed``: "xã Đăk Wer"; ``body``: "Huyện ủy Tiên Yên"; ``listed``: the second of "các xã Tân An, Tân Lập";
    ``bare``: "tại Bắc Kạn"; ``unnamed``: "toàn tỉnh", "cả nước"; ``road``: "trên tuyến Quốc lộ 5"."""

    def __init__(
        self,
        start: int,
        end: int,
        name: str,
        type: str | None = None,  # noqa: A002
        kind: PlaceMentionKind = "typed",
    ) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.type = type
        self.kind = kind


@final
@dataclass(init=False, unsafe_hash=True)
class Mention:
    """A quantity as printed: number and unit, with the hedge before it. It says nothing about what is measured."""

    start: Final[int]
    end: Final[int]
    quote: Final[str]
    """The number and the unit, without the hedge: ``20.984 tỷ đồng``."""
    number: Final[Decimal]
    """As printed: ``20984``."""
    number_max: Final[Decimal | None]
    """The upper end of a range: 7 in ``5-7%``."""
    of: Final[Decimal | None]
    """The printed denominator: 42 in ``26/42``."""
    unit_text: Final[str | None]
    """The unit as printed: ``tỷ đồng``."""
    unit: Final[str | None]
    """The unit's identifier: ``VND``, ``percent``, ``ha``, ``person`` …, or ``None`` where the catalogue has none."""
    dimension: Final[str | None]
    """``money``, ``percent``, ``area``, ``count`` …"""
    factor: Final[Decimal]
    """The value of one printed unit in :attr:`unit`: 10⁹ for ``tỷ đồng``."""
    bound: Final[Bound]
    hedge: Final[str | None]
    """The words that hedge the number, as printed: ``ước đạt gần``."""
    estimated: Final[bool]
    """Whether a word such as ``ước`` or ``dự kiến`` stands before the number."""

    def __init__(
        self,
        start: int,
        end: int,
        quote: str,
        number: Decimal,
        number_max: Decimal | None = None,
        of: Decimal | None = None,
        unit_text: str | None = None,
        unit: str | None = None,
        dimension: str | None = None,
        factor: Decimal = _ONE,
        bound: Bound = "exact",
        hedge: str | None = None,
        estimated: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.quote = quote
        self.number = number
        self.number_max = number_max
        self.of = of
        self.unit_text = unit_text
        self.unit = unit
        self.dimension = dimension
        self.factor = factor
        self.bound = bound
        self.hedge = hedge
        self.estimated = estimated

    @property
    def value(self) -> Decimal:
        """The number in the base unit: 20984000000000 for ``20.984 tỷ đồng``."""
        return scaled(self.number, self.factor)

    @property
    def value_max(self) -> Decimal | None:
        """The upper end of a range in the base unit."""
        return None if self.number_max is None else scaled(self.number_max, self.factor)

    def __reduce__(self) -> tuple[Any, ...]:
        """So that it is copied and pickled where it is compiled, too."""
        return Mention, (
            self.start, self.end, self.quote, self.number, self.number_max, self.of, self.unit_text, self.unit,
            self.dimension, self.factor, self.bound, self.hedge, self.estimated,
        )  # fmt: skip


def scaled(number: Decimal, factor: Decimal) -> Decimal:
    """The exact product, a whole one without decimals. A number that is not scaled keeps its printed decimals."""
    if factor == 1:
        return number
    product = number * factor
    whole = product.to_integral_value()
    return whole if whole == product else product.normalize()
