"""Documents in, reports out, a record batch at a time: a pure function that any engine can call."""

from __future__ import annotations

import io
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from solieu.arrow.columns import batch_of
from solieu.errors import ReadError, UsageError, kind_and_line
from solieu.model import Report
from solieu.pipeline import understand
from solieu.read import Limits, Source, read_loaded
from solieu.read.corpora import about_record, field_of_words
from solieu.read.sources import About

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from solieu.knowledge.catalogue import Catalogue

__all__ = ["Extracted", "extract_batch", "extracted", "sources"]

_WORDS = ("text", "html", "content")
_OTHERS = ("name", "url", "title", "date", "kind", "warnings", "problem")


class Extracted(NamedTuple):
    """A report, and the sentence that says what kept it from being read, if anything did."""

    report: Report
    error: str | None


def extract_batch(
    batch: pa.RecordBatch, *, catalogue: Catalogue | None = None, limits: Limits | None = None, text: bool = False
) -> pa.RecordBatch:
    """What each document of ``batch`` says: a row for each, in their order, in the columns of :data:`~solieu.arrow.OUTPUT`.

    Args:
        batch: documents, in some of the columns of :data:`~solieu.arrow.INPUT`; others are passed over.
        catalogue: what may be measured, if not only what solieu knows.
        limits: how much of each document is read at most.
        text: whether to keep the text, on which the offsets count.

    A document that cannot be read is a row with its ``error``.

    Raises:
        UsageError: if there is no column of documents.

    >>> import pyarrow as pa
    >>> words = "UBND huyện Tiên Yên: Thu ngân sách năm 2022 đạt 1.584 tỷ đồng."
    >>> rows = extract_batch(pa.RecordBatch.from_pydict({"text": [words, ""], "name": ["a.txt", "b.txt"]})).to_pylist()
    >>> [(row["report"], row["year"], row["province"], row["error"]) for row in rows]
    [('a.txt', 2022, 'quang-ninh', None), ('b.txt', None, None, 'b.txt has no words in its text, html or content.')]
    >>> [(figure["indicator_id"], figure["value"], figure["unit"]) for figure in rows[0]["observations"]]
    [('budget_revenue', '1584000000000', 'VND')]
    """
    bounds = limits or Limits()
    found = [extracted(source, catalogue=catalogue, limits=bounds) for source in sources(batch)]
    return batch_of([one.report for one in found], [one.error for one in found], text=text)


def sources(batch: pa.RecordBatch) -> Iterator[Source]:
    """A source for each document of ``batch``; one without words has a problem.

    Raises:
        UsageError: if there is no column of documents.
    """
    there = set(batch.schema.names)
    if there.isdisjoint(_WORDS):
        raise UsageError("There is no column text, html or content: name the column of the documents so.")
    columns = {name: batch.column(name).to_pylist() for name in (*_WORDS, *_OTHERS) if name in there}
    return (
        _source({name: column[row] for name, column in columns.items()}, row) for row in range(batch.num_rows)
    )  # fmt: skip


def _source(record: dict[str, Any], row: int) -> Source:
    name = str(record.get("name") or record.get("url") or f"row {row}")
    if problem := record.get("problem"):
        return Source(name, problem=ReadError(str(problem)), about=about_record(record, "content"))
    field = field_of_words(record)
    if field is None:
        return Source(name, problem=ReadError(f"{name} has no words in its text, html or content."))
    given = record[field]
    data = given if isinstance(given, bytes) else given.encode("utf-8", "replace")
    about = about_record(record, field)
    kind = record.get("kind") if field == "content" else about.kind
    about = About(about.title, about.url, about.day, kind, tuple(record.get("warnings") or ()))
    return Source(name, stream=partial(io.BytesIO, data), about=about)


def extracted(source: Source, *, catalogue: Catalogue | None, limits: Limits) -> Extracted:
    """What the document at ``source`` says, whatever happens."""
    digest = ""
    try:
        data = source.load(limits.size)
        digest = sha256(data).hexdigest()
        report = read_loaded(source, data, limits=limits)
        return Extracted(understand(report, catalogue, source.about.day), None)
    except ReadError as error:
        sentence = str(error)
    except Exception as fault:
        # One document that solieu itself fails on must not cost the other million.
        sentence = f"solieu failed here ({kind_and_line(fault)}): please report it with this document."
    told = sentence if source.name in sentence else f"{source.name}: {sentence}"
    return Extracted(Report(name=source.name, sha256=digest, url=source.about.url), told)
