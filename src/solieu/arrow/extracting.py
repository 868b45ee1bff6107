"""Documents in, reports out, a record batch at a time: a pure function that any engine can call."""

from __future__ import annotations

import io
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from solieu.arrow.columns import batch_of
from solieu.errors import ReadError, UsageError, kind_and_line
from solieu.knowledge.catalogue import catalogue as own_catalogue
from solieu.model import Report
from solieu.pipeline import understand_together
from solieu.read import Limits, Source, read_loaded
from solieu.read.corpora import about_record, field_of_words
from solieu.read.sources import About
from solieu.stages import Stages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from solieu.knowledge.catalogue import Catalogue

__all__ = ["Extracted", "extract_batch", "extracted", "sources"]

_WORDS = ("text", "html", "content")
_TOGETHER = 100_000
"""Characters of the documents that are understood together."""
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
    found = list(extracted(sources(batch), catalogue=catalogue, limits=bounds))
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


def extracted(sources: Iterable[Source], *, catalogue: Catalogue | None, limits: Limits) -> Iterator[Extracted]:
    """What the documents at ``sources`` say, in their order, whatever happens."""
    known = catalogue or own_catalogue()
    for group in _groups(_read(source, limits) for source in sources):
        texts = [Stages(one.report, known, one.source.about.day) for one in group if one.fault is None]
        understood = iter(understand_together(texts))
        for one in group:
            outcome = one.fault or next(understood)
            yield Extracted(outcome, None) if isinstance(outcome, Report) else _failed(one, outcome)


class _Read(NamedTuple):
    source: Source
    report: Report
    """As read; where it could not be, what is known of it all the same."""
    fault: Exception | None = None


def _read(source: Source, limits: Limits) -> _Read:
    digest = ""
    try:
        data = source.load(limits.size)
        digest = sha256(data).hexdigest()
        return _Read(source, read_loaded(source, data, limits=limits))
    except Exception as fault:
        return _Read(source, Report(name=source.name, sha256=digest, url=source.about.url), fault)


def _groups(documents: Iterable[_Read]) -> Iterator[list[_Read]]:
    """Documents that are understood together: so many that it pays, not so many that it takes memory."""
    group: list[_Read] = []
    held = 0
    for one in documents:
        group.append(one)
        held += len(one.report.text)
        if held >= _TOGETHER:
            yield group
            group, held = [], 0
    yield group


def _failed(document: _Read, fault: Exception) -> Extracted:
    source, report = document.source, document.report
    # One document that solieu itself fails on must not cost the other million.
    here = f"solieu failed here ({kind_and_line(fault)}): please report it with this document."
    sentence = str(fault) if isinstance(fault, ReadError) else here
    told = sentence if source.name in sentence else f"{source.name}: {sentence}"
    return Extracted(Report(name=source.name, sha256=report.sha256, url=source.about.url), told)
