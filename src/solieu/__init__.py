"""solieu ("số liệu", figures): what Vietnamese local governments publish, as data that can be trusted.

>>> import solieu
>>> report = solieu.extract("UBND huyện Tiên Yên: Thu ngân sách 9 tháng đầu năm 2022 ước đạt gần 1.584 tỷ đồng.")
>>> [(o.indicator, o.value, o.unit, o.status, o.bound, str(o.period)) for o in report.observations]
[('Thu ngân sách', Decimal('1584000000000'), 'VND', 'estimate', 'about', '2022-01/2022-09')]
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solieu.errors import (
        EmptyReport,
        MissingExtra,
        NotText,
        ReadError,
        SolieuError,
        TooLarge,
        UnknownEncoding,
        UsageError,
    )
    from solieu.model import (
        Block,
        Directive,
        Finding,
        Mention,
        Observation,
        Official,
        Period,
        Place,
        Reference,
        Report,
        StatedPeriod,
        decode_report,
        encode,
    )
    from solieu.pipeline import extract, mentions, periods

__all__ = [
    "Block",
    "Directive",
    "EmptyReport",
    "Finding",
    "Mention",
    "MissingExtra",
    "NotText",
    "Observation",
    "Official",
    "Period",
    "Place",
    "ReadError",
    "Reference",
    "Report",
    "SolieuError",
    "StatedPeriod",
    "TooLarge",
    "UnknownEncoding",
    "UsageError",
    "decode_report",
    "encode",
    "extract",
    "mentions",
    "periods",
]
__version__ = "0.1.0"

_HOMES = ("solieu.errors", "solieu.model", "solieu.pipeline")


def __getattr__(name: str) -> object:
    # What is not used is not loaded: "solieu --help" and a program that only reads results wait for no grammar.
    if name in __all__:
        for home in map(import_module, _HOMES):
            if name in home.__all__:
                found = globals()[name] = getattr(home, name)
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *__all__]
