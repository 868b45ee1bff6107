"""solieu ("số liệu", figures): what Vietnamese local governments publish, as data that can be trusted.

>>> import solieu
>>> report = solieu.extract("UBND huyện Tiên Yên: Thu ngân sách 9 tháng đầu năm 2022 ước đạt gần 1.584 tỷ đồng.")
>>> [(o.indicator, o.value, o.unit, o.status, o.bound, str(o.period)) for o in report.observations]
[('Thu ngân sách', Decimal('1584000000000'), 'VND', 'estimate', 'about', '2022-01/2022-09')]
"""

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
    decode_report,
    encode,
)
from solieu.pipeline import extract, mentions

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
    "TooLarge",
    "UnknownEncoding",
    "UsageError",
    "decode_report",
    "encode",
    "extract",
    "mentions",
]
__version__ = "0.1.0"
