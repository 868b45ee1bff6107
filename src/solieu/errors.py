"""What can go wrong, as one tree.

::

    SolieuError
    ├── ReadError            a report that cannot be read; the rest of a batch goes on
    │   ├── EmptyReport      nothing but blanks
    │   ├── NotText          binary data where text was expected
    │   ├── UnknownEncoding  bytes that no known encoding of Vietnamese explains
    │   ├── TooLarge         above the limit that the user set
    │   └── MissingExtra     a format whose optional library is not installed
    ├── StoreError           a store that cannot be read or written
    │   ├── NotAStore        the file is no store of solieu
    │   ├── NewerStore       a newer version of solieu made it
    │   ├── DamagedStore     its bytes are not what SQLite wrote
    │   └── StoreBusy        another program has been writing to it for too long
    ├── ExportError          figures cannot be written out
    └── UsageError           the command or the call was wrong

Each message is one sentence that names the trouble and what to do about it.
"""

import traceback
from pathlib import PurePath

__all__ = [
    "DamagedStore",
    "EmptyReport",
    "ExportError",
    "MissingExtra",
    "NewerStore",
    "NotAStore",
    "NotText",
    "ReadError",
    "SolieuError",
    "StoreBusy",
    "StoreError",
    "TooLarge",
    "UnknownEncoding",
    "UsageError",
    "kind_and_line",
]


class SolieuError(Exception):
    """The base of every error that solieu raises on purpose."""


class ReadError(SolieuError):
    """A report cannot be read."""


class EmptyReport(ReadError):
    """There is no text in the report."""


class NotText(ReadError):
    """The bytes are neither text nor a format that solieu reads."""


class UnknownEncoding(ReadError):
    """The bytes look like text, in an encoding that cannot be told."""


class TooLarge(ReadError):
    """The report is above the size limit."""


class MissingExtra(ReadError):
    """The library that reads this format is not installed."""


class StoreError(SolieuError):
    """A store cannot be read or written."""


class NotAStore(StoreError):
    """The file is no store of solieu."""


class NewerStore(StoreError):
    """The store was made by a newer version of solieu."""


class DamagedStore(StoreError):
    """The bytes of the store are not what SQLite wrote."""


class StoreBusy(StoreError):
    """Another program has been writing to the store for too long."""


class ExportError(SolieuError):
    """Figures cannot be written out."""


class UsageError(SolieuError):
    """The caller asked for something that does not exist."""


def kind_and_line(fault: Exception) -> str:
    """What went wrong inside solieu and where, as far as a report of the fault needs: ``KeyError in clauses.py, line 5``."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__} in {PurePath(frame.filename).name}, line {frame.lineno}"
