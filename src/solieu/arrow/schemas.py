"""The columns of documents to be read and of reports that were: what every engine hands on."""

from __future__ import annotations

import pyarrow as pa

__all__ = ["ERRORS", "FOLDERS", "INPUT", "OUTPUT", "SKIPPED", "WITHIN_FILES"]

_WORDS = pa.list_(pa.string())


def _struct(**fields: pa.DataType) -> pa.DataType:
    return pa.struct(list(fields.items()))


INPUT = pa.schema(
    {
        "name": pa.string(),
        "url": pa.string(),
        "title": pa.string(),
        "date": pa.date32(),
        "kind": pa.string(),
        "text": pa.string(),
        "html": pa.string(),
        "content": pa.binary(),
        "warnings": _WORDS,
        "problem": pa.string(),
    }
)
"""A document to be read. ``text``, ``html`` (a page) or ``content`` (the bytes of any format) is needed, the others tell more:
``kind`` is the content type of ``content``, ``problem`` why there is none of it, ``warnings`` go on to the report."""

_OBSERVATION = _struct(
    indicator=pa.string(),
    indicator_id=pa.string(),
    place=pa.string(),
    place_code=pa.string(),
    place_from=pa.string(),
    period=pa.string(),
    period_start=pa.date32(),
    period_end=pa.date32(),
    period_from=pa.string(),
    number=pa.string(),
    unit_text=pa.string(),
    value=pa.string(),
    value_real=pa.float64(),
    value_max=pa.string(),
    value_max_real=pa.float64(),
    unit=pa.string(),
    of=pa.string(),
    measure=pa.string(),
    status=pa.string(),
    bound=pa.string(),
    basis=pa.string(),
    basis_kind=pa.string(),
    confidence=pa.float64(),
    quote=pa.string(),
    sentence=pa.string(),
    start=pa.int32(),
    end=pa.int32(),
    sentence_start=pa.int32(),
    sentence_end=pa.int32(),
    indicator_start=pa.int32(),
    indicator_end=pa.int32(),
    page=pa.int32(),
    sheet=pa.string(),
    table=pa.int32(),
    row=pa.int32(),
    column=pa.int32(),
    heads=_WORDS,
)
_REFERENCE = _struct(
    start=pa.int32(), end=pa.int32(), quote=pa.string(), type=pa.string(), number=pa.string(), issuer=pa.string(),
    date=pa.date32(),
)  # fmt: skip
_OFFICIAL = _struct(start=pa.int32(), end=pa.int32(), name=pa.string(), roles=_WORDS)
_DIRECTIVE = _struct(start=pa.int32(), end=pa.int32(), text=pa.string(), to=_WORDS, due=pa.date32())
_GROUND = _struct(start=pa.int32(), end=pa.int32(), quote=pa.string(), observation=pa.int32(), report=pa.string())
_FINDING = _struct(
    id=pa.string(),
    check=pa.string(),
    severity=pa.string(),
    message=pa.string(),
    message_en=pa.string(),
    observations=pa.list_(pa.int32()),
    expected=pa.string(),
    found=pa.string(),
    remedies=_WORDS,
    remedies_en=_WORDS,
    grounds=pa.list_(_GROUND),
)

OUTPUT = pa.schema(
    {
        "report": pa.string(),
        "sha256": pa.string(),
        "url": pa.string(),
        "title": pa.string(),
        "issued": pa.date32(),
        "place": pa.string(),
        "place_code": pa.string(),
        "period": pa.string(),
        "period_start": pa.date32(),
        "period_end": pa.date32(),
        "year": pa.int32(),
        "province": pa.string(),
        "observations": pa.list_(_OBSERVATION),
        "references": pa.list_(_REFERENCE),
        "officials": pa.list_(_OFFICIAL),
        "directives": pa.list_(_DIRECTIVE),
        "findings": pa.list_(_FINDING),
        "warnings": _WORDS,
        "text": pa.string(),
        "error": pa.string(),
    }
)
"""A report that was read, or the ``error`` that kept it from being read. Names are those of ``solieu extract``, of its CSV file where
they tell more. Exact decimals are texts; ``value_real`` and ``value_max_real`` are the nearest doubles. ``year`` is that of
``issued``, else of the end of ``period``; ``province`` the name of the province without diacritics: ``quang-ninh``. ``text`` is only
filled when asked for."""

FOLDERS = pa.schema([OUTPUT.field("year"), OUTPUT.field("province")])
"""What the folders of ``solieu bulk`` tell."""

WITHIN_FILES = pa.schema([field for field in OUTPUT if field.name not in (*FOLDERS.names, "error")])
"""The same in the files of ``solieu bulk``: year and province are told by their folders, errors stand elsewhere."""

ERRORS = pa.schema({"report": pa.string(), "sha256": pa.string(), "url": pa.string(), "error": pa.string()})
"""What could not be read."""

SKIPPED = pa.schema({"report": pa.string(), "url": pa.string(), "bytes": pa.int64()})
"""What the filter of relevance skipped."""
