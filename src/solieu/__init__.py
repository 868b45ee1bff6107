"""solieu ("số liệu", figures): what Vietnamese local governments publish, as data that can be trusted.

>>> import solieu
>>> report = solieu.extract("UBND huyện Tiên Yên: Thu ngân sách 9 tháng đầu năm 2022 ước đạt gần 1.584 tỷ đồng.")
>>> [(o.indicator, o.value, o.unit, o.status, o.bound, str(o.period)) for o in report.observations]
[('Thu ngân sách', Decimal('1584000000000'), 'VND', 'estimate', 'about', '2022-01/2022-09')]
"""

from importlib import import_module
from typing import TYPE_CHECKING

from solieu.version import __version__

if TYPE_CHECKING:
    from solieu.check.across import check_across
    from solieu.check.derived import derive
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
    from solieu.knowledge.catalogue import Catalogue, read_catalogue
    from solieu.knowledge.entries import Indicator
    from solieu.knowledge.lookup import as_of, held_by, indicators, places, successors
    from solieu.model import (
        Block,
        Derived,
        Directive,
        Finding,
        Ground,
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
    from solieu.read import expand
    from solieu.read.limits import Limits
    from solieu.resolve.restate import restate
    from solieu.spans import Mention

__all__ = [
    "Block",
    "Catalogue",
    "Derived",
    "Directive",
    "EmptyReport",
    "Finding",
    "Ground",
    "Indicator",
    "Limits",
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
    "__version__",
    "as_of",
    "check_across",
    "decode_report",
    "derive",
    "encode",
    "expand",
    "extract",
    "held_by",
    "indicators",
    "mentions",
    "periods",
    "places",
    "read_catalogue",
    "restate",
    "successors",
]

_NAMES = {
    "solieu.check.across": "check_across",
    "solieu.check.derived": "derive",
    "solieu.errors": "EmptyReport MissingExtra NotText ReadError SolieuError TooLarge UnknownEncoding UsageError",
    "solieu.model": "Block Derived Directive Finding Ground Observation Official Period Place Reference Report StatedPeriod "
    "decode_report encode",
    "solieu.knowledge.entries": "Indicator",
    "solieu.knowledge.catalogue": "Catalogue read_catalogue",
    "solieu.knowledge.lookup": "as_of held_by indicators places successors",
    "solieu.pipeline": "extract mentions periods",
    "solieu.read": "expand",
    "solieu.read.limits": "Limits",
    "solieu.resolve.restate": "restate",
    "solieu.spans": "Mention",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    # What is not used is not loaded: "solieu --help" and a program that only reads results wait for no grammar.
    if name in _HOMES:
        found = globals()[name] = getattr(import_module(_HOMES[name]), name)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *__all__]
